//! Names of organizations that are not to be told.

use super::GuardedName;
use crate::fold;

/// What may stand before a name and be left out.
const BEFORE: [&str; 8] = ["association", "asso", "ong", "ngo", "asbl", "fondation", "foundation", "l"];
/// Shorter names are words of every day, and would be found everywhere.
const LETTERS_LEAST: usize = 4;

/// The names, ready to be looked for.
pub(super) struct Names<'n>(Vec<(&'n str, String)>);

impl<'n> Names<'n> {
    pub(super) fn new(guarded: &'n [GuardedName]) -> Self {
        let ready = |guarded: &'n GuardedName| {
            let words = fold::words(&guarded.name);
            let told = words.iter().skip_while(|word| BEFORE.contains(&word.as_str()));
            let told = told.map(String::as_str).collect::<Vec<_>>().join(" ");
            let is_long = told.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS_LEAST;
            is_long.then(|| (guarded.name.as_str(), format!(" {told} ")))
        };
        Self(guarded.iter().filter_map(ready).collect())
    }

    /// The names that a text tells, case, accents and punctuation aside.
    pub(super) fn told_in(&self, text: &str) -> Vec<&'n str> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let words = format!(" {} ", fold::words(text).join(" "));
        self.0.iter().filter(|(_, told)| words.contains(told.as_str())).map(|(name, _)| *name).collect()
    }
}
