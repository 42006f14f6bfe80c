//! The criteria applied to a list, each removable.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::layouts::Link;
use crate::{Icon, Language};

/// Criteria applied; each link leads to the same list without it.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/chips/template.html")]
pub struct Chips {
    /// The language of « Retirer ce critère ».
    pub lang: Language,
    /// The criteria.
    pub chips: Vec<Link>,
}

html_safe!(Chips);

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let names = lang.pick(
        ["Sans réseau", "Moins de 100\u{a0}€ par an", "En français"],
        ["Without network", "Under €100 a year", "In French"],
    );
    let chips: Vec<_> = names.into_iter().map(|name| Link::new(name, "#")).collect();
    let many = std::iter::repeat_n(chips.clone(), 4).flatten().collect();
    vec![
        Sample::new("ordinary", &Chips { lang, chips }),
        Sample::new("empty", &Chips { lang, chips: Vec::new() }),
        Sample::new("long", &Chips { lang, chips: many }),
        Sample::rtl("rtl", &Chips { lang, chips: vec![Link::new("بدون شبكة", "#")] }),
    ]
}
