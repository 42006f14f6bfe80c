//! Withdrawal: an answer leaves, with all that stands on it, and does not come back.
//!
//! The ledger is written first, outside the database; then one transaction forgets the rows, empties the citations
//! and tells the editors; then jobs delete files and scrub the bytes of the database file.

use crate::{
    Store,
    change::Verb,
    driver::values,
    error::StoreError,
    event::Event,
    job::JobKind,
    published::{Evidence, empty_citations, forget_sheets},
    register,
    secret::Secret,
    trace,
    write::Tx,
};
use socle_domain::{id::SubmissionId, submission::InstanceId, time::Timestamp, trace::Downstream};
use uuid::Uuid;

/// What instance ids are hashed for.
const INSTANCE: &str = "erased-instance";

/// A withdrawal, done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The number that the return had; its short address answers 410 from now on.
    pub number: i64,
    /// All that stood on it.
    pub touched: Downstream,
}

pub(crate) fn instance_hash(secret: &Secret, instance: &InstanceId) -> [u8; 32] {
    secret.hash(INSTANCE, instance.as_str().as_bytes())
}

impl Store {
    /// Withdraws a submission. `None` when it is not there (any more). Once this answers, no page and no later resend
    /// shows it, and a backup brought back from before will be put right when the ledger is replayed.
    pub async fn withdraw(
        &self,
        submission: SubmissionId,
        now: Timestamp,
    ) -> Result<Option<Withdrawal>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional("SELECT instance_id FROM submissions WHERE id = $1", values![submission.uuid()])
            .await?;
        let Some(row) = row else { return Ok(None) };
        let instance: String = row.get("instance_id")?;
        let hash = self.secret().hash(INSTANCE, instance.as_bytes());
        self.ledger().record(hash, now)?;
        self.write((submission, hash, now), |tx, (submission, hash, now)| {
            Box::pin(erase(tx, *submission, *hash, *now))
        })
        .await
    }

    /// Carries out the withdrawals of the ledger that this database does not know of: after a crash between ledger
    /// and database, or after a backup was brought back. To be run before anything is served. Says how many returns
    /// had to be erased again.
    pub async fn replay_ledger(&self) -> Result<usize, StoreError> {
        let known = self.erased_hashes().await?;
        let missing: Vec<_> =
            self.ledger().entries().into_iter().filter(|(h, _)| !known.contains(h)).collect();
        if missing.is_empty() {
            return Ok(0);
        }
        let mut erased = 0;
        for (submission, instance) in self.instances().await? {
            let hash = self.secret().hash(INSTANCE, instance.as_bytes());
            if let Some((_, at)) = missing.iter().find(|(known, _)| *known == hash) {
                self.write((submission, hash, *at), |tx, (s, hash, at)| Box::pin(erase(tx, *s, *hash, *at)))
                    .await?;
                erased += 1;
            }
        }
        self.write(missing, |tx, missing| {
            Box::pin(async move {
                for (hash, at) in missing {
                    remember(tx, *hash, *at).await?;
                }
                Ok::<(), StoreError>(())
            })
        })
        .await?;
        Ok(erased)
    }

    /// Takes the bytes of erased rows out of the files: freed pages are zero already (`secure_delete`), so what is left
    /// is the write-ahead log. PostgreSQL does the like in VACUUM, in its own time.
    pub async fn scrub(&self) -> Result<(), StoreError> {
        self.engine().checkpoint().await
    }

    async fn erased_hashes(&self) -> Result<Vec<[u8; 32]>, StoreError> {
        let rows = self.snapshot().await?.fetch_all("SELECT instance_hash FROM erasures", Vec::new()).await?;
        rows.iter()
            .map(|row| {
                let hash: Vec<u8> = row.get("instance_hash")?;
                hash.try_into().map_err(|_| StoreError::Corrupt("an erasure hash is not 32 bytes".to_owned()))
            })
            .collect()
    }

    async fn instances(&self) -> Result<Vec<(SubmissionId, String)>, StoreError> {
        let rows =
            self.snapshot().await?.fetch_all("SELECT id, instance_id FROM submissions", Vec::new()).await?;
        rows.iter()
            .map(|row| Ok((SubmissionId::from_uuid(row.get("id")?), row.get("instance_id")?)))
            .collect()
    }
}

async fn erase(
    tx: &mut Tx,
    submission: SubmissionId,
    hash: [u8; 32],
    now: Timestamp,
) -> Result<Option<Withdrawal>, StoreError> {
    let row =
        tx.fetch_optional("SELECT number FROM submissions WHERE id = $1", values![submission.uuid()]).await?;
    let Some(row) = row else { return Ok(None) };
    let number: i64 = row.get("number")?;
    let touched = trace::downstream(tx, submission).await?;
    remember(tx, hash, now).await?;
    bury(tx, submission, number, now).await?;
    forget_sheets(tx, Evidence::Return(submission), now).await?;
    empty_citations(tx, submission, now).await?;
    tx.record_change("submission", submission.uuid(), Verb::Erased, now).await?;
    log_experiences(tx, submission, now).await?;
    forget_files(tx, submission, now).await?;
    let named = organizations_of(tx, submission).await?;
    forget_rows(tx, submission).await?;
    forget_organizations(tx, named).await?;
    tx.record_event(Event {
        account: None,
        verb: "withdrawn",
        subject: "submission",
        subject_id: submission.uuid(),
        made_at: now,
    })
    .await?;
    tx.enqueue(JobKind::ScrubDatabase, submission.uuid(), now).await?;
    tx.touch_content().await?;
    Ok(Some(Withdrawal { number, touched }))
}

async fn remember(tx: &mut Tx, hash: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO erasures (instance_hash, erased_at) VALUES ($1, $2) ON CONFLICT (instance_hash) DO NOTHING",
        values![hash, now],
    )
    .await?;
    Ok(())
}

/// Short addresses of what is gone answer 410.
async fn bury(tx: &mut Tx, submission: SubmissionId, number: i64, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO tombstones (kind, number, withdrawn_at) VALUES ('submission', $1, $2)",
        values![number, now],
    )
    .await?;
    tx.execute(
        "INSERT INTO tombstones (kind, number, withdrawn_at)
         SELECT 'experience', number, $2 FROM experiences WHERE submission_id = $1",
        values![submission.uuid(), now],
    )
    .await?;
    Ok(())
}

async fn log_experiences(tx: &mut Tx, submission: SubmissionId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO changes (subject, subject_id, verb, made_at)
         SELECT 'experience', id, 'erased', $2 FROM experiences WHERE submission_id = $1 ORDER BY id",
        values![submission.uuid(), now],
    )
    .await?;
    Ok(())
}

/// Files go, those of a correction being written included. Each has a name of its own in the folder of files, the id
/// of its row, so that no other return can hold it.
async fn forget_files(tx: &mut Tx, submission: SubmissionId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO jobs (kind, subject_id, run_at, attempts, claimed_until)
         SELECT $3, f.id, $2, 0, 0 FROM
           (SELECT id FROM attachments WHERE submission_id = $1
            UNION SELECT d.id FROM draft_files d JOIN drafts o ON o.id = d.draft_id
                  WHERE o.submission_id = $1 OR o.corrects_id = $1) f
         ORDER BY f.id",
        values![submission.uuid(), now, JobKind::DeleteFile.word()],
    )
    .await?;
    Ok(())
}

/// Every row that the register says is of the return.
async fn forget_rows(tx: &mut Tx, submission: SubmissionId) -> Result<(), StoreError> {
    let sql = "UPDATE submissions SET duplicate_of = NULL WHERE duplicate_of = $1";
    tx.execute(sql, values![submission.uuid()]).await?;
    for sql in register::deletions() {
        tx.execute(sql, values![submission.uuid()]).await?;
    }
    Ok(())
}

async fn organizations_of(tx: &mut Tx, submission: SubmissionId) -> Result<Vec<Uuid>, StoreError> {
    let sql = "SELECT DISTINCT organization_id AS id FROM experiences
               WHERE submission_id = $1 AND organization_id IS NOT NULL";
    tx.fetch_all(sql, values![submission.uuid()]).await?.iter().map(|row| row.get("id")).collect()
}

/// An organization that only this return spoke of is known by the answer alone: it goes with it.
pub(crate) async fn forget_organizations(tx: &mut Tx, named: Vec<Uuid>) -> Result<(), StoreError> {
    for organization in named {
        tx.execute(
            "DELETE FROM organizations WHERE id = $1
               AND NOT EXISTS (SELECT 1 FROM experiences e WHERE e.organization_id = organizations.id)",
            values![organization],
        )
        .await?;
    }
    Ok(())
}
