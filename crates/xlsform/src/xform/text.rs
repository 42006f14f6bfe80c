//! Texts people read, with `<output>` elements where they quote an answer or a list.

use super::reference::{Place, Whole};
use super::tree::Tree;
use super::write::{Xml, escaped};
use crate::compile::expression;

/// A piece of a text: words, or the path of a value to show. Both already escaped for XML.
enum Piece {
    Words(String),
    Output(String),
}

impl Tree<'_> {
    /// Writes a text inside the element just started.
    pub(crate) fn write_text(&self, xml: &mut Xml, text: &str, place: Place) {
        let pieces = if text == "-" { Vec::new() } else { self.pieces(text, place) };
        if !pieces.iter().any(|piece| matches!(piece, Piece::Output(_))) {
            xml.text(text);
            return;
        }
        // Spaces at both ends of mixed content, as the reference writes them.
        let is_mixed = pieces.len() > 1;
        if is_mixed && matches!(pieces.first(), Some(Piece::Words(_))) {
            xml.raw(" ");
        }
        for piece in &pieces {
            match piece {
                Piece::Words(words) => xml.raw(words),
                Piece::Output(path) => xml.raw("<output value=\"").raw(path).raw("\"/>"),
            };
        }
        if is_mixed {
            xml.raw(" ");
        }
    }

    fn pieces(&self, text: &str, place: Place) -> Vec<Piece> {
        if !expression::opens_reference(text) && !expression::calls(text, "instance(") {
            return Vec::new();
        }
        let text = escaped(text);
        let mut out = Vec::new();
        let mut from = 0;
        for (start, end) in expression::instance_ranges(&text) {
            self.push_words(&mut out, &text[from..start], place);
            let path = self.with_paths(&text[start..end], place);
            out.push(Piece::Output(escaped(&path).replace('"', "&quot;")));
            from = end;
        }
        self.push_words(&mut out, &text[from..], place);
        out
    }

    fn push_words(&self, out: &mut Vec<Piece>, text: &str, place: Place) {
        let mut from = 0;
        let whole = Whole::new(text);
        for found in expression::references(text) {
            if found.start > from {
                out.push(Piece::Words(text[from..found.start].to_owned()));
            }
            let mut path = String::new();
            self.write_path(&mut path, &found, &whole, place);
            out.push(Piece::Output(path));
            from = found.end();
        }
        if from < text.len() {
            out.push(Piece::Words(text[from..].to_owned()));
        }
    }
}
