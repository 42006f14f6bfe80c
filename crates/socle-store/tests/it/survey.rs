//! Surveys and the questionnaires they freeze.

use crate::place::{Place, now};
use socle_domain::{
    account::Role,
    id::{LetterId, QuestionnaireId},
    letter::{LetterKind, Recipient},
    slug::Slug,
    survey::Survey,
    time::{DAY, HOUR, MINUTE},
};
use socle_store::{Constraint, NewLetter, Renewal, StoreError, SurveyMove};

cases![
    a_survey_is_read_back_as_it_was_opened,
    a_survey_has_one_address,
    the_public_is_told_of_surveys_that_are_not_over,
    a_coordinator_sees_how_many_returns_came,
    a_dashboard_counts_what_came_and_what_is_under_way,
    a_deadline_is_moved_once_with_its_questionnaire_and_its_letters,
    how_long_it_takes_is_said_once_a_few_have_answered,
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

async fn a_dashboard_counts_what_came_and_what_is_under_way(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let empty = place.store.dashboard(survey.id, now()).await.unwrap();
    assert_eq!((empty.returns, empty.late, empty.to_read, empty.drafts), (0, 0, 0, 0));
    for (instance, later, is_late) in
        [("uuid:a", 0, false), ("uuid:b", 2 * MINUTE, false), ("uuid:c", DAY, true)]
    {
        let mut new = place.new_submission(&survey, instance, "Un récit.");
        (new.now, new.is_late) = (now().plus(later), is_late);
        place.store.accept_submission(new).await.unwrap();
    }
    place.draft(&survey).await;
    let board = place.store.dashboard(survey.id, now()).await.unwrap();
    assert_eq!((board.returns, board.late, board.to_read), (3, 1, 3));
    let total: i64 = board.by_quarter.iter().map(|(_, count)| count).sum();
    assert_eq!((board.by_quarter.len(), total), (2, 3), "two quarters of an hour, a day apart");
    assert!(board.by_quarter[0].0 <= now() && now() < board.by_quarter[0].0.plus(15 * MINUTE));
    assert_eq!((board.drafts, board.lively), (1, 1));
    assert_eq!(place.store.dashboard(survey.id, now().plus(1)).await.unwrap().lively, 0);
}

/// What a coordinator asks for, with the questionnaire's new notice and a letter.
fn later(place: &Place, survey: &Survey, account: socle_domain::id::AccountId) -> SurveyMove {
    let renewal = Renewal {
        survey: survey.id,
        version: survey.version,
        from: survey.questionnaire,
        to: QuestionnaireId::new(now(), &place.chance),
        xform: "<h:html>autre date</h:html>".to_owned(),
    };
    let letter = NewLetter {
        id: LetterId::new(now(), &place.chance),
        kind: LetterKind::Extension,
        recipient: Recipient::parse("awa@example.org").unwrap(),
        language: "fr".to_owned(),
        subject_id: survey.id.uuid(),
        now: now(),
    };
    SurveyMove {
        survey: survey.clone(),
        closes_at: survey.calendar.closes_at.plus(DAY),
        reason: "Le réseau.".to_owned(),
        renewal: Some(renewal),
        letters: vec![letter],
        account,
        now: now(),
    }
}

async fn a_deadline_is_moved_once_with_its_questionnaire_and_its_letters(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let account = place.account("awa@example.org", &[(Role::Coordinator, Some(study))]).await;
    let id = |place: &Place| LetterId::new(now(), &place.chance).uuid();
    place.store.move_deadline(id(place), later(place, &survey, account)).await.unwrap();
    let slug = Slug::parse("retours").unwrap();
    let moved = place.store.coordinated_survey(account, &slug).await.unwrap().unwrap().survey;
    assert_eq!(moved.calendar.closes_at, survey.calendar.closes_at.plus(DAY));
    let text = place.store.questionnaire(moved.questionnaire).await.unwrap().unwrap();
    assert!(text.xform.contains("autre date"));
    assert!(place.store.questionnaire(survey.questionnaire).await.unwrap().is_some(), "returns keep theirs");
    let again = place.store.move_deadline(id(place), later(place, &survey, account)).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    let board = place.store.dashboard(survey.id, now()).await.unwrap();
    assert_eq!(board.moves.len(), 1);
    assert_eq!(board.moves[0].reason, "Le réseau.");
    assert_eq!(place.store.count_letters().await.unwrap(), (1, 0), "a move that was refused tells nobody");
    let journal = place.store.study_journal(study, 1).await.unwrap();
    assert_eq!(journal.rows[0].verb, "extended");
}

async fn how_long_it_takes_is_said_once_a_few_have_answered(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    for (number, took) in [(1, HOUR), (2, 4 * MINUTE), (3, 9 * DAY), (4, 5 * MINUTE), (5, 6 * MINUTE)] {
        assert_eq!(place.store.turnout(survey.id).await.unwrap().minutes, None, "{number}");
        let mut new = place.new_submission(&survey, &format!("uuid:{number}"), "Un récit.");
        new.started_at = now().plus(-took);
        place.store.accept_submission(new).await.unwrap();
    }
    assert_eq!(
        place.store.turnout(survey.id).await.unwrap().minutes,
        Some(6),
        "who stops for a week does not count"
    );
}
