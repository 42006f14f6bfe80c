//! Guides as everyone reads them, and their sheets of paper.

use crate::support::{Asked, Page, TestApp, shelf};
use socle_domain::time::DAY;
use socle_web::PrintFailure;
use std::sync::atomic::Ordering;

const TOOL: &str = "/fr/fiches/relever-des-points-d-eau-sans-reseau";
const METHOD: &str = "/fr/fiches/choisir-a-plusieurs";

#[tokio::test]
async fn a_guide_says_what_it_stands_on() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    let page = visitor.page(TOOL).await;
    assert_eq!(page.h1(), "Relever des points d’eau sans réseau avec un formulaire mobile");
    page.says("Fiche outil · Collecter des données · Situer, cartographier");
    page.says("Repose sur 7 retours : 1 vérifié, 4 déclarés, 2 peu étayés");
    page.says("7 retours soutiennent ce qui est écrit. Un retour dit le contraire.");
    page.says("Un créateur parle de son propre outil");
    page.says("Relue en février 2017 · un retour dit le contraire");
    page.says("Cette fiche décrit, elle ne prescrit pas.");
    page.says("CC BY-SA 4.0");
    let notes = page.html().by_class("notes")[0].all("li");
    assert_eq!(notes.len(), 11, "each piece of evidence once");
    // A mark in the text leads to its note, and the note to the return.
    let mark = page.main().all("sup")[0].first("a").expect("a mark");
    assert_eq!(mark.expect("href"), "#note-1");
    assert_eq!(notes[0].expect("id"), "note-1");
    let contrary = notes[0].first("a").expect("a return").expect("href").to_owned();
    assert_eq!(contrary, format!("/fr/retours/{}", shelf.numbers[5]));
    visitor.page(&contrary).await.says(&shelf::set(5));
    assert!(page.html().by_id("assise").is_some(), "where the course of stones leads");
}

#[tokio::test]
async fn a_guide_names_nobody_who_did_not_ask_for_it() {
    let app = TestApp::new().await;
    app.shelf().await;
    let text = app.visitor().get(TOOL).await.text();
    assert!(text.contains("Puits du Mono"), "who asked to be named is");
    for hidden in ["Tiébélé", "Université", "Sénégal", "nulle part"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn facts_steps_and_quotations_are_set_as_such() {
    let app = TestApp::new().await;
    app.shelf().await;
    let page = app.visitor().page(TOOL).await;
    let steps = page.html().by_class("steps")[0].all("li");
    assert_eq!(steps.len(), 6);
    assert!(
        steps[0].text().starts_with("Écrire le questionnaire une demi-journée Douze questions"),
        "{}",
        steps[0].text()
    );
    assert!(steps[0].text().contains("Piège : vouloir"));
    let quote = page.html().by_class("quote")[0].text();
    assert!(quote.contains("Quand elle est partie, tout s’est arrêté"), "{quote}");
    assert!(
        page.html().by_id("brief").expect("a block").all("dt").iter().any(|term| term.text() == "Réseau")
    );
}

#[tokio::test]
async fn the_same_guide_is_one_switch_away() {
    let app = TestApp::new().await;
    app.shelf().await;
    let mut visitor = app.visitor();
    let french = visitor.page(METHOD).await;
    french.says("Fiche de départ, rédigée d’après des sources publiques");
    let english = visitor.page(&switch(&french)).await;
    assert_eq!(
        (english.language(), english.h1().as_str()),
        ("en", "Choosing a tool together, in one meeting")
    );
    let links = english.html().all("link");
    let alternates: Vec<_> = links
        .iter()
        .filter(|link| link.attribute("hreflang").is_some())
        .map(|link| link.expect("href"))
        .collect();
    assert_eq!(
        alternates,
        [
            "https://socle.example.org/fr/fiches/choisir-a-plusieurs",
            "https://socle.example.org/en/guides/choosing-together"
        ]
    );
}

/// Where the switch of languages leads, from the root of the site.
fn switch(page: &Page) -> String {
    let links = page.html().all("a");
    let switch = links.iter().find(|link| link.attribute("hreflang").is_some()).expect("a switch");
    switch.expect("href").trim_start_matches("https://socle.example.org").to_owned()
}

#[tokio::test]
async fn what_is_not_translated_is_shown_as_it_is_with_a_notice() {
    let app = TestApp::new().await;
    app.shelf().await;
    let page = app.visitor().page("/en/guides/relever-des-points-d-eau-sans-reseau").await;
    assert_eq!(page.language(), "en");
    page.says("This guide is not translated into English yet.");
    assert_eq!(page.main().first("article").expect("an article").expect("lang"), "fr");
    let links = page.html().all("link");
    let canonical = links.iter().find(|link| link.attribute("rel") == Some("canonical")).expect("canonical");
    assert_eq!(canonical.expect("href"), format!("https://socle.example.org{TOOL}"));
}

#[tokio::test]
async fn addresses_of_before_and_of_the_other_language_lead_to_the_present_one() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    app.put(
        "INSERT INTO guide_slugs (language, slug, guide_id, made_at)
         SELECT 'fr', 'un-vieux-titre', guide_id, 1 FROM guide_slugs WHERE slug = 'choisir-a-plusieurs'",
        Vec::new(),
    )
    .await;
    let mut visitor = app.visitor();
    let leads = [
        ("/fr/fiches/un-vieux-titre", METHOD),
        ("/fr/fiches/choosing-together", METHOD),
        ("/en/guides/choisir-a-plusieurs", "/en/guides/choosing-together"),
        ("/en/guides/un-vieux-titre", "/en/guides/choosing-together"),
        ("/fr/fiches/un-vieux-titre/fiche.pdf", "/fr/fiches/choisir-a-plusieurs/fiche.pdf"),
        ("/fr/fiches", "/fr/fiches/"),
        ("/en/guides", "/en/guides/"),
    ];
    for (from, to) in leads {
        assert_eq!(visitor.get(from).await.is(301).location(), to, "{from}");
    }
    let short = format!("/f/{:03}", shelf.guides[1]);
    assert_eq!(app.visitor().get(&short).await.is(302).location(), METHOD);
    assert_eq!(
        app.visitor().speaking("en").get(&short).await.is(302).location(),
        "/en/guides/choosing-together"
    );
    assert_eq!(visitor.get(&format!("/f/{}", shelf.guides[1])).await.is(302).location(), METHOD);
}

#[tokio::test]
async fn a_guide_that_was_taken_down_says_so_and_shows_a_way_out() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    visitor.page(METHOD).await;
    app.put("UPDATE guides SET status = 'withdrawn' WHERE kind = 'method'", Vec::new()).await;
    app.put(
        "INSERT INTO tombstones (kind, number, withdrawn_at) SELECT 'guide', number, 1 FROM guides WHERE kind = 'method'",
        Vec::new(),
    )
    .await;
    app.touch().await;
    for path in
        [METHOD.to_owned(), "/en/guides/choosing-together".to_owned(), format!("/f/{}", shelf.guides[1])]
    {
        visitor.get(&path).await.is(410);
    }
    let page = visitor.get(METHOD).await.page();
    page.says("Cette fiche a été retirée");
    assert_eq!(page.link("Fiches pratiques"), "/fr/fiches/");
    let list = visitor.page("/fr/fiches/").await;
    list.does_not_say("Choisir un outil à plusieurs");
}

#[tokio::test]
async fn the_list_is_narrowed_by_need_theme_and_kind() {
    let app = TestApp::new().await;
    app.shelf().await;
    let mut visitor = app.visitor();
    let all = visitor.page("/fr/fiches/").await;
    all.says("3 fiches");
    assert!(!all.words().contains("Choosing"), "a translation is not a second guide");
    let collecting = visitor.page(&all.link("Collecter des données")).await;
    assert_eq!(collecting.h1(), "Collecter des données");
    collecting.says("2 fiches");
    collecting.does_not_say("Choisir un outil à plusieurs");
    let tools = visitor.page(&collecting.link("Fiches outil")).await;
    tools.says("Une fiche");
    assert_eq!(visitor.page(&tools.link("Voir toutes les fiches")).await.h1(), "Fiches pratiques");
    assert_eq!(switch(&tools), "/en/guides/?need=collecter&kind=tool");
    let english = visitor.page("/en/guides/?need=piloter").await;
    english.says("Choosing a tool together");
}

#[tokio::test]
async fn absurd_questions_to_the_list_are_answered_as_if_they_were_not_asked() {
    let app = TestApp::new().await;
    app.shelf().await;
    let mut visitor = app.visitor();
    let long = format!("/fr/fiches/?besoin={}", "x".repeat(8_000));
    let many = format!("/fr/fiches/?{}", "a=1&".repeat(2_000));
    for path in [
        "/fr/fiches/?besoin=rien",
        "/fr/fiches/?page=0",
        "/fr/fiches/?page=-3",
        "/fr/fiches/?page=abc&type=%00",
        "/fr/fiches/?%ff%fe",
        &long,
        &many,
    ] {
        visitor.page(path).await.says("3 fiches");
    }
    assert_eq!(visitor.get("/fr/fiches/?page=99").await.sees_other(), "/fr/fiches/");
}

#[tokio::test]
async fn new_guides_can_be_followed() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let answer = app.visitor().get("/fr/fiches/atom.xml").await.is(200);
    assert_eq!(answer.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    let text = answer.text();
    assert_eq!(text.matches("<entry ").count(), 3);
    assert!(text.contains(&format!("<id>https://socle.example.org/f/{:03}</id>", shelf.guides[0])));
    assert!(text.contains("<updated>2017-02-10T10:00:00.000Z</updated>"), "{text}");
    assert!(text.contains("<link rel=\"self\" href=\"https://socle.example.org/fr/fiches/atom.xml\"/>"));
}

#[tokio::test]
async fn the_first_page_calls_for_the_newest_guides() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    visitor.page("/fr/").await.does_not_say("Les dernières fiches");
    app.shelf().await;
    let page = visitor.page("/fr/").await;
    page.says("Les dernières fiches");
    page.says("Repose sur 7 retours");
    assert_eq!(page.link("Toutes les fiches"), "/fr/fiches/");
}

#[tokio::test]
async fn a_guide_says_how_old_its_reading_is() {
    let app = TestApp::new().await;
    app.shelf().await;
    let mut visitor = app.visitor();
    visitor.page(TOOL).await.says("Relue en février 2017");
    app.clock.advance(600 * DAY);
    visitor.page(TOOL).await.says("Relue il y a 20 mois : vérifiez les prix et les versions");
}

#[tokio::test]
async fn sharing_is_plain_links() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let page = app.visitor().page(METHOD).await;
    let address = format!("https%3A%2F%2Fsocle.example.org%2Ff%2F{:03}", shelf.guides[1]);
    assert!(page.link("Par WhatsApp").starts_with("https://wa.me/?text=Choisir%20un%20outil"));
    assert!(page.link("Par SMS").ends_with(&address));
    assert!(page.link("Par courriel").contains("&body="));
    assert!(page.html().all("script").is_empty() && page.html().all("img").is_empty());
}

#[tokio::test]
async fn pages_stay_light() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    let account = format!("/fr/retours/{}", shelf.numbers[0]);
    for path in [TOOL, METHOD, "/en/guides/relever-des-points-d-eau-sans-reseau", "/fr/fiches/", &account] {
        let answer = visitor.send(Asked::get(path).header("accept-encoding", "gzip")).await.is(200);
        assert_eq!(answer.header("content-encoding"), Some("gzip"));
        assert!(answer.body.len() <= 14_000, "{path}: {} bytes", answer.body.len());
    }
}

#[tokio::test]
async fn sheets_are_printed_once_and_sent_as_they_were_kept() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let mut visitor = app.visitor();
    visitor.page(TOOL).await.says("PDF en préparation");
    let sheets = format!("{TOOL}/fiche.pdf");
    assert_eq!(visitor.get(&sheets).await.is(302).location(), TOOL, "its page says that it is being made");
    for _ in 0..2 {
        app.app.print_revision(shelf.revisions[0]).await.expect("printed");
    }
    assert_eq!(app.printer.printed.load(Ordering::SeqCst), 1, "never laid out twice");
    let page = visitor.page(TOOL).await;
    let exact =
        page.main().all("a").into_iter().find(|a| a.expect("href").contains("fiche.pdf?v=")).expect("a link");
    assert!(exact.text().starts_with("PDF de 2 pages ("), "{}", exact.text());
    let answer = visitor.get(exact.expect("href")).await.is(200);
    assert!(answer.body.starts_with(b"%PDF-1.7"));
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    assert_eq!(answer.header("cache-control"), Some("private, max-age=31536000, immutable"));
    let etag = answer.header("etag").expect("an ETag").to_owned();
    assert!(exact.expect("href").ends_with(etag.trim_matches('"')));
    let bare = visitor.get(&sheets).await.is(200);
    assert_eq!((bare.header("cache-control"), &bare.body), (Some("no-cache"), &answer.body));
    visitor.send(Asked::get(&sheets).header("if-none-match", &etag)).await.is(304);
    let stale = visitor.get(&format!("{sheets}?v=0000000000000000")).await.is(200);
    assert_eq!(stale.header("cache-control"), Some("no-cache"), "an address of before is not kept for good");
}

#[tokio::test]
async fn a_printer_that_fails_is_tried_again_and_a_page_never_waits() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    *app.printer.failure.lock().unwrap() = Some(PrintFailure::Broken("no paper".to_owned()));
    assert_eq!(app.app.print_revision(shelf.revisions[0]).await, Err("no paper".to_owned()));
    app.visitor().page(TOOL).await.says("PDF en préparation");
    app.app.print_revision(shelf.revisions[0]).await.expect("printed the second time");
    app.visitor().page(TOOL).await.says("PDF de 2 pages");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_sheet_is_printed_at_a_time() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let printing: Vec<_> = shelf
        .revisions
        .iter()
        .map(|&revision| {
            let app = app.app.clone();
            tokio::spawn(async move { app.print_revision(revision).await })
        })
        .collect();
    for sheet in printing {
        sheet.await.expect("no panic").expect("printed");
    }
    assert_eq!(app.printer.most.load(Ordering::SeqCst), 1);
    let prints: Vec<i64> = app.column("SELECT pages AS it FROM guide_prints").await;
    assert_eq!(prints, [2, 2, 2, 2]);
}
