//! The choices sheet as lists, and the other sheets of lists (`external_choices`, `osm`).

use std::rc::Rc;

use super::expression;
use super::header::{Record, Table};
use super::item::Tag;
use super::value::{Map, Text, Value};
use crate::codes;
use crate::index::{Index, Set};
use crate::issue::{Issue, Issues};

/// A list of choices.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChoiceList<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) choices: Vec<Choice<'a>>,
    /// Whether the labels must go through itext; known once the form is read.
    pub(crate) needs_itext: bool,
}

/// A choice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice<'a> {
    pub(crate) row: u32,
    pub(crate) name: Text<'a>,
    pub(crate) label: Option<Value<'a>>,
    pub(crate) media: Map<'a>,
    /// Other columns, for choice filters.
    pub(crate) extra: Vec<(Text<'a>, Text<'a>)>,
    pub(crate) sms_option: Option<Text<'a>>,
}

impl ChoiceList<'_> {
    /// Whether the labels are translated, have media, or references.
    fn has_itext(&self) -> bool {
        self.choices.iter().any(|choice| {
            !choice.media.is_empty()
                || match &choice.label {
                    Some(Value::Map(_)) => true,
                    Some(Value::Text(text)) => expression::has_reference(text),
                    None => false,
                }
        })
    }

    /// Adds the choice `other`, in every language the list has.
    pub(crate) fn add_other(&mut self) {
        if self.choices.iter().any(|choice| choice.name == "other") {
            return;
        }
        let mut languages = Map::default();
        for label in self.choices.iter().filter_map(|choice| choice.label.as_ref()) {
            for (language, _) in label.map().into_iter().flat_map(Map::iter) {
                languages.set_text(language.to_owned(), "Other");
            }
        }
        let label = if languages.is_empty() { Value::Text("Other".into()) } else { Value::Map(languages) };
        self.choices.push(Choice { name: "other".into(), label: Some(label), ..Choice::default() });
    }
}

/// All lists, in the order they first appear.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists<'a> {
    lists: Vec<Rc<ChoiceList<'a>>>,
    by_name: Index<Text<'a>, usize>,
}

impl<'a> Lists<'a> {
    pub(crate) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Rc<ChoiceList<'a>>> {
        self.by_name.get(name).map(|at| &self.lists[*at])
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut ChoiceList<'a>> {
        self.by_name.get(name).map(|at| Rc::make_mut(&mut self.lists[*at]))
    }

    /// Takes note of what is asked of each list again and again, now that none changes any more.
    pub(crate) fn settle(&mut self) {
        for list in &mut self.lists {
            if list.has_itext() {
                Rc::make_mut(list).needs_itext = true;
            }
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Rc<ChoiceList<'a>>> {
        self.lists.iter()
    }

    pub(crate) fn push(&mut self, list: ChoiceList<'a>) {
        self.by_name.insert(list.name.clone(), self.lists.len());
        self.lists.push(Rc::new(list));
    }

    /// The choices sheet, checked: names there and unique, headers that can be element names.
    pub(crate) fn read(
        table: &Table<'_>,
        records: Vec<Record<'a>>,
        allow_duplicates: bool,
        issues: &mut Issues,
    ) -> Lists<'a> {
        let bad_headers = bad_headers(table, issues);
        let mut lists = group(records, "choices", issues);
        for list in &mut lists.lists {
            let mut seen: Set<Text<'a>> = Set::default();
            Rc::make_mut(list).choices.retain_mut(|choice| {
                choice.extra.retain(|(key, _)| !bad_headers.iter().any(|bad| bad == key));
                check(choice, allow_duplicates, &mut seen, issues)
            });
        }
        lists
    }

    /// A sheet of lists whose choices are only looked up by name.
    pub(crate) fn read_plain(
        records: Vec<Record<'a>>,
        sheet: &'static str,
        issues: &mut Issues,
    ) -> Lists<'a> {
        group(records, sheet, issues)
    }

    /// The tags of an `osm` list: each with its label.
    pub(crate) fn tags(&self, name: &str) -> Vec<Tag<'a>> {
        let found = self.get(name).map(|list| list.choices.as_slice()).unwrap_or_default();
        found.iter().map(|choice| Tag { name: choice.name.clone(), label: choice.label.clone() }).collect()
    }
}

/// Headers with spaces cannot be element names: their columns are left out.
fn bad_headers(table: &Table<'_>, issues: &mut Issues) -> Vec<String> {
    let mut out = Vec::new();
    for part in table.parts().filter_map(|parts| parts.first()) {
        if part == "list name" {
            continue;
        }
        if part.is_empty() || part.contains(' ') {
            issues
                .push(Issue::new(&codes::CHOICE_HEADER).sheet("choices").row(1).column(part).value(&**part));
            out.push(part.to_string());
        } else if !expression::is_name(part) {
            issues.push(
                Issue::new(&codes::VALIDATE_HEADER).sheet("choices").row(1).column(part).value(&**part),
            );
            if issues.mends() {
                out.push(part.to_string());
            }
        }
    }
    out
}

/// Whether to keep the choice.
fn check<'a>(
    choice: &mut Choice<'a>,
    allow_duplicates: bool,
    seen: &mut Set<Text<'a>>,
    issues: &mut Issues,
) -> bool {
    let row = choice.row;
    let place = |issue: Issue| issue.sheet("choices").row(row);
    if choice.name.is_empty() {
        let label =
            choice.label.as_ref().map(Value::flat).filter(|label| label.chars().any(char::is_alphanumeric));
        let repair =
            label.map_or_else(|| format!("choice_{}", choice.row), |label| expression::to_name(&label));
        issues.push(place(Issue::new(&codes::CHOICE_NAME_MISSING)).column("name").repair(&repair));
        choice.name = repair.into();
    }
    if choice.label.is_none() {
        issues.push(place(Issue::new(&codes::CHOICE_LABEL_MISSING)).column("label").value(&*choice.name));
        if issues.mends() && choice.media.is_empty() {
            choice.label = Some(Value::Text(choice.name.clone()));
        }
    }
    if !allow_duplicates && !seen.insert(choice.name.clone()) {
        issues.push(place(Issue::new(&codes::CHOICE_DUPLICATE)).column("name").value(&*choice.name));
        return false;
    }
    true
}

/// Rows by list name; rows without one are notes.
fn group<'a>(records: Vec<Record<'a>>, sheet: &'static str, issues: &mut Issues) -> Lists<'a> {
    let mut lists = Lists::default();
    for record in records {
        let mut map = record.map;
        let Some(name) = map.take_text("list name") else { continue };
        let choice = choice(record.row, map, sheet, issues);
        // The choices of a list mostly stand together.
        let is_last = lists.lists.last().is_some_and(|list| list.name == name);
        let list = if is_last { lists.lists.last_mut().map(Rc::make_mut) } else { lists.get_mut(&name) };
        match list {
            Some(list) => list.choices.push(choice),
            None => lists.push(ChoiceList { name, choices: vec![choice], needs_itext: false }),
        }
    }
    lists
}

fn choice<'a>(row: u32, mut map: Map<'a>, sheet: &'static str, issues: &mut Issues) -> Choice<'a> {
    let mut choice = Choice {
        row,
        name: map.take_text("name").unwrap_or_default(),
        label: map.remove("label"),
        media: map.take_map("media"),
        sms_option: map.take_text("sms_option"),
        extra: Vec::new(),
    };
    for (key, value) in map.into_entries() {
        match value {
            Value::Text(text) => choice.extra.push((key, text)),
            Value::Map(_) if sheet == "choices" => {
                issues.push(Issue::new(&codes::CHOICE_HEADER).sheet(sheet).row(1).column(&key).value(&*key));
            }
            Value::Map(_) => {}
        }
    }
    choice
}
