//! The rows of files: those of a return being written, and what becomes of them when it is sent.

use crate::{
    Store,
    draft::load_draft,
    driver::{Row, values},
    error::StoreError,
    job::JobKind,
    write::Tx,
};
use socle_domain::{
    id::{DraftId, SubmissionId},
    time::Timestamp,
};
use std::collections::HashSet;
use uuid::Uuid;

/// A file of a return being written. Its bytes are in the folder of files before this is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDraftFile {
    /// Its id, which is its name in the folder of files.
    pub id: Uuid,
    /// The draft.
    pub draft: DraftId,
    /// The path of the question that it answers.
    pub question: String,
    /// Its name, as the person knows it.
    pub name: String,
    /// What it is: `image/jpeg`.
    pub media_type: String,
    /// Its size in bytes.
    pub length: i64,
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// When.
    pub now: Timestamp,
}

/// A file of a return being written, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    /// Its id.
    pub id: Uuid,
    /// The path of the question that it answers.
    pub question: String,
    /// Its name; no other file of the draft has the same.
    pub name: String,
    /// Its size in bytes.
    pub length: i64,
}

impl Store {
    /// The files of a draft, in the order of their questions; a correction has those of its return, where no other
    /// was given.
    pub async fn draft_files(&self, draft: DraftId) -> Result<Vec<DraftFile>, StoreError> {
        let sql = "SELECT id, question, name, length FROM draft_files WHERE draft_id = $1
                   UNION ALL SELECT a.id, a.question, a.name, a.length FROM attachments a
                     JOIN drafts d ON d.corrects_id = a.submission_id
                   WHERE d.id = $1 AND a.question <> '' AND NOT EXISTS
                     (SELECT 1 FROM draft_files f WHERE f.draft_id = $1 AND f.question = a.question)
                   ORDER BY question";
        let rows = self.snapshot().await?.fetch_all(sql, values![draft.uuid()]).await?;
        rows.iter().map(read).collect()
    }

    /// Keeps a file as the answer to its question; the one it replaces is deleted. `Stale` when the draft was sent
    /// meanwhile, or is not there.
    pub async fn keep_draft_file(&self, new: NewDraftFile) -> Result<(), StoreError> {
        self.write(new, |tx, new| Box::pin(keep(tx, new))).await
    }

    /// Takes the file of a question away. `Stale` when the draft was sent meanwhile, or is not there.
    pub async fn remove_draft_file(
        &self,
        draft: DraftId,
        question: String,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((draft, question, now), |tx, (draft, question, now)| {
            Box::pin(async move {
                forget(tx, *draft, question, *now).await?;
                answer(tx, *draft, question, String::new(), *now).await
            })
        })
        .await
    }

    /// Those of these ids that no row tells of: files left behind by a crash.
    pub async fn unknown_files(&self, ids: Vec<Uuid>) -> Result<Vec<Uuid>, StoreError> {
        let sql = "SELECT id FROM attachments UNION SELECT id FROM draft_files";
        let rows = self.snapshot().await?.fetch_all(sql, Vec::new()).await?;
        let known = rows.iter().map(|row| row.get("id")).collect::<Result<HashSet<Uuid>, StoreError>>()?;
        Ok(ids.into_iter().filter(|id| !known.contains(id)).collect())
    }
}

async fn keep(tx: &mut Tx, new: &NewDraftFile) -> Result<(), StoreError> {
    forget(tx, new.draft, &new.question, new.now).await?;
    let name = free_name(tx, new).await?;
    tx.execute(
        "INSERT INTO draft_files (id, draft_id, question, name, media_type, length, digest, stored_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            new.id,
            new.draft.uuid(),
            new.question.as_str(),
            name.as_str(),
            new.media_type.as_str(),
            new.length,
            new.digest,
            new.now
        ],
    )
    .await?;
    answer(tx, new.draft, &new.question, name, new.now).await
}

/// The name, with a number where another file of the draft, or of the return that it corrects, has it: `photo.jpg`,
/// `photo-2.jpg`.
async fn free_name(tx: &mut Tx, new: &NewDraftFile) -> Result<String, StoreError> {
    let rows = tx
        .fetch_all(
            "SELECT name FROM draft_files WHERE draft_id = $1
             UNION SELECT a.name FROM attachments a JOIN drafts d ON d.corrects_id = a.submission_id
                   WHERE d.id = $1",
            values![new.draft.uuid()],
        )
        .await?;
    let taken = rows.iter().map(|row| row.get("name")).collect::<Result<HashSet<String>, StoreError>>()?;
    let (stem, end) = new.name.rsplit_once('.').unwrap_or((&new.name, ""));
    let dot = if end.is_empty() { "" } else { "." };
    let numbered = (2..).map(|number| format!("{stem}-{number}{dot}{end}"));
    let mut names = std::iter::once(new.name.clone()).chain(numbered);
    Ok(names.find(|name| !taken.contains(name)).unwrap_or_default())
}

/// Forgets the file that answers a question, if there is one.
async fn forget(tx: &mut Tx, draft: DraftId, question: &str, now: Timestamp) -> Result<(), StoreError> {
    let sql = "SELECT id FROM draft_files WHERE draft_id = $1 AND question = $2";
    if let Some(row) = tx.fetch_optional(sql, values![draft.uuid(), question]).await? {
        let id: Uuid = row.get("id")?;
        tx.execute("DELETE FROM draft_files WHERE id = $1", values![id]).await?;
        tx.enqueue(JobKind::DeleteFile, id, now).await?;
    }
    Ok(())
}

/// The answer to a question for a file is its name.
async fn answer(
    tx: &mut Tx,
    draft: DraftId,
    question: &str,
    name: String,
    now: Timestamp,
) -> Result<(), StoreError> {
    let saved = load_draft(tx, draft).await?.filter(|draft| draft.submission.is_none());
    let Some(mut saved) = saved else { return Err(StoreError::Stale) };
    saved.answers.set(question.to_owned(), name, saved.version + 1);
    tx.execute(
        "UPDATE drafts SET answers = $2, saved_at = $3, version = version + 1 WHERE id = $1",
        values![draft.uuid(), saved.answers.to_stored(), now],
    )
    .await?;
    Ok(())
}

/// The files of a draft become those of the return it is sent as: those whose question still counts. The others are
/// deleted.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    draft: DraftId,
    submission: SubmissionId,
    questions: &[String],
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = "SELECT id, question, name, length FROM draft_files WHERE draft_id = $1 ORDER BY question";
    let rows = tx.fetch_all(sql, values![draft.uuid()]).await?;
    for file in rows.iter().map(read).collect::<Result<Vec<_>, _>>()? {
        if questions.contains(&file.question) {
            tx.execute(
                "INSERT INTO attachments (id, submission_id, name, media_type, length, digest, question, status)
                 SELECT id, $2, name, media_type, length, digest, question, 'ready' FROM draft_files
                 WHERE id = $1",
                values![file.id, submission.uuid()],
            )
            .await?;
        } else {
            tx.enqueue(JobKind::DeleteFile, file.id, now).await?;
        }
    }
    tx.execute("DELETE FROM draft_files WHERE draft_id = $1", values![draft.uuid()]).await?;
    Ok(())
}

/// The files of a correction stand in the place of those that answered the same questions; files whose question is not
/// answered any more go.
pub(crate) async fn replace(
    tx: &mut Tx,
    draft: DraftId,
    submission: SubmissionId,
    questions: &[String],
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = tx
        .fetch_all(
            "SELECT a.id, a.question, CASE WHEN EXISTS
                      (SELECT 1 FROM draft_files f WHERE f.draft_id = $2 AND f.question = a.question)
                    THEN 1 ELSE 0 END AS is_replaced
             FROM attachments a WHERE a.submission_id = $1 ORDER BY a.id",
            values![submission.uuid(), draft.uuid()],
        )
        .await?;
    for row in &rows {
        let question: String = row.get("question")?;
        let is_answered = question.is_empty() || questions.contains(&question);
        if row.get::<i64>("is_replaced")? == 1 || !is_answered {
            let id: Uuid = row.get("id")?;
            tx.execute("DELETE FROM attachments WHERE id = $1", values![id]).await?;
            tx.enqueue(JobKind::DeleteFile, id, now).await?;
        }
    }
    hand_over(tx, draft, submission, questions, now).await
}

fn read(row: &Row) -> Result<DraftFile, StoreError> {
    Ok(DraftFile {
        id: row.get("id")?,
        question: row.get("question")?,
        name: row.get("name")?,
        length: row.get("length")?,
    })
}
