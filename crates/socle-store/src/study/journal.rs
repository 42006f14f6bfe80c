//! The journal of a study, as its coordinators read it.

use crate::{Store, driver::values, error::StoreError};
use socle_domain::{id::StudyId, time::Timestamp};

/// Lines on one page of the journal.
pub const JOURNAL_PAGE: i64 = 50;

/// A page of the journal, the newest line first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// The lines.
    pub rows: Vec<JournalRow>,
    /// How many there are in all.
    pub total: i64,
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// When.
    pub made_at: Timestamp,
    /// Who, by name; nobody for the program itself.
    pub who: Option<String>,
    /// What was done: `created`, `edited`, `role_given`.
    pub verb: String,
    /// To what kind of thing: `study`, `survey`, `account`.
    pub subject: String,
    /// The word of the field or of the role.
    pub detail: String,
    /// What that thing is called: the title of a survey, the name of a person.
    pub about: Option<String>,
}

impl Store {
    /// A page (from 1) of what was done in a study: to itself, to its surveys, to its team.
    pub async fn study_journal(&self, study: StudyId, page: i64) -> Result<Journal, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let sql = "SELECT COUNT(*) AS total FROM events WHERE study_id = $1";
        let total = snapshot.fetch_one(sql, values![study.uuid()]).await?.get("total")?;
        let rows = snapshot
            .fetch_all(
                "SELECT e.made_at, e.verb, e.subject, e.detail, a.name AS who, COALESCE(v.title, p.name) AS about
                 FROM events e LEFT JOIN accounts a ON a.id = e.account_id
                      LEFT JOIN surveys v ON e.subject = 'survey' AND v.id = e.subject_id
                      LEFT JOIN accounts p ON e.subject = 'account' AND p.id = e.subject_id
                 WHERE e.study_id = $1
                 ORDER BY e.id DESC LIMIT $2 OFFSET $3",
                values![study.uuid(), JOURNAL_PAGE, (page.max(1) - 1).saturating_mul(JOURNAL_PAGE)],
            )
            .await?;
        let rows = rows.iter().map(|row| {
            Ok(JournalRow {
                made_at: row.get("made_at")?,
                who: row.get("who")?,
                verb: row.get("verb")?,
                subject: row.get("subject")?,
                detail: row.get("detail")?,
                about: row.get("about")?,
            })
        });
        Ok(Journal { rows: rows.collect::<Result<_, StoreError>>()?, total })
    }
}
