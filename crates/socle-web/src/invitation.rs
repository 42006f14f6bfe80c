//! Links by which someone of the study team chooses a password. Nothing is stored for them: a link holds the account's
//! id, its version and an end, under a keyed hash. Choosing a password makes the version grow, so a link opens once.

use crate::App;
use socle_domain::{
    id::AccountId,
    time::{DAY, SECOND, Timestamp},
};

/// How long a link opens, in days.
pub(crate) const DAYS: i64 = 7;

/// What a link that was made here says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Invitation {
    /// Whose password.
    pub(crate) account: AccountId,
    /// The version of the account that it opens.
    pub(crate) version: i64,
    /// Until when (excluded).
    pub(crate) ends_at: Timestamp,
}

/// The whole address for an account at this version.
pub(crate) fn link(app: &App, account: AccountId, version: i64) -> String {
    let ends = app.now().plus(DAYS * DAY).as_micros() / SECOND;
    let said = format!("{}.{version}.{ends}", account.uuid().as_simple());
    format!("{}/mot-de-passe/{said}.{}", app.settings().address, mac(app, &said))
}

/// What a token says; nothing when it was not made here. Whether it still opens is for the caller to see.
pub(crate) fn read(app: &App, token: &str) -> Option<Invitation> {
    let (said, given) = token.rsplit_once('.')?;
    // Comparing keyed hashes of both takes the same time whichever character differs first.
    let given = app.secret().hash("compare", given.as_bytes());
    if !app.secret().verify("compare", mac(app, said).as_bytes(), &given) {
        return None;
    }
    let mut parts = said.split('.');
    let account = AccountId::parse(parts.next()?).ok()?;
    let version = parts.next()?.parse().ok()?;
    let ends: i64 = parts.next()?.parse().ok()?;
    Some(Invitation { account, version, ends_at: Timestamp::from_micros(ends.checked_mul(SECOND)?) })
}

fn mac(app: &App, said: &str) -> String {
    crate::hex(&app.secret().hash("invitation", said.as_bytes())[..16])
}
