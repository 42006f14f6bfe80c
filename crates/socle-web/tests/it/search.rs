//! Finding guides and returns by words, as readers do.

use crate::support::{Asked, Page, TestApp};
use socle_domain::id::SubmissionId;

/// The titles that a page of findings shows, in order.
fn found(page: &Page) -> Vec<String> {
    page.main()
        .by_class("shelf")
        .first()
        .map_or_else(Vec::new, |list| list.all("h2").iter().map(|title| title.text()).collect())
}

async fn on_shelf() -> TestApp {
    let app = TestApp::new().await;
    app.shelf().await;
    app.follow_search().await;
    app
}

#[tokio::test]
async fn a_guide_is_found_by_a_word_and_leads_to_its_page() {
    let app = on_shelf().await;
    let mut reader = app.visitor();
    let page = reader.page("/fr/recherche").await;
    assert_eq!(page.h1(), "Rechercher");
    page.does_not_say("Rien ne répond");
    let page = reader.page("/fr/recherche?q=reseau+formulaires").await;
    assert_eq!(page.form().value("q"), "reseau formulaires", "what was typed stays");
    let first = found(&page).first().cloned().unwrap_or_default();
    assert_eq!(first, "Relever des points d’eau sans réseau avec un formulaire mobile");
    assert_eq!(page.link(&first), "/fr/fiches/relever-des-points-d-eau-sans-reseau");
    assert!(
        page.main().all("mark").iter().any(|mark| mark.text() == "formulaire"),
        "the words are shown in their place"
    );
}

#[tokio::test]
async fn a_page_says_what_it_did_with_the_words() {
    let app = on_shelf().await;
    let mut reader = app.visitor();
    let nothing = reader.page("/fr/recherche?q=xylophone").await;
    nothing.says("Rien ne répond à « xylophone ».");
    assert_eq!(nothing.link("Voir toutes les fiches, par besoin et par thème"), "/fr/fiches/");
    reader.page("/fr/recherche?q=de+la").await.says("Ces mots sont trop courants pour aider.");
    let long = "forage ".repeat(1_500);
    reader.page(&format!("/fr/recherche?q={}", long.replace(' ', "+"))).await;
    let many = "un+deux+trois+quatre+cinq+six+sept+huit+neuf+dix";
    reader.page(&format!("/fr/recherche?q={many}")).await.says("Nous avons cherché ses huit premiers mots.");
    reader.page("/fr/recherche?q=formulai").await.says("Voici aussi ce qui leur ressemble.");
}

#[tokio::test]
async fn an_english_page_searches_in_english_and_shows_what_is_french_only() {
    let app = on_shelf().await;
    let mut reader = app.visitor();
    let page = reader.page("/en/search?q=meetings").await;
    assert_eq!(page.language(), "en");
    assert_eq!(found(&page), ["Choosing a tool together, in one meeting"]);
    let french = reader.page("/fr/recherche?q=meeting").await;
    assert!(!found(&french).iter().any(|title| title.contains("Choosing")), "there is a French one");
    let page = reader.page("/en/search?q=formulaire").await;
    let first = page.main().by_class("shelf")[0].all("a")[0].expect("lang").to_owned();
    assert_eq!(first, "fr", "what is there in French only is found, and marked as French");
}

#[tokio::test]
async fn what_is_withdrawn_is_not_found_even_before_the_index_knows() {
    let app = on_shelf().await;
    let mut reader = app.visitor();
    let number = |page: &Page| found(page).iter().filter(|title| title.starts_with("Retour")).count();
    let path = "/fr/recherche?q=bornes+fontaines+relev%C3%A9s+cahier+eau";
    let before = reader.page(path).await;
    let told: Vec<String> = found(&before).into_iter().filter(|title| title.starts_with("Retour")).collect();
    assert!(!told.is_empty(), "returns are found: {:?}", found(&before));
    for id in app.column::<uuid::Uuid>("SELECT id AS it FROM submissions").await {
        app.store.withdraw(SubmissionId::from_uuid(id), app.now()).await.expect("a withdrawal");
    }
    assert_eq!(number(&reader.page(path).await), 0, "titles and pieces are read again");
    let done = app.follow_search().await;
    assert!(done.gone >= told.len(), "{done:?}");
    assert_eq!(number(&reader.page(path).await), 0);
}

#[tokio::test]
async fn the_index_follows_and_rests() {
    let app = on_shelf().await;
    let held = app.search.len();
    assert!(held > 3, "guides in their languages, and returns: {held}");
    assert_eq!(app.follow_search().await, socle_store::Followed::default(), "nothing was published since");
    app.touch().await;
    assert_eq!(app.follow_search().await, socle_store::Followed::default(), "nothing reads differently");
    let anew = std::sync::Arc::new(socle_store::SearchIndex::in_memory().expect("an index"));
    app.store.follow_search(&anew).await.expect("filled");
    assert_eq!(anew.len(), held, "an index that was lost is filled again");
}

#[tokio::test]
async fn absurd_questions_get_a_calm_answer() {
    let app = on_shelf().await;
    let mut reader = app.visitor();
    for query in [
        "q=",
        "q=%00",
        "q=%FF%FE",
        "q=title:*+AND+(",
        "q=..%2F..%2Fetc%2Fpasswd",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%F0%9F%8C%8D",
        "page=99999999999999999999&q=eau",
        "page=-1&q=eau",
        "q=eau&q=eau&q=eau&x=1&y=2",
    ] {
        let answer = reader.get(&format!("/fr/recherche?{query}")).await.is(200);
        assert!(!answer.text().contains("<script>"), "{query}");
    }
    let long = format!("/fr/recherche?q={}", "a".repeat(10_000));
    let page = reader.get(&long).await.is(200);
    assert!(page.text().len() < 60_000);
}

#[tokio::test]
async fn a_page_of_findings_stays_light() {
    let app = on_shelf().await;
    let asked = Asked::get("/fr/recherche?q=eau").header("accept-encoding", "gzip");
    let answer = app.visitor().send(asked).await.is(200);
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    println!("findings: {} bytes, compressed", answer.body.len());
    assert!(answer.body.len() <= 14_000, "{}", answer.body.len());
}
