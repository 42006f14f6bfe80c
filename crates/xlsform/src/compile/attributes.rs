//! Columns that become attributes: `bind::x`, `body::x`, `instance::x`, and `attribute::x` of the settings.
//!
//! A name that XML cannot have, or whose prefix no namespace declares, makes the whole form unreadable. The reference
//! compiler writes it all the same.

use super::expression;
use super::header::Table;
use crate::codes;
use crate::issue::{Issue, Issues};

/// The prefixes every form declares, that of XML itself, and that of entities.
const PREFIXES: [&str; 8] = ["h", "ev", "xsd", "jr", "orx", "odk", "xml", "entities"];

/// Tells of each column of a survey that would break the form; where repairs apply, leaves it out.
pub(crate) fn check(table: &mut Table<'_>, namespaces: Option<&str>, issues: &mut Issues) {
    for at in 0..table.headers.len() {
        let header = &table.headers[at];
        let [first, name, ..] = header.parts.as_slice() else { continue };
        if !matches!(&**first, "bind" | "control" | "instance") || is_attribute(name, namespaces) {
            continue;
        }
        tell("survey", &header.text, name, issues);
        if issues.mends() {
            table.forget(at);
        }
    }
}

/// Tells of a column that would break the form.
pub(crate) fn tell(sheet: &str, column: &str, name: &str, issues: &mut Issues) {
    let issue = Issue::new(&codes::VALIDATE_REJECT).sheet(sheet).row(1).column(column).value(name);
    issues.push(
        issue
            .param("french", format!("la colonne « {column} » donnerait un attribut « {name} » illisible"))
            .param(
                "english",
                format!("the column \"{column}\" would give an unreadable attribute \"{name}\""),
            ),
    );
}

/// Whether XML can have an attribute of that name in this form.
pub(crate) fn is_attribute(name: &str, namespaces: Option<&str>) -> bool {
    let is_declared = |prefix: &str| {
        let mut written = namespaces.unwrap_or_default().split_whitespace();
        PREFIXES.contains(&prefix)
            || written.any(|word| word.split_once('=').is_some_and(|(found, _)| found == prefix))
    };
    expression::is_name(name) && name.split_once(':').is_none_or(|(prefix, _)| is_declared(prefix))
}
