//! The contributor's page: the guide as it will appear, and what they say of it. Reached by a private link.

use super::article::article;
use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    language::Spoken,
    page::{Page, see_other},
    private,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    guide::ApprovalVerdict,
    id::ApprovalId,
    text::{self, InvalidText},
};
use socle_look::{
    Html, Language, Texts,
    components::{Button, Choice, ChoiceGroup, ErrorSummary, Notice, NoticeKind, Prompt, TextArea},
};
use socle_store::{AskedApproval, StoreError};

const COMMENT_MOST: usize = 2_000;

#[derive(Template)]
#[template(path = "guide/approval.html")]
struct ApprovalPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    notice: Notice,
    article: Html,
    form: Option<Form>,
    action: String,
}

struct Form {
    verdict: ChoiceGroup,
    comment: TextArea,
    send: Button,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Faults {
    verdict: Option<&'static str>,
    comment: Option<&'static str>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(Spoken(language)): Extension<Spoken>,
    Path(token): Path<String>,
) -> Result<Response, AppError> {
    let asked = asked(&app, &token).await?;
    let (verdict, comment) = (asked.verdict, asked.comment.clone());
    render((&app, language), &token, &asked, (Some(verdict), &comment), Faults::default()).await
}

pub(crate) async fn answer(
    State(app): State<App>,
    Extension(Spoken(language)): Extension<Spoken>,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let asked = asked(&app, &token).await?;
    if fields.has_controls() {
        return Err(AppError::Malformed);
    }
    let verdict =
        ApprovalVerdict::parse(fields.get("avis")).filter(|verdict| *verdict != ApprovalVerdict::Asked);
    let mut faults = Faults::default();
    let comment = match text::paragraphs(fields.get("mot"), COMMENT_MOST) {
        Ok(comment) => comment,
        Err(InvalidText::Empty) if verdict == Some(ApprovalVerdict::Corrected) => {
            faults.comment = Some("guide-approval-say-what");
            String::new()
        }
        Err(InvalidText::Empty) => String::new(),
        Err(_) => {
            faults.comment = Some("guide-approval-too-long");
            String::new()
        }
    };
    let Some(verdict) = verdict.filter(|_| faults.comment.is_none()) else {
        if verdict.is_none() {
            faults.verdict = Some("guide-approval-choose");
        }
        return render((&app, language), &token, &asked, (verdict, fields.get("mot")), faults).await;
    };
    match app.store().answer_approval(asked.id, verdict, comment, app.now()).await {
        Ok(()) => Ok(see_other(&format!("/avis/{token}"))),
        Err(StoreError::Stale) => Err(AppError::Conflict),
        Err(error) => Err(error.into()),
    }
}

/// The approval that a link leads to. One whose return was withdrawn since is gone.
async fn asked(app: &App, token: &str) -> Result<AskedApproval, AppError> {
    let id = private::read(app, "approval", token).ok_or(AppError::NotFound)?;
    app.store().approval(ApprovalId::from_uuid(id)).await?.ok_or(AppError::Gone)
}

async fn render(
    (app, language): (&App, Language),
    token: &str,
    asked: &AskedApproval,
    (verdict, comment): (Option<ApprovalVerdict>, &str),
    faults: Faults,
) -> Result<Response, AppError> {
    let view = app.store().revision_view(asked.revision).await?.ok_or(AppError::Gone)?;
    let t = app.texts(language);
    let form = asked.is_open.then(|| form(t, language, verdict, comment, faults));
    let summary = form
        .as_ref()
        .and_then(|form| ErrorSummary::of(language, [&form.verdict.prompt, &form.comment.prompt]));
    let has_errors = summary.is_some();
    let (kind, key) = match (asked.is_open, asked.verdict) {
        (false, _) => (NoticeKind::Note, "guide-approval-closed"),
        (true, ApprovalVerdict::Asked) => (NoticeKind::Note, "guide-approval-asked"),
        (true, ApprovalVerdict::Approved) => (NoticeKind::Done, "guide-approval-approved"),
        (true, ApprovalVerdict::Corrected) => (NoticeKind::Done, "guide-approval-corrected"),
        (true, ApprovalVerdict::Refused) => (NoticeKind::Done, "guide-approval-refused"),
    };
    let words = t.with(key, &[("number", asked.experience.to_string().into())]);
    let content = ApprovalPage {
        t,
        summary,
        notice: Notice::new(language, kind, &words),
        article: Html::of(&article(app, &view, app.now())),
        form,
        action: format!("/avis/{token}"),
    };
    let title = t.with("guide-approval-of", &[("title", view.header.title.as_str().into())]);
    let mut frame = frame::public(app, language, title, None);
    frame.page.is_private = true;
    frame.page.has_errors = has_errors;
    frame.is_reply = true;
    let sheet = frame.sheet();
    Ok(Page::new(sheet, frame.wrap(&content)).with_errors(has_errors).into_response())
}

fn form(
    t: &Texts,
    language: Language,
    verdict: Option<ApprovalVerdict>,
    comment: &str,
    faults: Faults,
) -> Form {
    let choices = [ApprovalVerdict::Approved, ApprovalVerdict::Corrected, ApprovalVerdict::Refused];
    let choices = choices.map(|one| {
        Choice::new(one.word(), t.get(&format!("guide-say-{}", one.word()))).chosen(verdict == Some(one))
    });
    Form {
        verdict: Prompt::new(language, "avis", t.get("guide-approval-question"))
            .error(faults.verdict.map(|key| t.get(key)))
            .one_of(choices.into()),
        comment: Prompt::new(language, "mot", t.get("guide-approval-comment"))
            .hint(t.get("guide-approval-comment-hint"))
            .optional()
            .error(faults.comment.map(|key| t.get(key)))
            .area(comment)
            .limit(2_000),
        send: Button::send(t.get("guide-approval-send")),
    }
}
