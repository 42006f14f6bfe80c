//! The components, one folder each: a template, its style and the typed values that fill it.
//!
//! Each folder's `samples` show its states; the gallery, the accessibility tests and the byte budgets walk them.

mod assise;
mod bar_table;
mod button;
mod changes;
mod check_list;
mod chips;
mod choice_group;
mod coded_text;
mod data_table;
mod date_field;
mod details;
mod error_summary;
mod fact_list;
mod file_field;
mod guide_block;
mod key_hints;
mod notes;
mod notice;
mod pagination;
mod prompt;
mod quote;
mod save_line;
mod select_field;
mod steps;
mod strip;
mod table;
mod tag;
mod text_area;
mod text_field;

use askama::filters::HtmlSafe;

pub use assise::Assise;
pub use bar_table::{Bar, BarTable};
pub use button::{Button, Weight};
pub use changes::{Change, Changes};
pub use check_list::{CheckList, CheckRow};
pub use chips::Chips;
pub use choice_group::{Choice, ChoiceGroup};
pub use coded_text::{CodedPiece, CodedSentence, CodedText};
pub use data_table::{DataColumn, DataRow, DataTable, Order};
pub use date_field::{DateField, DateParts};
pub use details::Details;
pub use error_summary::ErrorSummary;
pub use fact_list::{Fact, FactList};
pub use file_field::{FileField, KeptFile};
pub use guide_block::{Ground, GuideBlock};
pub use key_hints::KeyHints;
pub use notes::{Note, Notes, Said};
pub use notice::{Notice, NoticeKind};
pub use pagination::Pagination;
pub use prompt::Prompt;
pub use quote::Quote;
pub use save_line::{SaveLine, SaveState};
pub use select_field::SelectField;
pub use steps::{Step, Steps};
pub use strip::Strip;
pub use table::{Cell, Column, Table};
pub use tag::{Tag, Tone};
pub use text_area::TextArea;
pub use text_field::{LineKind, TextField};

use crate::{Direction, Html, Language};

/// One state of a component, ready to look at.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The state: `empty`, `error`, `long`, `rtl`…
    pub name: &'static str,
    /// The markup.
    pub html: Html,
    /// The direction of its words.
    pub direction: Direction,
}

impl Sample {
    fn new(name: &'static str, component: &impl HtmlSafe) -> Self {
        Self { name, html: Html::trusted(component.to_string()), direction: Direction::Ltr }
    }

    fn rtl(name: &'static str, component: &impl HtmlSafe) -> Self {
        Self { direction: Direction::Rtl, ..Self::new(name, component) }
    }
}

/// A component with its states.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The folder's name.
    pub name: &'static str,
    /// Its states, in the language asked for.
    pub samples: Vec<Sample>,
}

/// Every component with its states.
pub fn all(lang: Language) -> Vec<Shown> {
    let shown =
        |(name, samples): (&'static str, fn(Language) -> Vec<Sample>)| Shown { name, samples: samples(lang) };
    REGISTRY.into_iter().map(shown).collect()
}

type Samples = fn(Language) -> Vec<Sample>;

const REGISTRY: [(&str, Samples); 28] = [
    ("assise", assise::samples),
    ("bar_table", bar_table::samples),
    ("button", button::samples),
    ("changes", changes::samples),
    ("check_list", check_list::samples),
    ("chips", chips::samples),
    ("choice_group", choice_group::samples),
    ("coded_text", coded_text::samples),
    ("data_table", data_table::samples),
    ("date_field", date_field::samples),
    ("details", details::samples),
    ("error_summary", error_summary::samples),
    ("fact_list", fact_list::samples),
    ("file_field", file_field::samples),
    ("guide_block", guide_block::samples),
    ("key_hints", key_hints::samples),
    ("notes", notes::samples),
    ("notice", notice::samples),
    ("pagination", pagination::samples),
    ("quote", quote::samples),
    ("save_line", save_line::samples),
    ("select_field", select_field::samples),
    ("steps", steps::samples),
    ("strip", strip::samples),
    ("table", table::samples),
    ("tag", tag::samples),
    ("text_area", text_area::samples),
    ("text_field", text_field::samples),
];

/// The styles each page class needs.
pub(crate) mod css {
    macro_rules! styles {
        ($($name:literal),+ $(,)?) => { &[$(include_str!(concat!($name, "/style.css"))),+] };
    }

    pub(crate) const PUBLIC: &[&str] = styles![
        "assise",
        "bar_table",
        "button",
        "details",
        "fact_list",
        "guide_block",
        "notes",
        "notice",
        "pagination",
        "quote",
        "steps",
        "table",
        "tag",
    ];
    pub(crate) const ADVISOR: &[&str] = styles![
        "assise",
        "button",
        "chips",
        "choice_group",
        "details",
        "error_summary",
        "notice",
        "pagination",
        "prompt",
        "table",
        "tag",
        "text_field",
    ];
    /// What a form adds to an article.
    pub(crate) const REPLY: &[&str] =
        styles!["choice_group", "error_summary", "prompt", "text_area", "text_field"];
    pub(crate) const SURVEY: &[&str] = styles![
        "button",
        "check_list",
        "choice_group",
        "date_field",
        "details",
        "error_summary",
        "fact_list",
        "file_field",
        "notice",
        "prompt",
        "quote",
        "save_line",
        "table",
        "text_area",
        "text_field",
    ];
    pub(crate) const OFFICE: &[&str] = styles![
        "assise",
        "bar_table",
        "button",
        "changes",
        "check_list",
        "chips",
        "choice_group",
        "coded_text",
        "data_table",
        "date_field",
        "details",
        "error_summary",
        "fact_list",
        "file_field",
        "key_hints",
        "guide_block",
        "notes",
        "notice",
        "pagination",
        "prompt",
        "quote",
        "save_line",
        "steps",
        "strip",
        "table",
        "tag",
        "text_area",
        "text_field",
    ];
}
