//! A questionnaire to fill in by hand: plain data, filled by the program from what `xlsform` knows of the form.
//!
//! Labels, hints and notes are Markdown. Numbers are texts (`12`, `12 b`), given by the caller, so that paper, screen
//! and data say the same.

use serde::{Deserialize, Serialize};

use crate::{Date, Language, Title};

/// One paper form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperForm {
    /// Title of the questionnaire.
    pub title: Title,
    /// Name of the study.
    #[serde(default)]
    pub study: Option<String>,
    /// Language of the whole form.
    pub language: Language,
    /// Version of the questionnaire, as in its settings; empty when it says none, and then nothing is printed of it.
    pub version: String,
    /// Day of that version; also the date of the PDF.
    pub date: Date,
    /// Markdown: what one reads first (purpose, who reads the answers, rights).
    #[serde(default)]
    pub opening: String,
    /// The questions.
    pub sections: Vec<Section>,
    /// Markdown: thanks, and where to send the form.
    #[serde(default)]
    pub closing: String,
}

/// Questions under one title.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its title, if it has one.
    #[serde(default)]
    pub title: Option<Title>,
    /// In words, when it is to be filled: « Seulement si vous avez répondu « oui » à la question 4 ».
    #[serde(default)]
    pub only_if: Option<String>,
    /// Set when the section is filled several times.
    #[serde(default)]
    pub repeat: Option<Repeat>,
    /// In order.
    pub items: Vec<Item>,
}

/// A section filled once per thing (per experience, per person).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// How many blank copies are printed, at least 1.
    pub copies: u8,
}

/// One thing in a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A small heading inside the section.
    Heading(Title),
    /// Something to read.
    Note(String),
    /// A question.
    Question(Question),
    /// Several questions sharing their choices.
    Table(Table),
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// As printed: `12`.
    pub number: String,
    /// The question.
    pub label: String,
    /// Help under it.
    #[serde(default)]
    pub hint: String,
    /// Whether an answer is expected.
    #[serde(default)]
    pub required: bool,
    /// In words, when it is asked.
    #[serde(default)]
    pub only_if: Option<String>,
    /// Where to write.
    pub answer: Answer,
    /// Where to go afterwards, whatever the answer.
    #[serde(default)]
    pub skip: Option<SkipTo>,
}

/// Where and how one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Lines to write on.
    Lines(u8),
    /// One box to tick among these (round).
    One(Vec<Choice>),
    /// Boxes to tick (square).
    Many {
        /// The boxes.
        choices: Vec<Choice>,
        /// How many may be ticked, when that is limited.
        #[serde(default)]
        at_most: Option<u8>,
    },
    /// One box per digit.
    Number {
        /// Digits before the decimal mark.
        digits: u8,
        /// Digits after it.
        #[serde(default)]
        decimals: u8,
        /// Printed after the boxes: « € », « personnes ».
        #[serde(default)]
        unit: Option<String>,
    },
    /// Boxes for day, month and year.
    Date,
    /// Boxes for month and year.
    Month,
    /// Boxes for the year.
    Year,
    /// Boxes for hours and minutes.
    Time,
    /// A short blank, and what to write there.
    Blank(String),
    /// Choices to put in order: a box for the rank before each.
    Rank(Vec<Choice>),
    /// A scale on which to circle one mark.
    Scale(Vec<String>),
    /// Something paper cannot hold, named: « photo à joindre ».
    Elsewhere(String),
}

/// One box to tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its words.
    pub label: String,
    /// Whether a line follows, to say which (« autre »).
    #[serde(default)]
    pub specify: bool,
    /// Where to go when it is ticked.
    #[serde(default)]
    pub skip: Option<SkipTo>,
}

/// The next question to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipTo {
    /// By its number, as printed.
    Question(String),
    /// By the title of a section.
    Section(String),
    /// The end of the form.
    End,
}

/// Questions sharing their choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// As printed; the rows have their own.
    pub number: String,
    /// What all rows ask.
    pub label: String,
    /// Help under it.
    #[serde(default)]
    pub hint: String,
    /// In words, when it is asked.
    #[serde(default)]
    pub only_if: Option<String>,
    /// Whether several boxes of a row may be ticked.
    #[serde(default)]
    pub many: bool,
    /// The shared choices.
    pub columns: Vec<String>,
    /// One question each.
    pub rows: Vec<TableRow>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableRow {
    /// As printed; may be empty.
    #[serde(default)]
    pub number: String,
    /// What this row asks.
    pub label: String,
}
