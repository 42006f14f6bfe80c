//! One question of each kind: what is asked, what may be typed, what is kept.

use crate::support::{Asked, Page, Person, TestApp};

/// Somebody on the page of the organization, right after the welcome.
async fn at_organization(app: &TestApp) -> (Person, Page) {
    let (mut person, welcome) = app.begun("formes").await;
    let page = person.go_on(&welcome, &[]).await;
    (person, page)
}

/// Somebody at the question of a date, who does not pay for anything.
async fn at_date(app: &TestApp) -> (Person, Page) {
    let (mut person, page) = at_organization(app).await;
    let answers = [("g_org~o_name", "Puits du Mono"), ("g_org~o_people", "12"), ("g_org~o_paid", "no")];
    let page = person.go_on(&page, &answers).await;
    (person, page)
}

/// Somebody at the check list, with everything answered.
async fn at_check(app: &TestApp) -> (Person, Page) {
    let (mut person, date) = at_date(app).await;
    let day = [("d_start-day", "1"), ("d_start-month", "mars"), ("d_start-year", "2016")];
    let end = person.go_on(&date, &day).await;
    let needs = person.go_on(&end, &[("d_end-month", "1"), ("d_end-year", "2017")]).await;
    let other = person.go_on(&needs, &[("m_needs", "store"), ("m_needs", "other")]).await;
    let tool = person.go_on(&other, &[("m_other", "Tenir la caisse")]).await;
    let tool = person.go_on(&tool, &[("r_tool~1~t_name", "Un cahier")]).await;
    let publish = person.go_on(&tool, &[("r_tool~2~t_name", "Un tableur")]).await;
    let check = person.go_on(&publish, &[("e_publish", "named")]).await;
    (person, check)
}

#[tokio::test]
async fn a_note_is_read_once_and_asks_nothing() {
    let app = TestApp::new().await;
    let (_, welcome) = app.begun("formes").await;
    assert_eq!(welcome.h1(), "Ces questions portent sur votre structure.");
    welcome.says("Comptez cinq minutes.");
    assert_eq!(welcome.words().matches("Ces questions portent").count(), 1);
    assert!(welcome.form().names().is_empty());
}

#[tokio::test]
async fn a_page_of_several_questions_tells_all_that_is_wrong_at_once() {
    let app = TestApp::new().await;
    let (mut person, page) = at_organization(&app).await;
    assert_eq!(page.h1(), "Votre structure");
    assert_eq!(page.words().matches("Votre structure").count(), 1);
    assert_eq!(page.form().names(), ["g_org~o_name", "g_org~o_people", "g_org~o_paid"]);
    page.says("Comment s’appelle-t-elle ? (facultatif)");

    let typed = [("g_org~o_name", "Puits du Mono"), ("g_org~o_people", "douze")];
    let again = person.submit(&page, &typed).await.is(422).page();
    let said: Vec<_> = again.summary().into_iter().map(|(_, words)| words).collect();
    assert_eq!(said, ["Écrivez un nombre entier, par exemple 12.", "Répondez par oui ou par non."]);
    again.says("2 réponses sont à revoir");
    assert_eq!(again.fault_of("g_org~o_people"), said[0]);
    assert_eq!(again.fault_of("g_org~o_paid"), said[1]);
    assert_eq!(again.form().value("g_org~o_people"), "douze");
    assert_eq!(again.form().value("g_org~o_name"), "Puits du Mono");
}

#[tokio::test]
async fn a_rule_that_is_not_kept_speaks_with_the_words_of_the_questionnaire() {
    let app = TestApp::new().await;
    let (mut person, page) = at_organization(&app).await;
    for wrong in ["0", "10001", "-3"] {
        let answers = [("g_org~o_people", wrong), ("g_org~o_paid", "no")];
        let again = person.submit(&page, &answers).await.is(422).page();
        assert_eq!(again.summary()[0].1, "Écrivez un nombre entre 1 et 10 000.", "{wrong}");
        assert_eq!(again.form().value("g_org~o_people"), wrong);
    }
}

#[tokio::test]
async fn a_question_that_an_answer_brings_up_is_shown_before_going_on() {
    let app = TestApp::new().await;
    let (mut person, page) = at_organization(&app).await;
    let pays = [("g_org~o_people", "12"), ("g_org~o_paid", "yes")];
    let again = person.go_on(&page, &pays).await;
    assert_eq!(again.h1(), "Votre structure", "the same page, with what has come up");
    assert_eq!(again.form().names().last(), Some(&"g_org~o_budget"));
    assert!(again.summary().is_empty(), "nobody is told off for a question they have not seen");
    let date = person.go_on(&again, &[("g_org~o_budget", "12,50")]).await;
    assert_eq!(date.h1(), "Quand avez-vous commencé ?", "once shown, it may be left empty or filled in");
    assert_eq!(person.page("/e/formes/q/g_org").await.form().value("g_org~o_budget"), "12,50");

    let again = person.page("/e/formes/q/g_org").await;
    let date = person.go_on(&again, &[("g_org~o_budget", "")]).await;
    assert_eq!(date.h1(), "Quand avez-vous commencé ?", "an optional question is asked once");
}

#[tokio::test]
async fn an_answer_that_is_hidden_for_a_while_is_not_lost() {
    let app = TestApp::new().await;
    let (mut person, page) = at_organization(&app).await;
    let again = person.go_on(&page, &[("g_org~o_people", "12"), ("g_org~o_paid", "yes")]).await;
    person.go_on(&again, &[("g_org~o_budget", "40")]).await;
    let page = person.page("/e/formes/q/g_org").await;
    person.go_on(&page, &[("g_org~o_paid", "no")]).await;
    let check = person.page("/e/formes/verifier").await;
    assert!(check.list().iter().all(|(question, _)| !question.contains("par mois")), "it does not count");
    let page = person.page("/e/formes/q/g_org").await;
    let again = person.go_on(&page, &[("g_org~o_paid", "yes")]).await;
    assert_eq!(again.form().value("g_org~o_budget"), "40");
}

#[tokio::test]
async fn a_date_is_typed_in_parts_and_comes_back_as_it_was() {
    let app = TestApp::new().await;
    let (mut person, date) = at_date(&app).await;
    assert_eq!(date.form().names(), ["d_start-day", "d_start-month", "d_start-year"]);
    let parts = |day, month, year| [("d_start-day", day), ("d_start-month", month), ("d_start-year", year)];

    let again = person.submit(&date, &parts("31", "février", "2016")).await.is(422).page();
    assert_eq!(
        again.summary(),
        [("#f-d_start".to_owned(), "Écrivez une date, par exemple 12 mars 2017.".to_owned())]
    );
    assert!(again.main().by_id("f-d_start").is_some(), "the summary leads to the first part");
    assert_eq!(again.form().value("d_start-day"), "31");
    assert_eq!(again.form().value("d_start-year"), "2016");

    let empty = person.submit(&date, &parts("", "", "")).await.is(422).page();
    assert_eq!(empty.summary()[0].1, "Écrivez une date.");
    let half = person.submit(&date, &parts("", "", "2016")).await.is(422).page();
    assert_eq!(half.form().value("d_start-year"), "2016");
    assert_eq!(half.form().value("d_start-day"), "");

    let future = person.submit(&date, &parts("11", "2", "2017")).await.is(422).page();
    assert_eq!(future.summary()[0].1, "Cette date n’est pas encore passée.");
    let today = person.go_on(&date, &parts("10", "2", "2017")).await;
    assert_eq!(today.h1(), "Quand avez-vous arrêté ? (facultatif)");
    assert_eq!(today.form().names(), ["d_end-month", "d_end-year"]);
}

#[tokio::test]
async fn everything_is_on_the_check_list_in_words() {
    let app = TestApp::new().await;
    let (_, check) = at_check(&app).await;
    let answers = [
        ("Comment s’appelle-t-elle", "Puits du Mono"),
        ("Combien de personnes", "12"),
        ("Payez-vous un outil", "Non"),
        ("Quand avez-vous commencé", "1er mars 2016"),
        ("Quand avez-vous arrêté", "janvier 2017"),
        ("À quoi l’outil sert-il", "Garder des documents · Autre chose"),
        ("À quoi d’autre", "Tenir la caisse"),
        ("Quel est le nom de l’outil", "Un cahier"),
        ("Quel est le nom de l’outil", "Un tableur"),
        ("Comment pouvons-nous publier", "Avec le nom de notre structure"),
    ];
    let list = check.list();
    assert_eq!(list.len(), answers.len());
    for ((asked, said), (question, answer)) in list.iter().zip(answers) {
        assert!(asked.starts_with(question), "{asked}");
        assert_eq!(said, answer, "{question}");
    }
}

#[tokio::test]
async fn what_is_sent_is_written_as_collecting_applications_write_it() {
    let app = TestApp::new().await;
    let (mut person, check) = at_check(&app).await;
    person.go_on(&check, &[]).await;
    let bodies: Vec<Vec<u8>> = app.column("SELECT body AS it FROM submissions").await;
    let body = String::from_utf8(bodies[0].clone()).expect("UTF-8");
    for part in [
        "<o_people>12</o_people>",
        "<o_paid>no</o_paid>",
        "<d_start>2016-03-01</d_start>",
        "<d_end>2017-01-01</d_end>",
        "<m_needs>store other</m_needs>",
        "<m_other>Tenir la caisse</m_other>",
        "<t_name>Un cahier</t_name>",
        "<t_name>Un tableur</t_name>",
        "<e_publish>named</e_publish>",
        "<instanceID>uuid:",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
    assert!(!body.contains("o_budget>"), "what does not count is not sent: {body}");
}

#[tokio::test]
async fn unticking_everything_is_an_answer_taken_back() {
    let app = TestApp::new().await;
    let (mut person, _) = at_check(&app).await;
    let needs = person.page("/e/formes/q/m_needs").await;
    let mut fields = needs.form().fields();
    assert_eq!(fields.iter().filter(|(name, _)| name == "m_needs").count(), 2, "both are ticked");
    fields.retain(|(name, _)| name != "m_needs");
    let again = person.send(Asked::post("/e/formes/q/m_needs", &fields)).await.is(422).page();
    assert_eq!(again.summary()[0].1, "Cochez au moins une case.");
}

#[tokio::test]
async fn consent_that_is_not_asked_any_more_is_not_kept() {
    let app = TestApp::new().await;
    let (mut person, _) = at_check(&app).await;
    let page = person.page("/e/formes/q/g_org?retour=verifier").await;
    // Without a name there is nothing to publish under: the questionnaire hides the question.
    let check = person.go_on(&page, &[("g_org~o_name", "")]).await;
    assert!(check.list().iter().all(|(question, _)| !question.contains("publier")));
    person.go_on(&check, &[]).await;
    assert_eq!(app.column::<String>("SELECT level AS it FROM consents").await, [] as [String; 0]);
}

#[tokio::test]
async fn each_turn_of_a_repeat_has_a_page_and_an_answer_of_its_own() {
    let app = TestApp::new().await;
    let (mut person, _) = at_check(&app).await;
    let second = person.page("/e/formes/q/r_tool~2~t_name").await;
    second.says("Un outil · Question 8 sur 9");
    assert_eq!(second.form().value("r_tool~2~t_name"), "Un tableur");
    assert_eq!(second.link("Question précédente"), "/e/formes/q/r_tool~1~t_name");
    person.get("/e/formes/q/r_tool~3~t_name").await.is(404);
}

#[tokio::test]
async fn clashing_choices_and_dates_are_told_in_words() {
    let app = TestApp::new().await;
    let (mut awa, date) = at_date(&app).await;
    let mut sita = app.visitor().with_cookies_of(&awa);
    let parts = |day, year| [("d_start-day", day), ("d_start-month", "3"), ("d_start-year", year)];
    awa.go_on(&date, &parts("1", "2016")).await;
    let clash = sita.submit(&date, &parts("2", "2015")).await.is(422).page();
    clash.says("« 1er mars 2016 »");
    assert_eq!(clash.form().value("d_start-day"), "02");

    let needs = awa.page("/e/formes/q/m_needs").await;
    awa.go_on(&needs, &[("m_needs", "collect"), ("m_needs", "store")]).await;
    let clash = sita.submit(&needs, &[("m_needs", "store")]).await.is(422).page();
    clash.says("« Recueillir des réponses · Garder des documents »");
}
