//! What people and programs are told when a request cannot be answered.

use crate::support::{Answer, Asked, TestApp};
use socle_domain::{account::Role, time::MINUTE};
use socle_web::CODES;
use std::collections::BTreeMap;

/// A request for each code that a person can bring about, in a language and a format.
async fn failures(app: &TestApp, language: &'static str, accept: &str) -> BTreeMap<&'static str, Answer> {
    app.clock.advance(15 * MINUTE);
    let ask = |asked: Asked| asked.header("accept", accept);
    let mut visitor = app.visitor().speaking(language);
    let mut editor = app.member(Role::Editor).await.speaking(language);
    let mut analyst = app.analyst().await.speaking(language);
    let inbox = analyst.page("/bureau/depouillement").await;
    let record = inbox.main().all("tbody")[0].first("a").expect("a return").expect("href").to_owned();
    let decision = [("version", "77"), ("statut", "accepted")];
    let evil = ask(Asked::post("/e/tic-2017", &[("langue", "fr")])).without_origin();
    let huge = vec![b'a'; 5_000_000];
    let form = "application/x-www-form-urlencoded";
    for _ in 0..30 {
        visitor.post("/reprendre", &[("code", "ABCD-EFGH")]).await.is(422);
    }
    BTreeMap::from([
        ("not-found", visitor.send(ask(Asked::get("/nowhere"))).await),
        ("sign-in-required", visitor.send(ask(Asked::post("/deconnexion", &[("", "")]))).await),
        ("forbidden", editor.send(ask(Asked::get("/bureau/depouillement"))).await),
        ("cross-site", visitor.send(evil.header("origin", "https://evil.example")).await),
        ("malformed", visitor.send(ask(Asked::raw("/connexion", form, b"email=%FF".to_vec()))).await),
        ("too-large", visitor.send(ask(Asked::raw("/connexion", form, huge))).await),
        ("conflict", analyst.send(ask(Asked::post(&record, &decision))).await),
        ("too-many", visitor.send(ask(Asked::post("/reprendre", &[("code", "ABCD-EFGH")]))).await),
    ])
}

const STATUSES: [(&str, u16); 8] = [
    ("not-found", 404),
    ("sign-in-required", 401),
    ("forbidden", 403),
    ("cross-site", 403),
    ("malformed", 400),
    ("too-large", 413),
    ("conflict", 409),
    ("too-many", 429),
];

#[tokio::test]
async fn people_get_a_page_with_a_way_out_in_their_language() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Un récit.").await;
    for language in ["fr", "en"] {
        app.put("UPDATE accounts SET language = $1", vec![language.into()]).await;
        let failures = failures(&app, language, "text/html").await;
        for (code, status) in STATUSES {
            let answer = failures[code].clone().is(status);
            let page = answer.page();
            assert_eq!(page.language(), language, "{answer}");
            let ways = page.main().by_class("ways")[0].all("a");
            assert!(ways.len() >= 2, "{answer}");
            for way in ways {
                assert!(way.expect("href").starts_with('/'), "{answer}");
                let there = app.visitor().get(way.expect("href")).await;
                assert!(
                    there.status.is_success() || there.status.is_redirection(),
                    "{answer} leads to {there}"
                );
            }
            let id = answer.header("x-request-id").expect("an id");
            page.says(id);
            assert!(page.html().all("meta").iter().any(|meta| meta.attribute("content") == Some("noindex")));
        }
    }
}

#[tokio::test]
async fn programs_get_a_stable_code() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Un récit.").await;
    for accept in ["application/json", "application/problem+json"] {
        let failures = failures(&app, "en", accept).await;
        for (code, status) in STATUSES {
            let answer = failures[code].clone().is(status);
            assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{answer}");
            let problem: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
            assert_eq!(problem["code"], code);
            assert_eq!(problem["status"], status);
            assert_eq!(problem["request"], answer.header("x-request-id").expect("an id"));
            assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
            assert!(problem["type"].as_str().is_some_and(|kind| kind == format!("urn:socle:problem:{code}")));
        }
    }
}

#[test]
fn every_code_that_a_person_can_bring_about_is_brought_about_here() {
    // `gone` needs a withdrawal, `unavailable` a full disk, `internal` a fault of ours.
    let elsewhere = ["gone", "unavailable", "internal"];
    for code in CODES {
        let is_here = STATUSES.iter().any(|(one, _)| *one == code);
        assert!(is_here != elsewhere.contains(&code), "{code}");
    }
}

#[tokio::test]
async fn a_database_that_is_gone_is_told_and_nothing_is_called_saved() {
    let app = TestApp::new().await;
    let (mut awa, story) = app.begun("tic-2017").await;
    app.store.close().await;
    let answer = awa.submit(&story, &[("e_story", "Pendant la panne.")]).await.is(503);
    let page = answer.page();
    assert_eq!(page.h1(), "Le site ne peut pas enregistrer en ce moment");
    page.says("Revenez en arrière : votre texte y est encore.");
    app.visitor().get("/healthz").await.is(503);
}

#[tokio::test]
async fn the_service_says_that_it_is_well() {
    let app = TestApp::new().await;
    let answer = app.visitor().get("/healthz").await.is(200);
    assert_eq!(answer.text(), "ok\n");
}
