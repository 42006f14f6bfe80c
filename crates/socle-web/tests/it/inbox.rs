//! The analyst's inbox, a return, its untouched original, and the decision.

use crate::support::{Answer, Page, Person, TestApp, calendar};
use sha2::{Digest as _, Sha256};
use socle_domain::{
    account::Role,
    chance::Chance,
    id::{QuestionnaireId, SubmissionId, SurveyId},
    submission::{Channel, InstanceId},
    time::{HOUR, MINUTE},
};
use socle_store::{NewReading, NewSubmission};

/// The address of the return that an inbox lists first.
fn first(inbox: &Page) -> String {
    inbox.main().all("tbody")[0].first("a").expect("a return").expect("href").to_owned()
}

/// Presses the button of a decision.
async fn decide(person: &mut Person, page: &Page, address: &str, status: &str) -> Answer {
    person.submit_to(page, address, &[("statut", status)]).await
}

#[tokio::test]
async fn an_empty_inbox_says_so_and_nothing_else() {
    let app = TestApp::new().await;
    let mut analyst = app.analyst().await;
    let inbox = analyst.page("/bureau/depouillement").await;
    assert_eq!(inbox.h1(), "Dépouillement");
    inbox.says("Aucun retour n’est encore arrivé.");
    assert!(inbox.main().all("table").is_empty());
    let filtered = analyst.page("/bureau/depouillement?statut=accepted").await;
    filtered.says("Aucun retour ne répond à ces critères.");
    analyst.page("/bureau/").await.says("Rien ne vous attend.");
}

#[tokio::test]
async fn a_return_is_listed_read_and_decided_on() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Le <cahier> & le \"tableur\".").await;
    let mut analyst = app.analyst().await;
    let desk = analyst.page("/bureau/").await;
    assert_eq!(analyst.page(&desk.link("Un retour à lire")).await.rows().len(), 1);

    let inbox = analyst.page("/bureau/depouillement").await;
    let row = ["", "R-1", "", "", "", "", "À lire", "10 février 2017 à 10 h 00", "pages de l’enquête"];
    assert_eq!(inbox.rows(), [row]);

    let address = first(&inbox);
    let record = analyst.page(&address).await;
    assert_eq!(record.h1(), "R-1");
    assert_eq!(record.listed("Enquête"), "Votre expérience du numérique");
    assert_eq!(record.listed("Racontez-nous"), "Le <cahier> & le \"tableur\".");
    assert_eq!(record.listed("où en est cet outil"), "En usage");
    assert_eq!(record.main().by_class("strip")[0].text(), "Publication permise Sans nom ni lieu précis");
    assert_eq!(record.listed("État"), "À lire");

    let answer = decide(&mut analyst, &record, &address, "accepted").await;
    let record = analyst.follow(answer).await.page();
    assert_eq!(record.listed("État"), "Accepté");
    let buttons: Vec<_> = record.form_to(&address).buttons();
    assert_eq!(buttons, ["Commencer la lecture", "Écarter"], "what it is already is not offered");
    analyst.page("/bureau/").await.says("Rien ne vous attend.");
}

#[tokio::test]
async fn a_decision_over_an_older_version_changes_nothing_and_says_why() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Un récit.").await;
    let (mut analyst, mut coordinator) = (app.analyst().await, app.member(Role::Coordinator).await);
    let address = first(&analyst.page("/bureau/depouillement").await);
    let (hers, his) = (analyst.page(&address).await, coordinator.page(&address).await);
    decide(&mut analyst, &hers, &address, "accepted").await.sees_other();

    let refused = decide(&mut coordinator, &his, &address, "in_review").await.is(409).page();
    assert_eq!(refused.h1(), "Quelqu’un a modifié cette page avant vous");
    assert_eq!(coordinator.page(&address).await.listed("État"), "Accepté");
}

#[tokio::test]
async fn decisions_that_are_none_are_refused() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Un récit.").await;
    let mut analyst = app.analyst().await;
    let address = first(&analyst.page("/bureau/depouillement").await);
    let kept = app.kept().await;
    analyst.post(&address, &[("version", "1"), ("statut", "burned")]).await.is(400);
    analyst.post(&address, &[("statut", "accepted")]).await.is(400);
    analyst.post(&address, &[("version", "99"), ("statut", "accepted")]).await.is(409);
    assert_eq!(app.kept().await, kept);
}

#[tokio::test]
async fn what_was_received_is_served_byte_for_byte() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "👩🏽‍🌾 « é » & <b> \u{202f}fine").await;
    let bodies: Vec<Vec<u8>> = app.column("SELECT body AS it FROM submissions").await;
    let digests: Vec<Vec<u8>> = app.column("SELECT body_digest AS it FROM submissions").await;
    let mut analyst = app.analyst().await;
    let address = first(&analyst.page("/bureau/depouillement").await);
    let record = analyst.page(&address).await;
    let original = analyst.get(&record.link("Télécharger l’original, tel qu’il est arrivé")).await.is(200);
    assert_eq!(original.body, bodies[0]);
    assert_eq!(Sha256::digest(&original.body).to_vec(), digests[0]);
    assert_eq!(original.header("content-type"), Some("application/xml"));
    assert_eq!(original.header("content-disposition"), Some("attachment; filename=\"R-1.xml\""));
    let xml = original.text();
    assert!(xml.contains("👩🏽‍🌾 « é » &amp; &lt;b&gt; \u{202f}fine"), "{xml}");
}

#[tokio::test]
async fn a_late_return_is_marked() {
    let app = TestApp::new().await;
    app.clock.set(calendar().closes_at.plus(-MINUTE));
    let (mut awa, check) = app.at_check("En retard.").await;
    app.clock.set(calendar().closes_at.plus(HOUR));
    awa.go_on(&check, &[]).await;
    let inbox = app.analyst().await.page("/bureau/depouillement").await;
    assert!(inbox.rows()[0][7].ends_with("· après la clôture, dans le délai"), "{:?}", inbox.rows());
}

#[tokio::test]
async fn each_study_sees_its_own_returns() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Du numérique.").await;
    app.sent("eau-2017", "De l'eau.").await;
    let (mut here, mut there) = (app.analyst().await, app.analyst_elsewhere().await);
    let (tic, eau) = (here.page("/bureau/depouillement").await, there.page("/bureau/depouillement").await);
    assert_eq!([tic.rows()[0][1].as_str(), eau.rows()[0][1].as_str()], ["R-1", "R-2"]);
    assert_eq!([tic.rows().len(), eau.rows().len()], [1, 1]);
    let kept = app.kept().await;
    for address in [first(&eau), format!("{}/original.xml", first(&eau))] {
        here.get(&address).await.is(404);
    }
    here.post(&first(&eau), &[("version", "1"), ("statut", "accepted")]).await.is(404);
    assert_eq!(app.kept().await, kept);
}

#[tokio::test]
async fn pages_of_fifty_filters_and_counts() {
    let app = TestApp::new().await;
    keep_returns(&app, 120).await;
    app.put("UPDATE submissions SET review_status = 'accepted' WHERE number <= 3", Vec::new()).await;
    let mut analyst = app.analyst().await;
    let inbox = analyst.page("/bureau/depouillement").await;
    assert_eq!(inbox.rows().len(), 50);
    assert_eq!(inbox.rows()[0][1], "R-120", "the newest comes first");
    inbox.says("Page 1 sur 3");
    let second = analyst.page(&inbox.link("Page suivante ›")).await;
    assert_eq!(second.rows()[0][1], "R-70");
    let third = analyst.page(&second.link("Page suivante ›")).await;
    assert_eq!(third.rows().len(), 20);
    third.does_not_say("Page suivante");
    assert_eq!(analyst.page(&third.link("‹ Page précédente")).await.rows()[0][1], "R-70");

    let filters: Vec<_> = inbox.main().by_class("views")[0].all("a").iter().map(|a| a.text()).collect();
    assert_eq!(
        filters,
        ["Tous 120", "À lire 117", "En lecture 0", "Accepté 3", "Écarté 0", "Question posée", "Répondu"]
    );
    let accepted = analyst.page(&inbox.link("Accepté 3")).await;
    assert_eq!(accepted.rows().len(), 3);
    let to_read = analyst.page(&inbox.link("À lire 117")).await;
    let next = analyst.page(&to_read.link("Page suivante ›")).await;
    assert!(next.rows().iter().all(|row| row[6] == "À lire"), "the filter holds from page to page");

    let beyond = analyst.get("/bureau/depouillement?statut=accepted&page=9").await;
    assert_eq!(beyond.sees_other(), "/bureau/depouillement?statut=accepted");
}

/// Returns as they come in, straight into the store: an hour of them.
async fn keep_returns(app: &TestApp, count: u32) {
    app.sent("tic-2017", "Le premier.").await;
    let body: Vec<Vec<u8>> = app.column("SELECT body AS it FROM submissions").await;
    for at in 1..count {
        let new = like_the_first(app, i64::from(at), body[0].clone()).await;
        app.store.accept_submission(new).await.expect("kept");
    }
}

/// Another return to the survey of the first one, with these bytes.
async fn like_the_first(app: &TestApp, minute: i64, body: Vec<u8>) -> NewSubmission {
    let survey: Vec<uuid::Uuid> =
        app.column("SELECT survey_id AS it FROM submissions WHERE number = 1").await;
    let questionnaire: Vec<uuid::Uuid> =
        app.column("SELECT questionnaire_id AS it FROM submissions WHERE number = 1").await;
    let chance: &dyn Chance = &*app.chance;
    let now = crate::support::world::morning().plus(minute * MINUTE);
    NewSubmission {
        id: SubmissionId::new(now, chance),
        survey: SurveyId::from_uuid(survey[0]),
        questionnaire: QuestionnaireId::from_uuid(questionnaire[0]),
        instance: InstanceId::parse(&format!("uuid:{minute}")).expect("an id"),
        body,
        channel: Channel::OpenRosa,
        language: "fr".to_owned(),
        draft: None,
        reading: NewReading::default(),
        copy: None,
        started_at: now,
        is_late: false,
        now,
    }
}

#[tokio::test]
async fn bytes_of_another_program_are_not_put_in_order() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Le premier.").await;
    let odd = b"\xef\xbb\xbf<?xml version='1.0'?>\r\n<data  id=\"x\">\xff\x00</data>\r\n\t ".to_vec();
    let new = like_the_first(&app, 5, odd.clone()).await;
    let address = format!("/bureau/retours/{}/original.xml", new.id);
    app.store.accept_submission(new).await.expect("kept");
    assert_eq!(app.analyst().await.get(&address).await.is(200).body, odd);
}

#[tokio::test]
async fn what_the_author_allows_is_shown_for_each_level() {
    let app = TestApp::new().await;
    for (level, words) in [
        ("named", "Avec le nom de la structure"),
        ("anonymous", "Sans nom ni lieu précis"),
        ("figures", "Seulement dans les chiffres"),
    ] {
        let (mut awa, story) = app.begun("tic-2017").await;
        let state = awa.go_on(&story, &[("e_story", level)]).await;
        let publish = awa.go_on(&state, &[("e_state", "in_use")]).await;
        let check = awa.go_on(&publish, &[("e_publish", level)]).await;
        awa.go_on(&check, &[]).await;
        app.clock.advance(MINUTE);
        let mut analyst = app.analyst().await;
        let address = first(&analyst.page("/bureau/depouillement").await);
        let strip = analyst.page(&address).await.main().by_class("strip")[0].text();
        assert_eq!(strip, format!("Publication permise {words}"));
    }
    let levels: Vec<String> = app.column("SELECT level AS it FROM consents ORDER BY given_at").await;
    assert_eq!(levels, ["named", "anonymous", "figures"]);
}

#[tokio::test]
async fn the_office_speaks_the_language_of_the_account() {
    let app = TestApp::new().await;
    let mut reviewer = app.member(Role::Reviewer).await;
    let desk = reviewer.page("/bureau/").await;
    assert_eq!(desk.language(), "en");
    let refused = reviewer.get("/bureau/depouillement").await.is(403).page();
    assert_eq!(refused.language(), "en", "an error too");
    assert_eq!(refused.h1(), "This page is not open to you");
}

#[tokio::test]
async fn the_menu_shows_what_a_role_may_use_and_no_more() {
    let app = TestApp::new().await;
    for (role, menu) in [
        (
            Role::Coordinator,
            &[
                "Aujourd’hui",
                "Dépouillement",
                "Codage",
                "Passages",
                "Grille",
                "Comptes",
                "Fiches pratiques",
                "Exporter",
                "Enquêtes",
                "Études",
            ][..],
        ),
        (
            Role::Analyst,
            &[
                "Aujourd’hui",
                "Dépouillement",
                "Codage",
                "Passages",
                "Grille",
                "Comptes",
                "Fiches pratiques",
                "Exporter",
            ],
        ),
        (Role::Editor, &["Aujourd’hui", "Passages", "Grille", "Fiches pratiques"]),
        (Role::Sponsor, &["Aujourd’hui", "Fiches pratiques"]),
    ] {
        let mut member = app.member(role).await;
        let desk = member.page("/bureau/").await;
        let links = desk.html().by_class("head-nav")[0].all("a");
        assert_eq!(links.iter().map(|link| link.text()).collect::<Vec<_>>(), menu, "{role:?}");
        for link in links {
            member.get(link.expect("href")).await.is(200);
        }
    }
}

#[tokio::test]
async fn odd_characters_go_from_the_phone_to_the_record_unharmed() {
    let app = TestApp::new().await;
    let mut analyst = app.analyst().await;
    for (typed, read) in [
        ("👩🏽‍🌾 🌍 une récolte 🇧🇫", "👩🏽‍🌾 🌍 une récolte 🇧🇫"),
        ("تقرير المياه (2017)", "تقرير المياه (2017)"),
        ("]]> & <b>gras</b> \"et\" 'puis'", "]]> & <b>gras</b> \"et\" 'puis'"),
        // XML has no place for these two: they are left out rather than stored in a file that nobody can read.
        ("avant\u{fffe}\u{ffff}après", "avantaprès"),
    ] {
        app.clock.advance(MINUTE);
        app.sent("tic-2017", typed).await;
        let address = first(&analyst.page("/bureau/depouillement").await);
        assert_eq!(analyst.page(&address).await.listed("Racontez-nous"), read);
    }
}
