//! Needs that nothing meets: for those who build.

use std::collections::BTreeMap;

use super::{
    advice::{Answers, advise},
    context::{Condition, Context, Outcome},
    table::Table,
};

/// The places of NET and USE of whoever answers, cut in two: what a builder can design for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Situation {
    /// No network to count on, or users with a basic telephone at most.
    Hard,
    /// Some network, and users at ease with a smartphone at least.
    Usual,
    /// One of both was not said.
    Unsaid,
}

impl Situation {
    /// Of these conditions.
    pub fn of(context: &Context) -> Self {
        let place = |condition: Condition| context.conditions[condition.index()];
        match (place(Condition::Network), place(Condition::Use)) {
            (Some(..=1), _) | (_, Some(..=1)) => Self::Hard,
            (Some(_), Some(_)) => Self::Usual,
            _ => Self::Unsaid,
        }
    }
}

/// What somebody wants, or told of having tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The return that says so.
    pub answer: Answer,
    /// The place of the need in [`crate::taxonomy::NEEDS`].
    pub need: u8,
    /// The place of the theme in [`crate::taxonomy::THEMES`], when it is said.
    pub theme: Option<u8>,
    /// In which conditions.
    pub context: Context,
    /// What became of the tool, when one was tried.
    pub outcome: Option<Outcome>,
}

/// The short number of a return or of an experience.
pub type Answer = u32;

/// A need, in a theme and a situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gap {
    /// The place of the need.
    pub need: u8,
    /// The place of the theme.
    pub theme: Option<u8>,
    /// How hard the conditions are.
    pub situation: Situation,
}

/// Why a gap is one, with the answers that say so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unmet {
    /// For whom no tool may be recommended.
    pub nothing_fits: Vec<Answer>,
    /// For whom the likeliest tool has less than an even chance.
    pub unlikely: Vec<Answer>,
    /// Who gave a tool up because of it.
    pub failed: Vec<Answer>,
}

impl Unmet {
    /// How many answers say so, each once.
    pub fn answers(&self) -> usize {
        let mut all = [self.nothing_fits.as_slice(), &self.unlikely, &self.failed].concat();
        all.sort_unstable();
        all.dedup();
        all.len()
    }
}

/// The gaps, those that most answers speak of first. Conditions that nobody calls essential exclude no tool, so each is
/// taken as essential here: a gap is where a tool that asks for no more is lacking.
pub fn unmet(table: &Table, wishes: &[Wish]) -> Vec<(Gap, Unmet)> {
    let mut gaps: BTreeMap<Gap, Unmet> = BTreeMap::new();
    for wish in wishes {
        let essential = wish.context.conditions.map(|place| place.is_some());
        let advice = advise(table, &Answers { need: wish.need, context: wish.context, essential });
        let best = advice.recommended.iter().map(|one| one.chance).max();
        let gap = Gap { need: wish.need, theme: wish.theme, situation: Situation::of(&wish.context) };
        let mut note = |list: fn(&mut Unmet) -> &mut Vec<Answer>| {
            list(gaps.entry(gap).or_default()).push(wish.answer);
        };
        match best {
            None => note(|unmet| &mut unmet.nothing_fits),
            Some(..50) => note(|unmet| &mut unmet.unlikely),
            Some(_) => {}
        }
        if wish.outcome == Some(Outcome::Failure) {
            note(|unmet| &mut unmet.failed);
        }
    }
    let mut gaps: Vec<(Gap, Unmet)> = gaps.into_iter().collect();
    for (_, unmet) in &mut gaps {
        for list in [&mut unmet.nothing_fits, &mut unmet.unlikely, &mut unmet.failed] {
            list.sort_unstable();
            list.dedup();
        }
    }
    gaps.sort_by_key(|(gap, unmet)| (std::cmp::Reverse(unmet.answers()), *gap));
    gaps
}
