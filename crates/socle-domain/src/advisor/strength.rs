//! How strong a tool is, by itself and for each need: the mode of a strictly concave function, found by Newton's method.

use super::linear::chance;

/// The outcomes of one tool: for each, the place of its need, what its conditions cost it, and whether it is good.
pub(super) type Outcomes = [(usize, f64, bool)];

const NEEDS: usize = 16;

/// The law that strengths are drawn from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) mean: f64,
    pub(super) between_tools: f64,
    pub(super) between_needs: f64,
}

/// A tool's strength and what is unsure about it, in log-odds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strength {
    pub(super) of_tool: f64,
    pub(super) of_need: [f64; NEEDS],
    /// The variance of the tool's own strength.
    pub(super) tool_variance: f64,
    /// The variance of the strength for a need alone.
    pub(super) need_variance: [f64; NEEDS],
    /// The variance of both together.
    pub(super) variance: [f64; NEEDS],
}

impl Strength {
    /// Of a tool nobody tells about.
    pub(super) fn unknown(spread: &Spread) -> Self {
        Self {
            of_tool: spread.mean,
            of_need: [0.0; NEEDS],
            tool_variance: spread.between_tools,
            need_variance: [spread.between_needs; NEEDS],
            variance: [spread.between_tools + spread.between_needs; NEEDS],
        }
    }

    /// Climbs from here until nothing moves, or for so many steps.
    pub(super) fn settle(mut self, spread: &Spread, outcomes: &Outcomes, steps: usize) -> Self {
        for _ in 0..steps {
            let slopes = Slopes::of(&self, spread, outcomes);
            let moved = self.step(&slopes);
            if moved < 1e-11 {
                break;
            }
        }
        self.measure(&Slopes::of(&self, spread, outcomes));
        self
    }

    /// The strength for a need.
    pub(super) fn at(&self, need: usize) -> f64 {
        self.of_tool + self.of_need[need]
    }

    /// One step; answers how far it went. The matrix of second slopes is an arrow, so it is solved without a matrix.
    fn step(&mut self, slopes: &Slopes) -> f64 {
        let mut right = slopes.tool;
        for need in 0..NEEDS {
            right -= slopes.bend[need] / slopes.need_bend[need] * slopes.need[need];
        }
        let tool = (right / slopes.own_bend()).clamp(-1.0, 1.0);
        let mut moved = tool.abs();
        self.of_tool += tool;
        for need in 0..NEEDS {
            let by = (slopes.need[need] - slopes.bend[need] * tool) / slopes.need_bend[need];
            self.of_need[need] += by.clamp(-1.0, 1.0);
            moved = moved.max(by.abs());
        }
        moved
    }

    fn measure(&mut self, slopes: &Slopes) {
        self.tool_variance = 1.0 / slopes.own_bend();
        for need in 0..NEEDS {
            let share = slopes.bend[need] / slopes.need_bend[need];
            self.need_variance[need] = 1.0 / slopes.need_bend[need] + share * share * self.tool_variance;
            self.variance[need] =
                1.0 / slopes.need_bend[need] + (1.0 - share) * (1.0 - share) * self.tool_variance;
        }
    }
}

/// First and second slopes of the function.
struct Slopes {
    tool: f64,
    tool_bend: f64,
    need: [f64; NEEDS],
    /// What outcomes add.
    bend: [f64; NEEDS],
    /// That, and what the law of strengths adds.
    need_bend: [f64; NEEDS],
}

impl Slopes {
    fn of(strength: &Strength, spread: &Spread, outcomes: &Outcomes) -> Self {
        let mut slopes = Self {
            tool: (spread.mean - strength.of_tool) / spread.between_tools,
            tool_bend: 1.0 / spread.between_tools,
            need: strength.of_need.map(|of_need| -of_need / spread.between_needs),
            bend: [0.0; NEEDS],
            need_bend: [1.0 / spread.between_needs; NEEDS],
        };
        for &(need, cost, is_good) in outcomes {
            let expected = chance(strength.at(need) - cost);
            let missed = f64::from(u8::from(is_good)) - expected;
            let bend = expected * (1.0 - expected);
            slopes.tool += missed;
            slopes.need[need] += missed;
            slopes.tool_bend += bend;
            slopes.bend[need] += bend;
            slopes.need_bend[need] += bend;
        }
        slopes
    }

    /// The second slope along the tool's strength once needs have followed.
    fn own_bend(&self) -> f64 {
        let followed: f64 =
            self.bend.iter().zip(self.need_bend).map(|(bend, whole)| bend * bend / whole).sum();
        self.tool_bend - followed
    }
}
