//! OpenDocument spreadsheets, streamed; repeated rows and cells are counted before they are copied.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::package::{Package, stream_fault};
use super::{Budget, Cell, Row, Scope, Sheet, Workbook, cell, unreadable};
use crate::codes;
use crate::issue::Issue;

/// A row is never wider than this; repeats beyond it hold nothing a form can use.
const MAX_COLUMNS: u32 = 16_384;

pub(super) fn read(mut package: Package<'_>, scope: Scope) -> Result<Workbook, Issue> {
    let mut budget = Budget::default();
    if let Some(manifest) = package.part("META-INF/manifest.xml", &mut budget)? {
        let marker = b"encryption-data";
        if manifest.windows(marker.len()).any(|window| window == marker) {
            return Err(Issue::new(&codes::FILE_PASSWORD));
        }
    }
    let Some(stream) = package.stream("content.xml", budget.inflated) else {
        return Err(unreadable("content.xml"));
    };
    let mut reader = Reader::from_reader(stream);
    let mut workbook = Workbook::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|fault| stream_fault(&fault))? {
            Event::Start(element) if element.local_name().as_ref() == "table" => {
                let name = attribute(&element, "name");
                let rows = table(&mut reader, &name, &mut budget)?;
                workbook.sheets.push(Sheet { name, rows });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let alone = workbook.sheets.len() == 1;
    for sheet in &mut workbook.sheets {
        if !scope.wants(&sheet.name, alone) {
            sheet.rows.clear();
        }
    }
    Ok(workbook)
}

fn table<R: BufRead>(reader: &mut Reader<R>, name: &str, budget: &mut Budget) -> Result<Vec<Row>, Issue> {
    let (mut rows, mut number, mut buffer) = (Vec::new(), 1_u32, Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|fault| stream_fault(&fault))? {
            Event::Start(element) if element.local_name().as_ref() == "table-row" => {
                let times = repeats(&element, "number-rows-repeated");
                let cells = row(reader, budget)?;
                if !cells.is_empty() {
                    copy_row(&mut rows, name, number, times, &cells, budget)?;
                }
                number = number.saturating_add(times);
            }
            Event::Empty(element) if element.local_name().as_ref() == "table-row" => {
                number = number.saturating_add(repeats(&element, "number-rows-repeated"));
            }
            Event::End(element) if element.local_name().as_ref() == "table" => return Ok(rows),
            Event::Eof => return Ok(rows),
            _ => {}
        }
    }
}

fn copy_row(
    rows: &mut Vec<Row>,
    name: &str,
    number: u32,
    times: u32,
    cells: &[Cell],
    budget: &mut Budget,
) -> Result<(), Issue> {
    budget.take_rows(name, times as usize)?;
    for at in 0..times {
        if at > 0 {
            for cell in cells {
                budget.take_cell(cell.text.len())?;
            }
        }
        rows.push(Row { number: number.saturating_add(at), cells: cells.to_vec() });
    }
    Ok(())
}

fn row<R: BufRead>(reader: &mut Reader<R>, budget: &mut Budget) -> Result<Vec<Cell>, Issue> {
    let (mut cells, mut column, mut buffer) = (Vec::new(), 1_u32, Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|fault| stream_fault(&fault))? {
            Event::Start(element) if is_cell(&element) => {
                let start = element.to_owned();
                let text = cell_text(reader, &start)?;
                let times = repeats(&start, "number-columns-repeated");
                if !text.trim().is_empty() {
                    for at in 0..times.min(MAX_COLUMNS) {
                        budget.take_cell(text.len())?;
                        cells.push(Cell { column: column.saturating_add(at), text: text.clone() });
                    }
                }
                column = column.saturating_add(times);
            }
            Event::Empty(element) if is_cell(&element) => {
                column = column.saturating_add(repeats(&element, "number-columns-repeated"));
            }
            Event::End(element) if element.local_name().as_ref() == "table-row" => return Ok(cells),
            Event::Eof => return Ok(cells),
            _ => {}
        }
    }
}

fn is_cell(element: &BytesStart<'_>) -> bool {
    matches!(element.local_name().as_ref(), "table-cell" | "covered-table-cell")
}

fn repeats(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).parse().unwrap_or(1).max(1)
}

/// The text of a cell: numbers from their exact value, the rest from its paragraphs.
fn cell_text<R: BufRead>(reader: &mut Reader<R>, start: &BytesStart<'_>) -> Result<String, Issue> {
    let shown = paragraphs(reader)?;
    let value = attribute(start, "value");
    Ok(match attribute(start, "value-type").as_str() {
        "float" | "percentage" | "currency" => value.parse().map_or(shown, cell::number),
        "boolean" => attribute(start, "boolean-value").to_uppercase(),
        "date" => {
            let date = attribute(start, "date-value").replacen('T', " ", 1);
            if date.len() == 10 { format!("{date} 00:00:00") } else { date }
        }
        _ => shown,
    })
}

/// Paragraphs joined by line ends; spaces, tabs and line breaks have their own elements; notes are left out.
fn paragraphs<R: BufRead>(reader: &mut Reader<R>) -> Result<String, Issue> {
    let (mut out, mut buffer, mut in_text, mut in_note, mut count) =
        (String::new(), Vec::new(), 0_u32, 0_u32, 0);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|fault| stream_fault(&fault))? {
            Event::Start(element) => match element.local_name().as_ref() {
                "annotation" => in_note += 1,
                "p" if in_note == 0 => {
                    if count > 0 {
                        out.push('\n');
                    }
                    count += 1;
                    in_text += 1;
                }
                _ => {}
            },
            Event::Empty(element) if in_note == 0 => match element.local_name().as_ref() {
                "s" => out.push_str(&" ".repeat(repeats(&element, "c").min(1_000) as usize)),
                "tab" => out.push('\t'),
                "line-break" => out.push('\n'),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "annotation" => in_note = in_note.saturating_sub(1),
                "p" if in_note == 0 => in_text = in_text.saturating_sub(1),
                "table-cell" | "covered-table-cell" => return Ok(out),
                _ => {}
            },
            Event::Eof => return Ok(out),
            event if in_text > 0 && in_note == 0 => push_text(&mut out, &event),
            _ => {}
        }
    }
}

/// Adds the characters of a text event: plain text, CDATA, or a reference.
fn push_text(out: &mut String, event: &Event<'_>) {
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

/// An attribute by its name without prefix, empty when absent.
fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned))
        .unwrap_or_default()
}
