//! The five doors through which bytes of strangers come in, each with what must hold whatever they are.
//!
//! Each function panics when it does not hold, and says how many bytes came out: the output is bounded as well.

use std::io::{Cursor, Write};
use std::sync::{Arc, LazyLock};

use xlsform::workbook::{FileKind, Scope, Workbook};
use xlsform::xpath::{Expr, NodeRef, Tree, World};
use xlsform::{Environment, Form, FormState, Issue, Language, Meta, Mode};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A form with every kind of question.
const FORM: &str = include_str!("../../tests/forms/all_kinds.xml");

/// The door of a target, by its name.
pub fn of(name: &str) -> Option<fn(&[u8]) -> usize> {
    Some(match name {
        "workbook" => workbook,
        "markdown" => markdown,
        "xform" => xform,
        "xpath" => xpath,
        "submission" => submission,
        _ => return None,
    })
}

/// Any file: read, compiled in both modes, converted.
///
/// Bytes that begin with `x` or `o` stand for the parts of a package, parted by zero bytes: changing a package blindly
/// only breaks its checksums, and the readers behind them would never be reached.
pub fn workbook(bytes: &[u8]) -> usize {
    match bytes.split_first() {
        Some((b'x', parts)) => file(&package(&XLSX, parts)),
        Some((b'o', parts)) => file(&package(&ODS, parts)),
        _ => file(bytes),
    }
}

/// What is always there, then the parts that are given, each where it goes.
type Layout = (&'static [(&'static str, &'static str)], [&'static str; 3]);

const XLSX: Layout = (
    &[
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="survey" r:id="a"/><sheet name="choices" r:id="b"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Target="sheet1.xml"/><Relationship Id="b" Target="sheet2.xml"/></Relationships>"#,
        ),
    ],
    ["xl/sheet1.xml", "xl/sheet2.xml", "xl/sharedStrings.xml"],
);

const ODS: Layout = (
    &[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")],
    ["content.xml", "META-INF/manifest.xml", "styles.xml"],
);

fn package((fixed, names): &Layout, parts: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fixed = fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    let given = names.iter().copied().zip(parts.split(|byte| *byte == 0));
    for (name, bytes) in fixed.chain(given) {
        let written = zip.start_file(name, options).map_err(std::io::Error::other);
        written.and_then(|()| zip.write_all(bytes)).expect("memory takes it");
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn file(bytes: &[u8]) -> usize {
    let Ok(workbook) = Workbook::read(bytes, None, Scope::All) else {
        return compiled(bytes, None);
    };
    let Ok(text) = workbook.to_markdown() else {
        return compiled(bytes, None);
    };
    let again = Workbook::read(text.as_bytes(), Some("form.md"), Scope::All);
    assert_eq!(again.map(|again| cells(&again)), Ok(cells(&workbook)), "Markdown that reads otherwise");
    text.len() + compiled(bytes, None)
}

/// A sheet's name, and the texts of its rows by column.
type Texts = (String, Vec<Vec<(u32, String)>>);

/// The texts of a workbook as Markdown keeps them: spaces around a text are not kept, nor how far down a row is.
fn cells(workbook: &Workbook) -> Vec<Texts> {
    let trimmed = |text: &str| text.trim().replace("\r\n", "\n");
    let sheets = (1..).zip(&workbook.sheets).map(|(at, sheet): (u32, _)| {
        let rows = sheet.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| (cell.column, trimmed(&cell.text)));
            cells.filter(|(_, text)| !text.is_empty()).collect::<Vec<_>>()
        });
        let name = trimmed(&sheet.name);
        let name = if name.is_empty() { format!("sheet{at}") } else { name };
        (name, rows.filter(|row| !row.is_empty()).collect())
    });
    sheets.collect()
}

/// Markdown tables: compiled in both modes; what is accepted is run.
pub fn markdown(bytes: &[u8]) -> usize {
    compiled(bytes, Some("form.md"))
}

/// Compiles in both modes. What strict mode accepts, kind mode accepts; what is accepted is XML and converts.
fn compiled(bytes: &[u8], file_name: Option<&str>) -> usize {
    let strict = xlsform::compile(bytes, file_name, Mode::Strict);
    let kind = xlsform::compile(bytes, file_name, Mode::Kind);
    let mut size = told(&strict.issues) + told(&kind.issues);
    for parsed in [&strict, &kind] {
        assert!(parsed.value.is_some() || parsed.has_errors(), "refused without a word");
    }
    if let Some(form) = &kind.value {
        size += form.xform.len() + opened(&form.xform);
        assert!(xlsform::describe(bytes, file_name, Mode::Kind).value.is_some(), "compiled, not described");
        let paper = xlsform::paper(bytes, file_name, Mode::Kind, None, Language::French);
        assert!(paper.value.is_some(), "compiled, not printed");
        let file = xlsform::convert(bytes, file_name, FileKind::Xlsx).value;
        size += file.map_or(0, |file| file.len());
    }
    size
}

/// The bytes of what is told.
fn told(issues: &[Issue]) -> usize {
    let sentences = issues
        .iter()
        .flat_map(|issue| [Language::French, Language::English].map(|language| issue.sentence(language)));
    sentences.map(|sentence| sentence.len()).sum()
}

/// An XForm: opened, answered on each page, sent and taken back.
pub fn xform(bytes: &[u8]) -> usize {
    opened(&String::from_utf8_lossy(bytes))
}

fn opened(xml: &str) -> usize {
    let Ok(form) = Form::parse(xml) else { return 0 };
    let mut size = form.logic().to_string().len();
    let form = Arc::new(form);
    let mut state = FormState::new(Arc::clone(&form), environment());
    for key in state.page_keys().into_iter().take(20) {
        let Some(page) = state.page(&key) else { continue };
        for control in page.controls.iter().take(20) {
            let first = control.choices.first().map_or("1", |choice| choice.value.as_str());
            state.set_text(&control.path, first);
        }
    }
    let sent = state.to_xml(&Meta::default());
    size += sent.len() + xlsform::check(&form, &environment(), &sent).len();
    let mut other = FormState::new(form, environment());
    let taken = other.load_xml(&sent).map(|findings| findings.len());
    size + taken.unwrap_or(0) + other.findings().len()
}

/// An expression: printed, read again, exported, evaluated.
pub fn xpath(bytes: &[u8]) -> usize {
    static DOCUMENT: LazyLock<Tree> = LazyLock::new(|| {
        Tree::parse("<data><a>1</a><b c='2'>2026-01-31</b><r><n>x y</n></r><r><n>z</n></r></data>")
            .unwrap_or_default()
    });
    let Ok(expr) = Expr::parse(&String::from_utf8_lossy(bytes)) else { return 0 };
    let printed = expr.to_string();
    assert_eq!(
        Expr::parse(&printed).map(|again| again.to_string()),
        Ok(printed.clone()),
        "printed, then read"
    );
    let environment = environment();
    let world = World::new(&DOCUMENT, &environment);
    let context = DOCUMENT.document_element().unwrap_or(Tree::DOCUMENT);
    let found = world.evaluate(&expr, NodeRef::main(context)).map(|value| value.text(&world).len());
    let logic = xlsform::logic::to_json(&expr).map_or(0, |logic| logic.to_string().len());
    printed.len() + found.unwrap_or(0) + logic
}

/// A submission to a form with every kind of question: judged, taken, sent again.
pub fn submission(bytes: &[u8]) -> usize {
    static FORM_OPEN: LazyLock<Option<Arc<Form>>> = LazyLock::new(|| Form::parse(FORM).ok().map(Arc::new));
    let Some(form) = FORM_OPEN.as_ref() else { return 0 };
    let xml = String::from_utf8_lossy(bytes);
    let findings = xlsform::check(form, &environment(), &xml);
    assert!(findings.len() <= xlsform::submission::MOST_FINDINGS, "{} findings", findings.len());
    let mut state = FormState::new(Arc::clone(form), environment());
    if state.load_xml(&xml).is_err() {
        return findings.len();
    }
    let sent = state.to_xml(&Meta::default());
    let mut other = FormState::new(Arc::clone(form), environment());
    assert!(other.load_xml(&sent).is_ok(), "what was sent again cannot be read");
    findings.len() + sent.len()
}

fn environment() -> Environment {
    Environment::at(jiff::Timestamp::UNIX_EPOCH)
}
