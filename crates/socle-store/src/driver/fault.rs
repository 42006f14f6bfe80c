//! What the engines say when they refuse, in our own words.

use crate::error::{Constraint, StoreError};
use sqlx::error::DatabaseError;

/// What the write door has to know of a failed statement, whatever error type the request speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// PostgreSQL could not order the transaction among the others: run it again.
    RunAgain,
    /// The engine cannot do it now: disk full, connection lost, shutting down.
    Unavailable(String),
}

/// How each engine names the rules of the schema: SQLite says `table.column`, PostgreSQL the constraint's name.
const CONSTRAINTS: [(&str, &str, Constraint); 6] = [
    ("studies.slug", "study_slug", Constraint::StudySlug),
    ("accounts.email_key", "account_email", Constraint::AccountEmail),
    ("surveys.slug", "survey_slug", Constraint::SurveySlug),
    ("drafts.code_hash", "draft_code", Constraint::DraftCode),
    ("code_labels.codebook_id, code_labels.word", "code_label_word", Constraint::CodeWord),
    ("submissions.instance_id", "submission_instance", Constraint::SubmissionInstance),
];

/// SQLite's primary result codes that mean "not now": busy, locked, read-only, input/output, full, cannot open.
const SQLITE_UNAVAILABLE: [i64; 6] = [5, 6, 8, 10, 13, 14];
/// SQLite's primary result codes for a file that is damaged, or no database at all.
const SQLITE_CORRUPT: [i64; 2] = [11, 26];
/// SQLSTATEs that mean "not now": not ordered, disk full, out of memory, too many connections, shutting down,
/// input/output, read-only.
const POSTGRES_UNAVAILABLE: [&str; 10] =
    ["40001", "40P01", "53100", "53200", "53300", "57P01", "57P02", "57P03", "58030", "25006"];
/// Serialization failure and deadlock: the same request may well pass when it is run again.
const POSTGRES_UNORDERED: [&str; 2] = ["40001", "40P01"];
/// What a second program hears that migrates at the same time: the table, its type or its index is there by now.
const POSTGRES_MADE_MEANWHILE: [&str; 3] = ["42P07", "42710", "23505"];

fn code_of(error: &sqlx::Error) -> String {
    error.as_database_error().and_then(DatabaseError::code).unwrap_or_default().into_owned()
}

pub(super) fn is_unordered(error: &sqlx::Error) -> bool {
    POSTGRES_UNORDERED.contains(&code_of(error).as_str())
}

/// The primary code of SQLite: an extended code keeps it in its lowest byte. SQLSTATEs have five characters.
fn sqlite_code(code: &str) -> Option<i64> {
    if code.len() < 5 { code.parse::<i64>().ok().map(|n| n & 0xff) } else { None }
}

pub(super) fn is_made_meanwhile(error: &sqlx::Error) -> bool {
    POSTGRES_MADE_MEANWHILE.contains(&code_of(error).as_str())
}

pub(super) fn trouble_of(error: &sqlx::Error) -> Trouble {
    if is_unordered(error) { Trouble::RunAgain } else { Trouble::Unavailable(translate(error).to_string()) }
}

pub(crate) fn translate(error: &sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::Database(database) => translate_database(database.as_ref()),
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => StoreError::Corrupt(error.to_string()),
        sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::Io(_)
        | sqlx::Error::WorkerCrashed => StoreError::Unavailable(error.to_string()),
        _ => StoreError::Backend(error.to_string()),
    }
}

fn translate_database(database: &dyn DatabaseError) -> StoreError {
    if database.is_foreign_key_violation() {
        return StoreError::Conflict(Constraint::Reference);
    }
    if database.is_unique_violation() {
        return StoreError::Conflict(constraint_of(database));
    }
    let code = database.code().unwrap_or_default();
    let said = || format!("{code}: {}", database.message());
    let is_unavailable = match sqlite_code(&code) {
        Some(primary) if SQLITE_CORRUPT.contains(&primary) => return StoreError::Corrupt(said()),
        Some(primary) => SQLITE_UNAVAILABLE.contains(&primary),
        None => POSTGRES_UNAVAILABLE.contains(&code.as_ref()),
    };
    if is_unavailable {
        StoreError::Unavailable(said())
    } else {
        // The message may quote a value: only the code and the kind leave this function.
        StoreError::Backend(format!("{code} ({:?})", database.kind()))
    }
}

fn constraint_of(database: &dyn DatabaseError) -> Constraint {
    CONSTRAINTS
        .iter()
        .find(|(column, name, _)| {
            database.constraint() == Some(name) || database.message().ends_with(&format!(": {column}"))
        })
        .map_or(Constraint::Other, |(_, _, constraint)| *constraint)
}
