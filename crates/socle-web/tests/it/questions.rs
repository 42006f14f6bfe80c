//! Questions asked back, from the team's side.

use crate::support::TestApp;
use socle_domain::{id::LetterId, time::DAY};
use socle_web::letters;

#[tokio::test]
async fn a_question_asked_is_listed_until_it_is_answered() {
    let app = TestApp::new().await;
    let (address, _) = app.told("Un récit.").await;
    let mut analyst = app.analyst().await;
    analyst.page("/bureau/questions").await.says("Aucune question n’attend de réponse.");
    let record = analyst.page(&address).await;
    let action = format!("{address}/question");
    let answer = analyst.submit_to(&record, &action, &[("question", "Combien de puits ?\nOù ?")]).await;
    let asked = analyst.follow(answer).await.page();
    asked.says("Combien de puits ? Où ?");
    asked.says("Pas encore de réponse");
    assert_eq!(asked.listed("État"), "En lecture");
    let list = analyst.page("/bureau/questions").await;
    assert_eq!(list.rows()[0][..2], ["R-1", "Combien de puits ? Où ?"]);
    let inbox = analyst.page("/bureau/depouillement?question=open").await;
    assert_eq!(inbox.rows()[0][6], "En lecture Question posée");

    let later = app.clock.clone();
    later.advance(DAY);
    let sql = "UPDATE inquiries SET answer = 'Douze, à Kaya.', answered_at = asked_at + 1000000";
    app.put(sql, Vec::new()).await;
    let record = analyst.page(&address).await;
    record.says("Douze, à Kaya.");
    record.says("Réponse reçue le 10 février 2017");
    let inbox = analyst.page("/bureau/depouillement?question=answered").await;
    assert_eq!(inbox.rows()[0][6], "En lecture Répondu");
    analyst.page("/bureau/questions").await.says("Aucune question n’attend de réponse.");
}

#[tokio::test]
async fn a_question_that_cannot_be_asked_comes_back() {
    let app = TestApp::new().await;
    let (address, _) = app.told("Un récit.").await;
    let mut analyst = app.analyst().await;
    let record = analyst.page(&address).await;
    let action = format!("{address}/question");
    for (typed, words) in [
        (" ", "Écrivez votre question."),
        (&"é".repeat(1_001), "Restez sous 1 000 caractères."),
        ("a\u{8}b", "Retirez les caractères qu’aucun clavier n’écrit."),
    ] {
        let again = analyst.submit_to(&record, &action, &[("question", typed)]).await.is(422).page();
        assert_eq!(again.fault_of("question"), words);
        assert_eq!(again.form_to(&action).value("question"), typed);
    }
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM inquiries").await, [0]);
}

#[tokio::test]
async fn how_the_author_is_reached_is_shown_to_who_asks() {
    let app = TestApp::new().await;
    let (address, _) = app.told("Un récit.").await;
    let sql = "INSERT INTO contacts (submission_id, email, phone, whatsapp, wants_study, wants_interview,
                                     wants_review, wants_peer)
               SELECT id, '', '70 12 34 56', '', $1, $1, $1, $1 FROM submissions";
    app.put(sql, vec![false.into()]).await;
    let record = app.analyst().await.page(&address).await;
    assert_eq!(record.listed("Téléphone"), "70 12 34 56");
    record.does_not_say("Courriel");
    let link = record.listed("Son lien privé");
    assert!(link.starts_with("https://socle.example.org/retour/"), "{link}");
}

#[tokio::test]
async fn a_question_leaves_by_letter_where_letters_leave() {
    let app = TestApp::new().await;
    let (address, _) = app.told("Un récit.").await;
    let sql = "INSERT INTO contacts (submission_id, email, phone, whatsapp, wants_study, wants_interview,
                                     wants_review, wants_peer)
               SELECT id, 'awa@example.org', '', '', $1, $1, $1, $1 FROM submissions";
    app.put(sql, vec![false.into()]).await;
    let mut analyst = app.analyst().await;
    let action = format!("{address}/question");
    let record = analyst.page(&address).await;
    record.says("Aucune lettre ne part d’ici");
    analyst.submit_to(&record, &action, &[("question", "Combien de puits ?")]).await.is(303);
    assert_eq!(app.store.count_letters().await.unwrap(), (0, 0), "nobody is told that they were written to");
    let _tells = app.app.clone().with_mail();
    let record = analyst.page(&address).await;
    record.says("Une lettre part à awa@example.org");
    analyst.submit_to(&record, &action, &[("question", "Où ?")]).await.is(303);
    assert_eq!(app.store.count_letters().await.unwrap(), (1, 0));
    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM letters").await;
    let letter = app.store.letter(LetterId::from_uuid(ids[0])).await.unwrap().unwrap();
    let words = letters::compose(&app.app, &letter).unwrap();
    assert_eq!(words.subject, "Une question sur votre retour R-1");
    assert!(words.body.contains("https://socle.example.org/retour/"), "{}", words.body);
    assert!(!words.body.contains("Où ?"), "what is asked may tell what was answered: {}", words.body);
}
