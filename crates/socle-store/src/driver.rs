//! The two engines, seen from everywhere else as one.
//!
//! Only this file, its children and the migrations know which engine runs. Everything above says its SQL once, with
//! `$1…$n`, and binds [`Value`]s.

mod fault;
mod sqlite;
mod value;

use crate::error::StoreError;
use fault::{is_made_meanwhile, is_unordered, trouble_of};
use futures::{StreamExt as _, TryStreamExt as _, stream::BoxStream};
use sqlite::check_durable;
use sqlx::{
    Connection as _, Executor as _, PgConnection, PgPool, SqlitePool,
    pool::PoolOptions,
    postgres::{PgConnectOptions, PgRow},
    sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow},
};
use std::{
    path::Path,
    str::FromStr as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use value::{postgres_arguments, sqlite_arguments};

pub(crate) use fault::{Trouble, translate};
pub(crate) use sqlite::seal;
pub(crate) use value::values;
pub use value::{Column, Row, Value};

/// Connections that read a SQLite file side by side.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a request waits for a free connection before it is told to come back.
const ACQUIRE: Duration = Duration::from_secs(10);

/// Statements sent through one store since it was opened, for benchmarks and the log.
pub(crate) type Sent = Arc<AtomicU64>;

/// A connection that can read. Writing goes through [`crate::Tx`] alone.
#[derive(Debug)]
pub struct Connection {
    link: Link,
    sent: Sent,
    trouble: Option<Trouble>,
    has_failed: bool,
}

#[derive(Debug)]
enum Link {
    Writer(Box<SqliteConnection>),
    Reader(sqlx::Transaction<'static, sqlx::Sqlite>),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

impl Connection {
    fn new(link: Link, sent: Sent) -> Self {
        Self { link, sent, trouble: None, has_failed: false }
    }

    /// All rows of an answer.
    pub async fn fetch_all(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        let answer = match &mut self.link {
            Link::Writer(link) => {
                sqlx::query_with(sql, sqlite_arguments(values)?).fetch_all(&mut **link).await.map(from_sqlite)
            }
            Link::Reader(link) => {
                sqlx::query_with(sql, sqlite_arguments(values)?).fetch_all(&mut **link).await.map(from_sqlite)
            }
            Link::Postgres(link) => sqlx::query_with(sql, postgres_arguments(values)?)
                .fetch_all(&mut **link)
                .await
                .map(from_postgres),
        };
        self.hear(answer)
    }

    /// The first row of an answer, if any.
    pub async fn fetch_optional(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.fetch_all(sql, values).await?.into_iter().next())
    }

    /// The one row of an answer that always has one.
    pub async fn fetch_one(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Row, StoreError> {
        self.fetch_optional(sql, values)
            .await?
            .ok_or_else(|| StoreError::Corrupt("a row is missing".to_owned()))
    }

    /// Sends a statement that changes rows; says how many.
    pub(crate) async fn execute(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, StoreError> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        let answer = match &mut self.link {
            Link::Writer(link) => sqlx::query_with(sql, sqlite_arguments(values)?)
                .execute(&mut **link)
                .await
                .map(|done| done.rows_affected()),
            Link::Reader(_) => return Err(StoreError::Backend("a reader does not write".to_owned())),
            Link::Postgres(link) => sqlx::query_with(sql, postgres_arguments(values)?)
                .execute(&mut **link)
                .await
                .map(|done| done.rows_affected()),
        };
        self.hear(answer)
    }

    /// Passes an answer on, and keeps what the write door must know of a failure.
    fn hear<T>(&mut self, answer: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        answer.map_err(|error| {
            self.has_failed = true;
            if is_unordered(&error) {
                self.trouble = Some(Trouble::RunAgain);
            }
            let translated = translate(&error);
            if let StoreError::Unavailable(reason) = &translated {
                self.trouble.get_or_insert_with(|| Trouble::Unavailable(reason.clone()));
            }
            translated
        })
    }

    /// What went wrong since this was last asked.
    pub(crate) fn take_trouble(&mut self) -> Option<Trouble> {
        self.trouble.take()
    }

    /// Whether a statement has failed since this was last asked. On PostgreSQL nothing can be committed after one.
    pub(crate) fn take_failure(&mut self) -> bool {
        std::mem::take(&mut self.has_failed)
    }

    /// Rows one at a time, for answers that need not fit in memory.
    pub(crate) fn stream(&mut self, sql: &'static str) -> BoxStream<'_, Result<Row, StoreError>> {
        let rows = match &mut self.link {
            Link::Writer(link) => sqlx::query(sql).fetch(&mut **link).map_ok(Row::Sqlite).boxed(),
            Link::Reader(link) => sqlx::query(sql).fetch(&mut **link).map_ok(Row::Sqlite).boxed(),
            Link::Postgres(link) => sqlx::query(sql).fetch(&mut **link).map_ok(Row::Postgres).boxed(),
        };
        rows.map_err(|error| translate(&error)).boxed()
    }

    /// Sends statements as they are written (migrations): the column words are translated for the engine.
    pub(crate) async fn execute_script(&mut self, script: &str) -> Result<(), StoreError> {
        match &mut self.link {
            Link::Writer(link) => {
                link.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(for_sqlite(script)))).await?;
            }
            Link::Reader(_) => return Err(StoreError::Backend("a reader does not write".to_owned())),
            Link::Postgres(link) => {
                let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(for_postgres(script)));
                if let Err(error) = link.execute(sql).await {
                    // Another program that started with this one has just made the same table: look again.
                    if is_made_meanwhile(&error) {
                        self.trouble = Some(Trouble::RunAgain);
                    }
                    return Err(translate(&error));
                }
            }
        }
        Ok(())
    }

    /// Lets rows point at rows that come later, until the commit.
    pub(crate) async fn defer_references(&mut self) -> Result<(), StoreError> {
        let sql = match &self.link {
            Link::Writer(_) | Link::Reader(_) => "PRAGMA defer_foreign_keys = ON",
            Link::Postgres(_) => "SET CONSTRAINTS ALL DEFERRED",
        };
        self.execute(sql, Vec::new()).await.map(drop)
    }

    /// Lets the numbers of a table go on after `last`. SQLite does so by itself.
    pub(crate) async fn continue_numbers(
        &mut self,
        table: &'static str,
        last: i64,
    ) -> Result<(), StoreError> {
        match &self.link {
            Link::Writer(_) | Link::Reader(_) => Ok(()),
            Link::Postgres(_) => {
                let sql = "SELECT setval(pg_get_serial_sequence($1, 'id'), $2)";
                self.fetch_all(sql, values![table, last]).await.map(drop)
            }
        }
    }

    /// Steps of a SQLite transaction (`BEGIN IMMEDIATE`, `SAVEPOINT …`); not counted as statements of a request.
    pub(crate) async fn step(&mut self, sql: &'static str) -> Result<(), StoreError> {
        match &mut self.link {
            Link::Writer(link) => {
                sqlx::query(sql).execute(&mut **link).await?;
                Ok(())
            }
            Link::Reader(_) | Link::Postgres(_) => {
                Err(StoreError::Backend("not the SQLite writer".to_owned()))
            }
        }
    }

    /// Makes a PostgreSQL transaction's writes durable.
    pub(crate) async fn commit(self) -> Result<(), Trouble> {
        match self.link {
            Link::Postgres(link) => link.commit().await.map_err(|error| trouble_of(&error)),
            Link::Writer(_) | Link::Reader(_) => {
                Err(Trouble::Unavailable("not a PostgreSQL transaction".to_owned()))
            }
        }
    }

    /// Ends a connection of its own; readers and PostgreSQL's go back to their pool by being dropped.
    pub(crate) async fn close(self) -> Result<(), StoreError> {
        if let Link::Writer(link) = self.link {
            link.close().await?;
        }
        Ok(())
    }

    /// The number below which every transaction has ended: rows of the change log from that number on must wait.
    pub(crate) async fn horizon(&mut self) -> Result<i64, StoreError> {
        match &self.link {
            Link::Writer(_) | Link::Reader(_) => Ok(i64::MAX),
            Link::Postgres(_) => {
                let sql = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon";
                self.fetch_one(sql, Vec::new()).await?.get("horizon")
            }
        }
    }

    /// Which version of the engine answers.
    pub(crate) async fn engine_version(&mut self) -> Result<String, StoreError> {
        let sql = match &self.link {
            Link::Writer(_) | Link::Reader(_) => "SELECT sqlite_version() AS version",
            Link::Postgres(_) => "SELECT current_setting('server_version') AS version",
        };
        self.fetch_one(sql, Vec::new()).await?.get("version")
    }

    /// Is the table there already?
    pub(crate) async fn has_table(&mut self, name: &'static str) -> Result<bool, StoreError> {
        let sql = match &self.link {
            Link::Writer(_) | Link::Reader(_) => "SELECT 1 AS one FROM sqlite_master WHERE name = $1",
            Link::Postgres(_) => {
                "SELECT 1::bigint AS one FROM pg_tables WHERE tablename = $1 AND schemaname = current_schema()"
            }
        };
        Ok(self.fetch_optional(sql, values![name]).await?.is_some())
    }
}

fn from_sqlite(rows: Vec<SqliteRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Sqlite).collect()
}

fn from_postgres(rows: Vec<PgRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Postgres).collect()
}

/// The engine, with what it needs to hand out connections.
#[derive(Debug, Clone)]
pub(crate) struct Engine {
    pub(crate) place: Place,
    pub(crate) sent: Sent,
}

/// Where the rows are.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    Sqlite { readers: SqlitePool, options: Box<SqliteConnectOptions> },
    Postgres(PgPool),
}

impl Engine {
    fn of(place: Place) -> Self {
        Self { place, sent: Sent::default() }
    }

    /// Opens the file, and makes it where there is none.
    pub(crate) async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        let options = sqlite::options(path);
        // The first connection makes the file and turns its journal to WAL; readers cannot.
        sqlite::connect(&options.clone().create_if_missing(true)).await?.close().await?;
        let readers = PoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(ACQUIRE)
            .after_connect(|link, _| Box::pin(async move { check_durable(link).await }))
            .connect_lazy_with(options.clone().pragma("query_only", "ON"));
        Ok(Self::of(Place::Sqlite { readers, options: Box::new(options) }))
    }

    /// Opens a PostgreSQL database by its address.
    pub(crate) async fn open_postgres(address: &str) -> Result<Self, StoreError> {
        let options =
            PgConnectOptions::from_str(address).map_err(|e| StoreError::Unavailable(e.to_string()))?;
        let pool = PoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(ACQUIRE)
            .after_connect(|link, _| Box::pin(wait_for_disk(link)))
            .connect_with(options.application_name("socle"))
            .await?;
        Ok(Self::of(Place::Postgres(pool)))
    }

    /// A reader that sees one moment of the database for as long as it lives.
    pub(crate) async fn snapshot(&self) -> Result<Connection, StoreError> {
        let link = match &self.place {
            Place::Sqlite { readers, .. } => Link::Reader(readers.begin().await?),
            Place::Postgres(pool) => {
                Link::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Ok(Connection::new(link, self.sent.clone()))
    }

    /// Reads a copy made by [`crate::Store::backup`]. A damaged one is refused.
    pub(crate) async fn open_copy(path: &Path) -> Result<Connection, StoreError> {
        Ok(Connection::new(Link::Writer(Box::new(sqlite::open_sealed(path).await?)), Sent::default()))
    }

    /// A connection that writes: SQLite's is kept by the write door, PostgreSQL's is one serializable transaction.
    pub(crate) async fn writer(&self) -> Result<Connection, StoreError> {
        let link = match &self.place {
            Place::Sqlite { options, .. } => Link::Writer(Box::new(sqlite::connect(options).await?)),
            Place::Postgres(pool) => {
                Link::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE").await?)
            }
        };
        Ok(Connection::new(link, self.sent.clone()))
    }

    /// Moves all of SQLite's write-ahead log into the file and empties it.
    pub(crate) async fn checkpoint(&self) -> Result<(), StoreError> {
        match &self.place {
            Place::Sqlite { options, .. } => sqlite::checkpoint(options).await,
            Place::Postgres(_) => Ok(()),
        }
    }

    /// The name people know the engine by.
    pub(crate) fn name(&self) -> &'static str {
        match &self.place {
            Place::Sqlite { .. } => "SQLite",
            Place::Postgres(_) => "PostgreSQL",
        }
    }

    /// Ends all connections.
    pub(crate) async fn close(&self) {
        match &self.place {
            Place::Sqlite { readers, .. } => readers.close().await,
            Place::Postgres(pool) => pool.close().await,
        }
    }
}

/// A server or a database may be set not to wait for the disk at commit: our connections do.
async fn wait_for_disk(link: &mut PgConnection) -> Result<(), sqlx::Error> {
    let sql = "SELECT set_config('synchronous_commit', 'on', false)
               WHERE current_setting('synchronous_commit') = 'off'";
    link.execute(sql).await.map(drop)
}

/// Column words for SQLite. Tables are STRICT, so that SQLite refuses what PostgreSQL would refuse.
fn for_sqlite(script: &str) -> String {
    script
        .replace("{id}", "BLOB")
        .replace("{int}", "INTEGER")
        .replace("{text}", "TEXT")
        .replace("{bytes}", "BLOB")
        .replace("{bool}", "INTEGER")
        .replace("{serial}", "INTEGER PRIMARY KEY AUTOINCREMENT")
        .replace("{transaction}", "INTEGER NOT NULL DEFAULT 0")
        .replace("\n);", "\n) STRICT;")
}

/// Column words for PostgreSQL. Texts compare byte by byte, as SQLite does.
fn for_postgres(script: &str) -> String {
    script
        .replace("{id}", "UUID")
        .replace("{int}", "BIGINT")
        .replace("{text}", "TEXT COLLATE \"C\"")
        .replace("{bytes}", "BYTEA")
        .replace("{bool}", "BOOLEAN")
        .replace("{serial}", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY")
        .replace("{transaction}", "BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)")
}
