//! « Synthèses »: how many passages stand under each code, for each theme or country.

use crate::{
    App,
    coding::{Studies, name_of},
    error::AppError,
    frame,
    guard::Member,
    page::Page,
    words,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Cell, Column, Table},
    layouts::Link,
};
use socle_store::{CodeLabel, Matrix, MatrixBy};

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    etude: String,
    #[serde(default)]
    par: String,
}

#[derive(Template)]
#[template(path = "coding/matrix.html")]
struct MatrixPage<'a> {
    t: &'a Texts,
    views: Vec<Link>,
    studies: Vec<Link>,
    table: Option<Table>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Result<Page, AppError> {
    let studies = Studies::find(&app, &member, &asked.etude).await?;
    let slug = &studies.present.slug;
    let by = if asked.par == "pays" { MatrixBy::Country } else { MatrixBy::Theme };
    let labels = app
        .store()
        .codebook(member.0.id, studies.present.id)
        .await?
        .map(|book| book.labels)
        .unwrap_or_default();
    let matrix = app.store().matrix(member.0.id, studies.present.id, by).await?;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let view = |key: &str, word: &str, of: MatrixBy| {
        Link::new(t.get(key), format!("/bureau/syntheses?etude={slug}&par={word}")).current(of == by)
    };
    let content = MatrixPage {
        t,
        views: vec![
            view("coding-by-theme", "theme", MatrixBy::Theme),
            view("coding-by-country", "pays", MatrixBy::Country),
        ],
        studies: studies.ways("/bureau/syntheses"),
        table: (!matrix.cells.is_empty()).then(|| table(t, slug, by, &labels, &matrix)),
    };
    let frame = frame::office(&app, &member, t.get("coding-matrix"), "/bureau/passages");
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

fn table(t: &Texts, slug: &str, by: MatrixBy, labels: &[CodeLabel], matrix: &Matrix) -> Table {
    let language = t.language();
    let mut columns = vec![Column::new(t.get("coding-code"))];
    columns.extend(matrix.columns.iter().map(|slot| Column::number(slot_name(t, language, by, slot))));
    let is_used = |label: &&CodeLabel| matrix.cells.iter().any(|(id, _, _)| *id == label.id);
    let facet = if by == MatrixBy::Theme { "theme" } else { "pays" };
    let rows = labels.iter().filter(is_used).map(|label| {
        let mut row = vec![Cell::text(name_of(language, label))];
        row.extend(matrix.columns.iter().map(|slot| {
            let count =
                matrix.cells.iter().find(|(id, of, _)| *id == label.id && of == slot).map_or(0, |c| c.2);
            let href = format!("/bureau/passages?etude={slug}&code={}&{facet}={slot}", label.word);
            // The page of passages has no filter for stories that do not say.
            let html = if count == 0 || slot.is_empty() {
                Html::text(&count.to_string())
            } else {
                Html::link(&count.to_string(), &href)
            };
            Cell { html, is_number: true }
        }));
        row
    });
    Table {
        id: "synthese".to_owned(),
        caption: t.get("coding-matrix-caption"),
        rows: rows.collect(),
        columns,
        note: Some(Html::text(&t.get("coding-matrix-note"))),
    }
}

fn slot_name(t: &Texts, language: Language, by: MatrixBy, slot: &str) -> String {
    match by {
        _ if slot.is_empty() => t.get("coding-unsaid"),
        MatrixBy::Theme => words::theme(language, slot),
        MatrixBy::Country => words::country(language, slot),
    }
}
