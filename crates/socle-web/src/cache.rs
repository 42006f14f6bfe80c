//! Public pages, rendered once and kept ready to send.
//!
//! A page is known by its path and the encoding it is sent in, and holds for one version of the content: the version
//! is read in the same snapshot as the data, before rendering, so that a page made while someone publishes can never
//! pass for the newer state. It also ends at the next date that changes it.

use crate::error::AppError;
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use socle_domain::time::{MINUTE, SECOND, Timestamp};
use socle_look::Sheet;
use std::{
    collections::HashMap,
    io::Write as _,
    sync::{Arc, PoisonError, RwLock},
};

/// The most bytes that are kept, over all pages and encodings. Past it the cache starts afresh.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// How long a browser may keep a page without asking again.
const FRESH: i64 = 5 * MINUTE;

/// A public page, before it is encoded.
#[derive(Debug)]
pub(crate) struct Rendered {
    pub(crate) html: String,
    pub(crate) sheet: Sheet,
    /// The address as the table of routes writes it, for the log.
    pub(crate) route: &'static str,
    /// The version of the content it was made from, read before the data.
    pub(crate) content_version: i64,
    /// When a date makes it read otherwise.
    pub(crate) ends_at: Option<Timestamp>,
    /// Whether it shows the words of a return: browsers then ask again each time, so that a withdrawal shows at once.
    pub(crate) shows_words: bool,
}

/// A page in every encoding it is sent in.
#[derive(Debug)]
struct Kept {
    content_version: i64,
    ends_at: Option<Timestamp>,
    sheet: Sheet,
    route: &'static str,
    shows_words: bool,
    etag: HeaderValue,
    plain: axum::body::Bytes,
    gzip: axum::body::Bytes,
    brotli: axum::body::Bytes,
}

/// The pages that are ready.
#[derive(Debug, Default)]
pub(crate) struct PageCache {
    pages: RwLock<HashMap<String, Arc<Kept>>>,
}

/// A page that was ready, and the address it stands at as the table of routes writes it.
pub(crate) struct Hit {
    pub(crate) response: Response,
    pub(crate) sheet: Sheet,
    pub(crate) route: &'static str,
}

impl PageCache {
    /// The page at this path, if it is ready and still holds.
    pub(crate) fn get(
        &self,
        path: &str,
        headers: &HeaderMap,
        content_version: i64,
        now: Timestamp,
    ) -> Option<Hit> {
        let kept = {
            let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
            pages.get(path)?.clone()
        };
        let holds = kept.content_version == content_version && kept.ends_at.is_none_or(|end| now < end);
        holds.then(|| Hit { response: kept.respond(headers, now), sheet: kept.sheet, route: kept.route })
    }

    /// Keeps a page and answers with it.
    pub(crate) fn put(
        &self,
        path: &str,
        headers: &HeaderMap,
        rendered: &Rendered,
        now: Timestamp,
    ) -> Result<Response, AppError> {
        let kept = Arc::new(Kept::encode(rendered)?);
        let response = kept.respond(headers, now);
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        let held: usize = pages.values().map(|page| page.bytes()).sum();
        if held + kept.bytes() > MOST_BYTES {
            pages.clear();
        }
        // A slow rendering of an older state must not replace a newer one.
        if pages.get(path).is_none_or(|there| there.content_version <= kept.content_version) {
            pages.insert(path.to_owned(), kept);
        }
        Ok(response)
    }
}

impl Kept {
    fn encode(rendered: &Rendered) -> Result<Self, AppError> {
        let html = rendered.html.as_bytes();
        let failed = |error: std::io::Error| AppError::Internal(format!("compression: {error}"));
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(html).map_err(failed)?;
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &*html, &mut brotli, &BrotliEncoderParams::default()).map_err(failed)?;
        let digest = socle_store::Secret::new([0; 32]).hash("etag", html);
        let tag = crate::hex(&digest[..8]);
        Ok(Self {
            content_version: rendered.content_version,
            ends_at: rendered.ends_at,
            sheet: rendered.sheet,
            route: rendered.route,
            shows_words: rendered.shows_words,
            etag: HeaderValue::from_str(&format!("W/\"{tag}\""))
                .map_err(|error| AppError::Internal(error.to_string()))?,
            plain: rendered.html.clone().into(),
            gzip: gzip.finish().map_err(failed)?.into(),
            brotli: brotli.into(),
        })
    }

    fn bytes(&self) -> usize {
        self.plain.len() + self.gzip.len() + self.brotli.len()
    }

    fn respond(&self, headers: &HeaderMap, now: Timestamp) -> Response {
        let mut response = if headers.get(header::IF_NONE_MATCH) == Some(&self.etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            self.body(headers)
        };
        let out = response.headers_mut();
        out.insert(header::ETAG, self.etag.clone());
        out.insert(header::CACHE_CONTROL, self.freshness(now));
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response.extensions_mut().insert(self.sheet);
        response
    }

    /// How long browsers may keep the page: never past the date that makes it read otherwise.
    fn freshness(&self, now: Timestamp) -> HeaderValue {
        if self.shows_words {
            return HeaderValue::from_static("no-cache");
        }
        let left = self.ends_at.map_or(FRESH, |end| end.as_micros() - now.as_micros());
        let seconds = left.clamp(0, FRESH) / SECOND;
        HeaderValue::from_str(&format!("public, max-age={seconds}"))
            .unwrap_or(HeaderValue::from_static("no-cache"))
    }

    fn body(&self, headers: &HeaderMap) -> Response {
        let accepted =
            headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (bytes, encoding) = match accepted {
            accepted if accepts(accepted, "br") => (&self.brotli, Some("br")),
            accepted if accepts(accepted, "gzip") => (&self.gzip, Some("gzip")),
            _ => (&self.plain, None),
        };
        let mut response = axum::body::Body::from(bytes.clone()).into_response();
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, html);
        if let Some(encoding) = encoding {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

/// Whether `Accept-Encoding` names an encoding without refusing it (`q=0`).
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next() == Some(encoding) && !words.any(|word| matches!(word, "q=0" | "q=0.0"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str, content_version: i64) -> Rendered {
        Rendered {
            html: html.to_owned(),
            sheet: Sheet::Public,
            route: "/fr/",
            content_version,
            ends_at: None,
            shows_words: false,
        }
    }

    #[test]
    fn a_page_of_an_older_version_is_not_served() {
        let (cache, none, now) = (PageCache::default(), HeaderMap::new(), Timestamp::from_micros(0));
        cache.put("/fr/", &none, &page("un", 1), now).unwrap();
        assert!(cache.get("/fr/", &none, 1, now).is_some());
        assert!(cache.get("/fr/", &none, 2, now).is_none());
    }

    #[test]
    fn a_slow_rendering_does_not_replace_a_newer_page() {
        let (cache, none, now) = (PageCache::default(), HeaderMap::new(), Timestamp::from_micros(0));
        cache.put("/fr/", &none, &page("deux", 2), now).unwrap();
        cache.put("/fr/", &none, &page("un", 1), now).unwrap();
        assert!(cache.get("/fr/", &none, 2, now).is_some());
    }

    #[test]
    fn a_page_ends_at_the_date_that_changes_it() {
        let (cache, none) = (PageCache::default(), HeaderMap::new());
        let end = Timestamp::from_micros(100);
        cache.put("/fr/", &none, &Rendered { ends_at: Some(end), ..page("un", 1) }, end.plus(-1)).unwrap();
        assert!(cache.get("/fr/", &none, 1, end.plus(-1)).is_some());
        assert!(cache.get("/fr/", &none, 1, end).is_none());
    }

    #[test]
    fn browsers_ask_again_for_a_page_that_shows_words() {
        let (cache, none, now) = (PageCache::default(), HeaderMap::new(), Timestamp::from_micros(0));
        let words = cache.put("/r", &none, &Rendered { shows_words: true, ..page("mots", 1) }, now).unwrap();
        assert_eq!(words.headers()[header::CACHE_CONTROL], "no-cache");
        let plain = cache.put("/p", &none, &page("liste", 1), now).unwrap();
        assert_eq!(plain.headers()[header::CACHE_CONTROL], "public, max-age=300");
    }

    #[test]
    fn refused_encodings_are_not_sent() {
        assert!(accepts("gzip, br;q=0.9", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("identity", "gzip"));
    }
}
