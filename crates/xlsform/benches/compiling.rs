//! How fast questionnaires compile: `cargo bench -p xlsform --bench compiling`.
//!
//! Prints medians for a form of 40 questions, and for 500, 2,000 and 8,000 questions in two languages, from the bytes of
//! the workbook and from the sheets already read. Times are those of the processor: other work on the machine is not in
//! them. `tools/bench-xlsform` runs it beside the reference compiler, with:
//!
//! - `write FOLDER`: writes the workbooks, so that both read the same bytes;
//! - `time FILE ROUNDS`: prints the milliseconds of each round as JSON, by the processor and by the clock;
//! - `peak FILE`: compiles once, and prints the most memory the process had, in KiB.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod forms;

use std::path::Path;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use xlsform::workbook::{Scope, Workbook};
use xlsform::{Mode, Options, compile, compile_workbook};

fn main() {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => table(),
        ["write", folder] => write(Path::new(folder)),
        ["time", file, rounds] => time(file, rounds.parse().expect("a number of rounds")),
        ["peak", file] => peak(file),
        _ => panic!("write FOLDER, time FILE ROUNDS, peak FILE, or nothing"),
    }
}

fn table() {
    for (name, workbook) in forms::all() {
        let bytes = workbook.to_xlsx().expect("a workbook");
        let rounds = (40_000 / workbook.sheets[0].rows.len()).clamp(9, 301);
        let from_bytes = median(rounds_of(rounds, || from_bytes(&bytes)));
        let read = Workbook::read(&bytes, None, Scope::Form).expect("what was just written");
        let from_sheets = median(rounds_of(rounds, || from_sheets(&read)));
        println!("{name}: from bytes {from_bytes:?}, from read sheets {from_sheets:?}");
    }
}

fn write(folder: &Path) {
    for (name, workbook) in forms::all() {
        let bytes = workbook.to_xlsx().expect("a workbook");
        std::fs::write(folder.join(format!("{name}.xlsx")), bytes).expect("a folder to write to");
    }
}

fn time(file: &str, rounds: usize) {
    let bytes = std::fs::read(file).expect("the workbook");
    let read = Workbook::read(&bytes, None, Scope::Form).expect("a workbook");
    let from_bytes = milliseconds(&rounds_of(rounds, || from_bytes(&bytes)));
    let from_sheets = milliseconds(&rounds_of(rounds, || from_sheets(&read)));
    println!("{}", serde_json::json!({ "bytes": from_bytes, "sheets": from_sheets }));
}

fn peak(file: &str) {
    from_bytes(&std::fs::read(file).expect("the workbook"));
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the peak");
    println!("{}", line.trim().trim_end_matches(" kB"));
}

fn from_bytes(bytes: &[u8]) -> usize {
    compile(bytes, None, Mode::Strict).value.expect("a form the reference accepts").xform.len()
}

fn from_sheets(workbook: &Workbook) -> usize {
    compile_workbook(workbook, &Options::default()).value.expect("a form the reference accepts").xform.len()
}

/// What a round took.
#[derive(Clone, Copy)]
struct Round {
    processor: Duration,
    clock: Duration,
}

fn rounds_of<T>(rounds: usize, mut run: impl FnMut() -> T) -> Vec<Round> {
    // The first round is not counted: the other compiler has its first apart too.
    std::hint::black_box(run());
    (0..rounds)
        .map(|_| {
            let (processor, clock) = (now(ClockId::ProcessCPUTime), now(ClockId::Monotonic));
            std::hint::black_box(run());
            Round {
                processor: now(ClockId::ProcessCPUTime).saturating_sub(processor),
                clock: now(ClockId::Monotonic).saturating_sub(clock),
            }
        })
        .collect()
}

fn now(clock: ClockId) -> Duration {
    Duration::try_from(clock_gettime(clock)).expect("clocks do not go below zero")
}

fn milliseconds(rounds: &[Round]) -> serde_json::Value {
    let list = |time: fn(&Round) -> Duration| -> Vec<f64> {
        rounds.iter().map(|round| time(round).as_secs_f64() * 1_000.0).collect()
    };
    serde_json::json!({ "processor": list(|round| round.processor), "clock": list(|round| round.clock) })
}

fn median(mut rounds: Vec<Round>) -> Duration {
    rounds.sort_by_key(|round| round.processor);
    rounds[rounds.len() / 2].processor
}
