//! Workbooks (.xlsx) written row by row: what is written leaves memory for a temporary file at once.
//!
//! Made here rather than by a library: ours is a grid of text, numbers and moments, and the libraries that write those
//! spend on each cell what we spend on a row.

mod package;
mod sheet;

use crate::table::Cell;
use package::Part;
use socle_domain::time::Timestamp;
use std::{fmt::Write as _, io::Write};

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
pub struct Unwritten(#[from] std::io::Error);

/// A workbook being written. Rows go to any of its sheets, in the order of each sheet.
pub struct Writer {
    names: Vec<String>,
    sheets: Vec<sheet::Sheet>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("names", &self.names).finish_non_exhaustive()
    }
}

impl Writer {
    /// Begins a workbook with these sheets, their headings written and kept in sight.
    pub fn new(sheets: &[Sheet]) -> Result<Self, Unwritten> {
        let begun = (1..).zip(sheets).map(|(place, one)| sheet::Sheet::new(place, one));
        let names = sheets.iter().map(|one| one.name.clone()).collect();
        Ok(Self { names, sheets: begun.collect::<Result<_, _>>()? })
    }

    /// Writes the next row of a sheet. Rows beyond what a sheet can hold are left out; says whether this one was kept.
    pub fn row(&mut self, sheet: usize, cells: &[Cell<'_>]) -> Result<bool, Unwritten> {
        let Some(sheet) = self.sheets.get_mut(sheet) else { return Ok(false) };
        Ok(sheet.row(cells)?)
    }

    /// Ends the workbook and writes it.
    pub fn finish(self, file: impl Write) -> Result<(), Unwritten> {
        let count = self.sheets.len();
        let mut parts = vec![
            Part::whole("[Content_Types].xml", &content_types(count))?,
            Part::whole("_rels/.rels", RELATIONS)?,
            Part::whole("xl/workbook.xml", &workbook(&self.names))?,
            Part::whole("xl/_rels/workbook.xml.rels", &workbook_relations(count))?,
            Part::whole("xl/styles.xml", STYLES)?,
        ];
        for sheet in self.sheets {
            parts.push(sheet.end()?);
        }
        Ok(package::write(parts, file)?)
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" ",
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" ",
    "Target=\"xl/workbook.xml\"/></Relationships>"
);

/// Four styles: plain, heading, text, moment.
const STYLES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
    "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/></numFmts>",
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>",
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>",
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>",
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>",
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>",
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>",
    "<cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>",
    "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\">",
    "<alignment wrapText=\"1\"/></xf>",
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>",
    "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>",
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
);

fn content_types(sheets: usize) -> String {
    let base = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut text = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default \
         Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default \
         Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"{base}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" \
         ContentType=\"{base}.styles+xml\"/>"
    );
    for place in 1..=sheets {
        let _infallible = write!(
            text,
            "<Override PartName=\"/xl/worksheets/sheet{place}.xml\" ContentType=\"{base}.worksheet+xml\"/>"
        );
    }
    text + "</Types>"
}

fn workbook(names: &[String]) -> String {
    let mut text = format!(
        "{HEAD}<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
    );
    for (place, name) in (1..).zip(names) {
        text.push_str("<sheet name=\"");
        sheet::push_escaped(&mut text, name);
        let _infallible = write!(text, "\" sheetId=\"{place}\" r:id=\"rId{place}\"/>");
    }
    text + "</sheets></workbook>"
}

fn workbook_relations(sheets: usize) -> String {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut text = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for place in 1..=sheets {
        let _infallible = write!(
            text,
            "<Relationship Id=\"rId{place}\" Type=\"{base}/worksheet\" Target=\"worksheets/sheet{place}.xml\"/>"
        );
    }
    let styles = sheets + 1;
    text + &format!(
        "<Relationship Id=\"rId{styles}\" Type=\"{base}/styles\" Target=\"styles.xml\"/></Relationships>"
    )
}

/// Days since 1899-12-30, as spreadsheets count.
#[expect(clippy::cast_precision_loss, reason = "a double holds a day's microseconds to well under a second")]
fn serial(at: Timestamp) -> f64 {
    const DAY: f64 = socle_domain::time::DAY as f64;
    25_569.0 + at.as_micros() as f64 / DAY
}

#[cfg(test)]
mod tests {
    use super::{sheet::CELL_MOST, *};
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
