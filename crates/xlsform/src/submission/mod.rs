//! Submissions: the answers as instance XML, out and in.
//!
//! Source: <https://getodk.github.io/xforms-spec/>; what is left open there follows JavaRosa, the engine of
//! ODK Collect: nodes that the rules hide are not written, empty answers are empty elements.

#![deny(missing_docs)]

mod leaves;
mod read;

use std::fmt::Write;

pub use leaves::{Leaf, NotXml, leaves};
pub use read::{LoadError, MOST_FINDINGS, check};

use crate::state::{FormState, is_allowed};
use crate::xpath::{Moment, NodeId, NodeKind, Tree};

/// What a submission says of itself rather than of the respondent's answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The submission's own identifier: `uuid:5a3c…`.
    pub instance_id: String,
    /// The identifier of the submission this one replaces.
    pub deprecated_id: Option<String>,
}

impl FormState {
    /// Writes the answers as a submission.
    pub fn to_xml(&self, meta: &Meta) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        if let Some(root) = self.tree().document_element() {
            self.write(root, meta, &mut xml);
        }
        xml
    }

    fn write(&self, node: NodeId, meta: &Meta, xml: &mut String) {
        let tree = self.tree();
        if !tree.is_relevant(node) {
            return;
        }
        let name = tree.name(node).qualified();
        let _ = write!(xml, "<{name}");
        let is_root = tree.parent(node) == Some(Tree::DOCUMENT);
        self.write_namespaces(node, is_root, xml);
        for attribute in tree.attributes(node).filter(|id| tree.is_relevant(*id)) {
            let _ = write!(xml, " {}=\"", tree.name(attribute).qualified());
            escape(&self.plain_text(attribute), true, xml);
            xml.push('"');
        }
        let elements: Vec<_> = tree.elements(node).collect();
        let text = if elements.is_empty() { self.written_text(node, meta) } else { String::new() };
        let adds_deprecated =
            is_meta(tree, node) && meta.deprecated_id.is_some() && tree.child(node, "deprecatedID").is_none();
        if elements.is_empty() && text.is_empty() && !adds_deprecated {
            xml.push_str("/>");
            return;
        }
        xml.push('>');
        escape(&text, false, xml);
        for element in elements {
            self.write(element, meta, xml);
        }
        if let (true, Some(id)) = (adds_deprecated, &meta.deprecated_id) {
            let prefix = tree.name(node).prefix.as_ref();
            let colon = if prefix.is_empty() { "" } else { ":" };
            let _ = write!(xml, "<{prefix}{colon}deprecatedID>");
            escape(id, false, xml);
            let _ = write!(xml, "</{prefix}{colon}deprecatedID>");
        }
        let _ = write!(xml, "</{name}>");
    }

    /// Declares, on the first element, the namespaces that some name below uses.
    fn write_namespaces(&self, node: NodeId, is_root: bool, xml: &mut String) {
        let tree = self.tree();
        if !is_root {
            return;
        }
        let mut used = std::collections::BTreeMap::new();
        collect_namespaces(tree, node, &mut used);
        let own = tree.name(node);
        // The default namespace of the form's own language is not that of its answers.
        if own.prefix.is_empty() && !own.namespace.is_empty() && *own.namespace != *XFORMS {
            let _ = write!(xml, " xmlns=\"");
            escape(&own.namespace, true, xml);
            xml.push('"');
        }
        for (prefix, namespace) in used {
            let _ = write!(xml, " xmlns:{prefix}=\"");
            escape(&namespace, true, xml);
            xml.push('"');
        }
    }

    /// The text of a leaf, with what only the sender knows.
    fn written_text(&self, node: NodeId, meta: &Meta) -> String {
        let tree = self.tree();
        let is_in_meta = tree.parent(node).is_some_and(|parent| is_meta(tree, parent));
        let local = &*tree.name(node).local;
        let own = || self.plain_text(node);
        match (local, &meta.deprecated_id) {
            ("instanceID", _) if is_in_meta && !meta.instance_id.is_empty() => {
                return meta.instance_id.clone();
            }
            ("deprecatedID", Some(id)) if is_in_meta => return id.clone(),
            _ => {}
        }
        match self.preload_of(node) {
            Some(("timestamp", "end")) => Moment::now(self.environment()).full_text(self.environment()),
            _ => own(),
        }
    }

    /// The value of a node; the truth of a calculation is written 1 or 0.
    fn plain_text(&self, node: NodeId) -> String {
        let text = self.tree().text(node);
        match &*text {
            "true" if self.is_boolean(node) => "1".to_owned(),
            "false" if self.is_boolean(node) => "0".to_owned(),
            _ => text.into_owned(),
        }
    }
}

const XFORMS: &str = "http://www.w3.org/2002/xforms";

fn is_meta(tree: &Tree, node: NodeId) -> bool {
    &*tree.name(node).local == "meta"
        && tree.parent(node).and_then(|p| tree.parent(p)) == Some(Tree::DOCUMENT)
}

fn collect_namespaces(tree: &Tree, node: NodeId, used: &mut std::collections::BTreeMap<String, String>) {
    for id in std::iter::once(node).chain(tree.attributes(node)) {
        let name = tree.name(id);
        if !name.prefix.is_empty() && *name.prefix != *"xml" {
            used.insert(name.prefix.to_string(), name.namespace.to_string());
        }
    }
    for child in tree.children(node).filter(|id| tree.kind(*id) == NodeKind::Element) {
        collect_namespaces(tree, child, used);
    }
}

/// Writes a text so that XML reads it back; characters that XML forbids are left out.
fn escape(text: &str, is_attribute: bool, xml: &mut String) {
    for c in text.chars().filter(|c| is_allowed(*c)) {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' if is_attribute => xml.push_str("&quot;"),
            '\n' | '\t' if is_attribute => {
                let _ = write!(xml, "&#{};", u32::from(c));
            }
            '\r' => xml.push_str("&#13;"),
            c => xml.push(c),
        }
    }
}
