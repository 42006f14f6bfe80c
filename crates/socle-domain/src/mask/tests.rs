use super::*;

const STORY: &str = "Nous sommes Eau Vive Sahel, à Kaya. M. Traoré tient le cahier ; appelez-le au 70 12 34 56 !\n\n\
                     L’eau  coûte 1 200 000 francs. Écrivez à awa.traore@eau-vive.example.org.";

#[test]
fn a_passage_is_found_however_it_was_typed() {
    for typed in ["Eau Vive Sahel", "eau vive sahel", "Eau\u{a0}Vive\n Sahel ", "EAU VIVE SAHEL"] {
        let masked = mask(STORY, typed).unwrap();
        assert!(masked.text.starts_with("Nous sommes […], à Kaya."), "{typed}: {}", masked.text);
        assert_eq!(masked.count, 1);
    }
    assert!(mask(STORY, "l'eau coute").unwrap().text.contains("\n\n[…] 1 200 000"));
}

#[test]
fn only_whole_words_are_masked() {
    let masked = mask("Ali réalise à Mali, dit Ali.", "ali").unwrap();
    assert_eq!((masked.text.as_str(), masked.count), ("[…] réalise à Mali, dit […].", 2));
    assert_eq!(mask("Mali", "ali"), Err(CannotMask::NotThere));
}

#[test]
fn nothing_is_masked_by_mistake() {
    assert_eq!(mask(STORY, ""), Err(CannotMask::Empty));
    assert_eq!(mask(STORY, " … "), Err(CannotMask::Empty));
    assert_eq!(mask("Déjà […] masqué", MASK), Err(CannotMask::Empty));
    assert_eq!(mask(STORY, "Ouagadougou"), Err(CannotMask::NotThere));
    assert_eq!(mask("", "mot"), Err(CannotMask::NotThere));
}

#[test]
fn odd_letters_are_masked_whole() {
    assert_eq!(mask("Le cœur a battu", "coeur").unwrap().text, "Le […] a battu");
    assert_eq!(mask("l'e\u{301}te\u{301} fini", "été").unwrap().text, "l'[…] fini");
    assert_eq!(mask("👩🏽‍🌾 Awa 👩🏽‍🌾", "awa").unwrap().text, "👩🏽‍🌾 […] 👩🏽‍🌾");
}

fn cut(text: &str) -> Vec<&str> {
    sentences(text).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn sentences_are_cut_as_people_read_them() {
    assert_eq!(
        cut(STORY),
        [
            "Nous sommes Eau Vive Sahel, à Kaya.",
            "M. Traoré tient le cahier ; appelez-le au 70 12 34 56 !",
            "L’eau  coûte 1 200 000 francs.",
            "Écrivez à awa.traore@eau-vive.example.org."
        ]
    );
    assert_eq!(
        cut("Il a dit : « Ça marche ! » Puis il est parti..."),
        ["Il a dit : « Ça marche ! »", "Puis il est parti..."]
    );
    assert_eq!(cut("Un titre\nPuis 3.5 litres (env.). Fin"), ["Un titre", "Puis 3.5 litres (env.).", "Fin"]);
    assert!(cut(" \n\n ").is_empty());
}

#[test]
fn sentences_are_masked_by_number() {
    let masked = mask_sentences(STORY, 2, 3).unwrap();
    assert_eq!(
        masked.text,
        "Nous sommes Eau Vive Sahel, à Kaya. […] Écrivez à awa.traore@eau-vive.example.org."
    );
    for (from, to) in [(0, 1), (1, 5), (3, 2), (9, 9)] {
        assert_eq!(mask_sentences(STORY, from, to), Err(CannotMask::NotThere), "{from}-{to}");
    }
}

fn told(text: &str, name: Option<&str>) -> Vec<(Sign, String)> {
    suggestions(text, name).into_iter().map(|one| (one.sign, one.passage)).collect()
}

#[test]
fn what_names_someone_is_suggested_in_order() {
    let found = told(STORY, Some("Eau vive Sahel"));
    let expected = [
        (Sign::Organization, "Eau Vive Sahel"),
        (Sign::Person, "M. Traoré"),
        (Sign::Phone, "70 12 34 56"),
        (Sign::Email, "awa.traore@eau-vive.example.org"),
    ];
    assert_eq!(found, expected.map(|(sign, passage)| (sign, passage.to_owned())));
    assert!(told(STORY, None).iter().all(|(sign, _)| *sign != Sign::Organization));
}

#[test]
fn telephone_numbers_are_told_from_years_dates_and_amounts() {
    for number in [
        "+226 70 12 34 56",
        "00 33 6 12 34 56 78",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "77 123 45 67",
        "221771234567",
        "(+223) 66-00-11-22",
    ] {
        let found = told(&format!("Appelez le {number}, le soir."), None);
        assert_eq!(found, [(Sign::Phone, number.to_owned())]);
    }
    for other in [
        "de 2015 à 2016",
        "2015-2016",
        "1 200 000 francs",
        "12.500.000 FCFA",
        "le 12/03/2017",
        "le 2017-03-12",
        "3 400 personnes",
        "n° 123456",
    ] {
        assert!(told(other, None).is_empty(), "{other}: {:?}", told(other, None));
    }
}

#[test]
fn two_numbers_given_side_by_side_are_two() {
    let found = told("Tél. : 70 23 26 80/ 75 03 60 02.", None);
    assert_eq!(
        found.iter().map(|(_, passage)| passage.as_str()).collect::<Vec<_>>(),
        ["70 23 26 80", "75 03 60 02"]
    );
    assert_eq!(told("Tél. 70/12/34/56", None).len(), 1);
}

#[test]
fn a_passage_is_suggested_once() {
    assert_eq!(
        told("a@b.org, a@b.org. @nom et nom@ et a@b ne sont rien.", None),
        [(Sign::Email, "a@b.org".to_owned())]
    );
    assert_eq!(told("Mme Awa Diallo Kaya", None), [(Sign::Person, "Mme Awa Diallo".to_owned())]);
    assert_eq!(told("Mme Traoré, ENTREPRISE Riz", None), [(Sign::Person, "Mme Traoré".to_owned())]);
    assert_eq!(told("(70 12 34 56)", None), [(Sign::Phone, "70 12 34 56".to_owned())]);
    assert!(told("M. le maire", None).is_empty());
}

#[test]
fn every_suggestion_can_be_masked() {
    for suggestion in suggestions(STORY, Some("Eau Vive Sahel")) {
        assert!(mask(STORY, &suggestion.passage).is_ok(), "{suggestion:?}");
    }
}
