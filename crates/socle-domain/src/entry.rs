//! A return that the team enters: what was told to it, when, and how consent was given.

use crate::{
    id::AccountId,
    submission::Channel,
    survey::{Calendar, Window},
    time::{SECOND, Timestamp},
};

/// The most characters of the note on how consent was given.
pub const NOTE_MOST: usize = 500;

/// Who enters a return, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who enters it.
    pub account: AccountId,
    /// How it was told: one of [`Channel::ENTERED`].
    pub channel: Channel,
    /// When it was told.
    pub told_at: Timestamp,
    /// How consent was given, in words.
    pub consent_note: String,
}

/// Why a date cannot be the one on which a return was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTold {
    /// Not a date.
    #[error("not a date")]
    Date,
    /// It lies ahead.
    #[error("in the future")]
    Ahead,
    /// The survey had not opened.
    #[error("before the survey opened")]
    Before,
    /// The survey was closed: what is told after the deadline does not count.
    #[error("after the deadline")]
    After,
}

/// The moment that stands for a day on which something was told: its noon in the survey's zone, moved into the window
/// when the survey opened or closed on that very day. A return told in time may be entered at any later time.
pub fn told_on(
    calendar: &Calendar,
    year: i16,
    month: u8,
    day: u8,
    now: Timestamp,
) -> Result<Timestamp, InvalidTold> {
    let moment = |hour: &str| {
        let local = format!("{year:04}-{month:02}-{day:02}T{hour}");
        calendar.zone.moment(&local).map_err(|_| InvalidTold::Date)
    };
    let (noon, first, last) = (moment("12:00")?, moment("00:00:00")?, moment("23:59:59")?);
    if first > now {
        return Err(InvalidTold::Ahead);
    }
    if last < calendar.opens_at {
        return Err(InvalidTold::Before);
    }
    if first >= calendar.closes_at {
        return Err(InvalidTold::After);
    }
    let told = noon.min(now).max(calendar.opens_at).min(calendar.closes_at.plus(-SECOND));
    debug_assert_eq!(calendar.window(told), Window::Open, "a day that touches the window has a moment in it");
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY, Zone};

    fn calendar() -> Calendar {
        let zone = Zone::parse("Europe/Paris").unwrap();
        Calendar {
            opens_at: zone.moment("2017-02-01T18:00").unwrap(),
            closes_at: zone.moment("2017-03-12T08:00").unwrap(),
            zone,
            grace_hours: 72,
        }
    }

    #[test]
    fn a_day_of_the_window_has_a_moment_in_it() {
        let c = calendar();
        let later = c.closes_at.plus(30 * DAY);
        let told = |month, day| told_on(&c, 2017, month, day, later);
        assert_eq!(told(2, 10), c.zone.moment("2017-02-10T12:00").map_err(|_| InvalidTold::Date));
        assert_eq!(told(2, 1), Ok(c.opens_at), "the day it opened, in the evening");
        assert_eq!(told(3, 12), Ok(c.closes_at.plus(-SECOND)), "the day it closed, in the morning");
        assert_eq!(told(1, 31), Err(InvalidTold::Before));
        assert_eq!(told(3, 13), Err(InvalidTold::After), "the grace is for answers begun before");
        assert_eq!(told(2, 30), Err(InvalidTold::Date));
        assert_eq!(told(0, 0), Err(InvalidTold::Date));
    }

    #[test]
    fn nothing_was_told_tomorrow() {
        let c = calendar();
        let now = c.zone.moment("2017-02-10T09:00").unwrap();
        assert_eq!(told_on(&c, 2017, 2, 10, now), Ok(now), "this morning");
        assert_eq!(told_on(&c, 2017, 2, 11, now), Err(InvalidTold::Ahead));
    }
}
