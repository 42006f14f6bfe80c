//! Runs the stories of `tests/stories/*.md`: a form, what a person does, what they must see.
//!
//! See `tests/stories/README.md` for the words a story may use.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use xlsform::{Environment, Form, FormState};

use crate::markdown::{tables, xform};

#[test]
fn stories_go_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut wrong = Vec::new();
    let mut stories = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of the cases") {
        let path = entry.expect("a file").path();
        if path.file_name().is_some_and(|name| name == "README.md") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        stories += 1;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        wrong.extend(run(&text).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(stories > 5, "only {stories} stories were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn run(text: &str) -> Vec<String> {
    let tables = tables(text);
    let none = Vec::new();
    let (xml, paths) = xform(&tables["survey"], tables.get("choices").unwrap_or(&none));
    let form = Form::parse(&xml).expect("a form");
    let environment = Environment::at("2026-11-23T09:00:00Z".parse().expect("a timestamp"));
    let mut story = Story { state: FormState::new(Arc::new(form), environment), paths };
    let mut wrong = Vec::new();
    for step in &tables["story"] {
        if let Some(act) = step.get("do") {
            story.act(act);
        }
        let seen = step.get("see").map_or("", String::as_str);
        for expected in seen.split(';').map(str::trim).filter(|text| !text.is_empty()) {
            if let Some(found) = story.differs(expected) {
                let after = step.get("do").map_or("the start", String::as_str);
                wrong.push(format!("after « {after} », « {expected} »: found {found}"));
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
