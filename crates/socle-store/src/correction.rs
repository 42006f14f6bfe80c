//! What an author sends again: a draft that begins with the answers as they were last sent, and what becomes of it. The
//! first sending stays as it came, byte for byte; each later one stands beside it.

use crate::{
    Store, attachment,
    author::{self, NewConsent},
    change::Verb,
    coding,
    draft::{NewDraft, insert_draft},
    driver::{Connection, Row, values},
    erasure::forget_organizations,
    error::StoreError,
    event::Event,
    published,
    reading::{self, NewExperience, NewReading, Teller},
    record::read_publication,
    secret,
    submission::Receipt,
    write::Tx,
};
use socle_domain::{
    consent::Publication,
    draft::DraftAnswers,
    experience::Contacts,
    id::{DraftId, ExperienceId, SubmissionId},
    review::Ground,
    submission::{Channel, ReviewStatus},
    time::Timestamp,
};
use uuid::Uuid;

/// What was last sent of a return, to begin a correction with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSent {
    /// The bytes as they came.
    pub body: Vec<u8>,
    /// How its author is reached, which stands in no body.
    pub contacts: Contacts,
}

/// A correction, as it comes in.
#[derive(Debug, Clone)]
pub struct NewCorrection {
    /// The return that it corrects.
    pub submission: SubmissionId,
    /// The draft that it empties, at the version that was read over.
    pub draft: (DraftId, i64),
    /// The bytes as they came.
    pub body: Vec<u8>,
    /// The language it was answered in.
    pub language: String,
    /// What it tells.
    pub reading: NewReading,
    /// When it came.
    pub now: Timestamp,
}

impl Store {
    /// What was last sent of a return, for its author. Nothing when it was withdrawn.
    pub async fn last_sent(&self, id: SubmissionId) -> Result<Option<LastSent>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let row = snapshot
            .fetch_optional(
                "SELECT COALESCE((SELECT c.body FROM corrections c WHERE c.submission_id = b.id
                                  ORDER BY c.place DESC LIMIT 1), b.body) AS body
                 FROM submissions b WHERE b.id = $1",
                values![id.uuid()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(LastSent { body: row.get("body")?, contacts: contacts(&mut snapshot, id).await? }))
    }

    /// Begins a draft that corrects a return, with these answers; a correction that was begun and not sent is taken up
    /// again as it stands. Answers the id of the draft. `Conflict(DraftCode)` when the code is taken: draw another.
    /// `Stale` when the return is not there.
    pub async fn begin_correction(
        &self,
        draft: NewDraft,
        corrects: SubmissionId,
        answers: DraftAnswers,
    ) -> Result<DraftId, StoreError> {
        let code_hash = self.draft_code_hash(&draft.code);
        self.write((draft, corrects, answers, code_hash), |tx, (draft, corrects, answers, code_hash)| {
            Box::pin(begin(tx, draft, *corrects, answers, *code_hash))
        })
        .await
    }

    /// Keeps a correction beside what was sent before, and reads it: texts that changed become revisions, what is
    /// allowed changes as by [`Store::allow`], an experience that is told no more is set aside. Words that nobody of
    /// the team has read are shown to nobody: a return that was accepted waits to be read again. `Stale` when the
    /// draft has moved on since it was read over, or the return is gone.
    pub async fn accept_correction(&self, new: NewCorrection) -> Result<Receipt, StoreError> {
        self.write(new, |tx, new| Box::pin(accept(tx, new))).await
    }
}

async fn contacts(db: &mut Connection, id: SubmissionId) -> Result<Contacts, StoreError> {
    let row = db
        .fetch_optional(
            "SELECT email, phone, whatsapp, wants_study, wants_interview, wants_review, wants_peer
             FROM contacts WHERE submission_id = $1",
            values![id.uuid()],
        )
        .await?;
    let Some(row) = row else { return Ok(Contacts::default()) };
    Ok(Contacts {
        email: row.get("email")?,
        phone: row.get("phone")?,
        whatsapp: row.get("whatsapp")?,
        wants_study: row.get("wants_study")?,
        wants_interview: row.get("wants_interview")?,
        wants_review: row.get("wants_review")?,
        wants_peer: row.get("wants_peer")?,
    })
}

async fn begin(
    tx: &mut Tx,
    draft: &NewDraft,
    corrects: SubmissionId,
    answers: &DraftAnswers,
    code_hash: [u8; 32],
) -> Result<DraftId, StoreError> {
    let there = tx
        .fetch_optional(
            "SELECT (SELECT d.id FROM drafts d WHERE d.corrects_id = b.id AND d.submission_id IS NULL
                     ORDER BY d.started_at, d.id LIMIT 1) AS begun FROM submissions b WHERE b.id = $1",
            values![corrects.uuid()],
        )
        .await?;
    let Some(row) = there else { return Err(StoreError::Stale) };
    if let Some(begun) = row.get::<Option<Uuid>>("begun")? {
        return Ok(DraftId::from_uuid(begun));
    }
    insert_draft(tx, draft, code_hash).await?;
    tx.execute(
        "UPDATE drafts SET corrects_id = $2, answers = $3 WHERE id = $1",
        values![draft.id.uuid(), corrects.uuid(), answers.to_stored()],
    )
    .await?;
    Ok(draft.id)
}

async fn accept(tx: &mut Tx, new: &NewCorrection) -> Result<Receipt, StoreError> {
    let id = new.submission.uuid();
    let row = tx
        .fetch_optional(
            "SELECT number, received_at, channel,
                    COALESCE((SELECT MAX(place) FROM corrections WHERE submission_id = $1), 1) + 1 AS place
             FROM submissions WHERE id = $1",
            values![id],
        )
        .await?;
    let Some(row) = row else { return Err(StoreError::Stale) };
    empty_draft(tx, new).await?;
    tx.execute(
        "INSERT INTO corrections (submission_id, place, body, body_digest, received_at) VALUES ($1, $2, $3, $4, $5)",
        values![id, row.get::<i64>("place")?, new.body.as_slice(), secret::digest(&new.body), new.now],
    )
    .await?;
    attachment::replace(tx, new.draft.0, new.submission, &new.reading.files, new.now).await?;
    read_again(tx, new).await?;
    tx.index_submission(new.submission).await?;
    let event =
        Event { account: None, verb: "corrected", subject: "submission", subject_id: id, made_at: new.now };
    tx.record_event(event).await?;
    tx.record_change("submission", id, Verb::Saved, new.now).await?;
    tx.touch_content().await?;
    Ok(Receipt::Kept {
        id: new.submission,
        number: row.get("number")?,
        received_at: row.get("received_at")?,
        is_repeat: false,
    })
}

async fn empty_draft(tx: &mut Tx, new: &NewCorrection) -> Result<(), StoreError> {
    let (draft, version) = new.draft;
    let emptied = tx
        .execute(
            "UPDATE drafts SET answers = '', submission_id = $3, version = version + 1
             WHERE id = $1 AND version = $2 AND submission_id IS NULL AND corrects_id = $3",
            values![draft.uuid(), version, new.submission.uuid()],
        )
        .await?;
    if emptied == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// What the return tells now, in the place of what it told.
async fn read_again(tx: &mut Tx, new: &NewCorrection) -> Result<(), StoreError> {
    let id = new.submission.uuid();
    tx.execute("DELETE FROM answers WHERE submission_id = $1", values![id]).await?;
    tx.execute("DELETE FROM contacts WHERE submission_id = $1", values![id]).await?;
    reading::insert_choices(tx, new.submission, &new.reading.choices).await?;
    if let Some(contacts) = &new.reading.contacts {
        reading::insert_contacts(tx, new.submission, contacts).await?;
    }
    let named: Vec<Uuid> = column(
        tx,
        "SELECT DISTINCT organization_id AS id FROM experiences
         WHERE submission_id = $1 AND organization_id IS NOT NULL",
        new.submission,
    )
    .await?;
    let organization = match &new.reading.organization {
        Some((id, told)) => {
            reading::insert_organization(tx, *id, told, new.now).await?;
            Some(*id)
        }
        None => None,
    };
    let teller = Teller {
        submission: new.submission,
        organization,
        language: &new.language,
        channel: Channel::Web,
        now: new.now,
    };
    let mut has_new_words = false;
    for experience in &new.reading.experiences {
        let known = told(tx, new.submission, experience.told.place).await?;
        has_new_words |= known.as_ref().is_none_or(|known| known.sent != experience.told.text);
        if let Some(known) = known {
            tell_again(tx, &teller, experience, &known).await?;
        } else {
            reading::insert_experience(tx, &teller, experience).await?;
        }
    }
    set_aside_untold(tx, new).await?;
    if has_new_words {
        read_it_again(tx, new.submission).await?;
    }
    follow_status(tx, new.submission).await?;
    tx.execute(
        "UPDATE experiences SET organization_id = $2 WHERE submission_id = $1",
        values![id, organization.map(socle_domain::id::OrganizationId::uuid)],
    )
    .await?;
    forget_organizations(tx, named).await
}

/// What was accepted is to be read again. What was set aside stays so, for the reason that was given.
async fn read_it_again(tx: &mut Tx, submission: SubmissionId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE submissions SET review_status = 'received', version = version + 1
         WHERE id = $1 AND review_status IN ('in_review', 'accepted')",
        values![submission.uuid()],
    )
    .await?;
    Ok(())
}

/// Experiences that are not set aside themselves stand where their return stands.
async fn follow_status(tx: &mut Tx, submission: SubmissionId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE experiences SET version = version + 1,
                review_status = (SELECT b.review_status FROM submissions b WHERE b.id = experiences.submission_id)
         WHERE submission_id = $1 AND set_aside_reason = ''",
        values![submission.uuid()],
    )
    .await?;
    Ok(())
}

async fn column(tx: &mut Tx, sql: &'static str, of: SubmissionId) -> Result<Vec<Uuid>, StoreError> {
    tx.fetch_all(sql, values![of.uuid()]).await?.iter().map(|row| row.get("id")).collect()
}

/// An experience as it was told before.
struct Known {
    id: ExperienceId,
    revision: i64,
    /// The text that its author last sent, beside which the team may have made others.
    sent: String,
    publication: Option<Publication>,
}

async fn told(tx: &mut Tx, submission: SubmissionId, place: i64) -> Result<Option<Known>, StoreError> {
    let row = tx
        .fetch_optional(
            "SELECT e.id, e.current_revision,
                    (SELECT r.text FROM experience_revisions r WHERE r.experience_id = e.id
                       AND r.reason IN ('sent', 'corrected') ORDER BY r.revision DESC LIMIT 1) AS sent,
                    (SELECT c.level FROM consents c WHERE c.experience_id = e.id AND c.subject = 'publication'
                     ORDER BY c.given_at DESC, c.id DESC LIMIT 1) AS publication
             FROM experiences e WHERE e.submission_id = $1 AND e.place = $2",
            values![submission.uuid(), place],
        )
        .await?;
    let read = |row: &Row| {
        Ok(Known {
            id: ExperienceId::from_uuid(row.get("id")?),
            revision: row.get("current_revision")?,
            sent: row.get::<Option<String>>("sent")?.unwrap_or_default(),
            publication: read_publication(row)?,
        })
    };
    row.as_ref().map(read).transpose()
}

async fn tell_again(
    tx: &mut Tx,
    teller: &Teller<'_>,
    experience: &NewExperience,
    known: &Known,
) -> Result<(), StoreError> {
    let told = &experience.told;
    let or_nothing = |word: &Option<String>| word.clone().unwrap_or_default();
    // What was set aside because it was told no more is told again.
    tx.execute(
        "UPDATE experiences SET kind = $2, title = $3, theme = $4, country = $5, state = $6, version = version + 1,
                set_aside_reason = CASE WHEN set_aside_reason = $7 THEN '' ELSE set_aside_reason END
         WHERE id = $1",
        values![
            known.id.uuid(),
            told.kind.word(),
            told.tools.first().map_or("", String::as_str),
            or_nothing(&told.theme),
            or_nothing(&told.country),
            or_nothing(&told.state),
            Ground::AskedByAuthor.word()
        ],
    )
    .await?;
    if told.text != known.sent {
        revise(tx, known, &told.text, teller.now).await?;
    }
    tell_tools_again(tx, known.id, &told.tools).await?;
    match told.publication {
        Some(publication) if known.publication != told.publication => {
            let consent = NewConsent {
                id: experience.consent,
                submission: teller.submission,
                experience: known.id,
                publication,
                now: teller.now,
            };
            author::insert_consent(tx, &consent, teller.channel.word()).await?;
            author::take_effect(tx, known.id, (known.publication, publication), teller.now).await
        }
        _ => tx.record_change("experience", known.id.uuid(), Verb::Saved, teller.now).await,
    }
}

/// The author's new text is the current one; what the team had made of the old one stays among the revisions, and the
/// team is shown that it was corrected over.
async fn revise(tx: &mut Tx, known: &Known, text: &str, now: Timestamp) -> Result<(), StoreError> {
    let revision = known.revision.saturating_add(1);
    tx.execute(
        "INSERT INTO experience_revisions (experience_id, revision, text, created_at, reason)
         VALUES ($1, $2, $3, $4, 'corrected')",
        values![known.id.uuid(), revision, text, now],
    )
    .await?;
    tx.execute(
        "UPDATE experiences SET current_revision = $2 WHERE id = $1",
        values![known.id.uuid(), revision],
    )
    .await?;
    coding::reanchor(tx, known.id, revision, now).await?;
    published::follow_words(tx, known.id, now).await
}

/// Names that are written as before stay linked to the catalogue.
async fn tell_tools_again(tx: &mut Tx, experience: ExperienceId, tools: &[String]) -> Result<(), StoreError> {
    let sql = "SELECT told, tool_id FROM experience_tools WHERE experience_id = $1 ORDER BY place";
    let rows = tx.fetch_all(sql, values![experience.uuid()]).await?;
    let linked = rows
        .iter()
        .map(|row| Ok((row.get::<String>("told")?, row.get::<Option<Uuid>>("tool_id")?)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    if linked.iter().map(|(told, _)| told).eq(tools) {
        return Ok(());
    }
    tx.execute("DELETE FROM experience_tools WHERE experience_id = $1", values![experience.uuid()]).await?;
    reading::insert_tools(tx, experience, tools).await?;
    for (told, tool) in linked {
        tx.execute(
            "UPDATE experience_tools SET tool_id = $3 WHERE experience_id = $1 AND told = $2",
            values![experience.uuid(), told, tool],
        )
        .await?;
    }
    Ok(())
}

/// An experience that its author tells no more is not read any more, and no longer shown.
async fn set_aside_untold(tx: &mut Tx, new: &NewCorrection) -> Result<(), StoreError> {
    let rows = tx
        .fetch_all(
            "SELECT id, place FROM experiences WHERE submission_id = $1 ORDER BY place",
            values![new.submission.uuid()],
        )
        .await?;
    for row in &rows {
        let place: i64 = row.get("place")?;
        if new.reading.experiences.iter().any(|experience| experience.told.place == place) {
            continue;
        }
        let id: Uuid = row.get("id")?;
        tx.execute(
            "UPDATE experiences SET review_status = $2, set_aside_reason = $3, version = version + 1
             WHERE id = $1 AND review_status <> $2",
            values![id, ReviewStatus::SetAside.word(), Ground::AskedByAuthor.word()],
        )
        .await?;
        crate::public::forget_prints(tx, &[ExperienceId::from_uuid(id)], new.now).await?;
        tx.record_change("experience", id, Verb::Saved, new.now).await?;
    }
    Ok(())
}
