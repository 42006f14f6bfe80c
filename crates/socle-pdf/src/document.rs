//! What can be printed, and the words every printed thing must have.

use serde::{Deserialize, Serialize};

use crate::{Guide, PaperForm};

/// Something to print. As JSON: `{"guide": {…}}` or `{"paper_form": {…}}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// A questionnaire to fill in by hand.
    PaperForm(PaperForm),
    /// A practical page (fiche pratique).
    Guide(Guide),
}

/// The language of a document: of its own words, of its hyphens and spaces, and of the voice that reads it aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
}

/// A line that is never blank, because PDF/UA refuses a document or a heading without words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Title(String);

/// A title without any visible character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a title needs words")]
pub struct Blank;

impl Title {
    /// The line, with its blanks joined into single spaces.
    pub fn new(text: &str) -> Result<Self, Blank> {
        let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if joined.is_empty() { Err(Blank) } else { Ok(Self(joined)) }
    }

    /// The line itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Title {
    type Error = Blank;

    fn try_from(text: String) -> Result<Self, Blank> {
        Self::new(&text)
    }
}

impl From<Title> for String {
    fn from(title: Title) -> Self {
        title.0
    }
}
