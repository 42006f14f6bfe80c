//! Who is asking, and whether they may: run before every handler, from the table of addresses.

use crate::{App, error::AppError, frame, language::Spoken, routes::Who};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use cookie::Cookie;
use http::{HeaderMap, header};
use socle_domain::{
    account::Role,
    id::DraftId,
    time::{DAY, SECOND},
};
use socle_store::{Account, SavedDraft};
use std::sync::Arc;

/// The cookie of a signed-in member of the team.
pub(crate) const SESSION: &str = "socle_session";
/// The cookie of a respondent, sent under the survey's address only.
pub(crate) const DRAFT: &str = "socle_retour";

/// The signed-in member of the team, for handlers behind [`Who::Team`].
#[derive(Debug, Clone)]
pub(crate) struct Member(pub(crate) Arc<Account>);

impl Member {
    /// Whether the person holds one of these roles, in whichever study.
    pub(crate) fn has_any(&self, roles: &[Role]) -> bool {
        self.0.has_any(roles)
    }
}

/// The draft that a respondent holds, for handlers behind [`Who::Respondent`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Respondent(pub(crate) DraftId);

pub(crate) async fn check(
    State((app, who)): State<(App, Who)>,
    mut request: Request,
    next: Next,
) -> Response {
    if !request.method().is_safe() && is_cross_site(&app, &request, who) {
        return AppError::CrossSite.into_response();
    }
    let admitted = match who {
        Who::Anyone => Ok(()),
        Who::Respondent => admit_respondent(&app, &mut request).map_err(IntoResponse::into_response),
        Who::Team(_) => admit_member(&app, &mut request).await,
    };
    let member = request.extensions().get::<Member>().cloned();
    let mut response = match (admitted, who, &member) {
        (Err(refusal), _, _) => refusal,
        (Ok(()), Who::Team(roles), member)
            if !member.as_ref().is_some_and(|member| member.has_any(roles)) =>
        {
            AppError::Forbidden.into_response()
        }
        (Ok(()), _, _) => next.run(request).await,
    };
    if let Some(member) = member {
        // Should this be a refusal, it is told in the language that the person works in.
        response.extensions_mut().insert(Spoken(frame::language_of(&member)));
    }
    response
}

/// A form that another site sends in a person's name is refused. Browsers say where a form comes from in
/// `Sec-Fetch-Site` (Fetch Metadata) or, the older ones, in `Origin` (RFC 6454). A phone too old for both may still
/// answer a survey: its cookie is `SameSite=Lax`. The back office asks for one of the two.
fn is_cross_site(app: &App, request: &Request, who: Who) -> bool {
    let header = |name| request.headers().get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin != app.settings().address,
        (None, None) => matches!(who, Who::Team(_)),
    }
}

fn admit_respondent(app: &App, request: &mut Request) -> Result<(), Redirect> {
    let draft = cookie(request.headers(), DRAFT).and_then(|value| read_draft_token(app, &value));
    match draft {
        Some(draft) => {
            request.extensions_mut().insert(Respondent(draft));
            Ok(())
        }
        // Without a draft, the way in is the survey's first page; it says how to resume.
        None => Err(Redirect::to(&survey_start(request.uri().path()))),
    }
}

/// `/e/tic-2017/q/3` → `/e/tic-2017`.
fn survey_start(path: &str) -> String {
    path.split('/').take(3).collect::<Vec<_>>().join("/")
}

async fn admit_member(app: &App, request: &mut Request) -> Result<(), Response> {
    let account = match session_token(request.headers()) {
        Some(token) => {
            let hash = app.secret().hash("session", token.as_bytes());
            let found = app.store().account_by_session(hash, app.now()).await;
            found.map_err(|error| AppError::from(error).into_response())?
        }
        None => None,
    };
    let Some(account) = account else { return Err(ask_to_sign_in(request)) };
    request.extensions_mut().insert(Member(Arc::new(account)));
    Ok(())
}

/// A page asked for is shown after sign-in; a form sent without a session is refused where it stands.
fn ask_to_sign_in(request: &Request) -> Response {
    if !request.method().is_safe() {
        return AppError::SignInRequired.into_response();
    }
    let wanted = request.uri().path_and_query().map_or("/bureau/", http::uri::PathAndQuery::as_str);
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("suite", wanted).finish();
    Redirect::to(&format!("/connexion?{query}")).into_response()
}

/// The session token that the browser holds.
pub(crate) fn session_token(headers: &HeaderMap) -> Option<String> {
    cookie(headers, SESSION)
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let values = headers.get_all(header::COOKIE);
    values
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// The value of a respondent's cookie: the draft's id, and a keyed hash that only this installation can make.
pub(crate) fn draft_token(app: &App, draft: DraftId) -> String {
    let mac = app.secret().hash("draft-cookie", draft.uuid().as_bytes());
    format!("{draft}.{}", crate::hex(&mac))
}

/// How long a phone remembers which draft is its own.
const DRAFT_COOKIE: i64 = 60 * DAY;

/// The cookie by which a phone finds its draft again, under the survey's address only.
pub(crate) fn draft_cookie(app: &App, draft: &SavedDraft) -> String {
    let path = format!("/e/{}", draft.survey.slug);
    set_cookie(app, DRAFT, draft_token(app, draft.id), path, DRAFT_COOKIE / SECOND)
}

/// Makes a phone forget its draft, under the survey's address.
pub(crate) fn forget_draft(app: &App, path: String) -> String {
    set_cookie(app, DRAFT, String::new(), path, 0)
}

fn read_draft_token(app: &App, token: &str) -> Option<DraftId> {
    let (id, _) = token.split_once('.')?;
    let draft = DraftId::parse(id).ok()?;
    // Comparing keyed hashes of both takes the same time whichever byte differs first.
    let given = app.secret().hash("compare", token.as_bytes());
    app.secret().verify("compare", draft_token(app, draft).as_bytes(), &given).then_some(draft)
}

/// A cookie that scripts cannot read and other sites cannot send.
pub(crate) fn set_cookie(app: &App, name: &'static str, value: String, path: String, seconds: i64) -> String {
    let mut cookie = Cookie::new(name, value);
    cookie.set_path(path);
    cookie.set_http_only(true);
    cookie.set_same_site(cookie::SameSite::Lax);
    cookie.set_secure(app.settings().is_secure());
    format!("{cookie}; Max-Age={seconds}")
}

#[cfg(test)]
mod tests {
    use super::survey_start;

    #[test]
    fn respondents_without_a_draft_go_to_the_first_page() {
        assert_eq!(survey_start("/e/tic-2017/q/3"), "/e/tic-2017");
        assert_eq!(survey_start("/e/tic-2017/merci"), "/e/tic-2017");
    }
}
