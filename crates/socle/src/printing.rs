//! Printing: the same program started again as a child that only turns JSON into a PDF.
//!
//! Laying out a page takes memory that is not given back, and a page made to be slow would take for ever. A child ends,
//! can be stopped, and has nothing of this process: no environment, no database, no open file.

use anyhow::{Context as _, Result, bail};
use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use socle_pdf::{Document, Gauge, Place, Printed, RenderError};
use std::{
    io::{Read as _, Write as _},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// How long a document may take when a person waits at a terminal.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);
/// Address space of the child, in bytes: a study of eighty pages takes a tenth of it.
const MEMORY: u64 = 4 << 30;
/// Processor time of the child, in seconds.
const PROCESSOR: u64 = 120;

/// The version a parent and its child must share.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The first line that the child says, before the bytes of the PDF.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FirstLine {
    /// Here it comes.
    Printed(Gauge),
    /// The document cannot be laid out as it is.
    Refused { place: Option<Place>, message: String },
}

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PrintError {
    /// The document cannot be laid out as it is: someone has to change it.
    #[error("{message}")]
    Refused {
        /// The part that fails by itself, when one does.
        place: Option<Place>,
        /// Why.
        message: String,
    },
    /// The printer did not do its work; the same document may well be printed the next time.
    #[error("{0:#}")]
    Broken(#[from] anyhow::Error),
}

/// Prints a document in a child process, which is stopped after `patience`.
pub(crate) fn print(document: &Document, patience: Duration) -> Result<Printed, PrintError> {
    let input = serde_json::to_vec(document).context("writing the document down")?;
    let mut output = run(input, patience)?;
    let end = output.iter().position(|byte| *byte == b'\n').context("the printer said nothing")?;
    let first = serde_json::from_slice(&output[..end]).context("understanding the printer")?;
    match first {
        FirstLine::Printed(gauge) => Ok(Printed { pdf: output.split_off(end + 1), gauge }),
        FirstLine::Refused { place, message } => Err(PrintError::Refused { place, message }),
    }
}

fn run(input: Vec<u8>, patience: Duration) -> Result<Vec<u8>> {
    let program = std::env::current_exe().context("finding this program")?;
    let mut child = Command::new(program)
        .args(["render", "--expect", VERSION])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("starting the printer")?;
    let mut stdin = child.stdin.take().context("speaking to the printer")?;
    let feeding = thread::spawn(move || stdin.write_all(&input));
    let said = collect(&mut child, patience)?;
    let _the_child_said_why = feeding.join();
    Ok(said)
}

/// What the child wrote, or why it did not.
fn collect(child: &mut Child, patience: Duration) -> Result<Vec<u8>> {
    let mut stdout = child.stdout.take().context("hearing the printer")?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut said = Vec::new();
        let read = stdout.read_to_end(&mut said).map(|_| said);
        let _nobody_waits_any_more = sender.send(read);
    });
    let Ok(said) = receiver.recv_timeout(patience) else {
        child.kill().and_then(|()| child.wait()).context("stopping the printer")?;
        bail!("the printer took over {} seconds and was stopped", patience.as_secs());
    };
    let said = said.context("reading what was printed")?;
    if child.wait().context("waiting for the printer")?.success() {
        return Ok(said);
    }
    let mut complaint = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_string(&mut complaint).context("reading the printer's complaint")?;
    }
    bail!("the printer failed: {}", complaint.trim());
}

/// The child: JSON on standard input; a line and the PDF on standard output.
pub(crate) fn render(expected: &str) -> Result<()> {
    if expected != VERSION {
        bail!("this is version {VERSION}, {expected} was asked for");
    }
    limit(Resource::As, MEMORY).context("limiting memory")?;
    limit(Resource::Cpu, PROCESSOR).context("limiting processor time")?;
    let document: Document =
        serde_json::from_reader(std::io::stdin().lock()).context("reading the document")?;
    let (first, pdf) = match socle_pdf::render(&document) {
        Ok(Printed { pdf, gauge }) => (FirstLine::Printed(gauge), pdf),
        Err(error) => (refusal(error)?, Vec::new()),
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &first).context("writing the first line")?;
    out.write_all(b"\n").and_then(|()| out.write_all(&pdf)).context("writing the PDF")
}

/// What the author of a document can do something about; anything else is the printer's own trouble.
fn refusal(error: RenderError) -> Result<FirstLine> {
    match error {
        RenderError::Typst { place, message } => Ok(FirstLine::Refused { place, message }),
        RenderError::Address(_) => {
            Ok(FirstLine::Refused { place: Some(Place::Head), message: error.to_string() })
        }
        RenderError::NoThread => Err(error.into()),
    }
}

fn limit(resource: Resource, most: u64) -> Result<()> {
    Ok(setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?)
}
