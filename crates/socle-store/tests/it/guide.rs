//! Guides: written by two without loss, proposed with their evidence, read over, approved, published and taken back.

use crate::{
    place::{Place, now},
    world::guides::{GuideWorld, PASSAGE},
};
use socle_domain::{
    account::Role,
    consent::Publication,
    guide::{
        ApprovalVerdict, Criterion, EvidenceLevel, Fault, Finding, GuideKind, GuideStatus, Place as Where,
        Refusal, Source, Standing as Answered, TypedHeader,
    },
    id::{GuideId, GuideRevisionId},
    time::{DAY, Timestamp},
};
use socle_store::{
    DrawerFilter, NewGuide, NotPublished, SaveGuide, StoreError, guide_at, is_guide_gone, published_guide,
    published_guides,
};

cases! {
    two_editors_never_overwrite_each_other,
    guides_are_not_there_for_another_study,
    a_proposal_keeps_the_words_it_quotes,
    what_may_not_be_cited_is_refused_with_its_place,
    words_of_a_return_are_refused_with_their_place,
    the_name_of_who_did_not_agree_is_refused,
    two_people_read_over_and_one_did_not_write,
    two_who_wrote_it_are_not_enough,
    a_no_on_what_decides_blocks,
    contributors_are_asked_and_heard,
    silence_publishes_without_the_name,
    an_approval_is_not_asked_twice_for_the_same_words,
    every_revision_stays,
    addresses_of_before_lead_to_the_guide,
    consent_that_is_lowered_shows_at_once,
    a_withdrawal_empties_the_guide_and_tells_its_editors,
    a_guide_is_taken_down_and_comes_back,
    starters_are_taken_down_in_one_act,
    the_desk_counts_what_waits,
    the_drawer_finds_passages,
    a_passage_leads_to_its_sentences_and_its_consent,
}

async fn published(place: &Place) -> Option<socle_domain::guide::GuideView> {
    published_guide(&mut place.store.snapshot().await.unwrap(), 1, "fr").await.unwrap()
}

/// Everything that says no.
fn refused<T: std::fmt::Debug>(outcome: Result<T, NotPublished>) -> Vec<Refusal> {
    match outcome {
        Err(NotPublished::Refused(refusals)) => refusals,
        other => panic!("refused, not {other:?}"),
    }
}

fn uses(number: usize, fault: Fault) -> Refusal {
    Refusal::Text(Finding { place: Where::Sentence { block: "uses", number }, fault })
}

async fn two_editors_never_overwrite_each_other(place: &Place) {
    let world = GuideWorld::build(place).await;
    assert_eq!(world.save(place, 1, "Le premier texte.").await, 2);
    let (header, body) = GuideWorld::text("Le second texte.");
    let late = SaveGuide {
        guide: world.guide,
        language: "fr".to_owned(),
        version: 1,
        header,
        body,
        account: world.editor,
        now: now(),
    };
    assert!(matches!(place.store.save_guide(late.clone()).await, Err(StoreError::Stale)));
    assert_eq!(world.draft(place).await.body.get("uses"), "Le premier texte.");
    let english = SaveGuide { language: "en".to_owned(), version: 0, ..late };
    assert_eq!(place.store.save_guide(english.clone()).await.unwrap(), 1);
    assert!(
        matches!(place.store.save_guide(english).await, Err(StoreError::Stale)),
        "a first text is written once"
    );
    let file = place.store.guide_file(world.editor, world.guide, "en").await.unwrap().unwrap();
    assert_eq!((file.languages, file.draft.version), (vec!["fr".to_owned(), "en".to_owned()], 1));
}

async fn guides_are_not_there_for_another_study(place: &Place) {
    let world = GuideWorld::build(place).await;
    let store = &place.store;
    assert!(store.guides(world.stranger).await.unwrap().is_empty());
    assert!(store.guide_file(world.stranger, world.guide, "fr").await.unwrap().is_none());
    let (header, body) = GuideWorld::text("Volé.");
    let save = SaveGuide {
        guide: world.guide,
        language: "fr".to_owned(),
        version: 1,
        header,
        body,
        account: world.stranger,
        now: now(),
    };
    assert!(matches!(store.save_guide(save).await, Err(StoreError::Stale)));
    let proposed = world.proposed(place, "Un usage.").await;
    assert!(store.guide_standing(world.stranger, proposed.id).await.unwrap().is_none());
    assert!(matches!(
        store.publish_guide(world.stranger, proposed.id, now()).await,
        Err(NotPublished::Missing)
    ));
    assert!(store.take_down_guide(world.stranger, world.guide, now()).await.is_err());
    assert!(store.guide_revisions(world.stranger, world.guide).await.unwrap().is_empty());
    let new = NewGuide {
        id: GuideId::new(now().plus(1), &place.chance),
        study: world.study,
        kind: GuideKind::Method,
        language: "fr".to_owned(),
        title: "Intrus".to_owned(),
        account: world.reviewer,
        now: now(),
    };
    assert_eq!(store.create_guide(new).await.unwrap(), None, "who reads over does not write");
}

async fn a_proposal_keeps_the_words_it_quotes(place: &Place) {
    let world = GuideWorld::build(place).await;
    let text =
        format!("Les pannes se voient [@r{}:1]. Pas toujours {}.", world.anonymous.number, "[@r1:1 contre]");
    let proposed = world.proposed(place, &text).await;
    assert_eq!(proposed.revision, 1);
    let rows =
        place.rows("SELECT quotation, stance, claim, place FROM citations ORDER BY place", Vec::new()).await;
    let told: Vec<(String, String, String)> = rows
        .iter()
        .map(|row| (row.get("quotation").unwrap(), row.get("stance").unwrap(), row.get("claim").unwrap()))
        .collect();
    assert_eq!(told[0], (PASSAGE.to_owned(), "supports".to_owned(), "Les pannes se voient.".to_owned()));
    assert_eq!((told[1].1.as_str(), told[1].2.as_str()), ("contrary", "Pas toujours."));
    let view = place.store.revision_view(proposed.id).await.unwrap().unwrap();
    assert_eq!((view.counts.supports, view.counts.contrary, view.level), (1, 1, EvidenceLevel::E1));
    assert!(published(place).await.is_none(), "readers see nothing yet");
}

async fn what_may_not_be_cited_is_refused_with_its_place(place: &Place) {
    let world = GuideWorld::build(place).await;
    let figures = format!("[@r{}:1]", world.figures.number);
    let text =
        format!("Bien. Un chiffre {figures}. Rien [@r999:1] ni [@ref7]. Une veille [@w3]. Faux [@rien].");
    let version = world.save(place, 1, &text).await;
    let faults: Vec<_> = refused(world.propose(place, version).await);
    let places: Vec<_> = faults
        .iter()
        .map(|refusal| match refusal {
            Refusal::Text(Finding { place: Where::Sentence { number, .. }, fault }) => {
                (*number, fault.clone())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let read = |text: &str| socle_domain::guide::Citation::parse(text).unwrap();
    assert_eq!(
        places,
        [
            (2, Fault::NotConsented(read(&format!("r{}:1", world.figures.number)))),
            (3, Fault::UnknownCitation(read("r999:1"))),
            (3, Fault::UnknownCitation(read("ref7"))),
            (4, Fault::WatchItem(read("w3"))),
            (5, Fault::Malformed("[@rien]".to_owned())),
        ]
    );
    place.put("UPDATE experiences SET review_status = 'set_aside' WHERE number = 1", vec![]).await;
    place
        .put(
            "UPDATE excerpts SET is_flagged = $1 WHERE experience_id = $2",
            bind![true, world.anonymous.experience.uuid()],
        )
        .await;
    let text = format!("Un [@r1:1]. Deux {}.", world.anonymous.citation());
    let version = world.save(place, version, &text).await;
    let anonymous = read(&format!("r{}:1", world.anonymous.number));
    assert_eq!(
        refused(world.propose(place, version).await),
        [uses(1, Fault::SetAside(read("r1:1"))), uses(2, Fault::Flagged(anonymous))]
    );
}

async fn words_of_a_return_are_refused_with_their_place(place: &Place) {
    let world = GuideWorld::build(place).await;
    let text = "Court. On lit que LA CARTE SIM **prépayée** a expiré pendant la saison, sans renvoi.";
    let version = world.save(place, 1, text).await;
    let refusals = refused(world.propose(place, version).await);
    assert!(refusals.len() == 3, "each return that holds them is told: {refusals:?}");
    let Refusal::Text(Finding { place: at, fault: Fault::Pasted { words, .. } }) = &refusals[0] else {
        panic!("{refusals:?}")
    };
    assert_eq!(*at, Where::Sentence { block: "uses", number: 2 });
    assert_eq!(words, "la carte sim prepayee a expire pendant la saison");
    let draft = world.draft(place).await;
    let found = place.store.pasted_words(world.editor, world.guide, &draft).await.unwrap().unwrap();
    assert_eq!(found.len(), 3);
}

async fn the_name_of_who_did_not_agree_is_refused(place: &Place) {
    let world = GuideWorld::build(place).await;
    let text = "Merci au Comité des forages de Kaya. Merci au groupement LAFIA.";
    let version = world.save(place, 1, text).await;
    assert_eq!(
        refused(world.propose(place, version).await),
        [uses(2, Fault::NamesAnonymous("Groupement Lafia".to_owned()))]
    );
}

async fn two_people_read_over_and_one_did_not_write(place: &Place) {
    let world = GuideWorld::build(place).await;
    let proposed = world.proposed(place, "Un usage.").await;
    assert_eq!(refused(world.publish(place, proposed.id, now()).await), [Refusal::Readers { found: 0 }]);
    world.reads(place, world.editor, proposed.id, None).await;
    assert_eq!(refused(world.publish(place, proposed.id, now()).await), [Refusal::Readers { found: 1 }]);
    world.reads(place, world.reviewer, proposed.id, None).await;
    world.publish(place, proposed.id, now()).await.unwrap();
    let view = published(place).await.unwrap();
    assert_eq!(
        (view.status, view.revision, view.slug.as_str()),
        (GuideStatus::Published, Some(1), "suivre-un-forage-par-sms")
    );
    assert_eq!(view.published_at, Some(now()));
    assert_eq!(view.review_due.map(|day| day.to_string()), Some("2017-08-10".to_owned()));
    assert_eq!(view.readers.len(), 2);
    let late = place.store.review_guide(world.analyst, proposed.id, Vec::new(), now()).await;
    assert!(matches!(late, Err(StoreError::Stale)), "what is published is not read over any more");
}

async fn two_who_wrote_it_are_not_enough(place: &Place) {
    let world = GuideWorld::build(place).await;
    let second = place.account("second@example.org", &[(Role::Editor, Some(world.study))]).await;
    world.proposed(place, "Un usage.").await;
    let (header, body) = GuideWorld::text("Un usage, dit mieux.");
    let (version, account) = (world.draft(place).await.version, second);
    let language = "fr".to_owned();
    let save = SaveGuide { guide: world.guide, language, version, header, body, account, now: now() };
    let version = place.store.save_guide(save).await.unwrap();
    let of = ("fr", version);
    let proposed =
        place.store.propose_guide(second, world.guide, of, false, &place.chance, now()).await.unwrap();
    for reader in [world.editor, second] {
        world.reads(place, reader, proposed.id, None).await;
    }
    assert_eq!(refused(world.publish(place, proposed.id, now()).await), [Refusal::NoOutsideReader]);
    world.reads(place, world.analyst, proposed.id, None).await;
    world.publish(place, proposed.id, now()).await.unwrap();
}

async fn a_no_on_what_decides_blocks(place: &Place) {
    let world = GuideWorld::build(place).await;
    let proposed = world.proposed(place, "Un usage.").await;
    world.reads(place, world.reviewer, proposed.id, Some(Criterion::Claims)).await;
    world.reads(place, world.analyst, proposed.id, Some(Criterion::Plain)).await;
    let no =
        Refusal::Verdict { criterion: Criterion::Claims, reader: "Personne reviewer@example.org".to_owned() };
    assert_eq!(refused(world.publish(place, proposed.id, now()).await), [no]);
    world.reads(place, world.reviewer, proposed.id, None).await;
    world.publish(place, proposed.id, now()).await.unwrap();
}

/// The approval of the one contributor who was asked.
async fn approval(place: &Place, world: &GuideWorld, revision: GuideRevisionId) -> socle_store::ApprovalRow {
    let standing = place.store.guide_standing(world.editor, revision).await.unwrap().unwrap();
    assert_eq!(standing.approvals.len(), 1, "only who is named is asked");
    standing.approvals[0].clone()
}

async fn contributors_are_asked_and_heard(place: &Place) {
    let world = GuideWorld::build(place).await;
    let text = format!("Un [@r1:1]. Deux {}.", world.anonymous.citation());
    let proposed = world.proposed(place, &text).await;
    world.read_over(place, proposed.id).await;
    let asked = approval(place, &world, proposed.id).await;
    let says = async |verdict, words: &str| {
        place.store.answer_approval(asked.id, verdict, words.to_owned(), now()).await.unwrap();
    };
    let no = |standing| vec![Refusal::Approval { experience: 1, standing }];
    assert_eq!(refused(world.publish(place, proposed.id, now()).await), no(Answered::Waiting));
    says(ApprovalVerdict::Corrected, "Le forage est à Kongoussi.").await;
    assert_eq!(refused(world.publish(place, proposed.id, now()).await), no(Answered::Corrected));
    says(ApprovalVerdict::Refused, "").await;
    assert_eq!(refused(world.publish(place, proposed.id, now()).await), no(Answered::Refused));
    says(ApprovalVerdict::Approved, "").await;
    world.publish(place, proposed.id, now()).await.unwrap();
    let late = place.store.answer_approval(asked.id, ApprovalVerdict::Refused, String::new(), now()).await;
    assert!(matches!(late, Err(StoreError::Stale)));
    let view = published(place).await.unwrap();
    let who: Vec<_> = view.notes.iter().map(who).collect();
    assert_eq!(who, ["Comité des forages de Kaya, Burkina Faso", "Un contributeur"]);
}

fn who(note: &socle_domain::guide::Note) -> String {
    match &note.source {
        Source::Return { who, .. } => who.clone(),
        other => panic!("{other:?}"),
    }
}

async fn silence_publishes_without_the_name(place: &Place) {
    let world = GuideWorld::build(place).await;
    let proposed = world.proposed(place, "Un [@r1:1].").await;
    world.read_over(place, proposed.id).await;
    let asked = approval(place, &world, proposed.id).await;
    let day = |n: i64| now().plus(n * DAY);
    assert!(!place.store.remind_by_hand(world.editor, asked.id, day(4)).await.unwrap(), "too early");
    assert!(!place.store.remind_by_hand(world.stranger, asked.id, day(5)).await.unwrap());
    assert!(place.store.remind_by_hand(world.editor, asked.id, day(5)).await.unwrap());
    assert!(!place.store.remind_by_hand(world.editor, asked.id, day(6)).await.unwrap(), "once each");
    assert!(place.store.remind_by_hand(world.editor, asked.id, day(10)).await.unwrap());
    assert!(!refused(world.publish(place, proposed.id, day(14)).await).is_empty());
    world.publish(place, proposed.id, day(15)).await.unwrap();
    let view = published(place).await.unwrap();
    assert_eq!(who(&view.notes[0]), "Un contributeur");
}

async fn an_approval_is_not_asked_twice_for_the_same_words(place: &Place) {
    let world = GuideWorld::build(place).await;
    let first = world.proposed(place, "Un [@r1:1].").await;
    let asked = approval(place, &world, first.id).await;
    place.store.answer_approval(asked.id, ApprovalVerdict::Approved, String::new(), now()).await.unwrap();
    let same = world.proposed(place, "Un [@r1:1]. Une phrase de plus.").await;
    assert_eq!(approval(place, &world, same.id).await.approval.verdict, ApprovalVerdict::Approved);
    let other = world.proposed(place, "Un tout autre propos [@r1:1].").await;
    assert_eq!(approval(place, &world, other.id).await.approval.verdict, ApprovalVerdict::Asked);
    let standing = place.store.approval(asked.id).await.unwrap().unwrap();
    assert!(!standing.is_open, "what was replaced is not asked about any more");
}

async fn every_revision_stays(place: &Place) {
    let world = GuideWorld::build(place).await;
    for (number, text) in [(1, "Le premier usage."), (2, "Le second usage.")] {
        let proposed = world.proposed(place, text).await;
        assert_eq!(proposed.revision, number);
        world.read_over(place, proposed.id).await;
        world.publish(place, proposed.id, now().plus(number)).await.unwrap();
    }
    let revisions = place.store.guide_revisions(world.reviewer, world.guide).await.unwrap();
    let mut kept: Vec<_> = revisions
        .iter()
        .map(|row| (row.revision, row.body.get("uses"), row.superseded_at.is_some()))
        .collect();
    kept.sort_unstable();
    assert_eq!(kept, [(1, "Le premier usage.", true), (2, "Le second usage.", false)]);
    assert_eq!(published(place).await.unwrap().revision, Some(2));
}

async fn addresses_of_before_lead_to_the_guide(place: &Place) {
    let world = GuideWorld::build(place).await;
    let first = world.proposed(place, "Un usage.").await;
    world.read_over(place, first.id).await;
    world.publish(place, first.id, now()).await.unwrap();
    let file = place.store.guide_file(world.editor, world.guide, "fr").await.unwrap().unwrap();
    let (mut header, body) = GuideWorld::text("Un usage.");
    header.set(socle_domain::guide::HeaderField::Title, "Surveiller un forage par SMS");
    let version = file.draft.version;
    let save = SaveGuide {
        guide: world.guide,
        language: "fr".to_owned(),
        version,
        header,
        body,
        account: world.editor,
        now: now(),
    };
    let version = place.store.save_guide(save).await.unwrap();
    let second = world.propose(place, version).await.unwrap();
    world.read_over(place, second.id).await;
    world.publish(place, second.id, now().plus(1)).await.unwrap();
    let mut snapshot = place.store.snapshot().await.unwrap();
    let mut at = async |slug: &str| guide_at(&mut snapshot, "fr", slug).await.unwrap();
    assert_eq!(
        at("suivre-un-forage-par-sms").await,
        Some((1, Some("surveiller-un-forage-par-sms".to_owned())))
    );
    assert_eq!(at("surveiller-un-forage-par-sms").await, Some((1, None)));
    assert_eq!(at("rien").await, None);
}

async fn consent_that_is_lowered_shows_at_once(place: &Place) {
    let world = GuideWorld::build(place).await;
    let proposed = world.proposed(place, "Un [@r1:1].").await;
    world.read_over(place, proposed.id).await;
    let asked = approval(place, &world, proposed.id).await;
    place.store.answer_approval(asked.id, ApprovalVerdict::Approved, String::new(), now()).await.unwrap();
    world.publish(place, proposed.id, now()).await.unwrap();
    let (submission, experience) = (world.named.submission, world.named.experience);
    world.consents(place, submission, experience, Publication::Anonymous).await;
    assert_eq!(who(&published(place).await.unwrap().notes[0]), "Un contributeur");
    world.consents(place, submission, experience, Publication::Figures).await;
    let view = published(place).await.unwrap();
    assert_eq!(view.notes[0].source, Source::Withdrawn { number: 1 });
    assert_eq!((view.counts.supports, view.counts.withdrawn), (0, 1));
}

async fn a_withdrawal_empties_the_guide_and_tells_its_editors(place: &Place) {
    let world = GuideWorld::build(place).await;
    let text = format!("Un [@r1:1]. Deux {}.", world.anonymous.citation());
    let proposed = world.proposed(place, &text).await;
    world.read_over(place, proposed.id).await;
    let asked = approval(place, &world, proposed.id).await;
    place.store.answer_approval(asked.id, ApprovalVerdict::Approved, String::new(), now()).await.unwrap();
    world.publish(place, proposed.id, now()).await.unwrap();
    place.store.withdraw(world.named.submission, now()).await.unwrap().unwrap();
    let view = published(place).await.unwrap();
    assert_eq!(view.status, GuideStatus::Amended);
    assert_eq!(view.notes[0].source, Source::Withdrawn { number: 1 });
    assert_eq!((view.counts.supports, view.counts.withdrawn), (1, 1));
    let tasks = place.store.editor_tasks(world.editor).await.unwrap();
    assert_eq!(
        tasks.iter().map(|task| (task.guide, task.reason.as_str())).collect::<Vec<_>>(),
        [(world.guide, "evidence_withdrawn")]
    );
    let version = world.draft(place).await.version;
    let cited = socle_domain::guide::Citation::parse("r1:1").unwrap();
    assert_eq!(refused(world.propose(place, version).await), [uses(1, Fault::Withdrawn(cited))]);
    let mended = world.proposed(place, "Un usage.").await;
    world.read_over(place, mended.id).await;
    world.publish(place, mended.id, now().plus(1)).await.unwrap();
    assert!(place.store.editor_tasks(world.editor).await.unwrap().is_empty(), "a new revision settles it");
}

async fn a_guide_is_taken_down_and_comes_back(place: &Place) {
    let world = GuideWorld::build(place).await;
    let first = world.proposed(place, "Un usage.").await;
    world.read_over(place, first.id).await;
    world.publish(place, first.id, now()).await.unwrap();
    let gone = async || is_guide_gone(&mut place.store.snapshot().await.unwrap(), 1).await.unwrap();
    assert!(!gone().await);
    place.store.take_down_guide(world.editor, world.guide, now()).await.unwrap();
    assert!(published(place).await.is_none() && gone().await);
    assert!(place.store.take_down_guide(world.editor, world.guide, now()).await.is_err(), "once");
    let again = world.proposed(place, "Un usage, revu.").await;
    world.read_over(place, again.id).await;
    world.publish(place, again.id, now().plus(1)).await.unwrap();
    assert!(published(place).await.is_some() && !gone().await);
}

async fn starters_are_taken_down_in_one_act(place: &Place) {
    let world = GuideWorld::build(place).await;
    let first = world.proposed(place, "Un usage.").await;
    world.read_over(place, first.id).await;
    world.publish(place, first.id, now()).await.unwrap();
    assert_eq!(place.store.take_down_starters(world.editor, now()).await.unwrap(), 0);
    let mut header = TypedHeader::from_stored(
        &place.column::<String>("SELECT header AS it FROM guide_revisions", vec![]).await[0],
    );
    header.set(socle_domain::guide::HeaderField::Starter, "oui");
    place.put("UPDATE guide_revisions SET header = $1", bind![header.to_stored()]).await;
    assert_eq!(place.store.take_down_starters(world.stranger, now()).await.unwrap(), 0);
    assert_eq!(place.store.take_down_starters(world.editor, now()).await.unwrap(), 1);
    let listed = published_guides(&mut place.store.snapshot().await.unwrap(), "fr").await.unwrap();
    assert!(listed.is_empty());
}

async fn the_desk_counts_what_waits(place: &Place) {
    let world = GuideWorld::build(place).await;
    let tasks = async |account, at: Timestamp| {
        let tasks = place.store.guide_tasks(account, at).await.unwrap();
        [tasks.to_review, tasks.tasks, tasks.approvals, tasks.review_due]
    };
    assert_eq!(tasks(world.editor, now()).await, [0; 4]);
    let proposed = world.proposed(place, "Un [@r1:1].").await;
    assert_eq!(tasks(world.reviewer, now()).await, [1, 0, 0, 0]);
    assert_eq!(tasks(world.editor, now()).await, [1, 0, 1, 0]);
    assert_eq!(tasks(world.stranger, now()).await, [0; 4]);
    world.read_over(place, proposed.id).await;
    assert_eq!(tasks(world.reviewer, now()).await, [0; 4]);
    let asked = approval(place, &world, proposed.id).await;
    place.store.answer_approval(asked.id, ApprovalVerdict::Approved, String::new(), now()).await.unwrap();
    world.publish(place, proposed.id, now()).await.unwrap();
    assert_eq!(tasks(world.editor, now().plus(170 * DAY)).await, [0; 4]);
    assert_eq!(
        tasks(world.editor, now().plus(190 * DAY)).await,
        [0, 0, 0, 1],
        "a page about a tool is due after six months"
    );
    let listed = place.store.guides(world.editor).await.unwrap();
    assert_eq!(listed[0].review_due_at.map(|at| at > now().plus(170 * DAY)), Some(true));
}

async fn the_drawer_finds_passages(place: &Place) {
    let world = GuideWorld::build(place).await;
    let find = async |filter: DrawerFilter| {
        let drawer = place.store.drawer(world.editor, world.guide, &filter).await.unwrap().unwrap();
        drawer.passages.iter().map(|found| found.passage.experience).collect::<Vec<_>>()
    };
    let all = [world.named.number, world.anonymous.number];
    assert_eq!(find(DrawerFilter::default()).await, all, "what may not be quoted is not offered");
    assert_eq!(find(DrawerFilter { words: "SIM prepayee".to_owned(), ..DrawerFilter::default() }).await, all);
    assert!(find(DrawerFilter { words: "drone".to_owned(), ..DrawerFilter::default() }).await.is_empty());
    assert!(find(DrawerFilter { theme: "sante".to_owned(), ..DrawerFilter::default() }).await.is_empty());
    assert!(
        place.store.drawer(world.reviewer, world.guide, &DrawerFilter::default()).await.unwrap().is_none()
    );
}

async fn a_passage_leads_to_its_sentences_and_its_consent(place: &Place) {
    let world = GuideWorld::build(place).await;
    world.proposed(place, "Les pannes se voient [@r1:1].").await;
    let claims = world.draft(place).await.body.claims();
    let citations: Vec<_> = claims.iter().map(|claim| claim.citation).collect();
    let traced = place.store.guide_trace(world.reviewer, world.guide, &citations).await.unwrap().unwrap();
    assert_eq!(traced.len(), 1);
    assert_eq!(traced[0].passage.words, PASSAGE);
    assert_eq!(traced[0].span.unwrap().of(&traced[0].text), Some(PASSAGE));
    assert_eq!(
        traced[0].consents.iter().map(|(level, _, _)| *level).collect::<Vec<_>>(),
        [Publication::Named]
    );
    assert_eq!(traced[0].cited_by[0].claim, "Les pannes se voient.");
    assert!(!traced[0].cited_by[0].is_published);
}
