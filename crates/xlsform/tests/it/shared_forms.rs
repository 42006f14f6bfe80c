//! Opens every XForm of the shared cases, where they are present: the forms people really write.

use std::path::PathBuf;
use std::sync::Arc;

use xlsform::{Environment, FindingCode, Form, FormState, Meta, check};

/// How many forms in a hundred must open: the others are cases of expressions that nobody can read.
const LEAST_PERCENT: usize = 98;

#[test]
fn shared_forms_open_and_their_submissions_come_back() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder =
        option_env!("XLSFORM_CONFORMANCE").map_or_else(|| root.join("../shared/conformance"), PathBuf::from);
    let (mut opened, mut refused, mut wrong) = (0, Vec::new(), Vec::new());
    for suite in ["xlsform/forms", "xlsform-real/forms"] {
        let Ok(entries) = std::fs::read_dir(folder.join(suite)) else {
            println!("conformance xforms: no forms in {}, nothing opened", folder.join(suite).display());
            continue;
        };
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            if path.extension().is_some_and(|extension| extension == "xml") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                match Form::parse(&std::fs::read_to_string(&path).expect("a text")) {
                    Ok(form) => {
                        opened += 1;
                        wrong.extend(round_trip(&Arc::new(form)).map(|fault| format!("{name}: {fault}")));
                    }
                    Err(error) => refused.push(format!("{name}: {error}")),
                }
            }
        }
    }
    println!("conformance xforms: {opened} opened, {} refused", refused.len());
    for line in &refused {
        println!("  {line}");
    }
    assert!(opened * 100 >= LEAST_PERCENT * (opened + refused.len()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
