//! One choice in a list too long to show, such as countries: the phone's own list, which can be searched by typing.

use askama::Template;

use super::{Choice, Prompt, Sample};
use crate::Language;
use crate::html::html_safe;

/// One choice in a long list. Nothing is chosen at first.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/select_field/template.html")]
pub struct SelectField {
    /// Label, hint, error and name.
    pub prompt: Prompt,
    /// The choices, in the order people look for them.
    pub choices: Vec<Choice>,
    /// What leaving it means where it narrows a list: « Tous ». Otherwise it asks for a choice.
    pub all: Option<String>,
}

impl SelectField {
    /// Says that leaving it narrows nothing.
    #[must_use]
    pub fn or_all(self) -> Self {
        let all = self.prompt.lang.texts().get("select-all");
        Self { all: Some(all), ..self }
    }
}

html_safe!(SelectField);

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let label = lang.pick("Dans quel pays\u{202F}?", "In which country?");
    let ask = |id: &str| Prompt::new(lang, "pays", label).id(id);
    let countries = |chosen: Option<usize>| -> Vec<Choice> {
        let names =
            lang.pick(["Bénin", "Burkina Faso", "Côte d’Ivoire"], ["Benin", "Burkina Faso", "Côte d’Ivoire"]);
        let row = |(at, name)| Choice::new(name, name).chosen(chosen == Some(at));
        names.into_iter().enumerate().map(row).collect()
    };
    let many = (1..=250)
        .map(|n| Choice::new(n.to_string(), lang.pick("Pays", "Country").to_owned() + &format!(" {n}")));
    let fault = lang.pick("Choisissez un pays.", "Choose a country.");
    vec![
        Sample::new("empty", &ask("pays").choose_from(countries(None))),
        Sample::new("chosen", &ask("pays-2").choose_from(countries(Some(1)))),
        Sample::new("error", &ask("pays-3").error(Some(fault)).choose_from(countries(None))),
        Sample::new("filter", &ask("pays-5").choose_from(countries(None)).or_all()),
        Sample::new("long", &ask("pays-4").choose_from(many.collect())),
        Sample::rtl(
            "rtl",
            &Prompt::new(lang, "balad", "في أي بلد؟").choose_from(vec![Choice::new("ma", "المغرب")]),
        ),
    ]
}
