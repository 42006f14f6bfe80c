//! Tests of what a whole process shares (counters, the log): this very program, started again for one test alone.

use std::process::Command;

/// Whether this process is the one that measures; else starts it.
#[expect(clippy::disallowed_methods, reason = "how the second process knows what it is for")]
pub(crate) fn is_alone(test: &str) -> bool {
    if std::env::var("SOCLE_TEST_ALONE").is_ok() {
        return true;
    }
    let program = std::env::current_exe().expect("this program");
    let mut alone = Command::new(program);
    let done = alone.args(["--exact", test]).env("SOCLE_TEST_ALONE", "1").output().expect("it starts");
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && said.contains("1 passed"), "{said}");
    false
}

/// Runs a test that is alone in its process.
pub(crate) fn run(work: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(work);
}
