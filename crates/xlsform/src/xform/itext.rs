//! The texts of each language: labels, hints, messages, media, choices.

use std::collections::HashMap;

use super::reference::Place;
use super::tree::Tree;
use super::write::Xml;
use crate::codes;
use crate::compile::item::{Item, Kind};
use crate::compile::value::Value;
use crate::compile::{ChoiceList, Lists, expression};
use crate::issue::{Issue, Issues};

/// What a value of a text is: the text itself, a guidance hint, or a kind of media.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Long,
    Guidance,
    Media(&'static str),
}

const MEDIA: [&str; 4] = ["image", "big-image", "audio", "video"];

/// A value, and the element it belongs to.
#[derive(Clone, Debug)]
struct Entry {
    form: Form,
    text: String,
    place: Place,
}

/// One text id: its values in each language.
#[derive(Debug, Default)]
struct Text {
    id: String,
    languages: Vec<Vec<Entry>>,
}

/// All texts of a form.
#[derive(Debug, Default)]
pub(crate) struct Itext {
    pub(crate) languages: Vec<String>,
    texts: Vec<Text>,
    by_id: HashMap<String, usize>,
}

/// Whether the label must go through itext: translated, or with media.
pub(crate) fn needs_itext(item: &Item<'_>) -> bool {
    matches!(item.label, Some(Value::Map(_))) || !item.media.is_empty()
}

impl Itext {
    pub(crate) fn read(tree: &Tree<'_>, lists: &Lists<'_>, default: &str, issues: &mut Issues) -> Itext {
        let mut itext = Itext::default();
        for list in lists.iter().filter(|list| list.needs_itext()) {
            itext.add_list(list, default);
        }
        for (at, node) in tree.nodes.iter().enumerate() {
            if has_texts(&node.item) {
                itext.add_item(&node.item, &node.path, Place::of(at), default);
            }
        }
        for node in &tree.nodes {
            if has_texts(&node.item) && !node.item.media.is_empty() {
                itext.add_media(&node.item, &format!("{}:label", node.path), default, issues);
            }
        }
        itext.fill_gaps();
        itext
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }

    fn add(&mut self, language: &str, id: &str, form: Form, text: &str, place: Place) {
        let language = self.languages.iter().position(|found| found == language).unwrap_or_else(|| {
            self.languages.push(language.to_owned());
            self.languages.len() - 1
        });
        let at = *self.by_id.entry(id.to_owned()).or_insert_with(|| {
            self.texts.push(Text { id: id.to_owned(), languages: Vec::new() });
            self.texts.len() - 1
        });
        let languages = &mut self.texts[at].languages;
        if languages.len() <= language {
            languages.resize(language + 1, Vec::new());
        }
        let entry = Entry { form, text: text.to_owned(), place };
        match languages[language].iter_mut().find(|found| found.form == form) {
            Some(found) => *found = entry,
            None => languages[language].push(entry),
        }
    }

    /// Adds a value in every language it has; a plain text in the default one.
    fn add_value(&mut self, value: &Value<'_>, id: &str, form: Form, place: Place, default: &str) {
        match value {
            Value::Text(text) => self.add(default, id, form, text, place),
            Value::Map(map) => {
                for (language, value) in map.iter() {
                    self.add(language, id, form, &value.flat(), place);
                }
            }
        }
    }

    fn add_list(&mut self, list: &ChoiceList<'_>, default: &str) {
        for (at, choice) in list.choices.iter().enumerate() {
            let id = format!("{}-{at}", list.name);
            if let Some(label) = choice.label.as_ref().filter(|label| !label.is_empty()) {
                self.add_value(label, &id, Form::Long, Place::nowhere(), default);
            }
            for (kind, value) in choice.media.iter() {
                if let Some(kind) = media_kind(kind) {
                    self.add_value(value, &id, Form::Media(kind), Place::nowhere(), default);
                }
            }
        }
    }

    fn add_item(&mut self, item: &Item<'_>, path: &str, place: Place, default: &str) {
        for message in ["jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString"] {
            let Some(value) = item.bind.get(message) else { continue };
            if message_needs_itext(message, value) {
                self.add_value(value, &format!("{path}:{message}"), Form::Long, place, default);
            }
        }
        if let Some(label) = item.label.as_ref().filter(|label| !label.is_empty() && needs_itext(item)) {
            self.add_value(label, &format!("{path}:label"), Form::Long, place, default);
        }
        if let Some(hint) = item.hint.as_ref().filter(|_| hint_needs_itext(item)) {
            self.add_value(hint, &format!("{path}:hint"), Form::Long, place, default);
        }
        if let Some(guidance) = item.guidance.as_ref().filter(|guidance| !guidance.is_empty()) {
            self.add_value(guidance, &format!("{path}:hint"), Form::Guidance, place, default);
        }
    }

    fn add_media(&mut self, item: &Item<'_>, id: &str, default: &str, issues: &mut Issues) {
        // A file for the default language alone may have ended up one level deeper.
        let media = item.media.get("default").and_then(Value::map).unwrap_or(&item.media);
        for (kind, value) in media.iter() {
            match media_kind(kind) {
                Some(kind) => self.add_value(value, id, Form::Media(kind), Place::nowhere(), default),
                None => issues.push(
                    Issue::new(&codes::MEDIA_UNKNOWN)
                        .sheet("survey")
                        .row(item.row)
                        .column(&format!("media::{kind}"))
                        .value(kind),
                ),
            }
        }
    }

    /// A text missing in a language is shown as `-`.
    fn fill_gaps(&mut self) {
        let count = self.languages.len();
        for text in &mut self.texts {
            text.languages.resize(count, Vec::new());
            let mut forms: Vec<Form> = Vec::new();
            for entry in text.languages.iter().flatten() {
                if !forms.contains(&entry.form) {
                    forms.push(entry.form);
                }
            }
            for entries in &mut text.languages {
                for form in &forms {
                    if !entries.iter().any(|entry| entry.form == *form) {
                        entries.push(Entry { form: *form, text: "-".into(), place: Place::nowhere() });
                    }
                }
            }
        }
    }

    pub(crate) fn write(&self, xml: &mut Xml, tree: &Tree<'_>, default: &str) {
        xml.start("itext");
        for (at, language) in self.languages.iter().enumerate() {
            xml.start("translation").attribute("lang", language);
            if language == default {
                xml.attribute("default", "true()");
            }
            for text in &self.texts {
                xml.start("text").attribute("id", &text.id);
                for entry in &text.languages[at] {
                    write_entry(xml, tree, entry);
                }
                xml.end("text");
            }
            xml.end("translation");
        }
        xml.end("itext");
    }
}

fn write_entry(xml: &mut Xml, tree: &Tree<'_>, entry: &Entry) {
    match entry.form {
        Form::Long => {
            xml.start("value");
            tree.write_text(xml, &entry.text, entry.place);
            xml.end("value");
        }
        Form::Guidance => {
            xml.start("value").attribute("form", "guidance");
            tree.write_text(xml, &entry.text, entry.place);
            xml.end("value");
        }
        Form::Media(_) if entry.text == "-" => {}
        Form::Media(kind) => {
            let folder = if matches!(kind, "image" | "big-image") { "images" } else { kind };
            xml.start("value").attribute("form", kind);
            tree.write_text(xml, &format!("jr://{folder}/{}", entry.text), entry.place);
            xml.end("value");
        }
    }
}

fn has_texts(item: &Item<'_>) -> bool {
    !item.is_external()
        && !matches!(item.kind, Kind::Attribute | Kind::EntityLabel | Kind::Entity | Kind::Survey)
}

fn media_kind(name: &str) -> Option<&'static str> {
    MEDIA.into_iter().find(|kind| *kind == name)
}

/// Whether a message of a bind is a reference to itext: translated, or, but for the missing application, quoting.
pub(crate) fn message_needs_itext(message: &str, value: &Value<'_>) -> bool {
    match value {
        Value::Map(_) => true,
        Value::Text(text) => message != "jr:noAppErrorString" && expression::has_reference(text),
    }
}

/// Whether the hint goes through itext: translated, or with guidance beside it.
pub(crate) fn hint_needs_itext(item: &Item<'_>) -> bool {
    let has_guidance = item.guidance.as_ref().is_some_and(|guidance| !guidance.is_empty());
    matches!(&item.hint, Some(Value::Map(_)))
        || (has_guidance && item.hint.as_ref().is_some_and(|hint| !hint.is_empty()))
}
