//! Whether two returns tell the same story: a hint for the person who reads, never a decision.

use crate::fold;
use std::collections::BTreeSet;

/// From this likeness on, two returns of one organization may be the same one sent twice.
pub const DOUBTFUL: u32 = 60;

/// How much two texts have in common, in hundredths: the share of sequences of three words that stand in both, case,
/// accents and punctuation left aside. Two texts of the same few words are alike only when they are the same.
pub fn likeness(one: &str, other: &str) -> u32 {
    let (one, other) = (fold::words(one), fold::words(other));
    if one.len() < 3 || other.len() < 3 {
        return if one == other && !one.is_empty() { 100 } else { 0 };
    }
    let sequences = |words: &[String]| -> BTreeSet<[String; 3]> {
        words.windows(3).map(|three| [three[0].clone(), three[1].clone(), three[2].clone()]).collect()
    };
    let (one, other) = (sequences(&one), sequences(&other));
    let shared = one.intersection(&other).count();
    u32::try_from(200 * shared / (one.len() + other.len())).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

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
