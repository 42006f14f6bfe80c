//! Every `${reference}` of the workbook must be well written and name one element of the survey.

use super::expression;
use super::header::{Header, Table};
use super::sheets::Tables;
use super::survey::Names;
use crate::codes::{self, Rule};
use crate::issue::{Issue, Issues};

/// Whether references in that column mean something.
pub(crate) fn is_checked(sheet: &str, header: &Header<'_>) -> bool {
    let first = header.parts.first().map_or("", |part| &**part);
    match sheet {
        "survey" => !matches!(first, "type" | "name" | "trigger"),
        "choices" => first == "label",
        "entities" => !matches!(&*header.text, "list name" | "list_name" | "repeat"),
        _ => true,
    }
}

/// Checks every cell where a reference may stand.
pub(crate) fn check(tables: &mut Tables<'_>, names: &Names<'_>, issues: &mut Issues) {
    for (sheet, table) in tables.all_mut() {
        check_table(sheet, table, names, issues);
    }
}

fn check_table(sheet: &str, table: &Table<'_>, names: &Names<'_>, issues: &mut Issues) {
    // Choices without a label column are checked everywhere, as the reference does.
    let is_bare =
        sheet == "choices" && !table.parts().any(|parts| parts.first().is_some_and(|part| part == "label"));
    for row in &table.rows {
        for (at, text) in &row.cells {
            let header = &table.headers[*at];
            if !expression::opens_reference(text) || !(is_bare || is_checked(sheet, header)) {
                continue;
            }
            let mut report = |rule: &'static Rule, value: &str| {
                issues.push(Issue::new(rule).sheet(sheet).row(row.number).column(&header.text).value(value));
            };
            match expression::checked_references(text) {
                None => report(&codes::REFERENCE_SYNTAX, text),
                Some(found) => {
                    for reference in found {
                        match names.get(reference.name).map(|found| found.count) {
                            None => report(&codes::REFERENCE_UNKNOWN, reference.name),
                            Some(1) => {}
                            Some(_) => report(&codes::REFERENCE_AMBIGUOUS, reference.name),
                        }
                    }
                }
            }
        }
    }
}
