//! A deadline that moves: later, or to this moment.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::Member,
    notice,
    page::{Page, see_other},
    survey::{follow::survey_of, moment_here_and_there, open::day_and_hour},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use socle_domain::{
    id::{LetterId, QuestionnaireId},
    letter::LetterKind,
    survey::{Calendar, InvalidMove, Survey, Window},
    text,
    time::DAY,
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, ErrorSummary, LineKind, Notice, NoticeKind, Prompt, TextArea, TextField, Weight},
    layouts::Link,
};
use socle_store::{NewLetter, Renewal, StoreError, SurveyMove, SurveyRecord};
use std::collections::BTreeMap;

const REASON_MOST: usize = 300;
/// What is proposed as an extension.
const PROPOSED: i64 = 14 * DAY;

#[derive(Template)]
#[template(path = "survey/deadline.html")]
struct Deadline<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    meanwhile: Option<Notice>,
    now: String,
    path: String,
    version: i64,
    closes: TextField,
    reason: TextArea,
    extend: Button,
    /// Only a survey that is open can be closed.
    close: Option<Button>,
    tells: String,
}

/// What is wrong, by field: the key of a text.
type Faults = BTreeMap<&'static str, &'static str>;

pub(crate) async fn form(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
) -> Result<Page, AppError> {
    let record = survey_of(&app, &member, &slug).await?;
    let calendar = &record.survey.calendar;
    let later = calendar.closes_at.max(app.now()).plus(PROPOSED);
    let mut fields = Fields::default();
    fields.push("cloture".to_owned(), day_and_hour(&calendar.zone, later));
    Ok(render(&app, &member, &record, &fields, &Faults::new(), false))
}

pub(crate) async fn change(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    if fields.has_controls() {
        return Err(AppError::Malformed);
    }
    let record = survey_of(&app, &member, &slug).await?;
    let version = fields.number("version").ok_or(AppError::Malformed)?;
    let mut faults = Faults::new();
    let asked = parse(&app, &record.survey, &fields, &mut faults);
    let Some((calendar, reason)) = asked else {
        return Ok(render(&app, &member, &record, &fields, &faults, false).with_errors(true).into_response());
    };
    // What was read before writing: a date that moved meanwhile is somebody else's decision.
    let survey = Survey { version, ..record.survey.clone() };
    let moved = moved(&app, &member, survey, &calendar, reason).await?;
    let id = LetterId::new(app.now(), app.chance()).uuid();
    match app.store().move_deadline(id, moved).await {
        Ok(()) => Ok(see_other(&format!("/bureau/enquetes/{slug}/suivi"))),
        Err(StoreError::Stale) => {
            let record = survey_of(&app, &member, &slug).await?;
            Ok(render(&app, &member, &record, &fields, &faults, true).with_errors(true).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The calendar that is asked for, and why; every field that cannot be read is told.
fn parse(app: &App, survey: &Survey, fields: &Fields, faults: &mut Faults) -> Option<(Calendar, String)> {
    let reason = text::paragraphs(fields.get("motif"), REASON_MOST)
        .map_err(|_| faults.insert("motif", "survey-fault-reason"));
    let calendar = if fields.get("geste") == "fermer" {
        survey.calendar.closed_at(app.now())
    } else {
        let typed = fields.get("cloture").trim().replacen(' ', "T", 1);
        let Ok(closes_at) = survey.calendar.zone.moment(&typed) else {
            faults.insert("cloture", "survey-fault-day");
            return None;
        };
        survey.calendar.extended(closes_at, app.now())
    };
    let calendar = calendar.map_err(|refused| {
        let key = match refused {
            InvalidMove::NotLater => "survey-fault-not-later",
            InvalidMove::NotOpen => "survey-fault-not-open",
        };
        faults.insert("cloture", key)
    });
    Some((calendar.ok()?, reason.ok()?))
}

async fn moved(
    app: &App,
    member: &Member,
    survey: Survey,
    calendar: &Calendar,
    reason: String,
) -> Result<SurveyMove, AppError> {
    let now = app.now();
    let renewal = renewal(app, &survey, calendar).await?;
    let is_later = calendar.closes_at > survey.calendar.closes_at;
    let letters = if is_later && app.has_mail() { letters(app, &survey).await? } else { Vec::new() };
    let closes_at = calendar.closes_at;
    Ok(SurveyMove { survey, closes_at, reason, renewal, letters, account: member.0.id, now })
}

/// The questionnaire with the new date in its notice, if it has one.
async fn renewal(app: &App, survey: &Survey, calendar: &Calendar) -> Result<Option<Renewal>, AppError> {
    let text = app.store().questionnaire(survey.questionnaire).await?.ok_or(AppError::NotFound)?;
    let record = app.store().study(survey.study).await?.ok_or(AppError::NotFound)?;
    let renewed = notice::in_form(app, &text.xform, &record.description, calendar);
    Ok(renewed.map(|xform| Renewal {
        survey: survey.id,
        version: survey.version,
        from: survey.questionnaire,
        to: QuestionnaireId::new(app.now(), app.chance()),
        xform,
    }))
}

/// To whoever has begun a return and left an address in it.
async fn letters(app: &App, survey: &Survey) -> Result<Vec<NewLetter>, AppError> {
    let drafts = app.store().drafts_to_tell(survey.id).await?;
    let letter = |told: socle_store::DraftToTell| NewLetter {
        id: LetterId::new(app.now(), app.chance()),
        kind: LetterKind::Extension,
        recipient: told.recipient,
        language: told.language,
        subject_id: told.draft.uuid(),
        now: app.now(),
    };
    Ok(drafts.into_iter().map(letter).collect())
}

fn render(
    app: &App,
    member: &Member,
    record: &SurveyRecord,
    fields: &Fields,
    faults: &Faults,
    is_stale: bool,
) -> Page {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let survey = &record.survey;
    let prompt = |name: &'static str, key: &str| {
        Prompt::new(language, name, t.get(key)).error(faults.get(name).map(|fault| t.get(fault)))
    };
    let closes = prompt("cloture", "survey-new-deadline")
        .hint(t.with("survey-new-deadline-hint", &[("zone", survey.calendar.zone.name().into())]))
        .text(fields.get("cloture"));
    let most = u32::try_from(REASON_MOST).unwrap_or_default();
    let reason = prompt("motif", "survey-reason")
        .hint(t.get("survey-reason-hint"))
        .area(fields.get("motif"))
        .rows(2)
        .limit(most);
    let summary = ErrorSummary::of(language, [&closes.prompt, &reason.prompt]);
    let follow = format!("/bureau/enquetes/{}/suivi", survey.slug);
    let mut frame = frame::office(app, member, t.get("survey-move"), "/bureau/enquetes");
    frame.breadcrumb =
        vec![Link::new(t.get("survey-list"), "/bureau/enquetes"), Link::new(survey.title.clone(), follow)];
    frame.page = frame.page.with_errors(summary.is_some() || is_stale);
    let stale = || Notice::new(language, NoticeKind::Warning, &t.get("survey-move-meanwhile"));
    let close = Button::send(t.get("survey-close-now")).weight(Weight::Danger).sends("geste", "fermer");
    let content = Deadline {
        t,
        summary,
        meanwhile: is_stale.then(stale),
        now: now_words(t, language, survey),
        path: format!("/bureau/enquetes/{}/date-limite", survey.slug),
        version: survey.version,
        closes: closes.kind(LineKind::Text),
        reason,
        extend: Button::send(t.get("survey-extend")).sends("geste", "prolonger"),
        close: (survey.calendar.window(app.now()) == Window::Open).then_some(close),
        tells: t.get(if app.has_mail() { "survey-move-tells" } else { "survey-move-tells-nobody" }),
    };
    Page::new(Sheet::Office, frame.wrap(&content))
}

fn now_words(t: &Texts, language: Language, survey: &Survey) -> String {
    let when = moment_here_and_there(language, survey, survey.calendar.closes_at);
    let words = [("when", when.into()), ("hours", survey.calendar.grace_hours.into())];
    t.with("survey-deadline-now", &words)
}
