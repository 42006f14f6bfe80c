//! The revisions of a guide, and what changed from one to the next.

use super::{InLanguage, PART, crumbs, file, moment, set, title, views, writes};
use crate::{App, error::AppError, frame, guard::Member, page::Page};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
};
use socle_domain::{
    diff::{Piece, diff},
    guide::HeaderField,
};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Button, Cell, Change, Changes, Column, DataColumn, DataRow, DataTable, Tag, Tone, Weight},
    layouts::Link,
};
use socle_store::RevisionRow;

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    /// The number of the revision whose changes are shown.
    #[serde(default)]
    revision: String,
}

#[derive(Template)]
#[template(path = "guide/history.html")]
struct HistoryPage<'a> {
    t: &'a Texts,
    heading: String,
    views: Vec<Link>,
    table: DataTable,
    compared: Option<String>,
    changes: Vec<(String, Changes)>,
    take_down: Option<Button>,
    action: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    Query(asked): Query<InLanguage>,
    Query(which): Query<Asked>,
) -> Result<Page, AppError> {
    let file = file(&app, &member, &guide, asked.code()).await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let all = app.store().guide_revisions(member.0.id, file.id).await?;
    let text = file.draft.language.as_str();
    let rows: Vec<_> = all.iter().filter(|row| row.language == text).collect();
    let wanted = which.revision.parse::<i64>().ok();
    let shown = rows.iter().position(|row| Some(row.revision) == wanted).or((!rows.is_empty()).then_some(0));
    let pair = shown.map(|at| (rows[at], rows.get(at + 1).copied()));
    let may_write = writes(&member, &file);
    let content = HistoryPage {
        t,
        heading: title(t, file.draft.header.get(HeaderField::Title)),
        views: views(t, &file, may_write, "/revisions"),
        table: table(t, language, &rows, &format!("{PART}/{}/revisions?langue={text}", file.id)),
        compared: pair.map(|(new, old)| compared(t, new, old)),
        changes: pair.map(|(new, old)| changes(t, language, new, old)).unwrap_or_default(),
        take_down: (may_write && file.status.is_public())
            .then(|| Button::send(t.get("guide-take-down")).weight(Weight::Danger)),
        action: format!("{PART}/{}/retirer", file.id),
    };
    let mut frame = frame::office(&app, &member, t.get("guide-view-revisions"), PART);
    frame.breadcrumb = crumbs(t);
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

fn table(t: &Texts, language: Language, rows: &[&RevisionRow], address: &str) -> DataTable {
    let headings = ["revision", "state", "proposed", "by", "published"];
    let row = |row: &&RevisionRow| {
        let name = t.with("guide-revision", &[("n", row.revision.into())]);
        let published = row.published_at.map_or_else(|| "–".to_owned(), |at| moment(language, at));
        DataRow {
            key: row.id.to_string(),
            cells: vec![
                Cell::link(&name, &format!("{address}&revision={}", row.revision)),
                Cell::html(Html::of(&state(t, row))),
                Cell::text(&moment(language, row.created_at)),
                Cell::text(row.account.as_deref().unwrap_or("–")),
                Cell::text(&published),
            ],
            name,
            is_chosen: false,
        }
    };
    DataTable {
        lang: language,
        id: "revisions".to_owned(),
        caption: t.get("guide-view-revisions"),
        columns: headings
            .map(|name| DataColumn::new(Column::new(t.get(&format!("guide-revision-column-{name}")))))
            .into(),
        rows: rows.iter().map(row).collect(),
        choose: None,
        empty: t.get("guide-revisions-none"),
    }
}

fn state(t: &Texts, row: &RevisionRow) -> Tag {
    let (key, tone) = match (row.published_at, row.superseded_at) {
        (Some(_), None) => ("guide-revision-in-force", Tone::Done),
        (None, None) => ("guide-revision-proposed", Tone::Note),
        (_, Some(_)) => ("guide-revision-replaced", Tone::Plain),
    };
    Tag::new(t.get(key), tone)
}

fn compared(t: &Texts, new: &RevisionRow, old: Option<&RevisionRow>) -> String {
    match old {
        Some(old) => {
            t.with("guide-revision-compared", &[("new", new.revision.into()), ("old", old.revision.into())])
        }
        None => t.with("guide-revision-first", &[("n", new.revision.into())]),
    }
}

/// What changed, by field and block; what did not is not shown.
fn changes(
    t: &Texts,
    language: Language,
    new: &RevisionRow,
    old: Option<&RevisionRow>,
) -> Vec<(String, Changes)> {
    let Some(old) = old else { return Vec::new() };
    let fields = HeaderField::ALL.into_iter().map(|field| {
        (t.get(&format!("guide-field-{}", field.key())), old.header.get(field), new.header.get(field))
    });
    let blocks = new.body.kind().blocks().iter().map(|spec| {
        (set(language, spec.title(language.code())), old.body.get(spec.key), new.body.get(spec.key))
    });
    let changed = fields.chain(blocks).filter(|(_, before, after)| before != after);
    changed
        .map(|(name, before, after)| {
            let pieces = diff(before, after).into_iter().map(change).collect();
            (name, Changes { lang: language, language: new.language.clone(), changes: pieces })
        })
        .collect()
}

fn change(piece: Piece<'_>) -> Change {
    match piece {
        Piece::Kept(text) => Change::Kept(text.to_owned()),
        Piece::Removed(text) => Change::Removed(text.to_owned()),
        Piece::Added(text) => Change::Added(text.to_owned()),
    }
}
