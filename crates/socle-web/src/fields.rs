//! What a form sent, read once at the border.

use crate::error::AppError;
use axum::{
    body::Body,
    extract::{FromRequest, Request},
};
use http::header;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use socle_domain::text;

/// The most bytes of a form without files. A story that is much too long still arrives, so that the page can show it
/// again beside the sentence that says so.
pub(crate) const MOST: usize = 4 * 1024 * 1024;

/// How browsers send a form without files.
const FORM: &str = "application/x-www-form-urlencoded";

/// The fields of a form, in the order they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`. Bytes that are not UTF-8 are refused rather than guessed at.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, AppError> {
        let fields: Vec<_> = form_urlencoded::parse(body).into_owned().collect();
        let guessed = |text: &str| text.contains('\u{FFFD}');
        let meant = body.windows(9).any(|part| part.eq_ignore_ascii_case(b"%EF%BF%BD"));
        if !meant && fields.iter().any(|(name, value)| guessed(name) || guessed(value)) {
            return Err(AppError::Malformed);
        }
        Ok(Self(fields))
    }

    /// The first value of a field; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that can be ticked several times.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A whole number.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.get(name).trim().parse().ok()
    }

    /// Adds a field read elsewhere (a part of a form with files).
    pub(crate) fn push(&mut self, name: String, value: String) {
        self.0.push((name, value));
    }

    /// Whether some value holds a character that no keyboard types.
    pub(crate) fn has_controls(&self) -> bool {
        self.0.iter().any(|(_, value)| text::refuse_controls(value).is_err())
    }
}

impl<S: Sync> FromRequest<S> for Fields {
    type Rejection = AppError;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, AppError> {
        // A body of another kind would be read as one field of a strange name, and every other as empty.
        let kind = request.headers().get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap_or_default());
        let is_form = |kind: &str| kind.get(..FORM.len()).is_some_and(|kind| kind.eq_ignore_ascii_case(FORM));
        if kind.is_some_and(|kind| !is_form(kind)) {
            return Err(AppError::Malformed);
        }
        let body = Limited::new(request.into_body(), MOST).collect().await.map_err(|error| {
            if error.downcast_ref::<LengthLimitError>().is_some() {
                AppError::TooLarge
            } else {
                AppError::Malformed
            }
        })?;
        Self::parse(&body.to_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_what_was_typed() {
        let fields = Fields::parse("a=1&b=%C3%A9t%C3%A9+%F0%9F%8C%8D&c=x&c=y".as_bytes()).unwrap();
        assert_eq!(fields.get("b"), "été 🌍");
        assert_eq!(fields.all("c").collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(fields.number("a"), Some(1));
        assert_eq!(fields.get("absent"), "");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused() {
        assert_eq!(Fields::parse(b"a=%FF%FE"), Err(AppError::Malformed));
        assert!(Fields::parse(b"a=%EF%BF%BD").is_ok(), "the replacement character may be typed");
    }
}
