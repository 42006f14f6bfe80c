//! What to do, in order: numbered squares.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Html, Language};

/// One step.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// The act: « Écrire les questions sur papier ».
    pub title: String,
    /// How to do it.
    pub body: Html,
    /// How long it takes.
    pub duration: Option<String>,
}

impl Step {
    /// A step told in one paragraph.
    pub fn new(title: impl Into<String>, text: &str) -> Self {
        Self { title: title.into(), body: Html::text(text), duration: None }
    }

    /// Says how long it takes.
    #[must_use]
    pub fn duration(mut self, duration: impl Into<String>) -> Self {
        self.duration = Some(duration.into());
        self
    }
}

/// Steps in order.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/steps/template.html")]
pub struct Steps {
    /// The steps.
    pub steps: Vec<Step>,
}

html_safe!(Steps);

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let day = lang.pick("une matinée", "one morning");
    let steps = lang.pick(
        [
            (
                "Écrire les questions sur papier",
                "Dix questions au plus. Faites-les lire à une personne du terrain.",
            ),
            ("Créer le formulaire", "Recopiez les questions. Gardez les mêmes mots."),
            ("Essayer à deux", "Remplissez trois fiches sans réseau, puis envoyez-les au bureau."),
        ],
        [
            ("Write the questions on paper", "Ten questions at most. Have someone from the field read them."),
            ("Make the form", "Copy the questions. Keep the same words."),
            ("Try it in pairs", "Fill three records without network, then send them from the office."),
        ],
    );
    let steps = steps.map(|(title, text)| Step::new(title, text).duration(day)).to_vec();
    let lengthy = steps[0].body.as_str().repeat(8);
    vec![
        Sample::new("ordinary", &Steps { steps: steps.clone() }),
        Sample::new("long", &Steps { steps: vec![Step::new(steps[0].title.repeat(3), &lengthy)] }),
        Sample::rtl(
            "rtl",
            &Steps {
                steps: vec![
                    Step::new("اكتبوا الأسئلة", "عشرة أسئلة على الأكثر."),
                    Step::new("جرّبوا معًا", "املؤوا ثلاث بطاقات."),
                ],
            },
        ),
    ]
}
