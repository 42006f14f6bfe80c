//! New guides, as a feed that any reader of news can follow (Atom, RFC 4287).

use crate::{App, addresses, error::AppError};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Uri, header};
use socle_domain::time::Timestamp;
use socle_look::Language;

/// Entries in the feed.
const ENTRIES: usize = 30;

#[derive(Template)]
#[template(path = "guide/feed.xml")]
struct Feed {
    language: &'static str,
    title: String,
    page: String,
    own: String,
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    language: String,
    title: String,
    href: String,
    published: String,
    updated: String,
    summary: String,
    authors: Vec<String>,
}

/// `/fr/fiches/atom.xml`, `/en/guides/atom.xml`.
pub(crate) async fn show(State(app): State<App>, uri: Uri) -> Result<Response, AppError> {
    let language = addresses::language_of(uri.path());
    let shelf = app.store().shelf(language.code()).await?;
    let at = |path: &str| format!("{}{path}", app.settings().address);
    let updated = shelf.guides.iter().map(|guide| guide.published_at).max();
    let t = app.texts(language);
    let entries = shelf.guides.into_iter().take(ENTRIES).map(|guide| Entry {
        // It never changes, whatever the title becomes.
        id: at(&addresses::short_guide(guide.number)),
        href: at(&addresses::guide(Language::parse(&guide.language).unwrap_or_default(), &guide.slug)),
        language: guide.language,
        title: guide.header.title,
        published: guide.first_published_at.to_rfc3339(),
        updated: guide.published_at.to_rfc3339(),
        summary: guide.header.promise,
        authors: guide.header.authors,
    });
    let feed = Feed {
        language: language.code(),
        title: t.get("public-feed-title"),
        page: at(addresses::guides(language)),
        own: at(&addresses::feed(language)),
        updated: updated.unwrap_or(Timestamp::from_micros(0)).to_rfc3339(),
        entries: entries.collect(),
    };
    let mut response = feed.render()?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Ok(response)
}
