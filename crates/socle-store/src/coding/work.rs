//! What a coder does: put codes on a passage, note something, take it back, set a passage right.

use super::{anchor, story};
use crate::{
    Store,
    change::Verb,
    codebook::record,
    driver::{Value, values},
    error::{Constraint, StoreError},
    secret,
    write::Tx,
};
use socle_domain::{
    coding::Span,
    id::{AccountId, CodeLabelId, CodingId, ExcerptId, ExperienceId},
    time::Timestamp,
};

/// Codes to be put on some words of a story.
#[derive(Debug, Clone)]
pub struct NewCoding {
    /// The passage's id, if these words are no passage yet.
    pub excerpt: ExcerptId,
    /// The story.
    pub experience: ExperienceId,
    /// The revision that the coder read.
    pub revision: i64,
    /// The words, in that revision.
    pub span: Span,
    /// The codes, each with the id of its coding.
    pub labels: Vec<(CodingId, CodeLabelId)>,
    /// What the coder notes.
    pub memo: String,
    /// When.
    pub now: Timestamp,
}

/// Where a flagged passage is to stand.
#[derive(Debug, Clone)]
pub struct Repair {
    /// The story.
    pub experience: ExperienceId,
    /// The passage.
    pub excerpt: ExcerptId,
    /// The revision that the coder read.
    pub revision: i64,
    /// Its words, in that revision.
    pub span: Span,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Puts codes on some words. The same words are the same passage, whoever chose them; a code that the account has
    /// put there already stays as it is. Says the passage's place. `Stale` when the text has changed since it was
    /// read, or the story is not one that the account codes.
    pub async fn code_passage(&self, account: AccountId, new: NewCoding) -> Result<i64, StoreError> {
        self.write((account, new), |tx, (account, new)| Box::pin(code(tx, *account, new))).await
    }

    /// Takes back what the account did last on a story: all codes that it put at once. Says how many.
    pub async fn undo_coding(
        &self,
        account: AccountId,
        experience: ExperienceId,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        self.write((account, experience, now), |tx, (account, experience, now)| {
            Box::pin(async move {
                let undone = tx
                    .execute(
                        "DELETE FROM codings WHERE account_id = $1 AND (excerpt_id, created_at) IN
                           (SELECT k.excerpt_id, k.created_at FROM codings k JOIN excerpts x ON x.id = k.excerpt_id
                            WHERE x.experience_id = $2 AND k.account_id = $1
                            ORDER BY k.created_at DESC, k.id DESC LIMIT 1)",
                        values![account.uuid(), experience.uuid()],
                    )
                    .await?;
                tell(tx, *account, "uncoded", *experience, *now).await?;
                Ok(undone)
            })
        })
        .await
    }

    /// Takes one of the account's own codings away. `false` when there is no such coding of its own.
    pub async fn remove_coding(
        &self,
        account: AccountId,
        experience: ExperienceId,
        coding: CodingId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM codings WHERE id = $1 AND account_id = $2
             AND excerpt_id IN (SELECT x.id FROM excerpts x WHERE x.experience_id = $3)";
        let values = values![coding.uuid(), account.uuid(), experience.uuid()];
        self.change_own(SQL, values, (account, "uncoded", experience, now)).await
    }

    /// Writes what the account notes beside one of its own codings. `false` when there is no such coding of its own.
    pub async fn note_coding(
        &self,
        account: AccountId,
        experience: ExperienceId,
        coding: CodingId,
        memo: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE codings SET memo = $4 WHERE id = $1 AND account_id = $2
             AND excerpt_id IN (SELECT x.id FROM excerpts x WHERE x.experience_id = $3)";
        let values = values![coding.uuid(), account.uuid(), experience.uuid(), memo];
        self.change_own(SQL, values, (account, "noted", experience, now)).await
    }

    async fn change_own(
        &self,
        sql: &'static str,
        values: Vec<Value>,
        told: (AccountId, &'static str, ExperienceId, Timestamp),
    ) -> Result<bool, StoreError> {
        self.write((sql, values, told), |tx, (sql, values, (account, verb, experience, now))| {
            Box::pin(async move {
                let changed = tx.execute(sql, values.clone()).await?;
                if changed > 0 {
                    tell(tx, *account, verb, *experience, *now).await?;
                }
                Ok(changed > 0)
            })
        })
        .await
    }

    /// Puts a passage on other words: what a person does when its own are not in the text any more. `Stale` when the
    /// text has changed since, `Conflict(Reference)` when there is no such passage.
    pub async fn repair_passage(&self, account: AccountId, repair: Repair) -> Result<(), StoreError> {
        self.write((account, repair), |tx, (account, repair)| Box::pin(set_right(tx, *account, repair))).await
    }
}

async fn code(tx: &mut Tx, account: AccountId, new: &NewCoding) -> Result<i64, StoreError> {
    let story = story(tx, account, new.experience).await?.ok_or(StoreError::Stale)?;
    let words = new.span.of(&story.text).filter(|_| story.revision == new.revision);
    let digest = secret::digest(words.ok_or(StoreError::Stale)?.as_bytes());
    let (excerpt, place) = passage_at(tx, new, digest).await?;
    for (id, label) in &new.labels {
        let written = tx
            .execute(
                "INSERT INTO codings (id, excerpt_id, code_label_id, account_id, memo, created_at)
                 SELECT $1, $2, l.id, $4, $5, $6 FROM code_labels l JOIN codebooks c ON c.id = l.codebook_id
                 WHERE l.id = $3 AND c.study_id = $7
                 ON CONFLICT (excerpt_id, code_label_id, account_id) DO UPDATE SET memo =
                   CASE WHEN excluded.memo = '' THEN codings.memo ELSE excluded.memo END",
                values![
                    id.uuid(),
                    excerpt.uuid(),
                    label.uuid(),
                    account.uuid(),
                    new.memo.as_str(),
                    new.now,
                    story.study.uuid()
                ],
            )
            .await?;
        if written == 0 {
            return Err(StoreError::Conflict(Constraint::Reference));
        }
    }
    tell(tx, account, "coded", new.experience, new.now).await?;
    Ok(place)
}

/// The passage of these words: the one that is there, or a new one at the next place.
async fn passage_at(tx: &mut Tx, new: &NewCoding, digest: [u8; 32]) -> Result<(ExcerptId, i64), StoreError> {
    let (from, until) = (anchor::as_int(new.span.start()), anchor::as_int(new.span.end()));
    let known = tx
        .fetch_optional(
            "SELECT id, place FROM excerpts WHERE experience_id = $1 AND revision = $2 AND starts_at = $3
               AND ends_at = $4 AND is_flagged = $5 ORDER BY place LIMIT 1",
            values![new.experience.uuid(), new.revision, from, until, false],
        )
        .await?;
    if let Some(row) = known {
        return Ok((ExcerptId::from_uuid(row.get("id")?), row.get("place")?));
    }
    let next = "SELECT COALESCE(MAX(place), 0) + 1 AS place FROM excerpts WHERE experience_id = $1";
    let place: i64 = tx.fetch_one(next, values![new.experience.uuid()]).await?.get("place")?;
    tx.execute(
        "INSERT INTO excerpts (id, experience_id, revision, place, starts_at, ends_at, digest, is_flagged, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            new.excerpt.uuid(),
            new.experience.uuid(),
            new.revision,
            place,
            from,
            until,
            digest,
            false,
            new.now
        ],
    )
    .await?;
    Ok((new.excerpt, place))
}

async fn set_right(tx: &mut Tx, account: AccountId, repair: &Repair) -> Result<(), StoreError> {
    let story = story(tx, account, repair.experience).await?.ok_or(StoreError::Stale)?;
    if story.revision != repair.revision || repair.span.of(&story.text).is_none() {
        return Err(StoreError::Stale);
    }
    let sql = "SELECT 1 AS one FROM excerpts WHERE id = $1 AND experience_id = $2";
    let known = tx.fetch_optional(sql, values![repair.excerpt.uuid(), repair.experience.uuid()]).await?;
    known.ok_or(StoreError::Conflict(Constraint::Reference))?;
    anchor::move_to(tx, repair.excerpt, story.revision, repair.span, &story.text).await?;
    tell(tx, account, "repaired", repair.experience, repair.now).await?;
    tx.record_change("excerpt", repair.excerpt.uuid(), Verb::Saved, repair.now).await
}

async fn tell(
    tx: &mut Tx,
    account: AccountId,
    verb: &'static str,
    experience: ExperienceId,
    now: Timestamp,
) -> Result<(), StoreError> {
    record(tx, Some(account), verb, "experience", experience.uuid(), now).await
}
