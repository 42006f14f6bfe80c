//! What the team decides about a return and its experiences, and why one does not count.

use crate::{
    submission::ReviewStatus,
    text::{self, InvalidText},
    time::{MINUTE, Timestamp},
};

/// How long a decision about many returns can be taken back.
pub const UNDO: i64 = 30 * MINUTE;

/// The most returns that one decision covers, so that nobody waits for it behind the writer.
pub const MANY_MOST: i64 = 500;

/// May a decision about many returns, made at `made_at`, still be taken back?
pub fn can_undo(made_at: Timestamp, now: Timestamp) -> bool {
    now < made_at.plus(UNDO)
}

/// Why a return or one of its experiences is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// It is about a public web site, public social networks or fund-raising: out of the study's scope.
    ExternalCommunication,
    /// It came twice.
    Duplicate,
    /// Nothing is told in it.
    NoExperience,
    /// It cannot be understood, and nobody can be asked.
    NotUnderstandable,
    /// It names somebody in a way that masking would not mend.
    NamesPerson,
    /// Its author asked for it, without taking the return back.
    AskedByAuthor,
    /// Something else, in words.
    Other,
}

impl Ground {
    /// All grounds, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::ExternalCommunication,
        Self::Duplicate,
        Self::NoExperience,
        Self::NotUnderstandable,
        Self::NamesPerson,
        Self::AskedByAuthor,
        Self::Other,
    ];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::ExternalCommunication => "external_communication",
            Self::Duplicate => "duplicate",
            Self::NoExperience => "no_experience",
            Self::NotUnderstandable => "not_understandable",
            Self::NamesPerson => "names_person",
            Self::AskedByAuthor => "asked_by_author",
            Self::Other => "other",
        }
    }

    /// Reads the word of a ground.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.word() == word)
    }
}

/// The most characters of the words that go with a ground.
pub const WORDS_MOST: usize = 500;

/// A ground, with words for the colleagues who ask later. « Other » does not go without them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    ground: Ground,
    words: String,
}

/// Why a reason was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReason {
    /// None was chosen.
    #[error("no ground")]
    Missing,
    /// « Other » was chosen, and not said what.
    #[error("other, without words")]
    Unsaid,
    /// The words cannot be kept.
    #[error(transparent)]
    Words(InvalidText),
}

impl Reason {
    /// Reads what a form sent.
    pub fn parse(ground: &str, words: &str) -> Result<Self, InvalidReason> {
        let ground = Ground::parse(ground).ok_or(InvalidReason::Missing)?;
        let words = match text::line(words, WORDS_MOST) {
            Ok(words) => words,
            Err(InvalidText::Empty) if ground == Ground::Other => return Err(InvalidReason::Unsaid),
            Err(InvalidText::Empty) => String::new(),
            Err(other) => return Err(InvalidReason::Words(other)),
        };
        Ok(Self { ground, words })
    }

    /// The ground.
    pub fn ground(&self) -> Ground {
        self.ground
    }

    /// The words that go with it; empty when there are none.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The text for the database: the word of the ground, then the words after a colon.
    pub fn to_stored(&self) -> String {
        if self.words.is_empty() {
            self.ground.word().to_owned()
        } else {
            format!("{}: {}", self.ground.word(), self.words)
        }
    }

    /// Reads what the database holds; nothing when it was not set aside.
    pub fn from_stored(text: &str) -> Option<Self> {
        let (ground, words) = text.split_once(": ").unwrap_or((text, ""));
        Some(Self { ground: Ground::parse(ground)?, words: words.to_owned() })
    }
}

/// Where an experience stands: set aside when it is itself, else where its return stands.
pub fn status_of_experience(of_return: ReviewStatus, is_set_aside_itself: bool) -> ReviewStatus {
    if is_set_aside_itself { ReviewStatus::SetAside } else { of_return }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_survive_the_database() {
        for ground in Ground::ALL {
            for words in ["", "Deux-points : et « guillemets »"] {
                let Ok(reason) = Reason::parse(ground.word(), words) else { continue };
                assert_eq!(Reason::from_stored(&reason.to_stored()), Some(reason));
            }
        }
        assert_eq!(Reason::from_stored(""), None);
    }

    #[test]
    fn another_reason_is_said_in_words() {
        assert_eq!(Reason::parse("other", "  "), Err(InvalidReason::Unsaid));
        assert_eq!(Reason::parse("", "voilà"), Err(InvalidReason::Missing));
        assert_eq!(Reason::parse("burned", ""), Err(InvalidReason::Missing));
        let long = "a".repeat(WORDS_MOST + 1);
        let refused = Reason::parse("other", &long);
        assert_eq!(refused, Err(InvalidReason::Words(InvalidText::TooLong { most: WORDS_MOST })));
        assert_eq!(Reason::parse("duplicate", "").map(|reason| reason.ground()), Ok(Ground::Duplicate));
    }

    #[test]
    fn an_experience_follows_its_return_unless_it_is_set_aside_itself() {
        for status in ReviewStatus::ALL {
            assert_eq!(status_of_experience(status, false), status);
            assert_eq!(status_of_experience(status, true), ReviewStatus::SetAside);
        }
    }

    #[test]
    fn a_decision_can_be_taken_back_for_half_an_hour() {
        let made = Timestamp::from_micros(1_000);
        assert!(can_undo(made, made));
        assert!(can_undo(made, made.plus(UNDO - 1)));
        assert!(!can_undo(made, made.plus(UNDO)));
    }
}
