//! Returns being written: found again by their code, never overwritten unseen.

use crate::place::{Place, now};
use socle_domain::{
    code::ResumeCode,
    draft::{Clash, DraftAnswers},
    time::MINUTE,
};
use socle_store::{Constraint, DraftSave, NewDraft, SavedDraft, StoreError};

cases![
    a_code_brings_the_draft_back,
    a_code_is_not_in_the_database,
    a_lost_update_is_refused_and_both_texts_are_kept,
    of_two_saves_at_once_one_is_told,
    a_draft_that_was_sent_holds_no_answer,
    an_answer_saved_in_the_moment_of_sending_is_not_lost,
    two_drafts_never_share_a_code,
    a_new_code_closes_the_door_to_the_old_one,
];

fn page(path: &str, value: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), value.to_owned())]
}

async fn load(place: &Place, draft: &NewDraft) -> SavedDraft {
    place.store.draft(draft.id).await.unwrap().unwrap()
}

fn save_of(draft: &SavedDraft, answers: DraftAnswers) -> DraftSave {
    let now = now().plus(MINUTE);
    DraftSave { id: draft.id, version: draft.version, answers, language: "en".to_owned(), now }
}

async fn begun(place: &Place) -> NewDraft {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    place.draft(&survey).await
}

async fn a_code_brings_the_draft_back(place: &Place) {
    let draft = begun(place).await;
    let mut answers = DraftAnswers::default();
    answers.merge(&page("/data/story", "« Été » \u{1F30D} ‏שלום"), 1, 2).unwrap();
    let save = save_of(&load(place, &draft).await, answers.clone());
    place.store.save_draft(save).await.unwrap();
    let typed = ResumeCode::parse(&draft.code.to_string().to_lowercase()).unwrap();
    let found = place.store.draft_by_code(&typed).await.unwrap().unwrap();
    assert_eq!((found.id, found.version, found.language.as_str()), (draft.id, 2, "en"));
    assert_eq!((found.answers, found.survey), (answers, draft.survey));
    assert_eq!((found.started_at, found.saved_at), (now(), now().plus(MINUTE)));
    let other = ResumeCode::new(&place.chance);
    assert!(place.store.draft_by_code(&other).await.unwrap().is_none());
}

async fn a_code_is_not_in_the_database(place: &Place) {
    let draft = begun(place).await;
    let hashes: Vec<Vec<u8>> = place.column("SELECT code_hash AS it FROM drafts", vec![]).await;
    assert_eq!(hashes.len(), 1);
    assert_eq!(hashes[0].len(), 32);
    assert!(!hashes[0].windows(8).any(|bytes| bytes == draft.code.as_bytes()));
}

async fn a_lost_update_is_refused_and_both_texts_are_kept(place: &Place) {
    let draft = begun(place).await;
    let (mut mine, mut theirs) = (load(place, &draft).await, load(place, &draft).await);
    theirs.answers.merge(&page("/data/story", "Leur texte"), 1, 2).unwrap();
    place.store.save_draft(save_of(&theirs, theirs.answers.clone())).await.unwrap();
    mine.answers.merge(&page("/data/story", "Mon texte"), 1, 2).unwrap();
    let refused = place.store.save_draft(save_of(&mine, mine.answers.clone())).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    let mut newest = load(place, &draft).await;
    let clashes = newest.answers.merge(&page("/data/story", "Mon texte"), 1, 3).unwrap_err();
    let both = Clash { path: "/data/story".into(), saved: "Leur texte".into(), typed: "Mon texte".into() };
    assert_eq!(clashes, [both]);
    newest.answers.merge(&page("/data/place", "Kaya"), 1, 3).unwrap();
    place.store.save_draft(save_of(&newest, newest.answers.clone())).await.unwrap();
    let kept = load(place, &draft).await;
    assert_eq!(kept.answers.get("/data/story"), Some("Leur texte"));
    assert_eq!(kept.answers.get("/data/place"), Some("Kaya"), "another question is no clash");
}

async fn of_two_saves_at_once_one_is_told(place: &Place) {
    let draft = begun(place).await;
    for round in 1..=10 {
        let seen = load(place, &draft).await;
        let save = |words: &str| {
            let mut answers = seen.answers.clone();
            answers.merge(&page("/data/story", words), seen.version, seen.version + 1).unwrap();
            place.store.save_draft(save_of(&seen, answers))
        };
        let (one, other) = (format!("un {round}"), format!("deux {round}"));
        let (first, second) = tokio::join!(save(&one), save(&other));
        let told: Vec<_> = [&first, &second].into_iter().filter(|answer| answer.is_err()).collect();
        assert!(matches!(told[..], [Err(StoreError::Stale)]), "{first:?} {second:?}");
        let expected = if first.is_ok() { one } else { other };
        assert_eq!(load(place, &draft).await.answers.get("/data/story"), Some(expected.as_str()));
    }
}

async fn a_draft_that_was_sent_holds_no_answer(place: &Place) {
    let draft = begun(place).await;
    let mut seen = load(place, &draft).await;
    seen.answers.merge(&page("/data/story", "Mon texte"), 1, 2).unwrap();
    place.store.save_draft(save_of(&seen, seen.answers.clone())).await.unwrap();
    let mut new = place.new_submission(&draft.survey, "uuid:sent", "Mon texte");
    new.draft = Some((draft.id, 2));
    let id = new.id;
    place.store.accept_submission(new).await.unwrap();
    let sent = load(place, &draft).await;
    assert_eq!((sent.submission, &sent.answers), (Some(id), &DraftAnswers::default()));
    let refused = place.store.save_draft(save_of(&sent, seen.answers)).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    assert!(place.store.receipt(id).await.unwrap().is_some(), "its sender finds the receipt again");
}

async fn an_answer_saved_in_the_moment_of_sending_is_not_lost(place: &Place) {
    let draft = begun(place).await;
    let read_over = load(place, &draft).await;
    let mut answers = read_over.answers.clone();
    answers.merge(&page("/data/story", "Un mot de plus"), 1, 2).unwrap();
    place.store.save_draft(save_of(&read_over, answers)).await.unwrap();
    let mut new = place.new_submission(&draft.survey, "uuid:sent", "Sans ce mot");
    new.draft = Some((draft.id, read_over.version));
    let id = new.id;
    let refused = place.store.accept_submission(new).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    assert_eq!(load(place, &draft).await.answers.get("/data/story"), Some("Un mot de plus"));
    assert!(place.store.receipt(id).await.unwrap().is_none(), "nothing was kept");
}

async fn two_drafts_never_share_a_code(place: &Place) {
    let draft = begun(place).await;
    let mut other = place.new_draft(&draft.survey);
    other.code = draft.code.clone();
    let refused = place.store.create_draft(other).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::DraftCode))), "{refused:?}");
}

async fn a_new_code_closes_the_door_to_the_old_one(place: &Place) {
    let draft = begun(place).await;
    let code = ResumeCode::new(&place.chance);
    place.store.set_draft_code(draft.id, &code).await.unwrap();
    assert!(place.store.draft_by_code(&draft.code).await.unwrap().is_none());
    assert_eq!(place.store.draft_by_code(&code).await.unwrap().unwrap().id, draft.id);
    let other = place.draft(&draft.survey).await;
    let refused = place.store.set_draft_code(other.id, &code).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::DraftCode))), "{refused:?}");
    let mut new = place.new_submission(&draft.survey, "uuid:sent", "Mon texte");
    new.draft = Some((draft.id, 1));
    place.store.accept_submission(new).await.unwrap();
    let late = place.store.set_draft_code(draft.id, &ResumeCode::new(&place.chance)).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
}
