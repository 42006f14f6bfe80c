//! Guides (fiches pratiques): as pages and as sheets of paper.

pub(crate) mod article;
pub(crate) mod feed;
pub(crate) mod list;
pub(crate) mod paper;
pub(crate) mod public;
pub(crate) mod sheets;
