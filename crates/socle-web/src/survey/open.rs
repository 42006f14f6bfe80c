//! Opening a survey: a workbook, a window, an address.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    notice,
    page::{Page, see_other},
    questionnaire::{self, Unreadable},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Multipart, Query, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    id::{QuestionnaireId, SurveyId},
    slug::Slug,
    survey::{Calendar, GRACE_HOURS, Survey},
    text,
    time::{DAY, Timestamp, Zone},
};
use socle_look::{
    Sheet, Texts,
    components::{Button, Choice, ChoiceGroup, ErrorSummary, FileField, LineKind, Prompt, TextField},
    layouts::Link,
};
use socle_store::{Constraint, NewQuestionnaire, NewSurvey, StoreError, Study};
use std::collections::BTreeMap;

/// The most bytes of a workbook, and of the form that carries it.
const WORKBOOK_MOST: usize = 5 * 1024 * 1024;
pub(crate) const BODY_MOST: usize = WORKBOOK_MOST + 64 * 1024;

/// Which questionnaire: the one that comes with the program, or a workbook handed in.
const SHIPPED: &str = "fourni";
const OWN: &str = "classeur";
const TITLE_MOST: usize = 120;
const GRACE_MOST: i64 = 720;
/// How long a survey is proposed to stay open.
const PROPOSED: i64 = 45 * DAY;

#[derive(Template)]
#[template(path = "survey/open.html")]
struct OpenForm<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    study: ChoiceGroup,
    lines: Vec<TextField>,
    source: ChoiceGroup,
    workbook: FileField,
    issues: Vec<Problem>,
    send: Button,
}

/// A line of the list of what to correct in a workbook.
struct Problem {
    place: String,
    sentence: String,
}

/// The file that came with the form.
#[derive(Debug, Default)]
struct Workbook {
    name: String,
    bytes: Vec<u8>,
}

/// What is wrong, by field: the key of a text.
type Faults = BTreeMap<&'static str, &'static str>;

#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    /// The short address of the study to open a survey for.
    #[serde(default)]
    etude: String,
}

pub(crate) async fn form(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Result<Page, AppError> {
    let studies = app.store().coordinated_studies(member.0.id).await?;
    let fields = proposed(&app, &studies, &asked.etude).await?;
    Ok(render(&app, &member, &studies, &fields, &Faults::new(), &Unreadable::default()))
}

/// What the form holds when it is opened: today, in a month and a half, the usual grace, in the zone of the study.
async fn proposed(app: &App, studies: &[Study], asked: &str) -> Result<Fields, AppError> {
    let chosen = studies.iter().find(|study| study.slug == asked);
    let chosen = chosen.or(if let [only] = studies { Some(only) } else { None });
    let record = match chosen {
        Some(study) => app.store().study(study.id).await?,
        None => None,
    };
    // A study that was not described has no zone of its own yet.
    let described = record.filter(|record| !record.description.words.is_empty());
    let zone = described.map_or(Zone::utc(), |record| record.description.zone);
    let now = app.now();
    let mut fields = Fields::default();
    fields.push("ouverture".to_owned(), day_and_hour(&zone, now));
    fields.push("cloture".to_owned(), day_and_hour(&zone, now.plus(PROPOSED)));
    fields.push("fuseau".to_owned(), zone.name().to_owned());
    fields.push("grace".to_owned(), GRACE_HOURS.to_string());
    fields.push("questionnaire".to_owned(), SHIPPED.to_owned());
    if let Some(study) = chosen {
        fields.push("etude".to_owned(), study.id.to_string());
    }
    Ok(fields)
}

pub(super) fn day_and_hour(zone: &Zone, at: Timestamp) -> String {
    let c = zone.civil(at);
    format!("{:04}-{:02}-{:02} {:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute)
}

pub(crate) async fn open(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    form: Multipart,
) -> Result<Response, AppError> {
    let studies = app.store().coordinated_studies(member.0.id).await?;
    let (fields, workbook) = read(form).await?;
    let mut faults = Faults::new();
    let survey = parse(&app, &studies, &fields, &mut faults);
    let (workbook, is_shipped) = chosen_workbook(&fields, workbook);
    let questionnaire = compile(workbook, &mut faults);
    let (mut unreadable, mut compiled) = (Unreadable::default(), None);
    match questionnaire {
        Some(Ok(questionnaire)) => compiled = Some(questionnaire),
        Some(Err(found)) => unreadable = found,
        None => {}
    }
    let noticed = match (survey, compiled) {
        (Some(survey), Some(questionnaire)) => {
            with_notice(&app, survey, questionnaire, is_shipped, &mut faults).await?
        }
        _ => None,
    };
    if let Some((survey, questionnaire)) = noticed {
        let path = format!("/bureau/enquetes/{}/suivi", survey.slug);
        let new = NewSurvey { survey, questionnaire, account: Some(member.0.id), now: app.now() };
        match app.store().create_survey(new).await {
            Ok(()) => return Ok(see_other(&path)),
            Err(StoreError::Conflict(Constraint::SurveySlug)) => {
                faults.insert("adresse", "survey-fault-address-taken");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(render(&app, &member, &studies, &fields, &faults, &unreadable).with_errors(true).into_response())
}

/// The parts of the form. A file too large is told as such, not cut.
async fn read(mut form: Multipart) -> Result<(Fields, Workbook), AppError> {
    let (mut fields, mut workbook) = (Fields::default(), Workbook::default());
    let unread = |error: axum::extract::multipart::MultipartError| {
        if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE {
            AppError::TooLarge
        } else {
            AppError::Malformed
        }
    };
    while let Some(part) = form.next_field().await.map_err(unread)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "classeur" {
            let file = part.file_name().unwrap_or_default().to_owned();
            workbook = Workbook { name: file, bytes: part.bytes().await.map_err(unread)?.to_vec() };
        } else {
            // Bytes that are not UTF-8 are refused rather than guessed at.
            let bytes = part.bytes().await.map_err(unread)?.to_vec();
            fields.push(name, String::from_utf8(bytes).map_err(|_| AppError::Malformed)?);
        }
    }
    if fields.has_controls() { Err(AppError::Malformed) } else { Ok((fields, workbook)) }
}

/// The workbook that was handed in, or else the one that comes with the program. Who hands one in wants it, whatever
/// was ticked.
fn chosen_workbook(fields: &Fields, given: Workbook) -> (Workbook, bool) {
    let is_shipped = given.bytes.is_empty() && fields.get("questionnaire") == SHIPPED;
    if is_shipped {
        let (name, bytes) = questionnaire::SHIPPED;
        (Workbook { name: name.to_owned(), bytes: bytes.to_vec() }, true)
    } else {
        (given, false)
    }
}

/// The questionnaire with the study's own notice before its questions. The one that comes with the program asks for
/// an agreement to what the notice says, so it cannot go without.
async fn with_notice(
    app: &App,
    survey: Survey,
    mut questionnaire: NewQuestionnaire,
    is_shipped: bool,
    faults: &mut Faults,
) -> Result<Option<(Survey, NewQuestionnaire)>, AppError> {
    let record = app.store().study(survey.study).await?.ok_or(AppError::NotFound)?;
    match notice::in_form(app, &questionnaire.xform, &record.description, &survey.calendar) {
        Some(xform) => questionnaire.xform = xform,
        None if is_shipped => {
            faults.insert("etude", "survey-fault-silent");
            return Ok(None);
        }
        None => {}
    }
    Ok(Some((survey, questionnaire)))
}

fn compile(workbook: Workbook, faults: &mut Faults) -> Option<Result<NewQuestionnaire, Unreadable>> {
    if workbook.bytes.is_empty() {
        faults.insert("classeur", "survey-fault-workbook");
        return None;
    }
    if workbook.bytes.len() > WORKBOOK_MOST {
        faults.insert("classeur", "survey-fault-workbook-large");
        return None;
    }
    let compiled = questionnaire::compile(workbook.name, workbook.bytes);
    if compiled.is_err() {
        faults.insert("classeur", "survey-fault-workbook-unread");
    }
    Some(compiled)
}

/// The survey that the form describes; every field that cannot be read is told, not the first only.
fn parse(app: &App, studies: &[Study], fields: &Fields, faults: &mut Faults) -> Option<Survey> {
    let study = studies.iter().find(|study| study.id.to_string() == fields.get("etude"));
    if study.is_none() {
        faults.insert("etude", "survey-fault-study");
    }
    let title =
        text::line(fields.get("titre"), TITLE_MOST).map_err(|_| faults.insert("titre", "survey-fault-title"));
    let slug = Slug::parse(fields.get("adresse").trim())
        .map_err(|_| faults.insert("adresse", "survey-fault-address"));
    let calendar = calendar(fields, faults);
    let now = app.now();
    Some(Survey {
        id: SurveyId::new(now, app.chance()),
        study: study?.id,
        slug: slug.ok()?,
        title: title.ok()?,
        questionnaire: QuestionnaireId::new(now, app.chance()),
        calendar: calendar?,
        version: 1,
    })
}

fn calendar(fields: &Fields, faults: &mut Faults) -> Option<Calendar> {
    let zone = Zone::parse(fields.get("fuseau").trim());
    if zone.is_err() {
        faults.insert("fuseau", "survey-fault-zone");
    }
    let grace_hours = fields.number("grace").filter(|hours| (0..=GRACE_MOST).contains(hours));
    if grace_hours.is_none() {
        faults.insert("grace", "survey-fault-grace");
    }
    let in_zone = zone.clone().unwrap_or(Zone::utc());
    let mut moment = |name: &'static str| {
        let typed = fields.get(name).trim().replacen(' ', "T", 1);
        in_zone.moment(&typed).map_err(|_| faults.insert(name, "survey-fault-day")).ok()
    };
    let (opens_at, closes_at) = (moment("ouverture"), moment("cloture"));
    let (opens_at, closes_at) = (opens_at?, closes_at?);
    if closes_at <= opens_at {
        faults.insert("cloture", "survey-fault-order");
        return None;
    }
    Some(Calendar { opens_at, closes_at, zone: zone.ok()?, grace_hours: grace_hours? })
}

fn render(
    app: &App,
    member: &Member,
    studies: &[Study],
    fields: &Fields,
    faults: &Faults,
    unreadable: &Unreadable,
) -> Page {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let prompt = |name: &'static str, key: &str| {
        Prompt::new(language, name, t.get(key)).error(faults.get(name).map(|fault| t.get(fault)))
    };
    let line = |name, key, hint: &str| prompt(name, key).hint(t.get(hint)).text(fields.get(name));
    let choices = studies.iter().map(|study| {
        let id = study.id.to_string();
        let is_chosen = id == fields.get("etude");
        Choice::new(id, study.title.clone()).chosen(is_chosen)
    });
    let study = prompt("etude", "survey-study").one_of(choices.collect());
    let lines = vec![
        line("titre", "survey-title", "survey-title-hint"),
        line("adresse", "survey-address", "survey-address-hint").kind(LineKind::Code),
        line("ouverture", "survey-opens", "survey-day-hint"),
        line("cloture", "survey-closes", "survey-day-hint"),
        line("fuseau", "survey-zone", "survey-zone-hint").kind(LineKind::Code),
        line("grace", "survey-grace-hours", "survey-grace-hint").kind(LineKind::Digits),
    ];
    let sources = [(SHIPPED, "survey-source-shipped"), (OWN, "survey-source-own")].map(|(value, key)| {
        Choice::new(value, t.get(key))
            .hint(t.get(&format!("{key}-hint")))
            .chosen(fields.get("questionnaire") == value)
    });
    let source = prompt("questionnaire", "survey-source").one_of(sources.into());
    let workbook = prompt("classeur", "survey-workbook").hint(t.get("survey-workbook-hint")).file();
    let prompts =
        std::iter::once(&study.prompt).chain(lines.iter().map(|l| &l.prompt)).chain([&workbook.prompt]);
    let summary = ErrorSummary::of(language, prompts);
    let mut frame = frame::office(app, member, t.get("survey-new"), "/bureau/enquetes");
    frame.breadcrumb = vec![Link::new(t.get("survey-list"), "/bureau/enquetes")];
    frame.page = frame.page.with_errors(summary.is_some());
    let issues = problems(t, unreadable);
    let content = OpenForm {
        t,
        summary,
        study,
        lines,
        source,
        workbook,
        issues,
        send: Button::send(t.get("survey-open")),
    };
    Page::new(Sheet::Office, frame.wrap(&content))
}

fn problems(t: &Texts, unreadable: &Unreadable) -> Vec<Problem> {
    let engine = unreadable.engine.as_ref().map(|reason| Problem {
        place: String::new(),
        sentence: t.with("survey-issue-engine", &[("reason", reason.as_str().into())]),
    });
    let file = unreadable.missing_file.as_ref().map(|name| Problem {
        place: String::new(),
        sentence: t.with("survey-issue-file", &[("name", name.as_str().into())]),
    });
    unreadable.issues.iter().map(|issue| problem(t, issue)).chain(engine).chain(file).collect()
}

fn problem(t: &Texts, issue: &xlsform::Issue) -> Problem {
    let language = t.language().pick(xlsform::Language::French, xlsform::Language::English);
    let place = match (&issue.sheet, issue.row) {
        (Some(sheet), Some(row)) => {
            t.with("survey-issue-place", &[("sheet", sheet.to_string().into()), ("row", row.into())])
        }
        (Some(sheet), None) => sheet.to_string(),
        (None, _) => String::new(),
    };
    Problem { place, sentence: issue.sentence(language) }
}
