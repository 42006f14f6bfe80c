//! Samples to print, and poppler to read what was printed.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use serde_json::Value;
use socle_pdf::{Document, Printed, render};

/// A sample as JSON, to change before printing.
pub(crate) fn sample(name: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name).with_extension("json");
    serde_json::from_slice(&fs::read(file).expect("a sample")).expect("JSON")
}

/// Prints what the JSON says.
pub(crate) fn print(json: Value) -> Printed {
    let document: Document = serde_json::from_value(json).expect("a document");
    render(&document).expect("a PDF")
}

/// A sample as it is, printed once for all tests.
pub(crate) fn printed(name: &str) -> &'static Printed {
    static SAMPLES: Mutex<BTreeMap<String, &'static Printed>> = Mutex::new(BTreeMap::new());
    let mut samples = SAMPLES.lock().unwrap_or_else(PoisonError::into_inner);
    samples.entry(name.to_owned()).or_insert_with(|| Box::leak(Box::new(print(sample(name)))))
}

/// A guide with one block holding this Markdown.
pub(crate) fn guide_with(markdown: &str) -> Value {
    let mut json = sample("tool");
    json["guide"]["blocks"] = serde_json::json!([{ "heading": "Bloc", "parts": [{ "text": markdown }] }]);
    json["guide"]["sources"] = serde_json::json!([]);
    json
}

/// What a poppler tool says of a PDF; `None`, said aloud, where the machine has no poppler.
///
/// Continuous integration has it: there its absence is a failure.
pub(crate) fn poppler(tool: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sheet.pdf");
    fs::write(&file, pdf).expect("room for a file");
    let mut command = Command::new(tool);
    command.args(arguments).arg(&file);
    if tool == "pdftotext" {
        command.arg("-");
    }
    match command.output() {
        Ok(output) => {
            assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(error) => {
            assert!(option_env!("CI") != Some("true"), "{tool} is missing: {error} (package poppler-utils)");
            // Straight to the terminal: what a passing test prints is hidden.
            let _ = writeln!(io::stderr(), "NOT CHECKED: {tool} is missing (package poppler-utils)");
            None
        }
    }
}

/// The words of the pages as they lie on paper, heads and feet included, every run of spaces as one space.
pub(crate) fn words(pdf: &[u8]) -> Option<String> {
    let text = poppler("pdftotext", &["-enc", "UTF-8"], pdf)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The words in the order of the tags, as a screen reader says them, with the very spaces that were printed.
pub(crate) fn spoken(pdf: &[u8]) -> Option<String> {
    let structure = poppler("pdfinfo", &["-struct-text"], pdf)?;
    let quoted = |line: &str| Some(line.trim_start().strip_prefix('"')?.strip_suffix('"')?.to_owned());
    // A piece ends with its own space when its sentence goes on; a new paragraph is a new line.
    let mut out = String::new();
    for line in structure.lines() {
        match quoted(line) {
            Some(piece) => out.push_str(&piece),
            None if line.contains("Span") || line.contains("Link") || line.contains("/Placement") => {}
            None if out.ends_with('\n') => {}
            None => out.push('\n'),
        }
    }
    Some(out)
}
