//! What a survey gathered, read in batches.

use crate::{
    codebook::{book, label},
    coding::{code, story},
    place::{Place, now},
};
use socle_domain::{account::Role, submission::ReviewStatus};

cases![
    a_survey_is_read_whole_batch_by_batch,
    the_last_sending_is_what_leaves,
    codings_and_decisions_leave_with_their_words
];

async fn a_survey_is_read_whole_batch_by_batch(place: &Place) {
    let study = place.study("tic-2017").await;
    let (survey, other) = (place.survey(study, "retours").await, place.survey(study, "autres").await);
    for turn in 0..260 {
        let of = if turn % 26 == 0 { &other } else { &survey };
        place.submission(of, &format!("uuid:{turn}"), "Un").await;
    }
    let (found, mut export) = place.store.export(None, "retours").await.unwrap().unwrap();
    assert_eq!(found.returns, 250);
    let (mut numbers, mut after) = (Vec::new(), 0);
    loop {
        let batch = export.returns(after).await.unwrap();
        let Some(last) = batch.last() else { break };
        after = last.number;
        numbers.extend(batch.iter().map(|row| row.number));
    }
    let expected: Vec<i64> = (1..=260).filter(|number| (number - 1) % 26 != 0).collect();
    assert_eq!(numbers, expected);
}

async fn the_last_sending_is_what_leaves(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let (id, _) = place.submission(&survey, "uuid:1", "Avant").await;
    for (turn, words) in [(2_i64, "Ensuite"), (3, "Enfin")] {
        let sql = "INSERT INTO corrections (submission_id, place, body, body_digest, received_at)
                   VALUES ($1, $2, $3, $4, $5)";
        place.put(sql, bind![id.uuid(), turn, words.as_bytes(), [0_u8; 32], now()]).await;
    }
    let (_, mut export) = place.store.export(None, "retours").await.unwrap().unwrap();
    assert_eq!(export.returns(0).await.unwrap()[0].body, b"Enfin");
}

async fn codings_and_decisions_leave_with_their_words(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    place.codebook(study).await;
    let codes = book(place, analyst, study).await;
    let (id, _) = place.submission(&survey, "uuid:1", "Un").await;
    place.decide(analyst, id, 1, ReviewStatus::Accepted).await.unwrap();
    let experience = story(place, id, 1, "Été 🌍. Le coût « monte ». Fin.").await;
    for (turn, told) in [(1_i64, "Kobo"), (2, "papier")] {
        let sql = "INSERT INTO experience_tools (experience_id, place, told) VALUES ($1, $2, $3)";
        place.put(sql, bind![experience.uuid(), turn, told]).await;
    }
    code(place, analyst, experience, 1, "Le coût « monte ».", &[label(&codes, "contrainte.cout")], "cher")
        .await
        .unwrap();
    let (_, mut export) = place.store.export(None, "retours").await.unwrap().unwrap();
    let codings = export.codings(0).await.unwrap();
    assert_eq!(codings[0].words, "Le coût « monte ».", "counted in code points");
    assert_eq!(
        (codings[0].code.as_str(), codings[0].memo.as_str(), codings[0].place),
        ("contrainte.cout", "cher", 1)
    );
    assert_eq!(export.codings_end(0).await.unwrap(), Some(1));
    assert_eq!(export.codings_end(1).await.unwrap(), None);
    let experiences = export.experiences(1, 1).await.unwrap();
    assert_eq!(experiences[0].tools, ["Kobo", "papier"]);
    assert_eq!((experiences[0].submission, experiences[0].publication.as_str()), (1, ""));
    let decisions = export.decisions(1, 1).await.unwrap();
    let told: Vec<_> = decisions.iter().map(|d| (d.verb.as_str(), d.name.as_str())).collect();
    assert_eq!(told, [("received", ""), ("accepted", "Personne awa@example.org")]);
}
