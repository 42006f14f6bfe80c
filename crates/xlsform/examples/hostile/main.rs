//! Inputs made to do harm, each in a process of its own: `cargo run --release -p xlsform --example hostile`.
//!
//! Prints for each how long it took, the most memory the process had, and what was said. Exit code 1 when one takes
//! more than a second or 256 MiB, or is accepted without a word where it should not be.

#![expect(clippy::print_stdout, reason = "the figures are what the program is for")]

mod inputs;

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
    if let Some(name) = std::env::args().nth(1) {
        one(&name);
        return ExitCode::SUCCESS;
    }
    let mut is_well = true;
    for (name, _) in INPUTS {
        let program = std::env::current_exe().expect("this program");
        let output = Command::new(program).arg(name).output().expect("this program again");
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        is_well &= output.status.success() && !said.contains("TOO");
        println!("{name:44} {}", if output.status.success() { &said } else { "PANIC" });
    }
    println!(
        "{} inputs: {}",
        INPUTS.len(),
        if is_well { "each within 1 s and 256 MiB" } else { "NOT ALL WELL" }
    );
    ExitCode::from(u8::from(!is_well))
}

fn one(name: &str) {
    let (_, make) = INPUTS.iter().find(|(found, _)| *found == name).expect("an input of that name");
    let input = make();
    let before = peak();
    let start = now();
    let said = answer(&input);
    let took = now().saturating_sub(start);
    let peak = peak();
    let late = if took > LONGEST { "TOO LONG " } else { "" };
    let large = if peak > MOST_KIB { "TOO LARGE " } else { "" };
    println!("{took:>9.1?} {:>5} MiB (of which {:>3} input) {late}{large}{said}", peak / 1024, before / 1024);
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

/// Does with the input all that a program would, and says the outcome in a few words.
fn answer(input: &Input) -> String {
    match input {
        Input::Workbook(name, bytes) => {
            let told = [Mode::Strict, Mode::Kind].map(|mode| {
                let compiled = compile(bytes, Some(name), mode);
                let error = compiled.issues.iter().find(|issue| issue.severity == Severity::Error);
                let said = match (&compiled.value, error) {
                    (Some(form), _) => {
                        let opened = Form::parse(&form.xform).map_or("not opened", |_| "opened");
                        format!("accepted, {} issues, {opened}", compiled.issues.len())
                    }
                    (None, Some(issue)) => issue.code.to_owned(),
                    (None, None) => "TOO QUIET".to_owned(),
                };
                format!("{mode:?}: {said}")
            });
            let to = if *name == "f.md" { FileKind::Xlsx } else { FileKind::Markdown };
            let converted = convert(bytes, Some(name), to);
            let converted = converted.issues.first().map_or("converted", |issue| issue.code);
            format!("{}; {converted}", told.join(", "))
        }
        Input::Form(xml) => match Form::parse(xml) {
            Err(fault) => short(&fault.to_string()),
            Ok(form) => {
                let mut state = FormState::new(Arc::new(form), environment());
                state.set_text("/data/a", "12");
                let pages = state.page_keys().len();
                format!("opened, {pages} pages, submission of {} bytes", state.to_xml(&Meta::default()).len())
            }
        },
        Input::Expression(text) => match Expr::parse(text) {
            Err(fault) => short(&fault.to_string()),
            Ok(expr) => {
                let rows = "<a><b>1</b></a>".repeat(2_000);
                let tree = Tree::parse(&format!("<data>{rows}</data>")).expect("a tree");
                let environment = environment();
                let world = World::new(&tree, &environment);
                let value = world.evaluate(&expr, NodeRef::main(Tree::DOCUMENT));
                short(&value.map_or_else(|fault| fault.to_string(), |value| value.text(&world)))
            }
        },
        Input::Submission(form, xml) => {
            let form = Arc::new(Form::parse(form).expect("a form"));
            let found = check(&form, &environment(), xml);
            let first = found.first().map(|finding| format!("{:?}", finding.code)).unwrap_or_default();
            format!("{} findings: {first}", found.len())
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

fn environment() -> Environment {
    Environment::at("2026-11-23T09:00:00Z".parse().expect("a timestamp"))
}
