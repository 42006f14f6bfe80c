//! A questionnaire as it is printed, in text: for a look, or for a word processor.

use super::report;
use super::{Format, Source, read, sheet, write};
use crate::{ambient::SystemClock, output::say, printing};
use anyhow::Result;
use serde_json::json;
use socle_domain::time::{Clock as _, Zone};
use socle_pdf::Date;
use std::path::Path;
use xlsform::{Answer, PaperChoice, PaperItem, PaperQuestion};

pub(super) fn run(source: &Source, pdf: Option<&Path>) -> Result<u8> {
    let bytes = read(&source.file)?;
    let spoken = form_language(&bytes, source);
    let language = source.language.language();
    let parsed = xlsform::paper(&bytes, source.name(), source.mode(), spoken.as_deref(), language);
    let Some(paper) = parsed.value else { return Ok(source.nothing(&parsed.issues)) };
    if let Some(path) = pdf {
        let document = sheet::document(&paper, source.language.paper(), today()?)?;
        write(path, &printing::print(&document, printing::PATIENCE)?.pdf)?;
        return Ok(match source.format {
            Format::Json => report::answer(&parsed.issues, [("written", json!([path]))]),
            Format::Text => source.remark(&parsed.issues),
        });
    }
    if source.format == Format::Json {
        return Ok(report::answer(&parsed.issues, [("paper", json!(paper))]));
    }
    say(&format!("# {}", paper.title));
    paper.items.iter().for_each(print);
    Ok(source.remark(&parsed.issues))
}

/// The day shown at the foot of the paper.
fn today() -> Result<Date> {
    let day = Zone::utc().civil(SystemClock.now());
    Ok(Date::new(u16::try_from(day.year)?, day.month, day.day)?)
}

/// The form's own name of the language asked for: `Français (fr)` for `fr`. The default one when it has no such.
fn form_language(bytes: &[u8], source: &Source) -> Option<String> {
    let code = format!("({})", source.language.code());
    let compiled = xlsform::compile(bytes, source.name(), source.mode()).value?;
    compiled.languages.into_iter().find(|language| language.to_lowercase().contains(&code))
}

fn print(item: &PaperItem) {
    match item {
        PaperItem::Section { title, level, .. } => say(&format!("\n{} {title}", "#".repeat(level + 1))),
        PaperItem::Note(text) => say(&format!("\n{text}")),
        PaperItem::Question(question) => print_question(question),
    }
}

fn print_question(question: &PaperQuestion) {
    if let Some(condition) = &question.condition {
        say(&format!("\n({condition})"));
    }
    say(&format!("\n{}. {}", question.number, question.label));
    if let Some(hint) = &question.hint {
        say(&format!("   {hint}"));
    }
    match &question.answer {
        Answer::Lines(lines) => {
            for _ in 0..*lines {
                say(&format!("   {}", "_".repeat(60)));
            }
        }
        Answer::Blank(what) => say(&format!("   ____________ ({what})")),
        Answer::Choices { choices, is_multiple } => {
            let ticked = if *is_multiple { "[ ]" } else { "( )" };
            for choice in choices {
                say(&format!("   {ticked} {}", words(choice)));
            }
        }
        Answer::Ranking(choices) => {
            for choice in choices {
                say(&format!("   __ {}", words(choice)));
            }
        }
        Answer::Scale(from, to, by) => say(&format!("   {from} … {to} ({by})")),
        Answer::Elsewhere(what) => say(&format!("   [{what}]")),
    }
}

fn words(choice: &PaperChoice) -> String {
    match &choice.go_to_text {
        Some(skip) => format!("{} → {skip}", choice.label),
        None => choice.label.clone(),
    }
}
