//! Advice: eight questions, one per page, and what is advised, as readers see it.

use crate::support::{
    Asked, Page, Person, TestApp,
    toolbox::{put_fact, put_story, put_tool},
};
use socle_domain::{chance::Seeded, id::ToolId};

const RESULTS: &str = "/fr/conseil/resultats?besoin=collecter&reseau=0&passage=1&aisance=2&donnees=0";

async fn with_tools() -> (TestApp, Person) {
    let app = TestApp::new().await;
    app.toolbox().await;
    let reader = app.visitor();
    (app, reader)
}

/// Sends the form of a page, as a browser does with GET.
async fn answer(reader: &mut Person, page: &Page, answers: &[(&str, &str)]) -> crate::support::Answer {
    let mut query = form_urlencoded_of(page, answers);
    query.insert(0, '?');
    let action = page.form().action().to_owned();
    reader.get(&format!("{action}{query}")).await
}

fn form_urlencoded_of(page: &Page, answers: &[(&str, &str)]) -> String {
    let filled = page.form().filled(answers);
    filled.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// The names of the tools that are explained, in order.
fn advised(page: &Page) -> Vec<String> {
    page.main().all("article").iter().map(|card| card.first("a").expect("a link").text()).collect()
}

fn headings(page: &Page) -> Vec<String> {
    page.main().all("h2").iter().map(|heading| heading.text()).collect()
}

#[tokio::test]
async fn eight_questions_lead_to_advice_and_each_can_be_unknown() {
    let (_app, mut reader) = with_tools().await;
    let mut page = reader.page("/fr/conseil/").await;
    page.says("question 1 sur 8 · 6 outils possibles");
    let given: [&[(&str, &str)]; 7] = [
        &[("besoin", "collecter")],
        &[("qui", "nsp"), ("nombre", "6_20")],
        &[("reseau", "0"), ("indispensable", "reseau")],
        &[("passage", "1")],
        &[("recharge", "nsp"), ("ordinateur", "nsp"), ("appareils", "android")],
        &[("aisance", "2"), ("installe", "nsp")],
        &[("donnees", "0")],
    ];
    let mut seen = Vec::new();
    for (at, answers) in (2..).zip(given) {
        page = answer(&mut reader, &page, answers).await.is(200).page();
        page.says(&format!("question {at} sur 8"));
        seen.push(page.main().by_class("caption")[0].text());
        assert_eq!(page.summary().len(), 0);
    }
    assert!(
        seen[0].contains("5 outils") && seen[2].contains("un outil possible"),
        "the count falls: {seen:?}"
    );
    let end = answer(&mut reader, &page, &[("depart", "nsp"), ("annee", "0")]).await;
    let address = end.sees_other().to_owned();
    assert!(
        address.starts_with("/fr/conseil/resultats?besoin=collecter&qui=nsp&nombre=6_20&reseau=0"),
        "{address}"
    );
    let page = reader.page(&address).await;
    assert_eq!(advised(&page), ["Relevé libre"]);
    assert_eq!(page.listed("Réseau"), "Aucun réseau (indispensable)");
    let back = reader.page(&page.link("Aucun réseau (indispensable)")).await;
    back.says("question 3 sur 8");
    assert_eq!(back.form().value("reseau"), "0", "what was answered stays");
}

#[tokio::test]
async fn a_page_without_an_answer_comes_back_with_a_summary() {
    let (_app, mut reader) = with_tools().await;
    let page = reader.page("/fr/conseil/").await;
    let again = answer(&mut reader, &page, &[]).await.is(422).page();
    assert!(again.title().starts_with("Erreur : "));
    assert_eq!(again.fault_of("besoin"), "Choisissez une réponse, ou « Je ne sais pas ».");
    let half = reader.get("/fr/conseil/?besoin=collecter&nombre=1_5&question=2").await.is(422).page();
    assert_eq!(half.summary().len(), 1, "only what was left out");
    assert_eq!(half.form().value("nombre"), "1_5");
    assert_eq!(half.form().value("besoin"), "collecter");
}

#[tokio::test]
async fn the_page_says_everything_in_its_order() {
    let (app, mut reader) = with_tools().await;
    app.put("UPDATE tools SET name = 'Relevé <b>libre</b>' WHERE number = 1", vec![]).await;
    app.touch().await;
    let page = reader.page(&format!("{RESULTS}&indispensable=reseau&indispensable=aisance")).await;
    assert_eq!(page.h1(), "Un outil convient");
    assert_eq!(
        headings(&page),
        [
            "Sans fiche pour l’instant",
            "À vérifier avant de choisir",
            "Écartés, et pourquoi",
            "En un tableau",
            "Avant de choisir"
        ]
        .into_iter()
        .filter(|heading| *heading != "À vérifier avant de choisir")
        .collect::<Vec<_>>()
    );
    assert_eq!(advised(&page), ["Relevé <b>libre</b>"], "names are never markup");
    let why = page.main().all("article")[0].clone();
    assert!(
        why.text().contains("D’après sa page : use.net vaut 0. exemple.org, lu en février 2017, E0"),
        "{}",
        why.text()
    );
    let stories: Vec<String> = why.all("li").iter().map(|story| story.text()).collect();
    assert_eq!(stories.len(), 2, "the one for the figures counts and is not shown: {stories:?}");
    assert!(
        why.text().contains("2 retours disent qu’il a duré, un qu’il a été abandonné."),
        "{}",
        why.text()
    );
    page.says("Relisez ce conseil après le 10 février 2018");
    page.says("Cette page s’imprime telle quelle.");
}

#[tokio::test]
async fn failures_come_first_and_lead_to_their_returns() {
    let (_app, mut reader) = with_tools().await;
    let page = reader.page("/fr/conseil/resultats?besoin=collecter&reseau=4&aisance=3&donnees=0").await;
    let card =
        page.main().all("article").into_iter().find(|card| card.text().contains("Tableau partagé")).unwrap();
    let told: Vec<String> = card.all("li").iter().map(|story| story.text()).collect();
    assert!(told[0].contains("Retour 3 · abandonné") && told[1].contains("Retour 4 · a duré"), "{told:?}");
    reader.page(card.all("li")[0].first("a").unwrap().expect("href")).await;
}

#[tokio::test]
async fn what_is_set_aside_comes_back_by_the_answers_that_are_told() {
    let (_app, mut reader) = with_tools().await;
    let page =
        reader.page("/fr/conseil/resultats?besoin=collecter&reseau=1&donnees=0&indispensable=reseau").await;
    page.says("2 outils attendent une autre réponse (Réseau : Internet mobile lent ou limité).");
    let before = advised(&page);
    assert!(!before.contains(&"Tableau partagé".to_owned()), "{before:?}");
    let back = reader.page(&page.link("Les voir avec cette réponse")).await;
    assert!(advised(&back).contains(&"Tableau partagé".to_owned()));
}

#[tokio::test]
async fn data_about_people_go_to_tools_known_to_be_safe_alone() {
    let (_app, mut reader) = with_tools().await;
    let page = reader.page("/fr/conseil/resultats?besoin=collecter&donnees=2").await;
    let mut shown = advised(&page);
    shown.sort();
    assert_eq!(shown, ["Grand système", "Relevé libre"]);
    page.says("Messages courts · à vérifier : Données");
    page.says("attendent une autre réponse (Données : Noms et contacts de l’équipe)");
    let unsaid = reader.page("/fr/conseil/resultats?besoin=collecter&donnees=nsp").await;
    unsaid.says("Vous n’avez pas dit quelles données vous traitez");
}

#[tokio::test]
async fn ties_are_said_and_so_is_doing_without_a_tool() {
    let (app, mut reader) = with_tools().await;
    let put = app.store.write((), |tx, ()| {
        Box::pin(async move {
            for (seed, name) in [(1, "Caisse un"), (2, "Caisse deux")] {
                put_tool(
                    tx,
                    &Seeded::new(seed),
                    crate::support::world::morning(),
                    (name, "payer", "Une caisse."),
                    &[],
                )
                .await?;
            }
            tx.touch_content().await
        })
    });
    let done: Result<(), socle_store::StoreError> = put.await;
    done.unwrap();
    let page = reader.page("/fr/conseil/resultats?besoin=payer&donnees=0").await;
    page.says("Plusieurs outils se valent à la première place");
    assert_eq!(page.main().all("h3").iter().filter(|title| title.text().starts_with("1. ")).count(), 2);
    let none = reader.page("/fr/conseil/resultats?besoin=surveiller&donnees=0").await;
    assert_eq!(none.h1(), "Aucun outil ne convient");
    none.says("Et sans outil ?");
    reader.page("/fr/conseil/resultats?besoin=collecter&appareils=aucun").await.says("Et sans outil ?");
}

#[tokio::test]
async fn the_same_answers_give_the_same_page_and_the_link_replays() {
    let (_app, mut reader) = with_tools().await;
    let body = async |reader: &mut Person, path: &str| reader.get(path).await.is(200).page().main().text();
    let first = body(&mut reader, RESULTS).await;
    let other = "/fr/conseil/resultats?donnees=0&aisance=2&passage=1&reseau=0&besoin=collecter&x=y";
    assert_eq!(body(&mut reader, other).await, first, "in whatever order");
    let page = reader.page(RESULTS).await;
    let link = page.main().by_class("source")[0].first("a").unwrap().expect("href").to_owned();
    assert_eq!(link, format!("https://socle.example.org{RESULTS}"));
    let english = reader.page(&RESULTS.replace("/fr/conseil/resultats", "/en/advice/results")).await;
    assert_eq!((english.language(), english.h1().as_str()), ("en", "5 tools fit"));
}

#[tokio::test]
async fn advice_follows_what_is_published_and_withdrawn() {
    let (app, mut reader) = with_tools().await;
    let outcomes = async |reader: &mut Person| {
        let page = reader.page(RESULTS).await;
        let card = page
            .main()
            .all("article")
            .into_iter()
            .find(|card| card.text().contains("Relevé libre"))
            .unwrap()
            .text();
        card.split("retours disent").next().unwrap().chars().rev().nth(1)
    };
    assert_eq!(outcomes(&mut reader).await, Some('2'));
    let place = app.place().await;
    let tool = ToolId::from_uuid(app.column("SELECT id AS it FROM tools WHERE number = 1").await[0]);
    let put = app.store.write((place, tool), |tx, (place, tool)| {
        Box::pin(async move {
            put_story(
                tx,
                &Seeded::new(77),
                *place,
                (*tool, "ended", "anonymous"),
                &[("e_need", "collecter")],
            )
            .await?;
            tx.touch_content().await
        })
    });
    let done: Result<(), socle_store::StoreError> = put.await;
    done.unwrap();
    assert_eq!(outcomes(&mut reader).await, Some('3'), "at once");
    let ids = app.column::<uuid::Uuid>("SELECT id AS it FROM submissions WHERE number IN (1, 2)").await;
    app.store.withdraw(socle_domain::id::SubmissionId::from_uuid(ids[0]), app.now()).await.unwrap();
    assert_eq!(outcomes(&mut reader).await, Some('2'), "a return that is withdrawn counts no more");
}

#[tokio::test]
async fn advice_reads_otherwise_once_a_fact_has_expired() {
    let (app, mut reader) = with_tools().await;
    assert!(!reader.page(RESULTS).await.words().contains("périmé"));
    app.clock.advance(366 * socle_domain::time::DAY);
    reader.page(RESULTS).await.says("périmé");
    let tool = ToolId::from_uuid(app.column("SELECT id AS it FROM tools WHERE number = 1").await[0]);
    let now = app.now();
    let put = app.store.write(tool, move |tx, tool| {
        Box::pin(async move {
            put_fact(tx, &Seeded::new(9), *tool, ("use.net", "4", 0), now).await?;
            tx.touch_content().await
        })
    });
    let done: Result<(), socle_store::StoreError> = put.await;
    done.unwrap();
    reader.page(RESULTS).await.says("use.net vaut 4");
}

#[tokio::test]
async fn absurd_questions_get_a_calm_answer() {
    let (_app, mut reader) = with_tools().await;
    reader.get("/fr/conseil/resultats").await.sees_other();
    reader.page("/fr/conseil/resultats?besoin=nsp&reseau=1").await.says("De quoi avez-vous besoin ?");
    for query in ["question=9", "question=-1", "etape=999999", "besoin=%00&question=1", "question=0", "x=%FF"]
    {
        let status = reader.get(&format!("/fr/conseil/?{query}")).await.status.as_u16();
        assert!(matches!(status, 200 | 422), "{query}: {status}");
    }
    let long = format!("/fr/conseil/resultats?besoin=collecter&{}", "reseau=1&".repeat(2_000));
    reader.get(&long).await.is(200);
    let empty = TestApp::new().await;
    empty.visitor().page("/fr/conseil/resultats?besoin=collecter").await.says("Aucun outil ne convient");
}

#[tokio::test]
async fn pages_of_advice_stay_light() {
    let (app, mut reader) = with_tools().await;
    let _warm = reader.page(RESULTS).await;
    let full =
        "&recharge=1&ordinateur=0&installe=1&depart=0&annee=1&appareils=android&qui=terrain&nombre=6_20";
    for path in
        ["/fr/conseil/".to_owned(), format!("{RESULTS}{full}&indispensable=reseau&indispensable=annee")]
    {
        let answer = app.visitor().send(Asked::get(&path).header("accept-encoding", "gzip")).await.is(200);
        assert_eq!(answer.header("content-encoding"), Some("gzip"));
        assert_eq!(answer.set_cookies().len(), 0);
        println!("{path}: {} bytes, compressed", answer.body.len());
        assert!(answer.body.len() <= 14_000, "{}", answer.body.len());
    }
}
