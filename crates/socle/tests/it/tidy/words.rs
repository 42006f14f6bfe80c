//! Rules about words: which texts may hold SQL, HTML or a place of one machine, and how long a file may be.

use super::{Page, rust};

/// This folder plants faults of every kind.
const PLANTED: &str = "crates/socle/tests/it/tidy";

/// Words that begin a statement, and one that must follow for the words to be SQL rather than English.
const SQL: [(&str, &str); 8] = [
    ("SELECT ", ""),
    ("INSERT INTO ", ""),
    ("UPDATE ", " SET "),
    ("DELETE FROM ", ""),
    ("CREATE TABLE ", ""),
    ("ALTER TABLE ", ""),
    ("DROP TABLE ", ""),
    ("PRAGMA ", ""),
];

/// String literals that speak SQL, outside the store. Tests may look into the tables, and spoil them.
pub(super) fn sql(pages: &[Page]) -> Vec<String> {
    let sources: Vec<_> = pages.iter().filter(|page| page.path.contains("/src/")).cloned().collect();
    let speaks = |literal: &str| {
        SQL.iter().any(|(verb, more)| literal.find(verb).is_some_and(|at| literal[at..].contains(more)))
    };
    literals(&sources, &["socle-store"], &speaks)
}

/// Tags that no XML of ours has.
const HTML: [&str; 10] =
    ["<!doctype html", "<html", "<body", "<div", "<p>", "<ul", "<li", "<a href", "<form", "<table"];

/// String literals and files that write HTML, outside the crates that make pages. Tests may read it.
pub(super) fn html(pages: &[Page]) -> Vec<String> {
    const MAKERS: [&str; 3] = ["socle-look", "socle-web", "socle-publish"];
    let speaks = |literal: &str| {
        let literal = literal.to_lowercase();
        HTML.iter().any(|tag| literal.contains(tag))
    };
    let sources: Vec<_> = pages.iter().filter(|page| page.path.contains("/src/")).cloned().collect();
    let mut faults = literals(&sources, &MAKERS, &speaks);
    let is_made_elsewhere =
        |page: &&Page| page.has_extension(&["html", "css"]) && !MAKERS.contains(&owner(page));
    faults.extend(sources.iter().filter(is_made_elsewhere).map(|page| page.path.clone()));
    faults
}

fn literals(pages: &[Page], free: &[&str], speaks: &dyn Fn(&str) -> bool) -> Vec<String> {
    pages
        .iter()
        .filter(|page| {
            page.has_extension(&["rs"]) && !page.path.starts_with(PLANTED) && !free.contains(&owner(page))
        })
        .flat_map(|page| {
            let strings = rust::take_apart(&page.text).strings;
            strings
                .into_iter()
                .filter(|literal| speaks(literal))
                .map(|literal| format!("{}: {literal:?}", page.path))
        })
        .collect()
}

/// The crate a page belongs to.
fn owner(page: &Page) -> &str {
    page.path.split('/').nth(1).unwrap_or_default()
}

/// The most lines a file may have.
const LINES: usize = 550;

/// Files that nobody reads in one sitting.
pub(super) fn long_files(pages: &[Page]) -> Vec<String> {
    pages
        .iter()
        .filter(|page| page.has_extension(&["rs", "html", "css", "js", "sql", "ftl", "sh"]))
        .filter_map(|page| {
            let lines = page.text.lines().count();
            (lines > LINES).then(|| format!("{}: {lines} lines", page.path))
        })
        .collect()
}

/// Folders of somebody's machine.
const PLACES: [&str; 4] = ["/home/", "/root/", "/Users/", "/work/"];

/// Texts that only make sense on the machine they were written on.
pub(super) fn machine_paths(pages: &[Page]) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pages.iter().filter(|page| !page.path.starts_with(PLANTED)) {
        for (number, line) in (1..).zip(page.text.lines()) {
            let names = |place: &&&str| {
                line.match_indices(**place).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ')'))
                })
            };
            if let Some(place) = PLACES.iter().find(names) {
                faults.push(format!("{}, line {number}: {place}", page.path));
            }
        }
    }
    faults
}

#[test]
fn planted_sql_is_found() {
    let planted = |path, text| sql(&[Page::new(path, text)]);
    assert_eq!(planted("crates/socle-web/src/a.rs", "f(\"SELECT 1\")").len(), 1);
    assert!(planted("crates/socle/src/a.rs", "f(\"UPDATE your settings\")").is_empty());
    assert_eq!(planted("crates/socle/src/a.rs", "f(\"UPDATE a SET b = 1\")").len(), 1);
    assert!(planted("crates/socle-store/src/a.rs", "f(\"SELECT 1\")").is_empty());
    assert!(planted("crates/socle-web/src/a.rs", "// SELECT 1\nf(\"select one\")").is_empty());
}

#[test]
fn planted_html_is_found() {
    let planted = |path, text| html(&[Page::new(path, text)]);
    assert_eq!(planted("crates/socle/src/a.rs", "say(\"<p>Bonjour</p>\")").len(), 1);
    assert_eq!(planted("crates/socle-store/src/a.html", "x").len(), 1);
    assert!(planted("crates/socle-look/src/a.rs", "say(\"<p>Bonjour</p>\")").is_empty());
    assert!(planted("crates/xlsform/src/a.rs", "say(\"<h:html><select1/>\")").is_empty());
}

#[test]
fn a_planted_long_file_is_found() {
    let of = |lines| long_files(&[Page::new("crates/socle/src/a.rs", &"x\n".repeat(lines))]);
    assert!(of(LINES).is_empty());
    assert_eq!(of(LINES + 1).len(), 1);
}

#[test]
fn a_planted_place_is_found() {
    let of = |text| machine_paths(&[Page::new("docs/a.md", text)]);
    assert_eq!(of("fine\nsee /home/awa/socle"), ["docs/a.md, line 2: /home/"]);
    assert!(of("crates/socle-web/src/home/mod.rs and ./work/a and /var/lib/socle").is_empty());
}
