//! How long a sheet takes, as the program prints it: a child started for each one, its fonts read anew.
//!
//! `cargo run --release -p socle-pdf --example timing`

use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use socle_pdf::{Document, render};

/// Runs of each sample.
const RUNS: usize = 21;

fn main() -> Result<(), Box<dyn Error>> {
    if env::args().nth(1).as_deref() == Some("child") {
        return child();
    }
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for name in ["tool", "method", "experience", "form"] {
        let json = fs::read(samples.join(name).with_extension("json"))?;
        let mut times = (0..RUNS).map(|_| timed(&json)).collect::<Result<Vec<_>, _>>()?;
        times.sort_unstable();
        let (median, slowest) = (times[RUNS / 2], times[RUNS - 1]);
        writeln!(
            io::stdout(),
            "{name}: median {} ms, slowest {} ms",
            median.as_millis(),
            slowest.as_millis()
        )?;
    }
    Ok(())
}

/// From starting the child to the last byte of its PDF.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn timed(json: &[u8]) -> Result<Duration, Box<dyn Error>> {
    let started = Instant::now();
    let mut child = Command::new(env::current_exe()?)
        .arg("child")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child.stdin.take().ok_or("a pipe")?.write_all(json)?;
    let mut pdf = Vec::new();
    child.stdout.take().ok_or("a pipe")?.read_to_end(&mut pdf)?;
    let took = started.elapsed();
    if child.wait()?.success() { Ok(took) } else { Err("the child failed".into()) }
}

fn child() -> Result<(), Box<dyn Error>> {
    let mut json = Vec::new();
    io::stdin().read_to_end(&mut json)?;
    let document: Document = serde_json::from_slice(&json)?;
    io::stdout().write_all(&render(&document)?.pdf)?;
    Ok(())
}
