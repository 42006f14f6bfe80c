#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod account;
mod advice;
mod approval;
mod attachment;
mod author;
mod backup;
mod change;
mod codebook;
mod coding;
mod correction;
mod decision;
mod draft;
mod driver;
mod due;
mod entry;
mod erasure;
mod error;
mod event;
mod experience;
mod export;
mod figures;
mod files;
mod guide;
mod inbox;
mod inquiry;
mod job;
mod ledger;
mod letter;
mod migration;
mod notice;
mod public;
mod published;
mod reading;
mod record;
mod reference;
mod register;
mod retention;
mod schema;
mod search;
mod secret;
mod store;
mod study;
mod submission;
mod survey;
mod tool;
mod trace;
mod write;

pub use account::{Account, AccountRow, Membership, NewAccount, SESSION, Session};
pub use advice::{
    ADVISED_FACTS, ADVISED_KEYS, AdviceMaterial, AdvisedTool, KnownFact, MethodGuide, ShownFact, ToldStory,
    ToolGuide,
};
pub use approval::{ApprovalRow, AskedApproval};
pub use attachment::{DraftFile, NewDraftFile};
pub use author::{
    AskedBack, AuthoredExperience, AuthoredReturn, CitingGuide, InquiryAnswer, NewConsent, ReceiptCopy,
    WithdrawnReturn,
};
pub use backup::{BackupReport, TableReport};
pub use change::{Change, Verb};
pub use codebook::{CodeLabel, Codebook, LabelEdit, Merge, NewCodebook, NewLabel, Removal};
pub use coding::{
    Coding, CodingSheet, Excerpted, Matrix, MatrixBy, NewCoding, PASSAGES_PAGE, Passage, PassageFilter,
    Passages, Reanchored, Repair, Story, reanchor,
};
pub use correction::{LastSent, NewCorrection};
pub use decision::{Decided, Decision, ExperienceDecision, ManyDecision, Scope, TakenBack};
pub use draft::{DraftSave, NewDraft, SavedDraft};
pub use driver::{Column, Connection, Row, Value};
pub use erasure::Withdrawal;
pub use error::{Constraint, StoreError};
pub use event::Event;
pub use experience::{CuratedExperience, NewRevision, Revision, RevisionReason, ToldTool};
pub use export::{Export, ExportedCoding, ExportedDecision, ExportedExperience, ExportedReturn};
pub use figures::{Answered, Broken, CountedSurvey};
pub use files::Files;
pub use guide::{
    CitedBy, DeskTasks, Drawer, DrawerFilter, DrawerPassage, EditorTask, GRID_ROLES, GuideDraft, GuideFile,
    GuideRow, NewGuide, NotPublished, Proposed, RevisionRow, SaveGuide, Standing, Traced, WRITING_ROLES,
    guide_at, is_guide_gone, published_guide, published_guides,
};
pub use inbox::{INBOX_PAGE, Inbox, InboxFilter, InboxRow, InboxSort, InquiryState, Resemblance};
pub use inquiry::{Inquiry, NewInquiry};
pub use job::{Job, JobKind};
pub use ledger::Ledger;
pub use letter::{Letter, LetterSubject, NewLetter};
pub use notice::Turnout;
pub use public::{
    Found, GuideCard, GuideLink, NewPrint, Print, PrintFacts, PublicExperience, PublicGuide, PublicTool,
    Shelf, ToPrint,
};
pub use reading::NewReading;
pub use record::{Contact, Correction, Neighbors, Record};
pub use reference::NewReference;
pub use register::{Leaves, REGISTER, Registered};
pub use retention::Expired;
pub use search::{
    Followed, FoundText, SearchError, SearchHit, SearchHits, SearchIndex, SearchKind, SearchQuery,
};
pub use secret::Secret;
pub use store::{Database, Statistics, Store, content_version};
pub use study::{
    Access, FoundedStudy, Invitation, Invited, JOURNAL_PAGE, Journal, JournalRow, Member, NewStudy,
    RoleChange, RoleOutcome, Study, StudyEdit, StudyRecord,
};
pub use submission::{NewSubmission, Receipt};
pub use survey::{
    Dashboard, DraftToTell, Moved, NewQuestionnaire, NewSurvey, OpenSurveys, QuestionnaireText, Renewal,
    SurveyMove, SurveyRecord,
};
pub use tool::{Tool, ToolLink, UnlinkedTool};
pub use write::Tx;
