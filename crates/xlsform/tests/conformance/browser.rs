//! The expressions that the browser's evaluator knows, with the values they must have there: every one, save those that
//! are set apart aloud.

use std::fs;

use crate::evaluators::judged;
use crate::report::Report;
use crate::suites::folders;
use crate::trees;

#[test]
fn the_browser_evaluates_what_is_inside_its_levels() {
    let mut report = Report::begin();
    for folder in folders("xpath") {
        let read = |name: &str| fs::read_to_string(folder.join(name)).expect("a file of the suite");
        let cases = trees::cases(&read("cases.jsonl"), &read("docs.json")).expect("cases as described");
        let Some(lines) = judged("xpath-browser", &cases) else { continue };
        for line in lines {
            let passed = line.rsplit_once(": ").and_then(|(_, counts)| counts.split_once(" passed, "));
            match passed.and_then(|(passed, _)| passed.parse().ok()) {
                Some(passed) => (0_usize..passed).for_each(|_| report.pass()),
                None if line.starts_with("  (") => println!("{line}"),
                None => report.fail("in the browser", line.trim()),
            }
        }
    }
    report.conclude("xpath-browser", 100);
}
