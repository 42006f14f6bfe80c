//! Rules about code: slices of the web keep to themselves, addresses have one table, the machine one reader.

use super::{Page, rust};
use std::collections::BTreeSet;

const WEB: &str = "crates/socle-web/src/";
const TABLE: &str = "crates/socle-web/src/routes.rs";
const AMBIENT: &str = "crates/socle/src/ambient.rs";

/// Where a slice of the web (a folder of it) names another.
pub(super) fn imports(pages: &[Page]) -> Vec<String> {
    let rust_of_web: Vec<_> =
        pages.iter().filter(|p| p.path.starts_with(WEB) && p.has_extension(&["rs"])).collect();
    let slice_of = |page: &Page| page.path[WEB.len()..].split_once('/').map(|(slice, _)| slice.to_owned());
    let slices: BTreeSet<String> = rust_of_web.iter().filter_map(|page| slice_of(page)).collect();
    let mut faults = Vec::new();
    for page in rust_of_web {
        let Some(own) = slice_of(page) else { continue };
        let depth = page.path[WEB.len()..].matches('/').count();
        let code = rust::take_apart(&page.text).code;
        let named = roots(&code, &page.path, depth);
        for other in named.intersection(&slices).filter(|other| **other != own) {
            faults.push(format!("{} imports {other}", page.path));
        }
    }
    faults
}

/// The modules at the root of the crate that a file names: after `crate::`, and after enough `super::`.
fn roots(code: &str, path: &str, depth: usize) -> BTreeSet<String> {
    // `survey/mod.rs` is the module `survey`; `survey/start.rs` is one deeper.
    let steps = if path.ends_with("/mod.rs") { depth } else { depth + 1 };
    let mut named = BTreeSet::new();
    for root in ["crate::".to_owned(), "super::".repeat(steps)] {
        for (at, _) in code.match_indices(&root) {
            named.extend(first_names(&code[at + root.len()..]));
        }
    }
    named
}

/// `a::b` names `a`; `{a::b, c::{d, e}}` names `a` and `c`.
fn first_names(rest: &str) -> Vec<String> {
    let word = |text: &str| {
        let text = text.trim_start();
        text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())].to_owned()
    };
    let Some(group) = rest.trim_start().strip_prefix('{') else { return vec![word(rest)] };
    let mut names = vec![word(group)];
    let mut depth = 1;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(word(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// What registers an address.
const REGISTER: [&str; 6] =
    [".route(", ".route_service(", ".nest(", ".nest_service(", "MethodRouter", "routing::"];

/// Addresses registered outside the table. Tests call the router; they do not extend it.
pub(super) fn routes(pages: &[Page]) -> Vec<String> {
    found(pages, TABLE, &REGISTER)
}

/// What reads the machine.
const MACHINE: [&str; 7] = [
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "getrandom::fill",
    "env::var",
    "env::vars",
];

/// Clock, chance and environment read outside the one file that may.
pub(super) fn ambience(pages: &[Page]) -> Vec<String> {
    found(pages, AMBIENT, &MACHINE)
}

fn found(pages: &[Page], home: &str, words: &[&str]) -> Vec<String> {
    let sources =
        pages.iter().filter(|p| p.path.contains("/src/") && p.has_extension(&["rs"]) && p.path != home);
    sources
        .flat_map(|page| {
            let code = rust::take_apart(&page.text).code;
            let words = words.iter().filter(move |word| code.contains(**word));
            words.map(|word| format!("{}: {word}", page.path))
        })
        .collect()
}

#[test]
fn a_planted_import_between_slices_is_found() {
    let other = Page::new("crates/socle-web/src/submission/mod.rs", "");
    let planted = |path: &str, text: &str| imports(&[Page::new(path, text), other.clone()]);
    let inside = "crates/socle-web/src/survey/start.rs";
    assert_eq!(planted(inside, "use crate::submission::inbox;").len(), 1);
    assert_eq!(planted(inside, "use crate::{App, error::{A, B}, submission::inbox};").len(), 1);
    assert_eq!(planted(inside, "use super::super::submission;").len(), 1);
    assert_eq!(planted("crates/socle-web/src/survey/mod.rs", "use super::submission;").len(), 1);
    for fine in [
        "use crate::{App, survey::field};",
        "use super::field;",
        "// crate::submission",
        "let submission = 1;",
    ] {
        assert!(planted(inside, fine).is_empty(), "{fine}");
    }
    assert!(planted("crates/socle-web/src/routes.rs", "use crate::submission;").is_empty());
}

#[test]
fn a_planted_route_is_found() {
    let planted = |path, text| routes(&[Page::new(path, text)]);
    let text = "Router::new().route(\"/hidden\", get(show))";
    assert_eq!(planted("crates/socle-web/src/home/mod.rs", text).len(), 1);
    assert!(planted(TABLE, text).is_empty());
    assert!(planted("crates/socle-web/src/home/mod.rs", "let route = 1; // .route(").is_empty());
}

#[test]
fn a_planted_clock_is_found() {
    let planted = |path, text| ambience(&[Page::new(path, text)]);
    assert_eq!(planted("crates/socle-domain/src/a.rs", "let now = std::time::Instant::now();").len(), 1);
    assert_eq!(planted("crates/socle/src/a.rs", "std::env::var_os(\"HOME\")").len(), 1);
    assert!(planted(AMBIENT, "SystemTime::now()").is_empty());
}
