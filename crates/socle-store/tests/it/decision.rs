//! Decisions: about one return, about many at once, about one experience; and those that are taken back.

use crate::{
    place::{Place, now},
    world::desk::Story,
};
use socle_domain::{
    account::Role,
    id::{AccountId, DecisionId, ExperienceId, SubmissionId},
    review::{Reason, UNDO},
    submission::ReviewStatus,
    time::MINUTE,
};
use socle_store::{
    Decided, Decision, ExperienceDecision, InboxFilter, ManyDecision, Scope, StoreError, TakenBack,
};

cases![
    of_two_decisions_the_second_is_told,
    a_return_set_aside_says_why_and_comes_back,
    experiences_follow_their_return_unless_set_aside_themselves,
    checked_rows_are_decided_on_but_not_those_that_moved,
    a_whole_filter_is_decided_on_when_it_finds_as_many_as_told,
    a_decision_about_many_is_taken_back_whole,
    a_decision_is_not_taken_back_over_a_newer_one,
    nobody_decides_on_another_study,
    a_withdrawn_return_does_not_hold_a_decision_back,
];

async fn of_two_decisions_the_second_is_told(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let (id, _) = place.submission(&survey, "uuid:1", "Un").await;
    let decide = |version, status| place.decide(analyst, id, version, status);
    decide(1, ReviewStatus::SetAside).await.unwrap();
    let second = decide(1, ReviewStatus::Accepted).await;
    assert!(matches!(second, Err(StoreError::Stale)), "{second:?}");
    decide(2, ReviewStatus::InReview).await.unwrap();
    let record = place.store.record(analyst, id).await.unwrap().unwrap();
    assert_eq!((record.status, record.version), (ReviewStatus::InReview, 3));
}

/// Three returns with a story each, and who reads them.
async fn three(place: &Place) -> (AccountId, Vec<SubmissionId>, Vec<ExperienceId>) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let (mut ids, mut stories) = (Vec::new(), Vec::new());
    for turn in 0..3 {
        let (id, _) = place.submission(&survey, &format!("uuid:{turn}"), "Bonjour").await;
        stories.push(place.story(id, Story { theme: "eah", ..Story::default() }).await);
        ids.push(id);
    }
    (analyst, ids, stories)
}

fn reason(ground: &str, words: &str) -> Reason {
    Reason::parse(ground, words).unwrap()
}

fn many(place: &Place, account: AccountId, scope: Scope, status: ReviewStatus) -> ManyDecision {
    let id = DecisionId::new(now(), &place.chance);
    let reason = (status == ReviewStatus::SetAside).then(|| reason("no_experience", ""));
    ManyDecision { id, account, scope, status, reason, now: now() }
}

async fn experiences(place: &Place) -> Vec<String> {
    place.column("SELECT review_status AS it FROM experiences ORDER BY number", vec![]).await
}

async fn a_return_set_aside_says_why_and_comes_back(place: &Place) {
    let (analyst, ids, _) = three(place).await;
    let decision = Decision {
        account: analyst,
        submission: ids[1],
        version: 1,
        status: ReviewStatus::SetAside,
        reason: Some(reason("duplicate", "le même récit, envoyé deux fois")),
        duplicate_of: Some(ids[0]),
        now: now(),
    };
    place.store.review_submission(decision.clone()).await.unwrap();
    let record = place.store.record(analyst, ids[1]).await.unwrap().unwrap();
    assert_eq!(record.reason, decision.reason);
    assert_eq!(record.duplicate_of, Some((ids[0], 1)));
    place.decide(analyst, ids[1], 2, ReviewStatus::InReview).await.unwrap();
    let record = place.store.record(analyst, ids[1]).await.unwrap().unwrap();
    assert_eq!((record.status, record.reason, record.duplicate_of), (ReviewStatus::InReview, None, None));
}

async fn experiences_follow_their_return_unless_set_aside_themselves(place: &Place) {
    let (analyst, ids, stories) = three(place).await;
    let second = place.story(ids[0], Story { place: 2, ..Story::default() }).await;
    let set_aside = |version, reason| ExperienceDecision {
        account: analyst,
        experience: second,
        version,
        reason,
        now: now(),
    };
    place.store.review_experience(set_aside(1, Some(reason("external_communication", "")))).await.unwrap();
    place.decide(analyst, ids[0], 1, ReviewStatus::Accepted).await.unwrap();
    assert_eq!(experiences(place).await, ["accepted", "received", "received", "set_aside"]);
    let stale = place.store.review_experience(set_aside(1, None)).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    let shown = place.store.experience(analyst, second).await.unwrap().unwrap();
    assert_eq!(shown.reason, Some(reason("external_communication", "")));
    place.store.review_experience(set_aside(2, None)).await.unwrap();
    assert_eq!(experiences(place).await, ["accepted", "received", "received", "accepted"]);
    let first = place.store.experience(analyst, stories[0]).await.unwrap().unwrap();
    assert_eq!((first.status, first.reason), (ReviewStatus::Accepted, None));
}

async fn checked_rows_are_decided_on_but_not_those_that_moved(place: &Place) {
    let (analyst, ids, _) = three(place).await;
    place.decide(analyst, ids[1], 1, ReviewStatus::InReview).await.unwrap();
    // The second was read before it moved; the third is ticked twice.
    let rows = vec![(ids[0], 1), (ids[1], 1), (ids[2], 1), (ids[2], 1)];
    let decided = place.store.decide_on_many(many(place, analyst, Scope::Rows(rows), ReviewStatus::SetAside));
    assert_eq!(decided.await.unwrap(), Decided::Done { changed: 2, left: 1 });
    assert_eq!(place.statuses().await, ["set_aside", "in_review", "set_aside"]);
    assert_eq!(experiences(place).await, ["set_aside", "in_review", "set_aside"]);
    let record = place.store.record(analyst, ids[0]).await.unwrap().unwrap();
    assert_eq!(record.reason, Some(reason("no_experience", "")));
    let sql = "SELECT COUNT(*) AS it FROM events WHERE verb = 'set_aside' AND subject = 'submission'";
    assert_eq!(place.number(sql).await, 2, "each is in the journal");
}

async fn a_whole_filter_is_decided_on_when_it_finds_as_many_as_told(place: &Place) {
    let (analyst, ids, _) = three(place).await;
    place.decide(analyst, ids[2], 1, ReviewStatus::Accepted).await.unwrap();
    let filter = InboxFilter { theme: "eah".to_owned(), ..InboxFilter::default() };
    let decide = async |told| {
        let scope = Scope::Filter(filter.clone(), told);
        place.store.decide_on_many(many(place, analyst, scope, ReviewStatus::Accepted)).await.unwrap()
    };
    assert_eq!(decide(2).await, Decided::Moved { found: 3 });
    assert_eq!(place.statuses().await, ["received", "received", "accepted"], "nothing was done");
    assert_eq!(decide(3).await, Decided::Done { changed: 2, left: 0 }, "the third was accepted already");
    assert_eq!(place.statuses().await, ["accepted", "accepted", "accepted"]);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM decisions").await, 1);
}

async fn a_decision_about_many_is_taken_back_whole(place: &Place) {
    let (analyst, ids, _) = three(place).await;
    let first = Decision {
        account: analyst,
        submission: ids[0],
        version: 1,
        status: ReviewStatus::SetAside,
        reason: Some(reason("other", "à revoir ensemble")),
        duplicate_of: None,
        now: now(),
    };
    place.store.review_submission(first).await.unwrap();
    place.decide(analyst, ids[1], 1, ReviewStatus::InReview).await.unwrap();
    let before = (place.statuses().await, experiences(place).await);
    let decision = many(place, analyst, Scope::Filter(InboxFilter::default(), 3), ReviewStatus::Accepted);
    place.store.decide_on_many(decision.clone()).await.unwrap();
    let can = place.store.decision(analyst, decision.id, now().plus(MINUTE)).await.unwrap();
    assert_eq!(can, Some((ReviewStatus::Accepted, 3)));
    let other = place.account("luc@example.org", &[(Role::Analyst, None)]).await;
    assert_eq!(place.store.decision(other, decision.id, now()).await.unwrap(), None);
    let taken = place.store.take_back(other, decision.id, now()).await.unwrap();
    assert_eq!(taken, TakenBack::TooLate, "a decision is its maker's");
    let taken = place.store.take_back(analyst, decision.id, now().plus(UNDO - 1)).await.unwrap();
    assert_eq!(taken, TakenBack::Done { restored: 3 });
    assert_eq!((place.statuses().await, experiences(place).await), before);
    let record = place.store.record(analyst, ids[0]).await.unwrap().unwrap();
    assert_eq!(record.reason, Some(reason("other", "à revoir ensemble")));
    let again = place.store.take_back(analyst, decision.id, now()).await.unwrap();
    assert_eq!(again, TakenBack::TooLate, "once");
    assert_eq!(place.store.decision(analyst, decision.id, now()).await.unwrap(), None);
}

async fn a_decision_is_not_taken_back_over_a_newer_one(place: &Place) {
    let (analyst, ids, _) = three(place).await;
    let decision = many(place, analyst, Scope::Filter(InboxFilter::default(), 3), ReviewStatus::Accepted);
    place.store.decide_on_many(decision.clone()).await.unwrap();
    place.decide(analyst, ids[1], 2, ReviewStatus::InReview).await.unwrap();
    let refused = place.store.take_back(analyst, decision.id, now()).await.unwrap();
    assert_eq!(refused, TakenBack::Overtaken { count: 1 });
    assert_eq!(place.statuses().await, ["accepted", "in_review", "accepted"], "nothing was done");
    let late = place.store.take_back(analyst, decision.id, now().plus(UNDO)).await.unwrap();
    assert_eq!(late, TakenBack::TooLate);
}

async fn nobody_decides_on_another_study(place: &Place) {
    let (_, ids, stories) = three(place).await;
    let other = place.study("autre").await;
    let stranger = place.account("luc@example.org", &[(Role::Analyst, Some(other))]).await;
    let rows = Scope::Rows(ids.iter().map(|id| (*id, 1)).collect());
    let decided = place.store.decide_on_many(many(place, stranger, rows, ReviewStatus::Accepted)).await;
    assert_eq!(decided.unwrap(), Decided::Done { changed: 0, left: 0 });
    let all = Scope::Filter(InboxFilter::default(), 0);
    let decided = place.store.decide_on_many(many(place, stranger, all, ReviewStatus::Accepted)).await;
    assert_eq!(decided.unwrap(), Decided::Done { changed: 0, left: 0 });
    let one = ExperienceDecision {
        account: stranger,
        experience: stories[0],
        version: 1,
        reason: Some(reason("duplicate", "")),
        now: now(),
    };
    assert!(matches!(place.store.review_experience(one).await, Err(StoreError::Stale)));
    assert_eq!(place.statuses().await, ["received"; 3]);
}

async fn a_withdrawn_return_does_not_hold_a_decision_back(place: &Place) {
    let (analyst, ids, _) = three(place).await;
    let decision = many(place, analyst, Scope::Filter(InboxFilter::default(), 3), ReviewStatus::Accepted);
    place.store.decide_on_many(decision.clone()).await.unwrap();
    place.store.withdraw(ids[0], now()).await.unwrap();
    let taken = place.store.take_back(analyst, decision.id, now()).await.unwrap();
    assert_eq!(taken, TakenBack::Done { restored: 2 });
    assert_eq!(place.statuses().await, ["received"; 2]);
}
