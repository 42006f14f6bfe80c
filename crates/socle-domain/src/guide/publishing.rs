//! Whether a revision may be published, and everything that says no.

use super::{Approval, Criterion, Finding, Reading, Standing};
use crate::time::Timestamp;

/// How many people have to read a guide over.
pub const READERS: usize = 2;

/// Why a guide is not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Something in its text, with its place.
    Text(Finding),
    /// Fewer people than [`READERS`] have answered the whole grid.
    Readers {
        /// How many have.
        found: usize,
    },
    /// Everyone who read it over has written some of it.
    NoOutsideReader,
    /// A reader said « non » to a question that decides.
    Verdict {
        /// The question.
        criterion: Criterion,
        /// The reader's name.
        reader: String,
    },
    /// A contributor has not approved.
    Approval {
        /// The number of the experience.
        experience: i64,
        /// Where their approval stands.
        standing: Standing,
    },
}

/// Says everything that keeps a revision from being published; else the numbers of the experiences whose name is left
/// out because their contributors stayed silent.
pub fn may_publish(
    findings: Vec<Finding>,
    readings: &[Reading],
    approvals: &[Approval],
    now: Timestamp,
) -> Result<Vec<i64>, Vec<Refusal>> {
    let mut refusals: Vec<Refusal> = findings.into_iter().map(Refusal::Text).collect();
    let complete: Vec<&Reading> = readings.iter().filter(|reading| reading.is_complete()).collect();
    if complete.len() < READERS {
        refusals.push(Refusal::Readers { found: complete.len() });
    } else if complete.iter().all(|reading| reading.has_written) {
        refusals.push(Refusal::NoOutsideReader);
    }
    for reading in readings {
        let no = |criterion| Refusal::Verdict { criterion, reader: reading.reader.clone() };
        refusals.extend(reading.blocking().map(no));
    }
    let mut silent = Vec::new();
    for approval in approvals {
        match approval.standing(now) {
            Standing::Approved => {}
            Standing::Silent => silent.push(approval.experience),
            standing => refusals.push(Refusal::Approval { experience: approval.experience, standing }),
        }
    }
    if refusals.is_empty() { Ok(silent) } else { Err(refusals) }
}
