#![doc = include_str!("../README.md")]

mod account;
mod addresses;
mod cache;
mod coding;
mod error;
mod experience;
pub mod export;
mod fields;
mod figures;
mod finish;
mod frame;
mod guard;
mod guide;
mod health;
mod home;
mod language;
mod page;
pub mod password;
mod press;
mod private;
mod questionnaire;
pub mod routes;
mod site;
mod state;
mod submission;
mod survey;
mod texts;
mod words;

pub use error::CODES;
pub use press::{GuideSheet, PrintFailure, PrintedGuide, Printer};
pub use routes::{ROUTES, Route, Who};
pub use site::Site;
pub use state::{App, Settings};

use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit},
    middleware::from_fn_with_state,
};
use http::HeaderMap;
use std::net::SocketAddr;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

/// The whole application: the table of addresses, and what every answer goes through.
pub fn site(app: App) -> Site {
    let router: Router = routes::router(&app)
        .fallback(finish::missing)
        .method_not_allowed_fallback(finish::missing)
        // Only the form that carries a workbook reads its body through axum; the others count for themselves.
        .layer(DefaultBodyLimit::max(survey::open::BODY_MOST))
        .layer(CatchPanicLayer::custom(finish::panicked))
        .layer(from_fn_with_state(app.clone(), finish::finish))
        .layer(CompressionLayer::new())
        .with_state(app.clone());
    Site::new(app, router)
}

/// Bytes as people copy them: tokens, tags.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// Where a request comes from, for counting tries only: never logged, never kept in clear.
fn client_address(app: &App, client: Option<&ConnectInfo<SocketAddr>>, headers: &HeaderMap) -> String {
    // Some proxies add a line of their own rather than a word to the line that came.
    let forwarded =
        headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    match forwarded.filter(|_| app.settings().trusts_proxy) {
        // The last address is the one that our own proxy saw.
        Some(list) => list.rsplit(',').next().unwrap_or_default().trim().to_owned(),
        None => client.map_or_else(String::new, |ConnectInfo(address)| address.ip().to_string()),
    }
}
