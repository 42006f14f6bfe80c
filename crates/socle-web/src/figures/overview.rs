//! The questions of a survey, each with how often it was answered.

use super::{Asked, Surveys, counted};
use crate::{App, error::AppError, figures::question, frame, guard::Member, page::Page, questionnaire};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use socle_look::{
    Sheet, Texts,
    components::{Cell, Column, Table},
    layouts::Link,
};
use socle_store::Answered;
use xlsform::Asked as Question;

#[derive(Template)]
#[template(path = "figures/overview.html")]
struct Overview<'a> {
    t: &'a Texts,
    surveys: Vec<Link>,
    counted: Vec<Link>,
    table: Option<Table>,
    export: bool,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let mut frame = frame::office(&app, &member, t.get("figures-title"), "/bureau/comptes");
    let Some(surveys) = Surveys::find(&app, &member, &asked.enquete).await? else {
        let content = Overview { t, surveys: Vec::new(), counted: Vec::new(), table: None, export: false };
        return Ok(Page::new(Sheet::Office, frame.wrap(&content)).into_response());
    };
    let outline = questionnaire::outline(&app, surveys.present.questionnaire, language).await?;
    if !asked.question.is_empty() {
        frame.breadcrumb = vec![Link::new(
            t.get("figures-title"),
            format!("/bureau/comptes?enquete={}", surveys.present.slug),
        )];
        let wanted =
            outline.iter().find(|one| is_counted(one) && questionnaire::name_of(&one.path) == asked.question);
        let page =
            question::page(&app, t, frame, &surveys, &asked, wanted.ok_or(AppError::NotFound)?).await?;
        return Ok(page.into_response());
    }
    let answered = app.store().answered(surveys.present.id, asked.with_unread()).await?;
    let address = format!("/bureau/comptes?enquete={}", surveys.present.slug);
    let content = Overview {
        t,
        surveys: surveys.ways(),
        counted: counted(t, &asked, &address),
        table: Some(table(t, &address, &asked, &outline, &answered)),
        export: true,
    };
    Ok(Page::new(Sheet::Office, frame.wrap(&content)).into_response())
}

/// Only questions answered from a list are counted.
fn is_counted(question: &Question) -> bool {
    !question.choices.is_empty()
}

fn table(t: &Texts, address: &str, asked: &Asked, outline: &[Question], answered: &[Answered]) -> Table {
    let language = t.language();
    let rows = outline.iter().filter(|question| is_counted(question)).map(|question| {
        let name = questionnaire::name_of(&question.path);
        let count = answered.iter().find(|one| one.question == name).map_or(0, |one| one.answers);
        let all = if asked.with_unread() { "&retours=tous" } else { "" };
        let words = questionnaire::set_in(language, &question::wording(question));
        vec![
            Cell::link(&words, &format!("{address}&question={name}{all}")),
            Cell::text(&t.get(if question.repeat.is_some() {
                "figures-per-experience"
            } else {
                "figures-per-return"
            })),
            Cell::number(language, count.into()),
        ]
    });
    Table {
        id: "questions".to_owned(),
        caption: t.get("figures-questions"),
        columns: vec![
            Column::new(t.get("figures-question")),
            Column::new(t.get("figures-unit")),
            Column::number(t.get("figures-answers")),
        ],
        rows: rows.collect(),
        note: None,
    }
}
