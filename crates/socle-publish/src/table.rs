//! What a cell of a table holds, whichever file it goes into.

use socle_domain::time::Timestamp;
use std::borrow::Cow;

/// A cell. Its words are borrowed where they stand already: a table has a million of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words; never a formula, whatever they begin with.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(i64),
    /// A moment, in universal time.
    Moment(Timestamp),
}

impl<'a> Cell<'a> {
    /// Words; an empty text is an empty cell.
    pub fn text(words: impl Into<Cow<'a, str>>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }
}
