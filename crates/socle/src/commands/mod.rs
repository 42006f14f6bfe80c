//! The commands, one file each, and how they are read from the command line.

mod advise;
mod backup;
mod doctor;
mod export;
mod init;
mod migrate;
mod questionnaire;
mod reindex;
mod render;
mod restore;
mod serve;
mod user;

use crate::{
    ambient::{self, SystemChance, SystemClock},
    failure, logging,
    settings::{Flags, SETTINGS, Settings},
};
use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use socle_domain::{chance::Chance, time::Clock};
use std::sync::Arc;

const AFTER_HELP: &str = "\
First steps:
  socle serve                  founds an installation in ./socle-data and serves it on http://127.0.0.1:8017/
  socle init --email awa@example.org --generate-password
                               the same in two steps, with your own address
  socle doctor                 says what is wrong, and what to do about it

Exit codes:
  0  done
  1  something is wrong with what was asked (a setting, an address that is taken, a file that is there already)
  2  the command line cannot be understood
  3  the machine or the database cannot do it now (disk full, address in use, database away)";

/// Runs a survey, keeps its returns, and shows what they teach.
#[derive(Debug, Parser)]
#[command(name = "socle", version, after_help = AFTER_HELP)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages until Ctrl-C or SIGTERM; on a first start, found the installation
    Serve(serve::Arguments),
    /// Found an installation: data folder, key, database, study, first account, starter survey
    Init(init::Arguments),
    /// Open accounts of the study team, list them, change their roles and passwords
    User(user::Arguments),
    /// Copy the whole database into one file, while Socle runs or not
    Backup(backup::Arguments),
    /// Bring a backup back into an empty installation
    Restore(restore::Arguments),
    /// Advise on a tool, from what this installation knows
    Advise(advise::Arguments),
    /// Write what a survey gathered into a workbook or a table
    Export(export::Arguments),
    /// Bring the database to the shape this version of the program knows
    Migrate(migrate::Arguments),
    /// Make the search index anew from the database
    Reindex(reindex::Arguments),
    /// Check, compile, describe, print or convert a questionnaire; needs no installation
    Questionnaire(questionnaire::Arguments),
    /// Turn a document into a PDF; started by Socle itself
    #[command(hide = true)]
    Render(render::Arguments),
    /// Check this installation and say what to fix
    Doctor(doctor::Arguments),
}

/// What every command is handed.
struct Ambience {
    settings: Settings,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

/// Reads the command line and does what it says; answers the exit code.
pub(crate) fn run() -> Result<u8> {
    let cli = Cli::parse();
    match &cli.command {
        Command::Questionnaire(arguments) => return questionnaire::run(arguments),
        Command::Render(arguments) => return render::run(arguments),
        _ => {}
    }
    let variables = ambient::variables(SETTINGS.iter().map(|setting| setting.variable));
    let settings = Settings::resolve(&cli.flags, &variables)?;
    let serves = matches!(cli.command, Command::Serve(_));
    let quiet = if serves { "info" } else { "warn" };
    let said = settings.log.as_ref().map(|log| log.value.clone());
    let directives = said.or_else(|| logging::directives(quiet)).unwrap_or_default();
    logging::start(&directives, settings.log_format.value);
    let ambience = Ambience { settings, clock: Arc::new(SystemClock), chance: Arc::new(SystemChance) };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("starting the program's threads")?;
    runtime.block_on(obey(cli.command, ambience))
}

async fn obey(command: Command, ambience: Ambience) -> Result<u8> {
    match command {
        Command::Serve(arguments) => serve::run(arguments, ambience).await?,
        Command::Init(arguments) => init::run(arguments, ambience).await?,
        Command::User(arguments) => user::run(arguments, ambience).await?,
        Command::Backup(arguments) => backup::run(arguments, ambience).await?,
        Command::Restore(arguments) => restore::run(arguments, ambience).await?,
        Command::Advise(arguments) => advise::run(arguments, ambience).await?,
        Command::Export(arguments) => export::run(arguments, ambience).await?,
        Command::Migrate(arguments) => migrate::run(arguments, ambience).await?,
        Command::Reindex(arguments) => reindex::run(arguments, ambience).await?,
        Command::Questionnaire(arguments) => return questionnaire::run(&arguments),
        Command::Render(arguments) => return render::run(&arguments),
        Command::Doctor(arguments) => return doctor::run(arguments, ambience).await,
    }
    Ok(failure::DONE)
}
