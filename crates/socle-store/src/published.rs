//! What is published stays true when its evidence changes. A passage may be masked, edited, set aside or withdrawn, and
//! its author may allow less: whatever the cause, the words that guides quote follow in the same transaction, paper that
//! says otherwise goes, and editors are told which guide to look at, and where in it.

use crate::{
    change::Verb,
    driver::{Row, values},
    error::StoreError,
    job::JobKind,
    write::Tx,
};
use socle_domain::{
    coding::Span,
    guide::GuideStatus,
    id::{DecisionId, ExperienceId, SubmissionId, TaskId},
    time::Timestamp,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The evidence that something has happened to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Evidence {
    /// All that a return tells.
    Return(SubmissionId),
    /// One experience.
    Experience(ExperienceId),
    /// The returns that a decision about many is about.
    Decision(DecisionId),
}

impl Evidence {
    fn uuid(self) -> Uuid {
        match self {
            Self::Return(id) => id.uuid(),
            Self::Experience(id) => id.uuid(),
            Self::Decision(id) => id.uuid(),
        }
    }
}

/// A statement about the passages `x` of some evidence, whose id is `$1`.
macro_rules! of_evidence {
    ($evidence:expr, $before:expr, $after:expr) => {
        match $evidence {
            Evidence::Return(_) => concat!(
                $before,
                "x.experience_id IN (SELECT e.id FROM experiences e WHERE e.submission_id = $1)",
                $after
            ),
            Evidence::Experience(_) => concat!($before, "x.experience_id = $1", $after),
            Evidence::Decision(_) => concat!(
                $before,
                "x.experience_id IN (SELECT e.id FROM experiences e JOIN decision_items i
                   ON i.submission_id = e.submission_id WHERE i.decision_id = $1)",
                $after
            ),
        }
    };
}

/// Revisions of guides with their citations and passages.
macro_rules! cited {
    () => {
        "guide_revisions r JOIN guides g ON g.id = r.guide_id JOIN citations c ON c.guide_revision_id = r.id
           JOIN excerpts x ON x.id = c.excerpt_id "
    };
}

/// What readers see of them.
macro_rules! in_force {
    () => {
        "r.published_at IS NOT NULL AND r.superseded_at IS NULL AND g.status IN ('published', 'amended') AND "
    };
}

/// Sheets that hold words of this evidence go, and those that readers take are printed anew, each once. To be called in
/// the transaction that changes what may be shown, before the passages are forgotten.
pub(crate) async fn forget_sheets(tx: &mut Tx, evidence: Evidence, now: Timestamp) -> Result<(), StoreError> {
    let sql = of_evidence!(
        evidence,
        concat!(
            "INSERT INTO jobs (kind, subject_id, run_at, attempts, claimed_until)
             SELECT DISTINCT $3, r.id, $2, 0, 0 FROM ",
            cited!(),
            "WHERE ",
            in_force!()
        ),
        ""
    );
    tx.execute(sql, values![evidence.uuid(), now, JobKind::PrintGuide.word()]).await?;
    let sql = of_evidence!(
        evidence,
        "DELETE FROM guide_prints WHERE guide_revision_id IN
           (SELECT c.guide_revision_id FROM citations c JOIN excerpts x ON x.id = c.excerpt_id WHERE ",
        ")"
    );
    tx.execute(sql, values![evidence.uuid()]).await?;
    Ok(())
}

/// The claims of a withdrawn return stay where they stood, so that the page can say that their evidence was withdrawn;
/// the words go, the guides are to be looked at again, and their editors are told, once per guide.
pub(crate) async fn empty_citations(
    tx: &mut Tx,
    submission: SubmissionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    macro_rules! guides {
        () => {
            "(SELECT r.guide_id FROM guide_revisions r JOIN citations c ON c.guide_revision_id = r.id
                JOIN excerpts x ON x.id = c.excerpt_id
              WHERE x.experience_id IN (SELECT e.id FROM experiences e WHERE e.submission_id = $1))"
        };
    }
    tx.execute(
        concat!(
            "UPDATE guides SET status = $2, version = version + 1 WHERE status = $3 AND id IN ",
            guides!()
        ),
        values![submission.uuid(), GuideStatus::Amended.word(), GuideStatus::Published.word()],
    )
    .await?;
    // A citation is emptied once, so the first one of a guide names its task: a second run makes the same one.
    tx.execute(
        concat!(
            "INSERT INTO editor_tasks (id, guide_id, reason, created_at)
             SELECT (SELECT c.id FROM guide_revisions r JOIN citations c ON c.guide_revision_id = r.id
                       JOIN excerpts x ON x.id = c.excerpt_id
                     WHERE r.guide_id = g.id
                       AND x.experience_id IN (SELECT e.id FROM experiences e WHERE e.submission_id = $1)
                     ORDER BY c.id LIMIT 1), g.id, 'evidence_withdrawn', $2
             FROM guides g WHERE g.id IN ",
            guides!()
        ),
        values![submission.uuid(), now],
    )
    .await?;
    tx.execute(
        concat!(
            "INSERT INTO changes (subject, subject_id, verb, made_at)
             SELECT 'guide', g.id, 'saved', $2 FROM guides g WHERE g.id IN ",
            guides!(),
            " ORDER BY g.id"
        ),
        values![submission.uuid(), now],
    )
    .await?;
    tx.execute(
        "UPDATE citations SET excerpt_id = NULL, quotation = NULL, withdrawn_at = $2
         WHERE excerpt_id IN (SELECT x.id FROM excerpts x JOIN experiences e ON e.id = x.experience_id
                              WHERE e.submission_id = $1)",
        values![submission.uuid(), now],
    )
    .await?;
    Ok(())
}

/// A story has a new revision, and its passages were moved to it: what guides quote follows. Words that still stand are
/// quoted as they are now; words that do not are quoted no more, on the page, on paper and in proposals alike. To be
/// called in the transaction that wrote the revision.
pub(crate) async fn follow_words(
    tx: &mut Tx,
    experience: ExperienceId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = tx
        .fetch_all(
            "SELECT DISTINCT x.id, x.place, x.starts_at, x.ends_at, x.is_flagged, v.text, e.number
             FROM excerpts x JOIN experiences e ON e.id = x.experience_id
               JOIN experience_revisions v ON v.experience_id = x.experience_id AND v.revision = x.revision
               JOIN citations c ON c.excerpt_id = x.id
             WHERE x.experience_id = $1 AND c.quotation IS NOT NULL ORDER BY x.place",
            values![experience.uuid()],
        )
        .await?;
    let mut touched = BTreeMap::new();
    for row in &rows {
        follow_passage(tx, row, &mut touched).await?;
    }
    if !touched.is_empty() {
        forget_sheets(tx, Evidence::Experience(experience), now).await?;
    }
    for (guide, loss) in touched {
        let reason = if loss.is_gone { "evidence_masked" } else { "evidence_changed" };
        let places = loss.places.join(", ");
        tell_editors(tx, (guide, experience.uuid()), reason, &places, now).await?;
        if loss.is_gone {
            amend(tx, guide).await?;
        }
    }
    // Its own page shows the present revision.
    tx.touch_content().await
}

/// What a published guide loses.
#[derive(Debug, Default)]
struct Loss {
    /// The citations, as the text of the guide has them.
    places: Vec<String>,
    /// Whether words are gone, rather than put otherwise.
    is_gone: bool,
}

async fn follow_passage(
    tx: &mut Tx,
    row: &Row,
    touched: &mut BTreeMap<Uuid, Loss>,
) -> Result<(), StoreError> {
    let passage: Uuid = row.get("id")?;
    let words = words_now(row)?;
    let guides = tx
        .fetch_all(
            concat!(
                "SELECT DISTINCT r.guide_id FROM ",
                cited!(),
                "WHERE ",
                in_force!(),
                "x.id = $1 AND c.quotation IS NOT NULL AND ($2 = '' OR c.quotation <> $2) ORDER BY r.guide_id"
            ),
            values![passage, words.as_deref().unwrap_or_default()],
        )
        .await?;
    tx.execute(
        "UPDATE citations SET quotation = $2 WHERE excerpt_id = $1 AND quotation IS NOT NULL",
        values![passage, words.as_deref()],
    )
    .await?;
    for guide in &guides {
        let loss = touched.entry(guide.get("guide_id")?).or_default();
        loss.places.push(format!("r{}:{}", row.get::<i64>("number")?, row.get::<i64>("place")?));
        loss.is_gone |= words.is_none();
    }
    Ok(())
}

/// The words of a passage; none when they do not stand in the story any more.
fn words_now(row: &Row) -> Result<Option<String>, StoreError> {
    if row.get("is_flagged")? {
        return Ok(None);
    }
    let place = |name| Ok::<_, StoreError>(usize::try_from(row.get::<i64>(name)?).unwrap_or(0));
    let text: String = row.get("text")?;
    let span = Span::new(place("starts_at")?, place("ends_at")?);
    Ok(span.and_then(|span| span.of(&text)).filter(|words| !words.is_empty()).map(str::to_owned))
}

/// The team decided on returns, or on one experience: what is set aside is quoted no more, and what counts again may be.
/// Pages and paper follow at once; editors are told when evidence of theirs was set aside.
pub(crate) async fn follow_decision(
    tx: &mut Tx,
    evidence: Evidence,
    is_set_aside: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    forget_sheets(tx, evidence, now).await?;
    if is_set_aside {
        let sql = of_evidence!(
            evidence,
            concat!("SELECT DISTINCT r.guide_id FROM ", cited!(), "WHERE ", in_force!()),
            " ORDER BY r.guide_id"
        );
        for row in tx.fetch_all(sql, values![evidence.uuid()]).await? {
            let guide: Uuid = row.get("guide_id")?;
            tell_editors(tx, (guide, evidence.uuid()), "evidence_set_aside", "", now).await?;
        }
    }
    tx.touch_content().await
}

async fn amend(tx: &mut Tx, guide: Uuid) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE guides SET status = $2, version = version + 1 WHERE id = $1 AND status = $3",
        values![guide, GuideStatus::Amended.word(), GuideStatus::Published.word()],
    )
    .await?;
    Ok(())
}

/// One task per guide, cause and moment: a second run of the same write makes the same one.
async fn tell_editors(
    tx: &mut Tx,
    (guide, cause): (Uuid, Uuid),
    reason: &'static str,
    place: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let moment = u128::from(now.as_micros().unsigned_abs());
    let task = TaskId::from_uuid(Uuid::from_u128(guide.as_u128() ^ cause.as_u128() ^ moment));
    tx.execute(
        "INSERT INTO editor_tasks (id, guide_id, reason, place, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO NOTHING",
        values![task.uuid(), guide, reason, place, now],
    )
    .await?;
    tx.record_change("guide", guide, Verb::Saved, now).await
}
