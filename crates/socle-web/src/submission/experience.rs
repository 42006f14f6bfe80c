//! An experience on its return's page: the curated text, what can be done with it, and whether it counts.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
    submission::{
        experience_at, experience_path, filter, publication_tag, reason, record_path, status_tag, theme_words,
    },
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::submission::ReviewStatus;
use socle_look::{
    Sheet, Texts,
    components::{Button, ErrorSummary, Fact, FactList, Strip, Weight},
    layouts::{Link, OfficeFrame},
};
use socle_store::{CuratedExperience, ExperienceDecision, ToldTool};

/// What a return's page shows of one experience.
#[derive(Template)]
#[template(path = "submission/card.html")]
pub(super) struct Card {
    title: String,
    status: socle_look::components::Tag,
    facts: FactList,
    language: String,
    text: String,
    ways: Vec<Link>,
}

impl askama::filters::HtmlSafe for Card {}

impl Card {
    pub(super) fn of(t: &Texts, experience: &CuratedExperience, of: usize) -> Self {
        let mut title = t.with("submission-experience", &[("n", experience.place.into())]);
        if of > 1 && !experience.title.is_empty() {
            title = format!("{title} · {}", experience.title);
        }
        let way = |key: &str, page: &str| Link::new(t.get(key), experience_path(experience.id, page));
        let revisions = t.with("submission-revisions-count", &[("n", experience.revision.into())]);
        // Before it is accepted, its text may still change under the passages.
        let is_accepted = experience.status == ReviewStatus::Accepted;
        let coding = Link::new(t.get("submission-code"), format!("/bureau/codage/{}", experience.id));
        let aside = if experience.reason.is_some() { "submission-count-again" } else { "submission-aside" };
        Self {
            title,
            status: status_tag(t, experience.status),
            facts: facts(t, experience),
            language: experience.language.clone(),
            text: experience.text.clone(),
            ways: [
                way("submission-edit", "texte"),
                way("submission-mask", "masquer"),
                Link::new(revisions, experience_path(experience.id, "revisions")),
                way("submission-link-tools", "outils"),
            ]
            .into_iter()
            .chain(is_accepted.then_some(coding))
            .chain([way(aside, "ecarter")])
            .collect(),
        }
    }
}

fn facts(t: &Texts, experience: &CuratedExperience) -> FactList {
    let mut facts = Vec::new();
    if !experience.tools.is_empty() {
        let told: Vec<_> = experience.tools.iter().map(|told| tool_words(t, told)).collect();
        facts.push(Fact::new(t.get("submission-tools-told"), &told.join(" · ")));
    }
    if !experience.theme.is_empty() {
        facts.push(Fact::new(t.get("submission-column-theme"), &theme_words(t, &experience.theme)));
    }
    if let Some(reason) = &experience.reason {
        facts.push(Fact::new(t.get("submission-reason"), &reason::told(t, reason)));
    }
    FactList::new(t.language(), facts)
}

/// « Kobo → KoboToolbox », or « Kobo (pas encore relié) ».
pub(super) fn tool_words(t: &Texts, told: &ToldTool) -> String {
    match &told.tool {
        Some(tool) if tool.name == told.told => tool.name.clone(),
        Some(tool) => format!("{} → {}", told.told, tool.name),
        None => t.with("submission-unlinked", &[("told", told.told.as_str().into())]),
    }
}

/// The line that stays in sight on every page about a text.
pub(super) fn consent(t: &Texts, experience: &CuratedExperience) -> Strip {
    let label = t.get("submission-publication");
    Strip { label, parts: vec![(String::new(), publication_tag(t, experience.publication))] }
}

/// The frame of a page about an experience, under the return it stands in.
pub(super) fn framed(app: &App, member: &Member, experience: &CuratedExperience, title: &str) -> OfficeFrame {
    let t = app.texts(frame::language_of(member));
    let number = format!("R-{}", experience.submission_number);
    let mut frame = frame::office(app, member, format!("{title} · {number}"), filter::INBOX);
    frame.breadcrumb = vec![
        Link::new(t.get("submission-inbox"), filter::INBOX),
        Link::new(number, record_path(experience.submission)),
    ];
    frame
}

#[derive(Template)]
#[template(path = "submission/aside.html")]
struct AsidePage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    title: String,
    consent: Strip,
    action: String,
    version: i64,
    told: Option<String>,
    reason: reason::ReasonFields,
    send: Button,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
) -> Result<Page, AppError> {
    let experience = experience_at(&app, &member, &experience).await?;
    Ok(render(&app, &member, &experience, &reason::Typed::default()))
}

pub(crate) async fn decide(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(experience): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let experience = experience_at(&app, &member, &experience).await?;
    let version = fields.number("version").ok_or(AppError::Malformed)?;
    let reason = match fields.get("acte") {
        "compter" => None,
        "ecarter" => {
            let (typed, reason) = reason::Typed::read(&fields);
            if reason.is_none() {
                return Ok(render(&app, &member, &experience, &typed).into_response());
            }
            reason
        }
        _ => return Err(AppError::Malformed),
    };
    let (account, now) = (member.0.id, app.now());
    let decision = ExperienceDecision { account, experience: experience.id, version, reason, now };
    app.store().review_experience(decision).await?;
    Ok(see_other(&record_path(experience.submission)))
}

fn render(app: &App, member: &Member, experience: &CuratedExperience, typed: &reason::Typed) -> Page {
    let t = app.texts(frame::language_of(member));
    let is_aside = experience.reason.is_some();
    let title = t.get(if is_aside { "submission-count-again" } else { "submission-aside" });
    let reason = typed.fields(t, "");
    let summary = ErrorSummary::of(t.language(), [&reason.ground.prompt, &reason.words.prompt]);
    let has_errors = summary.is_some();
    let (word, key) = if is_aside {
        ("compter", "submission-count-again-send")
    } else {
        ("ecarter", "submission-aside-send")
    };
    let content = AsidePage {
        t,
        summary,
        title: title.clone(),
        consent: consent(t, experience),
        action: experience_path(experience.id, "ecarter"),
        version: experience.version,
        told: experience.reason.as_ref().map(|reason| reason::told(t, reason)),
        reason,
        send: Button::send(t.get(key)).sends("acte", word).weight(Weight::Solid),
    };
    let mut frame = framed(app, member, experience, &title);
    frame.page = frame.page.with_errors(has_errors);
    Page::new(Sheet::Office, frame.wrap(&content)).with_errors(has_errors)
}
