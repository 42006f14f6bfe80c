//! What a survey gathered, read in batches for files that do not fit in memory.
//!
//! How to reach people is not read here at all.

use crate::{
    Store,
    driver::{Connection, Row, values},
    error::StoreError,
    event::Event,
    figures::{CountedSurvey, read_survey},
};
use socle_domain::{
    id::{AccountId, SurveyId},
    time::Timestamp,
};
use std::collections::HashMap;

/// Rows that are read at once.
const BATCH: i64 = 250;

/// A survey as it stood at one moment, read batch by batch.
#[derive(Debug)]
pub struct Export {
    snapshot: Connection,
    survey: SurveyId,
}

/// A return, with the words as they were last sent.
#[derive(Debug, Clone)]
pub struct ExportedReturn {
    /// Its public number.
    pub number: i64,
    /// When it came.
    pub received_at: Timestamp,
    /// By which channel.
    pub channel: String,
    /// `fr` or `en`.
    pub language: String,
    /// Whether it came in the grace.
    pub is_late: bool,
    /// Where it stands.
    pub status: String,
    /// Why it does not count; empty when it does.
    pub reason: String,
    /// The last sending, as XML.
    pub body: Vec<u8>,
}

/// An experience, as the team keeps it.
#[derive(Debug, Clone)]
pub struct ExportedExperience {
    /// Its public number.
    pub number: i64,
    /// The number of the return that tells it.
    pub submission: i64,
    /// Its place in that return, from 1.
    pub place: i64,
    /// Use or initiative.
    pub kind: String,
    /// Its title, if the team gave it one.
    pub title: String,
    /// A word of the list of themes.
    pub theme: String,
    /// A country's code.
    pub country: String,
    /// Where the tool stands.
    pub state: String,
    /// Where it stands in the team's hands.
    pub status: String,
    /// Why it does not count; empty when it does.
    pub reason: String,
    /// What its author allows; empty when they did not say.
    pub publication: String,
    /// The tools, the main one first: catalogue names where they are linked, else as they were written.
    pub tools: Vec<String>,
    /// The curated text.
    pub text: String,
    /// Whether something was masked in it: what was sent is then left out of files.
    pub is_masked: bool,
}

/// A coding.
#[derive(Debug, Clone)]
pub struct ExportedCoding {
    /// The experience's number.
    pub experience: i64,
    /// The passage's place in it.
    pub place: i64,
    /// The passage's words.
    pub words: String,
    /// Whether they are not in the story any more.
    pub is_flagged: bool,
    /// The code's word.
    pub code: String,
    /// The code's names, French and English.
    pub name: [String; 2],
    /// Who coded.
    pub coder: String,
    /// What they noted.
    pub memo: String,
    /// When.
    pub made_at: Timestamp,
}

/// A decision of the team on a return.
#[derive(Debug, Clone)]
pub struct ExportedDecision {
    /// The return's number.
    pub submission: i64,
    /// What was done, as the journal says it.
    pub verb: String,
    /// Who did it; empty for the program and for respondents.
    pub name: String,
    /// When.
    pub made_at: Timestamp,
}

impl Store {
    /// A survey to be taken out, if the account reads its returns; for the program itself when no account is given.
    pub async fn export(
        &self,
        account: Option<AccountId>,
        slug: &str,
    ) -> Result<Option<(CountedSurvey, Export)>, StoreError> {
        let mut snapshot = self.snapshot().await?;
        let row = snapshot
            .fetch_optional(
                "SELECT v.id, v.slug, v.title, v.questionnaire_id,
                        (SELECT COUNT(*) FROM submissions b WHERE b.survey_id = v.id) AS returns
                 FROM surveys v WHERE v.slug = $2 AND ($3 OR EXISTS
                   (SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.role IN ('analyst', 'coordinator')
                    AND (m.study_id IS NULL OR m.study_id = v.study_id)))",
                values![account.map(AccountId::uuid), slug, account.is_none()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let survey = read_survey(&row)?;
        let export = Export { snapshot, survey: survey.id };
        Ok(Some((survey, export)))
    }

    /// Notes in the journal that a survey was taken out, and by whom.
    pub async fn record_export(
        &self,
        account: Option<AccountId>,
        survey: SurveyId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write((account, survey, now), |tx, (account, survey, now)| {
            Box::pin(async move {
                tx.record_event(Event {
                    account: *account,
                    verb: "exported",
                    subject: "survey",
                    subject_id: survey.uuid(),
                    made_at: *now,
                })
                .await
            })
        })
        .await
    }
}

impl Export {
    /// The next returns after a number, in the order of numbers.
    pub async fn returns(&mut self, after: i64) -> Result<Vec<ExportedReturn>, StoreError> {
        let rows = self
            .snapshot
            .fetch_all(
                "SELECT b.number, b.received_at, b.channel, b.language, b.is_late, b.review_status, b.set_aside_reason,
                        COALESCE((SELECT c.body FROM corrections c WHERE c.submission_id = b.id
                                  ORDER BY c.place DESC LIMIT 1), b.body) AS body
                 FROM submissions b WHERE b.survey_id = $1 AND b.number > $2 ORDER BY b.number LIMIT $3",
                values![self.survey.uuid(), after, BATCH],
            )
            .await?;
        rows.iter().map(read_return).collect()
    }

    /// The experiences of the returns from one number to another, by return and place.
    pub async fn experiences(&mut self, from: i64, to: i64) -> Result<Vec<ExportedExperience>, StoreError> {
        let rows = self
            .snapshot
            .fetch_all(
                "SELECT e.number, b.number AS submission, e.place, e.kind, e.title, e.theme, e.country, e.state,
                        e.review_status, e.set_aside_reason, r.text,
                        CASE WHEN EXISTS (SELECT 1 FROM experience_revisions m WHERE m.experience_id = e.id
                                          AND m.reason = 'masked') THEN 1 ELSE 0 END AS is_masked,
                        COALESCE((SELECT c.level FROM consents c WHERE c.experience_id = e.id
                                    AND c.subject = 'publication'
                                  ORDER BY c.given_at DESC, c.id DESC LIMIT 1), '') AS publication
                 FROM submissions b JOIN experiences e ON e.submission_id = b.id
                   JOIN experience_revisions r ON r.experience_id = e.id AND r.revision = e.current_revision
                 WHERE b.survey_id = $1 AND b.number BETWEEN $2 AND $3 ORDER BY b.number, e.place",
                values![self.survey.uuid(), from, to],
            )
            .await?;
        let mut experiences = rows.iter().map(read_experience).collect::<Result<Vec<_>, _>>()?;
        let tools = self
            .snapshot
            .fetch_all(
                "SELECT e.number, COALESCE(t.name, x.told) AS tool FROM submissions b
                   JOIN experiences e ON e.submission_id = b.id JOIN experience_tools x ON x.experience_id = e.id
                   LEFT JOIN tools t ON t.id = x.tool_id
                 WHERE b.survey_id = $1 AND b.number BETWEEN $2 AND $3 ORDER BY e.number, x.place",
                values![self.survey.uuid(), from, to],
            )
            .await?;
        let places: HashMap<i64, usize> =
            experiences.iter().enumerate().map(|(place, experience)| (experience.number, place)).collect();
        for row in &tools {
            if let Some(place) = places.get(&row.get("number")?) {
                experiences[*place].tools.push(row.get("tool")?);
            }
        }
        Ok(experiences)
    }

    /// The next codings after an experience, whole experiences at a time.
    pub async fn codings(&mut self, after: i64) -> Result<Vec<ExportedCoding>, StoreError> {
        let rows = self
            .snapshot
            .fetch_all(
                "SELECT e.number, x.place, x.is_flagged, l.word, l.name, l.english_name, a.name AS coder, k.memo,
                        k.created_at,
                        CASE WHEN x.is_flagged THEN '' ELSE SUBSTR(r.text, CAST(x.starts_at + 1 AS INTEGER),
                          CAST(x.ends_at - x.starts_at AS INTEGER)) END AS words
                 FROM codings k JOIN excerpts x ON x.id = k.excerpt_id JOIN code_labels l ON l.id = k.code_label_id
                   JOIN accounts a ON a.id = k.account_id
                   JOIN experience_revisions r ON r.experience_id = x.experience_id AND r.revision = x.revision
                   JOIN experiences e ON e.id = x.experience_id
                 WHERE e.id IN (SELECT n.id FROM experiences n JOIN submissions b ON b.id = n.submission_id
                                WHERE b.survey_id = $1 AND n.number > $2 ORDER BY n.number LIMIT $3)
                 ORDER BY e.number, x.place, k.created_at, k.id",
                values![self.survey.uuid(), after, BATCH],
            )
            .await?;
        rows.iter().map(read_coding).collect()
    }

    /// The number of the experience that ends a batch of [`Self::codings`]; none after the last.
    pub async fn codings_end(&mut self, after: i64) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT MAX(number) AS last FROM (SELECT n.number FROM experiences n
                     JOIN submissions b ON b.id = n.submission_id WHERE b.survey_id = $1 AND n.number > $2
                   ORDER BY n.number LIMIT $3) AS batch";
        self.snapshot.fetch_one(sql, values![self.survey.uuid(), after, BATCH]).await?.get("last")
    }

    /// What the journal says of the returns from one number to another, in the order it was done.
    pub async fn decisions(&mut self, from: i64, to: i64) -> Result<Vec<ExportedDecision>, StoreError> {
        let rows = self
            .snapshot
            .fetch_all(
                "SELECT b.number, n.verb, n.made_at, COALESCE(a.name, '') AS name
                 FROM submissions b JOIN events n ON n.subject_id = b.id AND n.subject = 'submission'
                   LEFT JOIN accounts a ON a.id = n.account_id
                 WHERE b.survey_id = $1 AND b.number BETWEEN $2 AND $3 ORDER BY b.number, n.id",
                values![self.survey.uuid(), from, to],
            )
            .await?;
        let read = |row: &Row| {
            Ok(ExportedDecision {
                submission: row.get("number")?,
                verb: row.get("verb")?,
                name: row.get("name")?,
                made_at: row.get("made_at")?,
            })
        };
        rows.iter().map(read).collect()
    }
}

fn read_return(row: &Row) -> Result<ExportedReturn, StoreError> {
    Ok(ExportedReturn {
        number: row.get("number")?,
        received_at: row.get("received_at")?,
        channel: row.get("channel")?,
        language: row.get("language")?,
        is_late: row.get("is_late")?,
        status: row.get("review_status")?,
        reason: row.get("set_aside_reason")?,
        body: row.get("body")?,
    })
}

fn read_experience(row: &Row) -> Result<ExportedExperience, StoreError> {
    Ok(ExportedExperience {
        number: row.get("number")?,
        submission: row.get("submission")?,
        place: row.get("place")?,
        kind: row.get("kind")?,
        title: row.get("title")?,
        theme: row.get("theme")?,
        country: row.get("country")?,
        state: row.get("state")?,
        status: row.get("review_status")?,
        reason: row.get("set_aside_reason")?,
        publication: row.get("publication")?,
        tools: Vec::new(),
        text: row.get("text")?,
        is_masked: row.get::<i64>("is_masked")? == 1,
    })
}

fn read_coding(row: &Row) -> Result<ExportedCoding, StoreError> {
    Ok(ExportedCoding {
        experience: row.get("number")?,
        place: row.get("place")?,
        words: row.get("words")?,
        is_flagged: row.get("is_flagged")?,
        code: row.get("word")?,
        name: [row.get("name")?, row.get("english_name")?],
        coder: row.get("coder")?,
        memo: row.get("memo")?,
        made_at: row.get("created_at")?,
    })
}
