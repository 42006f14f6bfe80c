//! The shape of an expression once read, and its printing.
//!
//! Printing then reading gives the same shape back: the logic export and the tests rely on it.

use std::fmt::{self, Display};

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A number literal.
    Number(f64),
    /// A quoted text.
    Text(String),
    /// Operators of one rank applied from left to right: `a + b - c`.
    Chain(Box<Expr>, Vec<(Operator, Expr)>),
    /// `-a`.
    Negative(Box<Expr>),
    /// A function with its arguments.
    Call(String, Vec<Expr>),
    /// A path to nodes.
    Path(Path),
}

/// An operator between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `div`
    Divide,
    /// `mod`
    Modulo,
    /// `|`
    Union,
}

impl Operator {
    /// How tightly it binds: 1 (`or`) to 8 (`|`). Negation stands at 7.
    pub fn rank(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual => 3,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
            Self::Plus | Self::Minus => 5,
            Self::Times | Self::Divide | Self::Modulo => 6,
            Self::Union => 8,
        }
    }

    /// As it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Divide => "div",
            Self::Modulo => "mod",
            Self::Union => "|",
        }
    }
}

/// The rank of a negation among the operators.
pub(crate) const NEGATIVE_RANK: u8 = 7;

/// A path: where it starts, then its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Where it starts.
    pub start: Start,
    /// The steps from there.
    pub steps: Vec<Step>,
}

/// Where a path starts.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// `/`: the root of the instance.
    Root,
    /// The node the expression is evaluated on.
    Here,
    /// The nodes that an expression gives, filtered: `instance('x')[1]/root`.
    Expr(Box<Expr>, Vec<Expr>),
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Where to look from each node.
    pub axis: Axis,
    /// Which nodes to keep there.
    pub test: Test,
    /// What they must satisfy, in order.
    pub predicates: Vec<Expr>,
}

/// The direction of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// `ancestor::`
    Ancestor,
    /// `ancestor-or-self::`
    AncestorOrSelf,
    /// `@` or `attribute::`
    Attribute,
    /// nothing, or `child::`
    Child,
    /// `descendant::`
    Descendant,
    /// `descendant-or-self::`
    DescendantOrSelf,
    /// `following::`
    Following,
    /// `following-sibling::`
    FollowingSibling,
    /// `namespace::`
    Namespace,
    /// `parent::`
    Parent,
    /// `preceding::`
    Preceding,
    /// `preceding-sibling::`
    PrecedingSibling,
    /// `self::`
    Itself,
}

impl Axis {
    pub(crate) const ALL: [(&'static str, Self); 13] = [
        ("ancestor", Self::Ancestor),
        ("ancestor-or-self", Self::AncestorOrSelf),
        ("attribute", Self::Attribute),
        ("child", Self::Child),
        ("descendant", Self::Descendant),
        ("descendant-or-self", Self::DescendantOrSelf),
        ("following", Self::Following),
        ("following-sibling", Self::FollowingSibling),
        ("namespace", Self::Namespace),
        ("parent", Self::Parent),
        ("preceding", Self::Preceding),
        ("preceding-sibling", Self::PrecedingSibling),
        ("self", Self::Itself),
    ];

    /// As it is written before `::`.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, axis)| *axis == self).map_or("child", |(word, _)| word)
    }
}

/// Which nodes of the axis a step keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// `name` or `prefix:name`.
    Name {
        /// Empty when none is written.
        prefix: String,
        /// The name itself.
        local: String,
    },
    /// `*` or `prefix:*`.
    Any {
        /// Empty when none is written.
        prefix: String,
    },
    /// `node()`.
    Node,
    /// `text()`.
    Text,
    /// `comment()`.
    Comment,
    /// `processing-instruction()`, with a target or not.
    Instruction(Option<String>),
}

impl Step {
    /// A step to children of that name.
    pub fn child(local: &str) -> Self {
        Self {
            axis: Axis::Child,
            test: Test::Name { prefix: String::new(), local: local.to_owned() },
            predicates: Vec::new(),
        }
    }

    /// Whether this is the `//` between two steps.
    fn is_descent(&self) -> bool {
        self.axis == Axis::DescendantOrSelf && self.test == Test::Node && self.predicates.is_empty()
    }

    /// The name of a plain step to children, without prefix or predicates.
    pub fn plain_child(&self) -> Option<&str> {
        match &self.test {
            Test::Name { local, .. } if self.axis == Axis::Child && self.predicates.is_empty() => Some(local),
            _ => None,
        }
    }

    /// Whether this is `..`.
    pub fn is_parent(&self) -> bool {
        self.axis == Axis::Parent && self.test == Test::Node && self.predicates.is_empty()
    }

    /// Whether this is `.`.
    pub fn is_self(&self) -> bool {
        self.axis == Axis::Itself && self.test == Test::Node && self.predicates.is_empty()
    }
}

impl Expr {
    fn rank(&self) -> u8 {
        match self {
            Self::Chain(_, rest) => rest.first().map_or(9, |(operator, _)| operator.rank()),
            Self::Negative(_) => NEGATIVE_RANK,
            _ => 9,
        }
    }

    /// Calls `see` on this expression and on every expression inside it.
    pub fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Expr)) {
        see(self);
        match self {
            Self::Number(_) | Self::Text(_) => {}
            Self::Chain(first, rest) => {
                first.visit(see);
                for (_, expr) in rest {
                    expr.visit(see);
                }
            }
            Self::Negative(expr) => expr.visit(see),
            Self::Call(_, arguments) => {
                for expr in arguments {
                    expr.visit(see);
                }
            }
            Self::Path(path) => {
                if let Start::Expr(expr, predicates) = &path.start {
                    expr.visit(see);
                    for expr in predicates {
                        expr.visit(see);
                    }
                }
                for expr in path.steps.iter().flat_map(|step| &step.predicates) {
                    expr.visit(see);
                }
            }
        }
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write_text(f, text),
            Self::Chain(first, rest) => {
                let rank = self.rank();
                write_operand(f, first, rank)?;
                for (operator, expr) in rest {
                    write!(f, " {} ", operator.symbol())?;
                    write_operand(f, expr, rank + 1)?;
                }
                Ok(())
            }
            Self::Negative(expr) => {
                f.write_str("-")?;
                write_operand(f, expr, NEGATIVE_RANK)
            }
            Self::Call(name, arguments) => {
                write!(f, "{name}(")?;
                write_separated(f, arguments)?;
                f.write_str(")")
            }
            Self::Path(path) => path.fmt(f),
        }
    }
}

/// Writes an operand in parentheses when it binds less than its place asks.
/// A chain on the left of a chain of the same rank was parenthesized, and stays so.
fn write_operand(f: &mut fmt::Formatter<'_>, expr: &Expr, rank: u8) -> fmt::Result {
    let is_chain = matches!(expr, Expr::Chain(..));
    if expr.rank() < rank || (is_chain && expr.rank() == rank) { write!(f, "({expr})") } else { expr.fmt(f) }
}

/// Quotes a text. XPath has no escape: a text with both quotes is written as a concatenation.
fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    if !text.contains('\'') {
        return write!(f, "'{text}'");
    }
    if !text.contains('"') {
        return write!(f, "\"{text}\"");
    }
    f.write_str("concat(")?;
    for (index, piece) in text.split('\'').enumerate() {
        if index > 0 {
            f.write_str(", \"'\", ")?;
        }
        write!(f, "'{piece}'")?;
    }
    f.write_str(")")
}

fn write_separated(f: &mut fmt::Formatter<'_>, list: &[Expr]) -> fmt::Result {
    for (index, expr) in list.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        expr.fmt(f)?;
    }
    Ok(())
}

fn write_predicates(f: &mut fmt::Formatter<'_>, predicates: &[Expr]) -> fmt::Result {
    predicates.iter().try_for_each(|predicate| write!(f, "[{predicate}]"))
}

impl Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        match &self.start {
            Start::Root => {
                if self.steps.is_empty() {
                    return f.write_str("/");
                }
                separator = "/";
            }
            Start::Here => {}
            Start::Expr(expr, predicates) => {
                if matches!(**expr, Expr::Call(..) | Expr::Text(_)) {
                    expr.fmt(f)?;
                } else {
                    write!(f, "({expr})")?;
                }
                write_predicates(f, predicates)?;
                separator = "/";
            }
        }
        let mut steps = self.steps.iter().peekable();
        while let Some(step) = steps.next() {
            if step.is_descent() && separator == "/" && steps.peek().is_some() {
                f.write_str("/")?;
                continue;
            }
            write!(f, "{separator}{step}")?;
            separator = "/";
        }
        Ok(())
    }
}

impl Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_parent() {
            return f.write_str("..");
        }
        if self.is_self() {
            return f.write_str(".");
        }
        match self.axis {
            Axis::Child => {}
            Axis::Attribute => f.write_str("@")?,
            axis => write!(f, "{}::", axis.word())?,
        }
        self.test.fmt(f)?;
        write_predicates(f, &self.predicates)
    }
}

impl Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { prefix, local } if prefix.is_empty() => f.write_str(local),
            Self::Name { prefix, local } => write!(f, "{prefix}:{local}"),
            Self::Any { prefix } if prefix.is_empty() => f.write_str("*"),
            Self::Any { prefix } => write!(f, "{prefix}:*"),
            Self::Node => f.write_str("node()"),
            Self::Text => f.write_str("text()"),
            Self::Comment => f.write_str("comment()"),
            Self::Instruction(None) => f.write_str("processing-instruction()"),
            Self::Instruction(Some(target)) => {
                f.write_str("processing-instruction(")?;
                write_text(f, target)?;
                f.write_str(")")
            }
        }
    }
}
