//! Facts in pairs: a word and its value, with where it comes from.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Html, Language};

/// One fact.
#[derive(Debug, Clone, Default)]
pub struct Fact {
    /// What it is about.
    pub term: String,
    /// Its value; « Non renseigné » is shown when there is none, which never means no.
    pub value: Option<Html>,
    /// Date and source, in small: « relevé en mars 2017, site de l'éditeur ».
    pub source: Option<String>,
}

impl Fact {
    /// A fact given as text.
    pub fn new(term: impl Into<String>, value: &str) -> Self {
        Self { term: term.into(), value: Some(Html::text(value)), source: None }
    }

    /// A fact whose value is a component: a tag, an assise.
    pub fn html(term: impl Into<String>, value: Html) -> Self {
        Self { term: term.into(), value: Some(value), source: None }
    }

    /// A fact nobody has told yet.
    pub fn unknown(term: impl Into<String>) -> Self {
        Self { term: term.into(), value: None, source: None }
    }

    /// Adds where it comes from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }
}

/// A list of facts.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/fact_list/template.html")]
pub struct FactList {
    /// The language of « Non renseigné ».
    pub lang: Language,
    /// The facts, most useful first.
    pub facts: Vec<Fact>,
}

html_safe!(FactList);

impl FactList {
    /// A list of facts.
    pub fn new(lang: Language, facts: Vec<Fact>) -> Self {
        Self { lang, facts }
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let checked = lang.pick("relevé en mars 2017, site de l’éditeur", "read in March 2017, the maker’s site");
    let facts = lang.pick(
        [
            ("Pour qui", "De 1 à 20 personnes"),
            ("Coût la première année", "0\u{a0}€"),
            ("Sans réseau", "Saisie oui, envoi non"),
        ],
        [
            ("For whom", "From 1 to 20 people"),
            ("Cost in the first year", "€0"),
            ("Without network", "Typing yes, sending no"),
        ],
    );
    let mut list: Vec<_> =
        facts.into_iter().map(|(term, value)| Fact::new(term, value).source(checked)).collect();
    list.push(Fact::unknown(lang.pick("Langue peule", "Fula language")));
    let lengthy =
        "https://exemple.org/une/adresse/tres/longue/qui/ne/tient/pas/sur/un/petit/ecran/de/telephone";
    vec![
        Sample::new("ordinary", &FactList::new(lang, list)),
        Sample::new(
            "long",
            &FactList::new(
                lang,
                vec![Fact::new(
                    lang.pick("Adresse du site de la communauté", "Address of the community’s site"),
                    lengthy,
                )],
            ),
        ),
        Sample::rtl("rtl", &FactList::new(lang, vec![Fact::new("لمن", "من 1 إلى 20 شخصًا")])),
    ]
}
