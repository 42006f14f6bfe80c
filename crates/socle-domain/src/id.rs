//! Ids: one type per table, so that the id of one thing cannot be passed for another.

use crate::{chance::Chance, time::Timestamp};
use uuid::Uuid;

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct InvalidId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, ordered by the time of its making (UUID version 7, RFC 9562).
            pub fn new(now: Timestamp, chance: &dyn Chance) -> Self {
                Self(version_7(now, chance))
            }

            /// The id as the database keeps it.
            pub fn uuid(self) -> Uuid {
                self.0
            }

            /// An id read back from the database or from an address that was made from one.
            pub fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// Reads an id from an address.
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                Uuid::try_parse(text).map(Self).map_err(|_| InvalidId)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::parse(text)
            }
        }
    )*};
}

ids! {
    /// Someone of the study team.
    AccountId
    /// What a contributor said of a guide that tells their story.
    ApprovalId
    /// A file that came with a submission.
    AttachmentId
    /// A claim of a guide and its evidence.
    CitationId
    /// A list of codes.
    CodebookId
    /// One label of a codebook.
    CodeLabelId
    /// A passage under a label.
    CodingId
    /// What a respondent allowed.
    ConsentId
    /// A decision about many returns at once.
    DecisionId
    /// A return being written.
    DraftId
    /// A dated copy of what is published.
    EditionId
    /// A passage of an experience.
    ExcerptId
    /// What one organization did with one tool.
    ExperienceId
    /// A practical page.
    GuideId
    /// One state of a guide's text.
    GuideRevisionId
    /// A letter that waits to be sent.
    LetterId
    /// A question that the team asks back.
    InquiryId
    /// Who may do what in which study.
    MembershipId
    /// An association, a start-up, a university…
    OrganizationId
    /// A frozen list of questions.
    QuestionnaireId
    /// A source read at a desk.
    ReferenceId
    /// A reader's verdict on a guide.
    ReviewId
    /// The whole commissioned piece of work.
    StudyId
    /// All answers of a respondent, as sent.
    SubmissionId
    /// A call for experience.
    SurveyId
    /// Something an editor has to look at again.
    TaskId
    /// A tool of the catalogue.
    ToolId
}

fn version_7(now: Timestamp, chance: &dyn Chance) -> Uuid {
    let mut random = [0_u8; 10];
    chance.fill(&mut random);
    let millis = u64::try_from(now.as_micros() / 1_000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Seeded;

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        let chance = Seeded::new(7);
        let early = SubmissionId::new(Timestamp::from_micros(1_000_000), &chance);
        let late = SubmissionId::new(Timestamp::from_micros(2_000_000), &chance);
        assert!(early < late);
    }

    #[test]
    fn an_id_survives_its_address() {
        let id = DraftId::new(Timestamp::from_micros(5), &Seeded::new(1));
        assert_eq!(DraftId::parse(&id.to_string()), Ok(id));
        assert_eq!(DraftId::parse("../etc"), Err(InvalidId));
    }
}
