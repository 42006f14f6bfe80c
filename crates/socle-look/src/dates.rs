//! Dates, times and durations in words, never `03/04`. Plain integers in, text out; no clock is read here.

use crate::Language;

const WIDE: char = '\u{A0}';

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month from 1 to 12; any other number gives an empty text.
pub fn month_name(language: Language, month: u8) -> &'static str {
    let names = language.pick(MONTHS_FR, MONTHS_EN);
    usize::from(month).checked_sub(1).and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// `mars 2017`, "March 2017".
pub fn month(language: Language, year: i32, month: u8) -> String {
    format!("{} {year}", month_name(language, month))
}

/// `12 mars 2017`, `1er mars 2017`, "12 March 2017".
pub fn day(language: Language, year: i32, month: u8, day: u8) -> String {
    let ordinal = if language == Language::Fr && day == 1 { "er" } else { "" };
    // The number stays with its month.
    format!("{day}{ordinal}{WIDE}{} {year}", month_name(language, month))
}

/// `18 h 00`, "18:00".
pub fn time(language: Language, hour: u8, minute: u8) -> String {
    language.pick(format!("{hour}{WIDE}h{WIDE}{minute:02}"), format!("{hour}:{minute:02}"))
}

/// `12 mars 2017 à 18 h 00`, "12 March 2017 at 18:00".
pub fn moment(
    language: Language,
    (year, month, of_month): (i32, u8, u8),
    (hour, minute): (u8, u8),
) -> String {
    let (date, hour) = (day(language, year, month, of_month), time(language, hour, minute));
    language.pick(format!("{date} à {hour}"), format!("{date} at {hour}"))
}

/// How long: `40 secondes`, `4 minutes 40`, `1 heure 5 minutes`, `3 jours`. Two units at most.
pub fn duration(language: Language, seconds: u64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
    match seconds {
        0..60 => count(language, seconds, UNITS[0]),
        60..3_600 if seconds.is_multiple_of(60) => count(language, minutes, UNITS[1]),
        60..3_600 => language.pick(
            format!("{} {:02}", count(language, minutes, UNITS[1]), seconds % 60),
            format!("{} {}", count(language, minutes, UNITS[1]), count(language, seconds % 60, UNITS[0])),
        ),
        3_600..86_400 if minutes.is_multiple_of(60) => count(language, hours, UNITS[2]),
        3_600..86_400 => {
            format!("{} {}", count(language, hours, UNITS[2]), count(language, minutes % 60, UNITS[1]))
        }
        _ => count(language, days, UNITS[3]),
    }
}

/// How long ago, in whole days: `aujourd’hui`, `hier`, `il y a 3 jours`.
pub fn days_ago(language: Language, days: u32) -> String {
    match days {
        0 => language.pick("aujourd’hui", "today").to_owned(),
        1 => language.pick("hier", "yesterday").to_owned(),
        _ => language.pick(format!("il y a {days}{WIDE}jours"), format!("{days}{WIDE}days ago")),
    }
}

/// Singular in French, plural in French, singular in English, plural in English.
const UNITS: [[&str; 4]; 4] = [
    ["seconde", "secondes", "second", "seconds"],
    ["minute", "minutes", "minute", "minutes"],
    ["heure", "heures", "hour", "hours"],
    ["jour", "jours", "day", "days"],
];

fn count(language: Language, number: u64, [fr_one, fr_many, en_one, en_many]: [&str; 4]) -> String {
    // French counts nothing and one alike; English keeps the singular for one alone.
    let word = match language {
        Language::Fr if number < 2 => fr_one,
        Language::Fr => fr_many,
        Language::En if number == 1 => en_one,
        Language::En => en_many,
    };
    format!("{number}{WIDE}{word}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    fn plain(text: &str) -> String {
        text.replace(WIDE, " ")
    }

    #[test]
    fn dates_are_in_words() {
        assert_eq!(plain(&day(Fr, 2017, 3, 12)), "12 mars 2017");
        assert_eq!(plain(&day(Fr, 2017, 8, 1)), "1er août 2017");
        assert_eq!(plain(&day(En, 2017, 3, 1)), "1 March 2017");
        assert_eq!(plain(&moment(Fr, (2017, 3, 12), (18, 0))), "12 mars 2017 à 18 h 00");
        assert_eq!(plain(&moment(En, (2017, 3, 12), (18, 0))), "12 March 2017 at 18:00");
        assert_eq!(month(Fr, 2017, 6), "juin 2017");
        assert_eq!(month_name(En, 13), "");
        assert_eq!(month_name(En, 0), "");
    }

    #[test]
    fn durations_use_two_units_at_most() {
        let cases = [
            (0, "0 seconde", "0 seconds"),
            (1, "1 seconde", "1 second"),
            (280, "4 minutes 40", "4 minutes 40 seconds"),
            (61, "1 minute 01", "1 minute 1 second"),
            (300, "5 minutes", "5 minutes"),
            (3_900, "1 heure 5 minutes", "1 hour 5 minutes"),
            (7_200, "2 heures", "2 hours"),
            (259_200, "3 jours", "3 days"),
        ];
        for (seconds, french, english) in cases {
            assert_eq!(plain(&duration(Fr, seconds)), french);
            assert_eq!(plain(&duration(En, seconds)), english);
        }
    }

    #[test]
    fn ago_has_its_own_words() {
        assert_eq!(plain(&days_ago(Fr, 3)), "il y a 3 jours");
        assert_eq!(days_ago(Fr, 1), "hier");
        assert_eq!(days_ago(En, 0), "today");
    }
}
