//! Who is said to tell an experience, at the level that its author allows.
//!
//! A name is shown to those who gave it for that. Without it, country, kind of organization and theme together still
//! name an association in a pool of a hundred: what is shown of them together must be shared by enough organizations.

use crate::{consent::Publication, country, taxonomy};

/// The fewest organizations that may share what is shown of a nameless one.
pub const SMALLEST_CELL: i64 = 5;

/// What is known of who tells an experience, whatever may be shown of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Teller {
    /// The organization's name.
    pub name: Option<String>,
    /// A word of the list of organizations.
    pub kind: Option<String>,
    /// A code of the list of countries: where the project is.
    pub country: Option<String>,
    /// A word of the list of themes.
    pub theme: Option<String>,
}

/// How many organizations of the study share what would be shown together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cells {
    /// Kind, country and theme.
    pub all: i64,
    /// Kind and country.
    pub kind_country: i64,
    /// Kind and theme.
    pub kind_theme: i64,
    /// Kind alone.
    pub kind: i64,
    /// Theme alone.
    pub theme: i64,
}

/// What a public page may say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The organization's name, where it was given to be shown.
    pub name: Option<String>,
    /// A word of the list of organizations.
    pub kind: Option<String>,
    /// A code of the list of countries.
    pub country: Option<String>,
    /// A word of the list of themes.
    pub theme: Option<String>,
}

impl Attribution {
    /// What may be said of `teller` at this level; nothing at all of one who agreed to figures only.
    ///
    /// The same words are said on every page: pages that said different halves would together say the whole.
    pub fn new(teller: Teller, level: Publication, cells: Cells) -> Option<Self> {
        let Teller { name, kind, country, theme } = teller;
        match level {
            Publication::Figures => None,
            Publication::Named if name.is_some() => Some(Self { name, kind, country, theme }),
            // Who agreed to be named and gave no name is as nameless as the others.
            Publication::Named | Publication::Anonymous => {
                let (shows_kind, shows_country, shows_theme) = shared(cells);
                Some(Self {
                    name: None,
                    kind: kind.filter(|_| shows_kind),
                    country: country.filter(|_| shows_country),
                    theme: theme.filter(|_| shows_theme),
                })
            }
        }
    }
}

impl Attribution {
    /// In words, in English for `en` and in French otherwise: « Association ou partenaire local, Togo ».
    pub fn words(&self, language: &str) -> String {
        let pick =
            |french: &'static str, english: &'static str| if language == "en" { english } else { french };
        let kind = self.kind.as_deref().filter(|kind| *kind != "perso");
        let kind = kind.and_then(|kind| taxonomy::find(&taxonomy::ORGANIZATIONS, kind));
        let who = match (&self.name, kind) {
            (Some(name), _) => name.as_str(),
            (None, Some(kind)) => kind.label(language),
            (None, None) => pick("Un contributeur", "A contributor"),
        };
        let code = self.country.as_deref();
        let country = country::all().iter().find(|country| Some(country.code) == code);
        country.map_or_else(
            || who.to_owned(),
            |country| format!("{who}, {}", pick(country.french, country.english)),
        )
    }
}

/// The richest of the combinations that enough organizations share, as (kind, country, theme).
fn shared(cells: Cells) -> (bool, bool, bool) {
    let tried = [
        (cells.all, (true, true, true)),
        (cells.kind_country, (true, true, false)),
        (cells.kind_theme, (true, false, true)),
        (cells.kind, (true, false, false)),
        (cells.theme, (false, false, true)),
    ];
    let found = tried.into_iter().find(|(count, _)| *count >= SMALLEST_CELL);
    found.map_or((false, false, false), |(_, shown)| shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn teller() -> Teller {
        let word = |word: &str| Some(word.to_owned());
        Teller { name: word("Puits du Mono"), kind: word("osc"), country: word("tg"), theme: word("eah") }
    }

    #[test]
    fn a_name_is_shown_to_those_who_gave_it_for_that_alone() {
        let named = Attribution::new(teller(), Publication::Named, Cells::default()).unwrap();
        assert_eq!((named.name.as_deref(), named.country.as_deref()), (Some("Puits du Mono"), Some("tg")));
        let many = Cells { all: 90, kind_country: 90, kind_theme: 90, kind: 90, theme: 90 };
        assert_eq!(Attribution::new(teller(), Publication::Anonymous, many).unwrap().name, None);
        assert_eq!(Attribution::new(teller(), Publication::Figures, many), None);
    }

    #[test]
    fn what_fewer_than_five_share_is_not_shown() {
        let shown = |cells| {
            let Attribution { kind, country, theme, .. } =
                Attribution::new(teller(), Publication::Anonymous, cells).unwrap();
            (kind.is_some(), country.is_some(), theme.is_some())
        };
        let wide = Cells { all: 4, kind_country: 5, kind_theme: 9, kind: 20, theme: 30 };
        assert_eq!(shown(Cells { all: 5, ..wide }), (true, true, true));
        assert_eq!(shown(wide), (true, true, false));
        assert_eq!(shown(Cells { kind_country: 4, ..wide }), (true, false, true));
        assert_eq!(shown(Cells { kind_country: 4, kind_theme: 4, ..wide }), (true, false, false));
        assert_eq!(shown(Cells { theme: 5, ..Cells::default() }), (false, false, true));
        assert_eq!(shown(Cells { theme: 4, ..Cells::default() }), (false, false, false));
    }

    #[test]
    fn words_follow_what_may_be_said() {
        let named = Attribution::new(teller(), Publication::Named, Cells::default()).unwrap();
        assert_eq!(named.words("fr"), "Puits du Mono, Togo");
        let many = Cells { all: 5, ..Cells::default() };
        let nameless = Attribution::new(teller(), Publication::Anonymous, many).unwrap();
        assert_eq!(nameless.words("en"), "Local association or partner, Togo");
        let alone = Attribution::new(teller(), Publication::Anonymous, Cells::default()).unwrap();
        assert_eq!(alone.words("fr"), "Un contributeur");
    }
}
