//! A full disk: what was acknowledged is there, what was refused is not, and the store goes on once there is room.

use crate::{
    place::{Place, now},
    postgres::setting,
};
use socle_store::{Ledger, Receipt, StoreError};
use std::{
    collections::BTreeSet,
    process::{Command, Stdio},
};

sqlite_cases![
    a_full_disk_refuses_whole_answers_and_then_goes_on,
    a_full_disk_leaves_no_half_line_in_the_ledger,
    a_full_disk_leaves_no_half_copy,
];
postgres_cases![a_full_server_refuses_whole_answers_and_then_goes_on];

/// Tells a case that it runs in a process of its own, whose files may not grow.
const CRAMPED: &str = "SOCLE_TEST_CRAMPED";
/// How long a file may be there.
const MOST: usize = 1024 * 1024;

/// Runs a case again in a child whose files may not grow: ignoring the signal turns that into a write that fails.
/// True in the child.
fn is_cramped(case: &str) -> bool {
    if setting(CRAMPED).is_some() {
        return true;
    }
    let status = Command::new("sh")
        // `ulimit -f` counts blocks of 512 bytes.
        .args(["-c", "trap '' XFSZ; ulimit -S -f 2048; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", &format!("disk::{case}::sqlite"), "--nocapture"])
        .env(CRAMPED, "1")
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "the case failed in its cramped place");
    false
}

fn let_files_grow_to(length: &str) {
    let pid = std::process::id().to_string();
    let status =
        Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={length}")]).status().unwrap();
    assert!(status.success());
}

async fn a_full_disk_refuses_whole_answers_and_then_goes_on(place: &Place) {
    if !is_cramped("a_full_disk_refuses_whole_answers_and_then_goes_on") {
        return;
    }
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
    let_files_grow_to("unlimited");
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

async fn a_full_disk_leaves_no_half_line_in_the_ledger(place: &Place) {
    if !is_cramped("a_full_disk_leaves_no_half_line_in_the_ledger") {
        return;
    }
    let full = place.another().await;
    // So many lines that the next one does not fit whole.
    let line = |number: usize| format!("{number:064x} 1486720800000000\n");
    let lines = MOST / line(0).len();
    std::fs::write(full.path("ledger"), (0..lines).map(line).collect::<String>()).unwrap();
    let store = place.with_ledger_of(&full).await;
    let study = place.study("tic-2017").await;
    let (id, _) = place.submission(&place.survey(study, "retours").await, "uuid:1", "Un").await;
    let refused = store.withdraw(id, now()).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    assert!(store.receipt(id).await.unwrap().is_some(), "what the ledger cannot remember is not forgotten");
    let_files_grow_to("unlimited");
    assert!(store.withdraw(id, now()).await.unwrap().is_some());
    let whole = Ledger::open(&full.path("ledger")).unwrap();
    assert_eq!(whole.entries().len(), lines + 1);
    store.close().await;
    full.leave().await;
}

async fn a_full_disk_leaves_no_half_copy(place: &Place) {
    if !is_cramped("a_full_disk_leaves_no_half_copy") {
        return;
    }
    place.study("tic-2017").await;
    let_files_grow_to("65536:");
    let refused = place.store.backup(&place.path("copy.sqlite")).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    let left = std::fs::read_dir(place.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with("copy")).collect();
    assert!(left.is_empty(), "{left:?}");
    let_files_grow_to("unlimited");
    place.store.backup(&place.path("copy.sqlite")).await.unwrap();
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
