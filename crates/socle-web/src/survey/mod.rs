//! The respondent's pages — a phone, a weak link, no account — and the coordinator's page that opens a survey.

pub(crate) mod check;
pub(crate) mod deadline;
mod field;
pub(crate) mod file;
pub(crate) mod follow;
pub(crate) mod later;
pub(crate) mod office;
pub(crate) mod open;
pub(crate) mod poster;
pub(crate) mod question;
pub(crate) mod remove;
mod repeat;
pub(crate) mod resume;
pub(crate) mod start;
mod suggestions;
pub(crate) mod thanks;

use crate::{
    App,
    error::AppError,
    guard::Respondent,
    notice,
    questionnaire::{self, slug_of},
};
use socle_domain::{slug::Slug, survey::Survey, time::Timestamp};
use socle_look::{
    Language, dates,
    layouts::{Link, Page, SurveyFrame, Translation},
};
use socle_store::SavedDraft;
use xlsform::FormState;

/// The survey at a short address.
async fn survey_at(app: &App, slug: &str) -> Result<Survey, AppError> {
    let slug = Slug::parse(slug).map_err(|_| AppError::NotFound)?;
    app.store().survey_by_slug(&slug).await?.ok_or(AppError::NotFound)
}

/// The respondent's draft, if it answers the survey of this address.
async fn draft_of(app: &App, respondent: Respondent, slug: &str) -> Result<SavedDraft, AppError> {
    let draft = app.store().draft(respondent.0).await?.ok_or(AppError::NotFound)?;
    if draft.survey.slug.as_str() == slug { Ok(draft) } else { Err(AppError::NotFound) }
}

/// The language of a draft's page: a click on the switch, else the one it was last saved in.
fn language_of(draft: &SavedDraft, clicked: Option<&str>) -> Language {
    clicked.and_then(Language::parse).or_else(|| Language::parse(&draft.language)).unwrap_or_default()
}

/// The draft's questionnaire with its answers in place.
async fn state_of(app: &App, draft: &SavedDraft, language: Language) -> Result<FormState, AppError> {
    let form = app.form(draft.survey.questionnaire, language).await?;
    let environment = questionnaire::environment(&draft.survey, draft.id, language.code(), app.now());
    Ok(questionnaire::state_of(form, environment, language.code(), &draft.answers))
}

/// The address of a page of the questionnaire.
fn question_path(survey: &Survey, key: &str) -> String {
    format!("/e/{}/q/{}", survey.slug, slug_of(key))
}

fn check_path(survey: &Survey) -> String {
    format!("/e/{}/verifier", survey.slug)
}

/// The one-line frame of a respondent's page. `path` is the page's own address, for the language switch.
fn frame(language: Language, survey: &Survey, title: String, path: &str) -> SurveyFrame {
    let mut page = Page::new(language, title);
    if page.title != survey.title {
        page.site.clone_from(&survey.title);
    }
    page.is_private = true;
    let mark = if path.contains('?') { '&' } else { '?' };
    let switch = |other: Language| Translation::new(other, format!("{path}{mark}langue={}", other.code()));
    page.translations = Language::ALL.map(switch).into();
    let home = Link::new(language.texts().get("site-home"), format!("/{}/", language.code()));
    SurveyFrame { page, foot: vec![home], ..SurveyFrame::default() }
}

/// The same, with the way out that keeps everything.
fn frame_of_draft(app: &App, language: Language, survey: &Survey, title: String, path: &str) -> SurveyFrame {
    let mut frame = frame(language, survey, title, path);
    frame.finish_later = Some(format!("/e/{}/plus-tard", survey.slug));
    frame.foot = vec![Link::new(app.texts(language).get("survey-about"), format!("/e/{}", survey.slug))];
    frame
}

/// A moment in words, in the survey's zone, with the zone said.
fn moment(language: Language, survey: &Survey, at: Timestamp) -> String {
    let c = survey.calendar.zone.civil(at);
    let words = dates::moment(language, (c.year.into(), c.month, c.day), (c.hour, c.minute));
    format!("{words} ({})", survey.calendar.zone.name())
}

/// A moment in words, in the survey's zone and in universal time.
fn moment_here_and_there(language: Language, survey: &Survey, at: Timestamp) -> String {
    notice::here_and_there(language, &survey.calendar.zone, at)
}

/// The hour of a moment, in the survey's zone.
fn hour(language: Language, survey: &Survey, at: Timestamp) -> String {
    let c = survey.calendar.zone.civil(at);
    dates::time(language, c.hour, c.minute)
}

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Clicked {
    /// The language switch.
    langue: Option<String>,
    /// Which experience is to be taken out.
    experience: Option<i64>,
    /// Which question a file answers.
    question: Option<String>,
    /// `verifier` when the page was reached from the check list and leads back to it.
    retour: Option<String>,
}
