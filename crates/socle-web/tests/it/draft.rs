//! Two people in one draft, and the way back to it by its code.

use crate::support::{Page, Person, TestApp};
use socle_domain::time::{DAY, HOUR, MINUTE};

/// Two phones that hold the same draft, both at the first question.
async fn two_phones(app: &TestApp) -> (Person, Person, Page) {
    let (first, page) = app.begun("tic-2017").await;
    let second = app.visitor().with_cookies_of(&first);
    (first, second, page)
}

#[tokio::test]
async fn answers_to_different_questions_are_both_kept() {
    let app = TestApp::new().await;
    let (mut awa, mut sita, story) = two_phones(&app).await;
    let state = sita.page("/e/tic-2017/q/e_state").await;
    awa.go_on(&story, &[("e_story", "Le récit d'Awa.")]).await;
    sita.go_on(&state, &[("e_state", "stopped")]).await;
    let check = awa.page("/e/tic-2017/verifier").await;
    assert_eq!(check.listed("Racontez-nous"), "Le récit d'Awa.");
    assert_eq!(check.listed("où en est cet outil"), "Arrêté");
}

#[tokio::test]
async fn two_answers_to_one_question_are_both_shown_and_the_choice_is_kept() {
    let app = TestApp::new().await;
    let (mut awa, mut sita, story) = two_phones(&app).await;
    awa.go_on(&story, &[("e_story", "Le récit d'Awa.")]).await;

    let clash = sita.submit(&story, &[("e_story", "Le récit de Sita.")]).await.is(422).page();
    clash.says("Deux personnes ont répondu");
    clash.says("« Le récit d'Awa. »");
    assert_eq!(clash.form().value("e_story"), "Le récit de Sita.");
    assert!(clash.title().starts_with("Erreur : "), "{}", clash.title());
    let saved = awa.page("/e/tic-2017/q/e_story").await;
    assert_eq!(saved.form().value("e_story"), "Le récit d'Awa.", "nothing is overwritten meanwhile");

    let both = "Le récit d'Awa. Le récit de Sita.";
    sita.go_on(&clash, &[("e_story", both)]).await;
    assert_eq!(awa.page("/e/tic-2017/q/e_story").await.form().value("e_story"), both);
}

#[tokio::test]
async fn choices_that_clash_are_told_in_words() {
    let app = TestApp::new().await;
    let (mut awa, mut sita, _) = two_phones(&app).await;
    let state = awa.page("/e/tic-2017/q/e_state").await;
    awa.go_on(&state, &[("e_state", "stopped")]).await;
    let clash = sita.submit(&state, &[("e_state", "in_use")]).await.is(422).page();
    clash.says("« Arrêté »");
    assert_eq!(clash.form().value("e_state"), "in_use");
}

#[tokio::test]
async fn the_same_answer_twice_is_no_clash() {
    let app = TestApp::new().await;
    let (mut awa, mut sita, story) = two_phones(&app).await;
    awa.go_on(&story, &[("e_story", "Le même récit.")]).await;
    sita.go_on(&story, &[("e_story", "Le même récit.")]).await;
}

#[tokio::test]
async fn saving_at_the_same_moment_loses_nothing() {
    let app = TestApp::new().await;
    let (awa, sita, story) = two_phones(&app).await;
    let state = awa.clone().page("/e/tic-2017/q/e_state").await;
    let publish = awa.clone().page("/e/tic-2017/q/e_publish").await;
    let (mut one, mut two, mut three) = (awa.clone(), sita, awa);
    let (a, b, c) = tokio::join!(
        one.submit(&story, &[("e_story", "En même temps.")]),
        two.submit(&state, &[("e_state", "in_use")]),
        three.submit(&publish, &[("e_publish", "figures")]),
    );
    for answer in [a, b, c] {
        answer.sees_other();
    }
    let check = one.page("/e/tic-2017/verifier").await;
    let answers: Vec<_> = check.list().into_iter().map(|(_, answer)| answer).collect();
    assert_eq!(
        answers,
        ["En même temps.", "En usage", "Seulement dans les chiffres, sans récit ni citation"]
    );
}

#[tokio::test]
async fn a_list_that_has_changed_is_shown_again_before_it_is_sent() {
    let app = TestApp::new().await;
    let (mut awa, check) = app.at_check("Le récit d'Awa.").await;
    let mut sita = app.visitor().with_cookies_of(&awa);
    let state = sita.page("/e/tic-2017/q/e_state").await;
    sita.go_on(&state, &[("e_state", "stopped")]).await;

    let again = awa.submit(&check, &[]).await.is(422).page();
    assert_eq!(again.listed("où en est cet outil"), "Arrêté");
    again.says("Une réponse a changé");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM submissions").await, [0]);
    assert_eq!(awa.go_on(&again, &[]).await.h1(), "Merci, votre retour est arrivé");
}

/// Asks for a code and reads it off the page.
async fn code_of(person: &mut Person) -> String {
    let later = person.page("/e/tic-2017/plus-tard").await;
    let page = person.submit(&later, &[]).await.is(200).page();
    page.main().by_class("code")[0].text()
}

/// Types a code on the page that asks for it.
async fn resume(person: &mut Person, code: &str) -> crate::support::Answer {
    let page = person.page("/reprendre").await;
    person.submit(&page, &[("code", code)]).await
}

#[tokio::test]
async fn a_code_brings_the_draft_back_on_another_phone() {
    let app = TestApp::new().await;
    let (mut awa, story) = app.begun("tic-2017").await;
    awa.go_on(&story, &[("e_story", "Sur le premier téléphone.")]).await;
    let code = code_of(&mut awa).await;
    assert_eq!(code.len(), 9, "{code}");

    let mut other = app.visitor().at_place(8);
    app.clock.advance(3 * DAY);
    let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
    let answer = resume(&mut other, &typed).await;
    assert_eq!(answer.sees_other(), "/e/tic-2017/q/e_state", "the first question without an answer");
    let state = other.follow(answer).await.page();
    let publish = other.go_on(&state, &[("e_state", "in_use")]).await;
    let check = other.go_on(&publish, &[("e_publish", "named")]).await;
    assert_eq!(check.listed("Racontez-nous"), "Sur le premier téléphone.");

    assert_eq!(
        resume(&mut other, &code).await.sees_other(),
        "/e/tic-2017/verifier",
        "nothing is missing any more"
    );
}

#[tokio::test]
async fn the_page_of_the_code_says_where_to_type_it() {
    let app = TestApp::new().await;
    let mut awa = app.respondent().await;
    let later = awa.page("/e/tic-2017/plus-tard").await;
    later.says("jusqu’au 15 mars 2017 à 18 h 00");
    let page = awa.submit(&later, &[]).await.is(200).page();
    page.says("https://socle.example.org/reprendre");
    page.says("Ce code ne sera plus affiché.");
}

#[tokio::test]
async fn a_new_code_replaces_the_one_before() {
    let app = TestApp::new().await;
    let mut awa = app.respondent().await;
    let old = code_of(&mut awa).await;
    let new = code_of(&mut awa).await;
    assert_ne!(old, new);
    let mut other = app.visitor();
    let refused = resume(&mut other, &old).await.is(422).page();
    assert_eq!(refused.fault_of("code"), refused.summary()[0].1);
    refused.says("Aucun retour ne répond à ce code.");
    resume(&mut other, &new).await.sees_other();
}

#[tokio::test]
async fn codes_that_open_nothing_are_told_apart() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    let unknown = resume(&mut visitor, "ABCD-EFGH").await.is(422).page();
    assert!(unknown.summary()[0].1.starts_with("Aucun retour ne répond à ce code."));
    assert_eq!(unknown.form().value("code"), "ABCD-EFGH");
    for typed in ["", "ABCD", "ABCD-EFG0", "ÀBCDEFGH", "ABCD-EFGH-JKMN", "👩🏽‍🌾👩🏽‍🌾"] {
        let misshapen = resume(&mut visitor, typed).await.is(422).page();
        assert!(misshapen.title().starts_with("Erreur : "));
        assert!(misshapen.summary()[0].1.starts_with("Un code compte huit lettres ou chiffres"), "{typed}");
        assert_eq!(misshapen.form().value("code"), typed, "what was typed is still there");
    }
}

#[tokio::test]
async fn the_code_of_a_return_that_was_sent_leads_to_its_number() {
    let app = TestApp::new().await;
    let (mut awa, check) = app.at_check("Envoyé.").await;
    let code = code_of(&mut awa).await;
    let check = awa.page("/e/tic-2017/verifier").await.form().value("version").parse::<i64>().map(|_| check);
    awa.go_on(&check.expect("a version"), &[]).await;
    let mut other = app.visitor();
    let answer = resume(&mut other, &code).await;
    assert_eq!(answer.sees_other(), "/e/tic-2017/merci");
    other.follow(answer).await.page().says("R-1.");
}

#[tokio::test]
async fn codes_are_not_kept_in_clear() {
    let app = TestApp::new().await;
    let mut awa = app.respondent().await;
    let code = code_of(&mut awa).await.replace('-', "");
    let hashes: Vec<Vec<u8>> = app.column("SELECT code_hash AS it FROM drafts").await;
    assert_eq!(hashes[0].len(), 32);
    assert!(!hashes[0].windows(code.len()).any(|bytes| bytes == code.as_bytes()));
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_per_place() {
    let app = TestApp::new().await;
    let mut guesser = app.visitor().at_place(66);
    for _ in 0..30 {
        guesser.post("/reprendre", &[("code", "ABCD-EFGH")]).await.is(422);
    }
    let refused = guesser.post("/reprendre", &[("code", "ABCD-EFGH")]).await.is(429);
    assert_eq!(refused.header("retry-after"), Some("300"));
    refused.page().says("Attendez quelques minutes, puis recommencez.");
    app.visitor().at_place(67).post("/reprendre", &[("code", "ABCD-EFGH")]).await.is(422);
    app.clock.advance(15 * MINUTE);
    guesser.post("/reprendre", &[("code", "ABCD-EFGH")]).await.is(422);
}

#[tokio::test]
async fn behind_a_proxy_the_last_address_it_adds_counts() {
    let app = TestApp::builder().behind_proxy().build().await;
    let mut guesser = app.visitor();
    for round in 0..31 {
        // The guesser makes the first part up; the proxy adds what it saw, in the same line or in one of its own.
        let invented = format!("198.51.100.{round}");
        let asked = crate::support::Asked::post("/reprendre", &[("code", "ABCD-EFGH")]);
        let asked = match round % 2 {
            0 => asked.header("x-forwarded-for", &format!("{invented}, 203.0.113.9")),
            _ => asked.header("x-forwarded-for", &invented).header("x-forwarded-for", "203.0.113.9"),
        };
        guesser.send(asked).await.is(if round < 30 { 422 } else { 429 });
    }
}

#[tokio::test]
async fn without_a_proxy_nobody_may_say_where_they_come_from() {
    let app = TestApp::new().await;
    let mut guesser = app.visitor().at_place(66);
    for round in 0..31 {
        let asked = crate::support::Asked::post("/reprendre", &[("code", "ABCD-EFGH")]);
        let asked = asked.header("x-forwarded-for", &format!("198.51.100.{round}"));
        guesser.send(asked).await.is(if round < 30 { 422 } else { 429 });
    }
}

#[tokio::test]
async fn a_code_of_a_closed_survey_leads_to_the_page_that_says_so() {
    let app = TestApp::new().await;
    let mut awa = app.respondent().await;
    let code = code_of(&mut awa).await;
    app.clock.set(crate::support::calendar().grace_ends_at().plus(HOUR));
    let mut other = app.visitor();
    let answer = resume(&mut other, &code).await;
    let page = other.follow(answer).await.is(200).page();
    page.says("L’enquête est close depuis le 12 mars 2017");
}
