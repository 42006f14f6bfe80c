//! The `trigger` column: one `${question}`, or several with commas between.

use super::expression;
use super::value::Text;
use crate::codes::{self, Rule};
use crate::issue::{Issue, Issues};

/// The questions whose change starts a calculation.
pub(crate) fn read<'a>(text: Text<'a>, row: u32, issues: &mut Issues) -> Vec<Text<'a>> {
    match text {
        Text::Borrowed(text) => names(text, row, issues).into_iter().map(Text::Borrowed).collect(),
        Text::Owned(text) => {
            names(&text, row, issues).into_iter().map(|name| name.to_owned().into()).collect()
        }
    }
}

fn names<'t>(text: &'t str, row: u32, issues: &mut Issues) -> Vec<&'t str> {
    let mut report = |rule: &'static Rule| {
        issues.push(Issue::new(rule).sheet("survey").row(row).column("trigger").value(text));
    };
    if !expression::opens_reference(text) || text.len() < 3 {
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
        names.extend(found.into_iter().map(|found| found.name));
    }
    names
}
