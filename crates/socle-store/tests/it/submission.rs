//! Returns: kept once, byte for byte, and shown to those who read them.

use crate::{
    place::{Place, now},
    world::story,
};
use sha2::{Digest as _, Sha256};
use socle_domain::{
    account::Role,
    consent::Publication,
    id::ConsentId,
    submission::{Channel, ReviewStatus},
    time::{DAY, SECOND},
};
use socle_store::{Receipt, StoreError};
use std::collections::BTreeSet;

cases![
    a_return_is_kept_byte_for_byte,
    sixteen_resends_are_one_return,
    a_number_is_never_given_twice,
    the_last_word_on_publication_counts,
    a_return_for_a_survey_that_is_not_there_is_refused,
];

async fn a_return_is_kept_byte_for_byte(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let mut new = place.new_submission(&survey, "uuid:odd", "");
    new.body = vec![0xff, 0x00, 0xfe, b'<', 0x0d, 0x0a];
    new.channel = Channel::OpenRosa;
    new.is_late = true;
    place.store.accept_submission(new.clone()).await.unwrap();
    let record = place.store.record(analyst, new.id).await.unwrap().unwrap();
    assert_eq!(record.body, new.body);
    assert_eq!(record.body_digest, Sha256::digest(&new.body).to_vec());
    assert_eq!((record.channel, record.is_late), (Channel::OpenRosa, true));
    assert_eq!((record.status, record.received_at), (ReviewStatus::Received, now()));
    assert_eq!((record.questionnaire, record.language.as_str()), (survey.questionnaire, "fr"));
}

async fn sixteen_resends_are_one_return(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let resends: Vec<_> = (0..16)
        .map(|later| {
            let (store, mut new) =
                (place.store.clone(), place.new_submission(&survey, "uuid:one", "Bonjour"));
            new.now = now().plus(later * SECOND);
            tokio::spawn(async move { store.accept_submission(new).await.unwrap() })
        })
        .collect();
    let (mut firsts, mut receipts) = (0, BTreeSet::new());
    for resend in resends {
        let Receipt::Kept { id, number, received_at, is_repeat } = resend.await.unwrap() else {
            panic!("nothing was withdrawn")
        };
        firsts += u32::from(!is_repeat);
        receipts.insert((id, number, received_at));
    }
    assert_eq!(firsts, 1, "one of them came first");
    assert_eq!(receipts.len(), 1, "all hear the same: {receipts:?}");
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM submissions").await, 1);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM consents").await, 1);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM changes WHERE subject = 'submission'").await, 1);
}

async fn a_number_is_never_given_twice(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let (_, one) = place.submission(&survey, "uuid:1", "Un").await;
    let (id, two) = place.submission(&survey, "uuid:2", "Deux").await;
    let withdrawal = place.store.withdraw(id, now()).await.unwrap().unwrap();
    assert_eq!(withdrawal.number, two);
    let (_, three) = place.submission(&survey, "uuid:3", "Trois").await;
    assert_eq!((one, two, three), (1, 2, 3));
}

async fn the_last_word_on_publication_counts(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, None)]).await;
    let (id, _) = place.submission(&survey, "uuid:1", "Un").await;
    let said = async || place.store.record(analyst, id).await.unwrap().unwrap().publication;
    assert_eq!(said().await, Some(Publication::Anonymous));
    let sql = "INSERT INTO consents (id, submission_id, subject, level, given_by, given_at)
               VALUES ($1, $2, 'publication', 'figures', 'web', $3)";
    let consent = ConsentId::new(now(), &place.chance);
    place.put(sql, bind![consent.uuid(), id.uuid(), now().plus(DAY)]).await;
    assert_eq!(said().await, Some(Publication::Figures));
    let mut silent = place.new_submission(&survey, "uuid:2", "Deux");
    silent.reading = place.reading(&[story(1, "Un autre récit.", None)]);
    place.store.accept_submission(silent.clone()).await.unwrap();
    assert_eq!(place.store.record(analyst, silent.id).await.unwrap().unwrap().publication, None);
}

async fn a_return_for_a_survey_that_is_not_there_is_refused(place: &Place) {
    let study = place.study("tic-2017").await;
    let mut survey = place.survey(study, "retours").await;
    survey.id = socle_domain::id::SurveyId::new(now(), &place.chance);
    let refused = place.store.accept_submission(place.new_submission(&survey, "uuid:1", "Un")).await;
    assert!(matches!(refused, Err(StoreError::Conflict(socle_store::Constraint::Reference))), "{refused:?}");
    assert_eq!(place.number("SELECT value AS it FROM counters WHERE name = 'submission'").await, 0);
}
