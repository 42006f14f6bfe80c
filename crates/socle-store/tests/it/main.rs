//! What the store promises, case by case, on both engines.
#![expect(clippy::unwrap_used, reason = "a case that cannot go on says where it stopped")]

#[macro_use]
mod place;
mod postgres;
mod world;

mod account;
mod backup;
mod change;
mod codebook;
mod coding;
mod disk;
mod door;
mod draft;
mod driver;
mod erasure;
mod event;
mod guide;
mod job;
mod ledger;
mod migration;
mod study;
mod submission;
mod survey;
mod trace;
