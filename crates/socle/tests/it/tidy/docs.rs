//! What the documentation names is there: files, headings, functions, problem codes.

use super::Page;
use std::collections::BTreeSet;

/// Codes that the table of `docs/api.md` lacks, or has and the program does not.
pub(super) fn codes(text: &str, codes: &[&str]) -> Vec<String> {
    let listed: BTreeSet<_> = text
        .lines()
        .skip_while(|line| !line.starts_with("| code "))
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let known: BTreeSet<_> = codes.iter().copied().collect();
    let missing = known.difference(&listed).map(|code| format!("{code} is not documented"));
    let unknown = listed.difference(&known).map(|code| format!("{code} is documented and does not exist"));
    missing.chain(unknown).collect()
}

/// Links, paths and functions named in Markdown that lead nowhere.
pub(super) fn names(pages: &[Page], exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pages.iter().filter(|page| page.has_extension(&["md"]) && !is_data(&page.path)) {
        let prose = without_blocks(&page.text);
        for target in links(&prose) {
            if let Err(fault) = check_link(page, &target, pages, exists) {
                faults.push(format!("{}: {fault}", page.path));
            }
        }
        for span in spans(&prose) {
            if let Err(fault) = check_span(&span, pages, exists) {
                faults.push(format!("{}: {fault}", page.path));
            }
        }
    }
    faults
}

/// Questionnaires and test cases are Markdown too, and speak of other things.
fn is_data(path: &str) -> bool {
    path.contains("/tests/") || path.starts_with("content/") && !path.ends_with("README.md")
}

fn without_blocks(text: &str) -> String {
    let mut inside = false;
    let kept = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        inside ^= is_fence;
        !inside && !is_fence
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// The targets of `[words](target)`.
fn links(prose: &str) -> Vec<String> {
    prose.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect()
}

/// What stands between backquotes.
fn spans(prose: &str) -> Vec<String> {
    prose.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

fn check_link(
    page: &Page,
    target: &str,
    pages: &[Page],
    exists: &dyn Fn(&str) -> bool,
) -> Result<(), String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return Ok(());
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() { page.path.clone() } else { resolve(&page.path, file) };
    if !exists(&path) {
        return Err(format!("the link {target} leads nowhere"));
    }
    let text = pages.iter().find(|page| page.path == path).map_or("", |page| page.text.as_str());
    let is_there =
        anchor.is_empty() || headings(text).contains(anchor) || text.contains(&format!("id=\"{anchor}\""));
    if is_there { Ok(()) } else { Err(format!("{path} has no heading #{anchor}")) }
}

/// A path relative to the page that names it, from the root.
fn resolve(page: &str, file: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Headings as links name them: lower case, hyphens for spaces, punctuation dropped.
fn headings(text: &str) -> BTreeSet<String> {
    let title = |line: &str| {
        let kept =
            line.trim_start_matches('#').trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    text.lines().filter(|line| line.starts_with('#')).map(title).collect()
}

/// Folders that a span may name from the root.
const FOLDERS: [&str; 6] = ["crates/", "docs/", "tools/", "content/", ".ci/", "browser/"];

/// `` `crates/x/src/y.rs` `` is a file, `` `crates/x/src/y.rs::name` `` something defined in it.
fn check_span(span: &str, pages: &[Page], exists: &dyn Fn(&str) -> bool) -> Result<(), String> {
    let is_pattern = span.contains(['*', '{', '<', '…', ' ']);
    if is_pattern || !FOLDERS.iter().any(|folder| span.starts_with(folder)) {
        return Ok(());
    }
    let (path, name) = span.split_once("::").unwrap_or((span, ""));
    if !exists(path.split('#').next().unwrap_or(path)) {
        return Err(format!("there is no {path}"));
    }
    let text = pages.iter().find(|page| page.path == path).map_or("", |page| page.text.as_str());
    if name.is_empty() || defines(text, name) {
        Ok(())
    } else {
        Err(format!("{path} does not define {name}"))
    }
}

/// What can be defined.
const KINDS: [&str; 9] = ["fn", "struct", "enum", "trait", "const", "static", "type", "mod", "macro_rules!"];

/// Whether a Rust file defines something of that name; of a path such as `Type::function`, the last part counts.
fn defines(text: &str, name: &str) -> bool {
    let name = name.rsplit("::").next().unwrap_or(name).trim_end_matches("()");
    text.lines().any(|line| {
        KINDS.iter().any(|kind| {
            line.match_indices(&format!("{kind} {name}")).any(|(at, found)| {
                let after = line[at + found.len()..].chars().next();
                let is_whole = after.is_none_or(|c| !c.is_alphanumeric() && c != '_');
                is_whole && (at == 0 || line[..at].ends_with(' '))
            })
        })
    })
}

#[test]
fn an_undocumented_code_is_found() {
    let text = "| code | status |\n|---|---|\n| `gone` | 410 |\n| `lost` | 1 |\n\n| `conflict` | elsewhere |";
    assert_eq!(
        codes(text, &["gone", "conflict"]),
        ["conflict is not documented", "lost is documented and does not exist"]
    );
    assert!(codes("| code | s |\n| `gone` | 410 |", &["gone"]).is_empty());
}

#[test]
fn a_name_that_leads_nowhere_is_found() {
    let code =
        Page::new("crates/a/src/b.rs", "pub(crate) async fn kept(x: u8) {}\nstruct Row;\nfn keeper() {}");
    let other = Page::new("docs/other.md", "# À lire d'abord\n");
    let faults = |text: &str| {
        let pages = [Page::new("docs/page.md", text), code.clone(), other.clone()];
        let all = pages.clone();
        names(&pages, &|path| {
            all.iter().any(|page| {
                page.path == path || page.path.starts_with(&format!("{}/", path.trim_end_matches('/')))
            })
        })
    };
    for sound in [
        "[x](other.md#à-lire-dabord) [y](../crates/a/src/b.rs) [z](https://example.org/a#b) `crates/a/src/`",
        "`crates/a/src/b.rs::kept` `crates/a/src/b.rs::Row` `crates/*/src` `crates/{a,b}` `cargo run`",
        "```\n[x](nowhere.md) `crates/none.rs`\n```",
    ] {
        assert_eq!(faults(sound), Vec::<String>::new(), "{sound}");
    }
    for broken in [
        "[x](nowhere.md)",
        "[x](other.md#later)",
        "`crates/a/src/c.rs`",
        "`crates/a/src/b.rs::lost`",
        "`crates/a/src/b.rs::kep`",
    ] {
        assert_eq!(faults(broken).len(), 1, "{broken}");
    }
}
