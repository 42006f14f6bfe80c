//! Numbers and dates of cells as the text people see, the way the reference writes them.

/// A number: whole ones without a point, others in the shortest form that reads back the same.
pub(super) fn number(value: f64) -> String {
    let size = value.abs();
    if value.fract() == 0.0 && size < 1e16 {
        return format!("{value:.0}").replace("-0", if value == 0.0 { "0" } else { "-0" });
    }
    if value.is_finite() && !(1e-4..1e16).contains(&size) {
        return scientific(value);
    }
    format!("{value}")
}

/// `1e-05` and `1.5e+20`: at least two digits of exponent, a sign always.
fn scientific(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e18 {
        return format!("{value:.0}");
    }
    let plain = format!("{value:e}");
    let Some((mantissa, exponent)) = plain.split_once('e') else { return plain };
    let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}

/// A serial date to the second, as older workbooks keep it.
pub(super) fn date_to_the_second(serial: f64, since_1904: bool) -> String {
    date((serial * 86_400.0).round() / 86_400.0, since_1904)
}

/// A serial date of a spreadsheet (days since 1899-12-30, or 1904-01-01) as `2020-01-31 10:00:00`; a time of day
/// when it is less than a day.
pub(super) fn date(serial: f64, since_1904: bool) -> String {
    let mut days = serial.floor();
    let mut milliseconds = ((serial - days) * 86_400_000.0).round();
    if milliseconds >= 86_400_000.0 {
        days += 1.0;
        milliseconds = 0.0;
    }
    let time = clock(milliseconds);
    if (0.0..1.0).contains(&serial) && days < 1.0 && !since_1904 {
        return time;
    }
    // The 1900 calendar counts a 29 February that never was.
    if !since_1904 && serial > 0.0 && serial < 60.0 {
        days += 1.0;
    }
    let (year, month, day) = civil(days, since_1904);
    format!("{year:04}-{month:02}-{day:02} {time}")
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds of one day fit in 64 bits")]
fn clock(milliseconds: f64) -> String {
    let total = milliseconds as i64;
    let (seconds, rest) = (total / 1000, total % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}.{rest:03}000")
    }
}

/// The calendar date of a day number, by the era arithmetic of the proleptic Gregorian calendar.
#[expect(clippy::cast_possible_truncation, reason = "clamped to the dates a spreadsheet can hold")]
fn civil(days: f64, since_1904: bool) -> (i64, i64, i64) {
    // Days from 0000-03-01 to 1899-12-30 and to 1904-01-01.
    let epoch = if since_1904 { 695_361 } else { 693_899 };
    let z = days.clamp(-600_000.0, 3_000_000.0) as i64 + epoch;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Whether a number format shows a date: one of the letters of dates outside quotes, brackets and escapes.
pub(super) fn is_date_format(code: &str) -> bool {
    let mut chars = code.split(';').next().unwrap_or(code).chars();
    while let Some(found) = chars.next() {
        match found {
            '"' => skip_to(&mut chars, '"'),
            '[' => skip_to(&mut chars, ']'),
            '\\' | '_' | '*' => drop(chars.next()),
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' => return true,
            _ => {}
        }
    }
    false
}

fn skip_to(chars: &mut std::str::Chars<'_>, end: char) {
    for found in chars.by_ref() {
        if found == end {
            return;
        }
    }
}

/// Whether a built-in number format shows a date (ECMA-376 part 1, 18.8.30).
pub(super) fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(number(1.0), "1");
        assert_eq!(number(-3.0), "-3");
        assert_eq!(number(0.0), "0");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(0.1), "0.1");
        assert_eq!(number(0.000_01), "1e-05");
        assert_eq!(number(2.5e-7), "2.5e-07");
    }

    #[test]
    fn dates_follow_the_spreadsheet_calendar() {
        assert_eq!(date(43_831.0, false), "2020-01-01 00:00:00");
        assert_eq!(date(43_831.5, false), "2020-01-01 12:00:00");
        assert_eq!(date(0.5, false), "12:00:00");
        assert_eq!(date(61.0, false), "1900-03-01 00:00:00");
        assert_eq!(date(1.0, false), "1900-01-01 00:00:00");
        assert_eq!(date(0.0, true), "1904-01-01 00:00:00");
    }

    #[test]
    fn formats_of_dates_are_told_from_formats_of_numbers() {
        assert!(is_date_format("yyyy\\-mm\\-dd"));
        assert!(is_date_format("[$-40C]d mmmm yyyy"));
        assert!(!is_date_format("0.00\"days\""));
        assert!(!is_date_format("[Red]0"));
        assert!(!is_date_format("General"));
    }
}
