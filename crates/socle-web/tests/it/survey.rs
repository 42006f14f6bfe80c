//! A respondent's way through three questions: begun, answered, changed, checked, sent.

use crate::support::{Asked, TestApp, answer_three};
use socle_domain::time::MINUTE;

#[tokio::test]
async fn a_return_is_written_checked_changed_and_sent() {
    let app = TestApp::new().await;
    let mut awa = app.visitor();

    let start = awa.page("/e/tic-2017").await;
    assert_eq!(start.h1(), "Votre expérience du numérique");
    start.says("12 mars 2017 à 18 h 00 (Europe/Paris), soit 17 h 00 en temps universel");

    let story = awa.go_on(&start, &[]).await;
    assert_eq!(story.h1(), "Racontez-nous une expérience avec un outil numérique, réussie ou non.");
    story.says("Question 1 sur 3");
    assert_eq!(story.form().names(), ["e_story"]);

    let state = awa.go_on(&story, &[("e_story", "Le cahier d'abord,\r\npuis le tableur.")]).await;
    state.says("Question 2 sur 3");
    let publish = awa.go_on(&state, &[("e_state", "in_use")]).await;
    assert_eq!(publish.h1(), "Comment pouvons-nous publier votre récit ?");
    assert_eq!(publish.link("Question précédente"), "/e/tic-2017/q/e_state");
    let check = awa.go_on(&publish, &[("e_publish", "named")]).await;

    assert_eq!(check.h1(), "Relisez avant d’envoyer");
    assert_eq!(check.listed("Racontez-nous"), "Le cahier d'abord, puis le tableur.");
    assert_eq!(check.listed("où en est cet outil"), "En usage");
    assert_eq!(check.listed("publier"), "Avec le nom de notre structure");

    // One answer is changed, and the way leads back to the list.
    let change = awa.page("/e/tic-2017/q/e_state?retour=verifier").await;
    assert_eq!(change.form().value("e_state"), "in_use", "the answer is still ticked");
    assert_eq!(change.link("Revenir à la vérification"), "/e/tic-2017/verifier");
    let check = awa.go_on(&change, &[("e_state", "stopped")]).await;
    assert_eq!(check.h1(), "Relisez avant d’envoyer");
    assert_eq!(check.listed("où en est cet outil"), "Arrêté");

    app.clock.advance(5 * MINUTE);
    let thanks = awa.go_on(&check, &[]).await;
    assert_eq!(thanks.h1(), "Merci, votre retour est arrivé");
    thanks.says("Il porte le numéro R-1.");
    thanks.says("Reçu le 10 février 2017 à 11 h 05 (Europe/Paris).");
    assert_eq!(app.column::<String>("SELECT answers AS it FROM drafts").await, [""], "the draft is emptied");
}

#[tokio::test]
async fn every_change_link_of_the_check_list_leads_to_its_question_and_back() {
    let app = TestApp::new().await;
    let (mut awa, check) = app.at_check("Un récit.").await;
    let changes: Vec<_> =
        check.main().by_class("check")[0].all("a").iter().map(|a| a.expect("href").to_owned()).collect();
    assert_eq!(changes.len(), 3);
    for change in changes {
        let page = awa.page(&change).await;
        let same = awa.go_on(&page, &[]).await;
        assert_eq!(same.h1(), "Relisez avant d’envoyer", "{change}");
    }
}

#[tokio::test]
async fn a_question_without_an_answer_is_shown_again_with_the_same_words_twice() {
    let app = TestApp::new().await;
    let (mut awa, story) = app.begun("tic-2017").await;
    let page = awa.submit(&story, &[("e_story", "  ")]).await.is(422).page();
    let words = "Racontez en quelques phrases ce qui s’est passé.";
    assert_eq!(
        page.title().split(" · ").next(),
        Some("Erreur : Racontez-nous une expérience avec un outil numérique, réussie ou non.")
    );
    assert_eq!(page.summary(), [("#f-e_story".to_owned(), words.to_owned())]);
    assert_eq!(page.fault_of("e_story"), words);
    let field = page.main().by_id("f-e_story").expect("the summary leads to the field");
    assert_eq!(field.attribute("aria-invalid"), Some("true"));
    let described = field.expect("aria-describedby").rsplit(' ').next().and_then(|id| page.main().by_id(id));
    assert!(described.expect("the field is tied to what is wrong").text().ends_with(words));

    let (mut awa, _) = app.begun("tic-2017").await;
    let state = awa.page("/e/tic-2017/q/e_state").await;
    let page = awa.submit(&state, &[]).await.is(422).page();
    let words = "Choisissez la réponse la plus proche.";
    let [(place, said)] = &page.summary()[..] else { panic!("one line") };
    assert_eq!(said, words);
    assert_eq!(page.fault_of("e_state"), words);
    let target = page.main().by_id(place.trim_start_matches('#')).expect("the summary leads to a field");
    assert_eq!(target.attribute("name"), Some("e_state"));
}

#[tokio::test]
async fn what_was_typed_wrong_is_shown_again_and_not_kept() {
    let app = TestApp::new().await;
    let (mut awa, story) = app.begun("tic-2017").await;
    let long = "Trop long. ".repeat(120);
    let page = awa.submit(&story, &[("e_story", &long)]).await.is(422).page();
    assert_eq!(page.form().value("e_story"), long.trim());
    assert_eq!(page.summary()[0].1, "Ce texte dépasse 1 200 caractères. Raccourcissez-le un peu.");
    assert_eq!(page.form().value("version"), "1", "the page that came back can be sent");
    assert_eq!(app.column::<String>("SELECT answers AS it FROM drafts").await, [""]);

    let state = awa.page("/e/tic-2017/q/e_state").await;
    let mut fields = state.form().filled(&[]);
    fields.push(("e_state".to_owned(), "a choice that is not offered".to_owned()));
    let page = awa.send(Asked::post("/e/tic-2017/q/e_state", &fields)).await.is(422).page();
    assert_eq!(page.summary()[0].1, "Choisissez une réponse dans la liste.");
}

#[tokio::test]
async fn stopping_keeps_even_what_is_not_finished() {
    let app = TestApp::new().await;
    let (mut awa, story) = app.begun("tic-2017").await;
    let long = "Trop long. ".repeat(120);
    let later = awa.go_on(&story, &[("e_story", &long), ("suite", "plus-tard")]).await;
    assert_eq!(later.h1(), "Finir plus tard");
    let again = awa.page("/e/tic-2017/q/e_story").await;
    assert_eq!(again.form().value("e_story"), long.trim());
}

#[tokio::test]
async fn what_is_missing_is_told_before_anything_is_sent() {
    let app = TestApp::new().await;
    let (mut awa, story) = app.begun("tic-2017").await;
    awa.go_on(&story, &[("e_story", "Un récit.")]).await;
    let check = awa.page("/e/tic-2017/verifier").await;
    assert_eq!(check.listed("où en est cet outil"), "Sans réponse");
    assert!(!check.title().starts_with("Erreur"), "nothing was asked for yet");

    let page = awa.submit(&check, &[]).await.is(422).page();
    assert!(page.title().starts_with("Erreur : "));
    let summary = page.summary();
    assert_eq!(summary.len(), 2);
    assert_eq!(summary[0].0, "/e/tic-2017/q/e_state?retour=verifier");
    assert!(summary[0].1.ends_with("— Choisissez la réponse la plus proche."), "{summary:?}");
    assert_eq!(awa.page(&summary[0].0).await.h1(), "Et aujourd’hui, où en est cet outil ?");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM submissions").await, [0]);
}

#[tokio::test]
async fn a_return_sent_twice_is_one_return() {
    let app = TestApp::new().await;
    let (mut awa, check) = app.at_check("Une fois.").await;
    let (first, second) = tokio::join!(async { awa.clone().submit(&check, &[]).await }, async {
        awa.clone().submit(&check, &[]).await
    },);
    assert_eq!(first.sees_other(), "/e/tic-2017/merci");
    assert_eq!(second.sees_other(), "/e/tic-2017/merci");
    let third = awa.submit(&check, &[]).await;
    assert_eq!(third.sees_other(), "/e/tic-2017/merci");
    let thanks = awa.follow(third).await.page();
    thanks.says("Il porte le numéro R-1.");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM submissions").await, [1]);
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM consents").await, [1]);

    let (_, next) = app.sent("tic-2017", "Une autre.").await;
    next.says("R-2.");
}

#[tokio::test]
async fn a_return_that_was_sent_is_not_written_in_any_more() {
    let app = TestApp::new().await;
    let (mut awa, _) = app.sent("tic-2017", "Une fois.").await;
    for path in ["/e/tic-2017/q/e_story", "/e/tic-2017/verifier", "/e/tic-2017/plus-tard"] {
        assert_eq!(awa.get(path).await.sees_other(), "/e/tic-2017/merci", "{path}");
    }
    let kept = app.kept().await;
    let late = awa.post("/e/tic-2017/q/e_story", &[("version", "4"), ("e_story", "Encore.")]).await;
    assert_eq!(late.sees_other(), "/e/tic-2017/merci");
    let code = awa.post("/e/tic-2017/plus-tard", &[]).await;
    assert!(!code.status.is_server_error() && code.status.as_u16() != 200, "{code}");
    assert_eq!(app.kept().await, kept);
}

#[tokio::test]
async fn thanks_come_after_sending_only() {
    let app = TestApp::new().await;
    let mut awa = app.respondent().await;
    assert_eq!(awa.get("/e/tic-2017/merci").await.sees_other(), "/e/tic-2017/verifier");
}

#[tokio::test]
async fn a_return_taken_back_by_its_author_is_not_there_any_more() {
    let app = TestApp::new().await;
    let (mut awa, _) = app.sent("tic-2017", "À reprendre.").await;
    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions").await;
    let id = socle_domain::id::SubmissionId::from_uuid(ids[0]);
    app.store.withdraw(id, crate::support::world::morning()).await.expect("a withdrawal");
    let answer = awa.get("/e/tic-2017/merci").await;
    assert!([404, 410].contains(&answer.status.as_u16()), "{answer}");
    let again = awa.post("/e/tic-2017/verifier", &[("version", "5")]).await;
    assert!([404, 410].contains(&again.status.as_u16()), "{again}");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM submissions").await, [0]);
}

#[tokio::test]
async fn pages_are_turned_into_the_other_language_without_losing_an_answer() {
    let app = TestApp::new().await;
    let (mut awa, story) = app.begun("tic-2017").await;
    let state = awa.go_on(&story, &[("e_story", "Un récit.")]).await;
    let switch = state.html().all("a").into_iter().find(|a| a.attribute("hreflang") == Some("en"));
    let switch = switch.expect("a language switch").expect("href").to_owned();
    assert_eq!(switch, "/e/tic-2017/q/e_state?langue=en");

    let state = awa.page(&switch).await;
    assert_eq!(state.language(), "en");
    assert_eq!(state.h1(), "Where does this tool stand today?");
    let publish = awa.go_on(&state, &[("e_state", "in_use")]).await;
    assert_eq!(publish.h1(), "How may we publish your story?", "the way goes on in English");
    let check = awa.go_on(&publish, &[("e_publish", "figures")]).await;
    assert_eq!(check.listed("Tell us"), "Un récit.");
    assert_eq!(check.listed("stand today"), "In use");
    let thanks = awa.go_on(&check, &[]).await;
    assert_eq!(thanks.h1(), "Thank you, your return has arrived");
    assert_eq!(app.column::<String>("SELECT language AS it FROM submissions").await, ["en"]);
}

#[tokio::test]
async fn a_survey_is_begun_in_the_language_of_its_first_page() {
    let app = TestApp::new().await;
    let mut john = app.visitor().speaking("en-GB,en;q=0.9");
    let start = john.page("/e/tic-2017").await;
    assert_eq!(start.language(), "en");
    let story = john.go_on(&start, &[]).await;
    assert_eq!(story.language(), "en");

    let mut awa = app.visitor().speaking("en");
    let start = awa.page("/e/tic-2017?langue=fr").await;
    assert_eq!(awa.go_on(&start, &[]).await.language(), "fr", "a click counts more than the browser");
}

#[tokio::test]
async fn errors_are_told_in_the_language_of_the_page() {
    let app = TestApp::new().await;
    let mut awa = app.respondent().await;
    let story = awa.page("/e/tic-2017/q/e_story?langue=en").await;
    let page = awa.submit(&story, &[("e_story", "")]).await.is(422).page();
    assert!(page.title().starts_with("Error: "), "{}", page.title());
    assert_eq!(page.summary()[0].1, "Tell us in a few sentences what happened.");
}

#[tokio::test]
async fn two_phones_answer_two_surveys_side_by_side() {
    let app = TestApp::new().await;
    let (mut awa, tic) = app.begun("tic-2017").await;
    let start = awa.page("/e/eau-2017").await;
    let eau = awa.go_on(&start, &[]).await;
    answer_three(&mut awa, &tic, "Le numérique.").await;
    let check = answer_three(&mut awa, &eau, "L'eau.").await;
    assert_eq!(check.listed("Racontez-nous"), "L'eau.");
    assert_eq!(awa.page("/e/tic-2017/verifier").await.listed("Racontez-nous"), "Le numérique.");
}
