//! Whether two returns tell the same story: a hint for the person who reads, never a decision.

use crate::fold;

/// From this likeness on, two returns of one organization may be the same one sent twice.
pub const DOUBTFUL: u32 = 60;

/// A text made ready to be compared with many others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its words, when they are too few for sequences.
    few: Vec<String>,
    /// A number for each sequence of three words, in order, each once.
    sequences: Vec<u64>,
}

impl Told {
    /// Case, accents and punctuation are left aside.
    pub fn new(text: &str) -> Self {
        let words = fold::words(text);
        let numbers: Vec<u64> = words.iter().map(|word| number(word)).collect();
        let mut sequences: Vec<u64> = numbers
            .windows(3)
            .map(|three| three.iter().fold(START, |all, word| (all ^ word).wrapping_mul(PRIME)))
            .collect();
        sequences.sort_unstable();
        sequences.dedup();
        let few = if words.len() < 3 { words } else { Vec::new() };
        Self { few, sequences }
    }

    /// How much two texts have in common, in hundredths: the share of sequences of three words that stand in both. Two
    /// texts of a word or two are alike only when they are the same.
    pub fn likeness(&self, other: &Self) -> u32 {
        if self.sequences.is_empty() || other.sequences.is_empty() {
            let are_same = self.few == other.few && !self.few.is_empty();
            return if are_same && self.sequences == other.sequences { 100 } else { 0 };
        }
        let shared = self.sequences.iter().filter(|one| other.sequences.binary_search(one).is_ok()).count();
        u32::try_from(200 * shared / (self.sequences.len() + other.sequences.len())).unwrap_or(100)
    }
}

const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// A number for a word (FNV-1a): two words seldom share one, and a hint can bear it when they do.
fn number(word: &str) -> u64 {
    word.bytes().fold(START, |all, byte| (all ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> u32 {
        Told::new(one).likeness(&Told::new(other))
    }

    const STORY: &str =
        "Nous avons gardé le cahier papier six mois, puis le tableur a tout remplacé au bureau.";

    #[test]
    fn the_same_words_are_alike_whatever_their_dress() {
        assert_eq!(likeness(STORY, STORY), 100);
        assert_eq!(likeness(STORY, &STORY.to_uppercase().replace(',', " ;")), 100);
    }

    #[test]
    fn a_story_sent_again_with_a_sentence_more_is_doubtful() {
        let again = format!("{STORY} Tout le monde s'en sert.");
        assert!(likeness(STORY, &again) >= DOUBTFUL, "{}", likeness(STORY, &again));
    }

    #[test]
    fn two_stories_about_one_thing_are_not() {
        let other =
            "Le cahier papier a été gardé six mois par nous au bureau ; depuis, un tableur sert à tout.";
        assert!(likeness(STORY, other) < DOUBTFUL, "{}", likeness(STORY, other));
        assert_eq!(likeness("", ""), 0, "two empty texts tell nothing");
        assert_eq!(likeness("Un essai", "un essai."), 100);
        assert_eq!(likeness("Un essai", "Un échec"), 0);
    }

    #[test]
    fn order_of_the_two_does_not_matter() {
        let other = &STORY[..40];
        assert_eq!(likeness(STORY, other), likeness(other, STORY));
    }
}
