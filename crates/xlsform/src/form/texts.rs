//! Reads the texts of an XForm: translations, labels, the outputs inside them.

use std::collections::HashMap;

use roxmltree::Node;

use super::model::{LocalName, attribute, child, parse_expr};
use super::{Form, FormError, Message, Piece, TextForm};

impl Form {
    pub(super) fn read_texts(&mut self, model: Node<'_, '_>) -> Result<(), FormError> {
        let Some(itext) = child(model, "itext") else { return Ok(()) };
        for translation in itext.children().filter(|n| n.has_tag_name_local("translation")) {
            if attribute(translation, "default").is_some() {
                self.default_language = self.languages.len();
            }
            self.languages.push(attribute(translation, "lang").unwrap_or_default().to_owned());
            let mut texts = HashMap::new();
            for text in translation.children().filter(|n| n.has_tag_name_local("text")) {
                let id = text.attribute("id").unwrap_or_default();
                texts.insert(id.to_owned(), text_forms(text, id)?);
            }
            self.texts.languages.push(texts);
        }
        Ok(())
    }
}

fn text_forms(text: Node<'_, '_>, id: &str) -> Result<Vec<TextForm>, FormError> {
    let values = text.children().filter(|n| n.has_tag_name_local("value"));
    values
        .map(|value| {
            let form = value.attribute("form").unwrap_or_default().to_owned();
            Ok(TextForm { form, pieces: pieces(value, id)? })
        })
        .collect()
}

/// The words and outputs of an element. The spaces at both ends are those of the XML's writer.
fn pieces(element: Node<'_, '_>, path: &str) -> Result<Vec<Piece>, FormError> {
    let mut pieces = Vec::new();
    for node in element.children() {
        if node.is_text() {
            pieces.push(Piece::Words(node.text().unwrap_or_default().to_owned()));
        } else if node.has_tag_name_local("output") {
            let expr = node.attribute("value").or_else(|| node.attribute("ref")).unwrap_or_default();
            pieces.push(Piece::Output(parse_expr(expr, path, "output")?));
        }
    }
    if let Some(Piece::Words(first)) = pieces.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Piece::Words(last)) = pieces.last_mut() {
        *last = last.trim_end().to_owned();
    }
    Ok(pieces)
}

/// The label or the hint of an element of the body.
pub(super) fn message(element: Option<Node<'_, '_>>, path: &str) -> Result<Option<Message>, FormError> {
    let Some(element) = element else { return Ok(None) };
    if let Some(id) = element.attribute("ref").and_then(text_name) {
        return Ok(Some(Message::Translated(id.to_owned())));
    }
    let pieces = pieces(element, path)?;
    Ok(if pieces.is_empty() { None } else { Some(Message::Pieces(pieces)) })
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
