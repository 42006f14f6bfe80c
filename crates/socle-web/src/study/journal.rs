//! The journal of a study: who did what, when.

use super::{frame, moment, role_words, study_at, views};
use crate::{
    App,
    error::AppError,
    frame as frames,
    guard::Member,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::account::Role;
use socle_look::{
    Language, Sheet, Texts,
    components::{Cell, Column, DataColumn, DataRow, DataTable, Pagination},
    layouts::Link,
};
use socle_store::{JOURNAL_PAGE, Journal, JournalRow, StudyRecord};

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    page: String,
}

#[derive(Template)]
#[template(path = "study/journal.html")]
struct Lines<'a> {
    t: &'a Texts,
    views: Vec<Link>,
    zone: String,
    table: DataTable,
    pagination: Option<Pagination>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let record = study_at(&app, &member, &slug).await?;
    // An address typed by hand may hold anything: what makes no sense is the first page.
    let page = asked.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let journal = app.store().study_journal(record.study.id, page).await?;
    let pages = ((journal.total + JOURNAL_PAGE - 1) / JOURNAL_PAGE).max(1);
    let address = |page: i64| format!("/bureau/etudes/{slug}/journal?page={page}");
    if page > pages {
        return Ok(see_other(&address(pages)));
    }
    let language = frames::language_of(&member);
    let t = app.texts(language);
    let turn = |to: i64| (1..=pages).contains(&to).then(|| address(to));
    let content = Lines {
        t,
        views: views(t, &record, "/journal"),
        zone: t.with("study-journal-zone", &[("zone", record.description.zone.name().into())]),
        table: table(t, language, &record, &journal),
        pagination: (pages > 1).then(|| Pagination {
            lang: language,
            page: u32::try_from(page).unwrap_or(1),
            pages: u32::try_from(pages).unwrap_or(1),
            previous: turn(page - 1),
            next: turn(page + 1),
        }),
    };
    let frame = frame(&app, &member, &record, t.get("study-view-journal"));
    Ok(Page::new(Sheet::Office, frame.wrap(&content)).into_response())
}

fn table(t: &Texts, language: Language, record: &StudyRecord, journal: &Journal) -> DataTable {
    let row = |(place, row): (usize, &JournalRow)| {
        let when = moment(language, &record.description.zone, row.made_at);
        let who = row.who.clone().unwrap_or_else(|| t.get("study-journal-nobody"));
        DataRow {
            key: place.to_string(),
            name: when.clone(),
            cells: vec![Cell::text(&when), Cell::text(&who), Cell::text(&act(t, row))],
            is_chosen: false,
        }
    };
    DataTable {
        lang: language,
        id: "journal".to_owned(),
        caption: t.get("study-view-journal"),
        columns: ["study-journal-when", "study-journal-who", "study-journal-what"]
            .map(|key| DataColumn::new(Column::new(t.get(key))))
            .into(),
        rows: journal.rows.iter().enumerate().map(row).collect(),
        choose: None,
        empty: t.get("study-journal-none"),
    }
}

/// What was done, in words.
fn act(t: &Texts, row: &JournalRow) -> String {
    let detail = match row.subject.as_str() {
        "study" => field_words(t, &row.detail),
        _ => Role::parse(&row.detail).map(|role| role_words(t, role)).unwrap_or_default(),
    };
    let about = row.about.clone().unwrap_or_default();
    let key = format!("study-event-{}-{}", row.subject, row.verb.replace('_', "-"));
    if t.has(&key) {
        t.with(&key, &[("detail", detail.into()), ("about", about.into())])
    } else {
        // Another part of the program writes lines that this page has no sentence for yet.
        format!("{} {} {about}", row.verb, row.subject)
    }
}

/// `contact.fr` → « le contact (Français) ».
fn field_words(t: &Texts, detail: &str) -> String {
    let (word, language) = detail.split_once('.').unwrap_or((detail, ""));
    let name = t.get(&format!("study-field-{}", word.replace('_', "-")));
    match Language::parse(language) {
        Some(language) if !detail.is_empty() => format!("{name} ({})", language.own_name()),
        _ => name,
    }
}
