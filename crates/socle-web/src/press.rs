//! Paper. The program lends the pages a printer; they hand it a guide with every word that goes beside it, and get a
//! PDF. One sheet at a time, and few may wait: layout takes a core and memory for as long as it lasts.

use crate::{App, error::AppError};
use socle_domain::{guide::GuideView, time::Timestamp};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// Sheets that may wait for their turn, the one being printed included.
const WAITING: usize = 8;

/// What prints. It may block: it is called on a thread that is there for that.
pub trait Printer: Send + Sync {
    /// Prints a guide, or says why not. Has to end by itself, in seconds.
    fn print(&self, sheet: &GuideSheet) -> Result<PrintedGuide, PrintFailure>;
}

/// A guide with the words that stand around it on paper, in its own language.
#[derive(Debug, Clone, PartialEq)]
pub struct GuideSheet {
    /// The guide.
    pub view: GuideView,
    /// The day it bears: of its publication, or the present one.
    pub dated: Timestamp,
    /// Its permanent address, as a telephone opens it.
    pub address: String,
    /// Need or family, printed beside the kind.
    pub topic: String,
    /// What must be known first: a starter guide, a piece of evidence that was withdrawn.
    pub notice: Option<String>,
    /// What the text cites, in the order of the page: the key of the citation, and Markdown.
    pub sources: Vec<(String, String)>,
    /// Parts and those who played them.
    pub credits: Vec<(String, String)>,
    /// What to try first, to be ticked.
    pub monday: Vec<String>,
    /// Markdown that stands where a quoted passage was, once its author has taken it back.
    pub withdrawn: String,
}

/// A guide on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedGuide {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: u32,
    /// How full the last page is, in percent.
    pub last_page_percent: u8,
    /// Characters that no font of ours has, each with the number of its block from 0; none for what is around them.
    pub unprinted: Vec<(Option<usize>, String)>,
}

/// Why a guide was not printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintFailure {
    /// It cannot be laid out as it is.
    #[error("{message}")]
    Refused {
        /// The number of the block that fails by itself, from 0.
        block: Option<usize>,
        /// The printer's own words.
        message: String,
    },
    /// Too many sheets wait already.
    #[error("too many sheets wait for the printer")]
    Busy,
    /// The printer is not there, or did not do its work.
    #[error("{0}")]
    Broken(String),
}

impl From<PrintFailure> for AppError {
    fn from(failure: PrintFailure) -> Self {
        match failure {
            PrintFailure::Busy => Self::Unavailable("too many sheets wait for the printer".to_owned()),
            PrintFailure::Refused { message, .. } => Self::Internal(format!("printing: {message}")),
            PrintFailure::Broken(reason) => Self::Unavailable(format!("printing: {reason}")),
        }
    }
}

/// The printer, and whose turn it is.
pub(crate) struct Press {
    printer: OnceLock<Arc<dyn Printer>>,
    turn: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Press {
    fn default() -> Self {
        let [turn, places] = [1, WAITING].map(|most| Arc::new(Semaphore::new(most)));
        Self { printer: OnceLock::new(), turn, places }
    }
}

impl App {
    /// Lends a printer. The first one stays.
    #[must_use]
    pub fn with_printer(self, printer: Arc<dyn Printer>) -> Self {
        let _first_one_stays = self.press().printer.set(printer);
        self
    }

    /// Prints a sheet when its turn comes.
    pub(crate) async fn print(&self, sheet: GuideSheet) -> Result<PrintedGuide, PrintFailure> {
        let broken = |reason: &str| PrintFailure::Broken(reason.to_owned());
        let press = self.press();
        let printer = press.printer.get().ok_or_else(|| broken("there is no printer"))?.clone();
        let place = press.places.clone().try_acquire_owned().map_err(|_| PrintFailure::Busy)?;
        let turn = press.turn.clone().acquire_owned().await.map_err(|_| broken("the printer is closed"))?;
        let work = tokio::task::spawn_blocking(move || {
            let guide = printer.print(&sheet);
            // Held by the work itself: a person who goes away does not make room while their sheet is printed.
            drop((turn, place));
            guide
        });
        work.await.map_err(|_| broken("the printer panicked"))?
    }
}
