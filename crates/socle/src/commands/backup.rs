//! `socle backup`: one file that holds the whole database.

use super::Ambience;
use crate::{
    failure::refuse,
    hex,
    installation::{self, Folder},
    output::say,
};
use anyhow::{Context as _, Result};
use clap::Args;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  socle backup /mnt/copies/socle-monday.backup
  socle backup --force latest.backup

Keep `key` and `erasures.ledger` apart from the backups, and take them from the living installation when you restore:
a backup must not bring back an answer that was withdrawn after it was made.";

/// Copy the whole database into one file, while Socle runs or not.
///
/// The file is written beside its place and moved there once it is whole.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The file to make
    file: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

pub(super) async fn run(arguments: Arguments, ambience: Ambience) -> Result<()> {
    let file = arguments.file;
    if file.exists() && !arguments.force {
        refuse!(
            "{} is there already and is not replaced. Choose another name, or add --force.",
            file.display()
        );
    }
    let folder = Folder::of(&ambience.settings);
    let installation = installation::open_current(&ambience.settings, &folder).await?;
    let draft = if file.exists() { beside(&file)? } else { file.clone() };
    let made = installation.store.backup(&draft).await;
    installation.store.close().await;
    let report = made.with_context(|| format!("writing {}", file.display()))?;
    if draft != file {
        std::fs::rename(&draft, &file).with_context(|| format!("replacing {}", file.display()))?;
    }
    let rows: i64 = report.tables.iter().map(|table| table.rows).sum();
    say(&format!("Backup       {} ({} bytes, {rows} rows)", file.display(), report.length));
    say(&format!("SHA-256      {}", hex::write(&report.digest)));
    say(&format!(
        "Not in it    {} and {}: keep them apart.",
        folder.key().display(),
        folder.ledger().display()
    ));
    Ok(())
}

/// Where the new copy is made while the old one is still there.
fn beside(file: &Path) -> Result<PathBuf> {
    let Some(name) = file.file_name() else { refuse!("{} is not the name of a file.", file.display()) };
    let mut draft = name.to_owned();
    draft.push(".new");
    Ok(file.with_file_name(draft))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_written_beside_its_place() {
        assert_eq!(beside(Path::new("/mnt/a.backup")).unwrap(), Path::new("/mnt/a.backup.new"));
        assert!(beside(Path::new("..")).is_err());
    }
}
