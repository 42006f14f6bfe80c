//! Tools, their facts, and needs.

use super::{Caller, FRESH, Paged, Problem, answer, facts::Fact, number};
use crate::{App, addresses, error::AppError};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use serde::Serialize;
use socle_domain::{
    fact::{FactStatus, Observation, shown},
    taxonomy::NEEDS,
};
use socle_store::{AdvisedTool, KnownFact};
use utoipa::ToSchema;

/// A page of published tools.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "programs read the name of what the list holds")]
pub(crate) struct Tools {
    /// How many there are.
    total: usize,
    /// Which page this is.
    page: u32,
    /// How many stand on a page.
    per_page: u32,
    /// The tools, by number.
    tools: Vec<ToolCard>,
}

/// A tool in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ToolCard {
    /// Its short number.
    number: u32,
    /// Its name.
    name: String,
    /// Its address.
    address: String,
    /// What it is, in French.
    french: String,
    /// What it is, in English.
    english: String,
    /// What it is said to be for.
    needs: Vec<&'static str>,
    /// Whether a guide about it is published.
    has_guide: bool,
}

impl ToolCard {
    fn new(tool: &AdvisedTool) -> Self {
        let [french, english] = tool.summary.clone();
        Self {
            number: tool.candidate.id,
            name: tool.name.clone(),
            address: addresses::short_tool(tool.candidate.id.into()),
            french,
            english,
            needs: tool.candidate.needs.iter().filter_map(need_code).collect(),
            has_guide: tool.candidate.has_guide,
        }
    }
}

pub(super) fn need_code(place: u8) -> Option<&'static str> {
    NEEDS.get(usize::from(place)).map(|term| term.code)
}

/// A tool with all that is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ToolFile {
    #[serde(flatten)]
    tool: ToolCard,
    /// What is known, attribute by attribute.
    attributes: Vec<AttributeFacts>,
    /// Experiences of it whose pages may be read.
    experiences: Vec<u32>,
}

/// What was seen of one attribute.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttributeFacts {
    /// Its key, such as `use.net` or `licence`.
    key: String,
    /// What pages show, by the rules.
    shown: Option<Fact>,
    /// What says otherwise and is not expired.
    against: Vec<Fact>,
    /// How many looks there were.
    looks: usize,
}

/// Published tools.
#[utoipa::path(
    get, path = "/api/v1/tools", operation_id = "tools", tag = "tools", params(Paged),
    responses(
        (status = 200, body = Tools), (status = 304, description = "As the tag says"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(paged): Query<Paged>,
) -> Result<Response, AppError> {
    let (page, per_page, before) = paged.read()?;
    let advised = app.advice().get(app.store(), app.now()).await?;
    let tools = &advised.material.tools;
    let shown = tools.iter().skip(before).take(per_page as usize).map(ToolCard::new).collect();
    answer(&caller, &Tools { total: tools.len(), page, per_page, tools: shown }, FRESH)
}

/// A published tool: its facts, each with its source, its date and how well it is supported.
#[utoipa::path(
    get, path = "/api/v1/tools/{number}", operation_id = "tool", tag = "tools",
    params(("number" = u32, Path, minimum = 1, maximum = 999_999_999, description = "Its short number")),
    responses(
        (status = 200, body = ToolFile), (status = 304, description = "As the tag says"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(digits): Path<String>,
) -> Result<Response, AppError> {
    let number = number(&digits)?;
    let now = app.now();
    let advised = app.advice().get(app.store(), now).await?;
    let tool = u32::try_from(number).ok().and_then(|number| advised.material.tool(number));
    let tool = tool.ok_or(AppError::NotFound)?;
    let known = app.store().known_facts(number).await?;
    let stories = advised.material.stories.iter();
    let file = ToolFile {
        tool: ToolCard::new(tool),
        attributes: known
            .chunk_by(|one, next| one.key == next.key)
            .map(|seen| attribute(seen, now))
            .collect(),
        experiences: stories
            .filter(|story| story.tool == Some(tool.candidate.id) && story.is_shown())
            .map(|story| story.number)
            .collect(),
    };
    answer(&caller, &file, FRESH)
}

fn attribute(seen: &[KnownFact], now: socle_domain::time::Timestamp) -> AttributeFacts {
    let observations: Vec<Observation<String>> = seen.iter().map(|fact| fact.observation.clone()).collect();
    let key = seen.first().map_or("", |fact| fact.key.as_str());
    let is_official = key.starts_with("price.") || matches!(key, "licence" | "status" | "release");
    let best = shown(&observations, is_official, now);
    let of = |number: i64, status: FactStatus| {
        let fact = seen.iter().find(|fact| fact.observation.number == number)?;
        Some(Fact::of_known(fact, status))
    };
    AttributeFacts {
        key: key.to_owned(),
        shown: best.observation.and_then(|one| of(one.number, best.status)),
        against: best.against.iter().filter_map(|one| of(one.number, FactStatus::Contested)).collect(),
        looks: seen.len(),
    }
}

/// What a tool or a way of working may be wanted for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NeedLine {
    /// The code that never changes.
    code: &'static str,
    /// What people read in French.
    french: &'static str,
    /// What people read in English.
    english: &'static str,
    /// How many published tools are said to be for it.
    tools: usize,
}

/// Needs, in their order.
#[utoipa::path(
    get, path = "/api/v1/needs", operation_id = "needs", tag = "needs",
    responses(
        (status = 200, body = Vec<NeedLine>), (status = 304, description = "As the tag says"),
        (status = 429, body = Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn needs(State(app): State<App>, caller: Caller) -> Result<Response, AppError> {
    let advised = app.advice().get(app.store(), app.now()).await?;
    let line = |(place, term): (u8, &socle_domain::taxonomy::Term)| NeedLine {
        code: term.code,
        french: term.french,
        english: term.english,
        tools: advised.material.tools.iter().filter(|tool| tool.candidate.needs.has(place)).count(),
    };
    let needs: Vec<NeedLine> = (0_u8..).zip(&NEEDS).map(line).collect();
    answer(&caller, &needs, FRESH)
}
