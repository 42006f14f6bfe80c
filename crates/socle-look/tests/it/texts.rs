//! The words: the same keys in both languages, plain sentences, French spaces, faults told with their line.

use std::collections::BTreeSet;

use askama::Template;
use socle_look::texts::{self, TranslationsBuilder};
use socle_look::typography::filters;
use socle_look::{Language, Texts, Value};

const BANNED: [&str; 12] = [
    "cliquez ici",
    "valider",
    "validez",
    "soumettre",
    "soumettez",
    "oups",
    "utilisateur",
    "ressource",
    "click here",
    "submit",
    "oops",
    "invalid",
];

#[test]
fn both_languages_have_the_same_keys() {
    let files = texts::own_files();
    let keys = files.map(|(_, _, source)| texts::keys(source).into_iter().collect::<BTreeSet<_>>());
    assert_eq!(keys[0], keys[1]);
    assert!(keys[0].len() > 40);
    for (language, file, source) in files {
        assert!(TranslationsBuilder::new().build().is_ok(), "{file} reads whole");
        for key in texts::keys(source) {
            assert!(Texts::for_language(language).has(&key), "{file}: {key}");
        }
    }
}

/// The sentences of a text file, with parameters left as they are.
fn sentences(source: &str) -> Vec<String> {
    let lines = source.lines().filter(|line| !line.starts_with('#'));
    let words = lines.filter_map(|line| {
        line.split_once(" = ").map(|(_, text)| text).or_else(|| line.split_once(']').map(|(_, text)| text))
    });
    words
        .flat_map(|text| {
            text.split_inclusive(['.', '!', '?'])
                .map(|sentence| sentence.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|sentence| sentence.contains(' '))
        .collect()
}

#[test]
fn sentences_are_short_and_words_plain() {
    for (_, file, source) in texts::own_files() {
        let sentences = sentences(source);
        let words: usize = sentences.iter().map(|sentence| sentence.split_whitespace().count()).sum();
        assert!(words <= sentences.len() * 20, "{file}: {words} words in {} sentences", sentences.len());
        for sentence in sentences {
            assert!(sentence.split_whitespace().count() <= 25, "{file}: too long: {sentence}");
            let lower = sentence.to_lowercase();
            for banned in BANNED {
                assert!(!lower.contains(banned), "{file} says « {banned} »: {sentence}");
            }
        }
    }
}

#[test]
fn french_messages_get_their_spaces_and_thousands() {
    let source = "bonjour = Bonjour { $name } ! « { $n } retours » : merci\nonze = { $n ->\n    [one] un retour ?\n   *[other] { $n } retours ?\n}\n";
    let translations =
        TranslationsBuilder::new().add(Language::Fr, "essai.fr.ftl", source).build().expect("a sound file");
    let french = translations.of(Language::Fr);
    let said = french.with("bonjour", &[("name", Value::from("Awa")), ("n", Value::from(12_500))]);
    assert_eq!(said, "Bonjour Awa\u{202F}! «\u{a0}12\u{202F}500 retours\u{a0}»\u{a0}: merci");
    assert_eq!(french.with("onze", &[("n", Value::from(1))]), "un retour\u{202F}?");
    assert_eq!(french.with("onze", &[("n", Value::from(11_000))]), "11\u{202F}000 retours\u{202F}?");
}

#[test]
fn english_keeps_its_own_thousands() {
    let translations = TranslationsBuilder::new()
        .add(Language::En, "t.en.ftl", "n = { $n } returns: yes!\n")
        .build()
        .expect("a sound file");
    assert_eq!(
        translations.of(Language::En).with("n", &[("n", Value::from(12_500))]),
        "12,500 returns: yes!"
    );
}

#[test]
fn an_unknown_key_is_seen() {
    assert_eq!(Texts::for_language(Language::Fr).get("nothing"), "⟦nothing⟧");
    assert!(!Texts::for_language(Language::Fr).has("nothing"));
}

#[test]
fn every_fault_is_told_with_its_file_and_line() {
    let french = "bon = Bon\n\nmauvais = { $n\n\nautre = Autre\n";
    let english = "good = Good\nskip-link = Claimed twice\n";
    let built = TranslationsBuilder::new()
        .add(Language::Fr, "a.fr.ftl", french)
        .add(Language::En, "a.en.ftl", english)
        .build();
    let faults = built.expect_err("two faults");
    let places: Vec<_> = faults.0.iter().map(|fault| (fault.file.as_str(), fault.line)).collect();
    assert_eq!(places, [("a.fr.ftl", 5), ("a.en.ftl", 2)], "{faults}");
    assert!(faults.to_string().starts_with("a.fr.ftl, line "), "{faults}");
}

#[derive(Template)]
#[template(source = "<p>{{ words|french }}</p>", ext = "html")]
struct Prose<'a> {
    words: &'a str,
}

#[test]
fn the_filter_sets_french_spaces_and_escapes() {
    let html = Prose { words: "Combien ? <b>" }.to_string();
    assert_eq!(html, "<p>Combien\u{202F}? &#60;b&#62;</p>");
}
