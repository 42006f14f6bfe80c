//! What people meet: every page and every form, in process, on either engine.
//!
//! The whole suite runs on a SQLite file; with `SOCLE_TEST_POSTGRES=<an administrator's address>` it runs on
//! PostgreSQL.

mod support;

mod smoke;
