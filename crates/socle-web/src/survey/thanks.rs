//! « Merci »: the number of the return, what happens next, and the private link to come back by.

use crate::{
    App, addresses,
    error::AppError,
    fields::Fields,
    guard::{Respondent, forget_draft},
    page::{Page, see_other, see_other_with_cookie},
    private,
    survey::{Clicked, check_path, draft_of, frame, language_of, moment, moment_here_and_there},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    id::{LetterId, SubmissionId},
    letter::Recipient,
    survey::Survey,
    time::{HOUR, Timestamp},
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, ErrorSummary, LineKind, Notice, NoticeKind, Prompt, TextField, Weight},
    dates,
    layouts::Link,
};
use socle_store::{Receipt, ReceiptCopy, SavedDraft};

#[derive(Template)]
#[template(path = "survey/thanks.html")]
struct Thanks<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    number: i64,
    received: String,
    closes: String,
    /// The month in which the study appears.
    appears: Option<String>,
    /// The private link, whole: it is copied, noted, photographed. Not shown any more an hour after sending.
    link: Option<Link>,
    copy: Option<MailCopy>,
    /// Where the survey is passed on.
    tell: [Link; 2],
    action: String,
    forget: Button,
}

/// A copy of number and link by mail.
enum MailCopy {
    /// Nobody has asked for one yet.
    Offered { email: Box<TextField>, send: Box<Button> },
    /// What became of the one that was asked for.
    Asked(Box<Notice>),
}

/// What was typed for the copy, and what became of it.
#[derive(Debug, Clone, Copy)]
enum Typed<'a> {
    Nothing,
    Wrong(&'a str),
    Sent,
    TooOften,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    let draft = draft_of(&app, respondent, &slug).await?;
    let Some(submission) = draft.submission else { return Ok(see_other(&check_path(&draft.survey))) };
    if let Some(corrected) = draft.corrects.filter(|_| shows_link(draft.saved_at, app.now())) {
        return Ok(see_other(&private::path(&app, "return", corrected.uuid())));
    }
    let language = language_of(&draft, clicked.langue.as_deref());
    let typed = match clicked.retour.as_deref() {
        Some("copie") => Typed::Sent,
        Some("copies") => Typed::TooOften,
        _ => Typed::Nothing,
    };
    Ok(render(&app, &draft, submission, language, typed).await?.into_response())
}

/// How long the private link is shown to whoever holds the phone that sent the return: long enough for a connection that
/// comes and goes, not for the next person who borrows the phone.
const SHOWN: i64 = HOUR;

fn shows_link(sent_at: Timestamp, now: Timestamp) -> bool {
    now < sent_at.plus(SHOWN)
}

/// What is done from this page: a copy of the receipt by mail, whose address serves for this letter and is not kept; or
/// forgetting the return on this phone.
pub(crate) async fn act(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let draft = draft_of(&app, respondent, &slug).await?;
    let Some(submission) = draft.submission else { return Ok(see_other(&check_path(&draft.survey))) };
    let language = language_of(&draft, Some(fields.get("langue")));
    if fields.get("geste") == "oublier" {
        let path = format!("/e/{slug}");
        return Ok(see_other_with_cookie(
            &format!("{path}?langue={}", language.code()),
            &forget_draft(&app, path),
        ));
    }
    let receipt = app.store().receipt(submission).await?;
    let Some(Receipt::Kept { received_at, .. }) = receipt else { return Err(AppError::Gone) };
    let typed = fields.get("courriel");
    if !app.has_mail() || !shows_link(received_at, app.now()) {
        return Ok(see_other(&format!("/e/{slug}/merci?langue={}", language.code())));
    }
    let Ok(recipient) = Recipient::parse(typed) else {
        let page = render(&app, &draft, submission, language, Typed::Wrong(typed)).await?;
        return Ok(page.into_response());
    };
    let now = app.now();
    let copy = ReceiptCopy {
        id: LetterId::new(now, app.chance()),
        submission,
        recipient,
        language: language.code().to_owned(),
        now,
    };
    let became = if app.store().post_receipt(copy).await? { "copie" } else { "copies" };
    Ok(see_other(&format!("/e/{slug}/merci?retour={became}&langue={}", language.code())))
}

async fn render(
    app: &App,
    draft: &SavedDraft,
    submission: SubmissionId,
    language: Language,
    typed: Typed<'_>,
) -> Result<Page, AppError> {
    let receipt = app.store().receipt(submission).await?;
    let Some(Receipt::Kept { number, received_at, .. }) = receipt else { return Err(AppError::Gone) };
    let t = app.texts(language);
    let path = format!("/e/{}/merci", draft.survey.slug);
    let is_shown = shows_link(received_at, app.now());
    // Without a mail server nobody is promised a letter.
    let copy = (is_shown && app.has_mail()).then(|| copy_of(t, typed));
    let summary = match &copy {
        Some(MailCopy::Offered { email, .. }) => ErrorSummary::of(language, [&email.prompt]),
        _ => None,
    };
    let link = private::link(app, "return", submission.uuid());
    let has_errors = summary.is_some();
    let study = app.store().study(draft.survey.study).await?;
    let appears = study.and_then(|study| study.description.appears);
    let content = Thanks {
        t,
        summary,
        number,
        received: moment(language, &draft.survey, received_at),
        closes: moment_here_and_there(language, &draft.survey, draft.survey.calendar.closes_at),
        appears: appears.map(|month| dates::month(language, month.year(), month.month())),
        link: is_shown.then(|| Link::new(link, private::path(app, "return", submission.uuid()))),
        copy,
        tell: tell(app, t, &draft.survey),
        action: path.clone(),
        forget: Button::send(t.get("survey-forget-send")).sends("geste", "oublier").weight(Weight::Quiet),
    };
    let mut frame = frame(language, &draft.survey, t.get("survey-thanks"), &path);
    frame.page = frame.page.with_errors(has_errors);
    Ok(Page::new(Sheet::Survey, frame.wrap(&content)).with_errors(has_errors))
}

/// Ready messages that carry the survey's address, for whoever knows somebody with something to tell.
fn tell(app: &App, t: &Texts, survey: &Survey) -> [Link; 2] {
    let address = format!("{}/e/{}", app.settings().address, survey.slug);
    let words = addresses::encode(&t.with("survey-tell-words", &[("address", address.as_str().into())]));
    [
        Link::new(t.get("survey-tell-whatsapp"), format!("https://wa.me/?text={words}")),
        Link::new(t.get("survey-tell-sms"), format!("sms:?body={words}")),
    ]
}

fn copy_of(t: &Texts, typed: Typed<'_>) -> MailCopy {
    let language = t.language();
    let (value, error) = match typed {
        Typed::Nothing => ("", None),
        Typed::Wrong(value) => (value, Some(t.get("survey-copy-wrong"))),
        Typed::Sent => {
            return MailCopy::Asked(Box::new(Notice::new(
                language,
                NoticeKind::Done,
                &t.get("survey-copy-sent"),
            )));
        }
        Typed::TooOften => {
            return MailCopy::Asked(Box::new(Notice::new(
                language,
                NoticeKind::Note,
                &t.get("survey-copy-often"),
            )));
        }
    };
    let email = Prompt::new(language, "courriel", t.get("survey-copy-email"))
        .hint(t.get("survey-copy-hint"))
        .error(error)
        .text(value)
        .kind(LineKind::Email)
        .autocomplete("email");
    MailCopy::Offered {
        email: Box::new(email),
        send: Box::new(Button::send(t.get("survey-copy-send")).weight(Weight::Outlined)),
    }
}
