//! Excel 97-2003 workbooks, through `calamine`.

use std::io::Cursor;

use calamine::{Data, Reader, Xls, XlsError};

use super::{Budget, Cell, Row, Scope, Sheet, Workbook, cell, unreadable};
use crate::codes;
use crate::issue::Issue;

/// Such files are not compressed; a form of that size does not exist.
const MAX_BYTES: usize = 16 * 1024 * 1024;

pub(super) fn read(bytes: &[u8], scope: Scope) -> Result<Workbook, Issue> {
    if bytes.len() > MAX_BYTES {
        return Err(Issue::new(&codes::FILE_TOO_LARGE).param("limit", (MAX_BYTES / 1024 / 1024).to_string()));
    }
    let mut file: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|fault| match fault {
        XlsError::Password => Issue::new(&codes::FILE_PASSWORD),
        other => unreadable(&other.to_string()),
    })?;
    let mut budget = Budget::default();
    let names = file.sheet_names();
    let alone = names.len() == 1;
    let mut workbook = Workbook::default();
    for name in names {
        let rows = if scope.wants(&name, alone) {
            let range = file.worksheet_range(&name).map_err(|fault| unreadable(&fault.to_string()))?;
            rows(&range, &name, &mut budget)?
        } else {
            Vec::new()
        };
        workbook.sheets.push(Sheet { name, rows });
    }
    Ok(workbook)
}

fn rows(range: &calamine::Range<Data>, name: &str, budget: &mut Budget) -> Result<Vec<Row>, Issue> {
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut out = Vec::new();
    for (number, found) in (top + 1..).zip(range.rows()) {
        let mut row = Row { number, cells: Vec::new() };
        for (column, data) in (left + 1..).zip(found) {
            let text = text(data);
            if !text.trim().is_empty() {
                budget.take_cell(text.len())?;
                row.cells.push(Cell { column, text });
            }
        }
        if !row.cells.is_empty() {
            budget.take_rows(name, 1)?;
            out.push(row);
        }
    }
    Ok(out)
}

fn text(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        #[expect(clippy::cast_precision_loss, reason = "cells of this format hold doubles")]
        Data::Int(value) => cell::number(*value as f64),
        Data::Float(value) => cell::number(*value),
        Data::DateTime(moment) => cell::date_to_the_second(moment.as_f64(), false),
        other => other.to_string(),
    }
}
