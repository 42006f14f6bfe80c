//! The first page: which surveys are open, and the way to them.

use crate::{App, addresses, cache::Rendered, error::AppError, finish, frame, language};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, Uri, header};
use socle_domain::{survey::Survey, time::Timestamp, typography};
use socle_look::{Direction, Language, Sheet, Texts, components::Assise, dates};
use socle_store::{GuideCard, Shelf};

const PATHS: [&str; 2] = ["/fr/", "/en/"];

/// `/`: the home page in the browser's language.
pub(crate) async fn choose_language(headers: HeaderMap) -> Response {
    let path = PATHS[language::of_browser(&headers) as usize];
    let mut response = axum::response::Redirect::temporary(path).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// `/fr/`, `/en/`.
pub(crate) async fn show(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, AppError> {
    let Some(language) = Language::ALL.into_iter().find(|language| PATHS[*language as usize] == uri.path())
    else {
        return Ok(finish::missing().await.into_response());
    };
    let (path, now) = (PATHS[language as usize], app.now());
    if let Some(ready) = app.pages().get(path, &headers, app.store().content_version(), now) {
        return Ok(ready.response);
    }
    let open = app.store().open_surveys(now).await?;
    let shelf = app.store().shelf(language.code()).await?;
    let rendered = Rendered {
        html: render(&app, language, &open.surveys, &shelf, now),
        sheet: Sheet::Public,
        route: path,
        // Read one after the other: the page is as old as the older of the two.
        content_version: open.content_version.min(shelf.content_version),
        ends_at: open.surveys.iter().filter_map(|survey| survey.calendar.next_change(now)).min(),
        shows_words: false,
    };
    app.pages().put(path, &headers, &rendered, now)
}

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home<'a> {
    t: &'a Texts,
    surveys: Vec<Call<'a>>,
    guides: Vec<Latest<'a>>,
    all_guides: &'static str,
}

/// Guides on the first page.
const LATEST: usize = 3;

/// One of the newest guides.
struct Latest<'a> {
    href: String,
    language: &'a str,
    direction: &'static str,
    title: String,
    promise: String,
    assise: Assise,
}

/// A survey, as the home page calls for answers to it.
struct Call<'a> {
    title: &'a str,
    href: String,
    when: String,
}

fn render(app: &App, language: Language, surveys: &[Survey], shelf: &Shelf, now: Timestamp) -> String {
    let t = app.texts(language);
    let surveys = surveys
        .iter()
        .map(|survey| Call {
            title: &survey.title,
            href: format!("/e/{}?langue={}", survey.slug, language.code()),
            when: when(t, survey, now),
        })
        .collect();
    let guides = shelf.guides.iter().take(LATEST).map(|guide| latest(language, guide)).collect();
    let frame = frame::public(app, language, String::new(), Some(PATHS));
    frame.wrap(&Home { t, surveys, guides, all_guides: addresses::guides(language) })
}

fn latest(language: Language, guide: &GuideCard) -> Latest<'_> {
    let [verified, declared, thin] = guide.supports;
    let is_french = guide.language == "fr";
    let set = |text: &str| if is_french { typography::french(text).into_owned() } else { text.to_owned() };
    Latest {
        href: addresses::guide(language, &guide.slug),
        language: &guide.language,
        direction: Direction::of(&guide.language).code(),
        title: set(&guide.header.title),
        promise: set(&guide.header.promise),
        assise: Assise::new(language, verified, declared, thin),
    }
}

fn when(t: &Texts, survey: &Survey, now: Timestamp) -> String {
    let is_open = survey.calendar.check_start(now).is_ok();
    let (key, moment) = if is_open {
        ("home-closes", survey.calendar.closes_at)
    } else {
        ("home-opens", survey.calendar.opens_at)
    };
    let c = survey.calendar.zone.civil(moment);
    let words = dates::moment(t.language(), (c.year.into(), c.month, c.day), (c.hour, c.minute));
    t.with(key, &[("when", words.into()), ("zone", survey.calendar.zone.name().into())])
}
