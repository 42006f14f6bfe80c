//! Questions asked back, from the team's side.

use crate::place::{Place, now};
use socle_domain::{
    account::Role,
    id::{AccountId, InquiryId, LetterId, SubmissionId},
    letter::LetterKind,
    submission::ReviewStatus,
    time::{DAY, MINUTE},
};
use socle_store::{LetterSubject, NewInquiry, StoreError};

cases![
    a_question_asked_begins_the_reading_and_waits,
    nobody_asks_or_reads_in_another_study,
    questions_go_with_the_return,
    who_left_an_address_is_written_to,
];

async fn one(place: &Place) -> (AccountId, SubmissionId) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    (analyst, place.submission(&survey, "uuid:1", "Bonjour").await.0)
}

async fn ask(
    place: &Place,
    account: AccountId,
    submission: SubmissionId,
    minute: i64,
) -> Result<(), StoreError> {
    let now = now().plus(minute * MINUTE);
    let question = format!("Question {minute} ?");
    let id = InquiryId::new(now, &place.chance);
    let letter = Some(LetterId::new(now, &place.chance));
    place.store.ask_inquiry(NewInquiry { id, account, submission, question, letter, now }).await
}

async fn a_question_asked_begins_the_reading_and_waits(place: &Place) {
    let (analyst, id) = one(place).await;
    ask(place, analyst, id, 1).await.unwrap();
    ask(place, analyst, id, 2).await.unwrap();
    let record = place.store.record(analyst, id).await.unwrap().unwrap();
    assert_eq!((record.status, record.version), (ReviewStatus::InReview, 2), "asking again decides nothing");
    let open = place.store.open_inquiries(analyst).await.unwrap();
    assert_eq!(
        open.iter().map(|one| one.question.as_str()).collect::<Vec<_>>(),
        ["Question 1 ?", "Question 2 ?"]
    );
    assert_eq!((open[0].number, open[0].asked_by.as_str()), (1, "Personne awa@example.org"));
    let sql = "UPDATE inquiries SET answer = 'Oui.', answered_at = $1 WHERE question = 'Question 1 ?'";
    place.put(sql, bind![now().plus(DAY)]).await;
    assert_eq!(place.store.open_inquiries(analyst).await.unwrap().len(), 1);
    let all = place.store.inquiries(analyst, id).await.unwrap();
    assert_eq!(all[0].answer, Some(("Oui.".to_owned(), now().plus(DAY))));
    assert_eq!(all[1].answer, None);
}

async fn nobody_asks_or_reads_in_another_study(place: &Place) {
    let (analyst, id) = one(place).await;
    ask(place, analyst, id, 1).await.unwrap();
    let other = place.study("autre").await;
    let stranger = place.account("luc@example.org", &[(Role::Analyst, Some(other))]).await;
    assert!(matches!(ask(place, stranger, id, 2).await, Err(StoreError::Stale)));
    assert!(place.store.inquiries(stranger, id).await.unwrap().is_empty());
    assert!(place.store.open_inquiries(stranger).await.unwrap().is_empty());
}

async fn questions_go_with_the_return(place: &Place) {
    let (analyst, id) = one(place).await;
    ask(place, analyst, id, 1).await.unwrap();
    place.store.withdraw(id, now()).await.unwrap();
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM inquiries").await, 0);
    assert!(matches!(ask(place, analyst, id, 2).await, Err(StoreError::Stale)));
}

async fn who_left_an_address_is_written_to(place: &Place) {
    let (analyst, id) = one(place).await;
    let sql = "INSERT INTO contacts (submission_id, email, phone, whatsapp, wants_study, wants_interview,
                                     wants_review, wants_peer) VALUES ($1, '', '70 12 34 56', '', $2, $2, $2, $2)";
    place.put(sql, bind![id.uuid(), false]).await;
    ask(place, analyst, id, 1).await.unwrap();
    for not_one in ["", "awa chez example.org", "awa@example.org, luc@example.org"] {
        place.put("UPDATE contacts SET email = $1", bind![not_one]).await;
        ask(place, analyst, id, 2).await.unwrap();
    }
    assert_eq!(place.store.count_letters().await.unwrap(), (0, 0), "no address, no letter");
    place.put("UPDATE contacts SET email = $1", bind![" awa@example.org "]).await;
    place.put("UPDATE submissions SET language = 'en'", vec![]).await;
    ask(place, analyst, id, 3).await.unwrap();
    let job = place.store.claim_letter(now().plus(DAY)).await.unwrap().unwrap();
    let letter = place.store.letter(LetterId::from_uuid(job.subject_id)).await.unwrap().unwrap();
    assert_eq!((letter.kind, letter.recipient.as_str()), (LetterKind::Inquiry, "awa@example.org"));
    assert_eq!(letter.language, "en", "in the language of the return");
    assert!(matches!(letter.subject, Some(LetterSubject::Return { id: about, .. }) if about == id));
    let stranger = place.account("luc@example.org", &[]).await;
    assert!(ask(place, stranger, id, 4).await.is_err());
    assert_eq!(place.store.count_letters().await.unwrap(), (1, 0), "a question refused posts nothing");
}
