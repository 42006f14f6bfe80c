//! Where the suites of the engine are.

use std::path::{Path, PathBuf};

/// The folders of a suite: in those named by `XLSFORM_CONFORMANCE`, or beside the repository. Says aloud when there are
/// none.
pub(crate) fn folders(suite: &str) -> Vec<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance");
    let roots: Vec<PathBuf> = match std::env::var_os("XLSFORM_CONFORMANCE") {
        Some(named) => std::env::split_paths(&named).collect(),
        None => vec![shared],
    };
    // A folder may hold the suites, or be one of them.
    let places = roots.into_iter().flat_map(|root| [root.join(suite), root]);
    let found: Vec<PathBuf> = places.filter(|place| place.ends_with(suite) && place.is_dir()).collect();
    if found.is_empty() {
        println!("conformance {suite}: no shared cases here; the crate's own cases run with `--test it`");
    }
    found
}
