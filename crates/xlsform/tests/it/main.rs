//! The crate's own tests: cases written as Markdown tables (`tests/cases`), files that go wrong, conversions, paper.

mod bad_input;
mod cases;
mod convert;
mod paper;
