//! Work to be done once, after the write that asked for it: claimed by one process, tried again when it fails.

use crate::{
    Store,
    driver::{Row, values},
    error::StoreError,
    write::Tx,
};
use socle_domain::time::{MINUTE, SECOND, Timestamp};
use uuid::Uuid;

/// How long a process may hold a job before another takes it for dead.
const CLAIM: i64 = 5 * MINUTE;
/// How often a job is tried before it is left for a person to look at (`socle doctor` lists it).
const TRIES: i64 = 8;
/// The same for a letter: the last tries are an hour apart, so three days in all.
const LETTER_TRIES: i64 = TRIES + 70;
/// Doubling the wait stops here, at an hour and four minutes.
const DOUBLINGS: i64 = 8;

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// Delete a file that nothing links any more.
    DeleteFile,
    /// Take the bytes of erased rows out of the database file.
    ScrubDatabase,
    /// Send a letter.
    SendLetter,
    /// Print a revision of a guide that readers see and that has no sheets of paper.
    PrintGuide,
}

impl JobKind {
    const ALL: [Self; 4] = [Self::DeleteFile, Self::ScrubDatabase, Self::SendLetter, Self::PrintGuide];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::DeleteFile => "delete_file",
            Self::ScrubDatabase => "scrub_database",
            Self::SendLetter => "send_letter",
            Self::PrintGuide => "print_guide",
        }
    }

    /// How often it is tried. A mail server may be away for a weekend; the other jobs need this machine alone.
    fn tries(self) -> i64 {
        match self {
            Self::DeleteFile | Self::ScrubDatabase | Self::PrintGuide => TRIES,
            Self::SendLetter => LETTER_TRIES,
        }
    }
}

/// A job in the hands of this process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// What to do.
    pub kind: JobKind,
    /// To what.
    pub subject_id: Uuid,
    /// How often it was tried before.
    pub attempts: i64,
}

impl Tx {
    /// Asks for work, in the same transaction as the reason for it.
    pub async fn enqueue(
        &mut self,
        kind: JobKind,
        subject_id: Uuid,
        run_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO jobs (kind, subject_id, run_at, attempts, claimed_until) VALUES ($1, $2, $3, 0, 0)",
            values![kind.word(), subject_id, run_at],
        )
        .await?;
        Ok(())
    }
}

impl Store {
    /// Takes the job that has waited longest, letters apart, if any; no other process gets it until the claim runs out.
    pub async fn claim_job(&self, now: Timestamp) -> Result<Option<Job>, StoreError> {
        self.write(now, |tx, now| Box::pin(claim(tx, *now))).await
    }

    /// The same among the letters: they wait for a mail server, and nothing else must wait with them.
    pub async fn claim_letter(&self, now: Timestamp) -> Result<Option<Job>, StoreError> {
        self.write(now, |tx, now| Box::pin(claim_letter(tx, *now))).await
    }

    /// The job is done: it is forgotten.
    pub async fn finish_job(&self, id: i64) -> Result<(), StoreError> {
        self.write(id, |tx, id| {
            Box::pin(async move {
                tx.execute("DELETE FROM jobs WHERE id = $1", values![*id]).await?;
                Ok(())
            })
        })
        .await
    }

    /// The job failed: it waits longer each time, and after the last try it is left for a person.
    pub async fn retry_job(&self, job: &Job, now: Timestamp) -> Result<(), StoreError> {
        let attempts = job.attempts + 1;
        let failed_at = (attempts >= job.kind.tries()).then_some(now);
        let run_at = now.plus((SECOND * 15) << attempts.min(DOUBLINGS));
        self.write((job.id, attempts, run_at, failed_at), |tx, (id, attempts, run_at, failed_at)| {
            Box::pin(async move {
                tx.execute(
                    "UPDATE jobs SET attempts = $2, run_at = $3, claimed_until = 0, failed_at = $4 WHERE id = $1",
                    values![*id, *attempts, *run_at, *failed_at],
                )
                .await?;
                Ok(())
            })
        })
        .await
    }

    /// How many jobs wait, and how many were given up; letters are counted apart.
    pub async fn count_jobs(&self) -> Result<(i64, i64), StoreError> {
        let sql =
            "SELECT COUNT(*) AS total, COUNT(failed_at) AS failed FROM jobs WHERE kind <> 'send_letter'";
        let row = self.snapshot().await?.fetch_one(sql, Vec::new()).await?;
        let (total, failed): (i64, i64) = (row.get("total")?, row.get("failed")?);
        Ok((total - failed, failed))
    }
}

async fn claim(tx: &mut Tx, now: Timestamp) -> Result<Option<Job>, StoreError> {
    let row = tx
        .fetch_optional(
            "UPDATE jobs SET claimed_until = $2 WHERE id =
               (SELECT id FROM jobs
                WHERE run_at <= $1 AND claimed_until < $1 AND failed_at IS NULL AND kind <> 'send_letter'
                ORDER BY run_at, id LIMIT 1)
             RETURNING id, kind, subject_id, attempts",
            values![now, now.plus(CLAIM)],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

async fn claim_letter(tx: &mut Tx, now: Timestamp) -> Result<Option<Job>, StoreError> {
    let row = tx
        .fetch_optional(
            "UPDATE jobs SET claimed_until = $2 WHERE id =
               (SELECT id FROM jobs
                WHERE run_at <= $1 AND claimed_until < $1 AND failed_at IS NULL AND kind = 'send_letter'
                ORDER BY run_at, id LIMIT 1)
             RETURNING id, kind, subject_id, attempts",
            values![now, now.plus(CLAIM)],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Job, StoreError> {
    let word: String = row.get("kind")?;
    let kind = JobKind::ALL.into_iter().find(|kind| kind.word() == word);
    Ok(Job {
        id: row.get("id")?,
        kind: kind.ok_or_else(|| StoreError::Corrupt(format!("job kind {word}")))?,
        subject_id: row.get("subject_id")?,
        attempts: row.get("attempts")?,
    })
}
