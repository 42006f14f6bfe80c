//! Reads XML into a [`Tree`], within limits of size and depth and without document types.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Name, NodeId, NodeKind, Tree};

/// Why a text could not be read as a tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidXml {
    /// The text is not well-formed, or declares a document type (never accepted: it can hide entities).
    #[error("not well-formed XML: {0}")]
    Syntax(String),
    /// Elements are nested deeper than [`MAX_DEPTH`].
    #[error("elements are nested too deep")]
    TooDeep,
    /// The text is longer than [`MAX_BYTES`].
    #[error("the document is too large")]
    TooLarge,
}

/// The deepest nesting of elements that is read.
pub const MAX_DEPTH: usize = 200;
/// The longest document that is read, in bytes.
pub const MAX_BYTES: usize = 32 << 20;

/// The words of names, each kept once: a long list has thousands of nodes and few names.
#[derive(Default)]
struct Words(HashSet<Arc<str>>);

impl Words {
    fn get(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.0.get(word) {
            return Arc::clone(known);
        }
        let new: Arc<str> = word.into();
        self.0.insert(Arc::clone(&new));
        new
    }
}

impl Tree {
    /// Reads a document. Document type declarations, and so entities, are refused.
    pub fn parse(xml: &str) -> Result<Self, InvalidXml> {
        let document = parse_document(xml)?;
        let mut tree = Self::default();
        tree.copy_children(Self::DOCUMENT, document.root(), &mut Words::default());
        Ok(tree)
    }

    /// A tree whose document element is a copy of one element of a parsed document.
    pub fn copy_of(element: roxmltree::Node<'_, '_>) -> Self {
        let mut tree = Self::default();
        tree.copy_node(Self::DOCUMENT, element, &mut Words::default());
        tree
    }

    fn copy_children(&mut self, parent: NodeId, from: roxmltree::Node<'_, '_>, words: &mut Words) {
        for child in from.children() {
            self.copy_node(parent, child, words);
        }
    }

    fn copy_node(&mut self, parent: NodeId, from: roxmltree::Node<'_, '_>, words: &mut Words) {
        let text = from.text().unwrap_or_default();
        match from.node_type() {
            roxmltree::NodeType::Element => {
                let id = self.add_element(parent, name_of(from, from.tag_name(), words));
                self.copy_namespaces(id, from);
                for attribute in from.attributes() {
                    let name = attribute_name(from, &attribute, words);
                    self.add_attribute(id, name, attribute.value());
                }
                self.copy_children(id, from, words);
            }
            roxmltree::NodeType::Text => {
                self.append(parent, NodeKind::Text, Name::default(), text.to_owned());
            }
            roxmltree::NodeType::Comment => {
                self.append(parent, NodeKind::Comment, Name::default(), text.to_owned());
            }
            roxmltree::NodeType::PI => {
                let instruction = from.pi();
                let target = instruction.map_or("", |i| i.target);
                let value = instruction.and_then(|i| i.value).unwrap_or_default();
                self.append(parent, NodeKind::Instruction, Name::plain(target), value.to_owned());
            }
            roxmltree::NodeType::Root => {}
        }
    }

    /// Keeps the namespaces that an element itself declares (those its parent has not).
    fn copy_namespaces(&mut self, id: NodeId, from: roxmltree::Node<'_, '_>) {
        for declared in from.namespaces() {
            let inherited = from.parent_element().and_then(|p| p.lookup_namespace_uri(declared.name()));
            let prefix = declared.name().unwrap_or_default();
            if inherited != Some(declared.uri()) && prefix != "xml" {
                let node = self.push(NodeKind::Namespace, Name::plain(prefix), declared.uri().to_owned());
                self.link_attribute(id, node);
            }
        }
    }
}

/// Reads XML within the limits of size and depth, without document type.
pub(crate) fn parse_document(xml: &str) -> Result<roxmltree::Document<'_>, InvalidXml> {
    if xml.len() > MAX_BYTES {
        return Err(InvalidXml::TooLarge);
    }
    check_depth(xml)?;
    roxmltree::Document::parse(xml).map_err(|error| InvalidXml::Syntax(error.to_string()))
}

/// Counts the nesting before a tree is built, so that a hostile document costs nothing.
fn check_depth(xml: &str) -> Result<(), InvalidXml> {
    let mut depth = 0_usize;
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let skipped = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")]
            .iter()
            .find(|(open, _)| rest.starts_with(open))
            .map(|(_, close)| rest.find(close).map_or(rest.len(), |end| end + close.len()));
        if let Some(end) = skipped {
            rest = &rest[end..];
            continue;
        }
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !is_closed_at_once(rest) {
            depth += 1;
        }
        if depth > MAX_DEPTH {
            return Err(InvalidXml::TooDeep);
        }
    }
    Ok(())
}

/// Whether a tag, read from after its `<`, ends with `/>`.
fn is_closed_at_once(tag: &str) -> bool {
    let mut quote = None;
    let mut last = b' ';
    for byte in tag.bytes() {
        match (quote, byte) {
            (None, b'>') => return last == b'/',
            (_, b'<') => return false,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        last = byte;
    }
    false
}

fn name_of(at: roxmltree::Node<'_, '_>, name: roxmltree::ExpandedName<'_, '_>, words: &mut Words) -> Name {
    let namespace = name.namespace().unwrap_or_default();
    let is_default = at.lookup_namespace_uri(None) == Some(namespace);
    let prefix =
        if namespace.is_empty() || is_default { "" } else { at.lookup_prefix(namespace).unwrap_or_default() };
    Name { local: words.get(name.name()), prefix: words.get(prefix), namespace: words.get(namespace) }
}

fn attribute_name(
    at: roxmltree::Node<'_, '_>,
    attribute: &roxmltree::Attribute<'_, '_>,
    words: &mut Words,
) -> Name {
    let namespace = attribute.namespace().unwrap_or_default();
    let prefix = if namespace.is_empty() { "" } else { at.lookup_prefix(namespace).unwrap_or("xml") };
    Name { local: words.get(attribute.name()), prefix: words.get(prefix), namespace: words.get(namespace) }
}
