//! A guide as it goes to paper: the domain's view, with the words that stand around it there.

use super::{
    article::{language_of, notices, reference_words},
    faults::{field_of, place_words},
};
use crate::{
    App,
    error::AppError,
    press::{GuideSheet, PrintFailure, PrintedGuide},
};
use socle_domain::{
    guide::{GuideView, HeaderField, Part, Place, Source, Stance, ViewBlock, short_number},
    id::GuideRevisionId,
    taxonomy::Term,
};
use socle_look::Texts;
use std::collections::BTreeSet;

/// The most pages of a guide.
pub(super) const PAGES_MOST: u32 = 2;
/// What is to be tried first, at most.
const TICKED: usize = 3;

impl App {
    /// Prints a guide, published or not: for the gauge of whoever writes it, and for readers.
    pub(crate) async fn print_guide(&self, view: &GuideView) -> Result<PrintedGuide, PrintFailure> {
        self.print(sheet(self, view)).await
    }
}

/// What keeps a proposed revision from going to paper: where it leads, from the page at `compose`, and what it says.
/// A printer that is away refuses nothing: the sheets are made later, and the page says so.
pub(super) async fn paper_lines(
    app: &App,
    t: &Texts,
    revision: GuideRevisionId,
    compose: &str,
) -> Result<Vec<(String, String)>, AppError> {
    let Some(view) = app.store().revision_view(revision).await? else { return Ok(Vec::new()) };
    let place = |block: Option<usize>| {
        let key = block.and_then(|index| view.blocks.get(index)).map(|block| block.key);
        key.map_or(Place::Header(HeaderField::Title), Place::Block)
    };
    let line = |block: Option<usize>, words: String| {
        let place = place(block);
        (format!("{compose}#{}", field_of(place)), format!("{} — {words}", place_words(t, view.kind, place)))
    };
    Ok(match app.print_guide(&view).await {
        Ok(printed) => {
            let too_long = (printed.pages > PAGES_MOST)
                .then(|| (compose.to_owned(), t.with("guide-paper-pages", &[("n", printed.pages.into())])));
            let missing = printed.unprinted.into_iter().map(|(block, characters)| {
                line(block, t.with("guide-paper-characters", &[("characters", characters.into())]))
            });
            too_long.into_iter().chain(missing).collect()
        }
        Err(PrintFailure::Refused { block, .. }) => vec![line(block, t.get("guide-paper-refused"))],
        Err(PrintFailure::Busy | PrintFailure::Broken(_)) => Vec::new(),
    })
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
    let steps = view.blocks.iter().flat_map(ViewBlock::parts).filter_map(|part| match part {
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
