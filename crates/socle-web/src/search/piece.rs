//! The piece of a text around the words that were looked for.

use socle_domain::fold;

/// The characters that a piece shows, about.
const SHOWN: usize = 220;
/// The characters before the first word that was met.
const BEFORE: usize = 60;
/// The least letters that two words share to be taken for forms of one.
const SHARED: usize = 3;
/// The letters at the end in which two forms of a word may differ.
const ENDING: usize = 2;

/// A part of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) is_met: bool,
}

/// The piece of a text around the first of the words that stands in it; its beginning when none does. `words` are
/// folded.
pub(super) fn piece_around(text: &str, words: &[String]) -> Vec<Piece> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let spans = met(&text, words);
    let first = spans.first().map_or(0, |(start, _)| *start);
    let from = start_of(&text, first);
    let to = end_of(&text, from);
    let mut pieces = Vec::new();
    let mut add = |text: &str, is_met| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), is_met });
        }
    };
    add(if from > 0 { "… " } else { "" }, false);
    let mut at = from;
    for (start, end) in spans.into_iter().filter(|(start, end)| *start >= from && *end <= to) {
        add(&text[at..start], false);
        add(&text[start..end], true);
        at = end;
    }
    add(&text[at..to], false);
    add(if to < text.len() { " …" } else { "" }, false);
    pieces
}

/// Where the words stand, in bytes.
fn met(text: &str, words: &[String]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = fold::folded(&text[from..at]);
                if words.iter().any(|wanted| are_forms(wanted, &word)) {
                    spans.push((from, at));
                }
                start = None;
            }
            _ => {}
        }
    }
    spans
}

/// Whether two folded words are forms of one, as far as a reader sees: the stemmer of the index has the last word on
/// what is found.
fn are_forms(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.chars().count(), other.chars().count());
    one == shared && other == shared || shared >= SHARED && shared + ENDING >= one.max(other)
}

/// The beginning of the word some way before `at`.
fn start_of(text: &str, at: usize) -> usize {
    let before = text[..at].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    if before == 0 { 0 } else { text[before..at].find(' ').map_or(at, |blank| before + blank + 1) }
}

/// The end of the word some way after `from`.
fn end_of(text: &str, from: usize) -> usize {
    let after = text[from..].char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| from + at);
    if after == text.len() { after } else { text[from..after].rfind(' ').map_or(after, |blank| from + blank) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let pieces = piece_around(text, &words);
        pieces.iter().map(|p| if p.is_met { format!("[{}]", p.text) } else { p.text.clone() }).collect()
    }

    #[test]
    fn words_are_shown_where_they_stand() {
        assert_eq!(told("Les données de l'école.", &["donnee", "ecole"]), "Les [données] de l'[école].");
        assert_eq!(told("Un puits", &["forage"]), "Un puits");
        assert_eq!(told("", &["forage"]), "");
        let long = format!("{} forages {}", "avant ".repeat(40), "après ".repeat(60));
        let piece = told(&long, &["forage"]);
        assert!(
            piece.starts_with("… avant") && piece.contains("[forages]") && piece.ends_with("après …"),
            "{piece}"
        );
        assert!(piece.chars().count() < 240);
    }

    #[test]
    fn long_words_and_other_scripts_are_cut_between_characters() {
        let _no_panic = told(&"é".repeat(2_000), &["eee"]);
        assert_eq!(told("مرحبا 🌍 forage", &["forage"]), "مرحبا 🌍 [forage]");
    }
}
