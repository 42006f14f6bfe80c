//! The browser's advisor, on Node: the same codes and numbers as ours, on thousands of questionnaires.

use std::{path::Path, process::Command};

use serde_json::json;
use socle_domain::advisor::{Answers, Prior, Table, advise};

use crate::draw::Draw;

/// The most bytes of the module, compressed.
const MODULE_MOST: usize = 4_096;
/// The most bytes of the table for 500 tools and 3,000 experiences, compressed.
const TABLE_MOST: usize = 60_000;

#[test]
fn the_browser_gives_the_same_codes_and_numbers() {
    let mut draw = Draw::new(2017);
    let (candidates, told) = draw.world(500, 3_000);
    let table = Table::compile(&candidates, &told, &Prior::estimate(&candidates, &told));
    let cases: Vec<_> = (0..6_000)
        .map(|_| {
            let answers = draw.answers();
            json!({ "answers": asked(&answers), "advice": advise(&table, &answers) })
        })
        .collect();
    let name = format!("advice-{}.json", std::process::id());
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, json!({ "table": table.to_json(), "cases": cases }).to_string()).expect("a file");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("js/test/run.mjs");
    let output = Command::new("node").arg(script).arg(&file).output();
    std::fs::remove_file(&file).expect("the file just written");
    let Ok(output) = output else {
        println!("SKIP browser: not without node");
        assert!(std::env::var_os("CI").is_none_or(|value| value != "true"), "not without node");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let number = |word: &str| -> usize {
        let rest = said.split(&format!("{word} ")).nth(1).expect("the last line");
        rest.split_whitespace().next().and_then(|digits| digits.parse().ok()).expect("a number")
    };
    println!("{said}");
    assert_eq!((number("compared"), number("failed")), (6_000, 0));
    assert!(number("module") <= MODULE_MOST && number("table") <= TABLE_MOST, "{said}");
}

fn asked(answers: &Answers) -> serde_json::Value {
    json!({
        "need": answers.need,
        "conditions": answers.context.conditions,
        "reach": answers.context.reach,
        "sensitivity": answers.context.sensitivity,
        "essential": answers.essential,
    })
}
