//! A return, whole, as those who read it see it, and what they decide.

use crate::{
    Store,
    change::Verb,
    driver::{Row, values},
    error::StoreError,
    event::Event,
    inbox::{InboxRow, read_inbox_row},
};
use socle_domain::{
    consent::Publication,
    id::{AccountId, QuestionnaireId, SubmissionId},
    submission::ReviewStatus,
    time::Timestamp,
};

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
