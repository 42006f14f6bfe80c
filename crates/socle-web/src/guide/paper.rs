//! A guide as it goes to paper: the domain's view, with the words that stand around it there.

use super::article::{language_of, notices, reference_words};
use crate::{
    App,
    press::{GuideSheet, PrintFailure, PrintedGuide},
};
use socle_domain::{
    guide::{GuideView, Part, Source, Stance, short_number},
    taxonomy::Term,
};
use socle_look::Texts;
use std::collections::BTreeSet;

/// What is to be tried first, at most.
const TICKED: usize = 3;

impl App {
    /// Prints a guide, published or not: for the gauge of whoever writes it, and for readers.
    pub(crate) async fn print_guide(&self, view: &GuideView) -> Result<PrintedGuide, PrintFailure> {
        self.print(sheet(self, view)).await
    }
}

fn sheet(app: &App, view: &GuideView) -> GuideSheet {
    let t = app.texts(language_of(view));
    let notices = notices(t, view);
    GuideSheet {
        dated: view.published_at.unwrap_or_else(|| app.now()),
        address: format!("{}/f/{}", app.settings().address, short_number(view.number)),
        topic: first(&view.header.needs, view)
            .or_else(|| first(&view.header.families, view))
            .unwrap_or_default(),
        notice: Some(notices.join(" ")).filter(|notice| !notice.is_empty()),
        sources: sources(t, view),
        credits: credits(t, view),
        monday: monday(view),
        withdrawn: t.get("public-quote-withdrawn"),
        view: view.clone(),
    }
}

/// The first things to do, to be ticked: what gets a reader started.
fn monday(view: &GuideView) -> Vec<String> {
    let steps = view.blocks.iter().flat_map(|block| block.parts()).filter_map(|part| match part {
        Part::Steps(steps) => Some(steps),
        _ => None,
    });
    steps.flatten().map(|step| step.title).filter(|title| !title.is_empty()).take(TICKED).collect()
}

fn first(terms: &[&'static Term], view: &GuideView) -> Option<String> {
    terms.first().map(|term| term.label(&view.language).to_owned())
}

/// Paper has little room: the passages of one return are one source there.
fn sources(t: &Texts, view: &GuideView) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let mut sources = Vec::new();
    for note in &view.notes {
        let (key, words) = match &note.source {
            Source::Return { number, who, .. } => {
                let told = [("who", plain(who).into()), ("number", number.to_string().into())];
                let key = if note.citation.stance == Stance::Contrary {
                    "public-paper-contrary"
                } else {
                    "public-paper-return"
                };
                (format!("r{number}"), t.with(key, &told))
            }
            Source::Withdrawn { number } => (format!("r{number}"), t.get("public-note-withdrawn")),
            Source::Reference { reference } => {
                let words = plain(&reference_words(t, reference));
                let address = reference.address.as_str();
                let words = if address.is_empty() { words } else { format!("{words}, <{address}>") };
                (format!("ref{}", reference.number), words)
            }
        };
        if seen.insert(key.clone()) {
            sources.push((key, words));
        }
    }
    sources
}

/// A name is no Markdown.
fn plain(text: &str) -> String {
    let escaped = text.chars().flat_map(|c| {
        let escape = c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '\'' | '-');
        escape.then_some('\\').into_iter().chain([c])
    });
    escaped.collect()
}

fn credits(t: &Texts, view: &GuideView) -> Vec<(String, String)> {
    let header = &view.header;
    let told = [
        ("public-fact-authors", header.authors.join(", ")),
        ("public-fact-readers", view.readers.join(", ")),
        ("public-fact-contributors", header.contributors.join(", ")),
    ];
    told.into_iter().filter(|(_, names)| !names.is_empty()).map(|(key, names)| (t.get(key), names)).collect()
}
