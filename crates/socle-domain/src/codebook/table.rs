//! A codebook written as a table: one code per row, all that is wrong told at once.

use super::{CODES_MOST, CodeWord, DEFINITION_MOST, Entry, NAME_MOST};
use crate::text::{self, InvalidText};
use std::collections::{BTreeMap, BTreeSet};

/// A column of the table, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The word of the code.
    Word,
    /// The word of the code above.
    Parent,
    /// The French name.
    Name,
    /// The English name.
    EnglishName,
    /// The French definition.
    Definition,
    /// The English definition.
    EnglishDefinition,
}

impl Place {
    /// The columns, in the order of the table.
    pub const ALL: [Self; 6] =
        [Self::Word, Self::Parent, Self::Name, Self::EnglishName, Self::Definition, Self::EnglishDefinition];

    /// The heading of the column.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Word => "code",
            Self::Parent => "parent",
            Self::Name => "nom",
            Self::EnglishName => "nom_en",
            Self::Definition => "definition",
            Self::EnglishDefinition => "definition_en",
        }
    }

    fn of_heading(heading: &str) -> Option<Self> {
        let heading = heading.trim().trim_start_matches('\u{FEFF}').to_lowercase();
        Self::ALL.into_iter().find(|place| place.heading() == heading)
    }
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The column is not there.
    NoColumn,
    /// Nothing is written where something is needed.
    Empty,
    /// The word has characters that words of codes do not have.
    NotAWord,
    /// The word stands on an earlier row too.
    Twice,
    /// No row has the word that is named as the code above.
    UnknownParent,
    /// The code stands, in the end, under itself.
    UnderItself,
    /// More characters than fit.
    TooLong,
    /// A character that no keyboard types.
    Control,
    /// More rows than a codebook has codes.
    TooMany,
}

impl Fault {
    /// The stable word of the fault, for the page's sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoColumn => "no-column",
            Self::Empty => "empty-cell",
            Self::NotAWord => "not-a-word",
            Self::Twice => "twice",
            Self::UnknownParent => "unknown-parent",
            Self::UnderItself => "under-itself",
            Self::TooLong => "too-long",
            Self::Control => "control",
            Self::TooMany => "too-many",
        }
    }
}

/// Something wrong, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Issue {
    /// The row, from 1; the headings are row 1.
    pub row: usize,
    /// The column.
    pub column: Place,
    /// What is wrong.
    pub fault: Fault,
}

/// A table that was read: its codes, parents before children, and all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// The codes; worth nothing when there are issues.
    pub entries: Vec<Entry>,
    /// All that is wrong.
    pub issues: Vec<Issue>,
}

/// Reads a table: headings first, in any order; only `code` and `nom` have to be there.
pub fn read_table(rows: &[Vec<String>]) -> Read {
    let mut read = Read::default();
    let headings: Vec<_> =
        rows.first().map(|row| row.iter().map(|cell| Place::of_heading(cell)).collect()).unwrap_or_default();
    for needed in [Place::Word, Place::Name] {
        if !headings.contains(&Some(needed)) {
            read.issues.push(Issue { row: 1, column: needed, fault: Fault::NoColumn });
        }
    }
    if rows.len() > CODES_MOST + 1 {
        read.issues.push(Issue { row: CODES_MOST + 2, column: Place::Word, fault: Fault::TooMany });
    }
    if !read.issues.is_empty() {
        return read;
    }
    let mut written = Vec::new();
    for (index, cells) in rows.iter().enumerate().skip(1) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row = Row { number: index + 1, headings: &headings, cells, issues: &mut read.issues };
        written.extend(row.read().map(|entry| (index + 1, entry)));
    }
    check_words(&written, &mut read.issues);
    read.entries = parents_first(written, &mut read.issues);
    read
}

struct Row<'a> {
    number: usize,
    headings: &'a [Option<Place>],
    cells: &'a [String],
    issues: &'a mut Vec<Issue>,
}

impl Row<'_> {
    fn read(mut self) -> Option<Entry> {
        let word = self.word(Place::Word);
        let parent = if self.cell(Place::Parent).is_empty() { None } else { Some(self.word(Place::Parent)?) };
        let entry = Entry {
            word: word?,
            parent,
            name: [self.line(Place::Name, true), self.line(Place::EnglishName, false)],
            definition: [self.text(Place::Definition), self.text(Place::EnglishDefinition)],
        };
        Some(entry)
    }

    /// What stands in a column. A spreadsheet keeps the apostrophe that our own files put before `=` and the like.
    fn cell(&self, place: Place) -> &str {
        let column = self.headings.iter().position(|heading| *heading == Some(place));
        let cell = column.and_then(|column| self.cells.get(column)).map_or("", |cell| cell.trim());
        match cell.strip_prefix('\'') {
            Some(guarded) if guarded.starts_with(['=', '+', '-', '@']) => guarded,
            _ => cell,
        }
    }

    fn wrong(&mut self, column: Place, fault: Fault) {
        self.issues.push(Issue { row: self.number, column, fault });
    }

    fn word(&mut self, place: Place) -> Option<CodeWord> {
        let word = CodeWord::parse(self.cell(place));
        if word.is_err() {
            let fault = if self.cell(place).is_empty() { Fault::Empty } else { Fault::NotAWord };
            self.wrong(place, fault);
        }
        word.ok()
    }

    fn line(&mut self, place: Place, is_needed: bool) -> String {
        let read = text::line(self.cell(place), NAME_MOST);
        self.or_wrong(place, read, is_needed)
    }

    fn text(&mut self, place: Place) -> String {
        let read = text::paragraphs(self.cell(place), DEFINITION_MOST);
        self.or_wrong(place, read, false)
    }

    fn or_wrong(&mut self, place: Place, read: Result<String, InvalidText>, is_needed: bool) -> String {
        match read {
            Ok(text) => return text,
            Err(InvalidText::Empty) if is_needed => self.wrong(place, Fault::Empty),
            Err(InvalidText::Empty) => {}
            Err(InvalidText::TooLong { .. }) => self.wrong(place, Fault::TooLong),
            Err(InvalidText::Control(_)) => self.wrong(place, Fault::Control),
        }
        String::new()
    }
}

fn check_words(written: &[(usize, Entry)], issues: &mut Vec<Issue>) {
    let mut seen = BTreeSet::new();
    for (row, entry) in written {
        if !seen.insert(&entry.word) {
            issues.push(Issue { row: *row, column: Place::Word, fault: Fault::Twice });
        }
    }
}

/// Puts every code after the one it stands under. What cannot be put is under an unknown code, or under itself.
fn parents_first(written: Vec<(usize, Entry)>, issues: &mut Vec<Issue>) -> Vec<Entry> {
    let words: BTreeMap<CodeWord, usize> =
        written.iter().map(|(row, entry)| (entry.word.clone(), *row)).collect();
    let (mut placed, mut done): (Vec<Entry>, BTreeSet<CodeWord>) = (Vec::new(), BTreeSet::new());
    let mut waiting = written;
    loop {
        let (ready, rest): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|(_, entry)| entry.parent.as_ref().is_none_or(|p| done.contains(p)));
        waiting = rest;
        if ready.is_empty() {
            break;
        }
        for (_, entry) in ready {
            done.insert(entry.word.clone());
            placed.push(entry);
        }
    }
    for (row, entry) in waiting {
        let is_known = entry.parent.as_ref().is_some_and(|parent| words.contains_key(parent));
        let fault = if is_known { Fault::UnderItself } else { Fault::UnknownParent };
        issues.push(Issue { row, column: Place::Parent, fault });
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Read {
        let rows: Vec<Vec<String>> =
            lines.iter().map(|line| line.split('|').map(str::to_owned).collect()).collect();
        read_table(&rows)
    }

    #[test]
    fn a_table_is_read_in_any_order() {
        let read = read(&["nom|code|parent|autre", "Coût|c.cout|c|x", "Contrainte|c||", "|||"]);
        assert_eq!(read.issues, []);
        let words: Vec<_> = read.entries.iter().map(|entry| entry.word.as_str()).collect();
        assert_eq!(words, ["c", "c.cout"]);
        assert_eq!(read.entries[1].name, ["Coût".to_owned(), String::new()]);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let long = format!("e|e||{}", "x".repeat(121));
        let read =
            read(&["code|nom|parent|nom_en", "A b|un|", "b||", "c|deux|z", "d|trois|d", "b|quatre|", &long]);
        let said: Vec<_> = read.issues.iter().map(|i| (i.row, i.column, i.fault)).collect();
        assert_eq!(
            said,
            [
                (2, Place::Word, Fault::NotAWord),
                (3, Place::Name, Fault::Empty),
                (7, Place::EnglishName, Fault::TooLong),
                (6, Place::Word, Fault::Twice),
                (4, Place::Parent, Fault::UnknownParent),
                (5, Place::Parent, Fault::UnderItself),
            ]
        );
    }

    #[test]
    fn a_table_without_its_columns_is_refused() {
        let issues = read(&["mot|titre", "a|b"]).issues;
        assert_eq!(issues.len(), 2);
        assert!(issues.iter().all(|issue| (issue.row, issue.fault) == (1, Fault::NoColumn)));
        assert_eq!(read_table(&[]).issues.len(), 2);
        let many: Vec<Vec<String>> = std::iter::once(vec!["code".to_owned(), "nom".to_owned()])
            .chain((0..=CODES_MOST).map(|n| vec![format!("c{n}"), "n".to_owned()]))
            .collect();
        assert_eq!(read_table(&many).issues[0].fault, Fault::TooMany);
    }
}
