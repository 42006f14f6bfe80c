//! What can go wrong between a request and the database.

/// A rule the database holds, by the name it has in the migrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// Two studies with one short address.
    StudySlug,
    /// Two accounts with one e-mail address.
    AccountEmail,
    /// Two surveys with one short address.
    SurveySlug,
    /// Two drafts with one resume code.
    DraftCode,
    /// Two submissions with one instance id.
    SubmissionInstance,
    /// Two codes of one codebook with one word.
    CodeWord,
    /// A code that would stand under itself. The store holds this rule, not the schema.
    CodeCircle,
    /// Something named by an id that is not there (any more).
    Reference,
    /// Another rule of the schema.
    Other,
}

/// Why the store could not do what was asked. Absence is not an error: lookups answer `Option`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The value clashes with one that is there.
    #[error("conflict: {0:?}")]
    Conflict(Constraint),
    /// Someone else has changed the same thing meanwhile; nothing was written.
    #[error("changed meanwhile")]
    Stale,
    /// The database holds something that no version of the program wrote.
    #[error("corrupt: {0}")]
    Corrupt(String),
    /// The database cannot be written or reached now; nothing was written.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// Anything else the engine said.
    #[error("database: {0}")]
    Backend(String),
}

/// What the engine said is logged once, where it becomes an answer; values never are.
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        crate::driver::translate(&error)
    }
}
