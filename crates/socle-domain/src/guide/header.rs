//! The header of a guide: what it is about, for whom, by whom. Stored as lines `key: value`; edited as one field per
//! line; read into a value with all that is wrong with it.

use super::{Fault, Finding, GuideKind, Place};
use crate::{
    country,
    taxonomy::{self, Term},
};
use jiff::civil::Date;

/// The licence of a guide that names none.
pub const DEFAULT_LICENCE: &str = "CC BY-SA 4.0";

/// The most characters of a field without a limit of its own.
const FIELD_MOST: usize = 600;

/// A field of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeaderField {
    /// A verb first.
    Title,
    /// What the reader gains.
    Promise,
    /// The page in a few sentences.
    Summary,
    /// Words of the list of themes.
    Themes,
    /// Words of the list of needs.
    Needs,
    /// Words of the list of families of tools.
    Families,
    /// Whom it is for.
    Who,
    /// Moments of a project.
    Phases,
    /// Codes of countries, separated by commas.
    Countries,
    /// Who wrote it, separated by semicolons.
    Authors,
    /// Who contributed, as they chose to be called, separated by semicolons.
    Contributors,
    /// The day by which it should be read over.
    NextReview,
    /// The licence.
    Licence,
    /// Whether it is a starter guide, written from public sources alone.
    Starter,
}

impl HeaderField {
    /// All fields, in the order they are edited in.
    pub const ALL: [Self; 14] = [
        Self::Title,
        Self::Promise,
        Self::Summary,
        Self::Themes,
        Self::Needs,
        Self::Families,
        Self::Who,
        Self::Phases,
        Self::Countries,
        Self::Authors,
        Self::Contributors,
        Self::NextReview,
        Self::Licence,
        Self::Starter,
    ];

    /// The word that stands for it in the stored text.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Promise => "promise",
            Self::Summary => "summary",
            Self::Themes => "themes",
            Self::Needs => "needs",
            Self::Families => "families",
            Self::Who => "who",
            Self::Phases => "phases",
            Self::Countries => "countries",
            Self::Authors => "authors",
            Self::Contributors => "contributors",
            Self::NextReview => "next_review",
            Self::Licence => "licence",
            Self::Starter => "starter",
        }
    }

    /// Reads the word of a field.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// The most characters it holds.
    pub fn most(self) -> usize {
        match self {
            Self::Title => 90,
            Self::Promise => 160,
            Self::Summary => 500,
            Self::Licence => 60,
            _ => FIELD_MOST,
        }
    }

    /// Whether a guide of this kind cannot be published without it.
    pub fn is_required(self, kind: GuideKind) -> bool {
        match self {
            Self::Title
            | Self::Promise
            | Self::Summary
            | Self::Themes
            | Self::Needs
            | Self::Who
            | Self::Authors => true,
            Self::Families => kind == GuideKind::Tool,
            Self::Phases
            | Self::Countries
            | Self::Contributors
            | Self::NextReview
            | Self::Licence
            | Self::Starter => false,
        }
    }

    /// The list whose words it holds.
    pub fn terms(self) -> Option<&'static [Term]> {
        match self {
            Self::Themes => Some(&taxonomy::THEMES),
            Self::Needs => Some(&taxonomy::NEEDS),
            Self::Families => Some(&taxonomy::FAMILIES),
            Self::Who => Some(&taxonomy::PEOPLE),
            Self::Phases => Some(&taxonomy::PHASES),
            _ => None,
        }
    }
}

/// A header as it was typed: what is wrong with it is kept too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedHeader(Vec<(HeaderField, String)>);

impl TypedHeader {
    /// Reads a stored text; lines with another key are left out.
    pub fn from_stored(text: &str) -> Self {
        let mut header = Self::default();
        for line in text.lines() {
            let read = line.split_once(':');
            if let Some((field, value)) = read.and_then(|(key, v)| Some((HeaderField::parse(key.trim())?, v)))
            {
                header.set(field, value);
            }
        }
        header
    }

    /// The text for the database.
    pub fn to_stored(&self) -> String {
        let lines = self.0.iter().map(|(field, value)| format!("{}: {value}", field.key()));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Writes a field, on one line; an empty value clears it.
    pub fn set(&mut self, field: HeaderField, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.retain(|(there, _)| *there != field);
        if !value.is_empty() {
            let at = self.0.partition_point(|(there, _)| *there < field);
            self.0.insert(at, (field, value));
        }
    }

    /// What a field holds; empty when nothing is written.
    pub fn get(&self, field: HeaderField) -> &str {
        self.0.iter().find(|(there, _)| *there == field).map_or("", |(_, value)| value)
    }

    /// The fields that hold something.
    pub fn iter(&self) -> impl Iterator<Item = (HeaderField, &str)> {
        self.0.iter().map(|(field, value)| (*field, value.as_str()))
    }
}

/// A header, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// A verb first, 90 characters at most.
    pub title: String,
    /// What the reader gains, 160 characters at most.
    pub promise: String,
    /// The page in a few sentences, 500 characters at most.
    pub summary: String,
    /// Themes.
    pub themes: Vec<&'static Term>,
    /// Needs.
    pub needs: Vec<&'static Term>,
    /// Families of tools.
    pub families: Vec<&'static Term>,
    /// Whom it is for.
    pub who: Vec<&'static Term>,
    /// Moments of a project.
    pub phases: Vec<&'static Term>,
    /// Codes of countries.
    pub countries: Vec<&'static country::Country>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who contributed, as they chose to be called.
    pub contributors: Vec<String>,
    /// The day by which it should be read over, when the header says so.
    pub next_review: Option<Date>,
    /// The licence.
    pub licence: String,
    /// Written from public sources alone, before any return.
    pub is_starter: bool,
}

impl Header {
    /// Reads what was typed: the value as far as it goes, and everything that is wrong with it, field by field.
    pub fn read(kind: GuideKind, typed: &TypedHeader) -> (Self, Vec<Finding>) {
        let mut reader = Reader { typed, findings: Vec::new() };
        for field in HeaderField::ALL {
            reader.check_length(kind, field);
        }
        let header = Self {
            title: typed.get(HeaderField::Title).to_owned(),
            promise: typed.get(HeaderField::Promise).to_owned(),
            summary: typed.get(HeaderField::Summary).to_owned(),
            themes: reader.terms(HeaderField::Themes),
            needs: reader.terms(HeaderField::Needs),
            families: reader.terms(HeaderField::Families),
            who: reader.terms(HeaderField::Who),
            phases: reader.terms(HeaderField::Phases),
            countries: reader.countries(),
            authors: reader.names(HeaderField::Authors),
            contributors: reader.names(HeaderField::Contributors),
            next_review: reader.date(),
            licence: match typed.get(HeaderField::Licence) {
                "" => DEFAULT_LICENCE.to_owned(),
                licence => licence.to_owned(),
            },
            is_starter: !typed.get(HeaderField::Starter).is_empty(),
        };
        (header, reader.findings)
    }
}

struct Reader<'t> {
    typed: &'t TypedHeader,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn fault(&mut self, field: HeaderField, fault: Fault) {
        self.findings.push(Finding { place: Place::Header(field), fault });
    }

    fn check_length(&mut self, kind: GuideKind, field: HeaderField) {
        let value = self.typed.get(field);
        if value.is_empty() && field.is_required(kind) {
            self.fault(field, Fault::MissingField);
        } else if value.chars().count() > field.most() {
            self.fault(field, Fault::TooLong { most: field.most() });
        }
    }

    fn terms(&mut self, field: HeaderField) -> Vec<&'static Term> {
        let list = field.terms().unwrap_or_default();
        let mut found = Vec::new();
        for word in self.typed.get(field).split([' ', ',']).filter(|word| !word.is_empty()) {
            match taxonomy::find(list, word) {
                Some(term) if found.contains(&term) => {}
                Some(term) => found.push(term),
                None => self.fault(field, Fault::UnknownWord(word.to_owned())),
            }
        }
        found
    }

    fn countries(&mut self) -> Vec<&'static country::Country> {
        let mut found = Vec::new();
        for word in
            self.typed.get(HeaderField::Countries).split(',').map(str::trim).filter(|word| !word.is_empty())
        {
            match country::all().iter().find(|country| country.code == word) {
                Some(country) => found.push(country),
                None => self.fault(HeaderField::Countries, Fault::UnknownWord(word.to_owned())),
            }
        }
        found
    }

    fn names(&mut self, field: HeaderField) -> Vec<String> {
        let names = self.typed.get(field).split(';').map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    fn date(&mut self) -> Option<Date> {
        let typed = self.typed.get(HeaderField::NextReview);
        if typed.is_empty() {
            return None;
        }
        let date = typed.parse().ok().filter(|date: &Date| typed == date.to_string());
        if date.is_none() {
            self.fault(HeaderField::NextReview, Fault::NotADate(typed.to_owned()));
        }
        date
    }
}
