//! Coding a story by a plain form: from which sentence to which, under which codes.

use crate::{
    App,
    coding::{
        by_word,
        sheet::{Faults, Shown, render},
    },
    error::AppError,
    fields::Fields,
    guard::Member,
    page::{Page, see_other},
};
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    codebook::{CodeWord, MEMO_MOST, NAME_MOST},
    coding::{Sentence, Span, find, sentences},
    id::{CodeLabelId, CodingId, ExcerptId, ExperienceId},
    text::{self, InvalidText},
};
use socle_store::{CodingSheet, Constraint, NewCoding, NewLabel, Repair, StoreError};

/// The code under which codes born of the reading go.
const OPEN_BRANCH: &str = "libre";

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    autres: String,
}

impl Asked {
    fn with_others(&self) -> bool {
        self.autres == "oui"
    }
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page, AppError> {
    let sheet = load(&app, &member, &experience, &asked).await?;
    let (typed, faults) = (Fields::default(), Faults::new());
    let shown = Shown { sheet: &sheet, with_others: asked.with_others(), typed: &typed, faults: &faults };
    Ok(render(&app, &member, &shown))
}

pub(crate) async fn code(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    Query(asked): Query<Asked>,
    typed: Fields,
) -> Result<Response, AppError> {
    if typed.has_controls() {
        return Err(AppError::Malformed);
    }
    let sheet = load(&app, &member, &experience, &asked).await?;
    let mut faults = Faults::new();
    let wish = read(&sheet, &typed, &mut faults);
    if let (Some(wish), true) = (wish, faults.is_empty()) {
        match keep(&app, &member, &sheet, wish).await {
            Ok(place) => return Ok(back(&sheet, &asked, &format!("#x{place}"))),
            Err(StoreError::Stale) => {
                faults.insert("texte", "coding-fault-changed");
            }
            Err(StoreError::Conflict(Constraint::Reference)) => {
                faults.insert("code", "coding-fault-code");
            }
            Err(error) => return Err(error.into()),
        }
        // What is shown again is the text as it stands now.
        let sheet = load(&app, &member, &experience, &asked).await?;
        let shown = Shown { sheet: &sheet, with_others: asked.with_others(), typed: &typed, faults: &faults };
        return Ok(render(&app, &member, &shown).into_response());
    }
    let shown = Shown { sheet: &sheet, with_others: asked.with_others(), typed: &typed, faults: &faults };
    Ok(render(&app, &member, &shown).into_response())
}

/// What the form asks for, understood.
struct Wish {
    revision: i64,
    span: Span,
    labels: Vec<CodeLabelId>,
    new_code: Option<(CodeWord, String)>,
    memo: String,
}

fn read(sheet: &CodingSheet, typed: &Fields, faults: &mut Faults) -> Option<Wish> {
    let revision = typed.number("revision");
    if revision != Some(sheet.story.revision) {
        faults.insert("texte", "coding-fault-changed");
    }
    let span = read_span(&sheet.story.text, typed, faults);
    let found: Vec<_> = typed.all("code").map(|word| by_word(&sheet.labels, word)).collect();
    if found.contains(&None) {
        faults.insert("code", "coding-fault-code");
    }
    let labels: Vec<_> = found.into_iter().flatten().map(|label| label.id).collect();
    let new_code = read_new_code(sheet, typed, faults);
    if labels.is_empty() && new_code.is_none() && !faults.contains_key("nouveau") {
        faults.entry("code").or_insert("coding-fault-no-code");
    }
    let memo = match text::paragraphs(typed.get("memo"), MEMO_MOST) {
        Ok(memo) => memo,
        Err(InvalidText::Empty) => String::new(),
        Err(_) => {
            faults.insert("memo", "coding-fault-memo");
            String::new()
        }
    };
    Some(Wish { revision: revision?, span: span?, labels, new_code, memo })
}

/// From sentence n to sentence m, or the narrower words that were pasted; in a text without repeats the words alone
/// are enough.
fn read_span(text: &str, typed: &Fields, faults: &mut Faults) -> Option<Span> {
    let units = sentences(text);
    let words = typed.get("mots").trim();
    if !words.is_empty() && typed.get("de").trim().is_empty() && typed.get("a").trim().is_empty() {
        return find(text, words).or_else(|| {
            faults.insert("mots", "coding-fault-words");
            None
        });
    }
    let range = read_range(&units, typed, faults)?;
    if words.is_empty() {
        return Some(range);
    }
    let inside = range.of(text).and_then(|stretch| find(stretch, words));
    let moved = inside.and_then(|span| Span::new(range.start() + span.start(), range.start() + span.end()));
    if moved.is_none() {
        faults.insert("mots", "coding-fault-words");
    }
    moved
}

fn read_range(units: &[Sentence], typed: &Fields, faults: &mut Faults) -> Option<Span> {
    let number = |name| {
        typed.number(name).and_then(|n| usize::try_from(n).ok()).filter(|n| (1..=units.len()).contains(n))
    };
    let from = number("de");
    // One number is one sentence.
    let to = if typed.get("a").trim().is_empty() { from } else { number("a") };
    if from.is_none() {
        faults.insert("de", "coding-fault-sentence");
    } else if to.is_none() {
        faults.insert("a", "coding-fault-sentence");
    }
    let (from, to) = (from?, to?);
    if to < from {
        faults.insert("a", "coding-fault-order");
        return None;
    }
    Span::new(units[from - 1].span.start(), units[to - 1].span.end())
}

fn read_new_code(sheet: &CodingSheet, typed: &Fields, faults: &mut Faults) -> Option<(CodeWord, String)> {
    let name = match text::line(typed.get("nouveau"), NAME_MOST) {
        Ok(name) => name,
        Err(InvalidText::Empty) => return None,
        Err(_) => {
            faults.insert("nouveau", "coding-fault-name");
            return None;
        }
    };
    let branch = by_word(&sheet.labels, OPEN_BRANCH).and_then(|label| CodeWord::parse(&label.word).ok());
    let Ok(word) = CodeWord::of_name(&name, branch.as_ref()) else {
        faults.insert("nouveau", "coding-fault-name");
        return None;
    };
    Some((word, name))
}

/// Keeps the new code, if one was named, then the codings. A code of that name that is there already is used.
async fn keep(app: &App, member: &Member, sheet: &CodingSheet, wish: Wish) -> Result<i64, StoreError> {
    let now = app.now();
    let mut labels = wish.labels;
    if let Some((word, name)) = wish.new_code {
        labels.push(match by_word(&sheet.labels, word.as_str()) {
            Some(known) => known.id,
            None => add_code(app, member, sheet, word, name).await?,
        });
    }
    let new = NewCoding {
        excerpt: ExcerptId::new(now, app.chance()),
        experience: sheet.story.id,
        revision: wish.revision,
        span: wish.span,
        labels: labels.into_iter().map(|label| (CodingId::new(now, app.chance()), label)).collect(),
        memo: wish.memo,
        now,
    };
    app.store().code_passage(member.0.id, new).await
}

async fn add_code(
    app: &App,
    member: &Member,
    sheet: &CodingSheet,
    word: CodeWord,
    name: String,
) -> Result<CodeLabelId, StoreError> {
    let id = CodeLabelId::new(app.now(), app.chance());
    let label = NewLabel {
        id,
        study: sheet.story.study,
        parent: by_word(&sheet.labels, OPEN_BRANCH).map(|label| label.id),
        word,
        name: [name, String::new()],
        definition: [String::new(), String::new()],
    };
    match app.store().add_label(member.0.id, label, app.now()).await {
        Ok(()) => Ok(id),
        // Someone has named it at this very moment: the page shows it, to be ticked.
        Err(StoreError::Conflict(Constraint::CodeWord)) => Err(StoreError::Conflict(Constraint::Reference)),
        Err(error) => Err(error),
    }
}

pub(crate) async fn undo(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let sheet = load(&app, &member, &experience, &asked).await?;
    app.store().undo_coding(member.0.id, sheet.story.id, app.now()).await?;
    Ok(back(&sheet, &asked, "#passages"))
}

/// Taking away what is gone already is done: a form sent twice ends where the first one did.
pub(crate) async fn remove(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    Query(asked): Query<Asked>,
    typed: Fields,
) -> Result<Response, AppError> {
    let coding = CodingId::parse(typed.get("codage")).map_err(|_| AppError::Malformed)?;
    let sheet = load(&app, &member, &experience, &asked).await?;
    app.store().remove_coding(member.0.id, sheet.story.id, coding, app.now()).await?;
    Ok(back(&sheet, &asked, "#passages"))
}

pub(crate) async fn note(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    Query(asked): Query<Asked>,
    typed: Fields,
) -> Result<Response, AppError> {
    let coding = CodingId::parse(typed.get("codage")).map_err(|_| AppError::Malformed)?;
    let memo = match text::paragraphs(typed.get("memo"), MEMO_MOST) {
        Ok(memo) => memo,
        Err(InvalidText::Empty) => String::new(),
        Err(InvalidText::Control(_)) => return Err(AppError::Malformed),
        Err(InvalidText::TooLong { .. }) => return Err(AppError::TooLarge),
    };
    let sheet = load(&app, &member, &experience, &asked).await?;
    let is_noted = app.store().note_coding(member.0.id, sheet.story.id, coding, &memo, app.now()).await?;
    if is_noted { Ok(back(&sheet, &asked, "#passages")) } else { Err(AppError::Conflict) }
}

/// Puts a flagged passage on the sentences that a person chose.
pub(crate) async fn repair(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    typed: Fields,
) -> Result<Response, AppError> {
    let asked = Asked::default();
    let sheet = load(&app, &member, &experience, &asked).await?;
    let place = typed.number("passage").ok_or(AppError::Malformed)?;
    let passage = sheet.passages.iter().find(|passage| passage.place == place).ok_or(AppError::Conflict)?;
    let Some(span) = read_span(&sheet.story.text, &typed, &mut Faults::new()) else {
        let faults = Faults::from([("texte", "coding-fault-repair")]);
        let nothing = Fields::default();
        let shown = Shown { sheet: &sheet, with_others: false, typed: &nothing, faults: &faults };
        return Ok(render(&app, &member, &shown).into_response());
    };
    let repair = Repair {
        experience: sheet.story.id,
        excerpt: passage.id,
        revision: typed.number("revision").ok_or(AppError::Malformed)?,
        span,
        now: app.now(),
    };
    app.store().repair_passage(member.0.id, repair).await?;
    Ok(back(&sheet, &asked, &format!("#x{place}")))
}

async fn load(app: &App, member: &Member, experience: &str, asked: &Asked) -> Result<CodingSheet, AppError> {
    let id = ExperienceId::parse(experience).map_err(|_| AppError::NotFound)?;
    let sheet = app.store().coding_sheet(member.0.id, id, asked.with_others()).await?;
    sheet.ok_or(AppError::NotFound)
}

fn back(sheet: &CodingSheet, asked: &Asked, place: &str) -> Response {
    let others = if asked.with_others() { "?autres=oui" } else { "" };
    see_other(&format!("/bureau/codage/{}{others}{place}", sheet.story.id))
}
