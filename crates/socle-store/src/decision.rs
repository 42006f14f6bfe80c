//! What the team decides: about one return, about many at once, about one experience; and taking back a decision about
//! many while nobody has decided since.

mod many;

use crate::{
    Store,
    change::Verb,
    driver::values,
    error::StoreError,
    event::Event,
    published::{Evidence, follow_decision},
    write::Tx,
};
use socle_domain::{
    id::{AccountId, ExperienceId, SubmissionId},
    review::{Reason, status_of_experience},
    submission::ReviewStatus,
    time::Timestamp,
};

pub use many::{Decided, ManyDecision, Scope, TakenBack};

/// A decision about one return, over the version that was read.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Who decides.
    pub account: AccountId,
    /// About which return.
    pub submission: SubmissionId,
    /// The version that was read.
    pub version: i64,
    /// Where it stands from now on.
    pub status: ReviewStatus,
    /// Why, when it is set aside.
    pub reason: Option<Reason>,
    /// The return that it is a second copy of, when that is why.
    pub duplicate_of: Option<SubmissionId>,
    /// When.
    pub now: Timestamp,
}

/// A decision about one experience of a return: set aside for a reason, or counted again.
#[derive(Debug, Clone)]
pub struct ExperienceDecision {
    /// Who decides.
    pub account: AccountId,
    /// About which experience.
    pub experience: ExperienceId,
    /// The version that was read.
    pub version: i64,
    /// Why it is set aside; nothing when it follows its return again.
    pub reason: Option<Reason>,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Decides on a return over the version that was read. `Stale` when someone else has decided meanwhile, or when
    /// the return is not of a study in which the account reads returns.
    pub async fn review_submission(&self, decision: Decision) -> Result<(), StoreError> {
        self.write(decision, |tx, decision| Box::pin(decide(tx, decision))).await
    }

    /// Sets an experience aside, or counts it again, over the version that was read. `Stale` as above.
    pub async fn review_experience(&self, decision: ExperienceDecision) -> Result<(), StoreError> {
        self.write(decision, |tx, decision| Box::pin(decide_on_experience(tx, decision))).await
    }
}

async fn decide(tx: &mut Tx, decision: &Decision) -> Result<(), StoreError> {
    let (id, now) = (decision.submission.uuid(), decision.now);
    let reason = decision.reason.as_ref().map(Reason::to_stored).unwrap_or_default();
    let decided = tx
        .execute(
            "UPDATE submissions SET review_status = $4, set_aside_reason = $5, duplicate_of = $6, version = version + 1
             WHERE id = $2 AND version = $3
               AND EXISTS (SELECT 1 FROM surveys v JOIN memberships m
                             ON (m.study_id IS NULL OR m.study_id = v.study_id)
                           WHERE v.id = submissions.survey_id AND m.account_id = $1
                             AND m.role IN ('analyst', 'coordinator'))",
            values![
                decision.account.uuid(),
                id,
                decision.version,
                decision.status.word(),
                reason,
                decision.duplicate_of.map(SubmissionId::uuid)
            ],
        )
        .await?;
    if decided == 0 {
        return Err(StoreError::Stale);
    }
    // Experiences that are not set aside themselves stand where their return stands.
    tx.execute(
        "UPDATE experiences SET review_status = $2, version = version + 1
         WHERE submission_id = $1 AND set_aside_reason = ''",
        values![id, decision.status.word()],
    )
    .await?;
    let verb = decision.status.word();
    let event =
        Event { account: Some(decision.account), verb, subject: "submission", subject_id: id, made_at: now };
    tx.record_event(event).await?;
    tx.record_change("submission", id, Verb::Saved, now).await?;
    let sql = "SELECT id FROM experiences WHERE submission_id = $1 ORDER BY place";
    for row in tx.fetch_all(sql, values![id]).await? {
        tx.record_change("experience", row.get("id")?, Verb::Saved, now).await?;
    }
    let is_set_aside = decision.status == ReviewStatus::SetAside;
    follow_decision(tx, Evidence::Return(decision.submission), is_set_aside, now).await
}

async fn decide_on_experience(tx: &mut Tx, decision: &ExperienceDecision) -> Result<(), StoreError> {
    let id = decision.experience.uuid();
    let sql = "SELECT b.review_status FROM experiences e JOIN submissions b ON b.id = e.submission_id WHERE e.id = $1";
    let Some(row) = tx.fetch_optional(sql, values![id]).await? else { return Err(StoreError::Stale) };
    let of_return = crate::inbox::read_status(&row)?;
    let status = status_of_experience(of_return, decision.reason.is_some());
    let reason = decision.reason.as_ref().map(Reason::to_stored).unwrap_or_default();
    let decided = tx
        .execute(
            "UPDATE experiences SET review_status = $4, set_aside_reason = $5, version = version + 1
             WHERE id = $2 AND version = $3
               AND EXISTS (SELECT 1 FROM submissions b JOIN surveys v ON v.id = b.survey_id JOIN memberships m
                             ON (m.study_id IS NULL OR m.study_id = v.study_id)
                           WHERE b.id = experiences.submission_id AND m.account_id = $1
                             AND m.role IN ('analyst', 'coordinator'))",
            values![decision.account.uuid(), id, decision.version, status.word(), reason],
        )
        .await?;
    if decided == 0 {
        return Err(StoreError::Stale);
    }
    let event = Event {
        account: Some(decision.account),
        verb: if decision.reason.is_some() { "set_aside" } else { "restored" },
        subject: "experience",
        subject_id: id,
        made_at: decision.now,
    };
    tx.record_event(event).await?;
    tx.record_change("experience", id, Verb::Saved, decision.now).await?;
    follow_decision(tx, Evidence::Experience(decision.experience), decision.reason.is_some(), decision.now)
        .await
}
