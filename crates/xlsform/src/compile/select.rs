//! Choice questions: from a list, a file, a repeat, an external sheet; alone or in a table.

use std::borrow::Cow;
use std::rc::Rc;

use super::choices::{Choice, ChoiceList};
use super::item::Item;
use super::parameters::{accept, is_number, reject};
use super::survey::{SurveyReader, TableList};
use super::tables::{self, SELECT_MULTIPLE, SELECT_ONE_EXTERNAL, SELECTS};
use super::value::{Text, Value};
use super::{expression, sheets};
use crate::codes;
use crate::issue::Issue;

/// A choice question's type, taken apart: `select_one yes_no or_other`.
pub(crate) struct Select<'t> {
    command: &'static str,
    kind: &'static str,
    list: Text<'t>,
    has_other: bool,
}

/// Takes a question type apart, when it is that of a choice question.
pub(crate) fn parse(type_name: &str) -> Option<Select<'_>> {
    SELECTS.iter().find_map(|&(command, kind)| {
        let rest = type_name.strip_prefix(command)?.strip_prefix(' ')?;
        let (list, suffix) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let has_other = matches!(suffix, "or specify other" | "or_other" | "or other");
        let is_whole = has_other || list.len() == rest.len();
        (!list.is_empty() && is_whole).then_some(Select { command, kind, list: list.into(), has_other })
    })
}

/// Takes the type of a row apart; the list is borrowed as the type is.
pub(crate) fn parse_text<'a>(type_name: &Text<'a>) -> Option<Select<'a>> {
    match type_name {
        Cow::Borrowed(text) => parse(text),
        Cow::Owned(text) => parse(text).map(|found| Select { list: found.list.into_owned().into(), ..found }),
    }
}

/// The list of a multiple-choice type.
pub(crate) fn multiple_list(type_name: &str) -> Option<String> {
    parse(type_name).filter(|found| found.kind == SELECT_MULTIPLE).map(|found| found.list.into_owned())
}

/// Reads a choice question and adds it, with its `other` question where it has one.
pub(crate) fn question<'a>(reader: &mut SurveyReader<'_, 'a>, mut item: Box<Item<'a>>, select: &Select<'a>) {
    if !check_list(reader, &item, select) {
        item.type_name = "text".into();
        reader.settle(&mut item);
        reader.push(item);
        return;
    }
    let other = if select.has_other { specify_other(reader, &item, select) } else { None };
    parameters(reader, &mut item, select);
    item.type_name = select.kind.into();
    attach_choices(reader, &mut item, select);
    table_row(reader, &mut item, select);
    none_option(reader, &mut item, select);
    reader.settle(&mut item);
    bind_type(reader, &mut item, select);
    reader.push(item);
    if let Some(other) = other {
        reader.push(other);
    }
}

fn file_ending<'s>(select: &'s Select<'_>) -> Option<&'s str> {
    Some(tables::ending(&select.list)).filter(|ending| tables::FILE_ENDINGS.contains(ending))
}

/// Whether the choices can be found; says what is missing when not.
fn check_list<'a>(reader: &mut SurveyReader<'_, 'a>, item: &Item<'a>, select: &Select<'a>) -> bool {
    let list = &*select.list;
    if select.kind == SELECT_ONE_EXTERNAL {
        return check_external(reader, item, list);
    }
    let stem = list.len() - tables::ending(list).len();
    reader.secondary.insert(shortened(&select.list, stem));
    if tables::is_from_file(select.command) && !is_file(list) {
        reader.report(&codes::SELECT_FILE, item.row, "type", list);
        return false;
    }
    let has_reference = expression::has_reference(list);
    if reader.context.lists.get(list).is_none() && file_ending(select).is_none() && !has_reference {
        report_list(reader, item, list);
        let Some(known) = yes_no_list(&select.list) else { return false };
        reader.context.lists.push(known);
    }
    if select.kind == SELECT_MULTIPLE && file_ending(select).is_none() {
        check_spaces(reader, item, list);
    }
    true
}

/// The first `length` bytes of a text.
fn shortened<'a>(text: &Text<'a>, length: usize) -> Text<'a> {
    match text {
        Cow::Borrowed(text) => text[..length].into(),
        Cow::Owned(text) => text[..length].to_owned().into(),
    }
}

/// A file name with exactly one ending, a known one.
fn is_file(list: &str) -> bool {
    let ending = tables::ending(list);
    let stem = &list[..list.len() - ending.len()];
    tables::FILE_ENDINGS.contains(&ending) && tables::ending(stem).is_empty()
}

/// A missing list whose name says what is in it.
fn yes_no_list<'a>(name: &Text<'a>) -> Option<ChoiceList<'a>> {
    let bare: String = name.to_lowercase().chars().filter(|found| found.is_alphabetic()).collect();
    let labels = match bare.as_str() {
        "yesno" | "yn" => [("yes", "Yes"), ("no", "No")],
        "ouinon" => [("oui", "Oui"), ("non", "Non")],
        _ => return None,
    };
    let choices = labels.map(|(name, label)| Choice {
        name: name.into(),
        label: Some(Value::Text(label.into())),
        ..Choice::default()
    });
    Some(ChoiceList { name: name.clone(), choices: choices.to_vec(), needs_itext: false })
}

fn report_list(reader: &mut SurveyReader<'_, '_>, item: &Item<'_>, list: &str) {
    if reader.context.lists.is_empty() {
        let similar = sheets::similar("choices", reader.context.sheet_names);
        let issue = Issue::new(&codes::CHOICES_MISSING).sheet("survey").row(item.row).column("type");
        reader.context.issues.push(issue.value(list).param("similar", similar.join(", ")));
    } else {
        reader.report(&codes::LIST_UNKNOWN, item.row, "type", list);
    }
}

fn check_external(reader: &mut SurveyReader<'_, '_>, item: &Item<'_>, list: &str) -> bool {
    if item.choice_filter.is_none() {
        reader.report(&codes::EXTERNAL_FILTER, item.row, "choice_filter", list);
    }
    if reader.context.external.is_empty() {
        let similar = sheets::similar("external_choices", reader.context.sheet_names);
        let issue = Issue::new(&codes::EXTERNAL_MISSING).sheet("survey").row(item.row).column("type");
        reader.context.issues.push(issue.value(list).param("similar", similar.join(", ")));
        return false;
    }
    if reader.context.external.get(list).is_none() {
        reader.report(&codes::EXTERNAL_UNKNOWN, item.row, "type", list);
        return false;
    }
    true
}

/// Answers of a multiple choice are parted by spaces, so its choices cannot have any.
fn check_spaces(reader: &mut SurveyReader<'_, '_>, item: &Item<'_>, list: &str) {
    let Some(found) = reader.context.lists.get(list).map(Rc::clone) else { return };
    for choice in found.choices.iter().filter(|choice| choice.name.contains(' ')) {
        let issue = Issue::new(&codes::CHOICE_SPACE).sheet("choices").row(choice.row).column("name");
        let issue = issue.value(&*choice.name).param("list", list).repair(choice.name.replace(' ', "_"));
        reader.context.issues.push(issue.param("question", &*item.name));
    }
}

/// The names of choices are texts, whatever the column `bind::type` says.
fn bind_type(reader: &mut SurveyReader<'_, '_>, item: &mut Item<'_>, select: &Select<'_>) {
    let Some(found) = item.bind.text("type").filter(|found| !matches!(*found, "string" | "odk:rank")) else {
        return;
    };
    if select.kind != SELECT_ONE_EXTERNAL && !item.is_computed_unseen() {
        reader.report(&codes::SELECT_BIND, item.row, "bind::type", found);
        item.bind.set_text("type", "string");
    }
}

/// The text question that follows a choice with `or_other`.
fn specify_other<'a>(
    reader: &mut SurveyReader<'_, 'a>,
    item: &Item<'a>,
    select: &Select<'a>,
) -> Option<Box<Item<'a>>> {
    if item.choice_filter.is_some() {
        reader.report(
            &codes::OTHER_FILTER,
            item.row,
            "choice_filter",
            item.choice_filter.as_deref().unwrap_or(""),
        );
    }
    let Some(list) = reader.context.lists.get_mut(&select.list) else {
        reader.report(&codes::OTHER_LIST, item.row, "type", &select.list);
        return None;
    };
    list.add_other();
    let mut other = Item {
        type_name: "text".into(),
        name: format!("{}_other", item.name).into(),
        label: Some(Value::Text("Specify other.".into())),
        ..Item::default()
    };
    other.bind.set_text("relevant", format!("selected(../{}, 'other')", item.name));
    other.settle();
    Some(Box::new(other))
}

fn parameters(reader: &mut SurveyReader<'_, '_>, item: &mut Item<'_>, select: &Select<'_>) {
    let issues = &mut *reader.context.issues;
    if matches!(select.command, "select_one_from_file" | "select_multiple_from_file") {
        accept(item, &["label", "randomize", "seed", "value"], issues);
        for name in ["value", "label"] {
            if item.parameter(name).is_some_and(|value| !expression::is_name(value)) {
                let value = item.parameter(name).unwrap_or_default();
                issues.push(
                    Issue::new(&codes::NAME_INVALID)
                        .sheet("survey")
                        .row(item.row)
                        .column(&format!("parameters ({name})"))
                        .value(value),
                );
                item.parameters.retain(|(key, _)| key != name);
            }
        }
    } else {
        accept(item, &["randomize", "seed"], issues);
    }
    if item.parameter("randomize").is_some_and(|value| !matches!(value, "true" | "false")) {
        reject(item, "randomize", "true, false", issues);
    }
    let Some(seed) = item.parameter("seed").map(str::to_owned) else { return };
    if item.parameter("randomize").is_none() || !(expression::is_reference(&seed) || is_number(&seed)) {
        reject(item, "seed", "randomize=true seed=${question}", issues);
    }
}

fn attach_choices<'a>(reader: &mut SurveyReader<'_, 'a>, item: &mut Item<'a>, select: &Select<'a>) {
    let list = &*select.list;
    item.itemset = Some(select.list.clone());
    if select.kind == SELECT_ONE_EXTERNAL {
        item.query = Some(select.list.clone());
        return;
    }
    let is_random = item.parameter("randomize") == Some("true");
    item.reads_list = if item.choice_filter.is_some() {
        reader.context.lists.get(list).is_some()
    } else {
        !(is_random || file_ending(select).is_some() || expression::has_reference(list))
    };
}

/// In a table of selects, the first row brings the header; every row hides its labels.
fn table_row<'a>(reader: &mut SurveyReader<'_, 'a>, item: &mut Item<'a>, select: &Select<'a>) {
    match &reader.table_list {
        TableList::No => return,
        TableList::Waiting => {
            reader.table_list = TableList::List(select.list.clone().into_owned());
            if item.choice_filter.is_some() {
                reader.report(&codes::TABLE_FILTER, item.row, "choice_filter", &select.list);
            }
            let mut header = Item {
                type_name: select.kind.into(),
                name: format!("reserved_name_for_field_list_labels_{}", item.row).into(),
                itemset: item.itemset.clone(),
                ..Item::default()
            };
            header.control.set_text("appearance", "label");
            reader.settle(&mut header);
            reader.push(Box::new(header));
        }
        TableList::List(first) if *first != select.list => {
            let first = first.clone();
            let issue = Issue::new(&codes::TABLE_LISTS).sheet("survey").row(item.row).column("type");
            reader.context.issues.push(issue.value(&*select.list).param("list", first));
        }
        TableList::List(_) => {}
    }
    item.control.set_text("appearance", "list-nolabel");
}

/// The old setting `add_none_option`: `none` excludes the other choices.
fn none_option<'a>(reader: &mut SurveyReader<'_, 'a>, item: &mut Item<'a>, select: &Select<'a>) {
    const ALONE: &str = "(.='none' or not(selected(., 'none')))";
    let is_new = reader.context.settings.adds_none
        && select.kind == SELECT_MULTIPLE
        && reader.lists_with_none.insert(select.list.clone());
    if is_new {
        let constraint = match item.bind.text("constraint") {
            Some(constraint) => format!("{constraint} and {ALONE}"),
            None => ALONE.to_owned(),
        };
        item.bind.set_text("constraint", constraint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_choice_questions_are_taken_apart() {
        let of =
            |text| parse(text).map(|found| (found.kind, found.list.clone().into_owned(), found.has_other));
        assert_eq!(of("select_one yes_no"), Some(("select one", "yes_no".to_owned(), false)));
        assert_eq!(of("select one from l or specify other"), Some(("select one", "l".to_owned(), true)));
        assert_eq!(
            of("select one from file places.csv"),
            Some(("select one", "places.csv".to_owned(), false))
        );
        assert_eq!(of("select_one a b"), None);
        assert_eq!(of("select_one"), None);
    }
}
