//! What the advisor is told: of tools, of experiences, and of who asks.

use crate::taxonomy;

/// A scale on which a tool asks for a minimum and a project has something. More is better for whoever asks; less is
/// better in a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Network on site (NET).
    Network,
    /// What daily users are at ease with (USE).
    Use,
    /// Who can install (INSTALL).
    Install,
    /// Charging a telephone each day (POWER).
    Charge,
    /// Running a computer (POWER).
    Computer,
    /// Money to start (COST0): what a project can bear.
    StartCost,
    /// Money each month (COSTM): what a project can bear.
    MonthlyCost,
}

/// How many conditions there are.
pub(crate) const CONDITIONS: usize = 7;
/// How many places the longest scale has.
pub(crate) const PLACES: usize = 5;
/// The highest place of « works offline »: none, reading, everything.
pub const TOP_OFFLINE: u8 = 2;
/// The highest place of SENS.
pub const TOP_SENSITIVITY: u8 = 3;

impl Condition {
    /// All of them, in the order of tables and of answers.
    pub const ALL: [Self; CONDITIONS] = [
        Self::Network,
        Self::Use,
        Self::Install,
        Self::Charge,
        Self::Computer,
        Self::StartCost,
        Self::MonthlyCost,
    ];

    /// The highest place of its scale.
    pub fn top(self) -> u8 {
        [4, 3, 2, 2, 2, 4, 4][self.index()]
    }

    /// Its word in addresses and files.
    pub fn word(self) -> &'static str {
        ["net", "use", "install", "charge", "run", "cost0", "costm"][self.index()]
    }

    /// Its place in [`Condition::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// How well a fact is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EvidenceLevel {
    /// E0: said by its maker.
    Maker,
    /// E1: told by one or two returns.
    Told,
    /// E2: told alike by three organizations or more.
    Shared,
    /// E3: tried by the team, with minutes.
    Tried,
    /// E4: evaluated from outside, or published.
    Evaluated,
}

impl EvidenceLevel {
    /// From the weakest to the strongest.
    pub const ALL: [Self; 5] = [Self::Maker, Self::Told, Self::Shared, Self::Tried, Self::Evaluated];

    /// Its number, 0 to 4.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Reads a number.
    pub fn parse(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// A fact as the advisor takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// The place on its scale.
    pub value: u8,
    /// How well it is supported.
    pub level: EvidenceLevel,
    /// Whether its review was due.
    pub is_expired: bool,
}

impl Stated {
    /// How likely the true place is one step away, in the judgment of this house: 20 % when only the maker says so, 12 %
    /// when users do, 6 % when it was tried; twice that once expired.
    pub(crate) fn doubt(self) -> f64 {
        let doubt = match self.level {
            EvidenceLevel::Maker => 0.20,
            EvidenceLevel::Told | EvidenceLevel::Shared => 0.12,
            EvidenceLevel::Tried | EvidenceLevel::Evaluated => 0.06,
        };
        if self.is_expired { 2.0 * doubt } else { doubt }
    }
}

/// Needs, by their places in [`taxonomy::NEEDS`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct NeedSet(u16);

impl NeedSet {
    /// Reads the places as bits.
    pub fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// The places as bits.
    pub fn bits(self) -> u16 {
        self.0
    }

    /// With a need more; a place that the list lacks adds nothing.
    #[must_use]
    pub fn with(self, need: u8) -> Self {
        if usize::from(need) < taxonomy::NEEDS.len() { Self(self.0 | 1 << need) } else { self }
    }

    /// Whether a need is among them.
    pub fn has(self, need: u8) -> bool {
        need < 16 && self.0 >> need & 1 == 1
    }

    /// Their places, in order.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..16).filter(move |need| self.has(*need))
    }
}

/// A published tool, as the advisor takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its short number.
    pub id: u32,
    /// What it is said to be for.
    pub needs: NeedSet,
    /// The least it asks for on each scale; nothing where that is unknown.
    pub conditions: [Option<Stated>; CONDITIONS],
    /// What works offline: 0 nothing, 1 reading, 2 everything.
    pub offline: Option<Stated>,
    /// The most sensitive data it is safe for.
    pub sensitivity: Option<Stated>,
    /// Whether a guide about it is published.
    pub has_guide: bool,
}

/// The conditions of a project: its own, or those of who asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// The place on each scale; nothing for « je ne sais pas ».
    pub conditions: [Option<u8>; CONDITIONS],
    /// How often someone passes by a connected place (REACH).
    pub reach: Option<u8>,
    /// What the data tell of people (SENS).
    pub sensitivity: Option<u8>,
}

/// What became of the main tool of an experience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Still used after six months, or to the project's end.
    Good,
    /// Stopped or replaced because of the tool, its cost or its conditions.
    Failure,
}

/// An experience that has an outcome. Initiatives, starter content, opinions and whatever else has no outcome are not
/// handed over at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The short number of its main tool.
    pub tool: u32,
    /// The place of its need in [`taxonomy::NEEDS`].
    pub need: u8,
    /// The conditions it was lived in.
    pub context: Context,
    /// What became of the tool.
    pub outcome: Outcome,
}
