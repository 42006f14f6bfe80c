//! What the fuzzer calls. The same functions are replayed over `tests/corpus` by the tests of the crate.

pub mod targets;
