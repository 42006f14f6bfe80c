//! One CSV file holding every sheet: the sheet name in the first column, its table in the columns after.

use super::{Budget, Cell, Row, Scope, Sheet, Workbook};
use crate::issue::Issue;

pub(super) fn read(text: &str, scope: Scope) -> Result<Workbook, Issue> {
    let mut workbook = Workbook::default();
    let mut budget = Budget::default();
    for record in records(text) {
        let mut fields = record.into_iter();
        let name = fields.next().unwrap_or_default();
        let name = name.trim();
        if !name.is_empty() && !workbook.sheets.iter().any(|sheet| sheet.name == name) {
            workbook.sheets.push(Sheet { name: name.to_owned(), rows: Vec::new() });
        }
        let Some(sheet) = workbook.sheets.last_mut() else { continue };
        let number = sheet.rows.last().map_or(1, |row| row.number + 1);
        let mut cells = Vec::new();
        for (column, field) in (1..).zip(fields) {
            if !field.trim().is_empty() {
                budget.take_cell(field.len())?;
                cells.push(Cell { column, text: field });
            }
        }
        if !cells.is_empty() {
            budget.take_rows(&sheet.name, 1)?;
            sheet.rows.push(Row { number, cells });
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

/// The records of a CSV text (RFC 4180): quotes doubled inside quotes, line ends inside quotes kept.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut out, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(found) = chars.next() {
        match found {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                record.push(std::mem::take(&mut field));
                out.push(std::mem::take(&mut record));
            }
            other => field.push(other),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        out.push(record);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_commas_and_lines() {
        let found = records("a,\"b,\"\"c\"\"\nd\"\r\ne,f");
        assert_eq!(found, [vec!["a", "b,\"c\"\nd"], vec!["e", "f"]]);
    }
}
