//! The settings sheet: one row that says what the whole form is called and how it is sent.

use std::borrow::Cow;

use super::header::{HeaderRules, Record, Table};
use super::value::{Map, Value};
use super::{attributes, expression, tables};
use crate::codes;
use crate::issue::{Issue, Issues};

/// What the settings say, with the defaults of the reference.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the settings sheet has that many yes-or-no columns")]
pub(crate) struct Settings {
    /// Name of the root element.
    pub(crate) root: String,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) version: Option<String>,
    pub(crate) default_language: String,
    pub(crate) style: Option<String>,
    pub(crate) namespaces: Option<String>,
    pub(crate) instance_xmlns: Option<String>,
    pub(crate) prefix: Option<String>,
    pub(crate) delimiter: Option<String>,
    pub(crate) public_key: Option<String>,
    pub(crate) submission_url: Option<String>,
    pub(crate) auto_send: Option<String>,
    pub(crate) auto_delete: Option<String>,
    pub(crate) is_client_editable: bool,
    pub(crate) instance_name: Option<String>,
    pub(crate) instance_id: String,
    pub(crate) omits_instance_id: bool,
    pub(crate) is_flat: bool,
    pub(crate) adds_none: bool,
    pub(crate) allows_duplicates: bool,
    pub(crate) cleans_text: bool,
    /// Attributes of the root, from `attribute::name` columns.
    pub(crate) attributes: Vec<(String, String)>,
}

/// What the form is called before its settings are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'a> {
    pub(crate) root: &'a str,
    pub(crate) id: &'a str,
}

impl Settings {
    pub(crate) fn read(table: Option<&mut Table<'_>>, names: Names<'_>, issues: &mut Issues) -> Settings {
        let mut map = table.map(|table| first_row(table, issues)).unwrap_or_default();
        let mut take = |key: &str| map.take_text(key).map(Cow::into_owned).filter(|text| !text.is_empty());
        let root = take("name");
        if root.as_deref().is_some_and(|name| !expression::is_name(name)) {
            let name = root.clone().unwrap_or_default();
            let repair = expression::to_name(&name);
            issues.push(
                Issue::new(&codes::NAME_INVALID)
                    .sheet("settings")
                    .row(1)
                    .column("name")
                    .value(name)
                    .repair(repair),
            );
        }
        let yes = |text: Option<String>| text.and_then(|text| tables::yes_no(&text)).unwrap_or(false);
        let id = take("id_string").unwrap_or_else(|| names.id.to_owned());
        let title = take("title").unwrap_or_else(|| id.clone());
        let namespaces = take("namespaces");
        Settings {
            root: valid_name(root.as_deref().unwrap_or(names.root)),
            title,
            id,
            version: take("version"),
            default_language: take("default_language").unwrap_or_else(|| "default".to_owned()),
            style: take("style"),
            instance_xmlns: take("instance_xmlns"),
            prefix: take("prefix"),
            delimiter: take("delimiter"),
            public_key: take("public_key"),
            submission_url: take("submission_url"),
            auto_send: take("auto_send"),
            auto_delete: take("auto_delete"),
            is_client_editable: yes(take("client_editable")),
            instance_name: take("instance_name"),
            instance_id: take("instance_id").unwrap_or_else(|| "uid".to_owned()),
            omits_instance_id: yes(take("omit_instanceID")),
            is_flat: take("flat").is_some(),
            adds_none: yes(take("add_none_option")),
            allows_duplicates: yes(take("allow_choice_duplicates")),
            cleans_text: take("clean_text_values").and_then(|text| tables::yes_no(&text)).unwrap_or(true),
            attributes: attributes(&map.take_map("attribute"), namespaces.as_deref(), issues),
            namespaces,
        }
    }
}

/// The attributes of the root. One that would break the form is told, and left out where repairs apply.
fn attributes(map: &Map<'_>, namespaces: Option<&str>, issues: &mut Issues) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (name, value) in map.iter() {
        if !attributes::is_attribute(name, namespaces) {
            attributes::tell("settings", &format!("attribute::{name}"), name, issues);
            if issues.mends() {
                continue;
            }
        }
        out.push((name.to_owned(), value.flat().into_owned()));
    }
    out
}

fn valid_name(name: &str) -> String {
    if expression::is_name(name) { name.to_owned() } else { expression::to_name(name) }
}

/// The row under the header. Two columns that both name the form are one too many: `form_id` wins.
fn first_row<'a>(table: &mut Table<'a>, issues: &mut Issues) -> Map<'a> {
    let both =
        ["id_string", "form_id"].map(|name| table.headers.iter().position(|header| header.text == name));
    if let [Some(old), Some(_)] = both {
        issues.push(Issue::new(&codes::SETTINGS_TWO_IDS).sheet("settings").row(1).column("id_string"));
        table.forget(old);
    }
    let rules = HeaderRules { ..tables::SETTINGS };
    let records = table.group(rules, "default", issues);
    let wanted = if issues.mends() {
        records.into_iter().next()
    } else {
        records.into_iter().find(|record| record.row == 2)
    };
    wanted.map(|Record { map, .. }| without_languages(map)).unwrap_or_default()
}

/// Settings have no languages: a column such as `form_title::fr` is left out.
fn without_languages(map: Map<'_>) -> Map<'_> {
    let mut out = Map::default();
    for (key, value) in map.into_entries() {
        if matches!(value, Value::Text(_)) || key == "attribute" {
            out.set(key, value);
        }
    }
    out
}
