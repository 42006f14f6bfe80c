//! Opening a study, and changing what it says of itself.

use super::{
    form::{self, Faults, Form},
    frame, study_at,
};
use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame as frames,
    guard::Member,
    notice,
    page::{Page, see_other},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    codebook::Entry,
    id::{CodeLabelId, CodebookId, MembershipId, QuestionnaireId, StudyId},
    slug::Slug,
    study::{Description, Part},
};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Button, ErrorSummary, Fact, FactList, Notice, NoticeKind},
    layouts::Link,
};
use socle_store::{Constraint, FoundedStudy, NewCodebook, Renewal, StoreError, StudyEdit, StudyRecord};

#[derive(Template)]
#[template(path = "study/edit.html")]
struct EditForm {
    summary: Option<ErrorSummary>,
    title: String,
    lead: String,
    /// What someone else kept while this was being written.
    meanwhile: Option<Meanwhile>,
    path: String,
    /// The version that was read before writing; none for a study to be opened.
    version: Option<i64>,
    form: Form,
    send: Button,
}

struct Meanwhile {
    notice: Notice,
    kept: FactList,
}

pub(crate) async fn new_form(State(app): State<App>, Extension(member): Extension<Member>) -> Page {
    render_new(&app, &member, &form::proposed(&app, &member), &Faults::new())
}

pub(crate) async fn create(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Result<Response, AppError> {
    refuse_controls(&fields)?;
    let t = app.texts(frames::language_of(&member));
    let mut faults = Faults::new();
    let slug = Slug::parse(fields.get("adresse").trim())
        .map_err(|_| faults.insert("adresse".to_owned(), t.get("survey-fault-address")));
    let description = form::parse(t, &fields, &mut faults);
    if let (Ok(slug), Some(description)) = (slug, description) {
        let (now, path) = (app.now(), format!("/bureau/etudes/{slug}"));
        let id = StudyId::new(now, app.chance());
        let study = FoundedStudy {
            id,
            codebook: shipped_codes(&app, t, id),
            slug,
            description,
            account: member.0.id,
            membership: MembershipId::new(now, app.chance()),
            now,
        };
        match app.store().found_study(study).await {
            Ok(()) => return Ok(see_other(&path)),
            Err(StoreError::Conflict(Constraint::StudySlug)) => {
                faults.insert("adresse".to_owned(), t.get("study-fault-address-taken"));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(render_new(&app, &member, &fields, &faults).with_errors(true).into_response())
}

pub(crate) async fn form(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
) -> Result<Page, AppError> {
    let record = study_at(&app, &member, &slug).await?;
    let fields = form::filled(&app, &member, &record.description);
    Ok(render_edit(&app, &member, &record, &fields, &Faults::new(), None))
}

pub(crate) async fn edit(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    refuse_controls(&fields)?;
    let record = study_at(&app, &member, &slug).await?;
    let t = app.texts(frames::language_of(&member));
    let version = fields.number("version").ok_or(AppError::Malformed)?;
    let mut faults = Faults::new();
    let again = |page: Page| Ok(page.with_errors(true).into_response());
    let Some(description) = form::parse(t, &fields, &mut faults) else {
        return again(render_edit(&app, &member, &record, &fields, &faults, None));
    };
    let edit = StudyEdit {
        study: record.study.id,
        version,
        renewals: renewals(&app, &record, &description).await?,
        description: description.clone(),
        account: member.0.id,
        now: app.now(),
    };
    match app.store().edit_study(edit).await {
        Ok(()) => Ok(see_other(&format!("/bureau/etudes/{slug}"))),
        Err(StoreError::Stale) => {
            // Both texts are on the page: what was typed in the fields, what is kept beside them.
            let kept = study_at(&app, &member, &slug).await?;
            let meanwhile = meanwhile(t, &description, &kept.description);
            again(render_edit(&app, &member, &kept, &fields, &faults, Some(meanwhile)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The codes that every study starts from; its team changes them as it goes.
fn shipped_codes(app: &App, t: &Texts, study: StudyId) -> NewCodebook {
    let now = app.now();
    let label = |entry| (CodeLabelId::new(now, app.chance()), entry);
    NewCodebook {
        id: CodebookId::new(now, app.chance()),
        study,
        title: t.get("study-codebook"),
        labels: Entry::shipped().into_iter().map(label).collect(),
        account: None,
        now,
    }
}

/// What people type has no control characters; a client that sends some is not one of our pages.
fn refuse_controls(fields: &Fields) -> Result<(), AppError> {
    if fields.has_controls() { Err(AppError::Malformed) } else { Ok(()) }
}

/// The questionnaires of the surveys that still run, with the study's new words before their questions.
async fn renewals(
    app: &App,
    record: &StudyRecord,
    description: &Description,
) -> Result<Vec<Renewal>, AppError> {
    let running = app.store().running_surveys(record.study.id, app.now()).await?;
    let renewal = |(survey, xform): (socle_domain::survey::Survey, String)| {
        let renewed = notice::in_form(app, &xform, description, &survey.calendar)?;
        (renewed != xform).then(|| Renewal {
            survey: survey.id,
            version: survey.version,
            from: survey.questionnaire,
            to: QuestionnaireId::new(app.now(), app.chance()),
            xform: renewed,
        })
    };
    Ok(running.into_iter().filter_map(renewal).collect())
}

/// What the kept version says where it differs from what was typed.
fn meanwhile(t: &Texts, typed: &Description, kept: &Description) -> Meanwhile {
    let fact = |field: &String| {
        let (word, language) = field.split_once('.').unwrap_or((field, ""));
        let part = Part::ALL.into_iter().find(|part| part.word() == word);
        let value = match (part, kept.exactly_in(language)) {
            (Some(part), Some(words)) => Html::paragraphs(words.get(part)),
            _ => Html::text(&plain(t, kept, word)),
        };
        Fact::html(t.get(&format!("study-field-{}", word.replace('_', "-"))), value)
    };
    let facts = typed.changes_since(kept).iter().map(fact).collect();
    Meanwhile {
        notice: Notice::new(t.language(), NoticeKind::Warning, &t.get("study-meanwhile"))
            .word(t.get("study-meanwhile-word")),
        kept: FactList::new(t.language(), facts),
    }
}

fn plain(t: &Texts, kept: &Description, field: &str) -> String {
    match field {
        "title" => kept.title.clone(),
        "retention" => t.with("study-months", &[("n", kept.retention_months.into())]),
        "appears" => kept.appears.map(|month| month.to_string()).unwrap_or_default(),
        "small_under" => kept.small_under.to_string(),
        "zone" => kept.zone.name().to_owned(),
        "audiences" => {
            let words = kept.audiences.iter().map(|one| t.get(&format!("study-audience-{}", one.word())));
            words.collect::<Vec<_>>().join(" · ")
        }
        _ => {
            let spoken = kept.words.iter().filter_map(|(code, _)| Language::parse(code));
            spoken.map(|language| language.own_name().to_owned()).collect::<Vec<_>>().join(" · ")
        }
    }
}

fn render_new(app: &App, member: &Member, fields: &Fields, faults: &Faults) -> Page {
    let t = app.texts(frames::language_of(member));
    let form = Form::new(t, fields, faults, true);
    let summary = form.summary(t.language());
    let mut frame = frames::office(app, member, t.get("study-new"), "/bureau/etudes");
    frame.breadcrumb = vec![Link::new(t.get("study-list"), "/bureau/etudes")];
    frame.page = frame.page.with_errors(summary.is_some());
    let content = EditForm {
        summary,
        title: t.get("study-new"),
        lead: t.get("study-lead"),
        meanwhile: None,
        path: "/bureau/etudes/nouvelle".to_owned(),
        version: None,
        form,
        send: Button::send(t.get("study-create")),
    };
    Page::new(Sheet::Office, frame.wrap(&content))
}

fn render_edit(
    app: &App,
    member: &Member,
    record: &StudyRecord,
    fields: &Fields,
    faults: &Faults,
    meanwhile: Option<Meanwhile>,
) -> Page {
    let t = app.texts(frames::language_of(member));
    let form = Form::new(t, fields, faults, false);
    let summary = form.summary(t.language());
    let mut frame = frame(app, member, record, t.get("study-edit"));
    let path = format!("/bureau/etudes/{}", record.study.slug);
    frame.page = frame.page.with_errors(summary.is_some() || meanwhile.is_some());
    let content = EditForm {
        summary,
        title: t.get("study-edit"),
        lead: t.get("study-lead"),
        meanwhile,
        path: format!("{path}/modifier"),
        version: Some(record.version),
        form,
        send: Button::send(t.get("study-keep")),
    };
    Page::new(Sheet::Office, frame.wrap(&content))
}
