//! A table of plain facts, inside a region that scrolls by itself when the screen is narrow.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Html, Language, numbers};

/// What a cell shows.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// The content, already markup.
    pub html: Html,
    /// Whether it is a figure, set to the end of its column.
    pub is_number: bool,
}

impl Cell {
    /// Words.
    pub fn text(text: &str) -> Self {
        Self { html: Html::text(text), is_number: false }
    }

    /// A whole number with its thousands.
    pub fn number(lang: Language, number: i64) -> Self {
        Self::figure(&numbers::integer(lang, number))
    }

    /// A figure already written: `38 %`, `0 €`.
    pub fn figure(text: &str) -> Self {
        Self { html: Html::text(text), is_number: true }
    }

    /// A link.
    pub fn link(text: &str, href: &str) -> Self {
        Self { html: Html::link(text, href), is_number: false }
    }

    /// A component: a tag, an assise.
    pub fn html(html: Html) -> Self {
        Self { html, is_number: false }
    }
}

/// A column's heading.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its words.
    pub text: String,
    /// Whether the column holds figures.
    pub is_number: bool,
}

impl Column {
    /// A column of words.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_number: false }
    }

    /// A column of figures.
    pub fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_number: true }
    }
}

/// A table. The first cell of each row is its heading.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/table/template.html")]
pub struct Table {
    /// A name unique on the page, for the region's label.
    pub id: String,
    /// The caption: what the table says.
    pub caption: String,
    /// The headings.
    pub columns: Vec<Column>,
    /// The rows, as long as the headings.
    pub rows: Vec<Vec<Cell>>,
    /// Under the table: n, source, link to the data.
    pub note: Option<Html>,
}

html_safe!(Table);

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let short = short_table(lang);
    let empty = Table {
        id: "vide".to_owned(),
        caption: lang.pick("Un tableau sans ligne", "A table without rows").to_owned(),
        rows: Vec::new(),
        note: None,
        ..short.clone()
    };
    vec![
        Sample::new("ordinary", &short),
        Sample::new("empty", &empty),
        Sample::new("long", &wide_table(lang)),
    ]
}

fn short_table(lang: Language) -> Table {
    let [criterion, first, second, cost] = lang.pick(
        ["Critère", "Outil A", "Outil B", "Coût an 1"],
        ["Criterion", "Tool A", "Tool B", "Cost, year 1"],
    );
    let (offline, online) = lang.pick(("hors ligne", "en ligne"), ("offline", "online"));
    let row = |name: &str| {
        vec![Cell::text(name), Cell::text(offline), Cell::text(online), Cell::number(lang, 12_500)]
    };
    let source = lang.pick("Source\u{a0}: 10 retours, mars 2017.", "Source: 10 returns, March 2017.");
    Table {
        id: "court".to_owned(),
        caption: lang.pick("Deux outils de relevé", "Two survey tools").to_owned(),
        columns: vec![Column::new(criterion), Column::new(first), Column::new(second), Column::number(cost)],
        rows: lang.pick(["Réseau", "Données"], ["Network", "Data"]).map(row).to_vec(),
        note: Some(Html::text(source)),
    }
}

fn wide_table(lang: Language) -> Table {
    let name = lang.pick(
        "Ce que l’on perd en partant, et comment récupérer ses données",
        "What is lost on leaving, and how to take one’s data along",
    );
    let row =
        |_| std::iter::once(name).chain(["CSV", "API"].into_iter().cycle().take(8)).map(Cell::text).collect();
    Table {
        id: "large".to_owned(),
        caption: lang.pick("Un tableau plus large que l’écran", "A table wider than the screen").to_owned(),
        columns: (1..=9).map(|n| Column::new(format!("{} {n}", lang.pick("Outil", "Tool")))).collect(),
        rows: (1..=8).map(row).collect(),
        note: None,
    }
}
