//! A workbook as rows of text, whatever file it came from, and the way back to a file.
//!
//! Cells keep the text a person sees; nothing here knows what a question is.

mod cell;
mod csv;
mod markdown;
mod ods;
mod package;
mod scan;
mod xls;
mod xlsx;
mod xlsx_write;

use crate::codes;
use crate::distance::distance;
use crate::issue::Issue;

use package::Package;
pub(crate) use package::is_encrypted;

/// How a zip package begins.
const PACKAGE_MARK: &[u8] = b"PK\x03\x04";

/// Most rows with something in them, over all sheets read.
pub const MAX_ROWS: usize = 20_000;
/// Most bytes a file may unfold to while it is read.
pub const MAX_INFLATED: u64 = 64 * 1024 * 1024;
/// Most cells with something in them.
pub const MAX_CELLS: usize = 1_000_000;

/// A workbook: its sheets in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    /// Every sheet; those that were not asked for have no rows.
    pub sheets: Vec<Sheet>,
}

/// A sheet: its rows that have something in them, top down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name as written on the tab.
    pub name: String,
    /// Rows by growing number.
    pub rows: Vec<Row>,
}

/// A row: its cells that have something in them, left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Number as a spreadsheet shows it, from 1.
    pub number: u32,
    /// Cells by growing column.
    pub cells: Vec<Cell>,
}

/// A cell and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Column from 1 (`A`).
    pub column: u32,
    /// Text as written; numbers without a needless `.0`, dates as `2020-01-31 00:00:00`.
    pub text: String,
}

/// What kind of file the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Office Open XML (`.xlsx`, `.xlsm`).
    Xlsx,
    /// Excel 97-2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// One file with the sheet name in the first column.
    Csv,
    /// Markdown tables, sheet name in the first column.
    Markdown,
}

/// Which sheets are worth reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those an XLSForm may have, even misspelled; the only sheet when there is one alone.
    Form,
    /// All of them.
    All,
}

impl Scope {
    fn wants(self, name: &str, alone: bool) -> bool {
        const FORM: [&str; 6] = ["survey", "choices", "settings", "external_choices", "osm", "entities"];
        if alone || self == Scope::All {
            return true;
        }
        let name = name.trim().to_lowercase().replace(' ', "_");
        FORM.contains(&name.as_str())
            || FORM.iter().any(|known| known.len() > 3 && distance(&name, known) <= 2)
    }
}

/// What reading may still cost.
#[derive(Debug)]
pub(crate) struct Budget {
    inflated: u64,
    rows: usize,
    cells: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget {
            inflated: MAX_INFLATED,
            rows: MAX_ROWS,
            cells: MAX_CELLS,
            text: usize::try_from(MAX_INFLATED).unwrap_or(usize::MAX),
        }
    }
}

impl Budget {
    /// Counts `times` copies of a row.
    fn take_rows(&mut self, sheet: &str, times: usize) -> Result<(), Issue> {
        self.rows = self.rows.checked_sub(times).ok_or_else(|| {
            Issue::new(&codes::TOO_MANY_ROWS).sheet(sheet).param("limit", MAX_ROWS.to_string())
        })?;
        Ok(())
    }

    /// Counts a cell and its text.
    fn take_cell(&mut self, text: usize) -> Result<(), Issue> {
        self.cells = self.cells.checked_sub(1).ok_or_else(too_large)?;
        self.text = self.text.checked_sub(text).ok_or_else(too_large)?;
        Ok(())
    }
}

fn too_large() -> Issue {
    Issue::new(&codes::FILE_TOO_LARGE).param("limit", (MAX_INFLATED / 1024 / 1024).to_string())
}

fn unreadable(detail: &str) -> Issue {
    Issue::new(&codes::FILE_UNREADABLE).param("detail", detail)
}

impl Workbook {
    /// Reads a workbook, whatever its format.
    ///
    /// `file_name` only helps to tell Markdown from CSV; the bytes decide. Never panics; reading stops at
    /// [`MAX_ROWS`], [`MAX_CELLS`] and [`MAX_INFLATED`].
    pub fn read(bytes: &[u8], file_name: Option<&str>, scope: Scope) -> Result<Workbook, Issue> {
        if bytes.starts_with(PACKAGE_MARK) {
            let package = Package::open(bytes)?;
            return if package.is_open_document() {
                ods::read(package, scope)
            } else {
                xlsx::read(package, scope)
            };
        }
        match FileKind::detect(bytes, file_name)? {
            FileKind::Xlsx | FileKind::Ods => Err(unreadable("")),
            FileKind::Xls => xls::read(bytes, scope),
            FileKind::Csv => csv::read(text_of(bytes)?, scope),
            FileKind::Markdown => markdown::read(text_of(bytes)?, scope),
        }
    }

    /// The sheet of that name, whatever its case.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.to_lowercase() == name)
    }

    /// The workbook as Markdown tables, every sheet and column kept; an issue when that would be longer than
    /// [`MAX_INFLATED`].
    pub fn to_markdown(&self) -> Result<String, Issue> {
        markdown::write(self)
    }

    /// The workbook as an `.xlsx` file, every sheet and column kept as text.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, Issue> {
        xlsx_write::write(self)
    }
}

impl FileKind {
    /// Tells the kind of file from its first bytes, and from its name between the two text formats.
    pub fn detect(bytes: &[u8], file_name: Option<&str>) -> Result<FileKind, Issue> {
        if bytes.starts_with(PACKAGE_MARK) {
            let is_open = Package::open(bytes).is_ok_and(|package| package.is_open_document());
            return Ok(if is_open { FileKind::Ods } else { FileKind::Xlsx });
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return if is_encrypted(bytes) {
                Err(Issue::new(&codes::FILE_PASSWORD))
            } else {
                Ok(FileKind::Xls)
            };
        }
        FileKind::detect_text(bytes, file_name)
    }

    fn detect_text(bytes: &[u8], file_name: Option<&str>) -> Result<FileKind, Issue> {
        if bytes.starts_with(&[0x09, 0x00, 0x04])
            || bytes.starts_with(&[0x09, 0x02, 0x06])
            || bytes.starts_with(&[0x09, 0x04, 0x06])
        {
            return Err(Issue::new(&codes::FILE_LEGACY));
        }
        let head = &bytes[..bytes.len().min(5_000)];
        if head.contains(&0) || bytes.is_empty() {
            return Err(Issue::new(&codes::FILE_UNKNOWN));
        }
        let ending =
            file_name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase());
        let count = |byte: u8| head.split(|found| *found == byte).count() - 1;
        match ending.as_deref() {
            Some("csv") => Ok(FileKind::Csv),
            Some("md" | "markdown") => Ok(FileKind::Markdown),
            _ if count(b'|') >= 5 => Ok(FileKind::Markdown),
            _ if count(b',') >= 4 => Ok(FileKind::Csv),
            _ => Err(Issue::new(&codes::FILE_UNKNOWN)),
        }
    }
}

fn text_of(bytes: &[u8]) -> Result<&str, Issue> {
    if bytes.len() as u64 > MAX_INFLATED {
        return Err(too_large());
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|fault| Issue::new(&codes::FILE_NOT_UTF8).param("byte", fault.valid_up_to().to_string()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
