//! Copies made, brought back, and what must not come back with them.

use crate::{postgres::Cluster, program::Place, respondent::Respondent};
use socle_domain::{account::EmailAddress, time::Timestamp};
use socle_store::{Database, InboxFilter, Ledger, Secret, Store};
use std::path::Path;

/// Runs store verbs over an installation, from outside the program.
pub(crate) fn on_store<T>(database: &Database, data: &Path, verbs: impl AsyncFnOnce(&Store) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let digits = std::fs::read_to_string(data.join("key")).unwrap();
        let mut key = [0; 32];
        for (index, byte) in key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&digits[2 * index..2 * index + 2], 16).unwrap();
        }
        let ledger = Ledger::open(&data.join("erasures.ledger")).unwrap();
        let store = Store::open(database, Secret::new(key), ledger).await.unwrap();
        let answer = verbs(&store).await;
        store.close().await;
        answer
    })
}

fn sqlite(place: &Place) -> Database {
    Database::Sqlite(place.data().join("socle.sqlite"))
}

/// The bodies of all returns, as the team reads them.
pub(crate) async fn bodies(store: &Store) -> Vec<String> {
    let email = EmailAddress::parse("awa@example.org").unwrap();
    let account = store.account_by_email(&email).await.unwrap().unwrap().id;
    let mut bodies = Vec::new();
    for page in 1.. {
        let inbox = store.inbox(account, &InboxFilter { page, ..InboxFilter::default() }).await.unwrap();
        for row in &inbox.rows {
            let record = store.record(account, row.id).await.unwrap().unwrap();
            bodies.push(String::from_utf8(record.body).unwrap());
        }
        if inbox.rows.is_empty() {
            break;
        }
    }
    bodies
}

async fn withdraw_one(store: &Store) {
    let email = EmailAddress::parse("awa@example.org").unwrap();
    let account = store.account_by_email(&email).await.unwrap().unwrap().id;
    let inbox = store.inbox(account, &InboxFilter::default()).await.unwrap();
    store.withdraw(inbox.rows[0].id, Timestamp::from_micros(1)).await.unwrap().unwrap();
}

/// An installation with two returns, and a copy made of it while it served.
fn copied() -> Place {
    let (place, _) = Place::founded();
    let server = place.serve(&[]);
    let mut respondent = Respondent::new(server.address);
    respondent.answer("Le cahier des puits.").unwrap();
    respondent.answer("La messagerie du groupe.").unwrap();
    let out = place.done(&["backup", "monday.backup"]);
    assert!(out.contains("monday.backup") && out.contains("SHA-256"), "{out}");
    assert_eq!(server.stop().0, 0);
    place
}

#[test]
fn a_copy_is_never_written_over_unless_asked() {
    let (place, _) = Place::founded();
    std::fs::write(place.path("kept"), "mine").unwrap();
    assert!(place.refused(1, &["backup", "kept"]).contains("--force"));
    assert_eq!(std::fs::read_to_string(place.path("kept")).unwrap(), "mine");
    place.done(&["backup", "--force", "kept"]);
    assert_ne!(std::fs::read(place.path("kept")).unwrap(), b"mine");
    assert!(!place.path("kept.new").exists());
}

#[test]
fn what_was_withdrawn_after_the_copy_does_not_come_back_with_it() {
    let place = copied();
    on_store(&sqlite(&place), &place.data(), withdraw_one);
    let live = ["--key", "socle-data/key", "--ledger", "socle-data/erasures.ledger"];
    let out = place.done(&[&["restore", "monday.backup", "--data-dir", "new"], &live[..]].concat());
    assert!(out.contains("Erased again 1"), "{out}");
    let database = Database::Sqlite(place.path("new/socle.sqlite"));
    let kept = on_store(&database, &place.path("new"), bodies);
    assert_eq!(kept.len(), 1);
    place.done(&["doctor", "--data-dir", "new"]);
    let server = place.serve(&["--data-dir", "new"]);
    assert_eq!(server.client().get("/fr/").unwrap().status, 200);
}

#[test]
fn a_restore_needs_the_key_and_the_ledger_of_the_living_installation() {
    let place = copied();
    let restore = ["restore", "monday.backup", "--data-dir", "new"];
    assert!(place.refused(1, &restore).contains("The key is missing"));
    let with_key = [&restore[..], &["--key", "socle-data/key"]].concat();
    assert!(place.refused(1, &with_key).contains("The erasure ledger is missing"));
    assert!(!place.path("new").exists(), "a refusal makes nothing");
    let out = place.done(&[&with_key[..], &["--without-ledger"]].concat());
    assert!(out.contains("Erased again 0"), "{out}");
    let again = place.refused(1, &["restore", "monday.backup", "--data-dir", "new"]);
    assert!(again.contains("There is an installation here already"), "{again}");
}

#[test]
fn what_is_not_a_whole_copy_is_refused_and_the_next_one_is_taken() {
    let place = copied();
    let mut bytes = std::fs::read(place.path("monday.backup")).unwrap();
    let at = bytes.windows(6).position(|window| window == b"cahier").expect("the copy holds the answer");
    bytes[at] ^= 1;
    std::fs::write(place.path("damaged.backup"), bytes).unwrap();
    std::fs::write(place.path("other.txt"), "not a database").unwrap();
    let files = ["--key", "socle-data/key", "--ledger", "socle-data/erasures.ledger"];
    let damaged = [&["restore", "damaged.backup", "--data-dir", "new"], &files[..]].concat();
    let err = place.refused(1, &damaged);
    assert!(err.contains("cannot be restored: "), "{err}");
    assert_ne!(place.run(&["restore", "other.txt", "--data-dir", "new"]).code, 0);
    assert!(
        place.refused(1, &["restore", "absent", "--data-dir", "new"]).contains("There is no file absent")
    );
    place.done(&["restore", "monday.backup", "--data-dir", "new"]);
    let database = Database::Sqlite(place.path("new/socle.sqlite"));
    assert_eq!(on_store(&database, &place.path("new"), bodies).len(), 2);
}

#[test]
fn nothing_is_restored_under_a_program_that_serves() {
    let place = copied();
    let _server = place.serve(&[]);
    assert!(place.refused(1, &["restore", "monday.backup"]).contains("Stop it first"));
}

#[test]
fn a_database_that_is_up_to_date_is_left_alone() {
    let (place, _) = Place::founded();
    let out = place.done(&["migrate"]);
    assert!(out.contains("up to date"), "{out}");
    let copies = std::fs::read_dir(place.data()).unwrap().filter_map(Result::ok);
    assert!(!copies.into_iter().any(|file| file.file_name().to_string_lossy().contains("before-migration")));
}

#[test]
fn a_sqlite_installation_moves_to_postgresql_by_a_copy() {
    let Some(cluster) = Cluster::start() else { return };
    let place = copied().with("DATABASE_URL", cluster.address());
    for command in ["serve", "migrate"] {
        let err = place.refused(1, &[command, "--listen", "127.0.0.1:0"]);
        assert!(err.contains("The database is empty") && err.contains("socle restore"), "{command}: {err}");
    }
    let out = place.done(&["restore", "monday.backup"]);
    assert!(out.contains("into PostgreSQL"), "{out}");
    let server = place.serve(&[]);
    Respondent::new(server.address).answer("Une troisième, après le déménagement.").unwrap();
    let kept = on_store(&Database::Postgres(cluster.address()), &place.data(), bodies);
    assert_eq!(kept.len(), 3);
    assert!(place.done(&["doctor"]).contains("PostgreSQL"));
}

#[test]
fn a_database_of_someone_else_is_not_given_a_second_key() {
    let Some(cluster) = Cluster::start() else { return };
    let place = Place::new().with("DATABASE_URL", cluster.address());
    place.found();
    let other = Place::new().with("DATABASE_URL", cluster.address());
    let err = other.refused(1, &["init", "--generate-password"]);
    assert!(err.contains("has a key already"), "{err}");
    assert!(!other.data().join("key").exists());
}
