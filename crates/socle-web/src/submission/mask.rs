//! Masking what must not be read by others: passages by their words, or sentences by their numbers. What was there
//! stays in the earlier revisions, for the team alone.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
    submission::{
        experience::{consent, framed},
        experience_at, experience_path, revisions,
    },
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::StatusCode;
use socle_domain::{
    consent::Publication,
    mask::{self, CannotMask, Suggestion},
};
use socle_look::{
    Sheet, Texts,
    components::{Button, Choice, ChoiceGroup, ErrorSummary, LineKind, Prompt, Strip, TextArea, TextField},
};
use socle_store::{CuratedExperience, NewRevision, RevisionReason, StoreError};

#[derive(Template)]
#[template(path = "submission/mask.html")]
struct MaskPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    consent: Strip,
    language: &'a str,
    sentences: Vec<&'a str>,
    action: String,
    revision: i64,
    suggestions: Option<ChoiceGroup>,
    passage: TextArea,
    from: TextField,
    to: TextField,
    send: Button,
}

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
struct Typed {
    chosen: Vec<String>,
    passage: String,
    from: String,
    to: String,
    passage_fault: Option<&'static str>,
    sentence_fault: Option<&'static str>,
    has_moved: bool,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
) -> Result<Page, AppError> {
    let experience = experience_at(&app, &member, &experience).await?;
    Ok(render(&app, &member, &experience, &Typed::default()))
}

pub(crate) async fn save(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let experience = experience_at(&app, &member, &experience).await?;
    let over = fields.number("revision").ok_or(AppError::Malformed)?;
    let mut typed = Typed {
        chosen: fields.all("passage").take(100).map(str::to_owned).collect(),
        passage: fields.get("mots").to_owned(),
        from: fields.get("de").trim().to_owned(),
        to: fields.get("a").trim().to_owned(),
        has_moved: over != experience.revision,
        ..Typed::default()
    };
    let text = if typed.has_moved { None } else { masked(&experience.text, &mut typed) };
    let Some(text) = text else { return Ok(refused(&app, &member, &experience, &typed)) };
    let (account, now, id) = (member.0.id, app.now(), experience.id);
    let new = NewRevision { account, experience: id, over, text, reason: RevisionReason::Masked, now };
    match app.store().revise(new).await {
        Ok(revision) => Ok(see_other(&revisions::between(id, over, revision))),
        Err(StoreError::Stale) => {
            let newest = experience_at(&app, &member, &id.to_string()).await?;
            Ok(refused(&app, &member, &newest, &Typed { has_moved: true, ..typed }))
        }
        Err(error) => Err(error.into()),
    }
}

fn refused(app: &App, member: &Member, experience: &CuratedExperience, typed: &Typed) -> Response {
    let mut page = render(app, member, experience, typed);
    if typed.has_moved {
        page.status = StatusCode::CONFLICT;
    }
    page.into_response()
}

/// The text with all that was asked masked; nothing when some of it cannot be. Sentences go first: their numbers are
/// those of the page.
fn masked(text: &str, typed: &mut Typed) -> Option<String> {
    let mut text = text.to_owned();
    if !typed.from.is_empty() || !typed.to.is_empty() {
        let from = typed.from.parse().unwrap_or(0);
        let to = if typed.to.is_empty() { from } else { typed.to.parse().unwrap_or(0) };
        match mask::mask_sentences(&text, from, to) {
            Ok(masked) => text = masked.text,
            Err(_) => typed.sentence_fault = Some("submission-fault-sentence"),
        }
    }
    for passage in &typed.chosen {
        // What was offered may have been masked with a sentence around it.
        if let Ok(masked) = mask::mask(&text, passage) {
            text = masked.text;
        }
    }
    let asks_nothing = typed.chosen.is_empty() && typed.from.is_empty() && typed.to.is_empty();
    match mask::mask(&text, &typed.passage) {
        Ok(masked) => text = masked.text,
        Err(CannotMask::Empty) if !asks_nothing && typed.passage.trim().is_empty() => {}
        Err(CannotMask::Empty) => typed.passage_fault = Some("submission-fault-passage-empty"),
        Err(CannotMask::NotThere) => typed.passage_fault = Some("submission-fault-passage"),
    }
    (typed.passage_fault.is_none() && typed.sentence_fault.is_none()).then_some(text)
}

fn render(app: &App, member: &Member, experience: &CuratedExperience, typed: &Typed) -> Page {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let said = |fault: Option<&'static str>| fault.map(|key| t.get(key));
    let passage = Prompt::new(language, "mots", t.get("submission-passage"))
        .hint(t.get("submission-passage-hint"))
        .optional()
        .error(said(typed.passage_fault))
        .area(typed.passage.clone())
        .rows(2);
    let number = |name: &'static str, key: &str, value: &str| {
        Prompt::new(language, name, t.get(key)).optional().text(value).kind(LineKind::Digits).width(4)
    };
    let mut from = number("de", "submission-sentence-from", &typed.from);
    from.prompt.error = said(typed.sentence_fault);
    let summary = if typed.has_moved {
        Some(ErrorSummary::single(language, t.get("submission-mask-moved")))
    } else {
        ErrorSummary::of(language, [&passage.prompt, &from.prompt])
    };
    let has_errors = summary.is_some();
    let content = MaskPage {
        t,
        summary,
        consent: consent(t, experience),
        language: &experience.language,
        sentences: mask::sentences(&experience.text).into_iter().map(|s| &experience.text[s]).collect(),
        action: experience_path(experience.id, "masquer"),
        revision: experience.revision,
        suggestions: suggestions(t, experience, typed),
        passage,
        from,
        to: number("a", "submission-sentence-to", &typed.to),
        send: Button::send(t.get("submission-mask-send")),
    };
    let mut frame = framed(app, member, experience, &t.get("submission-mask"));
    frame.page = frame.page.with_errors(has_errors);
    Page::new(Sheet::Office, frame.wrap(&content)).with_errors(has_errors)
}

/// What had better be masked. The organization's name is not offered when it may be named.
fn suggestions(t: &Texts, experience: &CuratedExperience, typed: &Typed) -> Option<ChoiceGroup> {
    let may_name = experience.publication == Some(Publication::Named);
    let name = experience.organization.as_ref().map(|(_, name)| name.as_str()).filter(|_| !may_name);
    let found = mask::suggestions(&experience.text, name);
    let choice = |one: &Suggestion| {
        Choice::new(one.passage.clone(), one.passage.clone())
            .hint(t.get(&format!("submission-sign-{}", one.sign.word())))
            .chosen(typed.chosen.contains(&one.passage))
    };
    (!found.is_empty()).then(|| {
        Prompt::new(t.language(), "passage", t.get("submission-suggestions"))
            .hint(t.get("submission-suggestions-hint"))
            .many_of(found.iter().map(choice).collect())
    })
}
