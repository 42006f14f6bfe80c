//! Secondary instances: choice lists, files of choices and of data, the last saved submission.

use super::tree::{Node, Tree};
use super::validate;
use super::write::Xml;
use crate::codes;
use crate::compile::item::{Item, Kind};
use crate::compile::tables::{self, Widget};
use crate::compile::value::{Text, Value};
use crate::compile::{ChoiceList, Lists, expression};
use crate::index::Index;
use crate::issue::{Issue, Issues};

/// A file a form needs beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) id: String,
    pub(crate) source: String,
    row: u32,
}

/// The files a form reads, each once; a name that stands for two of them is an issue.
pub(crate) fn files(
    tree: &Tree<'_>,
    lists: &Lists<'_>,
    hidden_lists: &[Text<'_>],
    issues: &mut Issues,
) -> Vec<File> {
    let mut found: Vec<File> = Vec::new();
    let mut external: Index<&str, u32> = Index::default();
    let mut has_last_saved = false;
    for node in &tree.nodes {
        let item = &node.item;
        if item.widget == Some(Widget::External) {
            if external.insert(&item.name, item.row).is_some() {
                let issue =
                    Issue::new(&codes::INSTANCE_DUPLICATE).sheet("survey").row(item.row).column("name");
                issues.push(issue.value(&*item.name));
            }
            found.push(external_file(item));
            continue;
        }
        if matches!(item.kind, Kind::Attribute | Kind::EntityLabel) {
            continue;
        }
        found.extend(pulled_files(item));
        found.extend(choice_file(node));
        has_last_saved = has_last_saved || (item.kind == Kind::Question && reads_last_saved(item));
    }
    if has_last_saved {
        found.push(File { id: "__last-saved".into(), source: "jr://instance/last-saved".into(), row: 0 });
    }
    let mut files = unique(found, lists, hidden_lists, issues);
    missing(tree, lists, &mut files, issues);
    files
}

/// Instances that formulas read and nothing declares; where repairs apply, each is taken from a CSV file of its name.
fn missing(tree: &Tree<'_>, lists: &Lists<'_>, files: &mut Vec<File>, issues: &mut Issues) {
    for item in tree.nodes.iter().map(|node| &node.item) {
        for (key, text) in formulas(item) {
            for id in instance_ids(text) {
                if id == "__last-saved" || lists.get(id).is_some() || files.iter().any(|file| file.id == id) {
                    continue;
                }
                let detail = [
                    format!("l’instance « {id} » n’existe pas"),
                    format!("the instance \"{id}\" does not exist"),
                ];
                validate::reject(item, key, id, detail, true, issues);
                if issues.mends() {
                    files.push(File {
                        id: id.to_owned(),
                        source: format!("jr://file-csv/{id}.csv"),
                        row: item.row,
                    });
                }
            }
        }
    }
}

/// The ids of the `instance('id')` calls of a formula.
fn instance_ids(text: &str) -> impl Iterator<Item = &str> {
    let calls = expression::calls(text, "instance(").then(|| text.split("instance(").skip(1));
    calls.into_iter().flatten().filter_map(|rest| {
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|found| matches!(found, '\'' | '"'))?;
        rest[1..].split(quote).next()
    })
}

/// The formulas of an element with their columns, in the order in which the reference looks for files.
fn formulas<'t>(item: &'t Item<'_>) -> impl Iterator<Item = (&'static str, &'t str)> {
    let [relevant, constraint, calculate, required, readonly] = item.formulas();
    [
        ("calculate", calculate),
        ("constraint", constraint),
        ("readonly", readonly),
        ("required", required),
        ("relevant", relevant),
    ]
    .into_iter()
    .filter_map(|(key, text)| Some((key, text?)))
}

fn unique(found: Vec<File>, lists: &Lists<'_>, hidden_lists: &[Text<'_>], issues: &mut Issues) -> Vec<File> {
    let mut out: Vec<File> = Vec::new();
    let mut by_id: Index<String, usize> = Index::default();
    for file in found {
        match by_id.get(&file.id).map(|at| &out[*at]) {
            Some(other) if other.source != file.source => {
                issues.push(clash(&file, &other.source, &file.source));
            }
            Some(_) => {}
            None => {
                let has_list =
                    lists.get(&file.id).is_some() && !hidden_lists.iter().any(|hidden| *hidden == file.id);
                if has_list {
                    issues.push(clash(&file, &file.source, "choices"));
                }
                by_id.insert(file.id.clone(), out.len());
                out.push(file);
            }
        }
    }
    out
}

fn clash(file: &File, one: &str, other: &str) -> Issue {
    Issue::new(&codes::INSTANCE_CLASH)
        .sheet("survey")
        .row(file.row)
        .value(&file.id)
        .param("one", one)
        .param("other", other)
}

fn external_file(item: &Item<'_>) -> File {
    let ending = if item.type_name == "csv-external" { "csv" } else { "xml" };
    let folder = if ending == "csv" { "file-csv" } else { "file" };
    File {
        id: item.name.clone().into_owned(),
        source: format!("jr://{folder}/{}.{ending}", item.name),
        row: item.row,
    }
}

/// The files of `pulldata('file', …)` calls.
fn pulled_files(item: &Item<'_>) -> Vec<File> {
    let texts = formulas(item).map(|(_, text)| text);
    let mut out = Vec::new();
    for text in texts.chain(item.choice_filter.as_deref()).chain(item.default.as_deref()) {
        if !expression::calls(text, "pulldata(") {
            continue;
        }
        for part in text.split("pulldata").skip(1) {
            let Some((argument, _)) =
                part.trim_start().strip_prefix('(').and_then(|part| part.split_once(','))
            else {
                continue;
            };
            let id = argument.replace(['\'', '"'], "").trim().to_owned();
            out.push(File { source: format!("jr://file-csv/{id}.csv"), id, row: item.row });
        }
    }
    out
}

fn choice_file(node: &Node<'_>) -> Option<File> {
    let item = &node.item;
    let itemset = item.itemset.as_deref().filter(|_| item.widget.is_some_and(Widget::is_select))?;
    let ending = tables::ending(itemset);
    if !tables::FILE_ENDINGS.contains(&ending) || node.search_list.is_some() {
        return None;
    }
    let folder = if ending == ".csv" { "file-csv" } else { "file" };
    let id = itemset[..itemset.len() - ending.len()].to_owned();
    Some(File { id, source: format!("jr://{folder}/{itemset}"), row: item.row })
}

fn reads_last_saved(item: &Item<'_>) -> bool {
    let texts = formulas(item).map(|(_, text)| text);
    texts.chain(item.choice_filter.as_deref()).chain(item.default.as_deref()).any(expression::has_last_saved)
}

/// Writes the files, then the lists that questions look up.
pub(crate) fn write(xml: &mut Xml, files: &[File], lists: &Lists<'_>, hidden_lists: &[Text<'_>]) {
    for file in files {
        xml.start("instance").attribute("id", &file.id).attribute("src", &file.source).end("instance");
    }
    for list in lists.iter().filter(|list| !hidden_lists.contains(&list.name)) {
        write_list(xml, list);
    }
}

fn write_list(xml: &mut Xml, list: &ChoiceList<'_>) {
    let needs_itext = list.needs_itext;
    xml.start("instance").attribute("id", &list.name).start("root");
    for (at, choice) in list.choices.iter().enumerate() {
        xml.start("item");
        if needs_itext {
            xml.leaf("itextId", &format!("{}-{at}", list.name));
        }
        xml.leaf("name", &choice.name);
        if let Some(Value::Text(label)) = choice.label.as_ref().filter(|_| !needs_itext) {
            xml.leaf("label", label);
        }
        for (name, value) in &choice.extra {
            xml.leaf(name, value);
        }
        if let Some(option) = &choice.sms_option {
            xml.leaf("sms_option", option);
        }
        xml.end("item");
    }
    xml.end("root").end("instance");
}
