//! Time as an argument, and the civil dates people read.

use jiff::tz::TimeZone;

/// Tells the time. The program hands out the system's clock; tests one that stands still.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// A moment: microseconds since 1970-01-01T00:00:00Z, as both databases keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// One second, in the unit of [`Timestamp`].
pub const SECOND: i64 = 1_000_000;
/// One minute, in the unit of [`Timestamp`].
pub const MINUTE: i64 = 60 * SECOND;
/// One hour, in the unit of [`Timestamp`].
pub const HOUR: i64 = 60 * MINUTE;
/// One day of 24 hours, in the unit of [`Timestamp`].
pub const DAY: i64 = 24 * HOUR;

/// The date or the zone cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTime {
    /// Not a date and hour such as `2017-03-12T18:00`.
    #[error("not a date and hour")]
    Date,
    /// Not a name of the IANA time zone database, such as `Europe/Paris`.
    #[error("not a time zone")]
    Zone,
}

impl Timestamp {
    /// A moment from its microseconds.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub fn as_micros(self) -> i64 {
        self.0
    }

    /// The moment `micros` later (or earlier, when negative).
    #[must_use]
    pub fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// RFC 3339 in UTC, as data files and protocols write it.
    pub fn to_rfc3339(self) -> String {
        let moment = jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        format!("{moment:.3}")
    }
}

/// A time zone of the IANA database, kept by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(String);

impl Zone {
    /// Reads a zone name such as `Africa/Ouagadougou`.
    pub fn parse(name: &str) -> Result<Self, InvalidTime> {
        TimeZone::get(name).map_err(|_| InvalidTime::Zone)?;
        Ok(Self(name.to_owned()))
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }

    /// The name, as it was given.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Reads what a date-and-hour field of a page sends (`2017-03-12T18:00`) as a moment in this zone.
    pub fn moment(&self, local: &str) -> Result<Timestamp, InvalidTime> {
        let civil: jiff::civil::DateTime = local.parse().map_err(|_| InvalidTime::Date)?;
        let moment = self.rules().to_timestamp(civil).map_err(|_| InvalidTime::Date)?;
        Ok(Timestamp(moment.as_microsecond()))
    }

    /// The date and hour that a wall clock of this zone shows at a moment.
    pub fn civil(&self, at: Timestamp) -> Civil {
        let moment = jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let zoned = self.rules().to_datetime(moment);
        Civil {
            year: zoned.year(),
            month: zoned.month().unsigned_abs(),
            day: zoned.day().unsigned_abs(),
            hour: zoned.hour().unsigned_abs(),
            minute: zoned.minute().unsigned_abs(),
        }
    }

    fn rules(&self) -> TimeZone {
        // `parse` has seen the name; UTC stands in should the bundled database ever lose it.
        TimeZone::get(&self.0).unwrap_or(TimeZone::UTC)
    }
}

/// What a wall clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// Year of the Gregorian calendar.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_keeps_its_hour_on_both_sides_of_summer_time() {
        let paris = Zone::parse("Europe/Paris").unwrap();
        let winter = paris.moment("2017-03-12T18:00").unwrap();
        let summer = paris.moment("2017-04-12T18:00").unwrap();
        assert_eq!(summer.as_micros() - winter.as_micros(), 31 * DAY - HOUR);
        assert_eq!(paris.civil(summer).hour, 18);
    }

    #[test]
    fn unknown_zones_and_dates_are_refused() {
        assert_eq!(Zone::parse("Europe/Atlantis"), Err(InvalidTime::Zone));
        let utc = Zone::parse("UTC").unwrap();
        assert_eq!(utc.moment("12 mars"), Err(InvalidTime::Date));
    }

    #[test]
    fn data_files_write_times_in_utc() {
        assert_eq!(Timestamp::from_micros(1_489_338_000_000_000).to_rfc3339(), "2017-03-12T17:00:00.000Z");
    }
}
