//! Runs cases through the browser's evaluator, on Node and in Chromium: the same lines must come out.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;

/// What `browser/logic.js` ends with when there is nothing to run in.
const NO_BROWSER: i32 = 3;

/// The lines the runner printed; none, said aloud, when a runner is not on this machine. Under `CI=true` both must be.
pub(crate) fn judged(name: &str, cases: &Json) -> Option<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.json", std::process::id()));
    std::fs::write(&file, cases.to_string()).expect("a file for the runners");
    let on_node = run(&root.join("js/test/run.mjs"), &file);
    let in_chromium = run(&root.join("../../browser/logic.js"), &file);
    std::fs::remove_file(&file).expect("the file just written");
    let Some(on_node) = on_node else {
        missing(name, "node");
        return None;
    };
    let Some(in_chromium) = in_chromium else {
        missing(name, "Chromium, or playwright-core in browser/node_modules");
        return Some(on_node);
    };
    assert_eq!(on_node, in_chromium, "{name}: Node and Chromium do not agree");
    Some([on_node, vec!["  (Chromium gives the same)".to_owned()]].concat())
}

fn run(script: &Path, file: &Path) -> Option<Vec<String>> {
    let output = Command::new("node").arg(script).arg(file).output().ok()?;
    if output.status.code() == Some(NO_BROWSER) {
        return None;
    }
    let lines: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    assert!(!lines.is_empty(), "{}: {}", script.display(), String::from_utf8_lossy(&output.stderr));
    Some(lines)
}

fn missing(name: &str, what: &str) {
    #[expect(clippy::print_stdout, reason = "a skip is said aloud")]
    {
        println!("SKIP {name}: not without {what}");
    }
    assert!(std::env::var_os("CI").is_none_or(|value| value != "true"), "{name}: not without {what}");
}
