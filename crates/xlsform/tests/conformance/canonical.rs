//! Equality of XForms: names by namespace, attributes as a set, text made only of spaces dropped.
//!
//! Order counts in the primary instance, in lists, in the values of a text and in the body; not among the binds,
//! instances, translations, texts and actions of the model.

use roxmltree::{Document, Node};

/// The four parts of a form, each in a form that compares as text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    instance: String,
    binds: String,
    itext: String,
    body: String,
}

pub(crate) const NAMES: [&str; 4] = ["instance", "binds", "itext", "body"];

impl Parts {
    pub(crate) fn read(xml: &str) -> Result<Parts, String> {
        let document = Document::parse(xml).map_err(|fault| fault.to_string())?;
        let root = document.root_element();
        let model = child(root, "head").and_then(|head| child(head, "model")).ok_or("no model")?;
        let mut instances: Vec<Node<'_, '_>> = named(model, "instance").collect();
        let primary = if instances.is_empty() { String::new() } else { show(instances.remove(0)) };
        let others = model
            .children()
            .filter(|node| node.is_element() && !matches!(node.tag_name().name(), "instance" | "itext"));
        let title = child(root, "head").and_then(|head| child(head, "title")).map(show).unwrap_or_default();
        Ok(Parts {
            instance: format!("{primary}\n{}", sorted(instances.into_iter().map(show))),
            binds: format!("{}\n{}", attributes(model), sorted(others.map(show))),
            itext: child(model, "itext").map(itext).unwrap_or_default(),
            body: format!("{title}\n{}", child(root, "body").map(show).unwrap_or_default()),
        })
    }

    /// Whether each part is equal, in the order of [`NAMES`].
    pub(crate) fn equal(&self, other: &Parts) -> [bool; 4] {
        [
            self.instance == other.instance,
            self.binds == other.binds,
            self.itext == other.itext,
            self.body == other.body,
        ]
    }

    /// The first difference, with a little around it.
    pub(crate) fn difference(&self, other: &Parts) -> String {
        let pairs = [
            (&self.instance, &other.instance),
            (&self.binds, &other.binds),
            (&self.itext, &other.itext),
            (&self.body, &other.body),
        ];
        let Some((mine, theirs)) = pairs.into_iter().find(|(mine, theirs)| mine != theirs) else {
            return String::new();
        };
        let at = mine.chars().zip(theirs.chars()).take_while(|(left, right)| left == right).count();
        let around = |text: &str| text.chars().skip(at.saturating_sub(60)).take(160).collect::<String>();
        format!("wanted …{}… got …{}…", around(mine), around(theirs))
    }
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|found| found.tag_name().name() == name)
}

fn named<'a>(node: Node<'a, 'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |found| found.is_element() && found.tag_name().name() == name)
}

fn sorted(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.collect();
    parts.sort_unstable();
    parts.join("\n")
}

fn itext(node: Node<'_, '_>) -> String {
    let translations = node.children().filter(Node::is_element).map(|translation| {
        let texts = sorted(translation.children().filter(Node::is_element).map(show));
        format!("{}\n{texts}", attributes(translation))
    });
    sorted(translations)
}

fn attributes(node: Node<'_, '_>) -> String {
    sorted(node.attributes().map(|found| {
        format!("{{{}}}{}={:?}", found.namespace().unwrap_or_default(), found.name(), found.value())
    }))
    .replace('\n', " ")
}

/// An element with everything in it, in order.
fn show(node: Node<'_, '_>) -> String {
    if node.is_text() {
        let text = node.text().unwrap_or_default();
        return if text.trim().is_empty() { String::new() } else { format!("{text:?}") };
    }
    if !node.is_element() {
        return String::new();
    }
    let name = node.tag_name();
    let inside: String = node.children().map(show).collect();
    format!("<{{{}}}{} {}>{inside}</>", name.namespace().unwrap_or_default(), name.name(), attributes(node))
}

#[test]
fn order_counts_where_it_matters_and_only_there() {
    let form = |binds: &str, body: &str| {
        format!(
            "<h xmlns:a='u'><head><title>t</title><model><instance><d/></instance>{binds}</model></head><body>{body}</body></h>"
        )
    };
    let one = Parts::read(&form("<bind a='1' a:b='2'/><bind a='3'/>", "<x/> <y/>")).expect("a form");
    let same = Parts::read(&form("<bind a='3'/><bind a:b='2' a='1'/>", "<x/><y/>")).expect("a form");
    let other = Parts::read(&form("<bind a='3'/><bind a:b='2' a='1'/>", "<y/><x/>")).expect("a form");
    assert_eq!(one.equal(&same), [true; 4]);
    assert_eq!(one.equal(&other), [true, true, true, false]);
}
