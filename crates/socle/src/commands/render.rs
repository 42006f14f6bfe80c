//! `socle render`: the printer. Started by this program itself, never by a person.

use crate::{failure, printing};
use anyhow::Result;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The version that the parent process is
    #[arg(long)]
    expect: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8> {
    printing::render(&arguments.expect)?;
    Ok(failure::DONE)
}
