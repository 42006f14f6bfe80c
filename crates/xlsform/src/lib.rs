#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

pub mod codes;
mod compile;
mod condition;
mod convert;
mod describe;
mod distance;
pub mod form;
mod index;
mod issue;
pub mod logic;
mod paper;
pub mod state;
pub mod submission;
pub mod workbook;
mod xform;
pub mod xpath;

pub use convert::convert;
pub use describe::{Description, QuestionLine, describe};
pub use form::{ControlKind, DataType, Form, FormError};
pub use issue::{Issue, Language, Parsed, Severity};
pub use paper::{Answer, Paper, PaperChoice, PaperItem, PaperQuestion, paper};
pub use state::{
    Asked, Choice, Control, Finding, FindingCode, FormState, Outcome, Page, PageKind, RepeatError, RepeatView,
};
pub use submission::{LoadError, Meta, check};
pub use xpath::Environment;

use compile::Names;
use issue::Issues;
use workbook::{Scope, Workbook};

/// How strictly a workbook is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Refuses what the reference compiler refuses.
    #[default]
    Strict,
    /// Repairs what can be repaired, and says so.
    Kind,
}

/// How to compile: [`compile_with`] takes these, [`compile`] the usual ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Name of the file; without its ending it is the form id when the settings give none.
    pub file_name: Option<&'a str>,
    /// Name of the root element, `data` unless the settings say otherwise.
    pub root: Option<&'a str>,
    /// How strictly to read.
    pub mode: Mode,
}

/// A compiled form.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The ODK XForm.
    pub xform: String,
    /// Title people see.
    pub title: String,
    /// Identifier of the form.
    pub form_id: String,
    /// Version, when the settings give one.
    pub version: Option<String>,
    /// Language shown first; `default` when the texts have no language.
    pub default_language: String,
    /// Languages the texts are written in; none when they need no translation.
    pub languages: Vec<String>,
    /// Files the form reads, as `jr://file-csv/places.csv`.
    pub files: Vec<String>,
    /// The file `itemsets.csv` that goes with forms using `select_one_external`.
    pub itemsets: Option<String>,
}

/// Compiles a workbook to an ODK XForm.
///
/// `bytes` is an .xlsx, .xls, .ods or .csv file or Markdown tables; `file_name` gives the form id where the settings
/// have none. The value is absent when an issue is an error.
pub fn compile(bytes: &[u8], file_name: Option<&str>, mode: Mode) -> Parsed<Compiled> {
    compile_with(bytes, &Options { file_name, root: None, mode })
}

/// Compiles a workbook, with every option.
pub fn compile_with(bytes: &[u8], options: &Options<'_>) -> Parsed<Compiled> {
    match Workbook::read(bytes, options.file_name, Scope::Form) {
        Ok(workbook) => compile_workbook(&workbook, options),
        Err(issue) => Parsed { value: None, issues: vec![issue] },
    }
}

/// Compiles a workbook already read.
pub fn compile_workbook(workbook: &Workbook, options: &Options<'_>) -> Parsed<Compiled> {
    let mut issues = Issues::new(options.mode == Mode::Kind);
    let stem = options.file_name.map(file_stem).filter(|stem| !stem.is_empty());
    let names = Names { root: options.root.unwrap_or("data"), id: stem.unwrap_or("data") };
    let compiled = compile::read(workbook, names, &mut issues).map(|form| {
        let settings = form.settings.clone();
        let itemsets = form.itemsets.clone();
        let written = xform::write(form, &mut issues);
        Compiled {
            xform: written.text,
            title: settings.title,
            form_id: settings.id,
            version: settings.version,
            default_language: settings.default_language,
            languages: written.languages,
            files: written.files,
            itemsets,
        }
    });
    let value = compiled.filter(|_| !issues.has_errors());
    Parsed { value, issues: issues.into_list() }
}

/// Reads a form without writing it, and says what `look` sees in it.
pub(crate) fn with_form<T>(
    bytes: &[u8],
    file_name: Option<&str>,
    mode: Mode,
    look: impl FnOnce(&compile::Form<'_>) -> T,
) -> Parsed<T> {
    let mut issues = Issues::new(mode == Mode::Kind);
    let workbook = match Workbook::read(bytes, file_name, Scope::Form) {
        Ok(workbook) => workbook,
        Err(issue) => return Parsed { value: None, issues: vec![issue] },
    };
    let stem = file_name.map(file_stem).filter(|stem| !stem.is_empty());
    let form = compile::read(&workbook, Names { root: "data", id: stem.unwrap_or("data") }, &mut issues);
    let value = form.filter(|_| !issues.has_errors()).map(|form| look(&form));
    Parsed { value, issues: issues.into_list() }
}

/// The name of a file without folders and without its ending.
fn file_stem(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}
