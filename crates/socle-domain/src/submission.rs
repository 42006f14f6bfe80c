//! What a respondent sends, and what becomes of it in the analyst's hands.

use crate::{id::DraftId, text};

/// The channel a submission came by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// The pages of the survey.
    Web,
    /// A collecting application (ODK Collect, KoboCollect).
    OpenRosa,
    /// A file of answers that was read in.
    File,
    /// Entered by the team after an interview.
    Interview,
    /// Entered by the team after a telephone call.
    Call,
    /// Entered by the team from an e-mail.
    Mail,
    /// Entered by the team from a paper form.
    Paper,
}

impl Channel {
    /// All channels.
    pub const ALL: [Self; 7] =
        [Self::Web, Self::OpenRosa, Self::File, Self::Interview, Self::Call, Self::Mail, Self::Paper];

    /// Those by which the team enters what it was told.
    pub const ENTERED: [Self; 4] = [Self::Interview, Self::Call, Self::Mail, Self::Paper];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::OpenRosa => "openrosa",
            Self::File => "file",
            Self::Interview => "interview",
            Self::Call => "call",
            Self::Mail => "mail",
            Self::Paper => "paper",
        }
    }

    /// Reads the word of a channel.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }
}

/// Where a submission stands in the analyst's inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReviewStatus {
    /// Nobody has read it yet.
    Received,
    /// Someone is reading it.
    InReview,
    /// It counts.
    Accepted,
    /// It does not count, with a reason.
    SetAside,
}

impl ReviewStatus {
    /// All statuses, in the order of the work.
    pub const ALL: [Self; 4] = [Self::Received, Self::InReview, Self::Accepted, Self::SetAside];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::InReview => "in_review",
            Self::Accepted => "accepted",
            Self::SetAside => "set_aside",
        }
    }

    /// Reads the word of a status.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// The identity of one submission across resends (`instanceID` of the ODK XForms specification):
/// the same id twice is the same answer sent twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct InstanceId(String);

/// Not an instance id: empty, over 200 characters, or with a control character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an instance id")]
pub struct InvalidInstanceId;

impl InstanceId {
    /// The id of the submission that a draft becomes.
    pub fn of_draft(draft: DraftId) -> Self {
        Self(format!("uuid:{draft}"))
    }

    /// Reads the id that a collecting application chose.
    pub fn parse(raw: &str) -> Result<Self, InvalidInstanceId> {
        let id = text::line(raw, 200).map_err(|_| InvalidInstanceId)?;
        Ok(Self(id))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The most bytes that an answer sheet may have once written as XML.
pub const BODY_MOST: usize = 2 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for channel in Channel::ALL {
            assert_eq!(Channel::parse(channel.word()), Some(channel));
        }
        for status in ReviewStatus::ALL {
            assert_eq!(ReviewStatus::parse(status.word()), Some(status));
        }
    }

    #[test]
    fn instance_ids_are_checked() {
        assert!(InstanceId::parse("uuid:5a1c").is_ok());
        assert_eq!(InstanceId::parse(""), Err(InvalidInstanceId));
        assert_eq!(InstanceId::parse("a\0"), Err(InvalidInstanceId));
        assert_eq!(InstanceId::parse(&"a".repeat(201)), Err(InvalidInstanceId));
    }
}
