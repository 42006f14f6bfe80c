//! A text cut into numbered sentences, with the passages that people put codes on.
//!
//! A passage is told four times over, so that no one needs color to see it: a tint, a line under it, its number after
//! it, and a stripe in the margin for each passage that a sentence holds.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Direction, Language};

/// A stretch of a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodedPiece {
    /// Its words.
    pub text: String,
    /// How many passages it is part of.
    pub depth: usize,
    /// The numbers of the passages that end with it.
    pub ends: Vec<i64>,
}

/// A sentence with its number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodedSentence {
    /// Whether it is the first of a paragraph.
    pub begins_paragraph: bool,
    /// Its stretches, in order.
    pub pieces: Vec<CodedPiece>,
    /// How many passages it holds a part of.
    pub stripes: usize,
}

impl CodedSentence {
    fn class(&self) -> String {
        let stripes = match self.stripes {
            0 => "",
            1 => "striped",
            2 => "striped twice",
            _ => "striped often",
        };
        let opens = if self.begins_paragraph { "opens " } else { "" };
        format!("{opens}{stripes}").trim_end().to_owned()
    }
}

/// The whole text. Sentences are numbered from 1: `#p3` is the third one after the prefix `p`; marks lead to `#x{n}`,
/// passage n.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/coded_text/template.html")]
pub struct CodedText {
    /// The language of the words around it.
    pub lang: Language,
    /// The BCP 47 code of the text's language.
    pub language: String,
    /// What the ids of its sentences begin with.
    pub prefix: String,
    /// What it is, for those who hear the page.
    pub label: String,
    /// Its sentences.
    pub sentences: Vec<CodedSentence>,
}

html_safe!(CodedText);

impl CodedText {
    fn direction(&self) -> &'static str {
        Direction::of(&self.language).code()
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let plain = |text: &str| CodedPiece { text: text.to_owned(), ..CodedPiece::default() };
    let marked =
        |text: &str, depth, ends: &[i64]| CodedPiece { text: text.to_owned(), depth, ends: ends.to_vec() };
    let words = lang.pick(
        [
            "Le réseau ne passe que le dimanche",
            ", dit-elle.",
            "On a découvert le coût",
            " au troisième mois.",
        ],
        ["The network only passes on Sundays", ", she says.", "We found the cost", " in the third month."],
    );
    let sentence = |pieces: Vec<CodedPiece>, stripes, begins_paragraph| CodedSentence {
        begins_paragraph,
        pieces,
        stripes,
    };
    let sentences = vec![
        sentence(vec![plain(words[0]), plain(words[1])], 0, true),
        sentence(vec![marked(words[0], 1, &[1]), plain(words[1])], 1, false),
        sentence(vec![marked(words[2], 2, &[2]), marked(words[3], 1, &[3])], 2, true),
        sentence(vec![marked(words[2], 3, &[4, 5]), marked(words[3], 1, &[6])], 3, false),
    ];
    let text = |prefix: &str, sentences| CodedText {
        lang,
        prefix: prefix.to_owned(),
        language: lang.code().to_owned(),
        label: lang.pick("Texte", "Text").to_owned(),
        sentences,
    };
    let arabic = sentence(vec![marked("الشبكة لا تمر", 1, &[1]), plain(" إلا يوم الأحد.")], 1, true);
    let lengthy = sentences.iter().cycle().take(40).cloned().collect();
    vec![
        Sample::new("ordinary", &text("p", sentences)),
        Sample::new("long", &text("q", lengthy)),
        Sample::rtl("rtl", &CodedText { language: "ar".to_owned(), ..text("r", vec![arabic]) }),
    ]
}
