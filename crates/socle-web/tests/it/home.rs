//! The first page: which surveys are open, rendered once and kept ready.

use crate::support::{Asked, TestApp, calendar, new_survey, world::THREE_QUESTIONS};
use http::header;
use socle_domain::{
    survey::Calendar,
    time::{DAY, HOUR},
};
use socle_store::{NewSurvey, Store, StoreError};
use std::io::Read as _;

fn survey(app: &TestApp, slug: &str, title: &str, calendar: Calendar) -> NewSurvey {
    new_survey(&*app.chance, app.world.study, slug, title, THREE_QUESTIONS, calendar)
}

/// Changes a title behind the application's back: nobody says that the content has changed.
async fn retitle(app: &TestApp) {
    app.put("UPDATE surveys SET title = 'Un titre changé en silence' WHERE slug = 'tic-2017'", Vec::new())
        .await;
}

async fn touch(store: &Store) {
    let touched: Result<(), StoreError> =
        store.write((), |tx, ()| Box::pin(async move { tx.touch_content().await })).await;
    touched.expect("a new version");
}

#[tokio::test]
async fn the_first_page_follows_the_language_of_the_browser() {
    let app = TestApp::new().await;
    for (language, path) in
        [("fr-BF,fr;q=0.9", "/fr/"), ("en-US,en;q=0.5,fr;q=0.1", "/en/"), ("ar", "/fr/"), ("", "/fr/")]
    {
        let answer = app.visitor().speaking(language).get("/").await;
        assert!(answer.status.is_redirection(), "{answer}");
        assert_eq!(answer.location(), path, "{language}");
        assert!(answer.header("vary").is_some_and(|vary| vary.contains("accept-language")));
    }
}

#[tokio::test]
async fn open_surveys_are_called_for_in_both_languages() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    let french = visitor.page("/fr/").await;
    french.says("Ouverte jusqu’au 12 mars 2017 à 18 h 00");
    assert_eq!(french.link("Votre expérience du numérique"), "/e/tic-2017?langue=fr");
    let english = visitor.page("/en/").await;
    assert_eq!(english.language(), "en");
    let start = visitor.page(&english.link("Votre expérience du numérique")).await;
    assert_eq!(start.language(), "en", "the survey is shown in the language of the page that led to it");
    for (page, own) in
        [(&french, "https://socle.example.org/fr/"), (&english, "https://socle.example.org/en/")]
    {
        let links = page.html().all("link");
        let canonical =
            links.iter().find(|link| link.attribute("rel") == Some("canonical")).expect("canonical");
        assert_eq!(canonical.expect("href"), own);
        let others: Vec<_> = links.iter().filter_map(|link| link.attribute("hreflang")).collect();
        assert_eq!(others, ["fr", "en"]);
    }
}

#[tokio::test]
async fn the_page_is_kept_until_the_content_changes_and_replaced_at_once() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    let before = visitor.get("/fr/").await.is(200);
    retitle(&app).await;
    assert_eq!(visitor.get("/fr/").await.body, before.body, "the page comes from the cache");
    touch(&app.store).await;
    visitor.page("/fr/").await.says("Un titre changé en silence");
}

#[tokio::test]
async fn a_survey_that_opens_is_there_at_the_next_request() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    visitor.page("/fr/").await.does_not_say("Une enquête de plus");
    app.store.create_survey(survey(&app, "plus", "Une enquête de plus", calendar())).await.expect("a survey");
    visitor.page("/fr/").await.says("Une enquête de plus");
    visitor.page("/en/").await.says("Une enquête de plus");
}

#[tokio::test]
async fn what_another_process_publishes_is_there_once_it_is_followed() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    visitor.page("/fr/").await;
    let other = app.second_process().await;
    other.create_survey(survey(&app, "plus", "Une enquête de plus", calendar())).await.expect("a survey");
    visitor.page("/fr/").await.does_not_say("Une enquête de plus");
    app.store.follow_content().await.expect("a version");
    visitor.page("/fr/").await.says("Une enquête de plus");
    other.close().await;
}

#[tokio::test]
async fn a_page_made_ahead_of_what_is_known_is_not_taken_for_older_or_newer_content() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    let other = app.second_process().await;
    other.create_survey(survey(&app, "plus", "Une enquête de plus", calendar())).await.expect("a survey");
    // This process does not know of the new version yet, but reads it with the data.
    visitor.page("/fr/").await.says("Une enquête de plus");
    retitle(&app).await;
    touch(&other).await;
    app.store.follow_content().await.expect("a version");
    visitor.page("/fr/").await.says("Un titre changé en silence");
    other.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_rendered_while_someone_publishes_never_passes_for_the_newer_state() {
    let app = TestApp::new().await;
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let mut reader = app.visitor();
            tokio::spawn(async move {
                loop {
                    reader.get("/fr/").await.is(200);
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    let mut visitor = app.visitor();
    for number in 0..25 {
        let title = format!("Enquête numéro {number} ouverte");
        let new = survey(&app, &format!("n-{number}"), &title, calendar());
        app.store.create_survey(new).await.expect("a survey");
        visitor.page("/fr/").await.says(&title);
        visitor.page("/fr/").await.says(&title);
    }
    for reader in readers {
        reader.abort();
    }
}

#[tokio::test]
async fn the_page_ends_at_the_deadline_and_at_the_opening() {
    let app = TestApp::new().await;
    let closes_at = calendar().closes_at;
    let later = Calendar { opens_at: closes_at.plus(DAY), closes_at: closes_at.plus(30 * DAY), ..calendar() };
    app.store.create_survey(survey(&app, "suite", "La suite", later)).await.expect("a survey");
    let mut visitor = app.visitor();
    let page = visitor.page("/fr/").await;
    page.says("Votre expérience du numérique");
    page.says("La suite Ouvre le 13 mars 2017 à 18 h 00");

    app.clock.set(closes_at.plus(-1));
    visitor.page("/fr/").await.says("Votre expérience du numérique");
    app.clock.set(closes_at);
    visitor.page("/fr/").await.does_not_say("Votre expérience du numérique");
    app.clock.set(closes_at.plus(DAY));
    visitor.page("/fr/").await.says("La suite Ouverte jusqu’au 11 avril 2017");
    app.clock.set(closes_at.plus(30 * DAY));
    visitor.page("/fr/").await.says("Aucune enquête n’est ouverte en ce moment.");
}

#[tokio::test]
async fn nobody_is_told_to_keep_the_page_past_the_date_that_changes_it() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    assert_eq!(visitor.get("/fr/").await.header("cache-control"), Some("public, max-age=300"));
    app.clock.set(calendar().closes_at.plus(-HOUR / 60));
    assert_eq!(visitor.get("/fr/").await.header("cache-control"), Some("public, max-age=60"));
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    let first = visitor.get("/fr/").await;
    let etag = first.header("etag").expect("an ETag").to_owned();
    let again = visitor.send(Asked::get("/fr/").header("if-none-match", &etag)).await.is(304);
    assert!(again.body.is_empty());
    assert_eq!(again.header("etag"), Some(etag.as_str()));
    let other = visitor.send(Asked::get("/fr/").header("if-none-match", "W/\"0\"")).await.is(200);
    assert_eq!(other.body, first.body);
    retitle(&app).await;
    touch(&app.store).await;
    let changed = visitor.send(Asked::get("/fr/").header("if-none-match", &etag)).await.is(200);
    assert_ne!(changed.header("etag"), Some(etag.as_str()));
}

#[tokio::test]
async fn the_page_is_sent_in_the_encoding_that_was_asked_for() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    let plain = visitor.get("/fr/").await;
    assert_eq!(plain.header("content-encoding"), None);

    let gzip = visitor.send(Asked::get("/fr/").header("accept-encoding", "gzip")).await;
    assert_eq!(gzip.header("content-encoding"), Some("gzip"));
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(&gzip.body[..]).read_to_end(&mut text).expect("gzip");
    assert_eq!(text, plain.body);

    let brotli = visitor.send(Asked::get("/fr/").header("accept-encoding", "gzip, deflate, br")).await;
    assert_eq!(brotli.header("content-encoding"), Some("br"));
    let mut text = Vec::new();
    brotli::BrotliDecompress(&mut &brotli.body[..], &mut text).expect("brotli");
    assert_eq!(text, plain.body);
    assert!(brotli.body.len() < gzip.body.len() && gzip.body.len() < plain.body.len());
    for answer in [plain, gzip, brotli] {
        let vary = answer.headers[header::VARY].to_str().expect("ASCII").to_lowercase();
        assert!(vary.contains("accept-encoding"));
    }
}
