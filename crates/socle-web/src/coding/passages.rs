//! Passages by code: each with the words around it, where it comes from, what its author allows, and how to cite it.

use crate::{
    App,
    coding::{Studies, by_word, citation_of, consent_tag, name_by_id, name_of},
    error::AppError,
    frame,
    guard::Member,
    page::{Page, see_other},
    words,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::{account::Role, coding::sentences, consent::Publication};
use socle_look::{
    Direction, Language, Sheet, Texts, Value,
    components::{Button, Choice, Pagination, Prompt, SelectField, Tag, Tone},
    layouts::Link,
};
use socle_store::{CodeLabel, Excerpted, PASSAGES_PAGE, PassageFilter, Passages};

#[derive(Debug, Default, Clone, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    etude: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    pays: String,
    #[serde(default)]
    niveau: String,
    #[serde(default)]
    page: String,
}

impl Asked {
    fn filter(&self, studies: &Studies, labels: &[CodeLabel]) -> PassageFilter {
        PassageFilter {
            study: studies.present.id,
            label: by_word(labels, &self.code).map(|label| label.id),
            theme: self.theme.clone(),
            country: self.pays.clone(),
            level: Publication::parse(&self.niveau).ok(),
            page: self.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000),
        }
    }

    fn address(&self, page: i64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("etude", &self.etude),
            ("code", &self.code),
            ("theme", &self.theme),
            ("pays", &self.pays),
            ("niveau", &self.niveau),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.append_pair("page", &page.to_string());
        format!("/bureau/passages?{}", query.finish())
    }
}

#[derive(Template)]
#[template(path = "coding/passages.html")]
struct PassagesPage<'a> {
    t: &'a Texts,
    slug: &'a str,
    studies: Vec<Link>,
    filters: [SelectField; 4],
    apply: Button,
    count: String,
    passages: Vec<View>,
    pagination: Option<Pagination>,
}

struct View {
    before: String,
    words: String,
    after: String,
    language: String,
    direction: &'static str,
    source: String,
    facts: Vec<String>,
    sheet: Option<String>,
    consent: Tag,
    lost: Option<Tag>,
    citation: Option<String>,
    codes: Vec<String>,
    coders: Option<String>,
    memos: Vec<(String, String)>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    if [&asked.theme, &asked.pays].iter().any(|word| socle_domain::text::refuse_controls(word).is_err()) {
        return Err(AppError::Malformed);
    }
    let studies = Studies::find(&app, &member, &asked.etude).await?;
    let book = app.store().codebook(member.0.id, studies.present.id).await?;
    let labels = book.map(|book| book.labels).unwrap_or_default();
    let filter = asked.filter(&studies, &labels);
    let found = app.store().passages(member.0.id, &filter).await?;
    let pages = pages(&found);
    if filter.page > pages {
        return Ok(see_other(&asked.address(pages)));
    }
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let may_code = member.has_any(&[Role::Analyst, Role::Coordinator]);
    let content = PassagesPage {
        t,
        slug: &studies.present.slug,
        studies: studies.ways("/bureau/passages"),
        filters: filters(t, &asked, &labels, &found),
        apply: Button::send(t.get("coding-filter")),
        count: t.with("coding-count", &[("n", Value::from(found.total))]),
        passages: found.rows.iter().map(|row| view(t, &labels, row, may_code)).collect(),
        pagination: pagination(language, &asked, filter.page, pages),
    };
    let frame = frame::office(&app, &member, t.get("coding-by-code"), "/bureau/passages");
    Ok(Page::new(Sheet::Office, frame.wrap(&content)).into_response())
}

fn filters(t: &Texts, asked: &Asked, labels: &[CodeLabel], found: &Passages) -> [SelectField; 4] {
    let language = t.language();
    let select = |name: &str, key: &str, choices: Vec<Choice>| {
        Prompt::new(language, name, t.get(key)).choose_from(choices).or_all()
    };
    let codes = labels.iter().map(|label| {
        let name = format!("{}{}", "— ".repeat(label.depth), name_of(language, label));
        Choice::new(label.word.clone(), name).chosen(asked.code == label.word)
    });
    let [themes, countries] = &found.facets;
    let theme = |word: &String| Choice::new(word, words::theme(language, word)).chosen(asked.theme == *word);
    let country =
        |word: &String| Choice::new(word, words::country(language, word)).chosen(asked.pays == *word);
    let level = |level: Publication| {
        let text = t.get(&format!("coding-consent-{}", level.word()));
        Choice::new(level.word(), text).chosen(asked.niveau == level.word())
    };
    [
        select("code", "coding-code", codes.collect()),
        select("theme", "coding-theme", themes.iter().map(theme).collect()),
        select("pays", "coding-country", countries.iter().map(country).collect()),
        select("niveau", "coding-consent", Publication::ALL.map(level).into()),
    ]
}

fn view(t: &Texts, labels: &[CodeLabel], row: &Excerpted, may_code: bool) -> View {
    let language = t.language();
    let (before, after) = around(row);
    let title = if row.title.is_empty() { String::new() } else { format!(" · {}", row.title) };
    let facts = [words::theme(language, &row.theme), words::country(language, &row.country)];
    View {
        before,
        words: row.span.of(&row.text).unwrap_or_default().to_owned(),
        after,
        language: row.language.clone(),
        direction: Direction::of(&row.language).code(),
        source: t.with("coding-title", &[("n", Value::from(row.number))]) + &title,
        facts: facts.into_iter().filter(|fact| !fact.is_empty()).collect(),
        sheet: may_code.then(|| format!("/bureau/codage/{}#x{}", row.experience, row.place)),
        consent: consent_tag(t, row.publication),
        lost: row.is_flagged.then(|| Tag::new(t.get("coding-lost"), Tone::Error)),
        citation: citation_of(row.number, row.place, row.publication).filter(|_| !row.is_flagged),
        codes: row.labels.iter().map(|id| name_by_id(language, labels, *id)).collect(),
        coders: (row.coders > 1).then(|| t.with("coding-coders", &[("n", Value::from(row.coders))])),
        memos: row.memos.clone(),
    }
}

/// What stands around a passage: the rest of its sentences, or the sentences next to it.
fn around(row: &Excerpted) -> (String, String) {
    let units = sentences(&row.text);
    let start = units.iter().rev().find(|unit| unit.span.start() < row.span.start());
    let end = units.iter().find(|unit| unit.span.end() > row.span.end());
    let stretch = |from: usize, to: usize| {
        let span = socle_domain::coding::Span::new(from, to);
        span.and_then(|span| span.of(&row.text)).unwrap_or_default().trim().to_owned()
    };
    let before = start.map_or_else(String::new, |unit| stretch(unit.span.start(), row.span.start()));
    let after = end.map_or_else(String::new, |unit| stretch(row.span.end(), unit.span.end()));
    (before, after)
}

fn pages(found: &Passages) -> i64 {
    ((found.total + PASSAGES_PAGE - 1) / PASSAGES_PAGE).max(1)
}

fn pagination(language: Language, asked: &Asked, page: i64, pages: i64) -> Option<Pagination> {
    let address = |page: i64| (1..=pages).contains(&page).then(|| asked.address(page));
    (pages > 1).then(|| Pagination {
        lang: language,
        page: u32::try_from(page).unwrap_or(1),
        pages: u32::try_from(pages).unwrap_or(1),
        previous: address(page - 1),
        next: address(page + 1),
    })
}
