//! What people meet: every page and every form, in process, on either engine.
//!
//! The suite runs on a SQLite file; with `SOCLE_TEST_POSTGRES=<an administrator's address>` all of it runs on
//! PostgreSQL.

mod support;

mod access;
mod budget;
mod codebook;
mod coding;
mod cross_site;
mod curation;
mod deadline;
mod decision;
mod draft;
mod entry;
mod errors;
mod experience;
mod export;
mod figures;
mod fuzz;
mod guide;
mod headers;
mod home;
mod inbox;
mod journal;
mod kinds;
mod library;
mod opening;
mod questions;
mod reading;
mod real_input;
mod sign_in;
mod survey;
mod taking_back;
mod tools;
