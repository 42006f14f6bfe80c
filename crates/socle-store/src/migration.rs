//! Bringing a database to the shape this program knows: expand first, contract a release later.

use crate::{
    Store,
    driver::{Connection, values},
    error::StoreError,
    secret,
    write::Tx,
};
use socle_domain::time::Timestamp;

struct Migration {
    version: i64,
    name: &'static str,
    script: &'static str,
}

/// How many migrations there are.
pub(crate) const COUNT: usize = 4;

/// Every migration ever released, in order. A released script is never edited: its digest is checked.
const MIGRATIONS: [Migration; COUNT] = [
    Migration { version: 1, name: "trace", script: include_str!("../migrations/0001_trace.sql") },
    Migration { version: 2, name: "spine", script: include_str!("../migrations/0002_spine.sql") },
    Migration { version: 3, name: "catalogue", script: include_str!("../migrations/0003_catalogue.sql") },
    Migration { version: 4, name: "study", script: include_str!("../migrations/0004_study.sql") },
];

const LEDGER_OF_MIGRATIONS: &str = "CREATE TABLE migrations (
  version {int} PRIMARY KEY,
  name {text} NOT NULL,
  digest {bytes} NOT NULL,
  applied_at {int} NOT NULL
);";

/// What makes a database of the first `version` migrations, statement by statement.
pub(crate) fn scripts(version: usize) -> impl Iterator<Item = &'static str> {
    let all = std::iter::once(LEDGER_OF_MIGRATIONS).chain(MIGRATIONS.iter().map(|m| m.script));
    all.take(if version == 0 { 0 } else { version + 1 })
}

impl Store {
    /// The migrations that this database still lacks, by name. Refuses a database newer than the program, or one
    /// whose migrations read differently from the program's.
    pub async fn pending_migrations(&self) -> Result<Vec<&'static str>, StoreError> {
        let applied = applied(&mut self.snapshot().await?).await?;
        Ok(names_from(applied))
    }

    /// Applies what is pending, in one transaction: all or nothing. Answers the names of what was applied.
    pub async fn migrate(&self, now: Timestamp) -> Result<Vec<&'static str>, StoreError> {
        let mut names = self.pending_migrations().await?;
        if !names.is_empty() {
            names = self.write(now, |tx, now| Box::pin(apply(tx, *now))).await?;
        }
        self.follow_content().await?;
        Ok(names)
    }
}

fn names_from(applied: usize) -> Vec<&'static str> {
    MIGRATIONS.iter().skip(applied).map(|m| m.name).collect()
}

/// How many migrations the database has had, each read as this program reads it.
pub(crate) async fn applied(db: &mut Connection) -> Result<usize, StoreError> {
    if !db.has_table("migrations").await? {
        return Ok(0);
    }
    let rows = db.fetch_all("SELECT version, digest FROM migrations ORDER BY version", Vec::new()).await?;
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
    Ok(rows.len())
}

/// What is pending is asked again inside the transaction: another program may have started with this one.
async fn apply(tx: &mut Tx, now: Timestamp) -> Result<Vec<&'static str>, StoreError> {
    let applied = applied(tx).await?;
    if applied == 0 {
        tx.execute_script(LEDGER_OF_MIGRATIONS).await?;
    }
    for migration in MIGRATIONS.iter().skip(applied) {
        tx.execute_script(migration.script).await?;
        let digest = secret::digest(migration.script.as_bytes());
        tx.execute(
            "INSERT INTO migrations (version, name, digest, applied_at) VALUES ($1, $2, $3, $4)",
            values![migration.version, migration.name, digest, now],
        )
        .await?;
    }
    Ok(names_from(applied))
}
