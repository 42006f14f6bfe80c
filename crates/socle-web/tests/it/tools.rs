//! Which tool of the catalogue a written name is.

use crate::support::TestApp;

#[tokio::test]
async fn a_written_name_becomes_a_tool_here_and_everywhere() {
    let app = TestApp::new().await;
    let (address, story) = app.told("Un.").await;
    app.told("Deux.").await;
    app.told("Trois.").await;
    let mut analyst = app.analyst().await;
    let waiting = analyst.page("/bureau/outils").await;
    waiting.says("La boîte à outils est vide.");
    assert_eq!(waiting.rows(), [["Kobo", "3"]]);
    analyst.page(&address).await.says("Kobo (pas encore relié)");
    let page = analyst.page(&format!("{story}/outils")).await;
    page.says("Quel outil est « Kobo » ?");
    page.says("Relier aussi 2 autres expériences qui écrivent ce nom");
    let form = page.main().all("form").len();
    assert_eq!(form, 2, "one searches, one links");
    let action = format!("{story}/outils");
    let answers = [("outil", "nouveau"), ("nom", "KoboToolbox"), ("partout", "oui")];
    let answer = analyst.submit_to(&page, &action, &answers).await;
    analyst.follow(answer).await.page().says("Kobo → KoboToolbox");
    let waiting = analyst.page("/bureau/outils").await;
    waiting.says("Tous les noms sont reliés.");
    assert_eq!(waiting.rows(), [["KoboToolbox", "O-001"]]);
    let found = analyst.page("/bureau/depouillement?mots=kobotoolbox").await;
    assert_eq!(found.rows().len(), 3, "the inbox finds them by the catalogue's name");
}

#[tokio::test]
async fn a_tool_of_the_catalogue_is_offered_found_and_unlinked() {
    let app = TestApp::new().await;
    let (_, story) = app.told("Un.").await;
    let mut analyst = app.analyst().await;
    let action = format!("{story}/outils");
    let page = analyst.page(&action).await;
    for name in ["Signal", "KoboToolbox"] {
        let answers = [("outil", "nouveau"), ("nom", name)];
        analyst.submit_to(&page, &action, &answers).await.sees_other();
    }
    let none = [("outil", "aucun")];
    analyst.submit_to(&page, &action, &none).await.sees_other();
    let page = analyst.page(&action).await;
    page.says("KoboToolbox");
    page.does_not_say("Signal");
    let found = analyst.page(&format!("{action}?place=1&mots=SIGNAL")).await;
    found.says("Signal");
    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM tools WHERE name = 'Signal'").await;
    let chosen = ids[0].to_string();
    analyst.submit_to(&found, &action, &[("outil", &chosen)]).await.sees_other();
    assert_eq!(analyst.page(&action).await.form_to(&action).value("outil"), chosen);
}

#[tokio::test]
async fn names_and_choices_that_make_no_tool_are_told() {
    let app = TestApp::new().await;
    let (_, story) = app.told("Un.").await;
    let mut analyst = app.analyst().await;
    let action = format!("{story}/outils");
    let page = analyst.page(&action).await;
    let again =
        analyst.submit_to(&page, &action, &[("outil", "nouveau"), ("nom", " — ")]).await.is(422).page();
    assert!(again.fault_of("nom").starts_with("Donnez un nom de 120 caractères au plus"));
    let nothing = analyst.submit_to(&page, &action, &[]).await.is(422).page();
    assert_eq!(nothing.fault_of("outil"), "Choisissez un outil.");
    let unknown = uuid::Uuid::nil().to_string();
    analyst.submit_to(&page, &action, &[("outil", &unknown)]).await.is(404);
    analyst.get(&format!("{action}?place=7")).await.is(404);
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM tools").await, [0]);
}
