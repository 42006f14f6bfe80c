//! What a return tells once it is sent: experiences, choices, contacts apart.

use crate::support::{
    TestApp,
    default::{COMPLETE, SHORT},
};

#[tokio::test]
async fn a_short_return_becomes_an_experience() {
    let app = TestApp::new().await;
    app.with_default().await;
    let (mut awa, check) = app.answered(&[SHORT]).await;
    assert_eq!(awa.go_on(&check, &[]).await.h1(), "Merci, votre retour est arrivé");
    let told = "SELECT e.kind || ' ' || e.title || ' ' || e.theme || ' ' || e.country || ' ' || e.state || ' ' || c.level
                       || ' ' || r.text AS it
                FROM experiences e JOIN consents c ON c.experience_id = e.id
                     JOIN experience_revisions r ON r.experience_id = e.id";
    let story = "Le cahier a pris l'eau, nous avons saisi sur téléphone.";
    assert_eq!(
        app.column::<String>(told).await,
        [format!("use KoboToolbox eah bf in_use anonymous {story}")]
    );
    let chosen = "SELECT place || ' ' || question || ' ' || choice AS it FROM answers WHERE question IN
                  ('s0_type', 'e_need', 'e_country') ORDER BY place, question";
    assert_eq!(app.column::<String>(chosen).await, ["0 s0_type asi", "1 e_country bf", "1 e_need collecter"]);
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM contacts").await, [0]);
}

#[tokio::test]
async fn contacts_are_kept_apart_from_the_answers() {
    let app = TestApp::new().await;
    app.with_default().await;
    let (mut awa, check) = app.answered(&[SHORT, COMPLETE]).await;
    assert_eq!(check.listed("adresse électronique"), "tresoriere.de.kaya@example.org");
    awa.go_on(&check, &[]).await.says("R-1");
    let contacts = app.column::<String>("SELECT email AS it FROM contacts").await;
    assert_eq!(contacts, ["tresoriere.de.kaya@example.org"]);
    let bodies = app.column::<Vec<u8>>("SELECT body AS it FROM submissions").await;
    let body = String::from_utf8(bodies[0].clone()).expect("UTF-8");
    assert!(body.contains("<e_story>Le cahier") && body.contains("<s5_email/>"), "{body}");
    assert!(!body.contains("tresoriere"), "{body}");
    let text = app.column::<String>("SELECT text AS it FROM experience_revisions").await.remove(0);
    let how = "\n\nComment avez-vous fait ?\nUne matinée de formation, puis un essai.";
    assert!(text.ends_with(how), "{text}");
}

#[tokio::test]
async fn the_three_questions_tell_an_experience_too() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Un récit.").await;
    let texts = app.column::<String>("SELECT text AS it FROM experience_revisions").await;
    assert_eq!(texts, ["Un récit."]);
    let levels = "SELECT level AS it FROM consents WHERE experience_id IS NOT NULL";
    assert_eq!(app.column::<String>(levels).await, ["anonymous"]);
}
