//! From tables to a form: the rows read, checked, and put in a tree ready to be written as an XForm.
//!
//! Everything here reports through [`Issues`] and goes on; only a workbook without a survey stops it.

mod attributes;
mod choices;
mod container;
mod decimal;
mod entities;
mod entity_places;
pub(crate) mod expression;
mod geo;
mod header;
pub(crate) mod item;
mod languages;
mod parameters;
mod range;
mod references;
mod repair;
mod repair_choices;
mod select;
mod settings;
pub(crate) mod shape;
mod sheets;
mod spelling;
mod survey;
pub(crate) mod tables;
mod triggers;
mod types;
mod unique;
pub(crate) mod value;

use std::fmt::Write as _;

pub(crate) use choices::{ChoiceList, Lists};
use entities::Entities;
use header::{HeaderRules, Table};
use item::{Item, Items};
pub(crate) use settings::{Names, Settings};
use sheets::Tables;
use survey::{Context, SurveyReader};

use crate::codes;
use crate::issue::{Issue, Issues};
use crate::workbook::Workbook;

/// A form read from a workbook: what is left is to write it.
pub(crate) struct Form<'a> {
    pub(crate) settings: Settings,
    pub(crate) root: Box<Item<'a>>,
    pub(crate) lists: Lists<'a>,
    /// Version of the entities specification, when the form declares entities.
    pub(crate) entities_version: Option<&'static str>,
    /// The side file of choices from the `external_choices` sheet.
    pub(crate) itemsets: Option<String>,
}

/// Reads a form from a workbook.
pub(crate) fn read<'a>(workbook: &'a Workbook, names: Names<'_>, issues: &mut Issues) -> Option<Form<'a>> {
    if !expression::is_name(names.root) {
        let issue = Issue::new(&codes::NAME_INVALID).column("form_name").value(names.root);
        issues.push(issue.repair(expression::to_name(names.root)));
    }
    let mut tables = Tables::read(workbook, issues)?;
    if issues.mends() {
        repair::mend(&mut tables, issues);
    }
    let mut settings = Settings::read(tables.settings.as_mut(), names, issues);
    let language = settings.default_language.clone();
    let plain = |table: Option<&mut Table<'a>>, rules: HeaderRules, issues: &mut Issues| {
        let records = table.map(|table| table.group(rules, &language, issues)).unwrap_or_default();
        Lists::read_plain(records, rules.sheet, issues)
    };
    let external = plain(tables.external_choices.as_mut(), tables::EXTERNAL_CHOICES, issues);
    let osm = plain(tables.osm.as_mut(), tables::OSM, issues);
    let mut lists = match tables.choices.as_mut() {
        Some(table) => {
            let records = table.group(tables::CHOICES, &language, issues);
            Lists::read(table, records, settings.allows_duplicates, issues)
        }
        None => Lists::default(),
    };
    let mut entities = match tables.entities.as_mut() {
        Some(table) => Entities::read(table.group(tables::ENTITIES, &language, issues), issues),
        None => Entities::default(),
    };
    let rules = HeaderRules { collapse_spaces: settings.cleans_text, ..tables::SURVEY };
    tables.survey.read_headers(rules, issues);
    attributes::check(&mut tables.survey, settings.namespaces.as_deref(), issues);
    let records = tables.survey.records(rules, &language);
    if !languages::check(&tables, issues) {
        return None;
    }
    let context = Context {
        issues,
        settings: &mut settings,
        lists: &mut lists,
        external: &external,
        osm: &osm,
        entities: &mut entities,
        sheet_names: &tables.names,
    };
    let survey = SurveyReader::new(context).read(records);
    let mut root = survey.root;
    if settings.is_flat {
        container::flatten(&mut root.children, "");
    }
    let mut meta = survey.meta;
    let mut element_names = survey.names;
    add_identity(&settings, &mut meta, &mut element_names, issues);
    let entities_version = entities.apply(&mut root, issues);
    add_meta(&mut root, meta);
    lists.settle();
    unique::check(&mut root, issues);
    references::check(&mut tables, &element_names, issues);
    let itemsets = tables.external_choices.as_ref().filter(|_| has_external(&root)).map(itemsets);
    Some(Form { settings, root, lists, entities_version, itemsets })
}

/// What every submission says of itself: its id, and its name where the settings give one.
fn add_identity(
    settings: &Settings,
    meta: &mut Items<'_>,
    names: &mut survey::Names<'_>,
    issues: &mut Issues,
) {
    if settings.omits_instance_id {
        if settings.public_key.is_some() {
            issues.push(Issue::new(&codes::ENCRYPTION_ID).sheet("settings").row(2).column("omit_instanceID"));
        }
    } else {
        let mut id = Item { type_name: "calculate".into(), name: "instanceID".into(), ..Item::default() };
        id.bind.set_text("readonly", "true()");
        id.bind.set_text("jr:preload", settings.instance_id.clone());
        id.settle();
        meta.push(Box::new(id));
        names.entry("instanceID".into()).or_default().count += 1;
    }
    if let Some(expression) = &settings.instance_name {
        meta.push(Item::calculate("instanceName", expression.clone()));
    }
}

fn add_meta<'a>(root: &mut Item<'a>, meta: Items<'a>) {
    if meta.is_empty() {
        return;
    }
    match root.children.iter_mut().find(|child| child.kind == item::Kind::Meta) {
        Some(existing) => existing.children.extend(meta),
        None => root.children.push(Item::meta(meta)),
    }
}

fn has_external(item: &Item<'_>) -> bool {
    item.query.is_some() || item.children.iter().any(|child| has_external(child))
}

/// The external choices as the CSV file that goes with the form, every field quoted.
fn itemsets(table: &Table<'_>) -> String {
    let mut out = String::new();
    let mut line = |fields: &mut dyn Iterator<Item = &str>| {
        let quoted: Vec<String> = fields.map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
        let _ = write!(out, "{}\r\n", quoted.join(","));
    };
    line(&mut table.headers.iter().map(|header| &*header.text));
    for row in &table.rows {
        let text =
            |at: usize| row.cells.iter().find(|(column, _)| *column == at).map_or("", |(_, text)| text);
        line(&mut (0..table.headers.len()).map(text));
    }
    out
}
