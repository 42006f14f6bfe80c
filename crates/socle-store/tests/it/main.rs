//! What the store promises, case by case, on both engines.
#![expect(clippy::unwrap_used, reason = "a case that cannot go on says where it stopped")]

#[macro_use]
mod place;
mod postgres;
mod world;

mod account;
mod advice;
mod author;
mod backup;
mod change;
mod codebook;
mod coding;
mod correction;
mod curation;
mod decision;
mod disk;
mod door;
mod draft;
mod driver;
mod due;
mod entry;
mod erasure;
mod event;
mod experience;

mod export;
mod figures;
mod guide;
mod inbox;
mod inquiry;
mod job;
mod ledger;
mod letter;
mod migration;
mod published;
mod register;
mod retention;
mod search;
mod study;
mod submission;
mod survey;
mod tool;
mod trace;
