//! Turns expression cases into what the browser's evaluator is tested with:
//! `cargo run --example logic_cases -- CASES.jsonl DOCS.json > cases.json`, then `node js/test/run.mjs cases.json`.

#[path = "../tests/conformance/trees.rs"]
mod trees;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let cases = std::fs::read_to_string(arguments.next().ok_or("the cases")?)?;
    let documents = std::fs::read_to_string(arguments.next().ok_or("the documents")?)?;
    #[expect(clippy::print_stdout, reason = "the cases are what the program is for")]
    {
        println!("{}", trees::cases(&cases, &documents)?);
    }
    Ok(())
}
