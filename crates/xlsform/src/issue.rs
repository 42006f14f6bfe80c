//! What a form gets told: every issue of a workbook at once, each with a stable code, its place and what to do.
//!
//! The sentences live in one table ([`crate::codes`]); code elsewhere carries a code and parameters, never a sentence.

use std::hash::BuildHasher as _;

use serde::Serialize;

use crate::codes::{self, Rule};
use crate::index::Set;

/// How much an issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The form compiles; something may surprise.
    Warning,
    /// The form does not compile until this is mended.
    Error,
}

/// The language of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

/// One thing to know about a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Issue {
    /// Stable name of the rule, one of [`crate::codes::all`].
    pub code: &'static str,
    /// Whether the form still compiles.
    pub severity: Severity,
    /// Sheet, as XLSForm names it (`survey`, `choices`…), when the issue has one.
    pub sheet: Option<Box<str>>,
    /// Row as a spreadsheet shows it: the header is row 1.
    pub row: Option<u32>,
    /// Column header.
    pub column: Option<Box<str>>,
    /// The value at fault, as written.
    pub value: Option<Box<str>>,
    /// Named parts of the sentence.
    pub params: Vec<(&'static str, String)>,
    /// What to write instead, or what was written instead when the repair was applied.
    pub repair: Option<Box<str>>,
}

impl Issue {
    /// An issue without a place yet; its severity is the usual one of the code.
    pub(crate) fn new(rule: &'static Rule) -> Issue {
        Issue {
            code: rule.code,
            severity: rule.severity,
            sheet: None,
            row: None,
            column: None,
            value: None,
            params: Vec::new(),
            repair: None,
        }
    }

    pub(crate) fn sheet(mut self, sheet: &str) -> Issue {
        self.sheet = Some(sheet.into());
        self
    }

    /// Row 0 stands for "no row": generated elements have none.
    pub(crate) fn row(mut self, row: u32) -> Issue {
        self.row = (row > 0).then_some(row);
        self
    }

    pub(crate) fn column(mut self, column: &str) -> Issue {
        self.column = Some(column.into());
        self
    }

    pub(crate) fn value(mut self, value: impl Into<String>) -> Issue {
        self.value = Some(value.into().into());
        self
    }

    pub(crate) fn param(mut self, name: &'static str, value: impl Into<String>) -> Issue {
        self.params.push((name, value.into()));
        self
    }

    pub(crate) fn repair(mut self, repair: impl Into<String>) -> Issue {
        self.repair = Some(repair.into().into());
        self
    }

    /// A sentence saying what is wrong and what to do.
    pub fn sentence(&self, language: Language) -> String {
        let Some(rule) = codes::find(self.code) else { return self.code.to_owned() };
        let template = match language {
            Language::French => rule.french,
            Language::English => rule.english,
        };
        self.fill(template)
    }

    fn fill(&self, template: &str) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| at + open) else { break };
            out.push_str(&rest[..open]);
            out.push_str(&self.part(&rest[open + 1..close]));
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }

    fn part(&self, name: &str) -> String {
        let from_params = self.params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        from_params
            .or_else(|| match name {
                "value" => self.value.as_deref().map(str::to_owned),
                "sheet" => self.sheet.as_deref().map(str::to_owned),
                "column" => self.column.as_deref().map(str::to_owned),
                "row" => self.row.map(|row| row.to_string()),
                "repair" => self.repair.as_deref().map(str::to_owned),
                _ => None,
            })
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "–".to_owned())
    }
}

/// A value read from something a person wrote, with everything there is to say about it.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    /// Absent when an error stands in the way.
    pub value: Option<T>,
    /// All issues, in the order of the sheets.
    pub issues: Vec<Issue>,
}

impl<T> Parsed<T> {
    /// Whether any issue is an error.
    pub fn has_errors(&self) -> bool {
        self.issues.iter().any(|issue| issue.severity == Severity::Error)
    }
}

/// Collects issues while reading goes on.
#[derive(Debug, Default)]
pub(crate) struct Issues {
    list: Vec<Issue>,
    /// The hashes of those in the list: a bad form may have tens of thousands.
    seen: Set<u64>,
    mends: bool,
}

impl Issues {
    /// A collection that, when it `mends`, takes repairable errors as warnings.
    pub(crate) fn new(mends: bool) -> Issues {
        Issues { mends, ..Issues::default() }
    }

    /// Whether repairs are applied.
    pub(crate) fn mends(&self) -> bool {
        self.mends
    }

    pub(crate) fn push(&mut self, mut issue: Issue) {
        if self.mends && codes::find(issue.code).is_some_and(|rule| rule.is_mended) {
            issue.severity = Severity::Warning;
        }
        self.push_as_is(issue);
    }

    /// Adds an issue whose severity has been decided, once.
    pub(crate) fn push_as_is(&mut self, issue: Issue) {
        let hash = self.seen.hasher().hash_one(&issue);
        if self.seen.insert(hash) || !self.list.contains(&issue) {
            self.list.push(issue);
        }
    }

    pub(crate) fn has(&self, rule: &Rule) -> bool {
        self.list.iter().any(|issue| issue.code == rule.code)
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|issue| issue.severity == Severity::Error)
    }

    pub(crate) fn into_list(self) -> Vec<Issue> {
        self.list
    }
}
