//! Office Open XML workbooks (ECMA-376): only the sheets asked for, one part at a time, never beyond the budget.

use std::borrow::Cow;

use super::package::Package;
use super::scan::{Piece, Scanner, Tag, plain};
use super::{Budget, Cell, MAX_CELLS, Row, Scope, Sheet, Workbook, cell, too_large, unreadable};
use crate::issue::Issue;

/// What cells refer to outside their sheet.
#[derive(Default)]
struct Context {
    strings: Vec<String>,
    is_date: Vec<bool>,
    since_1904: bool,
}

pub(super) fn read(mut package: Package<'_>, scope: Scope) -> Result<Workbook, Issue> {
    let mut budget = Budget::default();
    let Some(main) = package.part("xl/workbook.xml", &mut budget)? else {
        return Err(unreadable("xl/workbook.xml"));
    };
    let (tabs, since_1904) = tabs(&main)?;
    let targets = match package.part("xl/_rels/workbook.xml.rels", &mut budget)? {
        Some(rels) => targets(&rels)?,
        None => Vec::new(),
    };
    let mut context = Context { since_1904, ..Context::default() };
    if let Some(strings) = package.part("xl/sharedStrings.xml", &mut budget)? {
        context.strings = shared_strings(&strings)?;
    }
    if let Some(styles) = package.part("xl/styles.xml", &mut budget)? {
        context.is_date = date_styles(&styles)?;
    }
    let alone = tabs.len() == 1;
    let mut workbook = Workbook::default();
    for (name, id) in tabs {
        let target = targets.iter().find(|(key, _)| *key == id).map(|(_, target)| target.as_str());
        let rows = match target {
            Some(target) if scope.wants(&name, alone) => {
                let path = part_path(target);
                let Some(part) = package.part(&path, &mut budget)? else { return Err(unreadable(&path)) };
                let mut sheet =
                    SheetReader { context: &context, budget: &mut budget, name: &name, rows: Vec::new() };
                sheet.read(&part)?;
                sheet.rows
            }
            _ => Vec::new(),
        };
        workbook.sheets.push(Sheet { name, rows });
    }
    Ok(workbook)
}

fn part_path(target: &str) -> String {
    target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
}

/// Sheet names and relation ids, and whether dates count from 1904.
fn tabs(xml: &[u8]) -> Result<(Vec<(String, String)>, bool), Issue> {
    let (mut tabs, mut since_1904) = (Vec::new(), false);
    each_tag(xml, |tag| match tag.name {
        "sheet" => tabs.push((tag.attribute("name").into_owned(), tag.attribute("id").into_owned())),
        "workbookPr" => since_1904 = matches!(&*tag.attribute("date1904"), "1" | "true"),
        _ => {}
    })?;
    Ok((tabs, since_1904))
}

fn targets(xml: &[u8]) -> Result<Vec<(String, String)>, Issue> {
    let mut out = Vec::new();
    each_tag(xml, |tag| {
        if tag.name == "Relationship" {
            out.push((tag.attribute("Id").into_owned(), tag.attribute("Target").into_owned()));
        }
    })?;
    Ok(out)
}

/// For each cell style, whether it shows dates.
fn date_styles(xml: &[u8]) -> Result<Vec<bool>, Issue> {
    let (mut custom, mut out, mut in_cells) = (Vec::new(), Vec::new(), false);
    each_tag(xml, |tag| match tag.name {
        "numFmt" => custom.push((
            tag.attribute("numFmtId").into_owned(),
            cell::is_date_format(&tag.attribute("formatCode")),
        )),
        "cellXfs" => in_cells = true,
        "cellStyles" | "dxfs" => in_cells = false,
        "xf" if in_cells => {
            let id = tag.attribute("numFmtId");
            let own = custom.iter().find(|(key, _)| *key == id).map(|(_, is_date)| *is_date);
            out.push(own.unwrap_or_else(|| cell::is_builtin_date(id.parse().unwrap_or(0))));
        }
        _ => {}
    })?;
    Ok(out)
}

/// The shared strings: runs of rich text joined, phonetic guides left out.
fn shared_strings(xml: &[u8]) -> Result<Vec<String>, Issue> {
    let mut scanner = Scanner::new(xml)?;
    let mut out = Vec::new();
    while let Some(piece) = scanner.next()? {
        match piece {
            Piece::Start(Tag { name: "si", is_empty: true, .. }) => out.push(String::new()),
            Piece::Start(Tag { name: "si", .. }) => {
                let text = match scanner.between("<t>", "</t></si>") {
                    Some(text) => plain(text),
                    None => content(&mut scanner, "si")?,
                };
                out.push(text.into_owned());
            }
            _ => {}
        }
        if out.len() > MAX_CELLS {
            return Err(too_large());
        }
    }
    Ok(out)
}

/// Calls `visit` on each opening tag of a part.
fn each_tag(xml: &[u8], mut visit: impl FnMut(Tag<'_>)) -> Result<(), Issue> {
    let mut scanner = Scanner::new(xml)?;
    while let Some(piece) = scanner.next()? {
        if let Piece::Start(tag) = piece {
            visit(tag);
        }
    }
    Ok(())
}

/// How the value of a cell is written.
#[derive(Clone, Copy)]
enum CellKind {
    Number,
    Shared,
    Text,
    Boolean,
    IsoDate,
}

/// What the tag of a cell says.
#[derive(Clone, Copy)]
struct Mark {
    kind: CellKind,
    style: usize,
    column: u32,
}

impl Mark {
    /// Without a reference, a cell follows the one before it.
    fn read(tag: Tag<'_>, row: &Row) -> Mark {
        let column = row.cells.last().map_or(1, |cell| cell.column.saturating_add(1));
        let mut mark = Mark { kind: CellKind::Number, style: 0, column };
        for (name, value) in tag.attributes() {
            match name {
                "t" => {
                    mark.kind = match value {
                        "s" => CellKind::Shared,
                        "b" => CellKind::Boolean,
                        "d" => CellKind::IsoDate,
                        "str" | "inlineStr" | "e" => CellKind::Text,
                        _ => CellKind::Number,
                    }
                }
                "s" => mark.style = value.parse().unwrap_or(0),
                "r" => mark.column = column_of(value.as_bytes()).unwrap_or(column),
                _ => {}
            }
        }
        mark
    }
}

struct SheetReader<'a> {
    context: &'a Context,
    budget: &'a mut Budget,
    name: &'a str,
    rows: Vec<Row>,
}

impl SheetReader<'_> {
    fn read(&mut self, part: &[u8]) -> Result<(), Issue> {
        let mut scanner = Scanner::new(part)?;
        let mut row = Row::default();
        while let Some(piece) = scanner.next()? {
            match piece {
                Piece::Start(tag) if tag.name == "row" => {
                    let number = tag.attribute("r").parse().unwrap_or(row.number.saturating_add(1));
                    row.number = number;
                    row.cells.clear();
                }
                Piece::Start(tag) if tag.name == "c" && !tag.is_empty => {
                    let mark = Mark::read(tag, &row);
                    let raw = match usual_content(&mut scanner) {
                        Some(text) => plain(text),
                        None => content(&mut scanner, "c")?,
                    };
                    self.cell(mark, raw, &mut row)?;
                }
                Piece::End("row") => self.finish(&mut row)?,
                Piece::End("sheetData") => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn finish(&mut self, row: &mut Row) -> Result<(), Issue> {
        if row.cells.is_empty() {
            return Ok(());
        }
        self.budget.take_rows(self.name, 1)?;
        let number = row.number;
        row.cells.sort_by_key(|cell| cell.column);
        // Rows of a sheet are about as long as each other.
        let next = Vec::with_capacity(row.cells.len());
        self.rows.push(Row { number, cells: std::mem::replace(&mut row.cells, next) });
        Ok(())
    }

    fn cell(&mut self, mark: Mark, raw: Cow<'_, str>, row: &mut Row) -> Result<(), Issue> {
        let text = self.context.text(mark.kind, mark.style, raw);
        if text.trim().is_empty() {
            return Ok(());
        }
        self.budget.take_cell(text.len())?;
        let text = text.into_owned();
        row.cells.push(Cell { column: mark.column, text });
        Ok(())
    }
}

impl Context {
    /// What a person sees in a cell.
    fn text<'t>(&'t self, kind: CellKind, style: usize, raw: Cow<'t, str>) -> Cow<'t, str> {
        match kind {
            CellKind::Shared => {
                let at = raw.trim().parse::<usize>().ok();
                at.and_then(|at| self.strings.get(at))
                    .map(|text| Cow::Borrowed(text.as_str()))
                    .unwrap_or_default()
            }
            CellKind::Boolean => match raw.trim() {
                "1" => "TRUE".into(),
                "0" => "FALSE".into(),
                _ => raw,
            },
            CellKind::IsoDate => iso_date(raw.trim()).into(),
            CellKind::Text => raw,
            CellKind::Number => self.numeric(style, raw),
        }
    }

    fn numeric<'t>(&self, style: usize, raw: Cow<'t, str>) -> Cow<'t, str> {
        let Ok(value) = raw.trim().parse::<f64>() else { return raw };
        if self.is_date.get(style).copied().unwrap_or(false) {
            return cell::date(value, self.since_1904).into();
        }
        let is_whole = !raw.contains(['.', 'e', 'E']);
        match (is_whole, raw) {
            (true, Cow::Borrowed(raw)) => raw.trim().into(),
            (true, Cow::Owned(raw)) => raw.trim().to_owned().into(),
            (false, _) => cell::number(value).into(),
        }
    }
}

/// `2020-01-31T10:00:00Z` as `2020-01-31 10:00:00`.
fn iso_date(raw: &str) -> String {
    let text = raw.trim_end_matches('Z').replacen('T', " ", 1);
    if text.len() == 10 { format!("{text} 00:00:00") } else { text }
}

/// The text of a cell in the ways most programs write it, up to its end.
fn usual_content<'a>(scanner: &mut Scanner<'a>) -> Option<&'a str> {
    const INLINE: &str = "</t></is></c>";
    scanner
        .between("<v>", "</v></c>")
        .or_else(|| scanner.between("<is><t xml:space=\"preserve\">", INLINE))
        .or_else(|| scanner.between("<is><t>", INLINE))
}

/// The text up to the end of `element`: the value of a cell, its inline text, or a shared string. Runs of rich text are
/// joined; formulas and phonetic guides are passed over.
fn content<'a>(scanner: &mut Scanner<'a>, element: &str) -> Result<Cow<'a, str>, Issue> {
    let (mut out, mut keep, mut in_phonetic) = (Cow::Borrowed(""), false, false);
    while let Some(piece) = scanner.next()? {
        match piece {
            Piece::Start(Tag { name: "v" | "t", is_empty, .. }) => keep = !in_phonetic && !is_empty,
            Piece::Start(Tag { name: "rPh", is_empty, .. }) => in_phonetic = !is_empty,
            Piece::End(name) if name == element => return Ok(out),
            Piece::End(name) => {
                keep = false;
                in_phonetic = in_phonetic && name != "rPh";
            }
            Piece::Text(text) if keep => append(&mut out, plain(text)),
            Piece::Verbatim(text) if keep => append(&mut out, Cow::Borrowed(text)),
            _ => {}
        }
    }
    Err(unreadable(&format!("<{element}>")))
}

/// Most texts are one piece, which is then not copied.
fn append<'a>(out: &mut Cow<'a, str>, text: Cow<'a, str>) {
    if out.is_empty() {
        *out = text;
    } else {
        out.to_mut().push_str(&text);
    }
}

/// The column of a cell reference: `AB12` is 28.
fn column_of(reference: &[u8]) -> Option<u32> {
    let mut column: u32 = 0;
    for byte in reference.iter().take_while(|byte| byte.is_ascii_alphabetic()) {
        column = column.checked_mul(26)?.checked_add(u32::from(byte.to_ascii_uppercase() - b'A') + 1)?;
    }
    (column > 0).then_some(column)
}
