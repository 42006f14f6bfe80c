//! « Doublon de R-188 ? »: another return of the same organization, by name, that tells nearly the same. A hint, made
//! when a page is shown and kept nowhere, so that it never outlives what it is about.

use crate::{
    driver::{Connection, values},
    error::StoreError,
    inbox::{InboxRow, Resemblance},
};
use socle_domain::{
    fold,
    id::{AccountId, SubmissionId},
    likeness::{self, DOUBTFUL},
    submission::ReviewStatus,
};
use std::collections::BTreeMap;

/// The most stories of one organization that are compared: one that sends more than that is not a duplicate's case.
const STORIES: i64 = 60;

/// A return of an organization, and all that its stories said when it was sent.
struct Told {
    id: SubmissionId,
    number: i64,
    text: likeness::Told,
}

/// Compares each undecided row with the earlier returns of the same organization.
pub(super) async fn look_for(
    db: &mut Connection,
    account: AccountId,
    rows: &mut [InboxRow],
) -> Result<(), StoreError> {
    let mut known: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for row in rows {
        let is_undecided = matches!(row.status, ReviewStatus::Received | ReviewStatus::InReview);
        let key = row.organization.as_deref().map(fold::organization_key).unwrap_or_default();
        if key.is_empty() || !is_undecided || row.is_alone {
            continue;
        }
        if !known.contains_key(&key) {
            known.insert(key.clone(), told_by(db, account, &key).await?);
        }
        row.resembles = known.get(&key).and_then(|told| nearest(row.number, told));
    }
    Ok(())
}

/// The earlier return that resembles this one most, if one does enough.
fn nearest(number: i64, told: &[Told]) -> Option<Resemblance> {
    let own = told.iter().find(|one| one.number == number)?;
    let earlier = told.iter().filter(|other| other.number < number);
    let compared = earlier.map(|other| Resemblance {
        id: other.id,
        number: other.number,
        likeness: own.text.likeness(&other.text),
    });
    compared.filter(|one| one.likeness >= DOUBTFUL).max_by_key(|one| (one.likeness, -one.number))
}

/// What the returns of one organization told, as far as the account reads them.
async fn told_by(db: &mut Connection, account: AccountId, key: &str) -> Result<Vec<Told>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT b.id, b.number, r.text
             FROM inbox_keys k JOIN submissions b ON b.id = k.submission_id JOIN surveys v ON v.id = b.survey_id
                  JOIN experiences e ON e.submission_id = b.id
                  JOIN experience_revisions r ON r.experience_id = e.id AND r.revision = 1
             WHERE k.organization = $2
               AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                           AND m.role IN ('analyst', 'coordinator')
                           AND (m.study_id IS NULL OR m.study_id = v.study_id))
             ORDER BY b.number, e.place LIMIT $3",
            values![account.uuid(), key, STORIES],
        )
        .await?;
    let mut told: Vec<(SubmissionId, i64, String)> = Vec::new();
    for row in &rows {
        let (number, text): (i64, String) = (row.get("number")?, row.get("text")?);
        match told.last_mut() {
            Some((_, last, texts)) if *last == number => {
                texts.push('\n');
                texts.push_str(&text);
            }
            _ => told.push((SubmissionId::from_uuid(row.get("id")?), number, text)),
        }
    }
    let ready = |(id, number, text): (SubmissionId, i64, String)| Told {
        id,
        number,
        text: likeness::Told::new(&text),
    };
    Ok(told.into_iter().map(ready).collect())
}
