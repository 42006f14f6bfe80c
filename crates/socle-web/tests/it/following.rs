//! From a described study to a survey on the shipped questionnaire, what respondents read first, and a deadline that
//! moves.

use crate::{
    study,
    support::{
        Asked, Page, Person, TestApp,
        default::{COMPLETE, SHORT, fill},
    },
};
use socle_domain::{
    account::Role,
    time::{DAY, HOUR},
};
use socle_web::letters;

const SURVEY: &str = "/bureau/enquetes/rives-2017";

/// What a browser sends for the form that opens a survey, without a file.
fn opening(fields: &[(&str, &str)]) -> Asked {
    let part = |(name, value): &(&str, &str)| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body: String = fields.iter().map(part).collect::<String>() + "--x--\r\n";
    Asked::raw("/bureau/enquetes/nouvelle", "multipart/form-data; boundary=x", body.into_bytes())
}

/// Describes the study of the little world, and opens a survey of it on the shipped questionnaire.
async fn opened(app: &TestApp, english: bool) -> Person {
    let mut coordinator = app.member(Role::Coordinator).await;
    let mut described = study::with(&[("version", "1")]);
    if english {
        described.extend_from_slice(&[
            ("langues", "en"),
            ("purpose_en", "To know which tools serve."),
            ("scope_en", "Digital tools of projects."),
            ("out_of_scope_en", "External communication."),
            ("sponsor_en", "Well Foundation"),
            ("controller_en", "Rivers Network"),
            ("readers_en", "Two analysts."),
            ("contact_en", "study@rivers.example.org"),
        ]);
    }
    coordinator.post("/bureau/etudes/tic/modifier", &described).await.sees_other();
    let form = coordinator.page("/bureau/enquetes/nouvelle?etude=tic").await;
    assert_eq!(form.form().value("fuseau"), "Africa/Abidjan", "the study's own zone is proposed");
    let id = app.world.study.to_string();
    let fields = [
        ("etude", id.as_str()),
        ("titre", "Votre retour"),
        ("adresse", "rives-2017"),
        ("ouverture", "2017-02-01 08:00"),
        ("cloture", "2017-03-12 18:00"),
        ("fuseau", "Europe/Paris"),
        ("grace", "72"),
        ("questionnaire", "fourni"),
    ];
    assert_eq!(coordinator.send(opening(&fields)).await.sees_other(), format!("{SURVEY}/suivi"));
    coordinator
}

#[tokio::test]
async fn the_shipped_questionnaire_opens_with_the_words_of_the_study() {
    let app = TestApp::new().await;
    opened(&app, true).await;
    let (_, welcome) = app.begun("rives-2017").await;
    for said in [
        "Savoir quels outils servent vraiment.",
        "Fondation du Puits",
        "Deux analystes.",
        "18 mois",
        "12 mars 2017 à 18 h 00 (Europe/Paris)",
    ] {
        welcome.says(said);
    }
    welcome.does_not_say("La page d’accueil dit qui mène l’enquête");
    let mut english = app.visitor().speaking("en");
    let start = english.page("/e/rives-2017").await;
    let welcome = english.go_on(&start, &[]).await;
    welcome.says("To know which tools serve.");
    let forms: Vec<String> =
        app.column("SELECT xform AS it FROM questionnaires WHERE form_id = 'retour_experience'").await;
    assert!(forms[0].contains("Fondation du Puits"), "other programs show the same notice");
}

#[tokio::test]
async fn the_first_page_says_who_asks_why_how_long_until_when_and_what_then() {
    let app = TestApp::new().await;
    opened(&app, false).await;
    let page = app.visitor().page("/e/rives-2017").await;
    let wanted = [
        ("Qui demande", "Fondation du Puits"),
        ("Pourquoi", "Savoir quels outils servent vraiment."),
        ("Hors sujet", "La communication externe."),
        ("Combien de temps", "Cinq minutes pour un retour court."),
        ("Jusqu’à quand", "12 mars 2017 à 18 h 00 (Europe/Paris), soit 17 h 00 en temps universel"),
        ("Qui les lit", "Deux analystes."),
        ("Vos droits", "retirer votre retour à tout moment"),
        ("Responsable", "Réseau des Rives, 3 rue du Port"),
        ("Contact", "etude@rives.example.org"),
    ];
    for (term, words) in wanted {
        assert!(page.listed(term).contains(words), "{term}: {}", page.listed(term));
    }
    page.says("18 mois après la clôture. Ensuite, elles sont effacées.");
    let english = app.visitor().speaking("en").page("/e/rives-2017").await;
    let own = english.main().all("span").into_iter().find(|one| one.attribute("lang") == Some("fr"));
    assert!(own.is_some(), "French words on an English page say that they are French");
}

#[tokio::test]
async fn a_study_that_says_nothing_opens_nothing_on_the_shipped_questionnaire() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let id = app.world.study.to_string();
    let fields = [
        ("etude", id.as_str()),
        ("titre", "Votre retour"),
        ("adresse", "rives-2017"),
        ("ouverture", "2017-02-01 08:00"),
        ("cloture", "2017-03-12 18:00"),
        ("fuseau", "Europe/Paris"),
        ("grace", "72"),
        ("questionnaire", "fourni"),
    ];
    let page = coordinator.send(opening(&fields)).await.is(422).page();
    assert!(page.fault_of("etude").starts_with("Cette étude ne dit pas encore"), "{}", page.words());
    coordinator.get(&format!("{SURVEY}/suivi")).await.is(404);
}

#[tokio::test]
async fn the_dashboard_counts_returns_days_structures_and_drafts_and_says_what_lacks() {
    let app = TestApp::new().await;
    let mut coordinator = opened(&app, false).await;
    let empty = coordinator.page(&format!("{SURVEY}/suivi")).await;
    empty.says("Aucun retour pour l’instant.");
    empty.says("Aucun serveur de courriel n’est réglé");
    let (mut person, first) = app.begun("rives-2017").await;
    let check = fill(&mut person, first, &[SHORT]).await;
    app.clock.advance(DAY);
    person.go_on(&check, &[]).await;
    app.begun("rives-2017").await;
    let page = coordinator.page(&format!("{SURVEY}/suivi")).await;
    assert_eq!(page.listed("Retours"), "1");
    assert!(page.listed("Commencés, pas envoyés").starts_with('1'), "{:?}", page.list());
    page.says("Un retour en un jour");
    let rows = page.rows();
    assert!(rows.iter().any(|row| row[..2] == ["11 février 2017", "1"]), "{rows:?}");
    assert!(rows.iter().any(|row| row[..2] == ["Association de solidarité internationale", "1"]), "{rows:?}");
    page.says("Aucun retour de ce public : Start-ups");
    page.does_not_say("Aucun retour de ce public : Associations");
    app.visitor().page("/e/rives-2017").await.says("Cinq minutes");
}

/// Sends the page that moves the deadline.
async fn moved(coordinator: &mut Person, fields: &[(&str, &str)]) -> crate::support::Answer {
    let path = format!("{SURVEY}/date-limite");
    let version = coordinator.page(&path).await.form().value("version");
    let fields = [&[("version", version.as_str())], fields].concat();
    coordinator.post(&path, &fields).await
}

#[tokio::test]
async fn an_extension_holds_everywhere_and_keeps_what_was_begun() {
    let app = TestApp::new().await;
    let mut coordinator = opened(&app, false).await;
    let (mut person, welcome) = app.begun("rives-2017").await;
    let later =
        [("cloture", "2017-04-02 18:00"), ("motif", "Le réseau était coupé."), ("geste", "prolonger")];
    let answer = moved(&mut coordinator, &later).await;
    assert_eq!(answer.sees_other(), format!("{SURVEY}/suivi"));
    let follow = coordinator.page(&format!("{SURVEY}/suivi")).await;
    follow.says("Le réseau était coupé.");
    follow.says("Ouverte jusqu’au 2 avril 2017 à 18 h 00 (Europe/Paris)");
    let start = app.visitor().page("/e/rives-2017").await;
    assert!(start.listed("Jusqu’à quand").starts_with("2 avril 2017"), "{}", start.words());
    let (_, fresh) = app.begun("rives-2017").await;
    fresh.says("L’enquête ferme le 2 avril 2017 à 18 h 00");
    let journal = coordinator.page("/bureau/etudes/tic/journal").await;
    assert_eq!(journal.rows()[0][2], "A prolongé l’enquête « Votre retour »");
    let check = fill(&mut person, welcome, &[SHORT]).await;
    app.clock.set(crate::support::paris().moment("2017-03-20T12:00").unwrap());
    person.go_on(&check, &[]).await.says("R-1.");
}

#[tokio::test]
async fn closing_early_leaves_the_grace_to_who_has_begun() {
    let app = TestApp::new().await;
    let mut coordinator = opened(&app, false).await;
    let (mut person, welcome) = app.begun("rives-2017").await;
    let check = fill(&mut person, welcome, &[SHORT]).await;
    app.clock.advance(HOUR);
    let now = [("cloture", ""), ("motif", "Assez de retours."), ("geste", "fermer")];
    moved(&mut coordinator, &now).await.sees_other();
    app.visitor().page("/e/rives-2017").await.says("L’enquête est close depuis le 10 février 2017 à 12 h 00");
    app.clock.advance(HOUR);
    person.go_on(&check, &[]).await.says("R-1.");
}

#[tokio::test]
async fn a_move_that_makes_no_sense_is_told_so_and_a_second_one_sees_the_first() {
    let app = TestApp::new().await;
    let mut coordinator = opened(&app, false).await;
    let path = format!("{SURVEY}/date-limite");
    for (fields, name) in [
        ([("cloture", "2017-03-12 18:00"), ("motif", "Non."), ("geste", "prolonger")], "cloture"),
        ([("cloture", "bientôt"), ("motif", "Non."), ("geste", "prolonger")], "cloture"),
        ([("cloture", "2017-04-02 18:00"), ("motif", " "), ("geste", "prolonger")], "motif"),
    ] {
        let page: Page = moved(&mut coordinator, &fields).await.is(422).page();
        assert!(!page.fault_of(name).is_empty(), "{fields:?}");
    }
    let form = coordinator.page(&path).await;
    let later = [("cloture", "2017-04-02 18:00"), ("motif", "Un.")];
    let fields = |version: &str| {
        [("version", version.to_owned()), ("geste", "prolonger".to_owned())]
            .into_iter()
            .chain(later.map(|(name, value)| (name, value.to_owned())))
            .collect::<Vec<_>>()
    };
    let read = form.form().value("version");
    coordinator.send(Asked::post(&path, &fields(&read))).await.sees_other();
    let mut fields = fields(&read);
    fields.retain(|(name, _)| *name != "cloture");
    fields.push(("cloture", "2017-05-02 18:00".to_owned()));
    let late = coordinator.send(Asked::post(&path, &fields)).await.is(422).page();
    late.says("Quelqu’un d’autre a changé cette enquête");
    late.says("2 avril 2017");
    assert_eq!(late.form().value("cloture"), "2017-05-02 18:00");
}

#[tokio::test]
async fn who_has_begun_and_left_an_address_is_told_of_an_extension() {
    let app = TestApp::new().await;
    let _tells = app.app.clone().with_mail();
    let mut coordinator = opened(&app, false).await;
    let (mut person, first) = app.begun("rives-2017").await;
    fill(&mut person, first, &[SHORT, COMPLETE]).await;
    app.begun("rives-2017").await;
    let later = [("cloture", "2017-04-02 18:00"), ("motif", "Le réseau."), ("geste", "prolonger")];
    moved(&mut coordinator, &later).await.sees_other();
    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM letters").await;
    assert_eq!(ids.len(), 1, "who left no address gets no letter");
    let id = socle_domain::id::LetterId::from_uuid(ids[0]);
    let letter = app.store.letter(id).await.unwrap().unwrap();
    assert_eq!(letter.recipient.as_str(), "tresoriere.de.kaya@example.org");
    let words = letters::compose(&app.app, &letter).unwrap();
    let body = words.body.replace(['\u{a0}', '\u{202f}'], " ");
    assert!(body.contains("jusqu’au 2 avril 2017 à 18 h 00 (Europe/Paris)"), "{body}");
    assert!(words.body.contains("https://socle.example.org/e/rives-2017"), "{}", words.body);
    app.clock.advance(60 * DAY);
    assert_eq!(letters::compose(&app.app, &letter), None, "nobody is told of a deadline that is over");
}

#[tokio::test]
async fn a_study_that_changes_its_words_changes_them_in_its_running_surveys() {
    let app = TestApp::new().await;
    let mut coordinator = opened(&app, false).await;
    let form = coordinator.page("/bureau/etudes/tic/modifier").await;
    coordinator.submit(&form, &[("contact_fr", "nouveau@rives.example.org")]).await.sees_other();
    let (_, welcome) = app.begun("rives-2017").await;
    welcome.says("nouveau@rives.example.org");
}

#[tokio::test]
async fn the_sheet_to_print_shows_the_short_address() {
    let app = TestApp::new().await;
    let mut coordinator = opened(&app, true).await;
    let sheet = coordinator.page(&format!("{SURVEY}/affiche")).await;
    sheet.says("socle.example.org/e/rives-2017");
    sheet.says("12 mars 2017");
    assert_eq!(sheet.main().all("svg").len(), 1);
    let english = coordinator.page(&format!("{SURVEY}/affiche?langue=en")).await;
    english.says("To know which tools serve.");
}

#[tokio::test]
async fn a_survey_of_another_study_is_not_there() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    for end in ["suivi", "affiche", "date-limite"] {
        coordinator.get(&format!("/bureau/enquetes/eau-2017/{end}")).await.is(404);
    }
}
