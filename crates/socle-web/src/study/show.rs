//! A study: what it says of itself, and its surveys.

use super::{frame, moment, study_at, views};
use crate::{App, error::AppError, frame as frames, guard::Member, page::Page};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
};
use socle_domain::{study::Part, survey::Survey};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{Button, Fact, FactList, Notice, NoticeKind, Weight},
    dates,
    layouts::Link,
    numbers,
};
use socle_store::StudyRecord;

#[derive(Template)]
#[template(path = "study/show.html")]
struct Show<'a> {
    t: &'a Texts,
    title: &'a str,
    views: Vec<Link>,
    /// A study opened from the command line says nothing of itself yet.
    is_silent: Option<Notice>,
    facts: FactList,
    words: Vec<Said>,
    edit: Button,
    surveys: Vec<Call>,
    open: Button,
}

/// What the study says in one language.
struct Said {
    language: String,
    code: String,
    parts: FactList,
}

struct Call {
    link: Link,
    when: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
) -> Result<Page, AppError> {
    let record = study_at(&app, &member, &slug).await?;
    let language = frames::language_of(&member);
    let t = app.texts(language);
    let all = app.store().coordinated_surveys(member.0.id).await?;
    let own = all.iter().filter(|(survey, _)| survey.study == record.study.id);
    let is_silent = record.description.words.is_empty();
    let path = format!("/bureau/etudes/{slug}/modifier");
    let content = Show {
        t,
        title: &record.study.title,
        views: views(t, &record, ""),
        is_silent: is_silent.then(|| Notice::new(language, NoticeKind::Warning, &t.get("study-silent"))),
        facts: facts(t, language, &record),
        words: said(t, &record),
        edit: Button::link(t.get("study-edit"), path).weight(if is_silent {
            Weight::Solid
        } else {
            Weight::Outlined
        }),
        surveys: own.map(|(survey, returns)| call(t, language, survey, *returns)).collect(),
        open: Button::link(t.get("survey-new"), format!("/bureau/enquetes/nouvelle?etude={slug}"))
            .weight(if is_silent { Weight::Outlined } else { Weight::Solid }),
    };
    let mut frame = frame(&app, &member, &record, record.study.title.clone());
    frame.breadcrumb.truncate(1);
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

fn facts(t: &Texts, language: Language, record: &StudyRecord) -> FactList {
    let said = &record.description;
    let audiences: Vec<_> =
        said.audiences.iter().map(|one| t.get(&format!("study-audience-{}", one.word()))).collect();
    let months = t.with("study-months", &[("n", said.retention_months.into())]);
    let small = t.with("study-small-under", &[("n", numbers::integer(language, said.small_under).into())]);
    let audiences = if audiences.is_empty() {
        Fact::unknown(t.get("study-audiences"))
    } else {
        Fact::new(t.get("study-audiences"), &audiences.join(" · "))
    };
    let appears = match said.appears {
        Some(month) => {
            Fact::new(t.get("study-appears"), &dates::month(language, month.year(), month.month()))
        }
        None => Fact::unknown(t.get("study-appears")),
    };
    FactList::new(
        language,
        vec![
            audiences,
            Fact::new(t.get("study-retention"), &months),
            appears,
            Fact::new(t.get("study-small"), &small),
            Fact::new(t.get("study-zone"), said.zone.name()),
            Fact::new(t.get("study-address"), &record.study.slug),
        ],
    )
}

fn said(t: &Texts, record: &StudyRecord) -> Vec<Said> {
    let of = |(code, words): &(String, socle_domain::study::Words)| {
        let language = Language::parse(code).unwrap_or_default();
        let fact = |part: Part| {
            Fact::html(
                t.get(&format!("study-part-{}", part.word().replace('_', "-"))),
                Html::paragraphs(words.get(part)),
            )
        };
        Said {
            language: language.own_name().to_owned(),
            code: code.clone(),
            parts: FactList::new(t.language(), Part::ALL.into_iter().map(fact).collect()),
        }
    };
    record.description.words.iter().map(of).collect()
}

fn call(t: &Texts, language: Language, survey: &Survey, returns: i64) -> Call {
    let zone = &survey.calendar.zone;
    let until = moment(language, zone, survey.calendar.closes_at);
    Call {
        link: Link::new(survey.title.clone(), format!("/bureau/enquetes/{}/suivi", survey.slug)),
        when: t.with(
            "study-survey-until",
            &[("when", until.into()), ("zone", zone.name().into()), ("n", returns.into())],
        ),
    }
}
