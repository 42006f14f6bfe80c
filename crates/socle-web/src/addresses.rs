//! Addresses of what everyone reads, in each language: French is canonical, English its alternate.

use socle_domain::guide::short_number;
use socle_look::Language;

/// The list of guides.
pub(crate) fn guides(language: Language) -> &'static str {
    language.pick("/fr/fiches/", "/en/guides/")
}

/// A guide, by its address in a language.
pub(crate) fn guide(language: Language, slug: &str) -> String {
    format!("{}{slug}", guides(language))
}

/// The sheets of a guide.
pub(crate) fn sheets(language: Language, slug: &str) -> String {
    format!("{}{slug}/{}", guides(language), language.pick("fiche.pdf", "guide.pdf"))
}

/// New guides, for whoever follows them.
pub(crate) fn feed(language: Language) -> String {
    format!("{}atom.xml", guides(language))
}

/// A guide, short and for good: what paper bears.
pub(crate) fn short_guide(number: i64) -> String {
    format!("/f/{}", short_number(number))
}

/// Where words are looked for.
pub(crate) fn search(language: Language) -> &'static str {
    language.pick("/fr/recherche", "/en/search")
}

/// Eight questions to find a tool.
pub(crate) fn advisor(language: Language) -> &'static str {
    language.pick("/fr/conseil/", "/en/advice/")
}

/// What is advised.
pub(crate) fn advice_results(language: Language) -> &'static str {
    language.pick("/fr/conseil/resultats", "/en/advice/results")
}

/// A tool, short and for good.
pub(crate) fn short_tool(number: i64) -> String {
    format!("/o/{}", short_number(number))
}

/// The experience that a return tells.
pub(crate) fn experience(language: Language, number: i64) -> String {
    format!("/{}/{number}", language.pick("fr/retours", "en/accounts"))
}

/// The language that an address speaks, from its first part.
pub(crate) fn language_of(path: &str) -> Language {
    if path.starts_with("/en/") { Language::En } else { Language::Fr }
}

/// A number in an address: digits, and no more of them than there will ever be.
pub(crate) fn number(digits: &str) -> Option<i64> {
    let is_number = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

/// A text in an address, every byte that is not plain as `%XX`: mail and telephones do not take `+` for a space.
pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len() * 3 / 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let _infallible = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_addresses_are_digits() {
        assert_eq!(number("014"), Some(14));
        for other in ["", "-1", "+1", "1e3", "9999999999", "٣", "1 "] {
            assert_eq!(number(other), None, "{other}");
        }
    }

    #[test]
    fn texts_are_encoded_for_mail_and_telephones() {
        assert_eq!(encode("L'été & moi"), "L%27%C3%A9t%C3%A9%20%26%20moi");
    }
}
