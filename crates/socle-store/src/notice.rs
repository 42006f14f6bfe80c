//! What a respondent is told before they answer: who runs the study, why, and how long answering takes.

use crate::{Store, driver::values, error::StoreError};
use socle_domain::{
    id::{StudyId, SurveyId},
    time::MINUTE,
};

/// What a study says of itself, in one language. A part that nobody wrote is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StudyNotice {
    /// Why the study is done.
    pub purpose: String,
    /// What it is about.
    pub scope: String,
    /// What it is not about.
    pub out_of_scope: String,
    /// Who asked for it.
    pub sponsor: String,
    /// Who answers for the data.
    pub controller: String,
    /// Who reads the answers.
    pub readers: String,
    /// Whom to write to.
    pub contact: String,
    /// How many months returns are kept after the survey closes.
    pub retention_months: i64,
}

/// What is known of those who answered already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turnout {
    /// How many returns came.
    pub returns: i64,
    /// How many minutes answering took, for half of those who answered lately; none when too few did to say.
    pub minutes: Option<i64>,
}

/// Returns that the time is measured on, the newest first.
const LATELY: i64 = 101;
/// Fewer than so many tell nothing.
const ENOUGH: usize = 5;

impl Store {
    /// What a study says of itself. Where it was not written in this language, the other one is given.
    pub async fn study_notice(&self, study: StudyId, language: &str) -> Result<StudyNotice, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT COALESCE(t.purpose, '') AS purpose, COALESCE(t.scope, '') AS scope,
                        COALESCE(t.out_of_scope, '') AS out_of_scope, COALESCE(t.sponsor, '') AS sponsor,
                        COALESCE(t.controller, '') AS controller, COALESCE(t.readers, '') AS readers,
                        COALESCE(t.contact, '') AS contact, s.retention_months
                 FROM studies s LEFT JOIN study_texts t ON t.study_id = s.id WHERE s.id = $1
                 ORDER BY CASE WHEN t.language = $2 THEN 0 ELSE 1 END, t.language NULLS LAST LIMIT 1",
                values![study.uuid(), language],
            )
            .await?;
        let Some(row) = row else { return Ok(StudyNotice::default()) };
        Ok(StudyNotice {
            purpose: row.get("purpose")?,
            scope: row.get("scope")?,
            out_of_scope: row.get("out_of_scope")?,
            sponsor: row.get("sponsor")?,
            controller: row.get("controller")?,
            readers: row.get("readers")?,
            contact: row.get("contact")?,
            retention_months: row.get("retention_months")?,
        })
    }

    /// How many answered a survey, and how long it took them on the pages of the survey.
    pub async fn turnout(&self, survey: SurveyId) -> Result<Turnout, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let sql = "SELECT COUNT(*) AS total FROM submissions WHERE survey_id = $1";
        let returns: i64 = snapshot.fetch_one(sql, values![survey.uuid()]).await?.get("total")?;
        let rows = snapshot
            .fetch_all(
                "SELECT received_at - started_at AS took FROM submissions
                 WHERE survey_id = $1 AND channel = 'web' ORDER BY received_at DESC LIMIT $2",
                values![survey.uuid(), LATELY],
            )
            .await?;
        let mut took = rows.iter().map(|row| row.get("took")).collect::<Result<Vec<i64>, StoreError>>()?;
        took.sort_unstable();
        let half = took.get(took.len() / 2).filter(|_| took.len() >= ENOUGH);
        Ok(Turnout { returns, minutes: half.map(|took| (took / MINUTE).max(1)) })
    }

    /// The names of the catalogue, in the order of the alphabet.
    pub async fn tool_names(&self) -> Result<Vec<String>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all("SELECT name FROM tools ORDER BY name, id LIMIT 100", Vec::new())
            .await?;
        rows.iter().map(|row| row.get("name")).collect()
    }
}
