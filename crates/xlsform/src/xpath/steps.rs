//! Steps of a path: which nodes an axis reaches, which of them a test keeps.

use super::eval::{EvalError, Focus, World};
use super::syntax::{Axis, Step, Test};
use super::{NodeId, NodeKind, NodeRef, Tree, XHTML};

/// Prefixes that every questionnaire uses, known even where a document does not declare them.
const KNOWN_PREFIXES: [(&str, &str); 8] = [
    ("h", XHTML),
    ("xhtml", XHTML),
    ("jr", "http://openrosa.org/javarosa"),
    ("orx", "http://openrosa.org/xforms"),
    ("odk", "http://www.opendatakit.org/xforms"),
    ("ev", "http://www.w3.org/2001/xml-events"),
    ("xsd", "http://www.w3.org/2001/XMLSchema"),
    ("entities", "http://www.opendatakit.org/xforms/entities"),
];

impl World<'_> {
    pub(super) fn walk(
        &self,
        mut nodes: Vec<NodeRef>,
        steps: &[Step],
        focus: Focus,
    ) -> Result<Vec<NodeRef>, EvalError> {
        // Children of nodes that are not inside each other come out in document order.
        let mut is_flat = nodes.len() <= 1;
        for step in steps {
            nodes = self.step(nodes, step, is_flat, focus)?;
            is_flat = nodes.len() <= 1
                || (is_flat && matches!(step.axis, Axis::Child | Axis::Itself | Axis::Attribute));
        }
        Ok(nodes)
    }

    fn step(
        &self,
        from: Vec<NodeRef>,
        step: &Step,
        is_flat: bool,
        focus: Focus,
    ) -> Result<Vec<NodeRef>, EvalError> {
        let mut found = Vec::new();
        let is_one = from.len() <= 1;
        for node in from {
            let tree = self.tree(node);
            let mut reached = Vec::new();
            reach(tree, node.id, step, self, &mut |id| {
                reached.push(NodeRef { instance: node.instance, id });
            });
            self.spend(reached.len() + 1)?;
            for predicate in &step.predicates {
                reached = self.keep(reached, predicate, focus)?;
            }
            if is_reverse(step.axis) {
                reached.reverse();
            }
            if found.is_empty() {
                found = reached;
            } else {
                found.append(&mut reached);
            }
        }
        let keeps_order = is_flat && matches!(step.axis, Axis::Child | Axis::Itself | Axis::Attribute);
        if !is_one && !keeps_order {
            self.sort(&mut found);
        }
        Ok(found)
    }

    /// Puts nodes in document order, each once.
    pub(super) fn sort(&self, nodes: &mut Vec<NodeRef>) {
        let Some(first) = nodes.first() else { return };
        if nodes.iter().all(|node| node == first) {
            nodes.truncate(1);
            return;
        }
        let mut orders: Vec<Option<Vec<u32>>> = vec![None; self.instances.len() + 1];
        for node in nodes.iter() {
            orders[node.instance as usize].get_or_insert_with(|| self.tree(*node).document_order());
        }
        let rank = |node: &NodeRef| {
            let order = orders[node.instance as usize].as_ref();
            (node.instance, order.map_or(0, |order| order[node.id as usize]))
        };
        nodes.sort_by_key(rank);
        nodes.dedup();
    }
}

fn is_reverse(axis: Axis) -> bool {
    matches!(axis, Axis::Ancestor | Axis::AncestorOrSelf | Axis::Preceding | Axis::PrecedingSibling)
}

/// Calls `see` with the nodes of the step's axis that pass its test, nearest first.
fn reach(tree: &Tree, id: NodeId, step: &Step, world: &World<'_>, see: &mut impl FnMut(NodeId)) {
    let mut see = |id: NodeId| {
        if passes(tree, id, step, world) {
            see(id);
        }
    };
    let is_inside = !matches!(tree.kind(id), NodeKind::Attribute | NodeKind::Namespace);
    match step.axis {
        Axis::Itself => see(id),
        Axis::Child if let Test::Name { local, .. } = &step.test => tree.see_named(id, local, &mut see),
        Axis::Child => tree.children(id).for_each(see),
        Axis::Parent => tree.parent(id).into_iter().for_each(see),
        Axis::Attribute => tree.attributes(id).for_each(see),
        Axis::Namespace => tree.namespaces(id).for_each(see),
        Axis::Ancestor => ancestors(tree, id).skip(1).for_each(see),
        Axis::AncestorOrSelf => ancestors(tree, id).for_each(see),
        Axis::Descendant => descend(tree, id, &mut see),
        Axis::DescendantOrSelf => {
            see(id);
            descend(tree, id, &mut see);
        }
        Axis::FollowingSibling if is_inside => siblings(tree, id, Tree::next).for_each(see),
        Axis::PrecedingSibling if is_inside => siblings(tree, id, Tree::previous).for_each(see),
        Axis::FollowingSibling | Axis::PrecedingSibling => {}
        Axis::Following => follow(tree, id, is_inside, &mut see),
        Axis::Preceding => precede(tree, id, &mut see),
    }
}

fn ancestors(tree: &Tree, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::successors(Some(id), |id| tree.parent(*id))
}

fn siblings(
    tree: &Tree,
    id: NodeId,
    towards: fn(&Tree, NodeId) -> Option<NodeId>,
) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::successors(towards(tree, id), move |id| towards(tree, *id))
}

fn descend(tree: &Tree, id: NodeId, see: &mut impl FnMut(NodeId)) {
    for child in tree.children(id) {
        see(child);
        descend(tree, child, see);
    }
}

fn follow(tree: &Tree, id: NodeId, is_inside: bool, see: &mut impl FnMut(NodeId)) {
    let mut from = id;
    if !is_inside && let Some(owner) = tree.parent(id) {
        descend(tree, owner, see);
        from = owner;
    }
    for ancestor in ancestors(tree, from) {
        for sibling in siblings(tree, ancestor, Tree::next) {
            see(sibling);
            descend(tree, sibling, see);
        }
    }
}

fn precede(tree: &Tree, id: NodeId, see: &mut impl FnMut(NodeId)) {
    let is_inside = !matches!(tree.kind(id), NodeKind::Attribute | NodeKind::Namespace);
    let from = if is_inside { id } else { tree.parent(id).unwrap_or(id) };
    for ancestor in ancestors(tree, from) {
        for sibling in siblings(tree, ancestor, Tree::previous) {
            descend_backwards(tree, sibling, see);
        }
    }
}

fn descend_backwards(tree: &Tree, id: NodeId, see: &mut impl FnMut(NodeId)) {
    for child in tree.children(id).rev() {
        descend_backwards(tree, child, see);
    }
    see(id);
}

fn passes(tree: &Tree, id: NodeId, step: &Step, world: &World<'_>) -> bool {
    let kind = tree.kind(id);
    let is_named = match step.axis {
        Axis::Attribute => kind == NodeKind::Attribute,
        Axis::Namespace => kind == NodeKind::Namespace,
        _ => kind == NodeKind::Element,
    };
    match &step.test {
        Test::Node => true,
        Test::Text => kind == NodeKind::Text,
        Test::Comment => kind == NodeKind::Comment,
        Test::Instruction(target) => {
            kind == NodeKind::Instruction && target.as_ref().is_none_or(|t| *t == *tree.name(id).local)
        }
        Test::Any { prefix } => is_named && (prefix.is_empty() || has_prefix(tree, id, prefix, world)),
        Test::Name { prefix, local } => {
            is_named && *local == *tree.name(id).local && has_prefix(tree, id, prefix, world)
        }
    }
}

/// Whether a node is in the namespace of a prefix. No prefix in the expression means none in the document:
/// a questionnaire's default namespace is not written in its expressions (that of web pages is).
fn has_prefix(tree: &Tree, id: NodeId, prefix: &str, world: &World<'_>) -> bool {
    let name = tree.name(id);
    if prefix.is_empty() {
        return name.prefix.is_empty() && *name.namespace != *XHTML;
    }
    if *name.prefix == *prefix {
        return true;
    }
    let known = KNOWN_PREFIXES.iter().find(|(known, _)| *known == prefix).map(|(_, namespace)| *namespace);
    known == Some(&*name.namespace) || declared(world.main, prefix).is_some_and(|n| n == *name.namespace)
}

/// The namespace that the document element of the main tree gives a prefix.
fn declared<'a>(tree: &'a Tree, prefix: &str) -> Option<std::borrow::Cow<'a, str>> {
    let element = tree.document_element()?;
    let node = tree.namespaces(element).find(|id| *tree.name(*id).local == *prefix)?;
    Some(tree.text(node))
}
