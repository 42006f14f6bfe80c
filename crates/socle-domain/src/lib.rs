#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

pub mod account;
pub mod chance;
pub mod code;
pub mod codebook;
pub mod coding;
pub mod consent;
pub mod country;
pub mod draft;
pub mod figures;
pub mod guide;
pub mod id;
pub mod personal;
pub mod slug;
pub mod submission;
pub mod survey;
pub mod taxonomy;
pub mod text;
pub mod time;
pub mod trace;
