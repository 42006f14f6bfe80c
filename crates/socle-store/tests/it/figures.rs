//! Closed questions, counted.

use crate::place::Place;
use socle_domain::{account::Role, figures::Cell, id::SubmissionId, submission::ReviewStatus};

cases![answers_are_counted_by_kind_of_organization, surveys_are_counted_by_those_who_read_them];

pub(crate) async fn answer(place: &Place, submission: SubmissionId, at: i64, question: &str, choice: &str) {
    let sql = "INSERT INTO answers (submission_id, place, question, choice) VALUES ($1, $2, $3, $4)";
    place.put(sql, bind![submission.uuid(), at, question, choice]).await;
}

async fn answers_are_counted_by_kind_of_organization(place: &Place) {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let analyst = place.account("awa@example.org", &[(Role::Analyst, Some(study))]).await;
    let mut ids = Vec::new();
    for turn in 0..4 {
        let (id, _) = place.submission(&survey, &format!("uuid:{turn}"), "Un").await;
        ids.push(id);
    }
    let [one, two, three, unread] = ids[..] else { panic!("four returns") };
    for id in [one, two, three] {
        place.decide(analyst, id, 1, ReviewStatus::Accepted).await.unwrap();
    }
    answer(place, one, 0, "s0_type", "asi").await;
    answer(place, two, 0, "s0_type", "asi").await;
    answer(place, unread, 0, "s0_type", "start").await;
    for (id, at, choice) in [
        (one, 1, "cout"),
        (one, 1, "temps"),
        (one, 2, "cout"),
        (two, 1, "cout"),
        (three, 1, "temps"),
        (unread, 1, "cout"),
    ] {
        answer(place, id, at, "e_diff", choice).await;
    }
    let cell = |answers, organizations| Cell { answers, organizations };
    let broken = place.store.broken_down(survey.id, "e_diff", false).await.unwrap();
    assert_eq!(broken.bases, [(String::new(), cell(1, 1)), ("asi".to_owned(), cell(3, 2))]);
    let told: Vec<_> =
        broken.cells.iter().map(|(choice, kind, cell)| (choice.as_str(), kind.as_str(), *cell)).collect();
    assert_eq!(
        told,
        [("cout", "asi", cell(3, 2)), ("temps", "", cell(1, 1)), ("temps", "asi", cell(1, 1))],
        "two experiences of one organization are two answers of one organization"
    );
    let answered = |rows: Vec<socle_store::Answered>| {
        rows.into_iter().map(|a| (a.question, a.answers)).collect::<Vec<_>>()
    };
    let accepted = answered(place.store.answered(survey.id, false).await.unwrap());
    assert_eq!(accepted, [("e_diff".to_owned(), 4), ("s0_type".to_owned(), 2)]);
    let all = answered(place.store.answered(survey.id, true).await.unwrap());
    assert_eq!(all, [("e_diff".to_owned(), 5), ("s0_type".to_owned(), 3)]);
    place.decide(analyst, unread, 1, ReviewStatus::SetAside).await.unwrap();
    let all = answered(place.store.answered(survey.id, true).await.unwrap());
    assert_eq!(all, accepted, "what was set aside never counts");
}

async fn surveys_are_counted_by_those_who_read_them(place: &Place) {
    let (study, other) = (place.study("tic-2017").await, place.study("eau").await);
    place.survey(study, "retours").await;
    place.survey(other, "ailleurs").await;
    for (email, role, of, expected) in [
        ("a@example.org", Role::Analyst, Some(study), &["retours"][..]),
        ("b@example.org", Role::Coordinator, None, &["ailleurs", "retours"]),
        ("c@example.org", Role::Editor, None, &[]),
        ("d@example.org", Role::Sponsor, None, &[]),
    ] {
        let account = place.account(email, &[(role, of)]).await;
        let slugs: Vec<_> =
            place.store.counted_surveys(account).await.unwrap().into_iter().map(|s| s.slug).collect();
        assert_eq!(slugs, expected, "{email}");
        for slug in ["retours", "ailleurs"] {
            let opened = place.store.export(Some(account), slug).await.unwrap().is_some();
            assert_eq!(opened, expected.contains(&slug), "{email}: {slug}");
        }
    }
    assert!(place.store.export(None, "retours").await.unwrap().is_some(), "the program itself");
    assert!(place.store.export(None, "rien").await.unwrap().is_none());
}
