//! The sentences of a block, each with the evidence under it. A sentence without a citation is its author's statement.

use super::{
    BlockSpec, Body,
    citation::{Citation, cited},
};
use crate::coding;

/// A sentence, an item of a list or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its number in the block, from 1.
    pub number: usize,
    /// Its words, without marks of Markdown and without citations. Empty for a passage quoted alone.
    pub text: String,
    /// The evidence under it, in its order.
    pub citations: Vec<Citation>,
    /// What looks like a citation and points at nothing, as it is written.
    pub malformed: Vec<String>,
    /// A heading inside the block: it claims nothing.
    pub is_heading: bool,
}

/// The sentences of the Markdown of a block, numbered in its order.
pub fn sentences(markdown: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    for unit in units(markdown) {
        cut(&unit, &mut found);
    }
    for (number, sentence) in (1..).zip(&mut found) {
        sentence.number = number;
    }
    found
}

/// A citation with the sentence that it stands under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The key of the block.
    pub block: &'static str,
    /// The number of the sentence in it, from 1.
    pub sentence: usize,
    /// The words of the sentence; empty for a passage quoted alone.
    pub text: String,
    /// The evidence.
    pub citation: Citation,
}

impl Body {
    /// Every citation of the guide, in the order of the page: this order is the place under which it is kept.
    pub fn claims(&self) -> Vec<Claim> {
        let of_block = |(spec, text): (&'static BlockSpec, &str)| {
            sentences(text).into_iter().flat_map(move |sentence| {
                let Sentence { number, text, citations, .. } = sentence;
                citations.into_iter().map(move |citation| Claim {
                    block: spec.key,
                    sentence: number,
                    text: text.clone(),
                    citation,
                })
            })
        };
        self.iter().flat_map(of_block).collect()
    }
}

/// A stretch of Markdown in which no sentence goes on from another stretch.
struct Unit {
    text: String,
    kind: UnitKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum UnitKind {
    Words,
    Heading,
    Row,
    Code,
}

/// Paragraphs, items of lists, quotes, headings, rows of tables and code, line by line.
fn units(markdown: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let (mut goes_on, mut in_code) = (false, false);
    for line in markdown.lines() {
        let bare = line.trim_start().trim_start_matches(['>', ' ']).trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            (in_code, goes_on) = (!in_code, false);
            continue;
        }
        let (kind, text, begins) = if in_code { (UnitKind::Code, bare, true) } else { read_line(bare) };
        if text.is_empty() {
            goes_on = false;
            continue;
        }
        match units.last_mut() {
            Some(unit) if goes_on && !begins && kind == UnitKind::Words => {
                unit.text.push(' ');
                unit.text.push_str(text);
            }
            _ => units.push(Unit { text: text.to_owned(), kind }),
        }
        goes_on = kind == UnitKind::Words;
    }
    units
}

/// What a line is, its words, and whether it begins something of its own.
fn read_line(line: &str) -> (UnitKind, &str, bool) {
    if let Some(rest) = line.strip_prefix('#') {
        return (UnitKind::Heading, rest.trim_start_matches('#').trim(), true);
    }
    if line.starts_with('|') {
        let is_rule = line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        return (UnitKind::Row, if is_rule { "" } else { line.trim_matches('|').trim() }, true);
    }
    if line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | ' ')) {
        return (UnitKind::Words, "", true);
    }
    match item(line) {
        Some(rest) => (UnitKind::Words, rest, true),
        None => (UnitKind::Words, line, false),
    }
}

/// The words of an item of a list.
pub(super) fn item(line: &str) -> Option<&str> {
    for mark in ["- ", "* ", "+ "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some(rest.trim());
        }
    }
    step(line)
}

/// The words of an item of a numbered list.
pub(super) fn step(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let is_number = (1..=3).contains(&digits);
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    is_number.then(|| rest.trim())
}

/// Cuts a unit into sentences, and gives each citation to the sentence that it stands in or after.
fn cut(unit: &Unit, found: &mut Vec<Sentence>) {
    let mut words = String::with_capacity(unit.text.len());
    let mut marks = Vec::new();
    let mut from = 0;
    for cited in cited(&unit.text) {
        plain(&unit.text[from..cited.range.start], &mut words);
        if unit.text[cited.range.end..].starts_with(['.', ',', ')', '…']) {
            words.truncate(words.trim_end().len());
        }
        marks.push((words.chars().count(), cited.citation.map_err(|_| cited.written.to_owned())));
        from = cited.range.end;
    }
    plain(&unit.text[from..], &mut words);
    let spans = match unit.kind {
        UnitKind::Words => coding::sentences(&words).iter().map(|s| (s.span.start(), s.span.end())).collect(),
        UnitKind::Heading | UnitKind::Row | UnitKind::Code => vec![(0, words.chars().count())],
    };
    let letters: Vec<char> = words.chars().collect();
    let text = |(start, end): (usize, usize)| {
        letters[start..end].iter().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let first = found.len();
    let is_heading = unit.kind == UnitKind::Heading;
    let make = |text| Sentence { number: 0, text, citations: Vec::new(), malformed: Vec::new(), is_heading };
    let starts: Vec<usize> = spans.iter().map(|(start, _)| *start).collect();
    found.extend(spans.into_iter().map(text).filter(|text| !text.is_empty()).map(make));
    if found.len() == first {
        if marks.is_empty() {
            return;
        }
        found.push(make(String::new()));
    }
    for (at, citation) in marks {
        // What stands right after a full stop belongs to the sentence before it.
        let before = starts.iter().filter(|start| **start < at).count().max(1);
        let sentence = (first + before - 1).min(found.len() - 1);
        match citation {
            Ok(citation) => found[sentence].citations.push(citation),
            Err(written) => found[sentence].malformed.push(written),
        }
    }
}

/// Adds the words of a piece of Markdown: without marks of emphasis and code, links by their words.
fn plain(markdown: &str, words: &mut String) {
    let mut letters = markdown.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '*' | '`' | '!' if letter != '!' || letters.peek() == Some(&'[') => {}
            '\\' if letters.peek().is_some_and(char::is_ascii_punctuation) => words.extend(letters.next()),
            '[' | '<' | '>' => {}
            ']' => {
                if letters.peek() == Some(&'(') {
                    let _target = letters.by_ref().find(|c| *c == ')');
                }
            }
            '|' => words.push('·'),
            other => words.push(other),
        }
    }
}
