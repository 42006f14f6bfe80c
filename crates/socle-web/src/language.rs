//! Which language a page is shown in: the address says so, or else the browser.

use axum::extract::Request;
use http::{HeaderMap, header};
use socle_look::Language;

/// The language to speak, for handlers and for error pages.
pub(crate) fn of_request(request: &Request) -> Language {
    of_path(request.uri().path())
        .or_else(|| of_query(request.uri().query()))
        .unwrap_or_else(|| of_browser(request.headers()))
}

fn of_path(path: &str) -> Option<Language> {
    match path.split('/').nth(1) {
        Some("fr") => Some(Language::Fr),
        Some("en") => Some(Language::En),
        _ => None,
    }
}

fn of_query(query: Option<&str>) -> Option<Language> {
    let value = form_urlencoded::parse(query?.as_bytes()).find(|(name, _)| name == "langue")?.1.into_owned();
    Language::parse(&value)
}

/// The first language of `Accept-Language` (RFC 9110, section 12.5.4) that the interface speaks; French otherwise.
/// Browsers list languages by preference, so weights are not needed to choose between two.
pub(crate) fn of_browser(headers: &HeaderMap) -> Language {
    let accepted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted
        .split(',')
        .find_map(|part| Language::parse(part.split([';', '-']).next()?.trim()))
        .unwrap_or_default()
}

/// The language of this request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spoken(pub(crate) Language);

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn browser(value: &'static str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(value));
        of_browser(&headers)
    }

    #[test]
    fn the_browser_is_heard() {
        assert_eq!(browser("en-US,en;q=0.9,fr;q=0.8"), Language::En);
        assert_eq!(browser("pt-BR, fr;q=0.5"), Language::Fr);
        assert_eq!(browser("de"), Language::Fr);
        assert_eq!(of_browser(&HeaderMap::new()), Language::Fr);
    }

    #[test]
    fn addresses_come_first() {
        assert_eq!(of_path("/en/"), Some(Language::En));
        assert_eq!(of_path("/e/tic"), None);
        assert_eq!(of_query(Some("a=1&langue=en")), Some(Language::En));
        assert_eq!(of_query(Some("langue=xx")), None);
    }
}
