//! Passages of stories, and the codes that people put on them.
//!
//! A passage is shared, a coding is its coder's: two people who put a code on the same words use one passage and two
//! codings. A passage keeps its place in the story for good, so that what cites it by that place still finds it.

mod anchor;
mod passage;
mod work;

pub use anchor::{Reanchored, reanchor};
pub use passage::{Excerpted, Matrix, MatrixBy, PASSAGES_PAGE, PassageFilter, Passages};
pub use work::{NewCoding, Repair};

use crate::{
    Store,
    codebook::{CodeLabel, labels_of},
    driver::{Connection, Row, values},
    error::StoreError,
};
use socle_domain::{
    coding::Span,
    consent::Publication,
    id::{AccountId, CodeLabelId, CodingId, ExcerptId, ExperienceId, StudyId, SubmissionId},
    time::Timestamp,
};

/// A story to be coded, with all that its page shows.
#[derive(Debug, Clone)]
pub struct CodingSheet {
    /// The story.
    pub story: Story,
    /// The codes of its study.
    pub labels: Vec<CodeLabel>,
    /// Its passages, in the order of the text; flagged ones first.
    pub passages: Vec<Passage>,
    /// The stories before and after it that the account has not coded yet.
    pub neighbors: [Option<(ExperienceId, i64)>; 2],
    /// Whether other people have coded it.
    pub has_others: bool,
}

/// A story, as those who code it see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its id.
    pub id: ExperienceId,
    /// Its public number.
    pub number: i64,
    /// The study it was told in.
    pub study: StudyId,
    /// The return that tells it.
    pub submission: SubmissionId,
    /// That return's number.
    pub submission_number: i64,
    /// Its title, if the team gave it one.
    pub title: String,
    /// A word of the list of themes; empty when not said.
    pub theme: String,
    /// A country's code; empty when not said.
    pub country: String,
    /// The language it is told in.
    pub language: String,
    /// What its author allows; nothing may be published when they did not say.
    pub publication: Option<Publication>,
    /// The revision shown.
    pub revision: i64,
    /// Its words.
    pub text: String,
}

/// A passage, with the codings that the reader may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its id.
    pub id: ExcerptId,
    /// Its place in the story: the second part of `[@r204:3]`.
    pub place: i64,
    /// Where it stands in the revision shown; none when its words are not there any more.
    pub span: Option<Span>,
    /// Its words.
    pub words: String,
    /// The codings on it.
    pub codings: Vec<Coding>,
}

/// A code that someone put on a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// Its id.
    pub id: CodingId,
    /// The code.
    pub label: CodeLabelId,
    /// Who put it.
    pub account: AccountId,
    /// Their name.
    pub coder: String,
    /// What they noted.
    pub memo: String,
    /// When.
    pub made_at: Timestamp,
}

impl Store {
    /// A story to be coded, if the account codes its study: its own codings alone, or with those of everybody.
    pub async fn coding_sheet(
        &self,
        account: AccountId,
        id: ExperienceId,
        with_others: bool,
    ) -> Result<Option<CodingSheet>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let Some(story) = story(&mut snapshot, account, id).await? else { return Ok(None) };
        let labels = labels_of(&mut snapshot, story.study).await?;
        let all = passages_of(&mut snapshot, &story).await?;
        let is_other = |coding: &Coding| coding.account != account;
        let has_others = all.iter().any(|passage| passage.codings.iter().any(is_other));
        let visible = |mut passage: Passage| {
            passage.codings.retain(|coding| with_others || coding.account == account);
            // A passage that was cut out by someone else alone says where they found something.
            (!passage.codings.is_empty()).then_some(passage)
        };
        let mut passages: Vec<_> = all.into_iter().filter_map(visible).collect();
        passages.sort_by_key(|passage| (passage.span, passage.place));
        let neighbors = [
            neighbor(&mut snapshot, account, &story, false).await?,
            neighbor(&mut snapshot, account, &story, true).await?,
        ];
        Ok(Some(CodingSheet { story, labels, passages, neighbors, has_others }))
    }

    /// The stories of accepted returns that the account has not coded yet: how many, and the first.
    pub async fn stories_to_code(
        &self,
        account: AccountId,
    ) -> Result<(i64, Option<ExperienceId>), StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_one(
                "SELECT COUNT(*) AS total, MIN(e.number) AS first
                 FROM experiences e JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
                 WHERE b.review_status = 'accepted' AND e.review_status <> 'set_aside'
                   AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                               AND m.role IN ('analyst', 'coordinator')
                               AND (m.study_id IS NULL OR m.study_id = v.study_id))
                   AND NOT EXISTS (SELECT 1 FROM excerpts x JOIN codings k ON k.excerpt_id = x.id
                                   WHERE x.experience_id = e.id AND k.account_id = $1)",
                values![account.uuid()],
            )
            .await?;
        let Some(first) = row.get::<Option<i64>>("first")? else { return Ok((0, None)) };
        let id = self
            .snapshot()
            .await?
            .fetch_optional("SELECT id FROM experiences WHERE number = $1", values![first])
            .await?
            .map(|row| Ok::<_, StoreError>(ExperienceId::from_uuid(row.get("id")?)))
            .transpose()?;
        Ok((row.get("total")?, id))
    }
}

const STORY: &str =
    "SELECT e.id, e.number, v.study_id, b.id AS submission_id, b.number AS submission_number, e.title,
        e.theme, e.country, e.language, e.current_revision, r.text,
        (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
         ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication
     FROM experiences e JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
       JOIN experience_revisions r ON r.experience_id = e.id AND r.revision = e.current_revision
     WHERE e.id = $2 AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
       AND m.role IN ('analyst', 'coordinator') AND (m.study_id IS NULL OR m.study_id = v.study_id))";

/// A story, if the account codes its study.
async fn story(
    db: &mut Connection,
    account: AccountId,
    id: ExperienceId,
) -> Result<Option<Story>, StoreError> {
    let row = db.fetch_optional(STORY, values![account.uuid(), id.uuid()]).await?;
    row.as_ref().map(read_story).transpose()
}

fn read_story(row: &Row) -> Result<Story, StoreError> {
    Ok(Story {
        id: ExperienceId::from_uuid(row.get("id")?),
        number: row.get("number")?,
        study: StudyId::from_uuid(row.get("study_id")?),
        submission: SubmissionId::from_uuid(row.get("submission_id")?),
        submission_number: row.get("submission_number")?,
        title: row.get("title")?,
        theme: row.get("theme")?,
        country: row.get("country")?,
        language: row.get("language")?,
        publication: read_publication(row)?,
        revision: row.get("current_revision")?,
        text: row.get("text")?,
    })
}

pub(crate) fn read_publication(row: &Row) -> Result<Option<Publication>, StoreError> {
    let word: Option<String> = row.get("publication")?;
    word.map(|word| Publication::parse(&word).map_err(|_| StoreError::Corrupt(format!("consent {word}"))))
        .transpose()
}

async fn passages_of(db: &mut Connection, story: &Story) -> Result<Vec<Passage>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT x.id AS excerpt_id, x.place, x.revision, x.starts_at, x.ends_at, x.is_flagged,
                    k.id, k.code_label_id, k.account_id, k.memo, k.created_at, a.name AS coder
             FROM excerpts x JOIN codings k ON k.excerpt_id = x.id JOIN accounts a ON a.id = k.account_id
             WHERE x.experience_id = $1 ORDER BY x.place, k.created_at, k.id",
            values![story.id.uuid()],
        )
        .await?;
    let mut passages: Vec<Passage> = Vec::new();
    for row in &rows {
        let id = ExcerptId::from_uuid(row.get("excerpt_id")?);
        if passages.last().is_none_or(|last| last.id != id) {
            passages.push(read_passage(db, story, id, row).await?);
        }
        let coding = read_coding(row)?;
        if let Some(last) = passages.last_mut() {
            last.codings.push(coding);
        }
    }
    Ok(passages)
}

/// A passage; the words of a flagged one are read from the revision that it was last found in.
async fn read_passage(
    db: &mut Connection,
    story: &Story,
    id: ExcerptId,
    row: &Row,
) -> Result<Passage, StoreError> {
    let (span, revision) = (anchor::span_of(row)?, row.get::<i64>("revision")?);
    let stands = revision == story.revision && !row.get::<bool>("is_flagged")?;
    let words = if revision == story.revision {
        span.of(&story.text).map(str::to_owned)
    } else {
        let sql = "SELECT text FROM experience_revisions WHERE experience_id = $1 AND revision = $2";
        let text: String = db.fetch_one(sql, values![story.id.uuid(), revision]).await?.get("text")?;
        span.of(&text).map(str::to_owned)
    };
    Ok(Passage {
        id,
        place: row.get("place")?,
        span: (stands && words.is_some()).then_some(span),
        words: words.unwrap_or_default(),
        codings: Vec::new(),
    })
}

fn read_coding(row: &Row) -> Result<Coding, StoreError> {
    Ok(Coding {
        id: CodingId::from_uuid(row.get("id")?),
        label: CodeLabelId::from_uuid(row.get("code_label_id")?),
        account: AccountId::from_uuid(row.get("account_id")?),
        coder: row.get("coder")?,
        memo: row.get("memo")?,
        made_at: row.get("created_at")?,
    })
}

/// The nearest story before or after, by number, of the same study, that is to be coded by this account.
async fn neighbor(
    db: &mut Connection,
    account: AccountId,
    story: &Story,
    is_after: bool,
) -> Result<Option<(ExperienceId, i64)>, StoreError> {
    const BEFORE: &str = "SELECT e.id, e.number FROM experiences e JOIN submissions b ON b.id = e.submission_id
           JOIN surveys v ON v.id = b.survey_id
         WHERE v.study_id = $1 AND e.number < $2 AND b.review_status = 'accepted' AND e.review_status <> 'set_aside'
           AND NOT EXISTS (SELECT 1 FROM excerpts x JOIN codings k ON k.excerpt_id = x.id
                           WHERE x.experience_id = e.id AND k.account_id = $3)
         ORDER BY e.number DESC LIMIT 1";
    const AFTER: &str = "SELECT e.id, e.number FROM experiences e JOIN submissions b ON b.id = e.submission_id
           JOIN surveys v ON v.id = b.survey_id
         WHERE v.study_id = $1 AND e.number > $2 AND b.review_status = 'accepted' AND e.review_status <> 'set_aside'
           AND NOT EXISTS (SELECT 1 FROM excerpts x JOIN codings k ON k.excerpt_id = x.id
                           WHERE x.experience_id = e.id AND k.account_id = $3)
         ORDER BY e.number LIMIT 1";
    let values = values![story.study.uuid(), story.number, account.uuid()];
    let row = db.fetch_optional(if is_after { AFTER } else { BEFORE }, values).await?;
    row.map(|row| Ok((ExperienceId::from_uuid(row.get("id")?), row.get("number")?))).transpose()
}
