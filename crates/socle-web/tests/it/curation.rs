//! The curated text of an experience: edited, masked, compared, and never lost.

use crate::support::TestApp;
use socle_domain::account::Role;

const STORY: &str =
    "Nous sommes Eau Vive Sahel, à Kaya. Appelez le 70 12 34 56.\n\nLe réseau ne passe que le dimanche.";

#[tokio::test]
async fn the_original_stands_untouched_beside_the_curated_text() {
    let app = TestApp::new().await;
    let (address, story) = app.told(STORY).await;
    let bodies: Vec<Vec<u8>> = app.column("SELECT body AS it FROM submissions").await;
    let mut analyst = app.analyst().await;
    let record = analyst.page(&address).await;
    assert_eq!(record.main().by_class("strip")[0].text(), "Publication permise Sans nom ni lieu précis");
    assert_eq!(record.link("Corriger le texte"), format!("{story}/texte"));
    let edit = analyst.page(&format!("{story}/texte")).await;
    assert_eq!(edit.form().value("texte"), STORY);
    let text = STORY.replace("dimanche", "lundi");
    let changed = analyst.go_on(&edit, &[("texte", &text)]).await;
    let (gone, come) = (changed.main().all("del"), changed.main().all("ins"));
    assert_eq!((gone[0].text(), come[0].text()), ("[retiré : dimanche]".into(), "[ajouté : lundi]".into()));
    assert_eq!(changed.rows()[0][2..4], ["Corrigé par l’équipe", "Awa (analyst)"]);
    assert_eq!(changed.rows()[1][2..4], ["Tel qu’envoyé", "son auteur"]);
    let record = analyst.page(&address).await;
    let stories: Vec<_> = record.main().by_class("story").iter().map(|story| story.text()).collect();
    assert!(stories[0].contains("lundi"), "{stories:?}");
    assert!(record.listed("Racontez-nous").contains("dimanche"), "what was sent stays");
    assert_eq!(app.column::<Vec<u8>>("SELECT body AS it FROM submissions").await, bodies);
}

#[tokio::test]
async fn two_people_who_edit_at_once_both_keep_their_words() {
    let app = TestApp::new().await;
    let (_, story) = app.told(STORY).await;
    let address = format!("{story}/texte");
    let (mut analyst, mut coordinator) = (app.analyst().await, app.member(Role::Coordinator).await);
    let (hers, his) = (analyst.page(&address).await, coordinator.page(&address).await);
    analyst.go_on(&hers, &[("texte", "Le sien.")]).await;
    let clash = coordinator.submit(&his, &[("texte", "Le mien à lui.")]).await.is(409).page();
    clash.says("Quelqu’un a changé ce texte pendant que vous écriviez.");
    clash.says("Le sien.");
    assert_eq!(clash.form().value("texte"), "Le mien à lui.");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM experience_revisions").await, [2]);
    let over = coordinator.go_on(&clash, &[]).await;
    assert_eq!(over.rows().len(), 3, "all three texts are kept");
}

#[tokio::test]
async fn texts_that_cannot_be_kept_come_back_with_what_to_do() {
    let app = TestApp::new().await;
    let (_, story) = app.told(STORY).await;
    let mut analyst = app.analyst().await;
    let page = analyst.page(&format!("{story}/texte")).await;
    for (typed, words) in [
        ("  \n ", "Le texte est vide. Pour ne plus compter cette expérience, écartez-la."),
        (&"é".repeat(524_288), "Restez sous 40 000 caractères."),
        ("avant\u{1b}après", "Retirez les caractères qu’aucun clavier n’écrit."),
    ] {
        let again = analyst.submit(&page, &[("texte", typed)]).await.is(422).page();
        assert_eq!(again.fault_of("texte"), words);
        assert_eq!(again.form().value("texte"), typed);
    }
    let same = analyst.submit(&page, &[]).await;
    assert!(same.sees_other().starts_with("/bureau/retours/"));
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM experience_revisions").await, [1]);
}

#[tokio::test]
async fn what_names_someone_is_offered_and_masked() {
    let app = TestApp::new().await;
    let (_, story) = app.told(STORY).await;
    let mut analyst = app.analyst().await;
    let page = analyst.page(&format!("{story}/masquer")).await;
    let sentences: Vec<_> = page.main().all("ol")[0].all("li").iter().map(|one| one.text()).collect();
    assert_eq!(sentences.len(), 3);
    page.says("nom de la structure");
    page.says("numéro de téléphone");
    let answers =
        [("passage", "Eau Vive Sahel"), ("passage", "70 12 34 56"), ("mots", "a kaya"), ("de", "3")];
    let masked = analyst.go_on(&page, &answers).await;
    assert_eq!(masked.rows()[0][2], "Passage masqué");
    let texts: Vec<String> =
        app.column("SELECT text AS it FROM experience_revisions ORDER BY revision").await;
    assert_eq!(texts, [STORY, "Nous sommes […], […]. Appelez le […].\n\n[…]"]);
}

#[tokio::test]
async fn the_name_is_not_offered_when_it_may_be_published() {
    let app = TestApp::new().await;
    let (_, story) = app.told(STORY).await;
    app.put("UPDATE consents SET level = 'named'", Vec::new()).await;
    let page = app.analyst().await.page(&format!("{story}/masquer")).await;
    let offered = page.form().names();
    assert_eq!(offered.iter().filter(|name| **name == "passage").count(), 1, "{offered:?}");
    page.says("numéro de téléphone");
}

#[tokio::test]
async fn passages_that_are_not_there_mask_nothing() {
    let app = TestApp::new().await;
    let (_, story) = app.told(STORY).await;
    let mut analyst = app.analyst().await;
    let address = format!("{story}/masquer");
    let page = analyst.page(&address).await;
    for (answers, field, words) in [
        (vec![("mots", "Ouagadougou")], "mots", "Ce passage n’est pas dans le texte."),
        (vec![], "mots", "Écrivez un passage, cochez une proposition ou donnez un numéro de phrase."),
        (vec![("de", "9")], "de", "Donnez des numéros de phrase de la liste, le plus petit d’abord."),
        (
            vec![("de", "3"), ("a", "1")],
            "de",
            "Donnez des numéros de phrase de la liste, le plus petit d’abord.",
        ),
    ] {
        let again = analyst.submit(&page, &answers).await.is(422).page();
        assert_eq!(again.fault_of(field), words);
    }
    let edit = analyst.page(&format!("{story}/texte")).await;
    analyst.go_on(&edit, &[("texte", "Un autre texte.")]).await;
    let moved = analyst.submit(&page, &[("de", "1")]).await.is(409).page();
    moved.says("Le texte a changé entre-temps. Relisez-le, puis masquez à nouveau.");
    moved.says("Un autre texte.");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM experience_revisions").await, [2]);
}

#[tokio::test]
async fn an_authors_correction_after_a_mask_is_flagged() {
    let app = TestApp::new().await;
    let (address, story) = app.told(STORY).await;
    let mut analyst = app.analyst().await;
    let page = analyst.page(&format!("{story}/masquer")).await;
    analyst.go_on(&page, &[("mots", "Eau Vive Sahel")]).await;
    analyst.page(&address).await.does_not_say("relisez la dernière révision");
    let sql = "INSERT INTO experience_revisions (experience_id, revision, text, created_at, reason)
               SELECT id, 3, 'Nous, Eau Vive Sahel.', 0, 'corrected' FROM experiences";
    app.put(sql, Vec::new()).await;
    app.put("UPDATE experiences SET current_revision = 3", Vec::new()).await;
    analyst.page(&address).await.says("Ce que vous aviez modifié ou masqué est peut-être revenu");
}

#[tokio::test]
async fn one_experience_is_set_aside_and_counted_again() {
    let app = TestApp::new().await;
    let (address, story) = app.told(STORY).await;
    let mut analyst = app.analyst().await;
    let page = analyst.page(&format!("{story}/ecarter")).await;
    let missing = analyst.submit(&page, &[("acte", "ecarter")]).await.is(422).page();
    assert_eq!(missing.fault_of("raison"), "Dites pourquoi.");
    let answers = [("acte", "ecarter"), ("raison", "external_communication")];
    let record = analyst.go_on(&page, &answers).await;
    record.says("Communication externe (hors du champ de l’étude)");
    assert_eq!(app.column::<String>("SELECT review_status AS it FROM experiences").await, ["set_aside"]);
    assert_eq!(record.listed("État"), "À lire", "the return itself still counts");
    let again = analyst.page(&record.link("Compter à nouveau cette expérience")).await;
    analyst.go_on(&again, &[("acte", "compter")]).await;
    assert_eq!(app.column::<String>("SELECT review_status AS it FROM experiences").await, ["received"]);
    let stale = analyst.submit(&page, &answers).await;
    assert_eq!(stale.status.as_u16(), 409, "{stale}");
    assert!(analyst.page(&address).await.words().contains("Écarter cette expérience"));
}

#[tokio::test]
async fn every_sending_is_shown_and_served_and_bytes_that_cannot_be_read_are_too() {
    let app = TestApp::new().await;
    let (address, _) = app.told(STORY).await;
    let sql = "INSERT INTO corrections (submission_id, place, body, body_digest, received_at)
               SELECT id, $1, $2, body_digest, received_at FROM submissions";
    let body: Vec<Vec<u8>> = app.column("SELECT body AS it FROM submissions").await;
    let corrected =
        String::from_utf8(body[0].clone()).expect("XML").replace("dimanche", "mardi").into_bytes();
    app.put(sql, vec![2_i64.into(), corrected.clone().into()]).await;
    app.put(sql, vec![3_i64.into(), b"<data>\xff".to_vec().into()]).await;
    let mut analyst = app.analyst().await;
    let record = analyst.page(&address).await;
    record.says("Ce qui est arrivé ne se lit pas comme une réponse à ce questionnaire.");
    record.says("que le mardi");
    record.says("que le dimanche");
    let second = analyst.get(&format!("{address}/original.xml?envoi=2")).await.is(200);
    assert_eq!(second.body, corrected);
    assert_eq!(second.header("content-disposition"), Some("attachment; filename=\"R-1-2.xml\""));
    assert_eq!(analyst.get(&format!("{address}/original.xml")).await.is(200).body, body[0]);
    analyst.get(&format!("{address}/original.xml?envoi=9")).await.is(404);
}
