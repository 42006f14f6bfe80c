//! What a contributor says of the page that tells their experience, before others see it.

use crate::{
    consent::Publication,
    time::{DAY, Timestamp},
};

/// How long a contributor has, in days, before silence lets the guide be published without their name.
pub const APPROVAL_DAYS: i64 = 15;
/// How often they are reminded before that.
pub const APPROVAL_REMINDERS: i64 = 2;
/// After how many days each reminder leaves.
pub const REMIND_AFTER_DAYS: [i64; 2] = [5, 10];

/// What they answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApprovalVerdict {
    /// Nothing yet.
    Asked,
    /// The page may appear as they saw it.
    Approved,
    /// Something has to be put right first.
    Corrected,
    /// Their experience is not to appear.
    Refused,
}

impl ApprovalVerdict {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Approved, Self::Corrected, Self::Refused];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Corrected => "corrected",
            Self::Refused => "refused",
        }
    }

    /// Reads the word of a verdict.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}

/// An approval that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approval {
    /// The number of the experience.
    pub experience: i64,
    /// What its author allows now.
    pub consent: Option<Publication>,
    /// What they answered.
    pub verdict: ApprovalVerdict,
    /// When they were asked.
    pub asked_at: Timestamp,
    /// How often they were reminded.
    pub reminders: i64,
}

/// Where an approval stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// They may still answer.
    Waiting,
    /// They approved.
    Approved,
    /// They asked for a correction.
    Corrected,
    /// They refused.
    Refused,
    /// They were reminded twice and had their days: the guide may appear without their name.
    Silent,
}

impl Approval {
    /// Where it stands at a moment.
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self.verdict {
            ApprovalVerdict::Approved => Standing::Approved,
            ApprovalVerdict::Corrected => Standing::Corrected,
            ApprovalVerdict::Refused => Standing::Refused,
            ApprovalVerdict::Asked => {
                let has_had_time = now >= self.asked_at.plus(APPROVAL_DAYS * DAY);
                let may_be_quoted = self.consent.is_some_and(Publication::allows_quotation);
                if has_had_time && self.reminders >= APPROVAL_REMINDERS && may_be_quoted {
                    Standing::Silent
                } else {
                    Standing::Waiting
                }
            }
        }
    }

    /// Whether the next reminder is due.
    pub fn is_reminder_due(&self, now: Timestamp) -> bool {
        let after = usize::try_from(self.reminders).ok().and_then(|sent| REMIND_AFTER_DAYS.get(sent));
        self.verdict == ApprovalVerdict::Asked
            && after.is_some_and(|days| now >= self.asked_at.plus(days * DAY))
    }
}
