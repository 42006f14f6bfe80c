//! French typography, for screen and paper alike: the spaces that keep a mark with its word, and the curly apostrophe.
//!
//! U+202F (narrow, no-break) before `;`, `!`, `?` and inside thousands; U+00A0 (no-break) before `:`, inside
//! « » and before units. Addresses, times, code between backticks and entities are left alone.

use std::borrow::Cow;

const NARROW: char = '\u{202F}';
const WIDE: char = '\u{A0}';

/// Units that must not start a line by themselves.
const UNITS: [&str; 22] = [
    "%", "€", "$", "h", "min", "s", "Ko", "Mo", "Go", "octets", "km", "m", "cm", "mm", "kg", "g", "l", "L",
    "W", "Wh", "V", "°C",
];

/// French text with its spaces set right. Applying it twice changes nothing more.
pub fn french(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() + 16);
    let backticks = text.matches('`').count();
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        // Between two backticks is code. An odd backtick at the end opens nothing.
        let is_code = index % 2 == 1 && index < backticks;
        if is_code {
            out.push_str(part);
        } else {
            set_spaces(part, &mut out);
        }
    }
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Text of another language that writes elisions with an apostrophe: only those become curly.
pub fn curly(text: &str) -> Cow<'_, str> {
    if !text.contains('\'') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for part in text.split_inclusive(char::is_whitespace) {
        if is_untouchable(part.trim_end()) {
            out.push_str(part);
        } else {
            let chars: Vec<char> = part.chars().collect();
            out.extend(chars.iter().enumerate().map(|(index, &c)| {
                let before = index.checked_sub(1).map(|previous| chars[previous]);
                curly_char(c, before, chars.get(index + 1).copied())
            }));
        }
    }
    Cow::Owned(out)
}

/// An apostrophe between a letter and what it is elided with is curly; a foot, a quote stay as typed.
fn curly_char(c: char, before: Option<char>, after: Option<char>) -> char {
    let is_elision = before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphanumeric);
    if c == '\'' && is_elision { '’' } else { c }
}

/// Walks through words and the white space between them.
fn set_spaces(text: &str, out: &mut String) {
    let mut rest = text;
    let mut before: &str = "";
    while !rest.is_empty() {
        let gap_end = rest.find(|c: char| !is_space(c)).unwrap_or(rest.len());
        let (gap, after) = rest.split_at(gap_end);
        let word_end = after.find(is_space).unwrap_or(after.len());
        let (word, after) = after.split_at(word_end);
        match glue(before, gap, word) {
            Some(space) => out.push(space),
            None => out.push_str(gap),
        }
        set_word(word, out);
        (before, rest) = (word, after);
    }
}

/// Spaces that may be replaced. A new line is a choice of its author and stays.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | WIDE | NARROW | '\n' | '\t' | '\r')
}

/// The no-break space that belongs between two words, if one does.
fn glue(before: &str, gap: &str, word: &str) -> Option<char> {
    if gap.is_empty() || gap.contains(['\n', '\t', '\r']) {
        return None;
    }
    if word.starts_with([';', '!', '?']) {
        return Some(NARROW);
    }
    if (word.starts_with(':') && !word.contains("://")) || word.starts_with('»') || before.ends_with('«') {
        return Some(WIDE);
    }
    if is_thousands(before, word) {
        return Some(NARROW);
    }
    let opens_unit = before.ends_with(|c: char| c.is_ascii_digit()) && is_unit(word);
    let closes_hour = before == "h" && word.starts_with(|c: char| c.is_ascii_digit());
    let numbered = before.ends_with("n°") && word.starts_with(|c: char| c.is_ascii_digit());
    (opens_unit || closes_hour || numbered).then_some(WIDE)
}

fn is_unit(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',', ')', ';', ':', '!', '?', '…']);
    UNITS.contains(&bare)
}

/// `12` then `500`: at most three digits not starting with 0, then exactly three.
fn is_thousands(before: &str, word: &str) -> bool {
    let head = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let tail_end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let follows = &word[tail_end..];
    (1..=3).contains(&head.len())
        && !head.starts_with('0')
        && tail_end == 3
        && !follows.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-'))
}

/// One word: apostrophes, and the mark at its end when the author left no space at all.
fn set_word(word: &str, out: &mut String) {
    if is_untouchable(word) {
        out.push_str(word);
        return;
    }
    let chars: Vec<char> = word.chars().collect();
    for (index, &c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map(|previous| chars[previous]);
        let after = chars.get(index + 1).copied();
        let attached =
            before.is_some_and(|b| b.is_alphanumeric() || matches!(b, ')' | '’' | '…' | '»' | '%' | '€'));
        match c {
            ';' | '!' | '?' if attached && closes(after) => out.push(NARROW),
            ':' if attached && after.is_none() => out.push(WIDE),
            '»' if before.is_some_and(|b| b != '«') => out.push(WIDE),
            _ => {}
        }
        out.push(curly_char(c, before, after));
        if c == '«' && after.is_some() {
            out.push(WIDE);
        }
    }
}

/// Whether a mark followed by this ends its sentence rather than sits inside an expression.
fn closes(after: Option<char>) -> bool {
    after.is_none_or(|c| matches!(c, '!' | '?' | '.' | '…' | ')' | '»' | '’' | '"'))
}

/// Addresses, mail addresses, paths, entities: breaking one would be worse than a poor space.
fn is_untouchable(word: &str) -> bool {
    let is_entity = word.contains('&') && word.contains(';');
    let is_path = word.starts_with('/') && word.len() > 1;
    word.contains("://") || word.starts_with("www.") || word.contains('@') || is_path || is_entity
}

#[cfg(test)]
mod tests {
    use super::{curly, french};

    /// The narrow space is written `_`, the wide one `~`.
    fn shown(text: &str) -> String {
        french(text).replace('\u{202F}', "_").replace('\u{A0}', "~")
    }

    #[test]
    fn marks_stay_with_their_word() {
        let cases = [
            ("Vraiment ?", "Vraiment_?"),
            ("Vraiment?", "Vraiment_?"),
            ("Non ! Oui ; enfin : voilà", "Non_! Oui_; enfin~: voilà"),
            ("Quoi ?!", "Quoi_?!"),
            ("« Le réseau »", "«~Le réseau~»"),
            ("«Le réseau»", "«~Le réseau~»"),
            ("« Vraiment ? »", "«~Vraiment_?~»"),
            ("12 500 retours", "12_500 retours"),
            ("1 250 000 €", "1_250_000~€"),
            ("5 Mo, 14 h 32", "5~Mo, 14~h~32"),
            ("40 %.", "40~%."),
            ("n° 204", "n°~204"),
            ("l'enquête", "l’enquête"),
            ("(facultatif) ?", "(facultatif)_?"),
        ];
        for (typed, set) in cases {
            assert_eq!(shown(typed), set, "{typed}");
        }
    }

    #[test]
    fn what_is_not_prose_is_left_alone() {
        let cases = [
            "http://exemple.org/?a=1;b",
            "https://exemple.org:8080/fr/",
            "à 12:30 précises",
            "le code `si (a ? b : c) !`",
            "ecrire@exemple.org;autre@exemple.org",
            "&nbsp;",
            "en 2017 300 personnes",
            "01 02 03 04",
            "06 123 45",
            "ligne une\n; ligne deux",
            "R-204",
            "",
        ];
        for text in cases {
            assert_eq!(french(text), text);
        }
    }

    #[test]
    fn applying_it_twice_changes_nothing() {
        let text = "« Combien ? » : 12 500 €, l'an dernier ; vraiment ! Voir http://a.b/c?d";
        let once = french(text).into_owned();
        assert_eq!(french(&once), once);
    }

    #[test]
    fn other_languages_only_get_their_apostrophes() {
        assert_eq!(curly("It's here ; don't ask: 6' tall"), "It’s here ; don’t ask: 6' tall");
        assert_eq!(curly("see https://a.org/l'eau"), "see https://a.org/l'eau");
        assert_eq!(curly("plain"), "plain");
    }
}
