//! The two engines, seen as one.

use crate::place::{Place, now, put};
use socle_domain::{account::Role, slug::Slug};
use socle_store::{Connection, Constraint, Database, Ledger, Secret, Store, StoreError};
use sqlx::Executor as _;
use uuid::Uuid;

cases![
    a_text_with_a_nul_is_refused_with_a_word,
    both_engines_name_a_broken_rule_alike,
    texts_sort_alike_on_both_engines,
    odd_but_honest_texts_come_back_as_they_went_in,
    a_database_that_is_not_migrated_is_an_error_not_a_panic,
];
sqlite_cases![every_connection_is_durable, the_log_is_emptied_by_a_scrub];
postgres_cases![every_connection_waits_for_the_disk, a_lost_server_is_unavailable_and_found_again];

async fn pragmas(link: &mut Connection) -> (String, i64, i64, i64) {
    let journal = link.fetch_one("PRAGMA journal_mode", vec![]).await.unwrap().get("journal_mode").unwrap();
    let synchronous = link.fetch_one("PRAGMA synchronous", vec![]).await.unwrap().get("synchronous").unwrap();
    let keys = link.fetch_one("PRAGMA foreign_keys", vec![]).await.unwrap().get("foreign_keys").unwrap();
    let delete = link.fetch_one("PRAGMA secure_delete", vec![]).await.unwrap().get("secure_delete").unwrap();
    (journal, synchronous, keys, delete)
}

/// 2 is FULL: a commit is answered after it is on the disk, not before.
fn durable() -> (String, i64, i64, i64) {
    ("wal".to_owned(), 2, 1, 1)
}

async fn every_connection_is_durable(place: &Place) {
    let of_writer =
        place.store.write((), |tx, ()| Box::pin(async move { Ok::<_, StoreError>(pragmas(tx).await) })).await;
    assert_eq!(of_writer.unwrap(), durable());
    // Held together, so that each is a connection of its own.
    let mut readers = Vec::new();
    for _ in 0..4 {
        readers.push(place.store.snapshot().await.unwrap());
    }
    for reader in &mut readers {
        assert_eq!(pragmas(reader).await, durable());
    }
}

/// A file that cannot have a write-ahead log stands for every way in which a file may not be durable.
#[test]
fn a_connection_that_could_lose_an_answer_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(&folder.path().join("ledger")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let opened =
        runtime.block_on(Store::open(&Database::Sqlite(":memory:".into()), Secret::new([7; 32]), ledger));
    let refusal = opened.unwrap_err().to_string();
    assert!(refusal.contains("not durable"), "{refusal}");
}

async fn the_log_is_emptied_by_a_scrub(place: &Place) {
    let log = place.path("socle.sqlite-wal");
    place.study("tic-2017").await;
    assert!(std::fs::metadata(&log).unwrap().len() > 0);
    place.store.scrub().await.unwrap();
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
    place.study("autre").await;
    let mut reader = place.store.snapshot().await.unwrap();
    reader.fetch_all("SELECT id FROM studies", vec![]).await.unwrap();
    place.study("encore").await;
    let held = place.store.scrub().await;
    assert!(
        matches!(held, Err(StoreError::Unavailable(_))),
        "a reader holds the log: the job is tried again"
    );
}

async fn every_connection_waits_for_the_disk(place: &Place) {
    let name = place.column::<String>("SELECT current_database()::text AS it", vec![]).await.remove(0);
    let mut admin = <sqlx::PgConnection as sqlx::Connection>::connect(place.address()).await.unwrap();
    let careless = format!("ALTER DATABASE {name} SET synchronous_commit = off");
    admin.execute(sqlx::AssertSqlSafe(careless)).await.unwrap();
    let store = place.second_process().await;
    let mut links = Vec::new();
    for _ in 0..4 {
        links.push(store.snapshot().await.unwrap());
    }
    for link in &mut links {
        let row = link.fetch_one("SELECT current_setting('synchronous_commit') AS it", vec![]).await.unwrap();
        assert_ne!(row.get::<String>("it").unwrap(), "off");
    }
    drop(links);
    store.close().await;
}

async fn a_lost_server_is_unavailable_and_found_again(place: &Place) {
    let lost: Result<(), StoreError> = place
        .store
        .write((), |tx, ()| {
            Box::pin(async move {
                tx.execute("UPDATE counters SET value = 9 WHERE name = 'guide'", vec![]).await?;
                tx.fetch_all("SELECT pg_terminate_backend(pg_backend_pid())", vec![]).await?;
                Ok(())
            })
        })
        .await;
    assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
    assert_eq!(place.number("SELECT value AS it FROM counters WHERE name = 'guide'").await, 0);
    place.study("tic-2017").await;
}

async fn a_text_with_a_nul_is_refused_with_a_word(place: &Place) {
    place.study("tic-2017").await;
    let refused = place.try_put("UPDATE studies SET title = $1", bind!["Titre\0"]).await;
    let Err(StoreError::Backend(said)) = refused else { panic!("{refused:?}") };
    assert!(said.contains("U+0000"), "{said}");
    let found = place.store.study_by_slug("tic\0").await;
    assert!(matches!(found, Err(StoreError::Backend(_))), "looking it up is refused alike: {found:?}");
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM studies WHERE title LIKE 'Étude%'").await, 1);
    let account = place.store.create_account(place.new_account("awa@example.org", &[])).await;
    account.unwrap();
    let bytes = vec![0_u8, 1, 0];
    place.put("INSERT INTO erasures (instance_hash, erased_at) VALUES ($1, 0)", bind![bytes.clone()]).await;
    let kept: Vec<Vec<u8>> = place.column("SELECT instance_hash AS it FROM erasures", vec![]).await;
    assert_eq!(kept, [bytes], "bytes are bytes");
}

async fn both_engines_name_a_broken_rule_alike(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    place.account("awa@example.org", &[(Role::Analyst, Some(study)), (Role::Editor, Some(study))]).await;
    place.draft(&survey).await;
    place.submission(&survey, "uuid:1", "Un").await;
    place.codebook(study).await;
    let id = Uuid::from_u128(77);
    let cases = [
        (
            "INSERT INTO studies (id, slug, title, created_at, version)
             SELECT $1, slug, title, 0, 1 FROM studies",
            Constraint::StudySlug,
        ),
        (
            "INSERT INTO accounts (id, email, email_key, name, password_hash, language, is_active, created_at, version)
             SELECT $1, email, email_key, name, '', 'fr', is_active, 0, 1 FROM accounts",
            Constraint::AccountEmail,
        ),
        (
            "INSERT INTO surveys (id, study_id, questionnaire_id, slug, title, opens_at, closes_at, closes_zone,
                                  grace_hours, created_at, version)
             SELECT $1, study_id, questionnaire_id, slug, '', 0, 0, 'UTC', 0, 0, 1 FROM surveys",
            Constraint::SurveySlug,
        ),
        (
            "INSERT INTO drafts (id, survey_id, code_hash, language, answers, started_at, saved_at, version)
             SELECT $1, survey_id, code_hash, 'fr', '', 0, 0, 1 FROM drafts",
            Constraint::DraftCode,
        ),
        (
            "INSERT INTO submissions (id, number, survey_id, questionnaire_id, instance_id, body, body_digest, channel,
                                      language, started_at, received_at, is_late, review_status, version)
             SELECT $1, 999, survey_id, questionnaire_id, instance_id, body, body_digest, 'web', 'fr', 0, 0, is_late,
                    'received', 1 FROM submissions",
            Constraint::SubmissionInstance,
        ),
        (
            "INSERT INTO code_labels (id, codebook_id, word, name, definition)
             SELECT $1, codebook_id, word, '', '' FROM code_labels WHERE word = 'usage'",
            Constraint::CodeWord,
        ),
        ("UPDATE memberships SET role = 'analyst' WHERE role = 'editor' AND id <> $1", Constraint::Other),
        ("UPDATE surveys SET study_id = $1", Constraint::Reference),
        ("DELETE FROM studies WHERE id <> $1", Constraint::Reference),
    ];
    for (sql, expected) in cases {
        let refused = put(&place.store, sql, bind![id]).await;
        assert!(matches!(refused, Err(StoreError::Conflict(rule)) if rule == expected), "{sql}: {refused:?}");
    }
    let missing = "INSERT INTO studies (id, slug, created_at, version) VALUES ($1, 'x', 0, 1)";
    let refused = put(&place.store, missing, bind![id]).await;
    assert!(matches!(refused, Err(StoreError::Backend(_))), "{refused:?}");
    let odd = put(&place.store, "UPDATE studies SET version = $1", bind!["un"]).await;
    assert!(odd.is_err(), "a word is no number on either engine");
}

async fn texts_sort_alike_on_both_engines(place: &Place) {
    for slug in ["b", "a-z", "a0", "z"].map(|slug| format!("{slug}-x")) {
        place.study(&slug).await;
    }
    for (slug, title) in [("b-x", "Été"), ("a-z-x", "eau"), ("a0-x", "Eau"), ("z-x", "zone")] {
        place.put("UPDATE studies SET title = $1 WHERE slug = $2", bind![title, slug]).await;
    }
    let titles: Vec<String> = place.column("SELECT title AS it FROM studies ORDER BY title", vec![]).await;
    assert_eq!(titles, ["Eau", "eau", "zone", "Été"], "byte by byte");
}

async fn odd_but_honest_texts_come_back_as_they_went_in(place: &Place) {
    place.study("tic-2017").await;
    let long = "é".repeat(500_000);
    for text in
        ["", " ", "\u{1F30D}\u{200D}\u{1F469}", "‏שלום", "a\u{0301}", "'; DROP TABLE studies; --", "$1", &long]
    {
        place.put("UPDATE studies SET title = $1", bind![text]).await;
        let kept = place.store.study_by_slug("tic-2017").await.unwrap().unwrap();
        assert!(kept.title == text, "{} bytes", text.len());
    }
}

async fn a_database_that_is_not_migrated_is_an_error_not_a_panic(place: &Place) {
    let bare = place.another_bare().await;
    assert_eq!(bare.store.pending_migrations().await.unwrap(), ["trace", "spine", "catalogue", "study"]);
    assert!(bare.store.study_by_slug("tic-2017").await.is_err());
    let written = bare.store.create_survey(place.new_survey(place.study("x-y").await, "retours")).await;
    assert!(written.is_err());
    bare.store.migrate(now()).await.unwrap();
    assert!(bare.store.survey_by_slug(&Slug::parse("retours").unwrap()).await.unwrap().is_none());
    bare.leave().await;
}
