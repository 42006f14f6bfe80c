//! « Vérifier »: every answer before it is sent, each one click from being changed.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    guard::Respondent,
    page::{Page, see_other},
    private, questionnaire,
    survey::{Clicked, draft_of, field, frame_of_draft, language_of, question_path, state_of},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    experience::CONTACTS,
    id::{LetterId, SubmissionId},
    letter::Recipient,
    submission::{BODY_MOST, Channel, InstanceId},
    survey::Window,
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, CheckList, CheckRow, ErrorSummary, LineKind, Prompt, TextField},
    layouts::Link,
};
use socle_store::{NewCorrection, NewReading, NewSubmission, Receipt, ReceiptCopy, SavedDraft, StoreError};
use xlsform::{Control, Finding, FormState, Meta};

/// Why nothing was sent yet.
#[derive(Debug, Default)]
struct Problems {
    findings: Vec<Finding>,
    has_moved: bool,
    /// What was typed for the copy of the receipt, and that no letter can be sent there.
    copy: Option<(String, bool)>,
}

impl Problems {
    fn are_any(&self) -> bool {
        self.has_moved
            || !self.findings.is_empty()
            || self.copy.as_ref().is_some_and(|(_, is_wrong)| *is_wrong)
    }
}

#[derive(Template)]
#[template(path = "survey/check.html")]
struct Check<'a> {
    t: &'a Texts,
    action: String,
    summary: Option<ErrorSummary>,
    parts: Vec<Part>,
    version: i64,
    language: Language,
    /// It corrects a return that was sent before.
    is_correction: bool,
    /// Where a copy of the receipt goes, when letters leave from here.
    copy: Option<TextField>,
    /// Nothing can be sent without an agreement.
    send: Option<Button>,
}

/// The answers of one part of the questionnaire.
struct Part {
    title: String,
    answers: CheckList,
    /// Where an experience is taken out, when there are several.
    remove: Option<Link>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    let draft = draft_of(&app, respondent, &slug).await?;
    if draft.submission.is_some() {
        return Ok(see_other(&format!("/e/{slug}/merci")));
    }
    let language = language_of(&draft, clicked.langue.as_deref());
    let state = state_of(&app, &draft, language).await?;
    Ok(render(&app, &draft, &state, language, &Problems::default()).into_response())
}

pub(crate) async fn send(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let draft = draft_of(&app, respondent, &slug).await?;
    if draft.submission.is_some() {
        return Ok(see_other(&format!("/e/{slug}/merci")));
    }
    if draft.check_send(app.now()).is_err() {
        return Ok(see_other(&format!("/e/{slug}")));
    }
    let language = language_of(&draft, Some(fields.get("langue")));
    let state = state_of(&app, &draft, language).await?;
    // Someone may have changed an answer since this list was shown: it is shown again before anything is sent.
    let has_moved = fields.number("version") != Some(draft.version);
    let typed = fields.get("copie").trim();
    let recipient = Recipient::parse(typed).ok().filter(|_| offers_copy(&app, &draft));
    let is_wrong = !typed.is_empty() && recipient.is_none() && offers_copy(&app, &draft);
    let problems =
        Problems { findings: state.findings(), has_moved, copy: Some((typed.to_owned(), is_wrong)) };
    if problems.are_any() || questionnaire::declines(&state) {
        return Ok(render(&app, &draft, &state, language, &problems).with_errors(true).into_response());
    }
    if let Some(corrects) = draft.corrects {
        return correct(&app, &draft, (corrects, &state), language).await;
    }
    match app.store().accept_submission(submission(&app, &draft, (&state, recipient), language)?).await {
        // Whoever of the team entered it goes on reading it.
        Ok(Receipt::Kept { id, .. }) if draft.entry.is_some() => {
            Ok(see_other(&format!("/bureau/retours/{id}")))
        }
        Ok(Receipt::Kept { .. }) => Ok(see_other(&format!("/e/{slug}/merci"))),
        Ok(Receipt::Withdrawn) => Err(AppError::Gone),
        Err(StoreError::Stale) => show_moved(&app, respondent, &slug, language).await,
        Err(error) => Err(error.into()),
    }
}

/// What corrects a return stands beside it, and leads back to its page.
async fn correct(
    app: &App,
    draft: &SavedDraft,
    (submission, state): (SubmissionId, &FormState),
    language: Language,
) -> Result<Response, AppError> {
    let now = app.now();
    let correction = NewCorrection {
        submission,
        draft: (draft.id, draft.version),
        body: body(draft, state)?,
        language: language.code().to_owned(),
        reading: reading(app, state),
        now,
    };
    match app.store().accept_correction(correction).await {
        Ok(_) => {
            Ok(see_other(&format!("{}?fait=correction", private::path(app, "return", submission.uuid()))))
        }
        Err(StoreError::Stale) => {
            show_moved(app, Respondent(draft.id), draft.survey.slug.as_str(), language).await
        }
        Err(error) => Err(error.into()),
    }
}

fn body(draft: &SavedDraft, state: &FormState) -> Result<Vec<u8>, AppError> {
    let meta = Meta { instance_id: InstanceId::of_draft(draft.id).as_str().to_owned(), ..Meta::default() };
    let body = questionnaire::body_of(state, &meta);
    if body.len() > BODY_MOST { Err(AppError::TooLarge) } else { Ok(body.into_bytes()) }
}

fn reading(app: &App, state: &FormState) -> NewReading {
    NewReading::new(questionnaire::reading_of(state), app.now(), app.chance())
        .with_files(questionnaire::file_paths(state))
}

/// Someone saved an answer in the very moment of sending: the list is shown again, with what they wrote.
async fn show_moved(
    app: &App,
    respondent: Respondent,
    slug: &str,
    language: Language,
) -> Result<Response, AppError> {
    let draft = draft_of(app, respondent, slug).await?;
    if draft.submission.is_some() {
        return Ok(see_other(&format!("/e/{slug}/merci")));
    }
    let state = state_of(app, &draft, language).await?;
    let problems = Problems { findings: state.findings(), has_moved: true, copy: None };
    Ok(render(app, &draft, &state, language, &problems).with_errors(true).into_response())
}

fn submission(
    app: &App,
    draft: &SavedDraft,
    (state, recipient): (&FormState, Option<Recipient>),
    language: Language,
) -> Result<NewSubmission, AppError> {
    let now = app.now();
    let id = SubmissionId::new(now, app.chance());
    let copy = recipient.map(|recipient| ReceiptCopy {
        id: LetterId::new(now, app.chance()),
        submission: id,
        recipient,
        language: language.code().to_owned(),
        now,
    });
    Ok(NewSubmission {
        id,
        survey: draft.survey.id,
        questionnaire: draft.survey.questionnaire,
        instance: InstanceId::of_draft(draft.id),
        body: body(draft, state)?,
        channel: Channel::Web,
        language: language.code().to_owned(),
        draft: Some((draft.id, draft.version)),
        reading: reading(app, state),
        copy,
        started_at: draft.started_at,
        is_late: draft.survey.calendar.window(draft.counts_at(now)) == Window::Grace,
        now,
    })
}

fn render(app: &App, draft: &SavedDraft, state: &FormState, language: Language, problems: &Problems) -> Page {
    let t = app.texts(language);
    let action = format!("/e/{}/verifier", draft.survey.slug);
    let summary = summary(t, draft, state, problems);
    let has_errors = summary.is_some();
    let content = Check {
        t,
        action: action.clone(),
        summary,
        parts: parts(t, draft, state),
        version: draft.version,
        language,
        is_correction: draft.corrects.is_some(),
        copy: offers_copy(app, draft).then(|| copy(t, state, problems)),
        send: (!questionnaire::declines(state)).then(|| Button::send(t.get("survey-send"))),
    };
    let mut frame = frame_of_draft(app, language, &draft.survey, t.get("survey-check"), &action);
    frame.page = frame.page.with_errors(has_errors);
    let last = state.page_keys().pop();
    frame.back = last.map(|key| Link::new(t.get("survey-back"), question_path(&draft.survey, &key)));
    Page::new(Sheet::Survey, frame.wrap(&content))
}

/// What is still missing, each line leading to its question's page.
fn summary(t: &Texts, draft: &SavedDraft, state: &FormState, problems: &Problems) -> Option<ErrorSummary> {
    let line = |finding: &Finding| {
        let key = state.page_of(&finding.path)?;
        let page = state.page(&key)?;
        let control = page.controls.iter().find(|control| control.path == finding.path)?;
        let prompt = field::prompt_of(t, control, Some(finding), false);
        let path = format!("{}?retour=verifier", question_path(&draft.survey, &key));
        Some((path, format!("{} — {}", prompt.label, prompt.error.unwrap_or_default())))
    };
    let mut links: Vec<_> = problems.findings.iter().filter_map(line).collect();
    if problems.copy.as_ref().is_some_and(|(_, is_wrong)| *is_wrong) {
        links.push(("f-copie".to_owned(), t.get("survey-copy-wrong")));
    }
    if problems.has_moved {
        links.insert(0, (String::new(), t.get("survey-check-moved")));
    }
    (!links.is_empty()).then(|| ErrorSummary { lang: t.language(), errors: links })
}

/// A copy goes to whoever sends a return of their own, and when a letter can leave at all.
fn offers_copy(app: &App, draft: &SavedDraft) -> bool {
    app.has_mail() && draft.entry.is_none() && draft.corrects.is_none()
}

/// The address that was just typed, or the one that the answers give: nobody is asked for it twice.
fn copy(t: &Texts, state: &FormState, problems: &Problems) -> TextField {
    let answers = state.answers();
    let known = answers.iter().find(|(path, _)| questionnaire::name_of(path) == CONTACTS[0]);
    let known = known.map_or("", |(_, address)| address.as_str());
    let (typed, is_wrong) = problems.copy.as_ref().map_or((known, false), |(typed, wrong)| (typed, *wrong));
    Prompt::new(t.language(), "copie", t.get("survey-copy-ask"))
        .hint(t.get("survey-copy-hint"))
        .optional()
        .error(is_wrong.then(|| t.get("survey-copy-wrong")))
        .text(typed)
        .kind(LineKind::Email)
        .autocomplete("email")
}

/// The answers by part: each experience is one, and what stands before, between and after.
fn parts(t: &Texts, draft: &SavedDraft, state: &FormState) -> Vec<Part> {
    let language = t.language();
    let experiences = questionnaire::experience_paths(state);
    let mut parts: Vec<(String, Part)> = Vec::new();
    for page in state.pages() {
        let inside = experiences.iter().position(|path| page.key.starts_with(&format!("{path}/")));
        let title = match inside {
            Some(at) => t.with("survey-check-experience", &[("at", (at + 1).into())]),
            None => questionnaire::set_in(language, page.titles.first().map_or("", String::as_str)),
        };
        let key = inside.map_or_else(|| title.clone(), |at| format!("{at}"));
        let rows = rows(draft, page, language);
        match parts.last_mut() {
            Some((last, part)) if *last == key => part.answers.rows.extend(rows),
            _ => {
                let may_leave = experiences.len() > 1 && draft.corrects.is_none();
                let remove = inside.filter(|_| may_leave).map(|at| {
                    let words = t.with("survey-remove-link", &[("at", (at + 1).into())]);
                    Link::new(words, format!("/e/{}/retirer?experience={}", draft.survey.slug, at + 1))
                });
                parts.push((key, Part { title, answers: CheckList { lang: language, rows }, remove }));
            }
        }
    }
    parts.into_iter().map(|(_, part)| part).filter(|part| !part.answers.rows.is_empty()).collect()
}

fn rows(draft: &SavedDraft, page: xlsform::Page, language: Language) -> Vec<CheckRow> {
    let change = format!("{}?retour=verifier", question_path(&draft.survey, &page.key));
    let row = |control: Control| {
        let label = field::label_words(language, &control);
        CheckRow::new(label, &field::answer_words(language, &control), change.clone())
    };
    page.controls.into_iter().filter(field::is_asked).map(row).collect()
}
