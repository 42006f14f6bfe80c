//! Columns missing in some languages: a text there would be shown as `-`.

use super::header::Table;
use super::sheets::Tables;
use crate::codes;
use crate::issue::{Issue, Issues};

const SURVEY: [&str; 9] = [
    "label",
    "hint",
    "guidance_hint",
    "image",
    "big-image",
    "audio",
    "video",
    "jr:constraintMsg",
    "jr:requiredMsg",
];
const CHOICES: [&str; 5] = ["label", "image", "big-image", "audio", "video"];

/// Warns of each column a language lacks and another has.
pub(crate) fn check(tables: &Tables<'_>, issues: &mut Issues) {
    check_sheet("survey", &tables.survey, &SURVEY, issues);
    if let Some(choices) = &tables.choices {
        check_sheet("choices", choices, &CHOICES, issues);
    }
}

fn check_sheet(sheet: &str, table: &Table<'_>, texts: &[&str], issues: &mut Issues) {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for parts in table.parts() {
        let parts = match parts {
            [first, rest @ ..] if matches!(&**first, "media" | "bind") => rest,
            other => other,
        };
        match parts {
            [column] if texts.contains(&&**column) => found.push((column, "default")),
            [column, language] if texts.contains(&&**column) => found.push((column, language)),
            _ => {}
        }
    }
    if found.iter().all(|(_, language)| *language == "default") {
        return;
    }
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for (_, language) in &found {
        for (column, _) in &found {
            if !found.contains(&(column, language)) && !pairs.contains(&(column, language)) {
                pairs.push((column, language));
            }
        }
    }
    for (column, language) in pairs {
        issues
            .push(Issue::new(&codes::LANGUAGE_INCOMPLETE).sheet(sheet).row(1).column(column).value(language));
    }
}
