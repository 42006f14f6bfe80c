//! The window of a survey, seen from its pages: not yet, open, in grace, closed.

use crate::support::{TestApp, answer_three, calendar, new_survey, paris, world::THREE_QUESTIONS};
use socle_domain::{
    survey::Calendar,
    time::{HOUR, MINUTE, SECOND},
};

#[tokio::test]
async fn what_was_begun_before_the_deadline_is_saved_and_sent_in_the_grace() {
    let app = TestApp::new().await;
    app.clock.set(calendar().closes_at.plus(-MINUTE));
    let (mut awa, story) = app.begun("tic-2017").await;
    app.clock.set(calendar().closes_at.plus(HOUR));
    let check = answer_three(&mut awa, &story, "Commencé à temps.").await;
    let thanks = awa.go_on(&check, &[]).await;
    assert_eq!(thanks.h1(), "Merci, votre retour est arrivé");
    assert_eq!(app.column::<bool>("SELECT is_late AS it FROM submissions").await, [true]);
}

#[tokio::test]
async fn what_is_sent_before_the_deadline_is_not_late() {
    let app = TestApp::new().await;
    app.clock.set(calendar().closes_at.plus(-1));
    app.sent("tic-2017", "À temps.").await;
    assert_eq!(app.column::<bool>("SELECT is_late AS it FROM submissions").await, [false]);
}

#[tokio::test]
async fn after_the_grace_nothing_is_taken_and_the_page_says_why() {
    let app = TestApp::new().await;
    let (mut awa, check) = app.at_check("Jamais envoyé.").await;
    let story = awa.page("/e/tic-2017/q/e_story").await;
    app.clock.set(calendar().grace_ends_at());
    let kept = app.kept().await;
    for answer in [
        awa.get("/e/tic-2017/q/e_story").await,
        awa.submit(&story, &[("e_story", "Trop tard.")]).await,
        awa.submit(&check, &[]).await,
    ] {
        assert_eq!(answer.sees_other(), "/e/tic-2017");
    }
    assert_eq!(app.kept().await, kept, "nothing was saved");
    let page = awa.page("/e/tic-2017").await;
    page.says("L’enquête est close depuis le 12 mars 2017 à 18 h 00 (Europe/Paris).");
    page.says("Merci à toutes les structures qui ont répondu.");
    page.does_not_say("Commencer");
}

#[tokio::test]
async fn one_microsecond_before_the_end_of_the_grace_is_in_time() {
    let app = TestApp::new().await;
    let (mut awa, check) = app.at_check("De justesse.").await;
    app.clock.set(calendar().grace_ends_at().plus(-1));
    assert_eq!(awa.submit(&check, &[]).await.sees_other(), "/e/tic-2017/merci");
}

#[tokio::test]
async fn nothing_is_begun_in_the_grace() {
    let app = TestApp::new().await;
    app.clock.set(calendar().closes_at.plus(-SECOND));
    let mut late = app.visitor();
    let start = late.page("/e/tic-2017").await;
    app.clock.set(calendar().closes_at);
    let kept = app.kept().await;
    let page = late.submit(&start, &[]).await.is(200).page();
    page.says("L’enquête est close depuis le 12 mars 2017");
    page.says("Vous aviez commencé avant cette date ? Vous pouvez encore envoyer votre retour jusqu’au 15 mars 2017 à 18 h 00");
    assert!(page.main().all("form").is_empty(), "there is no button to begin");
    assert_eq!(app.kept().await, kept);
    assert_eq!(late.cookie("socle_retour"), None);
}

#[tokio::test]
async fn a_survey_that_is_not_open_yet_says_when() {
    let app = TestApp::new().await;
    app.clock.set(calendar().opens_at.plus(-1));
    let mut early = app.visitor();
    let page = early.page("/e/tic-2017").await;
    page.says("Cette enquête ouvre le 1er février 2017 à 8 h 00 (Europe/Paris).");
    assert!(page.main().all("form").is_empty());
    early.post("/e/tic-2017", &[("langue", "fr")]).await.is(200).page().says("Cette enquête ouvre le");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM drafts").await, [0]);
    app.clock.advance(1);
    assert_eq!(early.page("/e/tic-2017").await.main().all("form").len(), 1);
}

#[tokio::test]
async fn a_survey_without_grace_takes_nothing_after_its_deadline() {
    let app = TestApp::new().await;
    let strict = Calendar { grace_hours: 0, ..calendar() };
    let survey = new_survey(&*app.chance, app.world.study, "strict", "Sans délai", THREE_QUESTIONS, strict);
    app.store.create_survey(survey).await.expect("a survey");
    let (mut awa, _) = app.begun("strict").await;
    app.clock.set(calendar().closes_at);
    assert_eq!(awa.get("/e/strict/q/e_story").await.sees_other(), "/e/strict");
    let page = awa.page("/e/strict").await;
    page.says("Merci à toutes les structures");
    page.does_not_say("Vous aviez commencé");
}

#[tokio::test]
async fn a_deadline_is_an_hour_of_its_own_zone() {
    let app = TestApp::new().await;
    let zone = socle_domain::time::Zone::parse("Africa/Ouagadougou").expect("a zone");
    let closes_at = zone.moment("2017-03-12T18:00").expect("a moment");
    assert_eq!(closes_at, paris().moment("2017-03-12T19:00").expect("a moment"));
    let calendar = Calendar { closes_at, zone, ..calendar() };
    let survey = new_survey(&*app.chance, app.world.study, "ouaga", "À Ouaga", THREE_QUESTIONS, calendar);
    app.store.create_survey(survey).await.expect("a survey");
    let page = app.visitor().page("/e/ouaga").await;
    page.says("12 mars 2017 à 18 h 00 (Africa/Ouagadougou)");
}
