//! The write door: atomic, durable before it is answered, and open to the next whatever the last one did.

use crate::place::{Place, put};
use socle_store::{Receipt, Store, StoreError};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};
use tokio::sync::{Barrier, Semaphore};

cases![
    a_failing_request_takes_nothing_of_the_others_with_it,
    nothing_is_acknowledged_that_the_commit_refuses,
    a_panic_in_a_write_does_not_end_the_writer,
    a_failed_statement_is_not_passed_over,
    requests_that_cross_end_as_if_one_had_come_first,
    each_of_thirty_two_writers_is_kept_once,
    a_reader_sees_one_moment_however_long_it_reads,
    a_reader_racing_the_writer_sees_whole_transactions,
    a_snapshot_does_not_write,
    two_processes_write_in_turn,
    an_undone_write_does_not_move_the_content_version,
    a_closed_store_takes_nothing_any_more,
];
sqlite_cases![whoever_waits_is_served_before_the_store_closes];

const BUMP: &str = "UPDATE counters SET value = value + 1 WHERE name = 'guide'";
const GUIDE: &str = "SELECT value AS it FROM counters WHERE name = 'guide'";

/// Holds the writer's turn until it is let go, so that whatever comes meanwhile has to wait (on SQLite: together).
async fn hold(store: &Store) -> (Arc<Semaphore>, tokio::task::JoinHandle<()>) {
    let (started, gate) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let (store, input) = (store.clone(), (started.clone(), gate.clone()));
    let holder = tokio::spawn(async move {
        let held = store.write(input, |_, (started, gate)| {
            Box::pin(async move {
                started.add_permits(1);
                let _let_go = gate.acquire().await.unwrap();
                Ok::<(), StoreError>(())
            })
        });
        held.await.unwrap();
    });
    let _has_started = started.acquire().await.unwrap();
    (gate, holder)
}

/// Runs the requests so that SQLite takes them in one batch.
async fn together<T>(store: &Store, requests: Vec<impl Future<Output = T>>) -> Vec<T> {
    let (gate, holder) = hold(store).await;
    let mut all = Box::pin(futures::future::join_all(requests));
    assert!(futures::poll!(&mut all).is_pending(), "the requests wait");
    gate.add_permits(1);
    let answers = all.await;
    holder.await.unwrap();
    answers
}

async fn a_failing_request_takes_nothing_of_the_others_with_it(place: &Place) {
    let request = |number: u32| {
        let store = place.store.clone();
        async move {
            store
                .write(number, |tx, number| {
                    Box::pin(async move {
                        tx.execute(BUMP, vec![]).await?;
                        if number % 3 == 0 { Err(StoreError::Stale) } else { Ok(()) }
                    })
                })
                .await
        }
    };
    let answers = together(&place.store, (1..=9).map(request).collect()).await;
    let failed = answers.iter().filter(|answer| matches!(answer, Err(StoreError::Stale))).count();
    let kept = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!((failed, kept), (3, 6), "{answers:?}");
    assert_eq!(place.number(GUIDE).await, 6);
}

/// A row that points at nothing, which the engine only finds out at commit.
async fn poison(store: &Store, is_postgres: bool) -> Result<(), StoreError> {
    let later = if is_postgres { "SET CONSTRAINTS ALL DEFERRED" } else { "PRAGMA defer_foreign_keys = ON" };
    store
        .write(later, |tx, later| {
            Box::pin(async move {
                let nowhere = uuid::Uuid::from_u128(404);
                tx.execute(later, vec![]).await?;
                tx.execute(
                    "INSERT INTO codebooks (id, study_id, title, created_at) SELECT $1, id, 'Grille', 0 FROM studies",
                    bind![uuid::Uuid::from_u128(1)],
                )
                .await?;
                tx.execute(
                    "INSERT INTO code_labels (id, codebook_id, parent_id, word, name, definition)
                     VALUES ($1, $1, $2, 'mot', 'Mot', '')",
                    bind![uuid::Uuid::from_u128(1), nowhere],
                )
                .await?;
                Ok(())
            })
        })
        .await
}

async fn nothing_is_acknowledged_that_the_commit_refuses(place: &Place) {
    place.study("tic-2017").await;
    let (store, is_postgres) = (&place.store, place.is_postgres());
    let mut requests: Vec<futures::future::BoxFuture<'_, Result<u64, StoreError>>> = Vec::new();
    for number in 0..5 {
        requests.push(Box::pin(async move {
            if number == 2 {
                poison(store, is_postgres).await.map(|()| 0)
            } else {
                put(store, BUMP, vec![]).await
            }
        }));
    }
    let answers = together(store, requests).await;
    assert!(answers[2].is_err(), "{answers:?}");
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM codebooks").await, 0);
    assert_eq!(
        answers.iter().filter(|answer| answer.is_ok()).count(),
        4,
        "the neighbors are kept: {answers:?}"
    );
    assert_eq!(place.number(GUIDE).await, 4);
}

async fn a_panic_in_a_write_does_not_end_the_writer(place: &Place) {
    let late: Result<(), StoreError> = place
        .store
        .write((), |tx, ()| {
            Box::pin(async move {
                tx.execute(BUMP, vec![]).await?;
                panic!("a planted panic, while the write runs")
            })
        })
        .await;
    let early: Result<(), StoreError> =
        place.store.write((), |_, ()| panic!("a planted panic, before the write runs")).await;
    for answer in [late, early] {
        assert!(matches!(answer, Err(StoreError::Backend(_))), "{answer:?}");
    }
    place.put(BUMP, vec![]).await;
    assert_eq!(place.number(GUIDE).await, 1, "only the write that did not panic is kept");
}

async fn a_failed_statement_is_not_passed_over(place: &Place) {
    place.study("tic-2017").await;
    let answer: Result<(), StoreError> = place
        .store
        .write((), |tx, ()| {
            Box::pin(async move {
                tx.execute(BUMP, vec![]).await?;
                let twice = "INSERT INTO studies (id, slug, title, created_at, version)
                             SELECT $1, slug, title, created_at, version FROM studies";
                let _passed_over = tx.execute(twice, bind![uuid::Uuid::from_u128(9)]).await;
                Ok(())
            })
        })
        .await;
    assert!(matches!(answer, Err(StoreError::Backend(_))), "{answer:?}");
    assert_eq!(place.number(GUIDE).await, 0);
}

/// Two on call, and one may go: each looks whether the other is there, then goes.
struct OnCall {
    who: &'static str,
    /// Where both meet after they have looked, the first time.
    meeting: Option<Arc<Barrier>>,
    has_met: AtomicBool,
    runs: Arc<AtomicU32>,
}

async fn requests_that_cross_end_as_if_one_had_come_first(place: &Place) {
    place.put("UPDATE counters SET value = 1 WHERE name IN ('guide', 'experience')", vec![]).await;
    // SQLite has one writer: there they cannot meet.
    let meeting = place.is_postgres().then(|| Arc::new(Barrier::new(2)));
    let runs = Arc::new(AtomicU32::new(0));
    let go = |who| {
        let (store, meeting, runs) = (place.store.clone(), meeting.clone(), runs.clone());
        let input = OnCall { who, meeting, has_met: AtomicBool::new(false), runs };
        async move {
            store
                .write(input, |tx, input| {
                    Box::pin(async move {
                        input.runs.fetch_add(1, Ordering::SeqCst);
                        let sql = "SELECT COUNT(*) AS it FROM counters
                                   WHERE name IN ('guide', 'experience') AND value = 1";
                        let on_call: i64 = tx.fetch_one(sql, vec![]).await?.get("it")?;
                        if let Some(meeting) = &input.meeting
                            && !input.has_met.swap(true, Ordering::SeqCst)
                        {
                            meeting.wait().await;
                        }
                        if on_call == 2 {
                            let sql = "UPDATE counters SET value = 0 WHERE name = $1";
                            tx.execute(sql, bind![input.who]).await?;
                        }
                        Ok::<(), StoreError>(())
                    })
                })
                .await
        }
    };
    let (one, other) = tokio::join!(go("guide"), go("experience"));
    one.and(other).unwrap();
    let left =
        place.number("SELECT COUNT(*) AS it FROM counters WHERE name <> 'submission' AND value = 1").await;
    assert_eq!(left, 1, "one of them is still on call");
    let expected = if place.is_postgres() { 3 } else { 2 };
    assert_eq!(runs.load(Ordering::SeqCst), expected, "the request that crossed was run again");
}

async fn each_of_thirty_two_writers_is_kept_once(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let writers: Vec<_> = (0..32)
        .map(|writer| {
            let store = place.store.clone();
            let returns: Vec<_> = (0..4)
                .map(|turn| place.new_submission(&survey, &format!("uuid:{writer}-{turn}"), "Bonjour"))
                .collect();
            tokio::spawn(async move {
                let mut receipts = Vec::new();
                for new in returns {
                    receipts.push(store.accept_submission(new).await.unwrap());
                }
                receipts
            })
        })
        .collect();
    let mut numbers = BTreeSet::new();
    for writer in writers {
        for receipt in writer.await.unwrap() {
            let Receipt::Kept { number, is_repeat: false, .. } = receipt else { panic!("{receipt:?}") };
            numbers.insert(number);
        }
    }
    assert_eq!(numbers, (1..=128).collect(), "each has a number of its own, and none is lost");
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM submissions").await, 128);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM events WHERE verb = 'received'").await, 128);
}

async fn a_reader_sees_one_moment_however_long_it_reads(place: &Place) {
    let mut snapshot = place.store.snapshot().await.unwrap();
    let before: i64 = snapshot.fetch_one(GUIDE, vec![]).await.unwrap().get("it").unwrap();
    place.put(BUMP, vec![]).await;
    let still: i64 = snapshot.fetch_one(GUIDE, vec![]).await.unwrap().get("it").unwrap();
    assert_eq!((before, still, place.number(GUIDE).await), (0, 0, 1));
}

async fn a_reader_racing_the_writer_sees_whole_transactions(place: &Place) {
    let is_over = Arc::new(AtomicBool::new(false));
    let (store, over) = (place.store.clone(), is_over.clone());
    let writer = tokio::spawn(async move {
        for _ in 0..150 {
            store
                .write((), |tx, ()| {
                    Box::pin(async move {
                        tx.execute(BUMP, vec![]).await?;
                        tokio::task::yield_now().await;
                        tx.execute("UPDATE counters SET value = value + 1 WHERE name = 'experience'", vec![])
                            .await?;
                        Ok::<(), StoreError>(())
                    })
                })
                .await
                .unwrap();
        }
        over.store(true, Ordering::SeqCst);
    });
    while !is_over.load(Ordering::SeqCst) {
        let mut snapshot = place.store.snapshot().await.unwrap();
        let one: i64 = snapshot.fetch_one(GUIDE, vec![]).await.unwrap().get("it").unwrap();
        let sql = "SELECT value AS it FROM counters WHERE name = 'experience'";
        let other: i64 = snapshot.fetch_one(sql, vec![]).await.unwrap().get("it").unwrap();
        assert_eq!(one, other, "half a transaction was seen");
    }
    writer.await.unwrap();
    assert_eq!(place.number(GUIDE).await, 150);
}

async fn a_snapshot_does_not_write(place: &Place) {
    let mut snapshot = place.store.snapshot().await.unwrap();
    let sql = "UPDATE counters SET value = 9 WHERE name = 'guide' RETURNING value AS it";
    assert!(snapshot.fetch_all(sql, vec![]).await.is_err());
    drop(snapshot);
    place.put(BUMP, vec![]).await;
    assert_eq!(place.number(GUIDE).await, 1);
}

async fn two_processes_write_in_turn(place: &Place) {
    let other = place.second_process().await;
    let mut writers = Vec::new();
    for store in [place.store.clone(), other.clone()] {
        writers.push(tokio::spawn(async move {
            for _ in 0..25 {
                put(&store, BUMP, vec![]).await.unwrap();
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(place.number(GUIDE).await, 50);
    other.close().await;
}

async fn an_undone_write_does_not_move_the_content_version(place: &Place) {
    let before = place.store.content_version();
    let undone: Result<(), StoreError> = place
        .store
        .write((), |tx, ()| {
            Box::pin(async move {
                tx.touch_content().await?;
                Err(StoreError::Stale)
            })
        })
        .await;
    assert!(matches!(undone, Err(StoreError::Stale)));
    assert_eq!(place.store.content_version(), before, "the public sees what it saw");
    place.survey(place.study("tic-2017").await, "retours").await;
    assert_eq!(place.store.content_version(), before + 1, "this process knows at once");
    let other = place.second_process().await;
    assert_eq!(other.follow_content().await.unwrap(), before + 1, "the others know when they ask");
    other.close().await;
}

async fn whoever_waits_is_served_before_the_store_closes(place: &Place) {
    let store = place.second_process().await;
    let (gate, holder) = hold(&store).await;
    let mut waiting = Box::pin(put(&store, BUMP, vec![]));
    assert!(futures::poll!(&mut waiting).is_pending());
    let closing = tokio::spawn({
        let store = store.clone();
        async move { store.close().await }
    });
    tokio::task::yield_now().await;
    gate.add_permits(1);
    waiting.await.unwrap();
    holder.await.unwrap();
    closing.await.unwrap();
    assert_eq!(place.number(GUIDE).await, 1);
}

async fn a_closed_store_takes_nothing_any_more(place: &Place) {
    let store = place.second_process().await;
    put(&store, BUMP, vec![]).await.unwrap();
    store.close().await;
    let late = put(&store, BUMP, vec![]).await;
    assert!(matches!(late, Err(StoreError::Unavailable(_))), "{late:?}");
    assert!(matches!(store.snapshot().await, Err(StoreError::Unavailable(_))));
    store.close().await;
    assert_eq!(place.number(GUIDE).await, 1);
}
