//! Decisions about many returns at once, taking them back, and why a return does not count.

use crate::support::{Page, Person, TestApp};
use socle_domain::{account::Role, review::UNDO, time::MINUTE};

const INBOX: &str = "/bureau/depouillement";

/// Three returns, the newest first on the page of the inbox.
async fn three(app: &TestApp) -> Person {
    for story in ["Un.", "Deux.", "Trois."] {
        app.told(story).await;
        app.clock.advance(MINUTE);
    }
    app.analyst().await
}

/// What the check boxes of the inbox send, the newest first.
fn keys(inbox: &Page) -> Vec<String> {
    let boxes = inbox.main().by_class("pick").into_iter().filter_map(|cell| cell.first("input"));
    boxes.map(|tick| tick.expect("value").to_owned()).collect()
}

/// Where each return stands, the newest first.
async fn states(person: &mut Person) -> Vec<String> {
    person.page(INBOX).await.rows().into_iter().map(|row| row[6].clone()).collect()
}

#[tokio::test]
async fn ticked_rows_are_decided_on_together_and_taken_back() {
    let app = TestApp::new().await;
    let mut analyst = three(&app).await;
    let inbox = analyst.page(INBOX).await;
    let ticked = keys(&inbox);
    let answer = analyst.submit_to(&inbox, INBOX, &[("r", &ticked[0]), ("acte", "accepted")]).await;
    let done = analyst.follow(answer).await.page();
    done.says("1 retour passe à « Accepté ».");
    assert_eq!(states(&mut analyst).await, ["Accepté", "À lire", "À lire"]);
    let back = analyst.submit_to(&done, "/bureau/depouillement/annuler", &[]).await;
    analyst.follow(back).await.page().says("Décision annulée : 1 retour retrouve son état.");
    assert_eq!(states(&mut analyst).await, ["À lire"; 3]);
}

#[tokio::test]
async fn the_whole_filter_is_another_thing_than_the_page_and_says_how_many() {
    let app = TestApp::new().await;
    let mut analyst = three(&app).await;
    let inbox = analyst.page("/bureau/depouillement?mots=R-2").await;
    inbox.says("Tout le filtre : 1 retour");
    let whole = analyst.page("/bureau/depouillement?statut=received").await;
    whole.says("Tout le filtre : 3 retours");
    let answers = [("portee", "filtre"), ("acte", "set_aside"), ("raison", "no_experience")];
    let answer = analyst.submit_to(&whole, INBOX, &answers).await;
    let done = analyst.follow(answer).await.page();
    done.says("3 retours passent à « Écarté ».");
    assert_eq!(states(&mut analyst).await, ["Écarté"; 3]);
    let reasons: Vec<String> = app.column("SELECT set_aside_reason AS it FROM submissions").await;
    assert_eq!(reasons, ["no_experience"; 3]);
}

#[tokio::test]
async fn a_filter_that_finds_more_than_was_told_decides_nothing() {
    let app = TestApp::new().await;
    let mut analyst = three(&app).await;
    let inbox = analyst.page(INBOX).await;
    app.told("Quatre.").await;
    let answers = [("portee", "filtre"), ("acte", "accepted")];
    let refused = analyst.submit_to(&inbox, INBOX, &answers).await.is(422).page();
    refused.says("Le filtre trouve maintenant 4 retours, et non 3. Rien n’a changé.");
    assert_eq!(states(&mut analyst).await, ["À lire"; 4]);
}

#[tokio::test]
async fn nothing_ticked_or_no_reason_is_said_and_what_was_ticked_stays() {
    let app = TestApp::new().await;
    let mut analyst = three(&app).await;
    let inbox = analyst.page(INBOX).await;
    let nothing = analyst.submit_to(&inbox, INBOX, &[("acte", "accepted")]).await.is(422).page();
    nothing.says("Cochez au moins un retour, ou choisissez tout le filtre.");
    let ticked = keys(&inbox);
    let answers = [("r", ticked[1].as_str()), ("acte", "set_aside"), ("raison", "other"), ("precision", " ")];
    let unsaid = analyst.submit_to(&inbox, INBOX, &answers).await.is(422).page();
    assert_eq!(unsaid.fault_of("precision"), "Dites en quelques mots de quoi il s’agit.");
    assert_eq!(unsaid.form_to(INBOX).value("r"), ticked[1], "what was ticked stays ticked");
    assert_eq!(states(&mut analyst).await, ["À lire"; 3]);
    assert!(unsaid.title().starts_with("Erreur :"));
}

#[tokio::test]
async fn rows_that_somebody_else_decided_on_are_left_and_told() {
    let app = TestApp::new().await;
    let (mut analyst, mut coordinator) = (three(&app).await, app.member(Role::Coordinator).await);
    let (hers, his) = (analyst.page(INBOX).await, coordinator.page(INBOX).await);
    let ticked = keys(&hers);
    analyst.submit_to(&hers, INBOX, &[("r", &ticked[0]), ("acte", "in_review")]).await.sees_other();
    let mut both = his.form_to(INBOX).filled(&[("acte", "accepted")]);
    both.extend(ticked[..2].iter().map(|key| ("r".to_owned(), key.clone())));
    let answer = coordinator.send(crate::support::Asked::post(INBOX, &both)).await;
    let done = coordinator.follow(answer).await.page();
    done.says("1 retour passe à « Accepté ».");
    done.says("1 retour coché a changé entre-temps : il reste tel quel.");
    assert_eq!(states(&mut analyst).await, ["En lecture", "Accepté", "À lire"]);
}

#[tokio::test]
async fn a_decision_is_not_taken_back_over_another_or_too_late() {
    let app = TestApp::new().await;
    let mut analyst = three(&app).await;
    let inbox = analyst.page(INBOX).await;
    let answers = [("portee", "filtre"), ("acte", "accepted")];
    let answer = analyst.submit_to(&inbox, INBOX, &answers).await;
    let done = analyst.follow(answer).await.page();
    let one = analyst.page(&done.link("R-2")).await;
    let action = done.link("R-2").split('?').next().expect("a path").to_owned();
    analyst.submit_to(&one, &action, &[("statut", "in_review")]).await.sees_other();
    let undo = "/bureau/depouillement/annuler";
    let refused = analyst.submit_to(&done, undo, &[]).await.is(422).page();
    refused.says("Quelqu’un a décidé de 1 de ces retours depuis : rien n’est annulé.");
    app.clock.advance(UNDO);
    let refused = analyst.submit_to(&done, undo, &[]).await.is(422).page();
    refused.says("Cette décision ne s’annule plus.");
    assert_eq!(states(&mut analyst).await, ["Accepté", "En lecture", "Accepté"]);
}

#[tokio::test]
async fn a_return_is_set_aside_for_a_reason_as_the_copy_of_another_and_restored() {
    let app = TestApp::new().await;
    let mut analyst = three(&app).await;
    let inbox = analyst.page(INBOX).await;
    let address = inbox.link("R-3");
    let record = analyst.page(&address).await;
    let missing = analyst.submit_to(&record, &address, &[("statut", "set_aside")]).await.is(422).page();
    assert_eq!(missing.fault_of("raison"), "Dites pourquoi.");
    let wrong = [("statut", "set_aside"), ("raison", "duplicate"), ("doublon", "R-3")];
    let wrong = analyst.submit_to(&record, &address, &wrong).await.is(422).page();
    assert_eq!(wrong.fault_of("doublon"), "Aucun autre retour ne porte ce numéro.");
    assert_eq!(wrong.form_to(&address).value("doublon"), "R-3");
    let right =
        [("statut", "set_aside"), ("raison", "duplicate"), ("doublon", "r-1"), ("precision", "même récit")];
    let answer = analyst.submit_to(&record, &address, &right).await;
    let aside = analyst.follow(answer).await.page();
    aside.says("Écarté : Doublon — même récit");
    aside.link("R-1");
    let answer = analyst.submit_to(&aside, &address, &[("statut", "in_review")]).await;
    let restored = analyst.follow(answer).await.page();
    assert_eq!(restored.listed("État"), "En lecture");
    restored.does_not_say("Doublon —");
}

#[tokio::test]
async fn one_walks_from_return_to_return_in_the_order_of_the_filter() {
    let app = TestApp::new().await;
    let mut analyst = three(&app).await;
    let inbox = analyst.page("/bureau/depouillement?statut=received").await;
    let second = analyst.page(&inbox.link("R-2")).await;
    second.says("2 sur 3");
    assert!(second.link("Retour suivant ›").contains("statut=received"));
    let action = inbox.link("R-2").split('?').next().expect("a path").to_owned();
    let answer = analyst.submit_to(&second, &action, &[("statut", "accepted")]).await;
    let decided = analyst.follow(answer).await.page();
    decided.does_not_say("sur 3");
    let next = analyst.page(&decided.link("Retour suivant ›")).await;
    assert!(next.h1().starts_with("R-1"), "the way goes on though this one has left the list: {}", next.h1());
    next.says("2 sur 2");
}

#[tokio::test]
async fn criteria_are_kept_by_the_address_and_removable() {
    let app = TestApp::new().await;
    let mut analyst = three(&app).await;
    let found =
        analyst.page("/bureau/depouillement?mots=kobo&theme=eah&pays=bf&tri=number&sens=inverse").await;
    assert_eq!(found.rows().iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), ["R-1", "R-2", "R-3"]);
    let row = &found.rows()[0];
    assert_eq!(
        row[2..6],
        ["Eau Vive Sahel", "Relever les puits", "Burkina Faso", "Eau, assainissement, hygiène"]
    );
    let without = found.link("Retirer ce critère Burkina Faso");
    assert!(!without.contains("pays") && without.contains("theme=eah") && without.contains("tri=number"));
    let none = analyst.page("/bureau/depouillement?mots=drone").await;
    none.says("Aucun retour ne répond à ces critères.");
    let file = analyst.get(&found.link("Télécharger cette liste pour un tableur (CSV)")).await.is(200).text();
    assert!(file.contains("Eau Vive Sahel") && file.lines().count() == 4, "{file}");
}

#[tokio::test]
async fn a_second_copy_is_suspected_in_the_list_and_on_the_page() {
    let app = TestApp::new().await;
    let told = "Nous avons gardé le cahier papier six mois, puis le tableur a tout remplacé au bureau.";
    app.told(told).await;
    app.clock.advance(MINUTE);
    let (address, _) = app.told(&format!("{told} Merci.")).await;
    let mut analyst = app.analyst().await;
    let states = states(&mut analyst).await;
    assert!(states[0].starts_with("À lire Doublon de R-1 ? 9"), "{states:?}");
    assert_eq!(states[1], "À lire");
    let record = analyst.page(&address).await;
    record.says("même structure, et une grande part des mêmes phrases. À vous d’en juger.");
}
