//! Cuts an expression into words, by the rules of XPath 1.0, section 3.7.

use super::InvalidExpr;

/// A word of an expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    Number(f64),
    Text(&'a str),
    /// A name, with its prefix when written `prefix:name`.
    Name(&'a str),
    /// An operator, a bracket, a separator; names of operators too (`and`, `div`).
    Symbol(&'static str),
}

/// A word and the byte where it starts.
pub(super) type Placed<'a> = (Token<'a>, usize);

/// Longest first, so that `<=` is not read as `<`.
const SYMBOLS: [&str; 22] = [
    "::", "//", "..", "!=", "<=", ">=", "(", ")", "[", "]", "@", ",", "/", "|", "+", "-", "=", "<", ">", "*",
    ".", "$",
];

/// Operators written as names; they are operators only after an operand.
const WORDS: [&str; 4] = ["and", "or", "div", "mod"];

pub(super) fn tokens(source: &str) -> Result<Vec<Placed<'_>>, InvalidExpr> {
    let mut list: Vec<Placed<'_>> = Vec::new();
    let mut at = 0;
    loop {
        at += spaces(&source[at..]);
        if at == source.len() {
            return Ok(list);
        }
        let previous = list.last().map(|(token, _)| *token);
        let (token, length) = token(&source[at..], previous).ok_or(InvalidExpr::Unexpected { at })?;
        list.push((token, at));
        at += length;
    }
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\r', '\n', '\u{a0}']).len()
}

fn token<'a>(rest: &'a str, previous: Option<Token<'a>>) -> Option<(Token<'a>, usize)> {
    let first = rest.chars().next()?;
    if first == '"' || first == '\'' {
        let end = rest[1..].find(first)?;
        return Some((Token::Text(&rest[1..=end]), end + 2));
    }
    if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
        return number(rest);
    }
    if is_name_start(first) {
        return Some(name(rest, follows_operand(previous)));
    }
    let symbol = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol))?;
    Some((Token::Symbol(symbol), symbol.len()))
}

fn number(rest: &str) -> Option<(Token<'_>, usize)> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut length = digits(rest);
    if rest[length..].starts_with('.') {
        length += 1 + digits(&rest[length + 1..]);
    }
    length += exponent(&rest[length..]);
    let value = rest[..length].parse().ok()?;
    Some((Token::Number(value), length))
}

/// The length of `e-12`: XPath has no such writing, other engines accept it.
fn exponent(rest: &str) -> usize {
    let unsigned = rest.strip_prefix(['e', 'E']).map(|after| after.strip_prefix(['-', '+']).unwrap_or(after));
    let Some(digits) = unsigned.filter(|after| after.starts_with(|c: char| c.is_ascii_digit())) else {
        return 0;
    };
    let after = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() - after.len()
}

/// Reads a name. After an operand only an operator may come, so `1div2` is a division.
fn name(rest: &str, after_operand: bool) -> (Token<'_>, usize) {
    let local = name_length(rest);
    if after_operand {
        if let Some(word) = WORDS.into_iter().find(|word| *word == &rest[..local]) {
            return (Token::Symbol(word), word.len());
        }
        let glued = |word: &&str| {
            rest.starts_with(*word) && rest[word.len()..].starts_with(|c: char| c.is_ascii_digit())
        };
        if let Some(word) = WORDS.into_iter().find(glued) {
            return (Token::Symbol(word), word.len());
        }
    }
    let after = &rest[local..];
    let length = match after.strip_prefix(':') {
        Some(second) if second.starts_with('*') => local + 2,
        Some(second) if second.starts_with(is_name_start) => local + 1 + name_length(second),
        _ => local,
    };
    (Token::Name(&rest[..length]), length)
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !is_name_part(c)).unwrap_or(text.len())
}

fn is_name_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

fn is_name_part(c: char) -> bool {
    is_name_start(c) || c.is_numeric() || matches!(c, '-' | '.' | '\u{b7}')
}

/// After these, `*` and names like `div` are operators (XPath 1.0, section 3.7).
pub(super) fn follows_operand(previous: Option<Token<'_>>) -> bool {
    match previous {
        None => false,
        Some(Token::Number(_) | Token::Text(_) | Token::Name(_)) => true,
        Some(Token::Symbol(symbol)) => matches!(symbol, ")" | "]" | ".." | "." | "*"),
    }
}
