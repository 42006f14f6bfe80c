//! The logic of a questionnaire as JSON, for the browser.
//!
//! An expression is a number, a text, or a list: an operator or a function, then its arguments. A path is
//! `["/", start, …steps]`: start 0 is the root, 1 the present node, else an expression; a step is a name, `*`,
//! `.`, `..`, or a list of one of those and its predicates. What the browser's evaluator (`js/logic.js`) does
//! not know is not exported but marked, so that the server is asked.

#![deny(missing_docs)]

mod export;

use std::ops::RangeInclusive;

use serde_json::{Value as Json, json};

use crate::xpath::{Axis, Expr, Operator, Path, Start, Step, Test};

/// The functions that the browser's evaluator knows; a test compares the list with its source.
pub const BROWSER_FUNCTIONS: [&str; 52] = [
    "abs",
    "area",
    "boolean",
    "boolean-from-string",
    "ceiling",
    "coalesce",
    "concat",
    "contains",
    "count",
    "count-non-empty",
    "count-selected",
    "current",
    "date",
    "date-time",
    "decimal-date-time",
    "decimal-time",
    "distance",
    "ends-with",
    "false",
    "floor",
    "format-date",
    "format-date-time",
    "if",
    "instance",
    "int",
    "join",
    "last",
    "max",
    "min",
    "normalize-space",
    "not",
    "now",
    "number",
    "once",
    "position",
    "pow",
    "pulldata",
    "regex",
    "round",
    "selected",
    "selected-at",
    "starts-with",
    "string",
    "string-length",
    "substr",
    "substring-after",
    "substring-before",
    "sum",
    "today",
    "true",
    "enclosed-area",
    "is-selected",
];

/// An expression for the browser; none when only the server can evaluate it.
pub fn to_json(expr: &Expr) -> Option<Json> {
    match expr {
        Expr::Number(number) => number_to_json(*number),
        Expr::Text(text) => Some(json!(text)),
        Expr::Negative(expr) => Some(json!(["neg", to_json(expr)?])),
        Expr::Chain(first, rest) => chain(first, rest),
        Expr::Call(name, arguments) => {
            let is_known =
                BROWSER_FUNCTIONS.contains(&name.as_str()) && takes(name).contains(&arguments.len());
            if !is_known || is_untidy(name, arguments) {
                return None;
            }
            let mut list = vec![json!(name)];
            for argument in arguments {
                list.push(to_json(argument)?);
            }
            Some(Json::Array(list))
        }
        Expr::Path(path) => path_to_json(path),
    }
}

/// How many arguments a function of the browser takes. With another number, the server says what is wrong.
fn takes(name: &str) -> RangeInclusive<usize> {
    match name {
        "true" | "false" | "now" | "today" | "last" | "current" => 0..=0,
        "string" | "string-length" | "normalize-space" | "number" | "position" => 0..=1,
        "round" | "distance" => 1..=2,
        "concat" => 0..=usize::MAX,
        "coalesce" | "join" | "max" | "min" => 1..=usize::MAX,
        "contains" | "starts-with" | "ends-with" | "substring-before" | "substring-after" | "regex"
        | "selected" | "is-selected" | "selected-at" | "pow" | "format-date" | "format-date-time" => 2..=2,
        "substr" => 2..=3,
        "if" => 3..=3,
        "pulldata" => 4..=4,
        _ => 1..=1,
    }
}

/// Whole numbers without a decimal point: they are most of them.
fn number_to_json(number: f64) -> Option<Json> {
    #[expect(clippy::cast_possible_truncation, reason = "only taken when nothing is lost")]
    let whole = number as i32;
    if (f64::from(whole) - number).abs() > 0.0 {
        return serde_json::Number::from_f64(number).map(Json::Number);
    }
    Some(json!(whole))
}

/// Regular expressions are exported only when they are written out and mean the same on both sides.
fn is_untidy(name: &str, arguments: &[Expr]) -> bool {
    name == "regex"
        && !matches!(arguments, [_, Expr::Text(pattern)] if !pattern.contains("(?") && !pattern.contains("\\p"))
}

/// A chain of one operator `and` or `or` stays flat; other operators nest to the left.
fn chain(first: &Expr, rest: &[(Operator, Expr)]) -> Option<Json> {
    let mut left = to_json(first)?;
    let mut previous = None;
    for (operator, expr) in rest {
        let right = to_json(expr)?;
        match (operator, &mut left) {
            (Operator::Union, _) => return None,
            (Operator::And | Operator::Or, Json::Array(list)) if previous == Some(*operator) => {
                list.push(right);
            }
            _ => left = json!([operator.symbol(), left, right]),
        }
        previous = Some(*operator);
    }
    Some(left)
}

fn path_to_json(path: &Path) -> Option<Json> {
    let start = match &path.start {
        Start::Root => json!(0),
        Start::Here => json!(1),
        Start::Expr(expr, predicates) => {
            if !predicates.is_empty() {
                return None;
            }
            to_json(expr)?
        }
    };
    let mut list = vec![json!("/"), start];
    for step in &path.steps {
        list.push(step_to_json(step)?);
    }
    Some(Json::Array(list))
}

fn step_to_json(step: &Step) -> Option<Json> {
    let name = match (&step.test, step.axis) {
        (Test::Name { prefix, local }, Axis::Child) if prefix.is_empty() => local.as_str(),
        (Test::Any { prefix }, Axis::Child) if prefix.is_empty() => "*",
        (Test::Node, Axis::Itself) => ".",
        (Test::Node, Axis::Parent) => "..",
        _ => return None,
    };
    if step.predicates.is_empty() {
        return Some(json!(name));
    }
    let mut list = vec![json!(name)];
    for predicate in &step.predicates {
        list.push(to_json(predicate)?);
    }
    Some(Json::Array(list))
}
