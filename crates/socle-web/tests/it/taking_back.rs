//! A return is taken back: what readers see follows at once, on the screen and on paper.

use crate::support::{Asked, TestApp, shelf};
use socle_domain::time::DAY;
use socle_store::JobKind;

const TOOL: &str = "/fr/fiches/relever-des-points-d-eau-sans-reseau";
const STORY: &str = "/fr/fiches/du-cahier-au-formulaire-et-retour";

/// The words of the third return, as pages set them.
const GONE: &str = "Quand elle est partie, tout s’est arrêté en trois semaines";

#[tokio::test]
async fn its_page_is_gone_and_says_why() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    let number = shelf.numbers[2];
    let before = visitor.get(&format!("/fr/retours/{number}")).await.is(200);
    let etag = before.header("etag").expect("an ETag").to_owned();
    app.store.withdraw(shelf.returns[2], app.now()).await.expect("a store").expect("a return");
    for path in [format!("/fr/retours/{number}"), format!("/en/accounts/{number}"), format!("/r/{number}")] {
        let answer = visitor.get(&path).await.is(410);
        assert!(!answer.text().contains("trois semaines"));
    }
    visitor.get(&format!("/fr/retours/{number}")).await.page().says("Ce retour a été repris par son auteur");
    // A browser that kept the page is told too.
    visitor.send(Asked::get(&format!("/fr/retours/{number}")).header("if-none-match", &etag)).await.is(410);
}

#[tokio::test]
async fn guides_lose_the_words_at_once_and_say_so_in_their_place() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    for path in [TOOL, STORY] {
        visitor.page(path).await.says(GONE);
    }
    let etag = visitor.get(TOOL).await.header("etag").expect("an ETag").to_owned();
    app.store.withdraw(shelf.returns[2], app.now()).await.expect("a store").expect("a return");
    for path in [TOOL, STORY] {
        let page = visitor.page(path).await;
        page.does_not_say("Quand elle est partie");
        page.says("Des mots étaient cités ici. Leur auteur a repris son retour.");
        page.says("Un retour sur lequel cette fiche s’appuyait a été repris par son auteur.");
        assert!(
            page.main()
                .all("a")
                .iter()
                .all(|a| a.expect("href") != format!("/fr/retours/{}", shelf.numbers[2]))
        );
    }
    let page = visitor.page(TOOL).await;
    page.says("Repose sur 6 retours");
    page.says("Les photos bloquaient l’envoi");
    visitor.send(Asked::get(TOOL).header("if-none-match", &etag)).await.is(200);
    visitor.page("/fr/fiches/").await.says("Repose sur 6 retours");
}

#[tokio::test]
async fn its_sheets_go_and_are_printed_anew_as_a_correction() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    for revision in &shelf.revisions {
        app.app.print_revision(*revision).await.expect("printed");
    }
    let sheets = format!("{TOOL}/fiche.pdf");
    let before = visitor.get(&sheets).await.is(200);
    assert!(before.text().contains("Quand elle est partie"));
    let method = visitor.get("/fr/fiches/choisir-a-plusieurs/fiche.pdf").await.is(200);
    drain_jobs(&app).await;

    app.store.withdraw(shelf.returns[2], app.now()).await.expect("a store").expect("a return");
    assert_eq!(visitor.get(&sheets).await.is(302).location(), TOOL, "nobody gets the old sheets any more");
    visitor.page(TOOL).await.says("PDF en préparation");
    let kept: Vec<Vec<u8>> = app.column("SELECT pdf AS it FROM guide_prints").await;
    assert_eq!(kept.len(), 2, "those of the guides that cite it are deleted, in every revision");
    assert!(kept.iter().all(|pdf| !String::from_utf8_lossy(pdf).contains("Quand elle est partie")));

    let mut to_print = drain_jobs(&app).await;
    to_print.sort_unstable();
    let mut expected = vec![shelf.revisions[0].uuid(), shelf.revisions[2].uuid()];
    expected.sort_unstable();
    assert_eq!(to_print, expected);
    app.app.print_revision(shelf.revisions[0]).await.expect("printed");
    let after = visitor.get(&sheets).await.is(200);
    assert!(
        !after.text().contains("Quand elle est partie")
            && after.text().contains("Des mots étaient cités ici")
    );
    assert_ne!(after.header("etag"), before.header("etag"));
    let untouched = visitor.get("/fr/fiches/choisir-a-plusieurs/fiche.pdf").await.is(200);
    assert_eq!(untouched.body, method.body);
}

/// What was asked to be printed, forgotten.
async fn drain_jobs(app: &TestApp) -> Vec<uuid::Uuid> {
    let mut found = Vec::new();
    while let Some(job) = app.store.claim_job(app.now().plus(DAY)).await.expect("a store") {
        if job.kind == JobKind::PrintGuide {
            found.push(job.subject_id);
        }
        app.store.finish_job(job.id).await.expect("a store");
    }
    found
}

#[tokio::test]
async fn sheets_laid_out_while_a_return_leaves_are_not_kept() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let waiting = app.store.to_print(shelf.revisions[0]).await.expect("a store").expect("waits");
    app.store.withdraw(shelf.returns[2], app.now()).await.expect("a store").expect("a return");
    let late = socle_store::NewPrint {
        revision: shelf.revisions[0],
        content_version: waiting.content_version,
        pages: 2,
        pdf: format!("%PDF {}", shelf::RETURNS[2].passage).into_bytes(),
        now: app.now(),
    };
    assert!(!app.store.keep_print(late).await.expect("a store"), "the words are withdrawn by now");
    let kept: Vec<Vec<u8>> = app.column("SELECT pdf AS it FROM guide_prints").await;
    assert!(kept.is_empty());
}

#[tokio::test]
async fn a_guide_stops_quoting_who_no_longer_allows_it() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    visitor.page(TOOL).await.says(GONE);
    app.put(
        "INSERT INTO consents (id, submission_id, experience_id, subject, level, given_by, given_at)
         SELECT e.id, e.submission_id, e.id, 'publication', 'figures', 'web', 1486720800000001
         FROM experiences e WHERE e.number = 3",
        Vec::new(),
    )
    .await;
    app.touch().await;
    let page = visitor.page(TOOL).await;
    page.does_not_say("Quand elle est partie");
    page.says("Des mots étaient cités ici.");
    visitor.get(&format!("/fr/retours/{}", shelf.numbers[2])).await.is(404);
}
