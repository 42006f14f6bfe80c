//! The laws of advice, at a fixed prior and over the full list; and how far a new estimate of the prior moves it.

use proptest::prelude::*;
use socle_domain::advisor::{
    Advice, Answers, Candidate, Condition, Context, Criterion, EvidenceLevel, NeedSet, Notice, Outcome,
    Prior, Recommended, Stated, Table, Told, advise,
};

use crate::draw::Draw;

struct World {
    candidates: Vec<Candidate>,
    told: Vec<Told>,
    prior: Prior,
    answers: Answers,
    draw: Draw,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut draw = Draw::new(seed);
        let returns = draw.below(120) as usize;
        let (candidates, told) = draw.world(24, returns);
        let prior = Prior::estimate(&candidates, &told);
        let mut answers = draw.answers();
        // A need that some tool serves, most of the time.
        answers.need = candidates[0].needs.iter().next().unwrap_or(answers.need);
        Self { candidates, told, prior, answers, draw }
    }

    fn advice(&self) -> Advice {
        advise(&Table::compile(&self.candidates, &self.told, &self.prior), &self.answers)
    }
}

fn find(advice: &Advice, tool: u32) -> Option<&Recommended> {
    advice.recommended.iter().find(|one| one.tool == tool)
}

/// How many tools pass before this one; more than all when it is not recommended.
fn before(advice: &Advice, tool: u32) -> usize {
    advice.recommended.iter().position(|one| one.tool == tool).unwrap_or(usize::MAX)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_good_outcome_never_lowers_its_tool(seed in any::<u64>()) {
        let mut world = World::new(seed);
        let was = world.advice();
        let mut good = world.draw.told(&world.candidates);
        good.outcome = Outcome::Good;
        world.told.push(good);
        let is = world.advice();
        prop_assert!(before(&is, good.tool) <= before(&was, good.tool));
        if let Some(one) = find(&was, good.tool) {
            prop_assert!(find(&is, good.tool).unwrap().chance >= one.chance);
        }
    }

    #[test]
    fn a_failure_never_raises_its_tool(seed in any::<u64>()) {
        let mut world = World::new(seed);
        let was = world.advice();
        let mut failure = world.draw.told(&world.candidates);
        failure.outcome = Outcome::Failure;
        world.told.push(failure);
        let is = world.advice();
        prop_assert!(before(&is, failure.tool) >= before(&was, failure.tool));
    }

    #[test]
    fn better_conditions_exclude_nothing_and_lower_no_chance(seed in any::<u64>()) {
        let mut world = World::new(seed);
        let was = world.advice();
        let condition = Condition::ALL[world.draw.below(7) as usize];
        let Some(place) = &mut world.answers.context.conditions[condition.index()] else { return Ok(()) };
        *place = (*place + 1).min(condition.top());
        let is = world.advice();
        for one in &was.recommended {
            let now = find(&is, one.tool);
            prop_assert!(now.is_some_and(|now| now.chance >= one.chance), "{condition:?} {one:?} {now:?}");
        }
    }

    #[test]
    fn a_better_fact_never_lowers_its_tool(seed in any::<u64>()) {
        let mut world = World::new(seed);
        let was = world.advice();
        let at = world.draw.below(24) as usize;
        let condition = Condition::ALL[world.draw.below(7) as usize];
        let Some(stated) = &mut world.candidates[at].conditions[condition.index()] else { return Ok(()) };
        stated.value = stated.value.saturating_sub(1);
        let tool = world.candidates[at].id;
        let is = world.advice();
        if let Some(one) = find(&was, tool) {
            let now = find(&is, tool).expect("still recommended");
            // A success told of where the tool seemed to ask for too much says less of the tool once it asks for less.
            let is_told = world.told.iter().any(|told| told.tool == tool);
            prop_assert!(is_told || now.chance >= one.chance, "{condition:?} {one:?} {now:?}");
        }
    }

    #[test]
    fn a_tool_for_something_else_changes_nothing(seed in any::<u64>()) {
        let mut world = World::new(seed);
        let was = world.advice();
        let other = (world.answers.need + 1) % 16;
        for id in [0, 1_000] {
            let mut tool = world.draw.candidate(id);
            tool.needs = NeedSet::default().with(other);
            world.candidates.push(tool);
            let told = Told { tool: id, need: other, ..world.draw.told(&world.candidates) };
            world.told.push(told);
        }
        prop_assert_eq!(world.advice(), was);
    }

    #[test]
    fn the_order_of_what_is_given_changes_nothing(seed in any::<u64>()) {
        let mut world = World::new(seed);
        let was = world.advice();
        world.candidates.reverse();
        world.told.reverse();
        prop_assert_eq!(Prior::estimate(&world.candidates, &world.told), world.prior.clone());
        prop_assert_eq!(world.advice(), was);
    }

    #[test]
    fn data_about_people_only_go_to_tools_known_to_be_safe(seed in any::<u64>()) {
        let mut world = World::new(seed);
        let asked = 2 + u8::from(world.draw.below(2) == 1);
        world.answers.context.sensitivity = Some(asked);
        for one in world.advice().recommended {
            let tool = world.candidates.iter().find(|tool| tool.id == one.tool).unwrap();
            prop_assert!(tool.sensitivity.is_some_and(|stated| stated.value >= asked));
        }
    }

    #[test]
    fn what_would_bring_a_tool_back_brings_it_back(seed in any::<u64>()) {
        let world = World::new(seed);
        for aside in world.advice().set_aside {
            if aside.remedies.iter().any(|remedy| remedy.place.is_none()) {
                continue;
            }
            let mut answers = world.answers;
            for remedy in &aside.remedies {
                match remedy.criterion {
                    Criterion::Sensitivity => answers.context.sensitivity = remedy.place,
                    Criterion::Condition(condition) => answers.context.conditions[condition.index()] = remedy.place,
                    Criterion::Need => prop_assert!(false, "a need excludes without a word"),
                }
            }
            let advice = advise(&Table::compile(&world.candidates, &world.told, &world.prior), &answers);
            prop_assert!(find(&advice, aside.tool).is_some(), "{aside:?}");
        }
    }

    #[test]
    fn what_would_change_the_first_does(seed in any::<u64>()) {
        let world = World::new(seed);
        let was = world.advice();
        for change in &was.changes {
            let mut answers = world.answers;
            answers.context.conditions[change.condition.index()] = Some(change.place);
            let advice = advise(&Table::compile(&world.candidates, &world.told, &world.prior), &answers);
            prop_assert_eq!(advice.recommended.first().map(|one| one.tool), change.first);
            prop_assert_ne!(change.first, was.recommended.first().map(|one| one.tool));
        }
    }

    #[test]
    fn unknown_counts_neither_as_yes_nor_as_no(seed in any::<u64>()) {
        let mut world = World::new(seed);
        let condition = Condition::ALL[world.draw.below(7) as usize];
        world.answers.essential = [false; 7];
        world.answers.context.sensitivity = Some(0);
        world.answers.context.conditions[condition.index()] = Some(1);
        world.told.clear();
        let fact = |value| Some(Stated { value, level: EvidenceLevel::Tried, is_expired: false });
        let mut tool = world.candidates[0].clone();
        tool.has_guide = false;
        world.candidates = [fact(0), None, fact(condition.top())].into_iter().zip(1..).map(|(fact, id)| {
            let mut tool = tool.clone();
            tool.id = id;
            tool.conditions[condition.index()] = fact;
            tool
        }).collect();
        world.prior = Prior::estimate(&world.candidates, &[]);
        let advice = world.advice();
        let chance = |tool| find(&advice, tool).unwrap().chance;
        prop_assert!(chance(1) >= chance(2) && chance(2) >= chance(3), "{advice:?}");
    }
}

/// The prior is estimated anew when the table is compiled: one more return among many must not stir the whole list.
#[test]
fn a_new_estimate_moves_the_list_little() {
    let (mut pairs, mut swapped, mut furthest) = (0_u32, 0_u32, 0_u32);
    for seed in 0..12 {
        let mut draw = Draw::new(seed);
        let (candidates, mut told) = draw.world(60, 95);
        let asked = draw.answers();
        let before_it = Table::compile(&candidates, &told, &Prior::estimate(&candidates, &told));
        let new = draw.told(&candidates);
        told.push(new);
        let after_it = Table::compile(&candidates, &told, &Prior::estimate(&candidates, &told));
        for need in 0..16 {
            let answers = Answers { need, essential: [false; 7], ..asked };
            let (was, is) = (advise(&before_it, &answers), advise(&after_it, &answers));
            let others: Vec<&Recommended> =
                was.recommended.iter().filter(|one| one.tool != new.tool).collect();
            for (place, one) in others.iter().enumerate() {
                furthest = furthest.max(one.chance.abs_diff(find(&is, one.tool).unwrap().chance));
                let passed = others[place + 1..]
                    .iter()
                    .filter(|other| before(&is, one.tool) > before(&is, other.tool));
                swapped += u32::try_from(passed.count()).unwrap();
                pairs += u32::try_from(others.len() - place - 1).unwrap();
            }
        }
    }
    assert!(pairs > 500, "too few pairs to judge: {pairs}");
    assert!(swapped * 50 <= pairs, "{swapped} of {pairs} pairs change order");
    assert!(furthest <= 5, "a chance moves by {furthest} points");
}

#[test]
fn few_outcomes_weigh_little_and_many_weigh_much() {
    let fact = |value| Some(Stated { value, level: EvidenceLevel::Tried, is_expired: false });
    let tool = |id| Candidate {
        id,
        needs: NeedSet::default().with(2),
        conditions: [fact(0); 7],
        offline: None,
        sensitivity: None,
        has_guide: false,
    };
    let told = |tool, outcome| Told { tool, need: 2, context: Context::default(), outcome };
    let mut all = vec![told(1, Outcome::Good)];
    all.extend((0..19).map(|_| told(2, Outcome::Good)));
    all.push(told(2, Outcome::Failure));
    all.extend((0..5).map(|_| told(3, Outcome::Failure)));
    let candidates = [tool(1), tool(2), tool(3), tool(4)];
    let table = Table::compile(&candidates, &all, &Prior::estimate(&candidates, &all));
    let advice = advise(&table, &Answers { need: 2, ..Answers::default() });
    let order: Vec<u32> = advice.recommended.iter().map(|one| one.tool).collect();
    assert_eq!(order, [2, 1, 4, 3], "one success does not pass before nineteen out of twenty");
    let width = |at: usize| advice.recommended[at].high - advice.recommended[at].low;
    assert!(width(0) < width(1), "the more outcomes, the surer");
    assert_eq!((advice.recommended[0].good, advice.recommended[0].failures), (19, 1));
}

#[test]
fn ties_are_said_and_so_is_what_was_not_looked_at() {
    let tool = |id| Candidate {
        id,
        needs: NeedSet::default().with(0),
        conditions: [None; 7],
        offline: None,
        sensitivity: None,
        has_guide: false,
    };
    let candidates = [tool(7), tool(3)];
    let table = Table::compile(&candidates, &[], &Prior::estimate(&candidates, &[]));
    let advice = advise(&table, &Answers::default());
    let ranks: Vec<(u32, u32)> = advice.recommended.iter().map(|one| (one.tool, one.rank)).collect();
    assert_eq!(ranks, [(3, 1), (7, 1)]);
    assert!(advice.notices.contains(&Notice::Tie) && advice.notices.contains(&Notice::DataNotSaid));
    let nothing = advise(&table, &Answers { need: 9, ..Answers::default() });
    assert!(nothing.recommended.is_empty() && nothing.notices.contains(&Notice::WithoutTool));
}

#[test]
fn a_table_is_read_back_as_it_was_and_nothing_else_is_read() {
    let (candidates, told) = Draw::new(5).world(40, 200);
    let table = Table::compile(&candidates, &told, &Prior::estimate(&candidates, &told));
    let text = table.to_json();
    assert_eq!(Table::from_json(&text), Ok(table));
    for other in ["", "{}", "[1]", &text[..text.len() / 2], &text.replacen("\"make\":1", "\"make\":2", 1)] {
        assert!(Table::from_json(other).is_err());
    }
    assert!(Table::from_json(&text.replacen("\"serves\":[", "\"serves\":[16,", 1)).is_err());
}
