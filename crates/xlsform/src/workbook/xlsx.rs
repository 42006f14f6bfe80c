//! Office Open XML workbooks (ECMA-376), streamed: only the sheets asked for, never beyond the budget.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::package::{Package, stream_fault};
use super::{Budget, Cell, MAX_CELLS, Row, Scope, Sheet, Workbook, cell, too_large, unreadable};
use crate::issue::Issue;

/// What cells refer to outside their sheet.
#[derive(Default)]
struct Context {
    strings: Vec<String>,
    is_date: Vec<bool>,
    since_1904: bool,
}

pub(super) fn read(bytes: &[u8], scope: Scope) -> Result<Workbook, Issue> {
    let mut package = Package::open(bytes)?;
    let mut budget = Budget::default();
    let Some(main) = package.part("xl/workbook.xml", &mut budget)? else {
        return Err(unreadable("xl/workbook.xml"));
    };
    let (tabs, since_1904) = tabs(&main)?;
    let targets = match package.part("xl/_rels/workbook.xml.rels", &mut budget)? {
        Some(rels) => targets(&rels)?,
        None => Vec::new(),
    };
    let mut context = Context { since_1904, ..Context::default() };
    if let Some(strings) = package.part("xl/sharedStrings.xml", &mut budget)? {
        context.strings = shared_strings(&strings)?;
    }
    if let Some(styles) = package.part("xl/styles.xml", &mut budget)? {
        context.is_date = date_styles(&styles)?;
    }
    let alone = tabs.len() == 1;
    let mut workbook = Workbook::default();
    for (name, id) in tabs {
        let target = targets.iter().find(|(key, _)| *key == id).map(|(_, target)| target.as_str());
        let rows = match target {
            Some(target) if scope.wants(&name, alone) => {
                let mut sheet =
                    SheetReader { context: &context, budget: &mut budget, name: &name, rows: Vec::new() };
                let path = part_path(target);
                sheet.read(&mut package, &path)?;
                sheet.rows
            }
            _ => Vec::new(),
        };
        workbook.sheets.push(Sheet { name, rows });
    }
    Ok(workbook)
}

fn part_path(target: &str) -> String {
    target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
}

/// Sheet names and relation ids, and whether dates count from 1904.
fn tabs(xml: &[u8]) -> Result<(Vec<(String, String)>, bool), Issue> {
    let (mut tabs, mut since_1904) = (Vec::new(), false);
    each_element(xml, |element| match element.local_name().as_ref() {
        "sheet" => tabs.push((attribute(element, "name"), attribute(element, "id"))),
        "workbookPr" => since_1904 = matches!(attribute(element, "date1904").as_str(), "1" | "true"),
        _ => {}
    })?;
    Ok((tabs, since_1904))
}

fn targets(xml: &[u8]) -> Result<Vec<(String, String)>, Issue> {
    let mut out = Vec::new();
    each_element(xml, |element| {
        if element.local_name().as_ref() == "Relationship" {
            out.push((attribute(element, "Id"), attribute(element, "Target")));
        }
    })?;
    Ok(out)
}

/// For each cell style, whether it shows dates.
fn date_styles(xml: &[u8]) -> Result<Vec<bool>, Issue> {
    let (mut custom, mut out, mut in_cells) = (Vec::new(), Vec::new(), false);
    each_element(xml, |element| match element.local_name().as_ref() {
        "numFmt" => custom
            .push((attribute(element, "numFmtId"), cell::is_date_format(&attribute(element, "formatCode")))),
        "cellXfs" => in_cells = true,
        "cellStyles" | "dxfs" => in_cells = false,
        "xf" if in_cells => {
            let id = attribute(element, "numFmtId");
            let own = custom.iter().find(|(key, _)| *key == id).map(|(_, is_date)| *is_date);
            out.push(own.unwrap_or_else(|| cell::is_builtin_date(id.parse().unwrap_or(0))));
        }
        _ => {}
    })?;
    Ok(out)
}

/// The shared strings: runs of rich text joined, phonetic guides left out.
fn shared_strings(xml: &[u8]) -> Result<Vec<String>, Issue> {
    let mut reader = Reader::from_reader(xml);
    let (mut out, mut current, mut in_text, mut in_phonetic) = (Vec::new(), String::new(), false, false);
    loop {
        if out.len() > MAX_CELLS {
            return Err(too_large());
        }
        match reader.read_event().map_err(|fault| stream_fault(&fault))? {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => current = String::new(),
                "t" => in_text = !in_phonetic,
                "rPh" => in_phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "si" => out.push(std::mem::take(&mut current)),
                "t" => in_text = false,
                "rPh" => in_phonetic = false,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => out.push(String::new()),
            Event::Eof => return Ok(out),
            event if in_text => push_text(&mut current, &event),
            _ => {}
        }
    }
}

/// Adds the characters of a text event: plain text, CDATA, or a reference.
pub(super) fn push_text(out: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(text) => push_lines(out, text),
        Event::CData(text) => push_lines(out, text),
        Event::GeneralRef(name) => {
            if let Ok(Some(character)) = name.resolve_char_ref() {
                out.push(character);
            } else if let Some(text) = quick_xml::escape::resolve_xml_entity(name) {
                out.push_str(text);
            }
        }
        _ => {}
    }
}

/// XML line ends are single line feeds.
fn push_lines(out: &mut String, text: &str) {
    if text.contains('\r') {
        out.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
    } else {
        out.push_str(text);
    }
}

/// Calls `visit` on each opening tag of a part.
fn each_element(xml: &[u8], mut visit: impl FnMut(&BytesStart<'_>)) -> Result<(), Issue> {
    let mut reader = Reader::from_reader(xml);
    loop {
        match reader.read_event().map_err(|fault| stream_fault(&fault))? {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its name without prefix, empty when absent.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned))
        .unwrap_or_default()
}

/// How the value of a cell is written.
#[derive(Clone, Copy)]
enum CellKind {
    Number,
    Shared,
    Text,
    Boolean,
    IsoDate,
}

/// What the tag of a cell says.
#[derive(Clone, Copy)]
struct Mark {
    kind: CellKind,
    style: usize,
    column: u32,
}

impl Mark {
    /// Without a reference, a cell follows the one before it.
    fn read(element: &BytesStart<'_>, row: &Row) -> Mark {
        let column = row.cells.last().map_or(1, |cell| cell.column + 1);
        let mut mark = Mark { kind: CellKind::Number, style: 0, column };
        for found in element.attributes().with_checks(false).flatten() {
            match found.key.as_ref() {
                "t" => {
                    mark.kind = match found.value.as_ref() {
                        "s" => CellKind::Shared,
                        "b" => CellKind::Boolean,
                        "d" => CellKind::IsoDate,
                        "str" | "inlineStr" | "e" => CellKind::Text,
                        _ => CellKind::Number,
                    }
                }
                "s" => mark.style = found.value.parse().unwrap_or(0),
                "r" => mark.column = column_of(found.value.as_bytes()).unwrap_or(column),
                _ => {}
            }
        }
        mark
    }
}

struct SheetReader<'a> {
    context: &'a Context,
    budget: &'a mut Budget,
    name: &'a str,
    rows: Vec<Row>,
}

impl SheetReader<'_> {
    fn read(&mut self, package: &mut Package<'_>, path: &str) -> Result<(), Issue> {
        let Some(stream) = package.stream(path, self.budget.inflated) else { return Err(unreadable(path)) };
        let mut reader = Reader::from_reader(stream);
        let (mut buffer, mut inside) = (Vec::new(), Vec::new());
        let mut row = Row::default();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|fault| stream_fault(&fault))? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        let number = attribute(&element, "r").parse().unwrap_or(row.number + 1);
                        row = Row { number, cells: Vec::new() };
                    }
                    "c" => {
                        let mark = Mark::read(&element, &row);
                        let raw = content(&mut reader, &mut inside)?;
                        self.cell(mark, raw, &mut row)?;
                    }
                    _ => {}
                },
                Event::Empty(element) if element.local_name().as_ref() == "row" => {
                    row = Row {
                        number: attribute(&element, "r").parse().unwrap_or(row.number + 1),
                        cells: Vec::new(),
                    };
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "row" => self.finish(&mut row)?,
                    "sheetData" => break,
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        self.budget.inflated = self.budget.inflated.saturating_sub(reader.buffer_position());
        Ok(())
    }

    fn finish(&mut self, row: &mut Row) -> Result<(), Issue> {
        if row.cells.is_empty() {
            return Ok(());
        }
        self.budget.take_rows(self.name, 1)?;
        let number = row.number;
        row.cells.sort_by_key(|cell| cell.column);
        self.rows.push(std::mem::replace(row, Row { number, cells: Vec::new() }));
        Ok(())
    }

    fn cell(&mut self, mark: Mark, raw: String, row: &mut Row) -> Result<(), Issue> {
        let text = self.text(mark.kind, mark.style, raw);
        if text.trim().is_empty() {
            return Ok(());
        }
        self.budget.take_cell(text.len())?;
        row.cells.push(Cell { column: mark.column, text });
        Ok(())
    }

    fn text(&self, kind: CellKind, style: usize, raw: String) -> String {
        match kind {
            CellKind::Shared => {
                let at = raw.trim().parse::<usize>().ok();
                at.and_then(|at| self.context.strings.get(at)).cloned().unwrap_or_default()
            }
            CellKind::Boolean => match raw.trim() {
                "1" => "TRUE".to_owned(),
                "0" => "FALSE".to_owned(),
                _ => raw,
            },
            CellKind::IsoDate => iso_date(raw.trim()),
            CellKind::Text => raw,
            CellKind::Number => self.numeric(style, raw),
        }
    }

    fn numeric(&self, style: usize, raw: String) -> String {
        let Ok(value) = raw.trim().parse::<f64>() else { return raw };
        if self.context.is_date.get(style).copied().unwrap_or(false) {
            return cell::date(value, self.context.since_1904);
        }
        let is_whole = !raw.contains(['.', 'e', 'E']);
        if is_whole { raw.trim().to_owned() } else { cell::number(value) }
    }
}

/// `2020-01-31T10:00:00Z` as `2020-01-31 10:00:00`.
fn iso_date(raw: &str) -> String {
    let text = raw.trim_end_matches('Z').replacen('T', " ", 1);
    if text.len() == 10 { format!("{text} 00:00:00") } else { text }
}

/// The value of a cell, or its inline text; formulas are passed over.
fn content<R: BufRead>(reader: &mut Reader<R>, buffer: &mut Vec<u8>) -> Result<String, Issue> {
    let (mut out, mut keep, mut in_phonetic) = (String::new(), false, false);
    loop {
        buffer.clear();
        match reader.read_event_into(buffer).map_err(|fault| stream_fault(&fault))? {
            Event::Start(element) => match element.local_name().as_ref() {
                "v" | "t" => keep = !in_phonetic,
                "rPh" => in_phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "c" => return Ok(out),
                "rPh" => in_phonetic = false,
                _ => keep = false,
            },
            Event::Eof => return Ok(out),
            event if keep => push_text(&mut out, &event),
            _ => {}
        }
    }
}

/// The column of a cell reference: `AB12` is 28.
fn column_of(reference: &[u8]) -> Option<u32> {
    let mut column: u32 = 0;
    for byte in reference.iter().take_while(|byte| byte.is_ascii_alphabetic()) {
        column = column.checked_mul(26)?.checked_add(u32::from(byte.to_ascii_uppercase() - b'A') + 1)?;
    }
    (column > 0).then_some(column)
}
