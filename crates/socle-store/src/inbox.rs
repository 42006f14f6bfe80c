//! The analyst's inbox: the returns of those studies in which an account reads them.

use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
};
use socle_domain::{
    id::{AccountId, SubmissionId},
    submission::{Channel, ReviewStatus},
    time::Timestamp,
};

/// Rows on one page of the inbox.
pub const INBOX_PAGE: i64 = 50;

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

impl Store {
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

pub(crate) fn read_status(row: &Row) -> Result<ReviewStatus, StoreError> {
    let word: String = row.get("review_status")?;
    ReviewStatus::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("review status {word}")))
}

pub(crate) fn read_inbox_row(row: &Row) -> Result<InboxRow, StoreError> {
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
