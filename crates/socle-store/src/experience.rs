//! Experiences as the team curates them: one text in numbered revisions beside the return, which keeps the words as
//! they were sent.

use crate::{
    Store,
    change::Verb,
    coding,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
    inbox::read_status,
    published,
    record::read_publication,
    tool::{Tool, read_tool},
    write::Tx,
};
use socle_domain::{
    consent::Publication,
    id::{AccountId, ExperienceId, OrganizationId, SubmissionId},
    review::Reason,
    submission::ReviewStatus,
    time::Timestamp,
};

/// An experience and its curated text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CuratedExperience {
    /// Its id.
    pub id: ExperienceId,
    /// Its public number.
    pub number: i64,
    /// The return it stands in.
    pub submission: SubmissionId,
    /// The public number of that return.
    pub submission_number: i64,
    /// Its place there, from 1.
    pub place: i64,
    /// What it is called; empty when it has no title.
    pub title: String,
    /// `use` or `initiative`.
    pub kind: String,
    /// A word of the list of themes; empty when it was not told.
    pub theme: String,
    /// A code of the list of countries; empty when it was not told.
    pub country: String,
    /// Where the tool stands; empty when it was not told.
    pub state: String,
    /// The language it is told in.
    pub language: String,
    /// Where it stands.
    pub status: ReviewStatus,
    /// Why it is set aside itself, when it is.
    pub reason: Option<Reason>,
    /// How its author allows it to be published, last said.
    pub publication: Option<Publication>,
    /// Who tells it, when they say so.
    pub organization: Option<(OrganizationId, String)>,
    /// The tools it tells of, the main one first.
    pub tools: Vec<ToldTool>,
    /// The number of the current revision.
    pub revision: i64,
    /// The current text.
    pub text: String,
    /// The current text is its author's correction, and the team had edited or masked an earlier one.
    pub is_corrected_over_team: bool,
    /// Grows by one at each decision and revision.
    pub version: i64,
}

/// A tool, as it was written in a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldTool {
    /// Its place, from 1.
    pub place: i64,
    /// As it was written.
    pub told: String,
    /// The tool of the catalogue that it is, once somebody has said so.
    pub tool: Option<Tool>,
}

/// Why a revision was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RevisionReason {
    /// The text as it was sent.
    Sent,
    /// Its author sent a correction.
    Corrected,
    /// The team edited it.
    Edited,
    /// The team masked a passage.
    Masked,
}

impl RevisionReason {
    /// All reasons.
    pub const ALL: [Self; 4] = [Self::Sent, Self::Corrected, Self::Edited, Self::Masked];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Corrected => "corrected",
            Self::Edited => "edited",
            Self::Masked => "masked",
        }
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        let word: String = row.get("reason")?;
        let found = Self::ALL.into_iter().find(|reason| reason.word() == word);
        found.ok_or_else(|| StoreError::Corrupt(format!("revision reason {word}")))
    }
}

/// One state of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its number, from 1.
    pub revision: i64,
    /// The text.
    pub text: String,
    /// Why it was made.
    pub reason: RevisionReason,
    /// Who of the team made it, by name; nobody when it is the author's.
    pub author: Option<String>,
    /// When.
    pub made_at: Timestamp,
}

/// A text to be kept as the next revision.
#[derive(Debug, Clone)]
pub struct NewRevision {
    /// Who changed it.
    pub account: AccountId,
    /// Of which experience.
    pub experience: ExperienceId,
    /// The number of the revision that was read.
    pub over: i64,
    /// The whole text.
    pub text: String,
    /// Why.
    pub reason: RevisionReason,
    /// When.
    pub now: Timestamp,
}

/// An experience as this account may read it: `$1` is the account.
macro_rules! curated {
    ($which:literal) => {
        concat!(
            "SELECT e.id, e.number, e.submission_id, b.number AS submission_number, e.place, e.title, e.kind, e.theme,
                    e.country, e.state, e.language, e.review_status, e.set_aside_reason, e.current_revision, e.version,
                    o.id AS organization_id, o.name AS organization, r.text,
                    (r.reason = 'corrected' AND EXISTS
                      (SELECT 1 FROM experience_revisions x WHERE x.experience_id = e.id
                       AND x.revision < r.revision AND x.reason IN ('edited', 'masked'))) AS is_over_team,
                    (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
                     ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication
             FROM experiences e JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
                  JOIN experience_revisions r ON r.experience_id = e.id AND r.revision = e.current_revision
                  LEFT JOIN organizations o ON o.id = e.organization_id
             WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                           AND m.role IN ('analyst', 'coordinator')
                           AND (m.study_id IS NULL OR m.study_id = v.study_id)) AND ",
            $which,
            " ORDER BY e.place"
        )
    };
}

impl Store {
    /// The experiences of a return, if it is of a study in which the account reads returns.
    pub async fn experiences(
        &self,
        account: AccountId,
        submission: SubmissionId,
    ) -> Result<Vec<CuratedExperience>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let sql = curated!("e.submission_id = $2");
        let rows = snapshot.fetch_all(sql, values![account.uuid(), submission.uuid()]).await?;
        let mut found = rows.iter().map(read_experience).collect::<Result<Vec<_>, _>>()?;
        for experience in &mut found {
            experience.tools = told_tools(&mut snapshot, experience.id).await?;
        }
        Ok(found)
    }

    /// An experience, if it is of a study in which the account reads returns.
    pub async fn experience(
        &self,
        account: AccountId,
        id: ExperienceId,
    ) -> Result<Option<CuratedExperience>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let sql = curated!("e.id = $2");
        let row = snapshot.fetch_optional(sql, values![account.uuid(), id.uuid()]).await?;
        let Some(row) = row else { return Ok(None) };
        let mut found = read_experience(&row)?;
        found.tools = told_tools(&mut snapshot, id).await?;
        Ok(Some(found))
    }

    /// Every revision of an experience that the account may read, the oldest first.
    pub async fn revisions(&self, account: AccountId, id: ExperienceId) -> Result<Vec<Revision>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT r.revision, r.text, r.reason, r.created_at, a.name AS author
                 FROM experience_revisions r JOIN experiences e ON e.id = r.experience_id
                      JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
                      LEFT JOIN accounts a ON a.id = r.account_id
                 WHERE r.experience_id = $2
                   AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                               AND m.role IN ('analyst', 'coordinator')
                               AND (m.study_id IS NULL OR m.study_id = v.study_id))
                 ORDER BY r.revision",
                values![account.uuid(), id.uuid()],
            )
            .await?;
        let read = |row: &Row| {
            Ok(Revision {
                revision: row.get("revision")?,
                text: row.get("text")?,
                reason: RevisionReason::read(row)?,
                author: row.get("author")?,
                made_at: row.get("created_at")?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// Keeps a text as the next revision, over the one that was read; says its number. The same text again makes no
    /// revision. `Stale` when there is a newer one, or when the account may not read it: both texts are then shown.
    pub async fn revise(&self, new: NewRevision) -> Result<i64, StoreError> {
        self.write(new, |tx, new| Box::pin(revise(tx, new))).await
    }
}

async fn revise(tx: &mut Tx, new: &NewRevision) -> Result<i64, StoreError> {
    let id = new.experience.uuid();
    let same = tx
        .fetch_optional(
            "SELECT 1 AS one FROM experience_revisions r JOIN experiences e ON e.id = r.experience_id
                    JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
             WHERE e.id = $2 AND r.revision = e.current_revision AND r.revision = $3 AND r.text = $4
               AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                           AND m.role IN ('analyst', 'coordinator')
                           AND (m.study_id IS NULL OR m.study_id = v.study_id))",
            values![new.account.uuid(), id, new.over, new.text.as_str()],
        )
        .await?;
    if same.is_some() {
        return Ok(new.over);
    }
    let revision = new.over.saturating_add(1);
    let revised = tx
        .execute(
            "UPDATE experiences SET current_revision = $4, version = version + 1
             WHERE id = $2 AND current_revision = $3
               AND EXISTS (SELECT 1 FROM submissions b JOIN surveys v ON v.id = b.survey_id JOIN memberships m
                             ON (m.study_id IS NULL OR m.study_id = v.study_id)
                           WHERE b.id = experiences.submission_id AND m.account_id = $1
                             AND m.role IN ('analyst', 'coordinator'))",
            values![new.account.uuid(), id, new.over, revision],
        )
        .await?;
    if revised == 0 {
        return Err(StoreError::Stale);
    }
    tx.execute(
        "INSERT INTO experience_revisions (experience_id, revision, text, account_id, created_at, reason)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![id, revision, new.text.as_str(), new.account.uuid(), new.now, new.reason.word()],
    )
    .await?;
    coding::reanchor(tx, new.experience, revision, new.now).await?;
    published::follow_words(tx, new.experience, new.now).await?;
    let event = Event {
        account: Some(new.account),
        verb: new.reason.word(),
        subject: "experience",
        subject_id: id,
        made_at: new.now,
    };
    tx.record_event(event).await?;
    tx.record_change("experience", id, Verb::Saved, new.now).await?;
    Ok(revision)
}

async fn told_tools(db: &mut Connection, id: ExperienceId) -> Result<Vec<ToldTool>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT t.place, t.told, c.id, c.number, c.slug, c.name FROM experience_tools t
               LEFT JOIN tools c ON c.id = t.tool_id WHERE t.experience_id = $1 ORDER BY t.place",
            values![id.uuid()],
        )
        .await?;
    let read = |row: &Row| {
        let is_linked = row.get::<Option<uuid::Uuid>>("id")?.is_some();
        Ok(ToldTool {
            place: row.get("place")?,
            told: row.get("told")?,
            tool: is_linked.then(|| read_tool(row)).transpose()?,
        })
    };
    rows.iter().map(read).collect()
}

fn read_experience(row: &Row) -> Result<CuratedExperience, StoreError> {
    let reason: String = row.get("set_aside_reason")?;
    let organization: Option<uuid::Uuid> = row.get("organization_id")?;
    Ok(CuratedExperience {
        id: ExperienceId::from_uuid(row.get("id")?),
        number: row.get("number")?,
        submission: SubmissionId::from_uuid(row.get("submission_id")?),
        submission_number: row.get("submission_number")?,
        place: row.get("place")?,
        title: row.get("title")?,
        kind: row.get("kind")?,
        theme: row.get("theme")?,
        country: row.get("country")?,
        state: row.get("state")?,
        language: row.get("language")?,
        status: read_status(row)?,
        reason: Reason::from_stored(&reason),
        publication: read_publication(row)?,
        organization: organization.map(OrganizationId::from_uuid).zip(row.get("organization")?),
        tools: Vec::new(),
        revision: row.get("current_revision")?,
        text: row.get("text")?,
        is_corrected_over_team: row.get("is_over_team")?,
        version: row.get("version")?,
    })
}
