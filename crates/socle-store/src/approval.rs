//! What contributors say of a guide that tells their experience: asked for when the guide is proposed, answered
//! through a private link.

use crate::{
    Store,
    coding::read_publication,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
    letter::Author,
    write::Tx,
};
use socle_domain::{
    consent::Publication,
    guide::{Approval, ApprovalVerdict},
    id::{AccountId, ApprovalId, ExperienceId, GuideId, GuideRevisionId, LetterId, StudyId},
    letter::LetterKind,
    time::Timestamp,
};
use uuid::Uuid;

/// An approval, as the team follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRow {
    /// Its id.
    pub id: ApprovalId,
    /// What was asked, of which experience, and what came of it.
    pub approval: Approval,
    /// What the contributor wrote.
    pub comment: String,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
    /// Whether they can be written to.
    pub has_address: bool,
}

/// An approval, as the contributor opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedApproval {
    /// Its id.
    pub id: ApprovalId,
    /// The revision they are asked about.
    pub revision: GuideRevisionId,
    /// The number of their experience.
    pub experience: i64,
    /// What their consent allows now.
    pub consent: Option<Publication>,
    /// What they have answered.
    pub verdict: ApprovalVerdict,
    /// What they wrote.
    pub comment: String,
    /// Whether the answer still counts: the revision is neither published nor replaced.
    pub is_open: bool,
}

/// Asks the contributors of a revision that was just written: those who are named, and those who wish to read it. One
/// who approved the same claims before is not asked again. Each request has an id, and a letter where letters leave.
pub(crate) async fn ask(
    tx: &mut Tx,
    study: StudyId,
    (guide, language, revision): (GuideId, &str, GuideRevisionId),
    ids: &[(ApprovalId, Option<LetterId>)],
    now: Timestamp,
) -> Result<(), StoreError> {
    let cited = tx
        .fetch_all(
            "SELECT DISTINCT e.id, e.number,
                    (SELECT n.level FROM consents n WHERE n.experience_id = e.id AND n.subject = 'publication'
                     ORDER BY n.given_at DESC, n.id DESC LIMIT 1) AS publication,
                    CASE WHEN k.wants_review THEN 1 ELSE 0 END AS wants_review
             FROM citations c JOIN excerpts x ON x.id = c.excerpt_id JOIN experiences e ON e.id = x.experience_id
               JOIN submissions b ON b.id = e.submission_id JOIN surveys v ON v.id = b.survey_id
               LEFT JOIN contacts k ON k.submission_id = b.id
             WHERE c.guide_revision_id = $1 AND v.study_id = $2 ORDER BY e.number",
            values![revision.uuid(), study.uuid()],
        )
        .await?;
    for (row, id) in cited.iter().zip(ids) {
        let is_named = read_publication(row)? == Some(Publication::Named);
        if is_named || row.get::<i64>("wants_review")? == 1 {
            let experience = ExperienceId::from_uuid(row.get("id")?);
            ask_one(tx, (guide, language, revision), experience, *id, now).await?;
        }
    }
    Ok(())
}

async fn ask_one(
    tx: &mut Tx,
    (guide, language, revision): (GuideId, &str, GuideRevisionId),
    experience: ExperienceId,
    (id, letter): (ApprovalId, Option<LetterId>),
    now: Timestamp,
) -> Result<(), StoreError> {
    let before = approved_before(tx, guide, language, experience).await?;
    let is_same = match before {
        Some((earlier, _)) => {
            claims_of(tx, earlier, experience).await? == claims_of(tx, revision.uuid(), experience).await?
        }
        None => false,
    };
    let answered_at = before.filter(|_| is_same).map(|(_, at)| at);
    let verdict = if answered_at.is_some() { ApprovalVerdict::Approved } else { ApprovalVerdict::Asked };
    tx.execute(
        "INSERT INTO approvals (id, guide_revision_id, experience_id, verdict, comment, asked_at, answered_at)
         VALUES ($1, $2, $3, $4, '', $5, $6)",
        values![id.uuid(), revision.uuid(), experience.uuid(), verdict.word(), now, answered_at],
    )
    .await?;
    if let Some(letter) = letter.filter(|_| verdict == ApprovalVerdict::Asked) {
        let about = (letter, LetterKind::Approval, id.uuid());
        Author::Experience(experience).write_to(tx, about, now).await?;
    }
    Ok(())
}

/// The last revision that a contributor approved, and when.
async fn approved_before(
    tx: &mut Tx,
    guide: GuideId,
    language: &str,
    experience: ExperienceId,
) -> Result<Option<(Uuid, Timestamp)>, StoreError> {
    let row = tx
        .fetch_optional(
            "SELECT r.id, a.answered_at FROM approvals a JOIN guide_revisions r ON r.id = a.guide_revision_id
             WHERE r.guide_id = $1 AND r.language = $2 AND a.experience_id = $3 AND a.verdict = 'approved'
               AND a.answered_at IS NOT NULL
             ORDER BY r.revision DESC LIMIT 1",
            values![guide.uuid(), language, experience.uuid()],
        )
        .await?;
    row.map(|row| Ok((row.get("id")?, row.get("answered_at")?))).transpose()
}

/// What a revision says with the words of an experience.
async fn claims_of(
    tx: &mut Tx,
    revision: Uuid,
    experience: ExperienceId,
) -> Result<Vec<(String, String, Option<String>)>, StoreError> {
    let rows = tx
        .fetch_all(
            "SELECT c.claim, c.stance, c.quotation FROM citations c JOIN excerpts x ON x.id = c.excerpt_id
             WHERE c.guide_revision_id = $1 AND x.experience_id = $2 ORDER BY c.place",
            values![revision, experience.uuid()],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("claim")?, row.get("stance")?, row.get("quotation")?))).collect()
}

/// The approvals of a revision, by experience.
pub(crate) async fn approvals_of(
    db: &mut Connection,
    revision: GuideRevisionId,
) -> Result<Vec<ApprovalRow>, StoreError> {
    let rows = db
        .fetch_all(
            "SELECT a.id, a.verdict, a.comment, a.asked_at, a.answered_at, a.reminders, e.number,
                    CASE WHEN COALESCE(k.email, '') <> '' THEN 1 ELSE 0 END AS has_address,
                    (SELECT n.level FROM consents n WHERE n.experience_id = e.id AND n.subject = 'publication'
                     ORDER BY n.given_at DESC, n.id DESC LIMIT 1) AS publication
             FROM approvals a JOIN experiences e ON e.id = a.experience_id
               LEFT JOIN contacts k ON k.submission_id = e.submission_id
             WHERE a.guide_revision_id = $1 ORDER BY e.number",
            values![revision.uuid()],
        )
        .await?;
    rows.iter().map(read_row).collect()
}

fn read_row(row: &Row) -> Result<ApprovalRow, StoreError> {
    Ok(ApprovalRow {
        id: ApprovalId::from_uuid(row.get("id")?),
        approval: Approval {
            experience: row.get("number")?,
            consent: read_publication(row)?,
            verdict: read_verdict(row)?,
            asked_at: row.get("asked_at")?,
            reminders: row.get("reminders")?,
        },
        comment: row.get("comment")?,
        answered_at: row.get("answered_at")?,
        has_address: row.get::<i64>("has_address")? == 1,
    })
}

fn read_verdict(row: &Row) -> Result<ApprovalVerdict, StoreError> {
    let word: String = row.get("verdict")?;
    ApprovalVerdict::parse(&word).ok_or_else(|| StoreError::Corrupt(format!("approval {word}")))
}

impl Store {
    /// An approval, for whoever holds its private link. Nothing once the return was withdrawn.
    pub async fn approval(&self, id: ApprovalId) -> Result<Option<AskedApproval>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT a.id, a.guide_revision_id, a.verdict, a.comment, e.number,
                        CASE WHEN r.published_at IS NULL AND r.superseded_at IS NULL THEN 1 ELSE 0 END AS is_open,
                        (SELECT n.level FROM consents n WHERE n.experience_id = e.id AND n.subject = 'publication'
                         ORDER BY n.given_at DESC, n.id DESC LIMIT 1) AS publication
                 FROM approvals a JOIN experiences e ON e.id = a.experience_id
                   JOIN guide_revisions r ON r.id = a.guide_revision_id
                 WHERE a.id = $1",
                values![id.uuid()],
            )
            .await?;
        row.map(|row| {
            Ok(AskedApproval {
                id,
                revision: GuideRevisionId::from_uuid(row.get("guide_revision_id")?),
                experience: row.get("number")?,
                consent: read_publication(&row)?,
                verdict: read_verdict(&row)?,
                comment: row.get("comment")?,
                is_open: row.get::<i64>("is_open")? == 1,
            })
        })
        .transpose()
    }

    /// Keeps what a contributor answers; they may change their mind until the revision is published or replaced.
    /// `Stale` after that.
    pub async fn answer_approval(
        &self,
        id: ApprovalId,
        verdict: ApprovalVerdict,
        comment: String,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((id, verdict, comment, now), |tx, (id, verdict, comment, now)| {
            Box::pin(async move {
                let answered = tx
                    .execute(
                        "UPDATE approvals SET verdict = $2, comment = $3, answered_at = $4
                         WHERE id = $1 AND EXISTS (SELECT 1 FROM guide_revisions r
                           WHERE r.id = approvals.guide_revision_id
                             AND r.published_at IS NULL AND r.superseded_at IS NULL)",
                        values![id.uuid(), verdict.word(), comment.as_str(), *now],
                    )
                    .await?;
                if answered == 0 {
                    return Err(StoreError::Stale);
                }
                tx.record_event(Event {
                    account: None,
                    verb: verdict.word(),
                    subject: "approval",
                    subject_id: id.uuid(),
                    made_at: *now,
                })
                .await
            })
        })
        .await
    }

    /// Keeps that someone of the team reminded a contributor by other means than mail, if the account writes the
    /// guide and the next reminder is due. Says whether it counts.
    pub async fn remind_by_hand(
        &self,
        account: AccountId,
        id: ApprovalId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write((account, id, now), |tx, (account, id, now)| {
            Box::pin(async move {
                let sql = concat!(
                    "SELECT g.id FROM approvals a JOIN guide_revisions r ON r.id = a.guide_revision_id
                       JOIN guides g ON g.id = r.guide_id WHERE a.id = $2 AND ",
                    crate::guide::holds!(writes)
                );
                let may = tx.fetch_optional(sql, values![account.uuid(), id.uuid()]).await?;
                if may.is_none() || !remind(tx, *id, *now).await? {
                    return Ok(false);
                }
                tx.record_event(Event {
                    account: Some(*account),
                    verb: "reminded",
                    subject: "approval",
                    subject_id: id.uuid(),
                    made_at: *now,
                })
                .await?;
                Ok::<_, StoreError>(true)
            })
        })
        .await
    }
}

/// Counts a reminder, if the next one is due.
pub(crate) async fn remind(tx: &mut Tx, id: ApprovalId, now: Timestamp) -> Result<bool, StoreError> {
    let row = tx
        .fetch_optional(
            "SELECT a.verdict, a.asked_at, a.reminders, e.number
             FROM approvals a JOIN experiences e ON e.id = a.experience_id
               JOIN guide_revisions r ON r.id = a.guide_revision_id
             WHERE a.id = $1 AND r.published_at IS NULL AND r.superseded_at IS NULL",
            values![id.uuid()],
        )
        .await?;
    let Some(row) = row else { return Ok(false) };
    let approval = Approval {
        experience: row.get("number")?,
        consent: None,
        verdict: read_verdict(&row)?,
        asked_at: row.get("asked_at")?,
        reminders: row.get("reminders")?,
    };
    if !approval.is_reminder_due(now) {
        return Ok(false);
    }
    tx.execute(
        "UPDATE approvals SET reminders = reminders + 1, reminded_at = $2 WHERE id = $1",
        values![id.uuid(), now],
    )
    .await?;
    Ok(true)
}
