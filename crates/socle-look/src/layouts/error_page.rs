//! The page shown when a page cannot be: no jargon, no joke, and always somewhere to go.

use askama::Template;

use super::{Link, Page};
use crate::html::html_safe;
use crate::{Language, Value};

/// What went wrong, as the person can understand it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nothing lives at this address.
    Missing,
    /// It was withdrawn.
    Gone,
    /// The account does not have this right.
    Forbidden,
    /// Someone else changed it meanwhile.
    Conflict,
    /// Too many tries.
    TooMany,
    /// The fault is ours.
    Broken,
    /// The site is closed for a while.
    Away,
}

impl ErrorKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Missing, Self::Gone, Self::Forbidden, Self::Conflict, Self::TooMany, Self::Broken, Self::Away];

    fn key(self) -> &'static str {
        match self {
            Self::Missing => "error-missing",
            Self::Gone => "error-gone",
            Self::Forbidden => "error-forbidden",
            Self::Conflict => "error-conflict",
            Self::TooMany => "error-many",
            Self::Broken => "error-broken",
            Self::Away => "error-away",
        }
    }
}

/// The content of an error page; a frame wraps it as any other.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "layouts/error_page.html")]
pub struct ErrorPage {
    /// The language.
    pub lang: Language,
    /// What happened, as a title.
    pub title: String,
    /// What it means, and what became of the person's answers.
    pub lead: String,
    /// Ways out, the best first.
    pub ways: Vec<Link>,
    /// What to quote when writing to the site.
    pub request: Option<String>,
}

html_safe!(ErrorPage);

impl ErrorPage {
    /// The page for this kind of fault, with the home page as its way out.
    pub fn new(lang: Language, kind: ErrorKind, home: impl Into<String>) -> Self {
        let texts = lang.texts();
        Self {
            lang,
            title: texts.get(&format!("{}-title", kind.key())),
            lead: texts.get(&format!("{}-lead", kind.key())),
            ways: vec![Link::new(texts.get("error-home"), home)],
            request: None,
        }
    }

    /// Adds a way out, better than those already there.
    #[must_use]
    pub fn way(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.ways.insert(0, Link::new(text, href));
        self
    }

    /// Adds what to quote when writing to the site.
    #[must_use]
    pub fn request(mut self, id: impl Into<String>) -> Self {
        self.request = Some(id.into());
        self
    }

    /// The page to put in a frame: titled like the content, and left out of search engines.
    pub fn page(&self) -> Page {
        Page { is_private: true, ..Page::new(self.lang, self.title.clone()) }
    }

    fn request_words(&self, id: &str) -> String {
        self.lang.texts().with("error-request", &[("id", Value::from(id))])
    }
}
