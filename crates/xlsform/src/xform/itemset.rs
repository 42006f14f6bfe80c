//! Where a question takes its choices from: a list, a file, a repeat, filtered and shuffled as asked.

use super::reference::Place;
use super::tree::{Node, Tree};
use super::write::Xml;
use crate::compile::tables::{self, Widget};
use crate::compile::value::Value;
use crate::compile::{ChoiceList, Lists, expression};

/// The parts of an `<itemset>`.
struct Itemset {
    value: String,
    label: String,
    nodeset: String,
    filter: Option<String>,
}

/// Writes the itemset of a question that has one.
pub(crate) fn write(xml: &mut Xml, tree: &Tree<'_>, lists: &Lists<'_>, at: usize) {
    let node = &tree.nodes[at];
    let Some(name) = node.item.itemset.as_deref().filter(|name| !name.is_empty()) else { return };
    let mut itemset = match node.item.widget {
        Some(Widget::Range) => from_list(lists, name),
        Some(widget) if widget.is_select() || widget == Widget::Geo => from_file(node, name)
            .or_else(|| from_repeat(tree, at, name))
            .unwrap_or_else(|| from_list(lists, name)),
        _ => return,
    };
    if node.item.widget != Some(Widget::Range) {
        filter(tree, at, name, &mut itemset);
        shuffle(tree, at, &mut itemset);
    }
    xml.start("itemset").attribute("nodeset", &itemset.nodeset);
    xml.start("value").attribute("ref", &itemset.value).end("value");
    xml.start("label").attribute("ref", &itemset.label).end("label");
    xml.end("itemset");
}

fn from_list(lists: &Lists<'_>, name: &str) -> Itemset {
    let needs_itext = lists.get(name).is_some_and(|list| list.needs_itext);
    let label = if needs_itext { "jr:itext(itextId)" } else { "label" };
    Itemset {
        value: "name".into(),
        label: label.into(),
        nodeset: format!("instance('{name}')/root/item"),
        filter: None,
    }
}

fn from_file(node: &Node<'_>, name: &str) -> Option<Itemset> {
    let ending = tables::ending(name);
    if !tables::FILE_ENDINGS.contains(&ending) {
        return None;
    }
    let (value, label) = if ending == ".geojson" { ("id", "title") } else { ("name", "label") };
    Some(Itemset {
        value: node.item.parameter("value").unwrap_or(value).to_owned(),
        label: node.item.parameter("label").unwrap_or(label).to_owned(),
        nodeset: format!("instance('{}')/root/item", &name[..name.len() - ending.len()]),
        filter: None,
    })
}

/// Choices taken from earlier answers: those of a question in a repeat that are not empty.
fn from_repeat(tree: &Tree<'_>, at: usize, name: &str) -> Option<Itemset> {
    if !expression::has_reference(name) {
        return None;
    }
    let path = tree.with_paths(name, Place::of(at).nodeset(true));
    let path = path.trim();
    if tree.nodes[at].item.widget == Some(Widget::Geo) {
        return Some(Itemset {
            value: "geometry".into(),
            label: "geometry".into(),
            nodeset: path.to_owned(),
            filter: Some("./geometry != ''".into()),
        });
    }
    let (nodeset, last) = path.rsplit_once('/').unwrap_or(("", path));
    Some(Itemset {
        value: last.to_owned(),
        label: last.to_owned(),
        nodeset: nodeset.to_owned(),
        filter: Some(format!("./{last} != ''")),
    })
}

fn filter(tree: &Tree<'_>, at: usize, name: &str, itemset: &mut Itemset) {
    let is_nodeset = expression::has_reference(name);
    if let Some(written) = &tree.nodes[at].item.choice_filter {
        let filter = tree.with_paths(written, Place::of(at).current().nodeset(is_nodeset)).into_owned();
        itemset.filter = Some(if is_nodeset {
            filter.replace(&format!("current()/{}", itemset.nodeset), ".").replace(&itemset.nodeset, ".")
        } else {
            filter
        });
    }
    if let Some(filter) = itemset.filter.as_deref().filter(|filter| !filter.is_empty()) {
        itemset.nodeset = format!("{}[{filter}]", itemset.nodeset);
    }
}

fn shuffle(tree: &Tree<'_>, at: usize, itemset: &mut Itemset) {
    let item = &tree.nodes[at].item;
    if item.parameter("randomize") != Some("true") {
        return;
    }
    itemset.nodeset = match item.parameter("seed") {
        Some(seed) => {
            let seed = tree.with_paths(seed, Place::of(at));
            format!("randomize({}, {})", itemset.nodeset, seed.trim())
        }
        None => format!("randomize({})", itemset.nodeset),
    };
}

/// The query of a question whose choices are in the side file.
pub(crate) fn query(tree: &Tree<'_>, at: usize, list: &str) -> String {
    let base = format!("instance('{list}')/root/item");
    match &tree.nodes[at].item.choice_filter {
        Some(filter) => format!("{base}[{}]", tree.with_paths(filter, Place::of(at).current())),
        None => base,
    }
}

/// Writes the choices in place, as `search()` wants them.
pub(crate) fn write_inline(xml: &mut Xml, tree: &Tree<'_>, list: &ChoiceList<'_>, has_label: bool) {
    let needs_itext = list.needs_itext;
    for (at, choice) in list.choices.iter().enumerate() {
        xml.start("item").start("label");
        if needs_itext {
            xml.attribute("ref", &format!("jr:itext('{}-{at}')", list.name));
        } else if let (Some(Value::Text(label)), true) = (&choice.label, has_label) {
            tree.write_text(xml, label, Place::nowhere());
        }
        xml.end("label").leaf("value", &choice.name).end("item");
    }
}
