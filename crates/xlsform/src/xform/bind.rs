//! Binds and model actions: what is asked of each value, and what happens when the form opens.

use super::itext::{MESSAGES, message_needs_itext};
use super::reference::Place;
use super::tree::{Node, Tree};
use super::write::Xml;
use crate::compile::item::{Action, Kind, NEW_REPEAT};
use crate::compile::tables;

/// Writes the bind of each element, then its actions.
pub(crate) fn write(xml: &mut Xml, tree: &Tree<'_>) {
    for (at, node) in tree.nodes.iter().enumerate() {
        if node.item.is_external() {
            continue;
        }
        if !node.item.bind.is_empty() && !node.item.is_flat {
            bind(xml, tree, at, node);
        }
        if has_actions(node) {
            for action in node.item.actions.iter().filter(|action| action.event != NEW_REPEAT) {
                write_action(xml, tree, at, action);
            }
        }
    }
}

fn has_actions(node: &Node<'_>) -> bool {
    matches!(node.item.kind, Kind::Question | Kind::Attribute)
}

fn bind(xml: &mut Xml, tree: &Tree<'_>, at: usize, node: &Node<'_>) {
    xml.start("bind").path("nodeset", &[tree.path(at)]);
    for (key, value) in node.item.bind.iter() {
        // A calculation with a trigger is an action of the question that starts it.
        if key == "calculate" && !node.item.triggers.is_empty() {
            continue;
        }
        if MESSAGES.contains(&key) && message_needs_itext(key, value) {
            xml.path(key, &["jr:itext('", tree.path(at), ":", key, "')"]);
            continue;
        }
        let text = value.flat();
        let is_condition = matches!(key, "readonly" | "required" | "relevant" | "constraint" | "calculate");
        let text = match tables::yes_no(&text).filter(|_| is_condition) {
            Some(true) => "true()",
            Some(false) => "false()",
            None => &text,
        };
        xml.attribute(key, &tree.with_paths(text, Place::of(at)));
    }
    xml.end("bind");
}

/// Writes an action of an element.
pub(crate) fn write_action(xml: &mut Xml, tree: &Tree<'_>, at: usize, action: &Action<'_>) {
    let node = &tree.nodes[at];
    xml.start(action.name).path("ref", &[tree.path(at)]).attribute("event", action.event);
    if action.name == "setvalue" {
        let value = match (&node.item.default, node.item.kind) {
            (Some(default), Kind::Question) => tree.with_paths(default, Place::of(at)),
            _ => action.value.clone().unwrap_or_default(),
        };
        if !value.is_empty() {
            xml.attribute("value", &value);
        }
    }
    if let Some(quality) = &action.quality {
        xml.attribute("odk:quality", quality);
    }
    xml.end(action.name);
}
