//! The one way in which texts and queries become terms: folded to lower case without accents, cut at everything that is
//! no letter and no digit (so that « l'eau » is « l » and « eau »), emptied of the words that carry no meaning, then
//! stemmed. Accents go before the stemmer: somebody who types without them must meet the same term, and a stemmer
//! treats « données » and « donnees » differently.

use frostem::{Algorithm, Stemmer};
use socle_domain::fold;

/// Words that stand in every text, folded. What an elision leaves of a word is among them.
const FRENCH: &[&str] = &[
    "a", "ai", "as", "au", "aux", "avec", "c", "ce", "ces", "cet", "cette", "comme", "d", "dans", "de",
    "des", "du", "elle", "elles", "en", "es", "est", "et", "eu", "il", "ils", "j", "je", "l", "la", "le",
    "les", "leur", "leurs", "lorsqu", "lui", "m", "ma", "mais", "me", "mes", "mon", "n", "ne", "nos",
    "notre", "nous", "on", "ont", "ou", "par", "pas", "pour", "puisqu", "qu", "que", "qui", "s", "sa", "se",
    "ses", "si", "son", "sont", "sur", "t", "ta", "te", "tes", "ton", "tu", "un", "une", "vos", "votre",
    "vous", "y",
];
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "has", "have", "i", "in", "is",
    "it", "its", "of", "on", "or", "our", "s", "t", "that", "the", "their", "they", "this", "to", "was",
    "we", "were", "which", "will", "with", "you", "your",
];

/// The words of a text that carry meaning, folded and not stemmed, in order.
pub(super) fn words(text: &str, language: &str) -> Vec<String> {
    let empty = if language == "en" { ENGLISH } else { FRENCH };
    let mut words = fold::words(text);
    words.retain(|word| empty.binary_search(&word.as_str()).is_err());
    words
}

/// The term that a word stands under.
pub(super) fn term(word: &str, language: &str) -> String {
    let algorithm = if language == "en" { Algorithm::English } else { Algorithm::French };
    Stemmer::new(algorithm).stem(word).into_owned()
}

/// Terms as the index takes them: one blank between two, cut there and nowhere else.
pub(super) fn line<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    let mut line = String::new();
    for word in words {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        words(text, "fr").iter().map(|word| term(word, "fr")).collect()
    }

    #[test]
    fn spellings_meet() {
        for (one, other) in [
            ("équipement", "equipement"),
            ("équipements", "equipement"),
            ("plages", "plage"),
            ("données", "donnees"),
            ("donnée", "données"),
            ("L'éducation", "education"),
            ("l’eau", "eau"),
            ("ŒUVRE", "oeuvres"),
            ("réunions", "REUNION"),
        ] {
            assert_eq!(terms(one), terms(other), "{one} and {other}");
        }
        assert_ne!(terms("données"), terms("donner un village"), "not everything meets");
    }

    #[test]
    fn empty_words_are_left_out_and_sorted() {
        assert!(FRENCH.is_sorted() && ENGLISH.is_sorted());
        assert_eq!(words("Qu'est-ce que l'eau, d'abord ?", "fr"), ["eau", "abord"]);
        assert!(words("de la, et du", "fr").is_empty());
        assert_eq!(words("the water of a well", "en"), ["water", "well"]);
    }
}
