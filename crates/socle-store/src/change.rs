//! The change log: what changed, in an order that a follower can trust.
//!
//! A follower remembers how far it has read. On PostgreSQL a transaction may take its row number early and commit
//! late, so the log is read only below the oldest transaction still running, and in the order of transactions.

use crate::{Store, driver::values, error::StoreError, write::Tx};
use socle_domain::time::Timestamp;
use uuid::Uuid;

/// What happened to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// It is new, or reads differently.
    Saved,
    /// It is gone.
    Erased,
}

impl Verb {
    fn word(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Erased => "erased",
        }
    }

    fn parse(word: &str) -> Result<Self, StoreError> {
        match word {
            "saved" => Ok(Self::Saved),
            "erased" => Ok(Self::Erased),
            other => Err(StoreError::Corrupt(format!("change verb {other}"))),
        }
    }
}

/// One row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The kind of thing, by its feature word.
    pub subject: String,
    /// Which one.
    pub subject_id: Uuid,
    /// What happened.
    pub verb: Verb,
}

impl Tx {
    /// Adds a row to the log, in the same transaction as the change itself.
    pub async fn record_change(
        &mut self,
        subject: &'static str,
        subject_id: Uuid,
        verb: Verb,
        made_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO changes (subject, subject_id, verb, made_at) VALUES ($1, $2, $3, $4)",
            values![subject, subject_id, verb.word(), made_at],
        )
        .await?;
        Ok(())
    }
}

impl Store {
    /// Hands the next changes (at most `most`) to a follower and remembers that it had them. A follower is known by
    /// its name, such as `search-1`; a new name starts at the beginning of the log.
    pub async fn follow_changes(&self, follower: &str, most: i64) -> Result<Vec<Change>, StoreError> {
        self.write((follower.to_owned(), most), |tx, (follower, most)| Box::pin(follow(tx, follower, *most)))
            .await
    }
}

async fn follow(tx: &mut Tx, follower: &str, most: i64) -> Result<Vec<Change>, StoreError> {
    let cursor = tx
        .fetch_optional(
            "SELECT transaction_id, change_id FROM change_cursors WHERE follower = $1",
            values![follower],
        )
        .await?;
    let (transaction, change): (i64, i64) = match cursor {
        Some(row) => (row.get("transaction_id")?, row.get("change_id")?),
        None => (-1, 0),
    };
    let horizon = tx.horizon().await?;
    let rows = tx
        .fetch_all(
            "SELECT id, transaction_id, subject, subject_id, verb FROM changes
             WHERE transaction_id < $1 AND (transaction_id > $2 OR (transaction_id = $2 AND id > $3))
             ORDER BY transaction_id, id LIMIT $4",
            values![horizon, transaction, change, most],
        )
        .await?;
    if let Some(last) = rows.last() {
        let (transaction, change): (i64, i64) = (last.get("transaction_id")?, last.get("id")?);
        tx.execute(
            "INSERT INTO change_cursors (follower, transaction_id, change_id) VALUES ($1, $2, $3)
             ON CONFLICT (follower) DO UPDATE SET transaction_id = excluded.transaction_id,
                                                  change_id = excluded.change_id",
            values![follower, transaction, change],
        )
        .await?;
    }
    rows.iter()
        .map(|row| {
            Ok(Change {
                subject: row.get("subject")?,
                subject_id: row.get("subject_id")?,
                verb: Verb::parse(&row.get::<String>("verb")?)?,
            })
        })
        .collect()
}
