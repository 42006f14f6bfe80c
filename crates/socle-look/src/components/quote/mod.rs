//! A respondent's words, in serif, with who says them.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Direction, Language};

/// A quote.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/quote/template.html")]
pub struct Quote {
    /// The words, without quotation marks.
    pub text: String,
    /// The BCP 47 code of their language.
    pub language: String,
    /// Who says them, as the consent allows: « Association de 4 personnes, Burkina Faso ».
    pub source: String,
    /// The return they come from.
    pub href: Option<String>,
}

html_safe!(Quote);

impl Quote {
    /// A quote in this language.
    pub fn new(language: impl Into<String>, text: impl Into<String>, source: impl Into<String>) -> Self {
        Self { text: text.into(), language: language.into(), source: source.into(), href: None }
    }

    /// Leads to the return.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    fn direction(&self) -> &'static str {
        Direction::of(&self.language).code()
    }

    /// The marks of the quote's own language, with their spaces.
    fn marks(&self) -> (&'static str, &'static str) {
        let is_french = self.language.starts_with("fr");
        if is_french || self.direction() == "rtl" { ("«\u{a0}", "\u{a0}»") } else { ("“", "”") }
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let (text, source) = lang.pick(
        (
            "On a gardé le cahier papier six mois, et c’est lui qui nous a sauvés.",
            "Association de 4 personnes, Burkina Faso",
        ),
        (
            "We kept the paper notebook for six months, and it is what saved us.",
            "Association of 4 people, Burkina Faso",
        ),
    );
    vec![
        Sample::new("ordinary", &Quote::new(lang.code(), text, source).href("#return")),
        Sample::new("long", &Quote::new(lang.code(), [text; 8].join(" "), source)),
        Sample::new(
            "foreign",
            &Quote::new(
                "ar",
                "الشبكة لا تعمل إلا يوم الأحد.",
                lang.pick("Coopérative, Mauritanie", "Cooperative, Mauritania"),
            ),
        ),
    ]
}
