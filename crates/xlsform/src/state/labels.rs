//! Texts in the respondent's language, with the values that stand inside them.

use super::FormState;
use crate::form::{ChoiceSource, DataType, Message, Piece};
use crate::xpath::{FormFunctions, NodeId, NodeRef, Value};

impl FormState {
    /// A text in the present language, at a node.
    pub(super) fn message(&self, message: Option<&Message>, node: NodeId) -> Option<String> {
        match message? {
            Message::Pieces(pieces) => Some(self.words(pieces, node)),
            Message::Translated(id) => self.translated(id, "", node),
        }
    }

    /// A form (`guidance`, `image`…; empty: the plain one) of a translated text. When the present language
    /// has none, the default one is asked, then the others: a text in another language beats no text.
    pub(super) fn translated(&self, id: &str, form: &str, node: NodeId) -> Option<String> {
        let languages = &self.form.texts.languages;
        let first = [self.language, self.form.default_language].into_iter();
        first.chain(0..languages.len()).find_map(|language| {
            let forms = languages.get(language)?.get(id)?;
            let text = self.words(&forms.iter().find(|text| text.form == form)?.pieces, node);
            // The reference compiler writes a dash where a translation is missing.
            if text == "-" { None } else { Some(text) }
        })
    }

    fn words(&self, pieces: &[Piece], node: NodeId) -> String {
        let world = self.world();
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Output(expr) => world
                .evaluate(expr, NodeRef::main(node))
                .map_or_else(|_| String::new(), |v| output(v, &world)),
        };
        pieces.iter().map(piece).collect()
    }

    /// The form of the text that a message names, when it is a translated one.
    pub(super) fn message_form(&self, message: Option<&Message>, form: &str, node: NodeId) -> Option<String> {
        match message? {
            Message::Translated(id) => self.translated(id, form, node),
            Message::Pieces(_) => None,
        }
    }
}

/// A value inside a text: nothing rather than `NaN`.
fn output(value: Value, world: &crate::xpath::World<'_>) -> String {
    let text = value.into_text(world);
    if text == "NaN" { String::new() } else { text }
}

impl FormFunctions for FormState {
    fn choice_name(&self, value: &str, path: &str, at: NodeRef) -> Option<String> {
        let question = self.form.question(self.form.def(path.trim())?)?;
        let node = if at.instance == 0 { at.id } else { crate::xpath::Tree::DOCUMENT };
        // The list is not filtered: a label is asked for a value that was already chosen.
        question.choices.iter().find_map(|source| match source {
            ChoiceSource::Item { value: own, label } if own == value => self.message(label.as_ref(), node),
            ChoiceSource::Item { .. } => None,
            ChoiceSource::Set { .. } => self.label_in_set(source, value, node),
        })
    }

    fn translation(&self, id: &str) -> Option<String> {
        self.translated(id, "", crate::xpath::Tree::DOCUMENT)
    }

    fn is_dated(&self, node: NodeRef) -> bool {
        let def = if node.instance == 0 { self.def_of(node.id) } else { None };
        def.is_some_and(|def| {
            matches!(self.form.nodes[def].bind.data_type, DataType::Date | DataType::DateTime)
        })
    }

    fn pull_data(&self, file: &str, column: &str, key_column: &str, key: &str) -> Option<String> {
        let name = file.strip_suffix(".csv").unwrap_or(file);
        let instance = self.form.instances.iter().find(|instance| instance.name == name)?;
        let tree = &instance.tree;
        let rows = tree.elements(tree.document_element()?);
        let mut rows =
            rows.filter(|row| tree.child(*row, key_column).is_some_and(|cell| tree.text(cell) == key));
        rows.find_map(|row| tree.child(row, column)).map(|cell| tree.text(cell).into_owned())
    }
}
