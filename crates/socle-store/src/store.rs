//! The store: one handle on the database, cheap to clone, shared by all requests.

use crate::{
    driver::{Connection, Engine},
    error::StoreError,
    ledger::Ledger,
    secret::Secret,
    write::Door,
};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

/// Where the data are.
#[derive(Debug, Clone)]
pub enum Database {
    /// A SQLite file. It is made where there is none.
    Sqlite(PathBuf),
    /// A PostgreSQL address (`postgres://…`).
    Postgres(String),
}

/// Everything Socle keeps.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    engine: Engine,
    door: Door,
    content: Arc<AtomicI64>,
    secret: Secret,
    ledger: Ledger,
}

/// Figures for benchmarks and `doctor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statistics {
    /// SQL statements sent through this store, transaction steps apart.
    pub statements: u64,
}

impl Store {
    /// Opens the database as it is. `secret` keys the hashes of codes; `ledger` remembers what was erased.
    ///
    /// Use [`Store::migrate`] before anything else on a database that may be older than the program.
    pub async fn open(database: &Database, secret: Secret, ledger: Ledger) -> Result<Self, StoreError> {
        let engine = match database {
            Database::Sqlite(path) => Engine::open_sqlite(path).await?,
            Database::Postgres(address) => Engine::open_postgres(address).await?,
        };
        let content = Arc::new(AtomicI64::new(0));
        let door = Door::open(&engine, content.clone()).await?;
        Ok(Self { inner: Arc::new(Inner { engine, door, content, secret, ledger }) })
    }

    /// Reads several things as they stood at one moment.
    pub async fn snapshot(&self) -> Result<Connection, StoreError> {
        self.inner.engine.snapshot().await
    }

    /// The version of what the public sees, as far as this process knows. It follows this process's own writes at
    /// once; [`Store::follow_content`] brings in those of others.
    pub fn content_version(&self) -> i64 {
        self.inner.content.load(Ordering::Acquire)
    }

    /// Reads the version of what the public sees. To be called every second while serving.
    pub async fn follow_content(&self) -> Result<i64, StoreError> {
        let version = content_version(&mut self.snapshot().await?).await?;
        self.inner.content.fetch_max(version, Ordering::AcqRel);
        Ok(version)
    }

    /// "SQLite" or "PostgreSQL".
    pub fn engine_name(&self) -> &'static str {
        self.inner.engine.name()
    }

    /// The version of the engine, as it says itself: "3.50.4", "15.18 (Debian …)".
    pub async fn engine_version(&self) -> Result<String, StoreError> {
        self.snapshot().await?.engine_version().await
    }

    /// Figures of this store.
    pub fn statistics(&self) -> Statistics {
        Statistics { statements: self.inner.engine.sent.load(Ordering::Relaxed) }
    }

    /// Ends all connections, once the writes that wait are through. What was answered is durable already.
    pub async fn close(&self) {
        self.inner.door.close().await;
        self.inner.engine.close().await;
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.inner.engine
    }

    pub(crate) fn door(&self) -> &Door {
        &self.inner.door
    }

    pub(crate) fn content(&self) -> &AtomicI64 {
        &self.inner.content
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.inner.secret
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }
}

/// The version of what the public sees, in the same snapshot as the data it goes with: read it before rendering.
pub async fn content_version(snapshot: &mut Connection) -> Result<i64, StoreError> {
    snapshot.fetch_one("SELECT value FROM content_version WHERE id = 1", Vec::new()).await?.get("value")
}
