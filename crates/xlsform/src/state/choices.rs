//! The choices of a question, filtered by the answers before it.

use super::FormState;
use crate::form::{ChoiceLabel, ChoiceSource, ControlKind, Question};
use crate::xpath::{Expr, NodeId, NodeRef, Path, Start, Value, World};

/// A choice to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored when it is chosen.
    pub value: String,
    /// What is read, in the present language.
    pub label: String,
    /// Whether it is chosen now.
    pub is_chosen: bool,
}

impl FormState {
    /// The choices in order, those the filter keeps.
    pub(super) fn choices(&self, question: &Question, node: NodeId) -> Vec<Choice> {
        let chosen = self.tree.text(node);
        let chosen = chosen_names(question, &chosen);
        let world = self.world();
        let mut choices = Vec::new();
        for source in &question.choices {
            match source {
                ChoiceSource::Item { value, label } => {
                    let label = self.message(label.as_ref(), node).unwrap_or_else(|| value.clone());
                    choices.push(Choice {
                        value: value.clone(),
                        label,
                        is_chosen: chosen.contains(&value.as_str()),
                    });
                }
                ChoiceSource::Set { nodes, value, label } => {
                    for item in items(&world, nodes, node) {
                        let value = text_at(&world, value, item);
                        let label =
                            label.as_ref().and_then(|label| self.choice_label(&world, label, item, node));
                        let is_chosen = chosen.contains(&value.as_str());
                        choices.push(Choice {
                            label: label.unwrap_or_else(|| value.clone()),
                            value,
                            is_chosen,
                        });
                    }
                }
            }
        }
        choices
    }

    /// Whether each chosen name is in the list that the filter leaves.
    pub(super) fn are_choices(&self, question: &Question, node: NodeId) -> bool {
        let chosen = self.tree.text(node);
        let world = self.world();
        let mut missing = chosen_names(question, &chosen);
        for source in &question.choices {
            match source {
                ChoiceSource::Item { value, .. } => missing.retain(|name| name != value),
                ChoiceSource::Set { nodes, value, .. } if !missing.is_empty() => {
                    for item in items(&world, nodes, node) {
                        let value = text_at(&world, value, item);
                        missing.retain(|name| *name != value);
                    }
                }
                ChoiceSource::Set { .. } => {}
            }
        }
        missing.is_empty()
    }

    fn choice_label(
        &self,
        world: &World<'_>,
        label: &ChoiceLabel,
        item: NodeRef,
        node: NodeId,
    ) -> Option<String> {
        match label {
            ChoiceLabel::Column(column) => Some(text_at(world, column, item)).filter(|text| !text.is_empty()),
            ChoiceLabel::Translated(column) => self.translated(&text_at(world, column, item), "", node),
        }
    }

    /// Every choice of a set, as value and words, whatever its filter.
    pub(super) fn whole_set(&self, source: &ChoiceSource) -> Vec<(String, String)> {
        let ChoiceSource::Set { nodes, value, label } = source else { return Vec::new() };
        let world = self.world();
        let node = crate::xpath::Tree::DOCUMENT;
        let choice = |item: NodeRef| {
            let value = text_at(&world, value, item);
            let label = label.as_ref().and_then(|label| self.choice_label(&world, label, item, node));
            (value.clone(), label.unwrap_or(value))
        };
        items(&world, &unfiltered(nodes), node).into_iter().map(choice).collect()
    }

    /// The label of a value in an unfiltered set.
    pub(super) fn label_in_set(&self, source: &ChoiceSource, wanted: &str, node: NodeId) -> Option<String> {
        let ChoiceSource::Set { nodes, value, label } = source else { return None };
        let world = self.world();
        let all = items(&world, &unfiltered(nodes), node);
        let item = all.into_iter().find(|item| text_at(&world, value, *item) == wanted)?;
        let label = label.as_ref().and_then(|label| self.choice_label(&world, label, item, node));
        Some(label.unwrap_or_else(|| wanted.to_owned()))
    }
}

/// The names in an answer: a select of one has a single name, spaces and all.
fn chosen_names<'a>(question: &Question, answer: &'a str) -> Vec<&'a str> {
    match question.kind {
        ControlKind::SelectMultiple | ControlKind::Rank => answer.split_whitespace().collect(),
        _ if answer.is_empty() => Vec::new(),
        _ => vec![answer],
    }
}

fn items(world: &World<'_>, nodes: &Expr, node: NodeId) -> Vec<NodeRef> {
    match world.evaluate(nodes, NodeRef::main(node)) {
        Ok(Value::Nodes(nodes)) => nodes,
        _ => Vec::new(),
    }
}

fn text_at(world: &World<'_>, expr: &Expr, item: NodeRef) -> String {
    world.evaluate(expr, item).map_or_else(|_| String::new(), |value| value.into_text(world))
}

/// The expression of a set without its filters.
fn unfiltered(nodes: &Expr) -> Expr {
    match nodes {
        Expr::Path(Path { start, steps }) => {
            let steps = steps.iter().cloned().map(|mut step| {
                step.predicates.clear();
                step
            });
            let start = match start {
                Start::Expr(expr, _) => Start::Expr(expr.clone(), Vec::new()),
                other => other.clone(),
            };
            Expr::Path(Path { start, steps: steps.collect() })
        }
        Expr::Call(name, arguments) if name == "randomize" && !arguments.is_empty() => {
            unfiltered(&arguments[0])
        }
        other => other.clone(),
    }
}
