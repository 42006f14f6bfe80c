//! Forms the reference refuses: so must we, naming the sheet, row and column that it names.

use xlsform::{Issue, Mode, Options, Severity};

use crate::folder::{Case, cases};
use crate::report::Report;

/// The place a message of the reference names.
#[derive(Debug, Default)]
struct Place {
    sheet: Option<String>,
    row: Option<u32>,
    column: Option<String>,
}

impl Place {
    fn read(message: &str) -> Place {
        let between = |from: &str, to: &str| {
            let start = message.find(from)? + from.len();
            Some(message[start..].split(to).next()?.to_owned())
        };
        Place {
            row: between("[row : ", "]").and_then(|row| row.parse().ok()),
            sheet: between("On the '", "' sheet").or_else(|| between("for sheet: '", "'")),
            column: between("sheet, the '", "' value"),
        }
    }

    fn is_named_by(&self, issue: &Issue) -> bool {
        let agrees = |wanted: &Option<String>, found: &Option<Box<str>>| {
            wanted.is_none() || wanted.as_deref() == found.as_deref()
        };
        issue.severity == Severity::Error
            && agrees(&self.sheet, &issue.sheet)
            && agrees(&self.column, &issue.column)
            && (self.row.is_none() || self.row == issue.row)
    }
}

fn check(case: &Case) -> Result<(), String> {
    let options =
        Options { file_name: case.file_name(), root: case.form_name.as_deref(), mode: Mode::Strict };
    let compiled = xlsform::compile_with(&case.bytes(), &options);
    let message = case.error.as_deref().unwrap_or_default();
    if compiled.value.is_some() {
        return Err(format!("accepted; the reference says: {message}"));
    }
    let place = Place::read(message);
    if compiled.issues.iter().any(|issue| place.is_named_by(issue)) {
        return Ok(());
    }
    let found: Vec<String> = compiled
        .issues
        .iter()
        .filter(|issue| issue.severity == Severity::Error)
        .map(|issue| format!("{} {:?} {:?} {:?}", issue.code, issue.sheet, issue.row, issue.column))
        .collect();
    Err(format!("the reference says: {message}; we say: {}", found.join(" / ")))
}

#[test]
fn forms_are_refused_where_the_reference_refuses_them() {
    let mut report = Report::begin();
    for case in cases("xlsform").iter().filter(|case| case.outcome == "error") {
        match check(case) {
            Ok(()) => report.pass(),
            Err(why) => report.fail(&case.id, why),
        }
    }
    report.conclude("xlsform-refused", 98);
}
