//! A few tools with their facts, and experiences of them: what advice is looked at and tested with. All of it is
//! invented.

use socle_domain::{
    chance::Chance,
    id::{ConsentId, ExperienceId, QuestionnaireId, SubmissionId, SurveyId, ToolId},
    time::{DAY, Timestamp},
};
use socle_store::{Store, StoreError, Tx, Value};
use std::sync::Arc;

macro_rules! bind {
    ($($value:expr),* $(,)?) => { vec![$(Value::from($value)),*] };
}

/// Where the toolbox stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// The survey that is answered.
    pub(crate) survey: SurveyId,
    /// Its questionnaire.
    pub(crate) questionnaire: QuestionnaireId,
    /// When the tools were looked at.
    pub(crate) now: Timestamp,
}

/// A tool: its name, its needs, what it is, and its facts by key and JSON.
pub(crate) type NewTool = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The tools.
pub(crate) const TOOLS: [NewTool; 6] = [
    (
        "Relevé libre",
        "collecter suivre",
        "Des formulaires remplis sur un téléphone, sans réseau, puis envoyés.",
        &[
            ("use.net", "0"),
            ("use.skill", "2"),
            ("install.skill", "1"),
            ("use.charge", "1"),
            ("use.run", "0"),
            ("cost.start", "0"),
            ("cost.month", "0"),
            ("offline", "\"full\""),
            ("sens.max", "2"),
        ],
    ),
    (
        "Tableau partagé",
        "collecter suivre partager",
        "Un tableur à plusieurs, dans le navigateur.",
        &[
            ("use.net", "3"),
            ("use.skill", "3"),
            ("install.skill", "0"),
            ("use.run", "1"),
            ("cost.start", "0"),
            ("cost.month", "0"),
            ("offline", "\"none\""),
            ("sens.max", "1"),
        ],
    ),
    (
        "Fil de groupe",
        "coord informer collecter",
        "Une messagerie de groupe.",
        &[("use.net", "2"), ("use.skill", "2"), ("cost.month", "1"), ("sens.max", "1")],
    ),
    (
        "Messages courts",
        "informer ecouter collecter",
        "Des SMS envoyés et reçus.",
        &[("use.net", "1"), ("use.skill", "1")],
    ),
    ("Carnet en ligne", "former transmettre", "Des pages à écrire ensemble.", &[("use.net", "3")]),
    (
        "Grand système",
        "collecter gerer prouver",
        "Un système installé sur un serveur.",
        &[("use.net", "3"), ("install.skill", "2"), ("use.run", "2"), ("cost.start", "4"), ("sens.max", "3")],
    ),
];

/// An experience: the place of its tool in [`TOOLS`], its needs, where the tool stands, why, and its other answers.
pub(crate) type NewStory =
    (usize, &'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The experiences, the first shown by name, the last for the figures alone.
pub(crate) const STORIES: [NewStory; 6] = [
    (
        0,
        "collecter",
        "in_use",
        "",
        &[("e_from", "2015-03"), ("e_net", "0"), ("e_use", "2"), ("e_number", "6_20")],
    ),
    (0, "collecter suivre", "ended", "", &[("e_net", "2"), ("e_use", "2")]),
    (1, "collecter", "stopped", "conditions", &[("e_net", "1"), ("e_use", "2"), ("e_number", "6_20")]),
    (1, "collecter", "in_use", "", &[("e_from", "2015-01"), ("e_net", "4"), ("e_use", "3")]),
    (2, "collecter", "replaced", "tool", &[("e_net", "3")]),
    (0, "collecter", "stopped", "cost", &[("e_net", "0")]),
];

/// Puts everything there, published and accepted.
pub(crate) async fn fill(store: &Store, chance: Arc<dyn Chance>, place: Place) -> Result<(), StoreError> {
    store
        .write((chance, place), |tx, (chance, place)| {
            Box::pin(async move {
                let mut tools = Vec::new();
                for (name, needs, summary, facts) in TOOLS {
                    let facts: Vec<(&str, String)> =
                        facts.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
                    tools.push(put_tool(tx, &**chance, place.now, (name, needs, summary), &facts).await?);
                }
                for (turn, (tool, needs, state, why, answers)) in STORIES.iter().enumerate() {
                    let level = if turn == 0 {
                        "named"
                    } else if turn == 5 {
                        "figures"
                    } else {
                        "anonymous"
                    };
                    let mut told: Vec<(&str, &str)> = answers.to_vec();
                    told.extend(needs.split(' ').map(|need| ("e_need", need)));
                    told.extend((!why.is_empty()).then_some(("e_stop", *why)));
                    put_story(tx, &**chance, *place, (tools[*tool], state, level), &told).await?;
                }
                tx.touch_content().await
            })
        })
        .await
}

async fn next(tx: &mut Tx, counter: &'static str) -> Result<i64, StoreError> {
    let sql = "UPDATE counters SET value = value + 1 WHERE name = $1 RETURNING value";
    tx.fetch_one(sql, bind![counter]).await?.get("value")
}

/// A published tool, its needs and its facts, each of which its maker says.
pub(crate) async fn put_tool(
    tx: &mut Tx,
    chance: &dyn Chance,
    now: Timestamp,
    (name, needs, summary): (&str, &str, &str),
    facts: &[(&'static str, String)],
) -> Result<ToolId, StoreError> {
    let (id, number) = (ToolId::new(now, chance), next(tx, "tool").await?);
    tx.execute(
        "INSERT INTO tools (id, number, slug, name, created_at, version, status)
         VALUES ($1, $2, $3, $4, $5, 1, 'published')",
        bind![id.uuid(), number, format!("outil-{number}"), name, now],
    )
    .await?;
    tx.execute(
        "INSERT INTO tool_texts (tool_id, language, summary, suits, avoid) VALUES ($1, 'fr', $2, '', '')",
        bind![id.uuid(), summary],
    )
    .await?;
    for need in needs.split(' ') {
        let sql = "INSERT INTO tool_terms (tool_id, list, code) VALUES ($1, 'need', $2)";
        tx.execute(sql, bind![id.uuid(), need]).await?;
    }
    for (key, value) in facts {
        put_fact(tx, chance, id, (key, value, 0), now).await?;
    }
    Ok(id)
}

/// A look at one fact: its key, its JSON and its level of evidence. It is due for review a year later.
pub(crate) async fn put_fact(
    tx: &mut Tx,
    chance: &dyn Chance,
    tool: ToolId,
    (key, value, level): (&str, &str, i64),
    seen_at: Timestamp,
) -> Result<(), StoreError> {
    let number = next(tx, "observation").await?;
    tx.execute(
        "INSERT INTO observations (id, number, tool_id, key, value, french, english, source, source_date, is_official,
                                   seen_at, level, status, review_due_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'https://exemple.org/outil', '2016-11', $8, $9, $10, 'declared', $11, $9)",
        bind![
            ToolId::new(seen_at, chance).uuid(),
            number,
            tool.uuid(),
            key,
            value,
            format!("D'après sa page : {key} vaut {value}."),
            format!("According to its page: {key} is {value}."),
            false,
            seen_at,
            level,
            seen_at.plus(365 * DAY)
        ],
    )
    .await?;
    Ok(())
}

/// An accepted return that tells one experience of a tool.
pub(crate) async fn put_story(
    tx: &mut Tx,
    chance: &dyn Chance,
    place: Place,
    (tool, state, level): (ToolId, &str, &str),
    answers: &[(&str, &str)],
) -> Result<ExperienceId, StoreError> {
    let now = place.now;
    let (submission, experience) = (SubmissionId::new(now, chance), ExperienceId::new(now, chance));
    let (number, own) = (next(tx, "submission").await?, next(tx, "experience").await?);
    tx.execute(
        "INSERT INTO submissions (id, number, survey_id, questionnaire_id, instance_id, body, body_digest, channel,
                                  language, started_at, received_at, is_late, review_status, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'web', 'fr', $8, $8, $9, 'accepted', 1)",
        bind![
            submission.uuid(),
            number,
            place.survey.uuid(),
            place.questionnaire.uuid(),
            format!("uuid:{submission}"),
            b"<data/>".to_vec(),
            [7_u8; 32],
            now,
            false
        ],
    )
    .await?;
    tx.execute(
        "INSERT INTO experiences (id, number, submission_id, place, review_status, current_revision, version, kind,
                                  title, theme, country, state, language)
         VALUES ($1, $2, $3, 1, 'accepted', 1, 1, 'use', 'Un outil', 'eah', 'bf', $4, 'fr')",
        bind![experience.uuid(), own, submission.uuid(), state],
    )
    .await?;
    let sql =
        "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, 1, $2, $3)";
    tx.execute(sql, bind![experience.uuid(), "Nous avons gardé le cahier.", now]).await?;
    let sql =
        "INSERT INTO experience_tools (experience_id, place, told, tool_id) VALUES ($1, 1, 'un outil', $2)";
    tx.execute(sql, bind![experience.uuid(), tool.uuid()]).await?;
    tx.execute(
        "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
         VALUES ($1, $2, $3, 'publication', $4, 'web', $5)",
        bind![ConsentId::new(now, chance).uuid(), submission.uuid(), experience.uuid(), level, now],
    )
    .await?;
    for (question, choice) in answers {
        let sql = "INSERT INTO answers (submission_id, place, question, choice) VALUES ($1, 1, $2, $3)";
        tx.execute(sql, bind![submission.uuid(), *question, *choice]).await?;
    }
    Ok(experience)
}
