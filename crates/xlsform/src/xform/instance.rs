//! The primary instance: the empty submission, with a template for each repeat.

use super::reference::Place;
use super::tree::Tree;
use super::write::Xml;
use crate::compile::Settings;
use crate::compile::expression;
use crate::compile::item::Kind;
use crate::compile::tables::Widget;

/// Writes `<instance>` with the root element inside.
pub(crate) fn write(xml: &mut Xml, tree: &Tree<'_>, settings: &Settings) {
    xml.start("instance");
    xml.start(&settings.root);
    let mut names: Vec<&str> = Vec::new();
    for (name, value) in settings.attributes.iter().filter(|(name, _)| name != "id") {
        xml.attribute(name, value);
        names.push(name);
    }
    let own = [
        ("id", Some(&settings.id)),
        ("xmlns", settings.instance_xmlns.as_ref()),
        ("version", settings.version.as_ref()),
        ("odk:prefix", settings.prefix.as_ref()),
        ("odk:delimiter", settings.delimiter.as_ref()),
    ];
    for (name, value) in own {
        if let Some(value) = value.filter(|_| !names.contains(&name)) {
            xml.attribute(name, value);
        }
    }
    children(xml, tree, 0, false);
    xml.end(&settings.root).end("instance");
}

/// Writes the children of an element. A repeat has its template before it, unless a template is around already.
fn children(xml: &mut Xml, tree: &Tree<'_>, at: usize, in_instance: bool) {
    for child in &tree.nodes[at].children {
        let node = &tree.nodes[*child];
        if node.item.is_flat {
            flat_children(xml, tree, *child);
            continue;
        }
        if node.item.widget == Some(Widget::External) || node.item.kind == Kind::Attribute {
            continue;
        }
        if node.item.kind == Kind::Repeat && !in_instance {
            template(xml, tree, *child);
            element(xml, tree, *child, true);
        } else {
            element(xml, tree, *child, in_instance);
        }
    }
}

/// The children of a flat group stand in its place.
fn flat_children(xml: &mut Xml, tree: &Tree<'_>, at: usize) {
    for child in &tree.nodes[at].children {
        if tree.nodes[*child].item.is_flat {
            flat_children(xml, tree, *child);
        } else {
            element(xml, tree, *child, false);
        }
    }
}

fn template(xml: &mut Xml, tree: &Tree<'_>, at: usize) {
    let node = &tree.nodes[at];
    xml.start(&node.item.name).attribute("jr:template", "");
    for child in &node.children {
        match tree.kind(*child) {
            Kind::Repeat => template(xml, tree, *child),
            _ if tree.nodes[*child].item.widget == Some(Widget::External) => {}
            _ => element(xml, tree, *child, false),
        }
    }
    xml.end(&node.item.name);
}

fn element(xml: &mut Xml, tree: &Tree<'_>, at: usize, in_instance: bool) {
    let node = &tree.nodes[at];
    xml.start(&node.item.name);
    for (name, value) in node.item.instance.iter() {
        xml.attribute(name, &tree.with_paths(&value.flat(), Place::of(at)));
    }
    for child in node.children.iter().map(|child| &tree.nodes[*child].item) {
        if child.kind == Kind::Attribute {
            xml.attribute(&child.name, child.value.as_deref().unwrap_or_default());
        }
    }
    if let Some(default) = &node.item.default
        && !node.item.is_container()
        && !expression::is_dynamic(default, &node.item.type_name)
    {
        xml.text(default);
    }
    children(xml, tree, at, in_instance);
    xml.end(&node.item.name);
}
