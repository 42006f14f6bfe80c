//! `socle migrate`: bring the database to the shape this program knows.

use super::Ambience;
use crate::{
    installation::{self, Folder, Installation},
    output::say,
};
use anyhow::{Context as _, Result};
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  socle migrate
  DATABASE_URL=postgres://socle@localhost/socle socle migrate";

/// Bring the database to the shape this version of the program knows.
///
/// A SQLite database is copied beside itself first. Of a PostgreSQL database, make a copy yourself (`socle backup`).
/// All pending migrations are applied in one transaction, or none is.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {}

pub(super) async fn run(_: Arguments, ambience: Ambience) -> Result<()> {
    let folder = Folder::of(&ambience.settings);
    let _lock =
        if ambience.settings.is_sqlite() && folder.path().exists() { Some(folder.lock()?) } else { None };
    let installation = bring_up_to_date(&ambience, &folder).await?;
    say("The database is up to date.");
    installation.store.close().await;
    Ok(())
}

/// Opens an installation and applies what its database lacks.
pub(super) async fn bring_up_to_date(ambience: &Ambience, folder: &Folder) -> Result<Installation> {
    let installation = installation::open(&ambience.settings, folder).await?;
    let store = &installation.store;
    if installation::is_blank(store).await? {
        installation::refuse_outdated(store).await?;
    }
    if store.pending_migrations().await?.is_empty() {
        return Ok(installation);
    }
    if ambience.settings.is_sqlite() {
        // A colon is no part of a file name on every disk a copy may be carried to.
        let moment = ambience.clock.now().to_rfc3339().replace(':', "-");
        let copy = folder.path().join(format!("socle.{moment}.before-migration"));
        store.backup(&copy).await.context("copying the database before its migration")?;
        say(&format!("The database was copied to {}.", copy.display()));
    }
    let applied = store.migrate(ambience.clock.now()).await?;
    say(&format!("The database was migrated: {}.", applied.join(", ")));
    Ok(installation)
}
