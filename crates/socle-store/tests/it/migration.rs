//! Migrations: applied once, never edited, and able to read the first database that ever was.

use crate::{
    place::{Place, now},
    postgres::setting,
    world::{WITHDRAWN_WORDS, World},
};
use sha2::{Digest as _, Sha256};
use socle_domain::id::SubmissionId;
use socle_store::{Database, Receipt, StoreError, Value};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::{path::PathBuf, process::Command};

cases![
    a_fresh_database_is_migrated_once,
    two_programs_that_start_at_once_migrate_once,
    a_migration_that_was_edited_is_refused,
    the_first_database_is_opened_and_read_right,
];

/// SHA-256 of every migration ever released. A line is added here when one is released; none is ever changed.
const RELEASED: [(&str, &str, &str); 1] = [(
    "0001_trace.sql",
    include_str!("../../migrations/0001_trace.sql"),
    include_str!("../fixtures/0001_trace.sha256"),
)];

async fn a_fresh_database_is_migrated_once(place: &Place) {
    let bare = place.another_bare().await;
    assert_eq!(bare.store.pending_migrations().await.unwrap(), ["trace", "spine", "catalogue", "study"]);
    assert_eq!(bare.store.migrate(now()).await.unwrap(), ["trace", "spine", "catalogue", "study"]);
    assert!(bare.store.pending_migrations().await.unwrap().is_empty());
    assert!(bare.store.migrate(now()).await.unwrap().is_empty());
    assert_eq!(
        bare.number("SELECT applied_at AS it FROM migrations WHERE version = 1").await,
        now().as_micros()
    );
    assert_eq!(bare.store.content_version(), 1);
    bare.leave().await;
}

async fn two_programs_that_start_at_once_migrate_once(place: &Place) {
    let bare = place.another_bare().await;
    let other = bare.second_process().await;
    let (one, two) = tokio::join!(bare.store.migrate(now()), other.migrate(now()));
    let applied = [one.unwrap(), two.unwrap()].concat();
    assert_eq!(applied, ["trace", "spine", "catalogue", "study"]);
    assert_eq!(bare.number("SELECT COUNT(*) AS it FROM migrations").await, 4);
    other.close().await;
    bare.leave().await;
}

async fn a_migration_that_was_edited_is_refused(place: &Place) {
    place.put("UPDATE migrations SET digest = $1", bind![[0_u8; 32]]).await;
    let refused = place.store.migrate(now()).await;
    assert!(
        matches!(&refused, Err(StoreError::Corrupt(said)) if said.contains("migration 1")),
        "{refused:?}"
    );
}

#[test]
fn a_released_migration_is_never_edited() {
    for (name, script, expected) in RELEASED {
        let halves = Sha256::digest(script);
        let (one, other) = halves.split_at(16);
        let number = |half: &[u8]| u128::from_be_bytes(half.try_into().unwrap());
        let digest = format!("{:032x}{:032x}", number(one), number(other));
        assert_eq!(digest, expected.trim(), "{name} was released: write a new migration instead");
    }
}

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures")).join(name)
}

/// The world as the first release wrote it, frozen for each engine. Before that release `SOCLE_FREEZE=1` writes it
/// anew from the schema as it stands; after it, never again.
async fn the_first_database_is_opened_and_read_right(place: &Place) {
    if setting("SOCLE_FREEZE").is_some() {
        freeze(place).await;
    }
    let mut old = place.another_bare().await;
    thaw(&old).await;
    old.store = old.second_process().await;
    let store = &old.store;
    store.migrate(now()).await.unwrap();
    assert_eq!(store.replay_ledger().await.unwrap(), 0);
    let sql = "SELECT id AS it FROM submissions WHERE instance_id = $1";
    let find = async |instance: &str| {
        let ids: Vec<uuid::Uuid> = old.column(sql, vec![Value::from(instance)]).await;
        SubmissionId::from_uuid(ids[0])
    };
    let (withdrawn, kept) = (find("uuid:withdrawn").await, find("uuid:kept").await);
    let touched = store.downstream(withdrawn).await.unwrap();
    let sizes = (touched.citations.len(), touched.guides.len(), touched.editions.len());
    assert_eq!(sizes, (4, 2, 2));
    let analysts: Vec<uuid::Uuid> = old.column("SELECT account_id AS it FROM memberships", vec![]).await;
    let analyst = socle_domain::id::AccountId::from_uuid(analysts[0]);
    let record = store.record(analyst, withdrawn).await.unwrap().unwrap();
    assert!(String::from_utf8(record.body.clone()).unwrap().contains(WITHDRAWN_WORDS[0]), "byte for byte");
    assert_eq!(record.body_digest, Sha256::digest(&record.body).to_vec());
    assert_eq!(store.withdraw(withdrawn, now()).await.unwrap().unwrap().number, 1);
    assert!(matches!(store.receipt(kept).await.unwrap(), Some(Receipt::Kept { number: 2, .. })));
    old.leave().await;
}

async fn freeze(place: &Place) {
    let world = place.another().await;
    World::build(&world).await;
    match &world.database {
        Database::Sqlite(file) => {
            world.store.close().await;
            std::fs::copy(file, fixture("version-0.sqlite")).unwrap();
        }
        Database::Postgres(address) => {
            // Plain INSERTs, without the commands that only psql reads.
            let dump = Command::new("pg_dump")
                .args(["--inserts", "--no-owner", "--no-privileges", "--no-comments", address])
                .output()
                .unwrap();
            assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
            let text = String::from_utf8(dump.stdout).unwrap();
            let lines = text.lines().filter(|line| {
                !line.is_empty()
                    && !line.starts_with("--")
                    && !line.starts_with('\\')
                    && !line.starts_with("SET ")
            });
            let text = lines.collect::<Vec<_>>().join("\n");
            std::fs::write(fixture("version-0.postgres.sql"), text + "\n").unwrap();
        }
    }
    world.leave().await;
}

/// Puts the frozen world into an empty database, without the help of the program.
async fn thaw(place: &Place) {
    match &place.database {
        Database::Sqlite(file) => {
            place.store.close().await;
            std::fs::copy(fixture("version-0.sqlite"), file).unwrap();
        }
        Database::Postgres(address) => {
            let script = std::fs::read_to_string(fixture("version-0.postgres.sql")).unwrap();
            let mut link = sqlx::PgConnection::connect(address).await.unwrap();
            link.execute(sqlx::raw_sql(AssertSqlSafe(script))).await.unwrap();
            link.close().await.unwrap();
        }
    }
}

/// The schema as each engine tells it: table, column, whether it may be null.
#[test]
fn both_engines_have_the_same_tables() {
    crate::place::on_postgres(async |place: &Place| {
        let sqlite = place.across().await.unwrap();
        let told = "SELECT m.name || '.' || c.name || CASE c.\"notnull\" + (c.pk > 0) WHEN 0 THEN ' null' ELSE '' END AS it
                    FROM sqlite_master m JOIN pragma_table_info(m.name) c
                    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1";
        let here = sqlite.column::<String>(told, vec![]).await;
        let told = "SELECT table_name || '.' || column_name ||
                           CASE is_nullable WHEN 'YES' THEN ' null' ELSE '' END COLLATE \"C\" AS it
                    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1";
        let there = place.column::<String>(told, vec![]).await;
        assert!(here.len() > 150, "{}", here.len());
        assert_eq!(here, there);
        sqlite.leave().await;
    });
}

/// What a copy holds is read from the migrations: it must be every table that the engine has.
#[test]
fn a_copy_holds_every_table_but_the_fleeting_ones() {
    crate::place::on_sqlite(async |place: &Place| {
        let report = place.store.backup(&place.path("copy.sqlite")).await.unwrap();
        let mut copied: Vec<_> = report.tables.into_iter().map(|table| table.name).collect();
        copied.extend(["sessions", "rate_limits", "change_cursors"].map(str::to_owned));
        copied.sort();
        let sql = "SELECT name AS it FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1";
        assert_eq!(copied, place.column::<String>(sql, vec![]).await);
    });
}
