//! A block of a guide: a heading and what it holds. The block to read first stands on raised ground; what goes wrong
//! runs along a band. Both keep their mark on paper, where grounds are not printed.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Html, Language};

/// How a block is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// As the rest.
    #[default]
    Plain,
    /// What to read when one reads nothing else.
    Brief,
    /// What goes wrong.
    Caution,
}

/// A block.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/guide_block/template.html")]
pub struct GuideBlock {
    /// What its address ends in: `#setup`.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// How it is set.
    pub ground: Ground,
    /// What it holds.
    pub body: Html,
}

html_safe!(GuideBlock);

impl GuideBlock {
    fn class(&self) -> &'static str {
        match self.ground {
            Ground::Plain => "",
            Ground::Brief => " brief",
            Ground::Caution => " caution",
        }
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let words = lang.pick(
        "Les photos bloquent l’envoi : réglez leur taille avant de partir.",
        "Photos block sending: set their size before you leave.",
    );
    let block = |id: &str, heading: &str, ground, text: &str| GuideBlock {
        id: format!("sample-{id}"),
        heading: heading.to_owned(),
        ground,
        body: Html::paragraphs(text),
    };
    let (brief, caution) = lang.pick(("En bref", "Ce qui coince"), ("In brief", "What gets stuck"));
    vec![
        Sample::new(
            "plain",
            &block("plain", lang.pick("Mise en place", "Setting it up"), Ground::Plain, words),
        ),
        Sample::new("brief", &block("brief", brief, Ground::Brief, words)),
        Sample::new("caution", &block("caution", caution, Ground::Caution, words)),
        Sample::new("long", &block("long", caution, Ground::Caution, &[words; 12].join("\n\n"))),
        Sample::rtl("rtl", &block("rtl", "ما يتعثر", Ground::Caution, "الصور تعطّل الإرسال.")),
    ]
}
