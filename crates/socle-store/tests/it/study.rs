//! Studies, and who coordinates them.

use crate::place::{Place, now};
use socle_domain::{account::Role, id::StudyId, slug::Slug};
use socle_store::{Constraint, NewStudy, StoreError};

cases![a_study_has_one_address, a_coordinator_finds_their_studies_by_title];

async fn a_study_has_one_address(place: &Place) {
    let id = place.study("tic-2017").await;
    let again = NewStudy {
        id: StudyId::new(now(), &place.chance),
        slug: Slug::parse("tic-2017").unwrap(),
        title: "Autre".to_owned(),
        account: None,
        now: now(),
    };
    let refused = place.store.create_study(again).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::StudySlug))), "{refused:?}");
    assert_eq!(place.store.study_by_slug("tic-2017").await.unwrap().unwrap().id, id);
    assert!(place.store.study_by_slug("tic-2018").await.unwrap().is_none());
}

async fn a_coordinator_finds_their_studies_by_title(place: &Place) {
    let (one, other) = (place.study("zones").await, place.study("eau").await);
    let everywhere = place.account("toutes@example.org", &[(Role::Coordinator, None)]).await;
    let here = place.account("une@example.org", &[(Role::Coordinator, Some(one))]).await;
    let reader = place.account("lit@example.org", &[(Role::Analyst, Some(one))]).await;
    let titles = async |account| {
        let studies = place.store.coordinated_studies(account).await.unwrap();
        studies.into_iter().map(|study| study.id).collect::<Vec<_>>()
    };
    assert_eq!(titles(everywhere).await, [other, one]);
    assert_eq!(titles(here).await, [one]);
    assert_eq!(titles(reader).await, []);
}
