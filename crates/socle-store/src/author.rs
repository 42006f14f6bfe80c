//! A return as its author finds it by the private link: where it stands and what cites it, never what it says; and what
//! its author changes there: how it may be published, and answers to questions asked back.

use crate::{
    Store,
    change::Verb,
    draft::load_draft,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
    inbox::read_status,
    letter::NewLetter,
    public::forget_prints,
    record::read_publication,
    survey::read_survey,
    write::Tx,
};
use socle_domain::{
    consent::Publication,
    experience,
    id::{ConsentId, DraftId, ExperienceId, InquiryId, LetterId, SubmissionId, TaskId},
    letter::{LetterKind, Recipient},
    submission::ReviewStatus,
    survey::Survey,
    time::Timestamp,
};
use uuid::Uuid;

/// Who allowed something: the author, by the private link.
const BY_LINK: &str = "private_link";
/// The copies of one receipt that may be sent by mail.
const COPIES_MOST: i64 = 3;

/// A return, as its author finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredReturn {
    /// Its id.
    pub id: SubmissionId,
    /// Its public number.
    pub number: i64,
    /// The survey it answers.
    pub survey: Survey,
    /// The language it was sent in.
    pub language: String,
    /// When it came.
    pub received_at: Timestamp,
    /// When its author last corrected it.
    pub corrected_at: Option<Timestamp>,
    /// Where it stands.
    pub status: ReviewStatus,
    /// What it tells, by place.
    pub experiences: Vec<AuthoredExperience>,
    /// What the team asks back, the oldest first.
    pub questions: Vec<AskedBack>,
    /// How many files came with it.
    pub files: i64,
    /// A correction was begun and not sent.
    pub has_begun_correction: bool,
}

/// One experience of a return, as its author finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredExperience {
    /// Its id.
    pub id: ExperienceId,
    /// Its public number.
    pub number: i64,
    /// Its place in the return, from 1.
    pub place: i64,
    /// What it is called; empty when it has no title.
    pub title: String,
    /// How it may be published, last said; nothing when that was never said.
    pub publication: Option<Publication>,
    /// The published guides that cite it.
    pub guides: Vec<CitingGuide>,
}

/// A published guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitingGuide {
    /// Its title.
    pub title: String,
    /// The language it is published in.
    pub language: String,
    /// The end of its address in that language.
    pub slug: String,
}

/// A question that the team asks back, as the author finds it: no name of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedBack {
    /// Its id.
    pub id: InquiryId,
    /// The question, in words.
    pub question: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it was answered; the answer itself is for the team.
    pub answered_at: Option<Timestamp>,
}

/// A return that its author took back: all that is left to say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithdrawnReturn {
    /// When.
    pub at: Timestamp,
    /// The number it had, when its author knows it.
    pub number: Option<i64>,
}

/// How an author allows an experience to be published from now on.
#[derive(Debug, Clone)]
pub struct NewConsent {
    /// Its id.
    pub id: ConsentId,
    /// The return whose private link was followed.
    pub submission: SubmissionId,
    /// Which of its experiences.
    pub experience: ExperienceId,
    /// What is allowed.
    pub publication: Publication,
    /// When.
    pub now: Timestamp,
}

/// An answer to a question asked back.
#[derive(Debug, Clone)]
pub struct InquiryAnswer {
    /// The question.
    pub inquiry: InquiryId,
    /// The return whose private link was followed.
    pub submission: SubmissionId,
    /// The answer, in words.
    pub words: String,
    /// When.
    pub now: Timestamp,
}

/// A copy of the receipt to be sent by mail. The address is kept until the letter leaves, and nowhere else.
#[derive(Debug, Clone)]
pub struct ReceiptCopy {
    /// The id of the letter.
    pub id: LetterId,
    /// Of which return.
    pub submission: SubmissionId,
    /// To whom.
    pub recipient: Recipient,
    /// `fr` or `en`.
    pub language: String,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// A return, for whoever holds its private link. Nothing when it was withdrawn.
    pub async fn authored_return(&self, id: SubmissionId) -> Result<Option<AuthoredReturn>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let row = snapshot
            .fetch_optional(
                "SELECT v.id, v.study_id, b.questionnaire_id, v.slug, v.title, v.opens_at, v.closes_at, v.closes_zone,
                        v.grace_hours, v.version, b.number, b.language, b.received_at, b.review_status,
                        (SELECT MAX(c.received_at) FROM corrections c WHERE c.submission_id = b.id) AS corrected_at,
                        (SELECT COUNT(*) FROM attachments a WHERE a.submission_id = b.id) AS files,
                        (SELECT COUNT(*) FROM drafts d WHERE d.corrects_id = b.id AND d.submission_id IS NULL) AS begun
                 FROM submissions b JOIN surveys v ON v.id = b.survey_id WHERE b.id = $1",
                values![id.uuid()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(AuthoredReturn {
            id,
            number: row.get("number")?,
            survey: read_survey(&row)?,
            language: row.get("language")?,
            received_at: row.get("received_at")?,
            corrected_at: row.get("corrected_at")?,
            status: read_status(&row)?,
            files: row.get("files")?,
            has_begun_correction: row.get::<i64>("begun")? > 0,
            experiences: experiences(&mut snapshot, id).await?,
            questions: questions(&mut snapshot, id).await?,
        }))
    }

    /// When a return was withdrawn, if it was, as the journal knows. Which number it had is written nowhere: the one
    /// that its author says is answered when a return of that number left at that moment.
    pub async fn withdrawn_return(
        &self,
        id: SubmissionId,
        said: Option<i64>,
    ) -> Result<Option<WithdrawnReturn>, StoreError> {
        let sql = "SELECT n.made_at, t.number FROM events n
                     LEFT JOIN tombstones t
                       ON t.kind = 'submission' AND t.number = $2 AND t.withdrawn_at = n.made_at
                   WHERE n.subject_id = $1 AND n.verb = 'withdrawn' ORDER BY n.id LIMIT 1";
        let row = self.snapshot().await?.fetch_optional(sql, values![id.uuid(), said.unwrap_or(0)]).await?;
        let read = |row: &Row| Ok(WithdrawnReturn { at: row.get("made_at")?, number: row.get("number")? });
        row.as_ref().map(read).transpose()
    }

    /// Keeps how an author allows an experience to be published, as a new line: what was allowed before stays known.
    /// From then on pages show no more than it allows; where a published guide cites the experience and less is
    /// allowed, its editors are told. The same again writes nothing. `Stale` when the experience is not of the return.
    pub async fn allow(&self, new: NewConsent) -> Result<(), StoreError> {
        self.write(new, |tx, new| Box::pin(allow(tx, new))).await
    }

    /// Keeps the answer to a question asked back; the same words again write nothing. `Stale` when it was answered
    /// otherwise before, or is not about the return (any more).
    pub async fn answer_inquiry(&self, answer: InquiryAnswer) -> Result<(), StoreError> {
        self.write(answer, |tx, answer| Box::pin(answer_inquiry(tx, answer))).await
    }

    /// Posts a copy of the receipt. Says whether it was: a return gets three at most, so that nobody's mailbox is
    /// filled from here. `Stale` when the return is not there.
    pub async fn post_receipt(&self, copy: ReceiptCopy) -> Result<bool, StoreError> {
        self.write(copy, |tx, copy| Box::pin(post_receipt(tx, copy))).await
    }
}

async fn experiences(db: &mut Connection, id: SubmissionId) -> Result<Vec<AuthoredExperience>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT e.id, e.number, e.place, e.title,
                    (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
                     ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication
             FROM experiences e WHERE e.submission_id = $1 ORDER BY e.place",
            values![id.uuid()],
        )
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let id = ExperienceId::from_uuid(row.get("id")?);
        found.push(AuthoredExperience {
            id,
            number: row.get("number")?,
            place: row.get("place")?,
            title: row.get("title")?,
            publication: read_publication(row)?,
            guides: guides(db, id).await?,
        });
    }
    Ok(found)
}

async fn guides(db: &mut Connection, experience: ExperienceId) -> Result<Vec<CitingGuide>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT DISTINCT r.title, r.language, r.slug, g.number FROM guide_revisions r
                    JOIN guides g ON g.id = r.guide_id
                    JOIN citations c ON c.guide_revision_id = r.id JOIN excerpts x ON x.id = c.excerpt_id
             WHERE x.experience_id = $1 AND g.status IN ('published', 'amended')
               AND r.published_at IS NOT NULL AND r.superseded_at IS NULL ORDER BY g.number, r.language",
            values![experience.uuid()],
        )
        .await?;
    let read = |row: &Row| {
        Ok(CitingGuide { title: row.get("title")?, language: row.get("language")?, slug: row.get("slug")? })
    };
    rows.iter().map(read).collect()
}

async fn questions(db: &mut Connection, id: SubmissionId) -> Result<Vec<AskedBack>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT id, question, asked_at, answered_at FROM inquiries WHERE submission_id = $1 ORDER BY asked_at, id",
            values![id.uuid()],
        )
        .await?;
    let read = |row: &Row| {
        Ok(AskedBack {
            id: InquiryId::from_uuid(row.get("id")?),
            question: row.get("question")?,
            asked_at: row.get("asked_at")?,
            answered_at: row.get("answered_at")?,
        })
    };
    rows.iter().map(read).collect()
}

async fn allow(tx: &mut Tx, new: &NewConsent) -> Result<(), StoreError> {
    let row = tx
        .fetch_optional(
            "SELECT e.place, (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
                              ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication
             FROM experiences e WHERE e.id = $1 AND e.submission_id = $2",
            values![new.experience.uuid(), new.submission.uuid()],
        )
        .await?;
    let Some(row) = row else { return Err(StoreError::Stale) };
    let before = read_publication(&row)?;
    if before == Some(new.publication) {
        return Ok(());
    }
    let place: i64 = row.get("place")?;
    follow_in_correction(tx, new, place).await?;
    insert_consent(tx, new, BY_LINK).await?;
    take_effect(tx, new.experience, (before, new.publication), new.now).await?;
    let event = Event {
        account: None,
        verb: "allowed",
        subject: "submission",
        subject_id: new.submission.uuid(),
        made_at: new.now,
    };
    tx.record_event(event).await?;
    tx.record_change("submission", new.submission.uuid(), Verb::Saved, new.now).await
}

/// A correction that is being written began with what was allowed then: sent later, it must not allow again what its
/// author has taken back since.
async fn follow_in_correction(tx: &mut Tx, new: &NewConsent, place: i64) -> Result<(), StoreError> {
    let sql = "SELECT id FROM drafts WHERE corrects_id = $1 AND submission_id IS NULL ORDER BY id";
    for row in tx.fetch_all(sql, values![new.submission.uuid()]).await? {
        let Some(mut draft) = load_draft(tx, DraftId::from_uuid(row.get("id")?)).await? else { continue };
        let paths: Vec<String> = draft.answers.iter().map(|(path, _)| path.to_owned()).collect();
        let Some(path) = paths.into_iter().find(|path| experience::is_publication(path, place)) else {
            continue;
        };
        draft.answers.set(path, new.publication.word().to_owned(), draft.version + 1);
        tx.execute(
            "UPDATE drafts SET answers = $2, version = version + 1 WHERE id = $1",
            values![draft.id.uuid(), draft.answers.to_stored()],
        )
        .await?;
    }
    Ok(())
}

pub(crate) async fn insert_consent(tx: &mut Tx, new: &NewConsent, by: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
         VALUES ($1, $2, $3, 'publication', $4, $5, $6)",
        values![
            new.id.uuid(),
            new.submission.uuid(),
            new.experience.uuid(),
            new.publication.word(),
            by,
            new.now
        ],
    )
    .await?;
    Ok(())
}

/// What is shown follows at once: pages are made anew, paper that was printed with more than is allowed goes, and the
/// editors of guides that lose words or a name look at them again.
pub(crate) async fn take_effect(
    tx: &mut Tx,
    experience: ExperienceId,
    (before, after): (Option<Publication>, Publication),
    now: Timestamp,
) -> Result<(), StoreError> {
    forget_prints(tx, &[experience], now).await?;
    if before.is_some_and(|before| allows_less(before, after)) {
        tell_editors(tx, experience, now).await?;
    }
    tx.record_change("experience", experience.uuid(), Verb::Saved, now).await?;
    tx.touch_content().await
}

/// The levels stand in the order of what they allow, the most first.
fn allows_less(before: Publication, after: Publication) -> bool {
    let rank = |level| Publication::ALL.iter().position(|one| *one == level);
    rank(after) > rank(before)
}

async fn tell_editors(tx: &mut Tx, experience: ExperienceId, now: Timestamp) -> Result<(), StoreError> {
    let rows = tx
        .fetch_all(
            "SELECT DISTINCT r.guide_id FROM guide_revisions r JOIN guides g ON g.id = r.guide_id
                    JOIN citations c ON c.guide_revision_id = r.id JOIN excerpts x ON x.id = c.excerpt_id
             WHERE x.experience_id = $1 AND r.published_at IS NOT NULL AND r.superseded_at IS NULL
               AND g.status IN ('published', 'amended') ORDER BY r.guide_id",
            values![experience.uuid()],
        )
        .await?;
    for row in &rows {
        let guide: Uuid = row.get("guide_id")?;
        let task = task_of(guide, experience, now);
        tx.execute(
            "INSERT INTO editor_tasks (id, guide_id, reason, created_at) VALUES ($1, $2, 'consent_narrowed', $3)
             ON CONFLICT (id) DO NOTHING",
            values![task.uuid(), guide, now],
        )
        .await?;
        tx.record_change("guide", guide, Verb::Saved, now).await?;
    }
    Ok(())
}

/// One task per guide, experience and moment: a second run of the same write makes the same one.
fn task_of(guide: Uuid, experience: ExperienceId, now: Timestamp) -> TaskId {
    let moment = u128::from(now.as_micros().unsigned_abs());
    TaskId::from_uuid(Uuid::from_u128(guide.as_u128() ^ experience.uuid().as_u128() ^ moment))
}

async fn answer_inquiry(tx: &mut Tx, answer: &InquiryAnswer) -> Result<(), StoreError> {
    let answered = tx
        .execute(
            "UPDATE inquiries SET answer = $3, answered_at = $4
             WHERE id = $1 AND submission_id = $2 AND answered_at IS NULL",
            values![answer.inquiry.uuid(), answer.submission.uuid(), answer.words.as_str(), answer.now],
        )
        .await?;
    if answered == 0 {
        let sql = "SELECT 1 AS one FROM inquiries WHERE id = $1 AND submission_id = $2 AND answer = $3";
        let values = values![answer.inquiry.uuid(), answer.submission.uuid(), answer.words.as_str()];
        let is_repeat = tx.fetch_optional(sql, values).await?.is_some();
        return if is_repeat { Ok(()) } else { Err(StoreError::Stale) };
    }
    let event = Event {
        account: None,
        verb: "answered",
        subject: "submission",
        subject_id: answer.submission.uuid(),
        made_at: answer.now,
    };
    tx.record_event(event).await?;
    tx.record_change("submission", answer.submission.uuid(), Verb::Saved, answer.now).await
}

/// The same in the write that keeps the return: it is new, so no copy was asked for before.
pub(crate) async fn post_receipt(tx: &mut Tx, copy: &ReceiptCopy) -> Result<bool, StoreError> {
    let row = tx
        .fetch_optional(
            "SELECT (SELECT COUNT(*) FROM events n WHERE n.subject_id = b.id AND n.verb = 'copied') AS copies
             FROM submissions b WHERE b.id = $1",
            values![copy.submission.uuid()],
        )
        .await?;
    let Some(row) = row else { return Err(StoreError::Stale) };
    if row.get::<i64>("copies")? >= COPIES_MOST {
        return Ok(false);
    }
    let event = Event {
        account: None,
        verb: "copied",
        subject: "submission",
        subject_id: copy.submission.uuid(),
        made_at: copy.now,
    };
    tx.record_event(event).await?;
    tx.post(&NewLetter {
        id: copy.id,
        kind: LetterKind::Receipt,
        recipient: copy.recipient.clone(),
        language: copy.language.clone(),
        subject_id: copy.submission.uuid(),
        now: copy.now,
    })
    .await?;
    Ok(true)
}
