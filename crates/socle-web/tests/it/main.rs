//! What people meet: every page and every form, in process, on either engine.
//!
//! The suite runs on a SQLite file; with `SOCLE_TEST_POSTGRES=<an administrator's address>` all of it runs on
//! PostgreSQL.

mod support;

mod access;
mod budget;
mod cross_site;
mod deadline;
mod draft;
mod errors;
mod experience;
mod files;
mod fuzz;
mod headers;
mod home;
mod inbox;
mod journal;
mod kinds;
mod opening;
mod phone;
mod sign_in;
mod survey;
