//! French typography in templates. The rules are the domain's, so that screen and paper set a text alike.

pub use socle_domain::typography::french;

/// Askama filters; bring them in with `use socle_look::typography::filters;`.
#[expect(
    missing_docs,
    clippy::inline_always,
    reason = "the attribute writes items that cannot be changed here"
)]
pub mod filters {
    use std::fmt;

    /// `{{ text|french }}`: see [`super::french`]. The text is then escaped as usual.
    #[askama::filter_fn]
    pub fn french(text: impl fmt::Display, _: &dyn askama::Values) -> askama::Result<String> {
        Ok(super::french(&text.to_string()).into_owned())
    }
}
