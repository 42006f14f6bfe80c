//! The evaluator: walks an expression over the trees of a [`World`].

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::Arc;

use super::compare::{calculate, compare};
use super::functions;
use super::syntax::{Expr, Operator, Path, Start};
use super::{Environment, Moment, NodeId, NodeRef, Tree, Value};

/// How many nodes one evaluation may look at before it is stopped.
const MOST_WORK: u64 = 20_000_000;

/// A secondary instance: a list that `instance('name')` gives.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The name it is called by.
    pub name: String,
    /// Its content.
    pub tree: Arc<Tree>,
    /// The node that `instance()` gives: the parent of its document element.
    pub root: NodeId,
}

/// What only the questionnaire around an expression can answer.
pub trait FormFunctions {
    /// `jr:choice-name(value, '/path')`: the label of a choice in the present language.
    fn choice_name(&self, value: &str, path: &str, at: NodeRef) -> Option<String>;
    /// `jr:itext('id')`: a translated text in the present language.
    fn translation(&self, id: &str) -> Option<String>;
    /// Whether a node holds a date, with a time or not. As in JavaRosa, it reads as its date alone in a text.
    fn is_dated(&self, node: NodeRef) -> bool;
    /// `pulldata('file', 'column', 'key column', 'key')`: a cell of an attached table.
    fn pull_data(&self, file: &str, column: &str, key_column: &str, key: &str) -> Option<String>;
}

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvalError {
    /// No engine knows the function, or ours does not.
    #[error("unknown function {0}()")]
    UnknownFunction(String),
    /// Too few or too many arguments.
    #[error("wrong number of arguments for {0}()")]
    Arguments(&'static str),
    /// Nodes were needed and the value is something else.
    #[error("{0} needs nodes, not a value")]
    NotNodes(&'static str),
    /// A regular expression that cannot be read, or is too large.
    #[error("invalid regular expression")]
    Regex,
    /// An instance that the questionnaire does not have.
    #[error("unknown instance '{0}'")]
    UnknownInstance(String),
    /// A digest algorithm or encoding that is not known.
    #[error("unknown digest algorithm or encoding '{0}'")]
    Digest(String),
    /// The evaluation looked at too many nodes.
    #[error("the expression asks for too much work")]
    TooMuchWork,
}

/// Everything an expression is evaluated on.
pub struct World<'a> {
    /// The main tree: absolute paths start there.
    pub main: &'a Tree,
    /// Where absolute paths start in it: the document, or the `instance` element of a whole form.
    pub root: NodeId,
    /// The secondary instances.
    pub instances: &'a [Instance],
    /// Time, place, chance.
    pub environment: &'a Environment,
    /// The questionnaire, if any.
    pub form: Option<&'a dyn FormFunctions>,
    /// Whether the readings of a questionnaire hold, which are JavaRosa's: an absolute path asked from inside an
    /// instance of a repeat means that instance; a hidden answer compares as an empty one; dates are counted in
    /// days of the respondent's own clock; `date()` forgets the time; distances are not rounded.
    pub is_form: bool,
    work: Cell<u64>,
    random: Cell<u64>,
}

impl std::fmt::Debug for World<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("root", &self.root).finish_non_exhaustive()
    }
}

/// The node, position and size that a predicate sees, and the node the whole expression started from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Focus {
    pub(super) node: NodeRef,
    pub(super) position: usize,
    pub(super) size: usize,
    pub(super) current: NodeRef,
}

impl<'a> World<'a> {
    /// A world of one tree.
    pub fn new(main: &'a Tree, environment: &'a Environment) -> Self {
        Self {
            main,
            root: Tree::DOCUMENT,
            instances: &[],
            environment,
            form: None,
            is_form: false,
            work: Cell::new(0),
            random: Cell::new(environment.random),
        }
    }

    /// Evaluates an expression on a node.
    pub fn evaluate(&self, expr: &Expr, node: NodeRef) -> Result<Value, EvalError> {
        self.work.set(0);
        self.eval(expr, Focus { node, position: 1, size: 1, current: node })
    }

    /// Starts chance where an earlier evaluation left it.
    #[must_use]
    pub fn with_random(self, seed: u64) -> Self {
        self.random.set(seed);
        self
    }

    /// Where chance stands now.
    pub fn random(&self) -> u64 {
        self.random.get()
    }

    /// The next number of chance (splitmix64).
    pub(super) fn next_random(&self) -> u64 {
        let state = self.random.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.random.set(state);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// The tree a node belongs to.
    pub fn tree(&self, node: NodeRef) -> &'a Tree {
        match (node.instance as usize).checked_sub(1) {
            None => self.main,
            Some(index) => &self.instances[index].tree,
        }
    }

    /// The text of a node.
    pub fn node_text(&self, node: NodeRef) -> Cow<'a, str> {
        self.tree(node).text(node.id)
    }

    /// The text of a node as it reads inside other texts.
    pub(super) fn shown_text(&self, node: NodeRef) -> String {
        let text = self.node_text(node);
        match (self.form, text.split_once('T')) {
            (Some(form), Some((date, _))) if form.is_dated(node) => date.to_owned(),
            _ => text.into_owned(),
        }
    }

    /// A moment as a number of days.
    pub(super) fn days(&self, moment: Moment) -> f64 {
        if self.is_form { moment.local_days() } else { moment.universal_days(self.environment) }
    }

    /// The moment of a number of days. In a questionnaire a whole number is a date of the respondent's calendar.
    pub(super) fn moment_of(&self, days: f64) -> Option<Moment> {
        if self.is_form && days.fract() == 0.0 {
            return Moment::from_local_days(days);
        }
        Moment::from_universal_days(days, self.environment)
    }

    /// Counts work, and stops an expression that asks for too much.
    pub(super) fn spend(&self, nodes: usize) -> Result<(), EvalError> {
        let work = self.work.get() + nodes as u64;
        self.work.set(work);
        if work > MOST_WORK { Err(EvalError::TooMuchWork) } else { Ok(()) }
    }

    pub(super) fn eval(&self, expr: &Expr, focus: Focus) -> Result<Value, EvalError> {
        self.spend(1)?;
        match expr {
            Expr::Number(number) => Ok(Value::Number(*number)),
            Expr::Text(text) => Ok(Value::Text(text.clone())),
            Expr::Negative(expr) => Ok(Value::Number(-self.eval(expr, focus)?.number(self))),
            Expr::Call(name, arguments) => functions::call(self, name, arguments, focus),
            Expr::Path(path) => self.path(path, focus).map(Value::Nodes),
            Expr::Chain(first, rest) => self.chain(first, rest, focus),
        }
    }

    fn chain(&self, first: &Expr, rest: &[(Operator, Expr)], focus: Focus) -> Result<Value, EvalError> {
        let mut left = self.eval(first, focus)?;
        for (operator, expr) in rest {
            left = match operator {
                Operator::Or | Operator::And => {
                    let decides = *operator == Operator::Or;
                    // The right side is not evaluated once the left side decides.
                    let value = left.boolean();
                    Value::Boolean(if value == decides { value } else { self.eval(expr, focus)?.boolean() })
                }
                Operator::Union => self.union(left, self.eval(expr, focus)?)?,
                Operator::Plus | Operator::Minus | Operator::Times | Operator::Divide | Operator::Modulo => {
                    let right = self.eval(expr, focus)?.number(self);
                    Value::Number(calculate(*operator, left.number(self), right))
                }
                _ => Value::Boolean(compare(*operator, &left, &self.eval(expr, focus)?, self)),
            };
        }
        Ok(left)
    }

    fn union(&self, left: Value, right: Value) -> Result<Value, EvalError> {
        let (Value::Nodes(mut nodes), Value::Nodes(others)) = (left, right) else {
            return Err(EvalError::NotNodes("|"));
        };
        nodes.extend(others);
        self.sort(&mut nodes);
        Ok(Value::Nodes(nodes))
    }

    /// The nodes a path leads to, in document order, without those that a questionnaire's rules hide.
    pub(super) fn path(&self, path: &Path, focus: Focus) -> Result<Vec<NodeRef>, EvalError> {
        let start = match &path.start {
            Start::Here => vec![focus.node],
            Start::Root => {
                let root = NodeRef::main(self.root);
                if self.is_form {
                    let (node, done) = self.shared_ancestor(path, focus.current);
                    return self.finish(vec![node], &path.steps[done..], focus);
                }
                vec![root]
            }
            Start::Expr(expr, predicates) => {
                let Value::Nodes(nodes) = self.eval(expr, focus)? else {
                    return Err(EvalError::NotNodes("a path"));
                };
                predicates.iter().try_fold(nodes, |nodes, predicate| self.keep(nodes, predicate, focus))?
            }
        };
        self.finish(start, &path.steps, focus)
    }

    fn finish(
        &self,
        start: Vec<NodeRef>,
        steps: &[super::Step],
        focus: Focus,
    ) -> Result<Vec<NodeRef>, EvalError> {
        let mut nodes = self.walk(start, steps, focus)?;
        nodes.retain(|node| self.tree(*node).is_relevant(node.id));
        Ok(nodes)
    }

    /// Follows an absolute path as long as it names the ancestors of a node, and says how many steps that was.
    /// As in JavaRosa, that holds for the whole path: inside a repeat, `count(/data/repeat)` is 1.
    fn shared_ancestor(&self, path: &Path, node: NodeRef) -> (NodeRef, usize) {
        let root = NodeRef::main(self.root);
        if node.instance != 0 {
            return (root, 0);
        }
        let mut chain: Vec<NodeId> = Vec::with_capacity(8);
        let mut at = Some(node.id);
        while let Some(id) = at.filter(|id| *id != self.root) {
            chain.push(id);
            at = self.main.parent(id);
        }
        let mut found = (root, 0);
        for (done, (step, id)) in path.steps.iter().zip(chain.iter().rev()).enumerate() {
            if step.plain_child() != Some(&self.main.name(*id).local) {
                break;
            }
            found = (NodeRef::main(*id), done + 1);
        }
        found
    }

    /// Keeps the nodes of a list that satisfy a predicate, by position or by truth.
    pub(super) fn keep(
        &self,
        nodes: Vec<NodeRef>,
        predicate: &Expr,
        focus: Focus,
    ) -> Result<Vec<NodeRef>, EvalError> {
        let size = nodes.len();
        let mut kept = Vec::new();
        let filter = if size >= super::filter::LONG { self.prepare(predicate, focus) } else { None };
        if let Some(filter) = filter {
            self.spend(size)?;
            for (index, node) in nodes.into_iter().enumerate() {
                let inner = Focus { node, position: index + 1, size, current: focus.current };
                if self.passes_filter(&filter, inner)? {
                    kept.push(node);
                }
            }
            return Ok(kept);
        }
        for (index, node) in nodes.into_iter().enumerate() {
            let position = index + 1;
            let inner = Focus { node, position, size, current: focus.current };
            let is_kept = match self.eval(predicate, inner)? {
                #[expect(clippy::cast_precision_loss, reason = "no list has 2^53 nodes")]
                Value::Number(number) | Value::Days(number) => {
                    (number - position as f64).abs() < f64::EPSILON
                }
                value => value.boolean(),
            };
            if is_kept {
                kept.push(node);
            }
        }
        Ok(kept)
    }
}
