//! Beginning a guide: a kind, a study, a working title.

use super::{PART, crumbs};
use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use socle_domain::{
    guide::{GuideKind, HeaderField},
    id::{GuideId, StudyId},
    text,
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, Choice, ChoiceGroup, ErrorSummary, Prompt, TextField},
};
use socle_store::{NewGuide, Study};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "guide/new.html")]
struct NewForm<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    kind: ChoiceGroup,
    title: TextField,
    language: ChoiceGroup,
    study: Option<ChoiceGroup>,
    send: Button,
}

/// What is wrong, by field: the key of a text.
type Faults = BTreeMap<&'static str, &'static str>;

pub(crate) async fn form(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Page, AppError> {
    let studies = app.store().written_studies(member.0.id).await?;
    Ok(render(&app, &member, &studies, &Fields::default(), &Faults::new()))
}

pub(crate) async fn create(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Result<Response, AppError> {
    let studies = app.store().written_studies(member.0.id).await?;
    if fields.has_controls() {
        return Err(AppError::Malformed);
    }
    let mut faults = Faults::new();
    let kind = GuideKind::parse(fields.get("genre"));
    if kind.is_none() {
        faults.insert("genre", "guide-fault-kind");
    }
    let title = text::line(fields.get("titre"), HeaderField::Title.most());
    if title.is_err() {
        faults.insert("titre", "guide-fault-title");
    }
    let study = study_of(&studies, &fields);
    if study.is_none() {
        faults.insert("etude", "guide-fault-study");
    }
    let language = Language::parse(fields.get("langue")).unwrap_or_default();
    let (Some(kind), Ok(title), Some(study)) = (kind, title, study) else {
        return Ok(render(&app, &member, &studies, &fields, &faults).with_errors(true).into_response());
    };
    let id = GuideId::new(app.now(), app.chance());
    let new = NewGuide {
        id,
        study,
        kind,
        language: language.code().to_owned(),
        title,
        account: member.0.id,
        now: app.now(),
    };
    app.store().create_guide(new).await?.ok_or(AppError::NotFound)?;
    Ok(see_other(&format!("{PART}/{id}?langue={}", language.code())))
}

/// The study chosen; the only one there is need not be.
fn study_of(studies: &[Study], fields: &Fields) -> Option<StudyId> {
    match studies {
        [only] => Some(only.id),
        several => {
            let chosen = StudyId::parse(fields.get("etude")).ok()?;
            several.iter().find(|study| study.id == chosen).map(|study| study.id)
        }
    }
}

fn render(app: &App, member: &Member, studies: &[Study], fields: &Fields, faults: &Faults) -> Page {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let prompt = |name: &'static str, key: &str| {
        Prompt::new(language, name, t.get(key)).error(faults.get(name).map(|key| t.get(key)))
    };
    let kinds = GuideKind::ALL.map(|kind| {
        Choice::new(kind.word(), t.get(&format!("guide-kind-{}", kind.word())))
            .hint(t.get(&format!("guide-kind-hint-{}", kind.word())))
            .chosen(fields.get("genre") == kind.word())
    });
    let written = Language::parse(fields.get("langue")).unwrap_or_default();
    let languages = Language::ALL.map(|one| Choice::new(one.code(), one.own_name()).chosen(one == written));
    let several = studies.iter().map(|study| {
        let id = study.id.to_string();
        let is_chosen = fields.get("etude") == id;
        Choice::new(id, study.title.as_str()).chosen(is_chosen)
    });
    let content = NewForm {
        t,
        summary: None,
        kind: prompt("genre", "guide-new-kind").one_of(kinds.into()),
        title: prompt("titre", "guide-field-title").hint(t.get("guide-hint-title")).text(fields.get("titre")),
        language: prompt("langue", "guide-new-language").one_of(languages.into()),
        study: (studies.len() != 1).then(|| prompt("etude", "guide-new-study").one_of(several.collect())),
        send: Button::send(t.get("guide-begin")),
    };
    let study = content.study.as_ref().map(|study| &study.prompt);
    let prompts = [Some(&content.kind.prompt), Some(&content.title.prompt), study];
    let summary = ErrorSummary::of(language, prompts.into_iter().flatten());
    let content = NewForm { summary, ..content };
    let mut frame = frame::office(app, member, t.get("guide-new"), PART);
    frame.breadcrumb = crumbs(t);
    frame.page.has_errors = content.summary.is_some();
    Page::new(Sheet::Office, frame.wrap(&content))
}
