//! Comparisons and arithmetic (XPath 1.0, sections 3.4 and 3.5).

use std::borrow::Cow;

use super::value::text_number;
use super::{Operator, Value, World};

/// Numbers closer than this are equal, as in JavaRosa: `6.1 - 7.8 = -1.7` is true.
const CLOSE: f64 = 1e-12;

/// Applies a comparison; with nodes, whether some node satisfies it.
pub(super) fn compare(operator: Operator, left: &Value, right: &Value, world: &World<'_>) -> bool {
    let (left, right) = (empty_as_text(left, world), empty_as_text(right, world));
    let (left, right) = (left.as_ref(), right.as_ref());
    match (left, right) {
        (Value::Nodes(_), Value::Boolean(_)) | (Value::Boolean(_), Value::Nodes(_))
            if matches!(operator, Operator::Equal | Operator::NotEqual) =>
        {
            compare_atoms(operator, &Value::Boolean(left.boolean()), &Value::Boolean(right.boolean()), world)
        }
        (Value::Nodes(nodes), Value::Nodes(others)) => nodes.iter().any(|node| {
            let node = world.node_text(*node);
            others.iter().any(|other| compare_texts(operator, &node, &world.node_text(*other), world))
        }),
        (Value::Nodes(nodes), other) => {
            nodes.iter().any(|node| compare_node(operator, &world.node_text(*node), other, false, world))
        }
        (other, Value::Nodes(nodes)) => {
            nodes.iter().any(|node| compare_node(operator, &world.node_text(*node), other, true, world))
        }
        _ => compare_atoms(operator, left, right, world),
    }
}

/// In a questionnaire, a question that the rules hide compares as one without answer, as in JavaRosa.
fn empty_as_text<'a>(value: &'a Value, world: &World<'_>) -> Cow<'a, Value> {
    match value {
        Value::Nodes(nodes) if nodes.is_empty() && world.is_form => Cow::Owned(Value::Text(String::new())),
        value => Cow::Borrowed(value),
    }
}

fn compare_node(operator: Operator, node: &str, other: &Value, is_swapped: bool, world: &World<'_>) -> bool {
    match other {
        Value::Text(other) if is_swapped => compare_texts(operator, other, node, world),
        Value::Text(other) => compare_texts(operator, node, other, world),
        _ if is_swapped => compare_numbers(operator, other.number(world), text_number(node, world)),
        _ => compare_numbers(operator, text_number(node, world), other.number(world)),
    }
}

fn compare_texts(operator: Operator, left: &str, right: &str, world: &World<'_>) -> bool {
    match operator {
        Operator::Equal => left == right,
        Operator::NotEqual => left != right,
        _ => compare_numbers(operator, text_number(left, world), text_number(right, world)),
    }
}

fn compare_atoms(operator: Operator, left: &Value, right: &Value, world: &World<'_>) -> bool {
    let is_equality = matches!(operator, Operator::Equal | Operator::NotEqual);
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => compare_texts(operator, left, right, world),
        (Value::Boolean(_), _) | (_, Value::Boolean(_)) if is_equality => {
            (left.boolean() == right.boolean()) == (operator == Operator::Equal)
        }
        _ => compare_numbers(operator, left.number(world), right.number(world)),
    }
}

fn compare_numbers(operator: Operator, left: f64, right: f64) -> bool {
    #[expect(clippy::float_cmp, reason = "infinities are equal to themselves only")]
    let is_equal = left == right || (left - right).abs() < CLOSE;
    match operator {
        Operator::Equal => is_equal,
        Operator::NotEqual => !is_equal,
        Operator::Less => left < right && !is_equal,
        Operator::LessOrEqual => left <= right || is_equal,
        Operator::Greater => left > right && !is_equal,
        Operator::GreaterOrEqual => left >= right || is_equal,
        _ => false,
    }
}

/// Applies `+ - * div mod`.
pub(super) fn calculate(operator: Operator, left: f64, right: f64) -> f64 {
    match operator {
        Operator::Plus => left + right,
        Operator::Minus => left - right,
        Operator::Times => left * right,
        Operator::Divide => left / right,
        _ => left % right,
    }
}
