//! Files that go wrong: a clear issue, quickly, never a panic.

use std::io::{Cursor, Write as _};

use xlsform::workbook::{FileKind, Scope, Workbook};
use xlsform::{Form, Mode, Options, compile, compile_with, convert};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The codes that only bytes can produce, each shown below.
pub(crate) const CODES: [&str; 10] = [
    "file-unknown",
    "file-unreadable",
    "file-password",
    "file-legacy",
    "file-not-utf8",
    "file-too-large",
    "too-many-rows",
    "too-deep",
    "cell-too-long",
    "languages-too-many",
];

fn code(bytes: &[u8]) -> &'static str {
    let compiled = compile(bytes, None, Mode::Kind);
    assert!(compiled.value.is_none());
    compiled
        .issues
        .iter()
        .find(|issue| issue.severity == xlsform::Severity::Error)
        .map_or("none", |issue| issue.code)
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a package").into_inner()
}

const WORKBOOK: &[u8] =
    br#"<workbook xmlns:r="r"><sheets><sheet name="survey" r:id="a"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="a" Target="sheet1.xml"/></Relationships>"#;

fn xlsx(sheet: &[u8]) -> Vec<u8> {
    package(&[
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sheet1.xml", sheet),
    ])
}

#[test]
fn what_is_no_workbook_is_told() {
    assert_eq!(code(b""), "file-unknown");
    assert_eq!(code(b"hello"), "file-unknown");
    assert_eq!(code(b"PK\x03\x04 not a zip"), "file-unreadable");
    assert_eq!(code(&[0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3]), "file-unreadable");
    assert_eq!(code(&[0x09, 0x04, 0x06, 0x00, 0x00]), "file-legacy");
    assert_eq!(code(b"| survey |\n| | type | \xff | b |"), "file-not-utf8");
    assert_eq!(code(&xlsx(b"<worksheet><sheetData><row><c><v>1</v></worksheet>")), "file-unreadable");
    assert_eq!(code(&package(&[("a.txt", b"x")])), "file-unreadable");
}

#[test]
fn a_password_is_told() {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0];
    bytes.resize(1_024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2_048, 0);
    assert_eq!(code(&bytes), "file-password");
    let manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let ods = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b""),
    ]);
    assert_eq!(code(&ods), "file-password");
}

#[test]
fn a_zip_bomb_stops_at_the_cap() {
    let bomb = xlsx(&vec![b' '; 65 * 1024 * 1024]);
    assert!(bomb.len() < 200_000);
    assert_eq!(code(&bomb), "file-too-large");
}

#[test]
fn more_shared_strings_than_cells_are_told() {
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(1_000_002));
    let file = package(&[
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/sheet1.xml", b"<worksheet/>"),
    ]);
    assert_eq!(code(&file), "file-too-large");
}

#[test]
fn an_xml_bomb_is_not_unfolded() {
    let sheet = br#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c t="str"><v>&b;</v></c></row></sheetData></worksheet>"#;
    assert_eq!(code(&xlsx(sheet)), "survey-missing");
}

#[test]
fn too_many_rows_are_told_and_rows_far_down_are_not_rows() {
    let rows = (1..=20_001)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"str\"><v>x</v></c></row>"))
        .collect::<Vec<_>>()
        .concat();
    assert_eq!(
        code(&xlsx(format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes())),
        "too-many-rows"
    );
    let far = r#"<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>type</v></c></row><row r="1048576"><c r="A1048576"/></row></sheetData></worksheet>"#;
    assert!(Workbook::read(&xlsx(far.as_bytes()), None, Scope::Form).is_ok());
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><table:table table:name=\"survey\">{table}</table:table></office:document-content>"
    );
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn repeats_of_open_documents_are_counted() {
    let many = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(code(&ods(many)), "too-many-rows");
    let wide = "<table:table-row table:number-rows-repeated=\"100\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(code(&ods(wide)), "file-too-large");
    let empty = "<table:table-row><table:table-cell><text:p>type</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>name</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>";
    let workbook = Workbook::read(&ods(empty), None, Scope::Form).expect("a workbook");
    assert_eq!(workbook.sheets[0].rows[0].cells[1].column, 3);
}

#[test]
fn groups_too_deep_are_told() {
    let rows = (0..5_000).map(|at| format!("| | begin group | g{at} | G |\n")).collect::<Vec<_>>().concat();
    assert_eq!(code(format!("| survey |\n| | type | name | label |\n{rows}").as_bytes()), "too-deep");
}

#[test]
fn a_very_long_formula_is_told() {
    let formula = format!("{}1", "(${a} + ".repeat(130_000));
    let form = format!(
        "| survey |\n| | type | name | label | calculation |\n| | integer | a | A | |\n| | calculate | b | | {formula} |\n"
    );
    assert_eq!(code(form.as_bytes()), "cell-too-long");
}

#[test]
fn a_long_formula_is_read() {
    let formula = format!("{}1", "(${a} + ".repeat(12_000));
    let form = format!(
        "| survey |\n| | type | name | label | calculation |\n| | integer | a | A | |\n| | calculate | b | | {formula} |\n"
    );
    let compiled = compile(form.as_bytes(), Some("f.md"), Mode::Strict);
    assert!(compiled.issues.iter().any(|issue| issue.code == "validate-would-reject"));
}

#[test]
fn cut_files_never_panic() {
    let form = "| survey |\n| | type | name | label |\n| | select_one l | a | A ${a} |\n| choices |\n| | list_name | name | label |\n| | l | x | X |\n";
    let whole = convert(form.as_bytes(), Some("f.md"), FileKind::Xlsx).value.expect("a file");
    for end in (0..whole.len()).step_by(31) {
        compile(&whole[..end], None, Mode::Kind);
    }
    for at in (0..whole.len()).step_by(17) {
        let mut broken = whole.clone();
        broken[at] ^= 0xFF;
        compile(&broken, None, Mode::Kind);
    }
    for end in 0..form.len() {
        compile(&form.as_bytes()[..end], Some("f.md"), Mode::Kind);
        compile(&form.as_bytes()[..end], Some("f.csv"), Mode::Strict);
    }
}

#[test]
fn names_that_are_none_do_not_break_the_xml() {
    let form = "| survey |\n| | type | name | label | bind::my note | instance::2nd | body::a b |\n| | text | a | A | x | y | z |\n| settings |\n| | attribute::of mine |\n| | w |\n";
    let options = |root, mode| Options { file_name: Some("f.md"), root: Some(root), mode };
    assert!(compile_with(form.as_bytes(), &options("bad@file name", Mode::Strict)).value.is_none());
    let kind = compile_with(form.as_bytes(), &options("bad@file name", Mode::Kind));
    assert!(kind.issues.iter().any(|issue| issue.code == "name-invalid" && issue.repair.is_some()));
    let xform = kind.value.expect("a form with another root").xform;
    if let Err(fault) = Form::parse(&xform) {
        panic!("{fault}: {xform}");
    }
}

#[test]
fn languages_beyond_reason_are_told() {
    let form = |count: usize, rows: usize| {
        let labels = (0..count).map(|at| format!(" label::l{at} |")).collect::<Vec<_>>().concat();
        let rows = (0..rows).map(|at| format!("| | text | q{at} | Q |\n")).collect::<Vec<_>>().concat();
        format!("| survey |\n| | type | name |{labels}\n{rows}")
    };
    assert_eq!(code(form(201, 1).as_bytes()), "languages-too-many");
    assert_eq!(code(form(60, 9_000).as_bytes()), "languages-too-many");
    assert!(compile(form(60, 30).as_bytes(), None, Mode::Strict).value.is_some());
}

#[test]
fn a_header_of_many_parts_is_a_column_nobody_knows() {
    let form = format!(
        "| survey |\n| | type | name | label | {}x |\n| | text | a | A | y |\n",
        "a::".repeat(30_000)
    );
    assert!(compile(form.as_bytes(), Some("f.md"), Mode::Strict).value.is_some());
}
