//! Taking up the answers of a return again, as they were last sent. Until the correction is sent, the return stays as
//! it is.

use super::{Clicked, returned};
use crate::{
    App,
    error::AppError,
    fields::Fields,
    guard::draft_cookie,
    language::Spoken,
    page::{see_other, see_other_with_cookie},
    questionnaire,
};
use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use socle_domain::{code::ResumeCode, experience, id::DraftId, survey::Window, time::Timestamp};
use socle_look::Language;
use socle_store::{AuthoredReturn, Constraint, NewDraft, SavedDraft, StoreError};

/// How often a taken code is drawn again.
const DRAWS: usize = 5;

/// Whether a return can be corrected: as long as an answer can be begun; a correction that was begun in time, for as
/// long as it may be sent.
pub(super) fn is_open(returned: &AuthoredReturn, now: Timestamp) -> bool {
    match returned.survey.calendar.window(now) {
        Window::Open => true,
        Window::Grace => returned.has_begun_correction,
        Window::NotYet | Window::Closed => false,
    }
}

pub(crate) async fn begin(
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
    if !is_open(&returned, app.now()) {
        // The page itself says since when, and whom to write to.
        return Ok(see_other(&format!("/retour/{token}")));
    }
    let draft = draft(&app, &returned).await?;
    let check = format!("/e/{}/verifier", draft.survey.slug);
    Ok(see_other_with_cookie(&check, &draft_cookie(&app, &draft)))
}

async fn draft(app: &App, returned: &AuthoredReturn) -> Result<SavedDraft, AppError> {
    let last = app.store().last_sent(returned.id).await?.ok_or(AppError::Gone)?;
    let language = Language::parse(&returned.language).unwrap_or_default();
    let form = app.form(returned.survey.questionnaire, language).await?;
    let xml = String::from_utf8_lossy(&last.body);
    let mut answers = questionnaire::draft_of(form, &xml, &last.contacts, language, app.now())?;
    // What may be published was perhaps changed since: sending the rest again must not change it back.
    for one in &returned.experiences {
        let Some(level) = one.publication else { continue };
        let path =
            answers.iter().map(|(path, _)| path).find(|path| experience::is_publication(path, one.place));
        if let Some(path) = path.map(str::to_owned) {
            answers.set(path, level.word().to_owned(), 1);
        }
    }
    let survey = app.store().survey_by_slug(&returned.survey.slug).await?.ok_or(AppError::NotFound)?;
    let (id, now) = (DraftId::new(app.now(), app.chance()), app.now());
    for _ in 0..DRAWS {
        let code = ResumeCode::new(app.chance());
        let new = NewDraft { id, survey: survey.clone(), code, language: returned.language.clone(), now };
        match app.store().begin_correction(new, returned.id, answers.clone()).await {
            Err(StoreError::Conflict(Constraint::DraftCode)) => {}
            Err(StoreError::Stale) => return Err(AppError::Gone),
            Err(error) => return Err(error.into()),
            Ok(id) => return app.store().draft(id).await?.ok_or(AppError::NotFound),
        }
    }
    Err(AppError::Unavailable("no free resume code was drawn".to_owned()))
}
