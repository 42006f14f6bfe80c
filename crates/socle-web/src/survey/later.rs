//! « Finir plus tard »: a code that brings the draft back, on this phone or another.

use crate::{
    App,
    error::AppError,
    guard::Respondent,
    page::{Page, see_other},
    survey::{Clicked, draft_of, frame, language_of, moment},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::code::ResumeCode;
use socle_look::{Language, Sheet, Texts, components::Button};
use socle_store::{Constraint, SavedDraft, StoreError};

/// How often a taken code is drawn again.
const DRAWS: usize = 5;

#[derive(Template)]
#[template(path = "survey/later.html")]
struct Later<'a> {
    t: &'a Texts,
    action: String,
    resume: String,
    code: Option<String>,
    closes: String,
    give: Button,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    let draft = draft_of(&app, respondent, &slug).await?;
    if draft.submission.is_some() {
        return Ok(see_other(&format!("/e/{slug}/merci")));
    }
    let language = language_of(&draft, clicked.langue.as_deref());
    Ok(render(&app, &draft, language, None).into_response())
}

/// A new code, shown once: only its keyed hash is kept.
pub(crate) async fn leave(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
) -> Result<Page, AppError> {
    let draft = draft_of(&app, respondent, &slug).await?;
    for _ in 0..DRAWS {
        let code = ResumeCode::new(app.chance());
        match app.store().set_draft_code(draft.id, &code).await {
            Err(StoreError::Conflict(Constraint::DraftCode)) => {}
            Err(error) => return Err(error.into()),
            Ok(()) => return Ok(render(&app, &draft, language_of(&draft, None), Some(&code))),
        }
    }
    Err(AppError::Unavailable("no free resume code was drawn".to_owned()))
}

fn render(app: &App, draft: &SavedDraft, language: Language, code: Option<&ResumeCode>) -> Page {
    let t = app.texts(language);
    let path = format!("/e/{}/plus-tard", draft.survey.slug);
    let content = Later {
        t,
        action: path.clone(),
        resume: format!("{}/reprendre", app.settings().address),
        code: code.map(ToString::to_string),
        closes: moment(language, &draft.survey, draft.survey.calendar.grace_ends_at()),
        give: Button::send(t.get("survey-give-code")),
    };
    let frame = frame(language, &draft.survey, t.get("survey-later"), &path);
    Page::new(Sheet::Survey, frame.wrap(&content))
}
