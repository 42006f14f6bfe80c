//! The trace, walked forward: from a submission to all that stands on it.

use crate::{
    Store,
    driver::{Connection, Value, values},
    error::StoreError,
};
use socle_domain::{
    id::{
        ApprovalId, AttachmentId, CitationId, EditionId, ExcerptId, ExperienceId, GuideId, GuideRevisionId,
        SubmissionId,
    },
    trace::Downstream,
};
use uuid::Uuid;

impl Store {
    /// All that stands on a submission. Nothing, when it is not there (any more).
    pub async fn downstream(&self, submission: SubmissionId) -> Result<Downstream, StoreError> {
        downstream(&mut self.snapshot().await?, submission).await
    }
}

/// Follows the arrows submission → experience → excerpt → citation → guide → edition, whichever revision they pass by.
pub(crate) async fn downstream(
    db: &mut Connection,
    submission: SubmissionId,
) -> Result<Downstream, StoreError> {
    let from = || values![submission.uuid()];
    let mut found = Downstream::nothing(submission);
    found.experiences = ids(
        db,
        "SELECT id FROM experiences WHERE submission_id = $1 ORDER BY id",
        from(),
        ExperienceId::from_uuid,
    )
    .await?;
    found.excerpts = ids(
        db,
        "SELECT x.id FROM excerpts x JOIN experiences e ON e.id = x.experience_id
         WHERE e.submission_id = $1 ORDER BY x.id",
        from(),
        ExcerptId::from_uuid,
    )
    .await?;
    found.citations = ids(
        db,
        "SELECT c.id FROM citations c JOIN excerpts x ON x.id = c.excerpt_id
                JOIN experiences e ON e.id = x.experience_id
         WHERE e.submission_id = $1 ORDER BY c.id",
        from(),
        CitationId::from_uuid,
    )
    .await?;
    found.guide_revisions = ids(
        db,
        "SELECT DISTINCT c.guide_revision_id AS id FROM citations c JOIN excerpts x ON x.id = c.excerpt_id
                JOIN experiences e ON e.id = x.experience_id
         WHERE e.submission_id = $1 ORDER BY id",
        from(),
        GuideRevisionId::from_uuid,
    )
    .await?;
    found.guides = ids(
        db,
        "SELECT DISTINCT r.guide_id AS id FROM guide_revisions r JOIN citations c ON c.guide_revision_id = r.id
                JOIN excerpts x ON x.id = c.excerpt_id JOIN experiences e ON e.id = x.experience_id
         WHERE e.submission_id = $1 ORDER BY id",
        from(),
        GuideId::from_uuid,
    )
    .await?;
    found.approvals = ids(
        db,
        "SELECT a.id FROM approvals a JOIN experiences e ON e.id = a.experience_id
         WHERE e.submission_id = $1 ORDER BY a.id",
        from(),
        ApprovalId::from_uuid,
    )
    .await?;
    found.editions = ids(
        db,
        "SELECT DISTINCT g.edition_id AS id FROM edition_guides g
                JOIN citations c ON c.guide_revision_id = g.guide_revision_id
                JOIN excerpts x ON x.id = c.excerpt_id JOIN experiences e ON e.id = x.experience_id
         WHERE e.submission_id = $1 ORDER BY id",
        from(),
        EditionId::from_uuid,
    )
    .await?;
    found.attachments = ids(
        db,
        "SELECT id FROM attachments WHERE submission_id = $1 ORDER BY id",
        from(),
        AttachmentId::from_uuid,
    )
    .await?;
    Ok(found)
}

async fn ids<T>(
    db: &mut Connection,
    sql: &'static str,
    values: Vec<Value>,
    make: fn(Uuid) -> T,
) -> Result<Vec<T>, StoreError> {
    let rows = db.fetch_all(sql, values).await?;
    rows.iter().map(|row| Ok(make(row.get("id")?))).collect()
}
