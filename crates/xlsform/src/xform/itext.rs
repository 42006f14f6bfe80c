//! The texts of each language: labels, hints, messages, media, choices.

use std::borrow::Cow;

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

/// The messages of a bind.
pub(crate) const MESSAGES: [&str; 3] = ["jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString"];
const MEDIA: [&str; 4] = ["image", "big-image", "audio", "video"];

/// What a text belongs to. Its id is written from this: most are paths, which the tree has already.
#[derive(Clone, Copy, Debug)]
enum Id<'t> {
    /// A choice of a list, by position.
    Choice(&'t str, usize),
    /// A text of an element, by path and kind (`label`, `hint`, `jr:constraintMsg`).
    Element(&'t str, &'static str),
}

/// A value in one language, and the element it belongs to.
#[derive(Clone, Debug)]
struct Entry<'t> {
    /// Position of the language.
    language: usize,
    form: Form,
    text: Cow<'t, str>,
    place: Place,
}

/// A text: its values in each language.
#[derive(Debug)]
struct Text<'t> {
    id: Id<'t>,
    entries: Vec<Entry<'t>>,
}

/// All texts of a form.
#[derive(Debug)]
pub(crate) struct Itext<'t> {
    pub(crate) languages: Vec<&'t str>,
    default: &'t str,
    texts: Vec<Text<'t>>,
}

/// Whether the label must go through itext: translated, or with media.
pub(crate) fn needs_itext(item: &Item<'_>) -> bool {
    matches!(item.label, Some(Value::Map(_))) || !item.media.is_empty()
}

impl<'t> Itext<'t> {
    pub(crate) fn read(
        tree: &'t Tree<'_>,
        lists: &'t Lists<'_>,
        default: &'t str,
        issues: &mut Issues,
    ) -> Itext<'t> {
        let mut itext = Itext { languages: Vec::new(), default, texts: Vec::with_capacity(tree.nodes.len()) };
        for list in lists.iter().filter(|list| list.needs_itext) {
            itext.add_list(list);
        }
        // Media come after all other texts: a language that only they have is the last.
        let mut shown: Vec<(usize, Option<usize>)> = Vec::new();
        for (at, node) in tree.nodes.iter().enumerate().filter(|(_, node)| has_texts(&node.item)) {
            let label = itext.add_element(&node.item, tree.path(at), Place::of(at));
            if !node.item.media.is_empty() {
                shown.push((at, label));
            }
        }
        for (at, label) in shown {
            itext.add_media(&tree.nodes[at].item, tree.path(at), label, issues);
        }
        itext.texts.retain(|text| !text.entries.is_empty());
        itext.fill_gaps();
        itext
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }

    /// Begins a text; gives its position.
    fn begin(&mut self, id: Id<'t>) -> usize {
        self.texts.push(Text { id, entries: Vec::with_capacity(self.languages.len()) });
        self.texts.len() - 1
    }

    fn add(&mut self, at: usize, language: &'t str, form: Form, text: Cow<'t, str>, place: Place) {
        let language = self.languages.iter().position(|found| *found == language).unwrap_or_else(|| {
            self.languages.push(language);
            self.languages.len() - 1
        });
        self.texts[at].entries.push(Entry { language, form, text, place });
    }

    /// Adds a value in every language it has; a plain text in the default one.
    fn add_value(&mut self, at: usize, value: &'t Value<'_>, form: Form, place: Place) {
        match value {
            Value::Text(text) => self.add(at, self.default, form, Cow::Borrowed(text), place),
            Value::Map(map) => {
                for (language, value) in map.iter() {
                    self.add(at, language, form, value.flat(), place);
                }
            }
        }
    }

    fn add_list(&mut self, list: &'t ChoiceList<'_>) {
        for (position, choice) in list.choices.iter().enumerate() {
            let at = self.begin(Id::Choice(&list.name, position));
            if let Some(label) = choice.label.as_ref().filter(|label| !label.is_empty()) {
                self.add_value(at, label, Form::Long, Place::nowhere());
            }
            for (kind, value) in choice.media.iter() {
                if let Some(kind) = media_kind(kind) {
                    self.add_value(at, value, Form::Media(kind), Place::nowhere());
                }
            }
        }
    }

    /// Adds the texts of an element, but for its media; gives the position of its label.
    fn add_element(&mut self, item: &'t Item<'_>, path: &'t str, place: Place) -> Option<usize> {
        for message in MESSAGES {
            if let Some(value) = item.bind.get(message).filter(|value| message_needs_itext(message, value)) {
                let at = self.begin(Id::Element(path, message));
                self.add_value(at, value, Form::Long, place);
            }
        }
        let label = item.label.as_ref().filter(|label| !label.is_empty() && needs_itext(item)).map(|label| {
            let at = self.begin(Id::Element(path, "label"));
            self.add_value(at, label, Form::Long, place);
            at
        });
        let hint = item.hint.as_ref().filter(|_| hint_needs_itext(item));
        let guidance = item.guidance.as_ref().filter(|_| has_guidance(item));
        if hint.is_some() || guidance.is_some() {
            let at = self.begin(Id::Element(path, "hint"));
            for (value, form) in [(hint, Form::Long), (guidance, Form::Guidance)] {
                if let Some(value) = value {
                    self.add_value(at, value, form, place);
                }
            }
        }
        label
    }

    fn add_media(&mut self, item: &'t Item<'_>, path: &'t str, label: Option<usize>, issues: &mut Issues) {
        let at = label.unwrap_or_else(|| self.begin(Id::Element(path, "label")));
        // A file for the default language alone may have ended up one level deeper.
        let media = item.media.get("default").and_then(Value::map).unwrap_or(&item.media);
        for (kind, value) in media.iter() {
            match media_kind(kind) {
                Some(kind) => self.add_value(at, value, Form::Media(kind), Place::nowhere()),
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
            if !text.has_one_form_in_all(count) {
                text.fill_gaps(count);
            }
        }
    }

    pub(crate) fn write(&self, xml: &mut Xml, tree: &Tree<'_>) {
        xml.start("itext");
        for (at, language) in self.languages.iter().enumerate() {
            xml.start("translation").attribute("lang", language);
            if *language == self.default {
                xml.attribute("default", "true()");
            }
            for text in &self.texts {
                xml.start("text");
                match text.id {
                    Id::Choice(list, position) => xml.attribute_of("id", &[list, "-", &position.to_string()]),
                    Id::Element(path, kind) => xml.path("id", &[path, ":", kind]),
                };
                for entry in text.entries.iter().filter(|entry| entry.language == at) {
                    write_entry(xml, tree, entry);
                }
                xml.end("text");
            }
            xml.end("translation");
        }
        xml.end("itext");
    }
}

impl Text<'_> {
    /// Whether there is one value in each language, all of one form: the usual text, without gaps.
    fn has_one_form_in_all(&self, languages: usize) -> bool {
        self.entries.len() == languages
            && self.entries.iter().enumerate().all(|(at, entry)| entry.language == at)
            && self.entries.iter().all(|entry| entry.form == self.entries[0].form)
    }

    fn fill_gaps(&mut self, languages: usize) {
        self.entries.sort_by_key(|entry| entry.language);
        let mut forms: Vec<Form> = Vec::new();
        for entry in &self.entries {
            if !forms.contains(&entry.form) {
                forms.push(entry.form);
            }
        }
        for language in 0..languages {
            for form in &forms {
                let is_there =
                    self.entries.iter().any(|entry| entry.language == language && entry.form == *form);
                if !is_there {
                    let (text, place) = ("-".into(), Place::nowhere());
                    self.entries.push(Entry { language, form: *form, text, place });
                }
            }
        }
    }
}

fn write_entry(xml: &mut Xml, tree: &Tree<'_>, entry: &Entry<'_>) {
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
    matches!(&item.hint, Some(Value::Map(_)))
        || (has_guidance(item) && item.hint.as_ref().is_some_and(|hint| !hint.is_empty()))
}

/// Whether there is guidance. Only questions have any: that of a group is shown nowhere, and left out.
fn has_guidance(item: &Item<'_>) -> bool {
    !item.is_container() && item.guidance.as_ref().is_some_and(|guidance| !guidance.is_empty())
}
