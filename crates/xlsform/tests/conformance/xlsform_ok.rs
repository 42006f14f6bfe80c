//! Forms the reference compiles: ours must be equal, in strict mode.

use xlsform::{Language, Mode, Options, Severity};

use crate::canonical::{NAMES, Parts};
use crate::folder::{Case, cases};
use crate::report::Report;

/// Compiles a case and compares it with the reference, part by part.
pub(crate) fn compare(case: &Case) -> Result<(), (String, [bool; 4])> {
    let options =
        Options { file_name: case.file_name(), root: case.form_name.as_deref(), mode: Mode::Strict };
    let compiled = xlsform::compile_with(&case.bytes(), &options);
    let Some(value) = compiled.value else {
        let errors: Vec<String> = compiled
            .issues
            .iter()
            .filter(|issue| issue.severity == Severity::Error)
            .map(|issue| format!("[{}] {}", issue.code, issue.sentence(Language::English)))
            .collect();
        return Err((format!("refused: {}", errors.join(" / ")), [false; 4]));
    };
    let wanted = Parts::read(&case.expected()).unwrap_or_else(|fault| panic!("{}: {fault}", case.id));
    let found = Parts::read(&value.xform).map_err(|fault| (format!("not XML: {fault}"), [false; 4]))?;
    let equal = wanted.equal(&found);
    if equal == [true; 4] { Ok(()) } else { Err((wanted.difference(&found), equal)) }
}

/// Compares all accepted cases of a suite, and prints how many are equal in each part.
pub(crate) fn run(suite: &str, folder: &str, percent: usize) {
    let mut report = Report::begin();
    let mut parts = [[0_usize; 2]; 4];
    for case in cases(folder).iter().filter(|case| case.outcome == "xform") {
        let result = compare(case);
        let equal = result.as_ref().map_or_else(|(_, equal)| *equal, |()| [true; 4]);
        for (part, is_equal) in parts.iter_mut().zip(equal) {
            part[usize::from(!is_equal)] += 1;
        }
        match result {
            Ok(()) => report.pass(),
            Err((why, equal)) => {
                let wrong: Vec<&str> = NAMES
                    .iter()
                    .zip(equal)
                    .filter(|(_, is_equal)| !is_equal)
                    .map(|(name, _)| *name)
                    .collect();
                report.fail(&case.id, format!("[{}] {why}", wrong.join(", ")));
            }
        }
    }
    for (name, [passed, failed]) in NAMES.iter().zip(parts) {
        println!("conformance {suite} {name}: {passed} passed, {failed} failed");
    }
    report.conclude(suite, percent);
}

#[test]
fn forms_compile_as_the_reference_compiles_them() {
    run("xlsform-ok", "xlsform", 99);
}
