//! `socle doctor`: looks at an installation from outside and says what to fix. It makes and changes nothing.

mod checks;
mod reach;

use super::Ambience;
use crate::{
    failure::{ASKED, DONE},
    output::say,
};
use anyhow::Result;
use clap::{Args, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  socle doctor
  socle doctor --format json --data-dir /var/lib/socle

Exit code 1 when something must be fixed.";

/// Check this installation and say what to fix.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// How the report is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON object, for programs.
    Json,
}

/// How a thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Well,
    /// Worth knowing.
    Note,
    /// Must be fixed.
    Fix,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Note => "note",
            Self::Fix => "fix",
        }
    }
}

/// What was found about one thing.
#[derive(Debug, Clone)]
struct Finding {
    name: &'static str,
    state: State,
    message: String,
}

impl Finding {
    fn well(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, state: State::Well, message: message.into() }
    }

    fn note(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, state: State::Note, message: message.into() }
    }

    fn fix(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, state: State::Fix, message: message.into() }
    }

    /// Where the documentation says more. Each kind of finding has a heading of its own there.
    fn doc(&self) -> String {
        format!("docs/settings.md#{}", self.name)
    }
}

pub(super) async fn run(arguments: Arguments, ambience: Ambience) -> Result<u8> {
    let findings = checks::all(&ambience).await;
    match arguments.format {
        Format::Text => print_text(&ambience, &findings),
        Format::Json => say(&to_json(&ambience, &findings)),
    }
    let must_be_fixed = findings.iter().any(|finding| finding.state == State::Fix);
    Ok(if must_be_fixed { ASKED } else { DONE })
}

fn print_text(ambience: &Ambience, findings: &[Finding]) {
    say(&format!("Socle {}", env!("CARGO_PKG_VERSION")));
    for (setting, value, source) in ambience.settings.shown() {
        say(&format!("      {:<13} {value} ({source})", setting.key));
    }
    for finding in findings {
        say(&format!("{:<5} {:<13} {}", finding.state.word(), finding.name, finding.message));
        if finding.state == State::Fix {
            say(&format!("      {:<13} see {}", "", finding.doc()));
        }
    }
    let to_fix = findings.iter().filter(|finding| finding.state == State::Fix).count();
    say(&match to_fix {
        0 => "Nothing must be fixed.".to_owned(),
        1 => "One thing must be fixed.".to_owned(),
        n => format!("{n} things must be fixed."),
    });
}

fn to_json(ambience: &Ambience, findings: &[Finding]) -> String {
    let settings: Vec<_> = ambience
        .settings
        .shown()
        .into_iter()
        .map(|(setting, value, source)| {
            serde_json::json!({ "key": setting.key, "value": value, "source": source.to_string() })
        })
        .collect();
    let checks: Vec<_> = findings
        .iter()
        .map(|finding| {
            serde_json::json!({
                "name": finding.name,
                "state": finding.state.word(),
                "message": finding.message,
                "doc": finding.doc(),
            })
        })
        .collect();
    serde_json::json!({ "version": env!("CARGO_PKG_VERSION"), "settings": settings, "checks": checks })
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_finding_has_its_heading_in_the_documentation() {
        let text = include_str!("../../../../../docs/settings.md");
        for name in checks::NAMES {
            let heading = format!("### {name}");
            assert!(text.lines().any(|line| line == heading), "docs/settings.md lacks {heading:?}");
        }
    }
}
