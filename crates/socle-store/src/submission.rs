//! Returns as they are sent.

use crate::{
    Store, attachment,
    author::{self, ReceiptCopy},
    change::Verb,
    driver::{Row, values},
    entry,
    erasure::instance_hash,
    error::StoreError,
    event::Event,
    reading::{self, NewReading},
    secret,
    write::Tx,
};
use socle_domain::{
    id::{DraftId, QuestionnaireId, SubmissionId, SurveyId},
    submission::{Channel, InstanceId, ReviewStatus},
    time::Timestamp,
};

/// A return, as it comes in.
#[derive(Debug, Clone)]
pub struct NewSubmission {
    /// Its id, if it turns out to be new.
    pub id: SubmissionId,
    /// The survey it answers.
    pub survey: SurveyId,
    /// The questionnaire it was answered on.
    pub questionnaire: QuestionnaireId,
    /// Its identity across resends.
    pub instance: InstanceId,
    /// The bytes as they came.
    pub body: Vec<u8>,
    /// By which channel.
    pub channel: Channel,
    /// `fr` or `en`.
    pub language: String,
    /// The draft that it empties, at the version that was read over, if it was written here.
    pub draft: Option<(DraftId, i64)>,
    /// What it tells.
    pub reading: NewReading,
    /// Where its number and private link are sent by mail, when its author asks for it.
    pub copy: Option<ReceiptCopy>,
    /// When the answer was begun.
    pub started_at: Timestamp,
    /// Whether it came after the deadline, in the grace.
    pub is_late: bool,
    /// When it came.
    pub now: Timestamp,
}

/// What the sender is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
    /// It is kept.
    Kept {
        /// Its id.
        id: SubmissionId,
        /// Its public number.
        number: i64,
        /// When it first came.
        received_at: Timestamp,
        /// It had come before; nothing was written.
        is_repeat: bool,
    },
    /// It was withdrawn by its author earlier: nothing was kept.
    Withdrawn,
}

impl Store {
    /// Keeps a return, durably, once: the same instance id again gets the receipt of the first time. A return that
    /// was withdrawn is recognized and not kept. `Stale` when the draft has moved on since it was read over.
    pub async fn accept_submission(&self, new: NewSubmission) -> Result<Receipt, StoreError> {
        let hash = instance_hash(self.secret(), &new.instance);
        self.write((new, hash), |tx, (new, hash)| Box::pin(accept(tx, new, *hash))).await
    }

    /// What the sender of a draft was told.
    pub async fn receipt(&self, submission: SubmissionId) -> Result<Option<Receipt>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT id, number, received_at FROM submissions WHERE id = $1",
                values![submission.uuid()],
            )
            .await?;
        row.as_ref().map(|row| read_receipt(row, true)).transpose()
    }
}

async fn accept(tx: &mut Tx, new: &NewSubmission, hash: [u8; 32]) -> Result<Receipt, StoreError> {
    let seen = tx
        .fetch_optional(
            "SELECT id, number, received_at FROM submissions WHERE instance_id = $1",
            values![new.instance.as_str()],
        )
        .await?;
    if let Some(row) = seen {
        return read_receipt(&row, true);
    }
    let erased =
        tx.fetch_optional("SELECT 1 AS one FROM erasures WHERE instance_hash = $1", values![hash]).await?;
    if erased.is_some() {
        return Ok(Receipt::Withdrawn);
    }
    let number = next_number(tx, "submission").await?;
    insert_submission(tx, new, number).await?;
    reading::insert(tx, new).await?;
    tx.index_submission(new.id).await?;
    if let Some((draft, version)) = new.draft {
        entry::carry(tx, draft, new.id).await?;
        let emptied = tx
            .execute(
                "UPDATE drafts SET answers = '', submission_id = $3, version = version + 1
                 WHERE id = $1 AND version = $2",
                values![draft.uuid(), version, new.id.uuid()],
            )
            .await?;
        if emptied == 0 {
            return Err(StoreError::Stale);
        }
        attachment::hand_over(tx, draft, new.id, &new.reading.files, new.now).await?;
    }
    if let Some(copy) = &new.copy {
        author::post_receipt(tx, copy).await?;
    }
    tx.record_event(Event {
        account: None,
        verb: "received",
        subject: "submission",
        subject_id: new.id.uuid(),
        made_at: new.now,
    })
    .await?;
    tx.record_change("submission", new.id.uuid(), Verb::Saved, new.now).await?;
    Ok(Receipt::Kept { id: new.id, number, received_at: new.now, is_repeat: false })
}

/// The next public number of a kind. Numbers are never given twice.
pub(crate) async fn next_number(tx: &mut Tx, name: &'static str) -> Result<i64, StoreError> {
    tx.fetch_one("UPDATE counters SET value = value + 1 WHERE name = $1 RETURNING value", values![name])
        .await?
        .get("value")
}

async fn insert_submission(tx: &mut Tx, new: &NewSubmission, number: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO submissions (id, number, survey_id, questionnaire_id, instance_id, body, body_digest, channel,
                                  language, started_at, received_at, is_late, review_status, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)",
        values![
            new.id.uuid(),
            number,
            new.survey.uuid(),
            new.questionnaire.uuid(),
            new.instance.as_str(),
            new.body.as_slice(),
            secret::digest(&new.body),
            new.channel.word(),
            new.language.as_str(),
            new.started_at,
            new.now,
            new.is_late,
            ReviewStatus::Received.word()
        ],
    )
    .await?;
    Ok(())
}

fn read_receipt(row: &Row, is_repeat: bool) -> Result<Receipt, StoreError> {
    Ok(Receipt::Kept {
        id: SubmissionId::from_uuid(row.get("id")?),
        number: row.get("number")?,
        received_at: row.get("received_at")?,
        is_repeat,
    })
}
