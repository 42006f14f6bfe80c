//! What people meet: every page and every form, in process, on either engine.
//!
//! The suite runs on a SQLite file; with `SOCLE_TEST_POSTGRES=<an administrator's address>` all of it runs on
//! PostgreSQL.

mod support;

mod access;
mod advice;
mod api;
mod author;
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
mod files;
mod following;
mod fuzz;
mod guide;
mod headers;
mod home;
mod inbox;
mod journal;
mod kinds;
mod letter;
mod library;
mod opening;
mod phone;
mod questions;
mod reading;
mod real_input;
mod search;
mod sign_in;
mod study;
mod survey;
mod taking_back;
mod team;
mod tools;
