//! A survey that runs, as its coordinator follows it: what came, what is under way, and a deadline that moves.

use super::{Renewal, read_survey, renew};
use crate::{
    NewLetter, Store, Study, change::Verb, driver::values, error::StoreError, event::Event, write::Tx,
};
use socle_domain::{
    draft::DraftAnswers,
    id::{AccountId, DraftId, StudyId, SurveyId},
    letter::Recipient,
    slug::Slug,
    submission::ReviewStatus,
    survey::Survey,
    time::{MINUTE, Timestamp},
};
use uuid::Uuid;

/// Returns are counted by quarters of an hour: days of every time zone are made of them.
const QUARTER: i64 = 15 * MINUTE;

/// A survey, with the study it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyRecord {
    /// The survey.
    pub survey: Survey,
    /// Its study.
    pub study: Study,
}

/// How a survey goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dashboard {
    /// How many returns came.
    pub returns: i64,
    /// How many of them came in the grace.
    pub late: i64,
    /// How many of them nobody has read yet.
    pub to_read: i64,
    /// How many came in each quarter of an hour in which some came, by its first moment.
    pub by_quarter: Vec<(Timestamp, i64)>,
    /// How many came from each type of structure, by its code; nothing when the questionnaire does not ask.
    pub by_structure: Vec<(String, i64)>,
    /// How many returns were begun and not sent.
    pub drafts: i64,
    /// How many of those were written in lately.
    pub lively: i64,
    /// How often the deadline was moved, the newest first.
    pub moves: Vec<Moved>,
}

/// A deadline that was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The deadline until then.
    pub from: Timestamp,
    /// The deadline from then on.
    pub to: Timestamp,
    /// Why, in the coordinator's words.
    pub reason: String,
    /// Who moved it.
    pub who: String,
    /// When.
    pub made_at: Timestamp,
}

/// Someone who has begun a return and left an address in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftToTell {
    /// Their draft.
    pub draft: DraftId,
    /// Where they can be written to.
    pub recipient: Recipient,
    /// `fr` or `en`.
    pub language: String,
}

/// A deadline to be moved.
#[derive(Debug, Clone)]
pub struct SurveyMove {
    /// The survey, as it was read before writing.
    pub survey: Survey,
    /// The deadline from now on.
    pub closes_at: Timestamp,
    /// Why.
    pub reason: String,
    /// The questionnaire with the new date in its notice, if it has one.
    pub renewal: Option<Renewal>,
    /// To whoever is to be told.
    pub letters: Vec<NewLetter>,
    /// Who.
    pub account: AccountId,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// The survey at a short address, if the account coordinates its study.
    pub async fn coordinated_survey(
        &self,
        account: AccountId,
        slug: &Slug,
    ) -> Result<Option<SurveyRecord>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT v.id, v.study_id, v.questionnaire_id, v.slug, v.title, v.opens_at, v.closes_at,
                        v.closes_zone, v.grace_hours, v.version, s.slug AS study_slug, s.title AS study_title
                 FROM surveys v JOIN studies s ON s.id = v.study_id
                 WHERE v.slug = $2 AND EXISTS
                   (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role = 'coordinator'
                    AND (m.study_id IS NULL OR m.study_id = v.study_id))",
                values![account.uuid(), slug.as_str()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let survey = read_survey(&row)?;
        let study = Study { id: survey.study, slug: row.get("study_slug")?, title: row.get("study_title")? };
        Ok(Some(SurveyRecord { survey, study }))
    }

    /// The surveys of a study that still take returns at `now`, each with the ODK XForm of its questionnaire.
    pub async fn running_surveys(
        &self,
        study: StudyId,
        now: Timestamp,
    ) -> Result<Vec<(Survey, String)>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT v.id, v.study_id, v.questionnaire_id, v.slug, v.title, v.opens_at, v.closes_at,
                        v.closes_zone, v.grace_hours, v.version, q.xform
                 FROM surveys v JOIN questionnaires q ON q.id = v.questionnaire_id
                 WHERE v.study_id = $1 ORDER BY v.created_at, v.id",
                values![study.uuid()],
            )
            .await?;
        let surveys = rows.iter().map(|row| Ok((read_survey(row)?, row.get("xform")?)));
        let surveys = surveys.collect::<Result<Vec<(Survey, String)>, StoreError>>()?;
        Ok(surveys.into_iter().filter(|(survey, _)| now < survey.calendar.grace_ends_at()).collect())
    }

    /// How a survey goes. Drafts are lively that were written in since `since`.
    pub async fn dashboard(&self, survey: SurveyId, since: Timestamp) -> Result<Dashboard, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let id = survey.uuid();
        let counts = snapshot
            .fetch_one(
                "SELECT COUNT(*) AS returns,
                        CAST(COALESCE(SUM(CASE WHEN is_late THEN 1 ELSE 0 END), 0) AS BIGINT) AS late,
                        CAST(COALESCE(SUM(CASE WHEN review_status = $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS to_read
                 FROM submissions WHERE survey_id = $1",
                values![id, ReviewStatus::Received.word()],
            )
            .await?;
        let quarters = snapshot
            .fetch_all(
                "SELECT received_at / $2 AS quarter, COUNT(*) AS total FROM submissions WHERE survey_id = $1
                 GROUP BY received_at / $2 ORDER BY received_at / $2",
                values![id, QUARTER],
            )
            .await?;
        let structures = snapshot
            .fetch_all(
                "SELECT w.choice, COUNT(*) AS total FROM answers w JOIN submissions b ON b.id = w.submission_id
                 WHERE b.survey_id = $1 AND w.question = 's0_type' GROUP BY w.choice ORDER BY w.choice",
                values![id],
            )
            .await?;
        let drafts = snapshot
            .fetch_one(
                "SELECT COUNT(*) AS total, CAST(COALESCE(SUM(CASE WHEN saved_at >= $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS lively
                 FROM drafts WHERE survey_id = $1 AND submission_id IS NULL",
                values![id, since],
            )
            .await?;
        let moves = snapshot
            .fetch_all(
                "SELECT x.closed_at, x.closes_at, x.reason, x.made_at, a.name
                 FROM survey_extensions x JOIN accounts a ON a.id = x.account_id
                 WHERE x.survey_id = $1 ORDER BY x.made_at DESC, x.id DESC",
                values![id],
            )
            .await?;
        let quarter = |count: i64| Timestamp::from_micros(count.saturating_mul(QUARTER));
        Ok(Dashboard {
            returns: counts.get("returns")?,
            late: counts.get("late")?,
            to_read: counts.get("to_read")?,
            by_quarter: quarters
                .iter()
                .map(|row| Ok((quarter(row.get("quarter")?), row.get("total")?)))
                .collect::<Result<_, StoreError>>()?,
            by_structure: structures
                .iter()
                .map(|row| Ok((row.get("choice")?, row.get("total")?)))
                .collect::<Result<_, StoreError>>()?,
            drafts: drafts.get("total")?,
            lively: drafts.get("lively")?,
            moves: moves
                .iter()
                .map(|row| {
                    Ok(Moved {
                        from: row.get("closed_at")?,
                        to: row.get("closes_at")?,
                        reason: row.get("reason")?,
                        who: row.get("name")?,
                        made_at: row.get("made_at")?,
                    })
                })
                .collect::<Result<_, StoreError>>()?,
        })
    }

    /// Who has begun a return and left an address in it, and can be told that the deadline has moved.
    pub async fn drafts_to_tell(&self, survey: SurveyId) -> Result<Vec<DraftToTell>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT id, answers, language FROM drafts WHERE survey_id = $1 AND submission_id IS NULL ORDER BY id",
                values![survey.uuid()],
            )
            .await?;
        let mut found = Vec::new();
        for row in &rows {
            let answers = DraftAnswers::from_stored(&row.get::<String>("answers")?)
                .map_err(|_| StoreError::Corrupt("the answers of a draft".to_owned()))?;
            let address =
                answers.iter().find(|(path, _)| path.ends_with("/s5_email")).map(|(_, typed)| typed);
            // An address that is still being typed is nobody's.
            if let Some(recipient) = address.and_then(|typed| Recipient::parse(typed).ok()) {
                let draft = DraftId::from_uuid(row.get("id")?);
                found.push(DraftToTell { draft, recipient, language: row.get("language")? });
            }
        }
        Ok(found)
    }

    /// Moves the deadline of a survey, later or to this moment, with a line of the journal. `Stale` when someone else
    /// has changed the survey meanwhile.
    pub async fn move_deadline(&self, id: Uuid, asked: SurveyMove) -> Result<(), StoreError> {
        self.write((id, asked), |tx, (id, asked)| Box::pin(move_deadline(tx, *id, asked))).await
    }
}

async fn move_deadline(tx: &mut Tx, id: Uuid, asked: &SurveyMove) -> Result<(), StoreError> {
    let SurveyMove { survey, closes_at, reason, renewal, letters, account, now } = asked;
    let mut version = survey.version;
    if let Some(renewal) = renewal {
        renew(tx, renewal, *now).await?;
        version += 1;
    }
    let changed = tx
        .execute(
            "UPDATE surveys SET closes_at = $3, version = version + 1 WHERE id = $1 AND version = $2",
            values![survey.id.uuid(), version, *closes_at],
        )
        .await?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    tx.execute(
        "INSERT INTO survey_extensions (id, survey_id, closed_at, closes_at, reason, account_id, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            id,
            survey.id.uuid(),
            survey.calendar.closes_at,
            *closes_at,
            reason.as_str(),
            account.uuid(),
            *now
        ],
    )
    .await?;
    for letter in letters {
        tx.post(letter).await?;
    }
    let verb = if *closes_at > survey.calendar.closes_at { "extended" } else { "closed_early" };
    let event = Event {
        account: Some(*account),
        verb,
        subject: "survey",
        subject_id: survey.id.uuid(),
        made_at: *now,
    };
    tx.record_study_event(event, survey.study, "").await?;
    tx.record_change("survey", survey.id.uuid(), Verb::Saved, *now).await?;
    tx.touch_content().await
}
