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
    time::{DAY, HOUR, SECOND},
};
use socle_store::{INBOX_PAGE, InboxFilter, Receipt, StoreError};
use std::collections::BTreeSet;

cases![
    a_return_is_kept_byte_for_byte,
    sixteen_resends_are_one_return,
    a_number_is_never_given_twice,
    the_last_word_on_publication_counts,
    an_inbox_shows_the_studies_of_its_reader_alone,
    an_inbox_is_read_page_by_page,
    of_two_decisions_the_second_is_told,
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
    assert_eq!((record.row.channel, record.row.is_late), (Channel::OpenRosa, true));
    assert_eq!((record.row.status, record.row.received_at), (ReviewStatus::Received, now()));
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

async fn an_inbox_shows_the_studies_of_its_reader_alone(place: &Place) {
    let (one, other) = (place.study("une").await, place.study("autre").await);
    let (here, there) = (place.survey(one, "ici").await, place.survey(other, "ailleurs").await);
    let (seen, _) = place.submission(&here, "uuid:1", "Ici").await;
    let (hidden, _) = place.submission(&there, "uuid:2", "Ailleurs").await;
    let cases = [
        ("analyst@example.org", Role::Analyst, Some(one), vec![seen]),
        ("coordinator@example.org", Role::Coordinator, Some(one), vec![seen]),
        ("both@example.org", Role::Analyst, None, vec![seen, hidden]),
        ("sponsor@example.org", Role::Sponsor, Some(one), vec![]),
        ("editor@example.org", Role::Editor, None, vec![]),
        ("reviewer@example.org", Role::Reviewer, None, vec![]),
        ("administrator@example.org", Role::Administrator, None, vec![]),
    ];
    for (email, role, study, expected) in cases {
        let account = place.account(email, &[(role, study)]).await;
        let inbox = place.store.inbox(account, &InboxFilter::default()).await.unwrap();
        let listed: BTreeSet<_> = inbox.rows.iter().map(|row| row.id).collect();
        assert_eq!(listed, expected.iter().copied().collect(), "{email}");
        assert_eq!(inbox.total, i64::try_from(expected.len()).unwrap(), "{email}");
        let whole = place.store.inbox_whole(account, None).await.unwrap();
        assert_eq!(whole, inbox.rows, "a file of returns holds no more than the page: {email}");
        for id in [seen, hidden] {
            let may = expected.contains(&id);
            assert_eq!(place.store.record(account, id).await.unwrap().is_some(), may, "{email}");
            let decided = place.store.review_submission(account, id, 99, ReviewStatus::Accepted, now()).await;
            assert!(matches!(decided, Err(StoreError::Stale)), "{email}");
        }
    }
    let stranger = place.account("stranger@example.org", &[(Role::Analyst, Some(other))]).await;
    let decided = place.store.review_submission(stranger, seen, 1, ReviewStatus::Accepted, now()).await;
    assert!(matches!(decided, Err(StoreError::Stale)), "nobody decides on what they may not read");
}

async fn an_inbox_is_read_page_by_page(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let total = INBOX_PAGE + 3;
    for turn in 0..total {
        let mut new = place.new_submission(&survey, &format!("uuid:{turn}"), "Bonjour");
        new.now = now().plus(turn * HOUR);
        place.store.accept_submission(new).await.unwrap();
    }
    let page = async |page, status| {
        let inbox = place.store.inbox(analyst, &InboxFilter { status, page }).await.unwrap();
        (inbox.rows.iter().map(|row| row.number).collect::<Vec<_>>(), inbox.total, inbox.counts)
    };
    let (first, all, _) = page(1, None).await;
    let (second, _, _) = page(2, None).await;
    assert_eq!(all, total);
    let newest_first: Vec<_> = (1..=total).rev().collect();
    assert_eq!([first.clone(), second].concat(), newest_first, "every return once, the newest first");
    let whole = place.store.inbox_whole(analyst, None).await.unwrap();
    assert_eq!(whole.iter().map(|row| row.number).collect::<Vec<_>>(), newest_first, "a file has no pages");
    assert_eq!(page(0, None).await.0, first, "a page before the first is the first");
    assert!(page(i64::MAX, None).await.0.is_empty(), "a page after the last is empty");
    let newest: Vec<uuid::Uuid> =
        place.column("SELECT id AS it FROM submissions WHERE number = $1", bind![total]).await;
    let newest = socle_domain::id::SubmissionId::from_uuid(newest[0]);
    place.store.review_submission(analyst, newest, 1, ReviewStatus::Accepted, now()).await.unwrap();
    let (accepted, count, counts) = page(1, Some(ReviewStatus::Accepted)).await;
    assert_eq!((accepted, count), (vec![total], 1));
    let whole = place.store.inbox_whole(analyst, Some(ReviewStatus::Accepted)).await.unwrap();
    assert_eq!(whole.len(), 1);
    let counts: BTreeSet<_> = counts.into_iter().map(|(status, count)| (status.word(), count)).collect();
    assert_eq!(counts, BTreeSet::from([("accepted", 1), ("received", total - 1)]), "whatever the filter");
}

async fn of_two_decisions_the_second_is_told(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let (id, _) = place.submission(&survey, "uuid:1", "Un").await;
    let decide = |version, status| place.store.review_submission(analyst, id, version, status, now());
    decide(1, ReviewStatus::SetAside).await.unwrap();
    let second = decide(1, ReviewStatus::Accepted).await;
    assert!(matches!(second, Err(StoreError::Stale)), "{second:?}");
    decide(2, ReviewStatus::InReview).await.unwrap();
    let record = place.store.record(analyst, id).await.unwrap().unwrap();
    assert_eq!((record.row.status, record.version), (ReviewStatus::InReview, 3));
}

async fn a_return_for_a_survey_that_is_not_there_is_refused(place: &Place) {
    let study = place.study("tic-2017").await;
    let mut survey = place.survey(study, "retours").await;
    survey.id = socle_domain::id::SurveyId::new(now(), &place.chance);
    let refused = place.store.accept_submission(place.new_submission(&survey, "uuid:1", "Un")).await;
    assert!(matches!(refused, Err(StoreError::Conflict(socle_store::Constraint::Reference))), "{refused:?}");
    assert_eq!(place.number("SELECT value AS it FROM counters WHERE name = 'submission'").await, 0);
}
