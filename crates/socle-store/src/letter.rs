//! Letters that wait to be sent. They are posted in the write that asks for them, and their words are written when they
//! leave; the row goes once the mail server has taken it.

use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
    job::{Job, JobKind},
    survey::read_survey,
    write::Tx,
};
use socle_domain::{
    id::{AccountId, ApprovalId, ExperienceId, GuideId, LetterId, SubmissionId},
    letter::{LetterKind, Recipient},
    retention,
    survey::Survey,
    time::{DAY, Timestamp},
};
use uuid::Uuid;

/// How long a letter that was given up is kept for another try.
const KEPT: i64 = 30 * DAY;

/// A letter to be posted.
#[derive(Debug, Clone)]
pub struct NewLetter {
    /// Its id; the mail bears it, so that a letter sent twice is known for one.
    pub id: LetterId,
    /// What it is about.
    pub kind: LetterKind,
    /// To whom.
    pub recipient: Recipient,
    /// `fr` or `en`.
    pub language: String,
    /// What exactly it is about: an account, a submission, an inquiry, an approval, a guide.
    pub subject_id: Uuid,
    /// When.
    pub now: Timestamp,
}

/// A letter that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// What it is about.
    pub kind: LetterKind,
    /// To whom.
    pub recipient: Recipient,
    /// `fr` or `en`.
    pub language: String,
    /// What exactly it is about, as it stands now; nothing when it is gone.
    pub subject: Option<LetterSubject>,
    /// When it was posted.
    pub created_at: Timestamp,
}

/// What a letter is about, as far as its words need it. No answer is among it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterSubject {
    /// An account that may choose a password.
    Account {
        /// Its id.
        id: AccountId,
        /// How its person is called.
        name: String,
        /// Grows with each change of the account: once a password is chosen, a link made before opens nothing.
        version: i64,
    },
    /// A return, or a question asked back about it.
    Return {
        /// Its id.
        id: SubmissionId,
        /// Its public number.
        number: i64,
        /// The title of its survey.
        survey: String,
    },
    /// A page that waits for a contributor's word.
    Approval {
        /// Its id.
        id: ApprovalId,
        /// The title of the study.
        study: String,
    },
    /// A guide to be read again.
    Guide {
        /// Its id.
        id: GuideId,
        /// Its public number.
        number: i64,
        /// The title of the study.
        study: String,
    },
    /// A return that was begun and not sent.
    Draft {
        /// The survey it answers, with the deadline in force.
        survey: Survey,
    },
    /// A survey whose returns are soon to be erased.
    Survey {
        /// The survey.
        survey: Survey,
        /// When they are.
        erased_on: Timestamp,
    },
}

impl Tx {
    /// Posts a letter, in the same transaction as the reason for it.
    pub async fn post(&mut self, letter: &NewLetter) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO letters (id, kind, recipient, language, subject_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            values![
                letter.id.uuid(),
                letter.kind.word(),
                letter.recipient.as_str(),
                letter.language.as_str(),
                letter.subject_id,
                letter.now
            ],
        )
        .await?;
        self.enqueue(JobKind::SendLetter, letter.id.uuid(), letter.now).await
    }
}

/// Whoever told something, as a letter finds them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Author {
    /// Of a return.
    Return(SubmissionId),
    /// Of one of its experiences.
    Experience(ExperienceId),
}

impl Author {
    /// Posts a letter about `subject` to an author who left an address, in the language of their return. Says whether
    /// they did.
    pub(crate) async fn write_to(
        self,
        tx: &mut Tx,
        (id, kind, subject_id): (LetterId, LetterKind, Uuid),
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (sql, of) = match self {
            Self::Return(id) => (
                "SELECT k.email, b.language FROM submissions b JOIN contacts k ON k.submission_id = b.id
                 WHERE b.id = $1",
                id.uuid(),
            ),
            Self::Experience(id) => (
                "SELECT k.email, b.language FROM experiences e JOIN submissions b ON b.id = e.submission_id
                   JOIN contacts k ON k.submission_id = b.id WHERE e.id = $1",
                id.uuid(),
            ),
        };
        let Some(row) = tx.fetch_optional(sql, values![of]).await? else { return Ok(false) };
        // What someone typed as their address may be none: the page shows it as it is, and they are called.
        let Ok(recipient) = Recipient::parse(&row.get::<String>("email")?) else { return Ok(false) };
        let language = row.get("language")?;
        tx.post(&NewLetter { id, kind, recipient, language, subject_id, now }).await?;
        Ok(true)
    }
}

impl Store {
    /// A letter that waits, with what it is about as it stands now.
    pub async fn letter(&self, id: LetterId) -> Result<Option<Letter>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let row = snapshot
            .fetch_optional(
                "SELECT id, kind, recipient, language, subject_id, created_at FROM letters WHERE id = $1",
                values![id.uuid()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let (kind, subject_id) = (read_kind(&row)?, row.get("subject_id")?);
        let recipient: String = row.get("recipient")?;
        Ok(Some(Letter {
            id,
            kind,
            // The address itself is not said: what is corrupt goes to the log.
            recipient: Recipient::parse(&recipient)
                .map_err(|_| StoreError::Corrupt("the address of a letter".to_owned()))?,
            language: row.get("language")?,
            subject: subject(&mut snapshot, kind, subject_id).await?,
            created_at: row.get("created_at")?,
        }))
    }

    /// The mail server has taken the letter, or there is nothing to say any more: it is forgotten, with its job.
    pub async fn forget_letter(&self, job: &Job) -> Result<(), StoreError> {
        self.write(job.clone(), |tx, job| {
            Box::pin(async move {
                tx.execute("DELETE FROM letters WHERE id = $1", values![job.subject_id]).await?;
                tx.execute("DELETE FROM jobs WHERE id = $1", values![job.id]).await?;
                Ok(())
            })
        })
        .await
    }

    /// The mail server will never take the letter as it is: it is given up, and the journal says so of what it was
    /// about. It stays, for [`Store::wake_letters`].
    pub async fn give_up_letter(&self, job: &Job, now: Timestamp) -> Result<(), StoreError> {
        self.write((job.clone(), now), |tx, (job, now)| {
            Box::pin(async move {
                tx.execute(
                    "UPDATE jobs SET attempts = attempts + 1, claimed_until = 0, failed_at = $2 WHERE id = $1",
                    values![job.id, *now],
                )
                .await?;
                let sql = "SELECT subject_id FROM letters WHERE id = $1";
                let Some(row) = tx.fetch_optional(sql, values![job.subject_id]).await? else { return Ok(()) };
                tx.record_event(Event {
                    account: None,
                    verb: "given_up",
                    subject: "letter",
                    subject_id: row.get("subject_id")?,
                    made_at: *now,
                })
                .await
            })
        })
        .await
    }

    /// Gives the letters that were given up another try, and forgets those that are over 30 days old. To be called
    /// when the program starts: the settings of the mail server may have been mended. Says how many are tried again.
    pub async fn wake_letters(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.write(now, |tx, now| {
            Box::pin(async move {
                let old = now.plus(-KEPT);
                tx.execute(
                    "DELETE FROM jobs WHERE kind = 'send_letter' AND failed_at IS NOT NULL
                       AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.id = jobs.subject_id AND l.created_at > $1)",
                    values![old],
                )
                .await?;
                tx.execute(
                    "DELETE FROM letters WHERE created_at <= $1
                       AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.subject_id = letters.id)",
                    values![old],
                )
                .await?;
                tx.execute(
                    "UPDATE jobs SET attempts = 0, run_at = $1, claimed_until = 0, failed_at = NULL
                     WHERE kind = 'send_letter' AND failed_at IS NOT NULL",
                    values![*now],
                )
                .await
            })
        })
        .await
    }

    /// How many letters wait, and how many were given up.
    pub async fn count_letters(&self) -> Result<(i64, i64), StoreError> {
        let sql = "SELECT COUNT(*) AS total, COUNT(failed_at) AS failed FROM jobs WHERE kind = 'send_letter'";
        let row = self.snapshot().await?.fetch_one(sql, Vec::new()).await?;
        let (total, failed): (i64, i64) = (row.get("total")?, row.get("failed")?);
        Ok((total - failed, failed))
    }
}

fn read_kind(row: &Row) -> Result<LetterKind, StoreError> {
    let word: String = row.get("kind")?;
    LetterKind::parse(&word).map_err(|_| StoreError::Corrupt(format!("letter kind {word}")))
}

async fn subject(
    snapshot: &mut Connection,
    kind: LetterKind,
    id: Uuid,
) -> Result<Option<LetterSubject>, StoreError> {
    let sql = match kind {
        LetterKind::Invitation => "SELECT id, name, version FROM accounts WHERE id = $1 AND is_active",
        LetterKind::Receipt => {
            "SELECT b.id, b.number, v.title FROM submissions b JOIN surveys v ON v.id = b.survey_id WHERE b.id = $1"
        }
        LetterKind::Inquiry => {
            "SELECT b.id, b.number, v.title FROM inquiries q JOIN submissions b ON b.id = q.submission_id
                    JOIN surveys v ON v.id = b.survey_id WHERE q.id = $1"
        }
        LetterKind::Approval | LetterKind::ApprovalReminder => {
            "SELECT a.id, s.title FROM approvals a JOIN guide_revisions r ON r.id = a.guide_revision_id
                    JOIN guides g ON g.id = r.guide_id JOIN studies s ON s.id = g.study_id WHERE a.id = $1"
        }
        LetterKind::ReviewDue => {
            "SELECT g.id, g.number, s.title FROM guides g JOIN studies s ON s.id = g.study_id WHERE g.id = $1"
        }
        LetterKind::RetentionDue => {
            "SELECT v.id, v.study_id, v.questionnaire_id, v.slug, v.title, v.opens_at, v.closes_at, v.closes_zone,
                    v.grace_hours, v.version, v.retention_told_at, s.retention_months
             FROM surveys v JOIN studies s ON s.id = v.study_id WHERE v.id = $1 AND v.retention_told_at IS NOT NULL"
        }
        LetterKind::Extension => {
            "SELECT v.id, v.study_id, v.questionnaire_id, v.slug, v.title, v.opens_at, v.closes_at, v.closes_zone,
                    v.grace_hours, v.version
             FROM drafts d JOIN surveys v ON v.id = d.survey_id WHERE d.id = $1 AND d.submission_id IS NULL"
        }
    };
    let Some(row) = snapshot.fetch_optional(sql, values![id]).await? else { return Ok(None) };
    let id: Uuid = row.get("id")?;
    Ok(Some(match kind {
        LetterKind::Invitation => LetterSubject::Account {
            id: AccountId::from_uuid(id),
            name: row.get("name")?,
            version: row.get("version")?,
        },
        LetterKind::Receipt | LetterKind::Inquiry => LetterSubject::Return {
            id: SubmissionId::from_uuid(id),
            number: row.get("number")?,
            survey: row.get("title")?,
        },
        LetterKind::Approval | LetterKind::ApprovalReminder => {
            LetterSubject::Approval { id: ApprovalId::from_uuid(id), study: row.get("title")? }
        }
        LetterKind::ReviewDue => LetterSubject::Guide {
            id: GuideId::from_uuid(id),
            number: row.get("number")?,
            study: row.get("title")?,
        },
        LetterKind::Extension => LetterSubject::Draft { survey: read_survey(&row)? },
        LetterKind::RetentionDue => {
            let survey = read_survey(&row)?;
            let due = retention::ends_at(&survey.calendar, row.get("retention_months")?);
            let erased_on = retention::erases_at(due, row.get("retention_told_at")?);
            LetterSubject::Survey { survey, erased_on }
        }
    }))
}
