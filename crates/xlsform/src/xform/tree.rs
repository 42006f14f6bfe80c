//! The form as a tree in document order: parents, children, names and paths.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::compile::item::{Item, Kind};
use crate::compile::value::Text;
use crate::index::Index;

/// An element of the form and its place.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    pub(crate) item: Box<Item<'a>>,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
    /// Where its path is among the paths of the tree.
    path: Range<usize>,
    /// The list a `search()` question shows in place.
    pub(crate) search_list: Option<Text<'a>>,
}

/// All elements; a parent stands before its children.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    pub(crate) nodes: Vec<Node<'a>>,
    /// All paths, one after the other.
    paths: String,
    by_name: Index<Text<'a>, Option<usize>>,
    /// Whether a path may have to be relative.
    pub(crate) has_repeats: bool,
    /// References met while writing that name no element, or several: row and name.
    pub(crate) unresolved: RefCell<BTreeSet<(u32, String)>>,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(root: Box<Item<'a>>) -> Tree<'a> {
        let count = root.count();
        let mut tree = Tree { nodes: Vec::with_capacity(count), ..Tree::default() };
        tree.by_name.reserve(count);
        tree.paths.reserve(count * 24);
        tree.add(root, None);
        tree.has_repeats = tree.nodes.iter().any(|node| node.item.kind == Kind::Repeat);
        for (at, node) in tree.nodes.iter().enumerate() {
            if matches!(node.item.kind, Kind::Attribute | Kind::EntityLabel) || node.item.is_external() {
                continue;
            }
            tree.by_name.entry(node.item.name.clone()).and_modify(|found| *found = None).or_insert(Some(at));
        }
        tree
    }

    fn add(&mut self, mut item: Box<Item<'a>>, parent: Option<usize>) -> usize {
        let at = self.nodes.len();
        let children = std::mem::take(&mut item.children);
        let start = self.paths.len();
        if let Some(above) = parent.map(|parent| self.nodes[parent].path.clone()) {
            self.paths.extend_from_within(above);
        }
        match (item.is_flat, item.kind) {
            (true, _) => {}
            (false, Kind::Attribute) => self.paths.extend(["/@", &item.name]),
            _ => self.paths.extend(["/", &item.name]),
        }
        let path = start..self.paths.len();
        let count = children.len();
        self.nodes.push(Node { item, parent, children: Vec::with_capacity(count), path, search_list: None });
        for child in children {
            let child = self.add(child, Some(at));
            self.nodes[at].children.push(child);
        }
        at
    }

    /// Path of an element from the root, as in `/data/group/name`.
    pub(crate) fn path(&self, at: usize) -> &str {
        &self.paths[self.nodes[at].path.clone()]
    }

    /// The one element of that name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied().flatten()
    }

    pub(crate) fn kind(&self, at: usize) -> Kind {
        self.nodes[at].item.kind
    }

    /// The ancestors of an element, nearest first, with their distance from 1.
    pub(crate) fn ancestors(&self, at: usize) -> impl Iterator<Item = (usize, usize)> {
        std::iter::successors(self.nodes[at].parent, |at| self.nodes[*at].parent).zip(1..)
    }

    /// The nearest repeat around an element.
    pub(crate) fn repeat_around(&self, at: usize) -> Option<usize> {
        self.ancestors(at).map(|(found, _)| found).find(|found| self.kind(*found) == Kind::Repeat)
    }

    /// The nearest common ancestor `is_wanted`, and its distance from the first element.
    pub(crate) fn common(
        &self,
        from: usize,
        to: usize,
        is_wanted: impl Fn(Kind) -> bool,
    ) -> Option<(usize, usize)> {
        let others: Vec<usize> = self.ancestors(to).map(|(found, _)| found).collect();
        self.ancestors(from).find(|(found, _)| is_wanted(self.kind(*found)) && others.contains(found))
    }

    /// The path of an element below `top`: `/group/name`.
    pub(crate) fn path_below(&self, at: usize, top: Option<usize>) -> String {
        let mut names = vec![at];
        names.extend(self.ancestors(at).map(|(found, _)| found).take_while(|found| Some(*found) != top));
        let mut out = String::new();
        for name in names.into_iter().rev().map(|at| &self.nodes[at].item).filter(|item| !item.is_flat) {
            out.push('/');
            out.push_str(&name.name);
        }
        out
    }
}
