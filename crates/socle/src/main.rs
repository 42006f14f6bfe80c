//! `socle`: one program to run a survey, keep its returns and show what they teach.

mod ambient;
mod commands;
mod failure;
mod follow;
mod hex;
mod installation;
mod listen;
mod logging;
mod mail;
mod output;
mod paper;
mod password;
mod printing;
mod settings;
mod starter;

use std::process::ExitCode;

fn main() -> ExitCode {
    match commands::run() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            output::complain(&error);
            failure::exit_code(&error)
        }
    }
}
