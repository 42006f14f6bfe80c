//! Where the cases are, and what an index says of each.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A case of `xlsform` or `xlsform-real`.
#[derive(Debug, Deserialize)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) file: String,
    #[serde(default)]
    pub(crate) form_name: Option<String>,
    pub(crate) outcome: String,
    #[serde(default)]
    pub(crate) error: Option<String>,
    /// Folder of the index.
    #[serde(skip)]
    pub(crate) folder: PathBuf,
}

impl Case {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        fs::read(self.folder.join(&self.file)).unwrap_or_else(|fault| panic!("{}: {fault}", self.file))
    }

    /// What the reference makes of the form.
    pub(crate) fn expected(&self) -> String {
        let path = self.folder.join("forms").join(format!("{}.xml", self.id));
        fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    }

    /// The workbook is read without a file name; only its ending tells CSV from Markdown.
    pub(crate) fn file_name(&self) -> Option<&str> {
        let (_, ending) = self.file.rsplit_once('.')?;
        match ending {
            "csv" => Some(".csv"),
            "md" => Some(".md"),
            _ => None,
        }
    }
}

/// The folders of cases there are, as the person who runs the suite names them.
fn roots() -> Vec<PathBuf> {
    if let Some(named) = std::env::var_os("XLSFORM_CONFORMANCE") {
        return std::env::split_paths(&named).collect();
    }
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = repository.join("../shared/conformance");
    if shared.is_dir() { vec![shared] } else { Vec::new() }
}

/// The cases of a suite (`xlsform`, `xlsform-real`…) in every folder; says aloud when there are none.
pub(crate) fn cases(suite: &str) -> Vec<Case> {
    let mut out = Vec::new();
    for root in roots() {
        // A folder may hold the suites, or be one of them.
        let folder = [root.join(suite), root].into_iter().find(|folder| folder.join("index.jsonl").is_file());
        let Some(folder) = folder.filter(|folder| folder.ends_with(suite)) else { continue };
        let index = fs::read_to_string(folder.join("index.jsonl")).expect("an index that can be read");
        for line in index.lines().filter(|line| !line.trim().is_empty()) {
            let mut case: Case =
                serde_json::from_str(line).unwrap_or_else(|fault| panic!("{suite}: {fault}: {line}"));
            case.folder.clone_from(&folder);
            out.push(case);
        }
    }
    if out.is_empty() {
        println!("conformance {suite}: no shared cases here; the crate's own cases run with `--test it`");
    }
    out
}
