//! Guides: their working copies, what is proposed and published of them, and who may do what with them.
//!
//! A working copy is edited over the version that was read. What is proposed is frozen as a revision with its
//! citations, is read over, and is published as it is: what readers see was read by two people.

mod drawer;
mod evidence;
mod proposal;
mod publication;
mod review;
mod task;
mod trace;
mod view;

pub use drawer::{Drawer, DrawerFilter, DrawerPassage};
pub(crate) use evidence::references;
pub use proposal::{NotPublished, Proposed};
pub use publication::{RevisionRow, Standing};
pub use task::{DeskTasks, EditorTask};
pub use trace::{CitedBy, Traced};
pub(crate) use view::view_of_revision;
pub use view::{guide_at, is_guide_gone, published_guide, published_guides};

use crate::{
    Store,
    change::Verb,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
    study::Study,
    submission::next_number,
    write::Tx,
};
use socle_domain::{
    account::Role,
    guide::{Body, GuideKind, GuideStatus, HeaderField, TypedHeader},
    id::{AccountId, GuideId, GuideRevisionId, StudyId},
    time::Timestamp,
};

/// Who writes guides and publishes them.
pub const WRITING_ROLES: [Role; 2] = [Role::Coordinator, Role::Editor];
/// Who reads them over.
pub const GRID_ROLES: [Role; 4] = [Role::Coordinator, Role::Analyst, Role::Editor, Role::Reviewer];

/// Whether account `$1` holds one of some roles in the study of guide `g`.
macro_rules! holds {
    (reads) => {
        "EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
           AND m.role IN ('coordinator', 'analyst', 'editor', 'reviewer', 'sponsor')
           AND (m.study_id IS NULL OR m.study_id = g.study_id))"
    };
    (writes) => {
        "EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role IN ('coordinator', 'editor')
           AND (m.study_id IS NULL OR m.study_id = g.study_id))"
    };
    (reviews) => {
        "EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
           AND m.role IN ('coordinator', 'analyst', 'editor', 'reviewer')
           AND (m.study_id IS NULL OR m.study_id = g.study_id))"
    };
}
pub(crate) use holds;

/// A guide to be begun.
#[derive(Debug, Clone)]
pub struct NewGuide {
    /// Its id.
    pub id: GuideId,
    /// The study it belongs to.
    pub study: StudyId,
    /// Which of the three kinds.
    pub kind: GuideKind,
    /// The language of its first text.
    pub language: String,
    /// Its working title.
    pub title: String,
    /// Who begins it.
    pub account: AccountId,
    /// When.
    pub now: Timestamp,
}

/// A guide, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideRow {
    /// Its id.
    pub id: GuideId,
    /// Its number.
    pub number: i64,
    /// Which of the three kinds.
    pub kind: GuideKind,
    /// Where it stands.
    pub status: GuideStatus,
    /// The title of its working copy.
    pub title: String,
    /// When its working copy was last saved.
    pub saved_at: Timestamp,
    /// Whether a revision waits to be read over.
    pub is_proposed: bool,
    /// When it is due for review.
    pub review_due_at: Option<Timestamp>,
    /// Tasks that wait for an editor.
    pub tasks: i64,
}

/// A guide, as those who work on it open it.
#[derive(Debug, Clone, PartialEq)]
pub struct GuideFile {
    /// Its id.
    pub id: GuideId,
    /// Its number.
    pub number: i64,
    /// Its study.
    pub study: StudyId,
    /// Which of the three kinds.
    pub kind: GuideKind,
    /// Where it stands.
    pub status: GuideStatus,
    /// The working copy in the language asked for.
    pub draft: GuideDraft,
    /// The languages in which there is a working copy.
    pub languages: Vec<String>,
    /// The revision that waits to be read over, in that language.
    pub proposed: Option<(GuideRevisionId, i64)>,
    /// The revision that readers see, in that language.
    pub published: Option<(GuideRevisionId, i64)>,
}

/// A working copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideDraft {
    /// `fr` or `en`.
    pub language: String,
    /// The header, as typed.
    pub header: TypedHeader,
    /// The blocks.
    pub body: Body,
    /// Grows by one at each save; 0 when there is none yet.
    pub version: i64,
    /// When it was last saved.
    pub saved_at: Option<Timestamp>,
    /// Who saved it last, by name.
    pub saved_by: Option<String>,
}

/// A working copy to be saved over the version that was read.
#[derive(Debug, Clone)]
pub struct SaveGuide {
    /// The guide.
    pub guide: GuideId,
    /// The language of the copy.
    pub language: String,
    /// The version that was read; 0 for the first text in a language.
    pub version: i64,
    /// The header.
    pub header: TypedHeader,
    /// The blocks.
    pub body: Body,
    /// Who saves it.
    pub account: AccountId,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Begins a guide, if the account writes guides in its study. Says its number.
    pub async fn create_guide(&self, new: NewGuide) -> Result<Option<i64>, StoreError> {
        self.write(new, |tx, new| Box::pin(create(tx, new))).await
    }

    /// The studies in which an account writes guides, by title.
    pub async fn written_studies(&self, account: AccountId) -> Result<Vec<Study>, StoreError> {
        const SQL: &str = concat!(
            "SELECT g.id, g.slug, g.title FROM (SELECT id, slug, title, id AS study_id FROM studies) g WHERE ",
            holds!(writes),
            " ORDER BY g.title, g.id"
        );
        studies(&mut self.snapshot().await?, SQL, account).await
    }

    /// The studies whose guides an account reads, by title.
    pub async fn read_studies(&self, account: AccountId) -> Result<Vec<Study>, StoreError> {
        const SQL: &str = concat!(
            "SELECT g.id, g.slug, g.title FROM (SELECT id, slug, title, id AS study_id FROM studies) g WHERE ",
            holds!(reads),
            " ORDER BY g.title, g.id"
        );
        studies(&mut self.snapshot().await?, SQL, account).await
    }

    /// The guides of the studies that the account reads: what is worked on first.
    pub async fn guides(&self, account: AccountId) -> Result<Vec<GuideRow>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                concat!(
                    "SELECT g.id, g.number, g.kind, g.status, d.title, d.saved_at,
                        (SELECT COUNT(*) FROM guide_revisions r WHERE r.guide_id = g.id
                           AND r.published_at IS NULL AND r.superseded_at IS NULL) AS proposed,
                        (SELECT MIN(r.review_due_at) FROM guide_revisions r WHERE r.guide_id = g.id
                           AND r.published_at IS NOT NULL AND r.superseded_at IS NULL) AS review_due_at,
                        (SELECT COUNT(*) FROM editor_tasks t WHERE t.guide_id = g.id AND t.done_at IS NULL) AS tasks
                     FROM guides g JOIN guide_drafts d ON d.guide_id = g.id AND d.language =
                       (SELECT MAX(o.language) FROM guide_drafts o WHERE o.guide_id = g.id)
                     WHERE ",
                    holds!(reads),
                    " ORDER BY d.saved_at DESC, g.number"
                ),
                values![account.uuid()],
            )
            .await?;
        rows.iter().map(read_row).collect()
    }

    /// A guide with its working copy in a language, if the account reads its study.
    pub async fn guide_file(
        &self,
        account: AccountId,
        id: GuideId,
        language: &str,
    ) -> Result<Option<GuideFile>, StoreError> {
        file(&mut self.snapshot().await?, account, id, language).await
    }

    /// Saves a working copy. Says its new version; `Stale` when someone else has saved since it was read, or when the
    /// account does not write guides in its study.
    pub async fn save_guide(&self, save: SaveGuide) -> Result<i64, StoreError> {
        self.write(save, |tx, save| Box::pin(save_draft(tx, save))).await
    }
}

async fn studies(
    db: &mut Connection,
    sql: &'static str,
    account: AccountId,
) -> Result<Vec<Study>, StoreError> {
    let study = |row: &Row| {
        let id = StudyId::from_uuid(row.get("id")?);
        Ok(Study { id, slug: row.get("slug")?, title: row.get("title")? })
    };
    db.fetch_all(sql, values![account.uuid()]).await?.iter().map(study).collect()
}

async fn create(tx: &mut Tx, new: &NewGuide) -> Result<Option<i64>, StoreError> {
    let may = tx
        .fetch_optional(
            concat!(
                "SELECT g.study_id FROM (SELECT id AS study_id FROM studies WHERE id = $2) g WHERE ",
                holds!(writes)
            ),
            values![new.account.uuid(), new.study.uuid()],
        )
        .await?;
    if may.is_none() {
        return Ok(None);
    }
    let number = next_number(tx, "guide").await?;
    tx.execute(
        "INSERT INTO guides (id, number, study_id, kind, status, version) VALUES ($1, $2, $3, $4, $5, 1)",
        values![new.id.uuid(), number, new.study.uuid(), new.kind.word(), GuideStatus::Draft.word()],
    )
    .await?;
    let mut header = TypedHeader::default();
    header.set(HeaderField::Title, &new.title);
    tx.execute(
        "INSERT INTO guide_drafts (guide_id, language, title, header, body, account_id, saved_at, version)
         VALUES ($1, $2, $3, $4, '', $5, $6, 1)",
        values![
            new.id.uuid(),
            new.language.as_str(),
            header.get(HeaderField::Title),
            header.to_stored(),
            new.account.uuid(),
            new.now
        ],
    )
    .await?;
    record(tx, Some(new.account), "created", new.id, new.now).await?;
    Ok(Some(number))
}

/// Writes the journal and the change log.
async fn record(
    tx: &mut Tx,
    account: Option<AccountId>,
    verb: &'static str,
    guide: GuideId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let event = Event { account, verb, subject: "guide", subject_id: guide.uuid(), made_at: now };
    tx.record_event(event).await?;
    tx.record_change("guide", guide.uuid(), Verb::Saved, now).await
}

async fn save_draft(tx: &mut Tx, save: &SaveGuide) -> Result<i64, StoreError> {
    let may = tx
        .fetch_optional(
            concat!("SELECT g.id FROM guides g WHERE g.id = $2 AND ", holds!(writes)),
            values![save.account.uuid(), save.guide.uuid()],
        )
        .await?;
    let written = match (may, save.version) {
        (None, _) => 0,
        (Some(_), 0) => {
            tx.execute(
                "INSERT INTO guide_drafts (guide_id, language, title, header, body, account_id, saved_at, version)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT (guide_id, language) DO NOTHING",
                draft_values(save),
            )
            .await?
        }
        (Some(_), version) => {
            let mut values = draft_values(save);
            values.extend(values![version]);
            tx.execute(
                "UPDATE guide_drafts SET title = $3, header = $4, body = $5, account_id = $6, saved_at = $7,
                        version = version + 1
                 WHERE guide_id = $1 AND language = $2 AND version = $8",
                values,
            )
            .await?
        }
    };
    if written == 0 {
        return Err(StoreError::Stale);
    }
    record(tx, Some(save.account), "saved", save.guide, save.now).await?;
    Ok(save.version + 1)
}

fn draft_values(save: &SaveGuide) -> Vec<crate::driver::Value> {
    values![
        save.guide.uuid(),
        save.language.as_str(),
        save.header.get(HeaderField::Title),
        save.header.to_stored(),
        save.body.to_stored(),
        save.account.uuid(),
        save.now
    ]
}

/// A guide with its working copy, if the account reads its study.
async fn file(
    db: &mut Connection,
    account: AccountId,
    id: GuideId,
    language: &str,
) -> Result<Option<GuideFile>, StoreError> {
    let row = db
        .fetch_optional(
            concat!(
                "SELECT g.id, g.number, g.study_id, g.kind, g.status FROM guides g WHERE g.id = $2 AND ",
                holds!(reads)
            ),
            values![account.uuid(), id.uuid()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let kind = read_kind(&row)?;
    let languages = db
        .fetch_all(
            "SELECT language FROM guide_drafts WHERE guide_id = $1 ORDER BY language DESC",
            values![id.uuid()],
        )
        .await?;
    let languages = languages.iter().map(|row| row.get("language")).collect::<Result<Vec<String>, _>>()?;
    Ok(Some(GuideFile {
        id,
        number: row.get("number")?,
        study: StudyId::from_uuid(row.get("study_id")?),
        kind,
        status: read_status(&row)?,
        draft: draft(db, id, kind, language).await?,
        languages,
        proposed: newest(db, id, language, false).await?,
        published: newest(db, id, language, true).await?,
    }))
}

async fn draft(
    db: &mut Connection,
    id: GuideId,
    kind: GuideKind,
    language: &str,
) -> Result<GuideDraft, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT d.header, d.body, d.version, d.saved_at, a.name FROM guide_drafts d
               LEFT JOIN accounts a ON a.id = d.account_id
             WHERE d.guide_id = $1 AND d.language = $2",
            values![id.uuid(), language],
        )
        .await?;
    let language = language.to_owned();
    let Some(row) = row else {
        let (header, body) = (TypedHeader::default(), Body::new(kind));
        return Ok(GuideDraft { language, header, body, version: 0, saved_at: None, saved_by: None });
    };
    Ok(GuideDraft {
        language,
        header: TypedHeader::from_stored(&row.get::<String>("header")?),
        body: Body::from_stored(kind, &row.get::<String>("body")?),
        version: row.get("version")?,
        saved_at: row.get("saved_at")?,
        saved_by: row.get("name")?,
    })
}

/// The revision in force of a guide in a language: the published one, or the one that waits to be read over.
async fn newest(
    db: &mut Connection,
    id: GuideId,
    language: &str,
    is_published: bool,
) -> Result<Option<(GuideRevisionId, i64)>, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT id, revision FROM guide_revisions
             WHERE guide_id = $1 AND language = $2 AND superseded_at IS NULL
               AND (published_at IS NOT NULL) = $3
             ORDER BY revision DESC LIMIT 1",
            values![id.uuid(), language, is_published],
        )
        .await?;
    row.map(|row| Ok((GuideRevisionId::from_uuid(row.get("id")?), row.get("revision")?))).transpose()
}

fn read_row(row: &Row) -> Result<GuideRow, StoreError> {
    Ok(GuideRow {
        id: GuideId::from_uuid(row.get("id")?),
        number: row.get("number")?,
        kind: read_kind(row)?,
        status: read_status(row)?,
        title: row.get("title")?,
        saved_at: row.get("saved_at")?,
        is_proposed: row.get::<i64>("proposed")? > 0,
        review_due_at: row.get("review_due_at")?,
        tasks: row.get("tasks")?,
    })
}

fn read_kind(row: &Row) -> Result<GuideKind, StoreError> {
    let word: String = row.get("kind")?;
    GuideKind::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("guide kind {word}")))
}

fn read_status(row: &Row) -> Result<GuideStatus, StoreError> {
    let word: String = row.get("status")?;
    GuideStatus::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("guide status {word}")))
}
