//! The trace of a guide, passage by passage: the words in their story, the return it came with, what its author said
//! of publishing it, and every sentence that cites it.

use super::{
    evidence::{experience_of, passage, read_passage, span},
    proposal::study_of,
};
use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    public::Shared,
};
use socle_domain::{
    coding::Span,
    consent::Publication,
    guide::{Citation, Passage, Stance},
    id::{AccountId, ExperienceId, GuideId, SubmissionId},
    time::Timestamp,
};

/// A cited passage, with all that it stands on and all that stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// The passage.
    pub passage: Passage,
    /// Its experience.
    pub experience: ExperienceId,
    /// The title of the experience, if the team gave one.
    pub title: String,
    /// The revision of the story that it stands in.
    pub text: String,
    /// Where it stands there.
    pub span: Option<Span>,
    /// The return that tells it.
    pub submission: SubmissionId,
    /// The number of that return.
    pub submission_number: i64,
    /// What its author said of publishing it: what, by which channel, when; the last one counts.
    pub consents: Vec<(Publication, String, Timestamp)>,
    /// The sentences of revisions in force that cite it.
    pub cited_by: Vec<CitedBy>,
}

/// A sentence of a guide that cites a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedBy {
    /// The guide.
    pub guide: GuideId,
    /// Its number.
    pub number: i64,
    /// The number of the revision.
    pub revision: i64,
    /// The language of the revision.
    pub language: String,
    /// The sentence; empty for a passage quoted alone.
    pub claim: String,
    /// For or against.
    pub stance: Stance,
    /// Whether readers see it.
    pub is_published: bool,
}

impl Store {
    /// What the citations of a guide stand on, each passage once, if the account reads its study.
    pub async fn guide_trace(
        &self,
        account: AccountId,
        guide: GuideId,
        citations: &[Citation],
    ) -> Result<Option<Vec<Traced>>, StoreError> {
        const SQL: &str = passage!(
            "b.number AS submission_number, ",
            "excerpts x JOIN experiences e ON e.id = x.experience_id
               JOIN experience_revisions r ON r.experience_id = x.experience_id AND r.revision = x.revision
               JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
               LEFT JOIN organizations o ON o.id = e.organization_id ",
            "WHERE v.study_id = $1 AND e.number = $2 ORDER BY x.place"
        );
        let mut snapshot = self.snapshot().await?;
        let Some(study) = study_of(&mut snapshot, account, guide).await? else { return Ok(None) };
        let shared = Shared::load(&mut snapshot, study).await?;
        let mut numbers: Vec<i64> = citations.iter().filter_map(|one| experience_of(*one)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut found = Vec::new();
        for number in numbers {
            for row in snapshot.fetch_all(SQL, values![study.uuid(), number]).await? {
                let passage = read_passage(&row, &shared)?;
                let is_cited = |citation: &Citation| {
                    let target =
                        socle_domain::guide::Target::Passage { experience: number, place: passage.place };
                    citation.target == target
                };
                if citations.iter().any(is_cited) {
                    found.push(traced(&mut snapshot, &row, passage).await?);
                }
            }
        }
        Ok(Some(found))
    }
}

async fn traced(db: &mut Connection, row: &Row, passage: Passage) -> Result<Traced, StoreError> {
    let experience = ExperienceId::from_uuid(row.get("experience_id")?);
    let consents = db
        .fetch_all(
            "SELECT level, given_by, given_at FROM consents WHERE experience_id = $1 AND subject = 'publication'
             ORDER BY given_at, id",
            values![experience.uuid()],
        )
        .await?;
    let consents = consents.iter().map(read_consent).collect::<Result<_, _>>()?;
    let cited_by = db
        .fetch_all(
            "SELECT g.id, g.number, r.revision, r.language, c.claim, c.stance,
                    CASE WHEN r.published_at IS NULL THEN 0 ELSE 1 END AS is_published
             FROM citations c JOIN guide_revisions r ON r.id = c.guide_revision_id JOIN guides g ON g.id = r.guide_id
             WHERE c.excerpt_id = $1 AND r.superseded_at IS NULL
             ORDER BY g.number, r.language DESC, r.revision, c.place",
            values![passage.excerpt.uuid()],
        )
        .await?;
    Ok(Traced {
        experience,
        title: row.get("title")?,
        text: row.get("text")?,
        span: span(row)?,
        submission: SubmissionId::from_uuid(row.get("submission_id")?),
        submission_number: row.get("submission_number")?,
        consents,
        cited_by: cited_by.iter().map(read_cited_by).collect::<Result<_, _>>()?,
        passage,
    })
}

fn read_consent(row: &Row) -> Result<(Publication, String, Timestamp), StoreError> {
    let word: String = row.get("level")?;
    let level = Publication::parse(&word).map_err(|_| StoreError::Corrupt(format!("consent {word}")))?;
    Ok((level, row.get("given_by")?, row.get("given_at")?))
}

fn read_cited_by(row: &Row) -> Result<CitedBy, StoreError> {
    let word: String = row.get("stance")?;
    Ok(CitedBy {
        guide: GuideId::from_uuid(row.get("id")?),
        number: row.get("number")?,
        revision: row.get("revision")?,
        language: row.get("language")?,
        claim: row.get("claim")?,
        stance: Stance::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("stance {word}")))?,
        is_published: row.get::<i64>("is_published")? == 1,
    })
}
