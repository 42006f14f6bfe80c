//! What is known of a tool: observations of its attributes, and what a page shows of them.
//!
//! An observation is never altered and none is dropped: what a page shows is computed, by the rules of [`shown`], each
//! time it is shown.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{
    advisor::{Condition, EvidenceLevel, NeedSet, Stated},
    cost::Price,
    time::Timestamp,
};

/// When a condition of a tool holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Moment {
    /// While it is installed.
    Installing,
    /// While it is used, day by day. The advisor goes by this one.
    Using,
    /// While it sends and receives what was entered offline.
    Syncing,
}

/// What can be known of a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attribute {
    /// What it is for.
    Needs,
    /// The least it asks for on a scale, at a moment.
    Condition(Condition, Moment),
    /// The most sensitive data it is safe for.
    Sensitivity,
    /// What works offline: nothing, reading, everything.
    Offline,
    /// What it costs.
    Price,
    /// Payable without a bank card.
    WithoutCard,
    /// How much it takes: megabytes to install.
    InstallSize,
    /// The oldest Android it runs on.
    MinimumAndroid,
    /// Megabytes per person and month.
    MonthlyData,
    /// Languages, by their codes.
    Languages,
    /// Help in French.
    FrenchHelp,
    /// Several people can share a telephone.
    SharedPhone,
    /// An account is needed.
    Account,
    /// Its licence, as SPDX writes it.
    Licence,
    /// The country its data are kept in.
    HostCountry,
    /// How to leave it.
    Exit,
    /// Its last release.
    LastRelease,
    /// Whether it is maintained, abandoned, replaced.
    Status,
}

/// Months until a fact is due for review.
const USUAL_MONTHS: i32 = 12;
/// Prices and licences change faster.
const SHORT_MONTHS: i32 = 6;

impl Attribute {
    /// Whether its maker decides on it: price, licence, status, version. The newest official page then says it best.
    pub fn is_official(self) -> bool {
        matches!(self, Self::Price | Self::Licence | Self::Status | Self::LastRelease)
    }

    /// When an observation of that moment is due for review, in calendar months.
    pub fn review_due(self, seen_at: Timestamp) -> Timestamp {
        let months = if matches!(self, Self::Price | Self::Licence) { SHORT_MONTHS } else { USUAL_MONTHS };
        let seen =
            jiff::Timestamp::from_microsecond(seen_at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let due = TimeZone::UTC.to_datetime(seen).saturating_add(jiff::Span::new().months(months));
        let due = TimeZone::UTC.to_timestamp(due).unwrap_or(jiff::Timestamp::MAX);
        Timestamp::from_micros(due.as_microsecond())
    }

    /// Whether a value can be one of this attribute.
    pub fn accepts(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Needs, Value::Needs(needs)) => needs.bits() != 0,
            (Self::Condition(condition, _), Value::Place(place)) => *place <= condition.top(),
            (Self::Sensitivity, Value::Place(place)) => *place <= crate::advisor::TOP_SENSITIVITY,
            (Self::Offline, Value::Place(place)) => *place <= crate::advisor::TOP_OFFLINE,
            (Self::Price, Value::Price(_))
            | (Self::WithoutCard | Self::FrenchHelp | Self::SharedPhone | Self::Account, Value::Is(_))
            | (Self::InstallSize | Self::MinimumAndroid | Self::MonthlyData, Value::Limit(_))
            | (Self::Exit, Value::Exit(_)) => true,
            (Self::Languages, Value::Words(words)) => !words.is_empty(),
            (Self::Licence | Self::HostCountry | Self::LastRelease | Self::Status, Value::Text(text)) => {
                !text.trim().is_empty()
            }
            _ => false,
        }
    }
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// What a tool is for.
    Needs(NeedSet),
    /// A place on a scale.
    Place(u8),
    /// A price.
    Price(Price),
    /// Yes or no.
    Is(bool),
    /// A number, in the unit of its attribute.
    Limit(u32),
    /// Codes of a list.
    Words(Vec<String>),
    /// Anything else, in words.
    Text(String),
    /// How to leave.
    Exit(Exit),
}

/// How to leave a tool: it ranks as high as how to start with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exit {
    /// Formats in which everything comes out: `csv`, `xlsx`, `json`…
    pub formats: Vec<String>,
    /// How an account and its data are deleted, in words.
    pub deletion: Option<String>,
}

/// Where an observation comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// An address or a reference; two observations with the same one come from the same place.
    pub reference: String,
    /// Whether it is an official page of the tool.
    pub is_official: bool,
}

/// One look at one attribute of one tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation<V> {
    /// Its number; a later one is larger.
    pub number: i64,
    /// What was seen; nothing when it was looked for and not found.
    pub value: Option<V>,
    /// Where.
    pub source: Source,
    /// When.
    pub seen_at: Timestamp,
    /// How well that is supported.
    pub level: EvidenceLevel,
    /// Who looked.
    pub who: String,
    /// From when on it is expired.
    pub review_due: Timestamp,
}

impl<V> Observation<V> {
    /// Whether its review is due.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.review_due <= now
    }
}

/// Where a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactStatus {
    /// Nobody knows: neither yes nor no.
    Unknown,
    /// Said by its maker, or by one or two returns.
    Declared,
    /// Told alike by three organizations, tried, or evaluated.
    Verified,
    /// Something else is said too, and is not expired.
    Contested,
    /// Its review was due.
    Expired,
}

impl FactStatus {
    /// The word kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Declared => "declared",
            Self::Verified => "verified",
            Self::Contested => "contested",
            Self::Expired => "expired",
        }
    }
}

/// What a page shows of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'a, V> {
    /// The observation that is shown; nothing when there is none at all. Its value is nothing when all looked in vain.
    pub observation: Option<&'a Observation<V>>,
    /// Where the fact stands.
    pub status: FactStatus,
    /// What says otherwise and is not expired, the best first.
    pub against: Vec<&'a Observation<V>>,
}

/// What a page shows of the observations of one attribute.
///
/// An expired observation never wins over one that is not; when all are, the best is shown as expired. For what the
/// maker decides on, the newest official page wins; for anything else, and where there is no official page, the best
/// evidence, then the newest. « Looked for and not found » never wins over a value. An observation that the same source
/// has replaced since contradicts nothing.
pub fn shown<V: PartialEq>(
    observations: &[Observation<V>],
    is_official: bool,
    now: Timestamp,
) -> Shown<'_, V> {
    let strength = |seen: &&Observation<V>| {
        let official = is_official && seen.source.is_official;
        let level = if official { None } else { Some(seen.level) };
        (seen.value.is_some(), !seen.is_expired(now), official, level, seen.seen_at, seen.number)
    };
    let Some(best) = observations.iter().max_by_key(strength) else {
        return Shown { observation: None, status: FactStatus::Unknown, against: Vec::new() };
    };
    let mut against: Vec<&Observation<V>> = observations
        .iter()
        .filter(|seen| seen.value.is_some() && seen.value != best.value && !seen.is_expired(now))
        .filter(|seen| !is_replaced(seen, observations))
        .collect();
    against.sort_by_key(|seen| std::cmp::Reverse(strength(seen)));
    let status = match best.level {
        _ if best.value.is_none() => FactStatus::Unknown,
        _ if best.is_expired(now) => FactStatus::Expired,
        _ if !against.is_empty() => FactStatus::Contested,
        EvidenceLevel::Maker | EvidenceLevel::Told => FactStatus::Declared,
        EvidenceLevel::Shared | EvidenceLevel::Tried | EvidenceLevel::Evaluated => FactStatus::Verified,
    };
    Shown { observation: Some(best), status, against }
}

fn is_replaced<V>(seen: &Observation<V>, observations: &[Observation<V>]) -> bool {
    observations.iter().any(|other| {
        other.source == seen.source && (other.seen_at, other.number) > (seen.seen_at, seen.number)
    })
}

impl Shown<'_, u8> {
    /// The fact as the advisor takes it.
    pub fn stated(&self) -> Option<Stated> {
        let seen = self.observation?;
        let is_expired = self.status == FactStatus::Expired;
        Some(Stated { value: seen.value?, level: seen.level, is_expired })
    }
}
