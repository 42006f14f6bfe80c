//! The crate's tests, in one program.

mod bounds;
mod properties;
mod state;

mod xpath_conformance;
