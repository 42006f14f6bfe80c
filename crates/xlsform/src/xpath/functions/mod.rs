//! The functions of XPath 1.0 and of ODK XForms, by family.
//!
//! A family answers `None` for a name it does not know, so the list of functions is the list of names
//! in the families and nothing else.

mod choices;
mod dates;
mod digests;
mod geo;
mod nodes;
mod numbers;
mod texts;

use super::eval::{EvalError, Focus, World};
use super::syntax::Expr;
use super::{NodeRef, Value};

type Answer = Result<Value, EvalError>;

/// A call being evaluated: its name, its arguments not evaluated yet, and where it stands.
#[derive(Clone, Copy)]
struct Call<'a> {
    world: &'a World<'a>,
    arguments: &'a [Expr],
    focus: Focus,
}

pub(super) fn call(world: &World<'_>, name: &str, arguments: &[Expr], focus: Focus) -> Answer {
    let call = Call { world, arguments, focus };
    [logic, texts::call, numbers::call, choices::call, dates::call, nodes::call, geo::call, digests::call]
        .iter()
        .find_map(|family| family(call, name))
        .unwrap_or_else(|| Err(EvalError::UnknownFunction(name.to_owned())))
}

impl Call<'_> {
    /// Refuses a call whose number of arguments is not in the range.
    fn takes(self, name: &'static str, range: std::ops::RangeInclusive<usize>) -> Result<Self, EvalError> {
        if range.contains(&self.arguments.len()) { Ok(self) } else { Err(EvalError::Arguments(name)) }
    }

    fn count(self) -> usize {
        self.arguments.len()
    }

    fn value(self, index: usize) -> Answer {
        self.world.eval(&self.arguments[index], self.focus)
    }

    fn text(self, index: usize) -> Result<String, EvalError> {
        Ok(self.value(index)?.into_text(self.world))
    }

    fn number(self, index: usize) -> Result<f64, EvalError> {
        Ok(self.value(index)?.number(self.world))
    }

    fn boolean(self, index: usize) -> Result<bool, EvalError> {
        Ok(self.value(index)?.boolean())
    }

    fn nodes(self, index: usize, name: &'static str) -> Result<Vec<NodeRef>, EvalError> {
        match self.value(index)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(EvalError::NotNodes(name)),
        }
    }

    /// The text of the argument, or of the present node when there is none.
    fn text_or_here(self) -> Result<String, EvalError> {
        if self.arguments.is_empty() {
            return Ok(self.world.node_text(self.focus.node).into_owned());
        }
        self.text(0)
    }

    /// The texts of the arguments from one on; of nodes, the text of each.
    fn texts_from(self, first: usize) -> Result<Vec<String>, EvalError> {
        let mut texts = Vec::new();
        for index in first..self.count() {
            match self.value(index)? {
                Value::Nodes(nodes) => {
                    texts.extend(nodes.into_iter().map(|node| self.world.shown_text(node)));
                }
                value => texts.push(value.into_text(self.world)),
            }
        }
        Ok(texts)
    }
}

/// Truth, conditions and counts of conditions.
fn logic(call: Call<'_>, name: &str) -> Option<Answer> {
    Some(match name {
        "true" => call.takes("true", 0..=0).map(|_| Value::Boolean(true)),
        "false" => call.takes("false", 0..=0).map(|_| Value::Boolean(false)),
        "not" => call.takes("not", 1..=1).and_then(|c| Ok(Value::Boolean(!c.boolean(0)?))),
        "boolean" => call.takes("boolean", 1..=1).and_then(|c| Ok(Value::Boolean(c.boolean(0)?))),
        "boolean-from-string" => call.takes("boolean-from-string", 1..=1).and_then(|c| {
            let text = c.text(0)?;
            Ok(Value::Boolean(text == "true" || text == "1"))
        }),
        "if" => call.takes("if", 3..=3).and_then(|c| c.value(if c.boolean(0)? { 1 } else { 2 })),
        "coalesce" => call.takes("coalesce", 1..=usize::MAX).and_then(coalesce),
        "checklist" => call.takes("checklist", 3..=usize::MAX).and_then(|c| checklist(c, false)),
        "weighted-checklist" => {
            call.takes("weighted-checklist", 4..=usize::MAX).and_then(|c| checklist(c, true))
        }
        _ => return None,
    })
}

/// The first argument that is not empty, else the last.
fn coalesce(call: Call<'_>) -> Answer {
    for index in 0..call.count() - 1 {
        let value = call.value(index)?;
        let text = value.text(call.world);
        if !text.is_empty() && text != "NaN" {
            return Ok(value);
        }
    }
    call.value(call.count() - 1)
}

/// Whether the number (or weight) of true conditions lies between two bounds; -1 is no bound.
fn checklist(call: Call<'_>, is_weighted: bool) -> Answer {
    let (least, most) = (call.number(0)?, call.number(1)?);
    let mut total = 0.0;
    let mut index = 2;
    while index < call.count() {
        let conditions = conditions(call, index)?;
        let weights = if is_weighted { weights(call, index + 1)? } else { vec![1.0; conditions.len()] };
        total += conditions.iter().zip(weights).filter(|(is_true, _)| **is_true).map(|(_, w)| w).sum::<f64>();
        index += if is_weighted { 2 } else { 1 };
    }
    Ok(Value::Boolean((least < 0.0 || total >= least) && (most < 0.0 || total <= most)))
}

/// In a list of nodes, every one that is answered counts.
fn conditions(call: Call<'_>, index: usize) -> Result<Vec<bool>, EvalError> {
    Ok(match call.value(index)? {
        Value::Nodes(nodes) if !nodes.is_empty() => {
            nodes.into_iter().map(|node| !call.world.node_text(node).is_empty()).collect()
        }
        value => vec![value.boolean()],
    })
}

fn weights(call: Call<'_>, index: usize) -> Result<Vec<f64>, EvalError> {
    if index >= call.count() {
        return Err(EvalError::Arguments("weighted-checklist"));
    }
    Ok(match call.value(index)? {
        Value::Nodes(nodes) => {
            nodes.into_iter().map(|node| Value::Nodes(vec![node]).number(call.world)).collect()
        }
        value => vec![value.number(call.world)],
    })
}
