//! Rust text, taken apart just enough: code without comments, and the string literals in it.

/// A Rust file, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// The code, with each literal replaced by `""` and each comment by a space.
    pub(super) code: String,
    /// What the string literals say, as they are written.
    pub(super) strings: Vec<String>,
}

/// Takes a file apart. Text that is not Rust gives parts that make no sense, and no failure.
pub(super) fn take_apart(text: &str) -> Parts {
    let mut parts = Parts::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw_string(rest) {
            take_raw(rest, hashes, &mut parts)
        } else if first == '"' {
            take_string(rest, &mut parts)
        } else if first == '\'' {
            char_literal(rest)
        } else {
            parts.code.push(first);
            rest = &rest[first.len_utf8()..];
            // A name such as `var` is not the beginning of a raw string.
            if first.is_alphanumeric() || first == '_' {
                let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                parts.code.push_str(&rest[..word]);
                word
            } else {
                0
            }
        };
        if rest.starts_with("//") || rest.starts_with("/*") {
            parts.code.push(' ');
        }
        rest = &rest[taken..];
    }
    parts
}

/// The number of `#` of a raw string that begins here.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn take_raw(rest: &str, hashes: usize, parts: &mut Parts) -> usize {
    let open = rest.find('"').unwrap_or(0) + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = rest[open..].find(&close).map_or(rest.len(), |end| open + end);
    keep(&rest[open..end], parts);
    (end + close.len()).min(rest.len())
}

fn take_string(rest: &str, parts: &mut Parts) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 1;
    while end < bytes.len() && bytes[end] != b'"' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    let end = end.min(rest.len());
    keep(rest.get(1..end).unwrap_or_default(), parts);
    (end + 1).min(rest.len())
}

fn keep(literal: &str, parts: &mut Parts) {
    parts.code.push_str("\"\"");
    parts.strings.push(literal.to_owned());
}

/// `'x'` and `'\n'` are literals, `'static` is not.
fn char_literal(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some((_, _))) => rest[3..].find('\'').map_or(1, |end| end + 4),
        (Some(_), Some((end, '\''))) => end + 1,
        _ => 1,
    }
}

#[test]
fn code_and_strings_are_told_apart() {
    let parts = take_apart(
        "let var = \"a \\\" b\"; // SAY \"no\"\nf(r#\"raw \"x\"\"#, 'c', '\\'', b\"d\", &'static str) /* \"e\" */",
    );
    assert_eq!(parts.strings, ["a \\\" b", "raw \"x\"", "d"]);
    assert!(parts.code.starts_with("let var = \"\";") && parts.code.contains("static str"), "{}", parts.code);
    assert!(!parts.code.contains("SAY"));
}
