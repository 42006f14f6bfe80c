//! Guides as they are read: what is published, what a contributor is shown, and the working copy.

use super::{
    GuideDraft,
    evidence::{passage, read_passage, references},
    holds,
    proposal::{evidence_of, kind_of, study_of},
    publication::{RevisionRow, read_revision, revision_of},
    read_status, review,
};
use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    public::Shared,
};
use socle_domain::{
    consent::Publication,
    guide::{Citation, GuideView, Header, Reading, Reference, Resolved, Source, ViewParts},
    id::{AccountId, GuideId, GuideRevisionId, StudyId},
};
use std::collections::HashMap;
use uuid::Uuid;

impl Store {
    /// A working copy as readers would see it, with the evidence as it is now, if the account reads its study.
    pub async fn draft_view(
        &self,
        account: AccountId,
        guide: GuideId,
        typed: &GuideDraft,
    ) -> Result<Option<GuideView>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let Some(study) = study_of(&mut snapshot, account, guide).await? else { return Ok(None) };
        let claims = typed.body.claims();
        let evidence = evidence_of(&mut snapshot, study, &claims).await?;
        let resolved: Vec<_> = claims
            .iter()
            .filter_map(|claim| Resolved::now(claim.citation, &evidence, &typed.language))
            .collect();
        let (header, _) = Header::read(kind_of(&mut snapshot, guide).await?, &typed.header);
        let parts = parts(&mut snapshot, guide, &typed.language, header).await?;
        Ok(Some(GuideView::new(parts, &typed.body, &resolved)))
    }

    /// A revision as readers see it, whoever asks: for the contributor who holds its link, and for printing.
    pub async fn revision_view(&self, revision: GuideRevisionId) -> Result<Option<GuideView>, StoreError> {
        view_of_revision(&mut self.snapshot().await?, revision).await
    }

    /// The revision in force of a guide, if the account reads its study: to be looked at beside its grid.
    pub async fn may_read_guide(&self, account: AccountId, guide: GuideId) -> Result<bool, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let sql = concat!("SELECT g.id FROM guides g WHERE g.id = $2 AND ", holds!(reads));
        Ok(snapshot.fetch_optional(sql, values![account.uuid(), guide.uuid()]).await?.is_some())
    }
}

pub(crate) async fn view_of_revision(
    db: &mut Connection,
    revision: GuideRevisionId,
) -> Result<Option<GuideView>, StoreError> {
    match revision_of(db, revision).await? {
        Some(row) => view(db, row).await.map(Some),
        None => Ok(None),
    }
}

/// The guide with this number, as it is published in a language; nothing when it is not. To be read in the snapshot
/// that gave the version of the content.
pub async fn published_guide(
    snapshot: &mut Connection,
    number: i64,
    language: &str,
) -> Result<Option<GuideView>, StoreError> {
    let row = snapshot
        .fetch_optional(
            "SELECT r.*, g.kind, a.name FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
               LEFT JOIN accounts a ON a.id = r.account_id
             WHERE g.number = $1 AND r.language = $2 AND g.status IN ('published', 'amended')
               AND r.published_at IS NOT NULL AND r.superseded_at IS NULL",
            values![number, language],
        )
        .await?;
    match row {
        Some(row) => view(snapshot, read_revision(&row)?).await.map(Some),
        None => Ok(None),
    }
}

/// Every guide that is published in a language, by number; to be read in the snapshot that gave the version of the
/// content.
pub async fn published_guides(
    snapshot: &mut Connection,
    language: &str,
) -> Result<Vec<GuideView>, StoreError> {
    let rows = snapshot
        .fetch_all(
            "SELECT r.*, g.kind, a.name FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
               LEFT JOIN accounts a ON a.id = r.account_id
             WHERE r.language = $1 AND g.status IN ('published', 'amended')
               AND r.published_at IS NOT NULL AND r.superseded_at IS NULL
             ORDER BY g.number",
            values![language],
        )
        .await?;
    let mut views = Vec::with_capacity(rows.len());
    for row in &rows {
        views.push(view(snapshot, read_revision(row)?).await?);
    }
    Ok(views)
}

/// The guide that an address leads to, in a language: its number, and the address it has now when this is an old one.
pub async fn guide_at(
    snapshot: &mut Connection,
    language: &str,
    slug: &str,
) -> Result<Option<(i64, Option<String>)>, StoreError> {
    let row = snapshot
        .fetch_optional(
            "SELECT g.number, (SELECT r.slug FROM guide_revisions r WHERE r.guide_id = g.id AND r.language = $1
                 AND r.published_at IS NOT NULL AND r.superseded_at IS NULL) AS present
             FROM guide_slugs s JOIN guides g ON g.id = s.guide_id WHERE s.language = $1 AND s.slug = $2",
            values![language, slug],
        )
        .await?;
    row.map(|row| {
        let present: Option<String> = row.get("present")?;
        Ok((row.get("number")?, present.filter(|present| present != slug)))
    })
    .transpose()
}

/// Whether the guide with this number was taken down.
pub async fn is_guide_gone(snapshot: &mut Connection, number: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM tombstones WHERE kind = 'guide' AND number = $1";
    Ok(snapshot.fetch_optional(sql, values![number]).await?.is_some())
}

async fn view(db: &mut Connection, row: RevisionRow) -> Result<GuideView, StoreError> {
    let (header, _) = Header::read(row.body.kind(), &row.header);
    let resolved = resolved(db, &row).await?;
    let mut parts = parts(db, row.guide, &row.language, header).await?;
    let slug = "SELECT slug FROM guide_revisions WHERE id = $1";
    parts.slug = db.fetch_one(slug, values![row.id.uuid()]).await?.get("slug")?;
    parts.revision = Some(row.revision);
    parts.published_at = row.published_at;
    let readings = review::readings(db, row.guide, row.id).await?;
    parts.readers = readings.into_iter().filter(Reading::is_complete).map(|reading| reading.reader).collect();
    Ok(GuideView::new(parts, &row.body, &resolved))
}

async fn parts(
    db: &mut Connection,
    guide: GuideId,
    language: &str,
    header: Header,
) -> Result<ViewParts, StoreError> {
    let row = db
        .fetch_one(
            "SELECT g.number, g.status, COALESCE((SELECT t.sponsor FROM study_texts t
                 WHERE t.study_id = g.study_id AND t.language = $2), '') AS sponsor
             FROM guides g WHERE g.id = $1",
            values![guide.uuid(), language],
        )
        .await?;
    Ok(ViewParts {
        id: guide,
        number: row.get("number")?,
        status: read_status(&row)?,
        language: language.to_owned(),
        slug: String::new(),
        revision: None,
        published_at: None,
        header,
        readers: Vec::new(),
        sponsor: row.get("sponsor")?,
    })
}

/// What the citations of a revision stand for: the words kept when it was proposed, told as far as consent goes now.
async fn resolved(db: &mut Connection, row: &RevisionRow) -> Result<Vec<Resolved>, StoreError> {
    const SQL: &str = passage!(
        "c.place AS cited_at, c.quotation, c.reference_id, c.excerpt_id, c.is_unnamed, ",
        "citations c LEFT JOIN excerpts x ON x.id = c.excerpt_id
           LEFT JOIN experiences e ON e.id = x.experience_id
           LEFT JOIN experience_revisions r ON r.experience_id = x.experience_id AND r.revision = x.revision
           LEFT JOIN submissions b ON b.id = e.submission_id
           LEFT JOIN organizations o ON o.id = e.organization_id ",
        "WHERE c.guide_revision_id = $1 ORDER BY c.place"
    );
    let study = db.fetch_one("SELECT study_id FROM guides WHERE id = $1", values![row.guide.uuid()]).await?;
    let study = StudyId::from_uuid(study.get("study_id")?);
    let shared = Shared::load(db, study).await?;
    let sources = sources(db, study).await?;
    let rows = db.fetch_all(SQL, values![row.id.uuid()]).await?;
    let mut by_place: HashMap<i64, &Row> = HashMap::new();
    for row in &rows {
        by_place.insert(row.get("cited_at")?, row);
    }
    let mut resolved = Vec::new();
    for (place, claim) in (1_i64..).zip(row.body.claims()) {
        if let Some(cited) = by_place.get(&place) {
            let source = source(cited, claim.citation, (&shared, &sources), &row.language)?;
            resolved.extend(source.map(|source| Resolved { citation: claim.citation, source }));
        }
    }
    Ok(resolved)
}

async fn sources(db: &mut Connection, study: StudyId) -> Result<HashMap<Uuid, Reference>, StoreError> {
    let ids = db
        .fetch_all(
            "SELECT id, number FROM desk_references WHERE study_id = $1 ORDER BY number",
            values![study.uuid()],
        )
        .await?;
    let all = references(db, study).await?;
    let of = |row: &Row| {
        let number: i64 = row.get("number")?;
        let reference = all.iter().find(|reference| reference.number == number).cloned();
        Ok::<_, StoreError>(reference.map(|reference| (row.get::<Uuid>("id"), reference)))
    };
    let mut found = HashMap::new();
    for row in &ids {
        if let Some((id, reference)) = of(row)? {
            found.insert(id?, reference);
        }
    }
    Ok(found)
}

/// What a citation stands for. A passage that may not be quoted any more is one that was withdrawn.
fn source(
    row: &Row,
    citation: Citation,
    (shared, sources): (&Shared, &HashMap<Uuid, Reference>),
    language: &str,
) -> Result<Option<Source>, StoreError> {
    if let Some(reference) = row.get::<Option<Uuid>>("reference_id")? {
        return Ok(sources
            .get(&reference)
            .map(|reference| Source::Reference { reference: reference.clone() }));
    }
    let withdrawn = super::evidence::experience_of(citation).map(|number| Source::Withdrawn { number });
    if row.get::<Option<Uuid>>("excerpt_id")?.is_none() {
        return Ok(withdrawn);
    }
    let passage = read_passage(row, shared)?;
    let quotation: Option<String> = row.get("quotation")?;
    let level = passage.consent.filter(|level| level.allows_quotation() && !passage.is_set_aside);
    Ok(match (level, quotation) {
        (Some(level), Some(quotation)) => {
            let level = if row.get("is_unnamed")? { Publication::Anonymous } else { level };
            Some(Source::of_passage(&passage, quotation, level, language))
        }
        _ => withdrawn,
    })
}
