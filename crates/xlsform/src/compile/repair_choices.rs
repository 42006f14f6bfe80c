//! Repairs of choice names: a multiple choice cannot have spaces in them.

use std::collections::{HashMap, HashSet};

use super::repair::{cell, column};
use super::select;
use super::sheets::Tables;
use crate::codes;
use crate::issue::{Issue, Issues};

/// Writes the choices of multiple-choice lists without spaces, in the lists and in the formulas that compare with them.
pub(crate) fn mend(tables: &mut Tables<'_>, issues: &mut Issues) {
    let types = column(&tables.survey, "type");
    let lists: HashSet<String> = tables
        .survey
        .rows
        .iter_mut()
        .filter_map(|row| cell(row, types).and_then(|text| select::multiple_list(text)))
        .collect();
    let Some(choices) = tables.choices.as_mut() else { return };
    let (list_column, name_column) = (column(choices, "list name"), column(choices, "name"));
    let mut renamed: HashMap<String, String> = HashMap::new();
    for row in &mut choices.rows {
        let number = row.number;
        let Some(list) =
            cell(row, list_column).map(|list| list.clone()).filter(|list| lists.contains(&**list))
        else {
            continue;
        };
        let Some(name) = cell(row, name_column).filter(|name| name.contains(' ')) else { continue };
        let repair = name.split_whitespace().collect::<Vec<_>>().join("_");
        issues.push(
            Issue::new(&codes::CHOICE_SPACE)
                .sheet("choices")
                .row(number)
                .column("name")
                .value(&**name)
                .param("list", &*list)
                .repair(&repair),
        );
        renamed.insert(std::mem::replace(name, repair.clone().into()).into_owned(), repair);
    }
    if renamed.is_empty() {
        return;
    }
    for row in &mut tables.survey.rows {
        for (_, text) in row.cells.iter_mut().filter(|(_, text)| text.contains(['\'', '"'])) {
            for (old, new) in &renamed {
                for quote in ['\'', '"'] {
                    let (old, new) = (format!("{quote}{old}{quote}"), format!("{quote}{new}{quote}"));
                    if text.contains(&old) {
                        *text = text.replace(&old, &new).into();
                    }
                }
            }
        }
    }
}
