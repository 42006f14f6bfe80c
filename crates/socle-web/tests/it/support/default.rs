//! The default questionnaire, answered page by page by the names of its questions.

use super::{TestApp, answer::Page, calendar, new_survey, person::Person};
use std::sync::OnceLock;

/// The survey's address.
pub(crate) const SLUG: &str = "retour-2017";

/// Answers by question; `2 e_story` is that of the second experience, `e_story` that of any.
pub(crate) type Answers<'a> = &'a [(&'a str, &'a str)];

/// A short return, up to the question that asks what to do next.
pub(crate) const SHORT: Answers<'static> = &[
    ("s0_consent", "yes"),
    ("s0_type", "asi"),
    ("s1_tell", "yes"),
    ("e_tool", "KoboToolbox"),
    ("e_link", "use"),
    ("e_need", "collecter"),
    ("e_theme", "eah"),
    ("e_country", "bf"),
    ("e_story", "Le cahier a pris l'eau, nous avons saisi sur téléphone."),
    ("e_state", "in_use"),
    ("e_publish", "anonymous"),
    ("e_next", "send"),
];

/// What a complete return says beyond the short one.
pub(crate) const COMPLETE: Answers<'static> = &[
    ("e_next", "complete"),
    ("e_how", "Une matinée de formation, puis un essai."),
    ("e_effect_time", "better"),
    ("e_more", "no"),
    ("s2_msg", "regularly"),
    ("s3_country", "fr"),
    ("s3_themes", "eah"),
    ("s4_need", "suivre"),
    ("s5_review", "yes"),
    ("s5_email", "tresoriere.de.kaya@example.org"),
];

fn xform() -> &'static str {
    static XFORM: OnceLock<String> = OnceLock::new();
    XFORM.get_or_init(|| {
        let workbook = include_bytes!("../../../../../content/questionnaire/retour-experience.xlsx");
        let compiled = xlsform::compile(workbook, Some("retour-experience.xlsx"), xlsform::Mode::Kind);
        compiled.value.expect("the default questionnaire compiles").xform
    })
}

impl TestApp {
    /// Opens a survey on the default questionnaire.
    pub(crate) async fn with_default(&self) {
        let title = "Votre retour d'expérience";
        let survey = new_survey(&*self.chance, self.world.study, SLUG, title, xform(), calendar());
        self.store.create_survey(survey).await.expect("a survey");
    }

    /// Somebody who has answered the default questionnaire up to its check list, and that list.
    pub(crate) async fn answered(&self, answers: &[Answers<'_>]) -> (Person, Page) {
        let (mut person, first) = self.begun(SLUG).await;
        let check = fill(&mut person, first, answers).await;
        (person, check)
    }
}

/// Answers page after page until the check list. The last list of answers that knows a question decides.
pub(crate) async fn fill(person: &mut Person, first: Page, answers: &[Answers<'_>]) -> Page {
    let mut page = first;
    for _ in 0..60 {
        if page.h1() == "Relisez avant d’envoyer" {
            return page;
        }
        let typed = typed(&page, answers);
        let typed: Vec<_> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        page = person.go_on(&page, &typed).await;
    }
    panic!("the check list never comes, the last page is {}", page.words());
}

/// What somebody types on a page.
pub(crate) fn typed(page: &Page, answers: &[Answers<'_>]) -> Vec<(String, String)> {
    let names = page.form().names();
    let known = |name: &&str| answer_of(name, answers).map(|value| ((*name).to_owned(), value.to_owned()));
    let typed = names.iter().filter_map(known).flat_map(|(name, value)| {
        let values: Vec<String> = match name.rsplit('~').next() {
            Some("e_need" | "s3_themes") => value.split(' ').map(str::to_owned).collect(),
            _ => vec![value],
        };
        values.into_iter().map(move |value| (name.clone(), value))
    });
    typed.collect()
}

fn answer_of<'a>(name: &str, answers: &[Answers<'a>]) -> Option<&'a str> {
    let question = name.rsplit('~').next()?;
    let place = name.split("experience~").nth(1).and_then(|rest| rest.split('~').next()).unwrap_or("0");
    let exact = format!("{place} {question}");
    let known = answers.iter().rev().flat_map(|list| list.iter());
    let found = known
        .clone()
        .find(|(name, _)| *name == exact)
        .or_else(|| answers.iter().rev().flat_map(|list| list.iter()).find(|(name, _)| *name == question));
    found.map(|(_, value)| *value)
}
