//! A survey that runs, as its coordinator follows it.

use crate::{
    App,
    error::AppError,
    frame,
    guard::Member,
    notice,
    page::Page,
    survey::{moment_here_and_there, office::window_words},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
};
use socle_domain::{
    account::Role,
    slug::Slug,
    study::{Description, STRUCTURES},
    survey::{Survey, Window},
    time::{DAY, Timestamp},
};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Bar, BarTable, Button, Fact, FactList, Weight},
    dates,
    layouts::Link,
    numbers,
};
use socle_store::{Dashboard, Member as Person, Moved, SurveyRecord};
use std::collections::BTreeMap;

/// A draft is lively when somebody wrote in it this lately.
const LIVELY: i64 = 7 * DAY;
/// The most days that a chart shows; a longer survey shows its last ones.
const DAYS: usize = 31;

#[derive(Template)]
#[template(path = "survey/follow.html")]
struct Follow<'a> {
    t: &'a Texts,
    title: &'a str,
    window: String,
    address: Link,
    actions: Vec<Button>,
    facts: FactList,
    missing: Vec<Link>,
    by_day: Option<BarTable>,
    by_structure: Option<BarTable>,
    moves: Vec<Line>,
}

/// A deadline that was moved, in words.
struct Line {
    words: String,
    reason: String,
}

/// The survey at a short address, if the person coordinates its study.
pub(super) async fn survey_of(app: &App, member: &Member, slug: &str) -> Result<SurveyRecord, AppError> {
    let slug = Slug::parse(slug).map_err(|_| AppError::NotFound)?;
    app.store().coordinated_survey(member.0.id, &slug).await?.ok_or(AppError::NotFound)
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
) -> Result<Page, AppError> {
    let record = survey_of(&app, &member, &slug).await?;
    let survey = &record.survey;
    let language = frame::language_of(&member);
    let t = app.texts(language);
    let board = app.store().dashboard(survey.id, app.now().plus(-LIVELY)).await?;
    let minutes = app.store().turnout(survey.id).await?.minutes;
    let study = app.store().study(survey.study).await?.ok_or(AppError::NotFound)?;
    let erased = app.store().erased_on(survey).await?;
    let team = app.store().members(survey.study).await?;
    let public = format!("/e/{}", survey.slug);
    let content = Follow {
        t,
        title: &survey.title,
        window: window_words(&app, t, language, survey),
        address: Link::new(format!("{}{public}", app.settings().address), public),
        actions: actions(t, survey, survey.calendar.window(app.now())),
        facts: facts(t, survey, &board, minutes, erased),
        missing: missing(&app, t, &record, &study.description, &board, &team),
        by_day: by_day(t, language, survey, &board),
        by_structure: by_structure(t, language, &board),
        moves: board.moves.iter().map(|moved| line(t, language, survey, moved)).collect(),
    };
    let mut frame = frame::office(&app, &member, survey.title.clone(), "/bureau/enquetes");
    frame.breadcrumb = vec![
        Link::new(t.get("survey-list"), "/bureau/enquetes"),
        Link::new(record.study.title.clone(), format!("/bureau/etudes/{}", record.study.slug)),
    ];
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

fn actions(t: &Texts, survey: &Survey, window: Window) -> Vec<Button> {
    let to = |key: &str, end: &str| {
        Button::link(t.get(key), format!("/bureau/enquetes/{}/{end}", survey.slug)).weight(Weight::Outlined)
    };
    let poster = (window != Window::Closed).then(|| to("survey-poster", "affiche"));
    let read = Button::link(t.get("survey-read"), "/bureau/depouillement?statut=received");
    [read.weight(Weight::Outlined)]
        .into_iter()
        .chain(poster)
        .chain([to("survey-move", "date-limite")])
        .collect()
}

fn facts(
    t: &Texts,
    survey: &Survey,
    board: &Dashboard,
    minutes: Option<i64>,
    erased: Option<Timestamp>,
) -> FactList {
    let language = t.language();
    let number = |n: i64| numbers::integer(language, n);
    let returns = Fact::new(t.get("survey-fact-returns"), &number(board.returns));
    let late = t.with("survey-fact-late", &[("n", board.late.into())]);
    let returns = if board.late > 0 { returns.source(late) } else { returns };
    let to_read = Fact::new(t.get("survey-fact-to-read"), &number(board.to_read));
    let lively = t.with("survey-fact-lively", &[("n", board.lively.into())]);
    let drafts = Fact::new(t.get("survey-fact-drafts"), &number(board.drafts)).source(lively);
    let duration = minutes.map_or_else(
        || Fact::unknown(t.get("survey-fact-duration")),
        |minutes| {
            Fact::new(t.get("survey-fact-duration"), &dates::duration(language, minutes.unsigned_abs() * 60))
                .source(t.get("survey-fact-half"))
        },
    );
    let erased = erased.map(|at| {
        let zone = &survey.calendar.zone;
        let when = format!("{} ({})", notice::moment(language, zone, at), zone.name());
        Fact::new(t.get("survey-fact-erased"), &when)
    });
    FactList::new(language, [returns, to_read, drafts, duration].into_iter().chain(erased).collect())
}

/// What is missing, each with the page where it can be mended.
fn missing(
    app: &App,
    t: &Texts,
    record: &SurveyRecord,
    said: &Description,
    board: &Dashboard,
    team: &[Person],
) -> Vec<Link> {
    let study = format!("/bureau/etudes/{}", record.study.slug);
    let mut missing = Vec::new();
    if said.words.is_empty() {
        missing.push(Link::new(t.get("survey-missing-words"), format!("{study}/modifier")));
    }
    let has = |role: Role| team.iter().any(|one| one.roles.contains(&role) || one.everywhere.contains(&role));
    for role in [Role::Analyst, Role::Editor, Role::Reviewer] {
        if !has(role) {
            let role = t.get(&format!("account-role-{}", role.word()));
            let words = t.with("survey-missing-role", &[("role", role.into())]);
            missing.push(Link::new(words, format!("{study}/equipe")));
        }
    }
    if !app.has_mail() {
        missing.push(Link::new(t.get("survey-missing-mail"), format!("{study}/equipe")));
    }
    // Whom to go and see: only once the survey runs, and only where it asks.
    let asks = !board.by_structure.is_empty();
    let is_silent =
        |codes: &[&str]| board.by_structure.iter().all(|(code, _)| !codes.contains(&code.as_str()));
    for audience in said.audiences.iter().filter(|one| asks && is_silent(one.structures())) {
        let name = t.get(&format!("study-audience-{}", audience.word()));
        let words = t.with("survey-missing-audience", &[("audience", name.into())]);
        missing.push(Link::new(words, format!("/bureau/enquetes/{}/affiche", record.survey.slug)));
    }
    missing
}

fn by_day(t: &Texts, language: Language, survey: &Survey, board: &Dashboard) -> Option<BarTable> {
    let mut days: BTreeMap<(i32, u8, u8), u32> = BTreeMap::new();
    for (at, count) in &board.by_quarter {
        let c = survey.calendar.zone.civil(*at);
        let count = u32::try_from(*count).unwrap_or(u32::MAX);
        let day = days.entry((c.year.into(), c.month, c.day)).or_default();
        *day = day.saturating_add(count);
    }
    let largest = days.values().copied().max()?;
    let shown = days.iter().skip(days.len().saturating_sub(DAYS));
    let bar = |(day, count): (&(i32, u8, u8), &u32)| {
        Bar::of(language, dates::day(language, day.0, day.1, day.2), *count, largest)
    };
    Some(BarTable {
        lang: language,
        id: "jours".to_owned(),
        title: t.with("survey-by-day", &[("n", board.returns.into()), ("days", days.len().into())]),
        bars: shown.map(bar).collect(),
        note: Some(Html::text(&t.get("survey-by-day-note"))),
    })
}

fn by_structure(t: &Texts, language: Language, board: &Dashboard) -> Option<BarTable> {
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let largest = board.by_structure.iter().map(|(_, n)| count(*n)).max()?;
    let of =
        |code: &str| board.by_structure.iter().find(|(one, _)| one == code).map_or(0, |(_, n)| count(*n));
    let name = |code: &str| t.get(&format!("survey-structure-{code}"));
    // A questionnaire of one's own may ask with other choices: they are counted under their codes.
    let others = board.by_structure.iter().filter(|(code, _)| !STRUCTURES.contains(&code.as_str()));
    let bars = STRUCTURES.into_iter().map(|code| Bar::of(language, name(code), of(code), largest));
    let others = others.map(|(code, n)| Bar::of(language, code.clone(), count(*n), largest));
    Some(BarTable {
        lang: language,
        id: "structures".to_owned(),
        title: t.get("survey-by-structure"),
        bars: bars.chain(others).collect(),
        note: None,
    })
}

fn line(t: &Texts, language: Language, survey: &Survey, moved: &Moved) -> Line {
    let key = if moved.to > moved.from { "survey-moved-later" } else { "survey-moved-earlier" };
    let words = [
        ("who", moved.who.as_str().into()),
        // The zones are said once, of the date in force.
        ("from", notice::moment(language, &survey.calendar.zone, moved.from).into()),
        ("to", moment_here_and_there(language, survey, moved.to).into()),
    ];
    Line { words: t.with(key, &words), reason: moved.reason.clone() }
}
