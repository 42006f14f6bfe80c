//! What a survey gathered, as files.

use crate::support::{Answer, TestApp};
use calamine::{Data, Reader as _, Xlsx};
use socle_domain::{account::Role, time::MINUTE};
use std::io::Cursor;

/// A return whose story would be a formula, coded, and a second one that waits.
async fn desk() -> TestApp {
    let app = TestApp::new().await;
    app.sent("tic-2017", "=HYPERLINK(\"http://ailleurs\") été 🌍\nDeux lignes.").await;
    app.clock.advance(MINUTE);
    app.sent("tic-2017", "Le second ; avec \"guillemets\".").await;
    app.shipped_codes().await;
    let story = app.citable(1, "Le réseau tombe. Le coût monte.").await;
    let mut analyst = app.analyst().await;
    let fields = [("revision", "1"), ("de", "2"), ("code", "contrainte.cout"), ("memo", "-1 à citer")];
    analyst.post(&format!("/bureau/codage/{story}"), &fields).await.sees_other();
    app
}

/// The rows of a sheet, as text.
fn sheet(answer: &Answer, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(answer.body.to_vec())).expect("a workbook");
    assert!(book.worksheet_formula(name).expect("a sheet").is_empty(), "nothing is run");
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[tokio::test]
async fn the_workbook_holds_what_was_sent_coded_and_decided() {
    let app = desk().await;
    let mut analyst = app.analyst().await;
    let file = analyst.get("/bureau/export/tic-2017/classeur.xlsx").await.is(200);
    assert_eq!(
        file.header("content-disposition"),
        Some("attachment; filename=\"tic-2017-2017-02-10-classeur.xlsx\"")
    );
    assert_eq!(file.header("content-length"), Some(file.body.len().to_string().as_str()));
    let returns = sheet(&file, "Retours");
    assert_eq!(returns.len(), 3);
    let column = |name: &str| returns[0].iter().position(|heading| heading == name).expect("a column");
    assert_eq!(returns[1][column("e_story")], "=HYPERLINK(\"http://ailleurs\") été 🌍\nDeux lignes.");
    assert_eq!(returns[1][column("e_state")], "En usage", "labels, not codes");
    assert_eq!(returns[1][column("etat")], "Accepté");
    assert_eq!(returns[2][column("retour")], "2");
    let experiences = sheet(&file, "Expériences");
    let text = experiences[0].iter().position(|heading| heading == "texte_relu").expect("a column");
    assert_eq!(experiences[1][text], "Le réseau tombe. Le coût monte.");
    let codings = sheet(&file, "Codages");
    assert_eq!(codings[1][..6], ["1", "[@r1:1]", "contrainte.cout", "Coût", "Le coût monte.", "-1 à citer"]);
    assert!(sheet(&file, "Décisions").len() >= 3);
    let dictionary = sheet(&file, "Dictionnaire");
    assert!(
        dictionary.iter().any(|row| row[0] == "e_state" && row[4] == "select_one" && row[6] == "En usage")
    );
    assert!(sheet(&file, "À propos").iter().any(|row| row[1] == "Votre expérience du numérique"));
    let journal: Vec<String> =
        app.column("SELECT a.name AS it FROM events n JOIN accounts a ON a.id = n.account_id WHERE n.verb = 'exported'").await;
    assert_eq!(journal, ["Awa (analyst)"], "who took it out is written down");
}

#[tokio::test]
async fn tables_open_with_their_accents() {
    let app = desk().await;
    let mut analyst = app.analyst().await;
    let file = analyst.get("/bureau/export/tic-2017/retours.csv").await.is(200).text();
    assert!(file.starts_with("\u{feff}retour;recu;canal;"), "{}", &file[..60]);
    assert!(file.contains("\"'=HYPERLINK(\"\"http://ailleurs\"\") été 🌍\nDeux lignes.\""), "{file}");
    assert!(file.contains("\"Le second ; avec \"\"guillemets\"\".\""));
    assert!(file.contains("2017-02-10T10:"));
    let rows = socle_publish::csv::read(&file);
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let file = analyst.get("/bureau/export/tic-2017/experiences.csv").await.is(200).text();
    assert_eq!(socle_publish::csv::read(&file).len(), 3, "a heading, and the story of each return");
}

#[tokio::test]
async fn files_are_for_those_who_read_the_returns() {
    let app = desk().await;
    for role in [Role::Editor, Role::Reviewer, Role::Sponsor, Role::Administrator] {
        app.member(role).await.get("/bureau/export/tic-2017/classeur.xlsx").await.is(403);
    }
    let mut elsewhere = app.analyst_elsewhere().await;
    elsewhere.get("/bureau/export/tic-2017/classeur.xlsx").await.is(404);
    let page = elsewhere.page("/bureau/export").await;
    page.does_not_say("Votre expérience du numérique");
    let mut analyst = app.analyst().await;
    analyst.get("/bureau/export/tic-2017/autre.xlsx").await.is(404);
    analyst.get("/bureau/export/rien/classeur.xlsx").await.is(404);
    let page = analyst.page("/bureau/export").await;
    page.says("2 retours");
    page.says("Gardez-les dans l’équipe");
}

#[tokio::test]
async fn ways_to_reach_people_are_in_no_file() {
    let app = desk().await;
    // A questionnaire that asks for an address, and a return that still holds it.
    app.with_default().await;
    let body = "<data><s5><s5_email>awa@prive.example</s5_email><s5_phone>70123456</s5_phone></s5></data>";
    let sql = "UPDATE submissions SET body = $1,
                 survey_id = (SELECT id FROM surveys WHERE slug = 'retour-2017'),
                 questionnaire_id = (SELECT questionnaire_id FROM surveys WHERE slug = 'retour-2017')";
    app.put(sql, vec![body.as_bytes().into()]).await;
    let mut analyst = app.analyst().await;
    for name in ["retours.csv", "experiences.csv"] {
        let file = analyst.get(&format!("/bureau/export/retour-2017/{name}")).await.is(200).text();
        assert!(file.contains("s3_name") || file.contains("e_tool"), "{file}");
        assert!(
            !file.contains("prive.example") && !file.contains("70123456") && !file.contains("s5_email"),
            "{file}"
        );
    }
    let file = analyst.get("/bureau/export/retour-2017/classeur.xlsx").await.is(200);
    for name in ["Retours", "Expériences", "Dictionnaire"] {
        assert!(!format!("{:?}", sheet(&file, name)).contains("s5_email"), "{name}");
    }
}

#[tokio::test]
async fn bytes_of_another_program_do_not_stop_a_file() {
    let app = desk().await;
    app.put("UPDATE submissions SET body = $1 WHERE number = 2", vec![b"\xff\x00<".to_vec().into()]).await;
    let mut analyst = app.analyst().await;
    let file = analyst.get("/bureau/export/tic-2017/classeur.xlsx").await.is(200);
    assert_eq!(sheet(&file, "Retours").len(), 3);
}

#[tokio::test]
async fn what_was_masked_is_in_no_file() {
    let app = TestApp::new().await;
    let (_, experience) = app.told("Adjoua tient le cahier. Le réseau tombe.").await;
    let mut analyst = app.analyst().await;
    let path = format!("{experience}/masquer");
    let page = analyst.page(&path).await;
    analyst.submit_to(&page, &path, &[("mots", "adjoua")]).await.is(303);
    app.put("UPDATE experiences SET review_status = 'accepted'", Vec::new()).await;
    app.put("UPDATE submissions SET review_status = 'accepted'", Vec::new()).await;
    let body =
        "<data><e_story>Adjoua tient le cahier. Le réseau tombe.</e_story><e_state>in_use</e_state></data>";
    app.put("UPDATE submissions SET body = $1", vec![body.as_bytes().into()]).await;
    for name in ["retours.csv", "experiences.csv"] {
        let file = analyst.get(&format!("/bureau/export/tic-2017/{name}")).await.is(200).text();
        assert!(!file.to_lowercase().contains("adjoua"), "{file}");
        assert!(name != "experiences.csv" || file.contains("[…] tient le cahier."), "{file}");
    }
    let file = analyst.get("/bureau/export/tic-2017/classeur.xlsx").await.is(200);
    for name in ["Retours", "Expériences", "Codages"] {
        assert!(!format!("{:?}", sheet(&file, name)).contains("Adjoua"), "{name}");
    }
    assert!(format!("{:?}", sheet(&file, "Retours")).contains("En usage"), "what is no story stays");
}
