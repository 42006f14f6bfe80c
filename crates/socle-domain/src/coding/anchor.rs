//! Where a passage goes when its text changes.
//!
//! A passage is evidence: it follows its words, never its place. Words that are still there move with them; words that
//! differ in blanks, typography, accents or case alone are the same words, set better. Anything else is for a person.

use super::{Sentence, Span};
use crate::text;
use std::collections::BTreeSet;

/// What becomes of a passage in a new text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The same words, letter for letter.
    Same(Span),
    /// The same words, with other blanks, typography, accents or case.
    Near(Span),
    /// The words are not there any more, or at several places that nothing tells apart.
    Lost,
}

impl Anchor {
    /// Where the passage stands now, unless it was lost.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Same(span) | Self::Near(span) => Some(span),
            Self::Lost => None,
        }
    }
}

/// Letters on each side that tell two places of the same words apart.
const CONTEXT: usize = 60;
/// The fewest of them that have to agree.
const AGREEING: usize = 8;

/// Finds the passage `span` of `old` in `new`.
pub fn reanchor(old: &str, span: Span, new: &str) -> Anchor {
    let Some(words) = span.of(old) else { return Anchor::Lost };
    if let Some(span) = outside_the_change(old, span, new) {
        return Anchor::Same(span);
    }
    let around = Around::of(old, span);
    if let Some(span) = around.choose(new, places(new, words)) {
        return Anchor::Same(span);
    }
    around.choose(new, near_places(new, words)).map_or(Anchor::Lost, Anchor::Near)
}

/// The one place of `words` in `text`: letter for letter or, failing that, as the same words set otherwise. None when
/// they are nowhere, or at several places.
pub fn find(text: &str, words: &str) -> Option<Span> {
    let words = words.trim();
    let only = |spans: Vec<Span>| match spans.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let exact = places(text, words);
    if exact.is_empty() { only(near_places(text, words)) } else { only(exact) }
}

/// The sentence that shares most words with a passage that was lost, for a person to start from; none when no word is
/// shared.
pub fn closest(text: &str, sentences: &[Sentence], words: &str) -> Option<usize> {
    let bag = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(|word| Folded::of(word).letters);
        words.filter(|word| word.chars().count() > 2).collect()
    };
    let wanted = bag(words);
    let shared =
        |sentence: &Sentence| bag(sentence.span.of(text).unwrap_or_default()).intersection(&wanted).count();
    let scored = sentences.iter().map(shared).enumerate();
    let best = scored.max_by_key(|(index, shared)| (*shared, std::cmp::Reverse(*index)))?;
    (best.1 > 0).then_some(best.0)
}

/// A passage before or after all that changed keeps its words, even where they stand twice in the text.
fn outside_the_change(old: &str, span: Span, new: &str) -> Option<Span> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    if span.end() <= head {
        return Some(span);
    }
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    if span.start() < old.len() - tail {
        return None;
    }
    let from_the_end = |place: usize| new.len() - (old.len() - place);
    Span::new(from_the_end(span.start()), from_the_end(span.end()))
}

/// Every place of some words, letter for letter; places may overlap.
fn places(text: &str, words: &str) -> Vec<Span> {
    let length = words.chars().count();
    let mut found = Vec::new();
    let (mut from, mut place) = (0, 0);
    while let Some(offset) = text[from..].find(words).filter(|_| length > 0) {
        place += text[from..from + offset].chars().count();
        found.extend(Span::new(place, place + length));
        let step = text[from + offset..].chars().next().map_or(1, char::len_utf8);
        from += offset + step;
        place += 1;
    }
    found
}

/// Every place of the same words set otherwise.
fn near_places(text: &str, words: &str) -> Vec<Span> {
    let (text, words) = (Folded::of(text), Folded::of(words));
    let found = places(&text.letters, &words.letters);
    found.into_iter().filter_map(|span| text.source(span)).collect()
}

/// A text without what typography changes: blanks, case, accents, the shapes of quotes and dashes.
struct Folded {
    letters: String,
    /// For each folded letter, the place of the letter it comes from.
    places: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { letters: String::with_capacity(text.len()), places: Vec::new() };
        for (place, letter) in text.chars().enumerate() {
            let before = folded.letters.len();
            fold(letter, &mut folded.letters);
            let added = folded.letters[before..].chars().count();
            folded.places.extend(std::iter::repeat_n(place, added));
        }
        folded
    }

    /// The stretch of the text itself, if the folded one cuts no letter in two.
    fn source(&self, span: Span) -> Option<Span> {
        let (first, last) = (self.places[span.start()], self.places[span.end() - 1]);
        let cuts_first = span.start() > 0 && self.places[span.start() - 1] == first;
        let cuts_last = self.places.get(span.end()).is_some_and(|next| *next == last);
        if cuts_first || cuts_last { None } else { Span::new(first, last + 1) }
    }
}

fn fold(letter: char, into: &mut String) {
    match letter {
        // Blanks of all widths, soft hyphens, marks of direction, combining accents.
        c if c.is_whitespace() => {}
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{300}'..='\u{36F}' => {}
        '’' | '‘' | 'ʼ' | '′' | '`' | '´' => into.push('\''),
        '«' | '»' | '“' | '”' | '„' | '″' => into.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => into.push('-'),
        '…' => into.push_str("..."),
        'œ' | 'Œ' => into.push_str("oe"),
        'æ' | 'Æ' => into.push_str("ae"),
        'ß' => into.push_str("ss"),
        other => into.extend(other.to_lowercase().map(text::without_accent)),
    }
}

/// What stands around a passage, nearest letter first.
struct Around {
    before: Vec<char>,
    after: Vec<char>,
}

impl Around {
    fn of(text: &str, span: Span) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let mut before: Vec<char> = letters[span.start().saturating_sub(CONTEXT)..span.start()].to_vec();
        before.reverse();
        Self {
            before: folded(&before),
            after: folded(&letters[span.end()..][..CONTEXT.min(letters.len() - span.end())]),
        }
    }

    /// How many letters on both sides are the same, counted from the passage outwards.
    fn agreement(&self, other: &Self) -> usize {
        let same = |a: &[char], b: &[char]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
        same(&self.before, &other.before) + same(&self.after, &other.after)
    }

    /// The one place among several: the only one, or the one whose surroundings agree best.
    fn choose(&self, text: &str, spans: Vec<Span>) -> Option<Span> {
        if let [one] = spans.as_slice() {
            return Some(*one);
        }
        let scored: Vec<_> =
            spans.into_iter().map(|span| (self.agreement(&Self::of(text, span)), span)).collect();
        let best = scored.iter().map(|(score, _)| *score).max()?;
        let mut winners = scored.iter().filter(|(score, _)| *score == best);
        match (winners.next(), winners.next()) {
            (Some((_, span)), None) if best >= AGREEING => Some(*span),
            _ => None,
        }
    }
}

fn folded(letters: &[char]) -> Vec<char> {
    let mut text = String::new();
    for letter in letters {
        fold(*letter, &mut text);
    }
    text.chars().collect()
}

#[cfg(test)]
mod tests;
