//! The office's list: dense rows that can be chosen, sorted by links, with filters held in the address.

use askama::Template;

use super::{Cell, Column, Sample, Tag, Tone};
use crate::html::html_safe;
use crate::{Html, Language, Value};

/// The order a column is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Smallest or oldest first.
    Ascending,
    /// Largest or newest first.
    Descending,
}

/// A heading, perhaps a link that sorts.
#[derive(Debug, Clone, Default)]
pub struct DataColumn {
    /// The heading.
    pub column: Column,
    /// The address of the list sorted by it.
    pub sort_href: Option<String>,
    /// Whether the list is sorted by it now.
    pub order: Option<Order>,
}

impl DataColumn {
    /// A heading that does not sort.
    pub fn new(column: Column) -> Self {
        Self { column, ..Self::default() }
    }

    /// A heading that sorts.
    #[must_use]
    pub fn sort(mut self, href: impl Into<String>, order: Option<Order>) -> Self {
        self.sort_href = Some(href.into());
        self.order = order;
        self
    }

    fn aria_sort(&self) -> Option<&'static str> {
        self.order.map(|order| match order {
            Order::Ascending => "ascending",
            Order::Descending => "descending",
        })
    }

    fn arrow(&self) -> &'static str {
        match self.order {
            None => "",
            Some(Order::Ascending) => "↑",
            Some(Order::Descending) => "↓",
        }
    }
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct DataRow {
    /// The value sent when it is chosen.
    pub key: String,
    /// Its name, as « Choisir R-204 » says it.
    pub name: String,
    /// The cells; the first is the row's heading.
    pub cells: Vec<Cell>,
    /// Whether it is chosen already.
    pub is_chosen: bool,
}

/// The list. To act on chosen rows, a form surrounds it and its buttons.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/data_table/template.html")]
pub struct DataTable {
    /// The language.
    pub lang: Language,
    /// A name unique on the page, for the region's label.
    pub id: String,
    /// The caption, read aloud and not shown: the page's title already says it.
    pub caption: String,
    /// The headings.
    pub columns: Vec<DataColumn>,
    /// The rows.
    pub rows: Vec<DataRow>,
    /// The name under which chosen rows are sent; without it, rows are not chosen.
    pub choose: Option<String>,
    /// What stands in place of rows when there are none: « Rien ne vous attend. »
    pub empty: String,
}

html_safe!(DataTable);

impl DataTable {
    fn choose_words(&self, row: &DataRow) -> String {
        self.lang.texts().with("table-choose-row", &[("name", Value::from(row.name.as_str()))])
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let table = |id: &str, rows| DataTable {
        lang,
        id: id.to_owned(),
        caption: format!("{} ({id})", lang.pick("Retours à relire", "Returns to review")),
        columns: headings(lang),
        rows,
        choose: Some("r".to_owned()),
        empty: lang.pick("Rien ne vous attend.", "Nothing waits for you.").to_owned(),
    };
    let first = row(lang, 204, &Tag::new(lang.pick("À relire", "To review"), Tone::Warning));
    let second = row(lang, 203, &Tag::new(lang.pick("Question posée", "Question asked"), Tone::Note));
    let chosen = DataRow {
        is_chosen: true,
        ..row(lang, 201, &Tag::new(lang.pick("Doublon de R-188\u{202F}?", "Same as R-188?"), Tone::Plain))
    };
    let many = (1..=50)
        .map(|number| row(lang, number, &Tag::new(lang.pick("Accepté", "Accepted"), Tone::Plain)))
        .collect();
    vec![
        Sample::new("ordinary", &table("retours", vec![first, second, chosen])),
        Sample::new("empty", &table("retours-2", Vec::new())),
        Sample::new("long", &table("retours-3", many)),
        Sample::new(
            "unchosen",
            &DataTable { choose: None, ..table("retours-4", vec![row(lang, 7, &Tag::default())]) },
        ),
    ]
}

fn headings(lang: Language) -> Vec<DataColumn> {
    let [number, country, theme, state, age] =
        lang.pick(["Retour", "Pays", "Thème", "État", "Âge"], ["Return", "Country", "Theme", "State", "Age"]);
    vec![
        DataColumn::new(Column::new(number)).sort("?sort=number", None),
        DataColumn::new(Column::new(country)).sort("?sort=country", None),
        DataColumn::new(Column::new(theme)),
        DataColumn::new(Column::new(state)),
        DataColumn::new(Column::number(age)).sort("?sort=age", Some(Order::Descending)),
    ]
}

fn row(lang: Language, number: u32, state: &Tag) -> DataRow {
    let name = format!("R-{number}");
    let theme = lang.pick("Eau, assainissement", "Water, sanitation");
    let cells = vec![
        Cell::link(&name, "#return"),
        Cell::text("Burkina Faso"),
        Cell::text(theme),
        Cell::html(Html::of(state)),
        Cell::figure(lang.pick("3\u{a0}j", "3\u{a0}d")),
    ];
    DataRow { key: number.to_string(), name, cells, is_chosen: false }
}
