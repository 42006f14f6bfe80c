//! What every answer goes through: a request id, a page for what went wrong, headers that protect, one log line.

use crate::{
    App,
    cache::Hit,
    error::AppError,
    frame,
    language::{self, Spoken},
    page::Page,
};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, Method, header};
use socle_domain::{chance, time::Timestamp};
use socle_look::{Language, Sheet};
use std::sync::LazyLock;

/// What a person quotes when writing to us; ties a page to its log line.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

impl RequestId {
    fn draw(app: &App) -> Self {
        Self(format!("{:016x}", u64::from_le_bytes(chance::bytes::<8>(app.request_ids()))))
    }
}

/// Where programs ask.
const API: &str = "/api/";

pub(crate) async fn missing() -> AppError {
    AppError::NotFound
}

pub(crate) fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    AppError::Internal("a handler panicked".to_owned()).into_response()
}

pub(crate) async fn finish(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = app.now();
    let id = RequestId::draw(&app);
    let language = language::of_request(&request);
    let is_program = request.uri().path().starts_with(API);
    let wants_json = is_program || wants_json(&request);
    let (method, route) = (request.method().clone(), route_of(&request));
    request.extensions_mut().insert(Spoken(language));
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    let own = response.extensions_mut().remove::<AppError>();
    if let Some(error) = own.or_else(|| AppError::of_refusal(&response)) {
        // Whoever is signed in reads everything in the language of the account, refusals too.
        let language = response.extensions().get().map_or(language, |&Spoken(of_account)| of_account);
        log_failure(&id, &error);
        response = explain(&app, language, &id, &error, wants_json);
    }
    let sheet = response.extensions().get().copied();
    protect(&app, &mut response, sheet, &id);
    if is_program {
        // Reading what the public may know: from any page, and without cookies, which none of it looks at.
        let anyone = HeaderValue::from_static("*");
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
    }
    log(&id, (&method, &route), &response, (started, app.now()));
    response
}

/// What [`finish`] does for a page that was ready: nothing can go wrong with it any more.
pub(crate) fn finish_ready(app: &App, hit: Hit, started: Timestamp) -> Response {
    let (id, mut response) = (RequestId::draw(app), hit.response);
    protect(app, &mut response, Some(hit.sheet), &id);
    log(&id, (&Method::GET, hit.route), &response, (started, app.now()));
    response
}

/// The route as the table writes it, never the address itself: addresses hold ids and codes.
fn route_of(request: &Request) -> String {
    request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned()
}

fn wants_json(request: &Request) -> bool {
    let accept =
        request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("application/json") || accept.contains("application/problem+json")
}

/// A fault of ours is logged once, here; what people mistype is not a fault.
fn log_failure(id: &RequestId, error: &AppError) {
    match error {
        AppError::Internal(reason) => tracing::error!(request = %id.0, %reason, "could not answer: {reason}"),
        AppError::Unavailable(reason) => {
            tracing::warn!(request = %id.0, %reason, "cannot answer now: {reason}");
        }
        _ => {}
    }
}

fn explain(app: &App, language: Language, id: &RequestId, error: &AppError, wants_json: bool) -> Response {
    let mut response = if wants_json {
        problem_json(app, language, id, error)
    } else {
        let mut page = Page::new(Sheet::Public, frame::error_page(app, language, id, error));
        page.status = error.status();
        page.into_response()
    };
    if *error == AppError::TooMany {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("300"));
    }
    response
}

/// RFC 9457, with our stable `code`.
fn problem_json(app: &App, language: Language, id: &RequestId, error: &AppError) -> Response {
    let (title, detail) = frame::error_words(app, language, error);
    let body = serde_json::json!({
        "type": format!("urn:socle:problem:{}", error.code()),
        "title": title,
        "status": error.status().as_u16(),
        "detail": detail,
        "code": error.code(),
        "request": id.0,
    });
    let kind = HeaderValue::from_static("application/problem+json");
    (error.status(), [(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
}

/// Nothing runs, nothing is framed, nothing is fetched from elsewhere; pages with answers are not kept by caches.
fn protect(app: &App, response: &mut Response, sheet: Option<Sheet>, id: &RequestId) {
    let headers = response.headers_mut();
    // What is not a page (a file, a redirect) may do nothing at all, should a browser show it as one.
    let policy = sheet.map_or(HeaderValue::from_static(NOTHING), policy);
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if app.settings().is_secure() {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
}

const ALWAYS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "geolocation=(), microphone=(), camera=()"),
];

const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The policy of each page class, written once.
fn policy(sheet: Sheet) -> HeaderValue {
    static POLICIES: LazyLock<[HeaderValue; Sheet::ALL.len()]> =
        LazyLock::new(|| Sheet::ALL.map(write_policy));
    POLICIES[sheet as usize].clone()
}

fn write_policy(sheet: Sheet) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; style-src {}; img-src 'self' data:; script-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        sheet.csp_hash()
    );
    // Base 64 and our own words: always a header. Should it not be, nothing is allowed.
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(NOTHING))
}

fn log(
    id: &RequestId,
    asked: (&Method, &str),
    response: &Response,
    (started, ended): (Timestamp, Timestamp),
) {
    let (method, route) = asked;
    let status = response.status().as_u16();
    let micros = ended.as_micros() - started.as_micros();
    tracing::info!(
        request = %id.0, %method, route, status, micros,
        "{method} {route} → {status} in {} ms", micros / 1_000,
    );
}
