//! Passages: they follow their words, and what people put on them is theirs.

use crate::place::{Place, now};
use sha2::{Digest as _, Sha256};
use socle_domain::{
    coding::find,
    id::{ExcerptId, ExperienceId, SubmissionId},
};
use socle_store::{Reanchored, StoreError, reanchor};

cases![
    passages_follow_their_words_into_the_next_revision,
    a_revision_that_is_undone_moves_no_passage,
    a_passage_whose_words_were_scrubbed_is_flagged,
];

/// A story of a return, as accepting it makes one.
pub(crate) async fn story(place: &Place, submission: SubmissionId, number: i64, text: &str) -> ExperienceId {
    let id = ExperienceId::new(now(), &place.chance);
    place
        .put(
            "INSERT INTO experiences (id, number, submission_id, place, review_status, current_revision, version)
             VALUES ($1, $2, $3, $2, 'accepted', 1, 1)",
            bind![id.uuid(), number, submission.uuid()],
        )
        .await;
    revision(place, id, 1, text).await;
    id
}

async fn revision(place: &Place, experience: ExperienceId, number: i64, text: &str) {
    place
        .put(
            "INSERT INTO experience_revisions (experience_id, revision, text, created_at) VALUES ($1, $2, $3, $4)",
            bind![experience.uuid(), number, text, now()],
        )
        .await;
}

/// The passage of these words in the first revision.
async fn passage(place: &Place, experience: ExperienceId, number: i64, text: &str, words: &str) -> ExcerptId {
    let id = ExcerptId::new(now(), &place.chance);
    let span = find(text, words).unwrap();
    let digest: [u8; 32] = Sha256::digest(words.as_bytes()).into();
    place
        .put(
            "INSERT INTO excerpts (id, experience_id, revision, place, starts_at, ends_at, digest, is_flagged, created_at)
             VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8)",
            bind![
                id.uuid(),
                experience.uuid(),
                number,
                i64::try_from(span.start()).unwrap(),
                i64::try_from(span.end()).unwrap(),
                digest,
                false,
                now()
            ],
        )
        .await;
    id
}

const FIRST: &str = "Le réseau tombe le dimanche. Awa tient le cahier. La puce a expiré.";
const SECOND: &str =
    "Avant : rien. Le réseau tombe le dimanche. [Une personne] tient le cahier. La puce a Expiré.";

/// A return with a story of three passages, and its second revision.
async fn three_passages(place: &Place) -> (ExperienceId, [ExcerptId; 3]) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let (submission, _) = place.submission(&survey, "uuid:1", FIRST).await;
    let id = story(place, submission, 1, FIRST).await;
    let passages = [
        passage(place, id, 1, FIRST, "Le réseau tombe le dimanche.").await,
        passage(place, id, 2, FIRST, "Awa tient le cahier.").await,
        passage(place, id, 3, FIRST, "La puce a expiré.").await,
    ];
    (id, passages)
}

/// Revision, flag and words of each passage.
async fn standing(place: &Place) -> Vec<(i64, bool, String)> {
    let rows = place
        .rows(
            "SELECT x.revision, x.is_flagged, x.starts_at, x.ends_at, x.digest, r.text FROM excerpts x
             JOIN experience_revisions r ON r.experience_id = x.experience_id AND r.revision = x.revision
             ORDER BY x.place",
            vec![],
        )
        .await;
    let words = |row: &socle_store::Row| {
        let text: String = row.get("text").unwrap();
        let at = |name| usize::try_from(row.get::<i64>(name).unwrap()).unwrap();
        let words: String =
            text.chars().skip(at("starts_at")).take(at("ends_at") - at("starts_at")).collect();
        let digest: Vec<u8> = row.get("digest").unwrap();
        assert_eq!(digest, Sha256::digest(words.as_bytes()).to_vec(), "the digest is that of the words");
        words
    };
    rows.iter()
        .map(|row| (row.get("revision").unwrap(), row.get("is_flagged").unwrap(), words(row)))
        .collect()
}

async fn move_passages(place: &Place, id: ExperienceId, revision: i64) -> Result<Reanchored, StoreError> {
    place
        .store
        .write((id, revision), |tx, (id, revision)| {
            Box::pin(async move { reanchor(tx, *id, *revision, now()).await })
        })
        .await
}

async fn passages_follow_their_words_into_the_next_revision(place: &Place) {
    let (id, _) = three_passages(place).await;
    revision(place, id, 2, SECOND).await;
    assert_eq!(move_passages(place, id, 2).await.unwrap(), Reanchored { moved: 2, flagged: 1 });
    let expected = [
        (2, false, "Le réseau tombe le dimanche.".to_owned()),
        (1, true, "Awa tient le cahier.".to_owned()),
        (2, false, "La puce a Expiré.".to_owned()),
    ];
    assert_eq!(standing(place).await, expected);
    let flagged = "SELECT COUNT(*) AS it FROM changes WHERE subject = 'excerpt'";
    assert_eq!(place.number(flagged).await, 1);
    // The words come back: the flag goes.
    revision(place, id, 3, FIRST).await;
    assert_eq!(move_passages(place, id, 3).await.unwrap(), Reanchored { moved: 3, flagged: 0 });
    assert!(standing(place).await.iter().all(|(revision, flagged, _)| (*revision, *flagged) == (3, false)));
}

async fn a_revision_that_is_undone_moves_no_passage(place: &Place) {
    let (id, _) = three_passages(place).await;
    revision(place, id, 2, SECOND).await;
    let undone: Result<(), StoreError> = place
        .store
        .write(id, |tx, id| {
            Box::pin(async move {
                reanchor(tx, *id, 2, now()).await?;
                Err(StoreError::Stale)
            })
        })
        .await;
    assert!(matches!(undone, Err(StoreError::Stale)));
    assert!(standing(place).await.iter().all(|(revision, flagged, _)| (*revision, *flagged) == (1, false)));
    assert!(move_passages(place, id, 9).await.is_err(), "a revision that is not there");
}

async fn a_passage_whose_words_were_scrubbed_is_flagged(place: &Place) {
    let (id, [first, ..]) = three_passages(place).await;
    let sql = "UPDATE excerpts SET digest = $2 WHERE id = $1";
    place.put(sql, bind![first.uuid(), [0_u8; 32]]).await;
    revision(place, id, 2, FIRST).await;
    assert_eq!(move_passages(place, id, 2).await.unwrap(), Reanchored { moved: 2, flagged: 1 });
}
