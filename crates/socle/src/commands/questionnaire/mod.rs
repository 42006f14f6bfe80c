//! `socle questionnaire`: what can be done with a workbook before it becomes a survey. Needs no installation.

mod paper;
mod sheet;

use crate::{
    failure::{self, refuse},
    output::say,
};
use anyhow::{Context as _, Result};
use clap::{Args, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use xlsform::{Form, Issue, Language, Mode, Parsed, Severity, workbook::FileKind};

const EXAMPLES: &str = "\
Examples:
  socle questionnaire check survey.xlsx
  socle questionnaire check survey.xlsx --strict --format json
  socle questionnaire compile survey.xlsx --output survey.xml
  socle questionnaire describe survey.ods
  socle questionnaire paper survey.xlsx --language fr --pdf survey.pdf
  socle questionnaire convert survey.xlsx survey.md

Files may be .xlsx, .xls, .ods, .csv or Markdown tables. Exit code 1: the workbook has errors.";

/// Check, compile, describe, print or convert a questionnaire written as an XLSForm.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List everything that is wrong or surprising, with its sheet, row and column
    Check(Source),
    /// Write the ODK XForm
    Compile {
        #[command(flatten)]
        source: Source,
        /// Where to write it; standard output when absent
        #[arg(long, short)]
        output: Option<PathBuf>,
    },
    /// List the questions, groups and choice lists
    Describe(Source),
    /// Lay it out for paper: numbered questions, boxes, and where to go next
    Paper {
        #[command(flatten)]
        source: Source,
        /// Write an A4 PDF here instead of text
        #[arg(long)]
        pdf: Option<PathBuf>,
    },
    /// Write it as another kind of file, every sheet and column kept
    Convert {
        /// The workbook
        file: PathBuf,
        /// The file to write: .xlsx or .md
        to: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Source {
    /// The workbook
    file: PathBuf,
    /// Refuse what the reference compiler refuses, instead of repairing old spellings
    #[arg(long)]
    strict: bool,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of sentences
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    language: Tongue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tongue {
    Fr,
    En,
}

impl Tongue {
    fn language(self) -> Language {
        match self {
            Self::Fr => Language::French,
            Self::En => Language::English,
        }
    }

    fn paper(self) -> socle_pdf::Language {
        match self {
            Self::Fr => socle_pdf::Language::Fr,
            Self::En => socle_pdf::Language::En,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

impl Source {
    fn mode(&self) -> Mode {
        if self.strict { Mode::Strict } else { Mode::Kind }
    }

    fn name(&self) -> Option<&str> {
        self.file.to_str()
    }

    /// Says the issues; the exit code tells whether one is an error.
    fn report(&self, issues: &[Issue]) -> u8 {
        match self.format {
            Format::Json => say(&serde_json::json!({ "issues": issues }).to_string()),
            Format::Text => issues.iter().for_each(|issue| say(&self.line(issue))),
        }
        code(issues)
    }

    fn line(&self, issue: &Issue) -> String {
        let weight = match issue.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let row = issue.row.map(|row| format!("row {row}"));
        let column = issue.column.as_ref().map(|column| format!("column {column}"));
        let place: Vec<String> =
            issue.sheet.iter().map(ToString::to_string).chain(row).chain(column).collect();
        let place = if place.is_empty() { String::new() } else { format!("{}: ", place.join(", ")) };
        format!("{weight} [{}] {place}{}", issue.code, issue.sentence(self.language.language()))
    }
}

fn code(issues: &[Issue]) -> u8 {
    let is_broken = issues.iter().any(|issue| issue.severity == Severity::Error);
    if is_broken { failure::ASKED } else { failure::DONE }
}

pub(super) fn run(arguments: &Arguments) -> Result<u8> {
    match &arguments.action {
        Action::Check(source) => check(source),
        Action::Compile { source, output } => compile(source, output.as_deref()),
        Action::Describe(source) => describe(source),
        Action::Paper { source, pdf } => paper::run(source, pdf.as_deref()),
        Action::Convert { file, to } => convert(file, to),
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    match std::fs::read(file) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            refuse!("{} is not there", file.display())
        }
        Err(error) => Err(error).with_context(|| format!("reading {}", file.display())),
    }
}

fn check(source: &Source) -> Result<u8> {
    let parsed = xlsform::compile(&read(&source.file)?, source.name(), source.mode());
    let reported = source.report(&parsed.issues);
    let Some(compiled) = parsed.value else { return Ok(reported) };
    if let Err(error) = Form::parse(&compiled.xform) {
        refuse!("the rules of this questionnaire cannot be run: {error}");
    }
    if parsed.issues.is_empty() && source.format == Format::Text {
        say("Nothing to mend.");
    }
    Ok(reported)
}

fn compile(source: &Source, output: Option<&Path>) -> Result<u8> {
    let parsed = xlsform::compile(&read(&source.file)?, source.name(), source.mode());
    let Some(compiled) = parsed.value else { return Ok(source.report(&parsed.issues)) };
    match output {
        None => say(&compiled.xform),
        Some(path) => {
            std::fs::write(path, &compiled.xform).with_context(|| format!("writing {}", path.display()))?;
            source.report(&parsed.issues);
        }
    }
    Ok(failure::DONE)
}

fn describe(source: &Source) -> Result<u8> {
    let parsed = xlsform::describe(&read(&source.file)?, source.name(), source.mode());
    let Some(description) = parsed.value else { return Ok(source.report(&parsed.issues)) };
    if source.format == Format::Json {
        say(&serde_json::to_string(&description)?);
        return Ok(failure::DONE);
    }
    let version = description.version.as_deref().unwrap_or("no version");
    say(&format!("{} ({}, {version})", description.title, description.form_id));
    let counts = (description.questions.len(), description.groups, description.repeats);
    say(&format!("{} questions, {} groups, {} repeats", counts.0, counts.1, counts.2));
    for question in &description.questions {
        let mark = if question.is_required { " *" } else { "" };
        let list = question.list.as_ref().map_or_else(String::new, |list| format!(" {list}"));
        say(&format!(
            "  {:<4} {} ({}{list}){mark} {}",
            question.row, question.name, question.kind, question.label
        ));
    }
    for (list, count) in &description.lists {
        say(&format!("  list {list}: {count} choices"));
    }
    Ok(failure::DONE)
}

fn convert(file: &Path, to: &Path) -> Result<u8> {
    let kind = match to.extension().and_then(|ending| ending.to_str()) {
        Some("xlsx") => FileKind::Xlsx,
        Some("md") => FileKind::Markdown,
        _ => refuse!("{} ends neither in .xlsx nor in .md", to.display()),
    };
    let Parsed { value, issues } = xlsform::convert(&read(file)?, file.to_str(), kind);
    let Some(bytes) = value else {
        let said = issues.first().map(|issue| issue.sentence(Language::English)).unwrap_or_default();
        refuse!("{}: {said}", file.display());
    };
    std::fs::write(to, bytes).with_context(|| format!("writing {}", to.display()))?;
    Ok(failure::DONE)
}
