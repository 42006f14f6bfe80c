//! A plain text cut into sentences, so that a passage can be named by two numbers.
//!
//! The rules are those of written French and English; where they cannot know (people write without capitals, and end
//! no list with a full stop) a line is always a unit of its own, and a unit rather too long than cut in its middle.

use super::Span;

/// A sentence, a line of a list, or a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without the blanks around it.
    pub span: Span,
    /// Whether it is the first on its line.
    pub begins_line: bool,
    /// Whether an empty line stands before it.
    pub begins_paragraph: bool,
}

/// The sentences of a text, in its order. They never overlap, and every character that is not a blank is in one.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let (mut line_start, mut was_empty) = (0, true);
    while line_start < letters.len() {
        let length = letters[line_start..].iter().take_while(|c| **c != '\n').count();
        let line = &letters[line_start..line_start + length];
        let spans = spans_of_line(line);
        for (index, (start, end)) in spans.iter().enumerate() {
            let Some(span) = Span::new(line_start + start, line_start + end) else { continue };
            found.push(Sentence { span, begins_line: index == 0, begins_paragraph: index == 0 && was_empty });
        }
        was_empty = spans.is_empty();
        line_start += length + 1;
    }
    found
}

fn spans_of_line(line: &[char]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = skip_blanks(line, 0);
    let mut at = start;
    while at < line.len() {
        let Some(end) = sentence_end(line, start, at) else {
            at += 1;
            continue;
        };
        spans.push((start, end));
        start = skip_blanks(line, end);
        at = start;
    }
    if start < line.len() {
        let end = line.len() - line[start..].iter().rev().take_while(|c| c.is_whitespace()).count();
        spans.push((start, end));
    }
    spans
}

fn skip_blanks(line: &[char], from: usize) -> usize {
    from + line[from..].iter().take_while(|c| c.is_whitespace()).count()
}

/// The place after the sentence, when the character at `at` ends one that began at `start` and more follows.
fn sentence_end(line: &[char], start: usize, at: usize) -> Option<usize> {
    if !is_end_mark(line[at]) || line.get(at + 1).copied().is_some_and(is_end_mark) {
        return None;
    }
    let end = after_closing(line, at + 1);
    let next = skip_blanks(line, end);
    if next == end || next == line.len() {
        return None;
    }
    let opening = line[next..].iter().copied().find(|c| c.is_alphanumeric());
    let run = line[..=at].iter().rev().take_while(|c| is_end_mark(**c)).count();
    if line[at] == '.' && run == 1 {
        let word = word_before(line, start, at);
        let is_list_mark = at + 1 - word.chars().count() == start + 1 && is_list_number(&word);
        return (!is_list_mark && may_end(&word, opening)).then_some(end);
    }
    // « Quoi ? » dit-il: within a sentence after all.
    (!opening.is_some_and(char::is_lowercase)).then_some(end)
}

fn is_end_mark(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？')
}

/// Quotes and brackets that close after the full stop belong to the sentence: `… » Puis`, `…") Then`.
fn after_closing(line: &[char], from: usize) -> usize {
    let mut end = from;
    loop {
        let next = skip_blanks(line, end);
        match line.get(next) {
            Some('»' | '”') => end = next + 1,
            Some(')' | ']' | '"' | '’' | '\'' | '*' | '_') if next == end => end = next + 1,
            _ => return end,
        }
    }
}

/// The letters, digits and inner points that stand before a full stop: `p. ex` is two words, `c.-à-d` one.
fn word_before(line: &[char], start: usize, at: usize) -> String {
    let is_part = |c: &&char| c.is_alphanumeric() || matches!(c, '.' | '-' | '°');
    let length = line[start..at].iter().rev().take_while(is_part).count();
    line[at - length..at].iter().collect()
}

/// `1.` or `12.` at the head of a line numbers what follows.
fn is_list_number(word: &str) -> bool {
    word.len() <= 2 && !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

/// Abbreviations after which a name or more words follow: they end no sentence.
const NEVER: [&str; 27] = [
    "mm", "mr", "mrs", "ms", "mme", "dr", "pr", "prof", "st", "ste", "mgr", "cf", "ex", "tél", "tel", "av",
    "bd", "vs", "e.g", "i.e", "p.ex", "c.-à-d", "c.à.d", "càd", "resp", "approx", "al",
];
/// Abbreviations that stand before a figure: they end no sentence when one follows.
const BEFORE_FIGURES: [&str; 13] =
    ["n", "n°", "no", "nos", "nr", "p", "pp", "art", "fig", "vol", "chap", "par", "réf"];
/// Abbreviations that may close a sentence: they do when a capital follows.
const SOMETIMES: [&str; 17] = [
    "etc", "env", "hab", "min", "max", "inc", "ltd", "co", "dept", "govt", "sept", "oct", "nov", "déc",
    "janv", "févr", "km",
];

/// Whether a full stop after `word` ends a sentence, when `next` is the first letter or figure after it.
fn may_end(word: &str, next: Option<char>) -> bool {
    let small = word.to_lowercase();
    let mut letters = word.chars();
    let is_initial = matches!((letters.next(), letters.next()), (Some(one), None) if one.is_uppercase());
    let is_figure = next.is_some_and(|c| c.is_ascii_digit());
    let is_small = next.is_some_and(char::is_lowercase);
    if is_initial || NEVER.contains(&small.as_str()) {
        return false;
    }
    if BEFORE_FIGURES.contains(&small.as_str()) && (is_figure || small.len() <= 2 && is_small) {
        return false;
    }
    let is_doubtful = SOMETIMES.contains(&small.as_str()) || small.contains('.');
    !(is_doubtful && (is_small || is_figure))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|s| s.span.of(text).unwrap()).collect()
    }

    #[test]
    fn french_sentences_are_cut_where_a_reader_pauses() {
        assert_eq!(
            cut("Le réseau ne passe que le dimanche. On a découvert le coût au 3e mois ! Et après ?"),
            ["Le réseau ne passe que le dimanche.", "On a découvert le coût au 3e mois !", "Et après ?"]
        );
        assert_eq!(
            cut("M. Diallo et Mme K. Traoré sont venus. Ils ont vu le Dr. Sow, etc. Puis rien."),
            ["M. Diallo et Mme K. Traoré sont venus.", "Ils ont vu le Dr. Sow, etc.", "Puis rien."]
        );
        assert_eq!(
            cut("Des outils (p. ex. Kobo, etc. et Drive). Soit env. 3.5 €/mois, cf. p. 12."),
            ["Des outils (p. ex. Kobo, etc. et Drive).", "Soit env. 3.5 €/mois, cf. p. 12."]
        );
    }

    #[test]
    fn english_sentences_too() {
        assert_eq!(
            cut(
                "We met Dr. Smith, i.e. the donor. \"It works.\" She said so. U.S. offices agreed... Then it broke."
            ),
            [
                "We met Dr. Smith, i.e. the donor.",
                "\"It works.\"",
                "She said so.",
                "U.S. offices agreed...",
                "Then it broke."
            ]
        );
    }

    #[test]
    fn quotations_keep_their_marks_and_their_speaker() {
        assert_eq!(
            cut("Elle dit : « On a gardé le cahier. » Puis elle rit. « Quoi ? » dit-il."),
            ["Elle dit : « On a gardé le cahier. »", "Puis elle rit.", "« Quoi ? » dit-il."]
        );
        assert_eq!(cut("(Voir plus loin.) Ensuite."), ["(Voir plus loin.)", "Ensuite."]);
    }

    #[test]
    fn lines_of_a_list_are_units() {
        assert_eq!(
            cut("Trois étapes :\n- former\n- essayer\n\n1. Former. Deux jours.\n2) essayer"),
            ["Trois étapes :", "- former", "- essayer", "1. Former.", "Deux jours.", "2) essayer"]
        );
        let cut = sentences("Titre\n\nUn. Deux.\nTrois.");
        let marks: Vec<_> = cut.iter().map(|s| (s.begins_line, s.begins_paragraph)).collect();
        assert_eq!(marks, [(true, true), (true, true), (false, false), (true, false)]);
    }

    #[test]
    fn people_who_write_without_capitals_are_read_too() {
        assert_eq!(cut("on a essayé. ça n'a pas marché."), ["on a essayé.", "ça n'a pas marché."]);
        assert_eq!(cut("sans point final"), ["sans point final"]);
        assert_eq!(cut(" \n\t "), Vec::<&str>::new());
        assert_eq!(cut("voir socle.org. merci"), ["voir socle.org. merci"], "an address is no end");
        assert_eq!(cut("نص أول؟ نص ثان۔"), ["نص أول؟", "نص ثان۔"]);
    }

    #[test]
    fn small_words_that_look_like_abbreviations_end_sentences() {
        assert_eq!(cut("They said no. Then yes."), ["They said no.", "Then yes."]);
        assert_eq!(cut("Voir no. 3 et art. 4."), ["Voir no. 3 et art. 4."]);
        assert_eq!(cut("Le puits est à 10 m. Nous y allons."), ["Le puits est à 10 m.", "Nous y allons."]);
    }

    fn prose() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("M.".to_owned()),
            Just("etc.".to_owned()),
            Just("1.".to_owned()),
            Just("« ".to_owned()),
            Just(" »".to_owned()),
            Just("\n".to_owned()),
            Just("\n\n- ".to_owned()),
            Just("... ".to_owned()),
            Just("! ".to_owned()),
            Just("🌍".to_owned()),
            "[A-Za-zéÉ'.?! ]{0,12}",
            "\\PC{0,4}",
        ];
        prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn sentences_cover_the_text_and_never_overlap(text in prose()) {
            let letters: Vec<char> = text.chars().collect();
            let mut covered = vec![0_u32; letters.len()];
            let mut last = 0;
            for sentence in sentences(&text) {
                prop_assert!(sentence.span.start() >= last, "in order");
                last = sentence.span.end();
                prop_assert!(last <= letters.len());
                covered[sentence.span.start()..last].iter_mut().for_each(|times| *times += 1);
                prop_assert!(!letters[sentence.span.start()].is_whitespace());
                prop_assert!(!letters[last - 1].is_whitespace());
            }
            for (letter, times) in letters.iter().zip(covered) {
                prop_assert!(times <= 1);
                prop_assert!(times == 1 || letter.is_whitespace(), "{letter:?} is in no sentence");
            }
        }

        #[test]
        fn a_sentence_never_crosses_a_line(text in prose()) {
            for sentence in sentences(&text) {
                prop_assert!(!sentence.span.of(&text).unwrap().contains('\n'));
            }
        }
    }
}
