//! Where a return stands, and all that its author can do about it.

use super::{Clicked, here_and_there, moment, page, returned};
use crate::{App, addresses, error::AppError, language::Spoken, page::Page};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    consent::Publication,
    id::{ExperienceId, InquiryId},
    study::{Description, Month, Part},
    survey::Window,
};
use socle_look::{
    Language, Texts,
    components::{
        Button, Choice, ChoiceGroup, ErrorSummary, Fact, FactList, Notice, NoticeKind, Prompt, TextArea,
        Weight,
    },
    dates,
    layouts::Link,
};
use socle_store::{AskedBack, AuthoredExperience, AuthoredReturn};

/// The most characters of an answer.
pub(super) const ANSWER_MOST: u32 = 4_000;

#[derive(Template)]
#[template(path = "author/show.html")]
struct Show<'a> {
    t: &'a Texts,
    number: String,
    summary: Option<ErrorSummary>,
    done: Option<Notice>,
    facts: FactList,
    questions: Vec<Question>,
    experiences: Vec<Experience>,
    action: &'a str,
    correct: Correct,
    withdraw: Button,
}

/// A question asked back.
struct Question {
    words: String,
    asked: String,
    state: QuestionState,
}

enum QuestionState {
    Open { place: usize, answer: Box<TextArea>, send: Box<Button> },
    Answered(String),
}

/// What may be published of an experience.
struct Experience {
    place: i64,
    title: String,
    cited: Vec<Cited>,
    publication: ChoiceGroup,
    save: Button,
}

struct Cited {
    guide: Link,
    language: String,
}

/// Whether the answers can be taken up again.
enum Correct {
    Open { until: String, send: Box<Button> },
    Closed { since: String, contact: String },
}

/// What was typed and could not be kept.
#[derive(Debug, Default)]
pub(super) struct Refused<'a> {
    /// The question, the words as they were typed, and the text that says what is wrong.
    pub(super) answer: Option<(InquiryId, &'a str, &'static str)>,
    /// The experience for which nothing was chosen.
    pub(super) publication: Option<ExperienceId>,
    /// An answer that came after another one.
    pub(super) late: Option<&'a str>,
}

impl Refused<'_> {
    fn is_any(&self) -> bool {
        self.answer.is_some() || self.publication.is_some()
    }
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(Spoken(spoken)): Extension<Spoken>,
    Path(token): Path<String>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    let returned = match returned(&app, &token, clicked.language_or(spoken)).await? {
        Ok(returned) => returned,
        Err(elsewhere) => return Ok(elsewhere),
    };
    Ok(render(&app, &token, &returned, &clicked, Refused::default()).await?.into_response())
}

pub(super) async fn render(
    app: &App,
    token: &str,
    returned: &AuthoredReturn,
    clicked: &Clicked,
    refused: Refused<'_>,
) -> Result<Page, AppError> {
    let language = clicked.language_of(returned);
    let t = app.texts(language);
    let action = format!("/retour/{token}");
    let questions = questions(t, returned, &refused);
    let experiences: Vec<_> = returned
        .experiences
        .iter()
        .map(|one| experience(t, one, &refused, returned.experiences.len()))
        .collect();
    let prompts = questions
        .iter()
        .filter_map(|question| match &question.state {
            QuestionState::Open { answer, .. } => Some(&answer.prompt),
            QuestionState::Answered(_) => None,
        })
        .chain(experiences.iter().map(|one| &one.publication.prompt));
    let study = app.store().study(returned.survey.study).await?.ok_or(AppError::NotFound)?;
    let content = Show {
        t,
        number: returned.number.to_string(),
        summary: ErrorSummary::of(language, prompts),
        done: told(t, clicked, &refused),
        facts: facts(t, returned, study.description.appears),
        action: &action,
        correct: correct(app, t, returned, &study.description),
        withdraw: Button::link(t.get("author-withdraw-see"), format!("{action}/retirer"))
            .weight(Weight::Outlined),
        questions,
        experiences,
    };
    let title = t.with("author-title", &[("number", content.number.as_str().into())]);
    Ok(page(app, language, (title, &action), refused.is_any(), &content))
}

/// What was just done, or why it was not.
fn told(t: &Texts, clicked: &Clicked, refused: &Refused<'_>) -> Option<Notice> {
    if let Some(typed) = refused.late {
        let words = t.with("author-answer-late", &[("typed", typed.into())]);
        return Some(Notice::new(t.language(), NoticeKind::Warning, &words));
    }
    clicked.done().map(|done| Notice::new(t.language(), NoticeKind::Done, &t.get(done.key())))
}

fn facts(t: &Texts, returned: &AuthoredReturn, appears: Option<Month>) -> FactList {
    let language = t.language();
    let said = |at| moment(language, &returned.survey, at);
    let mut facts = vec![
        Fact::new(t.get("author-survey"), &returned.survey.title),
        Fact::new(t.get("author-received"), &said(returned.received_at)),
    ];
    facts.extend(returned.corrected_at.map(|at| Fact::new(t.get("author-corrected"), &said(at))));
    let status = t.get(&format!("author-status-{}", returned.status.word()));
    facts.push(Fact::new(t.get("author-status"), &status));
    let month = |month: Month| dates::month(language, month.year(), month.month());
    facts.extend(appears.map(|appears| Fact::new(t.get("author-appears"), &month(appears))));
    FactList::new(language, facts)
}

/// What waits for an answer comes first.
fn questions(t: &Texts, returned: &AuthoredReturn, refused: &Refused<'_>) -> Vec<Question> {
    let said = |at| moment(t.language(), &returned.survey, at);
    let question = |(place, asked): (usize, &AskedBack)| Question {
        words: asked.question.clone(),
        asked: said(asked.asked_at),
        state: match asked.answered_at {
            Some(at) => QuestionState::Answered(said(at)),
            None => open_question(t, place, asked, refused),
        },
    };
    let (open, answered): (Vec<_>, Vec<_>) =
        (1..).zip(&returned.questions).partition(|(_, asked)| asked.answered_at.is_none());
    open.into_iter().chain(answered).map(question).collect()
}

fn open_question(t: &Texts, place: usize, asked: &AskedBack, refused: &Refused<'_>) -> QuestionState {
    let wrong = refused.answer.filter(|(id, ..)| *id == asked.id);
    let prompt = Prompt::new(t.language(), "reponse", t.get("author-answer"))
        .id(format!("r-{place}"))
        .error(wrong.map(|(_, _, key)| t.get(key)));
    QuestionState::Open {
        place,
        answer: Box::new(prompt.area(wrong.map_or("", |(_, typed, _)| typed)).limit(ANSWER_MOST)),
        send: Box::new(Button::send(t.get("author-answer-send"))),
    }
}

fn experience(t: &Texts, one: &AuthoredExperience, refused: &Refused<'_>, count: usize) -> Experience {
    let choice = |level: Publication| {
        Choice::new(level.word(), t.get(&format!("author-publish-{}", level.word())))
            .chosen(one.publication == Some(level))
    };
    let named = [("at", one.place.into()), ("title", one.title.as_str().into())];
    let title = match (count, one.title.is_empty()) {
        (1, _) => one.title.clone(),
        (_, true) => t.with("author-experience", &named),
        (_, false) => t.with("author-experience-titled", &named),
    };
    let wrong = (refused.publication == Some(one.id)).then(|| t.get("author-publish-choose"));
    let cited = one.guides.iter().filter_map(|guide| {
        let language = Language::parse(&guide.language)?;
        let href = addresses::guide(language, &guide.slug);
        Some(Cited { guide: Link::new(&guide.title, href), language: guide.language.clone() })
    });
    Experience {
        place: one.place,
        title,
        cited: cited.collect(),
        publication: Prompt::new(t.language(), "accord", t.get("author-publish"))
            .id(format!("p-{}", one.place))
            .error(wrong)
            .one_of(Publication::ALL.map(choice).into()),
        save: Button::send(t.get("author-publish-send")).weight(Weight::Outlined),
    }
}

fn correct(app: &App, t: &Texts, returned: &AuthoredReturn, study: &Description) -> Correct {
    let (language, survey) = (t.language(), &returned.survey);
    if super::correct::is_open(returned, app.now()) {
        let key = if returned.has_begun_correction { "author-correct-again" } else { "author-correct-send" };
        let until = match survey.calendar.window(app.now()) {
            Window::Grace => survey.calendar.grace_ends_at(),
            _ => survey.calendar.closes_at,
        };
        return Correct::Open {
            until: here_and_there(language, survey, until),
            send: Box::new(Button::send(t.get(key)).weight(Weight::Outlined)),
        };
    }
    let words = study.words_in(language.code());
    let contact = words.map(|(_, words)| words.get(Part::Contact).to_owned()).unwrap_or_default();
    Correct::Closed { since: moment(language, survey, survey.calendar.closes_at), contact }
}
