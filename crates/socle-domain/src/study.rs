//! A study: the whole commissioned piece of work, and what it says of itself to the people it asks.

use crate::{
    text::{self, InvalidText},
    time::Zone,
};

/// Whom a study calls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Associations, foundations and faith groups, here and there.
    Associations,
    /// Start-ups.
    Startups,
    /// Universities and research institutes.
    Universities,
    /// Companies.
    Companies,
}

impl Audience {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Associations, Self::Startups, Self::Universities, Self::Companies];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Associations => "associations",
            Self::Startups => "startups",
            Self::Universities => "universities",
            Self::Companies => "companies",
        }
    }

    /// Reads the word of an audience.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.word() == word)
    }

    /// The types of structure that belong to it: choices of the question `s0_type`.
    pub fn structures(self) -> &'static [&'static str] {
        match self {
            Self::Associations => &["asi", "osc", "fond", "conf"],
            Self::Startups => &["start"],
            Self::Universities => &["univ"],
            Self::Companies => &["entr"],
        }
    }
}

/// Every type of structure that a respondent may answer for, in the order of the default questionnaire.
pub const STRUCTURES: [&str; 10] =
    ["asi", "osc", "fond", "conf", "start", "entr", "univ", "coll", "res", "perso"];

/// The languages in which a study may speak.
pub const LANGUAGES: [&str; 2] = ["fr", "en"];

/// Something a study says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Why it is made.
    Purpose,
    /// What it is about.
    Scope,
    /// What it leaves out.
    OutOfScope,
    /// Who commissioned it.
    Sponsor,
    /// Who answers for the personal data.
    Controller,
    /// Who reads the returns.
    Readers,
    /// Whom to write to.
    Contact,
}

impl Part {
    /// All of them, in the order they are read.
    pub const ALL: [Self; 7] = [
        Self::Purpose,
        Self::Scope,
        Self::OutOfScope,
        Self::Sponsor,
        Self::Controller,
        Self::Readers,
        Self::Contact,
    ];

    /// The word that forms and the journal use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Scope => "scope",
            Self::OutOfScope => "out_of_scope",
            Self::Sponsor => "sponsor",
            Self::Controller => "controller",
            Self::Readers => "readers",
            Self::Contact => "contact",
        }
    }

    /// The most characters it takes.
    pub fn most(self) -> usize {
        match self {
            Self::Purpose | Self::Scope => 600,
            Self::OutOfScope | Self::Readers => 300,
            Self::Sponsor | Self::Controller | Self::Contact => 200,
        }
    }

    /// Reads what was typed. A study that leaves a part unsaid cannot be consented to, so none may be empty.
    pub fn parse(self, typed: &str) -> Result<String, InvalidText> {
        if self.is_long() { text::paragraphs(typed, self.most()) } else { text::line(typed, self.most()) }
    }

    /// Whether it may take several lines.
    pub fn is_long(self) -> bool {
        self.most() > 200
    }
}

/// All that a study says of itself, in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words([String; Part::ALL.len()]);

impl Words {
    /// What it says about one part.
    pub fn get(&self, part: Part) -> &str {
        &self.0[part as usize]
    }

    /// Says it.
    pub fn set(&mut self, part: Part, said: String) {
        self.0[part as usize] = said;
    }
}

/// A month, as a study promises to appear in it: a day would be a promise that nobody keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// Reads `2018-03`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let is_plain = |part: &str, digits| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        if !is_plain(year, 4) || !is_plain(month, 2) {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        (year >= 1900 && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        self.month
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The months that returns may be kept after a survey closes.
pub const RETENTION: std::ops::RangeInclusive<i64> = 1..=120;

/// The yearly resources, in euros, under which an association counts as small: the two thresholds in use.
pub const SMALL_UNDER: [i64; 2] = [130_000, 250_000];

/// A study, as its coordinator describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// Its name.
    pub title: String,
    /// What it says of itself, by language; one language at least.
    pub words: Vec<(String, Words)>,
    /// How many months returns are kept after a survey closes.
    pub retention_months: i64,
    /// When it appears, once that is known: respondents are told.
    pub appears: Option<Month>,
    /// The resources under which an association counts as small.
    pub small_under: i64,
    /// Whom it calls on.
    pub audiences: Vec<Audience>,
    /// The zone it lives in.
    pub zone: Zone,
}

impl Description {
    /// What it says in a language, or in the first one it speaks, with the language it is said in.
    pub fn words_in(&self, language: &str) -> Option<(&str, &Words)> {
        let spoken = self.words.iter().find(|(one, _)| one == language).or(self.words.first());
        spoken.map(|(language, words)| (language.as_str(), words))
    }

    /// The words of all fields in which it differs from what it was, as the journal names them: `title`, `purpose.fr`.
    pub fn changes_since(&self, before: &Self) -> Vec<String> {
        let plain = [
            ("title", self.title != before.title),
            ("retention", self.retention_months != before.retention_months),
            ("appears", self.appears != before.appears),
            ("small_under", self.small_under != before.small_under),
            ("audiences", self.audiences != before.audiences),
            ("zone", self.zone != before.zone),
        ];
        let mut changed: Vec<String> =
            plain.into_iter().filter(|(_, differs)| *differs).map(|(word, _)| word.to_owned()).collect();
        for language in LANGUAGES {
            let (now, then) = (self.exactly_in(language), before.exactly_in(language));
            if now.is_some() != then.is_some() {
                changed.push(format!("language.{language}"));
            } else if let (Some(now), Some(then)) = (now, then) {
                let differs = |part: &Part| now.get(*part) != then.get(*part);
                changed.extend(
                    Part::ALL.into_iter().filter(differs).map(|part| format!("{}.{language}", part.word())),
                );
            }
        }
        changed
    }

    /// What it says in this language and no other.
    pub fn exactly_in(&self, language: &str) -> Option<&Words> {
        self.words.iter().find(|(one, _)| one == language).map(|(_, words)| words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn description() -> Description {
        let mut words = Words::default();
        for part in Part::ALL {
            words.set(part, part.word().to_owned());
        }
        Description {
            title: "TIC 2017".to_owned(),
            words: vec![("fr".to_owned(), words)],
            retention_months: 24,
            appears: None,
            small_under: 130_000,
            audiences: vec![Audience::Associations],
            zone: Zone::utc(),
        }
    }

    #[test]
    fn every_audience_is_read_by_its_word_and_calls_on_structures_that_exist() {
        for audience in Audience::ALL {
            assert_eq!(Audience::parse(audience.word()), Some(audience));
            assert!(audience.structures().iter().all(|one| STRUCTURES.contains(one)), "{audience:?}");
        }
        assert_eq!(Audience::parse("everyone"), None);
    }

    #[test]
    fn nothing_may_be_left_unsaid() {
        for part in Part::ALL {
            assert_eq!(part.parse(" \n"), Err(InvalidText::Empty), "{part:?}");
            assert!(part.parse(&"é".repeat(part.most())).is_ok());
            assert!(part.parse(&"é".repeat(part.most() + 1)).is_err());
        }
        assert_eq!(Part::Purpose.parse("un\r\ndeux"), Ok("un\ndeux".to_owned()));
        assert_eq!(Part::Contact.parse("un\r\ndeux"), Ok("un deux".to_owned()));
    }

    #[test]
    fn a_study_speaks_the_language_asked_for_or_its_first() {
        let mut study = description();
        assert_eq!(study.words_in("en").map(|(language, _)| language), Some("fr"));
        study.words.push(("en".to_owned(), Words::default()));
        assert_eq!(study.words_in("en").map(|(language, _)| language), Some("en"));
        study.words.clear();
        assert_eq!(study.words_in("en"), None);
    }

    #[test]
    fn a_month_is_read_as_it_is_written() {
        let month = Month::parse("2018-03").unwrap();
        assert_eq!((month.year(), month.month(), month.to_string().as_str()), (2018, 3, "2018-03"));
        for text in
            ["", "2018", "2018-3", "2018-13", "2018-00", "1899-12", "mars 2018", "+018-03", "2018-03-01"]
        {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn changes_are_named_and_not_repeated() {
        let before = description();
        let mut after = before.clone();
        assert!(after.changes_since(&before).is_empty());
        after.title = "TIC 2018".to_owned();
        after.words[0].1.set(Part::Contact, "etude@example.org".to_owned());
        after.words.push(("en".to_owned(), Words::default()));
        assert_eq!(after.changes_since(&before), ["title", "contact.fr", "language.en"]);
    }
}
