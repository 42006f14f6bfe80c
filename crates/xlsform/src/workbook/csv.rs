//! One CSV file holding every sheet: the sheet name in the first column, its table in the columns after.

use super::{Budget, Cell, Row, Scope, Sheet, Workbook};
use crate::issue::Issue;

pub(super) fn read(text: &str, scope: Scope) -> Result<Workbook, Issue> {
    let mut reader = Reader::default();
    fields(text, |field, is_last| {
        reader.field(field)?;
        if is_last { reader.end_row() } else { Ok(()) }
    })?;
    let mut workbook = reader.workbook;
    let alone = workbook.sheets.len() == 1;
    for sheet in &mut workbook.sheets {
        if !scope.wants(&sheet.name, alone) {
            sheet.rows.clear();
        }
    }
    Ok(workbook)
}

/// What has been read. Empty fields are not kept: a line of commas costs nothing.
#[derive(Default)]
struct Reader {
    workbook: Workbook,
    budget: Budget,
    /// Position of the next field in its row; the first is the name of a sheet.
    column: u32,
    cells: Vec<Cell>,
}

impl Reader {
    fn field(&mut self, text: String) -> Result<(), Issue> {
        let trimmed = text.trim();
        if self.column == 0 {
            let sheets = &mut self.workbook.sheets;
            if !trimmed.is_empty() && !sheets.iter().any(|sheet| sheet.name == trimmed) {
                self.budget.take_rows(trimmed, 1)?;
                sheets.push(Sheet { name: trimmed.to_owned(), rows: Vec::new() });
            }
        } else if !trimmed.is_empty() {
            self.budget.take_cell(text.len())?;
            self.cells.push(Cell { column: self.column, text });
        }
        self.column = self.column.saturating_add(1);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Issue> {
        self.column = 0;
        let cells = std::mem::take(&mut self.cells);
        let Some(sheet) = self.workbook.sheets.last_mut().filter(|_| !cells.is_empty()) else {
            return Ok(());
        };
        self.budget.take_rows(&sheet.name, 1)?;
        let number = sheet.rows.last().map_or(1, |row| row.number + 1);
        sheet.rows.push(Row { number, cells });
        Ok(())
    }
}

/// Hands over each field of a CSV text (RFC 4180) and whether it ends its record: quotes doubled inside quotes, line ends
/// inside quotes kept.
fn fields(text: &str, mut take: impl FnMut(String, bool) -> Result<(), Issue>) -> Result<(), Issue> {
    let (mut field, mut quoted, mut is_begun) = (String::new(), false, false);
    let mut chars = text.chars().peekable();
    while let Some(found) = chars.next() {
        is_begun = true;
        match found {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => take(std::mem::take(&mut field), false)?,
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                take(std::mem::take(&mut field), true)?;
                is_begun = false;
            }
            other => field.push(other),
        }
    }
    if is_begun { take(field, true) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_commas_and_lines() {
        let mut found = vec![Vec::new()];
        let all = fields("a,\"b,\"\"c\"\"\nd\"\r\ne,f", |field, is_last| {
            found.last_mut().into_iter().for_each(|row| row.push(field.clone()));
            found.extend(is_last.then(Vec::new));
            Ok(())
        });
        assert!(all.is_ok());
        assert_eq!(found, [vec!["a", "b,\"c\"\nd"], vec!["e", "f"], vec![]]);
    }
}
