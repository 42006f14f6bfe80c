//! What cannot be printed is said, with its place.

use serde_json::json;
use socle_pdf::{Document, Place, RenderError, render};

use crate::tools::{guide_with, print, sample, words};

fn fails(json: serde_json::Value) -> RenderError {
    let document: Document = serde_json::from_value(json).expect("a document");
    render(&document).expect_err("a refusal")
}

#[test]
fn characters_without_a_glyph_are_replaced_and_listed() {
    let mut json = sample("tool");
    json["guide"]["blocks"][1]["parts"] = json!([{ "text": "Un monde 🌍 et مرحبا" }]);
    let printed = print(json);
    let [unprinted] = &printed.gauge.unprinted[..] else { panic!("{:?}", printed.gauge.unprinted) };
    assert_eq!(unprinted.place, Place::Block(1));
    assert!(unprinted.characters.starts_with('🌍'), "{unprinted:?}");
    let Some(read) = words(&printed.pdf) else { return };
    assert!(read.contains("Un monde \u{fffd} et"), "{read}");
}

#[test]
fn a_layout_that_typst_refuses_names_its_block() {
    let mut json = sample("tool");
    json["guide"]["blocks"][2]["parts"] = json!([{ "text": "> ".repeat(40) + "fond" }]);
    let RenderError::Typst { place, message } = fails(json) else { panic!("a refusal of typst") };
    assert_eq!(place, Some(Place::Block(2)));
    assert!(message.contains("depth"), "{message}");
}

#[test]
fn depth_without_end_ends() {
    for text in [
        "> ".repeat(20_000),
        "*".repeat(20_000),
        "[".repeat(20_000),
        "- ".repeat(5_000),
        "**a ".repeat(5_000),
    ] {
        let document: Document = serde_json::from_value(guide_with(&(text + "x"))).unwrap();
        // Refused or printed flat: both are answers.
        let _ = render(&document);
    }
}

#[test]
fn an_address_too_long_for_a_telephone_is_refused() {
    let mut json = sample("tool");
    json["guide"]["address"]["url"] = json!("https://".to_owned() + &"a".repeat(4_000));
    assert!(matches!(fails(json), RenderError::Address(_)));
}

#[test]
fn what_pdf_ua_needs_cannot_be_left_out() {
    let change = |pointer: &str, value: serde_json::Value| {
        let mut json = sample("tool");
        *json.pointer_mut(pointer).unwrap() = value;
        serde_json::from_value::<Document>(json)
    };
    for (pointer, value) in [
        ("/guide/title", json!("  ")),
        ("/guide/language", json!("")),
        ("/guide/language", json!("de")),
        ("/guide/date", json!("2026-02-30")),
        ("/guide/date", json!("12/03/2026")),
        ("/guide/blocks/0/heading", json!("")),
    ] {
        assert!(change(pointer, value.clone()).is_err(), "{pointer} = {value}");
    }
    assert!(change("/guide/date", json!("2028-02-29")).is_ok());
}

#[test]
fn a_guide_without_blocks_and_a_form_without_questions_print() {
    let mut guide = sample("tool");
    guide["guide"]["blocks"] = json!([]);
    guide["guide"]["monday"] = json!([]);
    guide["guide"]["sources"] = json!([]);
    guide["guide"]["assise"] = json!({ "verified": 0, "declared": 0, "thin": 0 });
    assert_eq!(print(guide).gauge.pages, 1);
    let mut form = sample("form");
    form["paper_form"]["sections"] = json!([]);
    assert_eq!(print(form).gauge.pages, 1);
}
