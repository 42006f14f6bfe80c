//! What an expression may ask of the world outside: the time, the place, chance.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The outside world, given by the caller so that the same answers always give the same results.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The present time: `now()`, `today()`.
    pub now: Timestamp,
    /// The respondent's time zone: what "today" and "midnight" mean.
    pub zone: TimeZone,
    /// The seed of `random()`, `uuid()` and unseeded `randomize()`.
    pub random: u64,
    /// The language of month and day names, as a BCP 47 tag: `fr`, `en-US`. English when unknown.
    pub locale: String,
    /// What the questionnaire may ask of the device and its user: `deviceid`, `username`, `email`, `phonenumber`…
    pub properties: BTreeMap<String, String>,
}

impl Environment {
    /// An environment in universal time, in English: for tests and tools that have no respondent.
    pub fn at(now: Timestamp) -> Self {
        Self { now, zone: TimeZone::UTC, random: 0, locale: "en".to_owned(), properties: BTreeMap::new() }
    }
}
