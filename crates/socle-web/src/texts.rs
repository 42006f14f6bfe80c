//! The words of the pages, by feature: `texts/<feature>.<language>.ftl`.

use socle_look::{Language, Translations, TranslationsBuilder};

macro_rules! features {
    ($($feature:literal),* $(,)?) => {
        &[$(
            (Language::Fr, concat!($feature, ".fr.ftl"), include_str!(concat!("../texts/", $feature, ".fr.ftl"))),
            (Language::En, concat!($feature, ".en.ftl"), include_str!(concat!("../texts/", $feature, ".en.ftl"))),
        )*]
    };
}

const FEATURES: &[(Language, &str, &str)] = features![
    "account",
    "advisor",
    "author",
    "coding",
    "export",
    "figures",
    "frame",
    "guide",
    "home",
    "letter",
    "public",
    "search",
    "study",
    "submission",
    "survey"
];

pub(crate) fn translations() -> Translations {
    let builder = FEATURES.iter().fold(TranslationsBuilder::new(), |builder, (language, file, source)| {
        builder.add(*language, file, source)
    });
    builder.build().expect("the texts are read whole by a test of this crate")
}

#[cfg(test)]
mod tests {
    use super::*;
    use socle_look::texts::keys;
    use std::collections::BTreeSet;

    #[test]
    fn every_text_is_there_in_both_languages() {
        let _all_parsed = translations();
        let of = |language: Language| -> BTreeSet<String> {
            let sources = FEATURES.iter().filter(|(l, _, _)| *l == language);
            sources.flat_map(|(_, _, source)| keys(source)).collect()
        };
        let (french, english) = (of(Language::Fr), of(Language::En));
        let missing: Vec<_> = french.symmetric_difference(&english).collect();
        assert!(missing.is_empty(), "in one language only: {missing:?}");
    }

    #[test]
    fn every_key_that_the_code_asks_for_exists_and_every_text_is_asked_for() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut asked = BTreeSet::new();
        let mut folders = vec![root];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    asked.extend(words_in_quotes(&std::fs::read_to_string(path).unwrap()));
                }
            }
        }
        let known: BTreeSet<String> = FEATURES
            .iter()
            .filter(|(l, _, _)| *l == Language::Fr)
            .flat_map(|(_, _, source)| keys(source))
            .collect();
        let unused: Vec<_> = known.iter().filter(|key| !asked.contains(*key) && !is_composed(key)).collect();
        assert!(unused.is_empty(), "texts that no page shows: {unused:?}");
        let prefixes = [
            "account-",
            "advisor-",
            "author-",
            "coding-",
            "export-",
            "figures-",
            "frame-",
            "guide-",
            "home-",
            "letter-",
            "public-",
            "search-",
            "study-",
            "submission-",
            "survey-",
        ];
        let looks_like_a_key = |word: &&String| {
            prefixes.iter().any(|prefix| word.starts_with(prefix))
                && !word.ends_with('-')
                && !word.contains('{')
        };
        let unknown: Vec<_> =
            asked.iter().filter(looks_like_a_key).filter(|word| !known.contains(*word)).collect();
        assert!(unknown.is_empty(), "pages ask for texts that are not there: {unknown:?}");
    }

    /// Keys made from a code at run time: error codes, statuses, channels, roles.
    fn is_composed(key: &str) -> bool {
        [
            "advisor-ask-",
            "advisor-criterion-",
            "advisor-hint-",
            "advisor-question-",
            "author-publish-",
            "author-status-",
            "coding-consent-",
            "coding-import-",
            "export-channel-",
            "export-column-",
            "export-kind-",
            "export-publication-",
            "export-sheet-",
            "export-status-",
            "frame-error-",
            "submission-column-",
            "submission-status-",
            "submission-channel-",
            "submission-publication-",
            "submission-inquiry-",
            "submission-theme-",
            "submission-kind-",
            "submission-filter-",
            "submission-do-",
            "submission-ground-",
            "submission-sign-",
            "submission-revision-",
            "submission-entry-",
            "submission-fault-told-",
            "account-role-",
            "letter-",
            "study-audience-",
            "study-event-",
            "study-field-",
            "study-hint-",
            "study-part-",
            "study-role-",
            "study-standing-",
            "survey-source-",
            "survey-structure-",
            "guide-approval-",
            "guide-column-",
            "guide-consent-",
            "guide-criterion-",
            "guide-fault-",
            "guide-field-",
            "guide-hint-",
            "guide-kind-",
            "guide-list-",
            "guide-reference-",
            "guide-refusal-",
            "guide-revision-column-",
            "guide-say-",
            "guide-standing-",
            "guide-status-",
            "guide-task-",
            "guide-verdict-",
            "public-level-",
            "public-kind-",
            "public-kinds-",
            "public-state-",
        ]
        .iter()
        .any(|prefix| key.starts_with(prefix))
    }

    fn words_in_quotes(source: &str) -> Vec<String> {
        source.split('"').map(str::to_owned).filter(|word| !word.is_empty() && !word.contains(' ')).collect()
    }
}
