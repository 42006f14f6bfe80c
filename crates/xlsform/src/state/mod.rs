//! The answers of one respondent and everything the questionnaire computes from them.
//!
//! The answers are a tree shaped as the primary instance. After each change only the rules that depend on
//! what changed are computed again, in the order the form's graph gives.

#![deny(missing_docs)]

mod answers;
mod choices;
mod draft;
mod labels;
mod outline;
mod pages;
mod recompute;
mod repeats;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

pub(crate) use answers::is_allowed;
pub use answers::{Finding, FindingCode, Outcome};
pub use choices::Choice;
pub use outline::Asked;
pub use pages::{Control, Page, PageKind, RepeatView};
pub use repeats::{MOST_INSTANCES, RepeatError};

use crate::form::{DefId, Event, Form};
use crate::xpath::{Environment, EvalError, Expr, NodeId, NodeKind, NodeRef, Tree, Value, World};

/// One respondent's answers to a [`Form`].
#[derive(Debug, Clone)]
pub struct FormState {
    form: Arc<Form>,
    environment: Environment,
    language: usize,
    tree: Tree,
    /// What is known of each node of the tree, by index.
    marks: Vec<Mark>,
    /// The nodes of each declared node, in document order.
    nodes: Vec<Vec<NodeId>>,
    /// Texts that could not become a value, as they were typed, by node.
    typed: BTreeMap<NodeId, String>,
    /// Calculations that a person typed over, with their last result: they come back when it changes.
    typed_over: BTreeMap<NodeId, String>,
    /// The cells to compute, by rank.
    dirty: BTreeSet<usize>,
    random: u64,
}

#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that are true or not, independent of each other"
)]
struct Mark {
    /// None for texts inside elements.
    def: Option<DefId>,
    /// The node's own rule, whatever its ancestors'.
    is_relevant: bool,
    is_required: bool,
    is_read_only: bool,
    /// The last calculation gave true or false: a submission writes those as 1 and 0.
    is_boolean: bool,
}

const UNMARKED: Mark =
    Mark { def: None, is_relevant: true, is_required: false, is_read_only: false, is_boolean: false };

impl FormState {
    /// Opens a questionnaire for a new submission: defaults are set, rules are computed.
    pub fn new(form: Arc<Form>, environment: Environment) -> Self {
        let mut state = Self::empty(form, environment);
        let form = Arc::clone(&state.form);
        if let Some(root) = form.blank.document_element() {
            let root = state.tree.insert_copy(Tree::DOCUMENT, None, &form.blank, root);
            state.drop_templates(root);
            state.register(root);
        }
        state.preload();
        state.recompute_all();
        state.run(&Event::FirstLoad, None);
        state.run(&Event::Load, None);
        state.recompute();
        state
    }

    fn empty(form: Arc<Form>, environment: Environment) -> Self {
        let nodes = vec![Vec::new(); form.nodes.len()];
        let language = form.default_language;
        let random = environment.random;
        Self {
            form,
            environment,
            language,
            tree: Tree::default(),
            marks: Vec::new(),
            nodes,
            typed: BTreeMap::new(),
            typed_over: BTreeMap::new(),
            dirty: BTreeSet::new(),
            random,
        }
    }

    /// The questionnaire being answered.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The language texts are given in, as the form names it; empty when it has no translation.
    pub fn language(&self) -> &str {
        self.form.languages.get(self.language).map_or("", String::as_str)
    }

    /// Chooses the language of texts: `French (fr)`, `French` or `fr`. False when the form does not have it.
    pub fn set_language(&mut self, language: &str) -> bool {
        let found = self.form.language(language);
        if let Some(index) = found {
            self.language = index;
            // Labels of choices may be part of calculations.
            self.recompute_all();
        }
        found.is_some()
    }

    /// Tells the state what time it is now; rules that speak of the time are computed again.
    pub fn set_environment(&mut self, environment: Environment) {
        self.environment = environment;
        self.recompute_all();
    }

    /// The value at a path as it is written in a submission; none when there is no such node.
    ///
    /// Instances of repeats are told by position: `/data/story[2]/tool`.
    pub fn value(&self, path: &str) -> Option<String> {
        self.find(path).map(|node| self.tree.text(node).into_owned())
    }

    /// What to show again in the field of a path: the text typed if it could not be accepted, else the value.
    pub fn text(&self, path: &str) -> Option<String> {
        self.find(path).map(|node| self.shown_text(node))
    }

    fn shown_text(&self, node: NodeId) -> String {
        self.typed.get(&node).cloned().unwrap_or_else(|| self.tree.text(node).into_owned())
    }

    /// Whether the rules show the node; false too when there is none at the path.
    pub fn is_relevant(&self, path: &str) -> bool {
        self.find(path).is_some_and(|node| self.tree.is_relevant(node))
    }

    /// Evaluates an expression on the node of a path: for tools and tests.
    pub fn evaluate(&self, expr: &Expr, path: &str) -> Result<String, EvalError> {
        let node = self.find(path).unwrap_or(Tree::DOCUMENT);
        let world = self.world();
        world.evaluate(expr, NodeRef::main(node)).map(|value| value.into_text(&world))
    }

    fn world(&self) -> World<'_> {
        let mut world = World::new(&self.tree, &self.environment).with_random(self.random);
        world.instances = &self.form.instances;
        world.form = Some(self);
        world.is_form = true;
        world
    }

    fn eval(&self, expr: &Expr, node: NodeId) -> Result<Value, EvalError> {
        self.world().evaluate(expr, NodeRef::main(node))
    }

    /// The truth of a rule; a rule that cannot be evaluated hides nothing and forbids nothing.
    fn holds(&self, expr: &Expr, node: NodeId, otherwise: bool) -> bool {
        self.eval(expr, node).map_or(otherwise, |value| value.boolean())
    }

    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.environment
    }

    /// What fills a node by itself: `timestamp` and `end`.
    pub(crate) fn preload_of(&self, node: NodeId) -> Option<(&str, &str)> {
        let preload = self.form.nodes[self.def_of(node)?].bind.preload.as_ref()?;
        Some((&preload.0, &preload.1))
    }

    /// Whether the value is the truth of a calculation.
    pub(crate) fn is_boolean(&self, node: NodeId) -> bool {
        self.marks.get(node as usize).is_some_and(|mark| mark.is_boolean)
    }

    /// The declared node of a child, by local name.
    pub(crate) fn declared_child(&self, node: NodeId, local: &str) -> Option<DefId> {
        let children = &self.form.nodes[self.def_of(node)?].children;
        children.iter().copied().find(|def| self.form.nodes[*def].name.rsplit(':').next() == Some(local))
    }

    pub(crate) fn node_and_def(&self, path: &str) -> Option<(NodeId, DefId)> {
        let node = self.find(path)?;
        Some((node, self.def_of(node)?))
    }

    pub(crate) fn is_repeat_path(&self, path: &str) -> bool {
        self.form.def(path).is_some_and(|def| self.form.nodes[def].is_repeat)
    }

    /// The children of a declared node, as many as asked if it is a repeat.
    pub(crate) fn sized(&mut self, parent: NodeId, def: DefId, count: usize) -> Vec<NodeId> {
        if self.form.nodes[def].is_repeat {
            self.resize(parent, def, count);
        }
        self.instances_in(parent, def)
    }

    /// Stores a value as it comes, without computing anything yet.
    pub(crate) fn put(&mut self, node: NodeId, text: &str) {
        let clean: String = text.chars().filter(|c| is_allowed(*c)).collect();
        self.typed.remove(&node);
        self.store(node, &clean);
    }

    /// Computes every rule after values were put in.
    pub(crate) fn refresh(&mut self) {
        self.recompute_all();
    }

    fn def_of(&self, node: NodeId) -> Option<DefId> {
        self.marks.get(node as usize).and_then(|mark| mark.def)
    }

    /// The node at a path; a step without a position is the first.
    fn find(&self, path: &str) -> Option<NodeId> {
        let mut at = Tree::DOCUMENT;
        for step in path.strip_prefix('/')?.split('/') {
            let (name, position) = match step.split_once('[') {
                Some((name, rest)) => (name, rest.strip_suffix(']')?.parse::<usize>().ok()?),
                None => (step, 1),
            };
            at = if let Some(name) = name.strip_prefix('@') {
                self.tree.attributes(at).find(|id| is_called(&self.tree, *id, name))?
            } else {
                let mut named = self.tree.elements(at).filter(|id| is_called(&self.tree, *id, name));
                named.nth(position.checked_sub(1)?)?
            };
        }
        Some(at)
    }

    /// The path of a node, with the position of each instance of a repeat.
    pub(crate) fn path_of(&self, node: NodeId) -> String {
        let Some(parent) = self.tree.parent(node) else { return String::new() };
        let name = self.tree.name(node).qualified();
        let sign = if self.tree.kind(node) == NodeKind::Attribute { "@" } else { "" };
        let mut path = format!("{}/{sign}{name}", self.path_of(parent));
        if self.def_of(node).is_some_and(|def| self.form.nodes[def].is_repeat) {
            let _ = write!(path, "[{}]", self.position(node));
        }
        path
    }

    /// Which instance of its repeat a node is, from 1.
    fn position(&self, node: NodeId) -> usize {
        let before = std::iter::successors(self.tree.previous(node), |id| self.tree.previous(*id));
        let def = self.def_of(node);
        1 + before.filter(|id| self.def_of(*id) == def).count()
    }
}

fn is_called(tree: &Tree, id: NodeId, name: &str) -> bool {
    let own = tree.name(id);
    *own.local == *name || own.qualified() == name
}
