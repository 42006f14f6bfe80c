//! An experience as everyone may read it: at the level that its author allows, and no further.

use crate::{App, addresses, cache::Rendered, error::AppError, frame, language::of_browser, page::found};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use http::{HeaderMap, Uri};
use socle_domain::{
    taxonomy::{
        self, DEVICES, INSTALL, MONTHLY_COST, NEEDS, NETWORK, OBSTACLES, PEOPLE, POWER, REACH, SENSITIVITY,
        START_COST, THEMES, Term, USE,
    },
    time::Zone,
    typography,
};
use socle_look::{
    Direction, Html, Language, Sheet, Texts,
    components::{Fact, FactList, Notice, NoticeKind},
    dates,
    layouts::{Link, Translation},
};
use socle_store::{Found, GuideLink, PublicExperience};

/// `/fr/retours/{number}`, `/en/accounts/{number}`.
pub(crate) async fn show(
    State(app): State<App>,
    uri: Uri,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let (language, now) = (addresses::language_of(uri.path()), app.now());
    let number = addresses::number(&number).ok_or(AppError::NotFound)?;
    let path = addresses::experience(language, number);
    if let Some(ready) = app.pages().get(&path, &headers, app.store().content_version(), now) {
        return Ok(ready.response);
    }
    let experience = here(app.store().public_experience(number).await?)?;
    let rendered = Rendered {
        html: render(&app, language, &experience),
        sheet: Sheet::Public,
        route: language.pick("/fr/retours/{number}", "/en/accounts/{number}"),
        content_version: experience.content_version,
        ends_at: None,
        shows_words: true,
    };
    app.pages().put(&path, &headers, &rendered, now)
}

/// `/r/204`: the experience in the language of the browser.
pub(crate) async fn short(
    State(app): State<App>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let number = addresses::number(&number).ok_or(AppError::NotFound)?;
    let experience = here(app.store().public_experience(number).await?)?;
    Ok(found(&addresses::experience(of_browser(&headers), experience.number)))
}

fn here(found: Found<PublicExperience>) -> Result<PublicExperience, AppError> {
    match found {
        Found::Here(experience) => Ok(experience),
        Found::Withdrawn => Err(AppError::Gone),
        Found::Nothing => Err(AppError::NotFound),
    }
}

#[derive(Template)]
#[template(path = "experience/page.html")]
struct ExperiencePage<'a> {
    t: &'a Texts,
    caption: String,
    title: String,
    told: String,
    facts: Option<FactList>,
    initiative: Option<Notice>,
    language: String,
    direction: &'static str,
    text: Vec<Passage>,
    foreign: Option<String>,
    guides: String,
    links: Vec<(Link, Option<String>)>,
    consent: String,
}

/// A stretch of the words: the story, or an answer under its question.
struct Passage {
    question: Option<String>,
    words: Html,
}

fn render(app: &App, language: Language, experience: &PublicExperience) -> String {
    let t = app.texts(language);
    let number = experience.number.to_string();
    let caption = t.with("public-return", &[("number", number.into())]);
    let tools = experience.tools.iter().map(|tool| tool.name.as_str()).collect::<Vec<_>>().join(", ");
    let title = if tools.is_empty() { t.get("public-return-title") } else { tools };
    let facts = facts(t, experience);
    let count = u32::try_from(experience.guides.len()).unwrap_or(u32::MAX);
    let content = ExperiencePage {
        t,
        told: told(t, experience),
        facts: (!facts.is_empty()).then(|| FactList::new(language, facts)),
        initiative: (experience.kind == "initiative")
            .then(|| Notice::new(language, NoticeKind::Note, &t.get("public-initiative"))),
        direction: Direction::of(&experience.language).code(),
        text: passages(experience),
        foreign: (experience.language != language.code()).then(|| t.get("public-return-foreign")),
        language: experience.language.clone(),
        guides: t.with("public-return-guides", &[("n", count.into())]),
        links: experience.guides.iter().map(|guide| link(t, language, guide)).collect(),
        consent: consent(t, experience),
        title: title.clone(),
        caption: caption.clone(),
    };
    let mut frame = frame::public(app, language, format!("{caption} · {title}"), None);
    let at = |language| {
        format!("{}{}", app.settings().address, addresses::experience(language, experience.number))
    };
    frame.page.canonical = Some(at(language));
    frame.page.translations = Language::ALL.map(|other| Translation::new(other, at(other))).into();
    frame.breadcrumb = vec![Link::new(t.get("public-guides"), addresses::guides(language))];
    frame.wrap(&content)
}

/// « Association ou partenaire local, Togo · raconté en mars 2017 ».
fn told(t: &Texts, experience: &PublicExperience) -> String {
    let civil = Zone::utc().civil(experience.received_at);
    let month = dates::month(t.language(), civil.year.into(), civil.month);
    let who = experience.attribution.words(t.language().code());
    format!("{who} · {}", t.with("public-return-told", &[("month", month.into())]))
}

fn consent(t: &Texts, experience: &PublicExperience) -> String {
    t.get(if experience.attribution.name.is_some() {
        "public-consent-named"
    } else {
        "public-consent-anonymous"
    })
}

fn link(t: &Texts, language: Language, guide: &GuideLink) -> (Link, Option<String>) {
    let title = if guide.language == "fr" {
        typography::french(&guide.title)
    } else {
        typography::curly(&guide.title)
    };
    let contrary = guide.is_contrary.then(|| t.get("public-contrary-tag"));
    (Link::new(title, addresses::guide(language, &guide.slug)), contrary)
}

/// Paragraphs, as the curated text keeps them: a line alone above a text is its question.
fn passages(experience: &PublicExperience) -> Vec<Passage> {
    let text = experience.text.as_deref().unwrap_or_default();
    let text = if experience.language == "fr" { typography::french(text) } else { typography::curly(text) };
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let mut passages: Vec<Passage> = Vec::new();
    for paragraph in paragraphs {
        let question = paragraph.split_once('\n').filter(|(line, _)| line.trim_end().ends_with('?'));
        let (question, words) = match question {
            Some((question, words)) => (Some(question.to_owned()), words),
            None => (None, paragraph),
        };
        passages.push(Passage { question, words: Html::paragraphs(words) });
    }
    passages
}

/// The closed questions whose answers are shown, each with its list. What tells more of who answers than of the tool
/// (dates, places, numbers of people) is not among them.
const SHOWN: [(&str, &str, &[Term]); 13] = [
    ("e_need", "public-fact-need", &NEEDS),
    ("e_who", "public-fact-users", &PEOPLE),
    ("e_net", "public-fact-network", &NETWORK),
    ("e_reach", "public-fact-reach", &REACH),
    ("e_charge", "public-fact-charge", &POWER),
    ("e_run", "public-fact-run", &POWER),
    ("e_device", "public-fact-devices", &DEVICES),
    ("e_use", "public-fact-ease", &USE),
    ("e_install", "public-fact-install", &INSTALL),
    ("e_sens", "public-fact-data", &SENSITIVITY),
    ("e_cost0", "public-fact-start-cost", &START_COST),
    ("e_costm", "public-fact-monthly-cost", &MONTHLY_COST),
    ("e_diff", "public-fact-difficulties", &OBSTACLES),
];

/// Labels of lists are typed with plain apostrophes.
fn set(t: &Texts, words: &str) -> String {
    if t.language() == Language::Fr { typography::french(words).into_owned() } else { words.to_owned() }
}

/// Where a tool may stand today (`e_state`).
const STATES: [&str; 7] = ["trial", "in_use", "extended", "reduced", "replaced", "stopped", "ended"];

fn facts(t: &Texts, experience: &PublicExperience) -> Vec<Fact> {
    let language = t.language().code();
    let chosen = |question: &str| {
        let question = question.to_owned();
        experience
            .choices
            .iter()
            .filter(move |(asked, _)| *asked == question)
            .map(|(_, choice)| choice.as_str())
    };
    let theme = experience.attribution.theme.as_deref().and_then(|theme| taxonomy::find(&THEMES, theme));
    let state = chosen("e_state").find(|state| STATES.contains(state));
    let theme = theme.map(|theme| Fact::new(t.get("public-fact-theme"), &set(t, theme.label(language))));
    let state =
        state.map(|state| Fact::new(t.get("public-fact-state"), &t.get(&format!("public-state-{state}"))));
    let listed = SHOWN.iter().filter_map(|(question, key, list)| {
        let words: Vec<_> =
            chosen(question).filter_map(|choice| list.iter().find(|term| term.code == choice)).collect();
        let words = words.into_iter().map(|term| term.label(language)).collect::<Vec<_>>().join(", ");
        (!words.is_empty()).then(|| Fact::new(t.get(key), &set(t, &words)))
    });
    theme.into_iter().chain(state).chain(listed).collect()
}
