//! The shape of the code, held by tests. Each rule is a function over text that lists faults; each has a planted fault
//! that it must find, so that no rule can rot into one that finds nothing.

mod arrows;
mod docs;
mod rust;
mod slices;
mod words;

use std::path::{Path, PathBuf};

/// A file of the repository: its path from the root, with `/` between names, and its text.
#[derive(Debug, Clone)]
struct Page {
    path: String,
    text: String,
}

impl Page {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = Path::new(&self.path).extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Folders that are made, not written.
const MADE: [&str; 6] = ["target", ".git", "node_modules", "socle-data", ".test", "test-results"];

/// Every text that is written by hand.
fn pages() -> Vec<Page> {
    let mut pages = Vec::new();
    collect(&root(), "", &mut pages);
    assert!(pages.len() > 50, "the repository was not found");
    pages
}

fn collect(folder: &Path, prefix: &str, pages: &mut Vec<Page>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{prefix}{name}");
        // In a second working copy, `.git` is a file.
        if MADE.contains(&name.as_str()) {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{path}/"), pages);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            pages.push(Page { path, text });
        }
    }
}

fn of_crates(pages: &[Page]) -> Vec<Page> {
    pages.iter().filter(|page| page.path.starts_with("crates/")).cloned().collect()
}

/// A rule finds nothing. What it finds is printed one a line.
fn hold(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n{}", faults.join("\n"));
}

#[test]
fn crates_depend_on_each_other_as_architecture_says() {
    let pages = pages();
    let table = pages.iter().find(|page| page.path == "ARCHITECTURE.md").expect("ARCHITECTURE.md");
    // The fuzzing programs of a crate are a workspace of their own, outside the arrows.
    let crates: Vec<Page> =
        of_crates(&pages).into_iter().filter(|page| !page.path.contains("/fuzz/")).collect();
    hold("arrows between crates", &arrows::faults(&table.text, &crates));
}

#[test]
fn sql_is_spoken_in_the_store_alone() {
    hold("SQL outside socle-store", &words::sql(&of_crates(&pages())));
}

#[test]
fn html_is_written_where_pages_are_made_alone() {
    hold("HTML outside look, web and publish", &words::html(&of_crates(&pages())));
}

#[test]
fn a_slice_of_the_web_never_imports_another() {
    hold("imports between slices", &slices::imports(&of_crates(&pages())));
}

#[test]
fn addresses_are_registered_in_the_table_alone() {
    hold("routes outside routes.rs", &slices::routes(&of_crates(&pages())));
}

#[test]
fn the_machine_is_read_in_one_place_alone() {
    hold("clock, chance or environment outside ambient.rs", &slices::ambience(&of_crates(&pages())));
}

#[test]
fn files_are_short() {
    hold("files over 550 lines", &words::long_files(&of_crates(&pages())));
}

#[test]
fn no_text_names_a_place_of_one_machine() {
    hold("paths of one machine", &words::machine_paths(&pages()));
}

#[test]
fn every_problem_code_is_documented_and_no_other() {
    let text = std::fs::read_to_string(root().join("docs/api.md")).expect("docs/api.md");
    hold("problem codes", &docs::codes(&text, &socle_web::CODES));
}

#[test]
fn every_path_link_and_function_named_in_the_docs_is_there() {
    let pages = pages();
    let listed: Vec<_> = pages.iter().map(|page| page.path.as_str()).collect();
    assert!(listed.contains(&"README.md") && listed.contains(&"docs/settings.md"));
    hold("names in the documentation", &docs::names(&pages, &|path| root().join(path).exists()));
}
