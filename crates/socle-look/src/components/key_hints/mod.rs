//! The keys that do something here, for those who like them.

use askama::Template;

use super::Sample;
use crate::Language;
use crate::html::html_safe;

/// A line of keys and what they do.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/key_hints/template.html")]
pub struct KeyHints {
    /// The language of its name.
    pub lang: Language,
    /// Keys, such as `["j", "k"]`, and what they do.
    pub hints: Vec<(Vec<String>, String)>,
}

html_safe!(KeyHints);

impl KeyHints {
    /// A line of keys.
    pub fn new(lang: Language, hints: &[(&[&str], &str)]) -> Self {
        let owned = |keys: &[&str]| keys.iter().map(|&key| key.to_owned()).collect();
        let hints = hints.iter().map(|(keys, act)| (owned(keys), (*act).to_owned())).collect();
        Self { lang, hints }
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let hints: [(&[&str], &str); 5] = [
        (&["j", "k"], lang.pick("bouger", "move")),
        (&["x"], lang.pick("choisir", "choose")),
        (&[lang.pick("Entrée", "Enter")], lang.pick("ouvrir", "open")),
        (&["a"], lang.pick("accepter", "accept")),
        (&["?"], lang.pick("touches", "keys")),
    ];
    let many: Vec<_> = std::iter::repeat_n(hints, 4).flatten().collect();
    vec![
        Sample::new("ordinary", &KeyHints::new(lang, &hints)),
        Sample::new("long", &KeyHints::new(lang, &many)),
    ]
}
