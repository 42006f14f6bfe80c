//! Laying out, measuring and writing the PDF.

use std::fmt;

use serde::{Deserialize, Serialize};
use typst::World;
use typst::diag::{SourceDiagnostic, Warned};
use typst::ecow::EcoVec;
use typst::foundations::{Label, Selector, Smart};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::room::Fitted;
use crate::view::View;
use crate::world::{Fit, Sheet};
use crate::{Document, room};

/// Layout recurses on the stack of its thread; an unoptimized build needs more than the 2 MiB of most threads.
const STACK_BYTES: usize = 64 << 20;

/// A document on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF: PDF/A-2a and PDF/UA-1, the same bytes for the same document and program.
    pub pdf: Vec<u8>,
    /// What the editor's gauge shows.
    pub gauge: Gauge,
}

/// How much paper a document takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gauge {
    /// Pages.
    pub pages: usize,
    /// How full the last page is, in percent, before the frame « À essayer lundi » takes what is left.
    pub last_page_percent: u8,
    /// Characters that the fonts lack, printed as U+FFFD.
    pub unprinted: Vec<Unprinted>,
}

/// Characters of one place that could not be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unprinted {
    /// Where.
    pub place: Place,
    /// Each of them once.
    pub characters: String,
}

/// A part of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Title, promise, notice, opening words.
    Head,
    /// A block of a guide or a section of a form, counted from 0.
    Block(usize),
    /// Sources, credits, closing words.
    Foot,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Head => f.write_str("head"),
            Self::Block(index) => write!(f, "block {}", index + 1),
            Self::Foot => f.write_str("foot"),
        }
    }
}

/// Why a document could not be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The address does not fit in a square that a telephone can read.
    #[error("the address {0} is too long for a QR code")]
    Address(String),
    /// Typst refused to lay it out or to write it.
    #[error("{message} ({})", place.map_or("whole document".to_owned(), |place| place.to_string()))]
    Typst {
        /// The part that fails by itself, when one does.
        place: Option<Place>,
        /// Typst's own words.
        message: String,
    },
    /// The system gave no thread to work in.
    #[error("no thread to lay out in")]
    NoThread,
}

/// Prints a document.
pub fn render(document: &Document) -> Result<Printed, RenderError> {
    with_stack(|| {
        let (view, fitted, gauge) = lay_out(document)?;
        let framed = room::fill(&view, &fitted);
        let pages = framed.as_ref().unwrap_or(&fitted[0].0);
        let pdf = export(pages).map_err(|errors| blame(&view, &errors))?;
        Ok(Printed { pdf, gauge })
    })
}

/// How much paper a document takes, without writing the PDF: for the editor, at every pause.
pub fn gauge(document: &Document) -> Result<Gauge, RenderError> {
    with_stack(|| lay_out(document).map(|(_, _, gauge)| gauge))
}

/// Runs in a thread of its own, then lets typst forget: sheets share nothing worth keeping.
fn with_stack<T: Send>(work: impl FnOnce() -> Result<T, RenderError> + Send) -> Result<T, RenderError> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        let result = thread.map_err(|_| RenderError::NoThread)?.join();
        typst::comemo::evict(0);
        result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn lay_out(document: &Document) -> Result<(View, Vec<Fitted>, Gauge), RenderError> {
    let mut view = View::new(document)?;
    let unprinted = view.replace_unprintable();
    let fitted = room::fit(&view).map_err(|errors| blame(&view, &errors))?;
    let (pages, _) = &fitted[0];
    let gauge =
        Gauge { pages: pages.pages().len(), last_page_percent: room::last_page_percent(pages), unprinted };
    Ok((view, fitted, gauge))
}

pub(crate) fn compile(sheet: &dyn World) -> Result<PagedDocument, EcoVec<SourceDiagnostic>> {
    let Warned { output, .. } = typst::compile::<PagedDocument>(sheet);
    output
}

fn export(pages: &PagedDocument) -> Result<Vec<u8>, EcoVec<SourceDiagnostic>> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("typst allows these two standards together");
    let options =
        PdfOptions { creator: Smart::Custom(Some("Socle".to_owned())), standards, ..PdfOptions::default() };
    typst_pdf::pdf(pages, &options)
}

/// Typst names lines of our templates, which help nobody: the part that fails alone is the one to correct.
fn blame(view: &View, errors: &[SourceDiagnostic]) -> RenderError {
    let fails = |part| {
        let sheet = Sheet::new(view.template, view.json_of(part), Fit { room: 0.0, size: 10.0 });
        compile(&sheet).and_then(|pages| export(&pages)).is_err()
    };
    let place = if fails(None) {
        Some(Place::Head)
    } else {
        (0..view.len()).find(|index| fails(Some(*index))).map(Place::Block)
    };
    let message = errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ");
    RenderError::Typst { place, message }
}

/// Where the template put an invisible mark: page from 1, then millimeters from the top left corner.
pub(crate) fn mark(pages: &PagedDocument, name: &str) -> Option<(usize, f64, f64)> {
    let label = Label::new(PicoStr::intern(name))?;
    let introspector = pages.introspector();
    let found = introspector.query_first(&Selector::Label(label))?;
    let position = introspector.position(found.location()?)?;
    Some((position.page.get(), position.point.x.to_mm(), position.point.y.to_mm()))
}
