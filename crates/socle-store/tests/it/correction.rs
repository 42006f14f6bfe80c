//! What an author sends again stands beside what was sent first, and what it tells takes the place of what was told.

use crate::{
    place::{Place, now},
    world::story,
};
use socle_domain::{
    account::Role,
    consent::Publication,
    draft::DraftAnswers,
    experience::{Contacts, Experience, Organization, Reading},
    id::{DraftId, SubmissionId},
    submission::ReviewStatus,
    time::{DAY, HOUR},
};
use socle_store::{Decision, NewCorrection, NewReading, Receipt, StoreError};

cases![
    the_first_sending_stays_and_the_second_stands_beside_it,
    a_correction_is_begun_once,
    a_text_that_changed_is_a_revision_and_is_read_again,
    what_did_not_change_decides_nothing,
    what_is_told_no_more_is_set_aside_and_comes_back_when_it_is_told_again,
    what_is_allowed_follows_the_correction,
    contacts_and_organization_are_those_of_the_last_sending,
    a_correction_of_a_draft_that_moved_on_is_refused,
    a_withdrawn_return_takes_no_correction,
];

async fn one(place: &Place) -> SubmissionId {
    let study = place.study("tic-2017").await;
    place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let survey = place.survey(study, "retours").await;
    let mut new = place.new_submission(&survey, "uuid:1", "Le cahier a pris l'eau.");
    let reading = Reading {
        experiences: vec![
            story(1, "Le cahier a pris l'eau.", Some(Publication::Anonymous)),
            story(2, "La radio.", Some(Publication::Named)),
        ],
        organization: Some(named("Eau Vive")),
        contacts: Some(Contacts { email: "awa@example.org".to_owned(), ..Contacts::default() }),
        choices: Vec::new(),
    };
    new.reading = NewReading::new(reading, now(), &place.chance);
    let id = new.id;
    place.store.accept_submission(new).await.unwrap();
    id
}

fn named(name: &str) -> Organization {
    Organization { name: name.to_owned(), kind: "asi".to_owned(), country: "fr".to_owned() }
}

/// The same two stories, the first one told in these words.
fn stories(words: &str) -> Vec<Experience> {
    vec![story(1, words, Some(Publication::Anonymous)), story(2, "La radio.", Some(Publication::Named))]
}

async fn begin(place: &Place, id: SubmissionId) -> DraftId {
    let survey = place.store.authored_return(id).await.unwrap().unwrap().survey;
    let mut answers = DraftAnswers::default();
    answers.set("/data/story".to_owned(), "Le cahier a pris l'eau.".to_owned(), 1);
    place.store.begin_correction(place.new_draft(&survey), id, answers).await.unwrap()
}

fn correction(place: &Place, id: SubmissionId, draft: DraftId, told: Vec<Experience>) -> NewCorrection {
    let reading = Reading { experiences: told, ..Reading::default() };
    NewCorrection {
        submission: id,
        draft: (draft, 1),
        body: b"<data><story>Corrig\xc3\xa9</story></data>".to_vec(),
        language: "fr".to_owned(),
        reading: NewReading::new(reading, now().plus(DAY), &place.chance),
        now: now().plus(DAY),
    }
}

async fn correct(place: &Place, id: SubmissionId, told: Vec<Experience>) {
    let draft = begin(place, id).await;
    place.store.accept_correction(correction(place, id, draft, told)).await.unwrap();
}

async fn accept(place: &Place, id: SubmissionId) {
    let account = place.column("SELECT id AS it FROM accounts", vec![]).await[0];
    let version = place.number("SELECT version AS it FROM submissions").await;
    let decision = Decision {
        account: socle_domain::id::AccountId::from_uuid(account),
        submission: id,
        version,
        status: ReviewStatus::Accepted,
        reason: None,
        duplicate_of: None,
        now: now().plus(HOUR),
    };
    place.store.review_submission(decision).await.unwrap();
}

async fn standing(place: &Place) -> Vec<String> {
    let sql = "SELECT b.review_status || ' ' || e.place || ' ' || e.review_status || ' ' || e.set_aside_reason AS it
               FROM submissions b JOIN experiences e ON e.submission_id = b.id ORDER BY e.place";
    place.column(sql, vec![]).await
}

async fn the_first_sending_stays_and_the_second_stands_beside_it(place: &Place) {
    let id = one(place).await;
    let first: Vec<Vec<u8>> = place.column("SELECT body AS it FROM submissions", vec![]).await;
    let draft = begin(place, id).await;
    let receipt =
        place.store.accept_correction(correction(place, id, draft, stories("Le tableur."))).await.unwrap();
    let expected = Receipt::Kept { id, number: 1, received_at: now(), is_repeat: false };
    assert_eq!(receipt, expected, "it keeps its number and its day");
    assert_eq!(place.column::<Vec<u8>>("SELECT body AS it FROM submissions", vec![]).await, first);
    let places: Vec<i64> = place.column("SELECT place AS it FROM corrections", vec![]).await;
    assert_eq!(places, [2]);
    let last = place.store.last_sent(id).await.unwrap().unwrap();
    assert_eq!(last.body, b"<data><story>Corrig\xc3\xa9</story></data>");
    let found = place.store.authored_return(id).await.unwrap().unwrap();
    assert_eq!((found.corrected_at, found.has_begun_correction), (Some(now().plus(DAY)), false));
    let left: Vec<String> = place.column("SELECT answers AS it FROM drafts", vec![]).await;
    assert_eq!(left, [""], "the draft is emptied");
}

async fn a_correction_is_begun_once(place: &Place) {
    let id = one(place).await;
    let first = begin(place, id).await;
    assert_eq!(begin(place, id).await, first, "taken up where it stands");
    assert!(place.store.authored_return(id).await.unwrap().unwrap().has_begun_correction);
    assert_eq!(place.store.draft(first).await.unwrap().unwrap().corrects, Some(id));
}

async fn a_text_that_changed_is_a_revision_and_is_read_again(place: &Place) {
    let id = one(place).await;
    accept(place, id).await;
    correct(place, id, stories("Le tableur a pris sa place.")).await;
    let texts: Vec<String> = place
        .column(
            "SELECT e.place || ' ' || r.revision || ' ' || r.reason || ' ' || r.text AS it FROM experiences e
             JOIN experience_revisions r ON r.experience_id = e.id ORDER BY e.place, r.revision",
            vec![],
        )
        .await;
    let expected = [
        "1 1 sent Le cahier a pris l'eau.",
        "1 2 corrected Le tableur a pris sa place.",
        "2 1 sent La radio.",
    ];
    assert_eq!(texts, expected);
    assert_eq!(
        standing(place).await,
        ["received 1 received ", "received 2 received "],
        "nothing that nobody has read is shown to anyone"
    );
}

async fn what_did_not_change_decides_nothing(place: &Place) {
    let id = one(place).await;
    accept(place, id).await;
    correct(place, id, stories("Le cahier a pris l'eau.")).await;
    assert_eq!(standing(place).await, ["accepted 1 accepted ", "accepted 2 accepted "]);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM experience_revisions").await, 2);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM consents").await, 2);
}

async fn what_is_told_no_more_is_set_aside_and_comes_back_when_it_is_told_again(place: &Place) {
    let id = one(place).await;
    correct(place, id, stories("Le cahier a pris l'eau.")[..1].to_vec()).await;
    assert_eq!(standing(place).await, ["received 1 received ", "received 2 set_aside asked_by_author"]);
    correct(place, id, stories("Le cahier a pris l'eau.")).await;
    assert_eq!(standing(place).await, ["received 1 received ", "received 2 received "]);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM experiences").await, 2);
}

async fn what_is_allowed_follows_the_correction(place: &Place) {
    let id = one(place).await;
    let mut told = stories("Le cahier a pris l'eau.");
    told[0].publication = Some(Publication::Figures);
    correct(place, id, told).await;
    let levels: Vec<String> = place
        .column(
            "SELECT e.place || ' ' || c.level AS it FROM consents c JOIN experiences e ON e.id = c.experience_id
             ORDER BY e.place, c.given_at",
            vec![],
        )
        .await;
    assert_eq!(levels, ["1 anonymous", "1 figures", "2 named"]);
}

async fn contacts_and_organization_are_those_of_the_last_sending(place: &Place) {
    let id = one(place).await;
    let draft = begin(place, id).await;
    let mut new = correction(place, id, draft, Vec::new());
    let reading = Reading {
        experiences: stories("Le cahier a pris l'eau."),
        organization: Some(named("Eau Vive du Nord")),
        contacts: Some(Contacts { phone: "+226 70 00 00 00".to_owned(), ..Contacts::default() }),
        choices: Vec::new(),
    };
    new.reading = NewReading::new(reading, new.now, &place.chance);
    place.store.accept_correction(new).await.unwrap();
    let contacts: Vec<String> =
        place.column("SELECT email || '/' || phone AS it FROM contacts", vec![]).await;
    assert_eq!(contacts, ["/+226 70 00 00 00"]);
    let names: Vec<String> = place.column("SELECT name AS it FROM organizations", vec![]).await;
    assert_eq!(names, ["Eau Vive du Nord"], "the name that was taken back is kept nowhere");
    assert_eq!(place.store.last_sent(id).await.unwrap().unwrap().contacts.phone, "+226 70 00 00 00");
}

async fn a_correction_of_a_draft_that_moved_on_is_refused(place: &Place) {
    let id = one(place).await;
    let draft = begin(place, id).await;
    let mut old = correction(place, id, draft, stories("Le tableur."));
    old.draft.1 = 0;
    assert!(matches!(place.store.accept_correction(old).await, Err(StoreError::Stale)));
    let new = correction(place, id, draft, stories("Le tableur."));
    place.store.accept_correction(new.clone()).await.unwrap();
    assert!(matches!(place.store.accept_correction(new).await, Err(StoreError::Stale)), "sent twice");
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM corrections").await, 1);
}

async fn a_withdrawn_return_takes_no_correction(place: &Place) {
    let id = one(place).await;
    let draft = begin(place, id).await;
    let survey = place.store.authored_return(id).await.unwrap().unwrap().survey;
    place.store.withdraw(id, now()).await.unwrap().unwrap();
    let new = correction(place, id, draft, stories("Le tableur."));
    assert!(matches!(place.store.accept_correction(new).await, Err(StoreError::Stale)));
    let begun = place.store.begin_correction(place.new_draft(&survey), id, DraftAnswers::default()).await;
    assert!(matches!(begun, Err(StoreError::Stale)));
    assert!(place.store.last_sent(id).await.unwrap().is_none());
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM drafts").await, 0, "what was begun goes too");
}
