//! The advice itself: whole numbers in, codes and whole numbers out.

use super::{
    context::{CONDITIONS, Condition, Context, Stated},
    table::{CERTAIN, ForNeed, Row, SPREAD_UNIT, SURE, Shared, Table, UNIT},
};
use serde::Serialize;

/// From this place of SENS on, the data are about people who did not choose: only tools known to be safe are recommended.
const ABOUT_PEOPLE: u8 = 2;

/// What somebody answers to the questions of the advisor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// The place of the need in [`crate::taxonomy::NEEDS`].
    pub need: u8,
    /// The conditions, as far as they are known.
    pub context: Context,
    /// The scales on which whoever asks can take nothing less: deal-breakers.
    pub essential: [bool; CONDITIONS],
}

/// What is advised.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// Tools that may be taken: those with a guide first, then the likeliest to last.
    pub recommended: Vec<Recommended>,
    /// Tools of which a fact that decides is unknown, in the order of their numbers.
    pub to_check: Vec<SetAside>,
    /// Tools that an answer excludes, in the order of their numbers.
    pub set_aside: Vec<SetAside>,
    /// Other answers to one question under which another tool would come first.
    pub changes: Vec<Change>,
    /// What must be said about the advice as a whole.
    pub notices: Vec<Notice>,
}

/// A tool that may be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recommended {
    /// Its short number.
    pub tool: u32,
    /// Whether a guide about it is published.
    pub has_guide: bool,
    /// Its place, from 1. Tools that nothing sets apart share one.
    pub rank: u32,
    /// How likely it is to last and to be safe, in hundredths: as far as those who tell are like those who do not.
    pub chance: u32,
    /// Four times in five the true chance lies between this one…
    pub low: u32,
    /// … and this one.
    pub high: u32,
    /// How narrow that is.
    pub confidence: Confidence,
    /// Experiences with this need that lasted.
    pub good: u32,
    /// Experiences with this need that were given up because of the tool.
    pub failures: u32,
    /// What speaks for it and against it, criterion by criterion.
    pub reasons: Vec<Reason>,
}

/// How narrow the range of a chance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Wider than 40 points.
    Low,
    /// 40 points at most.
    Medium,
    /// 20 points at most.
    High,
}

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// What the tool is for.
    Need,
    /// The data about people.
    Sensitivity,
    /// One of the scales.
    #[serde(untagged)]
    Condition(Condition),
}

/// What a reason says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The tool asks for no more than there is.
    Fits,
    /// The tool asks for more.
    Short,
    /// It asks for more network, but works without, and someone passes by a connected place.
    Offline,
    /// It is not said to be for this need, but was well used for it.
    Used,
    /// Nobody knows what it asks for: neither yes nor no.
    Unknown,
}

/// One line for or against a tool. The fact, its source and its date are those that the tool's page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// What it is about.
    pub criterion: Criterion,
    /// What it says.
    pub verdict: Verdict,
    /// How many steps are missing, as stated.
    pub steps: u8,
    /// What is taken off for it, in 1,024ths of log-odds.
    pub cost: u32,
    /// Whether the fact was due for review.
    pub is_expired: bool,
}

/// A tool that is not recommended, and what would bring it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// Its short number.
    pub tool: u32,
    /// All that must be otherwise.
    pub remedies: Vec<Remedy>,
}

/// What must be otherwise for a tool to be recommended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// The question or the fact.
    pub criterion: Criterion,
    /// The place that the answer would have to reach (for data: not to pass); nothing when the fact is to be checked.
    pub place: Option<u8>,
}

/// Another answer that would put another tool first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The question.
    pub condition: Condition,
    /// The other answer.
    pub place: u8,
    /// The tool that would come first; nothing when none would be left.
    pub first: Option<u32>,
}

/// What must be said about the advice as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Doing without a tool, or with one already owned, fits: nothing else does, or daily users have no device.
    WithoutTool,
    /// The likeliest tool has less than an even chance.
    Unlikely,
    /// Several tools share the first place.
    Tie,
    /// It was not said what the data tell of people: the safety of tools was not looked at.
    DataNotSaid,
}

/// Advises on a tool. The same table and answers give the same advice.
pub fn advise(table: &Table, answers: &Answers) -> Advice {
    let mut advice = Advice::default();
    let mut weighed = Vec::new();
    for row in &table.rows {
        let Some(need) = row.at(answers.need) else { continue };
        let weight = Weighed::new(&table.shared, row, need, answers);
        let remedies = row.remedies(answers);
        if remedies.is_empty() {
            weighed.push((weight, true));
        } else {
            let is_sure = remedies.iter().any(|remedy| remedy.place.is_some());
            let list = if is_sure { &mut advice.set_aside } else { &mut advice.to_check };
            let is_safe = !remedies.iter().any(|remedy| remedy.criterion == Criterion::Sensitivity);
            list.push(SetAside { tool: row.id, remedies });
            if is_safe {
                weighed.push((weight, false));
            }
        }
    }
    advice.changes = changes(&table.shared, answers, &weighed);
    let mut taken: Vec<Weighed<'_>> =
        weighed.into_iter().filter(|(_, is_taken)| *is_taken).map(|(weight, _)| weight).collect();
    taken.sort_by_key(Weighed::order);
    advice.recommended = taken.iter().map(|weight| weight.recommended(&table.shared, answers)).collect();
    share_ranks(&mut advice.recommended);
    advice.notices = notices(answers, &advice.recommended);
    advice
}

/// Tools side by side whose chances read the same share a place.
fn share_ranks(recommended: &mut [Recommended]) {
    let mut before: Option<(bool, u32, u32)> = None;
    for (one, place) in recommended.iter_mut().zip(1..) {
        one.rank = match before {
            Some((has_guide, chance, rank)) if (has_guide, chance) == (one.has_guide, one.chance) => rank,
            _ => place,
        };
        before = Some((one.has_guide, one.chance, one.rank));
    }
}

fn notices(answers: &Answers, recommended: &[Recommended]) -> Vec<Notice> {
    let best = recommended.iter().map(|one| one.chance).max();
    let no_device = answers.context.conditions[Condition::Use.index()] == Some(0);
    [
        (Notice::WithoutTool, best.is_none() || no_device),
        (Notice::Unlikely, best.is_some_and(|chance| chance < 50)),
        (Notice::Tie, recommended.get(1).is_some_and(|one| one.rank == 1)),
        (Notice::DataNotSaid, answers.context.sensitivity.is_none()),
    ]
    .into_iter()
    .filter_map(|(notice, is_said)| is_said.then_some(notice))
    .collect()
}

/// One step up and down each scale, and every place where the answer is « je ne sais pas ».
fn changes(shared: &Shared, answers: &Answers, weighed: &[(Weighed<'_>, bool)]) -> Vec<Change> {
    let first = |condition: Condition, place: Option<u8>| {
        let mut answers = *answers;
        answers.context.conditions[condition.index()] = place;
        let allowed = weighed.iter().filter(|(weight, _)| weight.row.remedies(&answers).is_empty());
        allowed.map(|(weight, _)| weight.with(shared, condition, &answers)).min_by_key(Weighed::order)
    };
    let now = weighed
        .iter()
        .filter(|(_, is_taken)| *is_taken)
        .map(|(weight, _)| *weight)
        .min_by_key(Weighed::order);
    let now = now.map(|weight| weight.row.id);
    let mut changes = Vec::new();
    for condition in Condition::ALL {
        let place = answers.context.conditions[condition.index()];
        for other in 0..=condition.top() {
            if place.is_none_or(|place| place.abs_diff(other) == 1) {
                let first = first(condition, Some(other)).map(|weight| weight.row.id);
                if first != now {
                    changes.push(Change { condition, place: other, first });
                }
            }
        }
    }
    changes
}

impl Row {
    /// What keeps the tool from being recommended.
    fn remedies(&self, answers: &Answers) -> Vec<Remedy> {
        let mut remedies = Vec::new();
        if let Some(asked) = answers.context.sensitivity.filter(|asked| *asked >= ABOUT_PEOPLE) {
            let place = self.sensitivity.map(|stated| stated.value);
            if place.is_none_or(|place| place < asked) {
                remedies.push(Remedy { criterion: Criterion::Sensitivity, place });
            }
        }
        for condition in Condition::ALL.into_iter().filter(|condition| answers.essential[condition.index()]) {
            let Some(place) = answers.context.conditions[condition.index()] else { continue };
            let verdict = self.verdict(condition, place, answers);
            if matches!(verdict, Verdict::Short | Verdict::Unknown) {
                let place = self.conditions[condition.index()].map(|stated| stated.value);
                remedies.push(Remedy { criterion: Criterion::Condition(condition), place });
            }
        }
        remedies
    }

    fn verdict(&self, condition: Condition, place: u8, answers: &Answers) -> Verdict {
        let passes_by = answers.context.reach.is_some_and(|reach| reach > 0);
        let is_offline = self.offline.is_some_and(|stated| stated.value == super::TOP_OFFLINE);
        match self.conditions[condition.index()] {
            None => Verdict::Unknown,
            Some(stated) if stated.value <= place => Verdict::Fits,
            Some(_) if condition == Condition::Network && passes_by && is_offline => Verdict::Offline,
            Some(_) => Verdict::Short,
        }
    }
}

/// A tool on the scales of whoever asks.
#[derive(Debug, Clone, Copy)]
struct Weighed<'a> {
    row: &'a Row,
    need: &'a ForNeed,
    /// What each scale takes off, in [`UNIT`]s, and how unsure that is, as a variance.
    costs: [(u32, u64); CONDITIONS],
    /// How likely the tool is safe for the data, in 255ths.
    safe: u32,
    /// In [`UNIT`]s.
    log_odds: i32,
    /// The chance to last and to be safe, in 255 × 65,536ths.
    score: u32,
}

impl<'a> Weighed<'a> {
    fn new(shared: &Shared, row: &'a Row, need: &'a ForNeed, answers: &Answers) -> Self {
        let costs = Condition::ALL.map(|condition| cost(shared, row, condition, &answers.context));
        let safe = match answers.context.sensitivity {
            Some(2) => u32::from(row.beliefs.safe[0]),
            Some(3..) => u32::from(row.beliefs.safe[1]),
            _ => SURE,
        };
        Self { row, need, costs, safe, log_odds: 0, score: 0 }.sum(shared)
    }

    /// The same with another answer on one scale.
    fn with(mut self, shared: &Shared, condition: Condition, answers: &Answers) -> Self {
        self.costs[condition.index()] = cost(shared, self.row, condition, &answers.context);
        self.sum(shared)
    }

    fn sum(mut self, shared: &Shared) -> Self {
        let costs: u32 = self.costs.iter().map(|(cost, _)| cost).sum();
        self.log_odds = self.need.strength.saturating_sub_unsigned(costs);
        self.score = shared.chance(self.log_odds) * self.safe;
        self
    }

    /// Guides first, then the likeliest, then the smallest number.
    fn order(&self) -> impl Ord + use<> {
        use std::cmp::Reverse;
        (Reverse(self.row.has_guide), Reverse(self.score), Reverse(self.log_odds), self.row.id)
    }

    fn recommended(&self, shared: &Shared, answers: &Answers) -> Recommended {
        let known = i64::from(self.need.spread) * i64::from(UNIT / SPREAD_UNIT);
        let variance =
            (known * known).unsigned_abs() + self.costs.iter().map(|(_, variance)| variance).sum::<u64>();
        // 1.28 standard deviations on each side hold four fifths of a normal law.
        let margin = i32::try_from(variance.isqrt() * 41 / 32).unwrap_or(i32::MAX);
        let at = |log_odds: i32| hundredths(shared.chance(log_odds) * self.safe);
        let (low, high) =
            (at(self.log_odds.saturating_sub(margin)), at(self.log_odds.saturating_add(margin)));
        Recommended {
            tool: self.row.id,
            has_guide: self.row.has_guide,
            rank: 0,
            chance: hundredths(self.score),
            low,
            high,
            confidence: match high - low {
                0..=20 => Confidence::High,
                21..=40 => Confidence::Medium,
                _ => Confidence::Low,
            },
            good: self.need.good,
            failures: self.need.failures,
            reasons: self.reasons(answers),
        }
    }

    fn reasons(&self, answers: &Answers) -> Vec<Reason> {
        let is_stated = self.row.stated_needs.has(self.need.need);
        let verdict = if is_stated { Verdict::Fits } else { Verdict::Used };
        let line = |criterion, verdict, steps, cost, stated: Option<Stated>| Reason {
            criterion,
            verdict,
            steps,
            cost,
            is_expired: stated.is_some_and(|stated| stated.is_expired),
        };
        let mut reasons = vec![line(Criterion::Need, verdict, 0, 0, None)];
        if answers.context.sensitivity.is_some_and(|asked| asked >= ABOUT_PEOPLE) {
            reasons.push(line(Criterion::Sensitivity, Verdict::Fits, 0, 0, self.row.sensitivity));
        }
        for (condition, (cost, _)) in Condition::ALL.into_iter().zip(self.costs) {
            let Some(place) = answers.context.conditions[condition.index()] else { continue };
            let stated = self.row.conditions[condition.index()];
            let verdict = self.row.verdict(condition, place, answers);
            let steps = stated.map_or(0, |stated| stated.value.saturating_sub(place));
            reasons.push(line(Criterion::Condition(condition), verdict, steps, cost, stated));
        }
        reasons
    }
}

/// What a scale takes off a tool, in [`UNIT`]s of log-odds, and its variance.
fn cost(shared: &Shared, row: &Row, condition: Condition, context: &Context) -> (u32, u64) {
    let index = condition.index();
    let place = context.conditions[index].map(|place| place.min(condition.top()));
    let missing = row.beliefs.missing(condition, place, shared.contexts[index]);
    let weight = shared.weights[index];
    let cost = weight * missing.mean / SURE;
    let mean = u64::from(missing.mean);
    let spread = (u64::from(SURE) * u64::from(missing.square)).saturating_sub(mean * mean);
    let variance = u64::from(weight) * u64::from(weight) * spread / u64::from(SURE * SURE);
    if condition != Condition::Network {
        return (cost, variance);
    }
    let share = row.beliefs.network_share(context.reach, shared.reach);
    let whole = 2 * SURE;
    let kept = variance * u64::from(share) * u64::from(share) / u64::from(whole * whole);
    (cost * share / whole, kept)
}

/// A score in hundredths, rounded.
fn hundredths(score: u32) -> u32 {
    let whole = u64::from(CERTAIN) * u64::from(SURE);
    u32::try_from((u64::from(score) * 100 + whole / 2) / whole).unwrap_or(100)
}
