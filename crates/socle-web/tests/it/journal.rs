//! What the log says, and what it never says.

use crate::support::{
    TestApp,
    alone::{is_alone, run},
    world::PASSWORD,
};
use std::{
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};
use tracing_subscriber::fmt::MakeWriter;

/// A log that is kept in memory.
#[derive(Debug, Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[test]
fn every_request_has_a_line_and_no_line_says_who_or_what() {
    if is_alone("journal::every_request_has_a_line_and_no_line_says_who_or_what") {
        run(read_the_log());
    }
}

async fn read_the_log() {
    let log = Kept::default();
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE);
    let _guard = tracing::subscriber::set_default(subscriber.with_writer(log.clone()).finish());

    let app = TestApp::new().await;
    let (mut awa, story) = app.begun("tic-2017").await;
    let token = awa.cookie("socle_retour").expect("a draft").to_owned();
    awa.go_on(&story, &[("e_story", "Un secret bien gardé.")]).await;
    let later = awa.page("/e/tic-2017/plus-tard").await;
    let code = awa.submit(&later, &[]).await.page().main().by_class("code")[0].text();
    app.visitor().post("/reprendre", &[("code", &code)]).await.sees_other();
    let analyst = app.analyst().await;
    let session = analyst.cookie("socle_session").expect("a session").to_owned();
    app.visitor().post("/connexion", &[("email", "intrus@example.org"), ("password", "perdu")]).await.is(422);
    let missing = app.visitor().get("/nowhere/at/all?q=xylophone").await.is(404);

    let said = String::from_utf8(log.0.lock().expect("the log").clone()).expect("UTF-8");
    let id = missing.header("x-request-id").expect("an id");
    let line = said.lines().find(|line| line.contains(id));
    let line = line.unwrap_or_else(|| panic!("{id} has no line in {said}"));
    assert!(line.contains("\"status\":404") && line.contains("(none)"), "{line}");
    assert!(said.contains("/e/{survey}/q/{page}"), "addresses are written as the table writes them");
    let (draft_id, mac) = token.split_once('.').expect("an id and its keyed hash");
    for secret in [
        "Un secret",
        &code,
        &code.replace('-', ""),
        draft_id,
        mac,
        &session,
        "intrus@example.org",
        "analyst@example.org",
        "perdu",
        PASSWORD,
        "192.0.2.1",
        "nowhere",
        "xylophone",
        "tic-2017",
    ] {
        let line = said.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "the log says {secret}: {line:?}");
    }
}
