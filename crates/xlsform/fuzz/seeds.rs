//! Writes the seeds that come from the crate's own cases, whole and mutilated, into `tests/corpus`:
//! `cargo run --example seeds`. What fuzzing found (`found-…`) is left as it is.

use std::fs;
use std::path::{Path, PathBuf};

use xlsform::workbook::{FileKind, Scope, Workbook};
use xlsform::{Mode, compile, convert};

/// Expressions of all levels, and some that are wrong.
const EXPRESSIONS: [&str; 36] = [
    "/data/a >= 18 and /data/b != ''",
    "if(selected(/data/r[1]/n, 'x'), 'yes', concat('no', 1.5))",
    "count(/data/r[n = 'z']) * -2 div 3 mod 2",
    "regex(/data/a, '^(a+)+$')",
    "format-date(/data/b, '%Y-%m-%e %a %b')",
    "date('2026-01-31') + 28 < today()",
    "decimal-date-time('2026-01-31T10:00:00.000+02:00')",
    "coalesce(/data/a, once(uuid()))",
    "sum(/data/r/n) + max(1, 2, /data/a) - min(3)",
    "indexed-repeat(/data/r/n, /data/r, 2)",
    "instance('towns')/root/item[name = current()/../a]/label",
    "jr:choice-name(/data/a, '/data/a')",
    "pulldata('towns', 'label', 'name', /data/a)",
    "position(..) = last() or position() = 1",
    "substr(/data/b, 0, 4), substring-before('a-b', '-')",
    "substring-before(substring-after('a-b-c', '-'), '-')",
    "translate(normalize-space(' a  b '), 'ab', 'AB')",
    "round(2.5, 1) + int(-1.9) + number('0x1')",
    "pow(2, 0.5) + sqrt(2) + log10(100) + sin(pi())",
    "area('0 0 0 0; 1 1 0 0; 0 1 0 0') + distance('0 0 0 0; 1 1 0 0')",
    "geofence('0.5 0.5 0 0', '0 0 0 0; 1 1 0 0; 0 1 0 0; 0 0 0 0')",
    "digest('a', 'SHA-256', 'hex')",
    "base64-decode('w6k=')",
    "randomize(/data/r, 3)",
    "join(', ', /data/r/n)",
    "weighted-checklist(1, 2, /data/a, 1)",
    "//n | /data/*[@c = '2'] | ancestor-or-self::node()[1]",
    "following-sibling::*[2]/../preceding::text()",
    "boolean-from-string('true') = not(false())",
    "string-length(.) <= 20 and . < 1e3",
    "/data/a[",
    "1 +",
    "'unfinished",
    "a b",
    "((((((((1))))))))",
    "- - - 1 != --1",
];

fn main() {
    let crate_root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus = crate_root.join("tests/corpus");
    let forms = forms(&crate_root);
    for (at, (name, text)) in forms.iter().enumerate() {
        let bytes = text.as_bytes();
        if at % 3 == 0 {
            seed(&corpus, "markdown", name, bytes);
        }
        if at % 3 == 1 {
            let file = convert(bytes, Some("f.md"), FileKind::Xlsx).value.unwrap_or_default();
            seed(&corpus, "workbook", name, &file);
        }
        if at % 12 == 0 {
            parts(&corpus, name, bytes);
        }
        if at % 3 == 2 {
            let form = compile(bytes, Some("f.md"), Mode::Kind).value;
            form.inspect(|form| seed(&corpus, "xform", name, form.xform.as_bytes()));
        }
    }
    for form in ["all_kinds", "readme"] {
        let text = fs::read(crate_root.join(format!("tests/forms/{form}.xml"))).unwrap_or_default();
        seed(&corpus, "xform", form, &text);
    }
    for (at, expression) in EXPRESSIONS.iter().enumerate() {
        seed(&corpus, "xpath", &format!("{at:02}"), expression.as_bytes());
    }
    for (name, text) in submissions(&crate_root) {
        seed(&corpus, "submission", &name, text.as_bytes());
    }
}

/// The sheets of a form as they stand in a package, for the target that puts them into one.
fn parts(corpus: &Path, name: &str, bytes: &[u8]) {
    let Ok(workbook) = Workbook::read(bytes, Some("f.md"), Scope::Form) else { return };
    let (mut office, mut open) = (vec![b'x'], b"o<a:d xmlns:a=\"a\" xmlns:t=\"t\" xmlns:x=\"x\">".to_vec());
    for sheet in &workbook.sheets {
        office.extend(b"<worksheet><sheetData>");
        open.extend(format!("<t:table t:name=\"{}\">", sheet.name).bytes());
        for row in &sheet.rows {
            office.extend(b"<row>");
            open.extend(b"<t:table-row>");
            for column in 1..=row.cells.last().map_or(0, |cell| cell.column) {
                let text = row.cells.iter().find(|cell| cell.column == column).map_or("", |cell| &cell.text);
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                office.extend(format!("<c t=\"str\"><v>{text}</v></c>").bytes());
                open.extend(format!("<t:table-cell><x:p>{text}</x:p></t:table-cell>").bytes());
            }
            office.extend(b"</row>");
            open.extend(b"</t:table-row>");
        }
        office.extend(b"</sheetData></worksheet>\0");
        open.extend(b"</t:table>");
    }
    open.extend(b"</a:d>");
    seed(corpus, "workbook", &format!("office-{name}"), &office);
    seed(corpus, "workbook", &format!("open-{name}"), &open);
}

/// The forms of the cases an analyst can write, named by file and place.
fn forms(crate_root: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(crate_root.join("tests/cases")).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap_or_default();
        for (at, case) in text.split("\n## ").skip(1).enumerate() {
            let tables: Vec<&str> = case.lines().filter(|line| line.starts_with('|')).collect();
            out.push((format!("{stem}-{at:02}"), tables.join("\n")));
        }
    }
    out
}

/// The submission of a form just opened, with answers of each kind put in, and with what nobody should send.
fn submissions(crate_root: &Path) -> Vec<(String, String)> {
    let xml = fs::read_to_string(crate_root.join("tests/forms/all_kinds.xml")).unwrap_or_default();
    let Ok(form) = xlsform::Form::parse(&xml) else { return Vec::new() };
    let environment = xlsform::Environment::at(jiff::Timestamp::UNIX_EPOCH);
    let mut state = xlsform::FormState::new(form.into(), environment);
    let mut out = Vec::new();
    let answers = [
        ("/data/intro/name", "Awa & <Bé>"),
        ("/data/intro/age", "41"),
        ("/data/country", "fr"),
        ("/data/city", "x"),
        ("/data/colors", "red green"),
        ("/data/d", "2026-01"),
        ("/data/exp[1]/story", "a\nb"),
        ("/data/gp", "12.37 -1.51 305 5"),
        ("/data/rg", "3"),
    ];
    for (at, (path, text)) in answers.into_iter().enumerate() {
        state.set_text(path, text);
        out.push((format!("{at:02}"), state.to_xml(&xlsform::Meta::default())));
    }
    let whole = state.to_xml(&xlsform::Meta::default());
    for (name, from, to) in [
        ("other-form", "id=\"myform\"", "id=\"other\""),
        ("other-version", "version=\"3\"", "version=\"2\""),
        ("wrong-type", "41", "quarante"),
        ("undeclared", "</data>", "<more><deep/></more></data>"),
        ("twice", "<country>fr</country>", "<country>fr</country><country>ml</country>"),
        ("entity", "<country>fr", "<country>&x;"),
        ("namespace", "<country>", "<country xmlns=\"urn:x\">"),
        ("document-type", "<data", "<!DOCTYPE data [<!ENTITY x \"y\">]><data"),
        ("comment", "<country>fr", "<country><!-- f -->f<![CDATA[r]]>"),
    ] {
        out.push((name.to_owned(), whole.replacen(from, to, 1)));
    }
    out
}

/// A case whole; every third also cut in two thirds, every third with bytes turned over.
fn seed(corpus: &Path, target: &str, name: &str, bytes: &[u8]) {
    let folder = corpus.join(target);
    let write = |kind: &str, bytes: &[u8]| {
        fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(format!("{kind}-{name}")), bytes))
    };
    let sum = name.bytes().fold(0_usize, |sum, byte| sum * 31 % 1_009 + usize::from(byte));
    let mut turned = bytes.to_vec();
    for place in [bytes.len() / 5, bytes.len() / 2, bytes.len() * 4 / 5] {
        turned.get_mut(place).into_iter().for_each(|byte| *byte ^= 0x15);
    }
    let done = write("case", bytes).and_then(|()| match sum % 3 {
        0 => write("cut", &bytes[..bytes.len() * 2 / 3]),
        1 => write("turned", &turned),
        _ => Ok(()),
    });
    done.expect("the corpus can be written");
}
