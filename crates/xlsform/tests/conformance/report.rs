//! The line each suite prints, and the share of cases it must pass.

/// Passed and failed cases of a suite.
#[derive(Debug, Default)]
pub(crate) struct Report {
    passed: usize,
    failed: Vec<(String, String)>,
}

impl Report {
    pub(crate) fn pass(&mut self) {
        self.passed += 1;
    }

    pub(crate) fn fail(&mut self, id: &str, why: impl Into<String>) {
        self.failed.push((id.to_owned(), why.into()));
    }

    /// A report that begins on a line of its own, whatever the test runner wrote.
    pub(crate) fn begin() -> Report {
        println!();
        Report::default()
    }

    /// Prints the figures and the failing cases; fails under `percent` of the cases, when there are any.
    pub(crate) fn conclude(self, suite: &str, percent: usize) {
        let total = self.passed + self.failed.len();
        for (id, why) in &self.failed {
            println!("  {suite} failed {id}: {why}");
        }
        println!("conformance {suite}: {} passed, {} failed", self.passed, self.failed.len());
        assert!(
            self.passed * 100 >= total * percent,
            "conformance {suite}: {} of {total} passed, {percent} % wanted",
            self.passed
        );
    }
}
