//! The advisor: eight questions, one per page, and what is advised. All that was answered stands in the address, so a
//! link gives the same advice again and nothing is kept of who asks.

mod aside;
pub(crate) mod question;
mod reasons;
pub(crate) mod results;

use crate::{
    addresses,
    asked::{Asked, FIELDS, Field},
};
use socle_domain::{advisor::Condition, taxonomy::Term, typography};
use socle_look::{Language, Texts};

/// The address of these answers: the results.
fn results_path(language: Language, asked: &Asked) -> String {
    format!("{}?{}", addresses::advice_results(language), asked.query(language))
}

/// The address of the page that asks a question, these answers kept.
fn question_path(language: Language, asked: &Asked, question: u8) -> String {
    let query = asked.query(language);
    let mark = if query.is_empty() { "" } else { "&" };
    format!("{}?{query}{mark}{}={question}", addresses::advisor(language), STEP[language as usize])
}

/// The name of the page that is asked for.
const STEP: [&str; 2] = ["etape", "step"];

/// A word of a list, as people read it.
fn label(language: Language, term: &Term) -> String {
    language.pick(typography::french(term.french).into_owned(), term.english.to_owned())
}

/// What a field is called.
fn field_name(t: &Texts, field: &Field) -> String {
    t.get(&format!("advisor-criterion-{}", field.names[1]))
}

/// The field of a condition.
fn field_of(condition: Condition) -> &'static Field {
    FIELDS.iter().find(|field| field.condition == Some(condition)).unwrap_or(&FIELDS[0])
}

/// The word of a place on the scale of a field.
fn place_word(language: Language, field: &Field, place: u8) -> String {
    field.terms.get(usize::from(place)).map_or_else(String::new, |term| label(language, term))
}
