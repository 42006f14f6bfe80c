//! The team of a study: invited by mail, given roles, taken off.

use crate::support::{Page, Person, TestApp, email_of};
use socle_domain::account::{EmailAddress, Role};
use socle_web::letters;

const TEAM: &str = "/bureau/etudes/tic/equipe";

fn fields<'a>(email: &'a str, roles: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let roles = roles.iter().map(|role| ("role", *role));
    [("courriel", email), ("nom", "Ibrahim Sow"), ("langue", "fr")].into_iter().chain(roles).collect()
}

/// Where someone stands, as the team's page says it: roles, access.
fn line_of(page: &Page, email: &str) -> Vec<String> {
    let rows = page.rows();
    let row = rows.iter().find(|row| row[3] == email);
    row.unwrap_or_else(|| panic!("{email} is not in {rows:?}"))[1..3].to_vec()
}

/// The path of the link in the letter that waits.
async fn link_in_letter(app: &TestApp) -> String {
    let ids: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM letters").await;
    let letter = app.store.letter(socle_domain::id::LetterId::from_uuid(ids[0])).await;
    let letter = letter.expect("a store").expect("a letter");
    let words = letters::compose(&app.app, &letter).expect("something to say");
    let link = words.body.lines().find_map(|line| line.strip_prefix("https://socle.example.org"));
    link.expect("a link on a line of its own").to_owned()
}

#[tokio::test]
async fn someone_invited_chooses_a_password_and_comes_in() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let answer = coordinator.post(TEAM, &fields("ibrahim@example.org", &["analyst", "editor"])).await;
    assert_eq!(answer.sees_other(), TEAM);
    let page = coordinator.page(TEAM).await;
    assert_eq!(
        line_of(&page, "ibrahim@example.org"),
        ["Analyse, Rédaction", "Invitation en attente d’envoi"]
    );
    let mut ibrahim = app.visitor();
    for password in ["", " ", "n'importe quoi de long"] {
        let tried =
            ibrahim.post("/connexion", &[("email", "ibrahim@example.org"), ("password", password)]).await;
        tried.is(422).page().says("ne vont pas ensemble");
    }
    let link = link_in_letter(&app).await;
    ibrahim.post(&link, &[("password", "une phrase à moi seul")]).await.sees_other();
    let signed = [("email", "ibrahim@example.org"), ("password", "une phrase à moi seul")];
    assert_eq!(ibrahim.post("/connexion", &signed).await.sees_other(), "/bureau/");
    ibrahim.page("/bureau/depouillement").await;
    assert_eq!(line_of(&coordinator.page(TEAM).await, "ibrahim@example.org")[1], "Compte actif");
}

#[tokio::test]
async fn who_has_an_account_gets_roles_and_no_letter() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let reviewer = email_of(Role::Reviewer);
    coordinator.post(TEAM, &fields(&reviewer, &["editor"])).await.sees_other();
    let page = coordinator.page(TEAM).await;
    assert_eq!(line_of(&page, &reviewer), ["Rédaction, Relecture", "Compte actif"]);
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM letters").await, [0]);
}

#[tokio::test]
async fn an_invitation_without_address_name_or_role_is_told_so() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let before = app.marks().await;
    let sent = [("courriel", "élodie@example"), ("nom", " "), ("role", "administrator")];
    let page = coordinator.post(TEAM, &sent).await.is(422).page();
    for (name, words) in [
        ("courriel", "Écrivez une adresse de courriel"),
        ("nom", "Écrivez un nom"),
        ("langue", "Choisissez une langue."),
        ("role", "Choisissez au moins un rôle."),
    ] {
        assert!(page.fault_of(name).starts_with(words), "{name}: {}", page.fault_of(name));
    }
    assert_eq!(app.marks().await, before, "nobody makes an administrator of a study from here");
}

/// The page of someone of the team.
async fn page_of(app: &TestApp, role: Role) -> String {
    let email = EmailAddress::parse(&email_of(role)).expect("an address");
    let account = app.store.account_by_email(&email).await.expect("a store").expect("an account");
    format!("{TEAM}/{}", account.id)
}

#[tokio::test]
async fn roles_are_changed_and_taken_and_hold_at_once() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let mut analyst: Person = app.analyst().await;
    let path = page_of(&app, Role::Analyst).await;
    let page = coordinator.page(&path).await;
    assert_eq!(page.form().value("role"), "analyst");
    let given = [("geste", "roles"), ("role", "editor")];
    assert_eq!(coordinator.post(&path, &given).await.sees_other(), TEAM);
    assert!(analyst.get("/bureau/").await.sees_other().starts_with("/connexion"), "the session has ended");
    assert_eq!(line_of(&coordinator.page(TEAM).await, &email_of(Role::Analyst))[0], "Rédaction");
    let none = coordinator.post(&path, &[("geste", "roles")]).await.is(422).page();
    assert_eq!(none.fault_of("role"), "Choisissez au moins un rôle.");
    coordinator.post(&path, &[("geste", "retirer")]).await.sees_other();
    let rows = coordinator.page(TEAM).await.rows();
    assert!(rows.iter().all(|row| row[3] != email_of(Role::Analyst)), "{rows:?}");
    coordinator.get(&path).await.is(404);
    let journal = coordinator.page("/bureau/etudes/tic/journal").await;
    let what: Vec<_> = journal.rows().into_iter().map(|row| row[2].clone()).collect();
    assert_eq!(
        what[..3],
        [
            "A retiré un rôle à Awa (analyst) : Rédaction",
            "A donné un rôle à Awa (analyst) : Rédaction",
            "A retiré un rôle à Awa (analyst) : Analyse",
        ]
    );
}

#[tokio::test]
async fn the_last_coordinator_stays() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let path = page_of(&app, Role::Coordinator).await;
    for act in ["retirer", "roles"] {
        let sent = [("geste", act), ("role", "analyst")];
        let page = coordinator.post(&path, &sent).await.is(422).page();
        assert!(page.fault_of("role").contains("plus personne pour la coordonner"), "{act}");
    }
    coordinator.page(&path).await;
}

#[tokio::test]
async fn an_administrator_is_not_unmade_by_a_coordinator() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    let path = page_of(&app, Role::Administrator).await;
    coordinator.post(&path, &[("geste", "retirer")]).await.sees_other();
    let page = coordinator.page(TEAM).await;
    assert_eq!(line_of(&page, &email_of(Role::Administrator))[0], "Administration");
}

#[tokio::test]
async fn an_invitation_that_was_lost_is_sent_again_once() {
    let app = TestApp::new().await;
    let mut coordinator = app.member(Role::Coordinator).await;
    coordinator.post(TEAM, &fields("ibrahim@example.org", &["analyst"])).await.sees_other();
    let email = EmailAddress::parse("ibrahim@example.org").unwrap();
    let path = format!("{TEAM}/{}", app.store.account_by_email(&email).await.unwrap().unwrap().id);
    assert!(!coordinator.get(&path).await.text().contains("Renvoyer"), "one waits already");
    let job = app.store.claim_letter(socle_domain::time::Timestamp::from_micros(i64::MAX / 2)).await.unwrap();
    app.store.forget_letter(&job.unwrap()).await.unwrap();
    assert!(coordinator.get(&path).await.text().contains("Renvoyer l’invitation"));
    for _ in 0..2 {
        assert_eq!(coordinator.post(&path, &[("geste", "inviter")]).await.sees_other(), TEAM);
    }
    assert_eq!(app.column::<i64>("SELECT COUNT(*) AS it FROM letters").await, [1]);
}
