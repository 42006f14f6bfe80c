//! Rows that begin and end groups, repeats and loops.

use std::rc::Rc;

use super::choices::{Choice, ChoiceList};
use super::entity_places;
use super::expression;
use super::item::{Item, Kind};
use super::survey::{Frame, SurveyReader, TableList};
use super::tables::{CONTAINERS, Container};
use super::value::{Map, Text, Value};
use crate::codes;
use crate::issue::Issue;

/// `begin group`, `begin_repeat`, `begin loop over list`.
pub(crate) fn parse_begin(type_name: &str) -> Option<(Container, Option<&str>)> {
    let rest = after_keyword(type_name, "begin")?;
    CONTAINERS.iter().find_map(|(word, container)| {
        let tail = rest.strip_prefix(word)?;
        if tail.is_empty() {
            return Some((*container, None));
        }
        let tail = tail.strip_prefix(' ')?;
        let is_word = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
        let list =
            tail.strip_prefix("over ").filter(|list| is_word(list)).or(is_word(tail).then_some(tail))?;
        Some((*container, Some(list)))
    })
}

/// `end group`, `end_repeat`.
pub(crate) fn parse_end(type_name: &str) -> Option<Container> {
    let rest = after_keyword(type_name, "end")?;
    CONTAINERS.iter().find(|(word, _)| *word == rest).map(|(_, container)| *container)
}

fn after_keyword<'a>(type_name: &'a str, keyword: &str) -> Option<&'a str> {
    let rest = type_name.strip_prefix(keyword)?;
    let separator = rest.chars().next().filter(|found| *found == '_' || found.is_whitespace())?;
    Some(&rest[separator.len_utf8()..])
}

/// Groups deeper than this are a mistake, or an attack: reading stops there.
const MAX_DEPTH: usize = 64;

pub(crate) fn begin<'a>(
    reader: &mut SurveyReader<'_, 'a>,
    mut item: Box<Item<'a>>,
    container: Container,
    list: Option<&str>,
) {
    if reader.frames.len() > MAX_DEPTH {
        let issue = Issue::new(&codes::TOO_DEEP).sheet("survey").row(item.row).column("type");
        reader.context.issues.push(issue.value(&*item.type_name).param("limit", MAX_DEPTH.to_string()));
        reader.is_too_deep = true;
        return;
    }
    item.kind = match container {
        Container::Group => Kind::Group,
        Container::Repeat => Kind::Repeat,
        Container::Loop => Kind::Loop,
    };
    if container == Container::Repeat {
        check_repeat(reader, &item);
    }
    let loop_list = if container == Container::Loop { checked_list(reader, &item, list) } else { None };
    count(reader, &mut item);
    table_list(reader, &mut item);
    if let Some(intent) = item.value.take() {
        item.control.set_text("intent", intent);
    }
    let path = entity_places::step(&reader.frame().path, &item.name, item.kind);
    let mut frame = Frame::new(item, Some(container), path);
    frame.loop_list = loop_list;
    reader.begin(frame);
}

fn check_repeat<'a>(reader: &mut SurveyReader<'_, 'a>, item: &Item<'a>) {
    if item.name == reader.context.settings.root {
        reader.report(&codes::REPEAT_IS_ROOT, item.row, "name", &item.name);
    } else if !reader.repeats.insert(item.name.clone()) {
        reader.report(&codes::REPEAT_DUPLICATE, item.row, "name", &item.name);
    }
    if item.label.is_none() && item.media.is_empty() {
        reader.report(&codes::REPEAT_LABEL, item.row, "label", &item.name);
    }
}

fn checked_list(reader: &mut SurveyReader<'_, '_>, item: &Item<'_>, list: Option<&str>) -> Option<String> {
    let Some(list) = list else {
        reader.report(&codes::LOOP_LIST, item.row, "type", &item.type_name);
        return None;
    };
    if reader.context.lists.get(list).is_none() {
        reader.report(&codes::LIST_UNKNOWN, item.row, "type", list);
        return None;
    }
    Some(list.to_owned())
}

/// A count that is more than a reference is computed in a question of its own.
fn count<'a>(reader: &mut SurveyReader<'_, 'a>, item: &mut Item<'a>) {
    let Some(Value::Text(count)) = item.control.get("jr:count") else { return };
    if expression::is_reference(count) {
        return;
    }
    let name = format!("{}_count", item.name);
    let mut computed = Item::calculate(name.clone(), count.clone());
    computed.bind.set_text("readonly", "true()");
    item.control.set_text("jr:count", format!("${{{name}}}"));
    reader.push(computed);
}

/// A `table-list` group shows its selects as a table: a field list whose label becomes a note.
fn table_list(reader: &mut SurveyReader<'_, '_>, item: &mut Item<'_>) {
    let Some(appearance) = item.appearance() else { return };
    if !appearance.split_whitespace().any(|word| word == "table-list") {
        return;
    }
    let mut words = vec!["field-list"];
    words.extend(appearance.split_whitespace().filter(|word| *word != "table-list"));
    let appearance = words.join(" ");
    item.control.set_text("appearance", appearance);
    reader.table_list = TableList::Waiting;
    if item.label.is_some() || item.hint.is_some() {
        let mut note = Item {
            type_name: "note".into(),
            name: format!("generated_table_list_label_{}", item.row).into(),
            label: item.label.take(),
            hint: item.hint.take(),
            ..Item::default()
        };
        note.settle();
        item.children.push(Box::new(note));
    }
}

pub(crate) fn end(reader: &mut SurveyReader<'_, '_>, container: Container, item: &Item<'_>) {
    if reader.frame().container != Some(container) {
        let issue = Issue::new(&codes::END_UNMATCHED).sheet("survey").row(item.row).column("type");
        reader
            .context
            .issues
            .push(issue.value(&*item.type_name).param("name", &*item.name).param("type", container.word()));
        return;
    }
    reader.table_list = TableList::No;
    close(reader);
}

/// Reports what was begun and never ended, and closes it.
pub(crate) fn close_all(reader: &mut SurveyReader<'_, '_>) {
    while reader.frames.len() > 1 {
        let frame = reader.frame();
        let (row, name) = (frame.item.row, frame.item.name.clone());
        let word = frame.container.map_or("group", Container::word);
        let issue = Issue::new(&codes::BEGIN_UNMATCHED).sheet("survey").row(row).column("type");
        reader
            .context
            .issues
            .push(issue.value(format!("begin_{word}")).param("name", name).param("type", word));
        close(reader);
    }
}

fn close(reader: &mut SurveyReader<'_, '_>) {
    let Some(frame) = reader.frames.pop() else { return };
    let mut item = frame.item;
    if let Some(list) = frame.loop_list.and_then(|list| reader.context.lists.get(&list).map(Rc::clone)) {
        expand(&mut item, &list);
    }
    reader.push(item);
}

/// A loop is its rows once for each choice, in a group named after the choice.
fn expand<'a>(item: &mut Item<'a>, list: &ChoiceList<'a>) {
    let rows = std::mem::take(&mut item.children);
    for choice in list.choices.iter().filter(|choice| choice.name != "none") {
        let mut column = Item {
            kind: Kind::Group,
            row: item.row,
            type_name: "group".into(),
            name: choice.name.clone(),
            label: choice.label.clone(),
            media: choice.media.clone(),
            ..Item::default()
        };
        column.children = rows.iter().map(|row| Box::new(substitute(row, choice))).collect();
        item.children.push(Box::new(column));
    }
}

/// The row for one choice: `%(name)s` and `%(label)s` are its own.
fn substitute<'a>(row: &Item<'a>, choice: &Choice<'a>) -> Item<'a> {
    let mut row = row.clone();
    let plain = choice.label.as_ref().map(Value::flat).unwrap_or_default();
    let fill = |text: &mut Text<'a>, label: &str| {
        if text.contains('%') {
            let filled = text.replace("%(name)s", &choice.name).replace("%(label)s", label);
            *text = filled.replace("%%", "%").into();
        }
    };
    fill(&mut row.name, &plain);
    for value in [&mut row.label, &mut row.hint, &mut row.guidance].into_iter().flatten() {
        match value {
            Value::Text(text) => fill(text, &plain),
            Value::Map(map) => by_language(map, choice, &plain, &fill),
        }
    }
    for map in [&mut row.media, &mut row.bind, &mut row.control, &mut row.instance] {
        map.each_text_mut(&mut |text| fill(text, &plain));
    }
    for text in [&mut row.default, &mut row.choice_filter].into_iter().flatten() {
        fill(text, &plain);
    }
    row
}

/// Each language of a text takes the label of the choice in that language.
fn by_language<'a>(map: &mut Map<'a>, choice: &Choice<'_>, plain: &str, fill: &impl Fn(&mut Text<'a>, &str)) {
    let languages: Vec<String> = map.iter().map(|(language, _)| language.to_owned()).collect();
    for language in languages {
        let label = choice.label.as_ref().and_then(Value::map).and_then(|labels| labels.text(&language));
        if let Some(Value::Text(text)) = map.get(&language) {
            let mut text = text.clone();
            fill(&mut text, label.unwrap_or(plain));
            map.set_text(language, text);
        }
    }
}

/// Hands the relevance of flat groups down to their questions (the `flat` setting of ODK Tables).
pub(crate) fn flatten(children: &mut [Box<Item<'_>>], around: &str) {
    for child in children {
        let own = child.bind.text("relevant").unwrap_or_default();
        let relevant = match (around.is_empty(), own.is_empty()) {
            (true, _) => own.to_owned(),
            (false, true) => around.to_owned(),
            (false, false) => format!("{around} and ({own})"),
        };
        if child.children.is_empty() {
            if !relevant.is_empty() {
                child.bind.set_text("relevant", relevant);
            }
        } else {
            child.is_flat = true;
            flatten(&mut child.children, &relevant);
        }
    }
}
