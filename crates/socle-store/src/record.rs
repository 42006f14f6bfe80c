//! A return, whole, as those who read it see it: every sending, who entered it, how its author is reached.

use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    inbox::{InboxFilter, InboxSort, found_in_status, read_channel, read_status},
};
use socle_domain::{
    consent::Publication,
    id::{AccountId, QuestionnaireId, SubmissionId},
    review::Reason,
    submission::{Channel, ReviewStatus},
    time::Timestamp,
};

/// A return, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
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
    /// Why it is set aside, when it is.
    pub reason: Option<Reason>,
    /// The return that it is a second copy of, with its number, when it is set aside as one.
    pub duplicate_of: Option<(SubmissionId, i64)>,
    /// When it came.
    pub received_at: Timestamp,
    /// Whether it came in the grace.
    pub is_late: bool,
    /// The questionnaire it was answered on.
    pub questionnaire: QuestionnaireId,
    /// The bytes as they came first.
    pub body: Vec<u8>,
    /// SHA-256 of those bytes, as it was kept when they came.
    pub body_digest: Vec<u8>,
    /// `fr` or `en`.
    pub language: String,
    /// What its author allows to be published, last said.
    pub publication: Option<Publication>,
    /// Who of the team entered it, by name, when somebody did.
    pub entered_by: Option<String>,
    /// When it was told to the team, when it was.
    pub told_at: Option<Timestamp>,
    /// How consent was given, in the words of whoever entered it.
    pub consent_note: String,
    /// What its author sent afterwards, in order.
    pub corrections: Vec<Correction>,
    /// How its author is reached, when they said.
    pub contact: Option<Contact>,
    /// Grows by one at each decision.
    pub version: i64,
}

/// What an author sent after the first sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its place among the sendings, from 2.
    pub place: i64,
    /// The bytes as they came.
    pub body: Vec<u8>,
    /// When they came.
    pub received_at: Timestamp,
}

/// How an author is reached; each an empty text when it was not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// An e-mail address.
    pub email: String,
    /// A telephone number.
    pub phone: String,
    /// A WhatsApp number.
    pub whatsapp: String,
}

/// Where a return stands among those that a filter finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Neighbors {
    /// The one before it.
    pub previous: Option<SubmissionId>,
    /// The one after it.
    pub next: Option<SubmissionId>,
    /// Its place, from 1; nothing when the filter does not find it (any more).
    pub place: Option<i64>,
    /// How many the filter finds.
    pub total: i64,
}

impl Store {
    /// A return, whole, if it is of a study in which the account reads returns.
    pub async fn record(&self, account: AccountId, id: SubmissionId) -> Result<Option<Record>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let row = snapshot
            .fetch_optional(
                "SELECT b.id, b.number, v.title, b.channel, b.review_status, b.received_at, b.is_late,
                        b.questionnaire_id, b.body, b.body_digest, b.language, b.version, b.set_aside_reason,
                        b.told_at, b.consent_note, w.name AS entered_by,
                        o.id AS original_id, o.number AS original_number,
                        (SELECT c.level FROM consents c WHERE c.submission_id = b.id AND c.subject = 'publication'
                         ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication
                 FROM submissions b JOIN surveys v ON v.id = b.survey_id
                      LEFT JOIN accounts w ON w.id = b.entered_by LEFT JOIN submissions o ON o.id = b.duplicate_of
                 WHERE b.id = $2
                   AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                               AND m.role IN ('analyst', 'coordinator')
                               AND (m.study_id IS NULL OR m.study_id = v.study_id))",
                values![account.uuid(), id.uuid()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let mut record = read_record(&row)?;
        record.corrections = corrections(&mut snapshot, id).await?;
        record.contact = contact(&mut snapshot, id).await?;
        Ok(Some(record))
    }

    /// The return of a number, if it is of a study in which the account reads returns.
    pub async fn submission_numbered(
        &self,
        account: AccountId,
        number: i64,
    ) -> Result<Option<SubmissionId>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT b.id FROM submissions b JOIN surveys v ON v.id = b.survey_id
                 WHERE b.number = $2
                   AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                               AND m.role IN ('analyst', 'coordinator')
                               AND (m.study_id IS NULL OR m.study_id = v.study_id))",
                values![account.uuid(), number],
            )
            .await?;
        row.map(|row| row.get("id").map(SubmissionId::from_uuid)).transpose()
    }

    /// The returns before and after one, in the order of a filter.
    pub async fn neighbors(
        &self,
        account: AccountId,
        id: SubmissionId,
        filter: &InboxFilter,
    ) -> Result<Neighbors, StoreError> {
        let sql = concat!(
            "SELECT f.previous, f.next, f.place, f.total
             FROM (SELECT b.id, LAG(b.id) OVER one AS previous, LEAD(b.id) OVER one AS next,
                          ROW_NUMBER() OVER one AS place, COUNT(*) OVER () AS total",
            found_in_status!(),
            "  WINDOW one AS (ORDER BY
                 CASE $13 WHEN 'received' THEN $14 * b.received_at WHEN 'number' THEN $14 * b.number
                      WHEN 'status' THEN $14 * CASE b.review_status WHEN 'received' THEN 4
                        WHEN 'in_review' THEN 3 WHEN 'accepted' THEN 2 ELSE 1 END END DESC NULLS LAST,
                 CASE WHEN $13 = 'organization' AND $14 > 0 THEN NULLIF(k.organization, '') END ASC NULLS LAST,
                 CASE WHEN $13 = 'organization' AND $14 < 0 THEN NULLIF(k.organization, '') END DESC NULLS LAST,
                 b.received_at DESC, b.id DESC)) f
             WHERE f.id = $15"
        );
        let mut snapshot = self.snapshot().await?;
        let mut all = filter.values(account);
        let direction: i64 = if filter.is_turned { -1 } else { 1 };
        all.extend(values![InboxSort::word(filter.sort), direction, id.uuid()]);
        let Some(row) = snapshot.fetch_optional(sql, all).await? else {
            let sql = concat!("SELECT COUNT(*) AS total", found_in_status!());
            let total = snapshot.fetch_one(sql, filter.values(account)).await?.get("total")?;
            return Ok(Neighbors { total, ..Neighbors::default() });
        };
        Ok(Neighbors {
            previous: row.get::<Option<uuid::Uuid>>("previous")?.map(SubmissionId::from_uuid),
            next: row.get::<Option<uuid::Uuid>>("next")?.map(SubmissionId::from_uuid),
            place: row.get("place")?,
            total: row.get("total")?,
        })
    }
}

async fn corrections(db: &mut Connection, id: SubmissionId) -> Result<Vec<Correction>, StoreError> {
    let sql = "SELECT place, body, received_at FROM corrections WHERE submission_id = $1 ORDER BY place";
    let rows = db.fetch_all(sql, values![id.uuid()]).await?;
    let read = |row: &Row| {
        Ok(Correction {
            place: row.get("place")?,
            body: row.get("body")?,
            received_at: row.get("received_at")?,
        })
    };
    rows.iter().map(read).collect()
}

async fn contact(db: &mut Connection, id: SubmissionId) -> Result<Option<Contact>, StoreError> {
    let sql = "SELECT email, phone, whatsapp FROM contacts WHERE submission_id = $1";
    let row = db.fetch_optional(sql, values![id.uuid()]).await?;
    row.map(|row| {
        Ok(Contact { email: row.get("email")?, phone: row.get("phone")?, whatsapp: row.get("whatsapp")? })
    })
    .transpose()
}

pub(crate) fn read_publication(row: &Row) -> Result<Option<Publication>, StoreError> {
    let publication: Option<String> = row.get("publication")?;
    publication
        .map(|word| Publication::parse(&word).map_err(|_| StoreError::Corrupt(format!("consent {word}"))))
        .transpose()
}

fn read_record(row: &Row) -> Result<Record, StoreError> {
    let reason: String = row.get("set_aside_reason")?;
    let original: Option<uuid::Uuid> = row.get("original_id")?;
    let number: Option<i64> = row.get("original_number")?;
    Ok(Record {
        id: SubmissionId::from_uuid(row.get("id")?),
        number: row.get("number")?,
        survey_title: row.get("title")?,
        channel: read_channel(row)?,
        status: read_status(row)?,
        reason: Reason::from_stored(&reason),
        duplicate_of: original.map(SubmissionId::from_uuid).zip(number),
        received_at: row.get("received_at")?,
        is_late: row.get("is_late")?,
        questionnaire: QuestionnaireId::from_uuid(row.get("questionnaire_id")?),
        body: row.get("body")?,
        body_digest: row.get("body_digest")?,
        language: row.get("language")?,
        publication: read_publication(row)?,
        entered_by: row.get("entered_by")?,
        told_at: row.get("told_at")?,
        consent_note: row.get("consent_note")?,
        corrections: Vec::new(),
        contact: None,
        version: row.get("version")?,
    })
}
