//! How soon the program answers, and what it weighs when nobody asks.

use crate::{Line, line, process::pss_mebibytes, program::Place};
use std::time::{Duration, Instant};

const STARTS: usize = 11;
const REST: Duration = Duration::from_secs(5);

/// From the start of the process to the first page, and its memory at rest after a few pages.
pub(crate) fn measure(place: &Place) -> Vec<Line> {
    let mut starts: Vec<_> = (0..STARTS)
        .map(|_| {
            let start = Instant::now();
            let server = place.serve(&[]);
            assert_eq!(server.client().get("/fr/").unwrap().status, 200);
            start.elapsed()
        })
        .collect();
    starts.sort_unstable();
    let server = place.serve(&[]);
    for page in ["/fr/", "/en/", "/e/trois-questions", "/connexion"] {
        assert_eq!(server.client().get(page).unwrap().status, 200);
    }
    std::thread::sleep(REST);
    let millis = starts[STARTS / 2].as_secs_f64() * 1e3;
    vec![
        line("start to first answer, median", format!("{millis:.0} ms"), "≤ 80 ms"),
        line("memory at rest (PSS)", format!("{:.1} MiB", pss_mebibytes(server.id())), "≤ 45 MiB"),
    ]
}
