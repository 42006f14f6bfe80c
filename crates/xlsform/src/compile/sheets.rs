//! Which sheet of a workbook is which, and which name was probably meant.

use super::header::Table;
use crate::codes;
use crate::distance::distance;
use crate::issue::{Issue, Issues};
use crate::workbook::{Sheet, Workbook};

const KNOWN: [&str; 6] = ["survey", "choices", "settings", "external_choices", "osm", "entities"];

/// The tables of a form.
#[derive(Debug, Default)]
pub(crate) struct Tables<'a> {
    pub(crate) survey: Table<'a>,
    pub(crate) choices: Option<Table<'a>>,
    pub(crate) settings: Option<Table<'a>>,
    pub(crate) external_choices: Option<Table<'a>>,
    pub(crate) entities: Option<Table<'a>>,
    pub(crate) osm: Option<Table<'a>>,
    /// All sheet names, as written.
    pub(crate) names: Vec<String>,
}

impl<'a> Tables<'a> {
    /// Finds and reads the sheets; nothing without a survey.
    pub(crate) fn read(workbook: &'a Workbook, issues: &mut Issues) -> Option<Tables<'a>> {
        let names: Vec<String> = workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let mut tables = Tables { names, ..Tables::default() };
        let alone = match workbook.sheets.as_slice() {
            [only] if !KNOWN.contains(&only.name.to_lowercase().as_str()) => Some(only),
            _ => None,
        };
        let Some(survey) =
            alone.or_else(|| find(workbook, "survey", issues)).filter(|sheet| !sheet.rows.is_empty())
        else {
            let similar = similar("survey", &tables.names);
            let issue =
                Issue::new(&codes::SURVEY_MISSING).sheet("survey").param("similar", similar.join(", "));
            issues.push(issue);
            return None;
        };
        tables.survey = Table::read(survey, "survey", issues);
        let mut table = |name: &'static str| {
            let sheet = find(workbook, name, issues)?;
            let table = Table::read(sheet, name, issues);
            (!table.rows.is_empty()).then_some(table)
        };
        tables.choices = table("choices");
        tables.settings = table("settings");
        tables.external_choices = table("external_choices");
        tables.entities = table("entities");
        tables.osm = table("osm");
        for name in ["settings", "entities"] {
            if workbook.sheet(name).is_none() {
                tables.warn_similar(name, issues);
            }
        }
        Some(tables)
    }

    fn warn_similar(&self, name: &'static str, issues: &mut Issues) {
        let similar = similar(name, &self.names);
        if !similar.is_empty() {
            let issue = Issue::new(&codes::SHEET_SIMILAR).sheet(name).value(similar.join(", "));
            issues.push(issue.repair(name));
        }
    }

    /// Every table with the name of its sheet.
    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = (&'static str, &mut Table<'a>)> {
        [
            ("survey", Some(&mut self.survey)),
            ("choices", self.choices.as_mut()),
            ("settings", self.settings.as_mut()),
            ("entities", self.entities.as_mut()),
        ]
        .into_iter()
        .filter_map(|(name, table)| table.map(|table| (name, table)))
    }
}

/// The sheet of that name; where repairs apply, the only one whose name is nearly that.
fn find<'a>(workbook: &'a Workbook, name: &'static str, issues: &mut Issues) -> Option<&'a Sheet> {
    let found = workbook.sheet(name);
    if found.is_some() || !issues.mends() {
        return found;
    }
    let close = workbook.sheets.iter().find(|sheet| {
        sheet.name.trim().to_lowercase().replace(' ', "_") == name || is_similar(name, &sheet.name)
    })?;
    issues.push(Issue::new(&codes::SHEET_SIMILAR).sheet(name).value(&close.name).repair(name));
    Some(close)
}

/// Sheet names that are probably `name` misspelled. A name that starts with an underscore is meant to be left out.
pub(crate) fn similar(name: &str, sheets: &[String]) -> Vec<String> {
    sheets.iter().filter(|sheet| is_similar(name, sheet)).cloned().collect()
}

fn is_similar(name: &str, sheet: &str) -> bool {
    !KNOWN.contains(&sheet) && !sheet.starts_with('_') && distance(&sheet.to_lowercase(), name) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelled_sheets_are_recognized() {
        assert_eq!(similar("survey", &["Surveys".into(), "_survey".into(), "notes".into()]), ["Surveys"]);
    }
}
