//! What the analyst sees: the inbox, a return beside its untouched original, its curated texts, the questions asked
//! back, the tools it names, and what is decided about it.

pub(crate) mod decide;
pub(crate) mod entry;
pub(crate) mod experience;
pub(crate) mod export;
mod filter;
pub(crate) mod inbox;
pub(crate) mod inquiry;
pub(crate) mod many;
pub(crate) mod mask;
pub(crate) mod original;
mod reason;
pub(crate) mod record;
pub(crate) mod revisions;
pub(crate) mod text;
pub(crate) mod tools;

use crate::{App, error::AppError, guard::Member};
use socle_domain::{
    consent::Publication,
    country,
    id::{ExperienceId, SubmissionId},
    submission::{Channel, ReviewStatus},
    time::{Timestamp, Zone},
};
use socle_look::{
    Language, Texts,
    components::{Tag, Tone},
    dates,
};
use socle_store::{CuratedExperience, InquiryState};

/// The id of a return in an address; what is no id is not there.
fn submission_id(text: &str) -> Result<SubmissionId, AppError> {
    SubmissionId::parse(text).map_err(|_| AppError::NotFound)
}

/// The experience of an address, if it is of a study in which the member reads returns.
async fn experience_at(app: &App, member: &Member, text: &str) -> Result<CuratedExperience, AppError> {
    let id = ExperienceId::parse(text).map_err(|_| AppError::NotFound)?;
    app.store().experience(member.0.id, id).await?.ok_or(AppError::NotFound)
}

fn record_path(id: SubmissionId) -> String {
    format!("/bureau/retours/{id}")
}

fn experience_path(id: ExperienceId, page: &str) -> String {
    format!("/bureau/experiences/{id}/{page}")
}

fn status_tag(t: &Texts, status: ReviewStatus) -> Tag {
    let tone = match status {
        ReviewStatus::Received => Tone::Warning,
        ReviewStatus::InReview => Tone::Note,
        ReviewStatus::Accepted => Tone::Done,
        ReviewStatus::SetAside => Tone::Plain,
    };
    Tag::new(status_words(t, status), tone)
}

fn status_words(t: &Texts, status: ReviewStatus) -> String {
    t.get(&format!("submission-status-{}", status.word()))
}

fn inquiry_tag(t: &Texts, state: InquiryState) -> Tag {
    let tone = match state {
        InquiryState::Open => Tone::Note,
        InquiryState::Answered => Tone::Warning,
    };
    Tag::new(t.get(&format!("submission-inquiry-{}", state.word())), tone)
}

fn publication_tag(t: &Texts, publication: Option<Publication>) -> Tag {
    match publication {
        Some(level) => {
            let tone = if level == Publication::Figures { Tone::Warning } else { Tone::Note };
            Tag::new(t.get(&format!("submission-publication-{}", level.word())), tone)
        }
        None => Tag::new(t.get("submission-unpublished"), Tone::Warning),
    }
}

fn channel_words(t: &Texts, channel: Channel) -> String {
    t.get(&format!("submission-channel-{}", channel.word()))
}

/// The name of a theme; a questionnaire of one's own may have others, shown by their word.
fn theme_words(t: &Texts, theme: &str) -> String {
    if filter::THEMES.contains(&theme) {
        t.get(&format!("submission-theme-{theme}"))
    } else {
        theme.to_owned()
    }
}

fn country_words(language: Language, code: &str) -> String {
    let found = country::all().iter().find(|country| country.code == code);
    found.map_or_else(|| code.to_owned(), |country| language.pick(country.french, country.english).to_owned())
}

/// The office works in universal time until an account has a zone of its own.
fn moment(language: Language, at: Timestamp) -> String {
    let c = Zone::utc().civil(at);
    dates::moment(language, (c.year.into(), c.month, c.day), (c.hour, c.minute))
}
