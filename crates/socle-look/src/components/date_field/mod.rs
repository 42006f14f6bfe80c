//! A date typed in parts: no calendar to fight with, and a date known only by its year is welcome.

use askama::Template;

use super::{Prompt, Sample};
use crate::Language;
use crate::html::html_safe;

/// How much of the date is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateParts {
    /// Day, month and year.
    #[default]
    Day,
    /// Month and year.
    Month,
    /// Year alone.
    Year,
}

/// A date in up to three fields, sent as `{name}-day`, `{name}-month`, `{name}-year`.
///
/// An error links to the first part shown.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/date_field/template.html")]
pub struct DateField {
    /// Label, hint, error and name.
    pub prompt: Prompt,
    /// What was typed for the day.
    pub day: String,
    /// What was typed for the month: a number or a name, the server reads both.
    pub month: String,
    /// What was typed for the year.
    pub year: String,
    /// The parts asked.
    pub parts: DateParts,
}

html_safe!(DateField);

struct Part<'a> {
    key: &'static str,
    label: String,
    value: &'a str,
    size: u8,
    is_digits: bool,
}

impl DateField {
    /// Sets the parts asked.
    #[must_use]
    pub fn parts(mut self, parts: DateParts) -> Self {
        self.parts = parts;
        self
    }

    fn shown(&self) -> Vec<Part<'_>> {
        let word = |key: &str| self.prompt.lang.texts().get(key);
        let day = Part { key: "day", label: word("date-day"), value: &self.day, size: 3, is_digits: true };
        // A month may be written « mars »: no digit keyboard for it.
        let month =
            Part { key: "month", label: word("date-month"), value: &self.month, size: 9, is_digits: false };
        let year =
            Part { key: "year", label: word("date-year"), value: &self.year, size: 5, is_digits: true };
        match self.parts {
            DateParts::Day => vec![day, month, year],
            DateParts::Month => vec![month, year],
            DateParts::Year => vec![year],
        }
    }

    fn part_id(&self, index: usize, key: &str) -> String {
        if index == 0 { self.prompt.id.clone() } else { format!("{}.{key}", self.prompt.id) }
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let began = |id: &str| {
        Prompt::new(lang, "debut", lang.pick("Quand avez-vous commencé\u{202F}?", "When did you start?"))
            .id(id)
            .hint(lang.pick("Par exemple 12 mars 2017.", "For example 12 March 2017."))
    };
    let fault =
        lang.pick("Écrivez une date, par exemple 12 mars 2017", "Write a date, for example 12 March 2017");
    vec![
        Sample::new("empty", &began("debut").date("", "", "")),
        Sample::new("error", &began("debut-2").error(Some(fault)).date("31", "février", "2017")),
        Sample::new("month", &began("debut-3").date("", "mars", "2017").parts(DateParts::Month)),
        Sample::new("year", &began("debut-4").date("", "", "2017").parts(DateParts::Year)),
        Sample::rtl("rtl", &Prompt::new(lang, "bidaya", "متى بدأتم؟").date("12", "3", "2017")),
    ]
}
