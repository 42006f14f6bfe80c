//! How long a form takes to compile: `cargo run --release -p xlsform --example time -- FILE [TIMES]`.
//!
//! Prints the shortest and the median time in milliseconds, from the bytes and from the sheets already read.

use std::time::Instant;

use xlsform::workbook::{Scope, Workbook};
use xlsform::{Mode, Options, compile, compile_workbook};

#[expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a stopwatch reads the clock and prints")]
fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(file), times) = (args.next(), args.next()) else { return };
    let times: usize = times.and_then(|times| times.parse().ok()).unwrap_or(20);
    let bytes = std::fs::read(&file).unwrap_or_default();
    let workbook = Workbook::read(&bytes, Some(&file), Scope::Form).unwrap_or_default();
    let options = Options { file_name: Some(&file), root: None, mode: Mode::Strict };
    let measure = |work: &dyn Fn() -> usize| {
        let mut spent: Vec<f64> = (0..times)
            .map(|_| {
                let start = Instant::now();
                let size = work();
                let elapsed = start.elapsed().as_secs_f64() * 1000.0;
                if size == 0 { f64::NAN } else { elapsed }
            })
            .collect();
        spent.sort_by(f64::total_cmp);
        (spent[0], spent[times / 2])
    };
    let from_bytes =
        measure(&|| compile(&bytes, Some(&file), Mode::Strict).value.map_or(0, |form| form.xform.len()));
    let from_sheets =
        measure(&|| compile_workbook(&workbook, &options).value.map_or(0, |form| form.xform.len()));
    println!("{file}: from bytes min {:.3} median {:.3} ms", from_bytes.0, from_bytes.1);
    println!("{file}: from sheets min {:.3} median {:.3} ms", from_sheets.0, from_sheets.1);
}
