//! Taking an experience out of a return that tells several, before it is sent.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    guard::Respondent,
    page::{Page, see_other},
    questionnaire,
    survey::{Clicked, check_path, draft_of, field, frame_of_draft, language_of, state_of},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use socle_look::{
    Sheet, Texts,
    components::{Button, Weight},
    layouts::Link,
};
use socle_store::{DraftSave, SavedDraft, StoreError};
use xlsform::FormState;

#[derive(Template)]
#[template(path = "survey/remove.html")]
struct Remove<'a> {
    t: &'a Texts,
    action: String,
    title: String,
    told: Option<String>,
    place: i64,
    version: i64,
    button: Button,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    Query(clicked): Query<Clicked>,
) -> Result<Response, AppError> {
    let draft = draft_of(&app, respondent, &slug).await?;
    let check = check_path(&draft.survey);
    let language = language_of(&draft, clicked.langue.as_deref());
    let state = state_of(&app, &draft, language).await?;
    let Some(place) = clicked.experience.filter(|place| may_leave(&draft, &state, *place)) else {
        return Ok(see_other(&check));
    };
    let t = app.texts(language);
    let action = format!("/e/{slug}/retirer");
    let title = t.with("survey-remove", &[("at", place.into())]);
    let content = Remove {
        t,
        action: action.clone(),
        title: title.clone(),
        told: tool_of(&state, place),
        place,
        version: draft.version,
        button: Button::send(t.get("survey-remove-send")).weight(Weight::Danger),
    };
    let own = format!("{action}?experience={place}");
    let mut frame = frame_of_draft(&app, language, &draft.survey, title, &own);
    frame.back = Some(Link::new(t.get("survey-back-to-check"), check));
    Ok(Page::new(Sheet::Survey, frame.wrap(&content)).into_response())
}

pub(crate) async fn remove(
    State(app): State<App>,
    Extension(respondent): Extension<Respondent>,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    let draft = draft_of(&app, respondent, &slug).await?;
    let check = see_other(&check_path(&draft.survey));
    let language = language_of(&draft, None);
    let state = state_of(&app, &draft, language).await?;
    let place = fields.number("experience").filter(|place| may_leave(&draft, &state, *place));
    // Experiences are told by number: what was shown under one may be another by now, and the list says so.
    let (Some(place), true) = (place, fields.number("version") == Some(draft.version)) else {
        return Ok(check);
    };
    let mut answers = draft.answers.clone();
    if questionnaire::remove_experience(&state, &mut answers, place, draft.version + 1) {
        let save = DraftSave {
            id: draft.id,
            version: draft.version,
            answers,
            language: language.code().to_owned(),
            now: app.now(),
        };
        match app.store().save_draft(save).await {
            Ok(()) | Err(StoreError::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(check)
}

/// One experience is a return; the second and the third may leave, and so may the first when others follow.
fn may_leave(draft: &SavedDraft, state: &FormState, place: i64) -> bool {
    let told = i64::try_from(questionnaire::experience_paths(state).len()).unwrap_or_default();
    // In a correction each experience keeps its place: what the team made of it hangs on that.
    let is_sent = draft.submission.is_some() || draft.corrects.is_some();
    !is_sent && told > 1 && (1..=told).contains(&place)
}

/// The tool it tells of, by which it is known again.
fn tool_of(state: &FormState, place: i64) -> Option<String> {
    let path = usize::try_from(place - 1).ok().and_then(|at| {
        let paths = questionnaire::experience_paths(state);
        paths.get(at).cloned()
    })?;
    let inside = format!("{path}/");
    let controls = state.pages().into_iter().filter(|page| page.key.starts_with(&inside));
    let mut controls = controls.flat_map(|page| page.controls);
    let tool = controls.find(|control| questionnaire::name_of(&control.path) == "e_tool")?;
    Some(field::answer_words(socle_look::Language::default(), &tool)).filter(|words| !words.is_empty())
}
