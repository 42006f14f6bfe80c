//! What readers see: published guides, and experiences at the level that their authors allow. Nothing here is meant for
//! the study team, and nothing here reads more than a page may show.

mod attribution;
mod experience;
mod guide;
mod print;

pub(crate) use attribution::{Shared, read_teller};
pub use experience::{GuideLink, PublicExperience, PublicTool};
pub use guide::{GuideCard, PrintFacts, PublicGuide, Shelf};
pub(crate) use print::forget_prints;
pub use print::{NewPrint, Print, ToPrint};

/// What stands at a short address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
    /// A page.
    Here(T),
    /// What was there was withdrawn: 410.
    Withdrawn,
    /// Nothing that the public may see, and nothing that ever was.
    Nothing,
}
