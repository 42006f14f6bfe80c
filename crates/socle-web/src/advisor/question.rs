//! The pages that ask.

use super::{STEP, field_name, label, question_path, results_path};
use crate::{
    App, addresses,
    asked::{Asked, ESSENTIAL, FIELDS, Field, NEED, QUESTIONS, Said, UNKNOWN},
    error::AppError,
    frame,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use http::Uri;
use socle_domain::advisor::{Verdict, advise};
use socle_look::{
    Language, Texts,
    components::{Button, Choice, ChoiceGroup, ErrorSummary, Prompt},
    layouts::Link,
};

/// The name of the page that was answered.
const ANSWERED: &str = "question";

#[derive(Template)]
#[template(path = "advisor/question.html")]
struct QuestionPage {
    summary: Option<ErrorSummary>,
    back: Option<Link>,
    caption: String,
    /// The title, where the page asks several things.
    title: Option<String>,
    action: &'static str,
    hidden: Vec<(String, String)>,
    groups: Vec<ChoiceGroup>,
    send: Button,
    way_out: Link,
}

/// `/fr/conseil/`, `/en/advice/`.
pub(crate) async fn show(
    State(app): State<App>,
    uri: Uri,
    RawQuery(query): RawQuery,
) -> Result<Response, AppError> {
    let language = addresses::language_of(uri.path());
    let query = query.unwrap_or_default();
    let asked = Asked::read(&query);
    let number = |name: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let value = pairs.find(|(key, _)| key == name)?.1;
        value.parse::<u8>().ok().filter(|question| (1..=QUESTIONS).contains(question))
    };
    let (question, has_errors) = match number(ANSWERED) {
        Some(answered) if !is_answered(&asked, answered) => (answered, true),
        Some(QUESTIONS) => return Ok(see_other(&results_path(language, &asked))),
        Some(answered) => (answered + 1, false),
        None => (STEP.iter().find_map(|name| number(name)).unwrap_or(1), false),
    };
    let possible = possible(&app, &asked).await?;
    Ok(render(&app, language, &asked, question, possible, has_errors).into_response())
}

/// Whether each thing that a page asks has an answer; « je ne sais pas » is one.
fn is_answered(asked: &Asked, question: u8) -> bool {
    fields(question).all(|(at, _)| asked.said[at].is_some())
}

fn fields(question: u8) -> impl Iterator<Item = (usize, &'static Field)> {
    FIELDS.iter().enumerate().filter(move |(_, field)| field.question == question)
}

/// How many tools nothing that was answered speaks against. What is unknown speaks neither for nor against.
async fn possible(app: &App, asked: &Asked) -> Result<usize, AppError> {
    let advised = app.advice().get(app.store(), app.now()).await?;
    let Some(answers) = asked.answers() else { return Ok(advised.material.tools.len()) };
    let advice = advise(&advised.table, &answers);
    let fits =
        advice.recommended.iter().filter(|one| one.reasons.iter().all(|why| why.verdict != Verdict::Short));
    Ok(fits.count() + advice.to_check.len())
}

fn render(
    app: &App,
    language: Language,
    asked: &Asked,
    question: u8,
    possible: usize,
    has_errors: bool,
) -> Page {
    let t = app.texts(language);
    let is_alone = fields(question).count() == 1;
    let mut groups: Vec<ChoiceGroup> =
        fields(question).map(|field| group(t, asked, field, is_alone, has_errors)).collect();
    let summary = ErrorSummary::of(language, groups.iter().map(|group| &group.prompt));
    groups.extend(essential(t, asked, question));
    let title = t.get(&format!("advisor-question-{question}"));
    let count = [("n", possible.into())];
    let content = QuestionPage {
        summary,
        back: (question > 1)
            .then(|| Link::new(t.get("advisor-back"), question_path(language, asked, question - 1))),
        caption: t.with("advisor-step", &[("at", question.into()), ("n", possible.into())]),
        title: (!is_alone).then(|| title.clone()),
        action: addresses::advisor(language),
        hidden: hidden(language, asked, question),
        groups,
        send: Button::send(t.get(if question == QUESTIONS { "advisor-send" } else { "advisor-continue" })),
        way_out: match asked.said[NEED] {
            Some(_) => Link::new(t.with("advisor-way-tools", &count), results_path(language, asked)),
            None => Link::new(t.get("advisor-way-guides"), addresses::guides(language)),
        },
    };
    let paths = Language::ALL.map(|other| question_path(other, asked, question));
    let mut frame = frame::public(app, language, title, Some(paths.each_ref().map(String::as_str)));
    frame.page.has_errors = has_errors;
    // The first question is the page to be found; the others hold what somebody answered.
    frame.page.is_private = question > 1 || *asked != Asked::default();
    frame.asks = true;
    let sheet = frame.sheet();
    Page::new(sheet, frame.wrap(&content)).with_errors(has_errors)
}

fn group(
    t: &Texts,
    asked: &Asked,
    (at, field): (usize, &Field),
    is_alone: bool,
    has_errors: bool,
) -> ChoiceGroup {
    let (language, said) = (t.language(), asked.said[at]);
    let mut choices: Vec<Choice> = field
        .terms
        .iter()
        .enumerate()
        .map(|(place, term)| {
            Choice::new(term.code, label(language, term)).chosen(said.is_some_and(|said| said.has(place)))
        })
        .collect();
    let unknown = Choice::new(UNKNOWN[language as usize], t.get("advisor-unknown"))
        .hint(t.get(if at == NEED { "advisor-unknown-need" } else { "advisor-unknown-hint" }))
        .chosen(said == Some(Said::Unknown));
    choices.push(unknown.apart());
    let key = format!("advisor-ask-{}", field.names[1]);
    let prompt = Prompt::new(language, field.names[language as usize], t.get(&key))
        .hint(hint(t, field))
        .error((has_errors && said.is_none()).then(|| t.get("advisor-missing")));
    let prompt = if is_alone { prompt.as_title() } else { prompt };
    if field.is_many { prompt.many_of(choices) } else { prompt.one_of(choices) }
}

/// Help under a question, where it needs any.
fn hint(t: &Texts, field: &Field) -> String {
    let key = format!("advisor-hint-{}", field.names[1]);
    if t.has(&key) { t.get(&key) } else { String::new() }
}

/// What can be called essential on a page: the conditions that it asks for.
fn essential(t: &Texts, asked: &Asked, question: u8) -> Option<ChoiceGroup> {
    let language = t.language();
    let choices: Vec<Choice> = fields(question)
        .filter_map(|(_, field)| {
            let is_chosen = asked.essential[field.condition?.index()];
            Some(Choice::new(field.names[language as usize], field_name(t, field)).chosen(is_chosen))
        })
        .collect();
    let prompt = Prompt::new(language, ESSENTIAL[language as usize], t.get("advisor-essential"));
    (!choices.is_empty()).then(|| prompt.hint(t.get("advisor-essential-hint")).optional().many_of(choices))
}

/// What was answered on the other pages, and which page this is.
fn hidden(language: Language, asked: &Asked, question: u8) -> Vec<(String, String)> {
    let is_here = |name: &str, value: &str| {
        let names = |field: &Field, word: &str| field.names.contains(&word);
        fields(question)
            .any(|(_, field)| names(field, name) || (ESSENTIAL.contains(&name) && names(field, value)))
    };
    let kept = asked.parameters(language).into_iter().filter(|(name, value)| !is_here(name, value));
    let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned()));
    kept.chain([(ANSWERED.to_owned(), question.to_string())]).collect()
}
