//! Replays what fuzzing started from and what it found: no panic, soon, and no flood.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

#[path = "../../fuzz/src/targets.rs"]
#[expect(unreachable_pub, reason = "the fuzzer's crate calls them from outside")]
mod targets;

/// Longest that one input may take, in the tests' own unoptimized build on a busy machine.
const LONGEST: Duration = Duration::from_secs(10);
/// Most bytes that an input may give, for each of its own and at all.
const MOST_FOLD: usize = 200;
const MOST_ALWAYS: usize = 64 * 1024;

fn replay(name: &str) {
    let target = targets::of(name).expect("a target");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name);
    let mut seeds = 0;
    for entry in fs::read_dir(folder).expect("the corpus") {
        let path = entry.expect("a seed").path();
        let bytes = fs::read(&path).expect("a seed");
        #[expect(clippy::disallowed_methods, reason = "an input that takes forever is what is looked for")]
        let start = Instant::now();
        let size = target(&bytes);
        assert!(start.elapsed() < LONGEST, "{} took {:?}", path.display(), start.elapsed());
        let most = MOST_ALWAYS + MOST_FOLD * bytes.len();
        assert!(size < most, "{} gave {size} bytes of {}", path.display(), bytes.len());
        seeds += 1;
    }
    assert!(seeds >= 20, "{name}: only {seeds} inputs");
}

#[test]
fn workbooks_of_the_corpus_do_no_harm() {
    replay("workbook");
}

#[test]
fn tables_of_the_corpus_do_no_harm() {
    replay("markdown");
}

#[test]
fn forms_of_the_corpus_do_no_harm() {
    replay("xform");
}

#[test]
fn expressions_of_the_corpus_do_no_harm() {
    replay("xpath");
}

#[test]
fn submissions_of_the_corpus_do_no_harm() {
    replay("submission");
}
