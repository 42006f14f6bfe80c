//! Private links: an id with a keyed hash that only this installation can make. Nothing is stored for them, and whoever
//! holds one needs no account.

use crate::App;
use uuid::Uuid;

/// The whole address by which the author of a return (`kind` is `return`) comes back to it, or a contributor opens the
/// page that tells their experience (`approval`).
pub(crate) fn link(app: &App, kind: &str, id: Uuid) -> String {
    format!("{}{}", app.settings().address, path(app, kind, id))
}

/// The same, within this site.
pub(crate) fn path(app: &App, kind: &str, id: Uuid) -> String {
    let path = match kind {
        "return" => "retour",
        "approval" => "avis",
        other => other,
    };
    format!("/{path}/{}", token(app, kind, id))
}

/// The id that a token leads to; nothing when it was not made here for this kind of link.
pub(crate) fn read(app: &App, kind: &str, token: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(token.split_once('.')?.0).ok()?;
    // Comparing keyed hashes of both takes the same time whichever byte differs first.
    let given = app.secret().hash("compare", token.as_bytes());
    app.secret().verify("compare", self::token(app, kind, id).as_bytes(), &given).then_some(id)
}

/// What stands at the end of a private link.
fn token(app: &App, kind: &str, id: Uuid) -> String {
    let mac = app.secret().hash("private-link", format!("{kind} {id}").as_bytes());
    format!("{}.{}", id.as_simple(), crate::hex(&mac[..16]))
}
