//! The first page of a survey: why, until when, and the one button.

use crate::{
    App, client_address,
    error::AppError,
    fields::Fields,
    guard::draft_cookie,
    language::Spoken,
    page::{Page, see_other_with_cookie},
    survey::{frame, moment, moment_here_and_there, question_path, state_of, survey_at},
};
use askama::Template;
use axum::{
    Extension,
    extract::{ConnectInfo, Path, State},
    response::{IntoResponse, Response},
};
use http::HeaderMap;
use socle_domain::{
    code::ResumeCode,
    id::DraftId,
    study::{Description, Part},
    survey::{Survey, Window},
    time::MINUTE,
};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Button, Fact, FactList},
};
use socle_store::{Constraint, NewDraft, SavedDraft, StoreError, Turnout};
use std::net::SocketAddr;

/// How often a taken code is drawn again: with 39 bits, once is already rare.
const DRAWS: usize = 5;
/// Drafts that a place people come from may begin in [`WINDOW`].
const BEGUN_MOST: i64 = 300;
const WINDOW: i64 = 15 * MINUTE;

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
    turnout: Turnout,
    begin: Button,
    /// Who asks, why, for how long, until when.
    asked: FactList,
    /// What becomes of the answers.
    kept: FactList,
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
    let turnout = app.store().turnout(survey.id).await?;
    let calendar = &survey.calendar;
    let study = app.store().study(survey.study).await?.ok_or(AppError::NotFound)?;
    let content = Start {
        t,
        survey,
        language,
        window: calendar.window(app.now()),
        opens: moment(language, survey, calendar.opens_at),
        closes: moment(language, survey, calendar.closes_at),
        grace_ends: moment(language, survey, calendar.grace_ends_at()),
        turnout,
        begin: Button::send(t.get("survey-begin")),
        asked: asked(t, language, survey, &study.description, turnout.minutes),
        kept: kept(t, language, &study.description),
        can_resume: calendar.window(app.now()) != Window::Closed,
    };
    let path = format!("/e/{}", survey.slug);
    Ok(Page::new(Sheet::Survey, frame(language, survey, survey.title.clone(), &path).wrap(&content)))
}

/// What the study says of itself, in the language of the page or, failing that, in its own, which is then marked.
fn said(language: Language, description: &Description) -> Option<impl Fn(Part) -> Html> {
    let (spoken, words) = description.words_in(language.code())?;
    let is_foreign = spoken != language.code();
    let words = words.clone();
    let spoken = spoken.to_owned();
    Some(move |part: Part| {
        let text = words.get(part);
        if is_foreign { Html::of(&Foreign { language: &spoken, text }) } else { Html::text(text) }
    })
}

/// Words in another language than the page's.
#[derive(Template)]
#[template(source = r#"<span lang="{{ language }}">{{ text }}</span>"#, ext = "html")]
struct Foreign<'a> {
    language: &'a str,
    text: &'a str,
}

fn asked(
    t: &Texts,
    language: Language,
    survey: &Survey,
    description: &Description,
    minutes: Option<i64>,
) -> FactList {
    let mut facts = Vec::new();
    if let Some(said) = said(language, description) {
        let parts = [
            ("survey-asks", Part::Sponsor),
            ("survey-why", Part::Purpose),
            ("survey-about-what", Part::Scope),
            ("survey-not-about", Part::OutOfScope),
        ];
        facts.extend(parts.map(|(key, part)| Fact::html(t.get(key), said(part))));
    }
    let takes = match minutes {
        Some(minutes) => Some(t.with("survey-minutes", &[("minutes", minutes.into())])),
        // A questionnaire of one's own may take any time: only what was measured is said of it.
        None => (!facts.is_empty()).then(|| t.get("survey-takes-short")),
    };
    facts.extend(takes.map(|takes| Fact::new(t.get("survey-takes"), &takes)));
    let until = moment_here_and_there(language, survey, survey.calendar.closes_at);
    facts.push(Fact::new(t.get("survey-open-until"), &until));
    FactList::new(language, facts)
}

fn kept(t: &Texts, language: Language, description: &Description) -> FactList {
    let said = said(language, description);
    let of_study = |key: &str, part: Part| said.as_ref().map(|said| Fact::html(t.get(key), said(part)));
    let months = t.with("survey-kept-months", &[("n", description.retention_months.into())]);
    let facts = [
        of_study("survey-read-by", Part::Readers),
        Some(Fact::new(t.get("survey-published"), &t.get("survey-published-choice"))),
        Some(Fact::new(t.get("survey-kept"), &months)),
        Some(Fact::new(t.get("survey-rights"), &t.get("survey-rights-words"))),
        of_study("survey-answers-for", Part::Controller),
        of_study("survey-write-to", Part::Contact),
    ];
    FactList::new(language, facts.into_iter().flatten().collect())
}

pub(crate) async fn begin(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(slug): Path<String>,
    client: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, AppError> {
    let survey = survey_at(&app, &slug).await?;
    count_begun(&app, &client_address(&app, client.as_deref(), &headers)).await?;
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

/// Drafts are begun by people, and a hall of them may share one address; nobody begins hundreds.
async fn count_begun(app: &App, client: &str) -> Result<(), AppError> {
    let key = app.secret().hash("begin-client", client.as_bytes());
    let begun = app.store().count_try(key, WINDOW, app.now()).await?;
    if begun > BEGUN_MOST { Err(AppError::TooMany) } else { Ok(()) }
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
