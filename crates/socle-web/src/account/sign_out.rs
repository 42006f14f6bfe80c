//! Signing out: the session ends in the database, not only in the browser.

use crate::{
    App,
    error::AppError,
    guard::{Member, SESSION, session_token, set_cookie},
    page::see_other_with_cookie,
};
use axum::{Extension, extract::State, response::Response};
use http::HeaderMap;
use socle_store::Session;

pub(crate) async fn sign_out(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let token = session_token(&headers).ok_or(AppError::SignInRequired)?;
    let token_hash = app.secret().hash("session", token.as_bytes());
    app.store().close_session(Session { token_hash, account: member.0.id, now: app.now() }).await?;
    let cookie = set_cookie(&app, SESSION, String::new(), "/".to_owned(), 0);
    Ok(see_other_with_cookie("/connexion", &cookie))
}
