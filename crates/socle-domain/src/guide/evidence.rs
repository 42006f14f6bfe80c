//! What a guide may stand on: passages of experiences with what their authors allow, and sources read at a desk.

use super::{Basis, Citation, Target};
use crate::{
    attribution::{Attribution, Cells, Teller},
    consent::Publication,
    id::ExcerptId,
    time::Timestamp,
};

/// Who told an experience.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Structure {
    /// What tells two structures apart: the id of the organization or, when it gave no name, of its return.
    pub key: String,
    /// Its name; empty when it gave none.
    pub name: String,
    /// A word of the list of organizations; empty when not said.
    pub kind: String,
    /// A country's code; empty when not said.
    pub country: String,
    /// A word of the list of themes; empty when not said.
    pub theme: String,
    /// How many structures share what would be told of it together.
    pub cells: Cells,
}

/// A passage of an experience, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its id.
    pub excerpt: ExcerptId,
    /// The number of the experience.
    pub experience: i64,
    /// Its place in it.
    pub place: i64,
    /// Its words in the current revision.
    pub words: String,
    /// The language they are in.
    pub language: String,
    /// Its words are not in the text any more.
    pub is_flagged: bool,
    /// The experience or its return does not count.
    pub is_set_aside: bool,
    /// Told by whoever made the tool: shown, and never counted.
    pub is_initiative: bool,
    /// What its author allows; nothing when they did not say.
    pub consent: Option<Publication>,
    /// What its author founds it on.
    pub basis: Basis,
    /// Who told it.
    pub structure: Structure,
}

/// What a desk reference is worth as evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// What the maker of a tool says of it.
    Maker,
    /// Another document.
    Document,
    /// The report of a trial by the team.
    Trial,
    /// An outside evaluation, or a publication.
    Evaluation,
}

impl ReferenceKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Maker, Self::Document, Self::Trial, Self::Evaluation];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Maker => "maker",
            Self::Document => "document",
            Self::Trial => "trial",
            Self::Evaluation => "evaluation",
        }
    }

    /// Reads the word of a kind.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A source read at a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its number in the study.
    pub number: i64,
    /// What it is worth as evidence.
    pub kind: ReferenceKind,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When, as it says itself.
    pub dated: String,
    /// Where it was found.
    pub address: String,
    /// When it was read.
    pub read_at: Timestamp,
    /// Where a copy is kept; empty when none is.
    pub archived: String,
}

/// A name that no page may tell: that of an organization none of whose experiences may be published with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardedName {
    /// The name.
    pub name: String,
}

/// All that a guide of a study may cite, and what it must not tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The passages it cites, those that are there.
    pub passages: Vec<Passage>,
    /// The references of the study.
    pub references: Vec<Reference>,
    /// The numbers of experiences that were withdrawn.
    pub withdrawn: Vec<i64>,
    /// The names that are not to be told.
    pub guarded: Vec<GuardedName>,
    /// Names that may be told: long ones are no quotation.
    pub allowed: Vec<String>,
}

impl Evidence {
    /// The passage that a citation points at.
    pub fn passage(&self, citation: Citation) -> Option<&Passage> {
        let Target::Passage { experience, place } = citation.target else { return None };
        self.passages.iter().find(|passage| passage.experience == experience && passage.place == place)
    }

    /// The reference that a citation points at.
    pub fn reference(&self, citation: Citation) -> Option<&Reference> {
        let Target::Reference(number) = citation.target else { return None };
        self.references.iter().find(|reference| reference.number == number)
    }
}

/// Who is said to have told a passage, as far as `level` and what it shares with others allow.
pub fn attribution(structure: &Structure, level: Publication, language: &str) -> String {
    let word = |word: &String| Some(word.clone()).filter(|word| !word.is_empty());
    let teller = Teller {
        name: word(&structure.name),
        kind: word(&structure.kind),
        country: word(&structure.country),
        theme: word(&structure.theme),
    };
    Attribution::new(teller, level, structure.cells).unwrap_or_default().words(language)
}
