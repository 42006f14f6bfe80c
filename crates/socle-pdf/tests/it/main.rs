//! What comes out on paper, read back with poppler's tools as a reader, a screen reader or an archive would.

mod errors;
mod guide;
mod paper_form;
mod pdf;
mod same_bytes;
mod text;
mod tools;
