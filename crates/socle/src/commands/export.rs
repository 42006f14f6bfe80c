//! `socle export`: what a survey gathered, as a workbook or a table.

use super::Ambience;
use crate::{
    failure::refuse,
    installation::{self, Folder},
    output::say,
};
use anyhow::{Context as _, Result};
use clap::Args;
use socle_look::Language;
use socle_web::{
    App, Settings as WebSettings,
    export::{self, Kind},
};
use std::{
    fs::{File, OpenOptions},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "\
Examples:
  socle export --survey retours --output retours.xlsx
  socle export --survey retours --what returns --output retours.csv
  socle export --survey retours --language en --what experiences --output experiences.csv --force

The files hold people's words and names of organizations, never ways to reach them: keep them within the team and
delete them after use. A return that is withdrawn later stays in the copies made before.";

/// Write what a survey gathered into a file, while Socle runs or not.
///
/// A workbook (.xlsx) holds returns, experiences, codings, decisions and a dictionary of the questions; a table (.csv)
/// holds the returns or the experiences. The journal says that it was done.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Short address of the survey
    #[arg(long, value_name = "SLUG")]
    survey: String,
    /// The file to make
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// What to write
    #[arg(long, value_name = "WHAT", default_value = "workbook", value_parser = ["workbook", "returns", "experiences"])]
    what: String,
    /// Language of headings and labels: fr or en
    #[arg(long, value_name = "LANGUAGE", default_value = "fr", value_parser = ["fr", "en"])]
    language: String,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

pub(super) async fn run(arguments: Arguments, ambience: Ambience) -> Result<()> {
    let (kind, ending) = match arguments.what.as_str() {
        "returns" => (Kind::Returns, "csv"),
        "experiences" => (Kind::Experiences, "csv"),
        _ => (Kind::Workbook, "xlsx"),
    };
    let output = &arguments.output;
    if output.extension().is_none_or(|found| !found.eq_ignore_ascii_case(ending)) {
        refuse!("--output: {} is a file of another kind; name it *.{ending}.", output.display());
    }
    if output.exists() && !arguments.force {
        refuse!(
            "{} is there already and is not replaced. Choose another name, or add --force.",
            output.display()
        );
    }
    let language = Language::parse(&arguments.language).unwrap_or_default();
    let folder = Folder::of(&ambience.settings);
    let installation = installation::open_current(&ambience.settings, &folder).await?;
    let address = ambience.settings.address_at(ambience.settings.listen.value);
    let settings = WebSettings { address, trusts_proxy: false };
    let (store, secret) = (installation.store.clone(), installation.secret.clone());
    let app = App::new(store, secret, ambience.clock.clone(), ambience.chance.clone(), settings);
    let draft = beside(output);
    let written = match make(&draft) {
        Ok(file) => export::write(&app, None, language, &arguments.survey, kind, file).await,
        Err(error) => Err(error.into()),
    };
    installation.store.close().await;
    let Ok(Some(written)) = &written else {
        let _nothing_was_made = std::fs::remove_file(&draft);
        written.with_context(|| format!("writing {}", output.display()))?;
        refuse!("--survey: there is no survey at {:?}.", arguments.survey)
    };
    std::fs::rename(&draft, output).with_context(|| format!("putting {} in its place", output.display()))?;
    say(&format!(
        "Export       {} ({} returns, {} experiences)",
        output.display(),
        written.returns,
        written.experiences
    ));
    say("People's words are in it: keep it within the team, delete it after use.");
    Ok(())
}

/// The file is written beside its place and moved there once it is whole.
fn beside(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    output.with_file_name(name)
}

/// For its owner alone: what is in it was told in confidence.
fn make(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(path)
}
