//! Returns that the team enters.

use crate::place::{Place, now};
use socle_domain::{
    account::Role,
    entry::Entry,
    id::{AccountId, DraftId},
    submission::Channel,
    survey::{Survey, SurveyClosed},
    time::{DAY, HOUR},
};
use socle_store::StoreError;

cases![
    a_return_keeps_who_entered_it_when_it_was_told_and_how_consent_was_given,
    what_was_told_in_time_is_in_time_whenever_it_is_entered,
    nobody_enters_a_return_for_another_study,
];

async fn begun(place: &Place) -> (AccountId, Survey, DraftId, Entry) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let account = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let entry = Entry {
        account,
        channel: Channel::Call,
        told_at: now().plus(-2 * DAY),
        consent_note: "accord oral, au début de l'appel".to_owned(),
    };
    let draft = place.new_draft(&survey);
    let id = draft.id;
    place.store.begin_entry(draft, entry.clone()).await.unwrap();
    (account, survey, id, entry)
}

async fn a_return_keeps_who_entered_it_when_it_was_told_and_how_consent_was_given(place: &Place) {
    let (account, survey, draft, entry) = begun(place).await;
    let saved = place.store.draft(draft).await.unwrap().unwrap();
    assert_eq!(saved.entry.as_ref(), Some(&entry));
    let mut new = place.new_submission(&survey, "uuid:told", "Bonjour");
    new.draft = Some((draft, 1));
    place.store.accept_submission(new.clone()).await.unwrap();
    let record = place.store.record(account, new.id).await.unwrap().unwrap();
    assert_eq!((record.channel, record.told_at), (Channel::Call, Some(entry.told_at)));
    assert_eq!(record.entered_by.as_deref(), Some("Personne awa@example.org"));
    assert_eq!(record.consent_note, entry.consent_note);
    let given: Vec<String> = place.column("SELECT given_by AS it FROM consents", vec![]).await;
    assert_eq!(given, ["call"], "consent was given by the way it was told");
    let notes: Vec<String> = place.column("SELECT consent_note AS it FROM drafts", vec![]).await;
    assert_eq!(notes, [""], "a draft that was sent holds nothing any more");
    let plain = place.new_submission(&survey, "uuid:own", "Bonjour");
    place.store.accept_submission(plain.clone()).await.unwrap();
    let record = place.store.record(account, plain.id).await.unwrap().unwrap();
    assert_eq!((record.channel, record.entered_by, record.told_at), (Channel::Web, None, None));
}

async fn what_was_told_in_time_is_in_time_whenever_it_is_entered(place: &Place) {
    let (_, survey, draft, entry) = begun(place).await;
    let late = survey.calendar.grace_ends_at().plus(DAY);
    let saved = place.store.draft(draft).await.unwrap().unwrap();
    assert_eq!(saved.counts_at(late), entry.told_at);
    assert_eq!(saved.check_send(late), Ok(()));
    let own = place.draft(&survey).await;
    let own = place.store.draft(own.id).await.unwrap().unwrap();
    assert_eq!(own.check_send(late), Err(SurveyClosed::Over));
    assert_eq!(own.check_send(survey.calendar.closes_at.plus(HOUR)), Ok(()));
}

async fn nobody_enters_a_return_for_another_study(place: &Place) {
    let (account, survey, _, entry) = begun(place).await;
    let other = place.study("autre").await;
    let stranger = place.account("luc@example.org", &[(Role::Analyst, Some(other))]).await;
    let theirs = Entry { account: stranger, ..entry };
    let refused = place.store.begin_entry(place.new_draft(&survey), theirs).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    assert!(place.store.entered_surveys(stranger).await.unwrap().is_empty());
    assert_eq!(place.store.entered_surveys(account).await.unwrap(), [survey]);
}
