//! Which crate may depend on which: the table of ARCHITECTURE.md, held against the manifests.

use super::Page;
use std::collections::{BTreeMap, BTreeSet};

type Table = BTreeMap<String, BTreeSet<String>>;

/// Dependencies between our crates that the table does not allow, and crates that one of the two does not know.
pub(super) fn faults(architecture: &str, pages: &[Page]) -> Vec<String> {
    let allowed = table(architecture);
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for page in pages.iter().filter(|page| page.path.ends_with("/Cargo.toml")) {
        let Some(name) = page.path.split('/').nth(1) else { continue };
        seen.insert(name.to_owned());
        let Some(may) = allowed.get(name) else {
            faults.push(format!("{name} is not in the table of ARCHITECTURE.md"));
            continue;
        };
        for other in ours(&page.text, &allowed).into_iter().filter(|other| !may.contains(other)) {
            faults.push(format!("{name} depends on {other}"));
        }
    }
    faults.extend(
        allowed.keys().filter(|name| !seen.contains(*name)).map(|name| format!("there is no crate {name}")),
    );
    faults
}

/// Rows such as ``| [`socle-web`](…) | … | `xlsform`, `socle-domain` |``; `all` stands for every other crate.
fn table(architecture: &str) -> Table {
    let rows: Vec<Vec<&str>> = architecture
        .lines()
        .filter(|line| line.starts_with("| [`"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let all: BTreeSet<_> = rows.iter().filter_map(|row| quoted(row[0]).into_iter().next()).collect();
    rows.iter()
        .filter_map(|row| {
            let name = quoted(row[0]).into_iter().next()?;
            let last = *row.last()?;
            let may = if last == "all" { all.clone() } else { quoted(last).into_iter().collect() };
            Some((name, may))
        })
        .collect()
}

/// The words between backquotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The crates of the table that a manifest names, whatever the kind of dependency.
fn ours(manifest: &str, table: &Table) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().expect("a manifest is TOML");
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .filter_map(|kind| manifest.get(*kind)?.as_table())
        .flat_map(|names| names.keys().cloned())
        .filter(|name| table.contains_key(name))
        .collect()
}

#[cfg(test)]
const ARCHITECTURE: &str = "| crate | sentence | depends on |\n|---|---|---|\n\
    | [`domain`](x) | Words. | nothing of ours |\n| [`store`](x) | Keeps. | `domain` |\n| [`socle`](x) | All. | all |\n";

#[test]
fn a_planted_arrow_is_found() {
    let manifest = |name: &str, text| Page::new(&format!("crates/{name}/Cargo.toml"), text);
    let socle = manifest("socle", "[dependencies]\nstore.workspace = true\ndomain.workspace = true\n");
    let store = manifest("store", "[dependencies]\ndomain.workspace = true\nserde = \"1\"\n");
    let domain = manifest("domain", "[dependencies]\n");
    assert!(faults(ARCHITECTURE, &[socle.clone(), store.clone(), domain]).is_empty());
    let turned = manifest("domain", "[dev-dependencies]\nstore = { path = \"../store\" }\n");
    assert_eq!(faults(ARCHITECTURE, &[socle.clone(), store.clone(), turned]), ["domain depends on store"]);
    let stranger = manifest("cache", "[dependencies]\n");
    assert_eq!(
        faults(ARCHITECTURE, &[socle, store, stranger]),
        ["cache is not in the table of ARCHITECTURE.md", "there is no crate domain"]
    );
}
