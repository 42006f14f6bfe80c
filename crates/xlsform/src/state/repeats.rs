//! Instances of repeats: adding, removing, keeping as many as the questionnaire counts.

use std::sync::Arc;

use super::{FormState, Mark, UNMARKED};
use crate::form::{DefId, Event};
use crate::xpath::{Expr, NodeId, NodeKind, NodeRef};

/// The most instances one repeat may have: a wrong count must not fill the memory.
pub const MOST_INSTANCES: usize = 2_000;

/// Why an instance of a repeat cannot be added or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RepeatError {
    /// No repeat, or no such instance, at the path.
    #[error("there is no repeat at this path")]
    Unknown,
    /// The questionnaire itself decides how many there are.
    #[error("the questionnaire decides how many instances there are")]
    Counted,
    /// There are already [`MOST_INSTANCES`].
    #[error("there are too many instances")]
    TooMany,
}

impl FormState {
    /// Adds an instance at the end of a repeat and says its path: `/data/story` → `/data/story[3]`.
    ///
    /// For a repeat inside another, the path tells which: `/data/story[2]/tool`.
    pub fn add_repeat(&mut self, path: &str) -> Result<String, RepeatError> {
        let (def, parent) = self.repeat_at(path).ok_or(RepeatError::Unknown)?;
        if self.form.nodes[def].count.is_some() {
            return Err(RepeatError::Counted);
        }
        if self.instances_in(parent, def).len() >= MOST_INSTANCES {
            return Err(RepeatError::TooMany);
        }
        let node = self.add_instance(def, parent).ok_or(RepeatError::Unknown)?;
        self.recompute();
        Ok(self.path_of(node))
    }

    /// Removes an instance of a repeat with its answers: `/data/story[2]`.
    pub fn remove_repeat(&mut self, path: &str) -> Result<(), RepeatError> {
        let node = self.find(path).ok_or(RepeatError::Unknown)?;
        let def =
            self.def_of(node).filter(|def| self.form.nodes[*def].is_repeat).ok_or(RepeatError::Unknown)?;
        if self.form.nodes[def].count.is_some() {
            return Err(RepeatError::Counted);
        }
        self.remove_instance(node);
        self.recompute();
        Ok(())
    }

    /// How many instances a repeat has.
    pub fn count_repeat(&self, path: &str) -> usize {
        self.repeat_at(path).map_or(0, |(def, parent)| self.instances_in(parent, def).len())
    }

    fn repeat_at(&self, path: &str) -> Option<(DefId, NodeId)> {
        let def = self.form.def(path).filter(|def| self.form.nodes[*def].is_repeat)?;
        let (above, _) = path.rsplit_once('/')?;
        Some((def, self.find(above)?))
    }

    pub(super) fn instances_in(&self, parent: NodeId, def: DefId) -> Vec<NodeId> {
        self.tree.elements(parent).filter(|id| self.def_of(*id) == Some(def)).collect()
    }

    /// Keeps as many instances as a counted repeat must have, in each place it stands.
    pub(super) fn adjust_count(&mut self, def: DefId, count: &Expr) {
        let Some(above) = self.form.nodes[def].parent else { return };
        for parent in self.nodes[above].clone() {
            let world = self.world();
            let number =
                world.evaluate(count, NodeRef::main(parent)).map_or(0.0, |value| value.number(&world));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a cast saturates; NaN is 0"
            )]
            let wanted = (number.max(0.0) as usize).min(MOST_INSTANCES);
            self.resize(parent, def, wanted);
        }
    }

    /// Adds or removes instances at the end of a repeat.
    pub(super) fn resize(&mut self, parent: NodeId, def: DefId, wanted: usize) {
        let instances = self.instances_in(parent, def);
        for node in instances.iter().skip(wanted) {
            self.remove_instance(*node);
        }
        for _ in instances.len()..wanted {
            self.add_instance(def, parent);
        }
    }

    pub(super) fn add_instance(&mut self, def: DefId, parent: NodeId) -> Option<NodeId> {
        let form = Arc::clone(&self.form);
        let template = form.nodes[def].template?;
        let after = self.place_for(parent, def);
        let node = self.tree.insert_copy(parent, after, &form.blank, template);
        self.tree.remove_attribute(node, "template");
        self.drop_templates(node);
        self.register(node);
        self.touch_inside(def);
        self.refresh_relevance(node);
        self.run(&Event::NewRepeat(Some(def)), Some(node));
        self.run(&Event::NewRepeat(None), Some(node));
        Some(node)
    }

    /// The child after which an instance goes: the last of its repeat, else the last declared before it.
    fn place_for(&self, parent: NodeId, def: DefId) -> Option<NodeId> {
        let rank = |node: NodeId| self.def_of(node).unwrap_or(0);
        self.tree.elements(parent).filter(|id| rank(*id) <= def).last()
    }

    fn remove_instance(&mut self, node: NodeId) {
        let Some(def) = self.def_of(node) else { return };
        self.forget(node);
        self.tree.remove(node);
        self.touch_inside(def);
    }

    /// Makes the rules wait that speak of a repeat or of anything in it, and the rules in it.
    fn touch_inside(&mut self, def: DefId) {
        self.touch(def);
        let own = self.form.graph.cells.iter().enumerate().filter(|(_, cell)| self.is_inside(cell.def, def));
        let own: Vec<usize> = own.map(|(rank, _)| rank).collect();
        self.dirty.extend(own);
        for inside in 0..self.form.nodes.len() {
            if self.is_inside(inside, def) {
                self.touch(inside);
            }
        }
    }

    fn is_inside(&self, def: DefId, above: DefId) -> bool {
        std::iter::successors(Some(def), |def| self.form.nodes[*def].parent).any(|def| def == above)
    }

    /// Tells which declared node each new node is, and keeps the lists in document order.
    pub(super) fn register(&mut self, root: NodeId) {
        self.marks.resize(self.tree.len(), UNMARKED);
        let above = self.tree.parent(root).and_then(|parent| self.def_of(parent));
        self.register_under(root, above);
        self.forget_order();
    }

    fn register_under(&mut self, node: NodeId, parent: Option<DefId>) {
        let sign = if self.tree.kind(node) == NodeKind::Attribute { "@" } else { "" };
        let above = parent.map_or("", |parent| &self.form.nodes[parent].path);
        let path = format!("{above}/{sign}{}", self.tree.name(node).qualified());
        let def = self.form.by_path.get(&path).copied();
        self.marks[node as usize] = Mark { def, ..UNMARKED };
        if let Some(def) = def {
            self.nodes[def].push(node);
        }
        let inside: Vec<_> = self.tree.attributes(node).chain(self.tree.elements(node)).collect();
        for child in inside {
            self.register_under(child, def.or(parent));
        }
    }

    /// Puts the lists of nodes back in document order after an insertion.
    fn forget_order(&mut self) {
        let needs_order = self.nodes.iter().any(|nodes| nodes.len() > 1);
        if needs_order {
            let order = self.tree.document_order();
            for nodes in &mut self.nodes {
                nodes.sort_by_key(|node| order[*node as usize]);
            }
        }
    }

    fn forget(&mut self, node: NodeId) {
        if let Some(def) = self.def_of(node) {
            self.nodes[def].retain(|known| *known != node);
        }
        self.typed.remove(&node);
        self.typed_over.remove(&node);
        let inside: Vec<_> = self.tree.attributes(node).chain(self.tree.elements(node)).collect();
        for child in inside {
            self.forget(child);
        }
    }

    /// Takes the templates of repeats out of a copy of the blank instance.
    pub(super) fn drop_templates(&mut self, node: NodeId) {
        let inside: Vec<_> = self.tree.elements(node).collect();
        for child in inside {
            if self.tree.attributes(child).any(|a| &*self.tree.name(a).local == "template") {
                self.tree.remove(child);
            } else {
                self.drop_templates(child);
            }
        }
    }
}
