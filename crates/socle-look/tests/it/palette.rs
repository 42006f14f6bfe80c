//! The palette holds its contrasts, and the sheets use nothing but the palette.

use std::collections::BTreeSet;

use socle_look::Sheet;
use socle_look::palette::{COLORS, PAIRS, contrast, find};

#[test]
fn every_pair_is_legible_in_both_modes() {
    for (front, back, need) in PAIRS {
        let (front, back) = (find(front).expect(front), find(back).expect(back));
        for (mode, front_hex, back_hex) in
            [("light", front.light, back.light), ("dark", front.dark, back.dark)]
        {
            let ratio = contrast(front_hex, back_hex).expect("two colors");
            assert!(ratio >= need.ratio(), "{} on {} is {ratio:.2} in {mode}", front.name, back.name);
        }
    }
}

#[test]
fn the_formula_gives_the_published_figures() {
    let cases = [
        ("#000000", "#FFFFFF", 21.0),
        ("#18211D", "#F7F8F5", 15.46),
        ("#0B5D4B", "#F7F8F5", 7.35),
        ("#E9EEE9", "#141A17", 15.02),
    ];
    for (front, back, expected) in cases {
        let ratio = contrast(front, back).expect("two colors");
        assert!((ratio - expected).abs() < 0.01, "{front} on {back}: {ratio:.3}");
    }
    for wrong in ["", "#FFF", "FFFFFF", "#GGGGGG", "#ÀÀÀ"] {
        assert_eq!(contrast(wrong, "#FFFFFF"), None, "{wrong}");
    }
}

#[test]
fn every_color_named_in_a_sheet_is_in_the_palette() {
    // In the sheets each color has one letter, in the order of the palette.
    let letters: Vec<_> =
        (b'a'..=b'z').take(COLORS.len()).map(|letter| char::from(letter).to_string()).collect();
    let known: BTreeSet<_> =
        letters.iter().map(String::as_str).chain(["serif", "sans", "ink", "tint"]).collect();
    for sheet in Sheet::ALL {
        for rest in sheet.css().split("var(--").skip(1) {
            let name = rest.split([')', ',']).next().unwrap_or_default();
            assert!(known.contains(name), "{sheet:?} names {name}");
        }
    }
}
