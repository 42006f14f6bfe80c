//! A printer without paper: it writes down what it was handed, and counts.

use socle_web::{GuideSheet, PrintFailure, PrintedGuide, Printer};
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

/// What prints in the tests.
#[derive(Debug, Default)]
pub(crate) struct Stub {
    /// Sheets printed so far.
    pub(crate) printed: AtomicUsize,
    /// What it answers instead, once.
    pub(crate) failure: Mutex<Option<PrintFailure>>,
    /// Most sheets that were in its hands at once.
    pub(crate) most: AtomicUsize,
    now: AtomicUsize,
}

impl Printer for Stub {
    fn print(&self, sheet: &GuideSheet) -> Result<PrintedGuide, PrintFailure> {
        let at_once = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(at_once, Ordering::SeqCst);
        std::thread::yield_now();
        self.now.fetch_sub(1, Ordering::SeqCst);
        if let Some(failure) = self.failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Err(failure);
        }
        self.printed.fetch_add(1, Ordering::SeqCst);
        let pdf = format!("%PDF-1.7 {sheet:?}").into_bytes();
        Ok(PrintedGuide { pdf, pages: 2, last_page_percent: 40, unprinted: Vec::new() })
    }
}
