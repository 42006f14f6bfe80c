//! What an author does by the private link: reads where a return stands, changes what may be published, answers.

use crate::{
    place::{Place, now},
    world::{World, story},
};
use socle_domain::{
    account::Role,
    consent::Publication,
    draft::DraftAnswers,
    id::{AccountId, ConsentId, ExperienceId, InquiryId, LetterId, SubmissionId},
    letter::Recipient,
    submission::ReviewStatus,
    time::{DAY, MINUTE},
};
use socle_store::{InquiryAnswer, NewConsent, NewInquiry, ReceiptCopy, StoreError, WithdrawnReturn};

cases![
    an_author_finds_where_a_return_stands_and_no_answer,
    a_choice_of_publication_is_a_new_line_and_takes_effect,
    editors_are_told_when_less_is_allowed,
    a_choice_is_carried_into_a_correction_being_written,
    nobody_allows_for_another_return,
    an_answer_is_kept_once,
    nothing_is_answered_once_the_return_is_withdrawn,
    three_copies_of_a_receipt_at_most,
    a_copy_is_posted_with_the_return_or_not_at_all,
    a_withdrawn_return_says_when,
];

async fn one(place: &Place) -> (AccountId, SubmissionId) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    (analyst, place.submission(&survey, "uuid:1", "Le cahier a pris l'eau.").await.0)
}

async fn experience_of(place: &Place, submission: SubmissionId) -> ExperienceId {
    place.store.authored_return(submission).await.unwrap().unwrap().experiences[0].id
}

fn consent(
    place: &Place,
    submission: SubmissionId,
    experience: ExperienceId,
    publication: Publication,
    minute: i64,
) -> NewConsent {
    let now = now().plus(minute * MINUTE);
    NewConsent { id: ConsentId::new(now, &place.chance), submission, experience, publication, now }
}

async fn ask(place: &Place, account: AccountId, submission: SubmissionId) -> InquiryId {
    let id = InquiryId::new(now(), &place.chance);
    let question = "Combien de puits ?".to_owned();
    let new = NewInquiry { id, account, submission, question, letter: None, now: now() };
    place.store.ask_inquiry(new).await.unwrap();
    id
}

fn answer(inquiry: InquiryId, submission: SubmissionId, words: &str) -> InquiryAnswer {
    InquiryAnswer { inquiry, submission, words: words.to_owned(), now: now().plus(DAY) }
}

fn copy(place: &Place, submission: SubmissionId, now: socle_domain::time::Timestamp) -> ReceiptCopy {
    ReceiptCopy {
        id: LetterId::new(now, &place.chance),
        submission,
        recipient: Recipient::parse("awa@example.org").unwrap(),
        language: "fr".to_owned(),
        now,
    }
}

async fn an_author_finds_where_a_return_stands_and_no_answer(place: &Place) {
    let (analyst, id) = one(place).await;
    ask(place, analyst, id).await;
    let found = place.store.authored_return(id).await.unwrap().unwrap();
    assert_eq!((found.number, found.status), (1, ReviewStatus::InReview));
    assert_eq!((found.received_at, found.corrected_at), (now(), None));
    assert_eq!((found.files, found.has_begun_correction), (0, false));
    assert_eq!(found.experiences[0].publication, Some(Publication::Anonymous));
    assert_eq!(found.questions[0].question, "Combien de puits ?");
    assert!(!format!("{found:?}").contains("cahier"), "nothing of what was answered");
    let unknown = SubmissionId::new(now(), &place.chance);
    assert!(place.store.authored_return(unknown).await.unwrap().is_none());
}

async fn a_choice_of_publication_is_a_new_line_and_takes_effect(place: &Place) {
    let (_, id) = one(place).await;
    let experience = experience_of(place, id).await;
    let before = place.store.content_version();
    for minute in [1, 2] {
        let new = consent(place, id, experience, Publication::Figures, minute);
        place.store.allow(new).await.unwrap();
    }
    let found = place.store.authored_return(id).await.unwrap().unwrap();
    assert_eq!(found.experiences[0].publication, Some(Publication::Figures));
    let lines = "SELECT level || ' ' || given_by AS it FROM consents ORDER BY given_at";
    let lines: Vec<String> = place.column(lines, vec![]).await;
    assert_eq!(lines, ["anonymous web", "figures private_link"], "what was allowed before stays known");
    assert_eq!(place.store.content_version(), before + 1, "pages are made anew, once");
}

async fn editors_are_told_when_less_is_allowed(place: &Place) {
    let world = World::build(place).await;
    let found = place.store.authored_return(world.withdrawn).await.unwrap().unwrap();
    let quoted = found.experiences.iter().find(|one| !one.guides.is_empty()).unwrap();
    let tasks = "SELECT COUNT(*) AS it FROM editor_tasks WHERE reason = 'consent_narrowed'";
    let allow = |publication, minute| {
        place.store.allow(consent(place, world.withdrawn, quoted.id, publication, minute))
    };
    allow(Publication::Named, 1).await.unwrap();
    assert_eq!(place.number(tasks).await, 0, "nothing is lost when more is allowed");
    let prints = place.number("SELECT COUNT(*) AS it FROM guide_prints").await;
    allow(Publication::Figures, 2).await.unwrap();
    assert!(place.number(tasks).await > 0);
    assert!(
        place.number("SELECT COUNT(*) AS it FROM guide_prints").await <= prints,
        "paper that says more than is allowed goes"
    );
}

async fn a_choice_is_carried_into_a_correction_being_written(place: &Place) {
    let (_, id) = one(place).await;
    let survey = place.store.authored_return(id).await.unwrap().unwrap().survey;
    let mut answers = DraftAnswers::default();
    for path in ["/data/experience[1]/e_publish", "/data/experience[2]/e_publish"] {
        answers.set(path.to_owned(), "anonymous".to_owned(), 1);
    }
    let draft = place.store.begin_correction(place.new_draft(&survey), id, answers).await.unwrap();
    let experience = experience_of(place, id).await;
    place.store.allow(consent(place, id, experience, Publication::Figures, 1)).await.unwrap();
    let draft = place.store.draft(draft).await.unwrap().unwrap();
    assert_eq!(draft.answers.get("/data/experience[1]/e_publish"), Some("figures"));
    assert_eq!(draft.answers.get("/data/experience[2]/e_publish"), Some("anonymous"));
    assert_eq!(draft.version, 2, "who is writing in it is told");
}

async fn nobody_allows_for_another_return(place: &Place) {
    let (_, id) = one(place).await;
    let survey = place.store.authored_return(id).await.unwrap().unwrap().survey;
    let (other, _) = place.submission(&survey, "uuid:2", "Autre chose.").await;
    let experience = experience_of(place, id).await;
    let refused = place.store.allow(consent(place, other, experience, Publication::Named, 1)).await;
    assert!(matches!(refused, Err(StoreError::Stale)));
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM consents").await, 2);
}

async fn an_answer_is_kept_once(place: &Place) {
    let (analyst, id) = one(place).await;
    let question = ask(place, analyst, id).await;
    place.store.answer_inquiry(answer(question, id, "Deux puits.")).await.unwrap();
    place.store.answer_inquiry(answer(question, id, "Deux puits.")).await.unwrap();
    let other = place.store.answer_inquiry(answer(question, id, "Trois.")).await;
    assert!(matches!(other, Err(StoreError::Stale)), "the first answer stays");
    let asked = place.store.inquiries(analyst, id).await.unwrap();
    assert_eq!(asked[0].answer, Some(("Deux puits.".to_owned(), now().plus(DAY))));
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM events WHERE verb = 'answered'").await, 1);
    let survey = place.store.authored_return(id).await.unwrap().unwrap().survey;
    let (stranger, _) = place.submission(&survey, "uuid:2", "Autre chose.").await;
    let other = ask(place, analyst, id).await;
    let refused = place.store.answer_inquiry(answer(other, stranger, "À côté.")).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "by the link of another return");
}

async fn nothing_is_answered_once_the_return_is_withdrawn(place: &Place) {
    let (analyst, id) = one(place).await;
    let question = ask(place, analyst, id).await;
    place.store.withdraw(id, now()).await.unwrap().unwrap();
    let refused = place.store.answer_inquiry(answer(question, id, "Deux puits.")).await;
    assert!(matches!(refused, Err(StoreError::Stale)));
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM inquiries").await, 0);
}

async fn three_copies_of_a_receipt_at_most(place: &Place) {
    let (_, id) = one(place).await;
    for expected in [true, true, true, false] {
        assert_eq!(place.store.post_receipt(copy(place, id, now())).await.unwrap(), expected);
    }
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM letters WHERE kind = 'receipt'").await, 3);
    let unknown = SubmissionId::new(now(), &place.chance);
    let refused = place.store.post_receipt(copy(place, unknown, now())).await;
    assert!(matches!(refused, Err(StoreError::Stale)));
}

async fn a_copy_is_posted_with_the_return_or_not_at_all(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let mut new = place.new_submission(&survey, "uuid:1", "Le cahier.");
    new.copy = Some(copy(place, new.id, now()));
    new.reading = place.reading(&[story(1, "Le cahier.", None), story(1, "Deux fois.", None)]);
    place.store.accept_submission(new.clone()).await.unwrap_err();
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM letters").await, 0);
    new.reading = place.reading(&[story(1, "Le cahier.", None)]);
    for _ in 0..2 {
        place.store.accept_submission(new.clone()).await.unwrap();
    }
    let letters: Vec<String> = place.column("SELECT recipient AS it FROM letters", vec![]).await;
    assert_eq!(letters, ["awa@example.org"], "sent twice, posted once");
}

async fn a_withdrawn_return_says_when(place: &Place) {
    let (_, id) = one(place).await;
    let survey = place.store.authored_return(id).await.unwrap().unwrap().survey;
    let (other, _) = place.submission(&survey, "uuid:2", "Autre chose.").await;
    assert_eq!(place.store.withdrawn_return(id, Some(1)).await.unwrap(), None);
    place.store.withdraw(id, now().plus(DAY)).await.unwrap().unwrap();
    place.store.withdraw(other, now().plus(2 * DAY)).await.unwrap().unwrap();
    for (said, number) in [(Some(1), Some(1)), (Some(2), None), (Some(7), None), (None, None)] {
        let found = place.store.withdrawn_return(id, said).await.unwrap();
        assert_eq!(found, Some(WithdrawnReturn { at: now().plus(DAY), number }), "{said:?}");
    }
    assert!(place.store.authored_return(id).await.unwrap().is_none());
}
