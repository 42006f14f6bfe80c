//! Passages of stories, and the codes that people put on them.

mod anchor;

pub use anchor::{Reanchored, reanchor};
