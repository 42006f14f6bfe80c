#![doc = include_str!("../README.md")]
pub mod form;
pub mod logic;
pub mod state;
pub mod submission;
pub mod xpath;

pub use form::{ControlKind, DataType, Form, FormError};
pub use state::{
    Choice, Control, Finding, FindingCode, FormState, Outcome, Page, PageKind, RepeatError, RepeatView,
};
pub use submission::{LoadError, Meta, check};
pub use xpath::Environment;
