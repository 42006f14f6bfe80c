//! What is published stays true when its evidence changes: masked, edited, set aside, taken up again, withdrawn.

use crate::{
    place::{Place, now},
    world::guides::{GuideWorld, PASSAGE, Told},
};
use socle_domain::{
    consent::Publication,
    guide::{Citation, Fault, GuideStatus, GuideView, Source},
    id::{CitationId, GuideId, GuideRevisionId},
    review::Reason,
    submission::ReviewStatus,
    time::MINUTE,
};
use socle_store::{
    Decision, ExperienceDecision, NewPrint, NewRevision, NotPublished, RevisionReason, published_guide,
};

cases! {
    words_that_are_masked_are_quoted_no_more,
    words_that_are_set_otherwise_are_quoted_as_they_are_now,
    an_edit_elsewhere_in_a_story_disturbs_no_guide,
    a_proposal_loses_what_is_masked_before_it_is_published,
    what_is_set_aside_is_quoted_no_more_and_comes_back,
    one_experience_that_is_set_aside_leaves_the_guide,
    a_withdrawal_costs_the_same_however_many_guides_cite,
}

/// A published guide that cites the anonymous return, with its sheets kept.
async fn on_paper(place: &Place) -> (GuideWorld, Told) {
    let world = GuideWorld::build(place).await;
    let told = world.anonymous;
    let proposed = world.proposed(place, &format!("La puce expire {}.", told.citation())).await;
    world.read_over(place, proposed.id).await;
    world.publish(place, proposed.id, now()).await.unwrap();
    let print = NewPrint {
        revision: proposed.id,
        content_version: place.store.content_version(),
        pages: 1,
        pdf: PASSAGE.as_bytes().to_vec(),
        now: now(),
    };
    assert!(place.store.keep_print(print).await.unwrap());
    place.put("DELETE FROM jobs", vec![]).await;
    (world, told)
}

async fn view(place: &Place) -> GuideView {
    published_guide(&mut place.store.snapshot().await.unwrap(), 1, "fr").await.unwrap().unwrap()
}

async fn quotations(place: &Place) -> Vec<Option<String>> {
    place.column("SELECT quotation AS it FROM citations", vec![]).await
}

async fn tasks(place: &Place, world: &GuideWorld) -> Vec<(String, String)> {
    let tasks = place.store.editor_tasks(world.editor).await.unwrap();
    tasks.into_iter().map(|task| (task.reason, task.place)).collect()
}

async fn sheets(place: &Place) -> (i64, i64) {
    let kept = place.number("SELECT COUNT(*) AS it FROM guide_prints").await;
    (kept, place.number("SELECT COUNT(*) AS it FROM jobs WHERE kind = 'print_guide'").await)
}

/// The story says `to` in the place of `from`.
async fn rewrite(place: &Place, world: &GuideWorld, told: Told, from: &str, to: &str) {
    let story = place.store.experience(world.analyst, told.experience).await.unwrap().unwrap();
    let new = NewRevision {
        account: world.analyst,
        experience: told.experience,
        over: story.revision,
        text: story.text.replace(from, to),
        reason: RevisionReason::Masked,
        now: now().plus(MINUTE),
    };
    assert_ne!(new.text, story.text, "« {from} » stands in: {}", story.text);
    place.store.revise(new).await.unwrap();
}

async fn words_that_are_masked_are_quoted_no_more(place: &Place) {
    let (world, told) = on_paper(place).await;
    let before = place.store.content_version();
    rewrite(place, &world, told, PASSAGE, "[…]").await;
    assert!(place.store.content_version() > before, "cached pages are stale from now on");
    assert_eq!(quotations(place).await, [None]);
    let view = view(place).await;
    assert_eq!(view.status, GuideStatus::Amended);
    assert!(!format!("{view:?}").contains("carte SIM"), "{view:?}");
    assert_eq!(sheets(place).await, (0, 1), "the sheets go, and are printed anew");
    let place_of_it = format!("r{}:1", told.number);
    assert_eq!(tasks(place, &world).await, [("evidence_masked".to_owned(), place_of_it)]);
}

async fn words_that_are_set_otherwise_are_quoted_as_they_are_now(place: &Place) {
    let (world, told) = on_paper(place).await;
    rewrite(place, &world, told, "La carte SIM prépayée", "La carte Sim prepayée").await;
    let now_it_reads = PASSAGE.replace("SIM prépayée", "Sim prepayée");
    assert_eq!(quotations(place).await, [Some(now_it_reads)]);
    assert_eq!(view(place).await.status, GuideStatus::Published, "nothing was lost");
    assert_eq!(sheets(place).await, (0, 1));
    let place_of_it = format!("r{}:1", told.number);
    assert_eq!(tasks(place, &world).await, [("evidence_changed".to_owned(), place_of_it)]);
}

async fn an_edit_elsewhere_in_a_story_disturbs_no_guide(place: &Place) {
    let (world, told) = on_paper(place).await;
    let before = place.store.content_version();
    rewrite(place, &world, told, "Nous sommes Groupement Lafia", "Nous sommes un groupement").await;
    assert_eq!(quotations(place).await, [Some(PASSAGE.to_owned())]);
    assert_eq!(sheets(place).await, (1, 0));
    assert_eq!(tasks(place, &world).await, []);
    assert!(place.store.content_version() > before, "its own page shows the new revision");
}

async fn a_proposal_loses_what_is_masked_before_it_is_published(place: &Place) {
    let world = GuideWorld::build(place).await;
    let told = world.anonymous;
    let proposed = world.proposed(place, &format!("La puce expire {}.", told.citation())).await;
    world.read_over(place, proposed.id).await;
    rewrite(place, &world, told, PASSAGE, "[…]").await;
    assert_eq!(quotations(place).await, [None]);
    let refused = world.publish(place, proposed.id, now().plus(2 * MINUTE)).await;
    assert!(matches!(refused, Err(NotPublished::Refused(_))), "{refused:?}");
    let cited = Citation::parse(&format!("r{}:1", told.number)).unwrap();
    assert!(format!("{refused:?}").contains(&format!("{:?}", Fault::Flagged(cited))), "{refused:?}");
}

async fn decide(place: &Place, world: &GuideWorld, told: Told, version: i64, status: ReviewStatus) {
    let reason = (status == ReviewStatus::SetAside).then(|| Reason::parse("duplicate", "").unwrap());
    let decision = Decision {
        account: world.analyst,
        submission: told.submission,
        version,
        status,
        reason,
        duplicate_of: None,
        now: now().plus(version * MINUTE),
    };
    place.store.review_submission(decision).await.unwrap();
}

async fn what_is_set_aside_is_quoted_no_more_and_comes_back(place: &Place) {
    let (world, told) = on_paper(place).await;
    let version = place.number("SELECT MIN(version) AS it FROM submissions").await;
    let before = place.store.content_version();
    decide(place, &world, told, version, ReviewStatus::SetAside).await;
    assert!(place.store.content_version() > before);
    let seen = view(place).await;
    assert_eq!(seen.notes[0].source, Source::Withdrawn { number: told.number });
    assert!(!format!("{seen:?}").contains("carte SIM"), "{seen:?}");
    assert_eq!(sheets(place).await, (0, 1));
    assert_eq!(tasks(place, &world).await, [("evidence_set_aside".to_owned(), String::new())]);
    decide(place, &world, told, version + 1, ReviewStatus::Accepted).await;
    assert_eq!(view(place).await.counts.supports, 1, "what counts again is quoted again");
}

async fn one_experience_that_is_set_aside_leaves_the_guide(place: &Place) {
    let (world, told) = on_paper(place).await;
    let decision = ExperienceDecision {
        account: world.analyst,
        experience: told.experience,
        version: 1,
        reason: Some(Reason::parse("external_communication", "").unwrap()),
        now: now().plus(MINUTE),
    };
    place.store.review_experience(decision).await.unwrap();
    assert!(!format!("{:?}", view(place).await).contains("carte SIM"));
    assert_eq!(sheets(place).await, (0, 1));
    assert_eq!(tasks(place, &world).await, [("evidence_set_aside".to_owned(), String::new())]);
}

async fn a_withdrawal_costs_the_same_however_many_guides_cite(place: &Place) {
    let (world, told) = on_paper(place).await;
    let other = world.told(place, "Comité de Pissila", Publication::Anonymous).await;
    let proposed = world.proposed(place, &format!("La puce expire {}.", other.citation())).await;
    for number in 2..=20 {
        another_guide(place, &world, proposed.id, number).await;
    }
    let by_one = statements(place, told).await;
    let by_twenty = statements(place, other).await;
    assert!(by_twenty <= by_one, "by one guide {by_one}, by twenty {by_twenty}");
    assert_eq!(place.number("SELECT COUNT(*) AS it FROM editor_tasks").await, 21);
}

/// A copy of a guide, which quotes the same words.
async fn another_guide(place: &Place, world: &GuideWorld, of: GuideRevisionId, number: i64) {
    let (guide, revision) = (GuideId::new(now(), &place.chance), GuideRevisionId::new(now(), &place.chance));
    let sql = "INSERT INTO guides (id, number, study_id, kind, status, version)
               VALUES ($1, $2, $3, 'tool', 'published', 1)";
    place.put(sql, bind![guide.uuid(), number, world.study.uuid()]).await;
    let sql = "INSERT INTO guide_revisions (id, guide_id, revision, language, title, body, created_at, published_at)
               SELECT $1, $2, 1, language, title, body, created_at, created_at FROM guide_revisions WHERE id = $3";
    place.put(sql, bind![revision.uuid(), guide.uuid(), of.uuid()]).await;
    let sql = "INSERT INTO citations (id, guide_revision_id, place, excerpt_id, quotation, claim)
               SELECT $1, $2, place, excerpt_id, quotation, claim FROM citations WHERE guide_revision_id = $3";
    let id = CitationId::new(now(), &place.chance);
    place.put(sql, bind![id.uuid(), revision.uuid(), of.uuid()]).await;
}

/// How many statements withdrawing takes.
async fn statements(place: &Place, told: Told) -> u64 {
    let before = place.store.statistics().statements;
    place.store.withdraw(told.submission, now().plus(MINUTE)).await.unwrap().unwrap();
    place.store.statistics().statements - before
}
