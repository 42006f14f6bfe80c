//! The returns and guides that readers find.

#[path = "../../../../socle-store/examples/shelf/rows.rs"]
mod rows;

pub(crate) use rows::{Place, RETURNS, Shelf, fill, words::SECRET_NAME};

/// The passage of a return, as pages set it.
pub(crate) fn set(index: usize) -> String {
    RETURNS[index].passage.replace('\'', "’")
}
