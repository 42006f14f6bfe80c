//! Sources read at a desk: what a guide may cite beside the returns.

use crate::{Store, driver::values, error::StoreError, event::Event, guide::holds, write::Tx};
use socle_domain::{
    guide::{Reference, ReferenceKind},
    id::{AccountId, ReferenceId, StudyId},
    time::Timestamp,
};

/// A source to be kept.
#[derive(Debug, Clone)]
pub struct NewReference {
    /// Its id.
    pub id: ReferenceId,
    /// The study whose guides cite it.
    pub study: StudyId,
    /// What it is worth as evidence.
    pub kind: ReferenceKind,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When, as it says itself.
    pub dated: String,
    /// Where it was found.
    pub address: String,
    /// Where a copy is kept; empty when none is.
    pub archived: String,
    /// Who read it.
    pub account: AccountId,
    /// When it was read.
    pub now: Timestamp,
}

impl Store {
    /// Keeps a source, if the account writes guides in the study. Says its number, by which guides cite it.
    pub async fn create_reference(&self, new: NewReference) -> Result<Option<i64>, StoreError> {
        self.write(new, |tx, new| Box::pin(create(tx, new))).await
    }

    /// The sources of a study, by number, if the account reads it.
    pub async fn references(&self, account: AccountId, study: StudyId) -> Result<Vec<Reference>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let sql = concat!(
            "SELECT g.study_id FROM (SELECT id AS study_id FROM studies WHERE id = $2) g WHERE ",
            holds!(reads)
        );
        match snapshot.fetch_optional(sql, values![account.uuid(), study.uuid()]).await? {
            Some(_) => crate::guide::references(&mut snapshot, study).await,
            None => Ok(Vec::new()),
        }
    }
}

async fn create(tx: &mut Tx, new: &NewReference) -> Result<Option<i64>, StoreError> {
    let sql = concat!(
        "SELECT g.study_id FROM (SELECT id AS study_id FROM studies WHERE id = $2) g WHERE ",
        holds!(writes)
    );
    if tx.fetch_optional(sql, values![new.account.uuid(), new.study.uuid()]).await?.is_none() {
        return Ok(None);
    }
    let row = tx
        .fetch_one(
            "INSERT INTO desk_references (id, number, study_id, kind, title, author, dated, address, archived, read_at)
             SELECT $1, COALESCE(MAX(d.number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9 FROM desk_references d
             WHERE d.study_id = $2 RETURNING number",
            values![
                new.id.uuid(),
                new.study.uuid(),
                new.kind.word(),
                new.title.as_str(),
                new.author.as_str(),
                new.dated.as_str(),
                new.address.as_str(),
                new.archived.as_str(),
                new.now
            ],
        )
        .await?;
    tx.record_event(Event {
        account: Some(new.account),
        verb: "created",
        subject: "reference",
        subject_id: new.id.uuid(),
        made_at: new.now,
    })
    .await?;
    row.get("number").map(Some)
}
