//! The logic as the browser gets it: the same forms and stories through both evaluators.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value as Json, json};
use xlsform::logic::{BROWSER_FUNCTIONS, to_json};
use xlsform::xpath::Expr;
use xlsform::{FindingCode, FormState};

use crate::evaluators::judged;
use crate::stories::{Plot, plots};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn expressions_become_short_lists() {
    let json = |text: &str| to_json(&Expr::parse(text).expect("an expression"));
    assert_eq!(json("/data/age >= 18"), Some(json!([">=", ["/", 0, "data", "age"], 18])));
    assert_eq!(json("a or b or c"), Some(json!(["or", ["/", 1, "a"], ["/", 1, "b"], ["/", 1, "c"]])));
    assert_eq!(json("1 - 2 + 3"), Some(json!(["+", ["-", 1, 2], 3])));
    assert_eq!(
        json("../item[code = 'x']/n"),
        Some(json!(["/", 1, "..", ["item", ["=", ["/", 1, "code"], "x"]], "n"]))
    );
    assert_eq!(json("instance('t')/root"), Some(json!(["/", ["instance", "t"], "root"])));
    for server in
        ["digest('a', 'MD5')", "//a", "@a", "a | b", "regex(., ../pattern)", "following::a", "uuid()"]
    {
        assert_eq!(json(server), None, "{server}");
    }
}

#[test]
fn the_list_of_functions_is_that_of_the_script() {
    let script = std::fs::read_to_string(folder().join("js/logic.js")).expect("the script");
    for name in BROWSER_FUNCTIONS {
        let ways = [
            format!("  {name}:"),
            format!("  \"{name}\":"),
            format!("  {name},"),
            format!("CALLS[\"{name}\"]"),
        ];
        assert!(ways.iter().any(|way| script.contains(way)), "{name} is not in the script");
    }
}

#[test]
fn both_evaluators_give_the_same_forms() {
    let forms: Vec<Json> = plots().iter().map(snapshots).collect();
    let Some(lines) = judged("forms", &json!({ "forms": forms })) else { return };
    println!("{}", lines.join("\n"));
    assert!(lines.iter().any(|line| line.ends_with(" passed, 0 failed")), "{}", lines.join("\n"));
}

/// The script that a phone loads, over a slow network.
#[test]
fn the_script_stays_small() {
    const MOST: usize = 8 * 1024;
    let script = std::fs::read(folder().join("js/logic.js")).expect("the script");
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&script).expect("memory takes it");
    let size = packed.finish().expect("memory takes it").len();
    println!("js/logic.js: {size} bytes with gzip, of {MOST}");
    assert!(size <= MOST, "the script has grown to {size} bytes with gzip");
}

/// A form's logic, and after each act of its story the answers with what the rules made of them.
fn snapshots(plot: &Plot) -> Json {
    let mut state = plot.open();
    let mut steps = vec![snapshot(&state, &plot.paths)];
    for [act, _] in &plot.steps {
        let Some((name, text)) = act.split_once('=') else { continue };
        if let Some(path) = plot.paths.get(name.trim()) {
            state.set_text(path, text.trim());
            steps.push(snapshot(&state, &plot.paths));
        }
    }
    json!({ "name": plot.name, "logic": plot.form.logic(), "steps": steps })
}

fn snapshot(state: &FormState, paths: &BTreeMap<String, String>) -> Json {
    let relevant: BTreeMap<_, _> = paths.values().map(|path| (path, state.is_relevant(path))).collect();
    let values: BTreeMap<_, _> = paths.values().map(|path| (path, state.value(path))).collect();
    let findings = state.findings().into_iter();
    let refused =
        findings.filter(|finding| finding.code == FindingCode::Constraint).map(|finding| finding.path);
    json!({
        "answers": state.answers_json(),
        "relevant": relevant,
        "values": values,
        "refused": refused.collect::<Vec<_>>(),
    })
}
