//! The audit journal: who, when, which verb on which thing. It never holds words of an answer.

use crate::{driver::values, error::StoreError, write::Tx};
use socle_domain::{id::AccountId, time::Timestamp};
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
        self.execute(
            "INSERT INTO events (account_id, verb, subject, subject_id, made_at) VALUES ($1, $2, $3, $4, $5)",
            values![
                event.account.map(AccountId::uuid),
                event.verb,
                event.subject,
                event.subject_id,
                event.made_at
            ],
        )
        .await?;
        Ok(())
    }
}
