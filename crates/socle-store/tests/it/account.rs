//! Accounts, sessions, and doors that are knocked on too often.

use crate::place::{Place, now};
use socle_domain::{
    account::{EmailAddress, Role},
    id::MembershipId,
    time::{DAY, MINUTE},
};
use socle_store::{Constraint, Membership, SESSION, Session, StoreError};

cases![
    an_address_has_one_account_however_it_is_spelled,
    an_account_signs_in_while_it_is_active,
    a_session_holds_until_it_runs_out,
    signing_out_ends_one_session_alone,
    a_role_given_or_taken_ends_the_sessions,
    a_role_counts_in_its_study_alone,
    tries_are_counted_by_key_and_window,
    tries_that_come_at_once_are_all_counted,
];

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

async fn an_address_has_one_account_however_it_is_spelled(place: &Place) {
    let id = place.account("Awa@Example.org", &[]).await;
    let again = place.store.create_account(place.new_account("awa@example.ORG", &[])).await;
    assert!(matches!(again, Err(StoreError::Conflict(Constraint::AccountEmail))), "{again:?}");
    assert_eq!(place.store.count_accounts().await.unwrap(), 1);
    let found = place.store.account_by_email(&address("AWA@example.org")).await.unwrap().unwrap();
    assert_eq!((found.id, found.name.as_str()), (id, "Personne Awa@Example.org"));
    assert!(place.store.account_by_email(&address("ali@example.org")).await.unwrap().is_none());
}

async fn an_account_signs_in_while_it_is_active(place: &Place) {
    let id = place.account("awa@example.org", &[]).await;
    let session = Session { token_hash: [1; 32], account: id, now: now() };
    place.store.open_session(session).await.unwrap();
    place.put("UPDATE accounts SET is_active = $1", bind![false]).await;
    assert!(place.store.account_by_email(&address("awa@example.org")).await.unwrap().is_none());
    assert!(place.store.account_by_session([1; 32], now()).await.unwrap().is_none());
}

async fn a_session_holds_until_it_runs_out(place: &Place) {
    let id = place.account("awa@example.org", &[(Role::Editor, None)]).await;
    place.store.open_session(Session { token_hash: [1; 32], account: id, now: now() }).await.unwrap();
    let at = |later: i64| place.store.account_by_session([1; 32], now().plus(later));
    let account = at(SESSION - 1).await.unwrap().unwrap();
    assert!(account.has_any(&[Role::Editor]));
    assert!(at(SESSION).await.unwrap().is_none(), "it has run out");
    assert!(place.store.account_by_session([2; 32], now()).await.unwrap().is_none(), "another token");
    // The next sign-in sweeps what has run out.
    let later = Session { token_hash: [3; 32], account: id, now: now().plus(SESSION) };
    place.store.open_session(later).await.unwrap();
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM sessions").await, 1);
}

async fn signing_out_ends_one_session_alone(place: &Place) {
    let id = place.account("awa@example.org", &[]).await;
    for byte in [1, 2] {
        place.store.open_session(Session { token_hash: [byte; 32], account: id, now: now() }).await.unwrap();
    }
    place.store.close_session(Session { token_hash: [1; 32], account: id, now: now() }).await.unwrap();
    assert!(place.store.account_by_session([1; 32], now()).await.unwrap().is_none());
    assert!(place.store.account_by_session([2; 32], now()).await.unwrap().is_some());
}

async fn a_role_given_or_taken_ends_the_sessions(place: &Place) {
    let id = place.account("awa@example.org", &[]).await;
    let other = place.account("ali@example.org", &[]).await;
    place.store.open_session(Session { token_hash: [9; 32], account: other, now: now() }).await.unwrap();
    for is_held in [true, false] {
        place.store.open_session(Session { token_hash: [1; 32], account: id, now: now() }).await.unwrap();
        let membership = Membership { role: Role::Administrator, study: None };
        let id_of = MembershipId::new(now(), &place.chance);
        place.store.set_membership(id, (id_of, membership), is_held, now()).await.unwrap();
        assert!(place.store.account_by_session([1; 32], now()).await.unwrap().is_none(), "signed out");
        let account = place.store.account_by_email(&address("awa@example.org")).await.unwrap().unwrap();
        assert_eq!(account.has_any(&[Role::Administrator]), is_held);
    }
    assert!(place.store.account_by_session([9; 32], now()).await.unwrap().is_some(), "others stay");
    let verbs: Vec<String> =
        place.column("SELECT verb AS it FROM events WHERE verb LIKE 'role_%' ORDER BY id", vec![]).await;
    assert_eq!(verbs, ["role_given", "role_taken"]);
}

async fn a_role_counts_in_its_study_alone(place: &Place) {
    let (one, other) = (place.study("une").await, place.study("autre").await);
    let roles = [(Role::Analyst, Some(one)), (Role::Reviewer, None)];
    place.account("awa@example.org", &roles).await;
    let account = place.store.account_by_email(&address("awa@example.org")).await.unwrap().unwrap();
    assert!(account.has_any_in(one, &[Role::Analyst]));
    assert!(!account.has_any_in(other, &[Role::Analyst]));
    assert!(account.has_any_in(other, &[Role::Reviewer]), "a role without a study counts in all");
    assert!(!account.has_any_in(one, &[Role::Sponsor]));
}

async fn tries_are_counted_by_key_and_window(place: &Place) {
    let window = 15 * MINUTE;
    let start = now().as_micros() - now().as_micros().rem_euclid(window);
    let at = |later: i64| socle_domain::time::Timestamp::from_micros(start + later);
    let count = |key: u8, later: i64| place.store.count_try([key; 32], window, at(later));
    assert_eq!(count(1, 0).await.unwrap(), 1);
    assert_eq!(count(1, window - 1).await.unwrap(), 2, "the same window");
    assert_eq!(count(2, window - 1).await.unwrap(), 1, "another key");
    assert_eq!(count(1, window).await.unwrap(), 1, "the next window");
    assert_eq!(count(1, DAY).await.unwrap(), 1);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM rate_limits").await, 1, "old windows are swept");
}

async fn tries_that_come_at_once_are_all_counted(place: &Place) {
    let tries: Vec<_> = (0..24)
        .map(|_| {
            let store = place.store.clone();
            tokio::spawn(async move { store.count_try([1; 32], MINUTE, now()).await.unwrap() })
        })
        .collect();
    let mut counts = Vec::new();
    for one in tries {
        counts.push(one.await.unwrap());
    }
    counts.sort_unstable();
    assert_eq!(counts, (1..=24).collect::<Vec<_>>());
}
