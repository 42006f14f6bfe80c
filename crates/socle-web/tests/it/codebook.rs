//! The codebook: a tree that the team changes, as pages and as files.

use crate::support::{Asked, Person, TestApp};
use socle_domain::account::Role;

async fn desk() -> (TestApp, Person) {
    let app = TestApp::new().await;
    app.shipped_codes().await;
    let analyst = app.analyst().await;
    (app, analyst)
}

#[tokio::test]
async fn a_study_without_codes_takes_those_that_ship() {
    let app = TestApp::new().await;
    let mut analyst = app.analyst().await;
    let page = analyst.page("/bureau/grille").await;
    page.says("Cette étude n’a pas encore de grille.");
    analyst.post("/bureau/grille/livree", &[("etude", "tic")]).await.sees_other();
    let page = analyst.page("/bureau/grille").await;
    for words in
        ["Usage", "Avantage", "Contrainte", "Prérequis", "Recommandation", "Codes libres", "Départ d'une"]
    {
        page.says(words);
    }
    page.says("Ce qui a gêné, ralenti, arrêté ou empêché.");
    let mut elsewhere = app.analyst_elsewhere().await;
    elsewhere.page("/bureau/grille").await.says("Cette étude n’a pas encore de grille.");
    elsewhere.get("/bureau/grille?etude=tic").await.is(404);
    elsewhere.post("/bureau/grille/livree", &[("etude", "tic")]).await.is(404);
}

#[tokio::test]
async fn a_code_is_added_changed_and_moved() {
    let (_app, mut analyst) = desk().await;
    let fields = [
        ("etude", "tic"),
        ("nom", "Coût caché"),
        ("nom_en", ""),
        ("parent", "contrainte.cout"),
        ("definition", "Découvert\naprès coup."),
        ("definition_en", ""),
        ("code", ""),
    ];
    analyst.post("/bureau/grille", &fields).await.sees_other();
    let again = analyst.post("/bureau/grille", &fields).await.is(422).page();
    again.says("Ce code existe déjà.");
    let page = analyst.page("/bureau/grille/code/contrainte.cout.cout-cache").await;
    assert_eq!(page.h1(), "Coût caché");
    let change = |parent: &'static str, name: &'static str| {
        [
            ("etude", "tic"),
            ("nom", name),
            ("nom_en", ""),
            ("parent", parent),
            ("definition", ""),
            ("definition_en", ""),
        ]
    };
    analyst
        .post("/bureau/grille/code/contrainte.cout.cout-cache", &change("libre", "Coût découvert"))
        .await
        .sees_other();
    analyst.page("/bureau/grille").await.says("Coût découvert");
    let circle = analyst.post("/bureau/grille/code/contrainte", &change("contrainte.cout", "Frein")).await;
    circle.is(422).page().says("Un code ne peut pas aller sous lui-même.");
    let empty = analyst.post("/bureau/grille/code/contrainte", &change("", " ")).await;
    empty.is(422).page().says("Écrivez un nom.");
    analyst.get("/bureau/grille/code/rien").await.is(404);
}

#[tokio::test]
async fn merging_says_what_moves_before_it_does() {
    let (app, mut analyst) = desk().await;
    app.sent("tic-2017", "Un.").await;
    let story = app.citable(1, "Le coût monte. La puce expire.").await;
    let address = format!("/bureau/codage/{story}");
    let fields = [("revision", "1"), ("de", "1"), ("a", "1"), ("code", "contrainte.cout")];
    analyst.post(&address, &fields).await.sees_other();
    let asked = "/bureau/grille/code/contrainte.cout/fusionner?etude=tic&dans=contrainte.choix";
    let page = analyst.page(asked).await;
    page.says("1 passage change de code.");
    assert_eq!(
        app.column::<i64>("SELECT COUNT(*) AS it FROM code_labels WHERE word = 'contrainte.cout'").await,
        [1]
    );
    analyst
        .post("/bureau/grille/code/contrainte.cout/retirer", &[("etude", "tic")])
        .await
        .is(422)
        .page()
        .says("Ce code est utilisé");
    let merge = [("etude", "tic"), ("dans", "contrainte.choix")];
    for _ in 0..2 {
        analyst.post("/bureau/grille/code/contrainte.cout/fusionner", &merge).await.sees_other();
    }
    analyst.page("/bureau/passages?code=contrainte.choix").await.says("1 passage");
    analyst.post("/bureau/grille/code/contrainte.langue/retirer", &[("etude", "tic")]).await.sees_other();
    analyst.get("/bureau/grille/code/contrainte.langue").await.is(404);
}

/// A form with a file, as a browser sends it.
async fn import(person: &mut Person, file: &[u8]) -> crate::support::Answer {
    let mut body = b"--x\r\nContent-Disposition: form-data; name=\"etude\"\r\n\r\ntic\r\n--x\r\nContent-Disposition: form-data; name=\"tableau\"; filename=\"grille.csv\"\r\nContent-Type: text/csv\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    person.send(Asked::raw("/bureau/grille/importer", "multipart/form-data; boundary=x", body)).await
}

#[tokio::test]
async fn a_codebook_leaves_and_comes_back_as_a_table_and_as_refi_qda() {
    let (app, mut analyst) = desk().await;
    for kind in ["csv", "qdc"] {
        let before: Vec<String> =
            app.column("SELECT word || name || definition AS it FROM code_labels ORDER BY word").await;
        let file = analyst.get(&format!("/bureau/grille.{kind}?etude=tic")).await.is(200);
        assert_eq!(
            file.header("content-disposition"),
            Some(format!("attachment; filename=\"grille-tic.{kind}\"").as_str())
        );
        import(&mut analyst, &file.body).await.sees_other();
        let after: Vec<String> =
            app.column("SELECT word || name || definition AS it FROM code_labels ORDER BY word").await;
        assert_eq!(before, after, "{kind}");
    }
    let foreign = b"<?xml version=\"1.0\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes><Code guid=\"1\" name=\"Prix\"><Code guid=\"2\" name=\"Prix fixe\"/></Code></Codes></CodeBook>";
    import(&mut analyst, foreign).await.sees_other();
    analyst.page("/bureau/grille/code/prix.prix-fixe").await;
}

#[tokio::test]
async fn a_broken_table_is_told_row_by_row_and_changes_nothing() {
    let (app, mut analyst) = desk().await;
    let before = app.marks().await;
    let page =
        import(&mut analyst, "code;nom;parent\nA b;Un;\nb;;\nc;Deux;zzz\n".as_bytes()).await.is(422).page();
    for words in [
        "Ligne 2, colonne code :",
        "Ligne 3, colonne nom : la case est vide.",
        "Ligne 4, colonne parent : aucune ligne ne porte ce code.",
    ] {
        page.says(words);
    }
    for (file, said) in [
        (&b"code;nom\nc;Co\xfbt\n"[..], "Enregistrez le tableau au format « CSV UTF-8 »"),
        (b"", "Choisissez un fichier."),
        (b"<html></html>", "Ce fichier n’est pas une grille au format REFI-QDA."),
        (b"mot;titre\na;b\n", "la colonne manque."),
        (b"code;nom;parent\ncontrainte;C;libre\nlibre;L;contrainte\n", "ce code est placé sous lui-même."),
    ] {
        import(&mut analyst, file).await.is(422).page().says(said);
    }
    import(&mut analyst, &vec![b'a'; 2_000_000]).await.is(413);
    assert_eq!(app.marks().await, before);
}

#[tokio::test]
async fn those_who_cite_see_the_codes_and_do_not_change_them() {
    let (app, _) = desk().await;
    let mut editor = app.member(Role::Editor).await;
    let page = editor.page("/bureau/grille").await;
    page.says("Contrainte");
    page.does_not_say("Ajouter un code");
    editor.get("/bureau/grille.csv").await.is(200);
    editor.post("/bureau/grille/livree", &[("etude", "tic")]).await.is(403);
}
