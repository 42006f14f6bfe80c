//! A return: its answers on the left, the decision on the right, the untouched original one click away.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
    questionnaire,
    submission::{channel_words, inbox::moment, status_tag, status_words},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use socle_domain::{id::SubmissionId, submission::ReviewStatus};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Button, Fact, FactList, Weight},
    layouts::Link,
};
use socle_store::Record;

#[derive(Template)]
#[template(path = "submission/record.html")]
struct RecordPage<'a> {
    t: &'a Texts,
    number: i64,
    facts: FactList,
    answers: FactList,
    answers_language: &'a str,
    original: String,
    action: String,
    version: i64,
    decisions: Vec<Button>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(submission): Path<String>,
) -> Result<Page, AppError> {
    let id = SubmissionId::parse(&submission).map_err(|_| AppError::NotFound)?;
    let record = app.store().record(member.0.id, id).await?.ok_or(AppError::NotFound)?;
    let language = frame::language_of(&member);
    let answers = read_answers(&app, &record, language).await?;
    let t = app.texts(language);
    let action = format!("/bureau/retours/{id}");
    let content = RecordPage {
        t,
        number: record.row.number,
        facts: facts(t, language, &record),
        answers,
        answers_language: &record.language,
        original: format!("{action}/original.xml"),
        action,
        version: record.version,
        decisions: decisions(t, record.row.status),
    };
    let mut frame = frame::office(&app, &member, format!("R-{}", record.row.number), "/bureau/depouillement");
    frame.breadcrumb = vec![Link::new(t.get("submission-inbox"), "/bureau/depouillement")];
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

pub(crate) async fn decide(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(submission): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let id = SubmissionId::parse(&submission).map_err(|_| AppError::NotFound)?;
    let status = ReviewStatus::parse(fields.get("statut")).ok_or(AppError::Malformed)?;
    let version = fields.number("version").ok_or(AppError::Malformed)?;
    // What is of another study is not there; only what is there can have changed meanwhile.
    app.store().record(member.0.id, id).await?.ok_or(AppError::NotFound)?;
    app.store().review_submission(member.0.id, id, version, status, app.now()).await?;
    Ok(see_other(&format!("/bureau/retours/{id}")))
}

async fn read_answers(app: &App, record: &Record, language: Language) -> Result<FactList, AppError> {
    let answered_in = Language::parse(&record.language).unwrap_or_default();
    let form = app.form(record.questionnaire, answered_in).await?;
    let body = String::from_utf8_lossy(&record.body);
    let answered = questionnaire::answers_of(form, &body, &record.language, app.now())?;
    Ok(FactList::new(language, answered.iter().map(|a| Fact::new(a.question.as_str(), &a.answer)).collect()))
}

fn facts(t: &Texts, language: Language, record: &Record) -> FactList {
    let publication = record.publication.map_or_else(
        || Fact::unknown(t.get("submission-publication")),
        |level| {
            let words = t.get(&format!("submission-publication-{}", level.word()));
            Fact::new(t.get("submission-publication"), &words)
        },
    );
    let received = moment(language, record.row.received_at);
    FactList::new(
        language,
        vec![
            Fact::html(t.get("submission-column-status"), Html::of(&status_tag(t, record.row.status))),
            publication,
            Fact::new(t.get("submission-column-received"), &received),
            Fact::new(t.get("submission-column-survey"), &record.row.survey_title),
            Fact::new(t.get("submission-column-channel"), &channel_words(t, record.row.channel)),
        ],
    )
}

/// Every other status than the present one, as a button; accepting is the solid one.
fn decisions(t: &Texts, present: ReviewStatus) -> Vec<Button> {
    ReviewStatus::ALL
        .into_iter()
        .filter(|status| *status != present && *status != ReviewStatus::Received)
        .map(|status| {
            let weight = if status == ReviewStatus::Accepted { Weight::Solid } else { Weight::Outlined };
            Button::send(t.with("submission-decide", &[("status", status_words(t, status).into())]))
                .sends("statut", status.word())
                .weight(weight)
        })
        .collect()
}
