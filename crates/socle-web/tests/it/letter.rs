//! Letters in words, and the way in that one of them opens.

use crate::support::{TestApp, email_of};
use http::StatusCode;
use socle_domain::{
    account::{EmailAddress, Role},
    id::LetterId,
    letter::{LetterKind, Recipient},
    time::{DAY, MINUTE},
};
use socle_store::{NewLetter, StoreError};
use socle_web::letters::{self, Words};

/// Posts a letter about something and writes it, as it leaves.
async fn written(app: &TestApp, kind: LetterKind, about: uuid::Uuid, language: &str) -> Option<Words> {
    let now = socle_domain::time::Timestamp::from_micros(1_486_720_800_000_000);
    let id = LetterId::new(now, &*app.chance);
    let recipient = Recipient::parse("ibrahim@example.org").expect("an address");
    let letter = NewLetter { id, kind, recipient, language: language.to_owned(), subject_id: about, now };
    let posted: Result<(), StoreError> =
        app.store.write(letter, |tx, letter| Box::pin(tx.post(letter))).await;
    posted.expect("a letter");
    letters::compose(&app.app, &app.store.letter(id).await.expect("a store").expect("a letter"))
}

async fn analyst(app: &TestApp) -> uuid::Uuid {
    let email = EmailAddress::parse(&email_of(Role::Analyst)).expect("an address");
    app.store.account_by_email(&email).await.expect("a store").expect("an account").id.uuid()
}

/// The path of the link that stands alone on a line of a letter.
fn link_in(words: &Words) -> String {
    let line = words.body.lines().find_map(|line| line.strip_prefix("https://socle.example.org/"));
    format!("/{}", line.expect("a link on a line of its own"))
}

#[tokio::test]
async fn a_receipt_says_the_number_and_nothing_of_the_answers() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Nous avons gardé le cahier de suivi.").await;
    let sent: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions").await;
    let words = written(&app, LetterKind::Receipt, sent[0], "fr").await.unwrap();
    assert_eq!(words.subject, "Votre retour R-1 est arrivé");
    assert!(words.body.contains("Votre expérience du numérique"), "{}", words.body);
    assert!(link_in(&words).starts_with("/retour/"), "{}", words.body);
    assert!(!words.body.contains("cahier"), "{}", words.body);
    let english = written(&app, LetterKind::Receipt, sent[0], "en").await.unwrap();
    assert_eq!(english.subject, "Your return R-1 has arrived");
}

#[tokio::test]
async fn every_letter_has_its_words_in_both_languages() {
    let app = TestApp::new().await;
    app.sent("tic-2017", "Nous avons gardé le cahier.").await;
    let sent: Vec<uuid::Uuid> = app.column("SELECT id AS it FROM submissions").await;
    for language in ["fr", "en"] {
        for (kind, about) in [(LetterKind::Invitation, analyst(&app).await), (LetterKind::Receipt, sent[0])] {
            let words = written(&app, kind, about, language).await.unwrap();
            for text in [&words.subject, &words.body] {
                assert!(!text.contains('⟦') && !text.contains("{$"), "{text}");
            }
            assert!(!words.subject.contains('\n'), "{}", words.subject);
            link_in(&words);
        }
        // Those that this little world holds nothing for are known by their keys.
        for kind in LetterKind::ALL {
            let nothing = written(&app, kind, uuid::Uuid::from_u128(1), language).await;
            assert_eq!(nothing, None, "{kind:?}: what is gone is not written of");
        }
    }
}

#[tokio::test]
async fn an_invitation_opens_once() {
    let app = TestApp::new().await;
    let words = written(&app, LetterKind::Invitation, analyst(&app).await, "fr").await.unwrap();
    let path = link_in(&words);
    let mut someone = app.visitor();
    let page = someone.page(&path).await;
    assert_eq!(page.h1(), "Choisissez votre mot de passe");
    let short = someone.post(&path, &[("password", "trop court")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("au moins 12"), "{}", short.text());
    let chosen = someone.post(&path, &[("password", "une phrase à moi seule")]).await;
    assert_eq!(chosen.sees_other(), "/connexion");
    for answer in
        [someone.get(&path).await, someone.post(&path, &[("password", "une autre phrase longue")]).await]
    {
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.text().contains("Ce lien a déjà servi"), "{}", answer.text());
    }
    let email = email_of(Role::Analyst);
    let fields = [("email", email.as_str()), ("password", "une phrase à moi seule")];
    assert_eq!(someone.post("/connexion", &fields).await.sees_other(), "/bureau/");
}

#[tokio::test]
async fn an_invitation_ends_and_cannot_be_made_up() {
    let app = TestApp::new().await;
    let words = written(&app, LetterKind::Invitation, analyst(&app).await, "fr").await.unwrap();
    let path = link_in(&words);
    let mut someone = app.visitor();
    let other_version = path.replacen(".1.", ".2.", 1);
    for wrong in
        [other_version.as_str(), "/mot-de-passe/x", "/mot-de-passe/0.1.2.3", "/mot-de-passe/%F0%9F%8C%8D"]
    {
        assert_ne!(wrong, path);
        let answer = someone.get(wrong).await;
        assert!(answer.text().contains("Ce lien a déjà servi"), "{wrong}");
    }
    app.clock.advance(7 * DAY - MINUTE);
    assert!(someone.get(&path).await.text().contains("Nouveau mot de passe"));
    app.clock.advance(MINUTE);
    assert!(someone.get(&path).await.text().contains("Ce lien a déjà servi"));
}
