//! The tables of each version of the database, as the migrations say them: what a copy has to hold.
//!
//! The migration scripts are the one place where columns and their types are written; this file reads them.

use crate::{
    driver::{Row, Value},
    error::StoreError,
    migration,
};
use std::sync::LazyLock;

/// Tables that belong to the running database alone: sign-ins, tries at a door, and how far a follower has read. A
/// copy leaves them empty: a session that was ended does not come back, and followers read the log from its start.
const FLEETING: [&str; 3] = ["sessions", "rate_limits", "change_cursors"];

/// What a column holds, by the word in braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Id,
    Int,
    Text,
    Bytes,
    Bool,
    Serial,
    Transaction,
}

impl Kind {
    fn parse(word: &str) -> Option<Self> {
        match word.trim_end_matches(',') {
            "{id}" => Some(Self::Id),
            "{int}" => Some(Self::Int),
            "{text}" => Some(Self::Text),
            "{bytes}" => Some(Self::Bytes),
            "{bool}" => Some(Self::Bool),
            "{serial}" => Some(Self::Serial),
            "{transaction}" => Some(Self::Transaction),
            _ => None,
        }
    }
}

/// A table, with the statements that copy it.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<(String, Kind)>,
    key: String,
    /// The migrations put rows into it.
    pub(crate) is_seeded: bool,
    /// Its rows stay behind when the database is copied.
    pub(crate) is_fleeting: bool,
    /// All rows, in the order of their key: the same on both engines.
    pub(crate) select: String,
    pub(crate) insert: String,
    pub(crate) delete: String,
    pub(crate) count: String,
}

impl Table {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            columns: Vec::new(),
            key: String::new(),
            is_seeded: false,
            is_fleeting: FLEETING.contains(&name),
            select: String::new(),
            insert: String::new(),
            delete: format!("DELETE FROM {name}"),
            count: format!("SELECT COUNT(*) AS total FROM {name}"),
        }
    }

    /// Reads one line between `CREATE TABLE` and its end: a column or the key; other rules do not matter here.
    fn read_line(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if let Some(key) = line.strip_prefix("PRIMARY KEY (") {
            key.trim_end_matches([',', ')']).clone_into(&mut self.key);
        } else if let Some(kind) = Kind::parse(second) {
            if kind == Kind::Serial || line.contains("PRIMARY KEY") {
                first.clone_into(&mut self.key);
            }
            self.columns.push((first.to_owned(), kind));
        }
    }

    fn finish(mut self) -> Self {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        // Transaction numbers mean nothing in another cluster; the order of the log is that of its ids there.
        let read = self.columns.iter().map(|(name, kind)| match kind {
            Kind::Transaction => format!("CAST(0 AS BIGINT) AS {name}"),
            _ => name.clone(),
        });
        let places: Vec<String> = (1..=names.len()).map(|place| format!("${place}")).collect();
        let (read, names) = (read.collect::<Vec<_>>().join(", "), names.join(", "));
        self.select = format!("SELECT {read} FROM {} ORDER BY {}", self.name, self.key);
        self.insert = format!("INSERT INTO {} ({names}) VALUES ({})", self.name, places.join(", "));
        self
    }

    /// The values of a row, in the order of the columns.
    pub(crate) fn values(&self, row: &Row) -> Result<Vec<Value>, StoreError> {
        self.columns
            .iter()
            .map(|(name, kind)| {
                Ok(match kind {
                    Kind::Id => Value::Id(row.get(name)?),
                    Kind::Int | Kind::Serial | Kind::Transaction => Value::Int(row.get(name)?),
                    Kind::Text => Value::Text(row.get(name)?),
                    Kind::Bytes => Value::Bytes(row.get(name)?),
                    Kind::Bool => Value::Bool(row.get(name)?),
                })
            })
            .collect()
    }

    /// Whether the engine numbers its rows.
    pub(crate) fn is_numbered(&self) -> bool {
        self.columns.iter().any(|(_, kind)| *kind == Kind::Serial)
    }
}

/// The tables after the first `n` migrations, parents before children, at place `n`.
static VERSIONS: LazyLock<Vec<Vec<Table>>> =
    LazyLock::new(|| (0..=migration::COUNT).map(|version| read(migration::scripts(version))).collect());

/// The tables of a database to which the first `version` migrations were applied.
pub(crate) fn tables(version: usize) -> &'static [Table] {
    VERSIONS.get(version).map_or(&[], Vec::as_slice)
}

fn read<'s>(scripts: impl Iterator<Item = &'s str>) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut open: Option<Table> = None;
    for line in scripts.flat_map(str::lines) {
        if let Some(name) = line.strip_prefix("CREATE TABLE ") {
            open = Some(Table::new(name.trim_end_matches(" (")));
        } else if line == ");" {
            tables.extend(open.take());
        } else if let Some((name, column)) = added_column(line) {
            tables.iter_mut().filter(|table| table.name == name).for_each(|table| table.read_line(column));
        } else if let Some(table) = &mut open {
            table.read_line(line.trim());
        } else if let Some(rest) = line.strip_prefix("INSERT INTO ") {
            let name = rest.split(' ').next().unwrap_or_default();
            tables.iter_mut().filter(|table| table.name == name).for_each(|table| table.is_seeded = true);
        }
    }
    tables.into_iter().map(Table::finish).collect()
}

/// The table and the column of `ALTER TABLE … ADD COLUMN …`.
fn added_column(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("ALTER TABLE ")?.trim_end_matches(';').split_once(" ADD COLUMN ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_are_read_down_to_the_keys() {
        let tables = tables(migration::COUNT);
        let find = |name: &str| tables.iter().find(|table| table.name == name).unwrap();
        assert_eq!(find("rate_limits").key, "key, window_at");
        assert_eq!(find("jobs").key, "id");
        assert!(find("jobs").is_numbered() && !find("studies").is_numbered());
        assert!(find("counters").is_seeded && !find("studies").is_seeded);
        assert!(find("experiences").columns.contains(&("country".to_owned(), Kind::Text)));
        assert_eq!(
            find("changes").select,
            "SELECT id, CAST(0 AS BIGINT) AS transaction_id, subject, subject_id, verb, made_at \
             FROM changes ORDER BY id"
        );
        for table in tables {
            assert!(!table.key.is_empty() && !table.columns.is_empty(), "{}", table.name);
        }
    }
}
