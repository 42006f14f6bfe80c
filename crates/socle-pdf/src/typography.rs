//! Texts set for paper: the typography of their language, and nothing invisible.

use crate::Language;
use socle_domain::typography;

/// The text as it is printed.
pub(crate) fn set(text: &str, language: Language) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).map(plain_space).collect();
    match language {
        Language::Fr => typography::french(&visible).into_owned(),
        Language::En => typography::curly(&visible).into_owned(),
    }
}

/// Joiners, direction marks and variation selectors: no font draws them, and paper has no use for them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
        || (c.is_control() && !c.is_whitespace())
}

fn plain_space(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}
