//! Copies: one file that either engine makes, and either engine takes back.

use crate::{
    place::{Place, now, put},
    world::World,
};
use sha2::{Digest as _, Sha256};
use socle_store::{StoreError, TableReport};
use std::path::PathBuf;

cases![
    a_copy_says_what_it_holds,
    a_copy_comes_back_into_the_same_engine,
    a_copy_comes_back_into_the_other_engine_and_home_again,
    a_copy_comes_back_into_a_database_that_was_never_migrated,
    numbers_go_on_after_a_copy_came_back,
    ended_sessions_do_not_come_back,
    a_copy_is_one_moment_while_writing_goes_on,
    a_damaged_copy_is_refused_and_leaves_nothing,
    a_copy_from_a_newer_program_is_refused,
    a_database_that_holds_something_takes_no_copy,
    a_copy_never_takes_the_place_of_another_file,
];

fn rows_of(tables: &[TableReport], name: &str) -> i64 {
    tables.iter().find(|table| table.name == name).unwrap().rows
}

async fn copy_of_the_world(place: &Place) -> (World, PathBuf, Vec<TableReport>) {
    let world = World::build(place).await;
    let path = place.path("copy.sqlite");
    let report = place.store.backup(&path).await.unwrap();
    (world, path, report.tables)
}

async fn a_copy_says_what_it_holds(place: &Place) {
    World::build(place).await;
    let path = place.path("copy.sqlite");
    let report = place.store.backup(&path).await.unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!((report.length, report.digest), (bytes.len() as u64, Sha256::digest(&bytes).into()));
    assert_eq!(rows_of(&report.tables, "submissions"), 2);
    assert_eq!(rows_of(&report.tables, "citations"), 8);
    assert_eq!(rows_of(&report.tables, "experience_revisions"), 5);
    assert!(
        report.tables.iter().all(|table| table.rows > 0
            || ["jobs", "erasures", "tombstones", "editor_tasks"].contains(&table.name.as_str())),
        "the world fills every table: {:?}",
        report.tables
    );
    let beside: Vec<_> = std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("copy."))
        .collect();
    assert_eq!(beside, ["copy.sqlite"], "one file, and nothing half made beside it");
}

async fn a_copy_comes_back_into_the_same_engine(place: &Place) {
    let (world, path, tables) = copy_of_the_world(place).await;
    let elsewhere = place.another().await;
    assert_eq!(elsewhere.store.restore_from(&path).await.unwrap(), tables);
    assert_eq!(elsewhere.store.downstream(world.withdrawn).await.unwrap(), world.downstream);
    assert_eq!(elsewhere.store.content_version(), place.store.content_version());
    elsewhere.leave().await;
}

async fn a_copy_comes_back_into_the_other_engine_and_home_again(place: &Place) {
    let (world, path, tables) = copy_of_the_world(place).await;
    let Some(across) = place.across().await else { return };
    assert_eq!(across.store.restore_from(&path).await.unwrap(), tables);
    assert_eq!(across.store.downstream(world.withdrawn).await.unwrap(), world.downstream);
    let record = across.store.record(world.analyst, world.kept).await.unwrap();
    assert_eq!(record, place.store.record(world.analyst, world.kept).await.unwrap());
    let second = across.path("second.sqlite");
    assert_eq!(across.store.backup(&second).await.unwrap().tables, tables, "nothing was lost on the way");
    let home = place.another().await;
    assert_eq!(home.store.restore_from(&second).await.unwrap(), tables);
    assert_eq!(home.store.downstream(world.kept).await.unwrap(), world.control);
    home.leave().await;
    across.leave().await;
}

async fn a_copy_comes_back_into_a_database_that_was_never_migrated(place: &Place) {
    let (world, path, tables) = copy_of_the_world(place).await;
    let bare = place.another_bare().await;
    assert_eq!(bare.store.restore_from(&path).await.unwrap(), tables);
    assert_eq!(bare.store.migrate(now()).await.unwrap(), Vec::<&str>::new());
    assert_eq!(bare.store.downstream(world.withdrawn).await.unwrap(), world.downstream);
    bare.leave().await;
}

async fn numbers_go_on_after_a_copy_came_back(place: &Place) {
    let (world, path, _) = copy_of_the_world(place).await;
    let elsewhere = place.another().await;
    elsewhere.store.restore_from(&path).await.unwrap();
    let whole = elsewhere.store.follow_changes("search", 1000).await.unwrap();
    let expected = elsewhere.number("SELECT COUNT(*) AS it FROM changes").await;
    assert_eq!(whole.len(), usize::try_from(expected).unwrap(), "followers read the log from its start");
    let (_, number) = elsewhere.submission(&world.survey, "uuid:next", "Suite").await;
    assert_eq!(number, 3);
    elsewhere.store.withdraw(world.withdrawn, now()).await.unwrap().unwrap();
    assert!(elsewhere.store.claim_job(now()).await.unwrap().is_some());
    elsewhere.leave().await;
}

async fn ended_sessions_do_not_come_back(place: &Place) {
    let id = place.account("awa@example.org", &[]).await;
    let session = socle_store::Session { token_hash: [1; 32], account: id, now: now() };
    place.store.open_session(session.clone()).await.unwrap();
    let path = place.path("copy.sqlite");
    place.store.backup(&path).await.unwrap();
    place.store.close_session(session).await.unwrap();
    let elsewhere = place.another().await;
    elsewhere.store.restore_from(&path).await.unwrap();
    assert!(elsewhere.store.account_by_session([1; 32], now()).await.unwrap().is_none());
    elsewhere.leave().await;
}

async fn a_copy_is_one_moment_while_writing_goes_on(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    for turn in 0..50 {
        place.submission(&survey, &format!("uuid:{turn}"), "Avant la copie").await;
    }
    let path = place.path("copy.sqlite");
    let mut copying = Box::pin(place.store.backup(&path));
    let mut written = 50;
    let report = loop {
        let instance = format!("uuid:{written}");
        tokio::select! {
            report = &mut copying => break report.unwrap(),
            _ = place.submission(&survey, &instance, "Pendant la copie") => written += 1,
        }
    };
    let rows = rows_of(&report.tables, "submissions");
    let consents = rows_of(&report.tables, "consents");
    assert!((50..=written + 1).contains(&rows), "{rows} of {written}");
    assert_eq!(rows, consents, "a return and its consent are of one moment");
    assert!(written > 50, "writing went on meanwhile");
}

/// Changes one byte of the file where these words stand.
fn scratch(path: &std::path::Path, words: &str) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = bytes.windows(words.len()).position(|window| window == words.as_bytes()).unwrap();
    bytes[at + 1] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

async fn a_damaged_copy_is_refused_and_leaves_nothing(place: &Place) {
    let (_, path, _) = copy_of_the_world(place).await;
    let damaged = place.path("damaged.sqlite");
    let elsewhere = place.another().await;
    let whole = std::fs::read(&path).unwrap();
    let refuse = async |what: &str| {
        let refused = elsewhere.store.restore_from(&damaged).await;
        assert!(matches!(refused, Err(StoreError::Corrupt(_))), "{what}: {refused:?}");
        let left = elsewhere.number("SELECT COUNT(*) AS it FROM studies").await;
        assert_eq!(left, 0, "{what}");
    };
    std::fs::write(&damaged, &whole).unwrap();
    scratch(&damaged, crate::world::KEPT_WORDS[2]);
    refuse("one bit of one word").await;
    std::fs::write(&damaged, &whole[..whole.len() / 2]).unwrap();
    refuse("cut short").await;
    std::fs::write(&damaged, vec![7; 9000]).unwrap();
    refuse("another file").await;
    std::fs::write(&damaged, "").unwrap();
    refuse("an empty file").await;
    let missing = elsewhere.store.restore_from(&place.path("nowhere")).await;
    assert!(matches!(missing, Err(StoreError::Unavailable(_))), "{missing:?}");
    elsewhere.store.restore_from(&path).await.unwrap();
    elsewhere.leave().await;
}

async fn a_copy_from_a_newer_program_is_refused(place: &Place) {
    place
        .put(
            "INSERT INTO migrations (version, name, digest, applied_at) VALUES (99, 'later', $1, 0)",
            bind![[0_u8; 32]],
        )
        .await;
    let copied = place.store.backup(&place.path("copy.sqlite")).await;
    assert!(matches!(copied, Err(StoreError::Corrupt(_))), "this program cannot read it: {copied:?}");
    assert!(place.store.pending_migrations().await.is_err());
    place.put("DELETE FROM migrations WHERE version = 99", vec![]).await;
    let path = place.path("copy.sqlite");
    place.store.backup(&path).await.unwrap();
    let url = format!("sqlite:{}", path.display());
    let mut link = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.unwrap();
    sqlx::query("INSERT INTO migrations VALUES (99, 'later', x'00', 0)").execute(&mut link).await.unwrap();
    sqlx::Connection::close(link).await.unwrap();
    let elsewhere = place.another().await;
    let refused = elsewhere.store.restore_from(&path).await;
    assert!(matches!(&refused, Err(StoreError::Corrupt(said)) if said.contains("newer")), "{refused:?}");
    elsewhere.leave().await;
}

async fn a_database_that_holds_something_takes_no_copy(place: &Place) {
    let (_, path, _) = copy_of_the_world(place).await;
    let elsewhere = place.another().await;
    put(
        &elsewhere.store,
        "INSERT INTO erasures (instance_hash, erased_at) VALUES ($1, 0)",
        bind![[1_u8; 32]],
    )
    .await
    .unwrap();
    let refused = elsewhere.store.restore_from(&path).await;
    assert!(
        matches!(&refused, Err(StoreError::Unavailable(said)) if said.contains("not empty")),
        "{refused:?}"
    );
    assert_eq!(elsewhere.number("SELECT COUNT(*) AS it FROM erasures").await, 1, "and keeps what it holds");
    elsewhere.leave().await;
}

async fn a_copy_never_takes_the_place_of_another_file(place: &Place) {
    let path = place.path("precious");
    std::fs::write(&path, "precious").unwrap();
    let refused = place.store.backup(&path).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    assert_eq!(std::fs::read(&path).unwrap(), b"precious");
    let nowhere = place.store.backup(&place.path("no/folder/copy.sqlite")).await;
    assert!(matches!(nowhere, Err(StoreError::Unavailable(_))), "{nowhere:?}");
}
