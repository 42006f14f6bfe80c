//! A place where a case happens: a fresh, migrated database of one engine, with a ledger beside it.

use crate::postgres;
use socle_domain::{chance::Seeded, time::Timestamp};
use socle_store::{Column, Database, Ledger, Row, Secret, Store, StoreError, Value};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Lists the cases of a file that run on both engines: a test is called `word::case::engine`.
macro_rules! cases {
    ($($case:ident),* $(,)?) => { $(
        mod $case {
            #[test]
            fn sqlite() {
                crate::place::on_sqlite(super::$case);
            }
            #[test]
            fn postgres() {
                crate::place::on_postgres(super::$case);
            }
        }
    )* };
}

/// Lists the cases that only SQLite has.
macro_rules! sqlite_cases {
    ($($case:ident),* $(,)?) => { $(
        mod $case {
            #[test]
            fn sqlite() {
                crate::place::on_sqlite(super::$case);
            }
        }
    )* };
}

/// Lists the cases that only PostgreSQL has.
macro_rules! postgres_cases {
    ($($case:ident),* $(,)?) => { $(
        mod $case {
            #[test]
            fn postgres() {
                crate::place::on_postgres(super::$case);
            }
        }
    )* };
}

/// Values of a statement.
macro_rules! bind {
    ($($value:expr),* $(,)?) => { vec![$(socle_store::Value::from($value)),*] };
}

pub(crate) struct Place {
    pub(crate) store: Store,
    pub(crate) database: Database,
    pub(crate) chance: Seeded,
    folder: TempDir,
    /// The PostgreSQL database, to be dropped at the end.
    name: Option<String>,
}

pub(crate) fn on_sqlite(case: impl AsyncFnOnce(&Place)) {
    block_on(async { run(Place::sqlite().await, case).await });
}

pub(crate) fn on_postgres(case: impl AsyncFnOnce(&Place)) {
    if postgres::is_there() {
        block_on(async { run(Place::postgres().await, case).await });
    }
}

fn block_on(future: impl Future<Output = ()>) {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().unwrap().block_on(future);
}

async fn run(place: Place, case: impl AsyncFnOnce(&Place)) {
    case(&place).await;
    place.leave().await;
}

/// A folder in memory where there is one: no case is about the disk's own pace.
fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

fn secret() -> Secret {
    Secret::new([7; 32])
}

async fn open(database: &Database, folder: &TempDir) -> Store {
    let ledger = Ledger::open(&folder.path().join("ledger")).unwrap();
    Store::open(database, secret(), ledger).await.unwrap()
}

impl Place {
    async fn sqlite() -> Self {
        let place = Self::bare_sqlite().await;
        place.store.migrate(now()).await.unwrap();
        place
    }

    async fn bare_sqlite() -> Self {
        let folder = scratch();
        let database = Database::Sqlite(folder.path().join("socle.sqlite"));
        let store = open(&database, &folder).await;
        Self { store, database, chance: Seeded::new(42), folder, name: None }
    }

    async fn postgres() -> Self {
        let place = Self::on_server(false).await;
        place.store.migrate(now()).await.unwrap();
        place
    }

    async fn on_server(is_bare: bool) -> Self {
        let folder = scratch();
        let (name, address) = postgres::create(is_bare).await;
        let database = Database::Postgres(address);
        let store = open(&database, &folder).await;
        Self { store, database, chance: Seeded::new(42), folder, name: Some(name) }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.name.is_some()
    }

    /// Another, empty place of the same engine.
    pub(crate) async fn another(&self) -> Self {
        if self.is_postgres() { Self::postgres().await } else { Self::sqlite().await }
    }

    /// Another place of the same engine, where no migration was run.
    pub(crate) async fn another_bare(&self) -> Self {
        if self.is_postgres() { Self::on_server(true).await } else { Self::bare_sqlite().await }
    }

    /// An empty place of the other engine, if this machine has it.
    pub(crate) async fn across(&self) -> Option<Self> {
        if self.is_postgres() {
            return Some(Self::sqlite().await);
        }
        if tokio::task::spawn_blocking(postgres::is_there).await.unwrap() {
            Some(Self::postgres().await)
        } else {
            None
        }
    }

    /// The same database, opened by another process.
    pub(crate) async fn second_process(&self) -> Store {
        open(&self.database, &self.folder).await
    }

    /// Another store on the database of `self`, with the ledger of `other`.
    pub(crate) async fn with_ledger_of(&self, other: &Self) -> Store {
        open(&self.database, &other.folder).await
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The SQLite file.
    pub(crate) fn file(&self) -> &Path {
        match &self.database {
            Database::Sqlite(path) => path,
            Database::Postgres(_) => panic!("PostgreSQL is not a file"),
        }
    }

    /// The address of the PostgreSQL database.
    pub(crate) fn address(&self) -> &str {
        match &self.database {
            Database::Sqlite(_) => panic!("SQLite has no address"),
            Database::Postgres(address) => address,
        }
    }

    /// Closes everything and takes the database away.
    pub(crate) async fn leave(self) {
        self.store.close().await;
        if let Some(name) = self.name {
            postgres::drop_database(&name).await;
        }
    }

    /// Runs one statement, committed.
    pub(crate) async fn put(&self, sql: &'static str, values: Vec<Value>) {
        self.try_put(sql, values).await.unwrap();
    }

    pub(crate) async fn try_put(&self, sql: &'static str, values: Vec<Value>) -> Result<u64, StoreError> {
        put(&self.store, sql, values).await
    }

    /// The rows of an answer.
    pub(crate) async fn rows(&self, sql: &'static str, values: Vec<Value>) -> Vec<Row> {
        self.store.snapshot().await.unwrap().fetch_all(sql, values).await.unwrap()
    }

    /// One column of an answer, called `it`.
    pub(crate) async fn column<T: Column>(&self, sql: &'static str, values: Vec<Value>) -> Vec<T> {
        self.rows(sql, values).await.iter().map(|row| row.get("it").unwrap()).collect()
    }

    /// One number, called `it`.
    pub(crate) async fn number(&self, sql: &'static str) -> i64 {
        self.column(sql, Vec::new()).await[0]
    }
}

pub(crate) async fn put(store: &Store, sql: &'static str, values: Vec<Value>) -> Result<u64, StoreError> {
    store
        .write((sql, values), |tx, (sql, values)| {
            Box::pin(async move { tx.execute(sql, values.clone()).await })
        })
        .await
}

/// When the cases happen: 2017-02-10, ten o'clock in the morning, UTC.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_micros(1_486_720_800_000_000)
}
