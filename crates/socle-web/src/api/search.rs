//! What everyone may read, found by words.

use super::{ALWAYS_ASKED, Caller, Problem, Wanted, answer};
use crate::{App, addresses, error::AppError};
use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Serialize;
use socle_look::Language;
use socle_store::{SearchKind, SearchQuery};
use utoipa::ToSchema;

/// Findings on a page.
const PAGE: usize = 10;
/// The last page that is shown.
const PAGES_MOST: u32 = 20;
/// The most characters of a question.
const WORDS_MOST: usize = 300;

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "programs read the name of what the list holds")]
pub(crate) struct Findings {
    /// How many were found.
    total: usize,
    /// Which page this is.
    page: u32,
    /// What stands on it.
    findings: Vec<Finding>,
}

/// A guide or an experience.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Finding {
    /// `guide` or `experience`.
    kind: &'static str,
    /// Its short number.
    number: i64,
    /// The language of its words.
    language: String,
    /// Its title.
    title: String,
    /// Its page.
    address: String,
}

/// Guides and experiences, found by words.
#[utoipa::path(
    get, path = "/api/v1/search", operation_id = "search", tag = "search", params(Wanted),
    responses(
        (status = 200, body = Findings), (status = 304, description = "As the tag says"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Response, AppError> {
    let page = wanted.page.unwrap_or(1);
    let language = match wanted.language.as_deref() {
        None => Some(Language::Fr),
        Some(code) => Language::parse(code),
    };
    let language = language.ok_or(AppError::Malformed)?;
    if !(1..=PAGES_MOST).contains(&page) || wanted.q.chars().count() > WORDS_MOST {
        return Err(AppError::Malformed);
    }
    let skip = (page as usize - 1) * PAGE;
    let query = SearchQuery { words: &wanted.q, language: language.code(), skip, most: PAGE };
    let hits = app.search()?.search(&query).map_err(|error| AppError::Unavailable(error.to_string()))?;
    let found = app.store().found_texts(&hits).await?;
    let findings = found.into_iter().map(|one| Finding {
        kind: one.kind.word(),
        number: one.number,
        address: match one.kind {
            SearchKind::Experience => addresses::experience(language, one.number),
            SearchKind::Guide => {
                addresses::guide(Language::parse(&one.language).unwrap_or_default(), &one.slug)
            }
        },
        language: one.language,
        title: one.title,
    });
    answer(&caller, &Findings { total: hits.total, page, findings: findings.collect() }, ALWAYS_ASKED)
}
