//! The letters of a study, each as a mail server gets it: a question asked back, a page that waits, its reminder, a
//! guide to read again, returns about to be erased.

use super::*;
use socle_store::Value;
use uuid::Uuid;

const AUTHOR: &str = "tresoriere@example.org";
const QUESTION: &str = "Combien de puits, et où ?";
const STORY: &str = "Le cahier a pris l'eau.";

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A study with all that its letters can be about: ids 1 to 9 are study, questionnaire, survey, return, experience,
/// guide, revision that waits, its approval, question asked back; 10 is a published revision.
const ROWS: &str = include_str!("../../../../socle-store/tests/fixtures/letters.sql");

impl Place {
    async fn with_study(self) -> Self {
        let mut values: Vec<Value> = (1..=10).map(|n| Value::from(id(n))).collect();
        values.push(self.clock.now().into());
        values.push(self.account.uuid().into());
        values.push(STORY.as_bytes().into());
        values.push(true.into());
        for sql in ROWS.split_terminator(";\n") {
            // Each statement gets the values it names, numbered anew.
            let (sql, own) = numbered(sql, &values);
            let written = self.postman.store.write((sql, own), |tx, (sql, own)| {
                Box::pin(async move { tx.execute(sql, own.clone()).await.map(drop) })
            });
            written.await.map_err(|error: StoreError| error).unwrap();
        }
        self
    }

    /// Posts a letter about something and hands it to the mail server; gives it as it arrived.
    async fn sent(&self, server: &MailServer, kind: LetterKind, about: u128, to: &str) -> String {
        let now = self.clock.now();
        let letter = NewLetter {
            id: LetterId::new(now, &*self.chance),
            kind,
            recipient: Recipient::parse(to).unwrap(),
            language: "fr".to_owned(),
            subject_id: id(about),
            now,
        };
        let posted = self.postman.store.write(letter, |tx, letter| Box::pin(tx.post(letter)));
        posted.await.map_err(|error: StoreError| error).unwrap();
        self.next(server).await
    }

    /// The next letter that waits, as it arrived.
    async fn next(&self, server: &MailServer) -> String {
        let before = server.taken().len();
        assert!(self.turn().await, "a letter waits");
        let taken = server.taken();
        assert_eq!(taken.len(), before + 1, "the server took it");
        decoded(taken.last().unwrap())
    }
}

/// `$n` of a statement, as far as it is named there, under new numbers in their order.
fn numbered(sql: &str, values: &[Value]) -> (&'static str, Vec<Value>) {
    let (mut text, mut own) = (sql.to_owned(), Vec::new());
    for n in (1..=values.len()).rev() {
        if text.contains(&format!("${n}")) {
            own.push(values[n - 1].clone());
            text = text.replace(&format!("${n}"), &format!("${{{}}}", own.len()));
        }
    }
    (text.replace(['{', '}'], "").leak(), own)
}

/// Quoted-printable, as letters with accents are carried.
fn decoded(letter: &str) -> String {
    let (head, body) = letter.split_once("\r\n\r\n").unwrap();
    if !head.to_lowercase().contains("quoted-printable") {
        return letter.to_owned();
    }
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let hex = (*byte == b'=').then(|| std::str::from_utf8(&after[..2]).ok()).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => (bytes.push(decoded), rest = &after[2..]).1,
            None => (bytes.push(*byte), rest = after).1,
        }
    }
    format!("{head}\r\n\r\n{}", String::from_utf8(bytes).unwrap())
}

#[tokio::test]
async fn each_letter_of_a_study_arrives_with_its_link_and_no_answer() {
    let server = MailServer::start("take");
    let place = Place::new(server.port).await.with_study().await;
    for (kind, about, to, link, says) in [
        (LetterKind::Receipt, 4, AUTHOR, "/retour/", "R-7"),
        (LetterKind::Inquiry, 9, AUTHOR, "/retour/", "Enquête des puits"),
        (LetterKind::Approval, 8, AUTHOR, "/avis/", "Étude des puits"),
        (LetterKind::ApprovalReminder, 8, AUTHOR, "/avis/", "Étude des puits"),
        (LetterKind::ReviewDue, 6, RECIPIENT, "/bureau/fiches/", "La fiche 3"),
    ] {
        let letter = place.sent(&server, kind, about, to).await;
        assert!(letter.contains(&format!("X-To: {to}")), "{kind:?}: {letter}");
        assert!(letter.contains(&format!("https://socle.example.org{link}")), "{kind:?}: {letter}");
        assert!(letter.contains(says), "{kind:?}: {letter}");
        for never in [QUESTION, STORY] {
            assert!(!letter.contains(never), "{kind:?}: {letter}");
        }
    }
    assert_eq!(place.counts().await, (0, 0), "what was taken is forgotten");
}

#[tokio::test]
async fn what_a_date_asks_for_arrives_once() {
    let server = MailServer::start("take");
    let place = Place::new(server.port).await.with_study().await;
    place.clock.move_by(6 * DAY);
    place.postman.look_at_calendar().await;
    place.postman.look_at_calendar().await;
    let mut arrived = [place.next(&server).await, place.next(&server).await];
    arrived.sort_by_key(|letter| letter.contains("/bureau/"));
    assert!(
        arrived[0].contains(&format!("X-To: {AUTHOR}")) && arrived[0].contains("/avis/"),
        "{}",
        arrived[0]
    );
    assert!(arrived[1].contains(&format!("X-To: {RECIPIENT}")), "{}", arrived[1]);
    assert!(!place.turn().await, "each is posted once");
}

#[tokio::test]
async fn whoever_coordinates_is_told_that_returns_are_about_to_be_erased() {
    let server = MailServer::start("take");
    let place = Place::new(server.port).await.with_study().await;
    place.clock.move_by(24 * 31 * DAY - 20 * DAY);
    let now = place.clock.now();
    let done = place.postman.store.expire(&*place.chance, true, now).await.unwrap();
    assert_eq!((done.told, done.erased), (1, 0));
    let letter = place.next(&server).await;
    assert!(letter.contains(&format!("X-To: {RECIPIENT}")), "{letter}");
    assert!(letter.contains("https://socle.example.org/bureau/enquetes/puits/suivi"), "{letter}");
    assert!(letter.contains("Enquête des puits"), "{letter}");
}
