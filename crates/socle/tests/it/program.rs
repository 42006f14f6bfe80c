//! The built program in a folder of its own.

use crate::client::Client;
use std::{
    io::{BufRead as _, BufReader, Read as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
    sync::mpsc,
    time::Duration,
};

/// The program under test.
pub(crate) const SOCLE: &str = env!("CARGO_BIN_EXE_socle");

/// How long the program may take to say where it listens, on a busy machine.
const START: Duration = Duration::from_mins(1);

/// A folder in which the program is run, with nothing of the environment.
#[derive(Debug)]
pub(crate) struct Place {
    folder: tempfile::TempDir,
    variables: Vec<(&'static str, String)>,
}

/// What a finished command said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// A place with an installation, its first account `awa@example.org`, and that account's password.
    pub(crate) fn founded() -> (Self, String) {
        let place = Self::new();
        let password = place.found();
        (place, password)
    }

    /// Founds an installation here.
    pub(crate) fn found(&self) -> String {
        let said = self.run(&["init", "--email", "awa@example.org", "--generate-password"]);
        assert_eq!(said.code, 0, "{}", said.err);
        password_in(&said.out)
    }

    pub(crate) fn with(mut self, variable: &'static str, value: String) -> Self {
        self.variables.push((variable, value));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.path("socle-data")
    }

    /// A command, not yet started.
    pub(crate) fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder.path()).env_clear().stdin(Stdio::null());
        command.envs(self.variables.iter().map(|(name, value)| (*name, value.as_str())));
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        let Output { status, stdout, stderr } = self.command(SOCLE, arguments).output().unwrap();
        Said {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    /// Runs a command that must succeed.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "socle {arguments:?}: {}{}", said.out, said.err);
        said.out
    }

    /// Runs a command that must be refused, with this exit code.
    pub(crate) fn refused(&self, code: i32, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.code, code, "socle {arguments:?}: {}{}", said.out, said.err);
        said.err
    }

    /// Serves until the answer is dropped.
    pub(crate) fn serve(&self, more: &[&str]) -> Server {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
        Server::start(self.command(SOCLE, &arguments), &self.path("log"))
    }
}

/// The password that a command printed.
pub(crate) fn password_in(out: &str) -> String {
    let line = out.lines().find(|line| line.starts_with("Password ")).expect("a password is printed");
    line.split_whitespace().nth(1).unwrap().to_owned()
}

/// A program that serves.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    log: PathBuf,
    /// What it said when it started.
    pub(crate) greeting: String,
    rest: Option<BufReader<ChildStdout>>,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts a command and waits until it says where it listens.
    pub(crate) fn start(mut command: Command, log: &Path) -> Self {
        let errors = std::fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || sender.send(greet(out)));
        let Ok((greeting, rest, Some(address))) = receiver.recv_timeout(START) else {
            let _gone_already = child.kill();
            panic!("the program did not start: {}", std::fs::read_to_string(log).unwrap_or_default());
        };
        Self { child, log: log.to_owned(), greeting, rest: Some(rest), address }
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.address)
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Everything logged so far, by this run and those before it.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// Asks it to stop, as a service manager does.
    pub(crate) fn ask_to_stop(&self) {
        signal(self.id(), "TERM");
    }

    /// Waits for its end; answers the exit code and what it said meanwhile.
    pub(crate) fn wait(mut self) -> (i32, String) {
        let status = self.child.wait().unwrap();
        let mut said = String::new();
        if let Some(mut rest) = self.rest.take() {
            rest.read_to_string(&mut said).unwrap();
        }
        (status.code().unwrap_or(-1), said)
    }

    /// Asks it to stop and waits.
    pub(crate) fn stop(self) -> (i32, String) {
        self.ask_to_stop();
        self.wait()
    }

    /// Ends it without a word, as a power cut does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _waited_for_already = self.child.wait();
    }
}

/// Sends a signal to one process.
pub(crate) fn signal(process: u32, name: &str) {
    let status = Command::new("kill").args([format!("-{name}"), process.to_string()]).status().unwrap();
    assert!(status.success(), "kill -{name} {process}");
}

fn greet(mut out: BufReader<ChildStdout>) -> (String, BufReader<ChildStdout>, Option<SocketAddr>) {
    let mut greeting = String::new();
    let mut address = None;
    while out.read_line(&mut greeting).is_ok_and(|length| length > 0) {
        let last = greeting.lines().last().unwrap_or_default();
        if let Some((_, place)) = last.split_once("(listening on ") {
            address = place.trim_end_matches(").").parse().ok();
        }
        if last.contains("Ctrl-C") {
            break;
        }
    }
    (greeting, out, address)
}
