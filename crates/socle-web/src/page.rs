//! A page on its way out.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use socle_look::Sheet;

/// HTML, with the sheet whose styles it inlines: the content security policy names that sheet's hash.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) html: String,
    pub(crate) sheet: Sheet,
    pub(crate) status: StatusCode,
}

impl Page {
    pub(crate) fn new(sheet: Sheet, html: String) -> Self {
        Self { html, sheet, status: StatusCode::OK }
    }

    /// A form that came back: 422, so that nothing takes it for done.
    pub(crate) fn with_errors(mut self, has_errors: bool) -> Self {
        if has_errors {
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        let mut response = (self.status, [(header::CONTENT_TYPE, html)], self.html).into_response();
        response.extensions_mut().insert(self.sheet);
        response
    }
}

/// After a form: the browser asks for the next page with GET, so that reloading it sends nothing again.
/// Addresses are made by handlers from slugs and ids, never from what a request says.
pub(crate) fn see_other(path: &str) -> Response {
    axum::response::Redirect::to(path).into_response()
}

/// The same, with a cookie.
pub(crate) fn see_other_with_cookie(path: &str, cookie: &str) -> Response {
    let mut response = see_other(path);
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// 301: a page that has another address for good.
pub(crate) fn moved(path: &str) -> Response {
    let mut response = StatusCode::MOVED_PERMANENTLY.into_response();
    if let Ok(path) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, path);
    }
    response
}

/// 302: the page that the browser's language leads to, today.
pub(crate) fn found(path: &str) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    if let Ok(path) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, path);
    }
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    response
}
