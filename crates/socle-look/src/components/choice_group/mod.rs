//! Radio buttons or check boxes, each a row that can be tapped anywhere.

use askama::Template;

use super::{Prompt, Sample, TextField};
use crate::Language;
use crate::html::html_safe;

/// One row.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// The value sent.
    pub value: String,
    /// The words shown.
    pub label: String,
    /// A second, quieter line.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub is_chosen: bool,
    /// Set apart after the word « ou »: « Je ne sais pas », « Rien à signaler ».
    pub is_apart: bool,
    /// A field about this choice (« Autre, précisez »), shown under it.
    pub detail: Option<TextField>,
}

impl Choice {
    /// A row.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// Adds a second line; an empty text adds nothing.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into()).filter(|hint| !hint.is_empty());
        self
    }

    /// Marks it chosen, or not.
    #[must_use]
    pub fn chosen(mut self, is_chosen: bool) -> Self {
        self.is_chosen = is_chosen;
        self
    }

    /// Sets it apart from the others.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.is_apart = true;
        self
    }

    /// Adds a field about this choice.
    #[must_use]
    pub fn detail(mut self, field: TextField) -> Self {
        self.detail = Some(field);
        self
    }
}

/// A question answered by choosing. An error links to its first row.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/choice_group/template.html")]
pub struct ChoiceGroup {
    /// Label, hint, error and name.
    pub prompt: Prompt,
    /// The rows.
    pub choices: Vec<Choice>,
    /// Whether several may be chosen.
    pub is_many: bool,
}

html_safe!(ChoiceGroup);

impl ChoiceGroup {
    fn input_type(&self) -> &'static str {
        if self.is_many { "checkbox" } else { "radio" }
    }

    /// The first row bears the group's id, which is where the error summary leads.
    fn row_id(&self, index: usize) -> String {
        if index == 0 { self.prompt.id.clone() } else { format!("{}.{}", self.prompt.id, index + 1) }
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    vec![
        Sample::new("empty", &network(lang, "reseau", None, None)),
        Sample::new(
            "error",
            &network(lang, "reseau-2", None, Some(lang.pick("Choisissez une ligne", "Choose a line"))),
        ),
        Sample::new("chosen", &network(lang, "reseau-3", Some("jamais"), None)),
        Sample::new("many", &devices(lang)),
        Sample::new("long", &long(lang)),
        Sample::rtl(
            "rtl",
            &Prompt::new(lang, "shabaka", "هل لديكم شبكة؟").one_of(vec![
                Choice::new("la", "أبدًا").hint("نرسل لاحقًا من المكتب").chosen(true),
                Choice::new("naam", "طوال الوقت"),
            ]),
        ),
    ]
}

fn network(lang: Language, id: &str, chosen: Option<&str>, error: Option<&str>) -> ChoiceGroup {
    let rows = lang.pick(
        [
            ("jamais", "Jamais", "on envoie plus tard, au bureau"),
            ("semaine", "Une ou deux fois par semaine", "en passant en ville"),
            ("faible", "Tous les jours, mais faible", ""),
            ("stable", "Tout le temps", ""),
        ],
        [
            ("jamais", "Never", "we send later, from the office"),
            ("semaine", "Once or twice a week", "when passing through town"),
            ("faible", "Every day, but weak", ""),
            ("stable", "All the time", ""),
        ],
    );
    let mut choices: Vec<_> = rows
        .into_iter()
        .map(|(value, label, hint)| Choice::new(value, label).hint(hint).chosen(chosen == Some(value)))
        .collect();
    choices.push(Choice::new("nsp", lang.pick("Je ne sais pas", "I do not know")).apart());
    let label = lang.pick("Sur le terrain, avez-vous du réseau\u{202F}?", "On site, do you have a network?");
    Prompt::new(lang, "reseau", label)
        .id(id)
        .hint(lang.pick(
            "Pensez au moins bon endroit où l’on s’en servira.",
            "Think of the worst place it will be used.",
        ))
        .error(error)
        .one_of(choices)
}

fn devices(lang: Language) -> ChoiceGroup {
    let other =
        Prompt::new(lang, "appareil_autre", lang.pick("Lequel\u{202F}?", "Which one?")).text("Talkie-walkie");
    let choices = vec![
        Choice::new("simple", lang.pick("Téléphone simple", "Basic phone")).chosen(true),
        Choice::new("android", lang.pick("Téléphone Android", "Android phone")),
        Choice::new("ordi", lang.pick("Ordinateur", "Computer")),
        Choice::new("autre", lang.pick("Autre", "Other")).chosen(true).detail(other),
        Choice::new("aucun", lang.pick("Aucun appareil", "No device")).apart(),
    ];
    let label = lang.pick("Quels appareils ont servi\u{202F}?", "Which devices were used?");
    Prompt::new(lang, "appareils", label).optional().many_of(choices)
}

fn long(lang: Language) -> ChoiceGroup {
    let name = lang.pick("Organisation partenaire numéro", "Partner organization number");
    let choices = (1..=40).map(|n| Choice::new(n.to_string(), format!("{name} {n}"))).collect();
    Prompt::new(lang, "partenaire", lang.pick("Avec quel partenaire\u{202F}?", "With which partner?"))
        .one_of(choices)
}
