//! Returns as they were sent, and the analyst's inbox.

use crate::{
    Store, attachment,
    change::Verb,
    driver::{Connection, Row, values},
    erasure::instance_hash,
    error::StoreError,
    event::Event,
    reading::{self, NewReading},
    secret,
    write::Tx,
};
use socle_domain::{
    consent::Publication,
    id::{AccountId, DraftId, QuestionnaireId, SubmissionId, SurveyId},
    submission::{Channel, InstanceId, ReviewStatus},
    time::Timestamp,
};

/// Rows on one page of the inbox.
pub const INBOX_PAGE: i64 = 50;

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

/// Which returns an inbox shows.
#[derive(Debug, Clone, Default)]
pub struct InboxFilter {
    /// Only these statuses; all of them when empty.
    pub status: Option<ReviewStatus>,
    /// The page, from 1.
    pub page: i64,
}

/// A page of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    /// The rows, the newest first.
    pub rows: Vec<InboxRow>,
    /// How many rows the filter finds in all.
    pub total: i64,
    /// How many returns stand in each status, whatever the filter.
    pub counts: Vec<(ReviewStatus, i64)>,
}

/// A return, as the inbox lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// Its id.
    pub id: SubmissionId,
    /// Its public number.
    pub number: i64,
    /// The survey it answers, by name.
    pub survey_title: String,
    /// By which channel it came.
    pub channel: Channel,
    /// Where it stands.
    pub status: ReviewStatus,
    /// When it came.
    pub received_at: Timestamp,
    /// Whether it came in the grace.
    pub is_late: bool,
}

/// A return, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// As the inbox lists it.
    pub row: InboxRow,
    /// The questionnaire it was answered on.
    pub questionnaire: QuestionnaireId,
    /// The bytes as they came.
    pub body: Vec<u8>,
    /// SHA-256 of those bytes, as it was kept when they came.
    pub body_digest: Vec<u8>,
    /// `fr` or `en`.
    pub language: String,
    /// What its author allows to be published, last said.
    pub publication: Option<Publication>,
    /// Grows by one at each decision.
    pub version: i64,
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

    /// A page of the inbox of those studies in which the account reads returns.
    pub async fn inbox(&self, account: AccountId, filter: &InboxFilter) -> Result<Inbox, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let counted = snapshot
            .fetch_all(
                "SELECT b.review_status, COUNT(*) AS total FROM submissions b JOIN surveys v ON v.id = b.survey_id
                 WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                               AND m.role IN ('analyst', 'coordinator')
                               AND (m.study_id IS NULL OR m.study_id = v.study_id))
                 GROUP BY b.review_status",
                values![account.uuid()],
            )
            .await?;
        let counts = counted
            .iter()
            .map(|row| Ok((read_status(row)?, row.get("total")?)))
            .collect::<Result<Vec<(ReviewStatus, i64)>, StoreError>>()?;
        let wanted = |status: ReviewStatus| filter.status.is_none_or(|only| only == status);
        let total = counts.iter().filter(|(status, _)| wanted(*status)).map(|(_, count)| count).sum();
        let before = (filter.page.max(1) - 1).saturating_mul(INBOX_PAGE);
        let rows = inbox_rows(&mut snapshot, account, filter.status, INBOX_PAGE, before).await?;
        Ok(Inbox { rows, total, counts })
    }

    /// Every return that a filter finds, for a file: the newest first, without pages.
    pub async fn inbox_whole(
        &self,
        account: AccountId,
        status: Option<ReviewStatus>,
    ) -> Result<Vec<InboxRow>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        inbox_rows(&mut snapshot, account, status, i64::MAX, 0).await
    }

    /// A return, whole, if it is of a study in which the account reads returns.
    pub async fn record(&self, account: AccountId, id: SubmissionId) -> Result<Option<Record>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT b.id, b.number, v.title, b.channel, b.review_status, b.received_at, b.is_late,
                        b.questionnaire_id, b.body, b.body_digest, b.language, b.version,
                        (SELECT c.level FROM consents c WHERE c.submission_id = b.id AND c.subject = 'publication'
                         ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication
                 FROM submissions b JOIN surveys v ON v.id = b.survey_id
                 WHERE b.id = $2
                   AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                               AND m.role IN ('analyst', 'coordinator')
                               AND (m.study_id IS NULL OR m.study_id = v.study_id))",
                values![account.uuid(), id.uuid()],
            )
            .await?;
        row.as_ref().map(read_record).transpose()
    }

    /// Decides on a return over the version that was read. `Stale` when someone else has decided meanwhile, or when
    /// the return is not of a study in which the account reads returns.
    pub async fn review_submission(
        &self,
        account: AccountId,
        id: SubmissionId,
        version: i64,
        status: ReviewStatus,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((account, id, version, status, now), |tx, (account, id, version, status, now)| {
            Box::pin(async move {
                let decided = tx
                    .execute(
                        "UPDATE submissions SET review_status = $4, version = version + 1
                         WHERE id = $2 AND version = $3
                           AND EXISTS (SELECT 1 FROM surveys v JOIN memberships m
                                         ON (m.study_id IS NULL OR m.study_id = v.study_id)
                                       WHERE v.id = submissions.survey_id AND m.account_id = $1
                                         AND m.role IN ('analyst', 'coordinator'))",
                        values![account.uuid(), id.uuid(), *version, status.word()],
                    )
                    .await?;
                if decided == 0 {
                    return Err(StoreError::Stale);
                }
                tx.record_event(Event {
                    account: Some(*account),
                    verb: status.word(),
                    subject: "submission",
                    subject_id: id.uuid(),
                    made_at: *now,
                })
                .await?;
                tx.record_change("submission", id.uuid(), Verb::Saved, *now).await
            })
        })
        .await
    }
}

/// Rows of the inbox of those studies in which the account reads returns.
async fn inbox_rows(
    db: &mut Connection,
    account: AccountId,
    status: Option<ReviewStatus>,
    most: i64,
    before: i64,
) -> Result<Vec<InboxRow>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT b.id, b.number, v.title, b.channel, b.review_status, b.received_at, b.is_late
             FROM submissions b JOIN surveys v ON v.id = b.survey_id
             WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                           AND m.role IN ('analyst', 'coordinator')
                           AND (m.study_id IS NULL OR m.study_id = v.study_id))
               AND ($2 = '' OR b.review_status = $2)
             ORDER BY b.received_at DESC, b.id DESC LIMIT $3 OFFSET $4",
            values![account.uuid(), status.map_or("", ReviewStatus::word), most, before],
        )
        .await?;
    rows.iter().map(read_inbox_row).collect()
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
    if let Some((draft, version)) = new.draft {
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

fn read_status(row: &Row) -> Result<ReviewStatus, StoreError> {
    let word: String = row.get("review_status")?;
    ReviewStatus::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("review status {word}")))
}

fn read_inbox_row(row: &Row) -> Result<InboxRow, StoreError> {
    let channel: String = row.get("channel")?;
    Ok(InboxRow {
        id: SubmissionId::from_uuid(row.get("id")?),
        number: row.get("number")?,
        survey_title: row.get("title")?,
        channel: Channel::parse(&channel).ok_or_else(|| StoreError::Corrupt(format!("channel {channel}")))?,
        status: read_status(row)?,
        received_at: row.get("received_at")?,
        is_late: row.get("is_late")?,
    })
}

fn read_record(row: &Row) -> Result<Record, StoreError> {
    let publication: Option<String> = row.get("publication")?;
    Ok(Record {
        row: read_inbox_row(row)?,
        questionnaire: QuestionnaireId::from_uuid(row.get("questionnaire_id")?),
        body: row.get("body")?,
        body_digest: row.get("body_digest")?,
        language: row.get("language")?,
        publication: publication
            .map(|word| Publication::parse(&word).map_err(|_| StoreError::Corrupt(format!("consent {word}"))))
            .transpose()?,
        version: row.get("version")?,
    })
}
