//! The columns that a questionnaire gives: a question each, those of experiences apart.

use super::ExportError;
use crate::{App, questionnaire};
use socle_domain::{
    id::QuestionnaireId,
    personal::{self, Answered, Personal},
};
use socle_look::Language;
use std::{borrow::Cow, collections::HashMap};
use xlsform::{Asked, ControlKind};

/// A question, as a column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: ControlKind,
    /// In French and in English.
    pub(super) label: [String; 2],
    /// Value, French words, English words.
    pub(super) choices: Vec<(String, [String; 2])>,
    pub(super) is_of_experience: bool,
    /// What an answer gives away, as the register of personal fields says.
    pub(super) gives_away: Option<Personal>,
    by_value: HashMap<String, usize>,
}

impl Column {
    /// What was answered, in words: labels of choices, or the text itself.
    pub(super) fn words<'a>(&'a self, answer: &'a str, language: Language) -> Cow<'a, str> {
        let label = |value: &'a str| {
            let choice = self.by_value.get(value).and_then(|index| self.choices.get(*index));
            choice.map_or(value, |(_, words)| words[language as usize].as_str())
        };
        match self.kind {
            _ if self.choices.is_empty() => answer.into(),
            ControlKind::SelectMultiple | ControlKind::Rank => {
                answer.split_whitespace().map(label).collect::<Vec<_>>().join(" | ").into()
            }
            _ => label(answer).into(),
        }
    }
}

/// All columns, and where each name stands.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    /// The names of the repeats that hold experiences.
    pub(super) repeats: Vec<String>,
    by_name: HashMap<String, usize>,
}

impl Columns {
    pub(super) async fn of(app: &App, id: QuestionnaireId) -> Result<Self, ExportError> {
        let read = async |language| {
            let outline = questionnaire::outline(app, id, language).await;
            outline.map_err(|error| ExportError::Questionnaire(error.to_string()))
        };
        let (french, english) = (read(Language::Fr).await?, read(Language::En).await?);
        let mut columns = Self { all: Vec::new(), repeats: Vec::new(), by_name: HashMap::new() };
        for (french, english) in french.into_iter().zip(english) {
            if let Some(repeat) = &french.repeat {
                let name = questionnaire::name_of(repeat).to_owned();
                if !columns.repeats.contains(&name) {
                    columns.repeats.push(name);
                }
            }
            columns.add(&french, &english);
        }
        Ok(columns)
    }

    fn add(&mut self, french: &Asked, english: &Asked) {
        let name = questionnaire::name_of(&french.path).to_owned();
        let is_closed = !french.choices.is_empty();
        let gives_away = personal::of_question(&name, answered(french));
        if personal::stays_out_of_files(gives_away) || self.by_name.contains_key(&name) {
            return;
        }
        let label = |asked: &Asked| match (asked.group.as_str(), asked.label.as_str()) {
            (group, "") => group.to_owned(),
            ("", label) => label.to_owned(),
            // A row of a grid means nothing without what the grid asks.
            (group, label) if is_closed => format!("{group} — {label}"),
            (_, label) => label.to_owned(),
        };
        let choices: Vec<_> = french
            .choices
            .iter()
            .zip(&english.choices)
            .map(|((value, french), (_, english))| (value.clone(), [french.clone(), english.clone()]))
            .collect();
        let by_value = choices.iter().enumerate().map(|(index, (value, _))| (value.clone(), index)).collect();
        self.by_name.insert(name.clone(), self.all.len());
        self.all.push(Column {
            name,
            kind: french.kind,
            label: [label(french), label(english)],
            choices,
            is_of_experience: french.repeat.is_some(),
            gives_away,
            by_value,
        });
    }

    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    pub(super) fn of_returns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.all.iter().enumerate().filter(|(_, column)| !column.is_of_experience)
    }

    pub(super) fn of_experiences(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.all.iter().enumerate().filter(|(_, column)| column.is_of_experience)
    }
}

/// How a question is answered, to the register of personal fields.
fn answered(asked: &Asked) -> Answered {
    match asked.kind {
        _ if !asked.choices.is_empty() => Answered::Choice,
        ControlKind::Integer
        | ControlKind::Decimal
        | ControlKind::Range
        | ControlKind::Date
        | ControlKind::Time
        | ControlKind::DateTime
        | ControlKind::Acknowledge
        | ControlKind::Calculated => Answered::Figure,
        ControlKind::SelectOne
        | ControlKind::SelectMultiple
        | ControlKind::Rank
        | ControlKind::Upload
        | ControlKind::Geopoint
        | ControlKind::Geotrace
        | ControlKind::Geoshape
        | ControlKind::Barcode
        | ControlKind::Text
        | ControlKind::Note => Answered::Words,
    }
}

/// The words of a kind of question, as the dictionary says it.
pub(super) fn kind_word(kind: ControlKind) -> &'static str {
    match kind {
        ControlKind::SelectOne => "select_one",
        ControlKind::SelectMultiple => "select_multiple",
        ControlKind::Rank => "rank",
        ControlKind::Integer => "integer",
        ControlKind::Decimal | ControlKind::Range => "decimal",
        ControlKind::Date => "date",
        ControlKind::Time => "time",
        ControlKind::DateTime => "datetime",
        ControlKind::Acknowledge => "acknowledge",
        ControlKind::Upload => "file",
        ControlKind::Geopoint => "geopoint",
        ControlKind::Geotrace => "geotrace",
        ControlKind::Geoshape => "geoshape",
        ControlKind::Barcode => "barcode",
        ControlKind::Calculated => "calculate",
        ControlKind::Text | ControlKind::Note => "text",
    }
}
