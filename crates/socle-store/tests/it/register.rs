//! The register of personal fields against the schema as it is, and against what is left of a withdrawn return.

use crate::{
    place::{Place, now},
    world::World,
};
use socle_domain::personal::Personal;
use socle_store::{Leaves, REGISTER};
use std::collections::BTreeSet;

cases![
    every_column_of_the_schema_is_in_the_register,
    nothing_that_the_register_calls_personal_outlives_its_return,
];

async fn every_column_of_the_schema_is_in_the_register(place: &Place) {
    let sql = if place.is_postgres() {
        "SELECT CAST(table_name AS TEXT) || '.' || CAST(column_name AS TEXT) AS it FROM information_schema.columns
         WHERE table_schema = 'public'"
    } else {
        "SELECT t.name || '.' || c.name AS it FROM sqlite_master t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
    };
    let real: BTreeSet<String> = place.column(sql, vec![]).await.into_iter().collect();
    assert!(real.len() > 250, "the schema is read");
    let each = |one: &'static socle_store::Registered| {
        one.columns().map(move |column| format!("{}.{column}", one.table))
    };
    let all: Vec<String> = REGISTER.iter().flat_map(each).collect();
    let count = all.len();
    let listed: BTreeSet<String> = all.into_iter().collect();
    assert_eq!(count, listed.len(), "a column stands in one list");
    let missing: Vec<_> = real.difference(&listed).collect();
    assert!(missing.is_empty(), "say in register.rs what these hold of a person: {missing:?}");
    let gone: Vec<_> = listed.difference(&real).collect();
    assert!(gone.is_empty(), "these columns are no more: {gone:?}");
}

/// How many rows of a return a table holds.
async fn rows_of(place: &Place, table: &str, condition: &str, id: uuid::Uuid) -> i64 {
    let sql: &'static str = format!("SELECT COUNT(*) AS it FROM {table} WHERE {condition}").leak();
    place.column(sql, bind![id]).await[0]
}

async fn nothing_that_the_register_calls_personal_outlives_its_return(place: &Place) {
    let world = World::build(place).await;
    let of_return: Vec<_> = REGISTER
        .iter()
        .filter_map(|one| match one.leaves {
            Leaves::With(condition) => Some((one.table, condition)),
            Leaves::ByTrace | Leaves::Never => None,
        })
        .collect();
    let id = world.withdrawn.uuid();
    for (table, condition) in &of_return {
        assert!(rows_of(place, table, condition, id).await > 0, "this world has nothing in {table}");
    }
    place.store.withdraw(world.withdrawn, now()).await.unwrap().unwrap();
    for (table, condition) in &of_return {
        assert_eq!(rows_of(place, table, condition, id).await, 0, "{table}");
    }
}

#[test]
fn whatever_tells_of_a_person_has_a_way_out() {
    for one in REGISTER {
        let is_personal = one.personal().next().is_some();
        assert!(!is_personal || one.leaves != Leaves::Never, "{} keeps what it holds for ever", one.table);
    }
}

#[test]
fn the_documentation_says_which_columns_are_personal() {
    let page = include_str!("../../../../docs/database.md");
    for one in REGISTER {
        let is_row = |line: &&str| {
            let tables = line.trim_start_matches("| ").split(" | ").next().unwrap_or_default();
            line.starts_with("| ") && tables.split(", ").any(|table| table == one.table)
        };
        let row = page
            .lines()
            .find(is_row)
            .unwrap_or_else(|| panic!("docs/database.md says nothing of {}", one.table));
        for (column, _) in one.personal() {
            assert!(
                row.contains(&format!("**{column}**")),
                "docs/database.md: {}.{column} is personal",
                one.table
            );
        }
    }
}

#[test]
fn contacts_stand_apart_from_answers() {
    let tables = |kind| REGISTER.iter().filter(move |one| one.personal().any(|(_, held)| held == kind));
    let with_contacts: Vec<_> = tables(Personal::Contact).map(|one| one.table).collect();
    assert_eq!(with_contacts, ["letters", "contacts"]);
}
