//! `socle migrate`: bring the database to the shape this program knows.

use super::Ambience;
use crate::{
    installation::{self, Folder, Installation},
    output::say,
};
use anyhow::{Context as _, Result};
use clap::Args;
use socle_domain::time::Zone;

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
    if store.pending_migrations().await?.is_empty() {
        return Ok(installation);
    }
    if ambience.settings.is_sqlite() && !installation::is_blank(store).await? {
        let copy = folder.path().join(format!("socle.{}.before-migration", stamp(ambience)?));
        store.backup(&copy).await.context("copying the database before its migration")?;
        say(&format!("The database was copied to {}.", copy.display()));
    }
    let applied = store.migrate(ambience.clock.now()).await?;
    say(&format!("The database was migrated: {}.", applied.join(", ")));
    Ok(installation)
}

/// The present moment as a file name says it.
fn stamp(ambience: &Ambience) -> Result<String> {
    let now = Zone::utc().civil(ambience.clock.now());
    Ok(format!("{}-{:02}-{:02}T{:02}-{:02}", now.year, now.month, now.day, now.hour, now.minute))
}
