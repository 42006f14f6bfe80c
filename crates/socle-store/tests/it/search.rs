//! The search index follows what the public may read, and nothing else.

use crate::{
    place::{Place, now},
    world::guides::{GuideWorld, PASSAGE},
};
use socle_domain::{consent::Publication, time::MINUTE};
use socle_store::{Followed, FoundText, NewRevision, RevisionReason, SearchIndex, SearchKind, SearchQuery};
use std::sync::Arc;

cases! {
    only_what_may_be_read_is_found,
    what_changes_is_found_as_it_is_now,
    what_is_withdrawn_leaves_the_index_and_was_never_shown,
    a_guide_is_found_by_its_own_words_and_not_by_those_it_quotes,
}

async fn followed(place: &Place) -> Arc<SearchIndex> {
    let index = Arc::new(SearchIndex::in_memory().unwrap());
    place.store.follow_search(&index).await.unwrap();
    index
}

async fn find(place: &Place, index: &SearchIndex, words: &str) -> Vec<FoundText> {
    let hits = index.search(&SearchQuery { words, language: "fr", skip: 0, most: 20 }).unwrap();
    place.store.found_texts(&hits).await.unwrap()
}

fn returns(found: &[FoundText]) -> Vec<i64> {
    let of_returns = found.iter().filter(|text| text.kind == SearchKind::Experience);
    let mut numbers: Vec<i64> = of_returns.map(|text| text.number).collect();
    numbers.sort_unstable();
    numbers
}

async fn only_what_may_be_read_is_found(place: &Place) {
    let world = GuideWorld::build(place).await;
    let index = followed(place).await;
    let found = find(place, &index, "cartes prepayees").await;
    assert_eq!(returns(&found), [world.named.number, world.anonymous.number], "not the one for figures only");
    assert_eq!(index.len(), 2, "which is not even in the index");
    world.consents(place, world.named.submission, world.named.experience, Publication::Figures).await;
    let found = find(place, &index, "cartes prepayees").await;
    assert_eq!(returns(&found), [world.anonymous.number], "what the index still holds is read again");
}

async fn what_changes_is_found_as_it_is_now(place: &Place) {
    let world = GuideWorld::build(place).await;
    let index = followed(place).await;
    let story = place.store.experience(world.analyst, world.anonymous.experience).await.unwrap().unwrap();
    let new = NewRevision {
        account: world.analyst,
        experience: world.anonymous.experience,
        over: story.revision,
        text: story.text.replace(PASSAGE, "Le xylophone est arrivé"),
        reason: RevisionReason::Masked,
        now: now().plus(MINUTE),
    };
    place.store.revise(new).await.unwrap();
    let done = place.store.follow_search(&index).await.unwrap();
    assert_eq!(done, Followed { saved: 1, gone: 0 });
    assert_eq!(returns(&find(place, &index, "xylophones").await), [world.anonymous.number]);
    assert_eq!(returns(&find(place, &index, "carte prépayée").await), [world.named.number]);
}

async fn what_is_withdrawn_leaves_the_index_and_was_never_shown(place: &Place) {
    let world = GuideWorld::build(place).await;
    let index = followed(place).await;
    place.store.withdraw(world.named.submission, now().plus(MINUTE)).await.unwrap().unwrap();
    assert_eq!(returns(&find(place, &index, "carte prépayée").await), [world.anonymous.number]);
    let done = place.store.follow_search(&index).await.unwrap();
    assert_eq!(done, Followed { saved: 0, gone: 1 });
    let hits = index.search(&SearchQuery { words: "carte", language: "fr", skip: 0, most: 20 }).unwrap();
    assert_eq!(hits.total, 1, "nothing of it is left to count");
}

async fn a_guide_is_found_by_its_own_words_and_not_by_those_it_quotes(place: &Place) {
    let world = GuideWorld::build(place).await;
    let proposed = world.proposed(place, &format!("Un gardien suffit {}.", world.anonymous.citation())).await;
    world.read_over(place, proposed.id).await;
    world.publish(place, proposed.id, now()).await.unwrap();
    let index = followed(place).await;
    let guides = async |words| {
        let found = find(place, &index, words).await;
        found.iter().filter(|text| text.kind == SearchKind::Guide).count()
    };
    assert_eq!(guides("gardiens").await, 1);
    assert_eq!(guides("prépayée").await, 0);
}
