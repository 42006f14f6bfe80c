//! Finding by words what everyone may read: guides, and what returns tell.

mod piece;

use crate::{App, addresses, error::AppError, frame, page::Page};
use askama::Template;
use axum::extract::{RawQuery, State};
use http::Uri;
use piece::{Piece, piece_around};
use socle_domain::typography;
use socle_look::{
    Direction, Language, Texts,
    components::{Button, Notice, NoticeKind, Pagination, Prompt, TextField},
    layouts::Link,
};
use socle_store::{FoundText, SearchHits, SearchKind, SearchQuery};

/// Findings on a page.
const PAGE: usize = 10;
/// The last page that is shown: whoever is not served by then asks otherwise.
const PAGES_MOST: usize = 20;
/// The most bytes of a query that are looked at; the words that count are fewer still.
const TYPED_MOST: usize = 600;

#[derive(Template)]
#[template(path = "search/search.html")]
struct SearchPage<'a> {
    t: &'a Texts,
    action: &'static str,
    field: TextField,
    send: Button,
    /// How many were found; nothing before a word is typed.
    count: Option<String>,
    notices: Vec<Notice>,
    found: Vec<Item>,
    pagination: Option<Pagination>,
    /// Ways on, when nothing was found or asked.
    ways: Vec<Link>,
}

struct Item {
    href: String,
    language: String,
    direction: &'static str,
    title: String,
    pieces: Vec<Piece>,
    caption: String,
}

/// What was typed, and which page of what was found.
#[derive(Debug, Default)]
struct Asked {
    words: String,
    /// From 1.
    page: usize,
}

impl Asked {
    fn read(query: &str) -> Self {
        let mut asked = Self { page: 1, ..Self::default() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(8) {
            match name.as_ref() {
                "q" => asked.words = shortened(&value),
                "page" => {
                    let page = addresses::number(&value).and_then(|page| usize::try_from(page).ok());
                    asked.page = page.unwrap_or(1).clamp(1, PAGES_MOST);
                }
                _ => {}
            }
        }
        asked
    }

    fn path(&self, language: Language) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.words);
        if self.page > 1 {
            query.append_pair("page", &self.page.to_string());
        }
        format!("{}?{}", addresses::search(language), query.finish())
    }
}

/// The beginning of what was typed, on one line, cut where a character ends.
fn shortened(typed: &str) -> String {
    let end = (0..=typed.len().min(TYPED_MOST)).rev().find(|at| typed.is_char_boundary(*at)).unwrap_or(0);
    typed[..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `/fr/recherche`, `/en/search`.
pub(crate) async fn show(
    State(app): State<App>,
    uri: Uri,
    RawQuery(query): RawQuery,
) -> Result<Page, AppError> {
    let language = addresses::language_of(uri.path());
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let skip = (asked.page - 1) * PAGE;
    let query = SearchQuery { words: &asked.words, language: language.code(), skip, most: PAGE };
    let hits = app.search()?.search(&query).map_err(|error| AppError::Unavailable(error.to_string()))?;
    let texts = app.store().found_texts(&hits).await?;
    Ok(render(&app, language, &asked, &hits, &texts))
}

fn render(app: &App, language: Language, asked: &Asked, hits: &SearchHits, texts: &[FoundText]) -> Page {
    let t = app.texts(language);
    let has_asked = !asked.words.is_empty();
    let content = SearchPage {
        t,
        action: addresses::search(language),
        field: Prompt::new(language, "q", t.get("search-label"))
            .hint(t.get("search-hint"))
            .text(asked.words.clone()),
        send: Button::send(t.get("search-send")),
        count: has_asked.then(|| count(t, &asked.words, hits.total)),
        notices: notices(t, asked, hits),
        found: texts.iter().map(|text| item(t, &hits.words, text)).collect(),
        pagination: pagination(language, asked, hits.total),
        ways: if hits.total == 0 { ways(t) } else { Vec::new() },
    };
    let title = if has_asked {
        t.with("search-title-of", &[("words", asked.words.as_str().into())])
    } else {
        t.get("search-title")
    };
    let paths = Language::ALL
        .map(|other| if has_asked { asked.path(other) } else { addresses::search(other).to_owned() });
    let mut frame = frame::public(app, language, title, Some(paths.each_ref().map(String::as_str)));
    // A list of findings is no page to be found by others.
    frame.page.is_private = has_asked;
    frame.is_reply = true;
    let sheet = frame.sheet();
    Page::new(sheet, frame.wrap(&content))
}

fn count(t: &Texts, words: &str, total: usize) -> String {
    t.with("search-count", &[("n", total.into()), ("words", words.into())])
}

fn notices(t: &Texts, asked: &Asked, hits: &SearchHits) -> Vec<Notice> {
    let has_no_word = !asked.words.is_empty() && hits.words.is_empty();
    let said = [(has_no_word, "search-no-word"), (hits.was_cut, "search-cut"), (hits.is_free, "search-free")];
    let said = said.into_iter().filter(|(is_so, _)| *is_so);
    said.map(|(_, key)| Notice::new(t.language(), NoticeKind::Note, &t.get(key))).collect()
}

fn item(t: &Texts, words: &[String], found: &FoundText) -> Item {
    let language = t.language();
    let own = Language::parse(&found.language).unwrap_or_default();
    let set = |text: &str| match own {
        Language::Fr => typography::french(text).into_owned(),
        Language::En => text.to_owned(),
    };
    let number = [("number", found.number.to_string().into())];
    let (href, title, caption) = match found.kind {
        SearchKind::Guide => {
            (addresses::guide(language, &found.slug), set(&found.title), t.get("search-guide"))
        }
        SearchKind::Experience if found.title.is_empty() => {
            (addresses::experience(language, found.number), t.with("search-return", &number), String::new())
        }
        SearchKind::Experience => {
            let title = [number.as_slice(), &[("title", found.title.as_str().into())]].concat();
            let title = t.with("search-return-of", &title);
            (addresses::experience(language, found.number), title, String::new())
        }
    };
    Item {
        href,
        direction: Direction::of(&found.language).code(),
        language: found.language.clone(),
        title,
        pieces: piece_around(&set(&found.text), words),
        caption,
    }
}

fn pagination(language: Language, asked: &Asked, total: usize) -> Option<Pagination> {
    let pages = total.div_ceil(PAGE).min(PAGES_MOST);
    let at = |page: usize| Asked { words: asked.words.clone(), page }.path(language);
    (pages > 1).then(|| Pagination {
        lang: language,
        page: asked.page.try_into().unwrap_or(u32::MAX),
        pages: pages.try_into().unwrap_or(u32::MAX),
        previous: (asked.page > 1).then(|| at(asked.page - 1)),
        next: (asked.page < pages).then(|| at(asked.page + 1)),
    })
}

fn ways(t: &Texts) -> Vec<Link> {
    let language = t.language();
    vec![
        Link::new(t.get("search-way-guides"), addresses::guides(language)),
        Link::new(t.get("frame-home"), format!("/{}/", language.code())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absurd_queries_are_read_calmly() {
        let asked = Asked::read("q=%20forage%0A%0Aeau%20&page=999999&x=1&q=%FF");
        assert_eq!((asked.words.as_str(), asked.page), ("\u{fffd}", PAGES_MOST), "the last one counts");
        assert_eq!(Asked::read("page=-3&q=eau").page, 1);
        assert_eq!(Asked::read("page=0&q=eau").page, 1);
        let long = Asked::read(&format!("q={}", "é".repeat(10_000)));
        assert!(long.words.len() <= TYPED_MOST);
        assert_eq!(Asked::read("").words, "");
    }
}
