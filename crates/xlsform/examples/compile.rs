//! Compiles a form: `cargo run -p xlsform --example compile -- [--kind] FILE [OUT.xml]`.
//!
//! Issues go to the error output, the XForm to the named file, or to the output.

use std::process::ExitCode;

use xlsform::{Language, Mode, compile};

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a program to run by hand")]
fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mode = if args.first().is_some_and(|first| first == "--kind") { Mode::Kind } else { Mode::Strict };
    args.retain(|arg| arg != "--kind");
    let Some(file) = args.first() else { return ExitCode::from(2) };
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(fault) => {
            eprintln!("{file}: {fault}");
            return ExitCode::from(2);
        }
    };
    let compiled = compile(&bytes, Some(file), mode);
    for issue in &compiled.issues {
        let place = [
            issue.sheet.as_deref(),
            issue.row.map(|row| row.to_string()).as_deref(),
            issue.column.as_deref(),
        ]
        .map(|part| part.unwrap_or("-").to_owned())
        .join(":");
        eprintln!("{:?} [{}] {place} {}", issue.severity, issue.code, issue.sentence(Language::English));
    }
    let Some(form) = compiled.value else { return ExitCode::FAILURE };
    let Some(out) = args.get(1) else {
        println!("{}", form.xform);
        return ExitCode::SUCCESS;
    };
    if std::fs::write(out, form.xform).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
