//! One decision about many returns: checked rows, or all that a filter finds. Each return's former state is kept, so
//! that the decision can be taken back whole while nobody has decided on any of them since.

use crate::{
    Store,
    driver::values,
    error::StoreError,
    event::Event,
    inbox::{InboxFilter, found_in_status},
    published::{Evidence, follow_decision},
    write::Tx,
};
use socle_domain::{
    id::{AccountId, DecisionId, SubmissionId},
    review::{MANY_MOST, Reason, can_undo},
    submission::ReviewStatus,
    time::Timestamp,
};

/// Which returns a decision is about.
#[derive(Debug, Clone)]
pub enum Scope {
    /// These, each at the version that was read.
    Rows(Vec<(SubmissionId, i64)>),
    /// All that a filter finds, as many as were told when it was decided.
    Filter(InboxFilter, i64),
}

/// A decision about many returns.
#[derive(Debug, Clone)]
pub struct ManyDecision {
    /// Its id.
    pub id: DecisionId,
    /// Who decides.
    pub account: AccountId,
    /// About which returns.
    pub scope: Scope,
    /// Where they stand from now on.
    pub status: ReviewStatus,
    /// Why, when they are set aside.
    pub reason: Option<Reason>,
    /// When.
    pub now: Timestamp,
}

/// What a decision about many returns did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It was carried out.
    Done {
        /// How many returns stand elsewhere now.
        changed: i64,
        /// How many of the checked rows were left as they are: somebody has decided on them meanwhile.
        left: i64,
    },
    /// The filter finds more returns than one decision covers: nothing was done.
    TooMany,
    /// The filter finds another number of returns than was told: nothing was done.
    Moved {
        /// How many it finds now.
        found: i64,
    },
}

/// What became of a decision that was to be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenBack {
    /// Each return stands where it stood before.
    Done {
        /// How many.
        restored: i64,
    },
    /// Somebody has decided on some of them since: nothing was done.
    Overtaken {
        /// How many.
        count: i64,
    },
    /// It is too late, or it was taken back already.
    TooLate,
}

impl Store {
    /// Decides on many returns at once.
    pub async fn decide_on_many(&self, decision: ManyDecision) -> Result<Decided, StoreError> {
        self.write(decision, |tx, decision| Box::pin(decide(tx, decision))).await
    }

    /// What a decision of this account did, if it can still be taken back.
    pub async fn decision(
        &self,
        account: AccountId,
        id: DecisionId,
        now: Timestamp,
    ) -> Result<Option<(ReviewStatus, i64)>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT d.status AS review_status, d.made_at, COUNT(i.submission_id) AS total
                 FROM decisions d LEFT JOIN decision_items i ON i.decision_id = d.id
                 WHERE d.id = $1 AND d.account_id = $2 AND d.undone_at IS NULL
                 GROUP BY d.status, d.made_at",
                values![id.uuid(), account.uuid()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let is_open = can_undo(row.get("made_at")?, now);
        Ok(is_open.then_some((crate::inbox::read_status(&row)?, row.get("total")?)))
    }

    /// Takes back a decision of this account about many returns.
    pub async fn take_back(
        &self,
        account: AccountId,
        id: DecisionId,
        now: Timestamp,
    ) -> Result<TakenBack, StoreError> {
        self.write((account, id, now), |tx, (account, id, now)| Box::pin(take_back(tx, *account, *id, *now)))
            .await
    }
}

async fn decide(tx: &mut Tx, decision: &ManyDecision) -> Result<Decided, StoreError> {
    let reason = decision.reason.as_ref().map(Reason::to_stored).unwrap_or_default();
    tx.execute(
        "INSERT INTO decisions (id, account_id, status, reason, made_at) VALUES ($1, $2, $3, $4, $5)",
        values![
            decision.id.uuid(),
            decision.account.uuid(),
            decision.status.word(),
            reason.as_str(),
            decision.now
        ],
    )
    .await?;
    let left = match &decision.scope {
        Scope::Rows(rows) => note_rows(tx, decision, rows, &reason).await?,
        Scope::Filter(filter, told) => match note_filter(tx, decision, filter, *told, &reason).await? {
            Some(moved) => return Ok(moved),
            None => 0,
        },
    };
    let changed = carry_out(tx, decision, &reason).await?;
    tell(tx, decision.account, decision.id, decision.status.word(), decision.now).await?;
    let is_set_aside = decision.status == ReviewStatus::SetAside;
    follow_decision(tx, Evidence::Decision(decision.id), is_set_aside, decision.now).await?;
    Ok(Decided::Done { changed, left })
}

/// Notes the former state of checked rows; says how many have changed since they were read.
async fn note_rows(
    tx: &mut Tx,
    decision: &ManyDecision,
    rows: &[(SubmissionId, i64)],
    reason: &str,
) -> Result<i64, StoreError> {
    let mut left = 0;
    for (submission, version) in rows {
        let row = tx
            .fetch_optional(
                "SELECT b.version FROM submissions b JOIN surveys v ON v.id = b.survey_id
                 WHERE b.id = $2 AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                   AND m.role IN ('analyst', 'coordinator') AND (m.study_id IS NULL OR m.study_id = v.study_id))",
                values![decision.account.uuid(), submission.uuid()],
            )
            .await?;
        // What is of another study, or was taken back, is not there.
        let Some(row) = row else { continue };
        if row.get::<i64>("version")? != *version {
            left += 1;
            continue;
        }
        tx.execute(
            "INSERT INTO decision_items (decision_id, submission_id, status, reason, duplicate_of, version)
             SELECT $1, b.id, b.review_status, b.set_aside_reason, b.duplicate_of, b.version + 1
             FROM submissions b WHERE b.id = $2 AND (b.review_status <> $3 OR b.set_aside_reason <> $4)
             ON CONFLICT (decision_id, submission_id) DO NOTHING",
            values![decision.id.uuid(), submission.uuid(), decision.status.word(), reason],
        )
        .await?;
    }
    Ok(left)
}

/// Notes the former state of all that a filter finds, unless it finds another number than was told.
async fn note_filter(
    tx: &mut Tx,
    decision: &ManyDecision,
    filter: &InboxFilter,
    told: i64,
    reason: &str,
) -> Result<Option<Decided>, StoreError> {
    let sql = concat!("SELECT COUNT(*) AS total", found_in_status!());
    let found: i64 = tx.fetch_one(sql, filter.values(decision.account)).await?.get("total")?;
    if found != told || found > MANY_MOST {
        tx.execute("DELETE FROM decisions WHERE id = $1", values![decision.id.uuid()]).await?;
        return Ok(Some(if found > MANY_MOST { Decided::TooMany } else { Decided::Moved { found } }));
    }
    let sql = concat!(
        "INSERT INTO decision_items (decision_id, submission_id, status, reason, duplicate_of, version)
         SELECT $13, b.id, b.review_status, b.set_aside_reason, b.duplicate_of, b.version + 1",
        found_in_status!(),
        " AND (b.review_status <> $14 OR b.set_aside_reason <> $15)"
    );
    let mut all = filter.values(decision.account);
    all.extend(values![decision.id.uuid(), decision.status.word(), reason]);
    tx.execute(sql, all).await?;
    Ok(None)
}

async fn carry_out(tx: &mut Tx, decision: &ManyDecision, reason: &str) -> Result<i64, StoreError> {
    let changed = tx
        .execute(
            "UPDATE submissions SET review_status = $2, set_aside_reason = $3, duplicate_of = NULL,
                                    version = version + 1
             WHERE id IN (SELECT i.submission_id FROM decision_items i WHERE i.decision_id = $1)",
            values![decision.id.uuid(), decision.status.word(), reason],
        )
        .await?;
    Ok(i64::try_from(changed).unwrap_or(i64::MAX))
}

/// Experiences follow their returns; the journal and the log are told of each.
async fn tell(
    tx: &mut Tx,
    account: AccountId,
    id: DecisionId,
    verb: &'static str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE experiences SET version = version + 1,
                review_status = (SELECT b.review_status FROM submissions b WHERE b.id = experiences.submission_id)
         WHERE set_aside_reason = '' AND submission_id IN
               (SELECT i.submission_id FROM decision_items i WHERE i.decision_id = $1)",
        values![id.uuid()],
    )
    .await?;
    tx.execute(
        "INSERT INTO events (account_id, verb, subject, subject_id, made_at)
         SELECT $2, $3, 'submission', i.submission_id, $4 FROM decision_items i WHERE i.decision_id = $1",
        values![id.uuid(), account.uuid(), verb, now],
    )
    .await?;
    tx.execute(
        "INSERT INTO changes (subject, subject_id, verb, made_at)
         SELECT 'submission', i.submission_id, 'saved', $2 FROM decision_items i WHERE i.decision_id = $1",
        values![id.uuid(), now],
    )
    .await?;
    tx.execute(
        "INSERT INTO changes (subject, subject_id, verb, made_at)
         SELECT 'experience', e.id, 'saved', $2 FROM decision_items i JOIN experiences e
           ON e.submission_id = i.submission_id WHERE i.decision_id = $1",
        values![id.uuid(), now],
    )
    .await?;
    Ok(())
}

async fn take_back(
    tx: &mut Tx,
    account: AccountId,
    id: DecisionId,
    now: Timestamp,
) -> Result<TakenBack, StoreError> {
    let sql = "SELECT made_at FROM decisions WHERE id = $1 AND account_id = $2 AND undone_at IS NULL";
    let Some(row) = tx.fetch_optional(sql, values![id.uuid(), account.uuid()]).await? else {
        return Ok(TakenBack::TooLate);
    };
    if !can_undo(row.get("made_at")?, now) {
        return Ok(TakenBack::TooLate);
    }
    let overtaken = tx
        .fetch_one(
            "SELECT COUNT(*) AS total FROM decision_items i JOIN submissions b ON b.id = i.submission_id
             WHERE i.decision_id = $1 AND b.version <> i.version",
            values![id.uuid()],
        )
        .await?;
    let count: i64 = overtaken.get("total")?;
    if count > 0 {
        return Ok(TakenBack::Overtaken { count });
    }
    let restored = tx
        .execute(
            "UPDATE submissions SET version = version + 1,
               review_status = (SELECT i.status FROM decision_items i
                                WHERE i.decision_id = $1 AND i.submission_id = submissions.id),
               set_aside_reason = (SELECT i.reason FROM decision_items i
                                   WHERE i.decision_id = $1 AND i.submission_id = submissions.id),
               duplicate_of = (SELECT i.duplicate_of FROM decision_items i
                               WHERE i.decision_id = $1 AND i.submission_id = submissions.id)
             WHERE id IN (SELECT i.submission_id FROM decision_items i WHERE i.decision_id = $1)",
            values![id.uuid()],
        )
        .await?;
    tell(tx, account, id, "decision_taken_back", now).await?;
    follow_decision(tx, Evidence::Decision(id), false, now).await?;
    tx.execute("UPDATE decisions SET undone_at = $2 WHERE id = $1", values![id.uuid(), now]).await?;
    tx.record_event(Event {
        account: Some(account),
        verb: "taken_back",
        subject: "decision",
        subject_id: id.uuid(),
        made_at: now,
    })
    .await?;
    Ok(TakenBack::Done { restored: i64::try_from(restored).unwrap_or(i64::MAX) })
}
