//! A questionnaire on paper.

use serde_json::{Value, json};

use crate::tools::{poppler, print, printed, sample, spoken, words};

#[test]
fn says_all_that_one_needs_to_fill_it() {
    let form = printed("form");
    let Some(text) = spoken(&form.pdf) else { return };
    for part in [
        "Étude NTIC et micro-projets",
        "Pas maintenant→ Allez à la question 15",
        "Non→ Allez à la fin du questionnaire",
        "Plusieurs réponses possibles",
        "3 réponses au plus",
        "mois\nannée",
        "photocopiez cette partie",
        "photo à joindre à la feuille",
        "Merci.",
    ] {
        assert!(text.contains(part), "« {part} » in {text}");
    }
    let Some(text) = words(&form.pdf) else { return };
    assert_eq!(text.matches("version 2026-03 · 1er mars 2026").count(), 4);
    assert!(text.contains("2/4"));
}

#[test]
fn a_form_without_a_version_prints_no_word_of_it() {
    let mut json = sample("form");
    json["paper_form"]["version"] = json!("");
    let Some(text) = words(&print(json).pdf) else { return };
    assert!(!text.contains("version"), "{text}");
    assert!(text.contains("· 1er mars 2026"), "{text}");
}

#[test]
fn questions_come_in_their_order() {
    let Some(text) = poppler("pdftotext", &["-layout"], &printed("form").pdf) else { return };
    let numbers: Vec<u32> = text
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.trim_start_matches('\u{c}').split_whitespace().next()?.parse().ok())
        .collect();
    assert_eq!(numbers, (1..=18).collect::<Vec<u32>>());
}

#[test]
fn a_question_stays_with_its_first_lines() {
    // Questions of every length end up near the foot of a page: none may leave its label behind.
    let question = |number: usize| {
        json!({ "question": { "number": number.to_string(), "label": format!("Intitulé {number}."),
            "answer": { "one": (0..number % 7 + 2).map(|n| json!({ "label": format!("choix {number}-{n}") })).collect::<Value>() } } })
    };
    let mut json = sample("form");
    json["paper_form"]["sections"] = json!([{ "items": (1..=60).map(question).collect::<Value>() }]);
    let Some(text) = poppler("pdftotext", &[], &print(json).pdf) else { return };
    for page in text.split('\u{c}') {
        for number in 1..=60 {
            if page.contains(&format!("Intitulé {number}.")) {
                assert!(
                    page.contains(&format!("choix {number}-0")),
                    "question {number} left its choices behind"
                );
            }
        }
    }
}

#[test]
fn a_very_long_list_breaks_over_pages_and_loses_nothing() {
    let choices: Value = (0..200).map(|n| json!({ "label": format!("pays-{n}-fin") })).collect();
    let mut json = sample("form");
    json["paper_form"]["sections"] = json!([{ "items": [{ "question": { "number": "1", "label": "Pays", "answer": { "one": choices } } }] }]);
    let printed = print(json);
    assert!(printed.gauge.pages > 1);
    let Some(text) = words(&printed.pdf) else { return };
    for n in 0..200 {
        assert!(text.contains(&format!("pays-{n}-fin")), "{n}");
    }
}

#[test]
fn a_repeated_section_is_printed_as_often_as_asked() {
    let mut json = sample("form");
    json["paper_form"]["sections"][1]["repeat"] = json!({ "copies": 3 });
    let Some(text) = words(&print(json).pdf) else { return };
    for copy in 1..=3 {
        assert!(text.contains(&format!("Exemplaire {copy} sur 3")), "{copy}");
    }
    assert_eq!(text.matches("Que s’est-il passé").count(), 3);
}

#[test]
fn english_forms_speak_english() {
    let mut json = sample("form");
    json["paper_form"]["language"] = json!("en");
    let Some(text) = words(&print(json).pdf) else { return };
    assert!(text.contains("→ Go to question 15") && text.contains("One answer only"), "{text}");
}
