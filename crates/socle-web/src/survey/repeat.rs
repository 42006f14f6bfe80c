//! The end of a part that can be told several times: what was told so far, one more, one less.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    page::{Page, see_other},
    questionnaire::set_in,
    survey::{
        field, frame_of_draft,
        question::{self, Opened},
        question_path,
    },
};
use askama::Template;
use axum::response::Response;
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, Weight},
};
use socle_store::{DraftSave, StoreError};
use xlsform::{FormState, RepeatView};

#[derive(Template)]
#[template(path = "survey/repeat.html")]
struct Repeat<'a> {
    t: &'a Texts,
    action: String,
    titles: Vec<String>,
    place: String,
    title: String,
    told: Vec<Told>,
    version: i64,
    language: Language,
    back_to_check: bool,
    go_on: Button,
    add: Option<Button>,
}

/// One of those told so far.
struct Told {
    words: String,
    change: String,
    remove: Button,
}

pub(super) fn render(app: &App, opened: &Opened, page: &xlsform::Page, view: &RepeatView) -> Page {
    let Opened { draft, state, key, language, back_to_check, .. } = opened;
    let t = app.texts(*language);
    let mut titles: Vec<String> = page.titles.iter().map(|title| set_in(*language, title)).collect();
    let title = titles.pop().unwrap_or_else(|| t.get("survey-repeat"));
    let add = if view.instances.is_empty() { "survey-repeat-first" } else { "survey-repeat-add" };
    let content = Repeat {
        t,
        action: question_path(&draft.survey, key),
        place: question::place(t, state, key),
        told: (1..).zip(&view.instances).map(|(at, path)| told(t, opened, at, path)).collect(),
        title: title.clone(),
        titles,
        version: draft.version,
        language: *language,
        back_to_check: *back_to_check,
        go_on: Button::send(t.get("survey-continue")),
        add: view
            .may_add
            .then(|| Button::send(t.get(add)).sends("suite", "ajouter").weight(Weight::Outlined)),
    };
    let mut frame = frame_of_draft(app, *language, &draft.survey, title, &content.action);
    frame.back = Some(question::back_link(t, opened));
    Page::new(Sheet::Survey, frame.wrap(&content))
}

fn told(t: &Texts, opened: &Opened, at: usize, path: &str) -> Told {
    let (survey, language) = (&opened.draft.survey, opened.language);
    let change = first_page(&opened.state, path).map_or_else(String::new, |key| question_path(survey, &key));
    let said = said(language, &opened.state, path);
    let words = if said.is_empty() {
        t.with("survey-repeat-empty", &[("at", at.into())])
    } else {
        t.with("survey-repeat-told", &[("at", at.into()), ("said", said.as_str().into())])
    };
    let remove = t.with("survey-repeat-remove", &[("at", at.into())]);
    Told {
        words,
        change,
        remove: Button::send(remove).sends("retirer", at.to_string()).weight(Weight::Quiet),
    }
}

/// The page an instance begins with.
fn first_page(state: &FormState, path: &str) -> Option<String> {
    let inside = format!("{path}/");
    state.page_keys().into_iter().find(|key| key == path || key.starts_with(&inside))
}

/// The first answer of an instance: what it is known by.
fn said(language: Language, state: &FormState, path: &str) -> String {
    let inside = format!("{path}/");
    let pages = state.pages().into_iter().filter(|page| page.key == path || page.key.starts_with(&inside));
    let words = pages.flat_map(|page| page.controls).filter(field::is_asked);
    let mut words = words.map(|control| field::answer_words(language, &control));
    words.find(|words| !words.is_empty()).unwrap_or_default()
}

/// One more, one less, or on. `Conflict` when the draft has moved on: read it and do it again.
pub(super) async fn save(
    app: &App,
    opened: &Opened,
    view: &RepeatView,
    fields: &Fields,
) -> Result<Response, AppError> {
    let draft = &opened.draft;
    let mut answers = draft.answers.clone();
    let mut state = opened.state.clone();
    let mut leads_to = question_path(&draft.survey, &opened.key);
    // Places are told by number: what was shown under one may be another by now.
    let is_seen = fields.number("version") == Some(draft.version);
    if fields.get("suite") == "ajouter" && view.may_add {
        let added = state.add_repeat(&view.path).map_err(|_| AppError::NotFound)?;
        leads_to = first_page(&state, &added).map_or(leads_to, |key| question_path(&draft.survey, &key));
        answers.add_instance(added, draft.version + 1);
    } else if let Some(at) = fields.number("retirer") {
        let instance = usize::try_from(at - 1).ok().and_then(|at| view.instances.get(at));
        match instance.filter(|_| is_seen) {
            Some(path) => answers.remove_instance(path, draft.version + 1),
            None => return Ok(see_other(&leads_to)),
        }
    } else {
        return Ok(see_other(&question::after(opened)));
    }
    let save = DraftSave {
        id: draft.id,
        version: draft.version,
        answers,
        language: opened.language.code().to_owned(),
        now: app.now(),
    };
    match app.store().save_draft(save).await {
        Ok(()) => Ok(see_other(&leads_to)),
        Err(StoreError::Stale) => Err(AppError::Conflict),
        Err(error) => Err(error.into()),
    }
}
