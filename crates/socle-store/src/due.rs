//! Letters that a date asks for: contributors are reminded of what waits for their word, editors are told of guides that
//! are due to be read again. Each is posted once, in the write that notes it, whoever looks first.

use crate::{
    Store,
    approval::remind,
    driver::values,
    error::StoreError,
    event::Event,
    letter::{Author, NewLetter},
    write::Tx,
};
use socle_domain::{
    chance::Chance,
    guide::REMIND_AFTER_DAYS,
    id::{ApprovalId, ExperienceId, GuideId, LetterId},
    letter::{LetterKind, Recipient},
    time::{DAY, Timestamp},
};

impl Store {
    /// Posts the letters that are due and were not posted yet, and says how many. To be called now and then where
    /// letters leave; elsewhere nobody may be counted as reminded.
    pub async fn post_due(&self, chance: &dyn Chance, now: Timestamp) -> Result<usize, StoreError> {
        let mut posted = 0;
        for (approval, experience) in self.approvals_to_remind(now).await? {
            let due = (approval, experience, LetterId::new(now, chance), now);
            let is_posted = self.write(due, |tx, (approval, experience, letter, now)| {
                Box::pin(remind_by_letter(tx, (*approval, *experience), *letter, *now))
            });
            posted += usize::from(is_posted.await?);
        }
        for guide in self.guides_to_read_again(now).await? {
            let due = (guide, LetterId::new(now, chance), now);
            let is_posted =
                self.write(due, |tx, (guide, letter, now)| Box::pin(tell_editor(tx, *guide, *letter, *now)));
            posted += usize::from(is_posted.await?);
        }
        Ok(posted)
    }

    /// What was asked of contributors long enough ago for a first reminder, and can still be answered. Whether the next
    /// reminder is due is said in the write.
    async fn approvals_to_remind(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(ApprovalId, ExperienceId)>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT a.id, a.experience_id FROM approvals a JOIN guide_revisions r ON r.id = a.guide_revision_id
                   JOIN experiences e ON e.id = a.experience_id JOIN contacts k ON k.submission_id = e.submission_id
                 WHERE a.verdict = 'asked' AND a.reminders < $1 AND a.asked_at <= $2 AND k.email <> ''
                   AND r.published_at IS NULL AND r.superseded_at IS NULL
                 ORDER BY a.asked_at, a.id",
                values![
                    i64::try_from(REMIND_AFTER_DAYS.len()).unwrap_or(i64::MAX),
                    now.plus(-REMIND_AFTER_DAYS[0] * DAY)
                ],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let approval = ApprovalId::from_uuid(row.get("id")?);
                Ok((approval, ExperienceId::from_uuid(row.get("experience_id")?)))
            })
            .collect()
    }

    async fn guides_to_read_again(&self, now: Timestamp) -> Result<Vec<GuideId>, StoreError> {
        let sql = "SELECT DISTINCT guide_id FROM guide_revisions
                   WHERE published_at IS NOT NULL AND superseded_at IS NULL AND review_told_at IS NULL
                     AND review_due_at <= $1 ORDER BY guide_id";
        let rows = self.snapshot().await?.fetch_all(sql, values![now]).await?;
        rows.iter().map(|row| Ok(GuideId::from_uuid(row.get("guide_id")?))).collect()
    }
}

/// A reminder counts when its letter is posted, and not otherwise: silence is only held against who was written to.
async fn remind_by_letter(
    tx: &mut Tx,
    (approval, experience): (ApprovalId, ExperienceId),
    letter: LetterId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    if !is_reachable(tx, experience).await? || !remind(tx, approval, now).await? {
        return Ok(false);
    }
    let about = (letter, LetterKind::ApprovalReminder, approval.uuid());
    Author::Experience(experience).write_to(tx, about, now).await?;
    tx.record_event(Event {
        account: None,
        verb: "reminded",
        subject: "approval",
        subject_id: approval.uuid(),
        made_at: now,
    })
    .await?;
    Ok(true)
}

async fn is_reachable(tx: &mut Tx, experience: ExperienceId) -> Result<bool, StoreError> {
    let sql = "SELECT k.email FROM experiences e JOIN contacts k ON k.submission_id = e.submission_id WHERE e.id = $1";
    let row = tx.fetch_optional(sql, values![experience.uuid()]).await?;
    let email = row.map(|row| row.get::<String>("email")).transpose()?;
    Ok(email.is_some_and(|email| Recipient::parse(&email).is_ok()))
}

/// Whoever proposed the revision, if they still write in the study; else whoever has written there longest.
async fn tell_editor(
    tx: &mut Tx,
    guide: GuideId,
    letter: LetterId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let told = tx
        .execute(
            "UPDATE guide_revisions SET review_told_at = $2
             WHERE guide_id = $1 AND published_at IS NOT NULL AND superseded_at IS NULL AND review_told_at IS NULL
               AND review_due_at <= $2",
            values![guide.uuid(), now],
        )
        .await?;
    if told == 0 {
        return Ok(false);
    }
    let editor = tx
        .fetch_optional(
            "SELECT a.email, a.language FROM accounts a JOIN memberships m ON m.account_id = a.id
               JOIN guides g ON m.study_id IS NULL OR m.study_id = g.study_id
             WHERE g.id = $1 AND a.is_active AND m.role IN ('coordinator', 'editor')
             ORDER BY CASE WHEN EXISTS (SELECT 1 FROM guide_revisions r WHERE r.guide_id = g.id AND r.account_id = a.id
                 AND r.published_at IS NOT NULL AND r.superseded_at IS NULL) THEN 0 ELSE 1 END,
               CASE WHEN m.role = 'editor' THEN 0 ELSE 1 END, m.created_at, a.id LIMIT 1",
            values![guide.uuid()],
        )
        .await?;
    let Some(editor) = editor else { return Ok(false) };
    let Ok(recipient) = Recipient::parse(&editor.get::<String>("email")?) else { return Ok(false) };
    let language = editor.get("language")?;
    let kind = LetterKind::ReviewDue;
    tx.post(&NewLetter { id: letter, kind, recipient, language, subject_id: guide.uuid(), now }).await?;
    Ok(true)
}
