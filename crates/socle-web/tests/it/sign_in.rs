//! The team's way in and out.

use crate::support::{Asked, TestApp, email_of, world::PASSWORD};
use socle_domain::{
    account::Role,
    time::{DAY, MINUTE},
};

const REFUSED: &str =
    "Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez les deux et recommencez.";

#[tokio::test]
async fn a_page_that_was_asked_for_is_shown_after_sign_in() {
    let app = TestApp::new().await;
    let mut analyst = app.visitor();
    let answer = analyst.get("/bureau/depouillement?statut=received&page=2").await;
    assert_eq!(
        answer.sees_other(),
        "/connexion?suite=%2Fbureau%2Fdepouillement%3Fstatut%3Dreceived%26page%3D2"
    );
    let page = analyst.follow(answer).await.is(200).page();
    assert_eq!(page.h1(), "Connexion de l’équipe");
    let fields = [("email", " Analyst@EXAMPLE.org "), ("password", PASSWORD)];
    let answer = analyst.submit(&page, &fields).await;
    assert_eq!(answer.sees_other(), "/bureau/depouillement?statut=received&page=2");
    analyst.follow(answer).await.is(200);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_read_the_same() {
    let app = TestApp::new().await;
    let mut someone = app.visitor();
    let mut pages = Vec::new();
    for (email, password) in [
        ("analyst@example.org", "un autre mot de passe"),
        ("nobody@example.org", PASSWORD),
        ("no address", "x"),
        ("", ""),
    ] {
        let page = someone.page("/connexion").await;
        let page = someone.submit(&page, &[("email", email), ("password", password)]).await.is(422).page();
        assert!(page.title().starts_with("Erreur : "));
        assert_eq!(page.summary()[0].1, REFUSED);
        assert_eq!(page.form().value("email"), email);
        assert_eq!(page.form().value("password"), "", "a password is never written back");
        pages.push(page.words());
    }
    assert!(pages.iter().all(|words| *words == pages[0]));
    assert_eq!(someone.cookie("socle_session"), None);
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM sessions").await, [0]);
}

#[tokio::test]
async fn a_password_may_hold_anything_and_every_character_counts() {
    let app = TestApp::new().await;
    let mut someone = app.visitor();
    for password in
        [format!("{PASSWORD} "), PASSWORD.to_uppercase(), format!("{PASSWORD}\0"), "é".repeat(1000)]
    {
        someone
            .post("/connexion", &[("email", "analyst@example.org"), ("password", &password)])
            .await
            .is(422);
    }
}

#[tokio::test]
async fn signing_in_leads_nowhere_but_into_the_office() {
    let app = TestApp::new().await;
    for elsewhere in [
        "https://evil.example/",
        "//evil.example/bureau/",
        "/\\evil.example",
        "/bureau/\\..\\..\\evil",
        "/bureau/../e/tic-2017",
        "/bureau",
        "bureau/",
        "/fr/",
        "javascript:alert(1)",
        "/bureau/\r\nSet-Cookie: a=b",
        "/bureau/\u{e9}",
    ] {
        app.clock.advance(2 * MINUTE);
        let mut analyst = app.visitor();
        let fields = [("email", "analyst@example.org"), ("password", PASSWORD), ("suite", elsewhere)];
        let answer = analyst.post("/connexion", &fields).await;
        assert_eq!(answer.sees_other(), "/bureau/", "{elsewhere:?}");
        let page = analyst.send(Asked::get("/connexion?suite=https%3A%2F%2Fevil.example")).await.page();
        assert_eq!(page.form().value("suite"), "/bureau/");
    }
}

#[tokio::test]
async fn an_account_is_tried_ten_times_a_quarter_of_an_hour_from_wherever() {
    let app = TestApp::new().await;
    let wrong = [("email", "analyst@example.org"), ("password", "un autre mot de passe")];
    let right = [("email", "ANALYST@example.org "), ("password", PASSWORD)];
    for place in 0..10 {
        app.visitor().at_place(place).post("/connexion", &wrong).await.is(422);
    }
    let refused = app.visitor().at_place(99).post("/connexion", &right).await.is(429);
    assert_eq!(refused.header("retry-after"), Some("300"));
    assert_eq!(refused.page().h1(), "Trop d’essais à la suite");
    assert_eq!(refused.set_cookies(), [] as [String; 0], "even the right password waits");

    let editor = [("email", "editor@example.org"), ("password", PASSWORD)];
    app.visitor().at_place(1).post("/connexion", &editor).await.sees_other();
    app.clock.advance(15 * MINUTE);
    app.visitor().at_place(99).post("/connexion", &right).await.sees_other();
}

#[tokio::test]
async fn a_place_may_try_fifty_times_whatever_the_account() {
    let app = TestApp::new().await;
    for number in 0..50 {
        let email = format!("nobody{number}@example.org");
        app.visitor().at_place(66).post("/connexion", &[("email", &email), ("password", "x")]).await.is(422);
    }
    let right = [("email", "analyst@example.org"), ("password", PASSWORD)];
    app.visitor().at_place(66).post("/connexion", &right).await.is(429);
    app.visitor().at_place(67).post("/connexion", &right).await.sees_other();
}

#[tokio::test]
async fn tries_are_counted_without_keeping_who_made_them() {
    let app = TestApp::new().await;
    app.analyst().await;
    let keys: Vec<Vec<u8>> = app.column("SELECT key AS it FROM rate_limits").await;
    assert_eq!(keys.len(), 2);
    assert!(keys.iter().all(|key| key.len() == 32));
}

#[tokio::test]
async fn signing_out_ends_the_session_in_the_database() {
    let app = TestApp::new().await;
    let mut analyst = app.analyst().await;
    let stolen = analyst.clone();
    let token = analyst.cookie("socle_session").expect("a session").to_owned();
    let hashes: Vec<Vec<u8>> = app.column("SELECT token_hash AS it FROM sessions").await;
    assert_eq!((hashes.len(), hashes[0].len(), token.len()), (1, 32, 64));

    let desk = analyst.page("/bureau/").await;
    let form = desk.html().all("form").into_iter().find(|form| form.expect("action") == "/deconnexion");
    assert!(form.is_some(), "every page of the office has the way out");
    assert_eq!(analyst.post("/deconnexion", &[]).await.sees_other(), "/connexion");
    assert_eq!(analyst.cookie("socle_session"), None, "the browser forgets it");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM sessions").await, [0]);
    assert!(stolen.clone().get("/bureau/").await.sees_other().starts_with("/connexion?suite="));
    stolen.clone().post("/deconnexion", &[]).await.is(401);
}

#[tokio::test]
async fn a_session_ends_by_itself_after_a_fortnight() {
    let app = TestApp::new().await;
    let mut analyst = app.analyst().await;
    app.clock.advance(14 * DAY - 1);
    analyst.get("/bureau/").await.is(200);
    app.clock.advance(1);
    assert!(analyst.get("/bureau/").await.sees_other().starts_with("/connexion"));
    let page = analyst.post("/bureau/retours/00000000-0000-0000-0000-000000000000", &[]).await.is(401).page();
    page.says("rien n’a été enregistré");
    assert_eq!(page.link("Se connecter"), "/connexion");
}

#[tokio::test]
async fn two_sign_ins_have_two_tokens() {
    let app = TestApp::new().await;
    let (one, two) = (app.analyst().await, app.analyst().await);
    assert_ne!(one.cookie("socle_session"), two.cookie("socle_session"));
}

#[tokio::test]
async fn a_token_that_nobody_was_given_opens_nothing() {
    let app = TestApp::new().await;
    app.analyst().await;
    for token in ["", "0", &"0".repeat(64), "'; DROP TABLE sessions; --"] {
        let mut forger = app.visitor();
        forger.forge_cookie("socle_session", token.to_owned());
        assert!(forger.get("/bureau/").await.sees_other().starts_with("/connexion"), "{token}");
    }
}

/// The attributes of the cookie that signing in sets, and of the one that a survey sets.
async fn cookies(site: &'static str) -> Vec<String> {
    let app = TestApp::builder().site(site).build().await;
    let mut analyst = app.visitor();
    let fields = [("email", email_of(Role::Analyst)), ("password", PASSWORD.to_owned())];
    let sign_in = analyst.send(Asked::post("/connexion", &fields)).await;
    let begin = app.visitor().post("/e/tic-2017", &[("langue", "fr")]).await;
    let all = sign_in.set_cookies().into_iter().chain(begin.set_cookies());
    all.map(|cookie| cookie.split_once("; ").expect("attributes").1.to_owned()).collect()
}

#[tokio::test]
async fn cookies_stay_on_this_site_and_out_of_scripts() {
    let session = "HttpOnly; SameSite=Lax; Path=/; Max-Age=1209600";
    let draft = "HttpOnly; SameSite=Lax; Path=/e/tic-2017; Max-Age=5184000";
    assert_eq!(cookies("http://localhost:8080").await, [session, draft]);
    let with_secure = |cookie: &str| cookie.replace("; Path", "; Secure; Path");
    assert_eq!(cookies("https://socle.example.org").await, [with_secure(session), with_secure(draft)]);
}

#[tokio::test]
async fn readers_get_no_cookie() {
    let app = TestApp::new().await;
    let mut reader = app.visitor();
    for path in ["/", "/fr/", "/en/", "/e/tic-2017", "/reprendre", "/connexion", "/healthz", "/nowhere"] {
        assert_eq!(reader.get(path).await.set_cookies(), [] as [String; 0], "{path}");
    }
}
