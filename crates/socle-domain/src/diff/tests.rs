use super::*;

/// `[-removed-]{+added+}`, as other programs write it.
fn shown(old: &str, new: &str) -> String {
    let pieces = diff(old, new);
    let side = |wanted: fn(&Piece<'_>) -> bool| -> String {
        pieces.iter().filter(|piece| wanted(piece)).map(|piece| piece.text()).collect()
    };
    assert_eq!(side(|piece| !matches!(piece, Piece::Added(_))), old, "the older text is whole");
    assert_eq!(side(|piece| !matches!(piece, Piece::Removed(_))), new, "the newer text is whole");
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Kept(text) => (*text).to_owned(),
            Piece::Removed(text) => format!("[-{text}-]"),
            Piece::Added(text) => format!("{{+{text}+}}"),
        })
        .collect()
}

#[test]
fn a_word_changed_is_shown_among_its_neighbors() {
    assert_eq!(
        shown("Le réseau ne passe que le dimanche.", "Le réseau ne passe que le lundi."),
        "Le réseau ne passe que le [-dimanche-]{+lundi+}."
    );
    assert_eq!(shown("un deux trois", "un trois"), "un [-deux -]trois");
    assert_eq!(shown("un trois", "un deux trois"), "un {+deux +}trois");
}

#[test]
fn two_words_changed_side_by_side_are_one_change() {
    assert_eq!(
        shown("le petit village ancien", "le grand bourg ancien"),
        "le [-petit village-]{+grand bourg+} ancien"
    );
}

#[test]
fn a_passage_masked_is_one_change() {
    let old = "Nous sommes Eau Vive Sahel, à Kaya. Le forage marche.";
    assert_eq!(
        shown(old, "Nous sommes […], à Kaya. Le forage marche."),
        "Nous sommes [-Eau Vive Sahel-]{+[…]+}, à Kaya. Le forage marche."
    );
}

#[test]
fn paragraphs_come_and_go() {
    assert_eq!(shown("un\n\ndeux", "un\n\nneuf\n\ndeux"), "un\n\n{+neuf\n\n+}deux");
    assert_eq!(shown("un\n\nneuf\n\ndeux", "un\n\ndeux"), "un\n\n[-neuf\n\n-]deux");
}

#[test]
fn nothing_and_everything() {
    assert_eq!(shown("", ""), "");
    assert_eq!(shown("a b", "a b"), "a b");
    assert_eq!(shown("", "a b"), "{+a b+}");
    assert_eq!(shown("a b", ""), "[-a b-]");
    assert_eq!(shown("été 🌍", "hiver"), "[-été 🌍-]{+hiver+}");
}

#[test]
fn both_texts_are_whole_whatever_changes() {
    // Every pair of short texts over three words: the pieces always make up both.
    let words = ["a", "b", "c"];
    let text = |mut number: usize| {
        let mut made = Vec::new();
        while number > 0 {
            made.push(words[number % 3]);
            number /= 3;
        }
        made.join(" ")
    };
    for one in 0..120 {
        for other in 0..120 {
            shown(&text(one), &text(other));
        }
    }
}

#[test]
fn as_little_as_possible_is_shown_as_changed() {
    let pieces = diff("a b c a b b a", "c b a b a c");
    let changed: usize = pieces
        .iter()
        .filter(|piece| !matches!(piece, Piece::Kept(_)))
        .map(|piece| piece.text().split_whitespace().count())
        .sum();
    // The example of Myers' article has five changes; blanks drawn in may add a word or two, never more.
    assert!(changed <= 7, "{pieces:?}");
}

#[test]
fn a_text_rewritten_whole_is_replaced_whole_and_soon() {
    let text =
        |word: &str| (0..20_000).map(|n| word.to_owned() + &n.to_string()).collect::<Vec<_>>().join(" ");
    let (old, new) = (text("ancien"), text("nouveau"));
    let (old, new) = (format!("Début. {old}"), format!("Début. {new}"));
    let pieces = diff(&old, &new);
    assert_eq!(pieces.len(), 3);
    assert_eq!(pieces[0], Piece::Kept("Début. "));
}
