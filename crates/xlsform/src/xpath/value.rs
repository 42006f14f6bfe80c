//! What expressions give, and how one kind of value becomes another (XPath 1.0, section 4; ODK for dates).

use super::{Moment, NodeId, World};

/// A node of one of the trees of a [`World`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeRef {
    /// 0 is the main tree; n + 1 is the n-th secondary instance.
    pub instance: u32,
    /// Its index in that tree.
    pub id: NodeId,
}

impl NodeRef {
    /// A node of the main tree.
    pub fn main(id: NodeId) -> Self {
        Self { instance: 0, id }
    }
}

/// The result of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// True or false.
    Boolean(bool),
    /// A number; NaN when there is none.
    Number(f64),
    /// Days since 1970-01-01 that `number()` made of a written date: with their fraction as a number, whole as a text
    /// (Enketo, ODK Web Forms).
    Days(f64),
    /// Words.
    Text(String),
    /// A date, or a date and a time.
    Moment(Moment),
    /// Nodes in document order (or shuffled, by `randomize()`).
    Nodes(Vec<NodeRef>),
}

impl Value {
    /// As `boolean()`: false for false, 0, NaN, the empty text, no node.
    pub fn boolean(&self) -> bool {
        match self {
            Self::Boolean(value) => *value,
            Self::Number(number) | Self::Days(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Moment(_) => true,
            Self::Nodes(nodes) => !nodes.is_empty(),
        }
    }

    /// As `number()`: text that is a date becomes days since 1970-01-01, other text that is no number NaN.
    pub fn number(&self, world: &World<'_>) -> f64 {
        match self {
            Self::Boolean(value) => f64::from(u8::from(*value)),
            Self::Number(number) | Self::Days(number) => *number,
            Self::Text(text) => text_number(text, world),
            Self::Moment(moment) => world.days(*moment),
            Self::Nodes(nodes) => {
                nodes.first().map_or(f64::NAN, |node| text_number(&world.node_text(*node), world))
            }
        }
    }

    /// As `string()`: of several nodes, the first.
    pub fn text(&self, world: &World<'_>) -> String {
        match self {
            Self::Boolean(value) => value.to_string(),
            Self::Number(number) => format_number(*number),
            Self::Days(days) => format_number(days.floor()),
            Self::Text(text) => text.clone(),
            Self::Moment(moment) => moment.text(world.environment),
            Self::Nodes(nodes) => nodes.first().map_or_else(String::new, |node| world.shown_text(*node)),
        }
    }

    /// The text, without a copy when there is already one.
    pub fn into_text(self, world: &World<'_>) -> String {
        match self {
            Self::Text(text) => text,
            other => other.text(world),
        }
    }

    /// The date, of a date, of a text that is one, of a number of days.
    pub fn moment(&self, world: &World<'_>) -> Option<Moment> {
        match self {
            Self::Moment(moment) => Some(*moment),
            Self::Boolean(_) => None,
            Self::Number(days) | Self::Days(days) => world.moment_of(*days),
            Self::Text(_) | Self::Nodes(_) => {
                let text = match self {
                    Self::Nodes(nodes) => nodes.first().map_or("".into(), |node| world.node_text(*node)),
                    _ => self.text(world).into(),
                };
                Moment::parse(&text, world.environment)
                    .or_else(|| parse_number(&text).and_then(|days| world.moment_of(days)))
            }
        }
    }
}

/// The number a text stands for: a number, or the days of a date.
pub(super) fn text_number(text: &str, world: &World<'_>) -> f64 {
    parse_number(text).unwrap_or_else(|| {
        let is_dated = text.trim_start().as_bytes().get(4) == Some(&b'-');
        let moment = if is_dated { Moment::parse(text, world.environment) } else { None };
        moment.map_or(f64::NAN, |moment| world.days(moment))
    })
}

/// Reads a number of XPath: digits, one point, a minus before; no exponent, no plus.
pub(crate) fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let has_digit = unsigned.bytes().any(|b| b.is_ascii_digit());
    let is_number = has_digit && unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if is_number { text.parse().ok() } else { None }
}

/// Writes a number of XPath: no exponent, no decimal point when whole, `Infinity`, `NaN`.
pub(crate) fn format_number(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() }
    } else if number == 0.0 {
        "0".to_owned()
    } else {
        number.to_string()
    }
}
