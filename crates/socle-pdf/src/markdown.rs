//! Markdown as a tree of plain JSON that the templates walk: no text ever becomes typst code.
//!
//! Blocks: `{"k": "p", "c": [inline]}`, `{"k": "list", "start": 1 or null, "items": [[block]]}`, `{"k": "quote"}`,
//! `{"k": "table"}`, `{"k": "code"}`, `{"k": "rule"}`. Inlines: `["t", text]`, `["b", [..]]`, `["i", [..]]`,
//! `["a", address, [..]]`, `["c", code]`, `["n", number of a source]`, `["br"]`. HTML is printed as typed.

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};
use serde_json::{Value, json};

use crate::{Language, Source, typography};

/// Below this depth, structure is dropped and words are kept, so that no text can exhaust the stack.
const DEEPEST: usize = 48;

/// What turning Markdown into a tree needs to know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setter<'a> {
    /// Language of the text.
    pub(crate) language: Language,
    /// What citations may refer to.
    pub(crate) sources: &'a [Source],
}

impl Setter<'_> {
    /// One line of text, set for paper.
    pub(crate) fn line(self, text: &str) -> Value {
        Value::String(typography::set(text, self.language))
    }

    /// The blocks of a Markdown text.
    pub(crate) fn markdown(self, text: &str) -> Value {
        let arena = Arena::new();
        let mut options = Options::default();
        options.extension.table = true;
        options.extension.strikethrough = true;
        options.extension.autolink = true;
        self.blocks(parse_document(&arena, text, &options), 0)
    }

    fn blocks<'n>(self, parent: &'n AstNode<'n>, depth: usize) -> Value {
        if depth > DEEPEST {
            return json!([{ "k": "p", "c": [["t", self.line(&words(parent))]] }]);
        }
        parent.children().map(|child| self.block(child, depth)).collect()
    }

    fn block<'n>(self, node: &'n AstNode<'n>, depth: usize) -> Value {
        match &node.data().value {
            NodeValue::Paragraph => json!({ "k": "p", "c": self.inlines(node, depth) }),
            NodeValue::Heading(_) => json!({ "k": "p", "c": [["b", self.inlines(node, depth)]] }),
            NodeValue::BlockQuote => json!({ "k": "quote", "c": self.blocks(node, depth + 1) }),
            NodeValue::List(list) => {
                let start = (list.list_type == ListType::Ordered).then_some(list.start);
                let items: Value = node.children().map(|item| self.blocks(item, depth + 1)).collect();
                json!({ "k": "list", "start": start, "items": items })
            }
            NodeValue::Table(_) => self.table(node, depth),
            NodeValue::CodeBlock(code) => json!({ "k": "code", "t": code.literal.trim_end() }),
            NodeValue::HtmlBlock(html) => {
                json!({ "k": "p", "c": [["t", self.line(html.literal.trim_end())]] })
            }
            NodeValue::ThematicBreak => json!({ "k": "rule" }),
            _ => json!({ "k": "p", "c": [["t", self.line(&words(node))]] }),
        }
    }

    fn table<'n>(self, node: &'n AstNode<'n>, depth: usize) -> Value {
        let row = |row: &'n AstNode<'n>| -> Value {
            row.children().map(|cell| self.inlines(cell, depth)).collect()
        };
        let mut rows = node.children().map(row);
        let head = rows.next().unwrap_or_default();
        json!({ "k": "table", "head": head, "rows": rows.collect::<Value>() })
    }

    fn inlines<'n>(self, parent: &'n AstNode<'n>, depth: usize) -> Value {
        if depth > DEEPEST {
            return json!([["t", self.line(&words(parent))]]);
        }
        let mut out = Vec::new();
        // Comrak splits a text at every bracket, and a citation is one of our words: neighbors are joined first.
        let mut text = String::new();
        for child in parent.children() {
            match &child.data().value {
                NodeValue::Text(part) => text.push_str(part),
                NodeValue::HtmlInline(part) => text.push_str(part),
                NodeValue::SoftBreak => text.push(' '),
                value => {
                    self.cited(&std::mem::take(&mut text), &mut out);
                    out.push(self.inline(child, value, depth + 1));
                }
            }
        }
        self.cited(&text, &mut out);
        Value::Array(out)
    }

    fn inline<'n>(self, node: &'n AstNode<'n>, value: &NodeValue, depth: usize) -> Value {
        match value {
            NodeValue::Strong => json!(["b", self.inlines(node, depth)]),
            NodeValue::Emph => json!(["i", self.inlines(node, depth)]),
            NodeValue::Code(code) => json!(["c", code.literal]),
            NodeValue::LineBreak => json!(["br"]),
            NodeValue::Link(link) if is_web(&link.url) => json!(["a", link.url, self.inlines(node, depth)]),
            // A link that paper cannot follow, and a picture that it does not carry, are their words.
            _ => json!(["t", self.line(&words(node))]),
        }
    }

    /// Text with its citations `[@key:3]` told apart, when the key is a known source.
    fn cited(self, text: &str, out: &mut Vec<Value>) {
        let mut rest = text;
        while let Some((before, number, after)) = self.next_citation(rest) {
            // The number hangs on the word before it.
            self.plain(before.trim_end_matches(' '), out);
            out.push(json!(["n", number]));
            rest = after;
        }
        self.plain(rest, out);
    }

    fn plain(self, text: &str, out: &mut Vec<Value>) {
        if !text.is_empty() {
            out.push(json!(["t", self.line(text)]));
        }
    }

    /// The text before the next known citation, its number from 1, and the text after it.
    fn next_citation(self, text: &str) -> Option<(&str, usize, &str)> {
        text.match_indices("[@").find_map(|(start, _)| {
            let (inside, after) = text[start + 2..].split_once(']')?;
            let key = inside.split([':', ' ']).next()?;
            let number = self.sources.iter().position(|source| source.key == key)? + 1;
            Some((&text[..start], number, after))
        })
    }
}

/// Only addresses that a reader can follow from paper or from the PDF; never a script.
fn is_web(url: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme))
}

/// All words under a node, without structure. Walks by iteration: depth does not matter here.
fn words<'n>(node: &'n AstNode<'n>) -> String {
    let mut out = String::new();
    for inner in node.descendants() {
        match &inner.data().value {
            NodeValue::Text(text) => out.push_str(text),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::HtmlInline(html) => out.push_str(html),
            NodeValue::SoftBreak | NodeValue::LineBreak | NodeValue::Paragraph => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}
