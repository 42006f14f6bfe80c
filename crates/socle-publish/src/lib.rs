#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

pub mod csv;
pub mod qdc;
pub mod table;
pub mod xlsx;
