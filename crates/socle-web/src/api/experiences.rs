//! Experiences, at the level that their authors allow: those for the figures alone are nowhere here.

use super::{ALWAYS_ASKED, Caller, FRESH, Paged, Problem, answer, number, tools::need_code, word};
use crate::{App, addresses, error::AppError};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use serde::Serialize;
use socle_domain::advisor::{Condition, Outcome};
use socle_look::Language;
use socle_store::{Found, ToldStory};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A page of experiences.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "programs read the name of what the list holds")]
pub(crate) struct Experiences {
    /// How many there are.
    total: usize,
    /// Which page this is.
    page: u32,
    /// How many stand on a page.
    per_page: u32,
    /// The experiences, by number.
    experiences: Vec<ExperienceCard>,
}

/// An experience in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExperienceCard {
    /// Its short number.
    number: u32,
    /// The page that tells it.
    address: String,
    /// The number of its main tool, when that is a published one.
    tool: Option<u32>,
    /// What for.
    needs: Vec<&'static str>,
    /// `good`, `failure`, or nothing where it is neither.
    outcome: Option<&'static str>,
    /// The conditions that it tells of, each by its place on its scale.
    conditions: BTreeMap<&'static str, u8>,
}

impl ExperienceCard {
    fn new(story: &ToldStory) -> Self {
        let conditions = Condition::ALL
            .into_iter()
            .filter_map(|condition| Some((condition.word(), story.context.conditions[condition.index()]?)));
        Self {
            number: story.number,
            address: addresses::experience(Language::Fr, story.number.into()),
            tool: story.tool,
            needs: story.needs.iter().filter_map(need_code).collect(),
            outcome: story.outcome.map(|outcome| match outcome {
                Outcome::Good => "good",
                Outcome::Failure => "failure",
            }),
            conditions: conditions.collect(),
        }
    }
}

/// An experience, with its words.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExperienceFile {
    /// Its short number.
    number: i64,
    /// The page that tells it.
    address: String,
    /// `use`, or `initiative`: told by whoever made the tool.
    kind: String,
    /// The language of its words.
    language: String,
    /// When it was told (RFC 3339, the day alone).
    told_on: String,
    /// Who tells it, as far as they allow and as five organizations share it.
    told_by: ToldBy,
    /// The tools it tells of, the main one first.
    tools: Vec<String>,
    /// The words, as they stand now.
    text: Option<String>,
    /// Addresses of the guides that cite it.
    guides: Vec<String>,
}

/// Who tells an experience.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ToldBy {
    /// The name, where it was given to be shown.
    name: Option<String>,
    /// A word of the list of organizations.
    kind: Option<String>,
    /// A code of the list of countries.
    country: Option<String>,
    /// A word of the list of themes.
    theme: Option<String>,
}

/// Experiences that the team has accepted and whose authors allow words to be shown.
#[utoipa::path(
    get, path = "/api/v1/experiences", operation_id = "experiences", tag = "experiences", params(Paged),
    responses(
        (status = 200, body = Experiences), (status = 304, description = "As the tag says"),
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
    let shown: Vec<&ToldStory> = advised.material.stories.iter().filter(|story| story.is_shown()).collect();
    let here = shown.iter().skip(before).take(per_page as usize).map(|story| ExperienceCard::new(story));
    let list = Experiences { total: shown.len(), page, per_page, experiences: here.collect() };
    answer(&caller, &list, FRESH)
}

/// An experience.
#[utoipa::path(
    get, path = "/api/v1/experiences/{number}", operation_id = "experience", tag = "experiences",
    params(("number" = u32, Path, minimum = 1, maximum = 999_999_999, description = "Its short number")),
    responses(
        (status = 200, body = ExperienceFile), (status = 304, description = "As the tag says"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 410, body = Problem, content_type = "application/problem+json", description = "Taken back by its author"),
        (status = 429, body = Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(digits): Path<String>,
) -> Result<Response, AppError> {
    let told = match app.store().public_experience(number(&digits)?).await? {
        Found::Here(told) => told,
        Found::Withdrawn => return Err(AppError::Gone),
        Found::Nothing => return Err(AppError::NotFound),
    };
    let guide = |guide: &socle_store::GuideLink| {
        let language = Language::parse(&guide.language).unwrap_or_default();
        addresses::guide(language, &guide.slug)
    };
    let file = ExperienceFile {
        number: told.number,
        address: addresses::experience(Language::Fr, told.number),
        kind: word(&told.kind),
        language: told.language.clone(),
        told_on: told.received_at.to_rfc3339().chars().take(10).collect(),
        told_by: ToldBy {
            name: told.attribution.name.clone(),
            kind: told.attribution.kind.clone(),
            country: told.attribution.country.clone(),
            theme: told.attribution.theme.clone(),
        },
        tools: told.tools.iter().map(|tool| tool.name.clone()).collect(),
        text: told.text.clone(),
        guides: told.guides.iter().map(guide).collect(),
    };
    answer(&caller, &file, ALWAYS_ASKED)
}
