//! Curated texts: numbered revisions that two people never overwrite for each other.

use crate::{
    place::{Place, now},
    world::desk::Story,
};
use socle_domain::{
    account::Role,
    consent::Publication,
    id::{AccountId, ConsentId, ExperienceId},
    time::{DAY, MINUTE},
};
use socle_store::{NewRevision, RevisionReason, StoreError};

cases![
    revisions_are_numbered_and_all_are_kept,
    of_two_revisions_over_one_text_the_second_is_told,
    the_same_text_makes_no_revision,
    an_authors_correction_over_the_teams_text_is_flagged,
    the_last_word_on_publication_counts_for_each_experience,
    nobody_reads_or_revises_another_study,
];

async fn one(place: &Place) -> (AccountId, ExperienceId) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let (id, _) = place.submission(&survey, "uuid:1", "Bonjour").await;
    (analyst, place.story(id, Story { text: "Un.", organization: "Eau Vive", ..Story::default() }).await)
}

fn next(account: AccountId, experience: ExperienceId, over: i64, text: &str) -> NewRevision {
    let now = now().plus(over * MINUTE);
    NewRevision { account, experience, over, text: text.to_owned(), reason: RevisionReason::Edited, now }
}

async fn revisions_are_numbered_and_all_are_kept(place: &Place) {
    let (analyst, id) = one(place).await;
    assert_eq!(place.store.revise(next(analyst, id, 1, "Deux.")).await.unwrap(), 2);
    let masked = NewRevision { reason: RevisionReason::Masked, ..next(analyst, id, 2, "[…].") };
    assert_eq!(place.store.revise(masked).await.unwrap(), 3);
    let all = place.store.revisions(analyst, id).await.unwrap();
    let told: Vec<_> = all.iter().map(|r| (r.revision, r.text.as_str(), r.reason.word())).collect();
    assert_eq!(told, [(1, "Un.", "sent"), (2, "Deux.", "edited"), (3, "[…].", "masked")]);
    assert_eq!(all[0].author, None);
    assert_eq!(all[1].author.as_deref(), Some("Personne awa@example.org"));
    let shown = place.store.experience(analyst, id).await.unwrap().unwrap();
    assert_eq!((shown.revision, shown.text.as_str(), shown.version), (3, "[…].", 3));
    assert_eq!(shown.organization.map(|(_, name)| name), Some("Eau Vive".to_owned()));
}

async fn of_two_revisions_over_one_text_the_second_is_told(place: &Place) {
    let (analyst, id) = one(place).await;
    place.store.revise(next(analyst, id, 1, "Le sien.")).await.unwrap();
    let second = place.store.revise(next(analyst, id, 1, "Le mien.")).await;
    assert!(matches!(second, Err(StoreError::Stale)), "{second:?}");
    let (one, other) = tokio::join!(
        place.store.revise(next(analyst, id, 2, "À gauche.")),
        place.store.revise(next(analyst, id, 2, "À droite."))
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "{one:?} {other:?}");
    assert_eq!(place.store.revisions(analyst, id).await.unwrap().len(), 3);
}

async fn the_same_text_makes_no_revision(place: &Place) {
    let (analyst, id) = one(place).await;
    assert_eq!(place.store.revise(next(analyst, id, 1, "Un.")).await.unwrap(), 1);
    assert_eq!(place.store.revisions(analyst, id).await.unwrap().len(), 1);
}

async fn an_authors_correction_over_the_teams_text_is_flagged(place: &Place) {
    let (analyst, id) = one(place).await;
    let flagged = async || place.store.experience(analyst, id).await.unwrap().unwrap().is_corrected_over_team;
    place.store.revise(next(analyst, id, 1, "[…].")).await.unwrap();
    assert!(!flagged().await);
    let sql = "INSERT INTO experience_revisions (experience_id, revision, text, created_at, reason)
               VALUES ($1, 3, 'Un, corrigé.', $2, 'corrected')";
    place.put(sql, bind![id.uuid(), now().plus(DAY)]).await;
    place.put("UPDATE experiences SET current_revision = 3", vec![]).await;
    assert!(flagged().await, "what was masked may be back");
    place.store.revise(next(analyst, id, 3, "[…], corrigé.")).await.unwrap();
    assert!(!flagged().await);
}

async fn the_last_word_on_publication_counts_for_each_experience(place: &Place) {
    let (analyst, id) = one(place).await;
    let said = async || place.store.experience(analyst, id).await.unwrap().unwrap().publication;
    assert_eq!(said().await, Some(Publication::Anonymous));
    let sql = "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
               SELECT $1, submission_id, id, 'publication', 'figures', 'web', $2 FROM experiences";
    let consent = ConsentId::new(now(), &place.chance);
    place.put(sql, bind![consent.uuid(), now().plus(DAY)]).await;
    assert_eq!(said().await, Some(Publication::Figures));
}

async fn nobody_reads_or_revises_another_study(place: &Place) {
    let (analyst, id) = one(place).await;
    let other = place.study("autre").await;
    for (email, role, study) in [
        ("luc@example.org", Role::Analyst, Some(other)),
        ("editor@example.org", Role::Editor, None),
        ("sponsor@example.org", Role::Sponsor, None),
    ] {
        let stranger = place.account(email, &[(role, study)]).await;
        assert!(place.store.experience(stranger, id).await.unwrap().is_none(), "{email}");
        assert!(place.store.revisions(stranger, id).await.unwrap().is_empty(), "{email}");
        for text in ["Deux.", "Un."] {
            let refused = place.store.revise(next(stranger, id, 1, text)).await;
            assert!(matches!(refused, Err(StoreError::Stale)), "{email}: {refused:?}");
        }
    }
    let submission = place.store.experience(analyst, id).await.unwrap().unwrap().submission;
    assert_eq!(place.store.experiences(analyst, submission).await.unwrap().len(), 1);
}
