//! Reads a submission back, and says what is wrong with it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::form::{DefId, Form};
use crate::state::{Finding, FindingCode, FormState, MOST_INSTANCES, is_allowed};
use crate::xpath::{Environment, InvalidXml, NodeId, NodeKind, Tree};

/// The most findings that are listed for one submission.
pub const MOST_FINDINGS: usize = 200;

/// Why a text cannot be taken as answers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The text is not acceptable XML.
    #[error(transparent)]
    Xml(#[from] InvalidXml),
    /// The document element is not the one the questionnaire declares.
    #[error("the submission does not answer this questionnaire")]
    OtherForm,
}

/// Lists what is wrong with a submission: first what concerns the whole, then node by node.
///
/// The list is empty for a submission that the questionnaire could have produced. At most [`MOST_FINDINGS`]
/// are listed. Nothing is evaluated that the submission brings: it is only data.
pub fn check(form: &Arc<Form>, environment: &Environment, xml: &str) -> Vec<Finding> {
    let Ok(tree) = Tree::parse(xml) else { return vec![finding("", FindingCode::Malformed)] };
    let mut findings = Vec::new();
    let Some(root) = tree.document_element() else { return vec![finding("", FindingCode::Malformed)] };
    if tree.attribute(root, "id").is_some_and(|id| id != form.id) {
        return vec![finding("", FindingCode::WrongForm)];
    }
    if tree.attribute(root, "version").filter(|v| !v.is_empty())
        != form.version.as_deref().filter(|v| !v.is_empty())
    {
        findings.push(finding("", FindingCode::WrongVersion));
    }
    let mut state = FormState::new(Arc::clone(form), environment.clone());
    if state.load(&tree, &mut findings).is_err() {
        return vec![finding("", FindingCode::WrongForm)];
    }
    state.check_values(&tree, root, &mut String::new(), &mut findings);
    findings.extend(state.findings());
    findings.dedup_by(|a, b| a.path == b.path && a.code == b.code);
    findings.truncate(MOST_FINDINGS);
    findings
}

fn finding(path: &str, code: FindingCode) -> Finding {
    Finding { path: path.to_owned(), code, message: None }
}

impl FormState {
    /// Takes the answers of a submission: what was written by [`FormState::to_xml`] or by another client.
    ///
    /// Nodes that the questionnaire does not declare are left aside and listed. Calculations are made again.
    pub fn load_xml(&mut self, xml: &str) -> Result<Vec<Finding>, LoadError> {
        let tree = Tree::parse(xml)?;
        let mut findings = Vec::new();
        self.load(&tree, &mut findings)?;
        Ok(findings)
    }

    fn load(&mut self, from: &Tree, findings: &mut Vec<Finding>) -> Result<(), LoadError> {
        let theirs = from.document_element().ok_or(LoadError::OtherForm)?;
        let ours = self.tree().document_element().ok_or(LoadError::OtherForm)?;
        if from.name(theirs).local != self.tree().name(ours).local {
            return Err(LoadError::OtherForm);
        }
        self.load_under(ours, from, theirs, findings);
        self.refresh();
        Ok(())
    }

    /// Copies the values under an element; repeats get as many instances as the submission has.
    fn load_under(&mut self, ours: NodeId, from: &Tree, theirs: NodeId, findings: &mut Vec<Finding>) {
        self.load_attributes(ours, from, theirs);
        let mut groups: Vec<(String, Vec<NodeId>)> = Vec::new();
        let mut index: BTreeMap<String, usize> = BTreeMap::new();
        for child in from.elements(theirs) {
            let name = from.name(child).local.to_string();
            let at = *index.entry(name.clone()).or_insert(groups.len());
            if at == groups.len() {
                groups.push((name, Vec::new()));
            }
            groups[at].1.push(child);
        }
        self.empty_absent_repeats(ours, &index);
        for (name, children) in groups {
            let Some(def) = self.declared_child(ours, &name) else {
                let is_added_by_sender = matches!(name.as_str(), "deprecatedID" | "instanceID" | "meta");
                if !is_added_by_sender {
                    self.note(findings, ours, &name, FindingCode::UndeclaredNode);
                }
                continue;
            };
            self.load_children(ours, def, &name, from, &children, findings);
        }
    }

    /// A repeat that the submission does not have has no instance, not the one a new form starts with.
    fn empty_absent_repeats(&mut self, ours: NodeId, present: &BTreeMap<String, usize>) {
        let Some((_, def)) = self.node_and_def(&self.path_of(ours)) else { return };
        let form = Arc::clone(self.form());
        for child in &form.nodes[def].children {
            let declared = &form.nodes[*child];
            let local = declared.name.rsplit(':').next().unwrap_or_default();
            if declared.is_repeat && !present.contains_key(local) {
                self.sized(ours, *child, 0);
            }
        }
    }

    fn load_children(
        &mut self,
        ours: NodeId,
        def: DefId,
        name: &str,
        from: &Tree,
        children: &[NodeId],
        findings: &mut Vec<Finding>,
    ) {
        let nodes = self.sized(ours, def, children.len().min(MOST_INSTANCES));
        if children.len() > nodes.len() {
            let is_repeat = self.form().nodes[def].is_repeat;
            let code = if is_repeat { FindingCode::TooManyInstances } else { FindingCode::UndeclaredNode };
            self.note(findings, ours, name, code);
        }
        for (node, child) in nodes.into_iter().zip(children) {
            if self.form().nodes[def].children.is_empty() {
                self.load_attributes(node, from, *child);
                self.put(node, &from.text(*child));
            } else {
                self.load_under(node, from, *child, findings);
            }
        }
    }

    fn load_attributes(&mut self, ours: NodeId, from: &Tree, theirs: NodeId) {
        let is_root = self.tree().parent(ours) == Some(Tree::DOCUMENT);
        let own: Vec<_> = self.tree().attributes(ours).collect();
        for attribute in own {
            let name = self.tree().name(attribute).local.to_string();
            // The identity of the questionnaire is its own.
            if let Some(value) = from.attribute(theirs, &name).filter(|_| !is_root) {
                self.put(attribute, value);
            }
        }
    }

    fn note(&self, findings: &mut Vec<Finding>, parent: NodeId, name: &str, code: FindingCode) {
        if findings.len() < MOST_FINDINGS {
            findings.push(finding(&format!("{}/{name}", self.path_of(parent)), code));
        }
    }

    /// Looks at each value as it was written: hidden answers, wrong types, forbidden characters.
    fn check_values(&self, from: &Tree, theirs: NodeId, path: &mut String, findings: &mut Vec<Finding>) {
        let length = path.len();
        path.push('/');
        path.push_str(&from.name(theirs).local);
        if let Some(parent) = from.parent(theirs).filter(|_| self.is_repeat_path(path)) {
            let same =
                |id: &NodeId| from.kind(*id) == NodeKind::Element && from.name(*id) == from.name(theirs);
            let position = 1 + from.children(parent).filter(same).take_while(|id| *id != theirs).count();
            let _ = write!(path, "[{position}]");
        }
        let text = if from.elements(theirs).next().is_some() { "".into() } else { from.text(theirs) };
        if let Some(code) = self.code_of_value(path, &text).filter(|_| findings.len() < MOST_FINDINGS) {
            findings.push(finding(path, code));
        }
        for child in from.elements(theirs) {
            self.check_values(from, child, path, findings);
        }
        path.truncate(length);
    }

    fn code_of_value(&self, path: &str, text: &str) -> Option<FindingCode> {
        let (node, def) = self.node_and_def(path)?;
        if text.is_empty() {
            return None;
        }
        if text.chars().any(|c| !is_allowed(c)) {
            return Some(FindingCode::Malformed);
        }
        if !self.tree().is_relevant(node) {
            return Some(FindingCode::NotRelevant);
        }
        let data_type = self.form().nodes[def].bind.data_type;
        (!self.is_lexical(text, data_type)).then_some(FindingCode::WrongType)
    }
}
