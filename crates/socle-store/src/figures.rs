//! Closed questions, counted by kind of organization.

use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
};
use socle_domain::{
    figures::Cell,
    id::{AccountId, QuestionnaireId, SurveyId},
    submission::ReviewStatus,
};

/// The question that says of which kind an organization is.
const KIND: &str = "s0_type";

/// A survey whose returns may be counted or taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedSurvey {
    /// Its id.
    pub id: SurveyId,
    /// Its short address.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// Its questionnaire.
    pub questionnaire: QuestionnaireId,
    /// How many returns it has, whatever their state.
    pub returns: i64,
}

/// How many answers a question had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The question's name.
    pub question: String,
    /// Returns, or experiences, that answer it.
    pub answers: u32,
}

/// A question, broken down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Broken {
    /// Kinds of organization, an empty word where it was not said; each with who answered the question at all.
    pub bases: Vec<(String, Cell)>,
    /// Choice, kind, and how many chose it.
    pub cells: Vec<(String, String, Cell)>,
}

impl Store {
    /// The surveys whose returns the account reads, the newest first.
    pub async fn counted_surveys(&self, account: AccountId) -> Result<Vec<CountedSurvey>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT v.id, v.slug, v.title, v.questionnaire_id,
                        (SELECT COUNT(*) FROM submissions b WHERE b.survey_id = v.id) AS returns
                 FROM surveys v WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = $1
                   AND m.role IN ('analyst', 'coordinator') AND (m.study_id IS NULL OR m.study_id = v.study_id))
                 ORDER BY v.opens_at DESC, v.slug",
                values![account.uuid()],
            )
            .await?;
        rows.iter().map(read_survey).collect()
    }

    /// How often each closed question of a survey was answered, in accepted returns or in all that are not set aside.
    pub async fn answered(&self, survey: SurveyId, with_unread: bool) -> Result<Vec<Answered>, StoreError> {
        let rows = self
            .snapshot()
            .await?
            .fetch_all(
                "SELECT question, COUNT(*) AS answers FROM
                   (SELECT DISTINCT a.submission_id, a.place, a.question FROM answers a
                    JOIN submissions b ON b.id = a.submission_id
                    WHERE b.survey_id = $1 AND (b.review_status = $2 OR ($3 AND b.review_status <> $4))) AS asked
                 GROUP BY question ORDER BY question",
                counted(survey, with_unread),
            )
            .await?;
        let answered =
            |row: &Row| Ok(Answered { question: row.get("question")?, answers: count(row, "answers")? });
        rows.iter().map(answered).collect()
    }

    /// One closed question of a survey by kind of organization.
    pub async fn broken_down(
        &self,
        survey: SurveyId,
        question: &str,
        with_unread: bool,
    ) -> Result<Broken, StoreError> {
        let mut snapshot = self.snapshot().await?;
        Ok(Broken {
            bases: bases(&mut snapshot, survey, question, with_unread).await?,
            cells: cells(&mut snapshot, survey, question, with_unread).await?,
        })
    }
}

fn counted(survey: SurveyId, with_unread: bool) -> Vec<crate::driver::Value> {
    let (accepted, aside) = (ReviewStatus::Accepted.word(), ReviewStatus::SetAside.word());
    values![survey.uuid(), accepted, with_unread, aside]
}

async fn bases(
    db: &mut Connection,
    survey: SurveyId,
    question: &str,
    with_unread: bool,
) -> Result<Vec<(String, Cell)>, StoreError> {
    let mut values = counted(survey, with_unread);
    values.extend(values![question, KIND]);
    let rows = db
        .fetch_all(
            "SELECT kind, COUNT(*) AS answers, COUNT(DISTINCT submission_id) AS organizations FROM
               (SELECT DISTINCT a.submission_id, a.place, COALESCE(t.choice, '') AS kind FROM answers a
                JOIN submissions b ON b.id = a.submission_id
                LEFT JOIN answers t ON t.submission_id = b.id AND t.place = 0 AND t.question = $6
                WHERE b.survey_id = $1 AND (b.review_status = $2 OR ($3 AND b.review_status <> $4))
                  AND a.question = $5) AS asked
             GROUP BY kind ORDER BY kind",
            values,
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("kind")?, read_cell(row)?))).collect()
}

async fn cells(
    db: &mut Connection,
    survey: SurveyId,
    question: &str,
    with_unread: bool,
) -> Result<Vec<(String, String, Cell)>, StoreError> {
    let mut values = counted(survey, with_unread);
    values.extend(values![question, KIND]);
    let rows = db
        .fetch_all(
            "SELECT a.choice, COALESCE(t.choice, '') AS kind, COUNT(*) AS answers,
                    COUNT(DISTINCT a.submission_id) AS organizations
             FROM answers a JOIN submissions b ON b.id = a.submission_id
               LEFT JOIN answers t ON t.submission_id = b.id AND t.place = 0 AND t.question = $6
             WHERE b.survey_id = $1 AND (b.review_status = $2 OR ($3 AND b.review_status <> $4)) AND a.question = $5
             GROUP BY a.choice, COALESCE(t.choice, '') ORDER BY a.choice, kind",
            values,
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("choice")?, row.get("kind")?, read_cell(row)?))).collect()
}

fn read_cell(row: &Row) -> Result<Cell, StoreError> {
    Ok(Cell { answers: count(row, "answers")?, organizations: count(row, "organizations")? })
}

fn count(row: &Row, name: &str) -> Result<u32, StoreError> {
    Ok(u32::try_from(row.get::<i64>(name)?).unwrap_or(u32::MAX))
}

pub(crate) fn read_survey(row: &Row) -> Result<CountedSurvey, StoreError> {
    Ok(CountedSurvey {
        id: SurveyId::from_uuid(row.get("id")?),
        slug: row.get("slug")?,
        title: row.get("title")?,
        questionnaire: QuestionnaireId::from_uuid(row.get("questionnaire_id")?),
        returns: row.get("returns")?,
    })
}
