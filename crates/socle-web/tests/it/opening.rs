//! The coordinator opens a survey from a workbook.

use crate::support::{Answer, Asked, Page, Person, TestApp, world::THREE_QUESTIONS};
use sha2::{Digest as _, Sha256};
use socle_domain::account::Role;

const FORM: &str = "/bureau/enquetes/nouvelle";
const WORKBOOK: &[u8] = include_bytes!("../../../../content/questionnaire/trois-questions.xlsx");

/// A form without a fault.
const FIELDS: [(&str, &str); 6] = [
    ("titre", "L'eau et les outils"),
    ("adresse", "eau-2018"),
    ("ouverture", "2017-02-01 08:00"),
    ("cloture", "2017-03-31 18:00"),
    ("fuseau", "Africa/Ouagadougou"),
    ("grace", "48"),
];

/// What a browser sends: the fields, then the file.
fn parts(fields: &[(&str, &str)], workbook: &[u8]) -> Asked {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--limite\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    body.extend_from_slice(
        b"--limite\r\nContent-Disposition: form-data; name=\"classeur\"; filename=\"eau.xlsx\"\r\n\
          Content-Type: application/octet-stream\r\n\r\n",
    );
    body.extend_from_slice(workbook);
    body.extend_from_slice(b"\r\n--limite--\r\n");
    Asked::raw(FORM, "multipart/form-data; boundary=limite", body)
}

/// The coordinator sends the form with some fields changed.
async fn send(app: &TestApp, changed: &[(&str, &str)], workbook: &[u8]) -> (Person, Answer) {
    let mut coordinator = app.member(Role::Coordinator).await;
    let study = app.world.study.to_string();
    let mut fields: Vec<_> = FIELDS.into_iter().chain([("etude", study.as_str())]).collect();
    fields.retain(|(name, _)| changed.iter().all(|(other, _)| other != name));
    fields.extend_from_slice(changed);
    let answer = coordinator.send(parts(&fields, workbook)).await;
    (coordinator, answer)
}

/// The page that came back, with what is wrong beside a field.
async fn refused(app: &TestApp, changed: &[(&str, &str)], workbook: &[u8]) -> Page {
    let before = app.column::<i64>("SELECT COUNT(*) AS it FROM surveys").await;
    let page = send(app, changed, workbook).await.1.is(422).page();
    assert!(page.title().starts_with("Erreur : "), "{}", page.title());
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM surveys").await, before);
    page
}

#[tokio::test]
async fn a_workbook_becomes_a_survey_that_people_answer() {
    let app = TestApp::new().await;
    let (mut coordinator, answer) = send(&app, &[], WORKBOOK).await;
    assert_eq!(answer.sees_other(), "/bureau/enquetes/eau-2018/suivi");
    let list = coordinator.page("/bureau/enquetes").await;
    let row = list.rows().into_iter().find(|row| row[1] == "/e/eau-2018").expect("it is listed");
    assert_eq!(row[0], "L'eau et les outils");
    assert_eq!(row[2], "Ouverte jusqu’au 31 mars 2017 à 18 h 00 (Africa/Ouagadougou)");
    assert_eq!(row[3], "0");

    app.visitor().page("/fr/").await.says("L'eau et les outils");
    let (_, thanks) = app.sent("eau-2018", "Le puits.").await;
    thanks.says("R-1.");
    let list = coordinator.page("/bureau/enquetes").await;
    assert!(list.rows().iter().any(|row| row[1] == "/e/eau-2018" && row[3] == "1"));
}

#[tokio::test]
async fn the_workbook_is_kept_byte_for_byte() {
    let app = TestApp::new().await;
    send(&app, &[], WORKBOOK).await.1.sees_other();
    let bytes: Vec<Vec<u8>> =
        app.column("SELECT workbook AS it FROM questionnaires WHERE workbook_name = 'eau.xlsx'").await;
    let digests: Vec<Vec<u8>> =
        app.column("SELECT workbook_digest AS it FROM questionnaires WHERE workbook_name = 'eau.xlsx'").await;
    let forms: Vec<String> =
        app.column("SELECT xform AS it FROM questionnaires WHERE workbook_name = 'eau.xlsx'").await;
    assert_eq!(bytes, [WORKBOOK]);
    assert_eq!(digests, [Sha256::digest(WORKBOOK).to_vec()]);
    for question in ["/data/e_story", "/data/e_state", "/data/e_publish"] {
        assert!(forms[0].contains(question) && THREE_QUESTIONS.contains(question), "{question}");
    }
}

#[tokio::test]
async fn the_form_proposes_what_is_usual() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let page = coordinator.page(FORM).await;
    assert_eq!(page.form().value("ouverture"), "2017-02-10 10:00");
    assert_eq!(page.form().value("grace"), "72");
    assert_eq!(page.form().value("etude"), app.world.study.to_string(), "the only study is chosen");
    page.does_not_say("L'eau et le numérique");
}

#[tokio::test]
async fn every_fault_is_told_at_once_beside_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let changed = [
        ("titre", " "),
        ("adresse", "Pas d'espaces"),
        ("ouverture", "demain"),
        ("fuseau", "Europe/Atlantis"),
        ("grace", "-1"),
    ];
    let page = refused(&app, &changed, b"").await;
    let said: Vec<_> = page.summary().into_iter().map(|(_, words)| words).collect();
    let wanted = [
        ("titre", "Écrivez un titre de 120 caractères au plus."),
        ("adresse", "Utilisez de 2 à 60 lettres sans accent, chiffres et tirets simples."),
        ("ouverture", "Écrivez un jour et une heure, par exemple 2017-03-12 18:00."),
        ("fuseau", "Ce fuseau horaire n’existe pas. Écrivez par exemple Europe/Paris."),
        ("grace", "Écrivez un nombre d’heures entre 0 et 720."),
        ("classeur", "Choisissez un classeur."),
    ];
    assert_eq!(said, wanted.map(|(_, words)| words));
    for (name, words) in wanted {
        assert_eq!(page.fault_of(name), words);
    }
    assert_eq!(page.form().value("adresse"), "Pas d'espaces");
    assert_eq!(page.form().value("cloture"), "2017-03-31 18:00");
    assert_eq!(page.form().value("etude"), app.world.study.to_string());
}

#[tokio::test]
async fn a_deadline_comes_after_the_opening() {
    let app = TestApp::new().await;
    let page = refused(&app, &[("cloture", "2017-02-01 08:00")], WORKBOOK).await;
    assert_eq!(page.fault_of("cloture"), "La date limite doit venir après l’ouverture.");
}

#[tokio::test]
async fn an_address_is_given_once() {
    let app = TestApp::new().await;
    let page = refused(&app, &[("adresse", "tic-2017")], WORKBOOK).await;
    assert!(page.fault_of("adresse").starts_with("Une autre enquête a déjà cette adresse."));
    assert_eq!(page.form().value("titre"), "L'eau et les outils");
}

#[tokio::test]
async fn a_study_is_chosen_among_those_one_coordinates() {
    let app = TestApp::new().await;
    let other = app.world.other_study.to_string();
    for study in [other.as_str(), "", "00000000-0000-0000-0000-000000000000"] {
        let page = refused(&app, &[("etude", study)], WORKBOOK).await;
        assert_eq!(page.fault_of("etude"), "Choisissez une étude que vous coordonnez.");
    }
}

#[tokio::test]
async fn files_that_are_no_questionnaire_are_told_as_such() {
    let app = TestApp::new().await;
    for file in [&b"not a workbook"[..], b"PK\x03\x04 cut short", &WORKBOOK[..WORKBOOK.len() / 2], b"\0"] {
        let page = refused(&app, &[], file).await;
        assert!(page.fault_of("classeur").starts_with("Ce classeur ne peut pas servir de questionnaire."));
    }
    let page = refused(&app, &[], &vec![b'a'; 5 * 1024 * 1024 + 1]).await;
    assert_eq!(page.fault_of("classeur"), "Ce fichier dépasse 5 Mo.");
    let (_, answer) = send(&app, &[], &vec![b'a'; 6 * 1024 * 1024]).await;
    answer.is(413).page().says("Rien n’a été enregistré.");
}

#[tokio::test]
async fn damaged_bytes_in_a_field_are_refused_rather_than_guessed_at() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let body = b"--x\r\nContent-Disposition: form-data; name=\"titre\"\r\n\r\n\xff\xfe\r\n--x--\r\n".to_vec();
    coordinator.send(Asked::raw(FORM, "multipart/form-data; boundary=x", body)).await.is(400).page();
    let (_, answer) = send(&app, &[("titre", "a\u{0}b")], WORKBOOK).await;
    answer.is(400).page();
}
