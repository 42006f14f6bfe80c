//! `socle restore`: a backup brought back, with what was withdrawn since taken out again.

use super::Ambience;
use crate::{
    failure::refuse,
    installation::{self, Folder},
    output::say,
};
use anyhow::{Context as _, Result};
use clap::Args;
use socle_store::StoreError;
use std::{
    fs::OpenOptions,
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "\
Examples:
  socle restore socle-monday.backup --data-dir new-folder --key old-folder/key --ledger old-folder/erasures.ledger
  DATABASE_URL=postgres://socle@localhost/empty socle restore socle-monday.backup

The key and the erasure ledger must come from the living installation, not from the time of the backup: the key opens
the codes and sessions in the backup, and the ledger says which answers were withdrawn since. They are erased again
before anything is served. Say --without-ledger only if no ledger is left anywhere.";

/// Bring a backup back into an empty data folder or an empty PostgreSQL database.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The backup
    file: PathBuf,
    /// The key of the living installation, copied into the data folder
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The erasure ledger of the living installation, copied into the data folder
    #[arg(long, value_name = "FILE", conflicts_with = "without_ledger")]
    ledger: Option<PathBuf>,
    /// Go on without a ledger: answers withdrawn after the backup come back
    #[arg(long)]
    without_ledger: bool,
}

pub(super) async fn run(arguments: Arguments, ambience: Ambience) -> Result<()> {
    let folder = Folder::of(&ambience.settings);
    check(&arguments, &folder)?;
    folder.make()?;
    let _lock = if ambience.settings.is_sqlite() { Some(folder.lock()?) } else { None };
    bring(arguments.key.as_deref(), &folder.key())?;
    bring(arguments.ledger.as_deref(), &folder.ledger())?;
    let installation = installation::open_blank(&ambience.settings, &folder).await?;
    let store = &installation.store;
    match store.restore_from(&arguments.file).await {
        Err(StoreError::Corrupt(reason)) => {
            refuse!("{} cannot be restored: {reason}.", arguments.file.display())
        }
        done => done.with_context(|| format!("restoring {}", arguments.file.display()))?,
    };
    let applied = store.migrate(ambience.clock.now()).await?;
    if !applied.is_empty() {
        say(&format!("Migrated     {}", applied.join(", ")));
    }
    let erased = store.replay_ledger().await?;
    say(&format!("Restored     {} into {}", arguments.file.display(), store.engine_name()));
    say(&format!("Erased again {erased} returns withdrawn after the backup"));
    say("Next: socle doctor, then socle serve");
    store.close().await;
    Ok(())
}

/// Everything that can be refused is refused before anything is made.
fn check(arguments: &Arguments, folder: &Folder) -> Result<()> {
    if !arguments.file.is_file() {
        refuse!("There is no file {}.", arguments.file.display());
    }
    refuse_two("--key", arguments.key.as_deref(), &folder.key())?;
    refuse_two("--ledger", arguments.ledger.as_deref(), &folder.ledger())?;
    if arguments.key.is_none() && !folder.key().exists() {
        refuse!(
            "The key is missing. Bring it from the living installation: --key FILE (or put it at {}).",
            folder.key().display()
        );
    }
    if arguments.ledger.is_none() && !folder.ledger().exists() && !arguments.without_ledger {
        refuse!(
            "The erasure ledger is missing: without it, answers withdrawn after the backup come back. Bring it from \
             the living installation: --ledger FILE (or put it at {}). If none is left, say --without-ledger.",
            folder.ledger().display()
        );
    }
    Ok(())
}

fn refuse_two(flag: &str, given: Option<&Path>, there: &Path) -> Result<()> {
    match given {
        Some(_) if there.exists() => refuse!("{} is there already; leave {flag} out.", there.display()),
        Some(path) if !path.is_file() => refuse!("{flag}: there is no file {}.", path.display()),
        _ => Ok(()),
    }
}

/// Copies a file into the folder, for its owner alone, and never over another.
fn bring(given: Option<&Path>, there: &Path) -> Result<()> {
    let Some(path) = given else { return Ok(()) };
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let copied = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(there)?;
        file.write_all(&bytes)?;
        file.sync_all()
    };
    copied().with_context(|| format!("writing {}", there.display()))
}
