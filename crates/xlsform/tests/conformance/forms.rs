//! Every XForm of the cases opens, gives a submission and takes it back.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use xlsform::{Environment, FindingCode, Form, FormState, Meta, check};

use crate::report::Report;
use crate::suites::folders;

#[test]
fn forms_open_and_their_submissions_come_back() {
    let mut report = Report::begin();
    let mut refused = 0;
    for folder in ["xlsform", "xlsform-real"].into_iter().flat_map(folders) {
        let unreadable = refused_by_validate(&folder);
        let entries = fs::read_dir(folder.join("forms")).expect("the forms of the suite");
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            if path.extension().is_some_and(|extension| extension == "xml") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let xml = fs::read_to_string(&path).expect("a text");
                match Form::parse(&xml).map(|form| round_trip(&Arc::new(form))) {
                    Ok(None) => report.pass(),
                    Ok(Some(fault)) => report.fail(&name, fault),
                    // The reference writes some forms that no engine of ODK opens either.
                    Err(fault) if unreadable.contains(&name) => {
                        println!("  forms-open refused, as by ODK Validate: {name}: {fault}");
                        refused += 1;
                    }
                    Err(fault) => report.fail(&name, fault.to_string()),
                }
            }
        }
    }
    println!("forms-open: {refused} forms apart, which ODK Validate refuses too");
    report.conclude("forms-open", 100);
}

/// The cases whose XForm ODK Validate refuses, as the index of the folder records it.
fn refused_by_validate(folder: &Path) -> BTreeSet<String> {
    let index = fs::read_to_string(folder.join("index.jsonl")).expect("the index of the suite");
    let cases = index.lines().map(|line| serde_json::from_str::<Value>(line).expect("a case"));
    let refused = cases.filter(|case| case["odk_validate"] == "invalid");
    refused.filter_map(|case| case["id"].as_str().map(str::to_owned)).collect()
}

/// What a form that was just opened must do; the fault when it does not.
fn round_trip(form: &Arc<Form>) -> Option<String> {
    let environment = Environment::at("2026-11-23T09:00:00Z".parse().expect("a timestamp"));
    let state = FormState::new(Arc::clone(form), environment.clone());
    let xml = state.to_xml(&Meta::default());
    let mut again = FormState::new(Arc::clone(form), environment.clone());
    match again.load_xml(&xml) {
        Ok(findings) if findings.is_empty() => {}
        other => return Some(format!("its own submission is not taken back: {other:?}")),
    }
    let pages = state.page_keys();
    if pages.iter().any(|key| state.page(key).is_none()) {
        return Some("a page of the list cannot be shown".to_owned());
    }
    let is_grave = |code| {
        matches!(code, FindingCode::UndeclaredNode | FindingCode::NotRelevant | FindingCode::WrongForm)
    };
    let grave = check(form, &environment, &xml).into_iter().find(|finding| is_grave(finding.code));
    grave.map(|finding| format!("its own submission is refused: {finding:?}"))
}
