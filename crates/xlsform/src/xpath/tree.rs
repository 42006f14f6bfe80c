//! A compact XML tree that expressions are evaluated on.
//!
//! Nodes live in one vector and are named by their index, so a questionnaire's answers can change and
//! repeat instances can come and go without moving anything else. It knows nothing about questionnaires.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, OnceLock};

/// The index of a node in its [`Tree`]. The document node is [`Tree::DOCUMENT`].
pub type NodeId = u32;

/// No node: the end of a chain of siblings, the parent of the document.
const NONE: NodeId = u32::MAX;

/// What a node is, in the words of XPath 1.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// The node above the document element.
    Document,
    /// `<name>…</name>`
    Element,
    /// `name="value"`
    Attribute,
    /// `xmlns:prefix="…"`
    Namespace,
    /// Words between tags.
    Text,
    /// `<!-- … -->`
    Comment,
    /// `<?target … ?>`
    Instruction,
}

/// The name of an element or an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The part after the colon.
    pub local: Arc<str>,
    /// The part before the colon, empty when there is none.
    pub prefix: Arc<str>,
    /// The namespace the prefix stands for, empty when there is none.
    pub namespace: Arc<str>,
}

/// Shared by all the names that have no prefix, no namespace, or no name at all.
static NOTHING: LazyLock<Arc<str>> = LazyLock::new(|| "".into());

impl Default for Name {
    fn default() -> Self {
        Self { local: Arc::clone(&NOTHING), prefix: Arc::clone(&NOTHING), namespace: Arc::clone(&NOTHING) }
    }
}

impl Name {
    /// A name without prefix nor namespace.
    pub fn plain(local: &str) -> Self {
        Self { local: local.into(), ..Self::default() }
    }

    /// The name as it is written, `prefix:local` or `local`.
    pub fn qualified(&self) -> String {
        if self.prefix.is_empty() {
            self.local.to_string()
        } else {
            format!("{}:{}", self.prefix, self.local)
        }
    }
}

#[derive(Debug, Clone)]
struct Node {
    kind: NodeKind,
    /// False when a questionnaire's rules put the node aside; such a node is not seen by expressions.
    is_relevant: bool,
    name: Name,
    /// The content of every kind but document and element.
    text: String,
    parent: NodeId,
    first_child: NodeId,
    last_child: NodeId,
    next: NodeId,
    previous: NodeId,
    first_attribute: NodeId,
}

/// A document: a tree of nodes.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
    /// For nodes with many children, their child elements by name; made when first asked, dropped when elements
    /// come or go.
    wide: OnceLock<HashMap<NodeId, ByName>>,
}

type ByName = HashMap<Arc<str>, Vec<NodeId>>;

/// From how many children on an index by name is worth its making.
const WIDE: usize = 24;

impl Default for Tree {
    fn default() -> Self {
        let mut tree = Self { nodes: Vec::new(), wide: OnceLock::new() };
        tree.push(NodeKind::Document, Name::default(), String::new());
        tree
    }
}

impl Tree {
    /// The document node of every tree.
    pub const DOCUMENT: NodeId = 0;

    pub(super) fn push(&mut self, kind: NodeKind, name: Name, text: String) -> NodeId {
        let id = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(Node {
            kind,
            is_relevant: true,
            name,
            text,
            parent: NONE,
            first_child: NONE,
            last_child: NONE,
            next: NONE,
            previous: NONE,
            first_attribute: NONE,
        });
        id
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    pub(super) fn append(&mut self, parent: NodeId, kind: NodeKind, name: Name, text: String) -> NodeId {
        let id = self.push(kind, name, text);
        self.link_after(parent, some(self.node(parent).last_child), id);
        id
    }

    /// Links a node under a parent, after one of its children, or first.
    fn link_after(&mut self, parent: NodeId, after: Option<NodeId>, id: NodeId) {
        if self.kind(id) == NodeKind::Element {
            self.wide.take();
        }
        let next = match after {
            Some(after) => std::mem::replace(&mut self.node_mut(after).next, id),
            None => std::mem::replace(&mut self.node_mut(parent).first_child, id),
        };
        if next == NONE {
            self.node_mut(parent).last_child = id;
        } else {
            self.node_mut(next).previous = id;
        }
        let node = self.node_mut(id);
        node.parent = parent;
        node.previous = after.unwrap_or(NONE);
        node.next = next;
    }

    pub(super) fn link_attribute(&mut self, element: NodeId, attribute: NodeId) {
        self.node_mut(attribute).parent = element;
        match self.attributes_and_namespaces(element).last() {
            Some(last) => self.node_mut(last).next = attribute,
            None => self.node_mut(element).first_attribute = attribute,
        }
    }

    /// Adds an element as the last child of a node.
    pub fn add_element(&mut self, parent: NodeId, name: Name) -> NodeId {
        self.append(parent, NodeKind::Element, name, String::new())
    }

    /// Adds an attribute to an element.
    pub fn add_attribute(&mut self, element: NodeId, name: Name, value: &str) -> NodeId {
        let id = self.push(NodeKind::Attribute, name, value.to_owned());
        self.link_attribute(element, id);
        id
    }

    /// Copies an element of another tree, with all it holds, and links it after a child of `parent` (or first).
    pub fn insert_copy(
        &mut self,
        parent: NodeId,
        after: Option<NodeId>,
        from: &Self,
        element: NodeId,
    ) -> NodeId {
        let id = self.copy_unlinked(from, element);
        self.link_after(parent, after, id);
        id
    }

    fn copy_unlinked(&mut self, from: &Self, id: NodeId) -> NodeId {
        let source = from.node(id);
        let copy = self.push(source.kind, source.name.clone(), source.text.clone());
        self.node_mut(copy).is_relevant = source.is_relevant;
        for attribute in from.attributes_and_namespaces(id) {
            let attribute = self.copy_unlinked(from, attribute);
            self.link_attribute(copy, attribute);
        }
        for child in from.children(id) {
            let child = self.copy_unlinked(from, child);
            self.link_after(copy, some(self.node(copy).last_child), child);
        }
        copy
    }

    /// Takes an element out of the tree. Its index is not used again.
    pub fn remove(&mut self, id: NodeId) {
        let Node { parent, previous, next, .. } = *self.node(id);
        if parent == NONE {
            return;
        }
        self.wide.take();
        match some(previous) {
            Some(previous) => self.node_mut(previous).next = next,
            None => self.node_mut(parent).first_child = next,
        }
        match some(next) {
            Some(next) => self.node_mut(next).previous = previous,
            None => self.node_mut(parent).last_child = previous,
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Takes an attribute away from an element, by local name.
    pub fn remove_attribute(&mut self, element: NodeId, local: &str) {
        let kept: Vec<_> =
            self.attributes_and_namespaces(element).filter(|id| &*self.name(*id).local != local).collect();
        self.node_mut(element).first_attribute = NONE;
        for attribute in kept {
            self.node_mut(attribute).next = NONE;
            self.link_attribute(element, attribute);
        }
    }

    /// What the node is.
    pub fn kind(&self, id: NodeId) -> NodeKind {
        self.node(id).kind
    }

    /// The name of an element, an attribute, a namespace prefix or a processing instruction's target.
    pub fn name(&self, id: NodeId) -> &Name {
        &self.node(id).name
    }

    /// The parent, except for the document.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).parent)
    }

    /// The next sibling; for an attribute, the next attribute.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).next)
    }

    /// The previous sibling.
    pub fn previous(&self, id: NodeId) -> Option<NodeId> {
        some(self.node(id).previous)
    }

    /// The children in order.
    pub fn children(&self, id: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + '_ {
        Children { tree: self, front: some(self.node(id).first_child), back: some(self.node(id).last_child) }
    }

    /// The children that are elements, in order.
    pub fn elements(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(id).filter(|child| self.kind(*child) == NodeKind::Element)
    }

    /// The first child element of that name.
    pub fn child(&self, id: NodeId, local: &str) -> Option<NodeId> {
        let mut first = None;
        self.see_named(id, local, &mut |child| {
            first.get_or_insert(child);
        });
        first
    }

    /// Calls `see` with the child elements of that local name, in order.
    pub(super) fn see_named(&self, id: NodeId, local: &str, see: &mut impl FnMut(NodeId)) {
        if self.children(id).nth(WIDE).is_none() {
            self.elements(id).filter(|child| *self.name(*child).local == *local).for_each(see);
            return;
        }
        let wide = self.wide.get_or_init(|| self.index());
        wide.get(&id).and_then(|names| names.get(local)).into_iter().flatten().copied().for_each(see);
    }

    /// The child elements of that local name, in order.
    pub fn children_named(&self, id: NodeId, local: &str) -> Vec<NodeId> {
        let mut named = Vec::new();
        self.see_named(id, local, &mut |child| named.push(child));
        named
    }

    fn index(&self) -> HashMap<NodeId, ByName> {
        let mut index: HashMap<NodeId, ByName> = HashMap::new();
        let ids = 0..u32::try_from(self.nodes.len()).unwrap_or(NONE);
        for parent in ids.filter(|id| self.children(*id).nth(WIDE).is_some()) {
            let names = index.entry(parent).or_default();
            for child in self.elements(parent) {
                names.entry(Arc::clone(&self.name(child).local)).or_default().push(child);
            }
        }
        index
    }

    /// The element at the top of the document.
    pub fn document_element(&self) -> Option<NodeId> {
        self.elements(Self::DOCUMENT).next()
    }

    fn attributes_and_namespaces(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<'_> {
        std::iter::successors(some(self.node(id).first_attribute), |id| self.next(*id))
    }

    /// The attributes of an element, in the order they were written.
    pub fn attributes(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<'_> {
        self.attributes_and_namespaces(id).filter(|id| self.kind(*id) == NodeKind::Attribute)
    }

    /// The namespaces an element declares.
    pub fn namespaces(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<'_> {
        self.attributes_and_namespaces(id).filter(|id| self.kind(*id) == NodeKind::Namespace)
    }

    /// The value of an attribute, by local name.
    pub fn attribute(&self, id: NodeId, local: &str) -> Option<&str> {
        self.attributes(id).find(|a| &*self.name(*a).local == local).map(|a| self.node(a).text.as_str())
    }

    /// The text of a node: its own, or all the text below a document or an element.
    pub fn text(&self, id: NodeId) -> Cow<'_, str> {
        let node = self.node(id);
        if !matches!(node.kind, NodeKind::Document | NodeKind::Element) {
            return Cow::Borrowed(&node.text);
        }
        let Some(first) = some(node.first_child) else { return Cow::Borrowed("") };
        if self.next(first).is_none() && self.kind(first) == NodeKind::Text {
            return Cow::Borrowed(&self.node(first).text);
        }
        let mut text = String::new();
        self.collect_text(id, &mut text);
        Cow::Owned(text)
    }

    fn collect_text(&self, id: NodeId, into: &mut String) {
        for child in self.children(id) {
            match self.kind(child) {
                NodeKind::Text => into.push_str(&self.node(child).text),
                NodeKind::Element => self.collect_text(child, into),
                _ => {}
            }
        }
    }

    /// Replaces the content of a leaf element, or the value of an attribute.
    pub fn set_text(&mut self, id: NodeId, text: &str) {
        if self.kind(id) != NodeKind::Element {
            text.clone_into(&mut self.node_mut(id).text);
            return;
        }
        match some(self.node(id).first_child) {
            Some(child) if self.kind(child) == NodeKind::Text => {
                text.clone_into(&mut self.node_mut(child).text);
            }
            Some(_) => {}
            None if text.is_empty() => {}
            None => {
                self.append(id, NodeKind::Text, Name::default(), text.to_owned());
            }
        }
    }

    /// Whether expressions see the node.
    pub fn is_relevant(&self, id: NodeId) -> bool {
        self.node(id).is_relevant
    }

    /// Shows a node to expressions, or hides it.
    pub fn set_relevant(&mut self, id: NodeId, is_relevant: bool) {
        self.node_mut(id).is_relevant = is_relevant;
    }

    /// How many nodes were ever made; every [`NodeId`] is below it.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never true: a tree always has its document node.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The rank of every node in document order, by index. Costs a walk of the whole tree.
    pub fn document_order(&self) -> Vec<u32> {
        let mut ranks = vec![0; self.nodes.len()];
        let mut next = 0;
        self.rank(Self::DOCUMENT, &mut next, &mut ranks);
        ranks
    }

    fn rank(&self, id: NodeId, next: &mut u32, ranks: &mut [u32]) {
        ranks[id as usize] = *next;
        *next += 1;
        for attribute in self.attributes_and_namespaces(id) {
            ranks[attribute as usize] = *next;
            *next += 1;
        }
        for child in self.children(id) {
            self.rank(child, next, ranks);
        }
    }
}

struct Children<'a> {
    tree: &'a Tree,
    front: Option<NodeId>,
    back: Option<NodeId>,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.front?;
        self.front = if self.back == Some(id) { None } else { self.tree.next(id) };
        if self.front.is_none() {
            self.back = None;
        }
        Some(id)
    }
}

impl DoubleEndedIterator for Children<'_> {
    fn next_back(&mut self) -> Option<NodeId> {
        let id = self.back?;
        self.back = if self.front == Some(id) { None } else { self.tree.previous(id) };
        if self.back.is_none() {
            self.front = None;
        }
        Some(id)
    }
}

fn some(id: NodeId) -> Option<NodeId> {
    (id != NONE).then_some(id)
}
