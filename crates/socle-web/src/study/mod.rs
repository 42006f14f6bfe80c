//! The coordinator's studies: what each says of itself, its team, its journal.

pub(crate) mod edit;
mod form;
pub(crate) mod journal;
pub(crate) mod list;
pub(crate) mod member;
pub(crate) mod show;
pub(crate) mod team;

use crate::{App, error::AppError, frame, guard::Member};
use socle_domain::{
    account::Role,
    slug::Slug,
    time::{Timestamp, Zone},
};
use socle_look::{
    Language, Texts, dates,
    layouts::{Link, OfficeFrame},
};
use socle_store::StudyRecord;

/// The roles that a coordinator gives: everything but the installation itself.
const GIVEN: [Role; 5] = [Role::Coordinator, Role::Analyst, Role::Editor, Role::Reviewer, Role::Sponsor];

/// The study at a short address, if the person coordinates it.
async fn study_at(app: &App, member: &Member, slug: &str) -> Result<StudyRecord, AppError> {
    let slug = Slug::parse(slug).map_err(|_| AppError::NotFound)?;
    app.store().coordinated_study(member.0.id, &slug).await?.ok_or(AppError::NotFound)
}

/// The frame of a page of a study.
fn frame(app: &App, member: &Member, study: &StudyRecord, title: String) -> OfficeFrame {
    let t = app.texts(frame::language_of(member));
    let mut frame = frame::office(app, member, title, "/bureau/etudes");
    let path = format!("/bureau/etudes/{}", study.study.slug);
    frame.breadcrumb =
        vec![Link::new(t.get("study-list"), "/bureau/etudes"), Link::new(study.study.title.clone(), path)];
    frame.page.site.clone_from(&study.study.title);
    frame
}

/// The pages of a study, `current` being the end of the address of the one shown.
fn views(t: &Texts, study: &StudyRecord, current: &str) -> Vec<Link> {
    let pages =
        [("study-view-study", ""), ("study-view-team", "/equipe"), ("study-view-journal", "/journal")];
    let link = |(key, end): (&str, &str)| {
        Link::new(t.get(key), format!("/bureau/etudes/{}{end}", study.study.slug)).current(end == current)
    };
    pages.into_iter().map(link).collect()
}

fn role_words(t: &Texts, role: Role) -> String {
    t.get(&format!("account-role-{}", role.word()))
}

/// A moment in words, in the study's zone.
fn moment(language: Language, zone: &Zone, at: Timestamp) -> String {
    let c = zone.civil(at);
    dates::moment(language, (c.year.into(), c.month, c.day), (c.hour, c.minute))
}
