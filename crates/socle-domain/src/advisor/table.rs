//! The compact table that advice is computed from: whole numbers in columns, the prior among them.

use std::collections::BTreeMap;

use super::{
    context::{CONDITIONS, Candidate, Condition, NeedSet, Outcome, Stated, Told},
    linear::{chance, whole},
    prior::{Prior, outcomes_by_tool},
    strength::Strength,
};

/// What stands for certainty in a byte.
pub(super) const SURE: u32 = 255;
/// What stands for one unit of log-odds.
pub(super) const UNIT: i32 = 1024;
/// What stands for one unit of a standard deviation of log-odds.
pub(super) const SPREAD_UNIT: i32 = 32;
/// What stands for the certain outcome in [`Shared::chances`].
pub(super) const CERTAIN: u32 = 65_536;
/// Log-odds are cut at plus and minus eight: three chances in ten thousand.
pub(super) const FARTHEST: i32 = 8 * UNIT;
/// The chances are given at every eighth of a unit, and between them by a straight line.
pub(super) const NODE: i32 = UNIT / 8;

/// Facts and experiences, ready for [`super::advise`]. It is the same, byte for byte, whatever the order in which they
/// came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub(super) shared: Shared,
    pub(super) rows: Vec<Row>,
}

/// What all tools share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shared {
    /// What a missing step costs on each scale, in [`UNIT`]s.
    pub(super) weights: [u32; CONDITIONS],
    /// How often projects have each place of each scale, in 255ths: what « je ne sais pas » stands for.
    pub(super) contexts: [[u8; 5]; CONDITIONS],
    /// How often someone passes by a connected place, in 255ths.
    pub(super) reach: u8,
    /// The chance at log-odds of −8, −7⅞, … 8, in 65,536ths.
    pub(super) chances: Vec<u32>,
}

/// One tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: u32,
    pub(super) has_guide: bool,
    /// What it is said to be for.
    pub(super) stated_needs: NeedSet,
    pub(super) conditions: [Option<Stated>; CONDITIONS],
    pub(super) offline: Option<Stated>,
    pub(super) sensitivity: Option<Stated>,
    pub(super) beliefs: Beliefs,
    /// One for each need that it is said to be for, or was well used for, in the order of needs.
    pub(super) needs: Vec<ForNeed>,
}

/// What is believed of a tool, in 255ths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beliefs {
    /// How likely the tool asks for each place or less; the highest place is certain and left out.
    pub(super) at_most: [[u8; 4]; CONDITIONS],
    /// How likely nothing works offline; how likely at most reading does.
    pub(super) offline: [u8; 2],
    /// How likely it is safe for data of level 2, of level 3.
    pub(super) safe: [u8; 2],
}

/// A tool for one need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ForNeed {
    pub(super) need: u8,
    /// Its strength, in [`UNIT`]s of log-odds.
    pub(super) strength: i32,
    /// How unsure that is: a standard deviation, in [`SPREAD_UNIT`]s.
    pub(super) spread: u8,
    pub(super) good: u32,
    pub(super) failures: u32,
}

impl Table {
    /// Compiles facts and experiences with a prior. A tool given twice is taken once, the first time.
    pub fn compile(candidates: &[Candidate], told: &[Told], prior: &Prior) -> Self {
        let by_id: BTreeMap<u32, &Candidate> =
            candidates.iter().rev().map(|candidate| (candidate.id, candidate)).collect();
        let told = outcomes_by_tool(told);
        let nothing = Vec::new();
        let rows = by_id
            .into_iter()
            .map(|(id, candidate)| Row::compile(candidate, told.get(&id).unwrap_or(&nothing), prior))
            .collect();
        Self { shared: Shared::of(prior), rows }
    }

    /// How many tools it holds.
    pub fn tools(&self) -> usize {
        self.rows.len()
    }
}

impl Shared {
    fn of(prior: &Prior) -> Self {
        let nodes = 2 * FARTHEST / NODE;
        let chances = (0..=nodes)
            .map(|node| f64::from(node * NODE - FARTHEST) / f64::from(UNIT))
            .map(|log_odds| whole(chance(log_odds) * f64::from(CERTAIN), 0, 65_536).unsigned_abs())
            .collect();
        Self { weights: prior.weights(), contexts: prior.contexts, reach: prior.reach, chances }
    }

    /// The chance at log-odds in [`UNIT`]s, in 65,536ths. It never falls as they rise.
    pub(super) fn chance(&self, log_odds: i32) -> u32 {
        let place = (log_odds.clamp(-FARTHEST, FARTHEST) + FARTHEST).unsigned_abs();
        let (node, beyond) = (place / NODE.unsigned_abs(), place % NODE.unsigned_abs());
        let here = self.chances[node as usize];
        let next = self.chances.get(node as usize + 1).copied().unwrap_or(here);
        here + (next - here) * beyond / NODE.unsigned_abs()
    }
}

impl Row {
    fn compile(candidate: &Candidate, told: &[&Told], prior: &Prior) -> Self {
        let beliefs = prior.beliefs(candidate);
        let outcomes: Vec<(usize, f64, bool)> =
            told.iter().map(|told| prior.outcome(&beliefs, told)).collect();
        let strength = Strength::unknown(&prior.spread).settle(&prior.spread, &outcomes, 200);
        let count = |need: u8, outcome: Outcome| {
            let counted = told.iter().filter(|told| told.need == need && told.outcome == outcome).count();
            u32::try_from(counted).unwrap_or(u32::MAX)
        };
        let needs = (0..16)
            .map(|need| {
                let spread = strength.variance[usize::from(need)].sqrt() * f64::from(SPREAD_UNIT);
                ForNeed {
                    need,
                    strength: whole(strength.at(usize::from(need)) * f64::from(UNIT), -FARTHEST, FARTHEST),
                    spread: u8::try_from(whole(spread, 0, 255)).unwrap_or(u8::MAX),
                    good: count(need, Outcome::Good),
                    failures: count(need, Outcome::Failure),
                }
            })
            .filter(|row| candidate.needs.has(row.need) || row.good > 0)
            .collect();
        Self {
            id: candidate.id,
            has_guide: candidate.has_guide,
            stated_needs: candidate.needs,
            conditions: candidate.conditions,
            offline: candidate.offline,
            sensitivity: candidate.sensitivity,
            beliefs,
            needs,
        }
    }

    /// The tool for a need, if it serves it.
    pub(super) fn at(&self, need: u8) -> Option<&ForNeed> {
        self.needs.iter().find(|row| row.need == need)
    }
}

/// How many steps are missing, in the mean, and the mean of its square; both in 255ths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) mean: u32,
    pub(super) square: u32,
}

impl Beliefs {
    /// What is missing on a scale where the project has a place, or does not know it.
    pub(super) fn missing(&self, condition: Condition, place: Option<u8>, contexts: [u8; 5]) -> Missing {
        if let Some(place) = place {
            return self.missing_at(condition, place);
        }
        let mut mean = Missing::default();
        for (place, share) in (0..=condition.top()).zip(contexts) {
            let at = self.missing_at(condition, place);
            mean.mean += at.mean * u32::from(share);
            mean.square += at.square * u32::from(share);
        }
        Missing { mean: mean.mean / SURE, square: mean.square / SURE }
    }

    fn missing_at(&self, condition: Condition, place: u8) -> Missing {
        let mut missing = Missing::default();
        for step in place..condition.top() {
            let more = SURE - u32::from(self.at_most[condition.index()][usize::from(step)]);
            missing.mean += more;
            missing.square += (2 * u32::from(step - place) + 1) * more;
        }
        missing
    }

    /// How much of a missing network is missed by this tool, in 510ths: nothing when everything works offline and
    /// someone passes by a connected place, half when reading does.
    pub(super) fn network_share(&self, reach: Option<u8>, often: u8) -> u32 {
        let [none, at_most_reading] = self.offline.map(u32::from);
        let with_place = none + at_most_reading;
        let without = with_place + 2 * (SURE - at_most_reading);
        match reach {
            Some(0) => without,
            Some(_) => with_place,
            None => (with_place * u32::from(often) + without * (SURE - u32::from(often))) / SURE,
        }
    }
}
