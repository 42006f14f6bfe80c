//! How long returns are kept: the months that the study promised, counted from the end of its survey.

use crate::{
    survey::Calendar,
    time::{DAY, Timestamp},
};

/// How many days before returns are erased their coordinators are told.
pub const WARNED_DAYS: i64 = 30;

/// When the time to keep returns is over: so many months after the deadline, the same day of the month where there is
/// one, at the same hour of the survey's own zone.
pub fn ends_at(calendar: &Calendar, months: i64) -> Timestamp {
    let closes = calendar.zone.civil(calendar.closes_at);
    let months = i64::from(closes.year) * 12 + i64::from(closes.month) - 1 + months;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    // A month may be too short for the day: then the last one it has.
    let on = |day: u8| {
        let (hour, minute) = (closes.hour, closes.minute);
        calendar.zone.moment(&format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")).ok()
    };
    (closes.day.saturating_sub(3)..=closes.day).rev().find_map(on).unwrap_or(calendar.closes_at.plus(
        // No calendar goes that far.
        120 * 31 * DAY,
    ))
}

/// When returns are erased: once their time is over, and never before their coordinators had their days to read of it.
pub fn erases_at(ends_at: Timestamp, told_at: Timestamp) -> Timestamp {
    ends_at.max(told_at.plus(WARNED_DAYS * DAY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Zone;

    fn closing(local: &str) -> Calendar {
        let zone = Zone::parse("Europe/Paris").unwrap();
        let closes_at = zone.moment(local).unwrap();
        Calendar { opens_at: closes_at.plus(-30 * DAY), closes_at, zone, grace_hours: 72 }
    }

    #[test]
    fn months_are_counted_in_the_calendar_of_the_survey() {
        let ends = |local: &str, months| {
            let calendar = closing(local);
            let at = calendar.zone.civil(ends_at(&calendar, months));
            (at.year, at.month, at.day, at.hour)
        };
        assert_eq!(ends("2017-03-12T18:00", 24), (2019, 3, 12, 18));
        assert_eq!(ends("2017-03-12T18:00", 1), (2017, 4, 12, 18), "across summer time");
        assert_eq!(ends("2016-12-31T18:00", 2), (2017, 2, 28, 18), "February is short");
        assert_eq!(ends("2017-10-31T23:59", 4), (2018, 2, 28, 23));
        assert_eq!(ends("2017-03-12T18:00", 120), (2027, 3, 12, 18));
    }

    #[test]
    fn nothing_is_erased_before_it_was_told() {
        let calendar = closing("2017-03-12T18:00");
        let due = ends_at(&calendar, 24);
        assert_eq!(erases_at(due, due.plus(-WARNED_DAYS * DAY)), due);
        assert_eq!(erases_at(due, due.plus(5 * DAY)), due.plus(35 * DAY));
    }
}
