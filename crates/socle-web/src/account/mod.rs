//! The study team's way in, and its first page.

pub(crate) mod choose;
pub(crate) mod desk;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
