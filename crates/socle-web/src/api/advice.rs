//! Advice, as programs get it; `socle advise` gives the same.

use super::{Caller, FRESH, answer, facts::Fact, word};
use crate::{
    App,
    asked::{Asked, ESSENTIAL, FIELDS, UNKNOWN},
    error::AppError,
};
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use serde::Serialize;
use socle_domain::{
    advisor::{Advice, Criterion, Outcome, Reason, Recommended, SetAside, Table, advise},
    taxonomy::NEEDS,
};
use socle_store::{AdviceMaterial, AdvisedTool};
use utoipa::ToSchema;

/// What is advised.
#[derive(Debug, Serialize, ToSchema)]
pub struct AdviceAnswer {
    /// The need.
    pub need: String,
    /// Tools that may be taken: those with a guide first, then the likeliest to last.
    pub recommended: Vec<RecommendedTool>,
    /// Tools of which a fact that decides is unknown.
    pub to_check: Vec<OtherTool>,
    /// Tools that an answer excludes, with what would bring each back.
    pub set_aside: Vec<OtherTool>,
    /// Other answers to one question under which another tool would come first.
    pub changes: Vec<OtherAnswer>,
    /// `without_tool`, `unlikely`, `tie`, `data_not_said`.
    pub notices: Vec<String>,
    /// When the first fact expires (RFC 3339); the advice holds until then at most.
    pub review_at: Option<String>,
}

/// A tool that may be taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecommendedTool {
    /// Its short number.
    pub tool: u32,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Whether a guide about it is published.
    pub has_guide: bool,
    /// Its place, from 1; tools that nothing sets apart share one.
    pub rank: u32,
    /// How likely it is to last and to be safe, in hundredths.
    pub chance: u32,
    /// Four times in five the true chance lies between this one…
    pub low: u32,
    /// … and this one.
    pub high: u32,
    /// `low`, `medium` or `high`.
    pub confidence: String,
    /// Experiences with this need that lasted.
    pub good: u32,
    /// Experiences with this need that were given up because of the tool.
    pub failures: u32,
    /// What speaks for it and against it.
    pub reasons: Vec<ReasonLine>,
    /// Experiences of it whose pages may be read, failures first.
    pub experiences: Vec<u32>,
}

/// One line for or against a tool.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonLine {
    /// `need`, `sensitivity` or a condition.
    pub criterion: String,
    /// `fits`, `short`, `offline`, `used` or `unknown`.
    pub verdict: String,
    /// How many steps are missing, as stated.
    pub steps: u8,
    /// What is taken off for it, in 1,024ths of log-odds.
    pub cost: u32,
    /// The fact, with where it comes from.
    pub fact: Option<Fact>,
}

/// A tool that is not recommended.
#[derive(Debug, Serialize, ToSchema)]
pub struct OtherTool {
    /// Its short number.
    pub tool: u32,
    /// Its name.
    pub name: String,
    /// All that must be otherwise.
    pub remedies: Vec<RemedyLine>,
}

/// What must be otherwise for a tool to be recommended.
#[derive(Debug, Serialize, ToSchema)]
pub struct RemedyLine {
    /// `sensitivity` or a condition.
    pub criterion: String,
    /// The place that the answer would have to reach (for data: not to pass); nothing when the fact is to be checked.
    pub place: Option<u8>,
}

/// Another answer that would put another tool first.
#[derive(Debug, Serialize, ToSchema)]
pub struct OtherAnswer {
    /// The condition.
    pub condition: String,
    /// The other answer.
    pub place: u8,
    /// The tool that would come first; nothing when none would be left.
    pub first: Option<u32>,
}

/// A question that is not one of ours, or has no need.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidQuery {
    /// No need was named.
    #[error("need is missing: one of {}", codes())]
    NeedMissing,
    /// A name or a value that no list knows.
    #[error("{0}={1} is not known")]
    NotKnown(String, String),
}

fn codes() -> String {
    NEEDS.map(|term| term.code).join(", ")
}

/// A query that [`advice`] reads.
pub fn query_of(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Reads a query strictly: programs are told what they mistype.
fn read(query: &str) -> Result<Asked, InvalidQuery> {
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let not_known = || InvalidQuery::NotKnown(name.to_string(), value.to_string());
        if name == ESSENTIAL[1] {
            let field = FIELDS.iter().find(|field| field.names[1] == value);
            field.and_then(|field| field.condition).ok_or_else(not_known)?;
            continue;
        }
        let field = FIELDS.iter().find(|field| field.names[1] == name).ok_or_else(not_known)?;
        let is_known = value == UNKNOWN[1] || field.terms.iter().any(|term| term.code == value);
        if !is_known {
            return Err(not_known());
        }
    }
    Ok(Asked::read(query))
}

/// Advises, from what was read of the database and what was compiled from it.
pub fn advice(material: &AdviceMaterial, table: &Table, query: &str) -> Result<AdviceAnswer, InvalidQuery> {
    let answers = read(query)?.answers().ok_or(InvalidQuery::NeedMissing)?;
    let advice = advise(table, &answers);
    Ok(AdviceAnswer {
        need: NEEDS.get(usize::from(answers.need)).map_or("", |term| term.code).to_owned(),
        recommended: recommended(material, &advice, answers.need),
        to_check: others(material, &advice.to_check),
        set_aside: others(material, &advice.set_aside),
        changes: advice
            .changes
            .iter()
            .map(|change| OtherAnswer {
                condition: change.condition.word().to_owned(),
                place: change.place,
                first: change.first,
            })
            .collect(),
        notices: advice.notices.iter().map(word).collect(),
        review_at: material.ends_at.map(socle_domain::time::Timestamp::to_rfc3339),
    })
}

fn recommended(material: &AdviceMaterial, advice: &Advice, need: u8) -> Vec<RecommendedTool> {
    let known = advice.recommended.iter().filter_map(|one| Some((one, material.tool(one.tool)?)));
    known
        .map(|(one, tool)| RecommendedTool {
            tool: one.tool,
            name: tool.name.clone(),
            address: crate::addresses::short_tool(one.tool.into()),
            has_guide: one.has_guide,
            rank: one.rank,
            chance: one.chance,
            low: one.low,
            high: one.high,
            confidence: word(&one.confidence),
            good: one.good,
            failures: one.failures,
            reasons: reasons(tool, one),
            experiences: experiences(material, one.tool, need),
        })
        .collect()
}

/// The code of a criterion: conditions by the names that questions have.
fn criterion_word(criterion: Criterion) -> String {
    match criterion {
        Criterion::Condition(condition) => condition.word().to_owned(),
        other => word(&other),
    }
}

fn reasons(tool: &AdvisedTool, one: &Recommended) -> Vec<ReasonLine> {
    let fact = |reason: &Reason| match reason.criterion {
        Criterion::Need => None,
        Criterion::Sensitivity => tool.facts.last()?.as_ref(),
        Criterion::Condition(condition) => tool.facts.get(condition.index())?.as_ref(),
    };
    let line = |reason: &Reason| ReasonLine {
        criterion: criterion_word(reason.criterion),
        verdict: word(&reason.verdict),
        steps: reason.steps,
        cost: reason.cost,
        fact: fact(reason).map(Fact::of_shown),
    };
    one.reasons.iter().map(line).collect()
}

fn experiences(material: &AdviceMaterial, tool: u32, need: u8) -> Vec<u32> {
    let of_tool = |is_failure: bool| {
        let told = material.stories.iter().filter(move |story| {
            story.tool == Some(tool)
                && story.is_shown()
                && story.needs.has(need)
                && (story.outcome == Some(Outcome::Failure)) == is_failure
        });
        told.map(|story| story.number)
    };
    of_tool(true).chain(of_tool(false)).take(20).collect()
}

fn others(material: &AdviceMaterial, others: &[SetAside]) -> Vec<OtherTool> {
    let known = others.iter().filter_map(|one| Some((one, material.tool(one.tool)?)));
    known
        .map(|(one, tool)| OtherTool {
            tool: one.tool,
            name: tool.name.clone(),
            remedies: one
                .remedies
                .iter()
                .map(|remedy| RemedyLine { criterion: criterion_word(remedy.criterion), place: remedy.place })
                .collect(),
        })
        .collect()
}

/// Advice for a need, in the asker's conditions. Without an answer, or with `unknown`, a condition is reckoned with as
/// projects usually have it.
#[utoipa::path(
    get, path = "/api/v1/advice", operation_id = "advice", tag = "advice",
    params(
        ("need" = String, Query), ("who" = Option<String>, Query), ("people" = Option<String>, Query),
        ("net" = Option<String>, Query), ("reach" = Option<String>, Query), ("charge" = Option<String>, Query),
        ("run" = Option<String>, Query), ("devices" = Option<Vec<String>>, Query), ("use" = Option<String>, Query),
        ("install" = Option<String>, Query), ("sens" = Option<String>, Query), ("cost0" = Option<String>, Query),
        ("costm" = Option<String>, Query), ("essential" = Option<Vec<String>>, Query)
    ),
    responses(
        (status = 200, body = AdviceAnswer), (status = 304, description = "As the tag says"),
        (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 429, body = super::Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, AppError> {
    let advised = app.advice().get(app.store(), app.now()).await?;
    let advice = advice(&advised.material, &advised.table, query.as_deref().unwrap_or_default());
    answer(&caller, &advice.map_err(|_| AppError::Malformed)?, FRESH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mistyped_is_told() {
        assert!(read("need=collecter&net=0&essential=net&devices=simple&devices=ordi&use=unknown").is_ok());
        for query in
            ["need=xyz", "need=collecter&net=9", "besoin=collecter", "need=collecter&essential=who", "x=1"]
        {
            assert!(matches!(read(query), Err(InvalidQuery::NotKnown(..))), "{query}");
        }
    }
}
