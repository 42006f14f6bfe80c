//! Returns that the team enters: a draft that says who enters it, when it was told and how consent was given, and what
//! the return keeps of that.

use crate::{
    Store,
    draft::{NewDraft, insert_draft},
    driver::{Row, values},
    error::StoreError,
    event::Event,
    survey::read_survey,
    write::Tx,
};
use socle_domain::{
    entry::Entry,
    id::{AccountId, DraftId, SubmissionId},
    submission::Channel,
    survey::Survey,
};

impl Store {
    /// Begins a draft for what was told to the team. `Conflict(DraftCode)` when the code is taken: draw another.
    /// `Stale` when the survey is not of a study in which the account reads returns.
    pub async fn begin_entry(&self, draft: NewDraft, entry: Entry) -> Result<(), StoreError> {
        let code_hash = self.draft_code_hash(&draft.code);
        self.write((draft, entry, code_hash), |tx, (draft, entry, code_hash)| {
            Box::pin(begin(tx, draft, entry, *code_hash))
        })
        .await
    }

    /// The surveys for which an account may enter returns, the newest first, closed ones too.
    pub async fn entered_surveys(&self, account: AccountId) -> Result<Vec<Survey>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT v.id, v.study_id, v.questionnaire_id, v.slug, v.title, v.opens_at, v.closes_at,
                        v.closes_zone, v.grace_hours, v.version
                 FROM surveys v WHERE EXISTS
                   (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role IN ('analyst', 'coordinator')
                    AND (m.study_id IS NULL OR m.study_id = v.study_id))
                 ORDER BY v.created_at DESC, v.id",
                values![account.uuid()],
            )
            .await?;
        rows.iter().map(read_survey).collect()
    }
}

async fn begin(tx: &mut Tx, draft: &NewDraft, entry: &Entry, code_hash: [u8; 32]) -> Result<(), StoreError> {
    let may = tx
        .fetch_optional(
            "SELECT 1 AS one FROM surveys v WHERE v.id = $2 AND EXISTS
               (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role IN ('analyst', 'coordinator')
                AND (m.study_id IS NULL OR m.study_id = v.study_id))",
            values![entry.account.uuid(), draft.survey.id.uuid()],
        )
        .await?;
    if may.is_none() {
        return Err(StoreError::Stale);
    }
    insert_draft(tx, draft, code_hash).await?;
    tx.execute(
        "UPDATE drafts SET channel = $2, entered_by = $3, told_at = $4, consent_note = $5 WHERE id = $1",
        values![
            draft.id.uuid(),
            entry.channel.word(),
            entry.account.uuid(),
            entry.told_at,
            entry.consent_note.as_str()
        ],
    )
    .await?;
    let event = Event {
        account: Some(entry.account),
        verb: "entry_begun",
        subject: "draft",
        subject_id: draft.id.uuid(),
        made_at: draft.now,
    };
    tx.record_event(event).await
}

/// What a return keeps of the draft it was entered on; nothing when its author wrote it.
pub(crate) async fn carry(tx: &mut Tx, draft: DraftId, submission: SubmissionId) -> Result<(), StoreError> {
    let sql = "SELECT channel, entered_by, told_at, consent_note FROM drafts WHERE id = $1";
    let Some(row) = tx.fetch_optional(sql, values![draft.uuid()]).await? else { return Ok(()) };
    let Some(entry) = read_entry(&row)? else { return Ok(()) };
    tx.execute(
        "UPDATE submissions SET channel = $2, entered_by = $3, told_at = $4, consent_note = $5 WHERE id = $1",
        values![
            submission.uuid(),
            entry.channel.word(),
            entry.account.uuid(),
            entry.told_at,
            entry.consent_note.as_str()
        ],
    )
    .await?;
    // Consent was given when it was told, in the way it was told.
    tx.execute(
        "UPDATE consents SET given_by = $2, given_at = $3 WHERE submission_id = $1",
        values![submission.uuid(), entry.channel.word(), entry.told_at],
    )
    .await?;
    tx.execute("UPDATE drafts SET consent_note = '' WHERE id = $1", values![draft.uuid()]).await?;
    Ok(())
}

/// Who enters a draft, if somebody of the team does.
pub(crate) fn read_entry(row: &Row) -> Result<Option<Entry>, StoreError> {
    let account: Option<uuid::Uuid> = row.get("entered_by")?;
    let told_at = row.get::<Option<_>>("told_at")?;
    let word: String = row.get("channel")?;
    let channel = Channel::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("channel {word}")))?;
    let consent_note = row.get("consent_note")?;
    Ok(account.zip(told_at).map(|(account, told_at)| Entry {
        account: AccountId::from_uuid(account),
        channel,
        told_at,
        consent_note,
    }))
}
