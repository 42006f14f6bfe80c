//! A field of several lines.

use askama::Template;

use super::{Prompt, Sample};
use crate::html::html_safe;
use crate::{Language, Value};

/// A field of several lines.
#[derive(Debug, Clone, Template)]
#[template(path = "components/text_area/template.html")]
pub struct TextArea {
    /// Label, hint, error and name.
    pub prompt: Prompt,
    /// What was typed, shown again as it was.
    pub value: String,
    /// Lines shown before the field scrolls.
    pub rows: u8,
    /// The most characters accepted, told to the person. Nothing cuts the text while it is typed.
    pub limit: Option<u32>,
}

html_safe!(TextArea);

impl Default for TextArea {
    fn default() -> Self {
        Self { prompt: Prompt::default(), value: String::new(), rows: 5, limit: None }
    }
}

impl TextArea {
    /// Sets the lines shown.
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// Tells the most characters accepted.
    #[must_use]
    pub fn limit(mut self, characters: u32) -> Self {
        self.limit = Some(characters);
        self
    }

    fn limit_words(&self) -> Option<String> {
        let words = |limit| self.prompt.lang.texts().with("area-limit", &[("n", Value::from(limit))]);
        self.limit.map(words)
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let what = || {
        let (label, hint) = lang.pick(
            (
                "Qu’est-ce qui n’a pas marché\u{202F}?",
                "Une panne, un abandon, un coût imprévu\u{a0}: c’est ce qui aide le plus les autres.",
            ),
            (
                "What did not work?",
                "A failure, giving up, an unexpected cost: that is what helps others most.",
            ),
        );
        Prompt::new(lang, "difficultes", label).hint(hint)
    };
    let fault = lang.pick(
        "Racontez en une phrase au moins, ou cochez « Rien à signaler »",
        "Tell it in one sentence at least, or tick “Nothing to report”",
    );
    let lengthy =
        lang.pick("Le réseau ne passe que le dimanche. ", "The network only works on Sundays. ").repeat(40);
    vec![
        Sample::new("empty", &what().area("")),
        Sample::new(
            "error",
            &what().id("difficultes-2").error(Some(crate::typography::french(fault))).area("…"),
        ),
        Sample::new("long", &what().id("difficultes-3").area(lengthy).rows(8).limit(2_000)),
        Sample::rtl(
            "rtl",
            &Prompt::new(lang, "qissa", "ما الذي لم ينجح؟").area("الشبكة لا تعمل إلا يوم الأحد."),
        ),
    ]
}
