//! A sheet as records: the header row read with its aliases, cells gathered by column.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher as _, Hash};

use super::value::{Map, Text};
use crate::codes;
use crate::index::{Index, Set};
use crate::issue::{Issue, Issues};
use crate::workbook::Sheet;

/// Bytes a cell may have; a spreadsheet stops at a third of that.
const MAX_CELL: usize = 100_000;
const NO_BREAK_SPACE: char = '\u{a0}';
const CURLY_QUOTES: [char; 4] = ['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'];
/// Parts a header may have: `media::image::French (fr)` has three. One with more is a column nobody knows.
const MOST_PARTS: usize = 8;
/// A run of empty rows longer than this ends a sheet.
const EMPTY_ROWS: u32 = 60;
/// A run of empty headers longer than this ends the header row.
const EMPTY_COLUMNS: u32 = 20;

/// A sheet with clean cells, by header as written.
#[derive(Debug, Default)]
pub(crate) struct Table<'a> {
    pub(crate) headers: Vec<Header<'a>>,
    pub(crate) rows: Vec<TableRow<'a>>,
    /// Row and header position of the cells whose no-break spaces became plain ones.
    spaced: HashSet<(u32, usize)>,
}

/// A column of a table.
#[derive(Debug)]
pub(crate) struct Header<'a> {
    pub(crate) text: Text<'a>,
    column: u32,
    /// `label`, `French (fr)`; empty until [`Table::group`] has read the header.
    pub(crate) parts: Vec<Text<'a>>,
    /// Whether no header before it has the same first part: its cells need not look for others to join.
    is_alone: bool,
}

/// A row of a table: cells by position of their header.
#[derive(Debug)]
pub(crate) struct TableRow<'a> {
    pub(crate) number: u32,
    pub(crate) cells: Vec<(usize, Text<'a>)>,
}

/// A row with its cells gathered: `label` → `French (fr)` → text.
#[derive(Debug)]
pub(crate) struct Record<'a> {
    pub(crate) row: u32,
    pub(crate) map: Map<'a>,
}

/// How to read the headers of one sheet.
#[derive(Clone, Copy)]
pub(crate) struct HeaderRules {
    pub(crate) sheet: &'static str,
    pub(crate) alias: fn(&str) -> Option<&'static [&'static str]>,
    pub(crate) is_column: fn(&str) -> bool,
    pub(crate) required: Option<&'static str>,
    pub(crate) collapse_spaces: bool,
}

impl Header<'_> {
    /// Whether the cells of the column decide if a question is asked, or if its answer is accepted.
    pub(crate) fn decides(&self) -> bool {
        matches!(self.parts.as_slice(), [first, second]
            if first == "bind" && matches!(&**second, "relevant" | "constraint"))
    }

    /// Whether the cells of the column are formulas.
    fn is_formula(&self) -> bool {
        match self.parts.as_slice() {
            [first, second] if first == "bind" => !second.starts_with("jr:"),
            [first, ..] => first == "choice_filter",
            [] => false,
        }
    }
}

impl<'a> Table<'a> {
    /// Reads the header and the rows of a sheet as text.
    pub(crate) fn read(sheet: &'a Sheet, name: &str, issues: &mut Issues) -> Table<'a> {
        let mut table = Table::default();
        let Some(first) = sheet.rows.first().filter(|row| row.number == 1) else { return table };
        let (mut last, mut seen) = (0, Set::default());
        for cell in &first.cells {
            if cell.column > last + EMPTY_COLUMNS + 1 {
                break;
            }
            last = cell.column;
            let text = collapse(cell.text.trim().into());
            if !seen.insert(text.clone()) {
                issues.push(
                    Issue::new(&codes::HEADER_DUPLICATE).sheet(name).row(1).column(&text).value(&*text),
                );
                continue;
            }
            table.headers.push(Header { text, column: cell.column, parts: Vec::new(), is_alone: false });
        }
        table.read_rows(sheet, name, issues);
        table
    }

    fn read_rows(&mut self, sheet: &'a Sheet, name: &str, issues: &mut Issues) {
        let mut last = 1;
        for row in &sheet.rows[1..] {
            let mut cells = Vec::with_capacity(row.cells.len().min(self.headers.len()));
            let mut headers = self.headers.iter().enumerate().peekable();
            for cell in &row.cells {
                while headers.next_if(|(_, header)| header.column < cell.column).is_some() {}
                if let Some((at, header)) = headers.next_if(|(_, header)| header.column == cell.column) {
                    let text = cell.text.trim();
                    if text.len() > MAX_CELL {
                        let issue = Issue::new(&codes::CELL_TOO_LONG)
                            .sheet(name)
                            .row(row.number)
                            .column(&header.text);
                        issues.push(issue.param("limit", MAX_CELL.to_string()));
                    } else if !text.is_empty() {
                        let plain = plain_spaces(text);
                        if matches!(plain, Cow::Owned(_)) {
                            self.spaced.insert((row.number, at));
                        }
                        cells.push((at, plain));
                    }
                }
            }
            if cells.is_empty() {
                continue;
            }
            if row.number > last + EMPTY_ROWS + 1 {
                return;
            }
            last = row.number;
            self.rows.push(TableRow { number: row.number, cells });
        }
    }

    /// Reads the headers with the rules of the sheet and gathers the cells of each row.
    pub(crate) fn group(
        &mut self,
        rules: HeaderRules,
        default_language: &str,
        issues: &mut Issues,
    ) -> Vec<Record<'a>> {
        self.read_headers(rules, issues);
        self.records(rules, default_language)
    }

    /// Gathers the cells of each row under the headers read before.
    pub(crate) fn records(&self, rules: HeaderRules, default_language: &str) -> Vec<Record<'a>> {
        let default_language: Text<'a> = default_language.to_owned().into();
        self.rows.iter().map(|row| self.record(row, rules, &default_language)).collect()
    }

    /// Reads the headers with the rules of the sheet.
    pub(crate) fn read_headers(&mut self, rules: HeaderRules, issues: &mut Issues) {
        let double = self.headers.iter().any(|header| header.text.contains("::"));
        // By their hash: a hostile header row has thousands.
        let (mut latest, mut firsts) = (Index::<u64, usize>::default(), Set::<u64>::default());
        for at in 0..self.headers.len() {
            let (before, rest) = self.headers.split_at_mut(at);
            let header = &mut rest[0];
            let (name, parts) = read_header(&header.text, double, rules);
            header.is_alone = firsts.insert(hash(&firsts, &parts[0]));
            let same = latest.insert(hash(&firsts, &parts), at).map(|other| &before[other]);
            if let Some(other) = same.filter(|other| other.parts == parts)
                && name != header.text
            {
                issues.push(
                    Issue::new(&codes::HEADER_SYNONYMS)
                        .sheet(rules.sheet)
                        .row(1)
                        .column(&header.text)
                        .value(&*header.text)
                        .param("other", &*other.text),
                );
            }
            header.parts = parts;
        }
        self.check_required(rules, issues);
        if rules.sheet == "survey" {
            self.warn_of_repaired(issues);
        }
    }

    /// In formulas, typographic signs are faults worth knowing; in texts they are good manners.
    fn warn_of_repaired(&self, issues: &mut Issues) {
        let is_formula: Vec<bool> = self.headers.iter().map(Header::is_formula).collect();
        for row in &self.rows {
            for (at, text) in row.cells.iter().filter(|(at, _)| is_formula[*at]) {
                let header = &self.headers[*at];
                let is_repaired = (!text.is_ascii() && text.contains(CURLY_QUOTES))
                    || self.spaced.contains(&(row.number, *at));
                if is_repaired {
                    let issue = Issue::new(&codes::QUOTES_REPAIRED)
                        .sheet("survey")
                        .row(row.number)
                        .column(&header.text);
                    issues.push(issue.value(&**text));
                }
            }
        }
    }

    fn record(&self, row: &TableRow<'a>, rules: HeaderRules, default_language: &Text<'a>) -> Record<'a> {
        let mut map = Map::with_capacity(row.cells.len());
        for (at, text) in &row.cells {
            let text = if is_clean(text) {
                text.clone()
            } else {
                let text = straight_quotes(text.clone());
                if rules.collapse_spaces { collapse(text) } else { text }
            };
            let header = &self.headers[*at];
            if header.is_alone {
                map.add_new(&header.parts, text);
            } else {
                map.add(&header.parts, text, default_language);
            }
        }
        Record { row: row.number, map }
    }

    fn check_required(&self, rules: HeaderRules, issues: &mut Issues) {
        let Some(required) = rules.required else { return };
        let has_rows = !self.rows.is_empty() || rules.sheet == "survey";
        let found =
            self.headers.iter().any(|header| header.parts.first().is_some_and(|part| part == required));
        if has_rows && !found {
            issues.push(
                Issue::new(&codes::HEADER_MISSING).sheet(rules.sheet).row(1).column(required).value(required),
            );
        }
    }

    /// Leaves a column out, header and cells.
    pub(crate) fn forget(&mut self, column: usize) {
        self.headers[column].text = Cow::default();
        self.headers[column].parts.clear();
        for row in &mut self.rows {
            row.cells.retain(|(at, _)| *at != column);
        }
    }

    /// The first parts of all headers, with the rest: `label`, `French (fr)`.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &[Text<'a>]> {
        self.headers.iter().map(|header| header.parts.as_slice())
    }
}

fn hash<T: Hash + ?Sized>(set: &Set<u64>, value: &T) -> u64 {
    set.hasher().hash_one(value)
}

/// The name a header is known by, and its parts once aliases are resolved.
fn read_header<'a>(header: &Text<'a>, double: bool, rules: HeaderRules) -> (Text<'a>, Vec<Text<'a>>) {
    let known = |name: &str| (rules.is_column)(name) && (rules.alias)(name).is_none();
    for name in [header.clone(), to_snake_case(header).into()] {
        if known(&name) {
            return (name.clone(), vec![name]);
        }
    }
    let mut parts = split(header, if double { "::" } else { ":" });
    if parts.len() > MOST_PARTS {
        return (header.clone(), vec![header.clone()]);
    }
    if !double {
        join_prefix(&mut parts);
    }
    let first = to_snake_case(&parts[0]);
    if let Some(alias) = (rules.alias)(&first) {
        let rest = parts.split_off(1);
        let parts: Vec<Text<'a>> = alias.iter().map(|part| Cow::Borrowed(*part)).chain(rest).collect();
        return (parts[0].clone(), parts);
    }
    if (rules.is_column)(&first) {
        parts[0] = first.into();
        return (parts[0].clone(), parts);
    }
    (header.clone(), parts)
}

/// The parts of a header, borrowed from the workbook as the header is.
fn split<'a>(header: &Text<'a>, separator: &str) -> Vec<Text<'a>> {
    match header {
        Cow::Borrowed(text) => text.split(separator).map(|part| Cow::Borrowed(part.trim())).collect(),
        Cow::Owned(text) => text.split(separator).map(|part| Cow::Owned(part.trim().to_owned())).collect(),
    }
}

/// With single colons as separators, `jr:count` is cut in two: put it together again.
fn join_prefix(parts: &mut Vec<Text<'_>>) {
    if let Some(at) = parts.iter().position(|part| part == "jr").filter(|at| at + 1 < parts.len()) {
        let tail = parts.remove(at + 1);
        parts[at] = format!("jr:{tail}").into();
    }
}

/// `Read  Only` is `read_only`.
pub(crate) fn to_snake_case(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// Whether a text surely has no curly quotes, which begin with the byte E2, and no run of spaces.
fn is_clean(text: &str) -> bool {
    let mut previous = 0;
    text.bytes().all(|byte| {
        let is_clean = byte != 0xe2 && !(byte == b' ' && previous == b' ');
        previous = byte;
        is_clean
    })
}

/// Runs of spaces are one space.
fn collapse(text: Text<'_>) -> Text<'_> {
    if !text.contains("  ") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for found in text.chars() {
        if !(found == ' ' && out.ends_with(' ')) {
            out.push(found);
        }
    }
    out.into()
}

/// No-break spaces are plain ones.
fn plain_spaces(text: &str) -> Text<'_> {
    if text.is_ascii() || !text.contains(NO_BREAK_SPACE) {
        return text.into();
    }
    text.replace(NO_BREAK_SPACE, " ").into()
}

/// Curly quotes, which word processors put in, are straight ones in expressions.
fn straight_quotes(text: Text<'_>) -> Text<'_> {
    if text.is_ascii() || !text.contains(CURLY_QUOTES) {
        return text;
    }
    text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"").into()
}
