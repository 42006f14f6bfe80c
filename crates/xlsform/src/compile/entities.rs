//! The entities sheet: what a submission creates or updates in lists kept between submissions.
//!
//! Source: <https://getodk.github.io/xforms-spec/entities>.

use std::collections::HashMap;
use std::rc::Rc;

use super::entity_places::{self, Path, Source};
use super::expression;
use super::header::Record;
use super::item::{Action, FIRST_LOAD, Item, Kind};
use super::tables::ENTITIES_COLUMNS;
use super::value::{Map, Text};
use crate::codes::{self, Rule};
use crate::issue::{Issue, Issues};

/// An entity the form declares.
#[derive(Debug)]
pub(crate) struct Declaration<'a> {
    pub(crate) list: String,
    pub(crate) row: u32,
    /// The `<entity>` element to place.
    pub(crate) item: Box<Item<'a>>,
    /// Where the survey refers to it.
    pub(crate) sources: Vec<Source>,
    /// Names of the questions its expressions refer to.
    variables: Vec<String>,
}

/// All declarations, and the order in which the survey first refers to them.
#[derive(Debug, Default)]
pub(crate) struct Entities<'a> {
    pub(crate) declarations: Vec<Declaration<'a>>,
    pub(crate) order: Vec<usize>,
    by_variable: HashMap<String, Vec<usize>>,
}

impl<'a> Entities<'a> {
    pub(crate) fn read(records: Vec<Record<'a>>, issues: &mut Issues) -> Entities<'a> {
        let mut entities = Entities::default();
        for record in records {
            let Some(declaration) = declaration(record, issues) else { continue };
            if entities.position(&declaration.list).is_some() {
                issues.push(
                    place(&codes::ENTITY_DUPLICATE, declaration.row)
                        .column("list_name")
                        .value(&declaration.list),
                );
                continue;
            }
            let at = entities.declarations.len();
            for name in &declaration.variables {
                entities.by_variable.entry(name.clone()).or_default().push(at);
            }
            entities.declarations.push(declaration);
        }
        entities
    }

    fn position(&self, list: &str) -> Option<usize> {
        self.declarations.iter().position(|found| found.list == list)
    }

    pub(crate) fn contains(&self, list: &str) -> bool {
        self.position(list).is_some()
    }

    fn refer(&mut self, at: usize, source: Source) {
        if !self.order.contains(&at) {
            self.order.push(at);
        }
        self.declarations[at].sources.push(source);
    }

    /// Takes note that a question is used by entities' expressions.
    pub(crate) fn note_question(&mut self, name: &str, row: u32, path: &Path) {
        if self.by_variable.is_empty() {
            return;
        }
        for at in self.by_variable.get(name).cloned().unwrap_or_default() {
            self.refer(at, Source { path: Rc::clone(path), row, property: None, question: name.to_owned() });
        }
    }

    /// Reads the `save_to` of a row. `is_container` is set on the rows that begin or end a group.
    pub(crate) fn note_save_to(
        &mut self,
        bind: &mut Map<'_>,
        row: u32,
        is_container: bool,
        path: &Path,
        issues: &mut Issues,
    ) {
        let Some(written) = bind.take_text("entities:saveto").filter(|text| !text.is_empty()) else { return };
        match self.checked_save_to(&written, row, is_container) {
            Ok((at, property)) => {
                bind.set_text("entities:saveto", property.clone());
                let source =
                    Source { path: Rc::clone(path), row, property: Some(property), question: String::new() };
                self.refer(at, source);
            }
            Err(issue) => issues.push(issue.sheet("survey").row(row).column("save_to").value(written)),
        }
    }

    fn checked_save_to(&self, written: &str, row: u32, is_container: bool) -> Result<(usize, String), Issue> {
        if self.declarations.is_empty() {
            return Err(Issue::new(&codes::SAVE_TO_NO_ENTITY));
        }
        let parts: Vec<&str> = written.split('#').collect();
        let (at, property) = match parts[..] {
            [property] if self.declarations.len() == 1 => (0, property),
            [_] => return Err(Issue::new(&codes::SAVE_TO_LIST)),
            [list, property] => {
                let at = self.position(list);
                (at.ok_or_else(|| Issue::new(&codes::SAVE_TO_UNKNOWN).param("list", list))?, property)
            }
            _ => return Err(Issue::new(&codes::SAVE_TO_HASH)),
        };
        if !property.is_empty() && is_container {
            return Err(Issue::new(&codes::SAVE_TO_GROUP));
        }
        check_property(property)?;
        let taken =
            self.declarations[at].sources.iter().find(|found| found.property.as_deref() == Some(property));
        match taken {
            Some(other) if other.row != row => {
                Err(Issue::new(&codes::SAVE_TO_DUPLICATE).param("other", other.row.to_string()))
            }
            _ => Ok((at, property.to_owned())),
        }
    }

    /// Puts every entity in its container; gives the version of the entities specification the form needs.
    pub(crate) fn apply(mut self, root: &mut Item<'a>, issues: &mut Issues) -> Option<&'static str> {
        if self.declarations.is_empty() {
            return None;
        }
        let places = entity_places::allocate(&self, issues);
        let is_recent =
            self.declarations.len() > 1 || places.iter().any(|(path, _)| entity_places::repeats(path) > 0);
        let mut items: Vec<Option<Box<Item<'a>>>> =
            self.declarations.drain(..).map(|declaration| Some(declaration.item)).collect();
        inject(root, &entity_places::root(), &places, &mut items, false);
        Some(if is_recent { "2025.1.0" } else { "2024.1.0" })
    }
}

/// Walks the containers on the way to a place, adding `<meta><entity/></meta>` where one belongs.
fn inject<'a>(
    node: &mut Item<'a>,
    path: &Path,
    places: &[(Path, usize)],
    items: &mut [Option<Box<Item<'a>>>],
    in_repeat: bool,
) {
    if let Some(mut entity) =
        places.iter().find(|(found, _)| found == path).and_then(|(_, at)| items[*at].take())
    {
        if in_repeat {
            renew_id(&mut entity);
        }
        node.children.push(Item::meta(vec![entity]));
    }
    let mut in_repeat = in_repeat;
    for child in &mut node.children {
        if !matches!(child.kind, Kind::Group | Kind::Repeat) {
            continue;
        }
        in_repeat = in_repeat || child.kind == Kind::Repeat;
        let child_path = entity_places::step(path, &child.name, child.kind);
        if places.iter().any(|(found, _)| found.starts_with(&child_path)) {
            inject(child, &child_path, places, items, in_repeat);
        }
    }
}

/// In a repeat, each new instance needs an id of its own.
fn renew_id(entity: &mut Item<'_>) {
    let id = entity.children.iter_mut().find(|child| child.name == "id");
    if let Some(id) = id.filter(|id| id.actions.len() == 1) {
        let mut action = id.actions[0].clone();
        action.event = super::item::NEW_REPEAT;
        id.actions.push(action);
    }
}

fn place(rule: &'static Rule, row: u32) -> Issue {
    Issue::new(rule).sheet("entities").row(row)
}

fn declaration<'a>(record: Record<'a>, issues: &mut Issues) -> Option<Declaration<'a>> {
    let Record { row, mut map } = record;
    let unknown: Vec<&str> =
        map.iter().map(|(key, _)| key).filter(|key| !ENTITIES_COLUMNS.contains(key)).collect();
    if !unknown.is_empty() {
        issues.push(place(&codes::ENTITY_COLUMN, 1).value(unknown.join(", ")));
    }
    let mut take = |key: &str| map.take_text(key).filter(|text| !text.is_empty());
    let list = take("dataset").unwrap_or_default().into_owned();
    let (id, create, update, label) =
        (take("entity_id"), take("create_if"), take("update_if"), take("label"));
    check_list(&list, row, issues)?;
    let rule = match (&id, &create, &update) {
        (None, _, Some(_)) => Some(&codes::ENTITY_NO_ID),
        (Some(_), Some(_), None) => Some(&codes::ENTITY_NO_UPDATE),
        (None, ..) if label.is_none() => Some(&codes::ENTITY_NO_LABEL),
        _ => None,
    };
    if let Some(rule) = rule {
        issues.push(place(rule, row).value(&list));
        return None;
    }
    let mut variables: Vec<String> = Vec::new();
    for text in [&id, &create, &update, &label].into_iter().flatten() {
        for found in expression::references(text) {
            if !variables.iter().any(|name| name == found.name) {
                variables.push(found.name.to_owned());
            }
        }
    }
    let item = entity(&list, id.as_deref(), create.as_deref(), update.as_deref(), label.as_deref());
    Some(Declaration { list, row, item: Box::new(item), sources: Vec::new(), variables })
}

fn check_list(list: &str, row: u32, issues: &mut Issues) -> Option<()> {
    let (rule, column): (&'static Rule, _) = if list.is_empty() {
        (&codes::ENTITY_NAME_MISSING, "list_name")
    } else if list.starts_with("__") {
        (&codes::ENTITY_NAME_RESERVED, "dataset")
    } else if list.contains('.') {
        (&codes::ENTITY_NAME_PERIOD, "dataset")
    } else if !expression::is_name(list) {
        (&codes::NAME_INVALID, "dataset")
    } else {
        return Some(());
    };
    issues.push(place(rule, row).column(column).value(list));
    None
}

fn check_property(property: &str) -> Result<(), Issue> {
    let rule: &'static Rule = if matches!(property.to_lowercase().as_str(), "name" | "label") {
        &codes::SAVE_TO_RESERVED
    } else if property.starts_with("__") {
        &codes::ENTITY_NAME_RESERVED
    } else if !expression::is_name(property) {
        &codes::NAME_INVALID
    } else {
        return Ok(());
    };
    Err(Issue::new(rule))
}

fn attribute(name: &'static str, value: impl Into<Text<'static>>) -> Box<Item<'static>> {
    Box::new(Item {
        kind: Kind::Attribute,
        type_name: "attribute".into(),
        name: name.into(),
        value: Some(value.into()),
        ..Item::default()
    })
}

/// An attribute computed by the form.
fn computed(name: &'static str, value: &'static str, expression: &str) -> Box<Item<'static>> {
    let mut item = attribute(name, value);
    item.bind = read_only(Some(expression));
    item
}

fn read_only(calculate: Option<&str>) -> Map<'static> {
    let mut bind = Map::default();
    if let Some(calculate) = calculate {
        bind.set_text("calculate", calculate.to_owned());
    }
    bind.set_text("readonly", "true()");
    bind.set_text("type", "string");
    bind
}

/// The `<entity>` element. Without an id it creates; with one it updates; with `create_if` as well it does either.
fn entity(
    list: &str,
    id: Option<&str>,
    create: Option<&str>,
    update: Option<&str>,
    label: Option<&str>,
) -> Item<'static> {
    let mut children = vec![attribute("dataset", list.to_owned())];
    let mode = |name: &'static str, condition: Option<&str>| match condition {
        Some(condition) => computed(name, "1", condition),
        None => attribute(name, "1"),
    };
    let mut id_attribute = attribute("id", "");
    id_attribute.bind = read_only(id);
    if id.is_none() || create.is_some() {
        children.push(mode("create", create));
    }
    match id {
        None => {
            let mut action = Action::new("setvalue", FIRST_LOAD);
            action.value = Some("uuid()".into());
            id_attribute.actions.push(action);
        }
        Some(id) => {
            children.push(mode("update", update));
            let known = format!("instance('{list}')/root/item[name={id}]");
            for (name, property) in
                [("baseVersion", "__version"), ("trunkVersion", "__trunkVersion"), ("branchId", "__branchId")]
            {
                children.push(computed(name, "", &format!("{known}/{property}")));
            }
        }
    }
    children.push(id_attribute);
    if let Some(label) = label {
        children.push(Box::new(Item {
            kind: Kind::EntityLabel,
            type_name: "label".into(),
            name: "label".into(),
            bind: read_only(Some(label)),
            ..Item::default()
        }));
    }
    Item {
        kind: Kind::Entity,
        type_name: "entity".into(),
        name: "entity".into(),
        children,
        ..Item::default()
    }
}
