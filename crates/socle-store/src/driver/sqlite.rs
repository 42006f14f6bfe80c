//! How a SQLite file is opened, so that what was acknowledged is on the disk and what was erased is not.

use crate::error::StoreError;
use sqlx::{
    Connection as _,
    sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous},
};
use std::{path::Path, time::Duration};

/// How long a write waits for another process (a command line, a backup) to let go of the file.
const BUSY: Duration = Duration::from_secs(5);
/// Rows that may wait between the thread that reads the file and whoever asked: with few, the two take turns at each.
const ROWS_AHEAD: usize = 256;

pub(super) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .row_buffer_size(ROWS_AHEAD)
        // Freed pages are overwritten, so that a withdrawn answer does not stay in the file.
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-8000")
}

/// Opens a connection of its own, and checks it.
pub(super) async fn connect(options: &SqliteConnectOptions) -> Result<SqliteConnection, sqlx::Error> {
    let mut link = SqliteConnection::connect_with(options).await?;
    check_durable(&mut link).await?;
    Ok(link)
}

/// A connection that could lose an acknowledged answer is refused: WAL, `synchronous=FULL` and foreign keys are read
/// back rather than trusted.
pub(super) async fn check_durable(link: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *link).await?;
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *link).await?;
    let foreign_keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&mut *link).await?;
    let secure_delete: i64 = sqlx::query_scalar("PRAGMA secure_delete").fetch_one(&mut *link).await?;
    if (journal.as_str(), synchronous, foreign_keys, secure_delete) == ("wal", 2, 1, 1) {
        Ok(())
    } else {
        Err(sqlx::Error::Configuration(
            format!(
                "SQLite is not durable: journal_mode={journal} synchronous={synchronous} \
                 foreign_keys={foreign_keys} secure_delete={secure_delete}"
            )
            .into(),
        ))
    }
}

/// Moves all of the write-ahead log into the file and empties it.
pub(super) async fn checkpoint(options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let mut link = connect(options).await?;
    let (busy, _, _): (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut link).await?;
    link.close().await?;
    if busy == 0 { Ok(()) } else { Err(StoreError::Unavailable("readers hold the log".to_owned())) }
}

/// Makes a file that nobody has open any more stand alone: no log beside it, all of it on the disk.
pub(crate) async fn seal(path: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full);
    Ok(SqliteConnection::connect_with(&options).await?.close().await?)
}

/// Opens a sealed file for reading alone: nothing appears beside it. A damaged one is refused.
pub(super) async fn open_sealed(path: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
    let mut link = SqliteConnection::connect_with(&options).await?;
    let verdict: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut link).await?;
    if verdict == "ok" { Ok(link) } else { Err(StoreError::Corrupt("the file is damaged".to_owned())) }
}
