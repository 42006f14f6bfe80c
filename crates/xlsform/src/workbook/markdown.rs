//! Markdown tables: the notation in which forms are written in tests, mails and manuals.
//!
//! The first cell of a line names a sheet, which goes on until the next name; the first line of a sheet is its header.

use super::{Budget, Cell, Row, Scope, Sheet, Workbook};
use crate::issue::Issue;

/// A line end inside a cell, since a table row is one line. Not `<br>`, which labels may hold for themselves.
const LINE_END: &str = "&#10;";
const HYPHEN: &str = "&#45;";

pub(super) fn read(text: &str, scope: Scope) -> Result<Workbook, Issue> {
    let mut workbook = Workbook::default();
    let mut budget = Budget::default();
    for line in text.lines() {
        let Some(cells) = table_line(line) else { continue };
        let mut cells = cells.into_iter();
        let name = cells.next().unwrap_or_default();
        if !name.is_empty() {
            workbook.sheets.push(Sheet { name, rows: Vec::new() });
        }
        let Some(sheet) = workbook.sheets.last_mut() else { continue };
        let cells: Vec<Cell> = (1..)
            .zip(cells)
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| Cell { column, text })
            .collect();
        if cells.is_empty() {
            continue;
        }
        for cell in &cells {
            budget.take_cell(cell.text.len())?;
        }
        budget.take_rows(&sheet.name, 1)?;
        let number = sheet.rows.last().map_or(1, |row| row.number + 1);
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
    out.into_iter().map(|cell| cell.replace(LINE_END, "\n").replace(HYPHEN, "-")).collect()
}

/// Every sheet as a table, columns aligned by their header.
pub(super) fn write(workbook: &Workbook) -> String {
    let mut out = String::new();
    for sheet in &workbook.sheets {
        if !out.is_empty() {
            out.push('\n');
        }
        out.extend(["| ", &escape(&sheet.name), " |\n"]);
        let width =
            sheet.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column).max().unwrap_or(0);
        for row in &sheet.rows {
            out.push_str("| |");
            for column in 1..=width {
                out.push(' ');
                out.push_str(&escape(row.get(column).unwrap_or_default()));
                out.push_str(" |");
            }
            out.push('\n');
        }
    }
    out
}

fn escape(text: &str) -> String {
    let text = text.trim().replace("\r\n", "\n").replace('|', "\\|").replace('\n', LINE_END);
    // A row made only of hyphens would read as a separator.
    if text.starts_with("--") { text.replacen('-', HYPHEN, 1) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_survive_the_round_trip() {
        let text = "| survey |\n| | type | name | label |\n| | text | a | x \\| y&#10;z |\n\n| notes |\n| | |\n| | kept | |\n";
        let first = read(text, Scope::All).expect("a table");
        let second = read(&write(&first), Scope::All).expect("a table");
        assert_eq!(first, second);
        assert_eq!(first.sheets[0].rows[1].get(3), Some("x | y\nz"));
    }
}
