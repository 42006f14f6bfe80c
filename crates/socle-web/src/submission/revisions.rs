//! The numbered revisions of a text, and what changed from one to another.

use crate::{
    App,
    error::AppError,
    frame,
    guard::Member,
    page::Page,
    submission::{
        experience::{consent, framed},
        experience_at, experience_path, moment,
    },
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
};
use socle_domain::{
    diff::{Piece, diff},
    id::ExperienceId,
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Cell, Change, Changes, Column, Strip, Table},
};
use socle_store::Revision;

#[derive(Template)]
#[template(path = "submission/revisions.html")]
struct RevisionsPage<'a> {
    t: &'a Texts,
    consent: Strip,
    table: Table,
    title: String,
    changes: Changes,
}

/// The address of what changed between two revisions.
pub(super) fn between(id: ExperienceId, from: i64, to: i64) -> String {
    format!("{}?de={from}&a={to}", experience_path(id, "revisions"))
}

/// What changed between two texts, to be shown.
pub(super) fn changes(lang: Language, language: &str, old: &str, new: &str) -> Changes {
    let change = |piece: Piece<'_>| match piece {
        Piece::Kept(text) => Change::Kept(text.to_owned()),
        Piece::Removed(text) => Change::Removed(text.to_owned()),
        Piece::Added(text) => Change::Added(text.to_owned()),
    };
    Changes { lang, language: language.to_owned(), changes: diff(old, new).into_iter().map(change).collect() }
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, AppError> {
    let experience = experience_at(&app, &member, &experience).await?;
    let revisions = app.store().revisions(member.0.id, experience.id).await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let number = |name: &str| {
        let mut pairs = form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes());
        pairs.find(|(key, _)| key == name).and_then(|(_, value)| value.parse::<i64>().ok())
    };
    // Without a choice, what the last revision changed.
    let (from, to) = match (number("de"), number("a")) {
        (Some(from), Some(to)) => (from, to),
        _ => ((experience.revision - 1).max(1), experience.revision),
    };
    let text = |revision: i64| revisions.iter().find(|one| one.revision == revision).map(|one| &one.text);
    let (old, new) = (text(from).ok_or(AppError::NotFound)?, text(to).ok_or(AppError::NotFound)?);
    let key = if from == to { "submission-revision-one" } else { "submission-revision-between" };
    let content = RevisionsPage {
        t,
        consent: consent(t, &experience),
        table: table(t, experience.id, &revisions),
        title: t.with(key, &[("from", from.into()), ("to", to.into())]),
        changes: changes(language, &experience.language, old, new),
    };
    let frame = framed(&app, &member, &experience, &t.get("submission-revisions"));
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

fn table(t: &Texts, id: ExperienceId, revisions: &[Revision]) -> Table {
    let columns = ["revision", "when", "why", "who", "changes"];
    let row = |one: &Revision| {
        let before = (one.revision - 1).max(1);
        let key = if one.revision == 1 { "submission-see-text" } else { "submission-see-changes" };
        let author = one.author.clone().unwrap_or_else(|| t.get("submission-by-author"));
        vec![
            Cell::text(&one.revision.to_string()),
            Cell::text(&moment(t.language(), one.made_at)),
            Cell::text(&t.get(&format!("submission-revision-{}", one.reason.word()))),
            Cell::text(&author),
            Cell::link(&t.with(key, &[("n", one.revision.into())]), &between(id, before, one.revision)),
        ]
    };
    Table {
        id: "revisions".to_owned(),
        caption: t.get("submission-revisions-all"),
        columns: columns.map(|name| Column::new(t.get(&format!("submission-column-{name}")))).into(),
        rows: revisions.iter().rev().map(row).collect(),
        note: None,
    }
}
