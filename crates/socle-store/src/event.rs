//! The audit journal: who, when, which verb on which thing. It never holds words of an answer.

use crate::{driver::values, error::StoreError, write::Tx};
use socle_domain::{
    id::{AccountId, StudyId},
    time::Timestamp,
};
use uuid::Uuid;

/// One line of the journal.
#[derive(Debug, Clone, Copy)]
pub struct Event {
    /// Who did it; nobody for a respondent or the program itself.
    pub account: Option<AccountId>,
    /// What was done, as a past participle: `opened`, `submitted`, `withdrawn`.
    pub verb: &'static str,
    /// To what kind of thing, by its feature word.
    pub subject: &'static str,
    /// To which one.
    pub subject_id: Uuid,
    /// When.
    pub made_at: Timestamp,
}

impl Tx {
    /// Writes a line of the journal, in the same transaction as the act.
    pub async fn record_event(&mut self, event: Event) -> Result<(), StoreError> {
        self.insert_event(event, None, "").await
    }

    /// The same for an act within a study, which its coordinators can read. `detail` is the word of a field or of a
    /// role.
    pub(crate) async fn record_study_event(
        &mut self,
        event: Event,
        study: StudyId,
        detail: &str,
    ) -> Result<(), StoreError> {
        self.insert_event(event, Some(study), detail).await
    }

    async fn insert_event(
        &mut self,
        event: Event,
        study: Option<StudyId>,
        detail: &str,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO events (account_id, verb, subject, subject_id, made_at, study_id, detail)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            values![
                event.account.map(AccountId::uuid),
                event.verb,
                event.subject,
                event.subject_id,
                event.made_at,
                study.map(StudyId::uuid),
                detail
            ],
        )
        .await?;
        Ok(())
    }
}
