//! The built program, run as people run it, and the house rules that no compiler holds.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod backup;
mod client;
mod commands;
mod durability;
mod postgres;
mod program;
mod respondent;
mod serving;
mod tidy;
mod user;
