//! « Merci »: the number of the return, and what happens next.

use crate::{
    App,
    error::AppError,
    guard::Respondent,
    page::{Page, see_other},
    survey::{Clicked, check_path, draft_of, frame, language_of, moment},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_look::{Sheet, Texts};
use socle_store::Receipt;

#[derive(Template)]
#[template(path = "survey/thanks.html")]
struct Thanks<'a> {
    t: &'a Texts,
    number: i64,
    received: String,
    closes: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    let draft = draft_of(&app, respondent, &slug).await?;
    let Some(submission) = draft.submission else { return Ok(see_other(&check_path(&draft.survey))) };
    let receipt = app.store().receipt(submission).await?;
    let Some(Receipt::Kept { number, received_at, .. }) = receipt else { return Err(AppError::Gone) };
    let language = language_of(&draft, clicked.langue.as_deref());
    let t = app.texts(language);
    let content = Thanks {
        t,
        number,
        received: moment(language, &draft.survey, received_at),
        closes: moment(language, &draft.survey, draft.survey.calendar.closes_at),
    };
    let path = format!("/e/{slug}/merci");
    let frame = frame(language, &draft.survey, t.get("survey-thanks"), &path);
    Ok(Page::new(Sheet::Survey, frame.wrap(&content)).into_response())
}
