//! Lists what is wrong with submissions: `cargo run --example check -- FORM.xml SUBMISSION.xml …`.
//!
//! One finding a line: file, code, path. Ends with code 1 when there is one.

use std::process::ExitCode;
use std::sync::Arc;

use xlsform::{Environment, Form, check};

#[expect(clippy::print_stdout, reason = "the findings are what the program is for")]
fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let form = Form::parse(&std::fs::read_to_string(arguments.next().ok_or("a form")?)?)?;
    let form = Arc::new(form);
    // A submission is judged by its own content: no rule here needs the present time to be exact.
    let environment = Environment::at("2026-11-23T09:00:00Z".parse()?);
    let mut count = 0;
    for file in arguments {
        for finding in check(&form, &environment, &std::fs::read_to_string(&file)?) {
            count += 1;
            println!("{file} {} {}", finding.code.as_str(), finding.path);
        }
    }
    Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
