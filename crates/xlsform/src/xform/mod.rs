//! Writing a form as an ODK XForm (<https://getodk.github.io/xforms-spec/>).

mod bind;
mod body;
mod instance;
mod itemset;
mod itext;
mod reference;
mod search;
mod secondary;
mod text;
mod tree;
mod validate;
pub(crate) mod write;

use body::Body;
use itext::Itext;
use tree::Tree;
use write::Xml;

use crate::codes;
use crate::compile::{Form, Settings};
use crate::issue::{Issue, Issues};

/// The namespaces every form declares.
const NAMESPACES: [(&str, &str); 7] = [
    ("xmlns", "http://www.w3.org/2002/xforms"),
    ("xmlns:h", "http://www.w3.org/1999/xhtml"),
    ("xmlns:ev", "http://www.w3.org/2001/xml-events"),
    ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
    ("xmlns:jr", "http://openrosa.org/javarosa"),
    ("xmlns:orx", "http://openrosa.org/xforms"),
    ("xmlns:odk", "http://www.opendatakit.org/xforms"),
];

/// What writing a form yields.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) languages: Vec<String>,
    /// Where the form reads data from: `jr://file-csv/places.csv`.
    pub(crate) files: Vec<String>,
}

/// Writes the form, adding the issues that only its whole shows.
pub(crate) fn write(form: Form<'_>, issues: &mut Issues) -> Written {
    let Form { settings, root, lists, entities_version, .. } = form;
    let mut tree = Tree::new(root);
    let hidden_lists = search::redirect(&mut tree, issues);
    validate::check(&mut tree, &lists, issues);
    let itext = Itext::read(&tree, &lists, &settings.default_language, issues);
    let files = secondary::files(&tree, &lists, &hidden_lists, issues);
    let mut xml = Xml::with_capacity(4_096 + tree.nodes.len() * 640);
    xml.raw("<?xml version=\"1.0\"?>");
    xml.start("h:html");
    for (name, value) in namespaces(&settings, entities_version.is_some()) {
        xml.attribute(&name, &value);
    }
    xml.start("h:head").leaf("h:title", &settings.title);
    xml.start("model").attribute("odk:xforms-version", "1.0.0");
    if let Some(version) = entities_version {
        xml.attribute("entities:entities-version", version);
    }
    submission(&mut xml, &settings);
    if !itext.is_empty() {
        itext.write(&mut xml, &tree);
    }
    instance::write(&mut xml, &tree, &settings);
    secondary::write(&mut xml, &files, &lists, &hidden_lists);
    bind::write(&mut xml, &tree);
    xml.end("model").end("h:head");
    Body::new(&tree, &lists, issues).write(&mut xml, settings.style.as_deref());
    xml.end("h:html");
    report_unresolved(&tree, issues);
    let files = files.into_iter().filter(|file| file.id != "__last-saved").map(|file| file.source).collect();
    let languages = itext.languages.into_iter().map(str::to_owned).collect();
    Written { text: xml.into_text(), languages, files }
}

fn report_unresolved(tree: &Tree<'_>, issues: &mut Issues) {
    for (row, name) in tree.unresolved.borrow().iter() {
        let is_twice = tree.nodes.iter().filter(|node| node.item.name == *name).count() > 1;
        let rule = if is_twice { &codes::REFERENCE_AMBIGUOUS } else { &codes::REFERENCE_UNKNOWN };
        issues.push(Issue::new(rule).sheet("survey").row(*row).value(name));
    }
}

fn submission(xml: &mut Xml, settings: &Settings) {
    let attributes = [
        ("action", settings.submission_url.as_deref()),
        ("method", settings.submission_url.as_ref().map(|_| "post")),
        ("base64RsaPublicKey", settings.public_key.as_deref()),
        ("orx:auto-send", settings.auto_send.as_deref()),
        ("orx:auto-delete", settings.auto_delete.as_deref()),
        ("odk:client-editable", settings.is_client_editable.then_some("true")),
    ];
    if attributes.iter().all(|(_, value)| value.is_none()) {
        return;
    }
    xml.start("submission");
    for (name, value) in attributes {
        if let Some(value) = value {
            xml.attribute(name, value);
        }
    }
    xml.end("submission");
}

/// The usual namespaces, those of the settings (`prefix="uri"` words), and that of entities.
fn namespaces(settings: &Settings, has_entities: bool) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> =
        NAMESPACES.iter().map(|(name, uri)| ((*name).to_owned(), (*uri).to_owned())).collect();
    let written = settings.namespaces.as_deref().unwrap_or_default();
    let entities = if has_entities { " entities=http://www.opendatakit.org/xforms/entities" } else { "" };
    for word in written.split_whitespace().chain(entities.split_whitespace()) {
        let parts: Vec<&str> = word.split('=').collect();
        let [prefix, uri] = parts[..] else { continue };
        let name = format!("xmlns:{prefix}");
        if !prefix.is_empty() && !out.iter().any(|(found, _)| *found == name) {
            out.push((name, uri.replace(['"', '\''], "")));
        }
    }
    out
}
