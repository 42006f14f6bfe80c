//! The `trigger` column: one `${question}`, or several with commas between.

use super::expression;
use crate::codes::{self, Rule};
use crate::issue::{Issue, Issues};

/// The questions whose change starts a calculation.
pub(crate) fn read(text: &str, row: u32, issues: &mut Issues) -> Vec<String> {
    let mut report = |rule: &'static Rule| {
        issues.push(Issue::new(rule).sheet("survey").row(row).column("trigger").value(text));
    };
    if !text.contains("${") || text.len() < 3 {
        report(&codes::REFERENCE_SYNTAX);
        return Vec::new();
    }
    let mut names = Vec::new();
    for part in text.split(',') {
        let Some(found) = expression::checked_references(part) else {
            report(&codes::REFERENCE_SYNTAX);
            continue;
        };
        if found.len() > 1 {
            report(&codes::TRIGGER_COMMA);
        }
        names.extend(found.into_iter().map(|found| found.name.to_owned()));
    }
    names
}
