//! How the commands on a questionnaire answer: sentences for people, one JSON object for programs, an exit code for both.

use super::{Format, Source};
use crate::failure;
use crate::output::{remark, say};
use serde_json::{Map, Value as Json, json};
use xlsform::{Issue, Language, Severity};

impl Source {
    /// Says the issues where they are what was asked for; the exit code tells whether one is an error.
    pub(super) fn list(&self, issues: &[Issue]) -> u8 {
        match self.format {
            Format::Json => answer(issues, []),
            Format::Text => {
                for issue in issues {
                    say(&self.line(issue));
                }
                code(issues)
            }
        }
    }

    /// Says the issues beside what was asked for, on the error stream: what was made may be read by a program.
    pub(super) fn remark(&self, issues: &[Issue]) -> u8 {
        for issue in issues {
            remark(&self.line(issue));
        }
        code(issues)
    }

    /// Says why nothing could be made.
    pub(super) fn nothing(&self, issues: &[Issue]) -> u8 {
        match self.format {
            Format::Json => answer(issues, []),
            Format::Text => self.remark(issues),
        }
    }

    fn line(&self, issue: &Issue) -> String {
        let weight = match issue.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let row = issue.row.map(|row| format!("row {row}"));
        let column = issue.column.as_ref().map(|column| format!("column {column}"));
        let place: Vec<String> =
            issue.sheet.iter().map(ToString::to_string).chain(row).chain(column).collect();
        let place = if place.is_empty() { String::new() } else { format!("{}: ", place.join(", ")) };
        format!("{weight} [{}] {place}{}", issue.code, issue.sentence(self.language.language()))
    }
}

/// Answers a program: the issues, and what was made of the workbook, by name.
pub(super) fn answer<const N: usize>(issues: &[Issue], made: [(&str, Json); N]) -> u8 {
    let mut said = Map::new();
    said.insert("issues".to_owned(), issues.iter().map(to_json).collect());
    said.extend(made.map(|(name, value)| (name.to_owned(), value)));
    say(&Json::Object(said).to_string());
    code(issues)
}

/// An issue with its sentences, so that a program need not know the rules to show it.
fn to_json(issue: &Issue) -> Json {
    let mut json = json!(issue);
    json["sentence"] = json!({
        "fr": issue.sentence(Language::French),
        "en": issue.sentence(Language::English),
    });
    json
}

fn code(issues: &[Issue]) -> u8 {
    let is_broken = issues.iter().any(|issue| issue.severity == Severity::Error);
    if is_broken { failure::ASKED } else { failure::DONE }
}
