//! Publishing a revision as it was read over, taking a guide down, and the revisions there were.

use super::{
    GuideDraft, NotPublished, holds,
    proposal::{evidence_of, findings, study_of},
    record, review,
};
use crate::{
    Store, approval,
    approval::ApprovalRow,
    driver::{Connection, Row, values},
    error::StoreError,
    job::JobKind,
    write::Tx,
};
use socle_domain::{
    guide::{
        Body, Finding, GuideStatus, Header, HeaderField, Reading, Refusal, TypedHeader, check, may_publish,
        review_due, short_number,
    },
    id::{AccountId, GuideId, GuideRevisionId, StudyId},
    slug::Slug,
    time::Timestamp,
};

/// A revision of a guide, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// Its id.
    pub id: GuideRevisionId,
    /// Its guide.
    pub guide: GuideId,
    /// Its number.
    pub revision: i64,
    /// `fr` or `en`.
    pub language: String,
    /// Its header, as typed.
    pub header: TypedHeader,
    /// Its blocks.
    pub body: Body,
    /// Who proposed it, by name.
    pub account: Option<String>,
    /// When it was proposed.
    pub created_at: Timestamp,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When another took its place.
    pub superseded_at: Option<Timestamp>,
}

/// What decides whether a revision may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The revision.
    pub revision: RevisionRow,
    /// What is wrong with its text, as the evidence is now.
    pub findings: Vec<Finding>,
    /// What its readers answered.
    pub readings: Vec<Reading>,
    /// What its contributors answered.
    pub approvals: Vec<ApprovalRow>,
}

impl Standing {
    /// Everything that says no; else the experiences whose name is left out.
    pub fn may_publish(&self, now: Timestamp) -> Result<Vec<i64>, Vec<Refusal>> {
        let approvals: Vec<_> = self.approvals.iter().map(|row| row.approval).collect();
        may_publish(self.findings.clone(), &self.readings, &approvals, now)
    }
}

impl Store {
    /// The revisions of a guide in every language, the newest first, if the account reads its study.
    pub async fn guide_revisions(
        &self,
        account: AccountId,
        guide: GuideId,
    ) -> Result<Vec<RevisionRow>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        if study_of(&mut snapshot, account, guide).await?.is_none() {
            return Ok(Vec::new());
        }
        let rows = snapshot
            .fetch_all(
                "SELECT r.*, g.kind, a.name FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
                   LEFT JOIN accounts a ON a.id = r.account_id
                 WHERE r.guide_id = $1 ORDER BY r.created_at DESC, r.language DESC, r.revision DESC",
                values![guide.uuid()],
            )
            .await?;
        rows.iter().map(read_revision).collect()
    }

    /// What decides whether a revision may be published, if the account reads its study.
    pub async fn guide_standing(
        &self,
        account: AccountId,
        revision: GuideRevisionId,
    ) -> Result<Option<Standing>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let Some(row) = revision_of(&mut snapshot, revision).await? else { return Ok(None) };
        let Some(study) = study_of(&mut snapshot, account, row.guide).await? else { return Ok(None) };
        let findings = findings(&mut snapshot, study, &as_draft(&row)).await?;
        standing(&mut snapshot, row, findings).await.map(Some)
    }

    /// Publishes a revision: it was read over by two people, its contributors approved it or stayed silent, and
    /// nothing in its text is refused as the evidence is now.
    pub async fn publish_guide(
        &self,
        account: AccountId,
        revision: GuideRevisionId,
        now: Timestamp,
    ) -> Result<(), NotPublished> {
        let whole = self.guide_standing(account, revision).await?.ok_or(NotPublished::Missing)?;
        whole.may_publish(now).map_err(NotPublished::Refused)?;
        self.write((account, revision, now), |tx, (account, revision, now)| {
            Box::pin(publish(tx, *account, *revision, *now))
        })
        .await
    }

    /// Takes a guide down: its addresses answer 410 until it is published again. `Stale` when readers do not see it,
    /// or when the account does not write guides in its study.
    pub async fn take_down_guide(
        &self,
        account: AccountId,
        guide: GuideId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((account, guide, now), |tx, (account, guide, now)| {
            Box::pin(async move {
                let sql = concat!(
                    "SELECT g.id FROM guides g WHERE g.id = $2 AND g.status IN ('published', 'amended') AND ",
                    holds!(writes)
                );
                if tx.fetch_optional(sql, values![account.uuid(), guide.uuid()]).await?.is_none() {
                    return Err(StoreError::Stale);
                }
                take_down(tx, Some(*account), *guide, *now).await?;
                tx.touch_content().await
            })
        })
        .await
    }

    /// Takes down every starter guide of the studies in which the account writes guides, in one act. Says how many.
    pub async fn take_down_starters(&self, account: AccountId, now: Timestamp) -> Result<usize, StoreError> {
        self.write((account, now), |tx, (account, now)| {
            Box::pin(async move {
                let sql = concat!(
                    "SELECT DISTINCT g.id, r.header FROM guides g JOIN guide_revisions r ON r.guide_id = g.id
                     WHERE g.status IN ('published', 'amended') AND r.published_at IS NOT NULL
                       AND r.superseded_at IS NULL AND ",
                    holds!(writes)
                );
                let mut taken = Vec::new();
                for row in tx.fetch_all(sql, values![account.uuid()]).await? {
                    let header = TypedHeader::from_stored(&row.get::<String>("header")?);
                    let guide = GuideId::from_uuid(row.get("id")?);
                    if !header.get(HeaderField::Starter).is_empty() && !taken.contains(&guide) {
                        take_down(tx, Some(*account), guide, *now).await?;
                        taken.push(guide);
                    }
                }
                if !taken.is_empty() {
                    tx.touch_content().await?;
                }
                Ok::<_, StoreError>(taken.len())
            })
        })
        .await
    }
}

async fn standing(
    db: &mut Connection,
    revision: RevisionRow,
    findings: Vec<Finding>,
) -> Result<Standing, StoreError> {
    let readings = review::readings(db, revision.guide, revision.id).await?;
    let approvals = approval::approvals_of(db, revision.id).await?;
    Ok(Standing { revision, findings, readings, approvals })
}

async fn publish(
    tx: &mut Tx,
    account: AccountId,
    revision: GuideRevisionId,
    now: Timestamp,
) -> Result<(), NotPublished> {
    let row = revision_of(tx, revision).await?.ok_or(NotPublished::Missing)?;
    let sql = concat!("SELECT g.study_id, g.number FROM guides g WHERE g.id = $2 AND ", holds!(writes));
    let guide = tx.fetch_optional(sql, values![account.uuid(), row.guide.uuid()]).await?;
    let guide = guide.ok_or(NotPublished::Missing)?;
    let (study, number) = (StudyId::from_uuid(guide.get("study_id")?), guide.get("number")?);
    if row.published_at.is_some() || row.superseded_at.is_some() {
        return Err(StoreError::Stale.into());
    }
    // Consent, grid and approvals may have changed since they were looked at: what decides is read here. The text has
    // not, nor have the words of returns that it was searched for.
    let evidence = evidence_of(tx, study, &row.body.claims()).await?;
    let findings = check(&row.header, &row.body, &evidence, []);
    let decisive = standing(tx, row, findings).await?;
    let silent = decisive.may_publish(now).map_err(NotPublished::Refused)?;
    put_in_force(tx, &decisive.revision, number, now).await?;
    for experience in silent {
        tx.execute(
            "UPDATE citations SET is_unnamed = $3 WHERE guide_revision_id = $1 AND excerpt_id IN
               (SELECT x.id FROM excerpts x JOIN experiences e ON e.id = x.experience_id WHERE e.number = $2)",
            values![revision.uuid(), experience, true],
        )
        .await?;
    }
    record(tx, Some(account), "published", decisive.revision.guide, now).await?;
    tx.touch_content().await?;
    Ok(())
}

async fn put_in_force(tx: &mut Tx, row: &RevisionRow, number: i64, now: Timestamp) -> Result<(), StoreError> {
    let (header, _) = Header::read(row.body.kind(), &row.header);
    let slug = slug(tx, row, number, now).await?;
    tx.execute(
        "UPDATE guide_revisions SET superseded_at = $3
         WHERE guide_id = $1 AND language = $2 AND published_at IS NOT NULL AND superseded_at IS NULL",
        values![row.guide.uuid(), row.language.as_str(), now],
    )
    .await?;
    tx.execute(
        "UPDATE guide_revisions SET published_at = $2, slug = $3, review_due_at = $4 WHERE id = $1",
        values![row.id.uuid(), now, slug.as_str(), review_due(row.body.kind(), &header, now)],
    )
    .await?;
    tx.execute(
        "UPDATE guides SET status = $2, version = version + 1 WHERE id = $1",
        values![row.guide.uuid(), GuideStatus::Published.word()],
    )
    .await?;
    tx.enqueue(JobKind::PrintGuide, row.id.uuid(), now).await?;
    let sql = "UPDATE editor_tasks SET done_at = $2 WHERE guide_id = $1 AND done_at IS NULL";
    tx.execute(sql, values![row.guide.uuid(), now]).await?;
    tx.execute("DELETE FROM tombstones WHERE kind = 'guide' AND number = $1", values![number]).await?;
    Ok(())
}

/// The readable part of the address: made of the title, with the number when another guide has it. Every address the
/// guide ever had is kept.
async fn slug(tx: &mut Tx, row: &RevisionRow, number: i64, now: Timestamp) -> Result<String, StoreError> {
    let of_title = Slug::of_title(row.header.get(HeaderField::Title));
    let numbered = format!("fiche-{}", short_number(number));
    let of_title = of_title.map_or(numbered, |slug| slug.as_str().to_owned());
    let sql = "SELECT guide_id FROM guide_slugs WHERE language = $1 AND slug = $2";
    let taken = tx.fetch_optional(sql, values![row.language.as_str(), of_title.as_str()]).await?;
    let is_ours = match taken {
        Some(taken) => taken.get::<uuid::Uuid>("guide_id")? == row.guide.uuid(),
        None => true,
    };
    let slug = if is_ours { of_title } else { format!("{of_title}-{}", short_number(number)) };
    tx.execute(
        "INSERT INTO guide_slugs (language, slug, guide_id, made_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (language, slug) DO NOTHING",
        values![row.language.as_str(), slug.as_str(), row.guide.uuid(), now],
    )
    .await?;
    Ok(slug)
}

async fn take_down(
    tx: &mut Tx,
    account: Option<AccountId>,
    guide: GuideId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE guides SET status = $2, version = version + 1 WHERE id = $1",
        values![guide.uuid(), GuideStatus::Withdrawn.word()],
    )
    .await?;
    tx.execute(
        "UPDATE guide_revisions SET superseded_at = $2
         WHERE guide_id = $1 AND published_at IS NOT NULL AND superseded_at IS NULL",
        values![guide.uuid(), now],
    )
    .await?;
    tx.execute(
        "INSERT INTO tombstones (kind, number, withdrawn_at)
         SELECT 'guide', g.number, $2 FROM guides g WHERE g.id = $1
         ON CONFLICT (kind, number) DO NOTHING",
        values![guide.uuid(), now],
    )
    .await?;
    record(tx, account, "taken_down", guide, now).await
}

/// A revision, whoever asks.
pub(super) async fn revision_of(
    db: &mut Connection,
    revision: GuideRevisionId,
) -> Result<Option<RevisionRow>, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT r.*, g.kind, a.name FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
               LEFT JOIN accounts a ON a.id = r.account_id WHERE r.id = $1",
            values![revision.uuid()],
        )
        .await?;
    row.as_ref().map(read_revision).transpose()
}

pub(super) fn read_revision(row: &Row) -> Result<RevisionRow, StoreError> {
    Ok(RevisionRow {
        id: GuideRevisionId::from_uuid(row.get("id")?),
        guide: GuideId::from_uuid(row.get("guide_id")?),
        revision: row.get("revision")?,
        language: row.get("language")?,
        header: TypedHeader::from_stored(&row.get::<String>("header")?),
        body: Body::from_stored(super::read_kind(row)?, &row.get::<String>("body")?),
        account: row.get("name")?,
        created_at: row.get("created_at")?,
        published_at: row.get("published_at")?,
        superseded_at: row.get("superseded_at")?,
    })
}

/// A revision as the working copy it was.
fn as_draft(row: &RevisionRow) -> GuideDraft {
    GuideDraft {
        language: row.language.clone(),
        header: row.header.clone(),
        body: row.body.clone(),
        version: 0,
        saved_at: None,
        saved_by: None,
    }
}
