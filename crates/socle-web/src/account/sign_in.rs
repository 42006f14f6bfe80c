//! Signing in, by e-mail address and password.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    finish::RequestId,
    guard::{SESSION, set_cookie},
    language::Spoken,
    page::{Page, see_other_with_cookie},
    password,
};
use askama::Template;
use axum::{
    Extension,
    extract::{ConnectInfo, Query, State},
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use socle_domain::{
    account::{EmailAddress, PASSWORD_MOST},
    chance,
    time::{MINUTE, SECOND, Timestamp},
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, ErrorSummary, LineKind, Prompt, TextField},
    layouts::OfficeFrame,
};
use socle_store::{Account, Session};
use std::net::SocketAddr;

/// Tries that an account, and an address people come from, may make in [`WINDOW`].
const TRIES: (i64, i64) = (10, 50);
const WINDOW: i64 = 15 * MINUTE;

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignIn<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    next: String,
    email: TextField,
    password: TextField,
    send: Button,
}

#[derive(serde::Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    suite: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(Spoken(language)): Extension<Spoken>,
    Query(wanted): Query<Wanted>,
) -> Page {
    render(&app, language, "", &wanted.suite, None)
}

pub(crate) async fn sign_in(
    State(app): State<App>,
    Extension(Spoken(language)): Extension<Spoken>,
    Extension(RequestId(request)): Extension<RequestId>,
    client: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, AppError> {
    let (email, now) = (fields.get("email"), app.now());
    count_tries(&app, email, &crate::client_address(&app, client.as_deref(), &headers), now).await?;
    let Some(account) = check(&app, email, fields.get("password")).await? else {
        tracing::info!(%request, "sign-in refused");
        let words = app.texts(language).get("account-refused");
        return Ok(render(&app, language, email, fields.get("suite"), Some(&words)).into_response());
    };
    let token = new_token(&app);
    let token_hash = app.secret().hash("session", token.as_bytes());
    app.store().open_session(Session { token_hash, account: account.id, now }).await?;
    let cookie = set_cookie(&app, SESSION, token, "/".to_owned(), socle_store::SESSION / SECOND);
    Ok(see_other_with_cookie(&inside(fields.get("suite")), &cookie))
}

/// Guessing is slowed down per account and per place people come from; neither is kept, only a keyed hash of each.
async fn count_tries(app: &App, email: &str, client: &str, now: Timestamp) -> Result<(), AppError> {
    let by_account = app.secret().hash("sign-in-account", email.trim().to_lowercase().as_bytes());
    let by_client = app.secret().hash("sign-in-client", client.as_bytes());
    let of_account = app.store().count_try(by_account, WINDOW, now).await?;
    let of_client = app.store().count_try(by_client, WINDOW, now).await?;
    if of_account > TRIES.0 || of_client > TRIES.1 { Err(AppError::TooMany) } else { Ok(()) }
}

/// The account, if the password is its own. Whether there is an account cannot be told from the time this takes.
async fn check(app: &App, email: &str, typed: &str) -> Result<Option<Account>, AppError> {
    let account = match EmailAddress::parse(email) {
        Ok(email) => app.store().account_by_email(&email).await?,
        Err(_) => None,
    };
    let typed: String = typed.chars().take(PASSWORD_MOST).collect();
    // Who was invited and has not chosen a password yet is, until then, as good as nobody.
    let hash = account.as_ref().map(|account| account.password_hash.clone()).filter(|hash| !hash.is_empty());
    let _turn = app.signing_in().acquire().await.map_err(|error| AppError::Unavailable(error.to_string()))?;
    let is_right = tokio::task::spawn_blocking(move || password::verify(&typed, hash.as_deref())).await;
    let is_right = is_right.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(account.filter(|_| is_right))
}

fn new_token(app: &App) -> String {
    crate::hex(&chance::bytes::<32>(app.chance()))
}

/// Where to go after sign-in: only ever a page of the office.
fn inside(wanted: &str) -> String {
    let is_plain = wanted.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if wanted.starts_with("/bureau/") && is_plain && !wanted.contains("..") { wanted } else { "/bureau/" }
        .to_owned()
}

fn render(app: &App, language: Language, email: &str, next: &str, error: Option<&str>) -> Page {
    let t = app.texts(language);
    let has_errors = error.is_some();
    let content = SignIn {
        t,
        summary: error.map(|error| ErrorSummary::single(language, error)),
        next: inside(next),
        email: Prompt::new(language, "email", t.get("account-email"))
            .text(email)
            .kind(LineKind::Email)
            .autocomplete("username"),
        password: Prompt::new(language, "password", t.get("account-password"))
            .text("")
            .kind(LineKind::Password)
            .autocomplete("current-password"),
        send: Button::send(t.get("account-sign-in")),
    };
    let mut page = socle_look::layouts::Page::new(language, t.get("account-title")).with_errors(has_errors);
    page.is_private = true;
    let frame = OfficeFrame { page, home: format!("/{}/", language.code()), ..OfficeFrame::default() };
    Page::new(Sheet::Office, frame.wrap(&content)).with_errors(has_errors)
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn sign_in_leads_only_into_the_office() {
        assert_eq!(inside("/bureau/depouillement?page=2"), "/bureau/depouillement?page=2");
        for elsewhere in
            ["", "https://example.org/bureau/", "//example.org", "/bureau/../e/x", "/bureau/\\evil", "/fr/"]
        {
            assert_eq!(inside(elsewhere), "/bureau/", "{elsewhere}");
        }
    }
}
