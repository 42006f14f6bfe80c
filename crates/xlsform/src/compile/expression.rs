//! Just enough of the language of cells to compile them: tokens, names and `${references}`.
//!
//! Full XPath belongs to the evaluator; here an expression is text with references to put paths in.

/// What a stretch of an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Literal,
    Number,
    DateOrTime,
    Operator,
    Union,
    Comparison,
    Boolean,
    OpenParenthesis,
    CloseParenthesis,
    PathSeparator,
    Text,
    Space,
    Reference,
    Call,
    PredicateStart,
    PredicateEnd,
    Name,
    Other,
}

/// A token and its place in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Cuts an expression into tokens; never fails, any text has some.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let (kind, length) = token(rest);
        let token = Token { kind, start, end: start + length };
        start = token.end;
        Some(token)
    })
}

/// The token at the head of `rest`. The order of the trials is that of the reference: what can be two things is the
/// first of them, so `-1` is a number wherever it stands.
fn token(rest: &str) -> (TokenKind, usize) {
    use TokenKind::{
        Boolean, Call, CloseParenthesis, Comparison, DateOrTime, Literal, Name, Number, OpenParenthesis,
        Operator, Other, PathSeparator, PredicateEnd, PredicateStart, Reference, Space, Text, Union,
    };
    let first = rest.chars().next().unwrap_or(' ');
    if matches!(first, '0'..='9' | '-' | '.') {
        if let Some(length) = date_or_time(rest) {
            return (DateOrTime, length);
        }
        if let Some(length) = number(rest) {
            return (Number, length);
        }
    }
    match first {
        '*' | '+' | '-' => return (Operator, 1),
        ' ' if rest.starts_with(" mod ") || rest.starts_with(" div ") => return (Operator, 5),
        '!' | '<' | '>' if rest[1..].starts_with('=') => return (Comparison, 2),
        '=' | '<' | '>' => return (Comparison, 1),
        ' ' if rest.starts_with(" and ") => return (Boolean, 5),
        ' ' if rest.starts_with(" or ") => return (Boolean, 4),
        '|' => return (Union, 1),
        '(' => return (OpenParenthesis, 1),
        ')' => return (CloseParenthesis, 1),
        '/' => return (PathSeparator, 1),
        ']' => return (PredicateEnd, 1),
        '"' | '\'' => {
            if let Some(end) = rest[1..].find(first) {
                return (Text, end + 2);
            }
        }
        '$' => {
            if let Some(found) = reference_at(rest) {
                return (Reference, found.length);
            }
        }
        '.' if rest.starts_with("..") => return (Literal, 2),
        '.' | '[' | '{' | '}' | ',' => return (Literal, 1),
        _ => {}
    }
    if first.is_whitespace() {
        let length = rest.find(|found: char| !found.is_whitespace()).unwrap_or(rest.len());
        return (Space, length);
    }
    if let Some(length) = prefixed_name(rest) {
        return match rest[length..].chars().next() {
            Some('(') => (Call, length + 1),
            Some('[') => (PredicateStart, length + 1),
            _ => (Name, length),
        };
    }
    (Other, first.len_utf8())
}

fn digits(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_digit).count()
}

fn number(rest: &str) -> Option<usize> {
    let sign = usize::from(rest.starts_with('-'));
    let whole = digits(&rest[sign..]);
    let after = &rest[sign + whole..];
    if let Some(decimals) = after.strip_prefix('.') {
        let fraction = digits(decimals);
        if whole > 0 || fraction > 0 {
            return Some(sign + whole + 1 + fraction);
        }
    }
    (whole > 0).then_some(sign + whole)
}

fn date_or_time(rest: &str) -> Option<usize> {
    let sign = usize::from(rest.starts_with('-'));
    if shape(&rest[sign..], "0000-00-00") {
        let date = sign + 10;
        let time = rest[date..].strip_prefix('T').and_then(time);
        return Some(time.map_or(date, |length| date + 1 + length));
    }
    time(rest)
}

fn time(rest: &str) -> Option<usize> {
    if !shape(rest, "00:00:00") {
        return None;
    }
    let zone = &rest[8..];
    if zone.starts_with('Z') {
        return Some(9);
    }
    let offset = zone.strip_prefix(['+', '-']).is_some_and(|zone| shape(zone, "00:00"));
    Some(if offset { 14 } else { 8 })
}

/// Whether `rest` starts like `model`, where `0` stands for any digit.
fn shape(rest: &str, model: &str) -> bool {
    rest.len() >= model.len()
        && rest.bytes().zip(model.bytes()).all(|(found, model)| match model {
            b'0' => found.is_ascii_digit(),
            other => found == other,
        })
}

/// The letters a name may start with. Capital letters with accents (À to Ö) are not among them in the reference.
fn starts_name(found: char) -> bool {
    matches!(found,
        'A'..='Z' | '_' | 'a'..='z' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn goes_on_name(found: char) -> bool {
    starts_name(found)
        || matches!(found, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Length of the name at the head of `rest`.
fn name(rest: &str) -> Option<usize> {
    // Most names are plain letters, digits and underscores up to their end.
    let bytes = rest.as_bytes();
    let plain = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let goes_on = bytes.get(plain).is_some_and(|next| !next.is_ascii() || matches!(next, b'-' | b'.'));
    if plain > 0 && !bytes[0].is_ascii_digit() && !goes_on {
        return Some(plain);
    }
    let first = rest.chars().next().filter(|found| starts_name(*found))?;
    let tail = &rest[first.len_utf8()..];
    Some(first.len_utf8() + tail.find(|found| !goes_on_name(found)).unwrap_or(tail.len()))
}

fn prefixed_name(rest: &str) -> Option<usize> {
    let first = name(rest)?;
    let second = rest[first..].strip_prefix(':').and_then(name);
    Some(second.map_or(first, |length| first + 1 + length))
}

/// Whether the text is a name an XML element may have, with or without a prefix.
pub(crate) fn is_name(text: &str) -> bool {
    prefixed_name(text) == Some(text.len()) && !text.is_empty()
}

/// A name made from any text: spaces become underscores, what cannot be kept is dropped.
pub(crate) fn to_name(text: &str) -> String {
    let mut out: String = text
        .trim()
        .chars()
        .map(|found| if found.is_whitespace() { '_' } else { plain_letter(found) })
        .filter(|found| goes_on_name(*found))
        .collect();
    if !out.chars().next().is_some_and(starts_name) {
        out.insert(0, '_');
    }
    out
}

/// Capital letters with accents without their accent: the only letters names cannot have.
fn plain_letter(found: char) -> char {
    match found {
        'À'..='Å' => 'A',
        'Ç' => 'C',
        'È'..='Ë' => 'E',
        'Ì'..='Ï' => 'I',
        'Ñ' => 'N',
        'Ò'..='Ö' => 'O',
        other => other,
    }
}

/// `${name}` or `${last-saved#name}` in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'a> {
    pub(crate) name: &'a str,
    pub(crate) is_last_saved: bool,
    pub(crate) start: usize,
    pub(crate) length: usize,
}

impl Reference<'_> {
    pub(crate) fn end(&self) -> usize {
        self.start + self.length
    }
}

const LAST_SAVED: &str = "last-saved#";

fn reference_at(rest: &str) -> Option<Reference<'_>> {
    let inner = rest.strip_prefix("${")?;
    let is_last_saved = inner.starts_with(LAST_SAVED);
    let skip = if is_last_saved { LAST_SAVED.len() } else { 0 };
    let length = name(&inner[skip..])?;
    let end = skip + length;
    inner[end..].starts_with('}').then(|| Reference {
        name: &inner[skip..end],
        is_last_saved,
        start: 0,
        length: end + 3,
    })
}

/// Where the next `${` is, from a byte on.
fn opening(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += memchr::memchr(b'$', bytes.get(at..)?)?;
        if bytes.get(at + 1) == Some(&b'{') {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a reference may begin somewhere in the text: most texts have none.
pub(crate) fn opens_reference(text: &str) -> bool {
    opening(text, 0).is_some()
}

/// Whether the text has that call, written with its parenthesis.
pub(crate) fn calls(text: &str, call: &str) -> bool {
    text.as_bytes().contains(&b'(') && text.contains(call)
}

/// The well-formed references of a text.
pub(crate) fn references(text: &str) -> impl Iterator<Item = Reference<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(at) = opening(text, from) {
            if let Some(found) = reference_at(&text[at..]) {
                let found = Reference { start: at, ..found };
                from = found.end();
                return Some(found);
            }
            from = at + 2;
        }
        None
    })
}

/// The references of a text, or nothing when one of them is badly written.
pub(crate) fn checked_references(text: &str) -> Option<Vec<Reference<'_>>> {
    let (mut out, mut from) = (Vec::new(), 0);
    while let Some(at) = opening(text, from) {
        match text[at + 2..].find('}') {
            // `${}` is no reference at all.
            Some(0) => from = at + 3,
            Some(length) => {
                let found = reference_at(&text[at..]).filter(|found| found.length == length + 3)?;
                let found = Reference { start: at, ..found };
                from = found.end();
                out.push(found);
            }
            None => return None,
        }
    }
    Some(out)
}

/// Whether the text holds a reference, all of them well written up to the first.
pub(crate) fn has_reference(text: &str) -> bool {
    first_reference(text).is_some()
}

fn first_reference(text: &str) -> Option<Reference<'_>> {
    let mut from = 0;
    while let Some(at) = opening(text, from) {
        match text[at + 2..].find('}')? {
            0 => from = at + 3,
            length => return reference_at(&text[at..]).filter(|found| found.length == length + 3),
        }
    }
    None
}

/// Whether the text is one reference and nothing else.
pub(crate) fn is_reference(text: &str) -> bool {
    reference_at(text).is_some_and(|found| found.length == text.len())
}

/// Whether a well-written text refers to the last saved submission.
pub(crate) fn has_last_saved(text: &str) -> bool {
    text.as_bytes().contains(&b'#')
        && text.contains(LAST_SAVED)
        && checked_references(text).is_some_and(|found| found.iter().any(|found| found.is_last_saved))
}

/// Whether a default is computed rather than written: it calculates, calls or refers.
pub(crate) fn is_dynamic(text: &str, question_type: &str) -> bool {
    let hyphens_are_plain =
        matches!(question_type, "date" | "dateTime" | "geopoint" | "geotrace" | "geoshape");
    for token in tokens(text) {
        match token.kind {
            TokenKind::Operator if hyphens_are_plain && &text[token.start..token.end] == "-" => return false,
            TokenKind::Operator | TokenKind::Union | TokenKind::Reference | TokenKind::Call => return true,
            _ => {}
        }
    }
    false
}

/// Byte ranges of the `instance(…)/path[…]` expressions in a text; a space outside brackets ends one.
pub(crate) fn instance_ranges(text: &str) -> Vec<(usize, usize)> {
    use TokenKind::{Call, CloseParenthesis, PathSeparator, PredicateEnd, PredicateStart, Space, Text};
    #[derive(PartialEq)]
    enum State {
        Outside,
        Head,
        Path,
        Predicate,
    }
    let (mut out, mut state, mut start, mut last): (Vec<(usize, usize)>, _, _, Option<Token>) =
        (Vec::new(), State::Outside, 0, None);
    for token in tokens(text) {
        let is_start = token.kind == Call && &text[token.start..token.end] == "instance(";
        let previous = last.map(|last| last.kind);
        let next = match (&state, token.kind, previous) {
            (State::Outside, _, _) if is_start => {
                start = token.start;
                Some(State::Head)
            }
            (State::Predicate, PredicateEnd, _)
            | (State::Head, Text, Some(Call))
            | (State::Head, CloseParenthesis, Some(Text)) => Some(State::Head),
            (State::Predicate, ..) | (State::Path, PredicateStart, _) => Some(State::Predicate),
            (State::Head | State::Path, PathSeparator, Some(CloseParenthesis | PredicateEnd)) => {
                Some(State::Path)
            }
            (State::Outside | State::Head, ..) | (State::Path, Space, _) => None,
            (State::Path, ..) => Some(State::Path),
        };
        match next {
            Some(next) => {
                state = next;
                last = Some(token);
            }
            None if state != State::Outside => {
                state = State::Outside;
                out.extend(last.map(|last| (start, last.end)));
            }
            None => {}
        }
    }
    if state != State::Outside {
        out.extend(last.map(|last| (start, last.end)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_reference() {
        for good in ["a", "_a", "a-b.c1", "é", "orx:meta", "名"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "1a", "a b", "Été", "a:b:c", "-a", "a+"] {
            assert!(!is_name(bad), "{bad}");
        }
        assert_eq!(to_name("1 État civil ?"), "_1_Etat_civil_");
    }

    #[test]
    fn references_are_found_and_bad_ones_told() {
        let found: Vec<_> = references("${a} + ${last-saved#b}").collect();
        assert_eq!(found.len(), 2);
        assert!(found[1].is_last_saved);
        assert!(checked_references("${a b}").is_none());
        assert!(checked_references("${a").is_none());
        assert_eq!(checked_references("${} $ {a}").map(|found| found.len()), Some(0));
        assert!(is_reference("${a}") && !is_reference("${a} "));
    }

    #[test]
    fn defaults_that_compute_are_told_from_plain_ones() {
        for dynamic in ["now()", "1 + 1", "${a}", "2 * 3", "a div b"] {
            assert!(is_dynamic(dynamic, "text"), "{dynamic}");
        }
        for plain in ["-1", "my-choice", "1", "some words", "2020-01-01", "10:00:00"] {
            assert!(!is_dynamic(plain, "text"), "{plain}");
        }
        assert!(!is_dynamic("2019 - 1", "date"));
    }

    #[test]
    fn instance_expressions_end_at_a_space_outside_brackets() {
        let text = "You are in instance('c')/root/item[name = ${c}]/label , right?";
        let found = instance_ranges(text);
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].0..found[0].1], "instance('c')/root/item[name = ${c}]/label");
    }
}
