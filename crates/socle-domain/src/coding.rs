//! Passages of a story: the numbered sentences they are chosen by, where they stand, where they go when the text
//! changes, and how far two people agree on them.
//!
//! All places are counted in Unicode code points, as the database keeps them.

mod agreement;
mod anchor;
mod sentence;

pub use agreement::Agreement;
pub use anchor::{Anchor, closest, find, reanchor};
pub use sentence::{Sentence, sentences};

/// A stretch of a text: from `start` (included) to `end` (excluded), in Unicode code points. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The stretch between two places; none when it would be empty or turned round.
    pub fn new(start: usize, end: usize) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The place of its first character.
    pub fn start(self) -> usize {
        self.start
    }

    /// The place after its last character.
    pub fn end(self) -> usize {
        self.end
    }

    /// Whether some character is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every character of `other` is in this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The words, if the text is long enough to hold them.
    pub fn of(self, text: &str) -> Option<&str> {
        let from = byte_at(text, self.start)?;
        let until = from + byte_at(&text[from..], self.end - self.start)?;
        Some(&text[from..until])
    }
}

/// Where the code point at a place begins; the end of the text counts as a place.
fn byte_at(text: &str, place: usize) -> Option<usize> {
    let ends = std::iter::once(text.len());
    text.char_indices().map(|(byte, _)| byte).chain(ends).nth(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_counted_in_code_points() {
        let span = |start, end| Span::new(start, end).unwrap();
        assert_eq!(span(0, 3).of("été 🌍"), Some("été"));
        assert_eq!(span(4, 5).of("été 🌍"), Some("🌍"));
        assert_eq!(span(4, 6).of("été 🌍"), None);
        assert_eq!(Span::new(2, 2), None);
        assert!(span(0, 3).overlaps(span(2, 4)) && !span(0, 3).overlaps(span(3, 4)));
        assert!(span(0, 3).contains(span(1, 3)) && !span(0, 3).contains(span(1, 4)));
    }
}
