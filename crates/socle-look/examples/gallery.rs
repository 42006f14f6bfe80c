//! Writes the gallery as files, to look at: `cargo run -p socle-look --example gallery -- folder`.
//!
//! A slug followed by `.dark`, `.light` or `.rtl` shows the same page in that mode.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "gallery".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for page in socle_look::gallery::pages() {
        let dark = page.html.replacen("<html ", "<html data-theme=\"dark\" ", 1);
        let mirrored = page.html.replacen("dir=\"ltr\"", "dir=\"rtl\"", 1);
        for (mode, html) in [("light", &page.html), ("dark", &dark), ("rtl", &mirrored)] {
            std::fs::write(folder.join(format!("{}.{mode}.html", page.slug)), html)?;
        }
    }
    Ok(())
}
