//! What is left on the last page, and the frame « À essayer lundi » that takes it.
//!
//! Typst fills the first column before the second. A frame across the foot of the last page, as high as what both
//! columns leave together, makes them end level: the page looks finished and gains a place to write.

use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst_layout::PagedDocument;

use crate::render::{compile, mark};
use crate::view::View;
use crate::world::{Fit, Sheet};

/// The page of the guide template, in millimeters.
const TOP: f64 = 16.0;
const BOTTOM: f64 = 297.0 - 18.0;
const MIDDLE: f64 = 105.0;

/// Below this height the frame would be cramped, and is left out.
const LEAST: f64 = 20.0;
/// Between the columns and the frame.
const GAP: f64 = 5.0;
/// Columns rarely end exactly level, because steps and rows are not split: what to give up at each try.
const SLACKS: [f64; 4] = [2.0, 7.0, 14.0, 25.0];

/// How far the text runs on the last page: the height of its columns, and the length used in all of them.
struct Extent {
    page: usize,
    height: f64,
    used: f64,
    columns: f64,
}

fn extent(pages: &PagedDocument) -> Option<Extent> {
    let (page, x, y) = mark(pages, "end")?;
    // Only guides mark where their columns start.
    let start = mark(pages, "start");
    let top = start.filter(|(first, ..)| *first == page).map_or(TOP, |(_, _, top)| top);
    let height = BOTTOM - top;
    let before = if start.is_some() && x > MIDDLE { height } else { 0.0 };
    let columns = if start.is_some() { 2.0 } else { 1.0 };
    Some(Extent { page, height, used: before + y - top, columns })
}

/// How full the last page is, 0 to 100.
pub(crate) fn last_page_percent(pages: &PagedDocument) -> u8 {
    let percent = extent(pages).map_or(100.0, |e| 100.0 * e.used / (e.columns * e.height));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=100 just before"
    )]
    let whole = percent.round().clamp(0.0, 100.0) as u8;
    whole
}

/// Sizes of text in points, the largest first: what a reader of a sheet on a wall prefers.
const SIZES: [f64; 3] = [10.5, 10.0, 9.5];

/// Pages, and what they were laid out with.
pub(crate) type Fitted = (PagedDocument, Fit);

/// The layouts that take the fewest pages, the largest text first. A form has one size; so has what was tried alone.
pub(crate) fn fit(view: &View) -> Result<Vec<Fitted>, EcoVec<SourceDiagnostic>> {
    let mut tried: Vec<Fitted> = Vec::new();
    for size in SIZES {
        let fit = Fit { room: 0.0, size };
        let pages = compile(&Sheet::new(view.template, view.json(), fit))?;
        let is_form = mark(&pages, "start").is_none();
        tried.push((pages, fit));
        if is_form {
            break;
        }
    }
    let fewest = tried.iter().map(|(pages, _)| pages.pages().len()).min();
    tried.retain(|(pages, _)| Some(pages.pages().len()) == fewest);
    Ok(tried)
}

/// The guide with its frame, at the largest size that leaves room for it; without, when none does.
pub(crate) fn fill(view: &View, fitted: &[Fitted]) -> Option<PagedDocument> {
    fitted.iter().find_map(|(pages, fit)| with_frame(view, pages, *fit))
}

fn with_frame(view: &View, pages: &PagedDocument, fit: Fit) -> Option<PagedDocument> {
    let extent = extent(pages).filter(|extent| extent.columns > 1.0)?;
    let free = extent.height - extent.used / 2.0 - GAP;
    let rooms = SLACKS.map(|slack| free - slack).into_iter().filter(|room| *room >= LEAST);
    let stays = |framed: &PagedDocument| {
        framed.pages().len() == pages.pages().len()
            && mark(framed, "end").is_some_and(|end| end.0 == extent.page)
    };
    rooms
        .filter_map(|room| compile(&Sheet::new(view.template, view.json(), Fit { room, ..fit })).ok())
        .find(stays)
}
