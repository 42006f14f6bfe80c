//! Reading what a survey gathered, batch by batch, for whoever writes meanwhile.

use super::{ExportError, Kind, columns::Columns};
use socle_store::{Export, ExportedCoding, ExportedDecision, ExportedExperience, ExportedReturn};
use tokio::sync::mpsc::Sender;

/// What was read at once.
pub(super) enum Batch {
    /// Returns in the order of their numbers, with what belongs to them.
    Returns {
        returns: Vec<ExportedReturn>,
        experiences: Vec<ExportedExperience>,
        decisions: Vec<ExportedDecision>,
    },
    Codings(Vec<ExportedCoding>),
}

/// What a file needs besides the returns themselves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    experiences: bool,
    decisions: bool,
    codings: bool,
}

impl Wanted {
    pub(super) fn of(kind: Kind, columns: &Columns) -> Self {
        let is_workbook = kind == Kind::Workbook;
        // Without a repeat the story stands in the return itself, and its experience says whether it was masked.
        let experiences = kind != Kind::Returns || columns.repeats.is_empty();
        Self { experiences, decisions: is_workbook, codings: is_workbook }
    }
}

/// Reads everything. Whoever writes may have stopped, for a reason of their own to tell: then reading stops too.
pub(super) async fn all(mut export: Export, wanted: Wanted, send: Sender<Batch>) -> Result<(), ExportError> {
    let mut after = 0;
    loop {
        let returns = export.returns(after).await?;
        let (Some(first), Some(last)) = (returns.first(), returns.last()) else { break };
        let (from, to) = (first.number, last.number);
        let experiences = if wanted.experiences { export.experiences(from, to).await? } else { Vec::new() };
        let decisions = if wanted.decisions { export.decisions(from, to).await? } else { Vec::new() };
        if send.send(Batch::Returns { returns, experiences, decisions }).await.is_err() {
            return Ok(());
        }
        after = to;
    }
    if !wanted.codings {
        return Ok(());
    }
    let mut after = 0;
    while let Some(last) = export.codings_end(after).await? {
        if send.send(Batch::Codings(export.codings(after).await?)).await.is_err() {
            return Ok(());
        }
        after = last;
    }
    Ok(())
}
