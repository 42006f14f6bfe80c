//! The studies that a person coordinates.

use crate::{App, error::AppError, frame, guard::Member, page::Page};
use askama::Template;
use axum::{Extension, extract::State};
use socle_look::{
    Sheet, Texts,
    components::{Button, Cell, Column, DataColumn, DataRow, DataTable},
};

#[derive(Template)]
#[template(path = "study/list.html")]
struct List<'a> {
    t: &'a Texts,
    new: Button,
    table: DataTable,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Page, AppError> {
    let studies = app.store().coordinated_studies(member.0.id).await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let rows = studies.iter().map(|study| DataRow {
        key: study.id.to_string(),
        name: study.title.clone(),
        cells: vec![
            Cell::link(&study.title, &format!("/bureau/etudes/{}", study.slug)),
            Cell::link(&t.get("study-view-team"), &format!("/bureau/etudes/{}/equipe", study.slug)),
            Cell::link(&t.get("study-view-journal"), &format!("/bureau/etudes/{}/journal", study.slug)),
        ],
        is_chosen: false,
    });
    let columns = ["study-column-study", "study-view-team", "study-view-journal"];
    let table = DataTable {
        lang: language,
        id: "etudes".to_owned(),
        caption: t.get("study-list"),
        columns: columns.map(|key| DataColumn::new(Column::new(t.get(key)))).into(),
        rows: rows.collect(),
        choose: None,
        empty: t.get("study-list-none"),
    };
    let new = Button::link(t.get("study-new"), "/bureau/etudes/nouvelle");
    let frame = frame::office(&app, &member, t.get("study-list"), "/bureau/etudes");
    Ok(Page::new(Sheet::Office, frame.wrap(&List { t, new, table })))
}
