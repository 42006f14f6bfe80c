//! The trace, walked forward: all that stands on a return, and nothing else.

use crate::{
    place::{Place, now},
    world::World,
};
use socle_domain::{id::SubmissionId, trace::Downstream};

cases![all_that_stands_on_a_return_is_found_and_nothing_else, nothing_stands_on_a_return_that_is_not_there];

async fn all_that_stands_on_a_return_is_found_and_nothing_else(place: &Place) {
    let world = World::build(place).await;
    let found = place.store.downstream(world.withdrawn).await.unwrap();
    assert_eq!(found, world.downstream);
    let sizes = [
        found.experiences.len(),
        found.excerpts.len(),
        found.citations.len(),
        found.guide_revisions.len(),
        found.guides.len(),
        found.approvals.len(),
        found.editions.len(),
        found.attachments.len(),
    ];
    assert_eq!(sizes, [2, 4, 4, 3, 2, 2, 2, 2], "older revisions and second guides included");
    assert_eq!(place.store.downstream(world.kept).await.unwrap(), world.control);
}

async fn nothing_stands_on_a_return_that_is_not_there(place: &Place) {
    World::build(place).await;
    let stranger = SubmissionId::new(now(), &place.chance);
    assert_eq!(place.store.downstream(stranger).await.unwrap(), Downstream::nothing(stranger));
}
