//! Conformance: the product against the results of the reference, suite by suite.
//!
//! Reads the folders named by `XLSFORM_CONFORMANCE` (parted as in `PATH`), or `../shared/conformance` beside the
//! repository. Each holds `xlsform`, `xlsform-real` and `xpath`, described by a README. Without them it says so, and the
//! crate's own cases (`tests/it`) are the whole proof.

#![expect(clippy::print_stdout, reason = "the figures are the point of this program")]

mod browser;
mod canonical;
mod convert;
#[path = "../evaluators.rs"]
mod evaluators;
mod folder;
mod forms;
mod real;
mod refused;
mod report;
mod suites;
mod trees;
mod xlsform_ok;
mod xpath;
