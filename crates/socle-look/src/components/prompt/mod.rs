//! What is asked: the label, hint and error that every field shares, in one place.

use super::{ChoiceGroup, DateField, FileField, SelectField, TextArea, TextField};
use crate::Language;

/// The words and names around one field.
///
/// Built by chaining: `Prompt::new(lang, "email", "Votre adresse").hint("…").error(fault)`, then turned into a
/// field with [`text`](Self::text), [`area`](Self::area), [`one_of`](Self::one_of), [`many_of`](Self::many_of),
/// [`date`](Self::date) or [`file`](Self::file).
#[derive(Debug, Clone, Default)]
pub struct Prompt {
    /// The language of the words around the label (« facultatif »).
    pub lang: Language,
    /// The id of the control an error links to; made from the name unless set.
    pub id: String,
    /// The name sent with the form.
    pub name: String,
    /// The question, in the reader's words.
    pub label: String,
    /// Whether the label is the page's only `h1`, as on a page with one question.
    pub is_title: bool,
    /// Help under the label.
    pub hint: Option<String>,
    /// What to do about the answer typed; the summary repeats the same words.
    pub error: Option<String>,
    /// Whether leaving it empty is fine: said in words, never with an asterisk.
    pub is_optional: bool,
}

impl Prompt {
    /// A question with this name and label.
    pub fn new(lang: Language, name: impl Into<String>, label: impl Into<String>) -> Self {
        let name = name.into();
        Self { lang, id: id_from(&name), name, label: label.into(), ..Self::default() }
    }

    /// Sets the id, when two forms of a page hold the same name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Makes the label the title of the page.
    #[must_use]
    pub fn as_title(mut self) -> Self {
        self.is_title = true;
        self
    }

    /// Adds help under the label; an empty text adds nothing.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into()).filter(|hint| !hint.is_empty());
        self
    }

    /// Sets the error, or none.
    #[must_use]
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// Says that the field may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    /// A field of one line holding this value.
    pub fn text(self, value: impl Into<String>) -> TextField {
        TextField { prompt: self, value: value.into(), ..TextField::default() }
    }

    /// A field of several lines holding this value.
    pub fn area(self, value: impl Into<String>) -> TextArea {
        TextArea { prompt: self, value: value.into(), ..TextArea::default() }
    }

    /// One choice among several.
    pub fn one_of(self, choices: Vec<super::Choice>) -> ChoiceGroup {
        ChoiceGroup { prompt: self, choices, ..ChoiceGroup::default() }
    }

    /// One choice in a list too long to show.
    pub fn choose_from(self, choices: Vec<super::Choice>) -> SelectField {
        SelectField { prompt: self, choices, all: None }
    }

    /// Any number of choices.
    pub fn many_of(self, choices: Vec<super::Choice>) -> ChoiceGroup {
        ChoiceGroup { prompt: self, choices, is_many: true }
    }

    /// A date, typed in parts.
    pub fn date(
        self,
        day: impl Into<String>,
        month: impl Into<String>,
        year: impl Into<String>,
    ) -> DateField {
        DateField {
            prompt: self,
            day: day.into(),
            month: month.into(),
            year: year.into(),
            ..DateField::default()
        }
    }

    /// A file to send.
    pub fn file(self) -> FileField {
        FileField { prompt: self, ..FileField::default() }
    }

    /// The ids of the hint and the error, for `aria-describedby`; empty when there are none.
    pub fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}.hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}.error", self.id));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}

/// An id without the characters that addresses and labels stumble on. It never holds a dot, so that the ids made
/// from it (`f-name.hint`, `f-name.2`) never meet another field's.
fn id_from(name: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    let id: String = name.chars().map(safe).collect();
    // Ids of fields never meet those of the page's frame (`main`, `menu`).
    format!("f-{id}")
}
