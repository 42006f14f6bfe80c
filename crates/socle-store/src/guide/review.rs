//! The grid by which a proposed guide is read over.

use super::holds;
use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
};
use socle_domain::{
    guide::{Criterion, Reading, Verdict},
    id::{AccountId, GuideId, GuideRevisionId, ReviewId},
    time::Timestamp,
};
use uuid::Uuid;

/// What one reader answers.
type Answers = Vec<(Criterion, Verdict, String)>;

impl Store {
    /// Keeps what a reader answers to the grid of a revision that waits to be published; an answer given before is
    /// replaced. `Stale` when the revision was published or replaced meanwhile, or when the account does not read
    /// guides over in its study. The id of each answer is made of the first by counting on.
    pub async fn review_guide(
        &self,
        account: AccountId,
        revision: GuideRevisionId,
        answers: Vec<(ReviewId, Criterion, Verdict, String)>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((account, revision, answers, now), |tx, (account, revision, answers, now)| {
            Box::pin(async move {
                let sql = concat!(
                    "SELECT g.id FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
                     WHERE r.id = $2 AND r.published_at IS NULL AND r.superseded_at IS NULL AND ",
                    holds!(reviews)
                );
                let row = tx.fetch_optional(sql, values![account.uuid(), revision.uuid()]).await?;
                let guide = GuideId::from_uuid(row.ok_or(StoreError::Stale)?.get("id")?);
                for (id, criterion, verdict, comment) in answers {
                    tx.execute(
                        "INSERT INTO reviews (id, guide_revision_id, account_id, criterion, verdict, comment, created_at)
                         VALUES ($1, $2, $3, $4, $5, $6, $7)
                         ON CONFLICT (guide_revision_id, account_id, criterion) DO UPDATE
                           SET verdict = excluded.verdict, comment = excluded.comment,
                               created_at = excluded.created_at",
                        values![
                            id.uuid(),
                            revision.uuid(),
                            account.uuid(),
                            criterion.word(),
                            verdict.word(),
                            comment.as_str(),
                            *now
                        ],
                    )
                    .await?;
                }
                tx.record_event(Event {
                    account: Some(*account),
                    verb: "reviewed",
                    subject: "guide",
                    subject_id: guide.uuid(),
                    made_at: *now,
                })
                .await
            })
        })
        .await
    }

    /// What an account has answered to the grid of a revision.
    pub async fn own_review(
        &self,
        account: AccountId,
        revision: GuideRevisionId,
    ) -> Result<Vec<(Criterion, Verdict, String)>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT criterion, verdict, comment FROM reviews
                 WHERE guide_revision_id = $1 AND account_id = $2 ORDER BY criterion",
                values![revision.uuid(), account.uuid()],
            )
            .await?;
        let mut answers: Answers = rows.iter().map(read_answer).collect::<Result<_, _>>()?;
        answers.sort_by_key(|(criterion, _, _)| *criterion);
        Ok(answers)
    }
}

/// What everybody answered to the grid of a revision, and who of them wrote some of the guide.
pub(super) async fn readings(
    db: &mut Connection,
    guide: GuideId,
    revision: GuideRevisionId,
) -> Result<Vec<Reading>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT w.account_id, a.name, w.criterion, w.verdict, w.comment,
                    CASE WHEN EXISTS (SELECT 1 FROM events v WHERE v.subject_id = $2 AND v.subject = 'guide'
                      AND v.account_id = w.account_id AND v.verb IN ('created', 'saved', 'proposed'))
                      THEN 1 ELSE 0 END AS has_written
             FROM reviews w JOIN accounts a ON a.id = w.account_id
             WHERE w.guide_revision_id = $1 ORDER BY a.name, w.account_id",
            values![revision.uuid(), guide.uuid()],
        )
        .await?;
    let mut readings: Vec<(Uuid, Reading)> = Vec::new();
    for row in &rows {
        let account: Uuid = row.get("account_id")?;
        if readings.last().is_none_or(|(last, _)| *last != account) {
            let has_written = row.get::<i64>("has_written")? == 1;
            readings.push((account, Reading { reader: row.get("name")?, has_written, verdicts: Vec::new() }));
        }
        let answer = read_answer(row)?;
        if let Some((_, reading)) = readings.last_mut() {
            reading.verdicts.push(answer);
        }
    }
    let ordered = |(_, mut reading): (Uuid, Reading)| {
        reading.verdicts.sort_by_key(|(criterion, _, _)| *criterion);
        reading
    };
    Ok(readings.into_iter().map(ordered).collect())
}

fn read_answer(row: &Row) -> Result<(Criterion, Verdict, String), StoreError> {
    let (criterion, verdict): (String, String) = (row.get("criterion")?, row.get("verdict")?);
    let unknown = || StoreError::Corrupt(format!("review {criterion} {verdict}"));
    let read = (Criterion::parse(&criterion), Verdict::parse(&verdict));
    match read {
        (Some(criterion), Some(verdict)) => Ok((criterion, verdict, row.get("comment")?)),
        _ => Err(unknown()),
    }
}
