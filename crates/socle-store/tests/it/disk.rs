//! A full disk: what was acknowledged is there, what was refused is not, and the store goes on once there is room.

use crate::{place::Place, postgres::setting};
use socle_store::{Receipt, StoreError};
use std::{
    collections::BTreeSet,
    process::{Command, Stdio},
};

sqlite_cases![a_full_disk_refuses_whole_answers_and_then_goes_on];
postgres_cases![a_full_server_refuses_whole_answers_and_then_goes_on];

/// Tells the case that it runs in a process of its own, whose files may not grow.
const CRAMPED: &str = "SOCLE_TEST_CRAMPED";

/// The case runs again in a child whose files may not grow over a megabyte: that is what `ulimit -f` counts, in
/// blocks of 512 bytes, and ignoring the signal turns it into a write that fails.
async fn a_full_disk_refuses_whole_answers_and_then_goes_on(place: &Place) {
    if setting(CRAMPED).is_some() {
        return in_a_cramped_place(place).await;
    }
    let this = std::env::current_exe().unwrap();
    let status = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -S -f 2048; exec \"$0\" \"$@\""])
        .arg(this)
        .args(["--exact", "disk::a_full_disk_refuses_whole_answers_and_then_goes_on::sqlite", "--nocapture"])
        .env(CRAMPED, "1")
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "the case failed in its cramped place");
}

async fn in_a_cramped_place(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let words = "eau ".repeat(5_000);
    let (mut kept, mut refused) = (BTreeSet::new(), 0);
    for round in 0..12 {
        let sends = (0..8).map(|turn| {
            let new = place.new_submission(&survey, &format!("uuid:{round}-{turn}"), &words);
            place.store.accept_submission(new)
        });
        for answer in futures::future::join_all(sends).await {
            match answer {
                Ok(Receipt::Kept { id, .. }) => assert!(kept.insert(id)),
                Err(StoreError::Unavailable(_)) => refused += 1,
                other => panic!("neither accepted nor refused: {other:?}"),
            }
        }
    }
    assert!(!kept.is_empty() && refused > 8, "{} kept, {refused} refused", kept.len());
    assert_eq!(found(place).await, kept, "what was acknowledged is there, and nothing else");
    make_room();
    place.submission(&survey, "uuid:after", &words).await;
    let other = place.second_process().await;
    assert_eq!(found(place).await.len(), kept.len() + 1);
    other.close().await;
}

async fn found(place: &Place) -> BTreeSet<socle_domain::id::SubmissionId> {
    let halves = "SELECT COUNT(*) AS it FROM submissions b WHERE NOT EXISTS
                  (SELECT 1 FROM consents c WHERE c.submission_id = b.id)";
    assert_eq!(place.number(halves).await, 0, "a return without its consent is half a return");
    let ids: Vec<uuid::Uuid> = place.column("SELECT id AS it FROM submissions", vec![]).await;
    ids.into_iter().map(socle_domain::id::SubmissionId::from_uuid).collect()
}

fn make_room() {
    let pid = std::process::id().to_string();
    let status = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status().unwrap();
    assert!(status.success());
}

/// The server says that its disk is full (SQLSTATE 53100) in the middle of a return.
async fn a_full_server_refuses_whole_answers_and_then_goes_on(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    place.submission(&survey, "uuid:before", "Avant").await;
    let full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$";
    place.put(full, vec![]).await;
    let trigger = "CREATE TRIGGER full_disk BEFORE INSERT ON consents EXECUTE FUNCTION full_disk()";
    place.put(trigger, vec![]).await;
    let refused =
        place.store.accept_submission(place.new_submission(&survey, "uuid:during", "Pendant")).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM submissions").await, 1);
    place.put("DROP TRIGGER full_disk ON consents", vec![]).await;
    let (_, number) = place.submission(&survey, "uuid:during", "Pendant").await;
    assert_eq!(number, 2, "sent again, it is kept");
}
