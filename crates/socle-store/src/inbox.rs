//! The analyst's inbox: the returns of those studies in which an account reads them, filtered, sorted and paged.

mod duplicate;
mod keys;

use crate::{
    Store,
    driver::{Connection, Row, Value, values},
    error::StoreError,
};
use socle_domain::{
    fold,
    id::{AccountId, SubmissionId},
    submission::{Channel, ReviewStatus},
    time::Timestamp,
};

/// Rows on one page of the inbox.
pub const INBOX_PAGE: i64 = 50;

/// The most words that are searched for; those after them are left out.
const WORDS: usize = 4;

/// Which returns an inbox shows; an empty text filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InboxFilter {
    /// Only this status.
    pub status: Option<ReviewStatus>,
    /// Words of the number, the titles, the organization or the tools: each begins a word there.
    pub words: String,
    /// Only with an experience of this theme.
    pub theme: String,
    /// Only with an experience or an organization in this country.
    pub country: String,
    /// Only from this kind of organization.
    pub kind: String,
    /// Only what came by this channel.
    pub channel: Option<Channel>,
    /// Only what came after the deadline, in the grace.
    pub is_late: bool,
    /// Only those that were asked something.
    pub inquiry: Option<InquiryState>,
    /// In which order.
    pub sort: InboxSort,
    /// Whether the order is turned around.
    pub is_turned: bool,
    /// The page, from 1.
    pub page: i64,
}

/// Where the questions asked back about a return stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InquiryState {
    /// One waits for an answer.
    Open,
    /// All were answered, and nobody has decided since.
    Answered,
}

impl InquiryState {
    /// Both states.
    pub const ALL: [Self; 2] = [Self::Open, Self::Answered];

    /// The word of a state.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
        }
    }

    /// Reads the word of a state.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// The orders that an inbox can be read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum InboxSort {
    /// The newest first.
    #[default]
    Received,
    /// By number, the greatest first.
    Number,
    /// By organization, A to Z; those without a name at the end.
    Organization,
    /// In the order of the work: what nobody has read first.
    Status,
}

impl InboxSort {
    /// All orders.
    pub const ALL: [Self; 4] = [Self::Received, Self::Number, Self::Organization, Self::Status];

    /// The word of an order.
    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Number => "number",
            Self::Organization => "organization",
            Self::Status => "status",
        }
    }

    /// Reads the word of an order.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// A page of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    /// The rows.
    pub rows: Vec<InboxRow>,
    /// How many rows the filter finds in all.
    pub total: i64,
    /// How many returns stand in each status, whatever status the filter asks for.
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
    /// Grows by one at each decision.
    pub version: i64,
    /// Who answered, when they say so.
    pub organization: Option<String>,
    /// What its first experience is called; empty when it has no title.
    pub title: String,
    /// The theme of its first experience, a word of the list of themes; empty when none is told.
    pub theme: String,
    /// The country of its first experience, or of the organization; empty when none is told.
    pub country: String,
    /// Whether something was asked back.
    pub inquiry: Option<InquiryState>,
    /// The earlier return that it may be a second copy of, with how alike they are, in hundredths.
    pub resembles: Option<Resemblance>,
    /// Whether no other return bears this organization's name.
    pub(crate) is_alone: bool,
}

/// Another return of the same organization that tells nearly the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resemblance {
    /// The other return.
    pub id: SubmissionId,
    /// Its number.
    pub number: i64,
    /// How alike they are, in hundredths.
    pub likeness: u32,
}

/// The returns that a filter finds, without its status: surveys first, so that only those of the account's studies are
/// looked through. `$1` is the account, `$2` to `$11` the filter, as [`InboxFilter::values`] gives it.
macro_rules! found {
    () => {
        " FROM surveys v JOIN submissions b ON b.survey_id = v.id LEFT JOIN inbox_keys k ON k.submission_id = b.id
          WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role IN ('analyst', 'coordinator')
                        AND (m.study_id IS NULL OR m.study_id = v.study_id))
            AND ($2 = '' OR EXISTS (SELECT 1 FROM experiences e WHERE e.submission_id = b.id AND e.theme = $2))
            AND ($3 = '' OR EXISTS (SELECT 1 FROM experiences e WHERE e.submission_id = b.id AND e.country = $3)
                 OR EXISTS (SELECT 1 FROM answers a WHERE a.submission_id = b.id AND a.place = 0
                            AND a.question = 's3_country' AND a.choice = $3))
            AND ($4 = '' OR EXISTS (SELECT 1 FROM answers a WHERE a.submission_id = b.id AND a.place = 0
                                    AND a.question = 's0_type' AND a.choice = $4))
            AND ($5 = '' OR b.channel = $5) AND (NOT $6 OR b.is_late)
            AND ($7 = '' OR ($7 = 'open' AND EXISTS (SELECT 1 FROM inquiries q
                               WHERE q.submission_id = b.id AND q.answered_at IS NULL))
                 OR ($7 = 'answered' AND b.review_status IN ('received', 'in_review')
                     AND EXISTS (SELECT 1 FROM inquiries q WHERE q.submission_id = b.id)
                     AND NOT EXISTS (SELECT 1 FROM inquiries q
                                     WHERE q.submission_id = b.id AND q.answered_at IS NULL)))
            AND ($8 = '' OR k.words LIKE $8) AND ($9 = '' OR k.words LIKE $9)
            AND ($10 = '' OR k.words LIKE $10) AND ($11 = '' OR k.words LIKE $11)"
    };
}
/// The same, of one status (`$12`) when one is asked for.
macro_rules! found_in_status {
    () => {
        concat!($crate::inbox::found!(), " AND ($12 = '' OR b.review_status = $12)")
    };
}
pub(crate) use {found, found_in_status};

impl InboxFilter {
    /// The values `$1` to `$12` of [`found_in_status`].
    pub(crate) fn values(&self, account: AccountId) -> Vec<Value> {
        let mut values = self.values_without_status(account);
        values.push(self.status.map_or("", ReviewStatus::word).into());
        values
    }

    /// The values `$1` to `$11` of [`found`].
    fn values_without_status(&self, account: AccountId) -> Vec<Value> {
        let mut values = values![
            account.uuid(),
            self.theme.as_str(),
            self.country.as_str(),
            self.kind.as_str(),
            self.channel.map_or("", Channel::word),
            self.is_late,
            self.inquiry.map_or("", InquiryState::word),
        ];
        let words = fold::words(&self.words);
        // What is searched holds letters and digits only, so no word can be a pattern by itself.
        values.extend(
            (0..WORDS).map(|at| words.get(at).map_or_else(String::new, |word| format!("% {word}%")).into()),
        );
        values
    }
}

impl Store {
    /// A page of the inbox of those studies in which the account reads returns.
    pub async fn inbox(&self, account: AccountId, filter: &InboxFilter) -> Result<Inbox, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let counts = count(&mut snapshot, account, filter).await?;
        let wanted = |status: ReviewStatus| filter.status.is_none_or(|only| only == status);
        let total = counts.iter().filter(|(status, _)| wanted(*status)).map(|(_, count)| count).sum();
        let before = (filter.page.max(1) - 1).saturating_mul(INBOX_PAGE);
        let mut rows = inbox_rows(&mut snapshot, account, filter, INBOX_PAGE, before).await?;
        duplicate::look_for(&mut snapshot, account, &mut rows).await?;
        Ok(Inbox { rows, total, counts })
    }

    /// Every return that a filter finds, for a file: in the order of the filter, without pages.
    pub async fn inbox_whole(
        &self,
        account: AccountId,
        filter: &InboxFilter,
    ) -> Result<Vec<InboxRow>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        inbox_rows(&mut snapshot, account, filter, i64::MAX, 0).await
    }

    /// The countries that the account's returns tell of, by code.
    pub async fn inbox_countries(&self, account: AccountId) -> Result<Vec<String>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT DISTINCT e.country FROM surveys v JOIN submissions b ON b.survey_id = v.id
                        JOIN experiences e ON e.submission_id = b.id
                 WHERE e.country <> ''
                   AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                               AND m.role IN ('analyst', 'coordinator')
                               AND (m.study_id IS NULL OR m.study_id = v.study_id))
                 ORDER BY e.country",
                values![account.uuid()],
            )
            .await?;
        rows.iter().map(|row| row.get("country")).collect()
    }
}

/// How many returns stand in each status, of those that the rest of the filter finds.
async fn count(
    db: &mut Connection,
    account: AccountId,
    filter: &InboxFilter,
) -> Result<Vec<(ReviewStatus, i64)>, StoreError> {
    let sql = concat!("SELECT b.review_status, COUNT(*) AS total", found!(), " GROUP BY b.review_status");
    let rows = db.fetch_all(sql, filter.values_without_status(account)).await?;
    rows.iter().map(|row| Ok((read_status(row)?, row.get("total")?))).collect()
}

/// Rows of the inbox. The page is cut before anything is looked up about its rows.
async fn inbox_rows(
    db: &mut Connection,
    account: AccountId,
    filter: &InboxFilter,
    most: i64,
    before: i64,
) -> Result<Vec<InboxRow>, StoreError> {
    let sql = concat!(
        "SELECT f.id, f.number, f.title, f.channel, f.review_status, f.received_at, f.is_late, f.version,
                (SELECT o.name FROM experiences e JOIN organizations o ON o.id = e.organization_id
                 WHERE e.submission_id = f.id ORDER BY e.place LIMIT 1) AS organization,
                (SELECT e.title FROM experiences e WHERE e.submission_id = f.id
                 ORDER BY e.place LIMIT 1) AS experience,
                (SELECT e.theme FROM experiences e WHERE e.submission_id = f.id
                 ORDER BY e.place LIMIT 1) AS theme,
                (SELECT e.country FROM experiences e WHERE e.submission_id = f.id
                 ORDER BY e.place LIMIT 1) AS country,
                (SELECT a.choice FROM answers a WHERE a.submission_id = f.id AND a.place = 0
                 AND a.question = 's3_country' ORDER BY a.choice LIMIT 1) AS home,
                (SELECT COUNT(*) FROM inquiries q WHERE q.submission_id = f.id) AS asked,
                (SELECT COUNT(*) FROM inquiries q WHERE q.submission_id = f.id
                 AND q.answered_at IS NULL) AS unanswered,
                (SELECT COUNT(*) FROM inbox_keys o WHERE o.organization = f.organization_key
                 AND f.organization_key <> '') AS namesakes
         FROM (SELECT b.id, b.number, v.title, b.channel, b.review_status, b.received_at, b.is_late, b.version,
                      COALESCE(k.organization, '') AS organization_key,
                      $14 * CASE $13 WHEN 'received' THEN b.received_at WHEN 'number' THEN b.number
                                 WHEN 'status' THEN CASE b.review_status WHEN 'received' THEN 4
                                   WHEN 'in_review' THEN 3 WHEN 'accepted' THEN 2 ELSE 1 END END AS by_number,
                      CASE WHEN $13 = 'organization' AND $14 > 0 THEN NULLIF(k.organization, '') END AS a_to_z,
                      CASE WHEN $13 = 'organization' AND $14 < 0 THEN NULLIF(k.organization, '') END AS z_to_a",
        found_in_status!(),
        " ORDER BY by_number DESC NULLS LAST, a_to_z ASC NULLS LAST, z_to_a DESC NULLS LAST,
                   b.received_at DESC, b.id DESC LIMIT $15 OFFSET $16) f
         ORDER BY f.by_number DESC NULLS LAST, f.a_to_z ASC NULLS LAST, f.z_to_a DESC NULLS LAST,
                  f.received_at DESC, f.id DESC"
    );
    let mut all = filter.values(account);
    let direction: i64 = if filter.is_turned { -1 } else { 1 };
    all.extend(values![filter.sort.word(), direction, most, before]);
    db.fetch_all(sql, all).await?.iter().map(read_inbox_row).collect()
}

pub(crate) fn read_status(row: &Row) -> Result<ReviewStatus, StoreError> {
    let word: String = row.get("review_status")?;
    ReviewStatus::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("review status {word}")))
}

pub(crate) fn read_channel(row: &Row) -> Result<Channel, StoreError> {
    let channel: String = row.get("channel")?;
    Channel::parse(&channel).ok_or_else(|| StoreError::Corrupt(format!("channel {channel}")))
}

fn read_inbox_row(row: &Row) -> Result<InboxRow, StoreError> {
    let status = read_status(row)?;
    let (asked, unanswered): (i64, i64) = (row.get("asked")?, row.get("unanswered")?);
    let words = |name| Ok::<String, StoreError>(row.get::<Option<String>>(name)?.unwrap_or_default());
    let country = Some(words("country")?).filter(|country| !country.is_empty());
    Ok(InboxRow {
        id: SubmissionId::from_uuid(row.get("id")?),
        number: row.get("number")?,
        survey_title: row.get("title")?,
        channel: read_channel(row)?,
        status,
        received_at: row.get("received_at")?,
        is_late: row.get("is_late")?,
        version: row.get("version")?,
        organization: row.get("organization")?,
        title: words("experience")?,
        theme: words("theme")?,
        country: country.map_or_else(|| words("home"), Ok)?,
        inquiry: inquiry_state(status, asked, unanswered),
        resembles: None,
        is_alone: row.get::<i64>("namesakes")? < 2,
    })
}

/// Where the questions asked back stand, from how many there are.
pub(crate) fn inquiry_state(status: ReviewStatus, asked: i64, unanswered: i64) -> Option<InquiryState> {
    let is_undecided = matches!(status, ReviewStatus::Received | ReviewStatus::InReview);
    match (asked, unanswered) {
        (0, _) => None,
        (_, 0) => is_undecided.then_some(InquiryState::Answered),
        _ => Some(InquiryState::Open),
    }
}
