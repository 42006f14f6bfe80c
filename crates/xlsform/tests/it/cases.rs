//! Runs the cases of `tests/cases/*.md`.
//!
//! A case is a `##` title, a form as Markdown tables, and lines that say what must happen:
//!
//! - `Strict: ok` or `Strict: refused`, and the same with `Kind:`;
//! - `Tells: code sheet row column` an issue of strict mode, `-` where there is no such place;
//! - `Mends: code repair` a repair of kind mode;
//! - `XForm: text` something the form holds, `XForm lacks: text` something it does not. The form is that of the first
//!   mode that accepts it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use xlsform::{Compiled, Issue, Language, Mode, Parsed, codes, compile};

use crate::bad_input;

struct Case {
    file: String,
    title: String,
    form: String,
    expectations: Vec<(String, String)>,
}

const KEYS: [&str; 6] = ["Strict", "Kind", "Tells", "Mends", "XForm", "XForm lacks"];

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the cases").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.iter().flat_map(|path| read(path)).collect()
}

fn read(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).expect("a case file");
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut out: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            out.push(Case {
                file: file.clone(),
                title: title.into(),
                form: String::new(),
                expectations: Vec::new(),
            });
            continue;
        }
        let Some(case) = out.last_mut() else { continue };
        if line.trim_start().starts_with('|') {
            case.form.push_str(line);
            case.form.push('\n');
        } else if let Some((key, value)) = line.split_once(": ").filter(|(key, _)| KEYS.contains(key)) {
            case.expectations.push((key.to_owned(), value.trim().trim_matches('`').to_owned()));
        }
    }
    out
}

/// Whether an issue has the code and place a line names.
fn is_told(issues: &[Issue], wanted: &str) -> bool {
    let parts: Vec<&str> = wanted.splitn(4, ' ').collect();
    let [code, sheet, row, column] = parts[..] else { panic!("write: code sheet row column, not {wanted}") };
    let or_dash = |text: &Option<Box<str>>| text.as_deref().unwrap_or("-").to_owned();
    issues.iter().any(|issue| {
        issue.code == code
            && or_dash(&issue.sheet) == sheet
            && issue.row.map_or_else(|| "-".into(), |row| row.to_string()) == row
            && or_dash(&issue.column) == column
    })
}

fn list(issues: &[Issue]) -> String {
    let lines = issues.iter().map(|issue| {
        format!(
            "{} {:?} {:?} {:?} {}",
            issue.code,
            issue.sheet,
            issue.row,
            issue.column,
            issue.sentence(Language::English)
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_case_does_what_it_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        let mut compiled: Vec<Parsed<Compiled>> = [Mode::Strict, Mode::Kind]
            .map(|mode| compile(case.form.as_bytes(), Some("case.md"), mode))
            .into();
        let kind = compiled.remove(1);
        let strict = compiled.remove(0);
        let form = strict.value.as_ref().or(kind.value.as_ref()).map_or("", |form| form.xform.as_str());
        for (key, value) in &case.expectations {
            let holds = match key.as_str() {
                "Strict" => strict.value.is_some() == (value == "ok"),
                "Kind" => kind.value.is_some() == (value == "ok"),
                "Tells" => is_told(&strict.issues, value),
                "Mends" => {
                    let (code, repair) = value.split_once(' ').unwrap_or((value, ""));
                    kind.issues
                        .iter()
                        .any(|issue| issue.code == code && issue.repair.as_deref() == Some(repair))
                }
                "XForm" => form.contains(value.as_str()),
                _ => !form.contains(value.as_str()),
            };
            if !holds {
                wrong.push(format!(
                    "{} · {}: {key}: {value}\nstrict:\n{}\nkind:\n{}\n{form}\n",
                    case.file,
                    case.title,
                    list(&strict.issues),
                    list(&kind.issues)
                ));
            }
        }
        assert!(!case.expectations.is_empty(), "{} · {} expects nothing", case.file, case.title);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let mut told: BTreeSet<&str> = bad_input::CODES.into_iter().collect();
    for case in cases() {
        for mode in [Mode::Strict, Mode::Kind] {
            told.extend(
                compile(case.form.as_bytes(), Some("case.md"), mode).issues.iter().map(|issue| issue.code),
            );
        }
    }
    let missing: Vec<&str> = codes::all().map(|rule| rule.code).filter(|code| !told.contains(code)).collect();
    assert!(missing.is_empty(), "no case produces {missing:?}");
}
