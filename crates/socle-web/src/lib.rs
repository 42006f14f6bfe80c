#![doc = include_str!("../README.md")]

mod account;
mod addresses;
mod advice;
mod advisor;
pub mod api;
mod asked;
mod author;
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
mod invitation;
mod language;
pub mod letters;
mod notice;
mod page;
pub mod password;
mod picture;
mod press;
mod private;
mod questionnaire;
pub mod routes;
mod search;
mod site;
mod state;
mod study;
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
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
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

/// Where a request comes from, for counting tries only: never logged, never kept in clear. An IPv6 address stands for
/// its network of 64 bits, which is what one subscriber is given (RFC 6177): its owner has as many addresses in it as
/// they like.
fn client_address(app: &App, client: Option<&ConnectInfo<SocketAddr>>, headers: &HeaderMap) -> String {
    // Some proxies add a line of their own rather than a word to the line that came.
    let forwarded =
        headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    match forwarded.filter(|_| app.settings().trusts_proxy) {
        // The last address is the one that our own proxy saw.
        Some(list) => {
            let nearest = list.rsplit(',').next().unwrap_or_default().trim();
            nearest.parse().map_or_else(|_| nearest.to_owned(), network_of)
        }
        None => client.map_or_else(String::new, |ConnectInfo(address)| network_of(address.ip())),
    }
}

/// The network that one subscriber holds.
fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::network_of;

    #[test]
    fn one_subscriber_is_one_network() {
        let of = |address: &str| network_of(address.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:bbbb:cccc:dddd:eeee"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7", "an IPv4 address in the clothes of IPv6");
        assert_ne!(of("192.0.2.7"), of("192.0.2.8"));
    }
}
