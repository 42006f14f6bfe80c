//! What people read for the words that lists keep: themes, countries, kinds of organization.

use socle_domain::{
    country,
    taxonomy::{self, ORGANIZATIONS, THEMES, Term},
};
use socle_look::{Language, typography};

/// A theme by its word; an unknown word is shown as it is.
pub(crate) fn theme(language: Language, code: &str) -> String {
    term(language, &THEMES, code)
}

/// A kind of organization by its word; an unknown word is shown as it is.
pub(crate) fn organization(language: Language, code: &str) -> String {
    term(language, &ORGANIZATIONS, code)
}

/// A country by its code; an unknown code is shown as it is.
pub(crate) fn country(language: Language, code: &str) -> String {
    let found = country::all().iter().find(|country| country.code == code);
    found.map_or_else(|| code.to_owned(), |country| language.pick(country.french, country.english).to_owned())
}

fn term(language: Language, list: &'static [Term], code: &str) -> String {
    match taxonomy::find(list, code) {
        Some(term) => language.pick(typography::french(term.french).into_owned(), term.english.to_owned()),
        None => code.to_owned(),
    }
}
