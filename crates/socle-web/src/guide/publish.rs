//! Proposing and publishing: everything that says no with the field it leads to, the readers, the contributors.

use super::{
    InLanguage, PART, crumbs, day,
    faults::{refusal_line, standing_word},
    file,
    paper::paper_lines,
    title, views, writes,
};
use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
    private,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use http::StatusCode;
use socle_domain::{
    guide::{Finding, HeaderField, Refusal, Verdict},
    id::{ApprovalId, GuideRevisionId},
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, Notice, NoticeKind, Tag, Tone, Weight},
    layouts::Link,
};
use socle_store::{ApprovalRow, GuideFile, NotPublished, Standing, StoreError};

#[derive(Template)]
#[template(path = "guide/publish.html")]
struct PublishPage<'a> {
    t: &'a Texts,
    heading: String,
    views: Vec<Link>,
    action: String,
    language: &'a str,
    version: i64,
    draft_lines: Vec<(String, String)>,
    is_proposed: bool,
    propose: Option<Button>,
    revision: String,
    words: String,
    lines: Vec<(String, String)>,
    readings: Vec<(String, Tag, Vec<String>)>,
    approvals: Vec<ApprovalPart>,
    publish: Option<Button>,
    silent: Option<Notice>,
}

struct ApprovalPart {
    id: String,
    words: String,
    tag: Tag,
    comment: String,
    link: String,
    remind: Option<Button>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    Query(asked): Query<InLanguage>,
) -> Result<Page, AppError> {
    let file = file(&app, &member, &guide, asked.code()).await?;
    render(&app, &member, &file).await
}

pub(crate) async fn propose(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let language = Language::parse(fields.get("langue")).ok_or(AppError::Malformed)?;
    let version = fields.number("version").ok_or(AppError::Malformed)?;
    let file = file(&app, &member, &guide, language.code()).await?;
    let text = (language.code(), version);
    let (has_mail, now) = (app.has_mail(), app.now());
    let done = app.store().propose_guide(member.0.id, file.id, text, has_mail, app.chance(), now).await;
    answer(&app, &member, &file, done.map(|_| ())).await
}

pub(crate) async fn publish(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let language = Language::parse(fields.get("langue")).ok_or(AppError::Malformed)?;
    let revision = GuideRevisionId::parse(fields.get("revision")).map_err(|_| AppError::Malformed)?;
    let file = file(&app, &member, &guide, language.code()).await?;
    if file.proposed.is_none_or(|(proposed, _)| proposed != revision) {
        return Err(AppError::Conflict);
    }
    let t = app.texts(frame::language_of(&member));
    if !paper_lines(&app, t, revision, "").await?.is_empty() {
        return refused(&app, &member, &file).await;
    }
    let done = app.store().publish_guide(member.0.id, revision, app.now()).await;
    answer(&app, &member, &file, done).await
}

pub(crate) async fn remind(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let language = Language::parse(fields.get("langue")).ok_or(AppError::Malformed)?;
    let approval = ApprovalId::parse(fields.get("avis")).map_err(|_| AppError::Malformed)?;
    let file = file(&app, &member, &guide, language.code()).await?;
    if !app.store().remind_by_hand(member.0.id, approval, app.now()).await? {
        return Err(AppError::Conflict);
    }
    Ok(see_other(&address(&file)))
}

pub(crate) async fn take_down(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(guide): Path<String>,
) -> Result<Response, AppError> {
    let file = file(&app, &member, &guide, "fr").await?;
    app.store().take_down_guide(member.0.id, file.id, app.now()).await?;
    Ok(see_other(&format!("{PART}/{}/revisions", file.id)))
}

fn address(file: &GuideFile) -> String {
    format!("{PART}/{}/publier?langue={}", file.id, file.draft.language)
}

/// Where a proposal or a publication leads: the same page, which says what refuses when something does.
async fn answer(
    app: &App,
    member: &Member,
    file: &GuideFile,
    done: Result<(), NotPublished>,
) -> Result<Response, AppError> {
    match done {
        Ok(()) => Ok(see_other(&address(file))),
        Err(NotPublished::Refused(_)) => refused(app, member, file).await,
        Err(NotPublished::Missing) => Err(AppError::NotFound),
        Err(NotPublished::Store(StoreError::Stale)) => Err(AppError::Conflict),
        Err(NotPublished::Store(error)) => Err(error.into()),
    }
}

async fn refused(app: &App, member: &Member, file: &GuideFile) -> Result<Response, AppError> {
    let mut page = render(app, member, file).await?;
    page.status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(page.into_response())
}

async fn render(app: &App, member: &Member, file: &GuideFile) -> Result<Page, AppError> {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let may_write = writes(member, file);
    let standing = match file.proposed {
        Some((revision, _)) => app.store().guide_standing(member.0.id, revision).await?,
        None => None,
    };
    let findings = app.store().check_guide(member.0.id, file.id, &file.draft).await?.unwrap_or_default();
    let decision = standing.as_ref().map(|standing| standing.may_publish(app.now()));
    // What is proposed or published already is not proposed once more.
    let is_proposed = findings.is_empty() && is_proposed(app, member, file).await?;
    let compose = format!("{PART}/{}?langue={}", file.id, file.draft.language);
    let paper = match file.proposed {
        Some((revision, _)) if decision.as_ref().is_some_and(Result::is_ok) => {
            paper_lines(app, t, revision, &compose).await?
        }
        _ => Vec::new(),
    };
    let may_publish = may_write && decision.as_ref().is_some_and(Result::is_ok) && paper.is_empty();
    let refusals = decision.as_ref().and_then(|decision| decision.as_ref().err());
    let silent =
        decision.as_ref().and_then(|decision| decision.as_ref().ok()).filter(|silent| !silent.is_empty());
    let content = PublishPage {
        t,
        heading: title(t, file.draft.header.get(HeaderField::Title)),
        views: views(t, file, may_write, "/publier"),
        action: format!("{PART}/{}", file.id),
        language: &file.draft.language,
        version: file.draft.version,
        draft_lines: lines(t, file, &findings, &compose),
        is_proposed,
        propose: (may_write && findings.is_empty() && file.draft.version > 0 && !is_proposed)
            .then(|| Button::send(t.get("guide-propose")).weight(Weight::Outlined)),
        revision: file.proposed.map(|(id, _)| id.to_string()).unwrap_or_default(),
        words: words(t, file),
        lines: refusals
            .into_iter()
            .flatten()
            .map(|one| refusal_line(t, file.kind, one, &compose))
            .chain(paper)
            .collect(),
        readings: standing.as_ref().map(|standing| readings(t, standing)).unwrap_or_default(),
        approvals: standing
            .as_ref()
            .map(|standing| approvals(app, t, language, standing, may_write))
            .unwrap_or_default(),
        publish: may_publish.then(|| Button::send(t.get("guide-publish")).weight(Weight::Solid)),
        silent: silent.map(|silent| {
            let numbers = silent.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
            Notice::new(
                language,
                NoticeKind::Warning,
                &t.with("guide-silent", &[("numbers", numbers.into())]),
            )
        }),
    };
    let mut frame = frame::office(app, member, t.get("guide-view-publish"), PART);
    frame.breadcrumb = crumbs(t);
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

/// Whether the working copy is what is proposed or, when nothing is, what readers see.
async fn is_proposed(app: &App, member: &Member, file: &GuideFile) -> Result<bool, AppError> {
    let Some((id, _)) = file.proposed.or(file.published) else { return Ok(false) };
    let all = app.store().guide_revisions(member.0.id, file.id).await?;
    let newest = all.iter().find(|row| row.id == id);
    Ok(newest.is_some_and(|row| row.header == file.draft.header && row.body == file.draft.body))
}

fn lines(t: &Texts, file: &GuideFile, findings: &[Finding], compose: &str) -> Vec<(String, String)> {
    let line = |finding: &Finding| refusal_line(t, file.kind, &Refusal::Text(finding.clone()), compose);
    findings.iter().map(line).collect()
}

fn words(t: &Texts, file: &GuideFile) -> String {
    match (file.proposed, file.published) {
        (Some((_, revision)), _) => t.with("guide-publish-proposed", &[("n", revision.into())]),
        (None, Some((_, revision))) => t.with("guide-publish-published", &[("n", revision.into())]),
        (None, None) => t.get("guide-publish-nothing"),
    }
}

/// Each reader with what they said that is not a plain yes.
fn readings(t: &Texts, standing: &Standing) -> Vec<(String, Tag, Vec<String>)> {
    let reading = |reading: &socle_domain::guide::Reading| {
        let (key, tone) = match (reading.is_complete(), reading.has_written) {
            (false, _) => ("guide-reading-unfinished", Tone::Warning),
            (true, true) => ("guide-reading-author", Tone::Note),
            (true, false) => ("guide-reading-outside", Tone::Done),
        };
        let told = reading
            .verdicts
            .iter()
            .filter(|(_, verdict, words)| *verdict != Verdict::Yes || !words.is_empty());
        let line = |(criterion, verdict, words): &(socle_domain::guide::Criterion, Verdict, String)| {
            let criterion = t.get(&format!("guide-criterion-{}", criterion.word()));
            let verdict = t.get(&format!("guide-verdict-{}", verdict.word()));
            let dash = if words.is_empty() { "" } else { " — " };
            format!("{criterion} : {verdict}{dash}{words}")
        };
        (reading.reader.clone(), Tag::new(t.get(key), tone), told.map(line).collect())
    };
    standing.readings.iter().map(reading).collect()
}

fn approvals(
    app: &App,
    t: &Texts,
    language: Language,
    standing: &Standing,
    may_write: bool,
) -> Vec<ApprovalPart> {
    let part = |row: &ApprovalRow| {
        let approval = row.approval;
        let state = approval.standing(app.now());
        let tone = match standing_word(state) {
            "approved" => Tone::Done,
            "waiting" | "silent" => Tone::Note,
            _ => Tone::Error,
        };
        let told = [
            ("number", approval.experience.to_string().into()),
            ("day", day(language, approval.asked_at).into()),
            ("reminders", approval.reminders.into()),
        ];
        let key = if row.has_address { "guide-approval" } else { "guide-approval-by-hand" };
        let remind = may_write && approval.is_reminder_due(app.now());
        ApprovalPart {
            id: row.id.to_string(),
            words: t.with(key, &told),
            tag: Tag::new(t.get(&format!("guide-standing-{}", standing_word(state))), tone),
            comment: row.comment.clone(),
            link: private::link(app, "approval", row.id.uuid()),
            remind: remind.then(|| Button::send(t.get("guide-remind")).weight(Weight::Quiet)),
        }
    };
    standing.approvals.iter().map(part).collect()
}
