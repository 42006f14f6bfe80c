//! The change log: nothing skipped, in an order that a follower can trust.

use crate::place::{Place, now};
use socle_store::{Change, Store, StoreError, Verb};
use sqlx::{Connection as _, PgConnection};
use std::time::Duration;
use uuid::Uuid;

cases![
    a_follower_reads_everything_once_in_order,
    followers_read_at_their_own_pace,
    what_was_undone_was_never_changed,
];
postgres_cases![a_change_that_commits_late_is_not_skipped];

async fn change(store: &Store, number: u128) {
    store
        .write(number, |tx, number| {
            Box::pin(
                async move { tx.record_change("guide", Uuid::from_u128(*number), Verb::Saved, now()).await },
            )
        })
        .await
        .unwrap();
}

fn numbers(changes: &[Change]) -> Vec<u128> {
    changes.iter().map(|change| change.subject_id.as_u128()).collect()
}

/// Reads until `count` changes have come. PostgreSQL tells them once every older transaction of the server has ended,
/// and other cases run beside this one.
async fn read(store: &Store, follower: &str, count: usize) -> Vec<u128> {
    let mut changes = Vec::new();
    while changes.len() < count {
        let next = store.follow_changes(follower, 3).await.unwrap();
        assert!(next.len() <= 3, "no more than was asked for");
        if next.is_empty() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        changes.extend(next);
    }
    assert!(changes.iter().all(|change| change.subject == "guide" && change.verb == Verb::Saved));
    numbers(&changes)
}

async fn a_follower_reads_everything_once_in_order(place: &Place) {
    for number in 1..=5 {
        change(&place.store, number).await;
    }
    assert_eq!(read(&place.store, "search-1", 5).await, [1, 2, 3, 4, 5]);
    assert_eq!(place.store.follow_changes("search-1", 3).await.unwrap(), []);
    change(&place.store, 6).await;
    assert_eq!(read(&place.store, "search-1", 1).await, [6]);
}

async fn followers_read_at_their_own_pace(place: &Place) {
    let other = place.second_process().await;
    change(&place.store, 1).await;
    assert_eq!(read(&place.store, "one", 1).await, [1]);
    change(&other, 2).await;
    assert_eq!(read(&other, "two", 2).await, [1, 2]);
    assert_eq!(read(&place.store, "one", 1).await, [2]);
    other.close().await;
}

async fn what_was_undone_was_never_changed(place: &Place) {
    let undone: Result<(), StoreError> = place
        .store
        .write((), |tx, ()| {
            Box::pin(async move {
                tx.record_change("guide", Uuid::from_u128(1), Verb::Saved, now()).await?;
                Err(StoreError::Stale)
            })
        })
        .await;
    assert!(undone.is_err());
    change(&place.store, 2).await;
    assert_eq!(read(&place.store, "one", 1).await, [2]);
}

async fn a_change_that_commits_late_is_not_skipped(place: &Place) {
    let mut link = PgConnection::connect(place.address()).await.unwrap();
    let mut early = link.begin().await.unwrap();
    sqlx::query("INSERT INTO changes (subject, subject_id, verb, made_at) VALUES ('guide', $1, 'saved', 0)")
        .bind(Uuid::from_u128(1))
        .execute(&mut *early)
        .await
        .unwrap();
    change(&place.store, 2).await;
    let waits = place.store.follow_changes("one", 9).await.unwrap();
    assert_eq!(waits, [], "what comes after an open transaction waits for it");
    early.commit().await.unwrap();
    assert_eq!(read(&place.store, "one", 2).await, [1, 2], "in the order of their transactions");
    assert_eq!(place.store.follow_changes("one", 9).await.unwrap(), []);
}
