//! `/api/v1`: what the public may know, for programs. Reading only, without a key: tools and their facts with where each
//! comes from, needs, experiences at the level their authors allow, advice, search.
//!
//! The OpenAPI document is made from the types that handlers answer with (`document.rs`).

mod advice;
mod document;
mod experiences;
mod facts;
pub(crate) mod limits;
mod search;
mod tools;

pub use advice::{
    AdviceAnswer, InvalidQuery, OtherAnswer, OtherTool, ReasonLine, RecommendedTool, RemedyLine, advice,
    query_of,
};
pub use facts::Fact;

pub(crate) use advice::show as show_advice;
pub(crate) use document::show as show_document;
pub(crate) use experiences::{list as list_experiences, show as show_experience};
pub(crate) use search::show as show_search;
pub(crate) use tools::{list as list_tools, needs as list_needs, show as show_tool};

use crate::{App, client_address, error::AppError};
use axum::{
    body::Body,
    extract::{ConnectInfo, FromRequestParts},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use utoipa::{IntoParams, ToSchema};

/// The most things on a page of a list.
const PER_PAGE_MOST: u32 = 100;
/// As many where nothing is asked.
const PER_PAGE: u32 = 25;
/// How long an answer that shows nobody's words may be kept.
const FRESH: HeaderValue = HeaderValue::from_static("public, max-age=60");
/// Words of a return: asked for again each time, so that a withdrawal shows at once.
const ALWAYS_ASKED: HeaderValue = HeaderValue::from_static("no-cache");

/// Whoever asks, counted: a handler that takes it answers so many times a minute to one subscriber, and no more.
#[derive(Debug)]
pub(crate) struct Caller(HeaderMap);

impl FromRequestParts<App> for Caller {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let client = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = client_address(app, client, &parts.headers);
        let key = app.secret().hash("api", address.as_bytes());
        if app.limits().admits(key, app.now()) {
            Ok(Self(parts.headers.clone()))
        } else {
            Err(AppError::TooMany)
        }
    }
}

/// Which page of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paged {
    /// From 1.
    #[param(minimum = 1, maximum = 1_000_000)]
    page: Option<u32>,
    /// At most 100.
    #[param(minimum = 1, maximum = 100)]
    per_page: Option<u32>,
}

impl Paged {
    /// The page, how many stand on one, and how many stand before it.
    fn read(&self) -> Result<(u32, u32, usize), AppError> {
        let (page, per_page) = (self.page.unwrap_or(1), self.per_page.unwrap_or(PER_PAGE));
        if !(1..=1_000_000).contains(&page) || !(1..=PER_PAGE_MOST).contains(&per_page) {
            return Err(AppError::Malformed);
        }
        Ok((page, per_page, (page as usize - 1) * per_page as usize))
    }
}

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// One word or two.
    #[param(max_length = 300)]
    q: String,
    /// The language it is asked in: `fr` or `en`.
    #[param(pattern = "^(fr|en)$")]
    language: Option<String>,
    /// From 1 to 20.
    #[param(minimum = 1, maximum = 20)]
    page: Option<u32>,
}

/// What went wrong (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// `urn:socle:problem:` and the code.
    r#type: String,
    /// In a few words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What to do.
    detail: String,
    /// The stable code.
    code: String,
    /// What the log calls this request.
    request: String,
}

/// An answer with a tag: whoever has it already is told so.
fn answer(caller: &Caller, body: &impl Serialize, freshness: HeaderValue) -> Result<Response, AppError> {
    let json = serde_json::to_vec(body).map_err(|error| AppError::Internal(format!("json: {error}")))?;
    let digest = socle_store::Secret::new([0; 32]).hash("etag", &json);
    let tag = format!("W/\"{}\"", crate::hex(&digest[..8]));
    let tag = HeaderValue::from_str(&tag).map_err(|error| AppError::Internal(error.to_string()))?;
    let mut response = if caller.0.get(header::IF_NONE_MATCH) == Some(&tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Body::from(json).into_response();
        let kind = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    };
    response.headers_mut().insert(header::ETAG, tag);
    response.headers_mut().insert(header::CACHE_CONTROL, freshness);
    Ok(response)
}

/// The short number of an address.
fn number(digits: &str) -> Result<i64, AppError> {
    crate::addresses::number(digits).ok_or(AppError::NotFound)
}

/// The word of a code of the domain, as JSON writes it.
fn word(code: &impl Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
