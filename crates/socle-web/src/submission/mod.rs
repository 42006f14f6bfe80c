//! What the analyst sees: the inbox, a return, and its untouched original.

pub(crate) mod export;
pub(crate) mod inbox;
pub(crate) mod original;
pub(crate) mod record;

use socle_domain::submission::{Channel, ReviewStatus};
use socle_look::{
    Texts,
    components::{Tag, Tone},
};

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

fn channel_words(t: &Texts, channel: Channel) -> String {
    t.get(&format!("submission-channel-{}", channel.word()))
}
