//! What the engines say when they refuse, in our own words.

use crate::error::{Constraint, StoreError};

/// What the write door has to know of a failed statement, whatever error type the request speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// PostgreSQL could not order the transaction among the others: run it again.
    RunAgain,
    /// The engine cannot do it now: disk full, connection lost, shutting down.
    Unavailable(String),
}

/// How each engine names the rules of the schema: SQLite says `table.column`, PostgreSQL the constraint's name.
const CONSTRAINTS: [(&str, &str, Constraint); 5] = [
    ("studies.slug", "study_slug", Constraint::StudySlug),
    ("accounts.email_key", "account_email", Constraint::AccountEmail),
    ("surveys.slug", "survey_slug", Constraint::SurveySlug),
    ("drafts.code_hash", "draft_code", Constraint::DraftCode),
    ("submissions.instance_id", "submission_instance", Constraint::SubmissionInstance),
];

/// SQLite's primary result codes that mean "not now": busy, locked, read-only, input/output, full, cannot open.
const SQLITE_UNAVAILABLE: [i64; 6] = [5, 6, 8, 10, 13, 14];

/// Serialization failure and deadlock: the same request may well pass when it is run again.
fn is_unordered(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    matches!(code.as_deref(), Some("40001" | "40P01"))
}

fn trouble_of(error: &sqlx::Error) -> Trouble {
    if is_unordered(error) { Trouble::RunAgain } else { Trouble::Unavailable(translate(error).to_string()) }
}

pub(crate) fn translate(error: &sqlx::Error) -> StoreError {
    let sqlx::Error::Database(database) = error else {
        return match error {
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => {
                StoreError::Corrupt(error.to_string())
            }
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::WorkerCrashed => StoreError::Unavailable(error.to_string()),
            _ => StoreError::Backend(error.to_string()),
        };
    };
    if database.is_foreign_key_violation() {
        return StoreError::Conflict(Constraint::Reference);
    }
    if database.is_unique_violation() {
        let named = CONSTRAINTS.iter().find(|(column, name, _)| {
            database.constraint() == Some(name) || database.message().ends_with(&format!(": {column}"))
        });
        return StoreError::Conflict(named.map_or(Constraint::Other, |(_, _, constraint)| *constraint));
    }
    let code = database.code().unwrap_or_default().into_owned();
    match code.as_str() {
        "40001" | "40P01" | "53100" | "53200" | "53300" | "57P01" | "57P02" | "57P03" | "25006" => {
            StoreError::Unavailable(format!("{code}: {}", database.message()))
        }
        number
            if number
                .parse::<i64>()
                .is_ok_and(|n| number.len() < 5 && SQLITE_UNAVAILABLE.contains(&(n & 0xff))) =>
        {
            StoreError::Unavailable(format!("{code}: {}", database.message()))
        }
        // The message may quote a value: only the code and the kind leave this function.
        _ => StoreError::Backend(format!("{code} ({:?})", database.kind())),
    }
}
