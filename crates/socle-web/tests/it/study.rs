//! The coordinator creates a study, says what it is, and finds in its journal who changed what.

use crate::support::{Page, Person, TestApp};
use socle_domain::account::Role;

const NEW: &str = "/bureau/etudes/nouvelle";

/// What a study says in French, field by field.
pub(crate) const FRENCH: [(&str, &str); 14] = [
    ("titre", "Le numérique des petites structures"),
    ("langues", "fr"),
    ("purpose_fr", "Savoir quels outils servent vraiment."),
    ("scope_fr", "Les outils numériques des projets."),
    ("out_of_scope_fr", "La communication externe."),
    ("sponsor_fr", "Fondation du Puits"),
    ("controller_fr", "Réseau des Rives, 3 rue du Port"),
    ("readers_fr", "Deux analystes."),
    ("contact_fr", "etude@rives.example.org"),
    ("publics", "associations"),
    ("publics", "startups"),
    ("conservation", "18"),
    ("petite", "250000"),
    ("fuseau", "Africa/Abidjan"),
];

/// A form without a fault, with some fields changed.
pub(crate) fn with<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> = FRENCH.to_vec();
    fields.retain(|(name, _)| changed.iter().all(|(other, _)| other != name));
    fields.extend_from_slice(changed);
    fields
}

/// The coordinator, and the page of the study they have just created.
async fn created(app: &TestApp) -> (Person, Page) {
    let mut coordinator = app.member(Role::Coordinator).await;
    let answer = coordinator.post(NEW, &with(&[("adresse", "rives-2017")])).await;
    assert_eq!(answer.sees_other(), "/bureau/etudes/rives-2017");
    let page = coordinator.page("/bureau/etudes/rives-2017").await;
    (coordinator, page)
}

#[tokio::test]
async fn a_coordinator_creates_a_study_and_coordinates_it() {
    let app = TestApp::new().await;
    let (mut coordinator, page) = created(&app).await;
    assert_eq!(page.h1(), "Le numérique des petites structures");
    for said in [
        "Savoir quels outils servent vraiment.",
        "18 mois après la clôture",
        "moins de 250 000 €",
        "Start-ups",
    ] {
        page.says(said);
    }
    assert_eq!(page.listed("Commanditaire"), "Fondation du Puits");
    let rows = coordinator.page("/bureau/etudes").await.rows();
    assert!(rows.iter().any(|row| row[0] == "Le numérique des petites structures"), "{rows:?}");
    let team = coordinator.page("/bureau/etudes/rives-2017/equipe").await.rows();
    assert_eq!(team[0][..2], ["Awa (coordinator)", "Coordination"]);
}

#[tokio::test]
async fn nothing_is_left_unsaid_and_all_that_lacks_is_told_at_once() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let changed = [
        ("titre", ""),
        ("adresse", "Pas une adresse"),
        ("langues", "en"),
        ("conservation", "0"),
        ("petite", "3"),
        ("fuseau", "Mars/Olympus"),
    ];
    let mut fields = with(&changed);
    fields.retain(|(name, _)| *name != "publics");
    let page = coordinator.post(NEW, &fields).await.is(422).page();
    let told: Vec<_> = page.summary().into_iter().map(|(href, _)| href).collect();
    let wanted = [
        "titre",
        "adresse",
        "purpose_en",
        "scope_en",
        "out_of_scope_en",
        "sponsor_en",
        "controller_en",
        "readers_en",
        "contact_en",
        "publics",
        "conservation",
        "petite",
        "fuseau",
    ];
    assert_eq!(told, wanted.map(|name| format!("#f-{name}")));
    assert_eq!(page.form().value("purpose_fr"), "Savoir quels outils servent vraiment.", "nothing is lost");
    let taken = coordinator.post(NEW, &with(&[("adresse", "tic")])).await.is(422).page();
    assert!(taken.fault_of("adresse").starts_with("Une autre étude"), "{}", taken.words());
}

#[tokio::test]
async fn a_study_opened_from_the_command_line_asks_to_be_described() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    coordinator.page("/bureau/etudes/tic").await.says("ne dit encore rien");
    let form = coordinator.page("/bureau/etudes/tic/modifier").await;
    assert!(
        form.form().value("readers_fr").starts_with("Les personnes de l’équipe"),
        "what is usual is proposed"
    );
    let fields = [with(&[]), vec![("version", "1")]].concat();
    assert_eq!(
        coordinator.post("/bureau/etudes/tic/modifier", &fields).await.sees_other(),
        "/bureau/etudes/tic"
    );
    coordinator.page("/bureau/etudes/tic").await.does_not_say("ne dit encore rien");
}

#[tokio::test]
async fn the_journal_says_who_changed_which_field_and_when() {
    let app = TestApp::new().await;
    let (mut coordinator, _) = created(&app).await;
    let form = coordinator.page("/bureau/etudes/rives-2017/modifier").await;
    let changed = [("controller_fr", "Réseau des Sources"), ("conservation", "12")];
    coordinator.submit(&form, &changed).await.sees_other();
    let journal = coordinator.page("/bureau/etudes/rives-2017/journal").await;
    let when = "10 février 2017 à 10 h 00";
    let wanted =
        ["A modifié : responsable des données (Français)", "A modifié : conservation", "A créé l’étude"];
    let lines: Vec<_> = journal.rows();
    assert_eq!(
        lines,
        wanted.map(|what| vec![when.to_owned(), "Awa (coordinator)".to_owned(), what.to_owned()])
    );
    journal.says("Heures de Africa/Abidjan.");
    let changed = [("controller_fr", "Personne")];
    journal.does_not_say(changed[0].1);
}

#[tokio::test]
async fn two_coordinators_see_both_texts() {
    let app = TestApp::new().await;
    let (mut coordinator, _) = created(&app).await;
    let form = coordinator.page("/bureau/etudes/rives-2017/modifier").await;
    coordinator.submit(&form, &[("purpose_fr", "Le but gardé d'abord.")]).await.sees_other();
    let page = coordinator.submit(&form, &[("purpose_fr", "Le but écrit ensuite.")]).await.is(422).page();
    assert_eq!(page.listed("but"), "Le but gardé d'abord.");
    assert_eq!(page.form().value("purpose_fr"), "Le but écrit ensuite.");
    assert!(page.title().starts_with("Erreur : "), "{}", page.title());
    coordinator.submit(&page, &[]).await.sees_other();
    coordinator.page("/bureau/etudes/rives-2017").await.says("Le but écrit ensuite.");
}

#[tokio::test]
async fn a_study_is_not_there_for_who_does_not_coordinate_it() {
    let app = TestApp::new().await;
    created(&app).await;
    let mut coordinator = app.member(Role::Coordinator).await;
    for path in ["", "/modifier", "/equipe", "/journal"] {
        coordinator.get(&format!("/bureau/etudes/eau{path}")).await.is(404);
    }
    let fields = [with(&[]), vec![("version", "1")]].concat();
    coordinator.post("/bureau/etudes/eau/modifier", &fields).await.is(404);
    let mut analyst = app.analyst().await;
    analyst.get("/bureau/etudes/rives-2017").await.is(403);
}
