//! What a survey gathered, as files: a workbook, or one table at a time.
//!
//! Rows go from the database to a file in batches and never stand all in memory. How to reach people is in no file;
//! names and free words are in files of those who read returns, and these files are for nobody else.

mod columns;
pub(crate) mod download;
mod read;
mod said;
mod sheets;

use crate::{App, error::AppError};
use read::Batch;
use said::Said;
use socle_domain::id::AccountId;
use socle_look::{Language, Texts};
use socle_publish::{
    csv::{self, Separator},
    table::Cell,
    xlsx,
};
use socle_store::{CountedSurvey, StoreError};
use std::{
    fs::File,
    io::{BufWriter, Write as _},
};
use tokio::sync::mpsc::{Receiver, channel};

/// Batches that wait to be written: as many as hide that reading and writing go at different paces.
const AHEAD: usize = 2;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Everything, as an .xlsx workbook.
    Workbook,
    /// The returns, as CSV.
    Returns,
    /// The experiences, as CSV.
    Experiences,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Workbook, Self::Returns, Self::Experiences];

    /// The last part of its address, and of its file's name.
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Self::Workbook => language.pick("classeur.xlsx", "workbook.xlsx"),
            Self::Returns => language.pick("retours.csv", "returns.csv"),
            Self::Experiences => "experiences.csv",
        }
    }
}

/// How many rows were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Returns.
    pub returns: usize,
    /// Experiences.
    pub experiences: usize,
    /// Codings.
    pub codings: usize,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be written.
    #[error("writing the file: {0}")]
    File(#[from] std::io::Error),
    /// The workbook could not be written.
    #[error(transparent)]
    Workbook(#[from] xlsx::Unwritten),
    /// The questionnaire of the survey cannot be run any more.
    #[error("the questionnaire cannot be read: {0}")]
    Questionnaire(String),
}

impl From<ExportError> for AppError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Store(error) => error.into(),
            ExportError::File(error) => Self::Unavailable(format!("export: {error}")),
            other => Self::Internal(other.to_string()),
        }
    }
}

/// Writes what a survey gathered into a file, in a language. None when there is no such survey for this account; the
/// program itself (no account) sees them all. The journal says that it was done.
pub async fn write(
    app: &App,
    account: Option<AccountId>,
    language: Language,
    slug: &str,
    kind: Kind,
    file: File,
) -> Result<Option<Written>, ExportError> {
    let Some((survey, export)) = app.store().export(account, slug).await? else { return Ok(None) };
    app.store().record_export(account, survey.id, app.now()).await?;
    let columns = columns::Columns::of(app, survey.questionnaire).await?;
    let wanted = read::Wanted::of(kind, &columns);
    let (send, batches) = channel(AHEAD);
    let writer = app.clone();
    // One reads while the other writes, which is work for a processor and not for the threads that answer.
    let writing = tokio::task::spawn_blocking(move || {
        let t = writer.texts(language);
        let rows = Rows { app: &writer, t, said: Said::new(t), survey, columns, written: Written::default() };
        match kind {
            Kind::Workbook => rows.workbook(batches, file),
            Kind::Returns | Kind::Experiences => rows.table(batches, file, kind),
        }
    });
    let read = read::all(export, wanted, send).await;
    let written = writing.await.map_err(|error| std::io::Error::other(error.to_string()))?;
    // A file that was read in part only ends as if it were whole: what went wrong in reading comes first.
    read?;
    Ok(Some(written?))
}

/// What makes rows of what was read.
struct Rows<'a> {
    app: &'a App,
    t: &'a Texts,
    said: Said,
    survey: CountedSurvey,
    columns: columns::Columns,
    written: Written,
}

/// The sheets of the workbook, in their order.
const ABOUT: usize = 0;
const RETURNS: usize = 1;
const EXPERIENCES: usize = 2;
const CODINGS: usize = 3;
const DECISIONS: usize = 4;
const DICTIONARY: usize = 5;

impl Rows<'_> {
    fn workbook(mut self, mut batches: Receiver<Batch>, file: File) -> Result<Written, ExportError> {
        let mut book = xlsx::Writer::new(&self.sheets())?;
        while let Some(batch) = batches.blocking_recv() {
            match batch {
                Batch::Returns { returns, experiences, decisions } => {
                    self.batch(&returns, &experiences, |sheet, row| {
                        book.row(sheet, row).map(drop).map_err(Into::into)
                    })?;
                    for decision in &decisions {
                        book.row(DECISIONS, &self.decision_row(decision))?;
                    }
                }
                Batch::Codings(codings) => {
                    for coding in &codings {
                        let is_kept = book.row(CODINGS, &self.coding_row(coding))?;
                        self.written.codings += usize::from(is_kept);
                    }
                }
            }
        }
        for row in self.dictionary_rows() {
            book.row(DICTIONARY, &row)?;
        }
        for row in self.about_rows() {
            book.row(ABOUT, &row)?;
        }
        book.finish(BufWriter::new(file))?;
        Ok(self.written)
    }

    fn table(mut self, mut batches: Receiver<Batch>, file: File, kind: Kind) -> Result<Written, ExportError> {
        let separator = self.t.language().pick(Separator::Semicolon, Separator::Comma);
        let mut table = csv::Writer::new(BufWriter::new(file), separator)?;
        let wanted = if kind == Kind::Returns { RETURNS } else { EXPERIENCES };
        let headings = self.sheets().swap_remove(wanted).headings;
        let headings: Vec<_> = headings.into_iter().map(|(heading, _)| Cell::text(heading)).collect();
        table.row(&headings)?;
        while let Some(batch) = batches.blocking_recv() {
            let Batch::Returns { returns, experiences, .. } = batch else { continue };
            self.batch(&returns, &experiences, |sheet, row| {
                if sheet == wanted { table.row(row).map_err(Into::into) } else { Ok(()) }
            })?;
        }
        table.finish()?.flush()?;
        Ok(self.written)
    }
}
