//! « Vérifier »: every answer before sending, each with its way back.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Html, Language};

/// One answer.
#[derive(Debug, Clone, Default)]
pub struct CheckRow {
    /// The question.
    pub question: String,
    /// The answer, as the person gave it; none shows « Sans réponse ».
    pub answer: Option<Html>,
    /// Where it is changed; the way back is this list.
    pub change: String,
}

impl CheckRow {
    /// An answer in text; an empty text is no answer. Line breaks are kept.
    pub fn new(question: impl Into<String>, answer: &str, change: impl Into<String>) -> Self {
        let answer = Some(answer).filter(|answer| !answer.trim().is_empty()).map(Html::text);
        Self { question: question.into(), answer, change: change.into() }
    }
}

/// The answers of one part of a questionnaire.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/check_list/template.html")]
pub struct CheckList {
    /// The language of « Modifier ».
    pub lang: Language,
    /// The answers.
    pub rows: Vec<CheckRow>,
}

html_safe!(CheckList);

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let rows = lang.pick(
        [
            ("Nom de votre structure", "Comité de l’eau"),
            ("Qu’est-ce qui n’a pas marché\u{202F}?", ""),
            ("Depuis quand", "mars 2017"),
        ],
        [
            ("Name of your organization", "Water committee"),
            ("What did not work?", ""),
            ("Since when", "March 2017"),
        ],
    );
    let rows = rows.map(|(question, answer)| CheckRow::new(question, answer, "#change")).to_vec();
    let story = lang
        .pick("Le réseau ne passe que le dimanche.\n\n", "The network only works on Sundays.\n\n")
        .repeat(12);
    let lengthy = vec![CheckRow::new(rows[1].question.repeat(3), &story, "#change")];
    let arabic = vec![CheckRow::new("اسم الجمعية", "جمعية الماء", "#change")];
    vec![
        Sample::new("ordinary", &CheckList { lang, rows }),
        Sample::new("long", &CheckList { lang, rows: lengthy }),
        Sample::rtl("rtl", &CheckList { lang, rows: arabic }),
    ]
}
