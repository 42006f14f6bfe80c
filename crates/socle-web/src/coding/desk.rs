//! « Codage »: the first story that waits for this person, or that none does.

use crate::{
    App,
    error::AppError,
    frame,
    guard::Member,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use socle_look::{Sheet, Texts};

#[derive(Template)]
#[template(path = "coding/desk.html")]
struct Desk<'a> {
    t: &'a Texts,
}

pub(crate) async fn first(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Response, AppError> {
    if let (_, Some(first)) = app.store().stories_to_code(member.0.id).await? {
        return Ok(see_other(&format!("/bureau/codage/{first}")));
    }
    let t = app.texts(frame::language_of(&member));
    let frame = frame::office(&app, &member, t.get("coding-desk"), "/bureau/codage");
    Ok(Page::new(Sheet::Office, frame.wrap(&Desk { t })).into_response())
}
