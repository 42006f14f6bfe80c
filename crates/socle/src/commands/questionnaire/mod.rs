//! `socle questionnaire`: what can be done with a workbook before it becomes a survey. Needs no installation.

mod paper;
mod report;
mod sheet;

use crate::{
    failure::{self, refuse},
    output::{remark, say},
};
use anyhow::{Context as _, Result};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::path::{Path, PathBuf};
use xlsform::{Compiled, Form, Language, Mode, workbook::FileKind};

const EXAMPLES: &str = "\
Examples:
  socle questionnaire check survey.xlsx
  socle questionnaire check survey.xlsx --strict --format json
  socle questionnaire compile survey.xlsx --output survey.xml
  socle questionnaire describe survey.ods
  socle questionnaire paper survey.xlsx --language fr --pdf survey.pdf
  socle questionnaire convert survey.xlsx survey.md

Files may be .xlsx, .xlsm, .xls, .ods, .csv or Markdown tables.

What is wrong with a workbook is told by `check` on the standard output, by the others on the error stream.
With --format json the answer is one object on the standard output: `issues` (code, severity, sheet, row, column, value,
repair, sentence in fr and en) and what was asked for: `form` (compile), `description`, `paper`, or `written` (the files).

Exit codes:
  0  done; there may be warnings
  1  the workbook has errors, or cannot be read, or is not there: nothing is written
  2  the command line cannot be understood
  3  the machine cannot do it now (disk full, folder that cannot be written to)";

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
        #[command(flatten)]
        source: Source,
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
}

pub(super) fn run(arguments: &Arguments) -> Result<u8> {
    match &arguments.action {
        Action::Check(source) => check(source),
        Action::Compile { source, output } => compile(source, output.as_deref()),
        Action::Describe(source) => describe(source),
        Action::Paper { source, pdf } => paper::run(source, pdf.as_deref()),
        Action::Convert { source, to } => convert(source, to),
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

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}

fn check(source: &Source) -> Result<u8> {
    let parsed = xlsform::compile(&read(&source.file)?, source.name(), source.mode());
    let fault = parsed.value.and_then(|compiled| Form::parse(&compiled.xform).err());
    if let Some(fault) = fault {
        let sentence = format!("the rules of this questionnaire cannot be run: {fault}");
        if source.format == Format::Text {
            source.list(&parsed.issues);
            refuse!("{sentence}");
        }
        report::answer(&parsed.issues, [("fault", json!(sentence))]);
        return Ok(failure::ASKED);
    }
    if parsed.issues.is_empty() && source.format == Format::Text {
        say("Nothing to mend.");
    }
    Ok(source.list(&parsed.issues))
}

fn compile(source: &Source, output: Option<&Path>) -> Result<u8> {
    let parsed = xlsform::compile(&read(&source.file)?, source.name(), source.mode());
    let Some(compiled) = parsed.value else { return Ok(source.nothing(&parsed.issues)) };
    let written = output.map(|path| write_form(path, &compiled)).transpose()?;
    match (source.format, written) {
        (Format::Json, Some(written)) => {
            return Ok(report::answer(&parsed.issues, [("written", json!(written))]));
        }
        (Format::Json, None) => return Ok(report::answer(&parsed.issues, [("form", form(&compiled))])),
        (Format::Text, Some(_)) => {}
        (Format::Text, None) => {
            say(&compiled.xform);
            if compiled.itemsets.is_some() {
                remark("This form goes with a file itemsets.csv: --output writes both.");
            }
        }
    }
    Ok(source.remark(&parsed.issues))
}

/// Writes the form, and beside it the list that `select_one_external` reads.
fn write_form<'a>(path: &'a Path, compiled: &Compiled) -> Result<Vec<std::borrow::Cow<'a, Path>>> {
    write(path, compiled.xform.as_bytes())?;
    let mut written = vec![path.into()];
    if let Some(itemsets) = &compiled.itemsets {
        let beside = path.with_file_name("itemsets.csv");
        write(&beside, itemsets.as_bytes())?;
        written.push(beside.into());
    }
    Ok(written)
}

fn form(compiled: &Compiled) -> serde_json::Value {
    json!({
        "xform": compiled.xform,
        "title": compiled.title,
        "form_id": compiled.form_id,
        "version": compiled.version,
        "default_language": compiled.default_language,
        "languages": compiled.languages,
        "files": compiled.files,
        "itemsets": compiled.itemsets,
    })
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn describe(source: &Source) -> Result<u8> {
    let parsed = xlsform::describe(&read(&source.file)?, source.name(), source.mode());
    let Some(description) = parsed.value else { return Ok(source.nothing(&parsed.issues)) };
    if source.format == Format::Json {
        return Ok(report::answer(&parsed.issues, [("description", json!(description))]));
    }
    let version = description.version.as_deref().unwrap_or("no version");
    say(&format!("{} ({}, {version})", description.title, description.form_id));
    say(&format!(
        "{}, {}, {}",
        counted(description.questions.len(), "question"),
        counted(description.groups, "group"),
        counted(description.repeats, "repeat")
    ));
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
    Ok(source.remark(&parsed.issues))
}

fn convert(source: &Source, to: &Path) -> Result<u8> {
    let kind = match to.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref()
    {
        Some("xlsx") => FileKind::Xlsx,
        Some("md") => FileKind::Markdown,
        _ => refuse!("{} ends neither in .xlsx nor in .md", to.display()),
    };
    let parsed = xlsform::convert(&read(&source.file)?, source.name(), kind);
    let Some(bytes) = parsed.value else { return Ok(source.nothing(&parsed.issues)) };
    write(to, &bytes)?;
    Ok(match source.format {
        Format::Json => report::answer(&parsed.issues, [("written", json!([to]))]),
        Format::Text => source.remark(&parsed.issues),
    })
}
