//! Writing a workbook as `.xlsx`: cells as inline text, the header row bold and frozen.
//!
//! A few hundred bytes of XML by hand rather than a writer crate: nothing else of the format is needed.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Sheet, Workbook, unreadable};
use crate::issue::Issue;
use crate::xform::write::escape_into;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, Issue> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let count = workbook.sheets.len();
    add(&mut zip, "[Content_Types].xml", &content_types(count))?;
    add(&mut zip, "_rels/.rels", &root_relations())?;
    add(&mut zip, "xl/workbook.xml", &main(workbook))?;
    add(&mut zip, "xl/_rels/workbook.xml.rels", &relations(count))?;
    add(&mut zip, "xl/styles.xml", &styles())?;
    for (at, sheet) in workbook.sheets.iter().enumerate() {
        add(&mut zip, &format!("xl/worksheets/sheet{}.xml", at + 1), &sheet_xml(sheet))?;
    }
    let done = zip.finish().map_err(|fault| unreadable(&fault.to_string()))?;
    Ok(done.into_inner())
}

fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), Issue> {
    // The default date of an entry is fixed: the same workbook gives the same bytes.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file(name, options).map_err(|fault| unreadable(&fault.to_string()))?;
    zip.write_all(text.as_bytes()).map_err(|fault| unreadable(&fault.to_string()))
}

fn content_types(count: usize) -> String {
    let mut out = format!(
        r#"{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#
    );
    for at in 1..=count {
        let _ = write!(
            out,
            r#"<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        );
    }
    out + "</Types>"
}

fn root_relations() -> String {
    format!(
        r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    )
}

fn main(workbook: &Workbook) -> String {
    let mut out = format!(r#"{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>"#);
    for (at, sheet) in (1..).zip(&workbook.sheets) {
        out.push_str("<sheet name=\"");
        escape_into(&mut out, &sheet.name, true);
        let _ = write!(out, r#"" sheetId="{at}" r:id="rId{at}"/>"#);
    }
    out + "</sheets></workbook>"
}

fn relations(count: usize) -> String {
    let mut out = format!(r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships">"#);
    for at in 1..=count {
        let _ = write!(
            out,
            r#"<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        );
    }
    let _ =
        write!(out, r#"<Relationship Id="rId{}" Type="{RELATIONS}/styles" Target="styles.xml"/>"#, count + 1);
    out + "</Relationships>"
}

fn styles() -> String {
    format!(
        r#"{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>"#
    )
}

fn sheet_xml(sheet: &Sheet) -> String {
    let mut out = format!(
        r#"{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"#
    );
    for row in &sheet.rows {
        let _ = write!(out, r#"<row r="{}">"#, row.number);
        for cell in &row.cells {
            let style = if row.number == 1 { r#" s="1""# } else { "" };
            let _ = write!(
                out,
                r#"<c r="{}{}"{style} t="inlineStr"><is><t xml:space="preserve">"#,
                letters(cell.column),
                row.number
            );
            escape_into(&mut out, &cell.text, false);
            out.push_str("</t></is></c>");
        }
        out.push_str("</row>");
    }
    out + "</sheetData></worksheet>"
}

/// The letters of a column: 28 is `AB`.
fn letters(mut column: u32) -> String {
    let mut out = Vec::new();
    while column > 0 {
        column -= 1;
        out.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
    }
    out.iter().rev().collect()
}
