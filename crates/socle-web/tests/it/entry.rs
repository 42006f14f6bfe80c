//! Returns that the team enters, from the first form to the record.

use crate::support::{TestApp, answer_three, calendar};
use socle_domain::time::DAY;

const ENTRY: &str = "/bureau/saisie";
const TOLD: [(&str, &str); 6] = [
    ("enquete", "tic-2017"),
    ("canal", "call"),
    ("date-day", "3"),
    ("date-month", "février"),
    ("date-year", "2017"),
    ("accord", "accord oral, au début de l'appel"),
];

#[tokio::test]
async fn what_was_told_is_entered_after_the_deadline_and_read_at_once() {
    let app = TestApp::new().await;
    app.clock.set(calendar().grace_ends_at().plus(5 * DAY));
    let mut analyst = app.analyst().await;
    let form = analyst.page(ENTRY).await;
    let answer = analyst.submit(&form, &TOLD).await;
    assert_eq!(answer.sees_other(), "/e/tic-2017/q/e_story");
    let story = analyst.follow(answer).await.page();
    let check = answer_three(&mut analyst, &story, "Raconté au téléphone.").await;
    let record = analyst.go_on(&check, &[]).await;
    assert!(record.h1().starts_with("R-1"), "{}", record.h1());
    assert_eq!(record.listed("Venu par"), "appel");
    assert_eq!(
        record.listed("Saisi par l’équipe"),
        "Awa (analyst), d’après ce qui a été dit le 3 février 2017 à 11 h 00"
    );
    assert_eq!(record.listed("Comment l’accord a été donné"), "accord oral, au début de l'appel");
    record.does_not_say("après la clôture");
    let own = app.visitor().get("/e/tic-2017/q/e_story").await;
    assert_eq!(own.sees_other(), "/e/tic-2017", "the survey stays closed to everybody else");
}

#[tokio::test]
async fn each_thing_that_is_missing_or_wrong_is_told() {
    let app = TestApp::new().await;
    let mut analyst = app.analyst().await;
    let form = analyst.page(ENTRY).await;
    let empty = analyst.submit(&form, &[]).await.is(422).page();
    assert_eq!(empty.summary().len(), 3, "the date waits for the survey: {:?}", empty.summary());
    let with = |changes: &[(&'static str, &'static str)]| {
        let mut all = TOLD.to_vec();
        all.retain(|(name, _)| changes.iter().all(|(other, _)| other != name));
        all.extend(changes);
        all
    };
    for (changes, words) in [
        (vec![("date-day", "31")], "Écrivez une date, par exemple 12 mars 2017."),
        (vec![("date-month", "brumaire")], "Écrivez une date, par exemple 12 mars 2017."),
        (vec![("date-year", "")], "Écrivez une date, par exemple 12 mars 2017."),
        (vec![("date-day", "11")], "Cette date n’est pas encore passée."),
        (vec![("date-day", "31"), ("date-month", "1")], "L’enquête n’était pas encore ouverte ce jour-là."),
    ] {
        let again = analyst.submit(&form, &with(&changes)).await.is(422).page();
        assert_eq!(again.summary().iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>(), [words]);
        assert_eq!(again.form().value("accord"), TOLD[5].1, "what was typed is kept");
    }
    app.clock.set(calendar().closes_at.plus(2 * DAY));
    let mut analyst = app.analyst().await;
    let after = with(&[("date-day", "13"), ("date-month", "3")]);
    let again = analyst.submit(&form, &after).await.is(422).page();
    again.says("L’enquête était close ce jour-là");
    let web = with(&[("canal", "web")]);
    analyst.submit(&form, &web).await.is(422).page().says("Choisissez comment vous l’avez appris.");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM drafts").await, [0]);
}

#[tokio::test]
async fn only_surveys_of_ones_studies_are_offered() {
    let app = TestApp::new().await;
    let mut elsewhere = app.analyst_elsewhere().await;
    let form = elsewhere.page(ENTRY).await;
    assert_eq!(form.form().value("enquete"), "eau-2017", "one survey needs no choice");
    let mut forged = TOLD.to_vec();
    forged.push(("langue", "fr"));
    elsewhere.post(ENTRY, &forged).await.is(422).page().says("Choisissez une enquête.");
}
