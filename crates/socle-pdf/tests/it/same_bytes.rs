//! The same document gives the same bytes, whatever the process, the folder, the time zone and the locale.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::printed;

/// Examples are built with the tests, beside them.
fn example() -> PathBuf {
    let mut folder = std::env::current_exe().expect("a test runs from a file");
    folder.pop();
    folder.pop();
    folder.join("examples").join("sheet")
}

fn print_elsewhere(folder: &Path, zone: &str, locale: &str) -> Vec<Vec<u8>> {
    let status = Command::new(example())
        .arg("out")
        .current_dir(folder)
        .env_clear()
        .env("TZ", zone)
        .env("LANG", locale)
        .env("LC_ALL", locale)
        .status()
        .expect("the example is built with the tests");
    assert!(status.success());
    ["tool", "method", "experience", "form"]
        .map(|name| fs::read(folder.join("out").join(name).with_extension("pdf")).expect("printed"))
        .into()
}

#[test]
fn whatever_the_process() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = print_elsewhere(here.path(), "Pacific/Kiritimati", "fr_FR.UTF-8");
    let second = print_elsewhere(there.path(), "America/Anchorage", "C");
    assert_eq!(first, second);
    assert_eq!(first[0], printed("tool").pdf);
    assert_eq!(first[3], printed("form").pdf);
}
