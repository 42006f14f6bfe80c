//! Experiences as readers see them.

use super::{Found, Shared, read_teller};
use crate::{
    Store,
    coding::read_publication,
    driver::{Connection, Row, values},
    error::StoreError,
    store::content_version,
};
use socle_domain::{
    attribution::Attribution,
    id::{QuestionnaireId, StudyId},
    submission::ReviewStatus,
    time::Timestamp,
};
use uuid::Uuid;

/// An experience, at the level that its author allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicExperience {
    /// The version of what the public sees, read in the same snapshot.
    pub content_version: i64,
    /// Its short number: `/r/204`.
    pub number: i64,
    /// Who tells it, as far as may be said.
    pub attribution: Attribution,
    /// `use`, or `initiative`: told by whoever made the tool.
    pub kind: String,
    /// The BCP 47 code of its words.
    pub language: String,
    /// When it was told.
    pub received_at: Timestamp,
    /// The curated words, as they stand now. `None` while the team has not accepted them.
    pub text: Option<String>,
    /// The tools it tells of, the main one first.
    pub tools: Vec<PublicTool>,
    /// What was chosen in closed questions, as question and choice, in their order.
    pub choices: Vec<(String, String)>,
    /// The questionnaire it answered, whose words the choices have.
    pub questionnaire: QuestionnaireId,
    /// The published guides that cite it.
    pub guides: Vec<GuideLink>,
}

/// A tool, by the name that the catalogue gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicTool {
    /// Its name.
    pub name: String,
    /// Its short number in the catalogue; none when the name is the author's own.
    pub number: Option<i64>,
}

/// A published guide that stands on an experience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideLink {
    /// Its short number.
    pub number: i64,
    /// The language it is written in.
    pub language: String,
    /// Its title.
    pub title: String,
    /// Its address in that language.
    pub slug: String,
    /// Whether it cites the experience against a claim only.
    pub is_contrary: bool,
}

impl Store {
    /// The experience at a short number. Its page is there once its author allows words to be shown and the team has
    /// accepted it, or a published guide cites it; in the second case without its text.
    pub async fn public_experience(&self, number: i64) -> Result<Found<PublicExperience>, StoreError> {
        let mut db = self.snapshot().await?;
        let content_version = content_version(&mut db).await?;
        let row = db
            .fetch_optional(
                "SELECT e.id, e.number, e.kind, e.language, e.place, e.submission_id, e.review_status,
                        s.review_status AS return_status, s.received_at, s.questionnaire_id, v.study_id, r.text,
                        e.country, e.theme, o.name, o.kind AS organization_kind, o.country AS organization_country,
                        (SELECT MIN(a.choice) FROM answers a WHERE a.submission_id = s.id AND a.place = 0
                           AND a.question = 's0_type') AS told_kind,
                        (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
                         ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication
                 FROM experiences e JOIN submissions s ON s.id = e.submission_id JOIN surveys v ON v.id = s.survey_id
                      LEFT JOIN organizations o ON o.id = e.organization_id
                      JOIN experience_revisions r ON r.experience_id = e.id AND r.revision = e.current_revision
                 WHERE e.number = $1",
                values![number],
            )
            .await?;
        let Some(row) = row else { return self.buried(&mut db, number).await };
        let id: Uuid = row.get("id")?;
        let Some(attribution) = attribution(&mut db, &row).await? else { return Ok(Found::Nothing) };
        let guides = guides(&mut db, id).await?;
        let is_accepted = is_accepted(&row)?;
        if !is_accepted && guides.is_empty() {
            return Ok(Found::Nothing);
        }
        let text: String = row.get("text")?;
        Ok(Found::Here(PublicExperience {
            content_version,
            number: row.get("number")?,
            kind: row.get("kind")?,
            language: row.get("language")?,
            received_at: row.get("received_at")?,
            text: Some(text).filter(|_| is_accepted),
            tools: tools(&mut db, id, attribution.name.is_some()).await?,
            choices: choices(&mut db, row.get("submission_id")?, row.get("place")?).await?,
            questionnaire: QuestionnaireId::from_uuid(row.get("questionnaire_id")?),
            attribution,
            guides,
        }))
    }

    async fn buried(&self, db: &mut Connection, number: i64) -> Result<Found<PublicExperience>, StoreError> {
        let sql = "SELECT number FROM tombstones WHERE kind = 'experience' AND number = $1";
        let row = db.fetch_optional(sql, values![number]).await?;
        Ok(if row.is_some() { Found::Withdrawn } else { Found::Nothing })
    }
}

/// What may be said of who tells it. Nothing when its author allows figures only, or did not say.
async fn attribution(db: &mut Connection, row: &Row) -> Result<Option<Attribution>, StoreError> {
    let Some(level) = read_publication(row)? else { return Ok(None) };
    let teller = read_teller(row)?;
    let shared = Shared::load(db, StudyId::from_uuid(row.get("study_id")?)).await?;
    let cells = shared.cells(&teller);
    Ok(Attribution::new(teller, level, cells))
}

/// An experience may be set aside by itself, and so may the return that tells it.
fn is_accepted(row: &Row) -> Result<bool, StoreError> {
    let (own, of_return): (String, String) = (row.get("review_status")?, row.get("return_status")?);
    Ok(own == ReviewStatus::Accepted.word() && of_return != ReviewStatus::SetAside.word())
}

/// What was typed may name the organization that typed it: the nameless are shown the catalogue's names alone.
async fn tools(db: &mut Connection, experience: Uuid, is_named: bool) -> Result<Vec<PublicTool>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT x.told, t.name, t.number FROM experience_tools x LEFT JOIN tools t ON t.id = x.tool_id
             WHERE x.experience_id = $1 ORDER BY x.place",
            values![experience],
        )
        .await?;
    let mut tools = Vec::new();
    for row in &rows {
        match row.get::<Option<String>>("name")? {
            Some(name) => tools.push(PublicTool { name, number: row.get("number")? }),
            None if is_named => tools.push(PublicTool { name: row.get("told")?, number: None }),
            None => {}
        }
    }
    Ok(tools)
}

async fn choices(
    db: &mut Connection,
    submission: Uuid,
    place: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT question, choice FROM answers WHERE submission_id = $1 AND place = $2
             ORDER BY question, choice",
            values![submission, place],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("question")?, row.get("choice")?))).collect()
}

/// The guides that cite an experience in the revision that readers see.
async fn guides(db: &mut Connection, experience: Uuid) -> Result<Vec<GuideLink>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT g.number, r.language, r.title, r.slug,
                    MIN(CASE WHEN c.stance = 'supports' THEN 0 ELSE 1 END) AS contrary
             FROM citations c JOIN excerpts x ON x.id = c.excerpt_id
                  JOIN guide_revisions r ON r.id = c.guide_revision_id JOIN guides g ON g.id = r.guide_id
             WHERE x.experience_id = $1 AND r.published_at IS NOT NULL AND r.superseded_at IS NULL
               AND g.status IN ('published', 'amended')
             GROUP BY g.number, r.language, r.title, r.slug ORDER BY g.number, r.language DESC",
            values![experience],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(GuideLink {
                number: row.get("number")?,
                language: row.get("language")?,
                title: row.get("title")?,
                slug: row.get("slug")?,
                is_contrary: row.get::<i64>("contrary")? == 1,
            })
        })
        .collect()
}
