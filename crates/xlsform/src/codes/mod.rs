//! Every rule a form may break: its code, and a sentence in French and in English that says what to do.
//!
//! Codes are stable: they may be written in manuals and tests. In sentences, `{value}`, `{row}`, `{column}`… stand for
//! the parts of the issue.

mod choices;
mod entities;
mod files;
mod parameters;
mod survey;

pub(crate) use choices::*;
pub(crate) use entities::*;
pub(crate) use files::*;
pub(crate) use parameters::*;
pub(crate) use survey::*;

use crate::issue::Severity;

/// A rule: what an issue of that code means.
#[derive(Debug)]
pub struct Rule {
    /// Stable name.
    pub code: &'static str,
    /// Severity in strict mode.
    pub severity: Severity,
    /// Whether kind mode repairs it, and says so, instead of refusing the form.
    pub is_mended: bool,
    /// Sentence in French.
    pub french: &'static str,
    /// Sentence in English.
    pub english: &'static str,
}

/// Declares the rules of a family, and the list of them.
macro_rules! rules {
    ($family:ident: $($name:ident = $code:literal, $severity:ident $mended:ident, $french:literal, $english:literal;)*) => {
        $(pub(crate) static $name: $crate::codes::Rule = $crate::codes::Rule {
            code: $code,
            severity: $crate::issue::Severity::$severity,
            is_mended: rules!(@ $mended),
            french: $french,
            english: $english,
        };)*
        pub(super) static $family: &[&$crate::codes::Rule] = &[$(&$name),*];
    };
    (@ mended) => { true };
    (@ refused) => { false };
}
use rules;

/// All rules.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [FILES, SURVEY, CHOICES, PARAMETERS, ENTITIES].into_iter().flatten().copied()
}

/// The rule of that code.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_every_rule_speaks_both_languages() {
        let mut codes: Vec<&str> = all().map(|rule| rule.code).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        for rule in all() {
            assert!(rule.french.ends_with('.') && rule.english.ends_with('.'), "{}", rule.code);
            assert_ne!(rule.french, rule.english, "{}", rule.code);
        }
    }
}
