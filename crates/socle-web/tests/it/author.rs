//! The author of a return, after sending: the receipt, the private page, and all that can be done there.

use crate::support::{
    Page, Person, TestApp, calendar,
    default::{Answers, COMPLETE, SHORT, SLUG},
};
use socle_domain::{
    account::Role,
    time::{DAY, HOUR, MINUTE},
};

const STORY: &str = "Nous avons gardé le cahier de suivi des forages.";

/// Somebody who has just sent a return, and the address of its private page.
async fn sent(app: &TestApp) -> (Person, String) {
    let (person, thanks) = app.sent("tic-2017", STORY).await;
    (person, thanks.private_path())
}

/// The same with the default questionnaire and everything in it.
async fn sent_whole(app: &TestApp, answers: &[Answers<'_>]) -> (Person, String) {
    app.with_default().await;
    let (mut person, check) = app.answered(answers).await;
    let thanks = person.go_on(&check, &[]).await;
    (person, thanks.private_path())
}

/// The team asks something about the only return there is.
async fn ask(app: &TestApp, question: &str) {
    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions").await;
    let mut analyst = app.member(Role::Analyst).await;
    let path = format!("/bureau/retours/{}/question", ids[0]);
    analyst.post(&path, &[("question", question)]).await.sees_other();
}

async fn submit(person: &mut Person, page: &Page, action: &str, answers: &[(&str, &str)]) -> Page {
    let answer = person.submit_to(page, action, answers).await;
    answer.sees_other();
    person.follow(answer).await.is(200).page()
}

// The receipt ----------------------------------------------------------------------------------------------------

#[tokio::test]
async fn the_receipt_shows_the_private_link_for_an_hour() {
    let app = TestApp::new().await;
    let (mut awa, thanks) = app.sent("tic-2017", STORY).await;
    thanks.says("Gardez ce lien");
    thanks.says("jusqu’au 12 mars 2017 à 18 h 00 (Europe/Paris), soit 17 h 00 en temps universel");
    let path = thanks.private_path();
    assert!(path.starts_with("/retour/"));
    app.clock.advance(HOUR - 1);
    assert_eq!(awa.page("/e/tic-2017/merci").await.private_path(), path, "a connection may come and go");
    app.clock.advance(1);
    let later = awa.get("/e/tic-2017/merci").await.is(200);
    assert!(!later.text().contains("/retour/"), "whoever borrows the phone later does not find it");
    later.page().says("Cette page ne montre plus votre lien privé");
    awa.page(&path).await;
}

#[tokio::test]
async fn a_shared_phone_forgets_the_return() {
    let app = TestApp::new().await;
    let (mut awa, thanks) = app.sent("tic-2017", STORY).await;
    let answer = awa.post("/e/tic-2017/merci", &[("geste", "oublier"), ("langue", "fr")]).await;
    assert_eq!(answer.sees_other(), "/e/tic-2017?langue=fr");
    assert_eq!(awa.cookie("socle_retour"), None);
    assert_eq!(awa.get("/e/tic-2017/merci").await.sees_other(), "/e/tic-2017");
    awa.page(&thanks.private_path()).await;
}

#[tokio::test]
async fn a_copy_is_posted_with_the_return_when_it_is_asked_for() {
    let app = TestApp::new().await;
    let _mail = app.app.clone().with_mail();
    app.with_default().await;
    let (mut awa, check) = app.answered(&[SHORT, COMPLETE]).await;
    assert_eq!(check.form().value("copie"), "tresoriere.de.kaya@example.org", "nobody types it twice");
    let again = awa.submit(&check, &[("copie", "awa@")]).await.is(422).page();
    assert_eq!(again.summary()[0].0, "#f-copie");
    assert_eq!(again.form().value("copie"), "awa@");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM submissions").await, [0]);
    awa.go_on(&again, &[("copie", "awa@example.org")]).await.says("R-1");
    let letters = app.column::<String>("SELECT kind || ' ' || recipient AS it FROM letters").await;
    assert_eq!(letters, ["receipt awa@example.org"]);
}

#[tokio::test]
async fn no_copy_is_offered_where_no_letter_leaves() {
    let app = TestApp::new().await;
    let (mut awa, check) = app.at_check(STORY).await;
    assert!(check.form().names().is_empty());
    let thanks = awa.go_on(&check, &[]).await;
    thanks.does_not_say("courriel");
    awa.post("/e/tic-2017/merci", &[("courriel", "awa@example.org")]).await.sees_other();
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM letters").await, [0]);
}

#[tokio::test]
async fn a_copy_is_asked_for_afterwards_three_times_at_most() {
    let app = TestApp::new().await;
    let _mail = app.app.clone().with_mail();
    let (mut awa, check) = app.at_check(STORY).await;
    awa.go_on(&check, &[("copie", "")]).await;
    let action = "/e/tic-2017/merci";
    let wrong = awa.post(action, &[("courriel", "awa"), ("langue", "fr")]).await.is(422).page();
    assert_eq!(wrong.fault_of("courriel"), "Vérifiez cette adresse, par exemple awa@example.org.");
    for said in ["Le courriel part", "Le courriel part", "Le courriel part", "Trois copies sont déjà parties"]
    {
        let answer = awa.post(action, &[("courriel", "awa@example.org"), ("langue", "fr")]).await;
        answer.sees_other();
        awa.follow(answer).await.page().says(said);
    }
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM letters").await, [3]);
}

// The page -------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn the_private_page_says_where_the_return_stands_and_shows_no_answer() {
    let app = TestApp::new().await;
    let (_, path) = sent(&app).await;
    let mut anywhere = app.visitor();
    let page = anywhere.get(&path).await.is(200);
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(!page.text().contains("cahier"), "links get forwarded");
    let page = page.page();
    assert_eq!(page.h1(), "Votre retour R-1");
    assert_eq!(page.listed("Où il en est"), "Il attend d’être lu.");
    for (status, said) in [
        ("in_review", "Une personne de l’étude le lit."),
        ("accepted", "Il est retenu pour l’étude."),
        ("set_aside", "Il n’est pas retenu pour l’étude."),
    ] {
        app.put("UPDATE submissions SET review_status = $1", vec![status.into()]).await;
        assert_eq!(anywhere.page(&path).await.listed("Où il en est"), said);
    }
    let english = anywhere.page(&format!("{path}?langue=en")).await;
    assert_eq!((english.language(), english.h1().as_str()), ("en", "Your return R-1"));
}

#[tokio::test]
async fn the_private_page_leads_to_the_guides_that_quote_the_return() {
    let app = TestApp::new().await;
    let shelf = app.shelf().await;
    let path = app.private_path_of(shelf.returns[2]);
    let page = app.visitor().page(&path).await;
    let guides: Vec<_> = page.main().all("a").iter().map(|a| a.expect("href").to_owned()).collect();
    assert!(guides.contains(&"/fr/fiches/relever-des-points-d-eau-sans-reseau".to_owned()), "{guides:?}");
}

#[tokio::test]
async fn a_link_that_was_mistyped_offers_a_way_out_in_the_persons_language() {
    let app = TestApp::new().await;
    let (_, path) = sent(&app).await;
    let cut = &path[..path.len() - 5];
    for wrong in [cut, "/retour/x", "/retour/0.0"] {
        let page = app.visitor().get(wrong).await.is(404).page();
        assert_eq!(page.h1(), "Ce lien n’ouvre aucun retour");
        assert_eq!(page.link("Reprendre un retour qui n’est pas encore envoyé"), "/reprendre?langue=fr");
        let page = app.visitor().speaking("en").get(wrong).await.is(404).page();
        assert_eq!(page.h1(), "This link opens no return");
        for form in ["publication", "reponse", "corriger", "retirer"] {
            app.visitor().post(&format!("{wrong}/{form}"), &[("langue", "fr")]).await.is(404);
        }
    }
}

#[tokio::test]
async fn the_link_of_one_return_opens_no_other() {
    let app = TestApp::new().await;
    let ((_, one), (_, other)) = (sent(&app).await, sent(&app).await);
    let ((id, _), (_, mark)) = (one.split_once('.').expect("a mark"), other.split_once('.').expect("a mark"));
    let mixed = format!("{id}.{mark}");
    app.visitor().get(&mixed).await.is(404);
    app.visitor().post(&format!("{mixed}/retirer"), &[("langue", "fr")]).await.is(404);
    app.visitor().get(&one).await.is(200);
    app.visitor().get(&other).await.is(200);
}

// What may be published --------------------------------------------------------------------------------------------

#[tokio::test]
async fn a_choice_of_publication_changes_and_what_was_allowed_stays_known() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    let action = format!("{path}/publication");
    let page = awa.page(&path).await;
    assert_eq!(page.form_to(&action).value("accord"), "anonymous");
    let page = submit(&mut awa, &page, &action, &[("accord", "figures")]).await;
    page.says("C’est noté.");
    assert_eq!(page.form_to(&action).value("accord"), "figures");
    // Sent twice by a tired finger.
    submit(&mut awa, &page, &action, &[("accord", "figures")]).await;
    let lines = app.column::<String>("SELECT level AS it FROM consents ORDER BY given_at, id").await;
    assert_eq!(lines, ["anonymous", "figures"]);
    let experience = page.form_to(&action).value("experience");
    let page = awa.post(&action, &[("experience", &experience), ("langue", "fr")]).await.is(422).page();
    assert_eq!(page.summary()[0].1, "Choisissez comment nous pouvons publier ce récit.");
}

// Questions asked back ---------------------------------------------------------------------------------------------

#[tokio::test]
async fn a_question_is_answered_by_the_link_and_the_team_reads_it() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    ask(&app, "Combien de puits ?").await;
    let action = format!("{path}/reponse");
    let page = awa.page(&path).await;
    page.says("Combien de puits ?");
    let again = awa.submit_to(&page, &action, &[("reponse", " ")]).await.is(422).page();
    assert_eq!(again.summary()[0].1, "Écrivez votre réponse, même courte.");
    let long = "a".repeat(4_001);
    let again = awa.submit_to(&page, &action, &[("reponse", &long)]).await.is(422).page();
    assert_eq!(again.form_to(&action).value("reponse"), long, "what was typed is there");
    let done = submit(&mut awa, &page, &action, &[("reponse", "Deux puits, dont un à sec.")]).await;
    done.says("Merci, votre réponse est arrivée.");
    done.does_not_say("dont un à sec");
    submit(&mut awa, &page, &action, &[("reponse", "Deux puits, dont un à sec.")]).await;
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM events WHERE verb = 'answered'").await, [1]);
    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions").await;
    app.analyst().await.page(&format!("/bureau/retours/{}", ids[0])).await.says("dont un à sec");
}

#[tokio::test]
async fn a_second_answer_is_given_back_to_whoever_typed_it() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    ask(&app, "Combien de puits ?").await;
    let action = format!("{path}/reponse");
    let page = awa.page(&path).await;
    let mut sita = app.visitor();
    submit(&mut sita, &page, &action, &[("reponse", "Deux.")]).await;
    let late =
        awa.submit_to(&page, &action, &[("reponse", "Trois, en comptant le vieux.")]).await.is(409).page();
    late.says("Cette question avait déjà une réponse.");
    late.says("Trois, en comptant le vieux.");
    assert_eq!(app.column::<String>("SELECT answer AS it FROM inquiries").await, ["Deux."]);
}

#[tokio::test]
async fn a_question_of_a_withdrawn_return_is_answered_by_a_clear_no() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    ask(&app, "Combien de puits ?").await;
    let page = awa.page(&path).await;
    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions").await;
    let id = socle_domain::id::SubmissionId::from_uuid(ids[0]);
    app.store.withdraw(id, app.now()).await.expect("a store").expect("a return");
    let answer = awa.submit_to(&page, &format!("{path}/reponse"), &[("reponse", "Deux puits.")]).await;
    let gone = answer.is(410).page();
    assert_eq!(gone.h1(), "Ce retour est retiré");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM inquiries").await, [0]);
}

// Complete or correct ----------------------------------------------------------------------------------------------

#[tokio::test]
async fn a_return_is_corrected_and_its_first_sending_stays() {
    let app = TestApp::new().await;
    let (_, path) = sent_whole(&app, &[SHORT, COMPLETE]).await;
    let first: Vec<Vec<u8>> = app.column("SELECT body AS it FROM submissions").await;
    // From another phone, with nothing but the link.
    let mut elsewhere = app.visitor();
    let page = elsewhere.page(&path).await;
    let check = submit(&mut elsewhere, &page, &format!("{path}/corriger"), &[]).await;
    assert_eq!(check.h1(), "Relisez avant d’envoyer");
    assert!(check.listed("Que s’est-il passé").starts_with("Le cahier a pris l'eau"), "as it was sent");
    assert_eq!(check.listed("adresse électronique"), "tresoriere.de.kaya@example.org");
    check.says("Vous corrigez un retour déjà envoyé.");
    let story = elsewhere.page(&format!("/e/{SLUG}/q/s1~experience~1~e_telling?retour=verifier")).await;
    let words = "Le cahier a pris l'eau deux fois, puis nous avons saisi sur téléphone.";
    let check = elsewhere.go_on(&story, &[("s1~experience~1~e_telling~e_story", words)]).await;
    assert_eq!(
        app.column::<i64>("SELECT COUNT(*) AS it FROM corrections").await,
        [0],
        "not before it is sent"
    );
    app.clock.advance(MINUTE);
    let done = elsewhere.go_on(&check, &[]).await;
    assert_eq!(done.h1(), "Votre retour R-1");
    done.says("Merci, votre correction est arrivée.");
    assert_eq!(app.column::<Vec<u8>>("SELECT body AS it FROM submissions").await, first, "untouched");
    let texts = app
        .column::<String>("SELECT revision || ' ' || reason || ' ' || text AS it FROM experience_revisions ORDER BY revision")
        .await;
    assert_eq!(texts.len(), 2);
    assert!(texts[1].starts_with("2 corrected Le cahier a pris l'eau deux fois"), "{texts:?}");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM submissions").await, [1], "still one return");
    let emails = app.column::<String>("SELECT email AS it FROM contacts").await;
    assert_eq!(emails, ["tresoriere.de.kaya@example.org"]);
}

#[tokio::test]
async fn two_people_who_correct_one_return_write_in_one_draft() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    let page = awa.page(&path).await;
    let mut sita = app.visitor();
    let first = submit(&mut awa, &page, &format!("{path}/corriger"), &[]).await;
    let second = submit(&mut sita, &page, &format!("{path}/corriger"), &[]).await;
    let state = sita.page("/e/tic-2017/q/e_state?retour=verifier").await;
    sita.go_on(&state, &[("e_state", "stopped")]).await;
    let moved = awa.submit(&first, &[]).await.is(422).page();
    moved.says("Une réponse a changé depuis que cette page est ouverte.");
    assert_eq!(moved.listed("où en est cet outil"), "Arrêté");
    awa.go_on(&moved, &[]).await.says("Merci, votre correction est arrivée.");
    let late = sita.submit(&second, &[]).await;
    late.sees_other();
    sita.follow(late).await.page().says("Votre retour R-1");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM corrections").await, [1]);
}

#[tokio::test]
async fn a_correction_does_not_allow_again_what_was_taken_back() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    let (publish, correct) = (format!("{path}/publication"), format!("{path}/corriger"));
    let page = awa.page(&path).await;
    let page = submit(&mut awa, &page, &publish, &[("accord", "figures")]).await;
    let check = submit(&mut awa, &page, &correct, &[]).await;
    assert_eq!(check.listed("publier"), "Seulement dans les chiffres, sans récit ni citation");
    let page = awa.page(&path).await;
    let page = submit(&mut awa, &page, &publish, &[("accord", "named")]).await;
    submit(&mut awa, &page, &publish, &[("accord", "figures")]).await;
    let check = awa.page("/e/tic-2017/verifier").await;
    awa.go_on(&check, &[]).await;
    let last = "SELECT level AS it FROM consents ORDER BY given_at DESC, id DESC LIMIT 1";
    assert_eq!(app.column::<String>(last).await, ["figures"]);
}

#[tokio::test]
async fn a_correction_is_begun_until_the_deadline_and_sent_in_the_grace() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    let correct = format!("{path}/corriger");
    let page = awa.page(&path).await;
    page.says("jusqu’au 12 mars 2017 à 18 h 00 (Europe/Paris), soit 17 h 00 en temps universel");
    app.clock.set(calendar().closes_at.plus(-1));
    submit(&mut awa, &page, &correct, &[]).await;
    app.clock.set(calendar().closes_at.plus(DAY));
    let page = awa.page(&path).await;
    page.says("jusqu’au 15 mars 2017 à 18 h 00 (Europe/Paris), soit 17 h 00 en temps universel");
    let check = submit(&mut awa, &page, &correct, &[]).await;
    awa.go_on(&check, &[]).await.says("Merci, votre correction est arrivée.");
    let closed = awa.page(&path).await;
    closed.says("L’enquête est close depuis le 12 mars 2017 à 18 h 00 (Europe/Paris).");
    assert_eq!(awa.post(&correct, &[("langue", "fr")]).await.sees_other(), path);
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM drafts WHERE submission_id IS NULL").await, [0]);
    // What remains possible after the deadline.
    submit(&mut awa, &closed, &format!("{path}/publication"), &[("accord", "named")]).await;
    awa.page(&format!("{path}/retirer")).await.says("Retirer le retour R-1 ?");
}

// Withdraw -----------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn a_return_is_withdrawn_after_saying_what_goes_and_the_receipt_is_no_copy() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    let page = awa.page(&path).await;
    let confirm = awa.page(&page.link("Voir ce qui disparaît")).await;
    assert_eq!(confirm.h1(), "Retirer le retour R-1 ?");
    confirm.says("Vos réponses et votre récit sont effacés tout de suite.");
    confirm.says("Ce qui est déjà imprimé ou copié par d’autres ne peut pas être repris.");
    assert_eq!(
        app.column::<i64>("SELECT COUNT(*) AS it FROM submissions").await,
        [1],
        "looking takes nothing"
    );
    let answer = awa.submit(&confirm, &[]).await;
    answer.sees_other();
    let receipt = awa.follow(answer).await.is(200);
    for words in ["cahier", "forages"] {
        assert!(!receipt.text().contains(words));
    }
    let receipt = receipt.page();
    assert_eq!(receipt.h1(), "Le retour R-1 est retiré");
    receipt.says("Retiré le 10 février 2017 à 10 h 00, en temps universel.");
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM submissions").await, [0]);
    // Twice is once.
    let again = awa.submit(&confirm, &[]).await;
    again.sees_other();
    assert_eq!(awa.follow(again).await.is(200).page().h1(), "Le retour R-1 est retiré");
    assert_eq!(
        app.column::<i64>("SELECT COUNT(*) AS it FROM tombstones WHERE kind = 'submission'").await,
        [1]
    );
}

#[tokio::test]
async fn the_link_of_a_withdrawn_return_says_so_in_the_persons_language() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    let confirm = awa.page(&format!("{path}/retirer")).await;
    awa.submit(&confirm, &[]).await;
    for page in [path.clone(), format!("{path}/retirer")] {
        let gone = app.visitor().get(&page).await.is(410);
        assert!(!gone.text().contains("cahier"));
        assert_eq!(gone.page().h1(), "Ce retour est retiré");
        assert_eq!(
            app.visitor().speaking("en").get(&page).await.is(410).page().h1(),
            "This return is withdrawn"
        );
    }
    for form in ["publication", "reponse", "corriger"] {
        app.visitor().post(&format!("{path}/{form}"), &[("langue", "fr")]).await.is(410);
    }
    // A receipt is that of its own return, whatever its address says.
    app.visitor().get(&format!("{path}/recu?numero=7")).await.is(410).page().does_not_say("R-7");
    awa.get("/e/tic-2017/merci").await.is(404);
}

#[tokio::test]
async fn a_receipt_is_not_to_be_had_before() {
    let app = TestApp::new().await;
    let (mut awa, path) = sent(&app).await;
    assert_eq!(awa.get(&format!("{path}/recu?numero=1")).await.sees_other(), path);
}

#[tokio::test]
async fn private_pages_are_light() {
    let app = TestApp::new().await;
    let two: Answers<'_> = &[("2 e_tool", "WhatsApp"), ("1 e_next", "another"), ("2 e_next", "another")];
    let (mut awa, path) = sent_whole(&app, &[SHORT, two]).await;
    ask(&app, "Combien de puits ?").await;
    for page in [path.clone(), format!("{path}/retirer"), format!("/e/{SLUG}/merci"), "/retour/x".to_owned()]
    {
        let asked = crate::support::Asked::get(&page).header("accept-encoding", "gzip");
        let answer = awa.send(asked).await;
        assert_eq!(answer.header("content-encoding"), Some("gzip"));
        assert!(answer.body.len() <= 12_000, "{page} weighs {} bytes", answer.body.len());
    }
}
