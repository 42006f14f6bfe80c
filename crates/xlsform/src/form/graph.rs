//! Which rules depend on which nodes, and in what order rules are computed.
//!
//! A rule of a node (its relevance, its calculation…) is a cell. A cell that speaks of a node comes after
//! that node's calculation and after the relevance of it and of all its ancestors.

use std::collections::BTreeSet;

use super::{DefId, Form, FormError};
use crate::xpath::{Axis, Expr, Path, Start, Step, Test};

/// Which rule of a node a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aspect {
    Relevant,
    Calculate,
    Required,
    ReadOnly,
    Count,
}

/// A rule to compute.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) def: DefId,
    pub(crate) aspect: Aspect,
}

/// The rules in the order they are computed.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) cells: Vec<Cell>,
    /// For each declared node, the cells that speak of it, in order.
    pub(crate) dependents: Vec<Vec<usize>>,
    /// Cells to compute again after every change: what they speak of cannot be told in advance.
    pub(crate) volatile: Vec<usize>,
}

/// Most nodes that all rules of a form may speak of: twenty thousand sums over twenty thousand answers would fill the
/// memory.
const MOST_REFERENCES: usize = 2_000_000;

/// What an expression speaks of.
#[derive(Debug, Default)]
struct References {
    defs: BTreeSet<DefId>,
    is_anything: bool,
    /// How many nodes were looked at.
    work: usize,
}

impl Graph {
    pub(super) fn new(form: &Form) -> Result<Self, FormError> {
        let cells = cells(form);
        let mut left = MOST_REFERENCES;
        let mut all = Vec::with_capacity(cells.len());
        for cell in &cells {
            let found = references(form, *cell);
            left = left.checked_sub(found.work).ok_or(FormError::TooManyReferences)?;
            all.push(found);
        }
        let references = all;
        let order = sort(form, &cells, &references)?;
        let mut graph = Self { dependents: vec![Vec::new(); form.nodes.len()], ..Self::default() };
        for (rank, cell) in order.into_iter().enumerate() {
            graph.cells.push(cells[cell]);
            for def in &references[cell].defs {
                graph.dependents[*def].push(rank);
            }
            if references[cell].is_anything {
                graph.volatile.push(rank);
            }
        }
        Ok(graph)
    }
}

impl Form {
    /// The expression of a cell.
    pub(crate) fn rule(&self, cell: Cell) -> Option<&Expr> {
        let def = &self.nodes[cell.def];
        match cell.aspect {
            Aspect::Relevant => def.bind.relevant.as_ref(),
            Aspect::Calculate => def.bind.calculate.as_ref(),
            Aspect::Required => def.bind.required.as_ref(),
            Aspect::ReadOnly => def.bind.read_only.as_ref(),
            Aspect::Count => def.count.as_ref(),
        }
    }
}

fn cells(form: &Form) -> Vec<Cell> {
    let aspects = [Aspect::Relevant, Aspect::Count, Aspect::Calculate, Aspect::Required, Aspect::ReadOnly];
    let all = (0..form.nodes.len()).flat_map(|def| aspects.map(|aspect| Cell { def, aspect }));
    all.filter(|cell| form.rule(*cell).is_some()).collect()
}

/// Orders the cells (Kahn's algorithm); what is left over depends on itself in a circle.
fn sort(form: &Form, cells: &[Cell], references: &[References]) -> Result<Vec<usize>, FormError> {
    let mut producers: Vec<Vec<usize>> = vec![Vec::new(); form.nodes.len()];
    for (index, cell) in cells.iter().enumerate() {
        // How many instances a repeat has may hang on answers inside it (« encore une ? »): when it changes, what the
        // new instances say is computed in its turn, so a count is no circle.
        if matches!(cell.aspect, Aspect::Relevant | Aspect::Calculate) {
            producers[cell.def].push(index);
        }
    }
    let mut waiting = vec![0_usize; cells.len()];
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); cells.len()];
    for (index, cell) in cells.iter().enumerate() {
        // A question whose own answer hides it would come and go for ever.
        if cell.aspect == Aspect::Relevant && references[index].defs.contains(&cell.def) {
            return Err(FormError::Cycle { paths: vec![form.nodes[cell.def].path.clone()] });
        }
        for before in predecessors(form, cells, &producers, *cell, &references[index]) {
            if before != index {
                followers[before].push(index);
                waiting[index] += 1;
            }
        }
    }
    let mut ready: BTreeSet<usize> = (0..cells.len()).filter(|index| waiting[*index] == 0).collect();
    let mut order = Vec::with_capacity(cells.len());
    while let Some(index) = ready.pop_first() {
        order.push(index);
        for follower in &followers[index] {
            waiting[*follower] -= 1;
            if waiting[*follower] == 0 {
                ready.insert(*follower);
            }
        }
    }
    if order.len() == cells.len() {
        return Ok(order);
    }
    Err(FormError::Cycle { paths: circle(form, cells, &waiting) })
}

fn circle(form: &Form, cells: &[Cell], waiting: &[usize]) -> Vec<String> {
    let stuck = cells.iter().zip(waiting).filter(|(_, waiting)| **waiting > 0);
    let paths: BTreeSet<_> = stuck.map(|(cell, _)| form.nodes[cell.def].path.clone()).collect();
    paths.into_iter().take(20).collect()
}

/// The cells to compute before one that speaks of the given nodes.
fn predecessors(
    form: &Form,
    cells: &[Cell],
    producers: &[Vec<usize>],
    cell: Cell,
    references: &References,
) -> BTreeSet<usize> {
    let mut before = BTreeSet::new();
    for def in &references.defs {
        // A calculation may look at the value it replaces: `once()`, `if(. = '', …, .)`.
        if *def == cell.def {
            continue;
        }
        before.extend(producers[*def].iter().copied());
        let ancestors = std::iter::successors(form.nodes[*def].parent, |def| form.nodes[*def].parent);
        for ancestor in ancestors {
            // What holds a cell decides nothing between the cell and its own neighbours.
            let above = producers[ancestor].iter().copied();
            before.extend(above.filter(|index| cells[*index].aspect != Aspect::Calculate));
        }
    }
    before
}

fn references(form: &Form, cell: Cell) -> References {
    let mut found = References::default();
    if let Some(expr) = form.rule(cell) {
        // How many instances a repeat has is asked from its parent.
        let at =
            if cell.aspect == Aspect::Count { form.nodes[cell.def].parent.unwrap_or(0) } else { cell.def };
        collect(form, expr, &[Some(at)], at, &mut found);
    }
    found
}

/// Collects what an expression speaks of. `here` is where relative paths start (`None`: outside the primary
/// instance), `current` the node the whole expression belongs to.
fn collect(form: &Form, expr: &Expr, here: &[Option<DefId>], current: DefId, found: &mut References) {
    match expr {
        Expr::Number(_) | Expr::Text(_) => {}
        Expr::Negative(expr) => collect(form, expr, here, current, found),
        Expr::Chain(first, rest) => {
            collect(form, first, here, current, found);
            for (_, expr) in rest {
                collect(form, expr, here, current, found);
            }
        }
        Expr::Call(_, arguments) => {
            for expr in arguments {
                collect(form, expr, here, current, found);
            }
        }
        Expr::Path(path) => {
            let reached = follow(form, path, here, current, found);
            found.work += reached.len();
            found.defs.extend(reached.into_iter().flatten());
        }
    }
}

fn follow(
    form: &Form,
    path: &Path,
    here: &[Option<DefId>],
    current: DefId,
    found: &mut References,
) -> Vec<Option<DefId>> {
    let mut steps = path.steps.as_slice();
    let mut reached: Vec<Option<DefId>> = match &path.start {
        Start::Here => here.to_vec(),
        Start::Root => {
            let Some((first, rest)) = steps.split_first() else { return Vec::new() };
            steps = rest;
            if first.axis != Axis::Child {
                found.is_anything = true;
                return Vec::new();
            }
            let root = form.nodes.first().filter(|root| is_named(first, &root.name)).map(|_| 0);
            visit_predicates(form, first, &[root], current, found);
            vec![root]
        }
        Start::Expr(expr, predicates) => {
            let start = match &**expr {
                Expr::Call(name, _) if name == "current" => vec![Some(current)],
                other => {
                    collect(form, other, here, current, found);
                    vec![None]
                }
            };
            for predicate in predicates {
                collect(form, predicate, &start, current, found);
            }
            start
        }
    };
    for step in steps {
        if found.work > MOST_REFERENCES {
            return Vec::new();
        }
        reached = reached.into_iter().flat_map(|def| advance(form, def, step, found)).collect();
        reached.dedup();
        found.work += reached.len();
        visit_predicates(form, step, &reached, current, found);
    }
    reached
}

fn visit_predicates(form: &Form, step: &Step, at: &[Option<DefId>], current: DefId, found: &mut References) {
    for predicate in &step.predicates {
        collect(form, predicate, at, current, found);
    }
}

/// The declared nodes one step further.
fn advance(form: &Form, from: Option<DefId>, step: &Step, found: &mut References) -> Vec<Option<DefId>> {
    let Some(from) = from else { return vec![None] };
    let def = &form.nodes[from];
    match step.axis {
        Axis::Itself => vec![Some(from)],
        Axis::Parent => vec![def.parent],
        Axis::Child => {
            // The usual step is one look-up, so that reading a form stays linear in its questions.
            if let Test::Name { local, .. } = &step.test
                && let Some(child) = form.by_path.get(&format!("{}/{local}", def.path))
            {
                return vec![Some(*child)];
            }
            let named = def.children.iter().filter(|child| is_named(step, &form.nodes[**child].name));
            named.map(|child| Some(*child)).collect()
        }
        Axis::Attribute => {
            let Test::Name { local, .. } = &step.test else { return Vec::new() };
            let path = format!("{}/@{local}", def.path);
            form.by_path.get(&path).map(|def| Some(*def)).into_iter().collect()
        }
        Axis::PrecedingSibling | Axis::FollowingSibling => {
            found.defs.insert(from);
            vec![Some(from)]
        }
        _ => {
            found.is_anything = true;
            Vec::new()
        }
    }
}

fn is_named(step: &Step, name: &str) -> bool {
    match &step.test {
        Test::Name { local, .. } => name.rsplit(':').next() == Some(local),
        Test::Any { .. } | Test::Node => true,
        _ => false,
    }
}
