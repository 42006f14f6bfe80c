//! Log lines: on the error stream, one per event, readable alone. They hold ids of requests and patterns of addresses,
//! never what a person typed, an address with an id in it, or where someone connects from.

use std::str::FromStr as _;
use tracing_subscriber::{EnvFilter, Layer as _, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// How a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

impl Format {
    /// Reads `text` or `json`.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        match word {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// Our crates, which speak at the chosen level. The others only speak of trouble: at finer levels the HTTP and
/// database libraries would write headers and statements.
const OURS: [&str; 3] = ["socle", "socle_web", "socle_store"];

/// The directives that a level, or a filter of `tracing-subscriber`, stands for; `None` when it is neither.
pub(crate) fn directives(log: &str) -> Option<String> {
    let word = log.trim().to_ascii_lowercase();
    if matches!(word.as_str(), "error" | "warn" | "info" | "debug") {
        let others = if word == "error" { "error" } else { "warn" };
        return Some(OURS.iter().fold(others.to_owned(), |all, ours| format!("{all},{ours}={word}")));
    }
    // A lone word would be read as the name of a crate, and a misspelt level would silence everything.
    (log.contains('=') && EnvFilter::from_str(log).is_ok()).then(|| log.to_owned())
}

/// The error stream, without the lock that would make the threads wait for each other: each line is written whole.
struct ErrorStream;

impl std::io::Write for ErrorStream {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        Ok(rustix::io::write(rustix::stdio::stderr(), line)?)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Sends log lines to the error stream from now on.
pub(crate) fn start(directives: &str, format: Format) {
    let filter = EnvFilter::new(directives);
    let lines =
        tracing_subscriber::fmt::layer().with_writer(|| ErrorStream).with_target(false).with_ansi(false);
    let layer = match format {
        Format::Text => lines.boxed(),
        Format::Json => {
            lines.json().flatten_event(true).with_current_span(false).with_span_list(false).boxed()
        }
    };
    tracing_subscriber::registry().with(layer.with_filter(filter)).init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_for_our_crates_and_trouble_is_for_all() {
        assert_eq!(directives("Info").unwrap(), "warn,socle=info,socle_web=info,socle_store=info");
        assert_eq!(directives("error").unwrap(), "error,socle=error,socle_web=error,socle_store=error");
    }

    #[test]
    fn a_filter_is_taken_as_it_is_and_a_misspelt_level_is_not() {
        assert_eq!(directives("warn,hyper=debug").unwrap(), "warn,hyper=debug");
        assert_eq!(directives("inof"), None);
        assert_eq!(directives("socle=loud"), None);
    }
}
