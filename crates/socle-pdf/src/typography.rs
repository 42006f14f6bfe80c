//! Texts set for paper: French spaces that keep a mark with its word, curly apostrophes, nothing invisible.
//!
//! U+202F (narrow, no-break) before `;`, `!`, `?` and inside thousands; U+00A0 before `:`, inside « » and before units.
//! Applying it twice changes nothing more. Addresses are left alone.

use crate::Language;

const NARROW: char = '\u{202F}';
const WIDE: char = '\u{A0}';

/// Units that must not start a line by themselves.
const UNITS: [&str; 20] = [
    "%", "€", "$", "h", "min", "s", "Ko", "Mo", "Go", "km", "m", "cm", "mm", "kg", "g", "l", "L", "W", "Wh",
    "V",
];

/// The text as it is printed.
pub(crate) fn set(text: &str, language: Language) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).map(plain_space).collect();
    let mut out = String::with_capacity(visible.len() + 16);
    let mut before = "";
    for (index, word) in visible.split([' ', WIDE, NARROW]).enumerate() {
        if index > 0 {
            // The space typed in the source is the one character before this word.
            let at = word.as_ptr() as usize - visible.as_ptr() as usize;
            let typed = visible[..at].chars().next_back().unwrap_or(' ');
            out.push(if language == Language::Fr { glue(before, word).unwrap_or(typed) } else { typed });
        }
        set_word(word, language, &mut out);
        before = word;
    }
    out
}

/// Joiners, direction marks and variation selectors: no font draws them, and paper has no use for them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
        || (c.is_control() && !c.is_whitespace())
}

fn plain_space(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// The no-break space that belongs between two words, if one does.
fn glue(before: &str, word: &str) -> Option<char> {
    if word.starts_with([';', '!', '?']) || is_thousands(before, word) {
        return Some(NARROW);
    }
    let is_mark = word.starts_with('»') || word == ":" || before.ends_with('«');
    let bare = word.trim_end_matches(['.', ',', ')', ';', ':', '!', '?', '…']);
    let is_unit = before.ends_with(|c: char| c.is_ascii_digit()) && UNITS.contains(&bare);
    let is_hour = before == "h" && word.starts_with(|c: char| c.is_ascii_digit());
    (is_mark || is_unit || is_hour || before.ends_with("n°")).then_some(WIDE)
}

/// `12` then `500`: at most three digits that do not start with 0, then exactly three.
fn is_thousands(before: &str, word: &str) -> bool {
    let head = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let tail = word.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let ends = !word[tail.len()..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-'));
    (1..=3).contains(&head.len()) && !head.starts_with('0') && tail.len() == 3 && ends
}

/// One word: its apostrophes, and in French the mark that its author left without a space.
fn set_word(word: &str, language: Language, out: &mut String) {
    if word.contains("://") || word.contains('@') {
        out.push_str(word);
        return;
    }
    let mut chars = word.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let is_attached =
            before.is_some_and(|b| b.is_alphanumeric() || matches!(b, ')' | '’' | '…' | '%' | '€'));
        let ends = after.is_none_or(|a| matches!(a, '»' | ')' | '!' | '?' | '.' | '…'));
        if language == Language::Fr {
            match c {
                ';' | '!' | '?' if is_attached && ends => out.push(NARROW),
                ':' if is_attached && after.is_none() => out.push(WIDE),
                '»' if before.is_some_and(|b| b != '«') => out.push(WIDE),
                _ => {}
            }
        }
        let is_elision = before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphanumeric);
        out.push(if c == '\'' && is_elision { '’' } else { c });
        if language == Language::Fr && c == '«' && after.is_some() {
            out.push(WIDE);
        }
        before = Some(c);
    }
}
