//! Markdown as HTML: paragraphs, lists, quotes, tables, emphasis, links and the marks of notes. HTML that was typed is
//! shown as it was typed, pictures are their words, and a link leads to the web or is not one.

use comrak::nodes::{AstNode, ListType, NodeTable, NodeValue, TableAlignment};
use comrak::{Arena, Options, parse_document};
use socle_domain::typography;
use std::fmt::Write as _;

use crate::Html;

/// Below this depth, structure is dropped and words are kept, so that no text can exhaust the stack.
const DEEPEST: usize = 48;

/// What turning Markdown into HTML needs to know.
#[derive(Clone, Copy)]
pub struct Markdown<'a> {
    /// The BCP 47 code of the language of the text: French is set as French.
    pub language: &'a str,
    /// The number of the note that a citation (what stands between `[@` and `]`) refers to, if it refers to one.
    pub note: &'a dyn Fn(&str) -> Option<usize>,
    /// How a table is announced: « Tableau ».
    pub table: &'a str,
}

impl std::fmt::Debug for Markdown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Markdown").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Markdown<'_> {
    /// The blocks of a text.
    pub fn blocks(&self, text: &str) -> Html {
        let arena = Arena::new();
        let mut out = String::with_capacity(text.len() * 5 / 4);
        self.children(parse(&arena, text), 0, &mut out);
        Html::trusted(out)
    }

    /// A text that stands in a line: its first paragraph without its tag, or its blocks when it has several.
    pub fn phrase(&self, text: &str) -> Html {
        let arena = Arena::new();
        let root = parse(&arena, text);
        let mut children = root.children();
        let mut out = String::with_capacity(text.len() * 5 / 4);
        match (children.next(), children.next()) {
            (Some(only), None) if matches!(only.data().value, NodeValue::Paragraph) => {
                self.inlines(only, 0, &mut out);
            }
            _ => self.children(root, 0, &mut out),
        }
        Html::trusted(out)
    }

    fn children<'n>(&self, parent: &'n AstNode<'n>, depth: usize, out: &mut String) {
        if depth > DEEPEST {
            return tagged("p", out, |out| self.text(&words(parent), out));
        }
        parent.children().for_each(|child| self.block(child, depth, out));
    }

    fn block<'n>(&self, node: &'n AstNode<'n>, depth: usize, out: &mut String) {
        match &node.data().value {
            NodeValue::Paragraph => tagged("p", out, |out| self.inlines(node, depth, out)),
            // Blocks of a page have a heading of the second level; what stands in them begins below.
            NodeValue::Heading(_) => tagged("h3", out, |out| self.inlines(node, depth, out)),
            NodeValue::BlockQuote => {
                tagged("blockquote", out, |out| self.children(node, depth + 1, out));
            }
            NodeValue::List(list) => {
                let tag = if list.list_type == ListType::Ordered { "ol" } else { "ul" };
                let is_tight = list.tight;
                tagged(tag, out, |out| {
                    node.children().for_each(|item| self.item(item, is_tight, depth + 1, out));
                });
            }
            NodeValue::Table(table) => self.table(node, table, depth, out),
            NodeValue::CodeBlock(code) => {
                tagged("pre", out, |out| escape(code.literal.trim_end(), out));
            }
            NodeValue::HtmlBlock(html) => {
                tagged("p", out, |out| self.text(html.literal.trim_end(), out));
            }
            NodeValue::ThematicBreak => out.push_str("<hr>"),
            _ => tagged("p", out, |out| self.text(&words(node), out)),
        }
    }

    /// In a list without blank lines, an item is a line, not a paragraph.
    fn item<'n>(&self, item: &'n AstNode<'n>, is_tight: bool, depth: usize, out: &mut String) {
        if depth > DEEPEST {
            return tagged("li", out, |out| self.text(&words(item), out));
        }
        tagged("li", out, |out| {
            for child in item.children() {
                if is_tight && matches!(child.data().value, NodeValue::Paragraph) {
                    self.inlines(child, depth, out);
                } else {
                    self.block(child, depth, out);
                }
            }
        });
    }

    fn table<'n>(&self, node: &'n AstNode<'n>, table: &NodeTable, depth: usize, out: &mut String) {
        out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        escape(self.table, out);
        out.push_str("\"><table>");
        for (index, row) in node.children().enumerate() {
            out.push_str(match index {
                0 => "<thead><tr>",
                1 => "<tbody><tr>",
                _ => "<tr>",
            });
            for (column, cell) in row.children().enumerate() {
                let tag = if index == 0 || column == 0 { "th" } else { "td" };
                let scope = if index == 0 { " scope=\"col\"" } else { " scope=\"row\"" };
                let is_number = table.alignments.get(column) == Some(&TableAlignment::Right);
                out.push('<');
                out.push_str(tag);
                out.push_str(if tag == "th" { scope } else { "" });
                out.push_str(if is_number { " class=\"number\">" } else { ">" });
                self.inlines(cell, depth, out);
                close(tag, out);
            }
            out.push_str(if index == 0 { "</tr></thead>" } else { "</tr>" });
        }
        out.push_str(if table.num_rows > 1 { "</tbody></table></div>" } else { "</table></div>" });
    }

    fn inlines<'n>(&self, parent: &'n AstNode<'n>, depth: usize, out: &mut String) {
        if depth > DEEPEST {
            return self.text(&words(parent), out);
        }
        // Comrak splits a text at every bracket, and a citation is one of our words: neighbors are joined first.
        let mut text = String::new();
        for child in parent.children() {
            match &child.data().value {
                NodeValue::Text(part) => text.push_str(part),
                NodeValue::HtmlInline(part) => text.push_str(part),
                NodeValue::SoftBreak => text.push(' '),
                value => {
                    self.cited(&std::mem::take(&mut text), out);
                    self.inline(child, value, depth + 1, out);
                }
            }
        }
        self.cited(&text, out);
    }

    fn inline<'n>(&self, node: &'n AstNode<'n>, value: &NodeValue, depth: usize, out: &mut String) {
        match value {
            NodeValue::Strong => tagged("strong", out, |out| self.inlines(node, depth, out)),
            NodeValue::Emph => tagged("em", out, |out| self.inlines(node, depth, out)),
            NodeValue::Code(code) => tagged("code", out, |out| escape(&code.literal, out)),
            NodeValue::LineBreak => out.push_str("<br>"),
            NodeValue::Link(link) if is_web(&link.url) => {
                out.push_str("<a href=\"");
                escape(&link.url, out);
                // The page that is linked to learns nothing of ours.
                out.push_str("\" rel=\"nofollow noreferrer\">");
                self.inlines(node, depth, out);
                out.push_str("</a>");
            }
            _ => self.text(&words(node), out),
        }
    }

    /// Text with its citations told apart, those that refer to a note.
    fn cited(&self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some((before, number, after)) = self.next_citation(rest) {
            // The number hangs on the word before it.
            self.text(before.trim_end_matches(' '), out);
            // Writing to a String cannot fail.
            let _infallible = write!(out, "<sup><a href=\"#note-{number}\">{number}</a></sup>");
            rest = after;
        }
        self.text(rest, out);
    }

    fn next_citation<'t>(&self, text: &'t str) -> Option<(&'t str, usize, &'t str)> {
        text.match_indices("[@").find_map(|(start, _)| {
            let (inside, after) = text[start + 2..].split_once(']')?;
            Some((&text[..start], (self.note)(inside)?, after))
        })
    }

    fn text(&self, text: &str, out: &mut String) {
        let is_french = self.language.split('-').next() == Some("fr");
        escape(&if is_french { typography::french(text) } else { typography::curly(text) }, out);
    }
}

fn tagged(tag: &str, out: &mut String, inside: impl FnOnce(&mut String)) {
    out.push('<');
    out.push_str(tag);
    out.push('>');
    inside(out);
    close(tag, out);
}

fn close(tag: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

fn parse<'n>(arena: &'n Arena<'n>, text: &str) -> &'n AstNode<'n> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    parse_document(arena, text, &options)
}

/// Only addresses that a reader can follow; never a script.
fn is_web(url: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme))
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> String {
        let note = |key: &str| (key == "r1:2").then_some(7);
        Markdown { language: "fr", note: &note, table: "Tableau" }.blocks(text).to_string()
    }

    #[test]
    fn markdown_becomes_plain_markup() {
        let cases = [
            ("Un **gras**, un *penché*.", "<p>Un <strong>gras</strong>, un <em>penché</em>.</p>"),
            ("- un\n- deux", "<ul><li>un</li><li>deux</li></ul>"),
            ("1. un\n\n2. deux", "<ol><li><p>un</p></li><li><p>deux</p></li></ol>"),
            ("# Titre", "<h3>Titre</h3>"),
            ("> dit", "<blockquote><p>dit</p></blockquote>"),
            (
                "[page](https://a.org/?b=1&c=2)",
                "<p><a href=\"https://a.org/?b=1&amp;c=2\" rel=\"nofollow noreferrer\">page</a></p>",
            ),
            ("Un fait [@r1:2].", "<p>Un fait<sup><a href=\"#note-7\">7</a></sup>.</p>"),
            ("Un fait [@r9:9].", "<p>Un fait [@r9:9].</p>"),
            ("Quoi ?", "<p>Quoi\u{202f}?</p>"),
        ];
        for (typed, markup) in cases {
            assert_eq!(set(typed), markup, "{typed}");
        }
        let table = set("| A | B |\n|---|--:|\n| c | 1 |");
        assert!(table.contains("<thead><tr><th scope=\"col\">A</th>"), "{table}");
        assert!(
            table.contains("<th scope=\"row\">c</th><td class=\"number\">1</td></tr></tbody>"),
            "{table}"
        );
    }

    #[test]
    fn what_could_act_is_shown_as_it_was_typed() {
        let hostile = "<script>alert(1)</script>\n\nUn <img src=x onerror=y> mot, [clic](javascript:alert(1)) ![photo](x.png)";
        let markup = set(hostile);
        assert!(
            !markup.contains("<script") && !markup.contains("<img") && !markup.contains("href"),
            "{markup}"
        );
        assert!(markup.contains("&lt;script&gt;") && markup.contains("clic") && markup.contains("photo"));
        let quoted = set("[a](https://a.org/\"onclick=\"x)");
        assert!(!quoted.contains("\"onclick"), "{quoted}");
    }

    #[test]
    fn depth_without_end_ends() {
        for text in [
            "> ".repeat(5_000),
            "*".repeat(20_000),
            "[".repeat(20_000),
            "- ".repeat(3_000),
            "**a ".repeat(5_000),
        ] {
            let _ends = set(&(text + "x"));
        }
    }

    #[test]
    fn a_phrase_has_no_paragraph() {
        let note = |_: &str| None;
        let markdown = Markdown { language: "en", note: &note, table: "Table" };
        assert_eq!(markdown.phrase("It's **so**").as_str(), "It’s <strong>so</strong>");
        assert_eq!(markdown.phrase("a\n\nb").as_str(), "<p>a</p><p>b</p>");
    }
}
