//! The codes of a study: a tree that people change while they read.
//!
//! A code in use never goes away by itself: it is merged into another, which takes its passages, or it stays.

mod change;

pub use change::{LabelEdit, Merge, NewLabel, Removal};

use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
    study::Study,
    write::Tx,
};
use socle_domain::{
    codebook::Entry,
    id::{AccountId, CodeLabelId, CodebookId, StudyId},
    time::Timestamp,
};

/// A list of codes to be kept for a study: those of a table, each with an id should it be new.
#[derive(Debug, Clone)]
pub struct NewCodebook {
    /// Its id, should the study have none yet.
    pub id: CodebookId,
    /// The study.
    pub study: StudyId,
    /// Its title.
    pub title: String,
    /// Its codes, parents before children.
    pub labels: Vec<(CodeLabelId, Entry)>,
    /// Who brings them, for the journal; nobody when the program does.
    pub account: Option<AccountId>,
    /// When.
    pub now: Timestamp,
}

/// The codes of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codebook {
    /// Its id.
    pub id: CodebookId,
    /// Its title.
    pub title: String,
    /// Its codes: each is followed by those under it.
    pub labels: Vec<CodeLabel>,
}

/// A code, in its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLabel {
    /// Its id.
    pub id: CodeLabelId,
    /// The code it stands under.
    pub parent: Option<CodeLabelId>,
    /// How many codes stand above it.
    pub depth: usize,
    /// Its stable word.
    pub word: String,
    /// What people read, in French and in English; the English one may be empty.
    pub name: [String; 2],
    /// When to use it, in French and in English.
    pub definition: [String; 2],
    /// How many passages are under it, those of the codes below apart.
    pub passages: i64,
}

impl Codebook {
    /// A code by its id.
    pub fn label(&self, id: CodeLabelId) -> Option<&CodeLabel> {
        self.labels.iter().find(|label| label.id == id)
    }

    /// Whether one code is the other, or stands somewhere under it.
    pub fn is_under(&self, label: CodeLabelId, other: CodeLabelId) -> bool {
        let mut at = Some(label);
        while let Some(id) = at {
            if id == other {
                return true;
            }
            at = self.label(id).and_then(|label| label.parent);
        }
        false
    }
}

impl Store {
    /// The studies whose returns the account reads and codes, by title.
    pub async fn coded_studies(&self, account: AccountId) -> Result<Vec<Study>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT id, slug, title FROM studies s WHERE EXISTS
                   (SELECT 1 FROM memberships m WHERE m.account_id = $1
                    AND m.role IN ('analyst', 'coordinator', 'editor')
                    AND (m.study_id IS NULL OR m.study_id = s.id))
                 ORDER BY title, id",
                values![account.uuid()],
            )
            .await?;
        let study = |row: &Row| {
            Ok(Study {
                id: StudyId::from_uuid(row.get("id")?),
                slug: row.get("slug")?,
                title: row.get("title")?,
            })
        };
        rows.iter().map(study).collect()
    }

    /// The codes of a study, if the account reads it; none when the study has none yet.
    pub async fn codebook(&self, account: AccountId, study: StudyId) -> Result<Option<Codebook>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let row = snapshot
            .fetch_optional(
                "SELECT c.id, c.title FROM codebooks c WHERE c.study_id = $2 AND EXISTS
                   (SELECT 1 FROM memberships m WHERE m.account_id = $1
                    AND m.role IN ('analyst', 'coordinator', 'editor')
                    AND (m.study_id IS NULL OR m.study_id = c.study_id))
                 ORDER BY c.created_at, c.id LIMIT 1",
                values![account.uuid(), study.uuid()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let id = CodebookId::from_uuid(row.get("id")?);
        let labels = labels_with_passages(&mut snapshot, id).await?;
        Ok(Some(Codebook { id, title: row.get("title")?, labels }))
    }

    /// Keeps the codes of a table: those whose word is known are written over (name, definition, place in the tree),
    /// the others are added, none is taken away. Says how many are new.
    pub async fn save_codebook(&self, new: NewCodebook) -> Result<usize, StoreError> {
        self.write(new, |tx, new| Box::pin(save(tx, new))).await
    }
}

async fn labels_with_passages(db: &mut Connection, book: CodebookId) -> Result<Vec<CodeLabel>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT l.id, l.parent_id, l.word, l.name, l.english_name, l.definition, l.english_definition,
                    (SELECT COUNT(DISTINCT k.excerpt_id) FROM codings k WHERE k.code_label_id = l.id) AS passages
             FROM code_labels l WHERE l.codebook_id = $1 ORDER BY l.place, l.word",
            values![book.uuid()],
        )
        .await?;
    in_tree_order(&rows.iter().map(read_label).collect::<Result<Vec<_>, _>>()?)
}

/// The codes that a page lists beside a text: without counts.
pub(crate) async fn labels_of(db: &mut Connection, study: StudyId) -> Result<Vec<CodeLabel>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT l.id, l.parent_id, l.word, l.name, l.english_name, l.definition, l.english_definition,
                    CAST(0 AS BIGINT) AS passages
             FROM code_labels l JOIN codebooks c ON c.id = l.codebook_id
             WHERE c.study_id = $1 ORDER BY l.place, l.word",
            values![study.uuid()],
        )
        .await?;
    in_tree_order(&rows.iter().map(read_label).collect::<Result<Vec<_>, _>>()?)
}

fn read_label(row: &Row) -> Result<CodeLabel, StoreError> {
    let parent: Option<uuid::Uuid> = row.get("parent_id")?;
    Ok(CodeLabel {
        id: CodeLabelId::from_uuid(row.get("id")?),
        parent: parent.map(CodeLabelId::from_uuid),
        depth: 0,
        word: row.get("word")?,
        name: [row.get("name")?, row.get("english_name")?],
        definition: [row.get("definition")?, row.get("english_definition")?],
        passages: row.get("passages")?,
    })
}

/// Each code followed by those under it.
fn in_tree_order(labels: &[CodeLabel]) -> Result<Vec<CodeLabel>, StoreError> {
    let (count, mut ordered) = (labels.len(), Vec::with_capacity(labels.len()));
    push_under(None, 0, labels, &mut ordered);
    if ordered.len() == count {
        Ok(ordered)
    } else {
        Err(StoreError::Corrupt("a code stands under itself".to_owned()))
    }
}

fn push_under(parent: Option<CodeLabelId>, depth: usize, all: &[CodeLabel], ordered: &mut Vec<CodeLabel>) {
    for label in all.iter().filter(|label| label.parent == parent) {
        ordered.push(CodeLabel { depth, ..label.clone() });
        push_under(Some(label.id), depth + 1, all, ordered);
    }
}

pub(crate) async fn save(tx: &mut Tx, new: &NewCodebook) -> Result<usize, StoreError> {
    if let Some(account) = new.account
        && !may_code(tx, account, new.study).await?
    {
        return Err(StoreError::Stale);
    }
    let book = match book_of(tx, new.study).await? {
        Some(book) => book,
        None => found(tx, new).await?,
    };
    let mut added = 0;
    for (place, (id, entry)) in (0_i64..).zip(&new.labels) {
        let parent = match &entry.parent {
            Some(word) => label_by_word(tx, book, word.as_str()).await?,
            None => None,
        };
        let known = label_by_word(tx, book, entry.word.as_str()).await?;
        added += usize::from(known.is_none());
        tx.execute(
            "INSERT INTO code_labels (id, codebook_id, parent_id, word, name, definition, place, english_name,
                                      english_definition)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (codebook_id, word) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name,
               definition = excluded.definition, place = excluded.place, english_name = excluded.english_name,
               english_definition = excluded.english_definition",
            values![
                known.unwrap_or(*id).uuid(),
                book.uuid(),
                parent.map(CodeLabelId::uuid),
                entry.word.as_str(),
                entry.name[0].as_str(),
                entry.definition[0].as_str(),
                place,
                entry.name[1].as_str(),
                entry.definition[1].as_str()
            ],
        )
        .await?;
    }
    change::refuse_circles(tx, book).await?;
    record(tx, new.account, "saved", "codebook", book.uuid(), new.now).await?;
    Ok(added)
}

async fn found(tx: &mut Tx, new: &NewCodebook) -> Result<CodebookId, StoreError> {
    tx.execute(
        "INSERT INTO codebooks (id, study_id, title, created_at) VALUES ($1, $2, $3, $4)",
        values![new.id.uuid(), new.study.uuid(), new.title.as_str(), new.now],
    )
    .await?;
    Ok(new.id)
}

async fn book_of(db: &mut Connection, study: StudyId) -> Result<Option<CodebookId>, StoreError> {
    let sql = "SELECT id FROM codebooks WHERE study_id = $1 ORDER BY created_at, id LIMIT 1";
    let row = db.fetch_optional(sql, values![study.uuid()]).await?;
    row.map(|row| Ok(CodebookId::from_uuid(row.get("id")?))).transpose()
}

async fn label_by_word(
    db: &mut Connection,
    book: CodebookId,
    word: &str,
) -> Result<Option<CodeLabelId>, StoreError> {
    let sql = "SELECT id FROM code_labels WHERE codebook_id = $1 AND word = $2";
    let row = db.fetch_optional(sql, values![book.uuid(), word]).await?;
    row.map(|row| Ok(CodeLabelId::from_uuid(row.get("id")?))).transpose()
}

/// Whether the account reads and codes the returns of a study.
pub(crate) async fn may_code(
    db: &mut Connection,
    account: AccountId,
    study: StudyId,
) -> Result<bool, StoreError> {
    let sql =
        "SELECT 1 AS one FROM memberships m WHERE m.account_id = $1 AND m.role IN ('analyst', 'coordinator')
                 AND (m.study_id IS NULL OR m.study_id = $2)";
    Ok(db.fetch_optional(sql, values![account.uuid(), study.uuid()]).await?.is_some())
}

pub(crate) async fn record(
    tx: &mut Tx,
    account: Option<AccountId>,
    verb: &'static str,
    subject: &'static str,
    subject_id: uuid::Uuid,
    made_at: Timestamp,
) -> Result<(), StoreError> {
    tx.record_event(Event { account, verb, subject, subject_id, made_at }).await
}
