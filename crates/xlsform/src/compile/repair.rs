//! Repairs made before reading, where a form is taken as kindly as it can be: spellings, names, references.
//!
//! Cells are mended in place and each repair is reported, so that reading has nothing left to say of them.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::header::{Table, TableRow};
use super::sheets::Tables;
use super::unique::free_name;
use super::value::Text;
use super::{container, expression, references, repair_choices, spelling, tables};
use crate::codes::{self, Rule};
use crate::issue::{Issue, Issues};

/// Mends what can be mended in the cells.
pub(crate) fn mend(tables: &mut Tables<'_>, issues: &mut Issues) {
    // Headers first, without a word: the reading that follows reports them.
    let mut unheard = Issues::new(true);
    tables.survey.group(tables::SURVEY, "default", &mut unheard);
    for (table, rules) in [
        (&mut tables.choices, tables::CHOICES),
        (&mut tables.entities, tables::ENTITIES),
        (&mut tables.settings, tables::SETTINGS),
    ] {
        if let Some(table) = table {
            table.group(rules, "default", &mut unheard);
        }
    }
    mend_types(&mut tables.survey, issues);
    repair_choices::mend(tables, issues);
    let renamed = mend_names(&mut tables.survey, issues);
    let names = Names::read(&tables.survey, renamed);
    mend_triggers(&mut tables.survey, &names, issues);
    for (sheet, table) in tables.all_mut() {
        mend_references(sheet, table, &names, issues);
    }
}

/// Position of the header whose parts are only `part`.
pub(crate) fn column(table: &Table<'_>, part: &str) -> Option<usize> {
    table.headers.iter().position(|header| header.parts.len() == 1 && header.parts[0] == part)
}

pub(crate) fn cell<'t, 'a>(row: &'t mut TableRow<'a>, column: Option<usize>) -> Option<&'t mut Text<'a>> {
    let column = column?;
    row.cells.iter_mut().find(|(at, _)| *at == column).map(|(_, text)| text)
}

fn mend_types(survey: &mut Table<'_>, issues: &mut Issues) {
    let types = column(survey, "type");
    for row in &mut survey.rows {
        let number = row.number;
        let Some(text) = cell(row, types) else { continue };
        if let Some(repair) = spelling::mend_type(text) {
            report(&codes::TYPE_SPELLING, "survey", number, "type", text, &repair, issues);
            *text = repair.into();
        }
    }
}

fn report(
    rule: &'static Rule,
    sheet: &str,
    row: u32,
    column: &str,
    value: &str,
    repair: &str,
    issues: &mut Issues,
) {
    issues.push(Issue::new(rule).sheet(sheet).row(row).column(column).value(value).repair(repair));
}

/// Gives every row a valid name of its own; the names that were changed, old to new.
fn mend_names<'a>(survey: &mut Table<'a>, issues: &mut Issues) -> HashMap<Text<'a>, String> {
    let (types, names) = (column(survey, "type"), column(survey, "name"));
    let mut renamed = HashMap::new();
    let mut scopes: Vec<HashSet<Text<'a>>> = vec![HashSet::new()];
    let mut repeats: HashSet<Text<'a>> = HashSet::from(["data".into()]);
    for row in &mut survey.rows {
        let number = row.number;
        let type_name = cell(row, types).map(|text| text.clone()).unwrap_or_default();
        if container::parse_end(&type_name).is_some() {
            if scopes.len() > 1 {
                scopes.pop();
            }
            continue;
        }
        let begin = container::parse_begin(&type_name);
        let is_question =
            !type_name.is_empty() && tables::settings_key(&type_name).is_none() && type_name != "audit";
        if let (true, Some(name)) = (is_question, cell(row, names)) {
            let is_repeat = begin.as_ref().is_some_and(|(found, _)| *found == tables::Container::Repeat);
            let scope = scopes.last();
            let taken = |name: &str| {
                name == "meta"
                    || scope.is_some_and(|scope| scope.contains(name))
                    || (is_repeat && repeats.contains(name))
            };
            if let Some((rule, repair)) = better_name(name, taken) {
                report(rule, "survey", number, "name", name, &repair, issues);
                if rule.code == codes::NAME_INVALID.code {
                    renamed.entry(name.clone()).or_insert_with(|| repair.clone());
                }
                *name = repair.into();
            }
            if is_repeat {
                repeats.insert(name.clone());
            }
            if let Some(scope) = scopes.last_mut() {
                scope.insert(name.clone());
            }
        }
        if begin.is_some() {
            scopes.push(HashSet::new());
        }
    }
    renamed
}

/// A name to write instead, with the rule that asks for it.
fn better_name(name: &str, taken: impl Fn(&str) -> bool) -> Option<(&'static Rule, String)> {
    if !expression::is_name(name) {
        let valid = expression::to_name(name);
        let free = if taken(&valid) { free_name(&valid, |name| !taken(name)) } else { valid };
        return Some((&codes::NAME_INVALID, free));
    }
    let rule = if name == "meta" { &codes::NAME_RESERVED } else { &codes::NAME_DUPLICATE };
    taken(name).then(|| (rule, free_name(name, |name| !taken(name))))
}

/// The names references may use.
struct Names<'a> {
    known: HashSet<Text<'a>>,
    by_lower: HashMap<String, Text<'a>>,
    renamed: HashMap<Text<'a>, String>,
}

impl<'a> Names<'a> {
    fn read(survey: &Table<'a>, renamed: HashMap<Text<'a>, String>) -> Names<'a> {
        let names = column(survey, "name");
        let mut known: HashSet<Text<'a>> = HashSet::from(["instanceID".into()]);
        for row in &survey.rows {
            known.extend(row.cells.iter().filter(|(at, _)| Some(*at) == names).map(|(_, name)| name.clone()));
        }
        let by_lower = known.iter().map(|name| (name.to_lowercase(), name.clone())).collect();
        Names { known, by_lower, renamed }
    }

    /// The name that was meant.
    fn find(&self, written: &str) -> Option<&str> {
        let written = written.trim();
        self.known
            .get(written)
            .map(|name| &**name)
            .or_else(|| self.renamed.get(written).map(String::as_str))
            .or_else(|| self.by_lower.get(&written.to_lowercase()).map(|name| &**name))
            .or_else(|| self.by_lower.get(&expression::to_name(written).to_lowercase()).map(|name| &**name))
    }

    /// The text with every reference to a known name; what was changed, as (rule, written name).
    fn mend(&self, text: &str, instead: impl Fn(&str) -> String) -> (String, Vec<(&'static Rule, String)>) {
        let (mut out, mut rest, mut changed) = (String::new(), text, Vec::new());
        while let Some(at) = rest.find("${") {
            out.push_str(&rest[..at]);
            let inside = &rest[at + 2..];
            let end = inside.find('}').unwrap_or(inside.len());
            let written = &inside[..end];
            let (prefix, name) =
                written.strip_prefix("last-saved#").map_or(("", written), |name| ("last-saved#", name));
            if let Some(found) = self.find(name) {
                if found != name || end == inside.len() {
                    let is_name = expression::is_name(name);
                    let rule = if is_name { &codes::REFERENCE_UNKNOWN } else { &codes::REFERENCE_SYNTAX };
                    changed.push((rule, name.to_owned()));
                }
                out.extend(["${", prefix, found, "}"]);
            } else {
                changed.push((&codes::REFERENCE_UNKNOWN, name.to_owned()));
                out.push_str(&instead(name));
            }
            rest = inside.get(end + 1..).unwrap_or_default();
        }
        out.push_str(rest);
        (out, changed)
    }
}

/// References to nothing read as an empty value in a formula, and as their own name in a text.
///
/// Not where the formula decides whether a question is asked or an answer accepted: compared with an empty value such a
/// rule is false for everyone, and what people were not asked cannot be had later. The rule is left out.
fn mend_references(sheet: &'static str, table: &mut Table<'_>, names: &Names<'_>, issues: &mut Issues) {
    let headers = &table.headers;
    for row in &mut table.rows {
        for (at, text) in &mut row.cells {
            let header = &headers[*at];
            let first = header.parts.first().map_or("", |part| &**part);
            let is_type = sheet == "survey" && first == "type";
            if !expression::opens_reference(text) || !(is_type || references::is_checked(sheet, header)) {
                continue;
            }
            let is_text = matches!(first, "label" | "hint" | "guidance_hint" | "media")
                || header
                    .parts
                    .get(1)
                    .is_some_and(|second| second.starts_with("jr:") && second != "jr:count");
            let lost = RefCell::new(Vec::new());
            let instead = |name: &str| {
                lost.borrow_mut().push(name.to_owned());
                if is_text { name.to_owned() } else { "''".to_owned() }
            };
            let (mended, changed) = names.mend(text, instead);
            let lost = lost.into_inner();
            if let (true, Some(name)) = (header.decides(), lost.first()) {
                let issue = Issue::new(&codes::CONDITION_DROPPED).sheet(sheet).row(row.number);
                issues.push(issue.column(&header.text).value(name).repair(""));
                *text = Text::default();
                continue;
            }
            for (rule, name) in &changed {
                report(rule, sheet, row.number, &header.text, name, &mended, issues);
            }
            if !changed.is_empty() {
                *text = if is_type && mended.contains('\'') { "text".into() } else { mended.into() };
            }
        }
        row.cells.retain(|(_, text)| !text.is_empty());
    }
}

/// A trigger keeps the questions that exist, parted by commas.
fn mend_triggers(survey: &mut Table<'_>, names: &Names<'_>, issues: &mut Issues) {
    let triggers = column(survey, "trigger");
    for row in &mut survey.rows {
        let number = row.number;
        let Some(text) = cell(row, triggers) else { continue };
        let (mended, _) = names.mend(text, |_| String::new());
        let kept: Vec<String> =
            expression::references(&mended).map(|found| format!("${{{}}}", found.name)).collect();
        let repair = kept.join(", ");
        let is_same = repair.replace(' ', "") == text.replace(' ', "");
        if !is_same {
            report(&codes::REFERENCE_UNKNOWN, "survey", number, "trigger", text, &repair, issues);
            *text = repair.into();
        }
    }
}
