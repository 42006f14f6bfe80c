//! The crate's tests, in one program.

mod bounds;
mod browser;
mod markdown;
mod properties;
mod state;
mod stories;

mod xpath_conformance;
