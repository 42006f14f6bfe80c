//! A plain word about a thing: its licence, its state. Only what asks for an act is colored.

use askama::Template;

use super::Sample;
use crate::Language;
use crate::html::html_safe;

/// What the word asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing.
    #[default]
    Plain,
    /// To know.
    Note,
    /// Done, and worth seeing.
    Done,
    /// To look at.
    Warning,
    /// To repair.
    Error,
}

/// A tag.
#[derive(Debug, Clone, Default, Template)]
#[template(source = r#"<span class="tag{{ class() }}">{{ text }}</span>"#, ext = "html")]
pub struct Tag {
    /// The word, in sentence case.
    pub text: String,
    /// What it asks for.
    pub tone: Tone,
}

html_safe!(Tag);

impl Tag {
    /// A tag.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }

    fn class(&self) -> &'static str {
        match self.tone {
            Tone::Plain => "",
            Tone::Note => " note",
            Tone::Done => " done",
            Tone::Warning => " warning",
            Tone::Error => " error",
        }
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let lengthy = lang
        .pick("Accepté sous réserve d’une précision sur le coût", "Accepted subject to a word on the cost");
    vec![
        Sample::new("plain", &Tag::new(lang.pick("Libre", "Free software"), Tone::Plain)),
        Sample::new("note", &Tag::new(lang.pick("Question posée", "Question asked"), Tone::Note)),
        Sample::new("done", &Tag::new(lang.pick("Accepté", "Accepted"), Tone::Done)),
        Sample::new("warning", &Tag::new(lang.pick("À relire", "To review"), Tone::Warning)),
        Sample::new("error", &Tag::new(lang.pick("Photo illisible", "Unreadable photo"), Tone::Error)),
        Sample::new("long", &Tag::new(lengthy, Tone::Plain)),
        Sample::rtl("rtl", &Tag::new("للمراجعة", Tone::Warning)),
    ]
}
