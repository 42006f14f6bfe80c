//! « Reprendre »: the way back to a draft, by its code.

use crate::{
    App, client_address,
    error::AppError,
    fields::Fields,
    guard::draft_cookie,
    language::Spoken,
    page::{Page, see_other_with_cookie},
    survey::{check_path, language_of, question_path, state_of},
};
use askama::Template;
use axum::{
    Extension,
    extract::{ConnectInfo, State},
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use socle_domain::{code::ResumeCode, time::MINUTE};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, ErrorSummary, LineKind, Prompt, TextField},
    layouts::{Link, SurveyFrame, Translation},
};
use socle_store::SavedDraft;
use std::net::SocketAddr;

/// Tries that a place people come from may make in [`WINDOW`]: a code has 39 bits.
const TRIES: i64 = 30;
const WINDOW: i64 = 15 * MINUTE;

#[derive(Template)]
#[template(path = "survey/resume.html")]
struct Resume<'a> {
    t: &'a Texts,
    language: Language,
    summary: Option<ErrorSummary>,
    code: TextField,
    send: Button,
}

pub(crate) async fn show(State(app): State<App>, Extension(Spoken(language)): Extension<Spoken>) -> Page {
    render(&app, language, "", None)
}

pub(crate) async fn resume(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    client: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, AppError> {
    let language = Language::parse(fields.get("langue")).unwrap_or(spoken);
    let from = client_address(&app, client.as_deref(), &headers);
    let key = app.secret().hash("resume-client", from.as_bytes());
    if app.store().count_try(key, WINDOW, app.now()).await? > TRIES {
        return Err(AppError::TooMany);
    }
    let typed = fields.get("code");
    let refused = |key| Ok(render(&app, language, typed, Some(key)).into_response());
    let Ok(code) = ResumeCode::parse(typed) else { return refused("survey-code-shape") };
    match app.store().draft_by_code(&code).await? {
        None => refused("survey-code-unknown"),
        Some(draft) => Ok(see_other_with_cookie(&place(&app, &draft).await?, &draft_cookie(&app, &draft))),
    }
}

/// Where the person left off: the first page with something missing, or the check list.
async fn place(app: &App, draft: &SavedDraft) -> Result<String, AppError> {
    let survey = &draft.survey;
    if draft.submission.is_some() {
        return Ok(format!("/e/{}/merci", survey.slug));
    }
    let state = state_of(app, draft, language_of(draft, None)).await?;
    let unfinished = state.page_keys().into_iter().find(|key| !state.page_findings(key).is_empty());
    Ok(unfinished.map_or_else(|| check_path(survey), |key| question_path(survey, &key)))
}

fn render(app: &App, language: Language, typed: &str, error: Option<&str>) -> Page {
    let t = app.texts(language);
    let prompt = Prompt::new(language, "code", t.get("survey-code"))
        .hint(t.get("survey-code-hint"))
        .error(error.map(|key| t.get(key)));
    let summary = ErrorSummary::of(language, [&prompt]);
    let has_errors = summary.is_some();
    let content = Resume {
        t,
        language,
        summary,
        code: prompt.text(typed).kind(LineKind::Code),
        send: Button::send(t.get("survey-resume")),
    };
    let mut page = socle_look::layouts::Page::new(language, t.get("frame-resume")).with_errors(has_errors);
    page.is_private = true;
    page.translations = Language::ALL
        .map(|other| Translation::new(other, format!("/reprendre?langue={}", other.code())))
        .into();
    let home = Link::new(t.get("frame-home"), format!("/{}/", language.code()));
    let frame = SurveyFrame { page, foot: vec![home], ..SurveyFrame::default() };
    Page::new(Sheet::Survey, frame.wrap(&content)).with_errors(has_errors)
}
