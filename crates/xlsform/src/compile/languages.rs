//! Columns missing in some languages: a text there would be shown as `-`.

use super::header::Table;
use super::sheets::Tables;
use crate::codes;
use crate::index::Set;
use crate::issue::{Issue, Issues};

const SURVEY: [&str; 9] = [
    "label",
    "hint",
    "guidance_hint",
    "image",
    "big-image",
    "audio",
    "video",
    "jr:constraintMsg",
    "jr:requiredMsg",
];
const CHOICES: [&str; 5] = ["label", "image", "big-image", "audio", "video"];

/// Most languages of a form, and most texts it may have in all of them: each text is written in each language, be it
/// `-`, so that a small file might unfold to gigabytes.
const MOST_LANGUAGES: usize = 200;
const MOST_TEXTS: usize = 500_000;

/// Warns of each column a language lacks and another has. False, and an error, when there are too many languages.
pub(crate) fn check(tables: &Tables<'_>, issues: &mut Issues) -> bool {
    let mut languages = check_sheet("survey", &tables.survey, &SURVEY, issues);
    let mut rows = tables.survey.rows.len();
    if let Some(choices) = &tables.choices {
        languages.extend(check_sheet("choices", choices, &CHOICES, issues));
        rows += choices.rows.len();
    }
    let count = languages.len();
    let is_bounded = count <= MOST_LANGUAGES && (count <= 2 || count * rows <= MOST_TEXTS);
    if !is_bounded {
        let issue = Issue::new(&codes::LANGUAGES_TOO_MANY).sheet("survey").row(1).column("label");
        issues.push(issue.value(count.to_string()).param("limit", MOST_LANGUAGES.to_string()));
    }
    is_bounded
}

/// Warns of the columns of a sheet, and gives its languages.
fn check_sheet<'t>(sheet: &str, table: &'t Table<'_>, texts: &[&str], issues: &mut Issues) -> Set<&'t str> {
    let (mut found, mut known) = (Set::default(), Set::default());
    // In the order they are written.
    let (mut columns, mut languages): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for parts in table.parts() {
        let parts = match parts {
            [first, rest @ ..] if matches!(&**first, "media" | "bind") => rest,
            other => other,
        };
        let (column, language): (&str, &str) = match parts {
            [column] if texts.contains(&&**column) => (column, "default"),
            [column, language] if texts.contains(&&**column) => (column, language),
            _ => continue,
        };
        if known.insert(language) {
            languages.push(language);
        }
        if !columns.contains(&column) {
            columns.push(column);
        }
        found.insert((column, language));
    }
    let is_translated = languages.iter().any(|language| *language != "default");
    if is_translated && languages.len() <= MOST_LANGUAGES {
        for language in &languages {
            for column in columns.iter().filter(|column| !found.contains(&(**column, *language))) {
                issues.push(
                    Issue::new(&codes::LANGUAGE_INCOMPLETE)
                        .sheet(sheet)
                        .row(1)
                        .column(column)
                        .value(*language),
                );
            }
        }
    }
    known
}
