//! Numbered notes: the evidence under the sentences of a page, each with who says it. The marks in the text lead here.

use askama::Template;

use super::{Sample, Tag, Tone};
use crate::html::html_safe;
use crate::{Direction, Html, Language};

/// Words of someone, with their language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The words, without quotation marks.
    pub text: String,
    /// Their BCP 47 code.
    pub language: String,
}

impl Said {
    fn direction(&self) -> &'static str {
        Direction::of(&self.language).code()
    }

    fn marks(&self) -> (&'static str, &'static str) {
        let is_french = self.language.starts_with("fr");
        if is_french || self.direction() == "rtl" { ("«\u{a0}", "\u{a0}»") } else { ("“", "”") }
    }
}

/// One note.
#[derive(Debug, Clone, Default)]
pub struct Note {
    /// The words it quotes, if it quotes any.
    pub said: Option<Said>,
    /// Who, what, when: « Association, Burkina Faso ».
    pub source: Html,
    /// A word about it: « Avis contraire ».
    pub tag: Option<Tag>,
}

/// Notes, numbered in their order.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/notes/template.html")]
pub struct Notes {
    /// The notes.
    pub notes: Vec<Note>,
    /// The number of the note before the first: 0 where a page has one list.
    pub after: usize,
}

html_safe!(Notes);

impl Notes {
    fn is_continued(&self) -> bool {
        self.after > 0
    }

    fn first(&self) -> usize {
        self.after + 1
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &Note)> {
        (self.first()..).zip(&self.notes)
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let words = lang.pick(
        "Le réseau ne passe que le dimanche, à l’église.",
        "There is network on Sundays only, at the church.",
    );
    let said = |text: &str| Some(Said { text: text.to_owned(), language: lang.code().to_owned() });
    let who = lang.pick("Association locale, Burkina Faso", "Local association, Burkina Faso");
    let against = lang.pick("Avis contraire", "Contrary view");
    let gone =
        lang.pick("Ce retour a été repris par son auteur.", "This return was taken back by its author.");
    let document = lang.pick(
        "Documentation de l’outil, lue le 2 mars 2017",
        "The tool’s documentation, read on 2 March 2017",
    );
    let note = |said, source: Html| Note { said, source, tag: None };
    let ordinary = vec![
        note(said(words), Html::link(who, "#return")),
        Note { tag: Some(Tag::new(against, Tone::Note)), ..note(said(words), Html::link(who, "#other")) },
        note(None, Html::text(document)),
        note(None, Html::text(gone)),
    ];
    let foreign = Said {
        text: "الشبكة لا تعمل إلا يوم الأحد.".to_owned(), language: "ar".to_owned()
    };
    vec![
        Sample::new("ordinary", &Notes { notes: ordinary, after: 0 }),
        Sample::new(
            "long",
            &Notes { notes: vec![note(said(&[words; 9].join(" ")), Html::text(who))], after: 20 },
        ),
        Sample::new("foreign", &Notes { notes: vec![note(Some(foreign), Html::text(who))], after: 40 }),
    ]
}
