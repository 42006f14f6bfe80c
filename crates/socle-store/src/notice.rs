//! What a respondent is told of those who answered before, and the names that pages propose.

use crate::{Store, driver::values, error::StoreError};
use socle_domain::{id::SurveyId, time::MINUTE};

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
