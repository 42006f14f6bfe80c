//! Withdrawal: an answer leaves with all that stands on it, and nothing else does.

use crate::{
    place::{Place, now},
    world::{KEPT_WORDS, WITHDRAWN_WORDS, World},
};
use socle_domain::{
    id::SubmissionId,
    time::{DAY, MINUTE},
};
use socle_store::{Job, JobKind, Ledger, Receipt};
use std::{collections::HashSet, path::Path};
use uuid::Uuid;

cases![
    a_withdrawal_tells_what_it_touched,
    the_rows_of_a_withdrawn_return_are_gone,
    a_claim_stays_and_its_evidence_goes,
    editors_are_told_once_per_guide,
    the_other_return_is_as_it_was,
    a_withdrawn_return_does_not_come_back,
    the_ledger_the_jobs_and_the_log_know,
    a_copy_made_later_holds_no_piece_of_the_answer,
    an_older_copy_brought_back_loses_what_was_withdrawn,
    withdrawing_twice_or_at_once_is_withdrawing_once,
];
sqlite_cases![no_piece_of_the_answer_is_left_in_the_files];

async fn withdraw(place: &Place) -> World {
    let world = World::build(place).await;
    place.store.withdraw(world.withdrawn, now().plus(MINUTE)).await.unwrap().unwrap();
    world
}

async fn a_withdrawal_tells_what_it_touched(place: &Place) {
    let world = World::build(place).await;
    let before = place.store.content_version();
    let done = place.store.withdraw(world.withdrawn, now()).await.unwrap().unwrap();
    assert_eq!((done.number, done.touched), (world.withdrawn_number, world.downstream));
    assert_eq!(place.store.content_version(), before + 1, "cached pages are stale from now on");
    let unknown = SubmissionId::new(now(), &place.chance);
    assert_eq!(place.store.withdraw(unknown, now()).await.unwrap(), None);
}

async fn the_rows_of_a_withdrawn_return_are_gone(place: &Place) {
    let world = withdraw(place).await;
    let left = [
        ("SELECT COUNT(*) AS it FROM submissions", 1),
        ("SELECT COUNT(*) AS it FROM experiences", 1),
        ("SELECT COUNT(*) AS it FROM experience_revisions", 2),
        ("SELECT COUNT(*) AS it FROM excerpts", 1),
        ("SELECT COUNT(*) AS it FROM codings", 1),
        ("SELECT COUNT(*) AS it FROM consents", 1),
        ("SELECT COUNT(*) AS it FROM approvals", 1),
        ("SELECT COUNT(*) AS it FROM attachments", 1),
        ("SELECT COUNT(*) AS it FROM organizations", 1),
        ("SELECT COUNT(*) AS it FROM drafts", 1),
        ("SELECT COUNT(*) AS it FROM draft_files", 0),
        ("SELECT COUNT(*) AS it FROM corrections", 1),
        ("SELECT COUNT(*) AS it FROM answers", 1),
        ("SELECT COUNT(*) AS it FROM contacts", 1),
        ("SELECT COUNT(*) AS it FROM inquiries", 1),
        ("SELECT COUNT(*) AS it FROM experience_tools", 2),
        ("SELECT COUNT(*) AS it FROM tools", 1),
        ("SELECT COUNT(*) AS it FROM letters", 1),
        ("SELECT COUNT(*) AS it FROM guide_prints", 1),
        ("SELECT COUNT(*) AS it FROM tombstones", 3),
    ];
    for (sql, expected) in left {
        assert_eq!(place.number(sql).await, expected, "{sql}");
    }
    assert!(place.store.receipt(world.withdrawn).await.unwrap().is_none());
    assert!(place.store.record(world.analyst, world.withdrawn).await.unwrap().is_none());
    let graves: Vec<String> = place
        .column("SELECT kind || ' ' || number AS it FROM tombstones ORDER BY kind, number", vec![])
        .await;
    assert_eq!(graves, ["experience 1", "experience 2", "submission 1"], "their addresses answer 410");
}

async fn a_claim_stays_and_its_evidence_goes(place: &Place) {
    let world = withdraw(place).await;
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM citations").await, 8);
    let sql = "SELECT id, excerpt_id, quotation, withdrawn_at FROM citations";
    for row in place.rows(sql, vec![]).await {
        let id = socle_domain::id::CitationId::from_uuid(row.get("id").unwrap());
        let is_withdrawn = world.downstream.citations.contains(&id);
        let at: Option<socle_domain::time::Timestamp> = row.get("withdrawn_at").unwrap();
        assert_eq!(at.is_some(), is_withdrawn);
        if is_withdrawn {
            assert_eq!(row.get::<Option<Uuid>>("excerpt_id").unwrap(), None);
            assert_eq!(row.get::<Option<String>>("quotation").unwrap(), None);
            assert_eq!(at, Some(now().plus(MINUTE)));
        }
    }
}

async fn editors_are_told_once_per_guide(place: &Place) {
    let world = withdraw(place).await;
    for row in place.rows("SELECT id, status, version FROM guides", vec![]).await {
        let is_untouched = row.get::<Uuid>("id").unwrap() == world.untouched_guide.uuid();
        let expected = if is_untouched { ("published", 1) } else { ("amended", 2) };
        let (status, version): (String, i64) = (row.get("status").unwrap(), row.get("version").unwrap());
        assert_eq!((status.as_str(), version), expected);
    }
    let tasks: HashSet<Uuid> = place
        .column("SELECT guide_id AS it FROM editor_tasks WHERE reason = 'evidence_withdrawn'", vec![])
        .await
        .into_iter()
        .collect();
    assert_eq!(tasks, world.downstream.guides.iter().map(|guide| guide.uuid()).collect());
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM editor_tasks").await, 2);
}

async fn the_other_return_is_as_it_was(place: &Place) {
    let world = withdraw(place).await;
    assert_eq!(place.store.downstream(world.kept).await.unwrap(), world.control);
    let record = place.store.record(world.analyst, world.kept).await.unwrap().unwrap();
    assert_eq!(
        record.body,
        format!("<data><story>{}</story></data>", KEPT_WORDS[..2].join(" ")).into_bytes()
    );
    let texts: Vec<String> =
        place.column("SELECT text AS it FROM experience_revisions ORDER BY revision", vec![]).await;
    assert_eq!(texts, [KEPT_WORDS[1], KEPT_WORDS[2]]);
    let quoted = "SELECT DISTINCT quotation AS it FROM citations WHERE quotation IS NOT NULL";
    assert_eq!(place.column::<String>(quoted, vec![]).await, [KEPT_WORDS[1]]);
    let words: Vec<String> = place.column("SELECT word AS it FROM code_labels ORDER BY word", vec![]).await;
    assert_eq!(words, ["carte-sim", "panne"], "the codebook is the team's own");
}

async fn a_withdrawn_return_does_not_come_back(place: &Place) {
    let world = withdraw(place).await;
    let other = place.second_process().await;
    for store in [&place.store, &other] {
        let resend =
            place.new_submission(&world.survey, world.withdrawn_instance.as_str(), "Encore une fois");
        assert_eq!(store.accept_submission(resend).await.unwrap(), Receipt::Withdrawn);
    }
    other.close().await;
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM submissions").await, 1);
    let (_, number) = place.submission(&world.survey, "uuid:another", "Autre chose").await;
    assert_eq!(number, 3, "its number is not given again");
}

async fn the_ledger_the_jobs_and_the_log_know(place: &Place) {
    let world = withdraw(place).await;
    let entries = Ledger::open(&place.path("ledger")).unwrap().entries();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].1, now().plus(MINUTE));
    let hashes: Vec<Vec<u8>> = place.column("SELECT instance_hash AS it FROM erasures", vec![]).await;
    assert_eq!(hashes, [entries[0].0.to_vec()], "the database knows it too");
    let jobs: Vec<Job> = {
        let mut jobs = Vec::new();
        while let Some(job) = place.store.claim_job(now().plus(DAY)).await.unwrap() {
            jobs.push(job);
        }
        jobs
    };
    let (to_print, jobs): (Vec<Job>, Vec<Job>) =
        jobs.into_iter().partition(|job| job.kind == JobKind::PrintGuide);
    let printed: Vec<_> = to_print.iter().map(|job| job.subject_id).collect();
    let revisions: HashSet<Uuid> = world.downstream.guide_revisions.iter().map(|id| id.uuid()).collect();
    assert_eq!(printed.len(), revisions.len(), "each revision is printed anew once");
    assert_eq!(printed.into_iter().collect::<HashSet<_>>(), revisions);
    let kinds: Vec<_> = jobs.iter().map(|job| (job.kind, job.subject_id)).collect();
    let mut expected: Vec<_> = world.own_files.iter().map(|file| (JobKind::DeleteFile, *file)).collect();
    expected.sort_by_key(|(_, file)| *file);
    expected.push((JobKind::ScrubDatabase, world.withdrawn.uuid()));
    assert_eq!(kinds, expected, "its files go, those of a correction begun included, and no other");
    let erased: Vec<Uuid> =
        place.column("SELECT subject_id AS it FROM changes WHERE verb = 'erased' ORDER BY id", vec![]).await;
    let experiences = world.downstream.experiences.iter().map(|id| id.uuid());
    assert_eq!(erased, std::iter::once(world.withdrawn.uuid()).chain(experiences).collect::<Vec<_>>());
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM events WHERE verb = 'withdrawn'").await, 1);
}

/// All pieces of 24 bytes of these words.
fn pieces(words: &[&'static str]) -> HashSet<&'static [u8]> {
    words.iter().flat_map(|words| words.as_bytes().windows(24)).collect()
}

fn holds_a_piece(path: &Path, words: &[&'static str]) -> bool {
    let pieces = pieces(words);
    std::fs::read(path).unwrap_or_default().windows(24).any(|window| pieces.contains(window))
}

async fn no_piece_of_the_answer_is_left_in_the_files(place: &Place) {
    let world = World::build(place).await;
    let files = [place.file().to_owned(), place.path("socle.sqlite-wal")];
    let found = |words: &[&'static str]| files.iter().any(|path| holds_a_piece(path, words));
    assert!(WITHDRAWN_WORDS.iter().all(|words| found(&[words])), "the search finds what is there");
    place.store.scrub().await.unwrap();
    assert!(found(&WITHDRAWN_WORDS));
    place.store.withdraw(world.withdrawn, now()).await.unwrap().unwrap();
    place.store.scrub().await.unwrap();
    for words in WITHDRAWN_WORDS {
        assert!(!found(&[words]), "left behind: {words}");
    }
    assert!(KEPT_WORDS.iter().all(|words| found(&[words])), "the other answer is all there");
}

async fn a_copy_made_later_holds_no_piece_of_the_answer(place: &Place) {
    let world = World::build(place).await;
    let (before, after) = (place.path("before.sqlite"), place.path("after.sqlite"));
    place.store.backup(&before).await.unwrap();
    place.store.withdraw(world.withdrawn, now()).await.unwrap().unwrap();
    place.store.backup(&after).await.unwrap();
    for words in WITHDRAWN_WORDS {
        assert!(holds_a_piece(&before, &[words]) && !holds_a_piece(&after, &[words]), "{words}");
    }
    assert!(KEPT_WORDS.iter().all(|words| holds_a_piece(&after, &[words])));
}

async fn an_older_copy_brought_back_loses_what_was_withdrawn(place: &Place) {
    let world = World::build(place).await;
    let copy = place.path("copy.sqlite");
    place.store.backup(&copy).await.unwrap();
    place.store.withdraw(world.withdrawn, now().plus(MINUTE)).await.unwrap().unwrap();
    let elsewhere = place.another().await;
    let restored = elsewhere.with_ledger_of(place).await;
    restored.restore_from(&copy).await.unwrap();
    assert!(restored.receipt(world.withdrawn).await.unwrap().is_some(), "the copy is older");
    assert_eq!(restored.replay_ledger().await.unwrap(), 1);
    assert!(restored.receipt(world.withdrawn).await.unwrap().is_none());
    assert_eq!(restored.downstream(world.kept).await.unwrap(), world.control);
    let resend = place.new_submission(&world.survey, world.withdrawn_instance.as_str(), "Encore");
    assert_eq!(restored.accept_submission(resend).await.unwrap(), Receipt::Withdrawn);
    let at = "SELECT DISTINCT withdrawn_at AS it FROM tombstones";
    assert_eq!(elsewhere.number(at).await, now().plus(MINUTE).as_micros(), "on the day it was withdrawn");
    assert_eq!(elsewhere.number("SELECT COUNT(*) AS it FROM editor_tasks").await, 2);
    restored.close().await;
    elsewhere.leave().await;
}

async fn withdrawing_twice_or_at_once_is_withdrawing_once(place: &Place) {
    let world = World::build(place).await;
    let withdraw = || place.store.withdraw(world.withdrawn, now());
    let (one, other) = tokio::join!(withdraw(), withdraw());
    let done = [one.unwrap(), other.unwrap()].iter().flatten().count();
    assert_eq!(done, 1);
    assert_eq!(withdraw().await.unwrap(), None);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM editor_tasks").await, 2);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM events WHERE verb = 'withdrawn'").await, 1);
}
