//! What a cell of a table holds, whichever file it goes into.

use socle_domain::time::Timestamp;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words; never a formula, whatever they begin with.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A moment, in universal time.
    Moment(Timestamp),
}

impl Cell {
    /// Words; an empty text is an empty cell.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }
}
