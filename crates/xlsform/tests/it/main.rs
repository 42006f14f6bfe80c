//! The crate's own tests, in one program: cases and stories written as Markdown (`tests/cases`), files that go wrong,
//! conversions, paper, the engine and its expressions.

mod bad_input;
mod bounds;
mod browser;
mod cases;
mod convert;
mod corpus;
mod dates;
#[path = "../evaluators.rs"]
mod evaluators;
mod paper;
mod properties;
mod state;
mod stories;
