//! The promise that returns are kept some months after a survey closes, and no longer.
//!
//! Whoever coordinates the study is told thirty days before. Then contacts and what was begun and never sent go first,
//! in one write; the returns follow one by one, each as its author would withdraw it.

use crate::{
    Store,
    driver::{Row, values},
    error::StoreError,
    event::Event,
    job::JobKind,
    letter::NewLetter,
    survey::read_survey,
    write::Tx,
};
use socle_domain::{
    chance::Chance,
    id::{LetterId, SubmissionId},
    letter::{LetterKind, Recipient},
    retention::{self, WARNED_DAYS},
    survey::Survey,
    time::{DAY, Timestamp},
};

/// Returns erased in one round: what else wants to be written gets its turn between two.
const ROUND: i64 = 20;

/// What was done in one round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Expired {
    /// Surveys whose coordinators were told.
    pub told: usize,
    /// Returns that were erased.
    pub erased: usize,
}

impl Expired {
    /// Whether there was nothing to do.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

impl Store {
    /// Tells of the surveys whose returns are soon to be erased, and erases some of those whose time has come and whose
    /// coordinators were told long enough before. To be called now and then; `posts` says whether letters leave.
    pub async fn expire(
        &self,
        chance: &dyn Chance,
        posts: bool,
        now: Timestamp,
    ) -> Result<Expired, StoreError> {
        let mut done = Expired::default();
        for (survey, months, told_at) in self.surveys_kept(now).await? {
            let due = retention::ends_at(&survey.calendar, months);
            let warn = due.plus(-WARNED_DAYS * DAY);
            match told_at {
                // The deadline moved, or the study keeps its returns longer: it will be told again in time.
                Some(_) if now < warn => self.note_told(&survey, None).await?,
                None if now >= warn => {
                    let letters =
                        if posts { self.letters_to(&survey, chance, now).await? } else { Vec::new() };
                    done.told += usize::from(self.tell(&survey, letters, now).await?);
                }
                Some(at) if now >= retention::erases_at(due, at) => {
                    done.erased += self.erase_survey(&survey, now).await?;
                }
                _ => {}
            }
        }
        Ok(done)
    }

    /// When the returns of a survey are erased, as far as it is known: not before its coordinators have been told.
    pub async fn erased_on(&self, survey: &Survey) -> Result<Option<Timestamp>, StoreError> {
        let sql = "SELECT s.retention_months, v.retention_told_at FROM surveys v JOIN studies s ON s.id = v.study_id
                   WHERE v.id = $1";
        let row = self.snapshot().await?.fetch_optional(sql, values![survey.id.uuid()]).await?;
        let Some(row) = row else { return Ok(None) };
        let due = retention::ends_at(&survey.calendar, row.get("retention_months")?);
        let told: Option<Timestamp> = row.get("retention_told_at")?;
        Ok(Some(told.map_or(due, |at| retention::erases_at(due, at))))
    }

    /// The surveys that are over and still hold something of a person.
    async fn surveys_kept(
        &self,
        now: Timestamp,
    ) -> Result<Vec<(Survey, i64, Option<Timestamp>)>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT v.id, v.study_id, v.questionnaire_id, v.slug, v.title, v.opens_at, v.closes_at, v.closes_zone,
                        v.grace_hours, v.version, v.retention_told_at, s.retention_months
                 FROM surveys v JOIN studies s ON s.id = v.study_id
                 WHERE v.closes_at <= $1 AND (EXISTS (SELECT 1 FROM submissions b WHERE b.survey_id = v.id)
                   OR EXISTS (SELECT 1 FROM drafts d WHERE d.survey_id = v.id))
                 ORDER BY v.closes_at, v.id",
                values![now],
            )
            .await?;
        let read =
            |row: &Row| Ok((read_survey(row)?, row.get("retention_months")?, row.get("retention_told_at")?));
        rows.iter().map(read).collect()
    }

    async fn letters_to(
        &self,
        survey: &Survey,
        chance: &dyn Chance,
        now: Timestamp,
    ) -> Result<Vec<NewLetter>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT DISTINCT a.email, a.language FROM accounts a JOIN memberships m ON m.account_id = a.id
                 WHERE a.is_active AND m.role = 'coordinator' AND (m.study_id IS NULL OR m.study_id = $1)
                 ORDER BY a.email",
                values![survey.study.uuid()],
            )
            .await?;
        let mut letters = Vec::new();
        for row in &rows {
            let Ok(recipient) = Recipient::parse(&row.get::<String>("email")?) else { continue };
            letters.push(NewLetter {
                id: LetterId::new(now, chance),
                kind: LetterKind::RetentionDue,
                recipient,
                language: row.get("language")?,
                subject_id: survey.id.uuid(),
                now,
            });
        }
        Ok(letters)
    }

    async fn tell(
        &self,
        survey: &Survey,
        letters: Vec<NewLetter>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write((survey.clone(), letters, now), |tx, (survey, letters, now)| {
            Box::pin(async move {
                let sql =
                    "UPDATE surveys SET retention_told_at = $2 WHERE id = $1 AND retention_told_at IS NULL";
                if tx.execute(sql, values![survey.id.uuid(), *now]).await? == 0 {
                    return Ok(false);
                }
                for letter in letters {
                    tx.post(letter).await?;
                }
                note(tx, survey, "retention_told", *now).await?;
                Ok(true)
            })
        })
        .await
    }

    async fn note_told(&self, survey: &Survey, at: Option<Timestamp>) -> Result<(), StoreError> {
        self.write((survey.id, at), |tx, (survey, at)| {
            Box::pin(async move {
                let sql = "UPDATE surveys SET retention_told_at = $2 WHERE id = $1";
                tx.execute(sql, values![survey.uuid(), *at]).await?;
                Ok(())
            })
        })
        .await
    }

    /// Contacts and drafts at once; then returns, as many as a round takes.
    async fn erase_survey(&self, survey: &Survey, now: Timestamp) -> Result<usize, StoreError> {
        self.write((survey.clone(), now), |tx, (survey, now)| Box::pin(forget_contacts(tx, survey, *now)))
            .await?;
        let sql = "SELECT id FROM submissions WHERE survey_id = $1 ORDER BY number LIMIT $2";
        let rows = self.snapshot().await?.fetch_all(sql, values![survey.id.uuid(), ROUND]).await?;
        let mut erased = 0;
        for row in &rows {
            let id = SubmissionId::from_uuid(row.get("id")?);
            erased += usize::from(self.withdraw(id, now).await?.is_some());
        }
        Ok(erased)
    }
}

/// How to reach people, what waits to be sent to them, and what they began and never sent.
async fn forget_contacts(tx: &mut Tx, survey: &Survey, now: Timestamp) -> Result<(), StoreError> {
    let of_survey = values![survey.id.uuid()];
    tx.execute(
        "DELETE FROM letters WHERE subject_id IN (SELECT id FROM submissions WHERE survey_id = $1)
           OR subject_id IN (SELECT q.id FROM inquiries q JOIN submissions b ON b.id = q.submission_id
                             WHERE b.survey_id = $1)
           OR subject_id IN (SELECT a.id FROM approvals a JOIN experiences e ON e.id = a.experience_id
                             JOIN submissions b ON b.id = e.submission_id WHERE b.survey_id = $1)
           OR subject_id IN (SELECT id FROM drafts WHERE survey_id = $1)",
        of_survey.clone(),
    )
    .await?;
    let contacts = tx
        .execute(
            "DELETE FROM contacts WHERE submission_id IN (SELECT id FROM submissions WHERE survey_id = $1)",
            of_survey.clone(),
        )
        .await?;
    tx.execute(
        "INSERT INTO jobs (kind, subject_id, run_at, attempts, claimed_until)
         SELECT $3, f.id, $2, 0, 0 FROM draft_files f JOIN drafts d ON d.id = f.draft_id
         WHERE d.survey_id = $1 AND d.submission_id IS NULL ORDER BY f.id",
        values![survey.id.uuid(), now, JobKind::DeleteFile.word()],
    )
    .await?;
    for sql in [
        "DELETE FROM draft_files WHERE draft_id IN
           (SELECT id FROM drafts WHERE survey_id = $1 AND submission_id IS NULL)",
        "DELETE FROM drafts WHERE survey_id = $1 AND submission_id IS NULL",
    ] {
        tx.execute(sql, of_survey.clone()).await?;
    }
    if contacts > 0 {
        note(tx, survey, "contacts_erased", now).await?;
        tx.enqueue(JobKind::ScrubDatabase, survey.id.uuid(), now).await?;
    }
    Ok(())
}

async fn note(tx: &mut Tx, survey: &Survey, verb: &'static str, now: Timestamp) -> Result<(), StoreError> {
    let event = Event { account: None, verb, subject: "survey", subject_id: survey.id.uuid(), made_at: now };
    tx.record_study_event(event, survey.study, "").await
}
