//! The inputs: each made when it is needed.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What is given to the crate.
pub(crate) enum Input {
    /// A file by name.
    Workbook(&'static str, Vec<u8>),
    /// An XForm.
    Form(String),
    /// An expression.
    Expression(String),
    /// A form, and a submission to it.
    Submission(String, String),
}

const PARTING: &str = "\u{0}PART\u{0}";

impl Input {
    /// For the process that answers it.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Workbook(name, bytes) => [format!("W{name}\n").into_bytes(), bytes].concat(),
            Self::Form(xml) => format!("F{xml}").into_bytes(),
            Self::Expression(text) => format!("E{text}").into_bytes(),
            Self::Submission(form, xml) => format!("S{form}{PARTING}{xml}").into_bytes(),
        }
    }

    pub(crate) fn from_bytes(mut bytes: Vec<u8>) -> Self {
        let kind = bytes.remove(0);
        if kind == b'W' {
            let end = bytes.iter().position(|byte| *byte == b'\n').expect("a name");
            let name = ["f.md", "f.csv", "f.ods", "f.xls", "f.xlsx"]
                .into_iter()
                .find(|name| name.as_bytes() == &bytes[..end]);
            return Self::Workbook(name.expect("a name of those above"), bytes.split_off(end + 1));
        }
        let text = String::from_utf8(bytes).expect("text");
        match kind {
            b'F' => Self::Form(text),
            b'E' => Self::Expression(text),
            _ => {
                let (form, xml) = text.split_once(PARTING).expect("two parts");
                Self::Submission(form.to_owned(), xml.to_owned())
            }
        }
    }
}

/// What makes an input.
type Maker = fn() -> Input;

/// Every input by name.
pub(crate) const INPUTS: &[(&str, Maker)] = &[
    ("zip bomb, 4 GiB of spaces in a sheet", || xlsx(Sheet::Bomb)),
    ("sheet of 63 MiB in one cell", || xlsx(Sheet::Text(cell(&"x".repeat(63 << 20))))),
    ("sheet of 63 MiB of empty tags", || xlsx(Sheet::Text("<row/>".repeat((63 << 20) / 6)))),
    ("shared strings, a million and one", || strings("<si/>".repeat(1_000_002))),
    ("shared strings of 60 MiB", || strings("<si><t>abcdefgh</t></si>".repeat((60 << 20) / 24))),
    ("entities that unfold (billion laughs)", || xlsx(Sheet::Raw(LAUGHS.to_owned()))),
    ("sheet nested 100,000 deep", || xlsx(Sheet::Text("<a>".repeat(100_000)))),
    ("20,001 rows", || rows(20_001, |at| format!("text|q{at}|Q|"))),
    ("20,000 rows", || rows(19_990, |at| format!("text|q{at}|Q|"))),
    ("20,000 rows of faults", || {
        rows(19_990, |at| format!("nonsense {at}|q {at}|${{nobody{at}}}|1 +* {at}"))
    }),
    ("20,000 rows of one name", || rows(19_990, |_| "text|q|Q|".to_owned())),
    ("20,000 rows that refer to the last", || {
        rows(19_990, |at| format!("text|q{at}|See ${{q19989}}|${{q19989}} > {at}"))
    }),
    ("20,000 rows in a chain", || rows(19_990, |at| format!("calculate|q{}||${{q{at}}} + 1", at + 1))),
    ("20,000 rows in a circle", || {
        rows(19_990, |at| format!("calculate|q{at}||${{q{}}} + 1", (at + 1) % 19_990))
    }),
    ("20,000 repeats", || {
        rows(
            19_990,
            |at| if at % 2 == 0 { format!("begin repeat|r{at}|R|") } else { "end repeat|||".to_owned() },
        )
    }),
    ("groups 5,000 deep", || rows(5_000, |at| format!("begin group|g{at}|G|"))),
    ("a million cells of a sheet", || xlsx(Sheet::Text(wide(1_000, 999)))),
    ("16,384 columns", || xlsx(Sheet::Text(wide(2, 16_384)))),
    ("2,000 languages", || languages(2_000)),
    ("16,000 languages", || languages(16_000)),
    ("100 languages in 5,000 rows", || many_labels(100, 4_990)),
    ("header of 30,000 parts", || rows_under(&"a::".repeat(30_000))),
    ("20,000 choices of one list", || choices(19_990, false)),
    ("20,000 choices of one name", || choices(19_990, true)),
    ("one cell far away in 20,000 rows", || xlsx(Sheet::Text(far(20_000)))),
    ("open document of repeated rows", || {
        ods(
            r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>"#,
        )
    }),
    ("open document of repeated cells", || {
        ods(
            r#"<table:table-row table:number-rows-repeated="19000"><table:table-cell table:number-columns-repeated="50"><text:p>some words</text:p></table:table-cell></table:table-row>"#,
        )
    }),
    ("expression of 1 MB in a cell", || rows(1, |_| format!("calculate|b||{}", "(1 + ".repeat(200_000)))),
    ("expression of 30,000 signs in a cell", || {
        rows(1, |_| format!("calculate|b||{}1", "(${a} + ".repeat(3_700)))
    }),
    ("invalid UTF-8", || Input::Workbook("f.md", b"| survey |\n| | type | \xff | b |".to_vec())),
    ("formula cells", || {
        xlsx(Sheet::Text(r#"<row r="1"><c r="A1" t="str"><f>"ty"&amp;"pe"</f><v>type</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"#.to_owned()))
    }),
    ("password, and a legacy file", || {
        Input::Workbook("f.xls", [vec![0x09, 0x04, 0x06, 0x00, 0x00], vec![0; 10_000]].concat())
    }),
    ("Markdown of 60 MB", || {
        Input::Workbook(
            "f.md",
            "| survey |\n| | type | name | label |\n| | x |\n".repeat(1_400_000).into_bytes(),
        )
    }),
    ("CSV of one line of 60 MB", || Input::Workbook("f.csv", "a,b,\"c\"\"".repeat(7_500_000).into_bytes())),
    ("CSV of 7,000,000 sheets", || Input::Workbook("f.csv", numbered(7_000_000, "\n"))),
    ("Markdown of 5,000,000 sheets", || Input::Workbook("f.md", numbered(5_000_000, "|\n|"))),
    ("XForm with entities that unfold", || Input::Form(LAUGHS.to_owned())),
    ("XForm nested 100,000 deep", || Input::Form("<a>".repeat(100_000))),
    ("XForm of 20,000 questions that depend on all", || form(20_000, "sum(/data/*)")),
    ("XForm whose relevances are a circle", || form(2, "/data/q1 + /data/q0")),
    ("XForm with 20,000 rules of regexes", || form(20_000, "regex(/data/a, '(a+)+b')")),
    ("expression of 1 MB, nested", || Input::Expression("(".repeat(1 << 20))),
    ("expression of 1 MB, a sum", || Input::Expression(format!("1{}", "+1".repeat(499_999)))),
    ("expression of 1 MB of signs", || Input::Expression(format!("{}1", "-".repeat(999_999)))),
    ("expression that walks everything thrice", || {
        Input::Expression("count(//*[count(//*[count(//*) > 0]) > 0])".to_owned())
    }),
    ("expression of a million unions", || Input::Expression(format!("a{}", "|a".repeat(499_999)))),
    ("regex that explodes", || Input::Expression(format!("regex('{}', '((a*)*)*b')", "a".repeat(100_000)))),
    ("regex that grows", || Input::Expression("regex('a', '(((a{1000}){1000}){1000}){1000}')".to_owned())),
    ("text that doubles", || {
        Input::Expression((0..40).fold("'aaaaaaaaaa'".to_owned(), |text, _| {
            format!("concat({text}, {text})").chars().take(900_000).collect()
        }))
    }),
    ("translate of a long text", || {
        Input::Expression(format!("string-length(translate('{0}', '{0}', '{0}'))", "é".repeat(100_000)))
    }),
    ("submission of 100,000 unknown nodes", || {
        Input::Submission(small(), format!("<data id='t'>{}</data>", "<x/>".repeat(100_000)))
    }),
    ("submission nested 100,000 deep", || Input::Submission(small(), "<data>".repeat(100_000))),
    ("submission of 60 MB in a node", || {
        Input::Submission(small(), format!("<data id='t'><a>{}</a></data>", "9".repeat(60 << 20)))
    }),
    ("submission with entities that unfold", || Input::Submission(small(), LAUGHS.to_owned())),
];

const LAUGHS: &str = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><worksheet><sheetData><row r="1"><c t="str"><v>&d;</v></c></row></sheetData></worksheet>"#;

enum Sheet {
    /// The rows of the survey.
    Text(String),
    /// The whole part.
    Raw(String),
    Bomb,
}

fn xlsx(sheet: Sheet) -> Input {
    package(sheet, None)
}

fn strings(list: String) -> Input {
    package(Sheet::Text(String::new()), Some(list))
}

fn package(sheet: Sheet, strings: Option<String>) -> Input {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8], times: usize| {
        let options = SimpleFileOptions::default().large_file(times > 1);
        zip.start_file(name, options).expect("a part");
        (0..times).for_each(|_| zip.write_all(bytes).expect("memory"));
    };
    add(
        "xl/workbook.xml",
        br#"<workbook xmlns:r="r"><sheets><sheet name="survey" r:id="a"/></sheets></workbook>"#,
        1,
    );
    add(
        "xl/_rels/workbook.xml.rels",
        br#"<Relationships><Relationship Id="a" Target="sheet1.xml"/></Relationships>"#,
        1,
    );
    if let Some(list) = strings {
        add("xl/sharedStrings.xml", format!("<sst>{list}</sst>").as_bytes(), 1);
    }
    match sheet {
        Sheet::Text(rows) => {
            add(
                "xl/sheet1.xml",
                format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes(),
                1,
            );
        }
        Sheet::Raw(part) => add("xl/sheet1.xml", part.as_bytes(), 1),
        Sheet::Bomb => add("xl/sheet1.xml", &vec![b' '; 1 << 24], 256),
    }
    Input::Workbook("f.xlsx", zip.finish().expect("a package").into_inner())
}

fn ods(table: &str) -> Input {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="survey">{table}</table:table></office:document-content>"#
    );
    for (name, text) in
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]
    {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    Input::Workbook("f.ods", zip.finish().expect("a package").into_inner())
}

fn cell(text: &str) -> String {
    format!(r#"<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>"#)
}

/// The letters of a column, from 0.
fn letters(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letters(at / 26 - 1), letter(at)) }
}

fn wide(rows: usize, columns: usize) -> String {
    let names: Vec<String> = (0..columns).map(letters).collect();
    let mut out = String::new();
    for row in 1..=rows {
        let _ = write!(out, "<row r=\"{row}\">");
        for (at, name) in names.iter().enumerate() {
            let text = if row == 1 { format!("column {at}") } else { "x".to_owned() };
            let text = match (row, at) {
                (1, 0) => "type",
                (1, 1) => "name",
                (1, 2) => "label",
                (_, 0) => "text",
                _ => &text,
            };
            let _ = write!(out, r#"<c r="{name}{row}" t="str"><v>{text}</v></c>"#);
        }
        out.push_str("</row>");
    }
    out
}

fn far(rows: usize) -> String {
    let row = |at: usize| format!(r#"<row r="{at}"><c r="XFD{at}" t="str"><v>x</v></c></row>"#);
    (1..=rows).map(row).collect()
}

/// Markdown: rows of type, name, label and calculation, parted by bars.
fn rows(count: usize, row: impl Fn(usize) -> String) -> Input {
    let mut out = "| survey |\n| | type | name | label | calculation |\n| | integer | a | A | |\n".to_owned();
    (0..count).for_each(|at| {
        let _ = writeln!(out, "| | {} |", row(at).replace('|', " | "));
    });
    Input::Workbook("f.md", out.into_bytes())
}

fn languages(count: usize) -> Input {
    let mut out = "| survey |\n| | type | name".to_owned();
    (0..count).for_each(|at| {
        let column = ["label", "hint"][at % 2];
        let _ = write!(out, " | {column}::language {at} (l{at})");
    });
    let cells = " | x".repeat(count);
    let _ = write!(out, " |\n| | text | a{cells} |\n| | note | b{cells} |\n");
    Input::Workbook("f.md", out.into_bytes())
}

fn many_labels(languages: usize, count: usize) -> Input {
    let columns =
        (0..languages).map(|at| format!(" | label::l{at} | hint::l{at}")).collect::<Vec<_>>().concat();
    let rows = (0..count).map(|at| format!("| | text | q{at} | Label |\n")).collect::<Vec<_>>().concat();
    Input::Workbook("f.md", format!("| survey |\n| | type | name{columns} |\n{rows}").into_bytes())
}

fn rows_under(header: &str) -> Input {
    let form = format!("| survey |\n| | type | name | label | {header}x |\n| | text | a | A | y |\n");
    Input::Workbook("f.md", form.into_bytes())
}

fn numbered(count: usize, between: &str) -> Vec<u8> {
    let numbers = (0..count).map(|at| at.to_string());
    numbers.fold(between.trim().to_owned(), |text, number| text + &number + between).into_bytes()
}

fn choices(count: usize, is_one: bool) -> Input {
    let mut out =
        "| survey |\n| | type | name | label |\n| | select_one l | a | A |\n| choices |\n| | list_name | name | label |\n"
            .to_owned();
    (0..count).for_each(|at| {
        let name = if is_one { 0 } else { at };
        let _ = writeln!(out, "| | l | c{name} | Choice {at} |");
    });
    Input::Workbook("f.md", out.into_bytes())
}

fn form(count: usize, rule: &str) -> Input {
    let (mut nodes, mut binds) = ("<a/>".to_owned(), String::new());
    for at in 0..count {
        let _ = write!(nodes, "<q{at}/>");
        let _ = write!(binds, r#"<bind nodeset="/data/q{at}" relevant="{}"/>"#, rule.replace('"', "&quot;"));
    }
    Input::Form(whole(&nodes, &binds))
}

fn small() -> String {
    whole("<a/>", r#"<bind nodeset="/data/a" type="int"/>"#)
}

fn whole(nodes: &str, binds: &str) -> String {
    format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>t</h:title><model><instance><data id="t">{nodes}</data></instance>{binds}</model></h:head><h:body><input ref="/data/a"><label>a</label></input></h:body></h:html>"#
    )
}
