//! What each setting takes. A refusal is the end of a sentence that begins with the place and the value.

use socle_store::Database;
use std::{net::SocketAddr, path::PathBuf};

pub(super) fn folder(text: &str) -> Result<PathBuf, &'static str> {
    if text.trim().is_empty() { Err("is not a folder") } else { Ok(PathBuf::from(text)) }
}

pub(super) fn listen(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "is not an address and a port such as 127.0.0.1:8017")
}

pub(super) fn database(text: &str) -> Result<Database, &'static str> {
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return Ok(Database::Postgres(text.to_owned()));
    }
    Err(
        "is not an address such as postgres://socle@localhost/socle (leave it out for SQLite in the data folder)",
    )
}

/// The address of the installation: links are made by adding a path to it, and forms are checked against it.
pub(super) fn address(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "is not an address such as https://socle.example.org, without a path";
    let lower = text.trim().trim_end_matches('/').to_ascii_lowercase();
    let (scheme, host) = lower.split_once("://").ok_or(WRONG)?;
    let usual_port = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return Err(WRONG),
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if host.is_empty() || host.starts_with(':') || !host.chars().all(is_plain) {
        return Err(WRONG);
    }
    Ok(format!("{scheme}://{}", host.strip_suffix(usual_port).unwrap_or(host)))
}

pub(super) fn boolean(text: &str) -> Result<bool, &'static str> {
    match text {
        "true" | "yes" | "1" => Ok(true),
        "false" | "no" | "0" => Ok(false),
        _ => Err("is neither true nor false"),
    }
}

/// A database as it may be shown: `postgres://user:secret@host/name?…` without the secret and what follows the name,
/// where secrets may be written too.
pub(super) fn without_password(database: &Database) -> String {
    let address = match database {
        Database::Sqlite(path) => return path.display().to_string(),
        Database::Postgres(address) => address,
    };
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = address.split_once("://") else { return "PostgreSQL".to_owned() };
    match rest.rsplit_once('@') {
        Some((who, place)) => {
            let user = who.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{place}")
        }
        None => address.to_owned(),
    }
}
