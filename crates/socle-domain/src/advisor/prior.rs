//! What is believed before the outcomes of a tool are looked at, estimated from all tools and experiences.

use std::collections::BTreeMap;

use super::{
    context::{CONDITIONS, Candidate, Condition, Context, Outcome, PLACES, Stated, Told},
    linear::{chance, log_likelihood, solve, whole},
    strength::{Spread, Strength},
    table::{Beliefs, SURE, UNIT},
};

/// Rounds of estimating; the costs of missing steps have settled to a hundredth well before.
const ROUNDS: usize = 30;
/// Every third round from this one on, what returns tell about stated conditions is read again.
const FIRST_READING: usize = 5;
/// What a missing step costs before anything is known: the odds fall by a factor *e*.
const USUAL_COST: f64 = 1.0;
/// How far from that it may well be.
const COST_SPREAD: f64 = 0.5;
/// The least a missing step costs: the law that better conditions never lower a tool rests on it.
const LEAST_COST: f64 = 0.05;
/// How many tools' worth of weight the starting variances have.
const FAITH: f64 = 5.0;
const START: Spread = Spread { mean: 0.8, between_tools: 0.7, between_needs: 0.25 };

/// The prior: part of each table, and the same for all its tools.
#[derive(Debug, Clone, PartialEq)]
pub struct Prior {
    pub(super) spread: Spread,
    pub(super) costs: [f64; CONDITIONS],
    /// How often projects have each place, in 255ths.
    pub(super) contexts: [[u8; PLACES]; CONDITIONS],
    /// How often someone passes by a connected place, in 255ths.
    pub(super) reach: u8,
    catalogue: Catalogue,
    /// What returns tell about the conditions of their tools.
    told: BTreeMap<u32, Field>,
}

/// How facts are spread in the catalogue.
#[derive(Debug, Clone, PartialEq)]
struct Catalogue {
    conditions: [[f64; PLACES]; CONDITIONS],
    offline: [f64; PLACES],
    sensitivity: [f64; PLACES],
}

/// The logarithms of how likely a tool's outcomes are under each place of each scale.
#[derive(Debug, Clone, Default, PartialEq)]
struct Field {
    conditions: [[f64; PLACES]; CONDITIONS],
    offline: [f64; PLACES],
}

/// Experiences by tool, in an order that does not depend on how they came.
pub(super) fn outcomes_by_tool(told: &[Told]) -> BTreeMap<u32, Vec<&Told>> {
    let mut by_tool: BTreeMap<u32, Vec<&Told>> = BTreeMap::new();
    for one in told.iter().filter(|one| one.need < 16) {
        by_tool.entry(one.tool).or_default().push(one);
    }
    for told in by_tool.values_mut() {
        told.sort_by_key(|one| {
            let context = &one.context;
            (one.need, one.outcome == Outcome::Good, context.conditions, context.reach, context.sensitivity)
        });
    }
    by_tool
}

impl Prior {
    /// Estimates the prior under which what is told is likeliest.
    pub fn estimate(candidates: &[Candidate], told: &[Told]) -> Self {
        let by_id: BTreeMap<u32, &Candidate> =
            candidates.iter().rev().map(|candidate| (candidate.id, candidate)).collect();
        let told = outcomes_by_tool(told);
        let mut prior = Self::without_outcomes(&by_id, &told);
        let mut tools: Vec<Estimated<'_>> = by_id
            .iter()
            .filter_map(|(id, candidate)| Some(Estimated::new(candidate, told.get(id)?, &prior)))
            .collect();
        for round in 0..ROUNDS {
            for tool in &mut tools {
                tool.settle(&prior);
            }
            prior.learn_costs(&tools);
            prior.learn_spread(&tools);
            if round >= FIRST_READING && round % 3 == 2 {
                for tool in &mut tools {
                    tool.read_conditions(&mut prior);
                }
            }
        }
        prior
    }

    fn without_outcomes(by_id: &BTreeMap<u32, &Candidate>, told: &BTreeMap<u32, Vec<&Told>>) -> Self {
        let contexts: Vec<&Context> = told.values().flatten().map(|told| &told.context).collect();
        let places = Condition::ALL.map(|condition| {
            let known = contexts.iter().filter_map(|context| context.conditions[condition.index()]);
            in_bytes(&shares(known, condition.top(), 0.5))
        });
        let reach =
            shares(contexts.iter().filter_map(|context| context.reach).map(|reach| reach.min(1)), 1, 2.0);
        let facts = |stated: &dyn Fn(&Candidate) -> Option<Stated>, top: u8| {
            shares(by_id.values().filter_map(|tool| stated(tool)).map(|stated| stated.value), top, 0.5)
        };
        Self {
            spread: START,
            costs: [USUAL_COST; CONDITIONS],
            contexts: places,
            reach: in_bytes(&reach)[1],
            catalogue: Catalogue {
                conditions: Condition::ALL
                    .map(|condition| facts(&|tool| tool.conditions[condition.index()], condition.top())),
                offline: facts(&|tool| tool.offline, super::TOP_OFFLINE),
                sensitivity: facts(&|tool| tool.sensitivity, super::TOP_SENSITIVITY),
            },
            told: BTreeMap::new(),
        }
    }

    /// What a missing step costs on each scale, in [`UNIT`]s.
    pub(super) fn weights(&self) -> [u32; CONDITIONS] {
        self.costs.map(|cost| whole(cost * f64::from(UNIT), 1, 4 * UNIT).unsigned_abs())
    }

    /// What is believed of a tool: what is stated, weighed by its evidence, and what its returns tell.
    pub(super) fn beliefs(&self, candidate: &Candidate) -> Beliefs {
        let nothing = Field::default();
        let field = self.told.get(&candidate.id).unwrap_or(&nothing);
        let at_most = Condition::ALL.map(|condition| {
            let index = condition.index();
            let shares = believed(
                candidate.conditions[index],
                &self.catalogue.conditions[index],
                &field.conditions[index],
                condition.top(),
            );
            let below = cumulated(&shares);
            [below[0], below[1], below[2], below[3]]
        });
        let offline = cumulated(&believed(
            candidate.offline,
            &self.catalogue.offline,
            &field.offline,
            super::TOP_OFFLINE,
        ));
        let unsafe_for = cumulated(&believed(
            candidate.sensitivity,
            &self.catalogue.sensitivity,
            &[0.0; PLACES],
            super::TOP_SENSITIVITY,
        ));
        Beliefs {
            at_most,
            offline: [offline[0], offline[1]],
            safe: [u8::MAX - unsafe_for[1], u8::MAX - unsafe_for[2]],
        }
    }

    /// An outcome, with what its conditions cost the tool.
    pub(super) fn outcome(&self, beliefs: &Beliefs, told: &Told) -> (usize, f64, bool) {
        let missing = self.missing(beliefs, &told.context);
        (usize::from(told.need), dot(&self.costs, &missing), told.outcome == Outcome::Good)
    }

    /// How many steps are missing on each scale, in the mean.
    fn missing(&self, beliefs: &Beliefs, context: &Context) -> [f64; CONDITIONS] {
        Condition::ALL.map(|condition| self.missing_on(condition, beliefs, context))
    }

    fn missing_on(&self, condition: Condition, beliefs: &Beliefs, context: &Context) -> f64 {
        let index = condition.index();
        let missing = beliefs.missing(condition, context.conditions[index], self.contexts[index]);
        let steps = f64::from(missing.mean) / f64::from(SURE);
        if condition == Condition::Network {
            steps * f64::from(beliefs.network_share(context.reach, self.reach)) / f64::from(2 * SURE)
        } else {
            steps
        }
    }

    /// One step of Newton towards the costs under which the outcomes are likeliest, the strengths being what they are.
    fn learn_costs(&mut self, tools: &[Estimated<'_>]) {
        let certainty = 1.0 / (COST_SPREAD * COST_SPREAD);
        let mut slope = self.costs.map(|cost| (USUAL_COST - cost) * certainty);
        let mut bends = [[0.0; CONDITIONS]; CONDITIONS];
        for (index, row) in bends.iter_mut().enumerate() {
            row[index] = certainty;
        }
        for tool in tools {
            for (told, missing) in tool.told.iter().zip(&tool.missing) {
                let expected = chance(tool.strength.at(usize::from(told.need)) - dot(&self.costs, missing));
                let missed = f64::from(u8::from(told.outcome == Outcome::Good)) - expected;
                let bend = expected * (1.0 - expected);
                for (index, steps) in missing.iter().enumerate().filter(|(_, steps)| **steps > 0.0) {
                    slope[index] -= missed * steps;
                    for (cell, other) in bends[index].iter_mut().zip(missing) {
                        *cell += bend * steps * other;
                    }
                }
            }
        }
        for (cost, step) in self.costs.iter_mut().zip(solve(bends, slope)) {
            *cost = (*cost + step).clamp(LEAST_COST, 4.0);
        }
    }

    /// The mean and the variances, from the strengths and what is unsure about them.
    fn learn_spread(&mut self, tools: &[Estimated<'_>]) {
        let old = self.spread;
        let (mut weight, mut sum) = (1.0, START.mean);
        for tool in tools {
            let known = (1.0 - tool.strength.tool_variance / old.between_tools).max(0.02);
            weight += known;
            sum += known * tool.strength.of_tool;
        }
        let mean = sum / weight;
        let (mut tools_seen, mut between_tools) = (FAITH, FAITH * START.between_tools);
        let (mut needs_seen, mut between_needs) = (FAITH, FAITH * START.between_needs);
        for tool in tools {
            let strength = &tool.strength;
            tools_seen += 1.0;
            between_tools += (strength.of_tool - mean).powi(2) + strength.tool_variance;
            for need in (0..16).filter(|need| tool.told.iter().any(|told| usize::from(told.need) == *need)) {
                needs_seen += 1.0;
                between_needs += strength.of_need[need].powi(2) + strength.need_variance[need];
            }
        }
        self.spread = Spread {
            mean,
            between_tools: between_tools / tools_seen,
            between_needs: (between_needs / needs_seen).max(0.02),
        };
    }
}

/// A tool that returns tell of, while the prior is estimated.
struct Estimated<'a> {
    candidate: &'a Candidate,
    told: &'a [&'a Told],
    beliefs: Beliefs,
    missing: Vec<[f64; CONDITIONS]>,
    strength: Strength,
}

impl<'a> Estimated<'a> {
    fn new(candidate: &'a Candidate, told: &'a [&'a Told], prior: &Prior) -> Self {
        let beliefs = prior.beliefs(candidate);
        let missing = told.iter().map(|told| prior.missing(&beliefs, &told.context)).collect();
        Self { candidate, told, beliefs, missing, strength: Strength::unknown(&prior.spread) }
    }

    fn settle(&mut self, prior: &Prior) {
        let outcomes: Vec<(usize, f64, bool)> = (self.told.iter().zip(&self.missing))
            .map(|(told, missing)| {
                (usize::from(told.need), dot(&prior.costs, missing), told.outcome == Outcome::Good)
            })
            .collect();
        self.strength = self.strength.settle(&prior.spread, &outcomes, 4);
    }

    /// Reads, scale after scale, how likely the outcomes are under each place that the tool might ask for, the others
    /// being as they are believed.
    fn read_conditions(&mut self, prior: &mut Prior) {
        for condition in Condition::ALL {
            let index = condition.index();
            let mut likely = [0.0; PLACES];
            for place in 0..=condition.top() {
                let mut beliefs = self.beliefs.clone();
                beliefs.at_most[index] = [0, 1, 2, 3].map(|at| if at >= place { u8::MAX } else { 0 });
                likely[usize::from(place)] = self.likelihood(prior, condition, &beliefs);
            }
            prior.told.entry(self.candidate.id).or_default().conditions[index] = likely;
            self.believe(prior, condition);
        }
        let mut likely = [0.0; PLACES];
        for place in 0..=super::TOP_OFFLINE {
            let mut beliefs = self.beliefs.clone();
            beliefs.offline = [0, 1].map(|at| if at >= place { u8::MAX } else { 0 });
            likely[usize::from(place)] = self.likelihood(prior, Condition::Network, &beliefs);
        }
        prior.told.entry(self.candidate.id).or_default().offline = likely;
        self.believe(prior, Condition::Network);
    }

    /// How likely the outcomes are under other beliefs about one scale.
    fn likelihood(&self, prior: &Prior, condition: Condition, beliefs: &Beliefs) -> f64 {
        let index = condition.index();
        let one = |(told, missing): (&&Told, &[f64; CONDITIONS])| {
            let steps = prior.missing_on(condition, beliefs, &told.context) - missing[index];
            let log_odds = self.strength.at(usize::from(told.need))
                - dot(&prior.costs, missing)
                - prior.costs[index] * steps;
            log_likelihood(log_odds, told.outcome == Outcome::Good)
        };
        self.told.iter().zip(&self.missing).map(one).sum()
    }

    fn believe(&mut self, prior: &Prior, condition: Condition) {
        self.beliefs = prior.beliefs(self.candidate);
        for (told, missing) in self.told.iter().zip(&mut self.missing) {
            missing[condition.index()] = prior.missing_on(condition, &self.beliefs, &told.context);
        }
    }
}

fn dot(costs: &[f64; CONDITIONS], missing: &[f64; CONDITIONS]) -> f64 {
    costs.iter().zip(missing).map(|(cost, steps)| cost * steps).sum()
}

/// How often each place is met, each with a little to start from: half an observation spread over the scale, or so.
fn shares(known: impl Iterator<Item = u8>, top: u8, start: f64) -> [f64; PLACES] {
    let mut counts = [0.0; PLACES];
    for place in 0..=top {
        counts[usize::from(place)] = start;
    }
    for place in known {
        counts[usize::from(place.min(top))] += 1.0;
    }
    let all: f64 = counts.iter().sum();
    counts.map(|count| count / all)
}

/// Shares as bytes that add up to 255: each is what the cumulated share grows by.
fn in_bytes(shares: &[f64; PLACES]) -> [u8; PLACES] {
    let mut before = 0;
    cumulated(shares).map(|upto| {
        let share = upto - before;
        before = upto;
        share
    })
}

/// Cumulated shares as bytes. Rounding these, not the shares, keeps the order between two spreads.
fn cumulated(shares: &[f64; PLACES]) -> [u8; PLACES] {
    let mut sum = 0.0;
    shares.map(|share| {
        sum += share;
        u8::try_from(whole(sum * f64::from(SURE), 0, 255)).unwrap_or(u8::MAX)
    })
}

/// Bayes' rule over the places of a scale. A statement is off by one step at most: with that, a better statement moves
/// the whole spread to the better side.
fn believed(
    stated: Option<Stated>,
    catalogue: &[f64; PLACES],
    field: &[f64; PLACES],
    top: u8,
) -> [f64; PLACES] {
    let mut weights = [f64::NEG_INFINITY; PLACES];
    for place in 0..=top {
        let index = usize::from(place);
        let before = match stated.map(|stated| (stated.value.min(top).abs_diff(place), stated.doubt())) {
            None => catalogue[index],
            Some((0, doubt)) => catalogue[index].max(0.02) * (1.0 - doubt),
            Some((1, doubt)) => catalogue[index].max(0.02) * doubt / 2.0,
            Some(_) => 0.0,
        };
        weights[index] = before.ln() + field[index];
    }
    let best = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shares = weights.map(|weight| (weight - best).exp());
    let all: f64 = shares.iter().sum();
    shares.map(|share| share / all)
}
