//! Reads the texts of an XForm: translations, labels, the outputs inside them.

use std::collections::HashMap;

use roxmltree::Node;

use super::model::{LocalName, attribute, child};
use super::{Form, Message, Piece, TextForm};
use crate::xpath::Expr;

impl Form {
    pub(super) fn read_texts(&mut self, model: Node<'_, '_>) {
        let Some(itext) = child(model, "itext") else { return };
        for translation in itext.children().filter(|n| n.has_tag_name_local("translation")) {
            if attribute(translation, "default").is_some() {
                self.default_language = self.languages.len();
            }
            self.languages.push(attribute(translation, "lang").unwrap_or_default().to_owned());
            let mut texts = HashMap::new();
            for text in translation.children().filter(|n| n.has_tag_name_local("text")) {
                let id = text.attribute("id").unwrap_or_default();
                texts.insert(id.to_owned(), text_forms(text));
            }
            self.texts.languages.push(texts);
        }
    }
}

fn text_forms(text: Node<'_, '_>) -> Vec<TextForm> {
    let values = text.children().filter(|n| n.has_tag_name_local("value"));
    let form = |value: Node<'_, '_>| value.attribute("form").unwrap_or_default().to_owned();
    values.map(|value| TextForm { form: form(value), pieces: pieces(value) }).collect()
}

/// The words and outputs of an element. The spaces at both ends are those of the XML's writer.
fn pieces(element: Node<'_, '_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for node in element.children() {
        if node.is_text() {
            pieces.push(Piece::Words(node.text().unwrap_or_default().to_owned()));
        } else if node.has_tag_name_local("output") {
            let expr = node.attribute("value").or_else(|| node.attribute("ref")).unwrap_or_default();
            // A label that cannot be computed must not close the whole questionnaire: it is shown without it.
            pieces.extend(Expr::parse(expr).ok().map(Piece::Output));
        }
    }
    if let Some(Piece::Words(first)) = pieces.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Piece::Words(last)) = pieces.last_mut() {
        *last = last.trim_end().to_owned();
    }
    pieces
}

/// The label or the hint of an element of the body.
pub(super) fn message(element: Option<Node<'_, '_>>) -> Option<Message> {
    let element = element?;
    if let Some(id) = element.attribute("ref").and_then(text_name) {
        return Some(Message::Translated(id.to_owned()));
    }
    let pieces = pieces(element);
    if pieces.is_empty() { None } else { Some(Message::Pieces(pieces)) }
}

/// A message written in an attribute: a text, or `jr:itext('name')`.
pub(super) fn message_of_attribute(text: &str) -> Message {
    match text_name(text) {
        Some(id) => Message::Translated(id.to_owned()),
        None => Message::Pieces(vec![Piece::Words(text.to_owned())]),
    }
}

/// The name in `jr:itext('name')`.
fn text_name(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix("jr:itext(")?.strip_suffix(')')?.trim();
    let quote = inside.chars().next().filter(|c| *c == '\'' || *c == '"')?;
    inside.strip_prefix(quote)?.strip_suffix(quote)
}
