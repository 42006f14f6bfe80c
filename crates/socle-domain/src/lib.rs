#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

pub mod account;
pub mod attribution;
pub mod chance;
pub mod code;
pub mod codebook;
pub mod coding;
pub mod consent;
pub mod country;
pub mod diff;
pub mod draft;
pub mod fold;
pub mod guide;
pub mod id;
pub mod likeness;
pub mod mask;
pub mod review;
pub mod slug;
pub mod submission;
pub mod survey;
pub mod taxonomy;
pub mod text;
pub mod time;
pub mod tool;
pub mod trace;
pub mod typography;
