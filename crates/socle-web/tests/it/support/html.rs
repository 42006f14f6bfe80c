//! A small reader of our own pages. It is strict: a tag that is not closed, or closed twice, fails the test.

/// Elements that hold nothing and are not closed.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];
/// Elements whose text is not markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// An element and what is in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

#[derive(Debug, Clone)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An attribute that has to be there.
    pub(crate) fn expect(&self, name: &str) -> &str {
        self.attribute(name).unwrap_or_else(|| panic!("<{}> has no {name}", self.name))
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Every element inside, in the order of the page.
    pub(crate) fn inside(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        for child in &self.children {
            if let Node::Element(element) = child {
                found.push(element);
                found.extend(element.inside());
            }
        }
        found
    }

    /// Every element of this name inside.
    pub(crate) fn all(&self, name: &str) -> Vec<&Element> {
        self.inside().into_iter().filter(|element| element.name == name).collect()
    }

    /// The first element of this name inside.
    pub(crate) fn first(&self, name: &str) -> Option<&Element> {
        self.all(name).into_iter().next()
    }

    /// The element with this id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Element> {
        self.inside().into_iter().find(|element| element.attribute("id") == Some(id))
    }

    /// The elements that have this word in their class.
    pub(crate) fn by_class(&self, class: &str) -> Vec<&Element> {
        let has = |element: &&Element| {
            element.attribute("class").is_some_and(|words| words.split(' ').any(|word| word == class))
        };
        self.inside().into_iter().filter(has).collect()
    }

    /// The text inside, as it is written: what a field holds.
    pub(crate) fn raw_text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text, false);
        text
    }

    /// The text inside, as it is read: blanks folded, those of French typography too, and blocks apart.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text, true);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, text: &mut String, apart: bool) {
        for child in &self.children {
            match child {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) if element.name == "style" => {}
                Node::Element(element) => {
                    let is_block = !matches!(element.name.as_str(), "a" | "b" | "bdi" | "span" | "small");
                    text.push_str(if apart && is_block { " " } else { "" });
                    element.gather(text, apart);
                    text.push_str(if apart && is_block { " " } else { "" });
                }
            }
        }
    }
}

/// Reads a whole page.
pub(crate) fn read(source: &str) -> Element {
    let mut rest = source.strip_prefix("<!DOCTYPE html>").expect("a page says which HTML it is");
    let mut open = vec![Element::default()];
    while let Some(at) = rest.find('<') {
        push_text(&mut open, &rest[..at]);
        let (tag, after) = split_tag(&rest[at + 1..]);
        rest = match tag.strip_prefix('/') {
            Some(name) => {
                close(&mut open, name);
                after
            }
            None => begin(&mut open, tag, after),
        };
    }
    push_text(&mut open, rest);
    let page = open.pop().expect("the first one is never closed");
    assert!(open.is_empty(), "<{}> is not closed", page.name);
    page
}

/// A tag and what follows it; `>` may stand in a quoted value.
fn split_tag(source: &str) -> (&str, &str) {
    let mut is_quoted = false;
    let end = source.char_indices().find(|&(_, c)| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    let (end, _) = end.expect("a tag ends");
    (&source[..end], &source[end + 1..])
}

fn begin<'a>(open: &mut Vec<Element>, tag: &str, after: &'a str) -> &'a str {
    let is_closed = tag.ends_with('/');
    let tag = tag.trim_end_matches('/');
    let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let element =
        Element { name: name.to_owned(), attributes: read_attributes(attributes), children: Vec::new() };
    if VOID.contains(&name) || is_closed {
        put(open, Node::Element(element));
        return after;
    }
    open.push(element);
    if !RAW.contains(&name) {
        return after;
    }
    let end = after.find(&format!("</{name}>")).expect("a raw element is closed");
    // As browsers do: a line break right after the tag is not part of the text.
    let text = if name == "textarea" { after.strip_prefix('\n').unwrap_or(after) } else { after };
    let length = end - (after.len() - text.len());
    push_text(open, &text[..length]);
    &after[end..]
}

fn close(open: &mut Vec<Element>, name: &str) {
    let element = open.pop().expect("the first one is never closed");
    assert_eq!(element.name, name, "</{name}> closes <{}>", element.name);
    put(open, Node::Element(element));
}

fn put(open: &mut [Element], node: Node) {
    open.last_mut().expect("something is open").children.push(node);
}

fn push_text(open: &mut [Element], text: &str) {
    if !text.is_empty() {
        put(open, Node::Text(decode(text)));
    }
}

fn read_attributes(source: &str) -> Vec<(String, String)> {
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut rest = source.trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').expect("a value ends"),
            None => ("", after),
        };
        assert!(attributes.iter().all(|(key, _)| key != name), "{name} is said twice: {source}");
        attributes.push((name.to_owned(), decode(value)));
        rest = after.trim_start();
    }
    attributes
}

/// The character references that our templates write.
fn decode(text: &str) -> String {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let (name, after) = after.split_once(';').expect("a character reference ends");
        decoded.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            number => number
                .strip_prefix('#')
                .and_then(|number| number.parse().ok())
                .and_then(char::from_u32)
                .unwrap_or_else(|| panic!("&{number}; is not read by this test")),
        });
        rest = after;
    }
    decoded + rest
}
