//! From one kind of file to another, every sheet and column kept.

use crate::codes;
use crate::issue::{Issue, Parsed};
use crate::workbook::{FileKind, Scope, Workbook};

/// Writes a workbook as another kind of file: [`FileKind::Xlsx`] or [`FileKind::Markdown`].
///
/// Every sheet, column and cell is kept where it stands, those XLSForm does not know as well. Spaces around a text are
/// not, nor fonts, colors and formulas.
pub fn convert(bytes: &[u8], file_name: Option<&str>, to: FileKind) -> Parsed<Vec<u8>> {
    let written = Workbook::read(bytes, file_name, Scope::All).and_then(|workbook| match to {
        FileKind::Xlsx => workbook.to_xlsx(),
        FileKind::Markdown => workbook.to_markdown().map(String::into_bytes),
        FileKind::Xls | FileKind::Ods | FileKind::Csv => Err(Issue::new(&codes::FILE_UNKNOWN)),
    });
    match written {
        Ok(bytes) => Parsed { value: Some(bytes), issues: Vec::new() },
        Err(issue) => Parsed { value: None, issues: vec![issue] },
    }
}
