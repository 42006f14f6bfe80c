//! The first page of a survey: why, until when, and the one button.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    guard::{DRAFT, draft_token, set_cookie},
    language::Spoken,
    page::{Page, see_other_with_cookie},
    questionnaire::set_in,
    survey::{frame, moment, question_path, state_of, survey_at},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    code::ResumeCode,
    id::DraftId,
    survey::{Survey, Window},
    time::{DAY, SECOND},
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, Fact, FactList},
};
use socle_store::{Constraint, NewDraft, SavedDraft, StoreError, StudyNotice, Turnout};

/// How long a phone remembers which draft is its own.
const COOKIE: i64 = 60 * DAY;
/// How often a taken code is drawn again: with 39 bits, once is already rare.
const DRAWS: usize = 5;

#[derive(Template)]
#[template(path = "survey/start.html")]
struct Start<'a> {
    t: &'a Texts,
    survey: &'a Survey,
    language: Language,
    window: Window,
    opens: String,
    closes: String,
    grace_ends: String,
    notice: FactList,
    out_of_scope: String,
    purpose: String,
    turnout: Turnout,
    begin: Button,
    /// Nothing can be resumed once the grace is over.
    can_resume: bool,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(Spoken(language)): Extension<Spoken>,
    Path(slug): Path<String>,
) -> Result<Page, AppError> {
    let survey = survey_at(&app, &slug).await?;
    render(&app, language, &survey).await
}

async fn render(app: &App, language: Language, survey: &Survey) -> Result<Page, AppError> {
    let t = app.texts(language);
    let told = app.store().study_notice(survey.study, language.code()).await?;
    let turnout = app.store().turnout(survey.id).await?;
    let calendar = &survey.calendar;
    let content = Start {
        t,
        survey,
        language,
        window: calendar.window(app.now()),
        opens: moment(language, survey, calendar.opens_at),
        closes: moment(language, survey, calendar.closes_at),
        grace_ends: moment(language, survey, calendar.grace_ends_at()),
        notice: notice(t, &told),
        purpose: set_in(language, &told.purpose),
        out_of_scope: set_in(language, &told.out_of_scope),
        turnout,
        begin: Button::send(t.get("survey-begin")),
        can_resume: calendar.window(app.now()) != Window::Closed,
    };
    let path = format!("/e/{}", survey.slug);
    Ok(Page::new(Sheet::Survey, frame(language, survey, survey.title.clone(), &path).wrap(&content)))
}

/// Who does this, who reads it, how long it is kept, whom to ask: what the study says, and the rights of everyone.
fn notice(t: &Texts, told: &StudyNotice) -> FactList {
    let language = t.language();
    let kept = t.with("survey-notice-kept", &[("months", told.retention_months.into())]);
    let said = [
        ("survey-notice-sponsor", told.sponsor.as_str()),
        ("survey-notice-controller", &told.controller),
        ("survey-notice-readers", &told.readers),
        ("survey-notice-retention", if told.retention_months > 0 { &kept } else { "" }),
        ("survey-notice-rights", &t.get("survey-notice-rights-words")),
        ("survey-notice-contact", &told.contact),
    ]
    .map(|(key, words)| (key, words.to_owned()));
    let facts = said.into_iter().filter(|(_, words)| !words.is_empty());
    let facts = facts.map(|(key, words)| Fact::new(t.get(key), &set_in(language, &words)));
    FactList::new(language, facts.collect())
}

pub(crate) async fn begin(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let survey = survey_at(&app, &slug).await?;
    let language = Language::parse(fields.get("langue")).unwrap_or(spoken);
    if survey.calendar.check_start(app.now()).is_err() {
        // The page itself says why, and what can still be done.
        return Ok(render(&app, language, &survey).await?.into_response());
    }
    let draft = create_draft(&app, survey, language).await?;
    let state = state_of(&app, &draft, language).await?;
    let first = state.page_after(None).ok_or(AppError::NotFound)?;
    let cookie = draft_cookie(&app, &draft);
    Ok(see_other_with_cookie(&question_path(&draft.survey, &first), &cookie))
}

async fn create_draft(app: &App, survey: Survey, language: Language) -> Result<SavedDraft, AppError> {
    let (id, now) = (DraftId::new(app.now(), app.chance()), app.now());
    for _ in 0..DRAWS {
        let code = ResumeCode::new(app.chance());
        let new = NewDraft { id, survey: survey.clone(), code, language: language.code().to_owned(), now };
        match app.store().create_draft(new).await {
            Err(StoreError::Conflict(Constraint::DraftCode)) => {}
            Err(error) => return Err(error.into()),
            Ok(()) => return app.store().draft(id).await?.ok_or(AppError::NotFound),
        }
    }
    Err(AppError::Unavailable("no free resume code was drawn".to_owned()))
}

/// The cookie by which this phone finds its draft again, under the survey's address only.
pub(super) fn draft_cookie(app: &App, draft: &SavedDraft) -> String {
    let path = format!("/e/{}", draft.survey.slug);
    set_cookie(app, DRAFT, draft_token(app, draft.id), path, COOKIE / SECOND)
}
