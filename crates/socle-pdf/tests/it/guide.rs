//! A guide on paper.

use serde_json::json;
use socle_pdf::{Document, gauge};

use crate::tools::{guide_with, print, printed, sample, spoken, words};

#[test]
fn text_reads_in_the_order_of_its_blocks() {
    let Some(text) = spoken(&printed("tool").pdf) else { return };
    let order = [
        "Fiche outil",
        "Relever des points d’eau",
        "Remplacer le cahier",
        "repose sur 10 retours · relue en mars\u{a0}2026",
        "En bref",
        "Usages observés",
        "Avant de commencer",
        "Mise en place",
        "Écrire le questionnaire",
        "Ce qui coince",
        "Alternatives, et comment en sortir",
        "Essai d’une semaine",
        "Sources",
        "À essayer lundi",
    ];
    let mut from = 0;
    for part in order {
        let at = text[from..]
            .find(part)
            .unwrap_or_else(|| panic!("« {part} » is missing or out of order:\n{text}"));
        from += at + part.len();
    }
}

#[test]
fn both_pages_carry_version_date_address_and_number() {
    let Some(text) = words(&printed("tool").pdf) else { return };
    assert_eq!(text.matches("version 3 · 12 mars 2026 · CC BY-SA 4.0 · socle.example.org/f/014").count(), 2);
    assert!(text.contains("1/2") && text.contains("2/2"));
}

#[test]
fn citations_are_the_numbers_of_their_sources() {
    let mut json = guide_with("Un fait [@r9:3], et un mot [@inconnu].");
    json["guide"]["sources"] =
        json!([{ "key": "ref1", "text": "A" }, { "key": "r9", "text": "Retour neuf" }]);
    let Some(text) = words(&print(json).pdf) else { return };
    assert!(text.contains("Un fait2,"), "{text}");
    assert!(text.contains("[@inconnu]"), "{text}");
}

#[test]
fn links_are_read_on_paper_and_scripts_are_not_links() {
    let printed = print(guide_with("[la page](https://exemple.org/a) et [ceci](javascript:alert(1))"));
    assert!(!printed.pdf.windows(11).any(|bytes| bytes == b"javascript:"));
    let Some(text) = words(&printed.pdf) else { return };
    assert!(text.contains("la page (exemple.org/a) et ceci"), "{text}");
}

#[test]
fn monday_is_printed_where_there_is_room_and_left_out_where_there_is_none() {
    let Some(text) = words(&printed("experience").pdf) else { return };
    assert!(text.contains("À essayer lundi") && text.contains("Compter le stock de sécurité"));

    // As many lines as one page holds at the smallest size of text: nothing is left.
    let filled = |count: usize| guide_with(&"Une ligne de texte ordinaire, assez longue.\n\n".repeat(count));
    let (mut one_page, mut two_pages) = (10, 150);
    while two_pages - one_page > 1 {
        let middle = usize::midpoint(one_page, two_pages);
        *if measured(&filled(middle)).pages == 1 { &mut one_page } else { &mut two_pages } = middle;
    }
    let Some(text) = words(&print(filled(one_page)).pdf) else { return };
    assert!(text.contains("1/1") && !text.contains("À essayer lundi"), "{one_page} lines: {text}");
}

fn measured(json: &serde_json::Value) -> socle_pdf::Gauge {
    let document: Document = serde_json::from_value(json.clone()).expect("a document");
    gauge(&document).expect("a layout")
}

#[test]
fn the_frame_never_adds_a_page_nor_cuts_words() {
    let mut json = sample("experience");
    json["guide"]["monday"] = json!(["mot ".repeat(120) + "fin-un", "mot ".repeat(120) + "fin-deux"]);
    let pages = measured(&json).pages;
    let printed = print(json);
    let Some(text) = words(&printed.pdf) else { return };
    assert_eq!(printed.gauge.pages, pages);
    assert_eq!(text.contains("fin-un"), text.contains("fin-deux"));
    assert!(text.contains("1/1") || pages > 1, "{text}");
}

#[test]
fn the_gauge_grows_with_the_text() {
    let fill = |count: usize| {
        measured(&guide_with(&"Une ligne de texte ordinaire, assez longue.\n\n".repeat(count)))
    };
    let (short, long) = (fill(10), fill(40));
    assert_eq!((short.pages, long.pages), (1, 1));
    assert!(short.last_page_percent < long.last_page_percent, "{short:?} {long:?}");
    assert!(fill(150).pages > 1);
}

#[test]
fn markdown_is_set_as_such() {
    let text = "Un **gras** et *italique* :\n\n1. un\n2. deux\n\n> dit\n\n| A | B |\n|---|---|\n| c | d |\n\n`code` ![photo](x.png)";
    let Some(text) = spoken(&print(guide_with(text)).pdf) else { return };
    for part in ["Un gras et italique\u{a0}:", "1.\nun", "2.\ndeux", "dit", "A\nB\nc\nd", "code photo"] {
        assert!(text.contains(part), "« {part} » in {text}");
    }
}

#[test]
fn english_guides_speak_english() {
    let mut json = sample("tool");
    json["guide"]["language"] = json!("en");
    let Some(text) = words(&print(json).pdf) else { return };
    assert!(
        text.contains("Tool guide") && text.contains("rests on 10 returns · reviewed in March 2026"),
        "{text}"
    );
    assert!(text.contains("To try on Monday"));
}
