//! Experiences as everyone reads them: as far as their authors allow, and no further.

use crate::support::{Asked, TestApp, shelf};

#[tokio::test]
async fn a_nameless_return_shows_what_many_share_and_never_a_name() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    let page = visitor.page(&format!("/fr/retours/{}", shelf.numbers[1])).await;
    page.says("Association ou partenaire local, Burkina Faso · raconté en janvier 2017");
    page.says(&shelf::set(1));
    page.says("Publié sans nom ni lieu précis");
    for secret in [shelf::SECRET_NAME, "Tiébélé", "Comité des puits"] {
        page.does_not_say(secret);
    }
    // Nor in what is not read: titles, descriptions, links.
    assert!(!visitor.get(&format!("/fr/retours/{}", shelf.numbers[1])).await.text().contains("Tiébélé"));
}

#[tokio::test]
async fn what_too_few_share_is_not_told() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let page = app.visitor().page(&format!("/fr/retours/{}", shelf.numbers[7])).await;
    page.says("Un contributeur · raconté en");
    for telling in ["Université", "Sénégal", "Éducation"] {
        page.does_not_say(telling);
    }
}

#[tokio::test]
async fn a_named_return_bears_its_name() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let page = app.visitor().page(&format!("/en/accounts/{}", shelf.numbers[6])).await;
    page.says("Puits du Mono, Togo");
    page.says("Published with the organization's name");
    page.says("This story is in its original language.");
    assert_eq!(page.html().by_class("said")[0].expect("lang"), "fr");
}

#[tokio::test]
async fn figures_alone_have_no_page() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    for path in ["/fr/retours/", "/en/accounts/", "/r/"] {
        let answer = visitor.get(&format!("{path}{}", shelf.numbers[8])).await.is(404);
        assert!(!answer.text().contains("nulle part"));
    }
}

#[tokio::test]
async fn consent_that_is_lowered_takes_the_page_away_at_once() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    let path = format!("/fr/retours/{}", shelf.numbers[6]);
    visitor.page(&path).await.says("Puits du Mono");
    app.put(
        "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
         SELECT e.submission_id, e.submission_id, e.id, 'publication', 'anonymous', 'web', 1486720800000001
         FROM experiences e JOIN organizations o ON o.id = e.organization_id WHERE o.name = 'Puits du Mono'",
        Vec::new(),
    )
    .await;
    app.touch().await;
    let page = visitor.page(&path).await;
    page.does_not_say("Puits du Mono");
    page.does_not_say("Togo");
    let guide = visitor.page("/fr/fiches/relever-des-points-d-eau-sans-reseau").await;
    assert!(!guide.words().contains("Puits du Mono, Togo"), "nor do guides name it any more");
}

#[tokio::test]
async fn a_return_says_which_guides_cite_it_and_leads_there() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    let page = visitor.page(&format!("/fr/retours/{}", shelf.numbers[0])).await;
    page.says("2 fiches citent ce retour");
    let guide = page.link("Relever des points d’eau sans réseau avec un formulaire mobile");
    visitor.page(&guide).await.says(&shelf::set(0));
    let contrary = visitor.page(&format!("/fr/retours/{}", shelf.numbers[5])).await;
    contrary.says("Une fiche cite ce retour");
    contrary.says("Avis contraire");
}

#[tokio::test]
async fn a_story_that_is_not_accepted_is_not_published_whole() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    app.put("UPDATE experiences SET review_status = 'in_review' WHERE number IN (1, 8)", Vec::new()).await;
    app.touch().await;
    let mut visitor = app.visitor();
    let cited = visitor.page(&format!("/fr/retours/{}", shelf.numbers[0])).await;
    cited.says("Le récit entier n’est pas publié.");
    cited.does_not_say("cahier restait au village");
    app.put("DELETE FROM citations", Vec::new()).await;
    app.touch().await;
    visitor.get(&format!("/fr/retours/{}", shelf.numbers[0])).await.is(404);
}

#[tokio::test]
async fn the_questions_of_a_story_stand_above_their_answers() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let page = app.visitor().page(&format!("/fr/retours/{}", shelf.numbers[0])).await;
    let headings: Vec<_> = page.html().by_class("said")[0].all("h2").iter().map(|h| h.text()).collect();
    assert_eq!(headings, ["Que referiez-vous ?"]);
    page.says("Réseau sur place Aucun réseau");
}

#[tokio::test]
async fn short_addresses_lead_to_the_page_in_the_language_of_the_browser() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let number = shelf.numbers[2];
    for (language, path) in [("fr", "/fr/retours/"), ("en-GB", "/en/accounts/"), ("wo", "/fr/retours/")] {
        let answer = app.visitor().speaking(language).get(&format!("/r/{number}")).await.is(302);
        assert_eq!(answer.location(), format!("{path}{number}"));
        assert!(answer.header("vary").is_some_and(|vary| vary.contains("accept-language")));
    }
}

#[tokio::test]
async fn numbers_that_are_none_lead_out() {
    let app = TestApp::new().await;
    app.shelf().await;
    let mut visitor = app.visitor();
    for number in
        ["0", "999999", "99999999999999999999", "-1", "1e3", "%00", "..%2f..", "204;DROP", "٣", "1/2"]
    {
        for folder in ["/fr/retours/", "/en/accounts/", "/r/", "/f/"] {
            let answer = visitor.get(&format!("{folder}{number}")).await;
            assert_eq!(answer.status, 404, "{folder}{number}");
            // A short address speaks the language of the browser, the others their own.
            let way =
                if folder.starts_with("/en") { "Back to the home page" } else { "Revenir à l’accueil" };
            assert!(answer.page().link(way).ends_with('/'), "{folder}{number}");
        }
    }
}

#[tokio::test]
async fn words_are_asked_for_again_and_sent_once() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    let path = format!("/fr/retours/{}", shelf.numbers[0]);
    let first = visitor.get(&path).await.is(200);
    assert_eq!(first.header("cache-control"), Some("no-cache"));
    assert!(first.set_cookies().is_empty());
    let etag = first.header("etag").expect("an ETag").to_owned();
    visitor.send(Asked::get(&path).header("if-none-match", &etag)).await.is(304);
}
