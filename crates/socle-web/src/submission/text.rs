//! The curated text of an experience, edited. Of two people who edit at once, the second sees both texts.

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
use socle_domain::text::{self, InvalidText};
use socle_look::{
    Sheet, Texts,
    components::{Button, Changes, ErrorSummary, Prompt, Strip, TextArea},
};
use socle_store::{CuratedExperience, NewRevision, RevisionReason, StoreError};

/// The most characters of a curated text: three stories of every field, and room to spare.
pub(super) const TEXT_MOST: usize = 40_000;

#[derive(Template)]
#[template(path = "submission/text.html")]
struct TextPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    consent: Strip,
    clash: Option<Clash>,
    action: String,
    revision: i64,
    area: TextArea,
    send: Button,
}

/// Someone else's text, and what sets it apart from what was typed.
struct Clash {
    theirs: String,
    language: String,
    changes: Changes,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
) -> Result<Page, AppError> {
    let experience = experience_at(&app, &member, &experience).await?;
    let text = experience.text.clone();
    Ok(render(&app, &member, &experience, text, None, false))
}

pub(crate) async fn save(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let experience = experience_at(&app, &member, &experience).await?;
    let over = fields.number("revision").ok_or(AppError::Malformed)?;
    let typed = fields.get("texte");
    let text = match text::paragraphs(typed, TEXT_MOST) {
        Ok(text) => text,
        Err(fault) => {
            let page = render(&app, &member, &experience, typed.to_owned(), Some(fault), false);
            return Ok(page.into_response());
        }
    };
    let (account, now) = (member.0.id, app.now());
    let (id, reason) = (experience.id, RevisionReason::Edited);
    let new = NewRevision { account, experience: id, over, text: text.clone(), reason, now };
    match app.store().revise(new).await {
        Ok(revision) if revision == over => Ok(see_other(&super::record_path(experience.submission))),
        Ok(revision) => Ok(see_other(&revisions::between(id, over, revision))),
        Err(StoreError::Stale) => {
            let newest = experience_at(&app, &member, &id.to_string()).await?;
            let mut page = render(&app, &member, &newest, text, None, true);
            page.status = StatusCode::CONFLICT;
            Ok(page.into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn render(
    app: &App,
    member: &Member,
    experience: &CuratedExperience,
    typed: String,
    fault: Option<InvalidText>,
    is_clash: bool,
) -> Page {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let clash = is_clash.then(|| Clash {
        theirs: experience.text.clone(),
        language: experience.language.clone(),
        changes: revisions::changes(language, &experience.language, &experience.text, &typed),
    });
    let area = Prompt::new(language, "texte", t.get("submission-text"))
        .hint(t.get("submission-text-hint"))
        .error(fault.map(|fault| sentence(t, fault)))
        .area(typed)
        .rows(24)
        .limit(u32::try_from(TEXT_MOST).unwrap_or(u32::MAX));
    let summary = match &clash {
        Some(_) => Some(ErrorSummary::single(language, t.get("submission-text-clash"))),
        None => ErrorSummary::of(language, [&area.prompt]),
    };
    let has_errors = summary.is_some();
    let key = if is_clash { "submission-text-over" } else { "submission-text-send" };
    let content = TextPage {
        t,
        summary,
        consent: consent(t, experience),
        clash,
        action: experience_path(experience.id, "texte"),
        revision: experience.revision,
        area,
        send: Button::send(t.get(key)),
    };
    let mut frame = framed(app, member, experience, &t.get("submission-edit"));
    frame.page = frame.page.with_errors(has_errors);
    Page::new(Sheet::Office, frame.wrap(&content)).with_errors(has_errors)
}

fn sentence(t: &Texts, fault: InvalidText) -> String {
    match fault {
        InvalidText::Empty => t.get("submission-fault-text-empty"),
        InvalidText::TooLong { most } => t.with("submission-fault-text-long", &[("n", most.into())]),
        InvalidText::Control(_) => t.get("submission-fault-control"),
    }
}
