//! The crate's tests, in one program.

mod state;
mod xpath_conformance;
