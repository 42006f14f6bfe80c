//! The paper form: numbers, skips, conditions, places for answers.

use xlsform::{Answer, Language, Mode, Paper, PaperItem, PaperQuestion, describe, paper};

const FORM: &str = "\
| survey |
| | type | name | label | relevant | required |
| | start | start | | | |
| | note | accueil | Bienvenue | | |
| | select_one oui_non | eau | Avez-vous de l’eau ? | | yes |
| | begin group | details | L’eau | ${eau} = 'oui' | |
| | text | source | D’où vient-elle ? | | |
| | integer | litres | Combien de litres ? | | |
| | end group | | | | |
| | select_multiple usages | usages | À quoi sert-elle, ${source} ? | | |
| | text | precisions | Précisez | selected(${usages}, 'autre') | |
| | date | jour | Quel jour ? | | |
| choices |
| | list_name | name | label |
| | oui_non | oui | Oui |
| | oui_non | non | Non |
| | usages | boire | Boire |
| | usages | autre | Autre |
";

fn printed() -> Paper {
    let found = paper(FORM.as_bytes(), Some("eau.md"), Mode::Strict, None, Language::French);
    found.value.unwrap_or_else(|| panic!("{:?}", found.issues))
}

fn question(paper: &Paper, name: &str) -> PaperQuestion {
    let found = paper.items.iter().find_map(|item| match item {
        PaperItem::Question(question) if question.name == name => Some(question.clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn questions_are_numbered_and_notes_are_not() {
    let paper = printed();
    assert_eq!(question(&paper, "eau").number, 1);
    assert_eq!(question(&paper, "jour").number, 6);
    assert!(matches!(&paper.items[0], PaperItem::Note(text) if text == "Bienvenue"));
    assert!(question(&paper, "eau").is_required);
}

#[test]
fn a_choice_that_skips_questions_says_where_to_go() {
    let Answer::Choices { choices, is_multiple } = question(&printed(), "eau").answer else {
        panic!("choices")
    };
    assert!(!is_multiple);
    assert_eq!(choices[0].go_to, None);
    assert_eq!(choices[1].go_to, Some(4));
    assert_eq!(choices[1].go_to_text.as_deref(), Some("allez à la question 4"));
}

#[test]
fn conditions_the_skips_do_not_tell_are_written() {
    let paper = printed();
    assert_eq!(question(&paper, "source").condition, None);
    let condition = question(&paper, "precisions").condition.expect("a condition");
    assert_eq!(condition, "Si la réponse à la question 4 est « Autre »");
}

#[test]
fn texts_quote_answers_by_their_number() {
    assert_eq!(question(&printed(), "usages").label, "À quoi sert-elle, [question 2] ?");
}

#[test]
fn a_form_is_described_in_short() {
    let found = describe(FORM.as_bytes(), Some("eau.md"), Mode::Strict).value.expect("a description");
    assert_eq!((found.form_id.as_str(), found.groups, found.repeats), ("eau", 1, 0));
    assert_eq!(found.questions.len(), 7);
    assert_eq!(found.lists, [("oui_non".to_owned(), 2), ("usages".to_owned(), 2)]);
}
