//! Workbooks (.xlsx) written row by row: what is written leaves memory for a temporary file at once.

use crate::table::Cell;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use socle_domain::time::Timestamp;
use std::io::{Seek, Write};

/// The most characters of a cell, which spreadsheets set.
const CELL_MOST: usize = 32_767;
/// The most rows of a sheet, which spreadsheets set.
const ROWS_MOST: u32 = 1_048_576;

/// A sheet to be filled.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name, 31 characters at most.
    pub name: String,
    /// Its headings, each with the width of its column in characters.
    pub headings: Vec<(String, u8)>,
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct Unwritten(#[from] XlsxError);

/// A workbook being written. Rows go to any of its sheets, in the order of each sheet.
pub struct Writer {
    workbook: Workbook,
    next: Vec<u32>,
    moment: Format,
    text: Format,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("next", &self.next).finish_non_exhaustive()
    }
}

impl Writer {
    /// Begins a workbook with these sheets, their headings written and kept in sight.
    pub fn new(sheets: &[Sheet]) -> Result<Self, Unwritten> {
        let mut workbook = Workbook::new();
        let heading = Format::new().set_bold().set_text_wrap();
        for sheet in sheets {
            let page = workbook.add_worksheet_with_constant_memory()?;
            page.set_name(&sheet.name)?;
            for (column, (_, width)) in (0..).zip(&sheet.headings) {
                page.set_column_width(column, f64::from(*width))?;
            }
            page.set_freeze_panes(1, 0)?;
            for (column, (words, _)) in (0..).zip(&sheet.headings) {
                page.write_string_with_format(0, column, words, &heading)?;
            }
        }
        Ok(Self {
            workbook,
            next: vec![1; sheets.len()],
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            text: Format::new().set_num_format("@"),
        })
    }

    /// Writes the next row of a sheet. Rows beyond what a sheet can hold are left out; says whether this one was kept.
    pub fn row(&mut self, sheet: usize, cells: &[Cell]) -> Result<bool, Unwritten> {
        let Some(row) = self.next.get(sheet).copied().filter(|row| *row < ROWS_MOST) else {
            return Ok(false);
        };
        let page = self.workbook.worksheet_from_index(sheet)?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                // The cell is text by its format too: typed over or saved as CSV, it stays text.
                Cell::Text(words) => {
                    page.write_string_with_format(row, column, within(words), &self.text)?;
                }
                Cell::Number(number) => {
                    #[expect(
                        clippy::cast_precision_loss,
                        reason = "public numbers and counts are far below 2^53"
                    )]
                    page.write_number(row, column, *number as f64)?;
                }
                Cell::Moment(at) => {
                    page.write_number_with_format(row, column, serial(*at), &self.moment)?;
                }
            }
        }
        self.next[sheet] = row + 1;
        Ok(true)
    }

    /// Ends the workbook and writes it.
    pub fn finish<W: Write + Seek + Send>(mut self, file: W) -> Result<(), Unwritten> {
        self.workbook.save_to_writer(file)?;
        Ok(())
    }
}

fn within(words: &str) -> String {
    if words.chars().count() <= CELL_MOST {
        return words.to_owned();
    }
    words.chars().take(CELL_MOST - 1).chain(['…']).collect()
}

/// Days since 1899-12-30, as spreadsheets count.
#[expect(clippy::cast_precision_loss, reason = "a double holds a day's microseconds to well under a second")]
fn serial(at: Timestamp) -> f64 {
    const DAY: f64 = socle_domain::time::DAY as f64;
    25_569.0 + at.as_micros() as f64 / DAY
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader as _};
    use std::io::Cursor;

    fn sheet(name: &str, headings: &[&str]) -> Sheet {
        Sheet { name: name.to_owned(), headings: headings.iter().map(|h| ((*h).to_owned(), 12)).collect() }
    }

    fn written(write: impl FnOnce(&mut Writer)) -> calamine::Xlsx<Cursor<Vec<u8>>> {
        let mut writer = Writer::new(&[sheet("Un", &["a", "b"]), sheet("Deux", &["c"])]).unwrap();
        write(&mut writer);
        let mut file = Cursor::new(Vec::new());
        writer.finish(&mut file).unwrap();
        calamine::Xlsx::new(file).unwrap()
    }

    #[test]
    fn rows_go_to_their_sheets_and_come_back() {
        let at = Timestamp::from_micros(1_489_338_000_000_000);
        let mut book = written(|writer| {
            writer.row(0, &[Cell::text("été 🌍"), Cell::Number(-3)]).unwrap();
            writer.row(1, &[Cell::Moment(at)]).unwrap();
            writer.row(0, &[Cell::Empty, Cell::text("deux\nlignes")]).unwrap();
            assert!(!writer.row(7, &[]).unwrap());
        });
        let one = book.worksheet_range("Un").unwrap();
        assert_eq!(one.get_value((1, 0)), Some(&Data::String("été 🌍".to_owned())));
        assert_eq!(one.get_value((1, 1)), Some(&Data::Float(-3.0)));
        assert_eq!(one.get_value((2, 1)), Some(&Data::String("deux\nlignes".to_owned())));
        let two = book.worksheet_range("Deux").unwrap();
        let Some(Data::DateTime(moment)) = two.get_value((1, 0)) else { panic!("a moment") };
        assert!((moment.as_f64() - 42_806.708_333).abs() < 0.000_01, "{moment:?}");
    }

    #[test]
    fn what_respondents_type_is_text_and_never_run() {
        let typed = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "http://example.org", "007"];
        let mut book = written(|writer| {
            for words in typed {
                writer.row(0, &[Cell::text(words)]).unwrap();
            }
            writer.row(0, &[Cell::text("x".repeat(40_000))]).unwrap();
        });
        assert!(book.worksheet_formula("Un").unwrap().is_empty());
        let range = book.worksheet_range("Un").unwrap();
        for (row, words) in (1..).zip(typed) {
            assert_eq!(range.get_value((row, 0)), Some(&Data::String(words.to_owned())));
        }
        let Some(Data::String(long)) = range.get_value((8, 0)) else { panic!("a long text") };
        assert_eq!((long.chars().count(), long.chars().last()), (CELL_MOST, Some('…')));
    }
}
