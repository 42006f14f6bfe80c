#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

pub mod account;
pub mod attribution;
pub mod chance;
pub mod code;
pub mod consent;
pub mod country;
pub mod draft;
pub mod guide;
pub mod id;
pub mod slug;
pub mod submission;
pub mod survey;
pub mod text;
pub mod time;
pub mod trace;
pub mod typography;
