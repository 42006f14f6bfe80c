//! A return that the team enters: how, when and with what agreement it was told; then the questions of the survey, as
//! respondents meet them.

use crate::{
    App,
    error::AppError,
    fields::Fields,
    frame,
    guard::{DRAFT, Member, draft_token, set_cookie},
    page::{Page, see_other_with_cookie},
    questionnaire,
    submission::{channel_words, filter},
};
use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use socle_domain::{
    code::ResumeCode,
    draft::DraftAnswers,
    entry::{Entry, InvalidTold, NOTE_MOST, told_on},
    fold,
    id::DraftId,
    submission::Channel,
    survey::Survey,
    text,
    time::{DAY, SECOND},
};
use socle_look::{
    Language, Sheet, Texts,
    components::{Button, Choice, ChoiceGroup, DateField, ErrorSummary, Prompt, TextField},
    dates,
    layouts::Link,
};
use socle_store::{Constraint, NewDraft, StoreError};

/// How long the cookie of an entry lives: an entry is done within the week.
const COOKIE: i64 = 7 * DAY;
/// How many resume codes are drawn before giving up.
const DRAWS: usize = 8;

#[derive(Template)]
#[template(path = "submission/entry.html")]
struct EntryPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    survey: ChoiceGroup,
    channel: ChoiceGroup,
    date: DateField,
    note: TextField,
    language: ChoiceGroup,
    send: Button,
}

/// What is wrong with what was typed, by field.
#[derive(Debug, Default)]
struct Faults {
    survey: bool,
    channel: bool,
    told: Option<InvalidTold>,
    note: bool,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Page, AppError> {
    let surveys = app.store().entered_surveys(member.0.id).await?;
    Ok(render(&app, &member, &surveys, &Fields::default(), &Faults::default()))
}

pub(crate) async fn begin(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Result<Response, AppError> {
    let surveys = app.store().entered_surveys(member.0.id).await?;
    let mut faults = Faults::default();
    let Some((survey, entry)) = parse(&app, &member, &surveys, &fields, &mut faults) else {
        return Ok(render(&app, &member, &surveys, &fields, &faults).into_response());
    };
    let language = Language::parse(fields.get("langue")).unwrap_or_default();
    let id = create(&app, survey, entry, language).await?;
    let path = format!("/e/{}", survey.slug);
    let cookie = set_cookie(&app, DRAFT, draft_token(&app, id), path.clone(), COOKIE / SECOND);
    Ok(see_other_with_cookie(&first_page(&app, survey, id, language, &path).await?, &cookie))
}

/// The first question, where the answering begins.
async fn first_page(
    app: &App,
    survey: &Survey,
    draft: DraftId,
    language: Language,
    path: &str,
) -> Result<String, AppError> {
    let form = app.form(survey.questionnaire, language).await?;
    let environment = questionnaire::environment(survey, draft, language.code(), app.now());
    let state = questionnaire::state_of(form, environment, language.code(), &DraftAnswers::default());
    let key = state.page_after(None).ok_or(AppError::NotFound)?;
    Ok(format!("{path}/q/{}", questionnaire::slug_of(&key)))
}

async fn create(app: &App, survey: &Survey, entry: Entry, language: Language) -> Result<DraftId, AppError> {
    let (id, now) = (DraftId::new(app.now(), app.chance()), app.now());
    for _ in 0..DRAWS {
        let code = ResumeCode::new(app.chance());
        let draft = NewDraft { id, survey: survey.clone(), code, language: language.code().to_owned(), now };
        match app.store().begin_entry(draft, entry.clone()).await {
            Err(StoreError::Conflict(Constraint::DraftCode)) => {}
            Err(error) => return Err(error.into()),
            Ok(()) => return Ok(id),
        }
    }
    Err(AppError::Unavailable("no free resume code was drawn".to_owned()))
}

/// What the form says; every field that cannot be read is told, not the first only.
fn parse<'s>(
    app: &App,
    member: &Member,
    surveys: &'s [Survey],
    fields: &Fields,
    faults: &mut Faults,
) -> Option<(&'s Survey, Entry)> {
    let survey = surveys.iter().find(|survey| survey.slug.as_str() == fields.get("enquete"));
    faults.survey = survey.is_none();
    let channel = Channel::parse(fields.get("canal")).filter(|channel| Channel::ENTERED.contains(channel));
    faults.channel = channel.is_none();
    let note = text::line(fields.get("accord"), NOTE_MOST);
    faults.note = note.is_err();
    let told = survey.map(|survey| {
        let number = |name: &str| fields.number(name);
        let year = number("date-year").and_then(|year| i16::try_from(year).ok());
        let day = number("date-day").and_then(|day| u8::try_from(day).ok());
        match (year, month(fields.get("date-month")), day) {
            (Some(year), Some(month), Some(day)) => told_on(&survey.calendar, year, month, day, app.now()),
            _ => Err(InvalidTold::Date),
        }
    });
    faults.told = told.and_then(Result::err);
    let told_at = told?.ok()?;
    let (channel, consent_note) = (channel?, note.ok()?);
    Some((survey?, Entry { account: member.0.id, channel, told_at, consent_note }))
}

/// A month as people write it: `3`, `03`, « mars », “March”.
fn month(typed: &str) -> Option<u8> {
    let typed = fold::folded(typed);
    if let Ok(number) = typed.parse::<u8>() {
        return Some(number);
    }
    let is_it = |month: &u8| {
        [Language::Fr, Language::En]
            .iter()
            .any(|language| fold::folded(dates::month_name(*language, *month)) == typed)
    };
    (1..=12).find(is_it)
}

fn render(app: &App, member: &Member, surveys: &[Survey], fields: &Fields, faults: &Faults) -> Page {
    let language = frame::language_of(member);
    let t = app.texts(language);
    let prompt = |name: &'static str, key: &str, fault: Option<&str>| {
        Prompt::new(language, name, t.get(key)).error(fault.map(|fault| t.get(fault)))
    };
    let choice =
        |name: &str, word: &str, label: String| Choice::new(word, label).chosen(fields.get(name) == word);
    let only = surveys.len() == 1;
    let survey =
        prompt("enquete", "submission-entry-survey", faults.survey.then_some("submission-fault-survey"))
            .one_of(
                surveys
                    .iter()
                    .map(|survey| {
                        let choice = choice("enquete", survey.slug.as_str(), survey.title.clone());
                        let is_chosen = choice.is_chosen || only;
                        choice.chosen(is_chosen)
                    })
                    .collect(),
            );
    let channel =
        prompt("canal", "submission-entry-channel", faults.channel.then_some("submission-fault-channel"))
            .one_of(Channel::ENTERED.map(|one| choice("canal", one.word(), channel_words(t, one))).into());
    let told = faults.told.map(|fault| match fault {
        InvalidTold::Date => "submission-fault-told-date",
        InvalidTold::Ahead => "submission-fault-told-ahead",
        InvalidTold::Before => "submission-fault-told-before",
        InvalidTold::After => "submission-fault-told-after",
    });
    let date = prompt("date", "submission-entry-date", told).hint(t.get("submission-entry-date-hint")).date(
        fields.get("date-day"),
        fields.get("date-month"),
        fields.get("date-year"),
    );
    let note = prompt("accord", "submission-entry-note", faults.note.then_some("submission-fault-note"))
        .hint(t.get("submission-entry-note-hint"))
        .text(fields.get("accord"));
    let spoken = |one: Language| {
        let label = t.get(&format!("submission-entry-{}", one.code()));
        let is_chosen =
            fields.get("langue") == one.code() || (fields.get("langue").is_empty() && one == language);
        Choice::new(one.code(), label).chosen(is_chosen)
    };
    let summary = ErrorSummary::of(language, [&survey.prompt, &channel.prompt, &date.prompt, &note.prompt]);
    let has_errors = summary.is_some();
    let content = EntryPage {
        t,
        summary,
        survey,
        channel,
        date,
        note,
        language: prompt("langue", "submission-entry-language", None)
            .one_of(Language::ALL.map(spoken).into()),
        send: Button::send(t.get("submission-entry-begin")),
    };
    let mut frame = frame::office(app, member, t.get("submission-entry"), filter::INBOX);
    frame.breadcrumb = vec![Link::new(t.get("submission-inbox"), filter::INBOX)];
    frame.page = frame.page.with_errors(has_errors);
    Page::new(Sheet::Office, frame.wrap(&content)).with_errors(has_errors)
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn months_are_read_as_people_write_them() {
        for (typed, read) in
            [("3", 3), ("03", 3), ("Mars", 3), ("FEVRIER", 2), ("décembre", 12), ("March", 3)]
        {
            assert_eq!(month(typed), Some(read), "{typed}");
        }
        assert_eq!(month("brumaire"), None);
    }
}
