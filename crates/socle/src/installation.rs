//! The data folder, and the store opened over it.
//!
//! The folder holds `socle.sqlite` (unless PostgreSQL keeps the data), `key`, `erasures.ledger`, `files/` and `lock`.
//! The key is made once: a second one would open no code, no session and no line of the ledger.

use crate::{failure::refuse, hex, settings::Settings};
use anyhow::{Context as _, Result};
use socle_domain::chance::{self, Chance};
use socle_store::{Database, Ledger, Secret, Store};
use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    io::{ErrorKind, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// The first migration there ever was: a database that lacks it holds nothing.
const FIRST_MIGRATION: &str = "trace";

/// The data folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The folder of these settings; it may not be there yet.
    pub(crate) fn of(settings: &Settings) -> Self {
        Self(settings.data_dir.value.clone())
    }

    /// The folder itself.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The installation's key, in hexadecimal.
    pub(crate) fn key(&self) -> PathBuf {
        self.0.join("key")
    }

    /// Which returns were withdrawn.
    pub(crate) fn ledger(&self) -> PathBuf {
        self.0.join("erasures.ledger")
    }

    /// Files that came with returns.
    pub(crate) fn files(&self) -> PathBuf {
        self.0.join("files")
    }

    /// Where the search index is, which can be made anew at any time.
    pub(crate) fn search(&self) -> PathBuf {
        self.0.join("search")
    }

    /// Makes the folder, for its owner alone. Says whether it had to.
    pub(crate) fn make(&self) -> Result<bool> {
        let is_new = !self.0.exists();
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(self.files())
            .with_context(|| format!("making the data folder {}", self.0.display()))?;
        Ok(is_new)
    }

    /// The key, if there is one.
    pub(crate) fn read_key(&self) -> Result<Option<[u8; 32]>> {
        let path = self.key();
        match std::fs::read_to_string(&path) {
            Ok(text) => match hex::read(text.trim()) {
                Some(key) => Ok(Some(key)),
                None => refuse!(
                    "{} is not a key (64 hexadecimal digits). Bring back the one this installation was made with.",
                    path.display()
                ),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
        }
    }

    /// Writes the key, whole or not at all, and never over another.
    pub(crate) fn write_key(&self, key: &[u8; 32]) -> Result<()> {
        let (path, draft) = (self.key(), self.0.join("key.new"));
        let written = || -> std::io::Result<()> {
            let mut file =
                OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(&draft)?;
            writeln!(file, "{}", hex::write(key))?;
            file.sync_all()?;
            // Unlike a rename, a link fails when the name is taken.
            std::fs::hard_link(&draft, &path)?;
            std::fs::remove_file(&draft)?;
            File::open(&self.0)?.sync_all()
        };
        written().with_context(|| format!("writing {}", path.display()))
    }

    /// Takes the folder for this process alone, until the answer is dropped. Refuses when another has it.
    pub(crate) fn lock(&self) -> Result<Lock> {
        let path = self.0.join("lock");
        let file = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .with_context(|| format!("opening {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { file }),
            Err(TryLockError::WouldBlock) => refuse!(
                "Socle is running on {} already. Stop it first, or use another folder (--data-dir).",
                self.0.display()
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("locking {}", path.display()))
            }
        }
    }
}

/// The folder, held.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
}

/// Let go of by name: a child process that is just being started holds a copy of every open file for a moment, and a
/// lock ends with the last copy.
impl Drop for Lock {
    fn drop(&mut self) {
        // It ends with the file in any case.
        let _ends_anyway = self.file.unlock();
    }
}

/// The store, with the key it was opened with.
#[derive(Debug, Clone)]
pub(crate) struct Installation {
    /// Everything that is kept.
    pub(crate) store: Store,
    /// The key.
    pub(crate) secret: Secret,
}

/// What stands where the settings point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// Nothing: an installation may be founded.
    Bare,
    /// An installation.
    Built,
}

/// Looks at the folder alone. A key without a SQLite file is what is left of a founding that was cut short: the next
/// one goes on with it. Without a key, a SQLite file cannot be used.
pub(crate) fn ground(settings: &Settings, folder: &Folder) -> Result<Ground> {
    let has_key = folder.read_key()?.is_some();
    let has_database = match &settings.database.value {
        Database::Sqlite(path) => path.exists(),
        Database::Postgres(_) => has_key,
    };
    match (has_key, has_database) {
        (true, true) => Ok(Ground::Built),
        (_, false) => Ok(Ground::Bare),
        (false, true) => refuse!(
            "{} has a database and no key. Bring back the file {} that goes with it.",
            folder.path().display(),
            folder.key().display()
        ),
    }
}

/// Opens an installation that is there.
pub(crate) async fn open(settings: &Settings, folder: &Folder) -> Result<Installation> {
    if ground(settings, folder)? == Ground::Bare {
        refuse!("There is nothing in {} yet. Run `socle init` first.", folder.path().display());
    }
    let Some(key) = folder.read_key()? else { refuse!("{} is missing.", folder.key().display()) };
    if !folder.ledger().exists() {
        // Opening would make an empty one, and the next backup brought back would not be purged.
        refuse!(
            "The erasure ledger {0} is missing. Bring it back from your copy; if none is left, make an empty file \
             of that name.",
            folder.ledger().display()
        );
    }
    open_with(settings, folder, key).await
}

/// Opens an installation whose database has the shape this program knows; otherwise says which command gives it.
pub(crate) async fn open_current(settings: &Settings, folder: &Folder) -> Result<Installation> {
    let installation = open(settings, folder).await?;
    refuse_outdated(&installation.store).await?;
    Ok(installation)
}

/// Whether a founding was carried through: its last step is the first account.
pub(crate) async fn is_founded(settings: &Settings, folder: &Folder) -> Result<bool> {
    if ground(settings, folder)? == Ground::Bare {
        return Ok(false);
    }
    let installation = open(settings, folder).await?;
    let is_blank = is_blank(&installation.store).await?;
    let is_founded = !is_blank && installation.store.count_accounts().await? > 0;
    installation.store.close().await;
    Ok(is_founded)
}

/// Refuses a database that lacks a migration, with the command that brings it.
pub(crate) async fn refuse_outdated(store: &Store) -> Result<()> {
    let pending = store.pending_migrations().await?;
    if pending.first() == Some(&FIRST_MIGRATION) {
        refuse!("The database is empty. Bring a copy into it (`socle restore FILE`), or run `socle init`.");
    }
    if !pending.is_empty() {
        refuse!(
            "The database is older than this program. Run `socle migrate` first ({}).",
            pending.join(", ")
        );
    }
    Ok(())
}

/// Opens the database of an installation to be, and makes its key. Everything stays as it was when this is refused.
pub(crate) async fn found(settings: &Settings, folder: &Folder, chance: &dyn Chance) -> Result<Installation> {
    folder.make()?;
    let known = folder.read_key()?;
    let key = known.unwrap_or_else(|| chance::bytes::<32>(chance));
    let installation = open_with(settings, folder, key).await?;
    if known.is_none() {
        if !is_blank(&installation.store).await? {
            refuse!(
                "This database belongs to an installation that has a key already. Put its files `key` and \
                 `erasures.ledger` into {}.",
                folder.path().display()
            );
        }
        folder.write_key(&key)?;
    }
    Ok(installation)
}

/// Opens a database that holds nothing, for a backup to be brought into.
pub(crate) async fn open_blank(settings: &Settings, folder: &Folder) -> Result<Installation> {
    let Some(key) = folder.read_key()? else { refuse!("{} is missing.", folder.key().display()) };
    let installation = open_with(settings, folder, key).await?;
    if !is_blank(&installation.store).await? {
        refuse!(
            "There is an installation here already ({}). Restore into an empty folder (--data-dir) or an empty \
             database (--database-url), and look at the result before you put it in the place of the old one.",
            settings.data_dir.value.display()
        );
    }
    Ok(installation)
}

/// Whether a database holds nothing at all, not even tables.
pub(crate) async fn is_blank(store: &Store) -> Result<bool> {
    Ok(store.pending_migrations().await?.first() == Some(&FIRST_MIGRATION))
}

async fn open_with(settings: &Settings, folder: &Folder, key: [u8; 32]) -> Result<Installation> {
    let secret = Secret::new(key);
    let ledger = Ledger::open(&folder.ledger())?;
    let database = &settings.database.value;
    let store = Store::open(database, secret.clone(), ledger)
        .await
        .with_context(|| format!("opening the database ({})", settings.database.source))?;
    Ok(Installation { store, secret })
}

#[cfg(test)]
mod tests {
    use super::*;
    use socle_domain::chance::Seeded;
    use std::os::unix::fs::PermissionsExt as _;

    fn folder() -> (tempfile::TempDir, Folder) {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder(place.path().join("data"));
        assert!(folder.make().unwrap());
        (place, folder)
    }

    #[test]
    fn a_key_is_for_its_owner_alone_and_made_once() {
        let (_place, folder) = folder();
        assert_eq!(folder.read_key().unwrap(), None);
        let key = chance::bytes::<32>(&Seeded::new(4));
        folder.write_key(&key).unwrap();
        assert_eq!(folder.read_key().unwrap(), Some(key));
        assert_eq!(folder.key().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(folder.write_key(&[7; 32]).is_err(), "a second key would open nothing");
        assert_eq!(folder.read_key().unwrap(), Some(key));
    }

    #[test]
    fn a_damaged_key_is_refused_and_not_replaced() {
        let (_place, folder) = folder();
        for damaged in ["", "abc", &"g".repeat(64), &"é".repeat(32)] {
            std::fs::write(folder.key(), damaged).unwrap();
            assert!(folder.read_key().unwrap_err().to_string().contains("is not a key"), "{damaged}");
        }
    }

    #[test]
    fn one_process_holds_the_folder_at_a_time() {
        let (_place, folder) = folder();
        let held = folder.lock().unwrap();
        assert!(folder.lock().unwrap_err().to_string().contains("running on"));
        drop(held);
        folder.lock().unwrap();
    }
}
