//! The readable part of an address.

use crate::fold;

/// The most characters of a slug.
const LONGEST: usize = 60;

/// Lower-case letters, digits and single hyphens, 2 to 60 characters: short enough to read aloud.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Slug(String);

/// Why a slug was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSlug {
    /// Shorter than 2 or longer than 60 characters.
    #[error("2 to 60 characters")]
    Length,
    /// A character other than `a-z`, `0-9` and `-`, or a hyphen at an end or beside another.
    #[error("character not allowed: {0:?}")]
    Character(char),
}

impl Slug {
    /// Reads a slug, as typed or from an address.
    pub fn parse(raw: &str) -> Result<Self, InvalidSlug> {
        if !(2..=LONGEST).contains(&raw.chars().count()) {
            return Err(InvalidSlug::Length);
        }
        if let Some(other) = raw.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
            return Err(InvalidSlug::Character(other));
        }
        if raw.starts_with('-') || raw.ends_with('-') || raw.contains("--") {
            return Err(InvalidSlug::Character('-'));
        }
        Ok(Self(raw.to_owned()))
    }

    /// The slug of a title: its words without accents, as many as fit. Nothing when it has too few letters.
    pub fn of_title(title: &str) -> Option<Self> {
        let mut slug = String::new();
        for word in fold::words(title) {
            let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
            let hyphen = usize::from(!slug.is_empty());
            if word.is_empty() {
                continue;
            }
            if slug.len() + hyphen + word.len() > LONGEST {
                break;
            }
            slug.push_str(if hyphen == 1 { "-" } else { "" });
            slug.push_str(&word);
        }
        Self::parse(&slug).ok()
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        assert!(Slug::parse("tic-2017").is_ok());
        assert_eq!(Slug::parse("a"), Err(InvalidSlug::Length));
        assert_eq!(Slug::parse("Été"), Err(InvalidSlug::Character('É')));
        assert_eq!(Slug::parse("a--b"), Err(InvalidSlug::Character('-')));
        assert_eq!(Slug::parse("../x"), Err(InvalidSlug::Character('.')));
    }

    #[test]
    fn a_title_becomes_an_address_that_can_be_read_aloud() {
        let of = |title| Slug::of_title(title).map(|slug| slug.as_str().to_owned());
        assert_eq!(of("Relever l'état d'un point d'eau"), Some("relever-l-etat-d-un-point-d-eau".to_owned()));
        assert_eq!(of("تقرير المياه"), None);
        assert_eq!(of("!?"), None);
        let long = of(&"collecter des données ".repeat(9));
        assert_eq!(
            long.as_deref(),
            Some("collecter-des-donnees-collecter-des-donnees-collecter-des"),
            "whole words"
        );
    }
}
