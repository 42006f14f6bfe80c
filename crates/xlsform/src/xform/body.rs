//! The body: what the respondent sees, in order.

use super::bind::write_action;
use super::itemset;
use super::itext::{hint_needs_itext, needs_itext};
use super::reference::Place;
use super::tree::{Node, Tree};
use super::write::Xml;
use crate::codes;
use crate::compile::Lists;
use crate::compile::item::{Item, Kind, NEW_REPEAT, Tag, VALUE_CHANGED};
use crate::compile::tables::Widget;
use crate::compile::value::Value;
use crate::index::Index;
use crate::issue::{Issue, Issues};

/// A calculation or a place to take when another question changes.
#[derive(Clone, Copy)]
struct Triggered<'a> {
    target: &'a str,
    value: Option<&'a str>,
    is_place: bool,
}

/// What writing the body needs at every step.
pub(crate) struct Body<'a> {
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) lists: &'a Lists<'a>,
    pub(crate) issues: &'a mut Issues,
    triggered: Index<&'a str, Vec<Triggered<'a>>>,
}

impl<'a> Body<'a> {
    pub(crate) fn new(tree: &'a Tree<'a>, lists: &'a Lists<'a>, issues: &'a mut Issues) -> Body<'a> {
        let mut triggered: Index<&str, Vec<Triggered<'_>>> = Index::default();
        // A group has no value to set: its trigger says nothing.
        for item in tree.nodes.iter().map(|node| &node.item).filter(|item| !item.is_container()) {
            for trigger in &item.triggers {
                triggered.entry(trigger).or_default().push(Triggered {
                    target: &item.name,
                    value: item.bind.text("calculate"),
                    is_place: item.type_name == "background-geopoint",
                });
            }
        }
        Body { tree, lists, issues, triggered }
    }

    pub(crate) fn write(&mut self, xml: &mut Xml, style: Option<&str>) {
        xml.start("h:body");
        if let Some(style) = style {
            xml.attribute("class", style);
        }
        self.children(xml, 0);
        xml.end("h:body");
    }

    fn children(&mut self, xml: &mut Xml, at: usize) {
        let tree = self.tree;
        for child in &tree.nodes[at].children {
            match tree.kind(*child) {
                Kind::Question => self.question(xml, *child),
                Kind::Repeat => self.repeat(xml, *child),
                Kind::Group | Kind::Loop => self.group(xml, *child),
                _ => {}
            }
        }
    }

    fn group(&mut self, xml: &mut Xml, at: usize) {
        let node = &self.tree.nodes[at];
        if node.item.control.get("bodyless").is_some() {
            return;
        }
        xml.start("group");
        for (name, value) in node.item.control.iter() {
            let text = value.flat();
            if name == "appearance" {
                xml.attribute(name, &text);
            } else if name != "ref" {
                xml.attribute(name, &self.tree.with_paths(&text, Place::of(at)));
            }
        }
        if !node.item.is_flat {
            xml.path("ref", &[self.tree.path(at)]);
        }
        if node.item.label.as_ref().is_some_and(|label| !label.is_empty()) {
            self.label(xml, at);
        }
        self.children(xml, at);
        xml.end("group");
    }

    fn repeat(&mut self, xml: &mut Xml, at: usize) {
        let node = &self.tree.nodes[at];
        if node.item.control.get("bodyless").is_some() {
            return;
        }
        xml.start("group").path("ref", &[self.tree.path(at)]);
        self.label(xml, at);
        xml.start("repeat").path("nodeset", &[self.tree.path(at)]);
        self.control_attributes(xml, at);
        self.children(xml, at);
        self.repeat_actions(xml, at);
        xml.end("repeat").end("group");
    }

    /// Defaults that compute are set again in each new instance of the nearest repeat.
    fn repeat_actions(&self, xml: &mut Xml, at: usize) {
        let inside = |candidate: usize| self.tree.ancestors(candidate).any(|(found, _)| found == at);
        for child in (at + 1..self.tree.nodes.len()).take_while(|child| inside(*child)) {
            let node = &self.tree.nodes[child];
            if node.item.actions.is_empty() || self.tree.repeat_around(child) != Some(at) {
                continue;
            }
            for action in node.item.actions.iter().filter(|action| action.event == NEW_REPEAT) {
                write_action(xml, self.tree, child, action);
            }
        }
    }

    fn control_attributes(&self, xml: &mut Xml, at: usize) {
        for (name, value) in
            self.tree.nodes[at].item.control.iter().filter(|(name, _)| !matches!(*name, "ref" | "tag"))
        {
            xml.attribute(name, &self.tree.with_paths(&value.flat(), Place::of(at)));
        }
    }

    fn question(&mut self, xml: &mut Xml, at: usize) {
        let node = &self.tree.nodes[at];
        let item = &node.item;
        if item.type_name == "calculate" || item.is_computed_unseen() {
            self.check_hidden_trigger(item);
            return;
        }
        let tag = item.widget.map_or("", Widget::tag);
        if tag.is_empty() {
            return;
        }
        xml.start(tag).path("ref", &[self.tree.path(at)]);
        self.control_attributes(xml, at);
        if let Some(query) = item.query.as_deref().filter(|_| tag == "input") {
            xml.attribute("query", &itemset::query(self.tree, at, query));
        }
        self.label_and_hint(xml, at);
        self.content(xml, at, node);
        self.triggered_actions(xml, at);
        xml.end(tag);
    }

    fn content(&mut self, xml: &mut Xml, at: usize, node: &Node<'_>) {
        for tag in &node.item.tags {
            self.tag(xml, at, tag);
        }
        if let Some(list) = node.search_list.as_deref().and_then(|name| self.lists.get(name)) {
            itemset::write_inline(xml, self.tree, list, is_given(node.item.label.as_ref()));
        } else {
            itemset::write(xml, self.tree, self.lists, at);
        }
    }

    fn tag(&self, xml: &mut Xml, at: usize, tag: &Tag<'_>) {
        xml.start("tag").attribute("key", &tag.name).start("label");
        if let Some(Value::Text(label)) = &tag.label {
            self.tree.write_text(xml, label, Place::of(at));
        }
        xml.end("label").end("tag");
    }

    /// A question that is never shown cannot start a calculation.
    fn check_hidden_trigger(&mut self, item: &Item<'_>) {
        for triggered in self.triggered.get(&*item.name).into_iter().flatten().filter(|found| !found.is_place)
        {
            let row = self.tree.find(triggered.target).map_or(0, |at| self.tree.nodes[at].item.row);
            self.issues.push(
                Issue::new(&codes::TRIGGER_HIDDEN)
                    .sheet("survey")
                    .row(row)
                    .column("trigger")
                    .value(&*item.name)
                    .param("question", triggered.target),
            );
        }
    }

    fn triggered_actions(&self, xml: &mut Xml, at: usize) {
        let node = &self.tree.nodes[at];
        let found = self.triggered.get(&*node.item.name).map_or(&[][..], Vec::as_slice);
        for is_place in [false, true] {
            for triggered in found.iter().filter(|found| found.is_place == is_place) {
                let Some(target) = self.tree.find(triggered.target) else {
                    let unresolved = (node.item.row, triggered.target.to_owned());
                    self.tree.unresolved.borrow_mut().insert(unresolved);
                    continue;
                };
                let name = if is_place { "odk:setgeopoint" } else { "setvalue" };
                xml.start(name).path("ref", &[self.tree.path(target)]).attribute("event", VALUE_CHANGED);
                if let Some(value) = triggered.value.filter(|_| !is_place) {
                    xml.attribute("value", &self.tree.with_paths(value, Place::of(at)));
                }
                xml.end(name);
            }
        }
    }

    fn label_and_hint(&mut self, xml: &mut Xml, at: usize) {
        let item = &self.tree.nodes[at].item;
        let (label, hint, guidance) =
            (is_given(item.label.as_ref()), is_given(item.hint.as_ref()), is_given(item.guidance.as_ref()));
        if !(label || hint || !item.media.is_empty()) {
            let issue = Issue::new(&codes::LABEL_MISSING).sheet("survey").row(item.row).column("label");
            self.issues.push(issue.value(&*item.name).repair(&*item.name));
            xml.leaf("label", &item.name);
            return;
        }
        if item.media.get("big-image").is_some() && item.media.get("image").is_none() {
            let issue = Issue::new(&codes::BIG_IMAGE).sheet("survey").row(item.row).column("big-image");
            self.issues.push(issue.value(&*item.name));
        }
        self.label(xml, at);
        if hint || guidance {
            self.hint(xml, at);
        }
    }

    fn label(&self, xml: &mut Xml, at: usize) {
        let node = &self.tree.nodes[at];
        xml.start("label");
        if needs_itext(&node.item) {
            xml.path("ref", &["jr:itext('", self.tree.path(at), ":label')"]);
        } else if let Some(Value::Text(label)) = &node.item.label {
            self.tree.write_text(xml, label, Place::of(at));
        }
        xml.end("label");
    }

    fn hint(&self, xml: &mut Xml, at: usize) {
        let node = &self.tree.nodes[at];
        xml.start("hint");
        if hint_needs_itext(&node.item) || is_given(node.item.guidance.as_ref()) {
            xml.path("ref", &["jr:itext('", self.tree.path(at), ":hint')"]);
        } else if let Some(Value::Text(hint)) = &node.item.hint {
            self.tree.write_text(xml, hint, Place::of(at));
        }
        xml.end("hint");
    }
}

fn is_given(value: Option<&Value<'_>>) -> bool {
    value.is_some_and(|value| !value.is_empty())
}
