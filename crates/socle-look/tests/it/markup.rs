//! Reading a page as a tree: our HTML is strict enough to become XML with a few closings.

use roxmltree::{Document, Node, ParsingOptions};

const VOID: [&str; 5] = ["meta", "link", "input", "br", "hr"];
const BARE: [&str; 4] = ["checked", "multiple", "open", "selected"];

/// Closes void elements and gives bare attributes a value.
pub(crate) fn to_xml(html: &str) -> String {
    let html = html.strip_prefix("<!DOCTYPE html>").unwrap_or(html);
    let mut xml = String::with_capacity(html.len() + 200);
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        xml.push_str(text);
        let (tag, after) = split_tag(tag);
        xml.push('<');
        let mut tag = tag.to_owned();
        for name in BARE {
            tag = tag.replace(&format!(" {name} "), &format!(" {name}=\"\" "));
            if let Some(start) = tag.strip_suffix(&format!(" {name}")) {
                tag = format!("{start} {name}=\"\"");
            }
        }
        xml.push_str(&tag);
        if VOID.contains(&tag.split([' ', '\n']).next().unwrap_or_default()) {
            xml.push('/');
        }
        xml.push('>');
        rest = after;
    }
    xml.push_str(rest);
    xml
}

/// A tag ends at the first `>` outside quotes.
fn split_tag(tag: &str) -> (&str, &str) {
    let mut is_quoted = false;
    for (index, c) in tag.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            '>' if !is_quoted => return (&tag[..index], &tag[index + 1..]),
            _ => {}
        }
    }
    (tag, "")
}

/// Checks the tree of a page; the message names the page and the place.
pub(crate) fn with_tree<T>(name: &str, html: &str, check: impl FnOnce(&Document<'_>) -> T) -> T {
    let xml = to_xml(html);
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    match Document::parse_with_options(&xml, options) {
        Ok(tree) => check(&tree),
        Err(error) => {
            let line = xml.lines().nth(error.pos().row as usize - 1).unwrap_or_default();
            panic!(
                "{name}: {error}\n{}",
                line.chars()
                    .skip((error.pos().col as usize).saturating_sub(120))
                    .take(240)
                    .collect::<String>()
            );
        }
    }
}

/// Elements of this name, in order.
pub(crate) fn elements<'a>(tree: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    tree.descendants().filter(move |node| node.has_tag_name(name))
}

#[test]
fn a_broken_page_is_seen() {
    let broken = std::panic::catch_unwind(|| with_tree("broken", "<p><b>x</p>", |_| ()));
    assert!(broken.is_err());
    with_tree("fine", "<!DOCTYPE html><p>x<br><input checked></p>", |tree| {
        assert_eq!(elements(tree, "input").count(), 1);
    });
}
