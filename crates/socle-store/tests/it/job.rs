//! Work after the write: done once, tried again, given up in the end.

use crate::place::{Place, now};
use socle_domain::time::{DAY, MINUTE, Timestamp};
use socle_store::{JobKind, StoreError};
use std::collections::BTreeSet;
use uuid::Uuid;

cases![
    a_job_is_claimed_once_by_two_claimers,
    a_job_waits_for_its_time,
    a_job_whose_process_died_is_taken_over,
    a_job_that_fails_waits_longer_each_time_and_is_given_up,
    a_job_goes_with_the_write_that_asked_for_it,
];

async fn ask(place: &Place, number: u128, at: Timestamp) {
    place
        .store
        .write((number, at), |tx, (number, at)| {
            Box::pin(async move { tx.enqueue(JobKind::DeleteFile, Uuid::from_u128(*number), *at).await })
        })
        .await
        .unwrap();
}

async fn a_job_is_claimed_once_by_two_claimers(place: &Place) {
    for number in 0..20 {
        ask(place, number, now()).await;
    }
    let mut claimers = Vec::new();
    for store in [place.store.clone(), place.second_process().await] {
        claimers.push(tokio::spawn(async move {
            let mut claimed = Vec::new();
            while claimed.len() <= 20
                && let Some(job) = store.claim_job(now()).await.unwrap()
            {
                claimed.push(job.subject_id.as_u128());
                tokio::task::yield_now().await;
            }
            claimed
        }));
    }
    let mut all = Vec::new();
    for claimer in claimers {
        all.extend(claimer.await.unwrap());
    }
    assert_eq!(all.len(), 20, "none is done twice");
    assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), (0..20).collect(), "none is forgotten");
}

async fn a_job_waits_for_its_time(place: &Place) {
    ask(place, 1, now().plus(MINUTE)).await;
    ask(place, 2, now()).await;
    let job = place.store.claim_job(now()).await.unwrap().unwrap();
    assert_eq!((job.subject_id, job.kind, job.attempts), (Uuid::from_u128(2), JobKind::DeleteFile, 0));
    assert!(place.store.claim_job(now()).await.unwrap().is_none());
    place.store.finish_job(job.id).await.unwrap();
    assert_eq!(place.store.count_jobs().await.unwrap(), (1, 0));
    assert!(place.store.claim_job(now().plus(MINUTE)).await.unwrap().is_some());
}

async fn a_job_whose_process_died_is_taken_over(place: &Place) {
    ask(place, 1, now()).await;
    let first = place.store.claim_job(now()).await.unwrap().unwrap();
    assert!(
        place.store.claim_job(now().plus(5 * MINUTE)).await.unwrap().is_none(),
        "it may still be at work"
    );
    let second = place.store.claim_job(now().plus(5 * MINUTE + 1)).await.unwrap().unwrap();
    assert_eq!(first.id, second.id);
}

async fn a_job_that_fails_waits_longer_each_time_and_is_given_up(place: &Place) {
    ask(place, 1, now()).await;
    let (mut at, mut waits) = (now(), Vec::new());
    for _ in 1..8 {
        let job = place.store.claim_job(at).await.unwrap().unwrap();
        place.store.retry_job(&job, at).await.unwrap();
        let next: i64 = place.number("SELECT run_at AS it FROM jobs").await;
        waits.push(next - at.as_micros());
        let early = Timestamp::from_micros(next - 1);
        assert!(place.store.claim_job(early).await.unwrap().is_none(), "not before its time");
        at = Timestamp::from_micros(next);
    }
    assert!(waits.is_sorted_by(|one, next| one < next), "{waits:?}");
    assert_eq!(place.store.count_jobs().await.unwrap(), (1, 0), "it is still tried");
    let last = place.store.claim_job(at).await.unwrap().unwrap();
    assert_eq!(last.attempts, 7);
    place.store.retry_job(&last, at).await.unwrap();
    assert_eq!(place.store.count_jobs().await.unwrap(), (0, 1), "eight times, then a person looks");
    assert!(place.store.claim_job(at.plus(DAY)).await.unwrap().is_none());
}

async fn a_job_goes_with_the_write_that_asked_for_it(place: &Place) {
    let undone: Result<(), StoreError> = place
        .store
        .write((), |tx, ()| {
            Box::pin(async move {
                tx.enqueue(JobKind::DeleteFile, Uuid::from_u128(1), now()).await?;
                Err(StoreError::Stale)
            })
        })
        .await;
    assert!(undone.is_err());
    assert_eq!(place.store.count_jobs().await.unwrap(), (0, 0));
}
