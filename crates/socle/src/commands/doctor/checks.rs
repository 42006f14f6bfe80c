//! The checks, one function each.

use super::{Finding, reach};
use crate::{
    ambient::micros_since_1970,
    commands::Ambience,
    installation::{self, Folder, Ground},
};
use socle_domain::time::HOUR;
use socle_store::Store;
use std::os::unix::fs::PermissionsExt as _;

#[cfg(test)]
/// Every name a finding can have: each is a heading of `docs/settings.md`.
pub(super) const NAMES: [&str; 10] =
    ["folder", "key", "ledger", "disk", "clock", "database", "migrations", "jobs", "letters", "reachable"];

/// Less than this and writes may soon fail.
const TIGHT: u64 = 200 * 1024 * 1024;
/// Less than this is worth knowing.
const LOW: u64 = 1024 * 1024 * 1024;
/// Under this date (2026-01-01), the clock was never set: no version of the program is older.
const EARLIEST: i64 = 1_767_225_600_000_000;

/// All of them, in the order in which they are best mended.
pub(super) async fn all(ambience: &Ambience) -> Vec<Finding> {
    let folder = Folder::of(&ambience.settings);
    let mut findings = vec![of_clock(ambience, &folder)];
    match installation::ground(&ambience.settings, &folder) {
        Ok(Ground::Built) => {
            findings.extend([of_folder(&folder), of_key(&folder), of_ledger(&folder), of_disk(&folder)]);
            findings.extend(of_database(ambience, &folder).await);
            findings.push(reach::check(ambience, &folder).await);
        }
        Ok(Ground::Bare) => {
            let message = format!("nothing is in {} yet: run `socle init`", folder.path().display());
            findings.push(Finding::fix("folder", message));
        }
        Err(error) => findings.push(Finding::fix("key", format!("{error:#}"))),
    }
    findings
}

fn of_folder(folder: &Folder) -> Finding {
    match mode(folder.path()) {
        Some(mode) if is_private(mode) => Finding::well("folder", "for its owner alone"),
        Some(mode) => {
            let path = folder.path().display();
            Finding::note("folder", format!("others may look into it (mode {mode:o}): chmod 700 {path}"))
        }
        None => Finding::fix("folder", format!("{} cannot be read", folder.path().display())),
    }
}

fn of_key(folder: &Folder) -> Finding {
    let path = folder.key();
    match mode(&path) {
        Some(mode) if is_private(mode) => Finding::well("key", "readable by its owner alone"),
        Some(mode) => {
            Finding::fix("key", format!("others may read it (mode {mode:o}): chmod 600 {}", path.display()))
        }
        None => Finding::fix("key", format!("{} cannot be read", path.display())),
    }
}

fn of_ledger(folder: &Folder) -> Finding {
    let path = folder.ledger();
    if path.is_file() {
        return Finding::well("ledger", "there; keep a copy apart from the backups");
    }
    let path = path.display();
    Finding::fix(
        "ledger",
        format!("{path} is missing: bring it back, or withdrawn answers may return with a backup"),
    )
}

fn mode(path: &std::path::Path) -> Option<u32> {
    path.metadata().ok().map(|metadata| metadata.permissions().mode() & 0o777)
}

/// Nothing is left to the group and to others.
fn is_private(mode: u32) -> bool {
    let others = mode & 0o077;
    others == 0
}

fn of_disk(folder: &Folder) -> Finding {
    let free = match rustix::fs::statvfs(folder.path()) {
        Ok(disk) => disk.f_bavail.saturating_mul(disk.f_frsize),
        Err(error) => return Finding::note("disk", format!("free space cannot be read: {error}")),
    };
    disk_finding(free)
}

fn disk_finding(free: u64) -> Finding {
    let message = format!("{} MiB free", free / 1024 / 1024);
    match free {
        ..TIGHT => Finding::fix("disk", format!("{message}: answers will soon be refused, make room")),
        TIGHT..LOW => Finding::note("disk", message),
        LOW.. => Finding::well("disk", message),
    }
}

/// Deadlines hang on the clock: one that was never set, or that went back since the key was made, is found here.
fn of_clock(ambience: &Ambience, folder: &Folder) -> Finding {
    let now = ambience.clock.now();
    let made = folder.key().metadata().and_then(|key| key.modified()).map(micros_since_1970);
    let is_before_key = made.is_ok_and(|made| now < made.plus(-HOUR));
    if now.as_micros() < EARLIEST || is_before_key {
        return Finding::fix(
            "clock",
            format!("{} cannot be right: set the machine's clock", now.to_rfc3339()),
        );
    }
    Finding::well("clock", now.to_rfc3339())
}

/// Opening is a check of its own: a SQLite connection without full durability is refused.
async fn of_database(ambience: &Ambience, folder: &Folder) -> Vec<Finding> {
    let installation = match installation::open(&ambience.settings, folder).await {
        Ok(installation) => installation,
        Err(error) => return vec![Finding::fix("database", format!("{error:#}"))],
    };
    let store = &installation.store;
    let durable = if ambience.settings.is_sqlite() {
        "journal in WAL, synchronous=FULL, foreign keys and secure deletion on: read back on every connection"
    } else {
        "each write is one serializable transaction"
    };
    let version = match store.engine_version().await {
        Ok(version) => version,
        Err(error) => return vec![Finding::fix("database", error.to_string())],
    };
    let engine = format!("{} {version}: {durable}", store.engine_name());
    let mut findings = vec![Finding::well("database", engine)];
    let migrations = of_migrations(store).await;
    let is_current = migrations.state == super::State::Well;
    findings.push(migrations);
    if is_current {
        findings.push(of_jobs(store).await);
        findings.push(of_letters(store, ambience.settings.mail.mail.is_some()).await);
    }
    store.close().await;
    findings
}

async fn of_migrations(store: &Store) -> Finding {
    match store.pending_migrations().await {
        Ok(pending) if pending.is_empty() => Finding::well("migrations", "none pending"),
        Ok(pending) => {
            Finding::fix("migrations", format!("pending: {}; run `socle migrate`", pending.join(", ")))
        }
        Err(error) => Finding::fix("migrations", error.to_string()),
    }
}

async fn of_jobs(store: &Store) -> Finding {
    match store.count_jobs().await {
        Ok((waiting, 0)) => Finding::well("jobs", format!("{waiting} waiting, none given up")),
        Ok((waiting, failed)) => {
            Finding::fix("jobs", format!("{waiting} waiting, {failed} given up: the log says why"))
        }
        Err(error) => Finding::fix("jobs", error.to_string()),
    }
}

async fn of_letters(store: &Store, has_server: bool) -> Finding {
    match store.count_letters().await {
        Ok((waiting, failed)) => letters_finding(waiting, failed, has_server),
        Err(error) => Finding::fix("letters", error.to_string()),
    }
}

fn letters_finding(waiting: i64, failed: i64, has_server: bool) -> Finding {
    match (has_server, waiting, failed) {
        (true, _, 0) => Finding::well("letters", format!("{waiting} waiting, none given up")),
        (true, _, _) => Finding::fix(
            "letters",
            format!(
                "{waiting} waiting, {failed} given up: the log says why; they are tried again when Socle starts"
            ),
        ),
        (false, 0, 0) => Finding::note("letters", "no mail server is set: letters would wait"),
        (false, _, _) => Finding::fix(
            "letters",
            format!("{} waiting, and no mail server is set (smtp_host)", waiting + failed),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::State, *};

    #[test]
    fn letters_that_cannot_leave_are_told() {
        assert_eq!(letters_finding(3, 0, true).state, State::Well);
        assert_eq!(letters_finding(0, 1, true).state, State::Fix);
        assert_eq!(letters_finding(0, 0, false).state, State::Note);
        assert_eq!(letters_finding(1, 0, false).state, State::Fix);
    }

    #[test]
    fn a_full_disk_is_told_before_answers_are_refused() {
        assert_eq!(disk_finding(TIGHT - 1).state, State::Fix);
        assert_eq!(disk_finding(TIGHT).state, State::Note);
        assert_eq!(disk_finding(LOW).state, State::Well);
    }
}
