//! The sheets: their weight, their logic and their hash.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use socle_look::gallery;
use socle_look::layouts::{OfficeFrame, Page, PublicFrame, SurveyFrame};
use socle_look::{Html, Language, Sheet};

fn gzip(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).expect("writing to memory");
    encoder.finish().expect("writing to memory").len()
}

/// Raw and compressed bytes allowed to each sheet, then compressed bytes of a page with nothing in it.
/// Fields cost a little more than reading; the office's 30 KB page leaves more room than a phone's.
const BUDGETS: [(Sheet, usize, usize, usize); 5] = [
    (Sheet::Public, 10_750, 3_600, 4_050),
    (Sheet::Advisor, 10_750, 3_600, 4_000),
    (Sheet::Survey, 11_250, 3_600, 4_000),
    (Sheet::Office, 21_100, 5_750, 6_250),
    (Sheet::Reply, 13_500, 4_400, 4_800),
];

fn blank_page(sheet: Sheet) -> String {
    let page = Page::new(Language::Fr, "Essai");
    let blank = Html::default();
    match sheet {
        Sheet::Public => PublicFrame { page, ..PublicFrame::default() }.wrap_html(blank),
        Sheet::Advisor => PublicFrame { page, asks: true, ..PublicFrame::default() }.wrap_html(blank),
        Sheet::Survey => SurveyFrame { page, ..SurveyFrame::default() }.wrap_html(blank),
        Sheet::Office => OfficeFrame { page, ..OfficeFrame::default() }.wrap_html(blank),
        Sheet::Reply => PublicFrame { page, is_reply: true, ..PublicFrame::default() }.wrap_html(blank),
    }
}

#[test]
fn sheets_stay_within_their_budget() {
    for (sheet, raw, compressed, blank) in BUDGETS {
        let (css, packed, page) = (sheet.css(), gzip(sheet.css()), gzip(&blank_page(sheet)));
        println!("{sheet:?}: {} bytes, {packed} compressed; a blank page {page} compressed", css.len());
        assert!(page <= blank, "{sheet:?}: a blank page of {page} compressed bytes, {blank} allowed");
        assert!(css.len() <= raw, "{sheet:?}: {} bytes of {raw}", css.len());
        assert!(packed <= compressed, "{sheet:?}: {packed} compressed bytes of {compressed}");
    }
}

#[test]
fn pages_stay_within_their_budget() {
    for page in gallery::pages().iter().filter(|page| page.lang == Language::Fr) {
        let packed = gzip(&page.html);
        let budget = if page.sheet == Sheet::Office { 30_000 } else { 12_000 };
        if ["guide.fr", "question.fr", "inbox.fr", "error-missing.fr"].contains(&page.slug.as_str()) {
            println!("{}: {packed} compressed bytes", page.slug);
        }
        assert!(packed <= budget, "{}: {packed} compressed bytes of {budget}", page.slug);
    }
}

#[test]
fn directions_are_logical() {
    for sheet in Sheet::ALL {
        let css = sheet.css();
        for physical in ["left", "right", "-width:calc(100vw"] {
            assert!(!css.contains(physical), "{sheet:?} says {physical}");
        }
        for page in [
            "@media print",
            "@media (forced-colors:active)",
            "prefers-reduced-motion",
            "prefers-color-scheme:dark",
            "size:A4",
        ] {
            assert!(css.contains(page), "{sheet:?} lacks {page}");
        }
    }
}

#[test]
fn nothing_is_fetched() {
    for sheet in Sheet::ALL {
        for fetch in ["url(", "@import", "@font-face", "http:"] {
            assert!(!sheet.css().contains(fetch), "{sheet:?} holds {fetch}");
        }
    }
}

#[test]
fn the_policy_names_the_sheet_it_allows() {
    let hashes: std::collections::BTreeSet<_> = Sheet::ALL.iter().map(|sheet| sheet.csp_hash()).collect();
    assert_eq!(hashes.len(), 5);
    for hash in hashes {
        assert!(hash.starts_with("'sha256-") && hash.ends_with("='") && hash.len() == 53, "{hash}");
    }
}

#[test]
fn braces_balance_and_nothing_is_left_open() {
    for sheet in Sheet::ALL {
        let css = sheet.css();
        assert_eq!(css.matches('{').count(), css.matches('}').count(), "{sheet:?}");
        assert!(!css.contains("/*") && !css.contains("  ") && !css.contains("</"), "{sheet:?} is minified");
    }
}

#[test]
fn every_class_in_the_gallery_has_a_style() {
    // Names that frames and pages use as hooks without styling them.
    let hooks = ["public", "mirror", "literal", "note", "done", "warning", "error"];
    for page in gallery::pages() {
        for classes in page.html.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            for class in classes.split_whitespace().filter(|class| !hooks.contains(class)) {
                let is_styled = page.sheet.css().contains(&format!(".{class}"));
                assert!(is_styled, "{}: nothing styles .{class}", page.slug);
            }
        }
    }
}
