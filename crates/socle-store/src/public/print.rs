//! Sheets of paper, kept as they were printed. A revision is printed once; when a piece of its evidence is withdrawn,
//! what was kept goes and the revision is printed anew, with the notice in the place of the words.

use super::guide::read_digest;
use crate::{
    Store,
    driver::values,
    error::StoreError,
    guide::view_of_revision,
    published::{Evidence, forget_sheets},
    secret::digest,
    store::content_version,
    write::Tx,
};
use socle_domain::{
    guide::GuideView,
    id::{ExperienceId, GuideRevisionId},
    time::Timestamp,
};

/// The sheets of a published guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// SHA-256 of the PDF.
    pub digest: [u8; 32],
    /// The PDF.
    pub pdf: Vec<u8>,
}

/// A revision that waits to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct ToPrint {
    /// The version of what the public sees, read in the same snapshot.
    pub content_version: i64,
    /// The guide as readers see it.
    pub view: GuideView,
}

/// Sheets to be kept.
#[derive(Debug, Clone)]
pub struct NewPrint {
    /// Of which revision.
    pub revision: GuideRevisionId,
    /// What the public saw when it was laid out, as [`ToPrint`] said.
    pub content_version: i64,
    /// Pages.
    pub pages: i64,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// The sheets of the guide with this number, in a language it is published in.
    pub async fn guide_print(&self, language: &str, number: i64) -> Result<Option<Print>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT p.digest, p.pdf FROM guide_prints p JOIN guide_revisions r ON r.id = p.guide_revision_id
                   JOIN guides g ON g.id = r.guide_id
                 WHERE g.number = $1 AND r.language = $2 AND g.status IN ('published', 'amended')
                   AND r.published_at IS NOT NULL AND r.superseded_at IS NULL",
                values![number, language],
            )
            .await?;
        row.map(|row| Ok(Print { digest: read_digest(&row)?, pdf: row.get("pdf")? })).transpose()
    }

    /// A revision to be printed. Nothing when readers do not see it, or when its sheets are there.
    pub async fn to_print(&self, revision: GuideRevisionId) -> Result<Option<ToPrint>, StoreError> {
        let mut db = self.snapshot().await?;
        let content_version = content_version(&mut db).await?;
        let waits = db
            .fetch_optional(
                "SELECT r.id FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
                 WHERE r.id = $1 AND g.status IN ('published', 'amended') AND r.published_at IS NOT NULL
                   AND r.superseded_at IS NULL
                   AND NOT EXISTS (SELECT 1 FROM guide_prints p WHERE p.guide_revision_id = r.id)",
                values![revision.uuid()],
            )
            .await?;
        if waits.is_none() {
            return Ok(None);
        }
        let view = view_of_revision(&mut db, revision).await?;
        Ok(view.map(|view| ToPrint { content_version, view }))
    }

    /// Keeps sheets, unless the public sees something else by now: what was laid out may then hold words that were
    /// withdrawn meanwhile. Says whether they were kept.
    pub async fn keep_print(&self, print: NewPrint) -> Result<bool, StoreError> {
        self.write(print, |tx, print| Box::pin(keep(tx, print))).await
    }
}

async fn keep(tx: &mut Tx, print: &NewPrint) -> Result<bool, StoreError> {
    if content_version(tx).await? != print.content_version {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO guide_prints (guide_revision_id, digest, pages, pdf, printed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (guide_revision_id) DO NOTHING",
        values![print.revision.uuid(), digest(&print.pdf), print.pages, print.pdf.clone(), print.now],
    )
    .await?;
    tx.touch_content().await?;
    Ok(true)
}

/// Sheets that hold words of these experiences go, and those that readers take are printed anew.
pub(crate) async fn forget_prints(
    tx: &mut Tx,
    experiences: &[ExperienceId],
    now: Timestamp,
) -> Result<(), StoreError> {
    for experience in experiences {
        forget_sheets(tx, Evidence::Experience(*experience), now).await?;
    }
    Ok(())
}
