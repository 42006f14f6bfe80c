//! Predicates over long lists: what does not depend on the item is computed once.
//!
//! `item[country = /data/country]` over 500 items reads the answer once, not 500 times.

use super::compare::compare;
use super::eval::{EvalError, Focus, World};
use super::syntax::{Expr, Operator, Start};
use super::{NodeRef, Value};

/// From how many nodes on a predicate is worth preparing.
pub(super) const LONG: usize = 8;

/// Functions whose result depends on the item, on chance, or on what was answered before.
const UNSTEADY: [&str; 12] = [
    "position",
    "last",
    "once",
    "random",
    "uuid",
    "randomize",
    "name",
    "local-name",
    "namespace-uri",
    "lang",
    "id",
    "indexed-repeat",
];

/// A predicate whose steady parts are already values.
pub(super) enum Filter<'e> {
    /// A comparison with a steady side; the other side is computed for each item.
    Compare { side: &'e Expr, operator: Operator, value: Value, is_left: bool },
    /// Every one of them holds.
    All(Vec<Filter<'e>>),
    /// Anything else that gives a truth, not a position.
    Truth(&'e Expr),
}

impl World<'_> {
    /// Prepares a predicate; none when it may be a position, which only plain evaluation understands.
    pub(super) fn prepare<'e>(&self, predicate: &'e Expr, focus: Focus) -> Option<Filter<'e>> {
        let Expr::Chain(first, rest) = predicate else { return None };
        let (operator, _) = rest.first()?;
        match operator {
            Operator::And => {
                let parts = std::iter::once(&**first).chain(rest.iter().map(|(_, expr)| expr));
                let parts = parts.map(|part| self.prepare(part, focus).unwrap_or(Filter::Truth(part)));
                Some(Filter::All(parts.collect()))
            }
            Operator::Or => Some(Filter::Truth(predicate)),
            _ if operator.rank() == 3 || operator.rank() == 4 => {
                let compared = match rest.as_slice() {
                    [(_, second)] => self.prepare_comparison(first, *operator, second, focus),
                    _ => None,
                };
                Some(compared.unwrap_or(Filter::Truth(predicate)))
            }
            _ => None,
        }
    }

    /// None when no side is steady, or when the steady one cannot be evaluated: its turn may never come.
    fn prepare_comparison<'e>(
        &self,
        first: &'e Expr,
        operator: Operator,
        second: &'e Expr,
        focus: Focus,
    ) -> Option<Filter<'e>> {
        let (side, steady, is_left) = if is_steady(second) {
            (first, second, true)
        } else if is_steady(first) {
            (second, first, false)
        } else {
            return None;
        };
        let value = self.eval(steady, focus).ok()?;
        Some(Filter::Compare { side, operator, value, is_left })
    }

    /// Whether an item passes.
    pub(super) fn passes_filter(&self, filter: &Filter<'_>, focus: Focus) -> Result<bool, EvalError> {
        match filter {
            Filter::Truth(expr) => Ok(self.eval(expr, focus)?.boolean()),
            Filter::All(filters) => {
                for filter in filters {
                    if !self.passes_filter(filter, focus)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Filter::Compare { side, operator, value, is_left } => {
                let own = match (self.only_child(side, focus.node), side) {
                    (Some(node), _) => Value::Nodes(vec![node]),
                    (None, side) => self.eval(side, focus)?,
                };
                let (left, right) = if *is_left { (&own, value) } else { (value, &own) };
                Ok(compare(*operator, left, right, self))
            }
        }
    }

    /// The node of a plain column of an item, without the work of a whole path.
    fn only_child(&self, expr: &Expr, item: NodeRef) -> Option<NodeRef> {
        let Expr::Path(path) = expr else { return None };
        let ([step], Start::Here) = (path.steps.as_slice(), &path.start) else { return None };
        let local = step.plain_child()?;
        let tree = self.tree(item);
        let mut named = tree.elements(item.id).filter(|id| *tree.name(*id).local == *local);
        let (first, second) = (named.next()?, named.next());
        (second.is_none() && item.instance != 0).then_some(NodeRef { instance: item.instance, id: first })
    }
}

/// Whether an expression has the same value for every item.
fn is_steady(expr: &Expr) -> bool {
    match expr {
        Expr::Number(_) | Expr::Text(_) => true,
        Expr::Negative(expr) => is_steady(expr),
        Expr::Chain(first, rest) => is_steady(first) && rest.iter().all(|(_, expr)| is_steady(expr)),
        Expr::Call(name, arguments) => {
            let is_about_here = arguments.is_empty()
                && !matches!(name.as_str(), "true" | "false" | "now" | "today" | "pi" | "current");
            !is_about_here && !UNSTEADY.contains(&name.as_str()) && arguments.iter().all(is_steady)
        }
        Expr::Path(path) => match &path.start {
            Start::Here => false,
            Start::Root => true,
            Start::Expr(expr, _) => is_steady(expr),
        },
    }
}
