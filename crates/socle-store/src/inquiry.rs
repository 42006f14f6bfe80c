//! Questions that the team asks back about a return, answered through the private link.

use crate::{
    Store,
    change::Verb,
    driver::{Row, values},
    error::StoreError,
    event::Event,
    letter::Author,
    write::Tx,
};
use socle_domain::{
    id::{AccountId, InquiryId, LetterId, SubmissionId},
    letter::LetterKind,
    time::Timestamp,
};

/// A question to be asked.
#[derive(Debug, Clone)]
pub struct NewInquiry {
    /// Its id.
    pub id: InquiryId,
    /// Who asks.
    pub account: AccountId,
    /// About which return.
    pub submission: SubmissionId,
    /// The question, in words.
    pub question: String,
    /// The letter that tells its author, where letters leave; nobody is written to who left no address.
    pub letter: Option<LetterId>,
    /// When.
    pub now: Timestamp,
}

/// A question asked back, and its answer once it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// Its id.
    pub id: InquiryId,
    /// About which return.
    pub submission: SubmissionId,
    /// The number of that return.
    pub number: i64,
    /// Who asked, by name.
    pub asked_by: String,
    /// The question, in words.
    pub question: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// The answer, with when it came.
    pub answer: Option<(String, Timestamp)>,
}

impl Store {
    /// Asks a question about a return. A return that nobody had begun to read is being read from now on. `Stale` when
    /// it is not of a study in which the account reads returns.
    pub async fn ask_inquiry(&self, new: NewInquiry) -> Result<(), StoreError> {
        self.write(new, |tx, new| Box::pin(ask(tx, new))).await
    }

    /// The questions asked about a return, the oldest first.
    pub async fn inquiries(
        &self,
        account: AccountId,
        submission: SubmissionId,
    ) -> Result<Vec<Inquiry>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT q.id, q.submission_id, b.number, a.name, q.question, q.asked_at, q.answer, q.answered_at
                 FROM inquiries q JOIN submissions b ON b.id = q.submission_id JOIN surveys v ON v.id = b.survey_id
                      JOIN accounts a ON a.id = q.account_id
                 WHERE q.submission_id = $2
                   AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                               AND m.role IN ('analyst', 'coordinator')
                               AND (m.study_id IS NULL OR m.study_id = v.study_id))
                 ORDER BY q.asked_at, q.id",
                values![account.uuid(), submission.uuid()],
            )
            .await?;
        rows.iter().map(read).collect()
    }

    /// The questions that wait for an answer, those asked first at the top.
    pub async fn open_inquiries(&self, account: AccountId) -> Result<Vec<Inquiry>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT q.id, q.submission_id, b.number, a.name, q.question, q.asked_at, q.answer, q.answered_at
                 FROM inquiries q JOIN submissions b ON b.id = q.submission_id JOIN surveys v ON v.id = b.survey_id
                      JOIN accounts a ON a.id = q.account_id
                 WHERE q.answered_at IS NULL
                   AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                               AND m.role IN ('analyst', 'coordinator')
                               AND (m.study_id IS NULL OR m.study_id = v.study_id))
                 ORDER BY q.asked_at, q.id LIMIT 500",
                values![account.uuid()],
            )
            .await?;
        rows.iter().map(read).collect()
    }
}

async fn ask(tx: &mut Tx, new: &NewInquiry) -> Result<(), StoreError> {
    let id = new.submission.uuid();
    let asked = tx
        .execute(
            "INSERT INTO inquiries (id, submission_id, account_id, question, asked_at)
             SELECT $2, b.id, $1, $4, $5 FROM submissions b JOIN surveys v ON v.id = b.survey_id
             WHERE b.id = $3
               AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                           AND m.role IN ('analyst', 'coordinator')
                           AND (m.study_id IS NULL OR m.study_id = v.study_id))",
            values![new.account.uuid(), new.id.uuid(), id, new.question.as_str(), new.now],
        )
        .await?;
    if asked == 0 {
        return Err(StoreError::Stale);
    }
    let begun = tx
        .execute(
            "UPDATE submissions SET review_status = 'in_review', version = version + 1
             WHERE id = $1 AND review_status = 'received'",
            values![id],
        )
        .await?;
    if begun > 0 {
        tx.execute(
            "UPDATE experiences SET review_status = 'in_review', version = version + 1
             WHERE submission_id = $1 AND set_aside_reason = ''",
            values![id],
        )
        .await?;
    }
    let event = Event {
        account: Some(new.account),
        verb: "asked",
        subject: "submission",
        subject_id: id,
        made_at: new.now,
    };
    tx.record_event(event).await?;
    if let Some(letter) = new.letter {
        Author::Return(new.submission)
            .write_to(tx, (letter, LetterKind::Inquiry, new.id.uuid()), new.now)
            .await?;
    }
    tx.record_change("submission", id, Verb::Saved, new.now).await
}

fn read(row: &Row) -> Result<Inquiry, StoreError> {
    let (answer, answered_at): (String, Option<Timestamp>) = (row.get("answer")?, row.get("answered_at")?);
    Ok(Inquiry {
        id: InquiryId::from_uuid(row.get("id")?),
        submission: SubmissionId::from_uuid(row.get("submission_id")?),
        number: row.get("number")?,
        asked_by: row.get("name")?,
        question: row.get("question")?,
        asked_at: row.get("asked_at")?,
        answer: answered_at.map(|at| (answer, at)),
    })
}
