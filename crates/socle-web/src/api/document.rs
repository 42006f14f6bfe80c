//! The OpenAPI document, from the types that handlers answer with and from the lists of codes that they read.

use super::{Caller, FRESH, advice, answer, experiences, search, tools};
use crate::{
    asked::{ESSENTIAL, FIELDS, UNKNOWN},
    error::AppError,
};
use axum::response::Response;
use serde_json::{Value, json};
use std::sync::LazyLock;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Socle",
        version = "1",
        description = "What small development projects tell of their digital tools. Reading only, no key. \
                       300 requests a minute; answers carry an ETag."
    ),
    paths(
        tools::list,
        tools::show,
        tools::needs,
        experiences::list,
        experiences::show,
        advice::show,
        search::show,
        show
    )
)]
struct Document;

/// This document.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", operation_id = "document", tag = "document",
    responses((status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json"))
)]
pub(crate) async fn show(caller: Caller) -> Result<Response, AppError> {
    static READY: LazyLock<Value> = LazyLock::new(document);
    answer(&caller, &*READY, FRESH)
}

/// The document, with the codes of each list where advice is asked for.
fn document() -> Value {
    let mut document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    let parameters =
        document.pointer_mut("/paths/~1api~1v1~1advice/get/parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        let is_many =
            name == ESSENTIAL[1] || FIELDS.iter().any(|field| field.names[1] == name && field.is_many);
        let codes = json!({ "type": "string", "enum": codes(&name) });
        parameter["schema"] = if is_many { json!({ "type": "array", "items": codes }) } else { codes };
    }
    document
}

/// What may be said to a question.
fn codes(name: &str) -> Vec<&'static str> {
    if name == ESSENTIAL[1] {
        let conditions = FIELDS.iter().filter(|field| field.condition.is_some());
        return conditions.map(|field| field.names[1]).collect();
    }
    let field = FIELDS.iter().find(|field| field.names[1] == name);
    let terms = field.into_iter().flat_map(|field| field.terms.iter().map(|term| term.code));
    // Without a need there is nothing to advise on.
    terms.chain((name != "need").then_some(UNKNOWN[1])).collect()
}
