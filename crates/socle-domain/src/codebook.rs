//! The list of codes that passages are put under: the one that ships, the words it is written with, and a table of
//! it read back.

mod shipped;
mod table;

pub use shipped::SHIPPED;
pub use table::{Fault, Issue, Place, Read, read_table};

use crate::text;

/// The most characters of the name of a code.
pub const NAME_MOST: usize = 120;
/// The most characters of a definition: when to use the code, when not to, an example.
pub const DEFINITION_MOST: usize = 2_000;
/// The most characters of what a coder notes beside a passage.
pub const MEMO_MOST: usize = 2_000;
/// The most codes of one list.
pub const CODES_MOST: usize = 500;

/// A code as it ships: names and definitions are French, then English.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// Its word.
    pub word: &'static str,
    /// The word of the code it stands under.
    pub parent: Option<&'static str>,
    /// What people read.
    pub name: [&'static str; 2],
    /// When to use it.
    pub definition: [&'static str; 2],
}

/// A code as it is written in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its word.
    pub word: CodeWord,
    /// The word of the code it stands under.
    pub parent: Option<CodeWord>,
    /// What people read, in French and in English; the English one may be empty.
    pub name: [String; 2],
    /// When to use it, in French and in English; both may be empty.
    pub definition: [String; 2],
}

impl Entry {
    /// The codes that ship, parents before children.
    pub fn shipped() -> Vec<Self> {
        let word = |word: &str| CodeWord(word.to_owned());
        let entry = |code: &Shipped| Self {
            word: word(code.word),
            parent: code.parent.map(word),
            name: code.name.map(str::to_owned),
            definition: code.definition.map(str::to_owned),
        };
        SHIPPED.iter().map(entry).collect()
    }
}

/// The stable word of a code: lower-case letters, digits, points and hyphens, as in `contrainte.cout`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeWord(String);

/// Not the word of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the word of a code")]
pub struct InvalidCodeWord;

impl CodeWord {
    /// Reads a word: 1 to 60 of `a-z`, `0-9`, `.`, `-` and `_`.
    pub fn parse(raw: &str) -> Result<Self, InvalidCodeWord> {
        let word = raw.trim();
        let is_plain = word.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '.' | '-' | '_'));
        if is_plain && (1..=60).contains(&word.len()) {
            Ok(Self(word.to_owned()))
        } else {
            Err(InvalidCodeWord)
        }
    }

    /// A word made from a name, under the word of a parent: « Coût caché » becomes `contrainte.cout-cache`.
    pub fn of_name(name: &str, parent: Option<&Self>) -> Result<Self, InvalidCodeWord> {
        let plain: String = name
            .to_lowercase()
            .replace('œ', "oe")
            .replace('æ', "ae")
            .chars()
            .map(text::without_accent)
            .collect();
        let words: Vec<_> =
            plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let own: String = words.join("-").chars().take(40).collect();
        let own = own.trim_end_matches('-');
        let whole = match parent {
            Some(parent) if !own.is_empty() && parent.0.len() + own.len() < 60 => {
                format!("{}.{own}", parent.0)
            }
            _ => own.to_owned(),
        };
        Self::parse(&whole)
    }

    /// The word as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_shipped_codes_stand_on_each_other() {
        let mut seen = BTreeSet::new();
        for code in Entry::shipped() {
            assert_eq!(CodeWord::parse(code.word.as_str()), Ok(code.word.clone()));
            assert!(
                code.parent.iter().all(|parent| seen.contains(parent)),
                "{:?} comes before its parent",
                code.word
            );
            assert!(seen.insert(code.word.clone()), "{:?} stands twice", code.word);
            assert!(code.name.iter().all(|name| !name.is_empty() && name.chars().count() <= NAME_MOST));
            assert!(
                code.definition.iter().all(|text| text.chars().count() > 20),
                "{:?} is defined",
                code.word
            );
        }
        let angles: Vec<_> =
            SHIPPED.iter().filter(|code| code.parent.is_none()).map(|code| code.word).collect();
        assert_eq!(angles, ["usage", "avantage", "contrainte", "prerequis", "recommandation", "libre"]);
        let under = |parent| SHIPPED.iter().filter(|code| code.parent == Some(parent)).count();
        assert_eq!((under("contrainte"), under("avantage")), (14, 4));
    }

    #[test]
    fn words_are_plain() {
        assert!(CodeWord::parse("contrainte.cout").is_ok());
        for bad in ["", "Coût", "a b", "a/b", &"a".repeat(61)] {
            assert_eq!(CodeWord::parse(bad), Err(InvalidCodeWord), "{bad}");
        }
        let parent = CodeWord::parse("contrainte").unwrap();
        let of = |name| CodeWord::of_name(name, Some(&parent)).map(|word| word.0);
        assert_eq!(of("Coût caché !"), Ok("contrainte.cout-cache".to_owned()));
        assert_eq!(of("العربية"), Err(InvalidCodeWord));
        assert_eq!(CodeWord::of_name("Œuvre 2", None).unwrap().as_str(), "oeuvre-2");
    }
}
