//! Prints the samples: `cargo run -p socle-pdf --example sheet -- OUT_DIR [FILE.json …]`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use socle_pdf::{Document, render};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let out = arguments.next().ok_or("usage: sheet OUT_DIR [FILE.json …]")?;
    let named: Vec<PathBuf> = arguments.collect();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let ours = ["tool", "method", "experience", "form"].map(|name| samples.join(name).with_extension("json"));
    fs::create_dir_all(&out)?;
    for file in if named.is_empty() { ours.to_vec() } else { named } {
        print_one(&file, &out)?;
    }
    Ok(())
}

fn print_one(file: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let document: Document = serde_json::from_slice(&fs::read(file)?)?;
    let printed = render(&document).map_err(|error| format!("{}: {error}", file.display()))?;
    let name = file.file_stem().ok_or("a file has a name")?;
    fs::write(out.join(name).with_extension("pdf"), printed.pdf)?;
    Ok(())
}
