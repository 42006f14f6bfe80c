use super::*;
use proptest::prelude::*;

/// The passage `words` of `old`, found again in `new`.
fn moved(old: &str, words: &str, new: &str) -> Anchor {
    let [span] = places(old, words)[..] else { panic!("{words} stands once in the old text") };
    reanchor(old, span, new)
}

fn words(anchor: Anchor, text: &str) -> &str {
    anchor.span().map_or("(lost)", |span| span.of(text).unwrap())
}

#[test]
fn words_that_stay_are_followed() {
    let old = "Avant. Le réseau tombe. Après.";
    let new = "Nous ajoutons ceci. Avant ! Le réseau tombe. Bien après.";
    let anchor = moved(old, "Le réseau tombe.", new);
    assert!(matches!(anchor, Anchor::Same(_)));
    assert_eq!(words(anchor, new), "Le réseau tombe.");
}

#[test]
fn words_set_better_are_the_same_words() {
    let old = "hier , l'Etat a dit \"c'est a voir...\" sans oeuvrer - point";
    let new = "Hier, l’État a dit « c’est à voir… » sans œuvrer – point";
    let anchor = moved(old, "l'Etat a dit \"c'est a voir...\" sans oeuvrer", new);
    assert!(matches!(anchor, Anchor::Near(_)));
    assert_eq!(words(anchor, new), "l’État a dit « c’est à voir… » sans œuvrer");
}

#[test]
fn words_that_were_masked_or_rewritten_are_flagged() {
    let old = "La trésorière Awa a perdu la puce. Puis rien.";
    assert_eq!(
        moved(old, "La trésorière Awa a perdu la puce.", "[Une personne] a perdu la puce. Puis rien."),
        Anchor::Lost
    );
    assert_eq!(moved(old, "La trésorière Awa a perdu la puce.", ""), Anchor::Lost);
}

#[test]
fn of_two_places_the_surroundings_decide() {
    let old = "Avec le cahier : oui. Tout va bien. Avec le téléphone : oui. Rien ne va.";
    let second = places(old, "oui.")[1];
    let new = "Ajout. Avec le cahier : oui. Tout va très bien. Ajout. Avec le téléphone : oui. Rien ne va plus du tout.";
    assert_eq!(reanchor(old, second, new).span(), Some(places(new, "oui.")[1]));
    let blind = "Ajout oui. Autre oui. Fin";
    assert_eq!(reanchor(old, second, blind), Anchor::Lost, "nothing tells them apart");
}

#[test]
fn a_letter_is_never_cut_in_two() {
    assert_eq!(find("sa sœur", "so"), None);
    assert_eq!(find("sa sœur", "SOEUR").unwrap().of("sa sœur"), Some("sœur"));
}

#[test]
fn pasted_words_are_found_when_they_stand_once() {
    let text = "Le réseau tombe. Le réseau revient.";
    assert_eq!(find(text, " réseau  revient "), Span::new(20, 34));
    assert_eq!(find(text, "réseau"), None);
    assert_eq!(find(text, ""), None);
    assert_eq!(find(text, "absent"), None);
}

#[test]
fn a_lost_passage_is_looked_for_by_its_words() {
    let text = "Avant, rien. [Une personne] tient le cahier. Puis le réseau.";
    let units = crate::coding::sentences(text);
    assert_eq!(closest(text, &units, "Awa tenait le Cahier"), Some(1));
    assert_eq!(closest(text, &units, "zèbre"), None);
    assert_eq!(closest("", &[], "rien"), None);
}

fn prose() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof!["[a-dé .]{1,6}", Just("« œuf »".to_owned()), "\\PC{1,3}"], 1..12)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_text_that_did_not_change_moves_nothing(text in prose(), from in 0_usize..40, length in 1_usize..20) {
        let span = Span::new(from, from + length).unwrap();
        let expected = span.of(&text).map_or(Anchor::Lost, |_| Anchor::Same(span));
        prop_assert_eq!(reanchor(&text, span, &text), expected);
    }

    #[test]
    fn whatever_is_found_is_the_same_words(old in prose(), new in prose(), from in 0_usize..40, length in 1_usize..12) {
        let span = Span::new(from, from + length).unwrap();
        match reanchor(&old, span, &new) {
            Anchor::Same(there) => prop_assert_eq!(there.of(&new), span.of(&old)),
            Anchor::Near(there) => {
                let fold = |text: Option<&str>| Folded::of(text.unwrap()).letters;
                prop_assert_eq!(fold(there.of(&new)), fold(span.of(&old)));
            }
            Anchor::Lost => {}
        }
    }

    #[test]
    fn what_is_written_before_or_after_takes_nothing_away(
        text in prose(), before in prose(), after in prose(), from in 0_usize..40, length in 1_usize..20,
    ) {
        let span = Span::new(from, from + length).unwrap();
        prop_assume!(span.of(&text).is_some());
        // One addition at a time: each leaves the passage wholly on one side of the change.
        for new in [format!("{before}{text}"), format!("{text}{after}")] {
            let there = reanchor(&text, span, &new).span().unwrap();
            prop_assert_eq!(there.of(&new), span.of(&text));
        }
    }

    #[test]
    fn words_that_stand_once_are_always_found(before in "[a-d ]{0,20}", after in "[a-d ]{0,20}", middle in "[x-z]{3,9}") {
        let old = format!("{middle}.");
        let new = format!("{before}{middle}{after}");
        let span = Span::new(0, middle.chars().count()).unwrap();
        prop_assert_eq!(reanchor(&old, span, &new).span().unwrap().of(&new), Some(middle.as_str()));
    }
}
