//! Catalogues, experiences and askers drawn from a seed: the same seed gives the same ones everywhere.

use socle_domain::advisor::{
    Answers, Candidate, Condition, Context, EvidenceLevel, NeedSet, Outcome, Stated, TOP_OFFLINE,
    TOP_SENSITIVITY, Told,
};

/// Whole numbers in a long, fixed row (SplitMix64).
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(end)).expect("below a u32")
    }

    fn place(&mut self, top: u8) -> u8 {
        u8::try_from(self.below(u32::from(top) + 1)).expect("a short scale")
    }

    fn known(&mut self, percent: u32, top: u8) -> Option<u8> {
        let is_known = self.below(100) < percent;
        is_known.then(|| self.place(top))
    }

    fn stated(&mut self, top: u8) -> Option<Stated> {
        let value = self.known(70, top)?;
        let level = EvidenceLevel::ALL[usize::from(self.place(4))];
        Some(Stated { value, level, is_expired: self.below(6) == 0 })
    }

    pub(crate) fn candidate(&mut self, id: u32) -> Candidate {
        let needs = (0..=self.below(3)).fold(NeedSet::default(), |needs, _| needs.with(self.place(15)));
        Candidate {
            id,
            needs,
            conditions: Condition::ALL.map(|condition| self.stated(condition.top())),
            offline: self.stated(TOP_OFFLINE),
            sensitivity: self.stated(TOP_SENSITIVITY),
            has_guide: self.below(8) == 0,
        }
    }

    pub(crate) fn context(&mut self) -> Context {
        Context {
            conditions: Condition::ALL.map(|condition| self.known(88, condition.top())),
            reach: self.known(88, 3),
            sensitivity: self.known(88, TOP_SENSITIVITY),
        }
    }

    /// Mostly of the first tools, mostly good, and mostly for what the tool is said to be for.
    pub(crate) fn told(&mut self, candidates: &[Candidate]) -> Told {
        let end = 1 + self.below(u32::try_from(candidates.len()).expect("few"));
        let tool = &candidates[self.below(end) as usize];
        let needs: Vec<u8> = tool.needs.iter().collect();
        let need =
            if self.below(10) == 0 { self.place(15) } else { needs[self.below(50) as usize % needs.len()] };
        let outcome = if self.below(10) < 7 { Outcome::Good } else { Outcome::Failure };
        Told { tool: tool.id, need, context: self.context(), outcome }
    }

    pub(crate) fn answers(&mut self) -> Answers {
        Answers {
            need: self.place(15),
            context: self.context(),
            essential: Condition::ALL.map(|_| self.below(6) == 0),
        }
    }

    pub(crate) fn world(&mut self, tools: u32, returns: usize) -> (Vec<Candidate>, Vec<Told>) {
        let candidates: Vec<Candidate> = (1..=tools).map(|id| self.candidate(id)).collect();
        let told = (0..returns).map(|_| self.told(&candidates)).collect();
        (candidates, told)
    }
}
