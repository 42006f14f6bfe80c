//! A practical page (fiche pratique): its blocks, its header, what it cites, and what keeps it from being published.

mod approval;
mod block;
mod body;
mod check;
mod citation;
mod evidence;
mod grid;
mod header;
mod level;
mod name;
mod part;
mod pasted;
mod publishing;
mod sentence;
mod view;

#[cfg(test)]
mod tests;

pub use approval::{
    APPROVAL_DAYS, APPROVAL_REMINDERS, Approval, ApprovalVerdict, REMIND_AFTER_DAYS, Standing,
};
pub use block::{BlockSpec, BlockTone};
pub use body::{BLOCK_MOST, Body};
pub use check::{Fault, Finding, Place, check, pasted};
pub use citation::{Citation, Cited, MalformedCitation, Stance, Target, cited};
pub use evidence::{Evidence, GuardedName, Passage, Reference, ReferenceKind, Structure, attribution};
pub use grid::{Criterion, Reading, Verdict};
pub use header::{DEFAULT_LICENCE, Header, HeaderField, TypedHeader};
pub use level::{Basis, Counts, EvidenceLevel};
pub use part::{FactLine, Part, StepLine};
pub use pasted::{PASTED_LEAST, Pasted, Shingles};
pub use publishing::{READERS, Refusal, may_publish};
pub use sentence::{Claim, Sentence, sentences};
pub use view::{GuideView, Note, Resolved, Source, ViewBlock, ViewParts, review_due};

/// The three kinds of guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GuideKind {
    /// Fiche outil: set up one tool.
    Tool,
    /// Fiche méthode: a way of working.
    Method,
    /// Fiche retour d'expérience: one story told as a guide.
    Experience,
}

impl GuideKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Tool, Self::Method, Self::Experience];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tool => "tool",
            Self::Method => "method",
            Self::Experience => "experience",
        }
    }

    /// Reads the word of a kind.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// After how many months a page of this kind is due for review, unless its header says otherwise: a tool has
    /// prices, a method lasts, an experience is dated and never expires.
    pub fn review_months(self) -> Option<i32> {
        match self {
            Self::Tool => Some(6),
            Self::Method => Some(24),
            Self::Experience => None,
        }
    }
}

/// Where a guide stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GuideStatus {
    /// Being written.
    Draft,
    /// Readers see it.
    Published,
    /// A piece of its evidence was withdrawn: readers see it with a notice, an editor has a task.
    Amended,
    /// Taken down: its address answers 410.
    Withdrawn,
}

impl GuideStatus {
    /// All statuses.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Published, Self::Amended, Self::Withdrawn];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Amended => "amended",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word of a status.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether readers see it.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Published | Self::Amended)
    }
}

/// The number of a guide as its short address has it: `014`.
pub fn short_number(number: i64) -> String {
    format!("{number:03}")
}
