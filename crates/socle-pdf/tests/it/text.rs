//! Texts are data: they print as themselves, with the spaces of their language.

use crate::tools::{guide_with, print, spoken, words};

#[test]
fn hostile_text_prints_as_itself() {
    let hostile = [
        "#read(\"/etc/passwd\")",
        "#import \"@preview/x:1.0.0\": y",
        "#panic(\"non\")",
        "$x^2$",
        "#{1+1}",
        "#set page(width: 1cm)",
        "\\u{41}",
        "@end et <end>",
        "= Titre",
        "//commentaire",
        "~ -- ---",
        "#eval(\"1\")",
    ];
    for text in hostile {
        let mut json = guide_with("");
        // English leaves spaces as typed.
        json["guide"]["language"] = "en".into();
        json["guide"]["blocks"][0]["parts"] =
            serde_json::json!([{ "facts": [{ "label": text, "value": "" }] }]);
        json["guide"]["promise"] = text.into();
        json["guide"]["title"] = text.into();
        json["guide"]["monday"] = serde_json::json!([text]);
        let Some(read) = spoken(&print(json).pdf) else { return };
        assert!(read.matches(text).count() >= 3, "{text} in {read}");
        assert!(!read.contains("root:"), "{read}");
    }
}

#[test]
fn hostile_markdown_prints_as_itself() {
    let hostile = "#read(\"/etc/passwd\") $x$ #import <b onclick=\"x\">html</b> [a](file:///etc/passwd)";
    let Some(read) = spoken(&print(guide_with(hostile)).pdf) else { return };
    assert!(read.contains("#read(\"/etc/passwd\") $x$ #import <b onclick=\"x\">html</b> a"), "{read}");
    assert!(!read.contains("root:"), "{read}");
}

#[test]
fn french_marks_stay_with_their_words() {
    let text = "Quoi ? Oui! « Bien » : 12 500 € ; l'eau à 14 h 30, n° 4. https://a.org/?b=c";
    let Some(read) = spoken(&print(guide_with(text)).pdf) else { return };
    for part in [
        "Quoi\u{202f}?",
        "Oui\u{202f}!",
        "«\u{a0}Bien\u{a0}»\u{a0}:",
        "12\u{202f}500\u{a0}€\u{202f};",
        "l’eau",
        "14\u{a0}h\u{a0}30",
        "n°\u{a0}4",
        "a.org/?b=c",
    ] {
        assert!(read.contains(part), "{part:?} in {read:?}");
    }
}

#[test]
fn bold_words_keep_the_mark_that_follows_them() {
    let Some(read) = spoken(&print(guide_with("**Coût** : zéro")).pdf) else {
        return;
    };
    assert!(read.contains("Coût\u{a0}: zéro"), "{read:?}");
}

#[test]
fn african_letters_print() {
    let Some(read) = words(&print(guide_with("Ɓamako, ɗuuɗal, kɔrɔ, ŋ, ɛ́")).pdf) else { return };
    assert!(read.contains("kɔrɔ"), "{read}");
}

#[test]
fn french_and_english_have_the_same_words() {
    let words: serde_json::Value = serde_json::from_str(include_str!("../../templates/words.json")).unwrap();
    let shape = |language: &str| -> Vec<(String, usize, usize)> {
        let entries = words[language].as_object().unwrap();
        let holes = |value: &serde_json::Value| value.to_string().matches("{}").count();
        let parts = |value: &serde_json::Value| value.as_array().map_or(0, Vec::len);
        entries.iter().map(|(key, value)| (key.clone(), holes(value), parts(value))).collect()
    };
    assert_eq!(shape("fr"), shape("en"));
}
