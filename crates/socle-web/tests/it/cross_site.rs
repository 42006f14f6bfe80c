//! Forms that another site sends in a person's name.

use crate::support::{Asked, Person, TestApp};
use http::Method;
use socle_domain::account::Role;
use socle_web::Who;

/// The headers by which a browser says where a form comes from, and whether that is here.
const FROM: [(&[(&str, &str)], bool); 9] = [
    (&[("sec-fetch-site", "same-origin")], true),
    (&[("sec-fetch-site", "none")], true),
    (&[("origin", "https://socle.example.org")], true),
    (&[("sec-fetch-site", "cross-site")], false),
    (&[("sec-fetch-site", "same-site")], false),
    (&[("sec-fetch-site", "cross-site"), ("origin", "https://socle.example.org")], false),
    (&[("origin", "https://evil.example")], false),
    (&[("origin", "https://socle.example.org.evil.example")], false),
    (&[("origin", "null")], false),
];

async fn send(person: &Person, path: &str, fields: &[(&str, &str)], from: &[(&str, &str)]) -> u16 {
    let asked = Asked::post(path, fields).without_origin();
    let asked = from.iter().fold(asked, |asked, (name, value)| asked.header(name, value));
    person.clone().send(asked).await.status.as_u16()
}

#[tokio::test]
async fn every_form_refuses_what_another_site_sends() {
    let app = TestApp::new().await;
    let respondent = app.respondent().await;
    let coordinator = app.member(Role::Coordinator).await;
    let addresses = crate::access::addresses(&app).await;
    let before = app.marks().await;
    for (route, path) in addresses.iter().filter(|(route, _)| route.method == Method::POST) {
        let person = match route.who {
            Who::Anyone => &app.visitor(),
            Who::Respondent => &respondent,
            Who::Team(_) => &coordinator,
        };
        for (from, _) in FROM.iter().filter(|(_, is_ours)| !is_ours) {
            assert_eq!(send(person, path, route.sample, from).await, 403, "{path} from {from:?}");
        }
    }
    assert_eq!(app.marks().await, before, "nothing was written");
}

#[tokio::test]
async fn our_own_forms_pass() {
    let app = TestApp::new().await;
    for (from, is_ours) in FROM {
        let status = send(&app.visitor(), "/e/tic-2017", &[("langue", "fr")], from).await;
        assert_eq!(status, if is_ours { 303 } else { 403 }, "{from:?}");
        let coordinator = app.member(Role::Coordinator).await;
        app.clock.advance(socle_domain::time::MINUTE * 5);
        let status = send(&coordinator, "/deconnexion", &[], from).await;
        assert_eq!(status, if is_ours { 303 } else { 403 }, "{from:?}");
    }
}

#[tokio::test]
async fn a_phone_too_old_to_say_where_a_form_comes_from_may_answer_but_not_work_in_the_office() {
    let app = TestApp::new().await;
    let (mut awa, story) = app.begun("tic-2017").await;
    let fields = story.form().filled(&[("e_story", "Depuis un vieux téléphone.")]);
    let asked = Asked::post("/e/tic-2017/q/e_story", &fields).without_origin();
    assert_eq!(awa.send(asked).await.sees_other(), "/e/tic-2017/q/e_state");

    let coordinator = app.member(Role::Coordinator).await;
    assert_eq!(send(&coordinator, "/deconnexion", &[], &[]).await, 403);
    coordinator.clone().get("/bureau/").await.is(200);
}

#[tokio::test]
async fn the_refusal_says_what_to_do() {
    let app = TestApp::new().await;
    let mut awa = app.respondent().await;
    let asked = Asked::post("/e/tic-2017/q/e_story", &[("e_story", "x")]).without_origin();
    let page = awa.send(asked.header("origin", "https://evil.example")).await.is(403).page();
    assert_eq!(page.h1(), "Ce formulaire ne vient pas de ce site");
    page.says("rien n’a été enregistré");
}
