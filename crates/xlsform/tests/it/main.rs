//! The crate's tests, in one program.

mod bounds;
mod browser;
mod dates;
mod markdown;
mod properties;
mod shared_forms;
mod state;
mod stories;

mod xpath_conformance;
