//! `socle reindex`: the search index, made anew.

use super::Ambience;
use crate::{
    installation::{self, Folder},
    output::say,
};
use anyhow::{Context as _, Result};
use clap::Args;
use socle_store::SearchIndex;
use std::sync::Arc;

const EXAMPLES: &str = "\
Examples:
  socle reindex
  socle reindex --data-dir /var/lib/socle";

/// Make the search index anew from the database.
///
/// Hardly ever needed: a served Socle follows what is published within a second, and makes an index anew that is lost or
/// damaged. Stop Socle first: its index is in use.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {}

pub(super) async fn run(_: Arguments, ambience: Ambience) -> Result<()> {
    let folder = Folder::of(&ambience.settings);
    let _lock = folder.lock()?;
    let installation = installation::open_current(&ambience.settings, &folder).await?;
    SearchIndex::forget(&folder.search()).context("deleting the search index")?;
    let index = Arc::new(SearchIndex::open(&folder.search()).context("making a search index")?);
    let done = installation.store.follow_search(&index).await?;
    say(&format!("The search index was made anew: {} pages.", done.saved));
    installation.store.close().await;
    Ok(())
}
