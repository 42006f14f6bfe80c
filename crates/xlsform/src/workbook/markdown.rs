//! Markdown tables: the notation in which forms are written in tests, mails and manuals.
//!
//! The first cell of a line names a sheet, which goes on until the next name; the first line of a sheet is its header.

use std::borrow::Cow;

use super::{Budget, Cell, MAX_INFLATED, Row, Scope, Sheet, Workbook, too_large};
use crate::issue::Issue;

/// A line end inside a cell, since a table row is one line. Not `<br>`, which labels may hold for themselves.
const LINE_END: &str = "&#10;";
const HYPHEN: &str = "&#45;";
/// A row with nothing in it: rows below keep their number, which unnamed groups and notes are called by.
const BLANK: &str = "&#32;";
/// Most blank rows kept in a row; no reader of forms looks further down.
const MOST_BLANK: u32 = 1_000;
/// The sign the others begin with, in a cell that spells one of them.
const AMPERSAND: &str = "&#38;";
/// Sheets with more columns are written without the empty cells at the end of their rows.
const WIDEST: u32 = 256;

pub(super) fn read(text: &str, scope: Scope) -> Result<Workbook, Issue> {
    let mut workbook = Workbook::default();
    let mut budget = Budget::default();
    let mut blank = 0;
    for line in text.lines() {
        let Some(cells) = table_line(line) else { continue };
        let mut cells = cells.into_iter();
        let name = cells.next().unwrap_or_default();
        if !name.is_empty() {
            budget.take_rows(&name, 1)?;
            workbook.sheets.push(Sheet { name, rows: Vec::new() });
            blank = 0;
        }
        let Some(sheet) = workbook.sheets.last_mut() else { continue };
        let cells: Vec<Cell> = (1..)
            .zip(cells)
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| Cell { column, text: unfold(&text) })
            .collect();
        if let [Cell { text, .. }] = cells.as_slice()
            && text == " "
        {
            blank += 1;
            continue;
        }
        if cells.is_empty() {
            continue;
        }
        for cell in &cells {
            budget.take_cell(cell.text.len())?;
        }
        budget.take_rows(&sheet.name, 1)?;
        let number = sheet.rows.last().map_or(1, |row| row.number + 1) + std::mem::take(&mut blank);
        sheet.rows.push(Row { number, cells });
    }
    let alone = workbook.sheets.len() == 1;
    for sheet in &mut workbook.sheets {
        if !scope.wants(&sheet.name, alone) {
            sheet.rows.clear();
        }
    }
    Ok(workbook)
}

/// The cells of a table line; comments, separators and other lines have none.
fn table_line(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if line.starts_with('#') {
        return None;
    }
    // A comment may follow the last bar.
    let end = line.rfind('|')?;
    let inner = line[..end].strip_prefix('|')?;
    if inner.chars().all(|found| matches!(found, '|' | '-' | ':' | ' ')) && inner.contains("--") {
        return None;
    }
    Some(split_cells(inner))
}

fn split_cells(inner: &str) -> Vec<String> {
    let (mut out, mut cell, mut chars) = (Vec::new(), String::new(), inner.chars().peekable());
    while let Some(found) = chars.next() {
        match found {
            '\\' if chars.peek() == Some(&'|') => {
                chars.next();
                cell.push('|');
            }
            '|' => out.push(std::mem::take(&mut cell).trim().to_owned()),
            other => cell.push(other),
        }
    }
    out.push(cell.trim().to_owned());
    out
}

/// A cell as it was before it was written; only the mark of a blank row is a single space.
fn unfold(cell: &str) -> String {
    if cell == BLANK {
        return " ".to_owned();
    }
    if !cell.contains("&#") {
        return cell.to_owned();
    }
    cell.replace(LINE_END, "\n").replace(HYPHEN, "-").replace(AMPERSAND, "&")
}

/// Every sheet as a table, columns aligned by their header. Cells that are far to the right cost their empty neighbors,
/// so that a small file might unfold to a very long text: it is refused.
pub(super) fn write(workbook: &Workbook) -> Result<String, Issue> {
    let mut out = String::new();
    for (at, sheet) in (1..).zip(&workbook.sheets) {
        if !out.is_empty() {
            out.push('\n');
        }
        // Only a broken file has a sheet without a name; here its rows would go on with those of the sheet before.
        let name =
            if sheet.name.trim().is_empty() { format!("sheet{at}").into() } else { escape(&sheet.name) };
        out.extend(["| ", &name, " |\n"]);
        let last = |row: &Row| row.cells.last().map_or(0, |cell| cell.column);
        let widest = sheet.rows.iter().map(last).max().unwrap_or(0);
        let mut above = 0;
        for row in sheet.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.text.trim().is_empty())) {
            let blank = row.number.saturating_sub(above + 1).min(MOST_BLANK);
            out.extend((0..blank).map(|_| "| | &#32; |\n"));
            above = row.number;
            if out.len() as u64 > MAX_INFLATED {
                return Err(too_large());
            }
            write_row(&mut out, row, if widest > WIDEST { last(row) } else { widest });
        }
    }
    Ok(out)
}

fn write_row(out: &mut String, row: &Row, width: u32) {
    out.push_str("| |");
    let mut cells = row.cells.iter().peekable();
    for column in 1..=width {
        out.push(' ');
        if let Some(cell) = cells.next_if(|cell| cell.column == column) {
            out.push_str(&escape(&cell.text));
        }
        out.push_str(" |");
    }
    out.push('\n');
}

fn escape(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.bytes().any(|byte| matches!(byte, b'&' | b'|' | b'\n' | b'-')) {
        return Cow::Borrowed(text);
    }
    let mut text = text.replace("\r\n", "\n");
    for mark in [AMPERSAND, LINE_END, HYPHEN, BLANK] {
        if text.contains(mark) {
            text = text.replace(mark, &format!("{AMPERSAND}{}", &mark[1..]));
        }
    }
    text = text.replace('|', "\\|").replace('\n', LINE_END);
    // A row made only of hyphens would read as a separator.
    if text.contains("--") && text.chars().all(|found| matches!(found, '-' | ':' | ' ')) {
        text = text.replace('-', HYPHEN);
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_survive_the_round_trip() {
        let text = "| survey |\n| | type | name | label |\n| | text | a | x \\| y&#10;z |\n\n| notes |\n| | |\n| | kept | |\n";
        let first = read(text, Scope::All).expect("a table");
        let second = read(&write(&first).expect("a short text"), Scope::All).expect("a table");
        assert_eq!(first, second);
        let label = Cell { column: 3, text: "x | y\nz".to_owned() };
        assert_eq!(first.sheets[0].rows[1].cells[2], label);
    }
}
