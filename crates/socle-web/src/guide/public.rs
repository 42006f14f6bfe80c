//! A published guide, for whoever reads it.

use super::article::{article, language_of};
use crate::{
    App, addresses,
    cache::Rendered,
    error::AppError,
    frame,
    language::of_browser,
    page::{found, moved},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use http::{HeaderMap, Uri};
use socle_domain::{
    slug::Slug,
    time::{Timestamp, Zone},
};
use socle_look::{
    Html, Icon, Language, Sheet, Texts,
    components::{Button, Notice, NoticeKind},
    layouts::{Link, Translation},
    numbers,
};
use socle_store::{Found, PrintFacts, PublicGuide};

/// `/fr/fiches/{slug}`, `/en/guides/{slug}`.
pub(crate) async fn show(
    State(app): State<App>,
    uri: Uri,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let (language, now) = (addresses::language_of(uri.path()), app.now());
    let slug = slug_of(slug)?;
    let path = addresses::guide(language, &slug);
    if let Some(ready) = app.pages().get(&path, &headers, app.store().content_version(), now) {
        return Ok(ready.response);
    }
    let guide = here(app.store().public_guide(language.code(), &slug).await?)?;
    // An old address, or that of another language although there is one in this.
    let present = addresses::guide(language, slug_in(&guide, language));
    if present != path {
        return Ok(moved(&present));
    }
    let rendered = Rendered {
        html: render(&app, language, &guide, now),
        sheet: Sheet::Public,
        route: language.pick("/fr/fiches/{slug}", "/en/guides/{slug}"),
        content_version: guide.content_version,
        ends_at: Some(next_month(now)),
        shows_words: true,
    };
    app.pages().put(&path, &headers, &rendered, now)
}

/// `/f/014`: the guide in the language of the browser.
pub(crate) async fn short(
    State(app): State<App>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let number = addresses::number(&number).ok_or(AppError::NotFound)?;
    let language = of_browser(&headers);
    let guide = here(app.store().public_guide_numbered(language.code(), number).await?)?;
    Ok(found(&addresses::guide(language, slug_in(&guide, language))))
}

/// What is no address of a guide is not looked for.
pub(super) fn slug_of(raw: String) -> Result<String, AppError> {
    Slug::parse(&raw).map_err(|_| AppError::NotFound)?;
    Ok(raw)
}

pub(super) fn here(found: Found<PublicGuide>) -> Result<PublicGuide, AppError> {
    match found {
        Found::Here(guide) => Ok(guide),
        Found::Withdrawn => Err(AppError::TakenDown),
        Found::Nothing => Err(AppError::NotFound),
    }
}

/// Its address in a language or, where it is not translated, in the language that it is shown in.
pub(super) fn slug_in(guide: &PublicGuide, language: Language) -> &str {
    let own = guide.addresses.iter().find(|(spoken, _)| spoken == language.code());
    own.map_or(guide.view.slug.as_str(), |(_, slug)| slug)
}

/// What a page says in months changes with the month.
fn next_month(now: Timestamp) -> Timestamp {
    let civil = Zone::utc().civil(now);
    let (year, month) = if civil.month == 12 { (civil.year + 1, 1) } else { (civil.year, civil.month + 1) };
    Zone::utc().moment(&format!("{year:04}-{month:02}-01T00:00")).unwrap_or(now)
}

#[derive(Template)]
#[template(path = "guide/public.html")]
struct GuidePage<'a> {
    t: &'a Texts,
    untranslated: Option<Notice>,
    article: Html,
    pdf: Option<Button>,
    address: String,
    shares: Vec<Link>,
}

fn render(app: &App, language: Language, guide: &PublicGuide, now: Timestamp) -> String {
    let (t, view) = (app.texts(language), &guide.view);
    let short = format!("{}{}", app.settings().address, addresses::short_guide(view.number));
    let is_foreign = language_of(view) != language;
    let mut frame = frame::public(app, language, view.header.title.clone(), None);
    frame.page.description = Some(view.header.promise.clone());
    frame.page.canonical = Some(canonical(app, guide, language));
    frame.page.translations = Language::ALL
        .map(|other| {
            let path = addresses::guide(other, slug_in(guide, other));
            Translation::new(other, format!("{}{path}", app.settings().address))
        })
        .into();
    frame.breadcrumb = vec![Link::new(t.get("public-guides"), addresses::guides(language))];
    frame.wrap(&GuidePage {
        t,
        untranslated: is_foreign
            .then(|| Notice::new(language, NoticeKind::Note, &t.get("public-untranslated"))),
        article: Html::of(&article(app, view, now)),
        pdf: guide.print.map(|print| pdf(t, language, slug_in(guide, language), print)),
        shares: shares(t, &view.header.title, &short),
        address: short,
    })
}

/// A text that is shown under two addresses is found under its own.
fn canonical(app: &App, guide: &PublicGuide, language: Language) -> String {
    let own = guide.addresses.iter().any(|(spoken, _)| spoken == language.code());
    let language = if own { language } else { language_of(&guide.view) };
    format!("{}{}", app.settings().address, addresses::guide(language, slug_in(guide, language)))
}

fn pdf(t: &Texts, language: Language, slug: &str, print: PrintFacts) -> Button {
    let size = numbers::size(language, u64::try_from(print.length).unwrap_or_default());
    let words = t.with("public-pdf", &[("pages", print.pages.into()), ("size", size.into())]);
    let address =
        format!("{}?v={}", addresses::sheets(language, slug), super::sheets::version(&print.digest));
    Button::link(words, address).icon(Icon::Download)
}

/// Plain links: nothing of anyone else's is on the page, and nothing leaves before it is followed.
fn shares(t: &Texts, title: &str, address: &str) -> Vec<Link> {
    let words = addresses::encode(&format!("{title} {address}"));
    let (subject, body) = (addresses::encode(title), addresses::encode(address));
    vec![
        Link::new(t.get("public-share-whatsapp"), format!("https://wa.me/?text={words}")),
        Link::new(t.get("public-share-sms"), format!("sms:?body={words}")),
        Link::new(t.get("public-share-mail"), format!("mailto:?subject={subject}&body={body}")),
    ]
}
