//! Dates and times as ODK expressions handle them: a wall-clock time in the respondent's zone.
//!
//! As a number a moment is days since 1970-01-01: in universal time by the letter of the specification, on the
//! respondent's own clock in a questionnaire, where the difference of two dates must be a whole number of days.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Unit};

use super::Environment;

const DAY_MS: f64 = 86_400_000.0;

/// A date, or a date and a time, on the respondent's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub DateTime);

impl Moment {
    /// The present moment.
    pub fn now(environment: &Environment) -> Self {
        Self(environment.zone.to_datetime(environment.now))
    }

    /// The present day, at midnight.
    pub fn today(environment: &Environment) -> Self {
        Self(Self::now(environment).0.date().into())
    }

    /// Reads `2024-05-01` or `2024-05-01T10:20:30.000+02:00`; without an offset, on the respondent's clock. Takes as
    /// well what browsers print, `Mon Nov 23 2026 07:33:53 GMT-0700 (MST)`, as Enketo does.
    pub fn parse(text: &str, environment: &Environment) -> Option<Self> {
        let text = text.trim();
        Self::parse_iso(text, environment).or_else(|| Self::parse_printed(text, environment))
    }

    fn parse_printed(text: &str, environment: &Environment) -> Option<Self> {
        // `Mon Nov 23 2026 07:33:53 GMT-0700` is 33 letters long; the name of the zone may follow.
        let (printed, rest) = text.split_at_checked(33)?;
        let is_named = rest.is_empty() || (rest.starts_with(" (") && rest.ends_with(')'));
        let read = strtime::parse("%a %b %d %Y %H:%M:%S GMT%z", printed).ok().filter(|_| is_named)?;
        Some(Self(environment.zone.to_datetime(read.to_timestamp().ok()?)))
    }

    fn parse_iso(text: &str, environment: &Environment) -> Option<Self> {
        let (date, time) = match text.split_once(['T', ' ']) {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let date = parse_date(date)?;
        let Some(time) = time else { return Some(Self(date.into())) };
        let (time, offset) = parse_time(time)?;
        let local = date.to_datetime(time);
        match offset {
            None => Some(Self(local)),
            Some(offset) => {
                let instant = offset.to_timestamp(local).ok()?;
                Some(Self(environment.zone.to_datetime(instant)))
            }
        }
    }

    /// The moment that is so many days after 1970-01-01 in universal time.
    pub fn from_universal_days(days: f64, environment: &Environment) -> Option<Self> {
        let utc = Self::from_local_days(days)?.0;
        let instant = Offset::UTC.to_timestamp(utc).ok()?;
        Some(Self(environment.zone.to_datetime(instant)))
    }

    /// The moment that is so many days after 1970-01-01 on the respondent's own clock.
    pub fn from_local_days(days: f64) -> Option<Self> {
        let milliseconds = (days * DAY_MS).round();
        if milliseconds.is_nan() || milliseconds.abs() > 9.0e15 {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "the line above bounds it")]
        let elapsed = SignedDuration::from_millis(milliseconds as i64);
        epoch().checked_add(elapsed).ok().map(Self)
    }

    /// Days since 1970-01-01 in universal time.
    pub fn universal_days(self, environment: &Environment) -> f64 {
        let instant = environment.zone.to_ambiguous_timestamp(self.0).compatible();
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of 20,000 years fit in 53 bits")]
        instant.map_or(f64::NAN, |instant| instant.as_millisecond() as f64 / DAY_MS)
    }

    /// Days since 1970-01-01 on the respondent's own clock: a whole number for a date.
    pub fn local_days(self) -> f64 {
        let elapsed = self.0.duration_since(epoch());
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of 20,000 years fit in 53 bits")]
        let milliseconds = elapsed.as_millis() as f64;
        milliseconds / DAY_MS
    }

    /// The same day at midnight.
    #[must_use]
    pub fn day(self) -> Self {
        Self(self.0.date().into())
    }

    /// `2024-05-01` at midnight, else `2024-05-01T10:20:30.000+02:00`.
    pub fn text(self, environment: &Environment) -> String {
        if self.0.time() == Time::midnight() {
            self.0.date().to_string()
        } else {
            self.full_text(environment)
        }
    }

    /// `2024-05-01T10:20:30.000+02:00`, at midnight too.
    pub fn full_text(self, environment: &Environment) -> String {
        let offset = environment.zone.to_ambiguous_timestamp(self.0).compatible();
        let seconds = offset.map_or(0, |at| environment.zone.to_offset(at).seconds());
        format!("{}{}", self.0.strftime("%Y-%m-%dT%H:%M:%S.%3f"), offset_text(seconds))
    }

    /// The share of the day that has passed, 0 to 1.
    pub fn share_of_day(self) -> f64 {
        share_of_day(self.0.time())
    }
}

/// `+02:00`, or `Z`.
fn offset_text(seconds: i32) -> String {
    if seconds == 0 {
        return "Z".to_owned();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn epoch() -> DateTime {
    DateTime::constant(1970, 1, 1, 0, 0, 0, 0)
}

/// The zone's offset at the present time, in days.
fn present_offset(environment: &Environment) -> f64 {
    f64::from(environment.zone.to_offset(environment.now).seconds()) / 86_400.0
}

fn share_of_day(time: Time) -> f64 {
    time.duration_since(Time::midnight()).as_millis_f64() / DAY_MS
}

/// The share of the respondent's day that has passed at a time of the day, whatever offset it is written with.
pub(super) fn share_of_local_day(text: &str, environment: &Environment) -> Option<f64> {
    let (time, offset) = parse_time(text)?;
    let shift = offset.map_or(0.0, |o| present_offset(environment) - f64::from(o.seconds()) / 86_400.0);
    Some((share_of_day(time) + shift).rem_euclid(1.0))
}

/// Reads `2024-05-01`, or `2024-5-1`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 {
        return None;
    }
    let (month, day) = (digits(month, 2)?, digits(day, 2)?);
    Date::new(i16::try_from(digits(year, 4)?).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads `10:20`, `10:20:30`, `10:20:30.123`, with `Z`, `+02`, `+02:00`, `+0200` or no offset.
pub(crate) fn parse_time(text: &str) -> Option<(Time, Option<Offset>)> {
    let split = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, offset) = text.split_at(split);
    let offset = if offset.is_empty() { None } else { Some(parse_offset(offset)?) };
    let mut parts = clock.splitn(3, ':');
    let hour = small(parts.next()?)?;
    let minute = small(parts.next()?)?;
    let (seconds, fraction) = parts.next().map_or(("0", ""), |s| s.split_once('.').unwrap_or((s, "")));
    if fraction.len() > 9 || fraction.bytes().any(|b| !b.is_ascii_digit()) {
        return None;
    }
    let nanoseconds = format!("{fraction:0<9}").parse().ok()?;
    let time = Time::new(hour, minute, small(seconds)?, nanoseconds).ok()?;
    let time = time.round((Unit::Millisecond, 1)).ok().filter(|rounded| *rounded >= time).unwrap_or(time);
    Some((time, offset))
}

fn parse_offset(text: &str) -> Option<Offset> {
    if text == "Z" {
        return Some(Offset::UTC);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = &text[1..];
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 => rest.split_at_checked(2)?,
        None => (rest, "0"),
    };
    let minutes = i32::from(small(minutes)?);
    let hours = i32::from(small(hours)?);
    if minutes > 59 || hours > 23 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

fn small(text: &str) -> Option<i8> {
    i8::try_from(digits(text, 2)?).ok()
}

fn digits(text: &str, most: usize) -> Option<i32> {
    let is_number = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}
