//! The languages of the interface, and the direction a page or an article is written in.

use crate::texts::Texts;

/// A language the interface is written in. Content may be in any other language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// French, the language everything is first written in.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// Every language, French first.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The code used in addresses and in `lang`: `fr` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language with this code, if the interface speaks it.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language's own name, as a switch shows it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    /// The words of the look itself in this language (« facultatif », "Error:").
    pub fn texts(self) -> &'static Texts {
        Texts::for_language(self)
    }

    /// One of two wordings, French first: for samples and other short texts that live in Rust.
    pub fn pick<T>(self, french: T, english: T) -> T {
        match self {
            Self::Fr => french,
            Self::En => english,
        }
    }
}

/// The direction of writing, set on `<html>` and again on each article in another language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the `dir` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }

    /// The direction of a content language, from its BCP 47 code.
    pub fn of(language_code: &str) -> Self {
        let primary = language_code.split('-').next().unwrap_or_default();
        match primary {
            "ar" | "fa" | "he" | "ps" | "ur" | "ug" | "yi" | "dv" => Self::Rtl,
            _ => Self::Ltr,
        }
    }
}
