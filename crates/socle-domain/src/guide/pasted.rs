//! Words of a return that stand in a guide outside a citation. They would stay when the return is withdrawn, and would
//! be read by nobody's leave: a quotation is shown by citing its passage.
//!
//! The guide is short and the returns are many: every stretch of [`PASTED_LEAST`] characters of the guide is put under
//! a number, then each return is walked through once with a number that rolls along. Numbers that meet are compared
//! letter by letter.

use crate::{
    fold,
    taxonomy::{self, Term},
};
use std::collections::HashMap;

/// How many characters in a row make a quotation, once case, accents and punctuation are put aside.
pub const PASTED_LEAST: usize = 24;

/// An odd number far from any power of two, so that stretches of similar words get numbers far apart.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stretch of a return found in a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted<P> {
    /// Where it begins in the guide.
    pub place: P,
    /// The words, without case, accents and punctuation.
    pub words: String,
}

/// The stretches of a guide.
#[derive(Debug, Clone)]
pub struct Shingles<P> {
    letters: Vec<char>,
    /// From which letter on a text begins, and where that text stands.
    places: Vec<(usize, P)>,
    /// Where each stretch of letters begins last, by its number.
    stretches: HashMap<u64, usize>,
    /// Where the same stretch begins before that, by where it begins.
    before: HashMap<usize, usize>,
    /// One bit for the numbers that begin alike: most stretches of a return are told apart here.
    seen: Vec<u64>,
}

/// How many of the first bits of a number choose its bit in `Shingles::seen`: 32 KiB of bits.
const SEEN_BITS: u32 = 18;

impl<P> Default for Shingles<P> {
    fn default() -> Self {
        let seen = vec![0; 1 << (SEEN_BITS - 6)];
        let (stretches, before) = (HashMap::new(), HashMap::new());
        Self { letters: Vec::new(), places: Vec::new(), stretches, before, seen }
    }
}

impl<P: Clone> Shingles<P> {
    /// Takes in texts that follow one another, each with its place: a stretch may go from one to the next.
    pub fn add<'t>(&mut self, texts: impl IntoIterator<Item = (P, &'t str)>) {
        // What was taken in before does not go on here: no return holds this letter.
        self.letters.push('\u{0}');
        let start = self.letters.len();
        for (place, text) in texts {
            self.places.push((self.letters.len(), place));
            normalize(text, &mut self.letters);
            if self.letters.last().is_some_and(|last| !matches!(last, ' ' | '\u{0}')) {
                self.letters.push(' ');
            }
        }
        for (at, number) in rolling(&self.letters[start..]) {
            let (word, bit) = bit_of(number);
            self.seen[word] |= bit;
            if let Some(before) = self.stretches.insert(number, start + at) {
                self.before.insert(start + at, before);
            }
        }
    }

    /// The stretches of a return's text that stand in the guide, each as long as it goes, wherever they stand.
    pub fn found_in(&self, text: &str) -> Vec<Pasted<P>> {
        let mut letters = Vec::with_capacity(text.len());
        normalize(text, &mut letters);
        let mut found = Vec::new();
        let mut past = 0;
        for (at, number) in rolling(&letters) {
            let (word, bit) = bit_of(number);
            if self.seen[word] & bit == 0 || at < past || letters[at] == ' ' {
                continue;
            }
            let last = self.stretches.get(&number).copied();
            let mut places: Vec<_> =
                std::iter::successors(last, |start| self.before.get(start).copied()).collect();
            places.reverse();
            for start in places {
                let shared = self.letters[start..].iter().zip(&letters[at..]);
                let length = shared.take_while(|(one, other)| one == other).count();
                let words: String = letters[at..at + length].iter().collect();
                let words = words.trim_end();
                if words.chars().count() >= PASTED_LEAST {
                    past = past.max(at + length);
                    found.extend(self.place_of(start).map(|place| Pasted { place, words: words.to_owned() }));
                }
            }
        }
        found
    }

    fn place_of(&self, letter: usize) -> Option<P> {
        let after = self.places.partition_point(|(start, _)| *start <= letter);
        self.places.get(after.checked_sub(1)?).map(|(_, place)| place.clone())
    }
}

/// What anybody may say in these words, although a return says it too: names that may be told, and the words of our own
/// lists, which the questionnaire hands to everyone.
#[derive(Debug, Clone)]
pub(super) struct Common(Vec<String>);

impl Common {
    pub(super) fn new<'t>(allowed: impl IntoIterator<Item = &'t str>) -> Self {
        let lists: [&[Term]; 7] = [
            &taxonomy::ORGANIZATIONS,
            &taxonomy::NEEDS,
            &taxonomy::THEMES,
            &taxonomy::FAMILIES,
            &taxonomy::PEOPLE,
            &taxonomy::OBSTACLES,
            &taxonomy::SENSITIVITY,
        ];
        let labels = lists.into_iter().flatten().flat_map(|term| [term.french, term.english]);
        let normal = |text: &str| {
            let mut letters = Vec::new();
            normalize(text, &mut letters);
            letters.iter().collect::<String>().trim().to_owned()
        };
        let phrases = allowed.into_iter().chain(labels).map(normal);
        Self(phrases.filter(|phrase| phrase.chars().count() >= COMMON_LEAST).collect())
    }

    /// Whether a stretch is a quotation even when these phrases are taken out of it.
    pub(super) fn leaves(&self, words: &str) -> bool {
        let mut words = words.to_owned();
        for phrase in &self.0 {
            words = words.replace(phrase.as_str(), "\u{0}");
        }
        words.split('\u{0}').any(|left| left.trim().chars().count() >= PASTED_LEAST)
            // A stretch may hold the beginning of a phrase alone.
            && !self.0.iter().any(|phrase| phrase.contains(words.as_str()))
    }
}

/// Shorter phrases make no stretch longer than it may be.
const COMMON_LEAST: usize = 12;

/// Where the bit of a number stands in `Shingles::seen`.
fn bit_of(number: u64) -> (usize, u64) {
    let bit = number >> (64 - SEEN_BITS);
    // Eighteen bits fit any usize.
    (usize::try_from(bit >> 6).unwrap_or(0), 1 << (bit & 63))
}

/// The numbers of all stretches, in their order, each made from the one before.
fn rolling(letters: &[char]) -> impl Iterator<Item = (usize, u64)> {
    let top = (1..PASTED_LEAST).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut number = 0_u64;
    letters.iter().enumerate().filter_map(move |(at, letter)| {
        if let Some(left) = at.checked_sub(PASTED_LEAST) {
            number = number.wrapping_sub(u64::from(letters[left]).wrapping_mul(top));
        }
        number = number.wrapping_mul(BASE).wrapping_add(u64::from(*letter));
        (at + 1).checked_sub(PASTED_LEAST).map(|start| (start, number))
    })
}

/// Letters and digits without case and accents; one space for all that stands between words. Marks of emphasis and
/// characters that are not seen do not part a word.
fn normalize(text: &str, letters: &mut Vec<char>) {
    let mut folded = String::new();
    for c in text.chars() {
        if matches!(c, '*' | '_' | '`' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') {
            continue;
        }
        folded.clear();
        fold::fold(c, &mut folded);
        for letter in folded.chars() {
            if letter.is_alphanumeric() {
                letters.push(letter);
            } else if letters.last().is_some_and(|last| *last != ' ') {
                letters.push(' ');
            }
        }
    }
}
