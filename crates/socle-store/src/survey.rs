//! Surveys and the questionnaires they freeze.

mod follow;

pub use follow::{Dashboard, DraftToTell, Moved, SurveyMove, SurveyRecord};

use crate::{
    Store,
    change::Verb,
    driver::{Row, values},
    error::StoreError,
    event::Event,
    secret,
    store::content_version,
    write::Tx,
};
use socle_domain::{
    id::{AccountId, QuestionnaireId, StudyId, SurveyId},
    slug::{InvalidSlug, Slug},
    survey::{Calendar, Survey},
    time::{Timestamp, Zone},
};

/// A survey to be opened, with its questionnaire.
#[derive(Debug, Clone)]
pub struct NewSurvey {
    /// The survey itself.
    pub survey: Survey,
    /// The workbook as it was handed in, and what it compiled to.
    pub questionnaire: NewQuestionnaire,
    /// Who opens it, for the journal.
    pub account: Option<AccountId>,
    /// When.
    pub now: Timestamp,
}

/// A questionnaire to be frozen.
#[derive(Debug, Clone)]
pub struct NewQuestionnaire {
    /// The form's own id.
    pub form_id: String,
    /// The form's own version.
    pub form_version: String,
    /// The file's name.
    pub workbook_name: String,
    /// The file, byte for byte.
    pub workbook: Vec<u8>,
    /// What it compiled to: an ODK XForm.
    pub xform: String,
}

/// A frozen questionnaire, ready to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionnaireText {
    /// The form's own version.
    pub form_version: String,
    /// The ODK XForm.
    pub xform: String,
}

/// A survey that the public may be told of, with the version of the content it was read at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSurveys {
    /// The version of what the public sees, read in the same snapshot.
    pub content_version: i64,
    /// The surveys, the next to close first.
    pub surveys: Vec<Survey>,
}

impl Store {
    /// Opens a survey. `Conflict(SurveySlug)` when its address is taken.
    pub async fn create_survey(&self, survey: NewSurvey) -> Result<(), StoreError> {
        self.write(survey, |tx, new| Box::pin(insert_survey(tx, new))).await
    }

    /// The survey at a short address.
    pub async fn survey_by_slug(&self, slug: &Slug) -> Result<Option<Survey>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT id, study_id, questionnaire_id, slug, title, opens_at, closes_at, closes_zone, grace_hours,
                        version
                 FROM surveys WHERE slug = $1",
                values![slug.as_str()],
            )
            .await?;
        row.as_ref().map(read_survey).transpose()
    }

    /// The surveys that are not over at `now`.
    pub async fn open_surveys(&self, now: Timestamp) -> Result<OpenSurveys, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let content_version = content_version(&mut snapshot).await?;
        let rows = snapshot
            .fetch_all(
                "SELECT id, study_id, questionnaire_id, slug, title, opens_at, closes_at, closes_zone, grace_hours,
                        version
                 FROM surveys WHERE closes_at > $1 ORDER BY closes_at, id",
                values![now],
            )
            .await?;
        Ok(OpenSurveys { content_version, surveys: rows.iter().map(read_survey).collect::<Result<_, _>>()? })
    }

    /// The surveys of the studies in which an account is coordinator, the newest first, with their returns counted.
    pub async fn coordinated_surveys(&self, account: AccountId) -> Result<Vec<(Survey, i64)>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT v.id, v.study_id, v.questionnaire_id, v.slug, v.title, v.opens_at, v.closes_at,
                        v.closes_zone, v.grace_hours, v.version,
                        (SELECT COUNT(*) FROM submissions b WHERE b.survey_id = v.id) AS returns
                 FROM surveys v WHERE EXISTS
                   (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role = 'coordinator'
                    AND (m.study_id IS NULL OR m.study_id = v.study_id))
                 ORDER BY v.created_at DESC, v.id",
                values![account.uuid()],
            )
            .await?;
        rows.iter().map(|row| Ok((read_survey(row)?, row.get("returns")?))).collect()
    }

    /// A frozen questionnaire.
    pub async fn questionnaire(&self, id: QuestionnaireId) -> Result<Option<QuestionnaireText>, StoreError> {
        let row = self
            .snapshot()
            .await?
            .fetch_optional(
                "SELECT form_version, xform FROM questionnaires WHERE id = $1",
                values![id.uuid()],
            )
            .await?;
        row.map(|row| {
            Ok(QuestionnaireText { form_version: row.get("form_version")?, xform: row.get("xform")? })
        })
        .transpose()
    }
}

async fn insert_survey(tx: &mut Tx, new: &NewSurvey) -> Result<(), StoreError> {
    let (survey, questionnaire) = (&new.survey, &new.questionnaire);
    tx.execute(
        "INSERT INTO questionnaires (id, study_id, form_id, form_version, workbook_name, workbook, workbook_digest,
                                     xform, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            survey.questionnaire.uuid(),
            survey.study.uuid(),
            questionnaire.form_id.as_str(),
            questionnaire.form_version.as_str(),
            questionnaire.workbook_name.as_str(),
            questionnaire.workbook.as_slice(),
            secret::digest(&questionnaire.workbook),
            questionnaire.xform.as_str(),
            new.now
        ],
    )
    .await?;
    tx.execute(
        "INSERT INTO surveys (id, study_id, questionnaire_id, slug, title, opens_at, closes_at, closes_zone,
                              grace_hours, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
        values![
            survey.id.uuid(),
            survey.study.uuid(),
            survey.questionnaire.uuid(),
            survey.slug.as_str(),
            survey.title.as_str(),
            survey.calendar.opens_at,
            survey.calendar.closes_at,
            survey.calendar.zone.name(),
            survey.calendar.grace_hours,
            new.now
        ],
    )
    .await?;
    let event = Event {
        account: new.account,
        verb: "opened",
        subject: "survey",
        subject_id: survey.id.uuid(),
        made_at: new.now,
    };
    tx.record_study_event(event, survey.study, "").await?;
    tx.record_change("survey", survey.id.uuid(), Verb::Saved, new.now).await?;
    tx.touch_content().await
}

/// A survey's questionnaire with another notice: the same questions, so what was begun goes on.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// Which survey.
    pub survey: SurveyId,
    /// The version of the survey that was read before writing.
    pub version: i64,
    /// The questionnaire in force until now; returns that were given on it keep it.
    pub from: QuestionnaireId,
    /// The id of the new one.
    pub to: QuestionnaireId,
    /// The ODK XForm with its new notice.
    pub xform: String,
}

/// Puts another notice before a survey's questions. `Stale` when the survey has changed meanwhile.
pub(crate) async fn renew(tx: &mut Tx, renewal: &Renewal, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO questionnaires (id, study_id, form_id, form_version, workbook_name, workbook, workbook_digest,
                                     xform, created_at)
         SELECT $2, study_id, form_id, form_version, workbook_name, workbook, workbook_digest, $3, $4
         FROM questionnaires WHERE id = $1",
        values![renewal.from.uuid(), renewal.to.uuid(), renewal.xform.as_str(), now],
    )
    .await?;
    let changed = tx
        .execute(
            "UPDATE surveys SET questionnaire_id = $3, version = version + 1 WHERE id = $1 AND version = $2",
            values![renewal.survey.uuid(), renewal.version, renewal.to.uuid()],
        )
        .await?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Reads a survey from a row that has its columns under their own names.
pub(crate) fn read_survey(row: &Row) -> Result<Survey, StoreError> {
    let (slug, zone): (String, String) = (row.get("slug")?, row.get("closes_zone")?);
    Ok(Survey {
        id: SurveyId::from_uuid(row.get("id")?),
        study: StudyId::from_uuid(row.get("study_id")?),
        questionnaire: QuestionnaireId::from_uuid(row.get("questionnaire_id")?),
        slug: Slug::parse(&slug)
            .map_err(|error: InvalidSlug| StoreError::Corrupt(format!("survey slug: {error}")))?,
        title: row.get("title")?,
        calendar: Calendar {
            opens_at: row.get("opens_at")?,
            closes_at: row.get("closes_at")?,
            zone: Zone::parse(&zone).map_err(|_| StoreError::Corrupt(format!("time zone {zone}")))?,
            grace_hours: row.get("grace_hours")?,
        },
        version: row.get("version")?,
    })
}
