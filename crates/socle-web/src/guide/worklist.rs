//! The guides of the studies that a member reads, and what waits for them there.

use super::{PART, day, moment, status_tag, title};
use crate::{
    App,
    error::AppError,
    frame,
    guard::Member,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::Response,
};
use socle_domain::guide::{GuideStatus, short_number};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Button, Cell, Column, DataColumn, DataRow, DataTable, Tag, Tone, Weight},
    layouts::Link,
};
use socle_store::{GuideRow, WRITING_ROLES};

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    etat: String,
}

/// The views of the list, by the word of the address.
const VIEWS: [&str; 6] = ["", "draft", "proposed", "published", "amended", "withdrawn"];

#[derive(Template)]
#[template(path = "guide/worklist.html")]
struct ListPage<'a> {
    t: &'a Texts,
    views: Vec<Link>,
    tasks: Vec<(String, String)>,
    table: DataTable,
    may_write: bool,
    hide_starters: Button,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Result<Page, AppError> {
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let rows = app.store().guides(member.0.id).await?;
    let shown = VIEWS.into_iter().find(|view| *view == asked.etat).unwrap_or_default();
    let tasks = app.store().editor_tasks(member.0.id).await?;
    let tasks = tasks.iter().map(|task| {
        let told = [
            ("number", short_number(task.number).into()),
            ("title", title(t, &task.title).into()),
            ("day", day(language, task.created_at).into()),
            ("place", task.place.as_str().into()),
        ];
        (format!("{PART}/{}", task.guide), t.with(&format!("guide-task-{}", task.reason), &told))
    });
    let content = ListPage {
        t,
        views: views(t, &rows, shown),
        tasks: tasks.collect(),
        table: table(&app, t, language, rows.iter().filter(|row| is_in(row, shown))),
        may_write: member.has_any(&WRITING_ROLES),
        hide_starters: Button::send(t.get("guide-hide-starters")).weight(Weight::Quiet),
    };
    let frame = frame::office(&app, &member, t.get("guide-list"), PART);
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

pub(crate) async fn hide_starters(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Response, AppError> {
    app.store().take_down_starters(member.0.id, app.now()).await?;
    Ok(see_other(&format!("{PART}?etat=withdrawn")))
}

fn is_in(row: &GuideRow, view: &str) -> bool {
    match view {
        "" => true,
        "proposed" => row.is_proposed,
        "draft" => row.status == GuideStatus::Draft && !row.is_proposed,
        word => row.status.word() == word,
    }
}

fn views(t: &Texts, rows: &[GuideRow], shown: &str) -> Vec<Link> {
    let link = |view: &str| {
        let count = rows.iter().filter(|row| is_in(row, view)).count();
        let words = t.get(&format!("guide-list-{}", if view.is_empty() { "all" } else { view }));
        Link::new(words, format!("{PART}?etat={view}"))
            .count(u32::try_from(count).unwrap_or(u32::MAX))
            .current(view == shown)
    };
    VIEWS.into_iter().map(link).collect()
}

fn table<'r>(
    app: &App,
    t: &Texts,
    language: Language,
    rows: impl Iterator<Item = &'r GuideRow>,
) -> DataTable {
    let headings = ["number", "title", "kind", "status", "saved", "due"];
    DataTable {
        lang: language,
        id: "fiches".to_owned(),
        caption: t.get("guide-list"),
        columns: headings
            .map(|name| DataColumn::new(Column::new(t.get(&format!("guide-column-{name}")))))
            .into(),
        rows: rows.map(|row| table_row(app, t, language, row)).collect(),
        choose: None,
        empty: t.get("guide-list-empty"),
    }
}

fn table_row(app: &App, t: &Texts, language: Language, row: &GuideRow) -> DataRow {
    let number = short_number(row.number);
    let title = title(t, &row.title);
    let due = row.review_due_at.map_or_else(
        || Cell::text("–"),
        |at| {
            let is_due = at <= app.now();
            let words = day(language, at);
            if is_due { Cell::html(Html::of(&Tag::new(words, Tone::Warning))) } else { Cell::text(&words) }
        },
    );
    DataRow {
        key: row.id.to_string(),
        cells: vec![
            Cell::link(&number, &format!("{PART}/{}", row.id)),
            Cell::link(&title, &format!("{PART}/{}", row.id)),
            Cell::text(&t.get(&format!("guide-kind-{}", row.kind.word()))),
            Cell::html(Html::of(&status_tag(t, row.status, row.is_proposed))),
            Cell::text(&moment(language, row.saved_at)),
            due,
        ],
        name: title,
        is_chosen: false,
    }
}
