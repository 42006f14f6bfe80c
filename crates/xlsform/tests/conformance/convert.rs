//! Every workbook of the suites, whatever it is written in, goes to .xlsx and to Markdown and back: no sheet, column or
//! cell is lost, and the form stays the same.

use xlsform::workbook::{FileKind, Scope, Sheet, Workbook};
use xlsform::{Mode, Options, compile_with, convert};

use crate::folder::{Case, cases};
use crate::report::Report;

#[test]
fn workbooks_go_to_both_kinds_of_file_and_back() {
    let mut report = Report::begin();
    for case in ["xlsform", "xlsform-real"].into_iter().flat_map(cases) {
        match round_trip(&case) {
            Ok(()) => report.pass(),
            Err(why) => report.fail(&case.id, why),
        }
    }
    report.conclude("convert", 100);
}

fn round_trip(case: &Case) -> Result<(), String> {
    let bytes = case.bytes();
    let Ok(first) = Workbook::read(&bytes, case.file_name(), Scope::All) else {
        let refused = convert(&bytes, case.file_name(), FileKind::Markdown);
        return if refused.value.is_none() && refused.has_errors() {
            Ok(())
        } else {
            Err("no issue".to_owned())
        };
    };
    let to = |bytes: &[u8], name: Option<&str>, kind| {
        let converted = convert(bytes, name, kind);
        converted.value.ok_or_else(|| format!("not written: {:?}", converted.issues))
    };
    let markdown = to(&bytes, case.file_name(), FileKind::Markdown)?;
    let xlsx = to(&markdown, Some("form.md"), FileKind::Xlsx)?;
    let back = to(&xlsx, Some("form.xlsx"), FileKind::Markdown)?;
    if markdown != back {
        return Err("the Markdown changes on the way".to_owned());
    }
    let last = Workbook::read(&xlsx, None, Scope::All).map_err(|issue| issue.code.to_owned())?;
    for (at, sheet) in first.sheets.iter().enumerate() {
        let other = last.sheets.get(at).ok_or("a sheet is lost")?;
        if let Some(lost) = lost(sheet, other) {
            return Err(format!("sheet {}: {lost}", sheet.name));
        }
    }
    same_form(case, &bytes, &xlsx)
}

/// What the second sheet lacks of the first. Spaces around a text may go, and rows further down than forms are read.
fn lost(first: &Sheet, second: &Sheet) -> Option<String> {
    let texts = |sheet: &Sheet| -> Vec<(u32, u32, String)> {
        let cells = sheet.rows.iter().flat_map(|row| {
            let text = |text: &str| text.trim().replace("\r\n", "\n");
            row.cells.iter().map(move |cell| (row.number, cell.column, text(&cell.text)))
        });
        cells.filter(|(_, _, text)| !text.is_empty()).collect()
    };
    let (first, second) = (texts(first), texts(second));
    match first.iter().zip(&second).find(|(one, other)| one != other) {
        Some((one, other)) => Some(format!("{one:?} became {other:?}")),
        None => (first.len() != second.len()).then(|| format!("{} cells of {}", second.len(), first.len())),
    }
}

fn same_form(case: &Case, first: &[u8], second: &[u8]) -> Result<(), String> {
    let compiled = |bytes: &[u8], file_name| {
        let options = Options { file_name, root: case.form_name.as_deref(), mode: Mode::Strict };
        compile_with(bytes, &options).value.map(|form| form.xform)
    };
    let Some(before) = compiled(first, case.file_name()) else { return Ok(()) };
    if compiled(second, None).is_some_and(|after| after == before) {
        Ok(())
    } else {
        Err("another form".to_owned())
    }
}
