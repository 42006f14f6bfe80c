//! Reads the model of an XForm: instances, binds, actions.

use std::collections::HashMap;
use std::sync::Arc;

use roxmltree::Node;

use super::graph::Graph;
use super::{Action, Bind, DataType, DefId, Event, Form, FormError, NodeDef};
use crate::xpath::{Expr, Instance, NodeKind, Tree, parse_document};

impl Form {
    /// Reads an ODK XForm.
    ///
    /// Document types, entities, deep nesting and documents larger than [`crate::xpath::MAX_BYTES`] are refused.
    pub fn parse(xml: &str) -> Result<Self, FormError> {
        let document = parse_document(xml)?;
        let root = document.root_element();
        let model = descendant(root, "model").ok_or(FormError::Missing("model"))?;
        let primary = child(model, "instance").and_then(|instance| instance.first_element_child());
        let primary = primary.ok_or(FormError::Missing("primary instance"))?;
        let blank = Tree::copy_of(primary);
        let mut form = Self {
            title: descendant(root, "title").and_then(|n| n.text()).unwrap_or_default().to_owned(),
            id: primary
                .attribute("id")
                .or_else(|| primary.tag_name().namespace())
                .unwrap_or_default()
                .to_owned(),
            version: primary.attribute("version").map(str::to_owned),
            languages: Vec::new(),
            default_language: 0,
            nodes: Vec::new(),
            by_path: HashMap::new(),
            blank,
            instances: secondary_instances(model),
            texts: super::Texts::default(),
            body: Vec::new(),
            questions: Vec::new(),
            question_of: HashMap::new(),
            actions: Vec::new(),
            graph: Graph::default(),
        };
        form.declare_nodes();
        form.read_texts(model);
        for bind in model.children().filter(|n| n.has_tag_name_local("bind")) {
            form.read_bind(bind)?;
        }
        let body = child(root, "body").ok_or(FormError::Missing("body"))?;
        form.read_body(body)?;
        form.read_actions(model, &Event::Load)?;
        form.graph = Graph::new(&form)?;
        Ok(form)
    }

    fn declare_nodes(&mut self) {
        let Some(root) = self.blank.document_element() else { return };
        let blank = std::mem::take(&mut self.blank);
        self.declare(&blank, root, None);
        self.blank = blank;
    }

    /// Declares an element and what it holds; siblings of one name are one node.
    fn declare(&mut self, blank: &Tree, element: u32, parent: Option<DefId>) {
        let def = self.declare_one(&blank.name(element).qualified(), parent, false);
        if blank.attributes(element).any(|a| &*blank.name(a).local == "template") {
            self.nodes[def].template = Some(element);
        }
        for attribute in blank.attributes(element) {
            self.declare_one(&format!("@{}", blank.name(attribute).qualified()), Some(def), true);
        }
        for child in blank.children(element).filter(|id| blank.kind(*id) == NodeKind::Element) {
            self.declare(blank, child, Some(def));
        }
    }

    fn declare_one(&mut self, name: &str, parent: Option<DefId>, is_attribute: bool) -> DefId {
        let path = format!("{}/{name}", parent.map_or("", |parent| &self.nodes[parent].path));
        if let Some(def) = self.by_path.get(&path) {
            return *def;
        }
        let def = self.nodes.len();
        self.by_path.insert(path.clone(), def);
        if let Some(parent) = parent.filter(|_| !is_attribute) {
            self.nodes[parent].children.push(def);
        }
        self.nodes.push(NodeDef {
            path,
            name: name.to_owned(),
            parent,
            children: Vec::new(),
            is_attribute,
            template: None,
            count: None,
            is_repeat: false,
            bind: Bind::default(),
        });
        def
    }

    fn read_bind(&mut self, node: Node<'_, '_>) -> Result<(), FormError> {
        let path = node.attribute("nodeset").or_else(|| node.attribute("ref")).unwrap_or_default().trim();
        let def = self.declared(path)?;
        let expr = |part: &'static str| {
            let text = attribute(node, part).map(str::trim).filter(|text| !text.is_empty());
            text.map(|text| parse_expr(text, path, part)).transpose()
        };
        let message = |part: &str| attribute(node, part).map(super::texts::message_of_attribute);
        self.nodes[def].bind = Bind {
            data_type: node.attribute("type").map_or(DataType::Text, data_type),
            relevant: expr("relevant")?,
            calculate: expr("calculate")?,
            constraint: expr("constraint")?,
            required: expr("required")?,
            read_only: expr("readonly")?,
            constraint_message: message("constraintMsg"),
            required_message: message("requiredMsg"),
            preload: attribute(node, "preload").map(|preload| {
                (preload.to_owned(), attribute(node, "preloadParams").unwrap_or_default().to_owned())
            }),
        };
        Ok(())
    }

    /// Reads the actions directly under an element; `changed` is what their events mean there.
    pub(super) fn read_actions(&mut self, at: Node<'_, '_>, here: &Event) -> Result<(), FormError> {
        for node in at.children().filter(|n| n.has_tag_name_local("setvalue")) {
            let target = node.attribute("ref").or_else(|| node.attribute("bind")).unwrap_or_default().trim();
            let def = self.declared(target)?;
            for event in node.attribute("event").unwrap_or_default().split_whitespace() {
                let Some(event) = event_named(event, here) else { continue };
                self.actions.push(Action { event, target: def, value: action_value(node, target)? });
            }
        }
        Ok(())
    }

    pub(super) fn declared(&self, path: &str) -> Result<DefId, FormError> {
        self.def(path).ok_or_else(|| FormError::UndeclaredNode { path: path.to_owned() })
    }
}

fn event_named(event: &str, here: &Event) -> Option<Event> {
    Some(match (event, here) {
        ("odk-instance-first-load", _) => Event::FirstLoad,
        ("odk-instance-load" | "xforms-ready", _) => Event::Load,
        ("odk-new-repeat" | "jr-insert", Event::NewRepeat(def)) => Event::NewRepeat(*def),
        ("odk-new-repeat" | "jr-insert", _) => Event::NewRepeat(None),
        ("xforms-value-changed", Event::Changed(def)) => Event::Changed(*def),
        _ => return None,
    })
}

/// The value of an action: its `value` expression, or its text.
fn action_value(node: Node<'_, '_>, target: &str) -> Result<Option<Expr>, FormError> {
    if let Some(value) = node.attribute("value").map(str::trim).filter(|value| !value.is_empty()) {
        return parse_expr(value, target, "setvalue").map(Some);
    }
    Ok(node.text().map(|text| Expr::Text(text.to_owned())))
}

pub(super) fn parse_expr(text: &str, path: &str, part: &'static str) -> Result<Expr, FormError> {
    Expr::parse(text).map_err(|source| FormError::Expression {
        path: path.to_owned(),
        part,
        text: text.chars().take(200).collect(),
        source,
    })
}

fn data_type(name: &str) -> DataType {
    match name.rsplit(':').next().unwrap_or(name) {
        "int" | "integer" => DataType::Integer,
        "decimal" => DataType::Decimal,
        "boolean" => DataType::Boolean,
        "date" => DataType::Date,
        "time" => DataType::Time,
        "dateTime" => DataType::DateTime,
        "geopoint" => DataType::Geopoint,
        "geotrace" => DataType::Geotrace,
        "geoshape" => DataType::Geoshape,
        "barcode" => DataType::Barcode,
        "binary" => DataType::Binary,
        _ => DataType::Text,
    }
}

fn secondary_instances(model: Node<'_, '_>) -> Vec<Instance> {
    let named = model.children().filter(|n| n.has_tag_name_local("instance")).skip(1);
    named
        .filter_map(|node| {
            let tree = node.first_element_child().map(Tree::copy_of).unwrap_or_default();
            Some(Instance {
                name: node.attribute("id")?.to_owned(),
                tree: Arc::new(tree),
                root: Tree::DOCUMENT,
            })
        })
        .collect()
}

/// Names are compared without their namespace: old forms declare them in several ways.
pub(super) trait LocalName {
    fn has_tag_name_local(&self, local: &str) -> bool;
}

impl LocalName for Node<'_, '_> {
    fn has_tag_name_local(&self, local: &str) -> bool {
        self.is_element() && self.tag_name().name() == local
    }
}

pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, local: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|n| n.has_tag_name_local(local))
}

fn descendant<'a, 'i>(node: Node<'a, 'i>, local: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|n| n.has_tag_name_local(local))
}

/// An attribute by its local name: `constraintMsg` is written `jr:constraintMsg`.
pub(super) fn attribute<'a>(node: Node<'a, '_>, local: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == local).map(|a| a.value())
}
