//! Bringing a database to the shape this program knows: expand first, contract a release later.

use crate::{Store, driver::values, error::StoreError, secret, write::Tx};
use socle_domain::time::Timestamp;

struct Migration {
    version: i64,
    name: &'static str,
    script: &'static str,
}

/// Every migration ever released, in order. A released script is never edited: its digest is checked.
const MIGRATIONS: [Migration; 1] =
    [Migration { version: 1, name: "trace", script: include_str!("../migrations/0001_trace.sql") }];

const LEDGER_OF_MIGRATIONS: &str = "CREATE TABLE migrations (
  version {int} PRIMARY KEY,
  name {text} NOT NULL,
  digest {bytes} NOT NULL,
  applied_at {int} NOT NULL
);";

impl Store {
    /// The migrations that this database still lacks, by name. Refuses a database newer than the program, or one
    /// whose migrations read differently from the program's.
    pub async fn pending_migrations(&self) -> Result<Vec<&'static str>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        if !snapshot.has_table("migrations").await? {
            return Ok(MIGRATIONS.iter().map(|m| m.name).collect());
        }
        let rows =
            snapshot.fetch_all("SELECT version, digest FROM migrations ORDER BY version", Vec::new()).await?;
        for row in &rows {
            let (version, digest): (i64, Vec<u8>) = (row.get("version")?, row.get("digest")?);
            let known = MIGRATIONS.iter().find(|m| m.version == version).ok_or_else(|| {
                StoreError::Corrupt(format!("the database is newer than this program (migration {version})"))
            })?;
            if digest != secret::digest(known.script.as_bytes()) {
                return Err(StoreError::Corrupt(format!(
                    "migration {version} of the database is not this program's"
                )));
            }
        }
        Ok(MIGRATIONS.iter().skip(rows.len()).map(|m| m.name).collect())
    }

    /// Applies what is pending, in one transaction: all or nothing. Answers the names of what was applied.
    pub async fn migrate(&self, now: Timestamp) -> Result<Vec<&'static str>, StoreError> {
        let pending = self.pending_migrations().await?;
        if pending.is_empty() {
            return Ok(pending);
        }
        self.write((now, pending.len()), |tx, (now, count)| Box::pin(apply(tx, *now, *count))).await?;
        self.follow_content().await?;
        Ok(pending)
    }
}

async fn apply(tx: &mut Tx, now: Timestamp, count: usize) -> Result<(), StoreError> {
    if count == MIGRATIONS.len() {
        tx.execute_script(LEDGER_OF_MIGRATIONS).await?;
    }
    for migration in &MIGRATIONS[MIGRATIONS.len() - count..] {
        tx.execute_script(migration.script).await?;
        let digest = secret::digest(migration.script.as_bytes());
        tx.execute(
            "INSERT INTO migrations (version, name, digest, applied_at) VALUES ($1, $2, $3, $4)",
            values![migration.version, migration.name, digest, now],
        )
        .await?;
    }
    Ok(())
}
