//! Printing: the same program started again as a child that only turns JSON into a PDF.
//!
//! Laying out a page takes memory that is not given back, and a page made to be slow would take for ever. A child ends,
//! can be stopped, and has nothing of this process: no environment, no database, no open file.

use anyhow::{Context as _, Result, bail};
use rustix::process::{Resource, Rlimit, setrlimit};
use socle_pdf::Document;
use std::{
    io::{Read as _, Write as _},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// How long a document may take.
const PATIENCE: Duration = Duration::from_mins(2);
/// Address space of the child, in bytes: a study of eighty pages takes a tenth of it.
const MEMORY: u64 = 4 << 30;
/// Processor time of the child, in seconds.
const PROCESSOR: u64 = 120;

/// The version a parent and its child must share.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Prints a document in a child process.
pub(crate) fn print(document: &Document) -> Result<Vec<u8>> {
    let program = std::env::current_exe().context("finding this program")?;
    let mut child = Command::new(program)
        .args(["render", "--expect", VERSION])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("starting the printer")?;
    let input = serde_json::to_vec(document)?;
    let mut stdin = child.stdin.take().context("speaking to the printer")?;
    let feeding = thread::spawn(move || stdin.write_all(&input));
    let pdf = collect(&mut child)?;
    let _the_child_said_why = feeding.join();
    Ok(pdf)
}

/// What the child wrote, or why it did not.
fn collect(child: &mut Child) -> Result<Vec<u8>> {
    let mut stdout = child.stdout.take().context("hearing the printer")?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut pdf = Vec::new();
        let read = stdout.read_to_end(&mut pdf).map(|_| pdf);
        let _nobody_waits_any_more = sender.send(read);
    });
    let Ok(pdf) = receiver.recv_timeout(PATIENCE) else {
        child.kill().and_then(|()| child.wait()).context("stopping the printer")?;
        bail!("the printer took over {} seconds and was stopped", PATIENCE.as_secs());
    };
    let pdf = pdf.context("reading what was printed")?;
    if child.wait().context("waiting for the printer")?.success() {
        return Ok(pdf);
    }
    let mut said = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_string(&mut said).context("reading the printer's complaint")?;
    }
    bail!("the printer failed: {}", said.trim());
}

/// The child: JSON on standard input, PDF on standard output.
pub(crate) fn render(expected: &str) -> Result<()> {
    if expected != VERSION {
        bail!("this is version {VERSION}, {expected} was asked for");
    }
    limit(Resource::As, MEMORY).context("limiting memory")?;
    limit(Resource::Cpu, PROCESSOR).context("limiting processor time")?;
    let document: Document =
        serde_json::from_reader(std::io::stdin().lock()).context("reading the document")?;
    let printed = socle_pdf::render(&document)?;
    std::io::stdout().lock().write_all(&printed.pdf).context("writing the PDF")
}

fn limit(resource: Resource, most: u64) -> Result<()> {
    Ok(setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?)
}
