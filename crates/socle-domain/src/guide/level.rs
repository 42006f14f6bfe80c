//! How well a guide is founded: counted from its citations, never typed.

use super::{Resolved, Source, Stance, evidence::ReferenceKind};
use std::collections::BTreeSet;

/// What the author of an experience founds it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Basis {
    /// An impression, or nothing said.
    #[default]
    Thin,
    /// Counts, records, a survey: declared by the author.
    Declared,
    /// An outside evaluation.
    Verified,
}

impl Basis {
    /// From the answer to « Sur quoi vous fondez-vous ? » of the questionnaire.
    pub fn of_choice(choice: &str) -> Self {
        match choice {
            "counts" | "survey" | "other" => Self::Declared,
            "evaluation" => Self::Verified,
            _ => Self::Thin,
        }
    }
}

/// What stands under a guide. Each experience counts once on each side, however often it is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Experiences that carry a sentence.
    pub supports: u32,
    /// Experiences that speak against one.
    pub contrary: u32,
    /// Structures among those that carry a sentence.
    pub structures: u32,
    /// Makers who tell of their own tool: shown, never counted above.
    pub initiatives: u32,
    /// Sources read at a desk.
    pub references: u32,
    /// Experiences that were withdrawn since.
    pub withdrawn: u32,
    /// Of `supports`: founded on an outside evaluation.
    pub verified: u32,
    /// Of `supports`: founded on counts or a survey.
    pub declared: u32,
    /// Of `supports`: founded on an impression, or not said.
    pub thin: u32,
}

/// How far what a guide says may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceLevel {
    /// Said by the maker, or by the author alone.
    E0,
    /// One or two returns, or returns that do not agree.
    E1,
    /// Returns of at least three structures that agree.
    E2,
    /// Tried by the team, with a report.
    E3,
    /// An outside evaluation or a publication.
    E4,
}

impl EvidenceLevel {
    /// All levels, the weakest first.
    pub const ALL: [Self; 5] = [Self::E0, Self::E1, Self::E2, Self::E3, Self::E4];

    /// As it is written: `E2`.
    pub fn word(self) -> &'static str {
        match self {
            Self::E0 => "E0",
            Self::E1 => "E1",
            Self::E2 => "E2",
            Self::E3 => "E3",
            Self::E4 => "E4",
        }
    }
}

/// How many structures have to agree for [`EvidenceLevel::E2`].
const STRUCTURES_LEAST: usize = 3;

/// Counts what is cited.
pub(super) fn count(resolved: &[Resolved]) -> (Counts, EvidenceLevel) {
    let [mut contrary, mut initiatives, mut references, mut withdrawn] = [const { BTreeSet::new() }; 4];
    let mut supports = BTreeSet::new();
    let [mut agree, mut differ] = [const { BTreeSet::new() }; 2];
    let mut strongest = EvidenceLevel::E0;
    for Resolved { citation, source } in resolved {
        match (source, citation.stance) {
            (Source::Return { number, is_initiative: true, .. }, _) => {
                initiatives.insert(*number);
            }
            (Source::Return { number, basis, structure, .. }, Stance::Supports) => {
                supports.insert((*number, *basis));
                agree.insert(structure.as_str());
            }
            (Source::Return { number, structure, .. }, Stance::Contrary) => {
                contrary.insert(*number);
                differ.insert(structure.as_str());
            }
            (Source::Reference { reference, .. }, stance) => {
                references.insert(reference.number);
                let level = match (reference.kind, stance) {
                    (ReferenceKind::Trial, Stance::Supports) => EvidenceLevel::E3,
                    (ReferenceKind::Evaluation, Stance::Supports) => EvidenceLevel::E4,
                    _ => EvidenceLevel::E0,
                };
                strongest = strongest.max(level);
            }
            (Source::Withdrawn { number, .. }, _) => {
                withdrawn.insert(*number);
            }
        }
    }
    let agreeing = agree.difference(&differ).count();
    let told = match (supports.is_empty(), agreeing >= STRUCTURES_LEAST && agreeing > differ.len()) {
        (true, _) => EvidenceLevel::E0,
        (false, false) => EvidenceLevel::E1,
        (false, true) => EvidenceLevel::E2,
    };
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let of = |wanted: Basis| number(supports.iter().filter(|(_, basis)| *basis == wanted).count());
    let counts = Counts {
        supports: number(supports.len()),
        contrary: number(contrary.len()),
        structures: number(agree.len()),
        initiatives: number(initiatives.len()),
        references: number(references.len()),
        withdrawn: number(withdrawn.len()),
        verified: of(Basis::Verified),
        declared: of(Basis::Declared),
        thin: of(Basis::Thin),
    };
    (counts, strongest.max(told))
}
