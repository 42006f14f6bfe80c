//! A page of the questionnaire: asked, saved at each « Continuer », shown again with what is wrong.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    guard::Respondent,
    page::{Page, see_other},
    questionnaire::set_in,
    survey::{
        Clicked, check_path, draft_of, field, file, frame_of_draft, hour, language_of, question_path, repeat,
        slug_of, state_of, suggestions,
    },
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::draft::Clash;
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Button, ErrorSummary, Notice, NoticeKind, Prompt, SaveLine, SaveState, Weight},
    layouts::Link,
};
use socle_store::{DraftFile, DraftSave, SavedDraft, StoreError};
use xlsform::{Control, Finding, FormState, PageKind};

/// How often a save is merged anew when others save the same draft meanwhile.
const MERGES: usize = 4;

#[derive(Template)]
#[template(path = "survey/question.html")]
struct Question {
    action: String,
    summary: Option<ErrorSummary>,
    clashes: Vec<Notice>,
    titles: Vec<String>,
    place: String,
    title: Option<String>,
    fields: Vec<Html>,
    version: i64,
    language: Language,
    back_to_check: bool,
    go_on: Button,
    later: Button,
    save_line: Option<SaveLine>,
}

/// The title of questions that stand together on a page.
#[derive(Template)]
#[template(source = "<h2>{{ title }}</h2>", ext = "html")]
struct Heading<'a> {
    title: &'a str,
}

/// A draft opened at one page.
pub(super) struct Opened {
    pub(super) draft: SavedDraft,
    pub(super) state: FormState,
    pub(super) key: String,
    pub(super) language: Language,
    /// `verifier` when the page leads back to the check list.
    pub(super) back_to_check: bool,
    /// Names to propose, where the page asks for a tool.
    tools: Vec<String>,
    /// Files given so far, where the page asks for some.
    files: Vec<DraftFile>,
}

async fn open(
    app: &App,
    respondent: Respondent,
    place: &(String, String),
    clicked: &Clicked,
    missing: AppError,
) -> Result<Opened, AppError> {
    let (survey, page) = place;
    let draft = draft_of(app, respondent, survey).await?;
    let language = language_of(&draft, clicked.langue.as_deref());
    let state = state_of(app, &draft, language).await?;
    let key = state.page_keys().into_iter().find(|key| slug_of(key) == *page).ok_or(missing)?;
    let back_to_check = clicked.retour.as_deref() == Some("verifier");
    let mut opened =
        Opened { draft, state, key, language, back_to_check, tools: Vec::new(), files: Vec::new() };
    let page = opened.state.page(&opened.key).ok_or(AppError::NotFound)?;
    let all = || page.controls.iter().chain(&page.hidden);
    if all().any(suggestions::is_wanted) {
        opened.tools = suggestions::names(app).await?;
    }
    if all().any(field::is_file) {
        opened.files = app.store().draft_files(opened.draft.id).await?;
    }
    Ok(opened)
}

/// Where a draft that cannot be written in any more leads.
fn closed(app: &App, draft: &SavedDraft) -> Option<Response> {
    if draft.submission.is_some() {
        return Some(see_other(&format!("/e/{}/merci", draft.survey.slug)));
    }
    let refused = draft.check_send(app.now()).is_err();
    refused.then(|| see_other(&format!("/e/{}", draft.survey.slug)))
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(place): Path<(String, String)>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    let opened = open(&app, respondent, &place, &clicked, AppError::NotFound).await?;
    if let Some(elsewhere) = closed(&app, &opened.draft) {
        return Ok(elsewhere);
    }
    Ok(render(&app, &opened, &[], &[])?.into_response())
}

pub(crate) async fn save(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(place): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, AppError> {
    let back = fields.get("retour").to_owned();
    let langue = Some(fields.get("langue").to_owned());
    let clicked = Clicked { langue, retour: Some(back), ..Clicked::default() };
    let way = Way::of(&fields);
    for _ in 0..MERGES {
        // The page was there when it was shown: someone has taken this part out of the draft since.
        let mut opened = open(&app, respondent, &place, &clicked, AppError::Conflict).await?;
        if let Some(elsewhere) = closed(&app, &opened.draft) {
            return Ok(elsewhere);
        }
        if let Some(PageKind::Repeat(view)) = opened.state.page(&opened.key).map(|page| page.kind) {
            match repeat::save(&app, &opened, &view, &fields).await {
                Err(AppError::Conflict) => continue,
                outcome => return outcome,
            }
        }
        let shown = shown(&opened, &fields)?;
        let page = take(&mut opened, &fields, &shown)?;
        // Nobody is told off for a question that an answer of this page has only just brought up.
        let mut findings = opened.state.page_findings(&opened.key);
        findings.retain(|finding| shown.contains(&finding.path));
        if !findings.is_empty() && way == Way::On {
            return Ok(render(&app, &opened, &findings, &[])?.with_errors(true).into_response());
        }
        match merge_and_save(&app, &opened, &page, fields.number("version").unwrap_or(0)).await {
            Err(Refused::Clash(clashes)) => {
                return Ok(render(&app, &opened, &[], &clashes)?.with_errors(true).into_response());
            }
            Err(Refused::Store(StoreError::Stale)) => {}
            Err(Refused::Store(error)) => return Err(error.into()),
            Ok(()) => return Ok(see_other(&way.leads_to(&opened, &shown))),
        }
    }
    Err(AppError::Conflict)
}

/// Where a button of the page leads, once what was typed is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// To the next page.
    On,
    /// To the code that brings the draft back.
    Later,
    /// To the page of a file.
    File(String),
    /// To this page again, with lists to add more.
    Here,
}

impl Way {
    fn of(fields: &Fields) -> Self {
        match fields.get("suite") {
            "plus-tard" => Self::Later,
            "ici" => Self::Here,
            other => other.strip_prefix("fichier~").map_or(Self::On, |slug| Self::File(slug.to_owned())),
        }
    }

    fn leads_to(&self, opened: &Opened, shown: &[String]) -> String {
        let survey = &opened.draft.survey;
        match self {
            Self::On => next(opened, shown),
            Self::Later => format!("/e/{}/plus-tard", survey.slug),
            Self::Here => here(opened),
            Self::File(slug) => {
                let control = opened.state.page(&opened.key).and_then(|page| {
                    page.controls.into_iter().find(|one| field::is_file(one) && slug_of(&one.path) == *slug)
                });
                control
                    .map_or_else(|| here(opened), |one| file::path(survey, &one.path, opened.back_to_check))
            }
        }
    }
}

/// This page again.
fn here(opened: &Opened) -> String {
    let back = if opened.back_to_check { "?retour=verifier" } else { "" };
    question_path(&opened.draft.survey, &opened.key) + back
}

/// The questions that the person had before their eyes: those that the saved answers ask for, and those that a script
/// brought up. A question that stayed hidden has no field, and its answer is not taken away.
fn shown(opened: &Opened, fields: &Fields) -> Result<Vec<String>, AppError> {
    let page = opened.state.page(&opened.key).ok_or(AppError::NotFound)?;
    let brought_up = page.hidden.iter().filter(|control| field::is_sent(control, fields));
    let shown = page.controls.iter().chain(brought_up).filter(|control| field::is_asked(control));
    Ok(shown.map(|control| control.path.clone()).collect())
}

/// Puts what was typed into the state, and says it in the form's notation, question by question.
fn take(opened: &mut Opened, fields: &Fields, shown: &[String]) -> Result<Vec<(String, String)>, AppError> {
    if fields.has_controls() {
        return Err(AppError::Malformed);
    }
    let page = opened.state.page(&opened.key).ok_or(AppError::NotFound)?;
    let answers: Vec<(String, String)> = page
        .controls
        .iter()
        .chain(&page.hidden)
        .filter(|control| shown.contains(&control.path) && field::is_typed(control))
        .map(|control| (control.path.clone(), field::typed(control, fields)))
        .collect();
    for (path, text) in &answers {
        // What is wrong is told by the findings of the page, all together.
        let _outcome = opened.state.set_text(path, text);
    }
    Ok(answers)
}

enum Refused {
    Clash(Vec<Clash>),
    Store(StoreError),
}

async fn merge_and_save(
    app: &App,
    opened: &Opened,
    page: &[(String, String)],
    seen: i64,
) -> Result<(), Refused> {
    let draft = &opened.draft;
    let mut answers = draft.answers.clone();
    answers.merge(page, seen, draft.version + 1).map_err(Refused::Clash)?;
    let save = DraftSave {
        id: draft.id,
        version: draft.version,
        answers,
        language: opened.language.code().to_owned(),
        now: app.now(),
    };
    app.store().save_draft(save).await.map_err(Refused::Store)
}

/// The page after this one, or the list it was reached from.
pub(super) fn after(opened: &Opened) -> String {
    match opened.state.page_after(Some(&opened.key)) {
        Some(key) if !opened.back_to_check => question_path(&opened.draft.survey, &key),
        _ => check_path(&opened.draft.survey),
    }
}

/// The next page; but this one again, once, when an answer has brought up a question of its own.
fn next(opened: &Opened, shown: &[String]) -> String {
    let is_new = |control: &Control| field::is_asked(control) && !shown.contains(&control.path);
    if opened.state.page(&opened.key).is_some_and(|page| page.controls.iter().any(is_new)) {
        return here(opened);
    }
    after(opened)
}

fn render(app: &App, opened: &Opened, findings: &[Finding], clashes: &[Clash]) -> Result<Page, AppError> {
    let Opened { draft, state, key, language, back_to_check, .. } = opened;
    let t = app.texts(*language);
    let page = state.page(key).ok_or(AppError::NotFound)?;
    if let PageKind::Repeat(view) = &page.kind {
        return Ok(repeat::render(app, opened, &page, view));
    }
    let is_single = page.controls.len() == 1;
    let prompts: Vec<Prompt> =
        page.controls.iter().map(|control| prompt(t, control, findings, is_single)).collect();
    let summary = ErrorSummary::of(*language, &prompts);
    let title =
        page.controls.first().map_or_else(String::new, |control| field::label_words(*language, control));
    let mut titles: Vec<String> = page.titles.iter().map(|title| set_in(*language, title)).collect();
    let title = if is_single { None } else { titles.pop() }.unwrap_or(title);
    let has_errors = summary.is_some() || !clashes.is_empty();
    let content = Question {
        action: question_path(&draft.survey, key),
        summary,
        clashes: clashes.iter().map(|clash| clash_notice(t, &page.controls, clash)).collect(),
        titles,
        place: place(t, state, key),
        title: (!is_single).then(|| title.clone()),
        fields: fields_of(t, opened, &page, prompts),
        version: draft.version,
        language: *language,
        back_to_check: *back_to_check,
        go_on: Button::send(t.get("survey-continue")),
        later: Button::send(t.get("survey-save-for-later")).sends("suite", "plus-tard").weight(Weight::Quiet),
        // Nothing is saved yet on the first page, nor is what was just refused.
        save_line: (draft.version > 1 && !has_errors).then(|| {
            SaveLine::new(*language, SaveState::SavedAt(hour(*language, &draft.survey, draft.saved_at)))
        }),
    };
    let mut frame = frame_of_draft(app, *language, &draft.survey, title, &content.action);
    frame.page = frame.page.with_errors(has_errors);
    frame.back = Some(back_link(t, opened));
    Ok(Page::new(Sheet::Survey, frame.wrap(&content)))
}

/// The fields of a page, under the titles they share.
fn fields_of(t: &Texts, opened: &Opened, page: &xlsform::Page, prompts: Vec<Prompt>) -> Vec<Html> {
    let mut titles: &[String] = &[];
    let mut fields = Vec::new();
    for (prompt, control) in prompts.into_iter().zip(&page.controls) {
        if control.titles != titles {
            titles = &control.titles;
            let title = titles.last().map(|title| set_in(opened.language, title));
            fields.extend(title.map(|title| Html::of(&Heading { title: &title })));
        }
        fields.push(if field::is_file(control) {
            let kept =
                opened.files.iter().find(|file| file.question == control.path && !control.text.is_empty());
            file::line(t, prompt, &slug_of(&control.path), kept)
        } else {
            field::render(t, prompt, control, &opened.tools)
        });
    }
    if page.controls.iter().any(field::is_spread) {
        let more = Button::send(t.get("survey-choose-more")).sends("suite", "ici").weight(Weight::Outlined);
        fields.push(Html::of(&more));
    }
    fields
}

fn prompt(t: &Texts, control: &Control, findings: &[Finding], is_title: bool) -> Prompt {
    let found = findings.iter().find(|finding| finding.path == control.path);
    field::prompt_of(t, control, found, is_title)
}

/// « Question 2 sur 3 », as the questionnaire stands now.
pub(super) fn place(t: &Texts, state: &FormState, key: &str) -> String {
    let keys = state.page_keys();
    let at = keys.iter().position(|one| one == key).map_or(1, |index| index + 1);
    t.with("survey-place", &[("at", at.into()), ("of", keys.len().into())])
}

pub(super) fn back_link(t: &Texts, opened: &Opened) -> Link {
    let survey = &opened.draft.survey;
    if opened.back_to_check {
        return Link::new(t.get("survey-back-to-check"), check_path(survey));
    }
    let before = opened.state.page_before(&opened.key);
    match before {
        Some(key) => Link::new(t.get("survey-back"), question_path(survey, &key)),
        None => Link::new(t.get("survey-about"), format!("/e/{}", survey.slug)),
    }
}

/// Both texts, for the person to choose from: what is saved is said, what was typed is in the field.
fn clash_notice(t: &Texts, controls: &[Control], clash: &Clash) -> Notice {
    let control = controls.iter().find(|control| control.path == clash.path);
    let saved = control.map(|control| field::said(t.language(), control, &clash.saved)).unwrap_or_default();
    let words = t.with("survey-clash", &[("saved", saved.as_str().into())]);
    Notice::new(t.language(), NoticeKind::Warning, &words).word(t.get("survey-clash-word"))
}
