//! What every answer carries, and what no page holds.

use crate::{
    access::{addresses, sample},
    support::{Answer, Asked, TestApp},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};
use socle_domain::account::Role;
use socle_web::Who;
use std::collections::BTreeSet;

/// An answer of each kind: every address of the table as somebody who may use it, and every kind of refusal.
async fn answers(app: &TestApp) -> Vec<Answer> {
    let mut answers = Vec::new();
    for (route, path) in addresses(app).await {
        let mut person = match route.who {
            Who::Anyone => app.visitor(),
            Who::Respondent => app.respondent().await,
            Who::Team(_) => app.member(Role::Coordinator).await,
        };
        app.clock.advance(socle_domain::time::MINUTE * 4);
        answers.push(person.send(sample(route, &path)).await);
    }
    let (mut awa, story) = app.begun("tic-2017").await;
    let mut visitor = app.visitor();
    answers.push(awa.submit(&story, &[("e_story", "")]).await.is(422));
    answers.push(app.sent("tic-2017", "Merci.").await.0.get("/e/tic-2017/merci").await.is(200));
    answers.push(visitor.get("/nowhere").await.is(404));
    answers.push(visitor.post("/deconnexion", &[]).await.is(401));
    answers.push(app.member(Role::Editor).await.get("/bureau/depouillement").await.is(403));
    answers.push(visitor.send(Asked::raw("/connexion", "text/plain", b"%FF".to_vec())).await.is(400));
    answers.push(visitor.send(Asked::get("/nowhere").header("accept", "application/json")).await.is(404));
    let etag = visitor.get("/fr/").await.header("etag").expect("an ETag").to_owned();
    answers.push(visitor.send(Asked::get("/fr/").header("if-none-match", &etag)).await.is(304));
    for encoding in ["gzip", "br"] {
        answers.push(visitor.send(Asked::get("/en/").header("accept-encoding", encoding)).await.is(200));
    }
    answers
}

#[tokio::test]
async fn every_answer_protects_the_person_who_gets_it() {
    let app = TestApp::new().await;
    let mut ids = BTreeSet::new();
    let answers = answers(&app).await;
    for answer in &answers {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("strict-transport-security", "max-age=31536000"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{name} of {answer}");
        }
        let policy =
            answer.header("content-security-policy").unwrap_or_else(|| panic!("{answer} has no policy"));
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(answer.header("cache-control").is_some(), "{answer} does not say who may keep it");
        let id = answer.header("x-request-id").expect("every answer has an id");
        assert_eq!(id.len(), 16);
        ids.insert(id.to_owned());
    }
    assert_eq!(ids.len(), answers.len(), "each request has an id of its own");
}

#[tokio::test]
async fn only_what_readers_are_shown_may_be_kept_and_words_are_asked_for_again() {
    const KEPT: [&str; 6] =
        ["/fr/", "/en/", "/fr/fiches/", "/en/guides/", "/fr/fiches/atom.xml", "/en/guides/atom.xml"];
    const WORDS: [&str; 4] = ["/fr/fiches/", "/en/guides/", "/fr/retours/", "/en/accounts/"];
    let app = TestApp::new().await;
    for answer in answers(&app).await {
        let path = answer.asked.strip_prefix("GET ").unwrap_or_default();
        let wanted = match path {
            _ if answer.status != 200 && answer.status != 304 => "no-store",
            path if KEPT.contains(&path) => "public, max-age=300",
            path if WORDS.iter().any(|folder| path.starts_with(folder)) => "no-cache",
            path if path.starts_with("/api/v1/experiences/") || path.starts_with("/api/v1/search") => {
                "no-cache"
            }
            path if path.starts_with("/api/") => "public, max-age=60",
            _ => "no-store",
        };
        assert_eq!(answer.header("cache-control"), Some(wanted), "{answer}");
    }
}

#[tokio::test]
async fn without_https_nothing_is_said_of_it() {
    let app = TestApp::builder().site("http://localhost:8080").build().await;
    assert_eq!(app.visitor().get("/fr/").await.header("strict-transport-security"), None);
}

#[tokio::test]
async fn the_policy_names_the_hash_of_the_one_style_on_the_page() {
    let app = TestApp::new().await;
    let mut classes = BTreeSet::new();
    for answer in answers(&app).await.into_iter().filter(|answer| answer.header("content-encoding").is_none())
    {
        if !answer.is_page() {
            continue;
        }
        let page = answer.page();
        let styles = page.html().all("style");
        assert_eq!(styles.len(), 1, "{answer}");
        let hash = STANDARD.encode(Sha256::digest(styles[0].raw_text()));
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains(&format!("style-src 'sha256-{hash}';")), "{answer}: {policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        classes.insert(page.html().first("body").expect("a body").expect("class").to_owned());
    }
    let all = ["office", "public", "survey"].map(str::to_owned);
    assert_eq!(classes, all.into(), "all three classes of pages were seen");
}

#[tokio::test]
async fn no_page_holds_what_its_policy_forbids() {
    let app = TestApp::new().await;
    for answer in answers(&app).await.into_iter().filter(|answer| answer.header("content-encoding").is_none())
    {
        if !answer.is_page() {
            continue;
        }
        for element in answer.page().html().inside() {
            let is_inline_script = element.name == "script" && element.attribute("src").is_none();
            assert!(!is_inline_script, "{answer} has an inline script");
            for (name, value) in element.attributes() {
                assert!(name != "style" && !name.starts_with("on"), "{answer}: <{} {name}>", element.name);
                let leaves = matches!(name, "src" | "action") && !value.starts_with('/');
                assert!(!leaves, "{answer}: {name}=\"{value}\" leaves the site");
            }
        }
    }
}

#[tokio::test]
async fn every_page_is_written_for_everyone() {
    let app = TestApp::new().await;
    for answer in answers(&app).await.into_iter().filter(|answer| answer.header("content-encoding").is_none())
    {
        if !answer.is_page() {
            continue;
        }
        let page = answer.page();
        assert!(["fr", "en"].contains(&page.language()), "{answer}");
        assert!(!page.h1().is_empty() && !page.title().is_empty(), "{answer}");
        let skip = page.html().by_class("skip")[0].expect("href").to_owned();
        assert!(page.html().by_id(skip.trim_start_matches('#')).is_some(), "{answer}: {skip} leads nowhere");
        let mut ids = BTreeSet::new();
        for element in page.html().inside() {
            if let Some(id) = element.attribute("id") {
                assert!(ids.insert(id.to_owned()), "{answer}: two elements are called {id}");
            }
            let banned = ["required", "placeholder", "maxlength"];
            let found = element.attributes().find(|(name, _)| banned.contains(name));
            assert!(found.is_none(), "{answer}: {found:?} on <{}>", element.name);
        }
        let is_described = |id: &str| ids.contains(id);
        for element in page.html().inside() {
            let described = element.attribute("aria-describedby").unwrap_or_default();
            assert!(
                described.split(' ').filter(|id| !id.is_empty()).all(is_described),
                "{answer}: {described}"
            );
            if let Some(id) = element.attribute("for") {
                assert!(ids.contains(id), "{answer}: a label for {id}, which is not there");
            }
        }
    }
}
