//! The course of stones a page rests on: one block per return, solid when verified, outlined when declared, dashed
//! when its evidence is thin. Drawn as shapes, because browsers do not print backgrounds.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Language, Value};

/// Blocks drawn before « + 38 » takes over.
const MOST: u32 = 12;
/// Width of a block and of a block with the gap after it, in px.
const BLOCK: u32 = 18;
const STRIDE: u32 = 22;

/// The returns a page rests on.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/assise/template.html")]
pub struct Assise {
    /// The language of its words.
    pub lang: Language,
    /// Returns the team verified.
    pub verified: u32,
    /// Returns as declared by their authors.
    pub declared: u32,
    /// Returns with thin evidence.
    pub thin: u32,
    /// Where the returns themselves are listed.
    pub href: Option<String>,
    /// Blocks alone, for a table cell; the words are then spoken, not shown.
    pub is_compact: bool,
}

html_safe!(Assise);

struct Block {
    x: u32,
    class: &'static str,
}

impl Assise {
    /// The course of these returns.
    pub fn new(lang: Language, verified: u32, declared: u32, thin: u32) -> Self {
        Self { lang, verified, declared, thin, ..Self::default() }
    }

    /// Leads to the returns themselves.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Shows blocks alone.
    #[must_use]
    pub fn compact(mut self) -> Self {
        self.is_compact = true;
        self
    }

    fn total(&self) -> u32 {
        self.verified + self.declared + self.thin
    }

    fn drawn(&self) -> u32 {
        self.total().min(MOST)
    }

    fn more(&self) -> Option<u32> {
        Some(self.total() - self.drawn()).filter(|more| *more > 0)
    }

    fn width(&self) -> u32 {
        (self.drawn() * STRIDE).saturating_sub(STRIDE - BLOCK)
    }

    fn blocks(&self) -> Vec<Block> {
        let class = |index| match index {
            _ if index < self.verified => "",
            _ if index < self.verified + self.declared => "declared",
            _ => "thin",
        };
        // A stroke is drawn half outside its shape: outlined blocks start one px in.
        (0..self.drawn()).map(|index| Block { x: index * STRIDE, class: class(index) }).collect()
    }

    /// « Repose sur 10 retours : 7 vérifiés, 3 déclarés ».
    pub fn words(&self) -> String {
        let texts = self.lang.texts();
        let count = |key: &str, n: u32| texts.with(key, &[("n", Value::from(n))]);
        if self.total() == 0 {
            return texts.get("assise-none");
        }
        if self.total() == self.verified {
            return count("assise-all-verified", self.verified);
        }
        let kinds = [
            ("assise-verified", self.verified),
            ("assise-declared", self.declared),
            ("assise-thin", self.thin),
        ];
        let parts: Vec<_> = kinds.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| count(key, n)).collect();
        let total = count("assise-total", self.total());
        texts
            .with("assise-detail", &[("total", Value::from(total)), ("parts", Value::from(parts.join(", ")))])
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    vec![
        Sample::new("ordinary", &Assise::new(lang, 7, 3, 0).href("#returns")),
        Sample::new("verified", &Assise::new(lang, 5, 0, 0)),
        Sample::new("thin", &Assise::new(lang, 0, 1, 2)),
        Sample::new("empty", &Assise::new(lang, 0, 0, 0)),
        Sample::new("long", &Assise::new(lang, 9, 30, 11)),
        Sample::new("compact", &Assise::new(lang, 3, 2, 1).compact()),
        Sample::rtl("rtl", &Assise::new(lang, 2, 1, 0)),
    ]
}
