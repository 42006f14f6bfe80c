//! Returns being written.

use crate::{
    Store,
    driver::{Connection, Row, values},
    entry::read_entry,
    error::StoreError,
    survey::read_survey,
    write::Tx,
};
use socle_domain::{
    code::ResumeCode,
    draft::DraftAnswers,
    entry::Entry,
    id::{DraftId, SubmissionId},
    survey::{Survey, SurveyClosed},
    time::Timestamp,
};

/// What resume codes are hashed for.
const CODE: &str = "resume-code";

/// A draft to be begun.
#[derive(Debug, Clone)]
pub struct NewDraft {
    /// Its id.
    pub id: DraftId,
    /// The survey it answers.
    pub survey: Survey,
    /// The code that brings it back; only its keyed hash is kept.
    pub code: ResumeCode,
    /// `fr` or `en`.
    pub language: String,
    /// When.
    pub now: Timestamp,
}

/// A draft as it stands, with the survey it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedDraft {
    /// Its id.
    pub id: DraftId,
    /// The survey it answers.
    pub survey: Survey,
    /// What it became, once sent.
    pub submission: Option<SubmissionId>,
    /// The return that it corrects, when it does.
    pub corrects: Option<SubmissionId>,
    /// `fr` or `en`.
    pub language: String,
    /// The answers so far; none once it was sent.
    pub answers: DraftAnswers,
    /// Who of the team enters it, when somebody does.
    pub entry: Option<Entry>,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// Grows by one at each save.
    pub version: i64,
}

impl SavedDraft {
    /// The moment that the survey's window is asked about: what was told to the team in time is in time, whenever it is
    /// entered.
    pub fn counts_at(&self, now: Timestamp) -> Timestamp {
        self.entry.as_ref().map_or(now, |entry| entry.told_at)
    }

    /// Whether the survey takes this draft now.
    pub fn check_send(&self, now: Timestamp) -> Result<(), SurveyClosed> {
        let at = self.counts_at(now);
        self.survey.calendar.check_send(self.started_at.min(at), at)
    }
}

/// Answers to be saved over a given version of a draft.
#[derive(Debug, Clone)]
pub struct DraftSave {
    /// The draft.
    pub id: DraftId,
    /// The version the answers were merged into.
    pub version: i64,
    /// All answers of the draft, merged.
    pub answers: DraftAnswers,
    /// The language the page was answered in.
    pub language: String,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Begins a draft. `Conflict(DraftCode)` when the code is taken: draw another.
    pub async fn create_draft(&self, draft: NewDraft) -> Result<(), StoreError> {
        let code_hash = self.draft_code_hash(&draft.code);
        self.write((draft, code_hash), |tx, (draft, code_hash)| Box::pin(insert_draft(tx, draft, *code_hash)))
            .await
    }

    pub(crate) fn draft_code_hash(&self, code: &ResumeCode) -> [u8; 32] {
        self.secret().hash(CODE, code.as_bytes())
    }

    /// A draft by its id.
    pub async fn draft(&self, id: DraftId) -> Result<Option<SavedDraft>, StoreError> {
        load_draft(&mut self.snapshot().await?, id).await
    }

    /// The draft that a resume code brings back.
    pub async fn draft_by_code(&self, code: &ResumeCode) -> Result<Option<SavedDraft>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let hash = self.secret().hash(CODE, code.as_bytes());
        let row =
            snapshot.fetch_optional("SELECT id FROM drafts WHERE code_hash = $1", values![hash]).await?;
        match row {
            Some(row) => load_draft(&mut snapshot, DraftId::from_uuid(row.get("id")?)).await,
            None => Ok(None),
        }
    }

    /// Saves answers over the version they were merged into. `Stale` when the draft has moved on or was sent: load
    /// it, merge again, save again.
    pub async fn save_draft(&self, save: DraftSave) -> Result<(), StoreError> {
        self.write(save, |tx, save| {
            Box::pin(async move {
                let saved = tx
                    .execute(
                        "UPDATE drafts SET answers = $3, language = $4, saved_at = $5, version = version + 1
                         WHERE id = $1 AND version = $2 AND submission_id IS NULL",
                        values![
                            save.id.uuid(),
                            save.version,
                            save.answers.to_stored(),
                            save.language.as_str(),
                            save.now
                        ],
                    )
                    .await?;
                if saved == 1 { Ok(()) } else { Err(StoreError::Stale) }
            })
        })
        .await
    }

    /// Gives a draft a new resume code; the one it had opens nothing any more. `Conflict(DraftCode)` when the code is
    /// taken: draw another. `Stale` when the draft was sent meanwhile.
    pub async fn set_draft_code(&self, id: DraftId, code: &ResumeCode) -> Result<(), StoreError> {
        let code_hash = self.secret().hash(CODE, code.as_bytes());
        self.write((id, code_hash), |tx, (id, code_hash)| {
            Box::pin(async move {
                let sql = "UPDATE drafts SET code_hash = $2 WHERE id = $1 AND submission_id IS NULL";
                let changed = tx.execute(sql, values![id.uuid(), *code_hash]).await?;
                if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
            })
        })
        .await
    }
}

pub(crate) async fn insert_draft(
    tx: &mut Tx,
    draft: &NewDraft,
    code_hash: [u8; 32],
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO drafts (id, survey_id, code_hash, language, answers, started_at, saved_at, version)
         VALUES ($1, $2, $3, $4, '', $5, $5, 1)",
        values![draft.id.uuid(), draft.survey.id.uuid(), code_hash, draft.language.as_str(), draft.now],
    )
    .await?;
    Ok(())
}

/// A draft and its survey, in one statement.
pub(crate) async fn load_draft(
    connection: &mut Connection,
    id: DraftId,
) -> Result<Option<SavedDraft>, StoreError> {
    let row = connection
        .fetch_optional(
            "SELECT v.id, v.study_id, v.questionnaire_id, v.slug, v.title, v.opens_at, v.closes_at, v.closes_zone,
                    v.grace_hours, v.version, d.submission_id, d.language, d.answers, d.started_at, d.saved_at,
                    d.version AS draft_version, d.corrects_id, d.channel, d.entered_by, d.told_at, d.consent_note
             FROM drafts d JOIN surveys v ON v.id = d.survey_id WHERE d.id = $1",
            values![id.uuid()],
        )
        .await?;
    row.map(|row| read_draft(id, &row)).transpose()
}

fn read_draft(id: DraftId, row: &Row) -> Result<SavedDraft, StoreError> {
    let answers: String = row.get("answers")?;
    Ok(SavedDraft {
        id,
        survey: read_survey(row)?,
        submission: row.get::<Option<uuid::Uuid>>("submission_id")?.map(SubmissionId::from_uuid),
        corrects: row.get::<Option<uuid::Uuid>>("corrects_id")?.map(SubmissionId::from_uuid),
        language: row.get("language")?,
        answers: DraftAnswers::from_stored(&answers)
            .map_err(|error| StoreError::Corrupt(error.to_string()))?,
        entry: read_entry(row)?,
        started_at: row.get("started_at")?,
        saved_at: row.get("saved_at")?,
        version: row.get("draft_version")?,
    })
}
