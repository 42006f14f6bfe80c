#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod account;
mod attachment;
mod backup;
mod change;
mod draft;
mod driver;
mod erasure;
mod error;
mod event;
mod files;
mod job;
mod ledger;
mod migration;
mod notice;
mod reading;
mod schema;
mod secret;
mod store;
mod study;
mod submission;
mod survey;
mod trace;
mod write;

pub use account::{Account, AccountRow, Membership, NewAccount, SESSION, Session};
pub use attachment::{DraftFile, NewDraftFile};
pub use backup::{BackupReport, TableReport};
pub use change::{Change, Verb};
pub use draft::{DraftSave, NewDraft, SavedDraft};
pub use driver::{Column, Connection, Row, Value};
pub use erasure::Withdrawal;
pub use error::{Constraint, StoreError};
pub use event::Event;
pub use files::Files;
pub use job::{Job, JobKind};
pub use ledger::Ledger;
pub use notice::{StudyNotice, Turnout};
pub use reading::NewReading;
pub use secret::Secret;
pub use store::{Database, Statistics, Store, content_version};
pub use study::{NewStudy, Study};
pub use submission::{INBOX_PAGE, Inbox, InboxFilter, InboxRow, NewSubmission, Receipt, Record};
pub use survey::{NewQuestionnaire, NewSurvey, OpenSurveys, QuestionnaireText};
pub use write::Tx;
