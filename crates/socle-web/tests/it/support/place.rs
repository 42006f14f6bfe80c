//! A database of its own for each test: a SQLite file, or a PostgreSQL database made for it when
//! `SOCLE_TEST_POSTGRES` holds an administrator's address.

use socle_store::Database;
use std::{
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;

pub(crate) struct Place {
    pub(crate) database: Database,
    pub(crate) folder: TempDir,
    /// The administrator's address and the name of the database to take away at the end.
    made: Option<(String, String)>,
}

#[expect(clippy::disallowed_methods, reason = "the harness is told here which server to use")]
fn server() -> Option<String> {
    std::env::var("SOCLE_TEST_POSTGRES").ok().filter(|address| !address.is_empty())
}

impl Place {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let folder = tempfile::tempdir().expect("a folder");
        let Some(admin) = server() else {
            let database = Database::Sqlite(folder.path().join("socle.sqlite"));
            return Self { database, folder, made: None };
        };
        let name = format!("socle_web_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        order(&admin, &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"));
        let database = Database::Postgres(address_of(&admin, &name));
        Self { database, folder, made: Some((admin, name)) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((admin, name)) = &self.made {
            order(admin, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

fn order(admin: &str, sql: &str) {
    let arguments = ["--no-psqlrc", "--quiet", "--command", sql, "--dbname", admin];
    let done = Command::new("psql").args(arguments).output().expect("psql comes with PostgreSQL");
    assert!(done.status.success(), "{sql}: {}", String::from_utf8_lossy(&done.stderr));
}

/// The administrator's address, pointed at another database.
fn address_of(admin: &str, database: &str) -> String {
    let (front, query) = admin.split_once('?').map_or((admin, ""), |(front, query)| (front, query));
    let (server, _postgres) = front.rsplit_once('/').expect("an address ends in the name of a database");
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{server}/{database}{mark}{query}")
}
