//! Masking a passage of a story: it is replaced by « […] », so that nobody is recognized. What was there stays in the
//! earlier revisions, for the team alone.

use crate::fold;
use std::ops::Range;

/// What stands in place of a masked passage.
pub const MASK: &str = "[…]";

/// A text with a passage masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text.
    pub text: String,
    /// How often the passage stood in it.
    pub count: usize,
}

/// Why nothing was masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotMask {
    /// The passage has no word.
    #[error("an empty passage")]
    Empty,
    /// The passage is not in the text.
    #[error("not in the text")]
    NotThere,
}

/// Masks a passage wherever it stands as whole words. Case, accents, kinds of apostrophes and of blanks do not matter:
/// a passage is found whether it was copied from a page or typed from memory.
pub fn mask(text: &str, passage: &str) -> Result<Masked, CannotMask> {
    let wanted: Vec<char> = Spelled::of(passage).letters.iter().map(|(c, _)| *c).collect();
    let wanted = trimmed(&wanted);
    if !wanted.iter().any(|c| c.is_alphanumeric()) {
        return Err(CannotMask::Empty);
    }
    let places = Spelled::of(text).places(wanted);
    if places.is_empty() {
        return Err(CannotMask::NotThere);
    }
    Ok(Masked { count: places.len(), text: replaced(text, &places) })
}

/// Masks the sentences from one number to another (from 1, both included).
pub fn mask_sentences(text: &str, from: usize, to: usize) -> Result<Masked, CannotMask> {
    let sentences = sentences(text);
    let first = from.checked_sub(1).and_then(|at| sentences.get(at)).ok_or(CannotMask::NotThere)?;
    let last = to.checked_sub(1).and_then(|at| sentences.get(at)).ok_or(CannotMask::NotThere)?;
    if last.start < first.start {
        return Err(CannotMask::NotThere);
    }
    Ok(Masked { count: 1, text: replaced(text, std::slice::from_ref(&(first.start..last.end))) })
}

fn replaced(text: &str, places: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for place in places {
        masked.push_str(&text[from..place.start]);
        masked.push_str(MASK);
        from = place.end;
    }
    masked.push_str(&text[from..]);
    masked
}

/// A text letter by letter in the form in which two spellings meet, each with the bytes it comes from.
struct Spelled {
    letters: Vec<(char, Range<usize>)>,
}

impl Spelled {
    fn of(text: &str) -> Self {
        let mut letters: Vec<(char, Range<usize>)> = Vec::with_capacity(text.len());
        let mut folded = String::new();
        for (at, c) in text.char_indices() {
            let bytes = at..at + c.len_utf8();
            if c.is_whitespace() {
                match letters.last_mut() {
                    Some((' ', range)) => range.end = bytes.end,
                    _ => letters.push((' ', bytes)),
                }
                continue;
            }
            folded.clear();
            fold::fold(c, &mut folded);
            match letters.last_mut() {
                // An accent that stands by itself goes with its letter.
                Some((_, range)) if folded.is_empty() => range.end = bytes.end,
                _ => letters.extend(folded.chars().map(|letter| (letter, bytes.clone()))),
            }
        }
        Self { letters }
    }

    /// The bytes of each place where these letters stand as whole words.
    fn places(&self, wanted: &[char]) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        let mut at = 0;
        while at + wanted.len() <= self.letters.len() {
            if self.stands(wanted, at) {
                places.push(self.letters[at].1.start..self.letters[at + wanted.len() - 1].1.end);
                at += wanted.len();
            } else {
                at += 1;
            }
        }
        places
    }

    fn stands(&self, wanted: &[char], at: usize) -> bool {
        let is_letter = |index: Option<usize>| {
            index.and_then(|index| self.letters.get(index)).is_some_and(|(c, _)| c.is_alphanumeric())
        };
        let is_there = self.letters[at..].iter().zip(wanted).all(|((c, _), w)| c == w);
        let cuts_front = wanted[0].is_alphanumeric() && is_letter(at.checked_sub(1));
        let cuts_back = wanted[wanted.len() - 1].is_alphanumeric() && is_letter(Some(at + wanted.len()));
        is_there && !cuts_front && !cuts_back
    }
}

fn trimmed(letters: &[char]) -> &[char] {
    let from = letters.iter().take_while(|c| **c == ' ').count();
    let blank = letters[from..].iter().rev().take_while(|c| **c == ' ').count();
    &letters[from..letters.len() - blank]
}

/// Words after which a point ends no sentence.
const SHORT: [&str; 10] = ["m", "mm", "mme", "mlle", "dr", "pr", "st", "ex", "cf", "art"];

/// The sentences of a text, in bytes, without the blanks between them. A line is a sentence at least.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        cut_line(line, line_start, &mut found);
        line_start += line.len();
    }
    found
}

fn cut_line(line: &str, offset: usize, found: &mut Vec<Range<usize>>) {
    let mut from = 0;
    let mut characters = line.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        // Marks that close with the sentence: « … » in French have a blank inside.
        while let Some((next, mark)) = characters.peek().copied() {
            let closes = matches!(mark, '.' | '!' | '?' | '…' | '»' | '”' | '"' | ')' | ']');
            let leads_to_guillemet = matches!(mark, ' ' | '\u{a0}' | '\u{202f}')
                && line[next + mark.len_utf8()..].starts_with(['»', '!', '?']);
            if !closes && !leads_to_guillemet {
                break;
            }
            end = next + mark.len_utf8();
            characters.next();
        }
        let is_followed = line[end..].chars().next().is_none_or(char::is_whitespace);
        if is_followed && !(c == '.' && ends_short(&line[from..at])) {
            push(line, from..end, offset, found);
            from = end;
        }
    }
    push(line, from..line.len(), offset, found);
}

/// « M. », « ex. », and initials such as « A. ».
fn ends_short(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_initial || SHORT.contains(&word.to_lowercase().as_str())
}

fn push(line: &str, range: Range<usize>, offset: usize, found: &mut Vec<Range<usize>>) {
    let part = &line[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.end - (part.len() - part.trim_end().len());
    if start < end {
        found.push(offset + start..offset + end);
    }
}

/// What a passage is that had better be masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A person, by the title before the name.
    Person,
    /// The organization's own name, though it is not to be named.
    Organization,
}

impl Sign {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Person => "person",
            Self::Organization => "organization",
        }
    }
}

/// A passage that had better be masked: a person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub sign: Sign,
    /// The passage, as it is written.
    pub passage: String,
}

/// What had better be masked in a text, in its order, each passage once. `name` is the organization's, when it is not
/// to be named.
pub fn suggestions(text: &str, name: Option<&str>) -> Vec<Suggestion> {
    let mut found: Vec<(Range<usize>, Sign)> = Vec::new();
    found.extend(emails(text).map(|range| (range, Sign::Email)));
    found.extend(phones(text).into_iter().map(|range| (range, Sign::Phone)));
    found.extend(persons(text).into_iter().map(|range| (range, Sign::Person)));
    let letters: Vec<char> =
        name.map(|name| Spelled::of(name).letters.iter().map(|(c, _)| *c).collect()).unwrap_or_default();
    let wanted = trimmed(&letters);
    // A name of one or two letters is in every text.
    if wanted.iter().filter(|c| c.is_alphanumeric()).count() > 2 {
        found.extend(Spelled::of(text).places(wanted).into_iter().map(|range| (range, Sign::Organization)));
    }
    found.sort_by_key(|(range, sign)| (range.start, *sign));
    let mut told: Vec<Suggestion> = Vec::new();
    for (range, sign) in found {
        let passage = text[range].to_owned();
        if !told.iter().any(|other| other.passage == passage) {
            told.push(Suggestion { sign, passage });
        }
    }
    told
}

fn emails(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    text.match_indices('@').filter_map(move |(at, _)| {
        let before = text[..at].trim_end_matches(is_part).len();
        let start = before + text[before..at].len() - text[before..at].trim_start_matches(['.', '-']).len();
        let end = text.len() - text[at + 1..].trim_start_matches(is_part).len();
        let host = text[at + 1..end].trim_end_matches(['.', '-', '_']);
        (start < at && host.contains('.')).then_some(start..at + 1 + host.len())
    })
}

/// Eight to fifteen digits in groups, as numbers are written from Dakar to Paris; years and amounts are not.
fn phones(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '/' | '(' | ')')
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        let start = at + step;
        // A plus sign stands at the front alone, perhaps in a bracket.
        let after = start + if text[start..].starts_with("(+") { 2 } else { 1 };
        let end = after + text[after..].find(|c: char| !is_part(c)).unwrap_or(text.len() - after);
        let follows_letter = text[..start].ends_with(char::is_alphanumeric);
        if !follows_letter {
            found.extend(numbers_in(text, start..end));
        }
        at = end;
    }
    found
}

/// The numbers of a run of digits and marks: the run itself, else its parts around `/`, as two numbers are given.
fn numbers_in(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let trimmed = |part: Range<usize>| {
        let is_front = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(');
        let start = part.start + text[part.clone()].find(is_front).unwrap_or(part.len());
        let kept = text[start..part.end].trim_end_matches(|c: char| !c.is_ascii_digit());
        // « (00226) 70… » begins with its bracket; « (70… » in a sentence in brackets does not.
        let opens = usize::from(kept.starts_with('(') && !kept.contains(')'));
        start + opens..start + kept.len()
    };
    let whole = trimmed(run.clone());
    if is_phone(&text[whole.clone()]) {
        return vec![whole];
    }
    let mut parts = Vec::new();
    let mut from = run.start;
    for part in text[run].split('/') {
        parts.push(trimmed(from..from + part.len()));
        from += part.len() + 1;
    }
    parts.retain(|part| is_phone(&text[part.clone()]));
    parts
}

fn is_phone(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if !(8..=15).contains(&digits) {
        return false;
    }
    let groups: Vec<&str> =
        number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let number = number.trim_start_matches('(');
    let is_international = number.starts_with('+') || number.starts_with("00");
    let is_local = number.starts_with('0') || digits == 8 || digits == 9;
    let are_pairs = groups.len() >= 3 && groups.iter().skip(1).all(|group| group.len() == 2);
    // 1 200 000 and 12.500.000 are amounts; 2015-2016 are years; 12/03/2017 is a date.
    let is_amount =
        groups.len() >= 3 && !groups[0].starts_with('0') && groups.iter().skip(1).all(|g| g.len() == 3);
    let is_year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let is_dated = groups.iter().any(is_year) && groups.iter().all(|g| g.len() <= 2 || is_year(g));
    let is_in_one = groups.len() == 1;
    is_international || (!is_amount && !is_dated && (is_local || is_in_one || are_pairs))
}

/// Titles before a name.
const TITLES: [&str; 9] = ["M.", "Mr", "Mr.", "Mme", "Mme.", "Mlle", "Dr", "Mrs", "Ms"];

fn persons(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let words: Vec<Range<usize>> = words_of(text);
    for (at, word) in words.iter().enumerate() {
        if !TITLES.contains(&&text[word.clone()]) {
            continue;
        }
        let is_name = |range: &&Range<usize>| text[(*range).clone()].starts_with(char::is_uppercase);
        // A title names at most a first and a family name; a comma ends it.
        let mut last = None;
        for next in words[at + 1..].iter().take(2).take_while(is_name) {
            last = Some(next);
            if text[next.clone()].ends_with(|c: char| c.is_ascii_punctuation() && c != '-') {
                break;
            }
        }
        let Some(last) = last else { continue };
        let name = text[word.start..last.end].trim_end_matches(|c: char| !c.is_alphanumeric());
        if !name.contains('\n') {
            found.push(word.start..word.start + name.len());
        }
    }
    found
}

fn words_of(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(char::is_whitespace) {
        if !part.is_empty() {
            found.push(at..at + part.len());
        }
        at += part.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

#[cfg(test)]
mod tests;
