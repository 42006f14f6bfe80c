//! Computing rules again after a change, and only those that depend on it.

use std::sync::Arc;

use super::{FormState, UNMARKED};
use crate::form::{Aspect, DataType, DefId, Event};
use crate::xpath::{Expr, Moment, NodeId, NodeRef, Tree, Value, World, format_number};

impl FormState {
    /// Computes every rule.
    pub(super) fn recompute_all(&mut self) {
        self.dirty = (0..self.form.graph.cells.len()).collect();
        self.recompute();
    }

    /// Computes the rules that wait, in order; those may make later ones wait.
    pub(super) fn recompute(&mut self) {
        let form = Arc::clone(&self.form);
        // Each cell is computed a bounded number of times even if two of them disagree for ever.
        let mut budget = form.graph.cells.len() * 4 + 1_000;
        while let Some(rank) = self.dirty.pop_first() {
            if budget == 0 {
                self.dirty.clear();
                return;
            }
            budget -= 1;
            let cell = form.graph.cells[rank];
            let Some(expr) = form.rule(cell) else { continue };
            if cell.aspect == Aspect::Count {
                self.adjust_count(cell.def, expr);
                continue;
            }
            for index in 0..self.nodes[cell.def].len() {
                let node = self.nodes[cell.def][index];
                match cell.aspect {
                    Aspect::Relevant => {
                        let is_relevant = self.holds(expr, node, true);
                        self.set_own_relevance(node, is_relevant);
                    }
                    Aspect::Required => self.marks[node as usize].is_required = self.holds(expr, node, false),
                    Aspect::ReadOnly => {
                        self.marks[node as usize].is_read_only = self.holds(expr, node, false);
                    }
                    Aspect::Calculate => {
                        let text = self.calculated(expr, node, form.nodes[cell.def].bind.data_type);
                        if self.typed_over.get(&node) != Some(&text) {
                            self.typed_over.remove(&node);
                            self.store(node, &text);
                        }
                    }
                    Aspect::Count => {}
                }
            }
        }
    }

    fn calculated(&mut self, expr: &Expr, node: NodeId, data_type: DataType) -> String {
        let world = self.world();
        let value = world.evaluate(expr, NodeRef::main(node));
        let is_boolean = matches!(value, Ok(Value::Boolean(_)));
        let text = value.map_or_else(|_| String::new(), |value| lexical(value, data_type, &world));
        let random = world.random();
        self.random = random;
        self.marks[node as usize].is_boolean = is_boolean;
        text
    }

    fn set_own_relevance(&mut self, node: NodeId, is_relevant: bool) {
        self.marks[node as usize].is_relevant = is_relevant;
        self.refresh_relevance(node);
    }

    /// Makes a node and what it holds relevant or not, from its own rule and its parent's state.
    pub(super) fn refresh_relevance(&mut self, node: NodeId) {
        let above = self.tree.parent(node).is_none_or(|parent| self.tree.is_relevant(parent));
        let is_relevant = above && self.marks.get(node as usize).unwrap_or(&UNMARKED).is_relevant;
        if is_relevant == self.tree.is_relevant(node) {
            return;
        }
        self.tree.set_relevant(node, is_relevant);
        if let Some(def) = self.def_of(node) {
            self.touch(def);
        }
        let inside: Vec<_> = self.tree.children(node).chain(self.tree.attributes(node)).collect();
        for child in inside {
            self.refresh_relevance(child);
        }
    }

    /// Makes the rules that speak of a node wait.
    pub(super) fn touch(&mut self, def: DefId) {
        self.dirty.extend(&self.form.graph.dependents[def]);
        self.dirty.extend(&self.form.graph.volatile);
    }

    /// Replaces a value; true when it was another one.
    pub(super) fn store(&mut self, node: NodeId, text: &str) -> bool {
        if self.tree.text(node) == text {
            return false;
        }
        self.tree.set_text(node, text);
        if self.marks.len() < self.tree.len() {
            self.marks.resize(self.tree.len(), UNMARKED);
        }
        if let Some(def) = self.def_of(node) {
            self.touch(def);
        }
        true
    }

    /// Runs the actions of an event: everywhere, or only inside one instance of a repeat.
    pub(super) fn run(&mut self, event: &Event, inside: Option<NodeId>) {
        let form = Arc::clone(&self.form);
        for action in form.actions.iter().filter(|action| action.event == *event) {
            let targets = self.nodes[action.target].clone();
            let concerned =
                |state: &Self, node: NodeId| inside.is_none_or(|inside| state.is_near(node, inside));
            for node in targets.into_iter().filter(|node| concerned(self, *node)).collect::<Vec<_>>() {
                let data_type = form.nodes[action.target].bind.data_type;
                let text = match &action.value {
                    Some(expr) => self.calculated(expr, node, data_type),
                    None => String::new(),
                };
                self.store(node, &text);
            }
        }
    }

    /// Whether a node is in the same instances of repeats as another, as far as they share repeats.
    fn is_near(&self, node: NodeId, other: NodeId) -> bool {
        let lineage = |node: NodeId| {
            let mut nodes: Vec<_> = std::iter::successors(Some(node), |id| self.tree.parent(*id)).collect();
            nodes.reverse();
            nodes
        };
        let (lineage, other) = (lineage(node), lineage(other));
        let first_apart = lineage.iter().zip(&other).find(|(a, b)| a != b);
        first_apart.is_none_or(|(a, b)| self.def_of(*a) != self.def_of(*b))
    }

    fn new_uuid(&mut self) -> String {
        let world = self.world();
        let value = Expr::parse("uuid()").map(|expr| world.evaluate(&expr, NodeRef::main(Tree::DOCUMENT)));
        let text = value.ok().and_then(Result::ok).map_or_else(String::new, |value| value.into_text(&world));
        let random = world.random();
        self.random = random;
        text
    }

    /// Fills the nodes that the questionnaire fills by itself.
    pub(super) fn preload(&mut self) {
        let form = Arc::clone(&self.form);
        for (def, declared) in form.nodes.iter().enumerate() {
            let Some((preload, parameters)) = &declared.bind.preload else { continue };
            let now = Moment::now(&self.environment);
            let text = match (preload.as_str(), parameters.as_str()) {
                ("timestamp", "start") => now.full_text(&self.environment),
                ("date", "today") => now.0.date().to_string(),
                ("uid", _) => format!("uuid:{}", self.new_uuid()),
                ("property", name) => self.environment.properties.get(name).cloned().unwrap_or_default(),
                _ => continue,
            };
            for node in self.nodes[def].clone() {
                self.store(node, &text);
            }
        }
    }
}

/// A computed value as it is written in a submission.
pub(super) fn lexical(value: Value, data_type: DataType, world: &World<'_>) -> String {
    let value = as_moment(value, world);
    let text = match (&value, data_type) {
        (Value::Moment(_) | Value::Text(_), DataType::Date) => {
            value.moment(world).map(|moment| moment.0.date().to_string())
        }
        (Value::Moment(moment), DataType::Time) => {
            moment.full_text(world.environment).split_once('T').map(|(_, time)| time.to_owned())
        }
        // A date in a text keeps its time and zone, as in JavaRosa.
        (Value::Moment(moment), _) => Some(moment.full_text(world.environment)),
        (_, DataType::Integer) => {
            let number = value.number(world);
            Some(if number.is_nan() { String::new() } else { format_number(number.trunc()) })
        }
        _ => None,
    };
    let text = text.unwrap_or_else(|| value.into_text(world));
    if text == "NaN" { String::new() } else { text }
}

/// The answer of a date question as a date, any other value as it is.
fn as_moment(value: Value, world: &World<'_>) -> Value {
    match &value {
        Value::Nodes(nodes) => {
            let dated = nodes.first().filter(|node| world.form.is_some_and(|form| form.is_dated(**node)));
            let moment = dated.and_then(|_| value.moment(world));
            moment.map_or(value, Value::Moment)
        }
        _ => value,
    }
}
