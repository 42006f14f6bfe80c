//! The printer that the program lends the pages: a guide of theirs becomes the document that `socle-pdf` knows.

use crate::printing::{self, PrintError};
use socle_domain::{
    guide::{BlockTone, GuideKind, GuideView, Part, Source, ViewBlock},
    time::{Timestamp, Zone},
};
use socle_pdf as pdf;
use socle_web::{GuideSheet, PrintFailure, PrintedGuide, Printer};
use std::time::Duration;

/// How long a sheet may take while a person waits for its page.
const PATIENCE: Duration = Duration::from_secs(30);

/// Prints in a child process.
#[derive(Debug)]
pub(crate) struct ChildPrinter;

impl Printer for ChildPrinter {
    fn print(&self, sheet: &GuideSheet) -> Result<PrintedGuide, PrintFailure> {
        let guide = guide(sheet).map_err(|pdf::Blank| PrintFailure::Refused {
            block: None,
            message: "the guide has no title".to_owned(),
        })?;
        let printed = printing::print(&pdf::Document::Guide(guide), PATIENCE).map_err(failure)?;
        let gauge = printed.gauge;
        Ok(PrintedGuide {
            pdf: printed.pdf,
            pages: u32::try_from(gauge.pages).unwrap_or(u32::MAX),
            last_page_percent: gauge.last_page_percent,
            unprinted: gauge.unprinted.into_iter().map(|one| (block_of(one.place), one.characters)).collect(),
        })
    }
}

fn failure(error: PrintError) -> PrintFailure {
    match error {
        PrintError::Refused { place, message } => {
            PrintFailure::Refused { block: place.and_then(block_of), message }
        }
        PrintError::Broken(error) => PrintFailure::Broken(format!("{error:#}")),
    }
}

fn block_of(place: pdf::Place) -> Option<usize> {
    match place {
        pdf::Place::Block(index) => Some(index),
        pdf::Place::Head | pdf::Place::Foot => None,
    }
}

fn guide(sheet: &GuideSheet) -> Result<pdf::Guide, pdf::Blank> {
    let view = &sheet.view;
    let shown = sheet.address.split_once("://").map_or(sheet.address.as_str(), |(_, shown)| shown);
    Ok(pdf::Guide {
        kind: match view.kind {
            GuideKind::Tool => pdf::GuideKind::Tool,
            GuideKind::Method => pdf::GuideKind::Method,
            GuideKind::Experience => pdf::GuideKind::Experience,
        },
        language: if view.language == "en" { pdf::Language::En } else { pdf::Language::Fr },
        title: pdf::Title::new(&view.header.title)?,
        promise: view.header.promise.clone(),
        topic: sheet.topic.clone(),
        address: pdf::Address { shown: shown.to_owned(), url: sheet.address.clone() },
        version: view.revision.and_then(|revision| u32::try_from(revision).ok()).unwrap_or(0),
        date: day(sheet.dated),
        reviewed: view.published_at.map(day),
        next_review: view.review_due.and_then(|due| civil(due.year(), due.month(), due.day())),
        assise: pdf::Assise {
            verified: view.counts.verified,
            declared: view.counts.declared,
            thin: view.counts.thin,
        },
        notice: sheet.notice.clone(),
        blocks: view.blocks.iter().map(|block| block_on_paper(sheet, block)).collect::<Result<_, _>>()?,
        monday: sheet.monday.clone(),
        sources: sheet
            .sources
            .iter()
            .map(|(key, text)| pdf::Source { key: key.clone(), text: text.clone() })
            .collect(),
        credits: sheet
            .credits
            .iter()
            .map(|(part, names)| pdf::Credit { part: part.clone(), names: names.clone() })
            .collect(),
        licence: view.header.licence.clone(),
    })
}

/// The day of a moment. A clock that stands where paper has no days shows the first one.
fn day(at: Timestamp) -> pdf::Date {
    let shown = Zone::utc().civil(at);
    let date =
        u16::try_from(shown.year).ok().and_then(|year| pdf::Date::new(year, shown.month, shown.day).ok());
    date.unwrap_or_else(|| pdf::Date::new(1900, 1, 1).expect("a day that exists"))
}

fn civil(year: i16, month: i8, day: i8) -> Option<pdf::Date> {
    pdf::Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

fn block_on_paper(sheet: &GuideSheet, block: &ViewBlock) -> Result<pdf::Block, pdf::Blank> {
    Ok(pdf::Block {
        heading: pdf::Title::new(block.title)?,
        tone: match block.tone {
            BlockTone::Plain => pdf::Tone::Plain,
            BlockTone::Brief => pdf::Tone::Brief,
            BlockTone::Caution => pdf::Tone::Caution,
        },
        parts: block.parts().into_iter().filter_map(|part| part_on_paper(sheet, part)).collect(),
    })
}

fn part_on_paper(sheet: &GuideSheet, part: Part) -> Option<pdf::Part> {
    Some(match part {
        Part::Text(text) => pdf::Part::Text(text),
        Part::Facts(facts) => pdf::Part::Facts(
            facts.into_iter().map(|fact| pdf::Fact { label: fact.label, value: fact.value }).collect(),
        ),
        Part::Steps(steps) => pdf::Part::Steps(
            steps
                .into_iter()
                .map(|step| pdf::Step {
                    title: step.title,
                    duration: step.duration,
                    text: step.text,
                    trap: step.trap,
                })
                .collect(),
        ),
        Part::Quoted(citation) => quoted(sheet, &sheet.view, citation)?,
    })
}

/// The words of a passage, or what stands there since they were taken back.
fn quoted(
    sheet: &GuideSheet,
    view: &GuideView,
    citation: socle_domain::guide::Citation,
) -> Option<pdf::Part> {
    Some(match &view.note(citation)?.source {
        Source::Return { quotation, who, .. } => {
            pdf::Part::Quote(pdf::Quote { text: escape(quotation), who: who.clone() })
        }
        Source::Withdrawn { .. } => pdf::Part::Text(format!("*{}*", sheet.withdrawn)),
        Source::Reference { reference } => pdf::Part::Text(escape(&reference.title)),
    })
}

/// Words that people said are no Markdown: what would mark something in it is printed as it stands.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '\'' | '"' | '?' | '%' | '/') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
