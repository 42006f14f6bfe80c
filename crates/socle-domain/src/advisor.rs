//! Advice on which tool to take, drawn from facts and from what became of the tools that others took.
//!
//! The heart is a pure function, [`advise`], of a [`Table`] and of [`Answers`]. The table is compiled beforehand, by
//! [`Prior::estimate`] and [`Table::compile`], from what is known of tools ([`Candidate`]) and from what experiences
//! tell ([`Told`]). It holds whole numbers only, so that a browser evaluates the same table to the same numbers.
//!
//! # The formula
//!
//! For a tool *t*, a need *n* and the conditions *c* of the asker, the log-odds of « still used after six months, or to
//! the project's end » against « stopped or replaced because of the tool » are
//!
//! ```text
//! η(t, n, c) = b(t) + d(t, n) − Σ w(k) · g(t, k, c)          b ~ Normal(μ, τ²)   d ~ Normal(0, υ²)
//! ```
//!
//! - `g(t, k, c)` is how many steps the asker is short of what the tool asks for on scale *k*, in the mean over what is
//!   believed of the tool: what is stated counts by its evidence level and date, and what is unknown is spread as in
//!   the rest of the catalogue. An offline tool does not miss the network of who passes by a connected place.
//! - `w(k) ≥ 0` is what a missing step costs. It is learned from all experiences, and drawn towards 1.
//! - `b(t)` and `d(t, n)` are a tool's own strength, and its strength for a need. They are drawn towards the mean of
//!   the catalogue, the more so the fewer outcomes there are (partial pooling): a tool with one success does not pass
//!   before one with nineteen out of twenty.
//! - What the returns of a tool tell about its stated conditions (it stops where the network is weak, though it is said
//!   to need none) is a likelihood over each scale. It is estimated with the prior, and is part of it.
//!
//! The variances τ², υ², the mean μ and the costs `w` are those under which the outcomes at hand are likeliest, with weak
//! starting points (empirical Bayes by expectation and maximization). The strengths are then the mode of a strictly
//! concave function. For data about people (2 and above) the chance is multiplied by that of the tool's being as safe
//! as stated.
//!
//! Sources: A. Gelman, J. Hill, *Data Analysis Using Regression and Multilevel/Hierarchical Models* (Cambridge, 2007),
//! chapters 12 to 14, for partial pooling in logistic models; G. Casella, « An Introduction to Empirical Bayes Data
//! Analysis », *The American Statistician* 39 (1985); R. L. Prentice, R. Pyke, « Logistic disease incidence models and
//! case-control studies », *Biometrika* 66 (1979), for the bias of who cares to tell: when failures are told less often
//! than successes, all log-odds are shifted by one constant, which changes no order.
//!
//! # Laws, at a fixed prior
//!
//! - Better conditions of the asker never lower a tool. Better facts at the same level of evidence never lower one that
//!   nobody has told of; a success in conditions that seemed too hard for a tool says less of it once it asks for less.
//! - One more good outcome never lowers its tool for anyone. `b` and `d` form a tree; the inverse of their covariance,
//!   with what the outcomes add on its diagonal, is an M-matrix, so all its responses are positive.
//! - A tool that does not serve the need changes nothing.
//! - The order in which tools, experiences and answers are given changes nothing.

mod advice;
mod context;
mod linear;
pub(crate) mod outcome;
mod prior;
mod strength;
mod table;
mod unmet;
mod wire;

pub use advice::{
    Advice, Answers, Change, Confidence, Criterion, Notice, Reason, Recommended, Remedy, SetAside, Verdict,
    advise,
};
pub use context::{
    Candidate, Condition, Context, EvidenceLevel, NeedSet, Outcome, Stated, TOP_OFFLINE, TOP_SENSITIVITY,
    Told,
};
pub use outcome::outcome;
pub use prior::Prior;
pub use table::Table;
pub use unmet::{Answer, Gap, Situation, Unmet, Wish, unmet};
pub use wire::InvalidTable;
