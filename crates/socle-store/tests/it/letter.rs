//! Letters: posted with the write that asks for them, gone once they are sent.

use crate::{
    place::{Place, now},
    world::World,
};
use socle_domain::{
    account::Role,
    id::{AccountId, LetterId},
    letter::{LetterKind, Recipient},
    time::DAY,
};
use socle_store::{LetterSubject, NewLetter, StoreError};
use uuid::Uuid;

cases![
    a_letter_is_posted_with_the_write_that_asks_for_it,
    letters_and_other_jobs_do_not_wait_for_one_another,
    a_letter_says_what_it_is_about_as_it_stands_now,
    a_letter_that_is_given_up_leaves_a_line_in_the_journal_and_one_more_try,
    letters_about_a_withdrawn_return_are_not_sent,
];

fn about(place: &Place, kind: LetterKind, subject_id: Uuid) -> NewLetter {
    NewLetter {
        id: LetterId::new(now(), &place.chance),
        kind,
        recipient: Recipient::parse("awa@example.org").unwrap(),
        language: "fr".to_owned(),
        subject_id,
        now: now(),
    }
}

async fn post(place: &Place, letter: NewLetter) -> LetterId {
    let id = letter.id;
    let posted: Result<(), StoreError> =
        place.store.write(letter, |tx, letter| Box::pin(tx.post(letter))).await;
    posted.unwrap();
    id
}

async fn team(place: &Place) -> AccountId {
    place.account("awa@example.org", &[(Role::Administrator, None)]).await
}

async fn a_letter_is_posted_with_the_write_that_asks_for_it(place: &Place) {
    let account = team(place).await;
    let undone: Result<(), StoreError> = place
        .store
        .write(about(place, LetterKind::Invitation, account.uuid()), |tx, letter| {
            Box::pin(async move {
                tx.post(letter).await?;
                Err(StoreError::Stale)
            })
        })
        .await;
    assert!(undone.is_err());
    assert_eq!(place.store.count_letters().await.unwrap(), (0, 0));
    let id = post(place, about(place, LetterKind::Invitation, account.uuid())).await;
    let job = place.store.claim_letter(now()).await.unwrap().unwrap();
    assert_eq!(job.subject_id, id.uuid());
    assert!(place.store.claim_letter(now()).await.unwrap().is_none(), "it is in one pair of hands");
    place.store.forget_letter(&job).await.unwrap();
    assert!(place.store.letter(id).await.unwrap().is_none());
    assert_eq!(place.store.count_letters().await.unwrap(), (0, 0));
}

async fn letters_and_other_jobs_do_not_wait_for_one_another(place: &Place) {
    let account = team(place).await;
    post(place, about(place, LetterKind::Invitation, account.uuid())).await;
    assert!(place.store.claim_job(now()).await.unwrap().is_none());
    assert_eq!(place.store.count_jobs().await.unwrap(), (0, 0));
    assert_eq!(place.store.count_letters().await.unwrap(), (1, 0));
}

async fn a_letter_says_what_it_is_about_as_it_stands_now(place: &Place) {
    let world = World::build(place).await;
    let id = post(place, about(place, LetterKind::Receipt, world.kept.uuid())).await;
    let letter = place.store.letter(id).await.unwrap().unwrap();
    assert_eq!(letter.recipient.as_str(), "awa@example.org");
    let Some(LetterSubject::Return { id, number, survey }) = letter.subject else { panic!("a return") };
    assert_eq!((id, number, survey), (world.kept, 2, world.survey.title.clone()));
    let id = post(place, about(place, LetterKind::Invitation, world.analyst.uuid())).await;
    place.store.set_password(world.analyst, "$argon2id$other".to_owned(), now()).await.unwrap();
    let letter = place.store.letter(id).await.unwrap().unwrap();
    assert!(
        matches!(&letter.subject, Some(LetterSubject::Account { version: 2, .. })),
        "a link made before another password was chosen must not open: {letter:?}"
    );
    let guide = world.untouched_guide.uuid();
    let id = post(place, about(place, LetterKind::ReviewDue, guide)).await;
    let letter = place.store.letter(id).await.unwrap().unwrap();
    assert!(matches!(&letter.subject, Some(LetterSubject::Guide { id, .. }) if id.uuid() == guide));
}

async fn a_letter_that_is_given_up_leaves_a_line_in_the_journal_and_one_more_try(place: &Place) {
    let account = team(place).await;
    post(place, about(place, LetterKind::Invitation, account.uuid())).await;
    let job = place.store.claim_letter(now()).await.unwrap().unwrap();
    place.store.give_up_letter(&job, now()).await.unwrap();
    assert_eq!(place.store.count_letters().await.unwrap(), (0, 1));
    let sql = "SELECT subject_id AS it FROM events WHERE verb = 'given_up' AND subject = 'letter'";
    assert_eq!(place.column::<Uuid>(sql, Vec::new()).await, [account.uuid()]);
    assert_eq!(place.store.wake_letters(now().plus(29 * DAY)).await.unwrap(), 1);
    let job = place.store.claim_letter(now().plus(29 * DAY)).await.unwrap().unwrap();
    assert_eq!(job.attempts, 0);
    place.store.give_up_letter(&job, now().plus(29 * DAY)).await.unwrap();
    assert_eq!(place.store.wake_letters(now().plus(30 * DAY)).await.unwrap(), 0);
    assert_eq!(
        place.number("SELECT COUNT(*) AS it FROM letters").await,
        0,
        "an address is not kept for ever"
    );
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM jobs").await, 0);
}

async fn letters_about_a_withdrawn_return_are_not_sent(place: &Place) {
    let world = World::build(place).await;
    let gone = post(place, about(place, LetterKind::Receipt, world.withdrawn.uuid())).await;
    let stays = post(place, about(place, LetterKind::Receipt, world.kept.uuid())).await;
    place.store.withdraw(world.withdrawn, now()).await.unwrap().unwrap();
    assert!(place.store.letter(gone).await.unwrap().is_none());
    assert!(place.store.letter(stays).await.unwrap().is_some());
}
