//! The audit journal: every act, and no word of an answer.

use crate::{
    place::{Place, now},
    world::{KEPT_WORDS, WITHDRAWN_WORDS, World},
};
use socle_domain::submission::ReviewStatus;

cases![the_journal_says_who_did_what_to_which, the_rails_hold_no_word_of_an_answer];

async fn the_journal_says_who_did_what_to_which(place: &Place) {
    let world = World::build(place).await;
    place.decide(world.analyst, world.kept, 3, ReviewStatus::Accepted).await.unwrap();
    let sql = "SELECT account_id, verb, subject, subject_id, made_at FROM events ORDER BY id";
    let rows = place.rows(sql, vec![]).await;
    let lines: Vec<(String, String)> =
        rows.iter().map(|row| (row.get("verb").unwrap(), row.get("subject").unwrap())).collect();
    let lines: Vec<_> = lines.iter().map(|(verb, subject)| format!("{subject} {verb}")).collect();
    let expected = [
        "study created",
        "survey opened",
        "account created",
        "submission received",
        "submission received",
        "submission asked",
        "submission asked",
        "tool created",
        "experience linked",
        "experience linked",
        "submission received",
        "submission received",
        "submission accepted",
    ];
    assert_eq!(lines, expected);
    let last = rows.last().unwrap();
    assert_eq!(last.get::<Option<uuid::Uuid>>("account_id").unwrap(), Some(world.analyst.uuid()));
    assert_eq!(last.get::<uuid::Uuid>("subject_id").unwrap(), world.kept.uuid());
    assert_eq!(last.get::<socle_domain::time::Timestamp>("made_at").unwrap(), now());
}

async fn the_rails_hold_no_word_of_an_answer(place: &Place) {
    let world = World::build(place).await;
    place.store.withdraw(world.withdrawn, now()).await.unwrap().unwrap();
    let queries = [
        "SELECT verb || ' ' || subject AS it FROM events",
        "SELECT verb || ' ' || subject AS it FROM changes",
        "SELECT kind AS it FROM jobs",
        "SELECT kind AS it FROM tombstones",
        "SELECT reason AS it FROM editor_tasks",
    ];
    for sql in queries {
        let texts: Vec<String> = place.column(sql, vec![]).await;
        assert!(!texts.is_empty(), "{sql}");
        for text in texts {
            for word in WITHDRAWN_WORDS.iter().chain(&KEPT_WORDS).flat_map(|words| words.split(' ')) {
                assert!(word.len() < 6 || !text.contains(word), "{sql}: {text}");
            }
        }
    }
    let ledger = std::fs::read_to_string(place.path("ledger")).unwrap();
    assert_eq!(ledger.lines().count(), 1);
    assert!(!ledger.contains(world.withdrawn_instance.as_str()));
}
