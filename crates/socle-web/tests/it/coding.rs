//! Coding a story without scripts: by sentence numbers, codes and a button.

use crate::support::{Page, Person, TestApp};
use socle_domain::{account::Role, consent::Publication, id::ExperienceId, time::MINUTE};

const STORY: &str = "Avant, nous avions un cahier. Le réseau ne passe que le dimanche. La puce a expiré en mars.\n\n\
                     « C'était cher », dit la trésorière. Nous avons gardé le cahier.";

/// A study with its codes and one story to code.
async fn desk() -> (TestApp, Person, ExperienceId) {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Nous avons gardé le cahier.").await;
    app.shipped_codes().await;
    let story = app.citable(1, STORY).await;
    let analyst = app.analyst().await;
    (app, analyst, story)
}

fn address(story: ExperienceId) -> String {
    format!("/bureau/codage/{story}")
}

/// Codes a passage and reads the page it leads to.
async fn code(app: &TestApp, person: &mut Person, story: ExperienceId, fields: &[(&str, &str)]) -> Page {
    app.clock.advance(MINUTE);
    let fields = [&[("revision", "1")], fields].concat();
    let answer = person.post(&address(story), &fields).await;
    let place = answer.sees_other().split('#').next().expect("an address").to_owned();
    person.page(&place).await
}

#[tokio::test]
async fn a_passage_is_coded_from_one_sentence_to_another() {
    let (app, mut analyst, story) = desk().await;
    let first = analyst.get("/bureau/codage").await;
    assert_eq!(first.sees_other(), address(story), "the first story that waits");
    let page = analyst.page(&address(story)).await;
    page.says("Citable, sans nom ni lieu précis");
    page.says("Eau, assainissement, hygiène");
    page.says("Burkina Faso");
    let lines = page.html().by_class("coded")[0].all("li");
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[1].text(), "Le réseau ne passe que le dimanche.");
    let fields =
        [("de", "2"), ("a", "3"), ("code", "contrainte.connexion"), ("code", "usage"), ("memo", "À citer.")];
    let page = code(&app, &mut analyst, story, &fields).await;
    let marks: Vec<_> = page.html().by_class("coded")[0].all("mark").iter().map(|mark| mark.text()).collect();
    assert_eq!(marks, ["Le réseau ne passe que le dimanche.", "La puce a expiré en mars."]);
    let passage = page.html().by_id("x1").expect("the passage, by its place").text();
    for words in ["Connexion", "Usage", "À citer.", "phrase 2–3", "[@r1:1]"] {
        assert!(passage.contains(words), "« {words} » in {passage}");
    }
    let stripes = page.html().by_class("striped").len();
    assert_eq!(stripes, 2, "told without color too");
}

#[tokio::test]
async fn a_narrower_passage_is_coded_by_pasting_its_words() {
    let (app, mut analyst, story) = desk().await;
    let fields = [("de", "2"), ("a", "2"), ("mots", "que  le DIMANCHE"), ("code", "usage")];
    let page = code(&app, &mut analyst, story, &fields).await;
    assert_eq!(page.html().by_class("coded")[0].all("mark")[0].text(), "que le dimanche");
    let fields = [("mots", "C’était cher"), ("code", "contrainte.cout")];
    let page = code(&app, &mut analyst, story, &fields).await;
    page.says("phrase 4");
    // The same words again are the same passage.
    let page = code(&app, &mut analyst, story, &[("mots", "C'était cher"), ("code", "usage")]).await;
    assert_eq!(page.html().by_class("passage").len(), 2);
    let places: Vec<i64> = app.column("SELECT place AS it FROM excerpts ORDER BY place").await;
    assert_eq!(places, [1, 2]);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_is_kept() {
    let (app, mut analyst, story) = desk().await;
    for (fields, said) in [
        (&[("de", "2"), ("a", "3"), ("memo", "Gardé.")][..], "Choisissez au moins un code."),
        (&[("de", ""), ("a", ""), ("code", "usage")], "Écrivez le numéro d’une phrase du texte."),
        (&[("de", "9"), ("a", "9"), ("code", "usage")], "Écrivez le numéro d’une phrase du texte."),
        (&[("de", "3"), ("a", "2"), ("code", "usage")], "La dernière phrase vient avant la première."),
        (&[("de", "1"), ("a", "1"), ("mots", "dimanche"), ("code", "usage")], "Ces mots ne sont pas"),
        (&[("mots", "cahier"), ("code", "usage")], "y sont plusieurs fois"),
        (&[("de", "1"), ("a", "1"), ("code", "zzz")], "Ce code n’est plus dans la grille."),
        (&[("de", "1"), ("a", "1"), ("nouveau", "???")], "Écrivez ce texte plus court"),
    ] {
        let fields = [&[("revision", "1")], fields].concat();
        let page = analyst.post(&address(story), &fields).await.is(422).page();
        assert!(page.title().starts_with("Erreur"), "{}", page.title());
        assert!(page.words().contains(said), "« {said} » is not in: {}", page.words());
        for (name, typed) in &fields {
            let field = page.main().inside().into_iter().find(|e| e.attribute("name") == Some(name));
            let field = field.expect("the field is shown again");
            let kept = match field.name.as_str() {
                "textarea" => field.raw_text(),
                _ => field.attribute("value").unwrap_or_default().to_owned(),
            };
            assert!(*name == "code" || kept == *typed, "{name}: {kept:?} is not {typed:?}");
        }
    }
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM excerpts").await, [0]);
    let long = "é".repeat(500_000);
    let fields = [("revision", "1"), ("de", "1"), ("a", "1"), ("code", "usage"), ("memo", long.as_str())];
    analyst.post(&address(story), &fields).await.is(422).page().says("Ce mémo est trop long.");
    let fields = [("revision", "1"), ("de", "1"), ("a", "1"), ("code", "usage"), ("memo", "a\u{1b}b")];
    analyst.post(&address(story), &fields).await.is(400);
}

#[tokio::test]
async fn a_text_that_changed_meanwhile_is_read_again() {
    let (app, mut analyst, story) = desk().await;
    app.revised(story, 2, "Tout est dit autrement.").await;
    let fields = [("revision", "1"), ("de", "1"), ("a", "1"), ("code", "usage"), ("memo", "Gardé.")];
    let page = analyst.post(&address(story), &fields).await.is(422).page();
    page.says("Le texte a changé depuis que vous l’avez lu.");
    page.says("Tout est dit autrement.");
    page.says("Gardé.");
}

#[tokio::test]
async fn a_code_born_of_the_reading_joins_the_open_branch() {
    let (app, mut analyst, story) = desk().await;
    let page = code(&app, &mut analyst, story, &[("de", "3"), ("nouveau", "Puce expirée")]).await;
    page.says("Puce expirée");
    let words: Vec<String> = app.column("SELECT word AS it FROM code_labels WHERE word LIKE 'libre.%'").await;
    assert_eq!(words, ["libre.puce-expiree"]);
    code(&app, &mut analyst, story, &[("de", "1"), ("nouveau", "puce expirée")]).await;
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM codings").await, [2], "the same code again");
}

#[tokio::test]
async fn what_was_done_is_taken_back_noted_and_removed() {
    let (app, mut analyst, story) = desk().await;
    code(&app, &mut analyst, story, &[("de", "1"), ("code", "usage")]).await;
    code(&app, &mut analyst, story, &[("de", "2"), ("code", "contrainte")]).await;
    analyst.post(&format!("{}/annuler", address(story)), &[("", "")]).await.sees_other();
    let page = analyst.page(&address(story)).await;
    assert_eq!(page.html().by_class("passage").len(), 1, "the last one only");
    let id: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM codings").await;
    let id = id[0].to_string();
    let memo = [("codage", id.as_str()), ("memo", "Relu\nen avril")];
    analyst.post(&format!("{}/memo", address(story)), &memo).await.sees_other();
    analyst.page(&address(story)).await.says("Relu en avril");
    let mut other = app.member(Role::Coordinator).await;
    other.post(&format!("{}/memo", address(story)), &memo).await.is(409);
    for _ in 0..2 {
        let removed = [("codage", id.as_str())];
        analyst.post(&format!("{}/retirer", address(story)), &removed).await.sees_other();
    }
    analyst.page(&address(story)).await.says("Aucun passage codé.");
}

#[tokio::test]
async fn a_second_coder_is_blind_until_they_ask() {
    let (app, mut analyst, story) = desk().await;
    code(&app, &mut analyst, story, &[("de", "1"), ("code", "usage"), ("memo", "mon avis")]).await;
    code(&app, &mut analyst, story, &[("de", "3"), ("code", "contrainte.cout")]).await;
    let mut second = app.member(Role::Coordinator).await;
    let page = second.page(&address(story)).await;
    page.does_not_say("mon avis");
    assert!(page.html().by_class("coded")[0].all("mark").is_empty(), "no mark of the other");
    code(&app, &mut second, story, &[("de", "1"), ("a", "2"), ("code", "usage")]).await;
    let asked = page.link("Voir les codages des autres");
    let page = second.page(&asked).await;
    page.says("mon avis");
    page.says("Accord avec Awa (analyst)");
    let rows = page.rows();
    // Five sentences; usage: both say the first, one alone says the second. (4 + 1 - …) by hand: 0.8 and 0.545.
    assert_eq!(rows[0], ["Usage", "1", "1", "80 %", "0,55"]);
    assert_eq!(rows[1], ["Coût", "0", "1", "80 %", "0,00"]);
    let page = analyst.page(&address(story)).await;
    assert_eq!(page.html().by_class("passage").len(), 2, "each sees their own");
}

#[tokio::test]
async fn words_for_figures_only_are_coded_and_never_cited() {
    let (app, mut analyst, story) = desk().await;
    let figures = app.citable_as(2, STORY, Some(Publication::Figures)).await;
    let unsaid = app.citable_as(3, STORY, None).await;
    for id in [figures, unsaid] {
        let page = code(&app, &mut analyst, id, &[("de", "1"), ("code", "usage")]).await;
        page.says("Ses mots ne sont jamais cités");
        page.does_not_say("[@r");
    }
    code(&app, &mut analyst, story, &[("de", "2"), ("code", "usage")]).await;
    let page = analyst.page("/bureau/passages?code=usage").await;
    page.says("3 passages");
    page.says("[@r1:1]");
    page.does_not_say("[@r2:1]");
    page.does_not_say("[@r3:1]");
    page.says("Jamais citable : chiffres seulement");
    page.says("Jamais citable : rien n’a été dit");
}

#[tokio::test]
async fn a_passage_whose_words_went_is_set_right_in_one_step() {
    let (app, mut analyst, story) = desk().await;
    code(&app, &mut analyst, story, &[("de", "3"), ("code", "usage")]).await;
    let page = code(&app, &mut analyst, story, &[("de", "2"), ("code", "usage")]).await;
    page.does_not_say("Passages à replacer");
    app.revised(story, 2, "Ajout. Le réseau ne passe que le dimanche. La carte a expiré en mars.").await;
    let page = analyst.page(&address(story)).await;
    page.says("Passages à replacer");
    page.says("La puce a expiré en mars.");
    let chosen: Vec<_> = page
        .html()
        .by_id("x1")
        .expect("the lost passage")
        .all("option")
        .into_iter()
        .filter(|option| option.attribute("selected").is_some())
        .map(|option| option.expect("value").to_owned())
        .collect();
    assert_eq!(chosen, ["3", "3"], "the nearest sentence is proposed");
    let repair = format!("{}/replacer", address(story));
    let stale = [("passage", "1"), ("revision", "1"), ("de", "3"), ("a", "3")];
    analyst.post(&repair, &stale).await.is(409);
    analyst.post(&repair, &[("passage", "1"), ("revision", "2"), ("de", ""), ("a", "")]).await.is(422);
    analyst.post(&repair, &[("passage", "1"), ("revision", "2"), ("de", "3"), ("a", "3")]).await.sees_other();
    let page = analyst.page(&address(story)).await;
    page.does_not_say("Passages à replacer");
    assert_eq!(
        page.html().by_id("x1").expect("its place is kept").by_class("words")[0].text(),
        "La carte a expiré en mars."
    );
}

#[tokio::test]
async fn passages_are_filtered_and_counted_by_theme_and_country() {
    let (app, mut analyst, story) = desk().await;
    code(&app, &mut analyst, story, &[("de", "4"), ("code", "contrainte.cout"), ("memo", "cher")]).await;
    let page = analyst.page("/bureau/passages?code=contrainte&theme=eah&pays=bf&niveau=anonymous").await;
    page.says("1 passage");
    page.says("La puce a expiré en mars. « C'était cher », dit la trésorière. Nous avons gardé le cahier.");
    assert!(
        page.html().by_class("passage")[0].first("mark").expect("the passage").text().contains("trésorière")
    );
    analyst.page("/bureau/passages?pays=sn").await.says("Aucun passage codé");
    analyst.page("/bureau/passages?niveau=named").await.says("aucun passage");
    let beyond = analyst.get("/bureau/passages?code=usage&page=99").await;
    assert_eq!(beyond.sees_other(), "/bureau/passages?code=usage&page=1");
    analyst.get("/bureau/passages?theme=%00").await.is(400);
    analyst.get("/bureau/passages?etude=rien").await.is(404);
    let matrix = analyst.page("/bureau/syntheses").await;
    assert_eq!(matrix.rows(), [["Coût", "1"]]);
    let way = matrix.link("1");
    analyst.page(&way).await.says("1 passage");
    analyst.page("/bureau/syntheses?par=pays").await.says("Burkina Faso");
    let mut editor = app.member(Role::Editor).await;
    let page = editor.page("/bureau/passages").await;
    page.says("[@r1:1]");
    assert!(page.main().all("a").iter().all(|link| !link.expect("href").contains("/codage/")));
}

#[tokio::test]
async fn nothing_is_left_to_code_when_all_is_coded() {
    let (app, mut analyst, story) = desk().await;
    let next = app.citable(2, "Un carnet partagé.").await;
    let page = code(&app, &mut analyst, story, &[("de", "1"), ("code", "usage")]).await;
    let way = page.main().all("a").into_iter().find(|link| link.attribute("rel") == Some("next"));
    assert_eq!(way.expect("the next one").expect("href"), address(next));
    code(&app, &mut analyst, next, &[("de", "1"), ("code", "usage")]).await;
    analyst.page("/bureau/codage").await.says("Aucune expérience ne vous attend.");
}
