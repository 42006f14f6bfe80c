//! Studies: the whole commissioned piece of work that surveys, returns and guides belong to.

use crate::{Store, driver::values, error::StoreError, event::Event};
use socle_domain::{
    id::{AccountId, StudyId},
    slug::Slug,
    time::Timestamp,
};

/// A study to be opened.
#[derive(Debug, Clone)]
pub struct NewStudy {
    /// Its id.
    pub id: StudyId,
    /// Its short address.
    pub slug: Slug,
    /// Its name.
    pub title: String,
    /// Who opens it, for the journal.
    pub account: Option<AccountId>,
    /// When.
    pub now: Timestamp,
}

/// A study, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Study {
    /// Its id.
    pub id: StudyId,
    /// Its short address.
    pub slug: String,
    /// Its name.
    pub title: String,
}

impl Store {
    /// Opens a study. `Conflict(StudySlug)` when its address is taken.
    pub async fn create_study(&self, study: NewStudy) -> Result<(), StoreError> {
        self.write(study, |tx, study| {
            Box::pin(async move {
                tx.execute(
                    "INSERT INTO studies (id, slug, title, created_at, version) VALUES ($1, $2, $3, $4, 1)",
                    values![study.id.uuid(), study.slug.as_str(), study.title.as_str(), study.now],
                )
                .await?;
                tx.record_event(Event {
                    account: study.account,
                    verb: "created",
                    subject: "study",
                    subject_id: study.id.uuid(),
                    made_at: study.now,
                })
                .await
            })
        })
        .await
    }

    /// The study at a short address.
    pub async fn study_by_slug(&self, slug: &str) -> Result<Option<Study>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional("SELECT id, slug, title FROM studies WHERE slug = $1", values![slug])
            .await?;
        row.map(|row| {
            Ok(Study {
                id: StudyId::from_uuid(row.get("id")?),
                slug: row.get("slug")?,
                title: row.get("title")?,
            })
        })
        .transpose()
    }

    /// The studies in which an account is coordinator, by title.
    pub async fn coordinated_studies(&self, account: AccountId) -> Result<Vec<Study>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT id, slug, title FROM studies s WHERE EXISTS
                   (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role = 'coordinator'
                    AND (m.study_id IS NULL OR m.study_id = s.id))
                 ORDER BY title, id",
                values![account.uuid()],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Study {
                    id: StudyId::from_uuid(row.get("id")?),
                    slug: row.get("slug")?,
                    title: row.get("title")?,
                })
            })
            .collect()
    }
}
