//! What changed between two texts, as one text: what went is struck, what came is underlined. A word says it too.

use askama::Template;

use super::Sample;
use crate::html::html_safe;
use crate::{Direction, Language};

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It stayed.
    Kept(String),
    /// It went.
    Removed(String),
    /// It came.
    Added(String),
}

/// Two texts as one.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/changes/template.html")]
pub struct Changes {
    /// The language of the words « retiré » and « ajouté ».
    pub lang: Language,
    /// The BCP 47 code of the text's language.
    pub language: String,
    /// The stretches, in order.
    pub changes: Vec<Change>,
}

html_safe!(Changes);

impl Changes {
    fn direction(&self) -> &'static str {
        Direction::of(&self.language).code()
    }

    fn word(&self, key: &str) -> String {
        self.lang.texts().get(key)
    }
}

/// The states of this component.
pub(super) fn samples(lang: Language) -> Vec<Sample> {
    let kept = |text: &str| Change::Kept(text.to_owned());
    let [before, old, new, after] = lang.pick(
        ["Le réseau ne passe que le ", "dimanche", "lundi", ".\n\nNous avons gardé le cahier."],
        ["The network only works on ", "Sundays", "Mondays", ".\n\nWe kept the notebook."],
    );
    let one = [kept(before), Change::Removed(old.to_owned()), Change::Added(new.to_owned()), kept(after)];
    let changes = |changes: Vec<Change>| Changes { lang, language: lang.code().to_owned(), changes };
    let arabic = vec![kept("الشبكة تعمل يوم "), Change::Added("الأحد".to_owned())];
    vec![
        Sample::new("ordinary", &changes(one.to_vec())),
        Sample::new("empty", &changes(Vec::new())),
        Sample::new("long", &changes(std::iter::repeat_n(one, 40).flatten().collect())),
        Sample::rtl("rtl", &Changes { lang, language: "ar".to_owned(), changes: arabic }),
    ]
}
