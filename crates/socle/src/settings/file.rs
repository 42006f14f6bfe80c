//! The settings file: TOML, one key per setting. A key that is not a setting is refused, with the nearest one.

use super::{SETTINGS, Source};
use crate::failure::refuse;
use anyhow::{Context as _, Result};
use std::{collections::BTreeMap, io::ErrorKind, path::Path};
use toml::de::{DeTable, DeValue};

/// Values by key, as text, with the line each stands on. A file that is not there says nothing, unless it was asked
/// for by name.
pub(super) fn read(path: &Path, is_asked_for: bool) -> Result<BTreeMap<&'static str, (String, Source)>> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(path, &text),
        Err(error) if error.kind() == ErrorKind::NotFound && !is_asked_for => Ok(BTreeMap::new()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            refuse!("--config: there is no file {}.", path.display())
        }
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            refuse!("{} is not UTF-8 text.", path.display())
        }
        Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
    }
}

fn parse(path: &Path, text: &str) -> Result<BTreeMap<&'static str, (String, Source)>> {
    let line_of = |byte: usize| text[..byte.min(text.len())].matches('\n').count() + 1;
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let line = line_of(error.span().map_or(0, |span| span.start));
            refuse!("{}, line {line}: not TOML: {}.", path.display(), error.message())
        }
    };
    let mut values = BTreeMap::new();
    for (key, value) in table {
        let source = Source::File(path.to_owned(), line_of(key.span().start));
        let name = key.into_inner();
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == name) else {
            refuse!("{source}: there is no setting {name:?}; the nearest is {:?}.", nearest(&name))
        };
        let text = match value.into_inner() {
            DeValue::String(text) => text.into_owned(),
            DeValue::Boolean(flag) => flag.to_string(),
            DeValue::Integer(number) if setting.key == "smtp_port" => number.to_string(),
            other => refuse!("{source}: {name} takes a text or true/false, not {}.", a_kind(&other)),
        };
        values.insert(setting.key, (text, source));
    }
    Ok(values)
}

fn a_kind(value: &DeValue<'_>) -> String {
    format!("a value of the kind {:?}", value.type_str())
}

/// The setting whose key takes the fewest edits to become `name`.
fn nearest(name: &str) -> &'static str {
    let best = SETTINGS.iter().min_by_key(|setting| distance(name, setting.key));
    best.map_or("", |setting| setting.key)
}

/// Levenshtein's distance: insertions, deletions and replacements between two words.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, from) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_between_words_counts_edits() {
        for (one, other, edits) in
            [("", "abc", 3), ("log", "log", 0), ("lisen", "listen", 1), ("adress", "address", 1)]
        {
            assert_eq!(distance(one, other), edits, "{one} {other}");
        }
    }

    #[test]
    fn a_misspelt_key_gets_the_nearest_name_and_its_line() {
        let error =
            parse(Path::new("socle.toml"), "log = \"info\"\n\nlisen = \"127.0.0.1:1\"\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "socle.toml, line 3: there is no setting \"lisen\"; the nearest is \"listen\"."
        );
    }

    #[test]
    fn what_is_not_toml_says_on_which_line() {
        let error = parse(Path::new("socle.toml"), "log = \"info\"\nlisten = \n").unwrap_err().to_string();
        assert!(error.starts_with("socle.toml, line 2: not TOML: "), "{error}");
    }

    #[test]
    fn a_value_of_another_kind_is_refused() {
        let error = parse(Path::new("socle.toml"), "listen = 8017\n").unwrap_err().to_string();
        assert!(error.starts_with("socle.toml, line 1: listen takes a text"), "{error}");
    }
}
