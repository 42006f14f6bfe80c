//! What waits for the people who write and read guides over.

use super::holds;
use crate::{Store, driver::values, error::StoreError};
use socle_domain::{
    id::{AccountId, GuideId},
    time::Timestamp,
};

/// How many things wait for an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DeskTasks {
    /// Proposed revisions that the account has not read over.
    pub to_review: i64,
    /// Tasks that came of evidence that changed.
    pub tasks: i64,
    /// Approvals that were asked for and not answered.
    pub approvals: i64,
    /// Published guides whose review is due.
    pub review_due: i64,
}

/// Something an editor has to look at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorTask {
    /// The guide.
    pub guide: GuideId,
    /// Its number.
    pub number: i64,
    /// Its working title.
    pub title: String,
    /// The word of the reason: `evidence_withdrawn`, `evidence_masked`, `evidence_changed`, `evidence_set_aside`,
    /// `consent_narrowed`.
    pub reason: String,
    /// The citations that it is about, as the text has them: `r12:1, r12:3`. Empty when it is about all of a return.
    pub place: String,
    /// Since when.
    pub created_at: Timestamp,
}

impl Store {
    /// How many things about guides wait for an account, in the studies where it holds a role for them.
    pub async fn guide_tasks(&self, account: AccountId, now: Timestamp) -> Result<DeskTasks, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_one(
                concat!(
                    "SELECT (SELECT COUNT(*) FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
                       WHERE r.published_at IS NULL AND r.superseded_at IS NULL
                         AND NOT EXISTS (SELECT 1 FROM reviews w WHERE w.guide_revision_id = r.id
                                         AND w.account_id = $1) AND ",
                    holds!(reviews),
                    ") AS to_review,
                     (SELECT COUNT(*) FROM editor_tasks t JOIN guides g ON g.id = t.guide_id
                       WHERE t.done_at IS NULL AND ",
                    holds!(writes),
                    ") AS tasks,
                     (SELECT COUNT(*) FROM approvals a JOIN guide_revisions r ON r.id = a.guide_revision_id
                        JOIN guides g ON g.id = r.guide_id
                       WHERE a.verdict = 'asked' AND r.published_at IS NULL AND r.superseded_at IS NULL AND ",
                    holds!(writes),
                    ") AS approvals,
                     (SELECT COUNT(*) FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
                       WHERE r.published_at IS NOT NULL AND r.superseded_at IS NULL AND r.review_due_at <= $2 AND ",
                    holds!(writes),
                    ") AS review_due"
                ),
                values![account.uuid(), now],
            )
            .await?;
        Ok(DeskTasks {
            to_review: row.get("to_review")?,
            tasks: row.get("tasks")?,
            approvals: row.get("approvals")?,
            review_due: row.get("review_due")?,
        })
    }

    /// The tasks that wait for an editor, the oldest first.
    pub async fn editor_tasks(&self, account: AccountId) -> Result<Vec<EditorTask>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                concat!(
                    "SELECT g.id, g.number, t.reason, t.place, t.created_at, COALESCE((SELECT d.title FROM guide_drafts d
                       WHERE d.guide_id = g.id ORDER BY d.language DESC LIMIT 1), '') AS title
                     FROM editor_tasks t JOIN guides g ON g.id = t.guide_id WHERE t.done_at IS NULL AND ",
                    holds!(writes),
                    " ORDER BY t.created_at, t.id"
                ),
                values![account.uuid()],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(EditorTask {
                    guide: GuideId::from_uuid(row.get("id")?),
                    number: row.get("number")?,
                    title: row.get("title")?,
                    reason: row.get("reason")?,
                    place: row.get("place")?,
                    created_at: row.get("created_at")?,
                })
            })
            .collect()
    }
}
