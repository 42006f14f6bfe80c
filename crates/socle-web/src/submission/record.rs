//! A return: what was sent on the left, untouched; what the team keeps of it on the right; the decision below.

use crate::{
    App,
    error::AppError,
    frame,
    guard::Member,
    page::Page,
    questionnaire,
    submission::{
        channel_words, country_words, decide::Typed, experience::Card, filter, inbox::resemblance_tag,
        inquiry, moment, publication_tag, reason, record_path, status_tag, submission_id,
    },
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
};
use socle_domain::{id::SubmissionId, submission::ReviewStatus};
use socle_look::{
    Html, Language, Sheet, Texts,
    components::{
        Button, ErrorSummary, Fact, FactList, Notice, NoticeKind, Prompt, Strip, TextField, Weight,
    },
    layouts::Link,
};
use socle_store::{CuratedExperience, Inbox, InboxFilter, Neighbors, Record};

#[derive(Template)]
#[template(path = "submission/record.html")]
struct RecordPage<'a> {
    t: &'a Texts,
    summary: Option<ErrorSummary>,
    heading: String,
    around: Around,
    consent: Strip,
    notices: Vec<Notice>,
    facts: FactList,
    language: &'a str,
    sendings: Vec<Sending>,
    cards: Vec<Card>,
    inquiries: inquiry::Panel,
    decision: DecisionForm,
}

/// The way to the returns before and after, in the order of the filter that led here.
struct Around {
    label: String,
    previous: Option<Link>,
    place: String,
    next: Option<Link>,
}

/// One sending, in words; the newest is unfolded.
struct Sending {
    title: String,
    answers: Option<FactList>,
    original: String,
    is_newest: bool,
}

struct DecisionForm {
    action: String,
    filter: String,
    next: String,
    version: i64,
    buttons: Vec<Button>,
    reason: reason::ReasonFields,
    duplicate: TextField,
    set_aside: Option<Button>,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(submission): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, AppError> {
    let id = submission_id(&submission)?;
    page(&app, &member, id, query.as_deref(), &Typed::default()).await
}

/// The page, with what was typed in one of its forms.
pub(super) async fn page(
    app: &App,
    member: &Member,
    id: SubmissionId,
    query: Option<&str>,
    typed: &Typed,
) -> Result<Page, AppError> {
    let account = member.0.id;
    let record = app.store().record(account, id).await?.ok_or(AppError::NotFound)?;
    let experiences = app.store().experiences(account, id).await?;
    let inquiries = app.store().inquiries(account, id).await?;
    let asked = filter::parse(query);
    let neighbors = app.store().neighbors(account, id, &asked).await?;
    let language = frame::language_of(member);
    let t = app.texts(language);
    let sendings = sendings(app, t, &record).await?;
    let decision = decision(t, &record, &asked, &neighbors, typed);
    let inquiries = inquiry::panel(app, t, &record, &inquiries, typed);
    let prompts = [
        &decision.reason.ground.prompt,
        &decision.reason.words.prompt,
        &decision.duplicate.prompt,
        &inquiries.ask.prompt,
    ];
    let summary = ErrorSummary::of(language, prompts);
    let has_errors = summary.is_some();
    let mut notices = notices(t, &record, &experiences);
    notices.extend(resemblance(app, t, member, &record).await?);
    let content = RecordPage {
        t,
        summary,
        heading: heading(&record, &experiences),
        around: around(t, id, &asked, &neighbors, query),
        consent: consent(t, &record, &experiences),
        notices,
        facts: facts(t, &record, &experiences),
        language: &record.language,
        sendings,
        cards: experiences.iter().map(|one| Card::of(t, one, experiences.len())).collect(),
        inquiries,
        decision,
    };
    let mut frame = frame::office(app, member, format!("R-{}", record.number), filter::INBOX);
    frame.breadcrumb = vec![Link::new(t.get("submission-inbox"), filter::address(&asked))];
    frame.page = frame.page.with_errors(has_errors);
    Ok(Page::new(Sheet::Office, frame.wrap(&content)).with_errors(has_errors))
}

fn heading(record: &Record, experiences: &[CuratedExperience]) -> String {
    let title = experiences.first().map(|one| one.title.as_str()).unwrap_or_default();
    if title.is_empty() { format!("R-{}", record.number) } else { format!("R-{} · {title}", record.number) }
}

fn around(
    t: &Texts,
    id: SubmissionId,
    asked: &InboxFilter,
    neighbors: &Neighbors,
    query: Option<&str>,
) -> Around {
    let link = |key: &str, id: SubmissionId| Link::new(t.get(key), filter::after(&record_path(id), asked));
    // A return that was just decided on has left the list: the one that followed it is remembered by the address.
    let remembered = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .find(|(name, _)| name == "suivant")
        .and_then(|(_, value)| SubmissionId::parse(&value).ok())
        .filter(|next| *next != id && neighbors.place.is_none());
    let place = neighbors.place.map(|place| {
        t.with("submission-place", &[("place", place.into()), ("total", neighbors.total.into())])
    });
    Around {
        label: t.get("submission-around"),
        previous: neighbors.previous.map(|id| link("submission-previous", id)),
        place: place.unwrap_or_default(),
        next: neighbors.next.or(remembered).map(|id| link("submission-next", id)),
    }
}

/// What the author allows, for each experience apart: it stays in sight.
fn consent(t: &Texts, record: &Record, experiences: &[CuratedExperience]) -> Strip {
    let about = |one: &CuratedExperience| match experiences.len() {
        1 => String::new(),
        _ => t.with("submission-experience", &[("n", one.place.into())]),
    };
    let parts = match experiences {
        [] => vec![(String::new(), publication_tag(t, record.publication))],
        some => some.iter().map(|one| (about(one), publication_tag(t, one.publication))).collect(),
    };
    Strip { label: t.get("submission-publication"), parts }
}

fn notices(t: &Texts, record: &Record, experiences: &[CuratedExperience]) -> Vec<Notice> {
    let warn = |words: &str| Notice::new(t.language(), NoticeKind::Warning, words);
    let mut notices = Vec::new();
    for experience in experiences.iter().filter(|one| one.is_corrected_over_team) {
        notices.push(warn(&t.with("submission-corrected-over", &[("n", experience.place.into())])));
    }
    if let (ReviewStatus::SetAside, Some(reason)) = (record.status, &record.reason) {
        let words = t.with("submission-set-aside-for", &[("reason", reason::told(t, reason).into())]);
        let mut body = vec![Html::text(&words)];
        if let Some((id, number)) = record.duplicate_of {
            body.extend([Html::text(" "), Html::link(&format!("R-{number}"), &record_path(id))]);
        }
        let (lang, body) = (t.language(), Html::join(body));
        notices.push(Notice { lang, kind: NoticeKind::Note, word: None, body });
    }
    notices
}

/// « Doublon de R-188 ? », with a link to it, while nobody has decided.
async fn resemblance(
    app: &App,
    t: &Texts,
    member: &Member,
    record: &Record,
) -> Result<Option<Notice>, AppError> {
    let only = InboxFilter { words: format!("r {}", record.number), ..InboxFilter::default() };
    let Inbox { rows, .. } = app.store().inbox(member.0.id, &only).await?;
    let found = rows.into_iter().find(|row| row.id == record.id).and_then(|row| row.resembles);
    Ok(found.map(|found| {
        let link = Html::link(&resemblance_tag(t, &found).text, &record_path(found.id));
        let body = Html::join([link, Html::text(" — "), Html::text(&t.get("submission-resembles-why"))]);
        Notice { lang: t.language(), kind: NoticeKind::Warning, word: None, body }
    }))
}

fn facts(t: &Texts, record: &Record, experiences: &[CuratedExperience]) -> FactList {
    let language = t.language();
    let mut received = moment(language, record.received_at);
    if record.is_late {
        received = format!("{received} · {}", t.get("submission-late"));
    }
    let mut facts = vec![
        Fact::html(t.get("submission-column-status"), Html::of(&status_tag(t, record.status))),
        Fact::new(t.get("submission-column-received"), &received),
        Fact::new(t.get("submission-column-survey"), &record.survey_title),
        Fact::new(t.get("submission-column-channel"), &channel_words(t, record.channel)),
    ];
    let organization = experiences.iter().find_map(|one| one.organization.as_ref());
    if let Some((_, name)) = organization {
        facts.push(Fact::new(t.get("submission-column-organization"), name));
    }
    if let Some(country) = experiences.iter().map(|one| &one.country).find(|code| !code.is_empty()) {
        facts.push(Fact::new(t.get("submission-column-country"), &country_words(language, country)));
    }
    if let Some(name) = &record.entered_by {
        let told = record.told_at.map(|at| moment(language, at)).unwrap_or_default();
        let words = [("name", name.as_str().into()), ("told", told.into())];
        facts.push(Fact::new(t.get("submission-entered"), &t.with("submission-entered-by", &words)));
        facts.push(Fact::new(t.get("submission-consent-note"), &record.consent_note));
    }
    FactList::new(language, facts)
}

/// Every sending, the newest first.
async fn sendings(app: &App, t: &Texts, record: &Record) -> Result<Vec<Sending>, AppError> {
    let language = t.language();
    let first = (1, &record.body, record.received_at);
    let later = record.corrections.iter().map(|one| (one.place, &one.body, one.received_at));
    let all: Vec<_> = std::iter::once(first).chain(later).collect();
    let newest = all.len();
    let mut sendings = Vec::new();
    for (place, body, at) in all.into_iter().rev() {
        let words = [("n", place.into()), ("when", moment(language, at).into())];
        let title = if newest == 1 { "submission-sent-once" } else { "submission-sent" };
        sendings.push(Sending {
            title: t.with(title, &words),
            answers: read_answers(app, record, body, language).await?,
            original: format!("{}/original.xml?envoi={place}", record_path(record.id)),
            is_newest: sendings.is_empty(),
        });
    }
    Ok(sendings)
}

/// The answers in words; nothing when the bytes cannot be read as a return of that questionnaire. They are kept as
/// they came, and can still be downloaded.
async fn read_answers(
    app: &App,
    record: &Record,
    body: &[u8],
    language: Language,
) -> Result<Option<FactList>, AppError> {
    let answered_in = Language::parse(&record.language).unwrap_or_default();
    let form = app.form(record.questionnaire, answered_in).await?;
    let Ok(body) = std::str::from_utf8(body) else { return Ok(None) };
    let answered = questionnaire::answers_of(form, body, &record.language, app.now());
    let facts = |answered: Vec<questionnaire::Answered>| {
        FactList::new(language, answered.iter().map(|a| Fact::new(a.question.as_str(), &a.answer)).collect())
    };
    Ok(answered.ok().map(facts))
}

/// Every other status than the present one, as a button; accepting is the solid one. Setting aside asks why.
fn decision(
    t: &Texts,
    record: &Record,
    asked: &InboxFilter,
    neighbors: &Neighbors,
    typed: &Typed,
) -> DecisionForm {
    let decide = |status: ReviewStatus, weight| {
        let key = match (record.status, status) {
            (ReviewStatus::SetAside, ReviewStatus::InReview) => "submission-restore".to_owned(),
            _ => format!("submission-do-{}", status.word()),
        };
        Button::send(t.get(&key)).sends("statut", status.word()).weight(weight)
    };
    let wanted = [(ReviewStatus::Accepted, Weight::Solid), (ReviewStatus::InReview, Weight::Outlined)];
    let buttons = wanted.into_iter().filter(|(status, _)| *status != record.status);
    let can_set_aside = record.status != ReviewStatus::SetAside;
    DecisionForm {
        action: record_path(record.id),
        filter: filter::query(asked),
        next: neighbors.next.map(|id| id.to_string()).unwrap_or_default(),
        version: record.version,
        buttons: buttons.map(|(status, weight)| decide(status, weight)).collect(),
        reason: typed.reason.fields(t, ""),
        duplicate: Prompt::new(t.language(), "doublon", t.get("submission-duplicate-of"))
            .hint(t.get("submission-duplicate-of-hint"))
            .optional()
            .error(typed.has_unknown_duplicate.then(|| t.get("submission-fault-duplicate")))
            .text(typed.duplicate.clone()),
        set_aside: can_set_aside.then(|| decide(ReviewStatus::SetAside, Weight::Outlined)),
    }
}
