//! Questions asked back: asked on the return's page, listed until they are answered.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
    private,
    submission::{decide::Typed, filter, moment, record, record_path, submission_id},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    id::{InquiryId, LetterId},
    letter::Recipient,
    text::{self, InvalidText},
};
use socle_look::{
    Sheet, Texts,
    components::{Button, Cell, Column, Fact, FactList, Prompt, Table, TextArea, Weight},
    layouts::Link,
};
use socle_store::{Inquiry, NewInquiry, Record};

/// The most characters of a question.
const QUESTION_MOST: usize = 1_000;

/// What the page of a return shows of the questions asked about it.
#[derive(Template)]
#[template(path = "submission/inquiries.html")]
pub(super) struct Panel {
    title: String,
    asked: Vec<Asked>,
    reach: FactList,
    action: String,
    pub(super) ask: TextArea,
    send: Button,
}

impl askama::filters::HtmlSafe for Panel {}

struct Asked {
    by: String,
    question: String,
    answer: Option<String>,
    answered: String,
}

pub(super) fn panel(app: &App, t: &Texts, record: &Record, inquiries: &[Inquiry], typed: &Typed) -> Panel {
    let language = t.language();
    let asked = |one: &Inquiry| {
        let when = moment(language, one.asked_at);
        let words = [("name", one.asked_by.as_str().into()), ("when", when.into())];
        let answered = match &one.answer {
            Some((_, at)) => t.with("submission-answered", &[("when", moment(language, *at).into())]),
            None => t.get("submission-unanswered"),
        };
        Asked {
            by: t.with("submission-asked-by", &words),
            question: one.question.clone(),
            answer: one.answer.as_ref().map(|(answer, _)| answer.clone()),
            answered,
        }
    };
    Panel {
        title: t.get("submission-inquiry-title"),
        asked: inquiries.iter().map(asked).collect(),
        reach: reach(app, t, record),
        action: format!("{}/question", record_path(record.id)),
        ask: Prompt::new(language, "question", t.get("submission-ask"))
            .hint(how_asked(app, t, record))
            .error(typed.question_fault.clone())
            .area(typed.question.clone())
            .rows(3)
            .limit(u32::try_from(QUESTION_MOST).unwrap_or(u32::MAX)),
        send: Button::send(t.get("submission-ask-send")).weight(Weight::Outlined),
    }
}

/// Whether a letter takes the question to its author, or someone has to.
fn how_asked(app: &App, t: &Texts, record: &Record) -> String {
    let email = record.contact.as_ref().map_or("", |contact| contact.email.as_str());
    match Recipient::parse(email) {
        Ok(recipient) if app.has_mail() => {
            t.with("submission-ask-by-letter", &[("address", recipient.as_str().into())])
        }
        Ok(_) => t.get("submission-ask-without-mail"),
        Err(_) => t.get("submission-ask-hint"),
    }
}

/// How the author is reached, and the link by which they answer: to be passed on when no letter can be sent.
fn reach(app: &App, t: &Texts, record: &Record) -> FactList {
    let contact = record.contact.as_ref();
    let ways = contact.map(|contact| {
        [
            ("submission-email", &contact.email),
            ("submission-phone", &contact.phone),
            ("submission-whatsapp", &contact.whatsapp),
        ]
    });
    let given = ways.into_iter().flatten().filter(|(_, value)| !value.is_empty());
    let mut facts: Vec<_> = given.map(|(key, value)| Fact::new(t.get(key), value)).collect();
    let link = private::link(app, "return", record.id.uuid());
    facts.push(
        Fact::new(t.get("submission-private-link"), &link).source(t.get("submission-private-link-hint")),
    );
    FactList::new(t.language(), facts)
}

pub(crate) async fn ask(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(submission): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let id = submission_id(&submission)?;
    app.store().record(member.0.id, id).await?.ok_or(AppError::NotFound)?;
    let t = app.texts(frame::language_of(&member));
    let question = match text::paragraphs(fields.get("question"), QUESTION_MOST) {
        Ok(question) => question,
        Err(fault) => {
            let typed = Typed {
                question: fields.get("question").to_owned(),
                question_fault: Some(sentence(t, fault)),
                ..Typed::default()
            };
            return Ok(record::page(&app, &member, id, None, &typed).await?.into_response());
        }
    };
    let (account, now) = (member.0.id, app.now());
    let letter = app.has_mail().then(|| LetterId::new(now, app.chance()));
    let inquiry = InquiryId::new(now, app.chance());
    let new = NewInquiry { id: inquiry, account, submission: id, question, letter, now };
    app.store().ask_inquiry(new).await?;
    Ok(see_other(&record_path(id)))
}

fn sentence(t: &Texts, fault: InvalidText) -> String {
    match fault {
        InvalidText::Empty => t.get("submission-fault-question-empty"),
        InvalidText::TooLong { most } => t.with("submission-fault-text-long", &[("n", most.into())]),
        InvalidText::Control(_) => t.get("submission-fault-control"),
    }
}

#[derive(Template)]
#[template(path = "submission/questions.html")]
struct QuestionsPage<'a> {
    t: &'a Texts,
    table: Table,
}

/// Every question that waits for an answer.
pub(crate) async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Page, AppError> {
    let open = app.store().open_inquiries(member.0.id).await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let columns = ["number", "question", "asked", "who"];
    let row = |one: &Inquiry| {
        vec![
            Cell::link(&format!("R-{}", one.number), &record_path(one.submission)),
            Cell::text(&one.question),
            Cell::text(&moment(language, one.asked_at)),
            Cell::text(&one.asked_by),
        ]
    };
    let table = Table {
        id: "questions".to_owned(),
        caption: t.get("submission-inquiries"),
        columns: columns.map(|name| Column::new(t.get(&format!("submission-column-{name}")))).into(),
        rows: open.iter().map(row).collect(),
        note: None,
    };
    let mut frame = frame::office(&app, &member, t.get("submission-inquiries"), filter::INBOX);
    frame.breadcrumb = vec![Link::new(t.get("submission-inbox"), filter::INBOX)];
    Ok(Page::new(Sheet::Office, frame.wrap(&QuestionsPage { t, table })))
}
