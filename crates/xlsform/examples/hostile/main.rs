//! Inputs made to do harm, each in a process of its own: `cargo run --release -p xlsform --example hostile`.
//!
//! Prints for each how long it took, the most memory the process had, and what was said. Exit code 1 when one takes
//! more than a second or 256 MiB, or is accepted without a word where it should not be.

#![expect(clippy::print_stdout, reason = "the figures are what the program is for")]

mod inputs;

use std::ffi::OsStr;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Duration;

use inputs::{INPUTS, Input};
use rustix::time::{ClockId, clock_gettime};
use xlsform::workbook::FileKind;
use xlsform::xpath::{Expr, NodeRef, Tree, World};
use xlsform::{Environment, Form, FormState, Meta, Mode, Severity, check, compile, convert};

/// The most that one input may cost.
const LONGEST: Duration = Duration::from_secs(1);
const MOST_KIB: u64 = 256 * 1024;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["make", name, file] => std::fs::write(file, made(name).into_bytes()).expect("a file"),
        ["answer", file] => answer(&Input::from_bytes(std::fs::read(file).expect("the file"))),
        _ => return table(&words),
    }
    ExitCode::SUCCESS
}

/// Every input, or those named: made in one process, answered in another, so that only the answer is measured.
fn table(names: &[&str]) -> ExitCode {
    let program = std::env::current_exe().expect("this program");
    let file = std::env::temp_dir().join(format!("hostile-{}", std::process::id()));
    let mut is_well = true;
    let chosen = INPUTS.iter().filter(|(name, _)| names.is_empty() || names.contains(name));
    for (name, _) in chosen {
        let run = |words: &[&OsStr]| Command::new(&program).args(words).output().expect("this program again");
        run(&["make".as_ref(), name.as_ref(), file.as_ref()]);
        let output = run(&["answer".as_ref(), file.as_ref()]);
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        is_well &= output.status.success() && !said.contains("TOO");
        println!("{name:44} {}", if output.status.success() { &said } else { "PANIC" });
    }
    let _already_gone = std::fs::remove_file(&file);
    println!("{}", if is_well { "each answered within 1 s and 256 MiB" } else { "NOT ALL WELL" });
    ExitCode::from(u8::from(!is_well))
}

fn made(name: &str) -> Input {
    let (_, make) = INPUTS.iter().find(|(found, _)| *found == name).expect("an input of that name");
    make()
}

/// Does with the input all that a program would, and prints the longest step, the most memory, and the outcomes.
fn answer(input: &Input) {
    let mut steps = Steps::default();
    match input {
        Input::Workbook(name, bytes) => workbook(name, bytes, &mut steps),
        Input::Form(xml) => {
            steps.time(|| form(xml));
        }
        Input::Expression(text) => {
            steps.time(|| expression(text));
        }
        Input::Submission(form, xml) => {
            let form = Arc::new(Form::parse(form).expect("a form"));
            steps.time(|| {
                let found = check(&form, &environment(), xml);
                let first = found.first().map(|finding| format!("{:?}", finding.code)).unwrap_or_default();
                format!("{} findings: {first}", found.len())
            });
        }
    }
    let peak = peak();
    let late = if steps.longest > LONGEST { "TOO LONG " } else { "" };
    let large = if peak > MOST_KIB { "TOO LARGE " } else { "" };
    println!("{:>9.1?} {:>4} MiB  {late}{large}{}", steps.longest, peak / 1024, steps.said.join(" · "));
}

/// What each step said, and how long the longest took.
#[derive(Default)]
struct Steps {
    said: Vec<String>,
    longest: Duration,
}

impl Steps {
    fn time(&mut self, step: impl FnOnce() -> String) {
        let start = now();
        self.said.push(step());
        self.longest = self.longest.max(now().saturating_sub(start));
    }
}

fn now() -> Duration {
    Duration::try_from(clock_gettime(ClockId::Monotonic)).expect("clocks do not go below zero")
}

/// Most memory this process has had, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the peak");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// Compiled in both modes, opened where it is accepted, and written as the other kind of file.
fn workbook(name: &str, bytes: &[u8], steps: &mut Steps) {
    for mode in [Mode::Strict, Mode::Kind] {
        let mut form = None;
        steps.time(|| {
            let compiled = compile(bytes, Some(name), mode);
            let error = compiled.issues.iter().find(|issue| issue.severity == Severity::Error);
            let said = match (&compiled.value, error) {
                (Some(_), _) => format!("accepted, {} issues", compiled.issues.len()),
                (None, Some(issue)) => format!("{}, {} issues", issue.code, compiled.issues.len()),
                (None, None) => "TOO QUIET".to_owned(),
            };
            form = compiled.value;
            format!("{mode:?} {said}")
        });
        if let Some(form) = form {
            steps.time(|| Form::parse(&form.xform).map_or("not opened", |_| "opened").to_owned());
        }
    }
    let to = if name == "f.md" { FileKind::Xlsx } else { FileKind::Markdown };
    steps.time(|| {
        convert(bytes, Some(name), to).issues.first().map_or("converted", |issue| issue.code).to_owned()
    });
}

fn form(xml: &str) -> String {
    match Form::parse(xml) {
        Err(fault) => short(&fault.to_string()),
        Ok(form) => {
            let mut state = FormState::new(Arc::new(form), environment());
            state.set_text("/data/a", "12");
            let pages = state.page_keys().len();
            format!("opened, {pages} pages, submission of {} bytes", state.to_xml(&Meta::default()).len())
        }
    }
}

fn expression(text: &str) -> String {
    match Expr::parse(text) {
        Err(fault) => short(&fault.to_string()),
        Ok(expr) => {
            let rows = "<a><b>1</b></a>".repeat(2_000);
            let tree = Tree::parse(&format!("<data>{rows}</data>")).expect("a tree");
            let environment = environment();
            let world = World::new(&tree, &environment);
            let value = world.evaluate(&expr, NodeRef::main(Tree::DOCUMENT));
            short(&value.map_or_else(|fault| fault.to_string(), |value| value.text(&world)))
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

fn environment() -> Environment {
    Environment::at("2026-11-23T09:00:00Z".parse().expect("a timestamp"))
}
