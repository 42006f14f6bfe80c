//! Guides (fiches pratiques): composed, traced, read over and published by the team, approved by those whose
//! experience they tell, and shown as pages and as sheets of paper.

pub(crate) mod approval;
pub(crate) mod article;
pub(crate) mod compose;
mod drawer;
mod faults;
pub(crate) mod feed;
mod form;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod paper;
pub(crate) mod preview;
pub(crate) mod public;
pub(crate) mod publish;
pub(crate) mod reference;
pub(crate) mod review;
pub(crate) mod sheets;
pub(crate) mod trace;
pub(crate) mod worklist;

use crate::{App, error::AppError, guard::Member};
use socle_domain::{
    guide::GuideStatus,
    id::GuideId,
    time::{Timestamp, Zone},
};
use socle_look::{
    Language, Texts,
    components::{Tag, Tone},
    dates,
    layouts::Link,
};
use socle_store::{GuideFile, WRITING_ROLES};

/// The part of the office that these pages belong to.
const PART: &str = "/bureau/fiches";

/// The language of the text worked on: what the address says, French in default.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct InLanguage {
    #[serde(default)]
    pub(super) langue: String,
}

impl InLanguage {
    fn code(&self) -> &'static str {
        Language::parse(&self.langue).unwrap_or_default().code()
    }
}

/// The guide of an address, with its working copy in a language, if the account reads its study.
async fn file(app: &App, member: &Member, id: &str, language: &str) -> Result<GuideFile, AppError> {
    let id = GuideId::parse(id).map_err(|_| AppError::NotFound)?;
    app.store().guide_file(member.0.id, id, language).await?.ok_or(AppError::NotFound)
}

/// Whether a member writes this guide.
fn writes(member: &Member, file: &GuideFile) -> bool {
    member.0.has_any_in(file.study, &WRITING_ROLES)
}

/// The working title, or words that stand for it.
fn title(t: &Texts, title: &str) -> String {
    if title.is_empty() { t.get("guide-untitled") } else { title.to_owned() }
}

/// The pages of one guide, as a row of views; `current` is the last part of the address.
fn views(t: &Texts, file: &GuideFile, may_write: bool, current: &str) -> Vec<Link> {
    let all = [
        ("", "guide-view-compose", may_write),
        ("/page", "guide-view-page", true),
        ("/trace", "guide-view-trace", true),
        ("/revisions", "guide-view-revisions", true),
        ("/relire", "guide-view-review", true),
        ("/publier", "guide-view-publish", true),
    ];
    let language = &file.draft.language;
    all.into_iter()
        .filter(|(_, _, is_open)| *is_open)
        .map(|(part, key, _)| {
            let href = format!("{PART}/{}{part}?langue={language}", file.id);
            Link::new(t.get(key), href).current(part == current)
        })
        .collect()
}

fn crumbs(t: &Texts) -> Vec<Link> {
    vec![Link::new(t.get("frame-guides"), PART)]
}

fn status_tag(t: &Texts, status: GuideStatus, is_proposed: bool) -> Tag {
    let tone = match status {
        GuideStatus::Draft => Tone::Plain,
        GuideStatus::Published => Tone::Done,
        GuideStatus::Amended => Tone::Warning,
        GuideStatus::Withdrawn => Tone::Error,
    };
    match (status, is_proposed) {
        (GuideStatus::Draft, true) => Tag::new(t.get("guide-status-proposed"), Tone::Note),
        _ => Tag::new(t.get(&format!("guide-status-{}", status.word())), tone),
    }
}

/// Words of the domain (titles of blocks, terms of lists), set as the interface sets its own.
fn set(language: Language, words: &str) -> String {
    match language {
        Language::Fr => socle_look::typography::french(words).into_owned(),
        Language::En => words.to_owned(),
    }
}

/// A day and an hour, in universal time as everywhere in the office.
fn moment(language: Language, at: Timestamp) -> String {
    let c = Zone::utc().civil(at);
    dates::moment(language, (c.year.into(), c.month, c.day), (c.hour, c.minute))
}

/// A day, in universal time.
fn day(language: Language, at: Timestamp) -> String {
    let c = Zone::utc().civil(at);
    dates::day(language, c.year.into(), c.month, c.day)
}
