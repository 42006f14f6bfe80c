//! The crate's tests, in one program.

mod xpath_conformance;
