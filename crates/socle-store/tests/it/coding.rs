//! Passages: they follow their words, and what people put on them is theirs.

use crate::codebook::{book, label};
use crate::place::{Place, now};
use sha2::{Digest as _, Sha256};
use socle_domain::{
    account::Role,
    coding::find,
    consent::Publication,
    id::{AccountId, CodeLabelId, CodingId, ConsentId, ExcerptId, ExperienceId, StudyId, SubmissionId},
    submission::ReviewStatus,
    time::{DAY, MINUTE},
};
use socle_store::{
    CodingSheet, MatrixBy, NewCoding, PassageFilter, Reanchored, Repair, StoreError, reanchor,
};

cases![
    passages_follow_their_words_into_the_next_revision,
    a_revision_that_is_undone_moves_no_passage,
    a_passage_whose_words_were_scrubbed_is_flagged,
    the_same_words_are_one_passage,
    a_coder_sees_their_own_codings_until_they_ask,
    only_ones_own_codings_are_taken_back_or_noted,
    what_was_done_last_is_undone_at_once,
    a_text_that_changed_meanwhile_is_not_coded,
    a_flagged_passage_is_set_right,
    a_story_is_open_to_those_who_code_its_study,
    the_next_story_to_code_is_one_that_counts,
    passages_are_found_by_code_theme_country_and_consent,
    a_matrix_counts_passages_once,
];

/// A story of a return, as accepting it makes one.
pub(crate) async fn story(place: &Place, submission: SubmissionId, number: i64, text: &str) -> ExperienceId {
    place.untell(submission).await;
    let id = ExperienceId::new(now(), &place.chance);
    place
        .put(
            "INSERT INTO experiences (id, number, submission_id, place, review_status, current_revision, version)
             VALUES ($1, $2, $3, $2, 'accepted', 1, 1)",
            bind![id.uuid(), number, submission.uuid()],
        )
        .await;
    let sql = "UPDATE counters SET value = (SELECT MAX(number) FROM experiences) WHERE name = 'experience'";
    place.put(sql, vec![]).await;
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

/// Puts codes on words of the present text.
pub(crate) async fn code(
    place: &Place,
    account: AccountId,
    experience: ExperienceId,
    revision: i64,
    words: &str,
    labels: &[CodeLabelId],
    memo: &str,
) -> Result<i64, StoreError> {
    let texts: Vec<String> = place
        .column(
            "SELECT text AS it FROM experience_revisions WHERE experience_id = $1 AND revision = $2",
            bind![experience.uuid(), revision],
        )
        .await;
    let span = find(&texts[0], words).unwrap();
    let labels = labels.iter().map(|label| (CodingId::new(now(), &place.chance), *label)).collect();
    let turn = place.number("SELECT COUNT(*) AS it FROM events").await;
    let new = NewCoding {
        excerpt: ExcerptId::new(now(), &place.chance),
        experience,
        revision,
        span,
        labels,
        memo: memo.to_owned(),
        now: now().plus(turn * MINUTE),
    };
    place.store.code_passage(account, new).await
}

/// A study with a codebook, two coders, and a story of an accepted return.
struct Desk {
    study: StudyId,
    awa: AccountId,
    luc: AccountId,
    story: ExperienceId,
    submission: SubmissionId,
    usage: CodeLabelId,
    cost: CodeLabelId,
    constraint: CodeLabelId,
}

async fn desk(place: &Place) -> Desk {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let awa = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let luc = place.account("luc@example.org", &[(Role::Coordinator, None)]).await;
    place.codebook(study).await;
    let (submission, _) = place.submission(&survey, "uuid:1", FIRST).await;
    place.decide(awa, submission, 1, ReviewStatus::Accepted).await.unwrap();
    let story = story(place, submission, 1, FIRST).await;
    let codes = book(place, awa, study).await;
    let [usage, cost, constraint] =
        ["usage", "contrainte.cout", "contrainte"].map(|word| label(&codes, word));
    Desk { study, awa, luc, story, submission, usage, cost, constraint }
}

async fn sheet(place: &Place, account: AccountId, desk: &Desk, with_others: bool) -> CodingSheet {
    place.store.coding_sheet(account, desk.story, with_others).await.unwrap().unwrap()
}

async fn the_same_words_are_one_passage(place: &Place) {
    let desk = desk(place).await;
    let first = code(place, desk.awa, desk.story, 1, "La puce a expiré.", &[desk.usage, desk.cost], "").await;
    let second = code(place, desk.luc, desk.story, 1, "La puce a expiré.", &[desk.cost], "").await;
    let other = code(place, desk.luc, desk.story, 1, "La puce", &[desk.cost], "").await;
    assert_eq!((first.unwrap(), second.unwrap(), other.unwrap()), (1, 1, 2));
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM excerpts").await, 2);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM codings").await, 4);
    // The same code again changes nothing, unless something is noted.
    for (memo, kept) in [("à citer", "à citer"), ("", "à citer")] {
        code(place, desk.awa, desk.story, 1, "La puce a expiré.", &[desk.cost], memo).await.unwrap();
        let own = sheet(place, desk.awa, &desk, false).await;
        let coding = own.passages[0].codings.iter().find(|coding| coding.label == desk.cost).unwrap();
        assert_eq!(coding.memo, kept);
    }
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM codings").await, 4);
    let journal = place.number("SELECT COUNT(*) AS it FROM events WHERE verb = 'coded'").await;
    assert_eq!(journal, 5, "who coded what, and when, is in the journal");
    let stranger = CodeLabelId::new(now(), &place.chance);
    let refused = code(place, desk.awa, desk.story, 1, "Awa tient", &[stranger], "").await;
    assert!(refused.is_err(), "a code of no codebook");
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM excerpts").await, 2, "nothing is left of it");
}

async fn a_coder_sees_their_own_codings_until_they_ask(place: &Place) {
    let desk = desk(place).await;
    code(place, desk.awa, desk.story, 1, "La puce a expiré.", &[desk.cost], "").await.unwrap();
    code(place, desk.luc, desk.story, 1, "La puce a expiré.", &[desk.usage], "secret").await.unwrap();
    code(place, desk.luc, desk.story, 1, "Awa tient le cahier.", &[desk.usage], "").await.unwrap();
    let own = sheet(place, desk.awa, &desk, false).await;
    assert_eq!((own.passages.len(), own.passages[0].codings.len()), (1, 1));
    assert!(own.has_others);
    let all = sheet(place, desk.awa, &desk, true).await;
    let seen: Vec<_> = all.passages.iter().map(|p| (p.words.as_str(), p.codings.len())).collect();
    assert_eq!(seen, [("Awa tient le cahier.", 1), ("La puce a expiré.", 2)]);
    assert_eq!(all.passages[1].codings[1].coder, "Personne luc@example.org");
}

async fn only_ones_own_codings_are_taken_back_or_noted(place: &Place) {
    let desk = desk(place).await;
    code(place, desk.luc, desk.story, 1, "La puce a expiré.", &[desk.cost], "à moi").await.unwrap();
    let coding = sheet(place, desk.luc, &desk, false).await.passages[0].codings[0].id;
    let store = &place.store;
    assert!(!store.remove_coding(desk.awa, desk.story, coding, now()).await.unwrap());
    assert!(!store.note_coding(desk.awa, desk.story, coding, "volé", now()).await.unwrap());
    assert!(store.note_coding(desk.luc, desk.story, coding, "relu", now()).await.unwrap());
    assert_eq!(sheet(place, desk.luc, &desk, false).await.passages[0].codings[0].memo, "relu");
    assert!(store.remove_coding(desk.luc, desk.story, coding, now()).await.unwrap());
    assert!(sheet(place, desk.luc, &desk, true).await.passages.is_empty());
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM excerpts").await, 1, "its place stays taken");
}

async fn what_was_done_last_is_undone_at_once(place: &Place) {
    let desk = desk(place).await;
    code(place, desk.awa, desk.story, 1, "La puce a expiré.", &[desk.cost], "").await.unwrap();
    code(place, desk.luc, desk.story, 1, "La puce a expiré.", &[desk.cost], "").await.unwrap();
    code(place, desk.awa, desk.story, 1, "Awa tient le cahier.", &[desk.usage, desk.cost], "").await.unwrap();
    let undo = async || place.store.undo_coding(desk.awa, desk.story, now()).await.unwrap();
    assert_eq!(undo().await, 2, "two codes were put at once");
    assert_eq!(sheet(place, desk.awa, &desk, false).await.passages[0].words, "La puce a expiré.");
    assert_eq!(undo().await, 1);
    assert_eq!(undo().await, 0);
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM codings").await, 1, "the other coder's stays");
}

async fn a_text_that_changed_meanwhile_is_not_coded(place: &Place) {
    let desk = desk(place).await;
    revision(place, desk.story, 2, SECOND).await;
    place.put("UPDATE experiences SET current_revision = 2 WHERE id = $1", bind![desk.story.uuid()]).await;
    let refused = code(place, desk.awa, desk.story, 1, "La puce a expiré.", &[desk.cost], "").await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    code(place, desk.awa, desk.story, 2, "La puce a Expiré.", &[desk.cost], "").await.unwrap();
}

async fn a_flagged_passage_is_set_right(place: &Place) {
    let desk = desk(place).await;
    code(place, desk.awa, desk.story, 1, "Awa tient le cahier.", &[desk.usage], "").await.unwrap();
    revision(place, desk.story, 2, SECOND).await;
    place.put("UPDATE experiences SET current_revision = 2 WHERE id = $1", bind![desk.story.uuid()]).await;
    move_passages(place, desk.story, 2).await.unwrap();
    let shown = sheet(place, desk.awa, &desk, false).await;
    assert_eq!(shown.passages[0].span, None);
    assert_eq!(
        shown.passages[0].words, "Awa tient le cahier.",
        "what it said is shown to whoever sets it right"
    );
    let span = find(SECOND, "[Une personne] tient le cahier.").unwrap();
    let repair =
        Repair { experience: desk.story, excerpt: shown.passages[0].id, revision: 1, span, now: now() };
    let refused = place.store.repair_passage(desk.awa, repair.clone()).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "read before the text changed");
    let elsewhere = Repair { excerpt: ExcerptId::new(now(), &place.chance), revision: 2, ..repair.clone() };
    assert!(place.store.repair_passage(desk.awa, elsewhere).await.is_err());
    place.store.repair_passage(desk.awa, Repair { revision: 2, ..repair }).await.unwrap();
    let shown = sheet(place, desk.awa, &desk, false).await;
    assert_eq!((shown.passages[0].span, shown.passages[0].place), (Some(span), 1));
    assert_eq!(standing(place).await, [(2, false, "[Une personne] tient le cahier.".to_owned())]);
}

async fn a_story_is_open_to_those_who_code_its_study(place: &Place) {
    let desk = desk(place).await;
    let other = place.study("eau").await;
    for (email, role, study) in [
        ("ailleurs@example.org", Role::Analyst, other),
        ("redige@example.org", Role::Editor, desk.study),
        ("paie@example.org", Role::Sponsor, desk.study),
    ] {
        let account = place.account(email, &[(role, Some(study))]).await;
        assert!(place.store.coding_sheet(account, desk.story, true).await.unwrap().is_none(), "{email}");
        let refused = code(place, account, desk.story, 1, "La puce", &[desk.cost], "").await;
        assert!(matches!(refused, Err(StoreError::Stale)), "{email}: {refused:?}");
        assert_eq!(place.store.stories_to_code(account).await.unwrap(), (0, None), "{email}");
    }
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM excerpts").await, 0);
}

async fn the_next_story_to_code_is_one_that_counts(place: &Place) {
    let desk = desk(place).await;
    let survey = place.survey(desk.study, "autres").await;
    let (waiting, _) = place.submission(&survey, "uuid:2", "Deux").await;
    story(place, waiting, 2, "Un retour que personne n'a accepté.").await;
    let (accepted, _) = place.submission(&survey, "uuid:3", "Trois").await;
    place.decide(desk.awa, accepted, 1, ReviewStatus::Accepted).await.unwrap();
    let aside = story(place, accepted, 3, "Une vitrine sur un réseau.").await;
    place.put("UPDATE experiences SET review_status = 'set_aside' WHERE id = $1", bind![aside.uuid()]).await;
    let next = story(place, accepted, 4, "Un carnet partagé.").await;
    let shown = sheet(place, desk.awa, &desk, false).await;
    assert_eq!(shown.neighbors, [None, Some((next, 4))]);
    assert_eq!(place.store.stories_to_code(desk.awa).await.unwrap(), (2, Some(desk.story)));
    code(place, desk.awa, next, 1, "Un carnet partagé.", &[desk.usage], "").await.unwrap();
    assert_eq!(sheet(place, desk.awa, &desk, false).await.neighbors, [None, None]);
    assert_eq!(
        sheet(place, desk.luc, &desk, false).await.neighbors[1],
        Some((next, 4)),
        "each codes for oneself"
    );
}

async fn passages_are_found_by_code_theme_country_and_consent(place: &Place) {
    let desk = desk(place).await;
    let sql = "UPDATE experiences SET theme = 'eah', country = 'bf' WHERE id = $1";
    place.put(sql, bind![desk.story.uuid()]).await;
    let consent = async |level: Publication, later| {
        let sql =
            "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
                   VALUES ($1, $2, $3, 'publication', $4, 'web', $5)";
        let id = ConsentId::new(now(), &place.chance);
        let values =
            bind![id.uuid(), desk.submission.uuid(), desk.story.uuid(), level.word(), now().plus(later)];
        place.put(sql, values).await;
    };
    consent(Publication::Named, 0).await;
    consent(Publication::Figures, DAY).await;
    code(place, desk.awa, desk.story, 1, "La puce a expiré.", &[desk.cost], "cher").await.unwrap();
    code(place, desk.luc, desk.story, 1, "La puce a expiré.", &[desk.cost, desk.usage], "").await.unwrap();
    code(place, desk.luc, desk.story, 1, "Awa tient le cahier.", &[desk.usage], "").await.unwrap();
    let filter = PassageFilter {
        study: desk.study,
        label: None,
        theme: String::new(),
        country: String::new(),
        level: None,
        page: 1,
    };
    let found = async |filter: PassageFilter| {
        let found = place.store.passages(desk.awa, &filter).await.unwrap();
        assert_eq!(usize::try_from(found.total).unwrap(), found.rows.len());
        found.rows.iter().map(|row| row.span.of(&row.text).unwrap().to_owned()).collect::<Vec<_>>()
    };
    let both = ["Awa tient le cahier.", "La puce a expiré."];
    assert_eq!(found(filter.clone()).await, both);
    assert_eq!(
        found(PassageFilter { label: Some(desk.constraint), ..filter.clone() }).await,
        both[1..],
        "and below"
    );
    assert_eq!(
        found(PassageFilter { theme: "eah".into(), country: "bf".into(), ..filter.clone() }).await,
        both
    );
    assert!(found(PassageFilter { theme: "sante".into(), ..filter.clone() }).await.is_empty());
    assert!(found(PassageFilter { country: "sn".into(), ..filter.clone() }).await.is_empty());
    assert!(found(PassageFilter { level: Some(Publication::Named), ..filter.clone() }).await.is_empty());
    assert_eq!(found(PassageFilter { level: Some(Publication::Figures), ..filter.clone() }).await, both);
    let page = place.store.passages(desk.awa, &filter).await.unwrap();
    let last = &page.rows[1];
    assert_eq!((last.coders, last.labels.len(), last.place), (2, 2, 1));
    assert_eq!(last.memos, [("Personne awa@example.org".to_owned(), "cher".to_owned())]);
    assert_eq!(last.publication, Some(Publication::Figures), "the last word counts");
    assert_eq!(page.facets, [vec!["eah".to_owned()], vec!["bf".to_owned()]]);
    let editor = place.account("redige@example.org", &[(Role::Editor, Some(desk.study))]).await;
    assert_eq!(place.store.passages(editor, &filter).await.unwrap().total, 2);
    let sponsor = place.account("paie@example.org", &[(Role::Sponsor, None)]).await;
    assert_eq!(place.store.passages(sponsor, &filter).await.unwrap().total, 0);
}

async fn a_matrix_counts_passages_once(place: &Place) {
    let desk = desk(place).await;
    place.put("UPDATE experiences SET theme = 'eah' WHERE id = $1", bind![desk.story.uuid()]).await;
    code(place, desk.awa, desk.story, 1, "La puce a expiré.", &[desk.cost, desk.usage], "").await.unwrap();
    code(place, desk.luc, desk.story, 1, "La puce a expiré.", &[desk.cost], "").await.unwrap();
    let matrix = place.store.matrix(desk.awa, desk.study, MatrixBy::Theme).await.unwrap();
    assert_eq!(matrix.columns, ["eah"]);
    assert_eq!(matrix.cells.len(), 2);
    assert!(matrix.cells.contains(&(desk.cost, "eah".to_owned(), 1)), "two coders, one passage");
    let by_country = place.store.matrix(desk.awa, desk.study, MatrixBy::Country).await.unwrap();
    assert_eq!(by_country.columns, [""]);
}
