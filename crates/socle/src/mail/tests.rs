mod study;

use super::*;
use crate::settings::{Mail, Security};
use socle_domain::{
    account::EmailAddress,
    chance::{Chance, Seeded},
    id::AccountId,
    letter::{LetterKind, Recipient},
    time::{DAY, HOUR, MINUTE, Timestamp},
};
use socle_store::{Database, Ledger, NewAccount, NewLetter, Secret};
use socle_web::Settings;
use std::{
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicI64, Ordering},
};

const RECIPIENT: &str = "awa.diallo@example.org";

/// A clock that the test sets.
struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

impl Hands {
    fn move_by(&self, micros: i64) {
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

/// A mail server of its own, ended with the test.
struct MailServer {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl MailServer {
    fn start(mode: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("mode"), mode).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/server.py");
        // Debian's own Python first: that is where its package puts the library.
        let mut said = String::new();
        for python in ["/usr/bin/python3", "python3"] {
            let child = Command::new(python)
                .args([script.as_path(), folder.path()])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn();
            let Ok(mut child) = child else { continue };
            let mut out = BufReader::new(child.stdout.take().unwrap());
            out.read_line(&mut said).unwrap();
            if let Ok(port) = said.trim().parse() {
                return Self { child, port, folder };
            }
            child.wait().unwrap();
        }
        panic!("there is no Python with aiosmtpd here (Debian: apt-get install python3-aiosmtpd)")
    }

    fn set(&self, mode: &str) {
        std::fs::write(self.folder.path().join("mode"), mode).unwrap();
    }

    /// The letters that were taken, in order.
    fn taken(&self) -> Vec<String> {
        let mut files: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "eml"))
            .collect();
        files.sort();
        files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _waited_for_already = self.child.wait();
    }
}

struct Place {
    postman: Postman,
    clock: Arc<Hands>,
    account: AccountId,
    chance: Arc<Seeded>,
    _folder: tempfile::TempDir,
}

fn mail(port: u16, security: Security) -> Mail {
    let from = Recipient::parse("etude@example.org").unwrap();
    Mail { host: "127.0.0.1".to_owned(), port, security, credentials: None, from }
}

impl Place {
    async fn new(port: u16) -> Self {
        Self::with(mail(port, Security::None)).await
    }

    async fn with(mail: Mail) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secret = Secret::new([7; 32]);
        let ledger = Ledger::open(&folder.path().join("ledger")).unwrap();
        let database = Database::Sqlite(folder.path().join("socle.sqlite"));
        let store = Store::open(&database, secret.clone(), ledger).await.unwrap();
        let clock = Arc::new(Hands(AtomicI64::new(1_500_000_000_000_000)));
        store.migrate(clock.now()).await.unwrap();
        let chance = Arc::new(Seeded::new(5));
        let account = AccountId::new(clock.now(), &*chance);
        let new = NewAccount {
            id: account,
            email: EmailAddress::parse(RECIPIENT).unwrap(),
            name: "Awa Diallo".to_owned(),
            password_hash: "$argon2id$…".to_owned(),
            language: "fr".to_owned(),
            memberships: Vec::new(),
            now: clock.now(),
        };
        store.create_account(new).await.unwrap();
        let settings = Settings { address: "https://socle.example.org".to_owned(), trusts_proxy: false };
        let chance_of_app: Arc<dyn Chance> = chance.clone();
        let app = App::new(store.clone(), secret, clock.clone(), chance_of_app, settings);
        let relay = Relay::new(mail, "https://socle.example.org").with_patience(Duration::from_millis(1500));
        let postman = Postman { store, app, relay, clock: clock.clone() };
        Self { postman, clock, account, chance, _folder: folder }
    }

    async fn post(&self) {
        let now = self.clock.now();
        let letter = NewLetter {
            id: LetterId::new(now, &*self.chance),
            kind: LetterKind::Invitation,
            recipient: Recipient::parse(RECIPIENT).unwrap(),
            language: "fr".to_owned(),
            subject_id: self.account.uuid(),
            now,
        };
        let posted = self.postman.store.write(letter, |tx, letter| Box::pin(tx.post(letter)));
        posted.await.map_err(|error: StoreError| error).unwrap();
    }

    /// One try.
    async fn turn(&self) -> bool {
        self.postman.send_next().await.unwrap()
    }

    async fn counts(&self) -> (i64, i64) {
        self.postman.store.count_letters().await.unwrap()
    }
}

#[tokio::test]
async fn a_letter_is_taken_whole_and_forgotten() {
    let server = MailServer::start("take");
    let place = Place::new(server.port).await;
    place.post().await;
    assert!(place.turn().await);
    assert!(!place.turn().await, "one letter, one sending");
    assert_eq!(place.counts().await, (0, 0));
    let [letter] = &server.taken()[..] else { panic!("one letter") };
    for line in [
        "X-To: awa.diallo@example.org",
        "From: etude@example.org",
        "To: awa.diallo@example.org",
        "Subject: Choisissez votre mot de passe",
        "Auto-Submitted: auto-generated",
        "Content-Type: text/plain; charset=utf-8",
        "Date: Fri, 14 Jul 2017 02:40:00 +0000",
    ] {
        assert!(letter.contains(line), "{line:?} in {letter}");
    }
    assert!(letter.contains("https://socle.example.org/mot-de-passe/"), "{letter}");
}

#[tokio::test]
async fn a_server_that_is_down_loses_nothing() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let place = Place::new(nobody).await;
    place.post().await;
    assert!(place.turn().await);
    assert_eq!(place.counts().await, (1, 0), "it waits");
    assert!(!place.turn().await, "and is not tried again at once");
    let server = MailServer::start("take");
    let relay = Relay::new(mail(server.port, Security::None), "https://socle.example.org");
    let place = Place { postman: Postman { relay, ..place.postman }, ..place };
    place.clock.move_by(MINUTE);
    assert!(place.turn().await);
    assert_eq!((server.taken().len(), place.counts().await), (1, (0, 0)));
}

#[tokio::test]
async fn a_server_that_is_away_for_two_days_gets_the_letter_on_the_third() {
    let server = MailServer::start("busy");
    let place = Place::new(server.port).await;
    place.post().await;
    let start = place.clock.now();
    while place.clock.now() < start.plus(2 * DAY) {
        place.turn().await;
        place.clock.move_by(HOUR + 5 * MINUTE);
    }
    assert_eq!(place.counts().await, (1, 0), "it is still tried");
    server.set("take");
    place.turn().await;
    assert_eq!((server.taken().len(), place.counts().await), (1, (0, 0)));
}

#[tokio::test]
async fn a_recipient_that_is_refused_is_given_up_and_tried_again_after_a_restart() {
    for mode in ["unknown", "reject"] {
        let server = MailServer::start(mode);
        let place = Place::new(server.port).await;
        place.post().await;
        assert!(place.turn().await);
        assert_eq!(place.counts().await, (0, 1), "{mode}");
        place.clock.move_by(DAY);
        assert!(!place.turn().await, "{mode}: a last word is not asked for twice");
        server.set("take");
        place.postman.wake().await;
        assert!(place.turn().await);
        assert_eq!((server.taken().len(), place.counts().await), (1, (0, 0)), "{mode}");
    }
}

#[tokio::test]
async fn a_letter_that_was_given_up_is_forgotten_after_a_month() {
    let server = MailServer::start("unknown");
    let place = Place::new(server.port).await;
    place.post().await;
    place.turn().await;
    place.clock.move_by(31 * DAY);
    server.set("take");
    place.postman.wake().await;
    assert!(!place.turn().await);
    assert_eq!((server.taken().len(), place.counts().await), (0, (0, 0)));
}

#[tokio::test]
async fn what_is_refused_to_every_letter_waits_for_the_settings_to_be_mended() {
    let server = MailServer::start("sender");
    let place = Place::new(server.port).await;
    place.post().await;
    place.turn().await;
    assert_eq!(place.counts().await, (1, 0), "the sender is refused, not the letter");
    let protected = Place::with(mail(server.port, Security::StartTls)).await;
    server.set("take");
    protected.post().await;
    protected.turn().await;
    assert_eq!(protected.counts().await, (1, 0), "a server without STARTTLS gets nothing in clear");
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn a_server_that_hangs_or_goes_holds_the_letter_back_and_not_the_program() {
    let server = MailServer::start("hang");
    let place = Place::new(server.port).await;
    place.post().await;
    assert!(place.turn().await);
    assert_eq!(place.counts().await, (1, 0));
    server.set("drop");
    place.clock.move_by(HOUR);
    assert!(place.turn().await);
    assert_eq!(place.counts().await, (1, 0), "no 250, no receipt");
    server.set("take");
    place.clock.move_by(HOUR);
    assert!(place.turn().await);
    assert_eq!((server.taken().len(), place.counts().await), (1, (0, 0)));
}

#[tokio::test]
async fn a_listener_that_never_speaks_is_left() {
    let mute = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = Place::new(mute.local_addr().unwrap().port()).await;
    place.post().await;
    assert!(place.turn().await);
    assert_eq!(place.counts().await, (1, 0));
}

#[tokio::test]
async fn reasons_never_hold_an_address() {
    for mode in ["unknown", "busy", "sender", "reject", "hang", "drop"] {
        let server = MailServer::start(mode);
        let place = Place::new(server.port).await;
        place.post().await;
        let job = place.postman.store.claim_letter(place.clock.now()).await.unwrap().unwrap();
        let said = format!("{:?}", place.postman.send(&job).await.unwrap().unwrap_err());
        assert!(!said.contains('@') && !said.contains("awa"), "{mode}: {said}");
    }
}
