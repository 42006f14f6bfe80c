//! Passages follow their words from one revision of a story to the next.

use crate::{
    change::Verb,
    driver::{Row, values},
    error::StoreError,
    secret,
    write::Tx,
};
use socle_domain::{
    coding::{Anchor, Span, reanchor as find_again},
    id::{ExcerptId, ExperienceId},
    time::Timestamp,
};

/// What became of the passages of a story when its text changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reanchored {
    /// Passages that stand in the new revision.
    pub moved: usize,
    /// Passages whose words are not there any more: a person has to look.
    pub flagged: usize,
}

/// Moves every passage of a story to a revision that was just written, inside the transaction that wrote it. A
/// passage whose words are not there stays on its own revision, flagged; one that was flagged before is tried again.
pub async fn reanchor(
    tx: &mut Tx,
    experience: ExperienceId,
    revision: i64,
    now: Timestamp,
) -> Result<Reanchored, StoreError> {
    let passages = tx
        .fetch_all(
            "SELECT x.id, x.starts_at, x.ends_at, x.digest, x.is_flagged, r.text
             FROM excerpts x JOIN experience_revisions r
               ON r.experience_id = x.experience_id AND r.revision = x.revision
             WHERE x.experience_id = $1 AND x.revision <> $2 ORDER BY x.place",
            values![experience.uuid(), revision],
        )
        .await?;
    let mut done = Reanchored::default();
    if passages.is_empty() {
        return Ok(done);
    }
    let text: String = tx
        .fetch_one(
            "SELECT text FROM experience_revisions WHERE experience_id = $1 AND revision = $2",
            values![experience.uuid(), revision],
        )
        .await?
        .get("text")?;
    for row in &passages {
        let id = ExcerptId::from_uuid(row.get("id")?);
        let was_flagged: bool = row.get("is_flagged")?;
        if let Some(span) = anchor_of(row, &text)?.span() {
            move_to(tx, id, revision, span, &text).await?;
            done.moved += 1;
        } else {
            if !was_flagged {
                flag(tx, id, now).await?;
            }
            done.flagged += 1;
        }
    }
    Ok(done)
}

/// Where the words of a passage stand in the new text. Words that are not those of the digest were scrubbed: what is
/// left at that place is no evidence.
fn anchor_of(row: &Row, text: &str) -> Result<Anchor, StoreError> {
    let old: String = row.get("text")?;
    let digest: Vec<u8> = row.get("digest")?;
    let span = span_of(row)?;
    let is_intact = span.of(&old).is_some_and(|words| secret::digest(words.as_bytes()).as_slice() == digest);
    Ok(if is_intact { find_again(&old, span, text) } else { Anchor::Lost })
}

pub(super) fn span_of(row: &Row) -> Result<Span, StoreError> {
    let place = |name| Ok::<_, StoreError>(usize::try_from(row.get::<i64>(name)?).unwrap_or(0));
    Span::new(place("starts_at")?, place("ends_at")?)
        .ok_or_else(|| StoreError::Corrupt("an empty passage".to_owned()))
}

/// Puts a passage where its words stand. Asked of a text that does not hold that stretch, it changes nothing.
pub(super) async fn move_to(
    tx: &mut Tx,
    id: ExcerptId,
    revision: i64,
    span: Span,
    text: &str,
) -> Result<(), StoreError> {
    let Some(words) = span.of(text) else { return Ok(()) };
    tx.execute(
        "UPDATE excerpts SET revision = $2, starts_at = $3, ends_at = $4, digest = $5, is_flagged = $6
         WHERE id = $1",
        values![
            id.uuid(),
            revision,
            as_int(span.start()),
            as_int(span.end()),
            secret::digest(words.as_bytes()),
            false
        ],
    )
    .await?;
    Ok(())
}

async fn flag(tx: &mut Tx, id: ExcerptId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("UPDATE excerpts SET is_flagged = $2 WHERE id = $1", values![id.uuid(), true]).await?;
    tx.record_change("excerpt", id.uuid(), Verb::Saved, now).await
}

pub(super) fn as_int(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}
