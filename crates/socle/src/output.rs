//! What a command says to the person who typed it.

use std::io::Write as _;

/// Prints a line. Whoever reads may have stopped reading (`socle user list | head -1`); that is no failure.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _reader_has_gone = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Prints a line on the error stream: worth knowing, and no part of what was asked for.
pub(crate) fn remark(line: &str) {
    let _reader_has_gone = writeln!(std::io::stderr().lock(), "{line}");
}

/// Says what went wrong, with its causes, on the error stream.
pub(crate) fn complain(error: &anyhow::Error) {
    let _reader_has_gone = writeln!(std::io::stderr().lock(), "socle: {error:#}");
}
