//! The words that thousands of rows repeat, put into the language once.

use crate::words;
use socle_domain::{
    consent::Publication,
    country,
    submission::{Channel, ReviewStatus},
    taxonomy::THEMES,
};
use socle_look::Texts;
use std::collections::HashMap;

/// What people read for each word that the database keeps.
type List = HashMap<&'static str, String>;

/// The lists.
pub(super) struct Said {
    pub(super) channels: List,
    pub(super) statuses: List,
    pub(super) kinds: List,
    pub(super) publications: List,
    pub(super) themes: List,
    pub(super) countries: List,
    yes_no: [String; 2],
}

impl Said {
    pub(super) fn new(t: &Texts) -> Self {
        let list = |prefix: &str, all: &mut dyn Iterator<Item = &'static str>| -> List {
            all.map(|word| (word, t.get(&format!("{prefix}{word}")))).collect()
        };
        let language = t.language();
        Self {
            channels: list("export-channel-", &mut Channel::ALL.into_iter().map(Channel::word)),
            statuses: list("export-status-", &mut ReviewStatus::ALL.into_iter().map(ReviewStatus::word)),
            kinds: list("export-kind-", &mut ["use", "initiative"].into_iter()),
            publications: list(
                "export-publication-",
                &mut Publication::ALL.into_iter().map(Publication::word),
            ),
            themes: THEMES.iter().map(|theme| (theme.code, words::theme(language, theme.code))).collect(),
            countries: country::all()
                .iter()
                .map(|one| (one.code, words::country(language, one.code)))
                .collect(),
            yes_no: [t.get("export-no"), t.get("export-yes")],
        }
    }

    /// What people read for a word; one that the list lacks is shown as it is.
    pub(super) fn of<'a>(list: &'a List, word: &'a str) -> &'a str {
        list.get(word).map_or(word, String::as_str)
    }

    pub(super) fn yes_no(&self, is_so: bool) -> &str {
        &self.yes_no[usize::from(is_so)]
    }
}
