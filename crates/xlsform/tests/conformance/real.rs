//! Real forms: those the reference accepts must be equal; those it refuses must be accepted in kind mode, with the
//! repairs listed.

use xlsform::{Language, Mode, Options};

use crate::folder::cases;
use crate::report::Report;
use crate::xlsform_ok;

#[test]
fn real_forms_compile_as_the_reference_compiles_them() {
    xlsform_ok::run("xlsform-real", "xlsform-real", 100);
}

#[test]
fn real_forms_that_the_reference_refuses_are_mended_in_kind_mode() {
    let mut report = Report::begin();
    for case in cases("xlsform-real").iter().filter(|case| case.outcome == "error") {
        let bytes = case.bytes();
        let options = |mode| Options { file_name: case.file_name(), root: case.form_name.as_deref(), mode };
        if xlsform::compile_with(&bytes, &options(Mode::Strict)).value.is_some() {
            report.fail(&case.id, "accepted in strict mode");
            continue;
        }
        let kind = xlsform::compile_with(&bytes, &options(Mode::Kind));
        let told: Vec<String> = kind
            .issues
            .iter()
            .map(|issue| format!("[{}] {}", issue.code, issue.sentence(Language::English)))
            .collect();
        match (&kind.value, told.is_empty()) {
            (Some(_), false) => report.pass(),
            (Some(_), true) => report.fail(&case.id, "accepted without a word"),
            (None, _) => report.fail(&case.id, told.join(" / ")),
        }
    }
    report.conclude("xlsform-real-kind", 100);
}
