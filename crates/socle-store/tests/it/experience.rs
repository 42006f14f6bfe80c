//! What a return tells is written with it, once, and leaves with it.

use crate::{
    place::{Place, now},
    world::story,
};
use socle_domain::{
    consent::Publication,
    experience::{Chosen, Contacts, ExperienceKind, Organization, Reading},
    id::SubmissionId,
    submission::{Channel, InstanceId},
};
use socle_store::{NewReading, NewSubmission, Receipt};

cases![
    a_return_is_kept_with_all_that_it_tells,
    a_resend_tells_nothing_twice,
    what_a_return_tells_is_kept_with_it_or_not_at_all,
    experiences_are_numbered_across_returns,
];

fn whole() -> Reading {
    let chosen = |place, question: &str, choice: &str| Chosen {
        place,
        question: question.to_owned(),
        choice: choice.to_owned(),
    };
    let mut initiative = story(2, "Une pompe qui prévient.", Some(Publication::Figures));
    initiative.kind = ExperienceKind::Initiative;
    initiative.tools.truncate(1);
    (initiative.theme, initiative.state) = (None, Some("pilot".to_owned()));
    Reading {
        experiences: vec![story(1, "Le cahier a pris l'eau.", Some(Publication::Named)), initiative],
        organization: Some(Organization {
            name: "Eau Vive".to_owned(),
            kind: "asi".to_owned(),
            country: "fr".to_owned(),
        }),
        contacts: Some(Contacts {
            email: "awa@example.org".to_owned(),
            wants_review: true,
            ..Contacts::default()
        }),
        choices: vec![chosen(0, "s0_type", "asi"), chosen(1, "e_state", "in_use")],
    }
}

async fn returned(place: &Place, instance: &str) -> NewSubmission {
    let study = place.study("tic-2017").await;
    let survey = place.survey(study, "retours").await;
    let mut new = place.new_submission(&survey, instance, "Bonjour");
    new.reading = NewReading::new(whole(), now(), &place.chance);
    new
}

async fn a_return_is_kept_with_all_that_it_tells(place: &Place) {
    let mut new = returned(place, "uuid:1").await;
    (new.channel, new.language) = (Channel::Interview, "en".to_owned());
    place.store.accept_submission(new).await.unwrap();
    let told: Vec<String> = place
        .column(
            "SELECT e.number || ' ' || e.place || ' ' || e.kind || ' ' || e.title || ' ' || e.theme || ' ' ||
                    e.country || ' ' || e.state || ' ' || e.language || ' ' || e.review_status || ' ' || o.name || ' ' ||
                    r.revision || ' ' || r.reason || ' ' || r.text AS it
             FROM experiences e JOIN organizations o ON o.id = e.organization_id
                  JOIN experience_revisions r ON r.experience_id = e.id ORDER BY e.place",
            vec![],
        )
        .await;
    let expected = [
        "1 1 use KoboToolbox eah bf in_use en received Eau Vive 1 sent Le cahier a pris l'eau.",
        "2 2 initiative KoboToolbox  bf pilot en received Eau Vive 1 sent Une pompe qui prévient.",
    ];
    assert_eq!(told, expected);
    let tools = "SELECT t.place || ' ' || t.told AS it FROM experience_tools t
                 JOIN experiences e ON e.id = t.experience_id ORDER BY e.place, t.place";
    assert_eq!(place.column::<String>(tools, vec![]).await, ["1 KoboToolbox", "2 WhatsApp", "1 KoboToolbox"]);
    let consents =
        "SELECT e.place || ' ' || c.subject || ' ' || c.level || ' ' || c.given_by AS it FROM consents c
                    JOIN experiences e ON e.id = c.experience_id ORDER BY e.place";
    let said = ["1 publication named interview", "2 publication figures interview"];
    assert_eq!(place.column::<String>(consents, vec![]).await, said, "each experience has its own consent");
    let answers = "SELECT place || ' ' || question || ' ' || choice AS it FROM answers ORDER BY place";
    assert_eq!(place.column::<String>(answers, vec![]).await, ["0 s0_type asi", "1 e_state in_use"]);
    let contacts = "SELECT email AS it FROM contacts WHERE wants_review = $1 AND wants_peer = $2";
    assert_eq!(place.column::<String>(contacts, bind![true, false]).await, ["awa@example.org"]);
}

async fn a_resend_tells_nothing_twice(place: &Place) {
    let new = returned(place, "uuid:1").await;
    let mut again = new.clone();
    again.reading = NewReading::new(whole(), now(), &place.chance);
    place.store.accept_submission(new).await.unwrap();
    let receipt = place.store.accept_submission(again).await.unwrap();
    assert!(matches!(receipt, Receipt::Kept { is_repeat: true, .. }));
    for (sql, expected) in [
        ("SELECT COUNT(*) AS it FROM experiences", 2),
        ("SELECT COUNT(*) AS it FROM consents", 2),
        ("SELECT COUNT(*) AS it FROM organizations", 1),
        ("SELECT COUNT(*) AS it FROM answers", 2),
        ("SELECT COUNT(*) AS it FROM contacts", 1),
    ] {
        assert_eq!(place.number(sql).await, expected, "{sql}");
    }
}

async fn what_a_return_tells_is_kept_with_it_or_not_at_all(place: &Place) {
    let mut new = returned(place, "uuid:1").await;
    let mut reading = whole();
    // Two stories cannot stand in one place.
    reading.experiences[1].place = 1;
    new.reading = NewReading::new(reading, now(), &place.chance);
    assert!(place.store.accept_submission(new).await.is_err());
    for sql in [
        "SELECT COUNT(*) AS it FROM submissions",
        "SELECT COUNT(*) AS it FROM experiences",
        "SELECT COUNT(*) AS it FROM organizations",
        "SELECT value AS it FROM counters WHERE name = 'experience'",
    ] {
        assert_eq!(place.number(sql).await, 0, "{sql}");
    }
}

async fn experiences_are_numbered_across_returns(place: &Place) {
    let new = returned(place, "uuid:1").await;
    let mut other = new.clone();
    other.id = SubmissionId::new(now(), &place.chance);
    other.instance = InstanceId::parse("uuid:2").unwrap();
    other.reading = place.reading(&[story(3, "La troisième seule.", None)]);
    place.store.accept_submission(new).await.unwrap();
    place.store.accept_submission(other).await.unwrap();
    let numbers = "SELECT number AS it FROM experiences ORDER BY number";
    assert_eq!(place.column::<i64>(numbers, vec![]).await, [1, 2, 3]);
}
