//! The page that advises, in the order of domain.md, section 5.

use super::{
    aside::{self, Excluded, NAMED, ToCheck},
    field_name, label, place_word, question_path,
    reasons::{self, Card, tool_link},
    results_path,
};
use crate::{
    App, addresses,
    advice::Advised,
    asked::{Asked, FIELDS, NEED, Said},
    error::AppError,
    frame,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use http::Uri;
use socle_domain::{
    advisor::{Advice, Answers, Notice as Heard, Recommended, Verdict, advise},
    taxonomy::NEEDS,
    time::{Timestamp, Zone},
};
use socle_look::{
    Language, Texts,
    components::{Cell, Column, Notice, NoticeKind, Table},
    dates,
    layouts::Link,
    numbers,
};
use socle_store::ToolGuide;

/// Tools that are explained; the others are named.
const SHOWN: usize = 5;
/// From so many organizations on, they are counted.
const LEAST_TOLD: u32 = 5;

#[derive(Template)]
#[template(path = "advisor/results.html")]
struct ResultsPage<'a> {
    t: &'a Texts,
    title: String,
    need: String,
    /// What was answered, each with the page that asks it.
    said: Vec<(String, Link)>,
    notices: Vec<Notice>,
    without_tool: bool,
    with_guide: Vec<Card>,
    without_guide: Vec<Card>,
    others: Vec<Link>,
    others_more: Option<String>,
    to_check: Vec<ToCheck>,
    to_check_more: Option<String>,
    excluded: Vec<Excluded>,
    changes: Vec<(String, Link)>,
    matrix: Option<Table>,
    methods: Vec<Link>,
    peers: String,
    contact: String,
    review: String,
    address: String,
    api: String,
}

/// `/fr/conseil/resultats`, `/en/advice/results`.
pub(crate) async fn show(
    State(app): State<App>,
    uri: Uri,
    RawQuery(query): RawQuery,
) -> Result<Response, AppError> {
    let language = addresses::language_of(uri.path());
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let Some(said) = asked.said[NEED] else { return Ok(see_other(&question_path(language, &asked, 1))) };
    let Some(answers) = asked.answers() else {
        debug_assert!(said == Said::Unknown, "a need is known or not");
        return Ok(choose_need(&app, language, &asked).into_response());
    };
    let advised = app.advice().get(app.store(), app.now()).await?;
    let advice = advise(&advised.table, &answers);
    Ok(render(&app, language, &advised, (&asked, &answers), &advice).into_response())
}

fn render(
    app: &App,
    language: Language,
    advised: &Advised,
    (asked, answers): (&Asked, &Answers),
    advice: &Advice,
) -> Page {
    let t = app.texts(language);
    let shown = &advice.recommended[..advice.recommended.len().min(SHOWN)];
    let cards = |has_guide: bool| {
        let cards = shown.iter().filter(|one| one.has_guide == has_guide);
        cards.filter_map(|one| reasons::card(t, advised, asked, answers, one)).collect()
    };
    let others = advice.recommended.get(SHOWN..).unwrap_or_default();
    let named = others.iter().take(NAMED).filter_map(|one| advised.material.tool(one.tool)).map(tool_link);
    let title = t.with("advisor-title", &[("n", advice.recommended.len().into())]);
    let path = results_path(language, asked);
    let content = ResultsPage {
        t,
        title: title.clone(),
        need: need_word(language, answers.need),
        said: restated(t, asked),
        notices: notices(t, advice),
        without_tool: fits_without(asked, advice),
        with_guide: cards(true),
        without_guide: cards(false),
        others: named.collect(),
        others_more: more(t, others.len()),
        to_check: aside::to_check(t, advised, asked, advice),
        to_check_more: more(t, advice.to_check.len()),
        excluded: aside::excluded(t, advised, asked, advice),
        changes: aside::changes(t, advised, asked, advice),
        matrix: matrix(t, advised, shown),
        methods: methods(language, advised, answers.need),
        peers: peers(t, advised.material.peers[usize::from(answers.need)]),
        contact: contact(language, &advised.material.contact),
        review: review(t, advised.material.ends_at),
        address: format!("{}{path}", app.settings().address),
        api: format!("/api/v1/advice?{}", asked.query(Language::En)),
    };
    page(app, language, asked, title, &content)
}

fn page(app: &App, language: Language, asked: &Asked, title: String, content: &impl Template) -> Page {
    let paths = Language::ALL.map(|other| results_path(other, asked));
    let mut frame = frame::public(app, language, title, Some(paths.each_ref().map(String::as_str)));
    frame.breadcrumb = vec![Link::new(app.texts(language).get("advisor-name"), addresses::advisor(language))];
    // What somebody answered is no page to be found by others.
    frame.page.is_private = true;
    frame.asks = true;
    let sheet = frame.sheet();
    Page::new(sheet, frame.wrap(content))
}

fn need_word(language: Language, need: u8) -> String {
    place_word(language, &FIELDS[NEED], need)
}

/// The answers, in the order they were asked; each leads back to its question.
fn restated(t: &Texts, asked: &Asked) -> Vec<(String, Link)> {
    let language = t.language();
    let told = FIELDS.iter().zip(asked.said).skip(1).filter_map(|(field, said)| {
        let words = match said? {
            Said::Unknown => t.get("advisor-unknown"),
            known @ Said::Known(_) => {
                let chosen = field.terms.iter().enumerate().filter(|(place, _)| known.has(*place));
                chosen.map(|(_, term)| label(language, term)).collect::<Vec<_>>().join(", ")
            }
        };
        let is_essential = field.condition.is_some_and(|condition| asked.essential[condition.index()]);
        let words =
            if is_essential { t.with("advisor-is-essential", &[("answer", words.into())]) } else { words };
        Some((field_name(t, field), Link::new(words, question_path(language, asked, field.question))))
    });
    told.collect()
}

/// Doing without fits when nothing else does or is likely to, and where there is no device.
fn fits_without(asked: &Asked, advice: &Advice) -> bool {
    let says = |notice| advice.notices.contains(&notice);
    says(Heard::WithoutTool) || says(Heard::Unlikely) || asked.has_no_device()
}

fn notices(t: &Texts, advice: &Advice) -> Vec<Notice> {
    let said = advice.notices.iter().filter_map(|notice| match notice {
        Heard::WithoutTool => None,
        Heard::Unlikely => Some("advisor-notice-unlikely"),
        Heard::Tie => Some("advisor-notice-tie"),
        Heard::DataNotSaid => Some("advisor-notice-data"),
    });
    said.map(|key| Notice::new(t.language(), NoticeKind::Note, &t.get(key))).collect()
}

fn more(t: &Texts, count: usize) -> Option<String> {
    (count > NAMED).then(|| t.with("advisor-and-others", &[("n", (count - NAMED).into())]))
}

/// Tools by criteria, those that were asked about.
fn matrix(t: &Texts, advised: &Advised, shown: &[Recommended]) -> Option<Table> {
    let first = shown.first()?;
    let name = |criterion| reasons::asked_of(t, &Asked::default(), criterion).0;
    let columns = first.reasons.iter().map(|reason| Column::new(name(reason.criterion)));
    let word = |verdict: Verdict| {
        t.get(match verdict {
            Verdict::Fits | Verdict::Used => "advisor-matrix-fits",
            Verdict::Offline => "advisor-matrix-offline",
            Verdict::Short => "advisor-matrix-short",
            Verdict::Unknown => "advisor-matrix-unknown",
        })
    };
    let rows = shown.iter().filter_map(|one| {
        let link = tool_link(advised.material.tool(one.tool)?);
        let cells = one.reasons.iter().map(|reason| Cell::text(&word(reason.verdict)));
        let chance = Cell::figure(&numbers::share(t.language(), one.chance, 100));
        Some([Cell::link(&link.text, &link.href), chance].into_iter().chain(cells).collect())
    });
    let leading = [Column::new(t.get("advisor-column-tool")), Column::number(t.get("advisor-column-chance"))];
    Some(Table {
        id: "matrice".to_owned(),
        caption: t.get("advisor-matrix"),
        columns: leading.into_iter().chain(columns).collect(),
        rows: rows.collect(),
        note: None,
    })
}

/// Guides to a way of working, for this need; those for no need in particular where there is none.
fn methods(language: Language, advised: &Advised, need: u8) -> Vec<Link> {
    let all = &advised.material.methods;
    let mut guides: Vec<&ToolGuide> = Vec::new();
    for guide in all.iter().filter(|method| method.needs.has(need)).map(|method| &method.guide) {
        match guides.iter_mut().find(|known| known.number == guide.number) {
            Some(known) if guide.language == language.code() => *known = guide,
            Some(_) => {}
            None => guides.push(guide),
        }
    }
    guides
        .iter()
        .map(|guide| Link::new(guide.title.clone(), addresses::guide(language, &guide.slug)))
        .collect()
}

/// Few are not counted: a number would tell who.
fn peers(t: &Texts, count: u32) -> String {
    match count {
        0 => t.get("advisor-peers-none"),
        count if count < LEAST_TOLD => t.get("advisor-peers-some"),
        count => t.with("advisor-peers", &[("n", count.into())]),
    }
}

fn contact(language: Language, contact: &[String; 2]) -> String {
    let own = &contact[language as usize];
    if own.is_empty() { contact[1 - language as usize].clone() } else { own.clone() }
}

/// The day on which the first fact expires; the advice holds until then at most.
fn review(t: &Texts, ends_at: Option<Timestamp>) -> String {
    let Some(end) = ends_at else { return t.get("advisor-review-later") };
    let day = Zone::utc().civil(end);
    let day = dates::day(t.language(), day.year.into(), day.month, day.day);
    t.with("advisor-review", &[("day", day.into())])
}

#[derive(Template)]
#[template(path = "advisor/needs.html")]
struct NeedsPage<'a> {
    t: &'a Texts,
    needs: Vec<Link>,
}

/// Without a need there is no advice: each need leads to its own.
fn choose_need(app: &App, language: Language, asked: &Asked) -> Page {
    let t = app.texts(language);
    let needs = (0_u8..).zip(&NEEDS);
    let needs = needs.map(|(place, term)| {
        Link::new(label(language, term), results_path(language, &asked.with_need(place)))
    });
    page(app, language, asked, t.get("advisor-needs"), &NeedsPage { t, needs: needs.collect() })
}
