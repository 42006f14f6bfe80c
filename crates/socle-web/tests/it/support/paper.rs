//! A printer without paper: it writes down what it was handed, and counts.

use socle_web::{GuideSheet, PrintFailure, PrintedGuide, Printer};
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU32, AtomicUsize, Ordering},
};

/// What prints in the tests.
#[derive(Debug)]
pub(crate) struct Stub {
    /// How many pages it says each sheet takes.
    pub(crate) pages: AtomicU32,
    /// Characters that it says it lacks, in the second block.
    pub(crate) lacks: Mutex<String>,
    /// Sheets printed so far.
    pub(crate) printed: AtomicUsize,
    /// What it answers instead, once.
    pub(crate) failure: Mutex<Option<PrintFailure>>,
    /// Most sheets that were in its hands at once.
    pub(crate) most: AtomicUsize,
    now: AtomicUsize,
}

impl Default for Stub {
    fn default() -> Self {
        Self {
            pages: AtomicU32::new(2),
            lacks: Mutex::default(),
            printed: AtomicUsize::default(),
            failure: Mutex::default(),
            most: AtomicUsize::default(),
            now: AtomicUsize::default(),
        }
    }
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
        let lacks = self.lacks.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let unprinted = if lacks.is_empty() { Vec::new() } else { vec![(Some(1), lacks)] };
        Ok(PrintedGuide { pdf, pages: self.pages.load(Ordering::SeqCst), last_page_percent: 40, unprinted })
    }
}
