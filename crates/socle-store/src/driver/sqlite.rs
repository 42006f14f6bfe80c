//! How a SQLite file is opened, so that what was acknowledged is on the disk and what was erased is not.

fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        // Freed pages are overwritten, so that a withdrawn answer does not stay in the file.
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-8000")
}

trait ConnectWithChecks {
    async fn connect_with_checks(self) -> Result<SqliteConnection, sqlx::Error>;
}

impl ConnectWithChecks for SqliteConnectOptions {
    async fn connect_with_checks(self) -> Result<SqliteConnection, sqlx::Error> {
        let mut link = SqliteConnection::connect_with(&self).await?;
        check_durable(&mut link).await?;
        Ok(link)
    }
}

/// A connection that could lose an acknowledged answer is refused: WAL, `synchronous=FULL` and foreign keys are read
/// back rather than trusted.
async fn check_durable(link: &mut SqliteConnection) -> Result<(), sqlx::Error> {
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

