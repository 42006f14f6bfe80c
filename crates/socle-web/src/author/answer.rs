//! The answer to a question that the team asked back.

use super::{Clicked, Done, back, returned, show};
use crate::{App, error::AppError, fields::Fields, language::Spoken};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::StatusCode;
use socle_domain::text::{self, InvalidText};
use socle_look::Language;
use socle_store::{InquiryAnswer, StoreError};

pub(crate) async fn answer(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let clicked = Clicked::of_form(&fields, spoken);
    let returned = match returned(&app, &token, clicked.language_or(spoken)).await? {
        Ok(returned) => returned,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let place = fields.number("question").and_then(|place| usize::try_from(place).ok()?.checked_sub(1));
    let inquiry = place.and_then(|place| returned.questions.get(place)).ok_or(AppError::NotFound)?.id;
    let typed = fields.get("reponse");
    let words = match text::paragraphs(typed, show::ANSWER_MOST as usize) {
        Ok(words) => words,
        Err(error) => {
            let key = match error {
                InvalidText::Empty => "author-answer-missing",
                InvalidText::TooLong { .. } => "author-answer-long",
                InvalidText::Control(_) => return Err(AppError::Malformed),
            };
            let refused = show::Refused { answer: Some((inquiry, typed, key)), ..show::Refused::default() };
            let page = show::render(&app, &token, &returned, &clicked, refused).await?;
            return Ok(page.into_response());
        }
    };
    let answer = InquiryAnswer { inquiry, submission: returned.id, words, now: app.now() };
    match app.store().answer_inquiry(answer).await {
        // The same words again, sent twice by a tired finger, are an answer that arrived.
        Ok(()) => Ok(back(&token, Done::Answered, &fields)),
        Err(StoreError::Stale) => came_late(&app, &token, &clicked, (spoken, typed)).await,
        Err(error) => Err(error.into()),
    }
}

/// Somebody else who has the link answered first, or took the return back. What was typed is not lost to its author.
async fn came_late(
    app: &App,
    token: &str,
    clicked: &Clicked,
    (spoken, typed): (Language, &str),
) -> Result<Response, AppError> {
    match returned(app, token, clicked.language_or(spoken)).await? {
        Ok(returned) => {
            let refused = show::Refused { late: Some(typed), ..show::Refused::default() };
            let mut page = show::render(app, token, &returned, clicked, refused).await?;
            page.status = StatusCode::CONFLICT;
            Ok(page.into_response())
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}
