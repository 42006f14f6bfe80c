//! The erasure ledger: a line is there before the database forgets, whatever happens in between.

use crate::{
    place::{Place, now},
    world::World,
};
use socle_store::{Ledger, Receipt, StoreError};
use std::io::Write as _;

cases![a_withdrawal_that_stopped_after_its_line_is_carried_out, a_line_is_there_before_the_database_forgets];

async fn a_withdrawal_that_stopped_after_its_line_is_carried_out(place: &Place) {
    let world = World::build(place).await;
    // The same installation elsewhere withdraws the same return: its line is all that this database has not seen.
    let elsewhere = place.another().await;
    let other = World::build(&elsewhere).await;
    assert_eq!(other.withdrawn_instance, world.withdrawn_instance);
    elsewhere.store.withdraw(other.withdrawn, now()).await.unwrap().unwrap();
    let restarted = place.with_ledger_of(&elsewhere).await;
    assert_eq!(restarted.replay_ledger().await.unwrap(), 1);
    assert_eq!(restarted.replay_ledger().await.unwrap(), 0, "once is enough");
    let resend = place.new_submission(&world.survey, world.withdrawn_instance.as_str(), "Encore");
    assert_eq!(restarted.accept_submission(resend).await.unwrap(), Receipt::Withdrawn);
    restarted.close().await;
    elsewhere.leave().await;
}

async fn a_line_is_there_before_the_database_forgets(place: &Place) {
    let world = World::build(place).await;
    // A rule that the withdrawal meets: the database cannot forget.
    place
        .put("INSERT INTO tombstones (kind, number, withdrawn_at) VALUES ('submission', 1, 0)", vec![])
        .await;
    assert_eq!(world.withdrawn_number, 1);
    assert!(place.store.withdraw(world.withdrawn, now()).await.is_err());
    assert_eq!(Ledger::open(&place.path("ledger")).unwrap().entries().len(), 1);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM submissions").await, 2, "all or nothing");
    place.put("DELETE FROM tombstones", vec![]).await;
    assert_eq!(place.store.replay_ledger().await.unwrap(), 1);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM submissions").await, 1);
}

fn line(byte: &str, micros: i64) -> String {
    format!("{} {micros}\n", byte.repeat(32))
}

#[test]
fn a_line_cut_short_by_a_crash_is_not_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger");
    let whole = line("a1", 5);
    for cut in 1..line("b2", 6).len() {
        std::fs::write(&path, format!("{whole}{}", &line("b2", 6)[..cut])).unwrap();
        let entries = Ledger::open(&path).unwrap().entries();
        assert_eq!(entries.len(), 1, "cut after {cut} bytes");
        assert_eq!(entries[0].0, [0xa1; 32]);
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            whole,
            "the next line starts on a line of its own"
        );
    }
}

#[test]
fn a_ledger_that_cannot_be_read_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for damaged in ["hello\n", "zz 5\n", &format!("{} soon\n", "a1".repeat(32)), "\n"] {
        let path = folder.path().join("damaged");
        std::fs::write(&path, format!("{}{damaged}", line("a1", 5))).unwrap();
        assert!(matches!(Ledger::open(&path), Err(StoreError::Corrupt(_))), "{damaged}");
    }
    assert!(matches!(Ledger::open(&folder.path().join("no/folder")), Err(StoreError::Unavailable(_))));
}

#[test]
fn entries_are_told_the_oldest_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger");
    let mut file = std::fs::File::create(&path).unwrap();
    write!(file, "{}{}{}", line("c3", 7), line("a1", 9), line("b2", 8)).unwrap();
    let order: Vec<u8> = Ledger::open(&path).unwrap().entries().iter().map(|(hash, _)| hash[0]).collect();
    assert_eq!(order, [0xc3, 0xb2, 0xa1]);
}
