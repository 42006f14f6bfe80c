//! Answers as a plain list of paths and texts: what a draft keeps.

use super::FormState;
use crate::form::{DefId, without_positions};
use crate::xpath::{NodeId, Tree};

impl FormState {
    /// Every text that was given, in order: what was typed where it could not be accepted, else the value.
    ///
    /// Calculations are not in it. With [`FormState::restore`] it gives the same state back, wrong answers included.
    /// An instance of a repeat is in it even if it is empty, by its path with an empty text.
    pub fn answers(&self) -> Vec<(String, String)> {
        let mut answers = Vec::new();
        if let Some(root) = self.tree.document_element() {
            self.collect_answers(root, &mut answers);
        }
        answers
    }

    fn collect_answers(&self, node: NodeId, answers: &mut Vec<(String, String)>) {
        let Some(def) = self.def_of(node) else { return };
        let declared = &self.form.nodes[def];
        if declared.is_repeat {
            answers.push((self.path_of(node), String::new()));
        } else if declared.children.is_empty() {
            let text = self.shown_text(node);
            let is_given = declared.bind.calculate.is_none() || self.typed_over.contains_key(&node);
            if !text.is_empty() && is_given {
                answers.push((self.path_of(node), text));
            }
        }
        for child in self.tree.elements(node) {
            self.collect_answers(child, answers);
        }
    }

    /// Puts a list of answers back into a state that was just opened. Paths that the questionnaire no longer has
    /// are left aside and given back.
    pub fn restore(&mut self, answers: &[(String, String)]) -> Vec<String> {
        self.forget_defaults();
        let mut unknown = Vec::new();
        let mut typed_over = Vec::new();
        for (path, text) in answers {
            let Some(def) = self.form.def(path) else {
                unknown.push(path.clone());
                continue;
            };
            match self.ensure(path) {
                Some(node) if self.form.nodes[def].bind.calculate.is_some() => typed_over.push((node, text)),
                Some(node) if !self.form.nodes[def].is_repeat => self.put_back(node, def, text),
                Some(_) => {}
                None => unknown.push(path.clone()),
            }
        }
        self.recompute_all();
        for (node, text) in typed_over {
            let computed = self.tree.text(node).into_owned();
            self.typed_over.insert(node, computed);
            self.store(node, text);
        }
        self.recompute();
        unknown
    }

    /// Empties what the opening filled: a default that was erased must not come back.
    fn forget_defaults(&mut self) {
        for def in 0..self.form.nodes.len() {
            let declared = &self.form.nodes[def];
            if declared.is_repeat && declared.count.is_none() {
                let parents = declared.parent.map_or_else(Vec::new, |parent| self.nodes[parent].clone());
                for parent in parents {
                    self.resize(parent, def, 0);
                }
            } else if declared.children.is_empty()
                && !declared.is_attribute
                && declared.bind.calculate.is_none()
            {
                for node in self.nodes[def].clone() {
                    self.store(node, "");
                }
            }
        }
    }

    fn put_back(&mut self, node: NodeId, def: DefId, text: &str) {
        match self.parsed(text, def) {
            Some(value) => {
                self.typed.remove(&node);
                self.store(node, &value);
            }
            None => {
                self.typed.insert(node, text.to_owned());
            }
        }
    }

    /// The node at a path, with the instances of repeats it needs.
    fn ensure(&mut self, path: &str) -> Option<NodeId> {
        let mut at = Tree::DOCUMENT;
        let mut so_far = String::new();
        for step in path.strip_prefix('/')?.split('/') {
            so_far.push('/');
            so_far.push_str(step);
            let def = self.form.def(&without_positions(&so_far))?;
            if self.form.nodes[def].is_repeat {
                let position =
                    step.split_once('[').and_then(|(_, rest)| rest.strip_suffix(']')?.parse().ok());
                let wanted = position.unwrap_or(1_usize);
                let has = self.instances_in(at, def).len();
                if has < wanted && wanted <= super::MOST_INSTANCES {
                    self.resize(at, def, wanted);
                }
            }
            at = self.find(&so_far)?;
        }
        Some(at)
    }
}
