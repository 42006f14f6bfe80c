//! Runs the stories of `tests/stories/*.md`: a form, what a person does, what they must see.
//!
//! See `tests/stories/README.md` for the words a story may use.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xlsform::workbook::{Row, Scope, Workbook};
use xlsform::xpath::{NodeId, Tree};
use xlsform::{Environment, Form, FormState, Mode, compile};

/// A file of the folder: the form, the path of each of its questions, and what happens.
pub(crate) struct Plot {
    /// Name of the file.
    pub(crate) name: String,
    pub(crate) form: Arc<Form>,
    /// Path by name of the question, group or repeat.
    pub(crate) paths: BTreeMap<String, String>,
    /// What is done, and what must then be seen.
    pub(crate) steps: Vec<[String; 2]>,
}

impl Plot {
    fn read(path: &Path) -> Plot {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(path).expect("a story");
        let compiled = compile(&bytes, Some("story.md"), Mode::Strict);
        let xform = compiled.value.unwrap_or_else(|| panic!("{name}: {:?}", compiled.issues)).xform;
        let form = Form::parse(&xform).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let workbook = Workbook::read(&bytes, Some("story.md"), Scope::All).expect("a workbook");
        let rows = &workbook.sheet("story").expect("a story").rows[1..];
        let steps = rows.iter().map(|row| [1, 2].map(|column| cell(row, column)));
        Plot { name, form: Arc::new(form), paths: paths(&xform), steps: steps.collect() }
    }

    pub(crate) fn open(&self) -> FormState {
        let now = "2026-11-23T09:00:00Z".parse().expect("a timestamp");
        FormState::new(Arc::clone(&self.form), Environment::at(now))
    }
}

fn cell(row: &Row, column: u32) -> String {
    let cell = row.cells.iter().find(|cell| cell.column == column);
    cell.map_or_else(String::new, |cell| cell.text.clone())
}

/// The stories of the folder.
pub(crate) fn plots() -> Vec<Plot> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let entries = std::fs::read_dir(folder).expect("the folder of the stories");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.retain(|path| !path.ends_with("README.md"));
    files.sort();
    files.iter().map(|path| Plot::read(path)).collect()
}

/// The path of each node of a form, by its name.
fn paths(xform: &str) -> BTreeMap<String, String> {
    fn visit(tree: &Tree, node: NodeId, path: &str, paths: &mut BTreeMap<String, String>) {
        for child in tree.elements(node) {
            let name = tree.name(child).local.to_string();
            let below = format!("{path}/{name}");
            visit(tree, child, &below, paths);
            paths.insert(name, below);
        }
    }
    let tree = Tree::parse(xform).expect("what was just compiled");
    let below = |node: NodeId, name: &str| tree.child(node, name).expect("a part every form has");
    let html = tree.document_element().expect("a root");
    let instance = below(below(below(html, "head"), "model"), "instance");
    let mut paths = BTreeMap::new();
    visit(&tree, below(instance, "data"), "/data", &mut paths);
    paths.retain(|_, path| !path.starts_with("/data/meta"));
    paths
}

#[test]
fn stories_go_as_written() {
    let plots = plots();
    let wrong: Vec<String> = plots.iter().flat_map(run).collect();
    assert!(plots.len() > 5, "only {} stories were found", plots.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn run(plot: &Plot) -> Vec<String> {
    let mut story = Story { state: plot.open(), paths: plot.paths.clone() };
    let mut wrong = Vec::new();
    for [act, seen] in &plot.steps {
        if !act.is_empty() {
            story.act(act);
        }
        for expected in seen.split(';').map(str::trim).filter(|text| !text.is_empty()) {
            if let Some(found) = story.differs(expected) {
                wrong.push(format!("{}: after « {act} », « {expected} »: found {found}", plot.name));
            }
        }
    }
    wrong
}

struct Story {
    state: FormState,
    paths: BTreeMap<String, String>,
}

impl Story {
    /// `age` is the question's path; `story[2]/tool` is a path below the root.
    fn path(&self, name: &str) -> String {
        if let Some(path) = self.paths.get(name) {
            return path.clone();
        }
        let (first, rest) = name.split_at(name.find(['[', '/']).unwrap_or(name.len()));
        format!("{}{rest}", self.paths.get(first).map_or(first, String::as_str))
    }

    fn act(&mut self, act: &str) {
        if let Some((name, text)) = act.split_once('=') {
            self.state.set_text(&self.path(name.trim()), text.trim());
            return;
        }
        match act.split_once(' ') {
            Some(("add", name)) => drop(self.state.add_repeat(&self.path(name))),
            Some(("remove", name)) => drop(self.state.remove_repeat(&self.path(name))),
            _ => panic!("a story does not know « {act} »"),
        }
    }

    /// What was found instead, if it is not as expected.
    fn differs(&self, expected: &str) -> Option<String> {
        let (name, rest) = expected.split_once(' ').unwrap_or((expected, ""));
        let (verb, wanted) = rest.split_once(' ').unwrap_or((rest, ""));
        let path = self.path(name);
        let found = match verb {
            "shown" | "hidden" => (if self.state.is_relevant(&path) { "shown" } else { "hidden" }).to_owned(),
            "is" => self.state.value(&path).unwrap_or_default(),
            "keeps" => self.state.text(&path).unwrap_or_default(),
            "count" => self.state.count_repeat(&path).to_string(),
            "fine" | "wrong" => self.finding(&path),
            "offers" => self.choices(&path),
            "reads" => self.label(&path),
            "pages" => self.state.page_keys().join(" ").replace("/data/", ""),
            _ => panic!("a story does not know « {expected} »"),
        };
        let wanted = if matches!(verb, "shown" | "hidden" | "fine") { verb } else { wanted };
        (found != wanted).then_some(found)
    }

    fn finding(&self, path: &str) -> String {
        let found = self.state.findings().into_iter().find(|finding| finding.path == path);
        found.map_or("fine".to_owned(), |finding| match finding.message {
            Some(message) => format!("{}: {message}", finding.code.as_str()),
            None => finding.code.as_str().to_owned(),
        })
    }

    fn choices(&self, path: &str) -> String {
        let page = self.state.page_of(path).and_then(|key| self.state.page(&key));
        let controls = page.map_or_else(Vec::new, |page| page.controls);
        let control = controls.into_iter().find(|control| control.path == path);
        let choices = control.map_or_else(Vec::new, |control| control.choices);
        choices.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn label(&self, path: &str) -> String {
        let page = self.state.page_of(path).and_then(|key| self.state.page(&key));
        let controls = page.map_or_else(Vec::new, |page| page.controls);
        controls
            .into_iter()
            .find(|control| control.path == path)
            .map_or(String::new(), |control| control.label)
    }
}
