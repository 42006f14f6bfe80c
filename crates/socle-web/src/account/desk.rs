//! « Aujourd'hui »: what waits for the person, and nothing else.

use crate::{App, error::AppError, frame, guard::Member, notice, page::Page};
use askama::Template;
use axum::{Extension, extract::State};
use socle_domain::{
    account::Role,
    submission::ReviewStatus,
    survey::{Survey, Window},
};
use socle_look::{Sheet, Texts, layouts::Link};
use socle_store::{DeskTasks, InboxFilter};

#[derive(Template)]
#[template(path = "account/desk.html")]
struct Desk<'a> {
    t: &'a Texts,
    name: &'a str,
    to_read: i64,
    guides: DeskTasks,
    /// The surveys that still take returns, the next to close first.
    surveys: Vec<Call>,
}

struct Call {
    link: Link,
    state: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
) -> Result<Page, AppError> {
    let t = app.texts(frame::language_of(&member));
    let to_read = if member.has_any(&[Role::Coordinator, Role::Analyst]) {
        let inbox = app.store().inbox(member.0.id, &InboxFilter::default()).await?;
        inbox
            .counts
            .iter()
            .find(|(status, _)| *status == ReviewStatus::Received)
            .map_or(0, |(_, count)| *count)
    } else {
        0
    };
    let guides = app.store().guide_tasks(member.0.id, app.now()).await?;
    let surveys = running(&app, &member, t).await?;
    let frame = frame::office(&app, &member, t.get("frame-desk"), "/bureau/");
    let content = Desk { t, name: &member.0.name, to_read, guides, surveys };
    Ok(Page::new(Sheet::Office, frame.wrap(&content)))
}

/// The surveys a coordinator has running, each with where it stands.
async fn running(app: &App, member: &Member, t: &Texts) -> Result<Vec<Call>, AppError> {
    if !member.has_any(&[Role::Coordinator]) {
        return Ok(Vec::new());
    }
    let mut surveys = app.store().coordinated_surveys(member.0.id).await?;
    surveys.retain(|(survey, _)| app.now() < survey.calendar.grace_ends_at());
    surveys.sort_by_key(|(survey, _)| survey.calendar.closes_at);
    let call = |(survey, returns): &(Survey, i64)| {
        let calendar = &survey.calendar;
        let (key, at) = match calendar.window(app.now()) {
            Window::NotYet => ("account-survey-opens", calendar.opens_at),
            Window::Open => ("account-survey-closes", calendar.closes_at),
            Window::Grace | Window::Closed => ("account-survey-grace", calendar.grace_ends_at()),
        };
        let when = notice::moment(t.language(), &calendar.zone, at);
        let words = [("when", when.into()), ("zone", calendar.zone.name().into()), ("n", (*returns).into())];
        Call {
            link: Link::new(survey.title.clone(), format!("/bureau/enquetes/{}/suivi", survey.slug)),
            state: t.with(key, &words),
        }
    };
    Ok(surveys.iter().map(call).collect())
}

impl Desk<'_> {
    /// What waits about guides: where it leads, and in how many words.
    fn about_guides(&self) -> Vec<(&'static str, String)> {
        let lines = [
            ("/bureau/fiches?etat=proposed", "account-guides-to-review", self.guides.to_review),
            ("/bureau/fiches", "account-guides-tasks", self.guides.tasks),
            ("/bureau/fiches?etat=proposed", "account-guides-approvals", self.guides.approvals),
            ("/bureau/fiches?etat=published", "account-guides-due", self.guides.review_due),
        ];
        let waits = lines.into_iter().filter(|(_, _, count)| *count > 0);
        waits.map(|(href, key, count)| (href, self.t.with(key, &[("n", count.into())]))).collect()
    }
}
