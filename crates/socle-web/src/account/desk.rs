//! « Aujourd'hui »: what waits for the person, and nothing else.

use crate::{App, error::AppError, frame, guard::Member, page::Page};
use askama::Template;
use axum::{Extension, extract::State};
use socle_domain::{account::Role, submission::ReviewStatus};
use socle_look::{Sheet, Texts};
use socle_store::{DeskTasks, InboxFilter};

#[derive(Template)]
#[template(path = "account/desk.html")]
struct Desk<'a> {
    t: &'a Texts,
    name: &'a str,
    to_read: i64,
    guides: DeskTasks,
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
    let frame = frame::office(&app, &member, t.get("frame-desk"), "/bureau/");
    Ok(Page::new(Sheet::Office, frame.wrap(&Desk { t, name: &member.0.name, to_read, guides })))
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
