//! Codes added, renamed, moved, merged and taken away.

use super::{book_of, may_code, record};
use crate::{
    Store,
    driver::{Connection, values},
    error::{Constraint, StoreError},
    write::Tx,
};
use socle_domain::{
    codebook::CodeWord,
    id::{AccountId, CodeLabelId, CodebookId, StudyId},
    time::Timestamp,
};

/// A code to be added.
#[derive(Debug, Clone)]
pub struct NewLabel {
    /// Its id.
    pub id: CodeLabelId,
    /// The study whose codebook it goes into.
    pub study: StudyId,
    /// The code it goes under.
    pub parent: Option<CodeLabelId>,
    /// Its word.
    pub word: CodeWord,
    /// What people read, in French and in English.
    pub name: [String; 2],
    /// When to use it, in French and in English.
    pub definition: [String; 2],
}

/// What a code is to read like, and where it is to stand.
#[derive(Debug, Clone)]
pub struct LabelEdit {
    /// Which code.
    pub id: CodeLabelId,
    /// The code it goes under.
    pub parent: Option<CodeLabelId>,
    /// What people read, in French and in English.
    pub name: [String; 2],
    /// When to use it, in French and in English.
    pub definition: [String; 2],
}

/// What merging one code into another does, or would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merge {
    /// Passages that go under the other code.
    pub moved: i64,
    /// Passages that the same people have put under both: they are counted once afterwards.
    pub shared: i64,
    /// Codes that stand under it, and go under the other.
    pub children: i64,
}

/// What became of a code that was to be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// It is gone.
    Removed,
    /// It is in use, or codes stand under it: nothing was done.
    InUse,
}

impl Store {
    /// Adds a code. `Conflict(CodeWord)` when its word is taken, `Stale` when the study is not one that the account
    /// codes or has no codebook.
    pub async fn add_label(
        &self,
        account: AccountId,
        label: NewLabel,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((account, label, now), |tx, (account, label, now)| {
            Box::pin(add(tx, *account, label, *now))
        })
        .await
    }

    /// Renames a code, defines it anew, puts it under another. `Conflict(CodeCircle)` when it would stand under
    /// itself.
    pub async fn edit_label(
        &self,
        account: AccountId,
        edit: LabelEdit,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((account, edit, now), |tx, (account, edit, now)| {
            Box::pin(change(tx, *account, edit, *now))
        })
        .await
    }

    /// What merging would do.
    pub async fn preview_merge(&self, from: CodeLabelId, into: CodeLabelId) -> Result<Merge, StoreError> {
        merge_of(&mut self.snapshot().await?, from, into).await
    }

    /// Puts all passages of one code under another, with its child codes, and takes it away.
    pub async fn merge_labels(
        &self,
        account: AccountId,
        from: CodeLabelId,
        into: CodeLabelId,
        now: Timestamp,
    ) -> Result<Merge, StoreError> {
        self.write((account, from, into, now), |tx, (account, from, into, now)| {
            Box::pin(merge(tx, *account, *from, *into, *now))
        })
        .await
    }

    /// Takes a code away, unless it is in use.
    pub async fn remove_label(
        &self,
        account: AccountId,
        id: CodeLabelId,
        now: Timestamp,
    ) -> Result<Removal, StoreError> {
        self.write((account, id, now), |tx, (account, id, now)| Box::pin(remove(tx, *account, *id, *now)))
            .await
    }
}

async fn add(tx: &mut Tx, account: AccountId, label: &NewLabel, now: Timestamp) -> Result<(), StoreError> {
    if !may_code(tx, account, label.study).await? {
        return Err(StoreError::Stale);
    }
    let book = book_of(tx, label.study).await?.ok_or(StoreError::Stale)?;
    if let Some(parent) = label.parent
        && book_with(tx, account, parent).await? != book
    {
        return Err(StoreError::Conflict(Constraint::Reference));
    }
    tx.execute(
        "INSERT INTO code_labels (id, codebook_id, parent_id, word, name, definition, place, english_name,
                                  english_definition)
         SELECT $1, $2, $3, $4, $5, $6, COALESCE(MAX(l.place), 0) + 1, $7, $8 FROM code_labels l
         WHERE l.codebook_id = $2",
        values![
            label.id.uuid(),
            book.uuid(),
            label.parent.map(CodeLabelId::uuid),
            label.word.as_str(),
            label.name[0].as_str(),
            label.definition[0].as_str(),
            label.name[1].as_str(),
            label.definition[1].as_str()
        ],
    )
    .await?;
    record(tx, Some(account), "added", "code_label", label.id.uuid(), now).await
}

async fn change(tx: &mut Tx, account: AccountId, edit: &LabelEdit, now: Timestamp) -> Result<(), StoreError> {
    let book = book_with(tx, account, edit.id).await?;
    if let Some(parent) = edit.parent
        && book_with(tx, account, parent).await? != book
    {
        return Err(StoreError::Conflict(Constraint::Reference));
    }
    tx.execute(
        "UPDATE code_labels SET parent_id = $2, name = $3, definition = $4, english_name = $5,
                english_definition = $6 WHERE id = $1",
        values![
            edit.id.uuid(),
            edit.parent.map(CodeLabelId::uuid),
            edit.name[0].as_str(),
            edit.definition[0].as_str(),
            edit.name[1].as_str(),
            edit.definition[1].as_str()
        ],
    )
    .await?;
    refuse_circles(tx, book).await?;
    record(tx, Some(account), "edited", "code_label", edit.id.uuid(), now).await
}

/// The codebook that a code stands in, if the account codes its study.
async fn book_with(
    db: &mut Connection,
    account: AccountId,
    label: CodeLabelId,
) -> Result<CodebookId, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT c.id FROM code_labels l JOIN codebooks c ON c.id = l.codebook_id
             WHERE l.id = $2 AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
               AND m.role IN ('analyst', 'coordinator') AND (m.study_id IS NULL OR m.study_id = c.study_id))",
            values![account.uuid(), label.uuid()],
        )
        .await?;
    let row = row.ok_or(StoreError::Conflict(Constraint::Reference))?;
    Ok(CodebookId::from_uuid(row.get("id")?))
}

/// Every code has to be reached from the top; one that stands under itself is not.
pub(super) async fn refuse_circles(db: &mut Connection, book: CodebookId) -> Result<(), StoreError> {
    let row = db
        .fetch_one(
            "WITH RECURSIVE reached (id) AS
               (SELECT id FROM code_labels WHERE codebook_id = $1 AND parent_id IS NULL
                UNION SELECT l.id FROM code_labels l JOIN reached r ON l.parent_id = r.id)
             SELECT (SELECT COUNT(*) FROM code_labels WHERE codebook_id = $1) - (SELECT COUNT(*) FROM reached)
               AS astray",
            values![book.uuid()],
        )
        .await?;
    if row.get::<i64>("astray")? == 0 { Ok(()) } else { Err(StoreError::Conflict(Constraint::CodeCircle)) }
}

async fn merge_of(db: &mut Connection, from: CodeLabelId, into: CodeLabelId) -> Result<Merge, StoreError> {
    let row = db
        .fetch_one(
            "SELECT
               (SELECT COUNT(DISTINCT k.excerpt_id) FROM codings k WHERE k.code_label_id = $1) AS moved,
               (SELECT COUNT(DISTINCT k.excerpt_id) FROM codings k JOIN codings o ON o.excerpt_id = k.excerpt_id
                  AND o.account_id = k.account_id WHERE k.code_label_id = $1 AND o.code_label_id = $2) AS shared,
               (SELECT COUNT(*) FROM code_labels l WHERE l.parent_id = $1 AND l.id <> $2) AS children",
            values![from.uuid(), into.uuid()],
        )
        .await?;
    Ok(Merge { moved: row.get("moved")?, shared: row.get("shared")?, children: row.get("children")? })
}

async fn merge(
    tx: &mut Tx,
    account: AccountId,
    from: CodeLabelId,
    into: CodeLabelId,
    now: Timestamp,
) -> Result<Merge, StoreError> {
    let book = book_with(tx, account, from).await?;
    if from == into || book_with(tx, account, into).await? != book {
        return Err(StoreError::Conflict(Constraint::CodeCircle));
    }
    let merge = merge_of(tx, from, into).await?;
    // Where the same person has put both codes on a passage, one coding stays, with what was noted beside either.
    for sql in [
        "UPDATE codings SET memo = TRIM(memo || ' · ' || COALESCE((SELECT k.memo FROM codings k
             WHERE k.code_label_id = $1 AND k.excerpt_id = codings.excerpt_id
               AND k.account_id = codings.account_id), ''), ' ·')
         WHERE code_label_id = $2 AND EXISTS (SELECT 1 FROM codings k WHERE k.code_label_id = $1 AND k.memo <> ''
             AND k.excerpt_id = codings.excerpt_id AND k.account_id = codings.account_id)",
        "DELETE FROM codings WHERE code_label_id = $1 AND EXISTS (SELECT 1 FROM codings k WHERE k.code_label_id = $2
             AND k.excerpt_id = codings.excerpt_id AND k.account_id = codings.account_id)",
        "UPDATE codings SET code_label_id = $2 WHERE code_label_id = $1",
        // What is merged into a code somewhere below it hands its place over.
        "UPDATE code_labels SET parent_id = (SELECT l.parent_id FROM code_labels l WHERE l.id = $1)
         WHERE id = $2 AND $1 IN (WITH RECURSIVE above (id) AS
           (SELECT parent_id FROM code_labels WHERE id = $2
            UNION SELECT l.parent_id FROM code_labels l JOIN above a ON l.id = a.id)
           SELECT id FROM above WHERE id IS NOT NULL)",
        "UPDATE code_labels SET parent_id = $2 WHERE parent_id = $1",
    ] {
        tx.execute(sql, values![from.uuid(), into.uuid()]).await?;
    }
    tx.execute("DELETE FROM code_labels WHERE id = $1", values![from.uuid()]).await?;
    refuse_circles(tx, book).await?;
    record(tx, Some(account), "merged", "code_label", into.uuid(), now).await?;
    Ok(merge)
}

async fn remove(
    tx: &mut Tx,
    account: AccountId,
    id: CodeLabelId,
    now: Timestamp,
) -> Result<Removal, StoreError> {
    book_with(tx, account, id).await?;
    let removed = tx
        .execute(
            "DELETE FROM code_labels WHERE id = $1
               AND NOT EXISTS (SELECT 1 FROM codings k WHERE k.code_label_id = $1)
               AND NOT EXISTS (SELECT 1 FROM code_labels l WHERE l.parent_id = $1)",
            values![id.uuid()],
        )
        .await?;
    if removed == 0 {
        return Ok(Removal::InUse);
    }
    record(tx, Some(account), "removed", "code_label", id.uuid(), now).await?;
    Ok(Removal::Removed)
}
