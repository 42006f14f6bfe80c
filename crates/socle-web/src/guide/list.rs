//! The guides there are, by need, theme and kind. All of the list's state is in its address.

use crate::{App, addresses, cache::Rendered, error::AppError, frame, page::moved};
use askama::Template;
use axum::{
    extract::{RawQuery, State},
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, Uri};
use socle_domain::{
    guide::GuideKind,
    taxonomy::{NEEDS, THEMES, Term},
};
use socle_look::{
    Direction, Language, Sheet, Texts,
    components::{Assise, Pagination},
    layouts::{Link, Translation},
};
use socle_store::{GuideCard, Shelf};

/// Guides on a page of the list.
const PAGE: usize = 25;

/// What is asked of the list. Words that no list knows are left aside.
#[derive(Debug, Clone, Default, PartialEq)]
struct Asked {
    need: Option<&'static Term>,
    theme: Option<&'static Term>,
    kind: Option<GuideKind>,
    /// From 1.
    page: usize,
}

/// The names of the parameters: need, theme, kind, page.
fn names(language: Language) -> [&'static str; 4] {
    language.pick(["besoin", "theme", "type", "page"], ["need", "theme", "kind", "page"])
}

impl Asked {
    fn read(language: Language, query: &str) -> Self {
        let names = names(language);
        let mut asked = Self { page: 1, ..Self::default() };
        // A list is asked for in a few words; what follows is no question of ours.
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(8) {
            match names.iter().position(|known| *known == name) {
                Some(0) => asked.need = NEEDS.iter().find(|term| term.code == value),
                Some(1) => asked.theme = THEMES.iter().find(|term| term.code == value),
                Some(2) => asked.kind = GuideKind::parse(&value),
                Some(3) => {
                    asked.page = addresses::number(&value)
                        .map_or(1, |n| n.unsigned_abs().try_into().unwrap_or(1))
                        .max(1);
                }
                _ => {}
            }
        }
        asked
    }

    /// The one address of what is asked.
    fn path(&self, language: Language) -> String {
        let page = self.page.to_string();
        let told = [
            self.need.map(|term| term.code),
            self.theme.map(|term| term.code),
            self.kind.map(GuideKind::word),
            (self.page > 1).then_some(page.as_str()),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in names(language).into_iter().zip(told) {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{query}", addresses::guides(language))
    }

    fn takes(&self, guide: &GuideCard) -> bool {
        let has = |wanted: Option<&'static Term>, terms: &[&'static Term]| {
            wanted.is_none_or(|term| terms.contains(&term))
        };
        has(self.need, &guide.header.needs)
            && has(self.theme, &guide.header.themes)
            && self.kind.is_none_or(|kind| kind == guide.kind)
    }
}

/// `/fr/fiches`: the list has a slash at its end.
pub(crate) async fn slash(uri: Uri) -> Response {
    moved(addresses::guides(if uri.path() == "/en/guides" { Language::En } else { Language::Fr }))
}

/// `/fr/fiches/`, `/en/guides/`.
pub(crate) async fn show(
    State(app): State<App>,
    uri: Uri,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let (language, now) = (addresses::language_of(uri.path()), app.now());
    let asked = Asked::read(language, query.as_deref().unwrap_or_default());
    let path = asked.path(language);
    if let Some(ready) = app.pages().get(&path, &headers, app.store().content_version(), now) {
        return Ok(ready.response);
    }
    let shelf = app.store().shelf(language.code()).await?;
    let found: Vec<&GuideCard> = shelf.guides.iter().filter(|guide| asked.takes(guide)).collect();
    let pages = found.len().div_ceil(PAGE).max(1);
    if asked.page > pages {
        // Past the end is the last page.
        return Ok(Redirect::to(&Asked { page: pages, ..asked }.path(language)).into_response());
    }
    let rendered = Rendered {
        html: render(&app, language, &asked, &shelf, &found),
        sheet: Sheet::Public,
        route: addresses::guides(language),
        content_version: shelf.content_version,
        ends_at: None,
        shows_words: false,
    };
    app.pages().put(&path, &headers, &rendered, now)
}

#[derive(Template)]
#[template(path = "guide/list.html")]
struct ListPage<'a> {
    t: &'a Texts,
    title: String,
    count: String,
    back: Option<Link>,
    groups: Vec<(String, Vec<Link>)>,
    guides: Vec<Item>,
    pagination: Pagination,
    feed: String,
}

struct Item {
    href: String,
    language: String,
    direction: &'static str,
    title: String,
    promise: String,
    caption: String,
    assise: Assise,
}

fn render(app: &App, language: Language, asked: &Asked, shelf: &Shelf, found: &[&GuideCard]) -> String {
    let t = app.texts(language);
    let title = title(t, asked);
    let page = |page| Asked { page, ..asked.clone() }.path(language);
    let pages = found.len().div_ceil(PAGE).max(1);
    let content = ListPage {
        t,
        count: t.with("public-count", &[("n", number(found.len()).into())]),
        back: (*asked != Asked { page: asked.page, ..Asked::default() })
            .then(|| Link::new(t.get("public-all"), addresses::guides(language))),
        groups: groups(t, language, asked, shelf),
        guides: found
            .iter()
            .skip((asked.page - 1) * PAGE)
            .take(PAGE)
            .map(|guide| item(t, language, guide))
            .collect(),
        pagination: Pagination {
            lang: language,
            page: number(asked.page),
            pages: number(pages),
            previous: (asked.page > 1).then(|| page(asked.page - 1)),
            next: (asked.page < pages).then(|| page(asked.page + 1)),
        },
        feed: addresses::feed(language),
        title: title.clone(),
    };
    let in_title = if asked.page > 1 { format!("{title} ({})", asked.page) } else { title };
    let mut frame = frame::public(app, language, in_title, None);
    let at = |language| format!("{}{}", app.settings().address, asked.path(language));
    frame.page.canonical = Some(at(language));
    frame.page.translations = Language::ALL.map(|other| Translation::new(other, at(other))).into();
    frame.wrap(&content)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The need restated, when one is asked for: people come with a need, not with a kind of page.
fn title(t: &Texts, asked: &Asked) -> String {
    let language = t.language().code();
    let told = [asked.need.map(|term| term.label(language)), asked.theme.map(|term| term.label(language))];
    let kind = asked.kind.map(|kind| t.get(&format!("public-kinds-{}", kind.word())));
    let parts: Vec<String> = told.into_iter().flatten().map(str::to_owned).chain(kind).collect();
    if parts.is_empty() { t.get("public-guides") } else { parts.join(" · ") }
}

/// What narrows the list, with what each would leave. What leaves nothing is not offered.
fn groups(t: &Texts, language: Language, asked: &Asked, shelf: &Shelf) -> Vec<(String, Vec<Link>)> {
    let link = |words: String, narrowed: Asked, is_current: bool| {
        let count = shelf.guides.iter().filter(|guide| narrowed.takes(guide)).count();
        let link = Link::new(words, narrowed.path(language)).count(number(count)).current(is_current);
        (count > 0).then_some(link)
    };
    let first = Asked { page: 1, ..asked.clone() };
    let needs = NEEDS.iter().filter_map(|term| {
        link(
            term.label(language.code()).to_owned(),
            Asked { need: Some(term), ..first.clone() },
            asked.need == Some(term),
        )
    });
    let themes = THEMES.iter().filter_map(|term| {
        link(
            term.label(language.code()).to_owned(),
            Asked { theme: Some(term), ..first.clone() },
            asked.theme == Some(term),
        )
    });
    let kinds = GuideKind::ALL.into_iter().filter_map(|kind| {
        let words = t.get(&format!("public-kinds-{}", kind.word()));
        link(words, Asked { kind: Some(kind), ..first.clone() }, asked.kind == Some(kind))
    });
    let groups = [
        (t.get("public-by-need"), needs.collect::<Vec<_>>()),
        (t.get("public-by-theme"), themes.collect()),
        (t.get("public-by-kind"), kinds.collect()),
    ];
    groups.into_iter().filter(|(_, links)| !links.is_empty()).collect()
}

fn item(t: &Texts, language: Language, guide: &GuideCard) -> Item {
    let set = |text: &str| super::article::set_in(&guide.language, text);
    let [verified, declared, thin] = guide.supports;
    let kind = t.get(&format!("public-kind-{}", guide.kind.word()));
    let needs = guide.header.needs.iter().map(|term| term.label(language.code()).to_owned());
    Item {
        href: addresses::guide(language, &guide.slug),
        language: guide.language.clone(),
        direction: Direction::of(&guide.language).code(),
        title: set(&guide.header.title),
        promise: set(&guide.header.promise),
        caption: std::iter::once(kind).chain(needs).collect::<Vec<_>>().join(" · "),
        assise: Assise::new(language, verified, declared, thin),
    }
}
