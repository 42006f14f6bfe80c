//! A field of one line.

use askama::Template;

use super::{Prompt, Sample};
use crate::Language;
use crate::html::html_safe;

/// What a line holds: decides the keyboard of a phone, never what the server accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineKind {
    /// Any text.
    #[default]
    Text,
    /// A mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// Digits only, such as a number of people. Stays a text field: browsers mangle `type=number`.
    Digits,
    /// A number with a decimal mark.
    Decimal,
    /// The address of a page.
    Url,
    /// A password; its value is never shown again.
    Password,
    /// A search.
    Search,
    /// A code read aloud, such as `ABCD-2345`: no capital or spelling help.
    Code,
}

/// A field of one line.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/text_field/template.html")]
pub struct TextField {
    /// Label, hint, error and name.
    pub prompt: Prompt,
    /// What was typed, shown again as it was.
    pub value: String,
    /// The keyboard to offer.
    pub kind: LineKind,
    /// The `autocomplete` token, on fields about the person (`email`, `organization`).
    pub autocomplete: Option<&'static str>,
    /// How many characters are expected, when the width should say so.
    pub width: Option<u8>,
    /// What follows the value: `€`, « personnes ».
    pub unit: Option<String>,
    /// What the device proposes while one types; anything else may be written too.
    pub suggestions: Vec<String>,
}

html_safe!(TextField);

impl TextField {
    /// Sets the kind of line.
    #[must_use]
    pub fn kind(mut self, kind: LineKind) -> Self {
        self.kind = kind;
        self
    }

    /// Sets the `autocomplete` token.
    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// Makes the field as wide as so many characters.
    #[must_use]
    pub fn width(mut self, characters: u8) -> Self {
        self.width = Some(characters);
        self
    }

    /// Sets what follows the value.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// Sets what the device proposes while one types.
    #[must_use]
    pub fn suggesting(mut self, suggestions: Vec<String>) -> Self {
        self.suggestions = suggestions;
        self
    }

    fn input_type(&self) -> &'static str {
        match self.kind {
            LineKind::Email => "email",
            LineKind::Telephone => "tel",
            LineKind::Url => "url",
            LineKind::Password => "password",
            LineKind::Search => "search",
            LineKind::Text | LineKind::Digits | LineKind::Decimal | LineKind::Code => "text",
        }
    }

    fn input_mode(&self) -> Option<&'static str> {
        match self.kind {
            LineKind::Digits => Some("numeric"),
            LineKind::Decimal => Some("decimal"),
            _ => None,
        }
    }

    fn is_literal(&self) -> bool {
        matches!(self.kind, LineKind::Code | LineKind::Email | LineKind::Url)
    }

    /// A size of 20 is about 20 average letters.
    fn size(&self) -> u8 {
        self.width.unwrap_or(20)
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let name = || {
        let label = lang.pick("Nom de votre structure", "Name of your organization");
        Prompt::new(lang, "structure", label)
    };
    let mail = || Prompt::new(lang, "courriel", lang.pick("Votre adresse de courriel", "Your mail address"));
    let fault = lang.pick(
        "Écrivez une adresse complète, par exemple nom@exemple.org",
        "Write a whole address, for example name@example.org",
    );
    let lengthy =
        "Réseau des comités villageois de gestion de l'eau de la moyenne vallée du fleuve ".repeat(3);
    vec![
        Sample::new("empty", &name().text("").autocomplete("organization")),
        Sample::new(
            "hint",
            &mail()
                .hint(lang.pick("Pour vous envoyer une copie.", "To send you a copy."))
                .optional()
                .text(""),
        ),
        Sample::new(
            "error",
            &mail()
                .id("courriel-2")
                .error(Some(fault))
                .text("awa.exemple")
                .kind(LineKind::Email)
                .autocomplete("email"),
        ),
        Sample::new("long", &name().id("structure-2").text(lengthy)),
        Sample::new("unit", &people(lang)),
        Sample::new("suggestions", &tool(lang)),
        Sample::rtl("rtl", &Prompt::new(lang, "ism", "اسم الجمعية").text("جمعية الماء للجميع")),
    ]
}

fn people(lang: Language) -> TextField {
    let label = lang.pick("Combien de personnes l’utilisent\u{202F}?", "How many people use it?");
    let unit = lang.pick("personnes", "people");
    Prompt::new(lang, "personnes", label).text("12").kind(LineKind::Digits).width(5).unit(unit)
}

fn tool(lang: Language) -> TextField {
    let label = lang.pick("Quel outil, ou quel moyen\u{202F}?", "Which tool, or which means?");
    let names = ["KoboToolbox", "WhatsApp", lang.pick("Un cahier", "A notebook")];
    Prompt::new(lang, "outil", label).text("").suggesting(names.map(str::to_owned).into())
}
