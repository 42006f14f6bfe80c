//! What to revise, at the top of a form that came back: it takes focus and links to each field.

use askama::Template;

use super::{Prompt, Sample};
use crate::html::html_safe;
use crate::{Html, Language, Value};

/// The list of errors, in the order of the fields and in the same words.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/error_summary/template.html")]
pub struct ErrorSummary {
    /// The language of its title.
    pub lang: Language,
    /// The id of the field to go to, and what to do there. An empty id gives plain text.
    pub errors: Vec<(String, String)>,
}

html_safe!(ErrorSummary);

impl ErrorSummary {
    /// The errors of these fields, or nothing when all is well: `{% if let Some(summary) = summary %}`.
    pub fn of<'a>(lang: Language, prompts: impl IntoIterator<Item = &'a Prompt>) -> Option<Self> {
        let error = |prompt: &Prompt| prompt.error.clone().map(|error| (prompt.id.clone(), error));
        let errors: Vec<_> = prompts.into_iter().filter_map(error).collect();
        (!errors.is_empty()).then_some(Self { lang, errors })
    }

    /// One error that belongs to no field: an expired link, a form sent twice.
    pub fn single(lang: Language, error: impl Into<String>) -> Self {
        Self { lang, errors: vec![(String::new(), error.into())] }
    }

    fn title(&self) -> String {
        if self.errors.iter().all(|(id, _)| id.is_empty()) {
            return self.lang.texts().get("summary-plain");
        }
        self.lang.texts().with("summary-title", &[("n", Value::from(self.errors.len()))])
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let date =
        lang.pick("Écrivez une date, par exemple 12 mars 2017", "Write a date, for example 12 March 2017");
    let mail = lang.pick(
        "Écrivez une adresse complète, par exemple nom@exemple.org",
        "Write a whole address, for example name@example.org",
    );
    let field =
        |name: &str, label: &str, error: &str| Prompt::new(lang, name, label).error(Some(error)).text("?");
    let (one, two) = (
        field("jour", lang.pick("Date", "Date"), date),
        field("adresse", lang.pick("Adresse", "Address"), mail),
    );
    let summary = ErrorSummary::of(lang, [&one.prompt, &two.prompt]).unwrap_or_default();
    let many =
        ErrorSummary { lang, errors: (1..=12).map(|_| ("f-jour".to_owned(), date.to_owned())).collect() };
    let used = lang
        .pick("Ce code a déjà servi. Demandez-en un autre.", "This code was already used. Ask for another.");
    vec![
        Sample::new("single", &ErrorSummary::single(lang, used)),
        Sample::new("error", &Html::join([Html::of(&summary), Html::of(&one), Html::of(&two)])),
        Sample::new("long", &many),
    ]
}
