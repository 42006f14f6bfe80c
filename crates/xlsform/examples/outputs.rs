//! Compiles every case of the shared suites in both modes: `cargo run -p xlsform --example outputs -- FOLDER`.
//!
//! Writes `FOLDER/MODE/SUITE--ID.xml` for what is accepted, and prints a line for each case and mode: mode, suite, id,
//! the file or `-`, the reference's own XForm or `-`, and the codes of the issues. `tools/oracles-xlsform` reads it.

#![expect(clippy::print_stdout, reason = "the list is what the program is for")]

use std::path::Path;

use xlsform::{Mode, Options, compile_with};

#[path = "../tests/conformance/folder.rs"]
#[expect(dead_code, reason = "the suites use more of it")]
mod folder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).ok_or("a folder to write to")?;
    for (name, mode) in [("strict", Mode::Strict), ("kind", Mode::Kind)] {
        let place = Path::new(&out).join(name);
        std::fs::create_dir_all(&place)?;
        for suite in ["xlsform", "xlsform-real"] {
            for case in folder::cases(suite) {
                let options = Options { file_name: case.file_name(), root: case.form_name.as_deref(), mode };
                let compiled = compile_with(&case.bytes(), &options);
                let file = place.join(format!("{suite}--{}.xml", case.id));
                let written = compiled.value.map(|form| std::fs::write(&file, form.xform)).transpose()?;
                let written = written.map_or("-".to_owned(), |()| file.display().to_string());
                let reference = case.folder.join("forms").join(format!("{}.xml", case.id));
                let reference =
                    if case.outcome == "xform" { reference.display().to_string() } else { "-".to_owned() };
                let mut codes: Vec<&str> = compiled.issues.iter().map(|issue| issue.code).collect();
                codes.dedup();
                println!("{name}\t{suite}\t{}\t{written}\t{reference}\t{}", case.id, codes.join(","));
            }
        }
    }
    Ok(())
}
