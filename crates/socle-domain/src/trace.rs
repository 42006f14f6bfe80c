//! The trace: from a published sentence back to a consenting answer, and from an answer forward to all it touches.

use crate::id::{
    ApprovalId, AttachmentId, CitationId, EditionId, ExcerptId, ExperienceId, GuideId, GuideRevisionId,
    SubmissionId,
};

/// All that stands on one submission: what a withdrawal has to follow to the end.
///
/// Every list is sorted and holds each id once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Downstream {
    /// The submission itself.
    pub submission: SubmissionId,
    /// The stories it told.
    pub experiences: Vec<ExperienceId>,
    /// The passages taken from those stories, whichever revision they were taken from.
    pub excerpts: Vec<ExcerptId>,
    /// The claims that cite one of those passages.
    pub citations: Vec<CitationId>,
    /// The states of guides that hold such a claim.
    pub guide_revisions: Vec<GuideRevisionId>,
    /// The guides themselves.
    pub guides: Vec<GuideId>,
    /// What its author said of guides that tell the story.
    pub approvals: Vec<ApprovalId>,
    /// The editions that carry such a state.
    pub editions: Vec<EditionId>,
    /// The files that came with it.
    pub attachments: Vec<AttachmentId>,
}

impl Downstream {
    /// A submission on which nothing stands yet.
    pub fn nothing(submission: SubmissionId) -> Self {
        Self {
            submission,
            experiences: Vec::new(),
            excerpts: Vec::new(),
            citations: Vec::new(),
            guide_revisions: Vec::new(),
            guides: Vec::new(),
            approvals: Vec::new(),
            editions: Vec::new(),
            attachments: Vec::new(),
        }
    }
}
