//! Surveys and the questionnaires they freeze.

use crate::place::{Place, now};
use socle_domain::{account::Role, slug::Slug, time::DAY};
use socle_store::{Constraint, StoreError};

cases![
    a_survey_is_read_back_as_it_was_opened,
    a_survey_has_one_address,
    the_public_is_told_of_surveys_that_are_not_over,
    a_coordinator_sees_how_many_returns_came,
];

async fn a_survey_is_read_back_as_it_was_opened(place: &Place) {
    let study = place.study("tic-2017").await;
    let new = place.new_survey(study, "retours");
    place.store.create_survey(new.clone()).await.unwrap();
    let found = place.store.survey_by_slug(&Slug::parse("retours").unwrap()).await.unwrap().unwrap();
    assert_eq!(found, new.survey);
    let text = place.store.questionnaire(found.questionnaire).await.unwrap().unwrap();
    assert_eq!((text.form_version.as_str(), text.xform.as_str()), ("2017-02-01", "<h:html/>"));
    let workbooks: Vec<Vec<u8>> = place.column("SELECT workbook AS it FROM questionnaires", vec![]).await;
    assert_eq!(workbooks, [new.questionnaire.workbook], "byte for byte");
}

async fn a_survey_has_one_address(place: &Place) {
    let study = place.study("tic-2017").await;
    place.survey(study, "retours").await;
    let refused = place.store.create_survey(place.new_survey(study, "retours")).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Constraint::SurveySlug))), "{refused:?}");
    let questionnaires = place.number("SELECT COUNT(*) AS it FROM questionnaires").await;
    assert_eq!(questionnaires, 1, "the questionnaire went with it");
}

async fn the_public_is_told_of_surveys_that_are_not_over(place: &Place) {
    let study = place.study("tic-2017").await;
    for (slug, days) in [("plus-tard", 40), ("bientot", 2), ("finie", -1)] {
        let mut new = place.new_survey(study, slug);
        new.survey.calendar.closes_at = now().plus(days * DAY);
        place.store.create_survey(new).await.unwrap();
    }
    let open = place.store.open_surveys(now()).await.unwrap();
    let slugs: Vec<_> = open.surveys.iter().map(|survey| survey.slug.as_str()).collect();
    assert_eq!(slugs, ["bientot", "plus-tard"], "the next to close comes first");
    assert_eq!(open.content_version, place.store.content_version());
}

async fn a_coordinator_sees_how_many_returns_came(place: &Place) {
    let (study, other) = (place.study("tic-2017").await, place.study("autre").await);
    let survey = place.survey(study, "retours").await;
    place.survey(other, "ailleurs").await;
    place.submission(&survey, "uuid:1", "Un").await;
    place.submission(&survey, "uuid:2", "Deux").await;
    let coordinator = place.account("co@example.org", &[(Role::Coordinator, Some(study))]).await;
    let seen = place.store.coordinated_surveys(coordinator).await.unwrap();
    assert_eq!(seen, [(survey, 2)]);
}
