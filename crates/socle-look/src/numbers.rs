//! Figures in words a reader expects: thousands, decimals, shares, sizes. Plain integers in, text out.

use crate::Language;

const NARROW: char = '\u{202F}';
const WIDE: char = '\u{A0}';

/// A whole number with its thousands: `12 500` (narrow no-break space) or `12,500`.
pub fn integer(language: Language, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let separator = language.pick(NARROW, ',');
    let mut text = String::from(if value < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A decimal number given in tenths: `38` is `3,8` or `3.8`; a whole one loses its zero.
pub fn tenths(language: Language, value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    let (whole, tenth) = (value.unsigned_abs() / 10, value.unsigned_abs() % 10);
    let whole = integer(language, i64::try_from(whole).unwrap_or(i64::MAX));
    if tenth == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{}{tenth}", language.pick(',', '.'))
    }
}

/// A size in bytes: `412 octets`, `310 Ko`, `3,8 Mo`; `412 bytes`, `310 KB`, `3.8 MB`. A Ko is 1,000 bytes.
pub fn size(language: Language, bytes: u64) -> String {
    let units = language.pick(["Ko", "Mo", "Go", "To"], ["KB", "MB", "GB", "TB"]);
    if bytes < 1_000 {
        let name = match (language, bytes) {
            (Language::Fr, 0 | 1) => "octet",
            (Language::Fr, _) => "octets",
            (Language::En, 1) => "byte",
            (Language::En, _) => "bytes",
        };
        return format!("{bytes}{WIDE}{name}");
    }
    let mut tenths_of_unit = (bytes + 50) / 100;
    let mut unit = 0;
    // 999,5 of a unit would be shown as 1 000: it is 1 of the next.
    while tenths_of_unit >= 9_995 && unit + 1 < units.len() {
        tenths_of_unit = (tenths_of_unit + 500) / 1_000;
        unit += 1;
    }
    // Past ten, the decimal says nothing anyone needs.
    let shown = if tenths_of_unit >= 100 { (tenths_of_unit + 5) / 10 * 10 } else { tenths_of_unit };
    let shown = i64::try_from(shown).unwrap_or(i64::MAX);
    format!("{}{WIDE}{}", tenths(language, shown), units[unit])
}

/// A part of a whole: a percentage from 30 answers on, `7 sur 12` under that, so that few never look like many.
pub fn share(language: Language, part: u32, whole: u32) -> String {
    if whole < 30 {
        let (part, whole) = (integer(language, part.into()), integer(language, whole.into()));
        return language.pick(format!("{part} sur {whole}"), format!("{part} of {whole}"));
    }
    let percent = (u64::from(part) * 100 + u64::from(whole) / 2) / u64::from(whole);
    language.pick(format!("{percent}{WIDE}%"), format!("{percent}%"))
}

/// A count as the public sees it: under five, people could be recognized, so it says « moins de 5 ».
pub fn public_count(language: Language, count: u32) -> String {
    match count {
        1..=4 => language.pick("moins de 5", "fewer than 5").to_owned(),
        _ => integer(language, count.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn thousands_and_signs() {
        let cases =
            [(0, "0", "0"), (999, "999", "999"), (12_500, "12_500", "12,500"), (-1_000, "−1_000", "−1,000")];
        for (value, french, english) in cases {
            assert_eq!(integer(Fr, value).replace(NARROW, "_"), french);
            assert_eq!(integer(En, value), english);
        }
        assert_eq!(integer(En, i64::MIN), "−9,223,372,036,854,775,808");
    }

    #[test]
    fn tenths_drop_a_useless_zero() {
        assert_eq!((tenths(Fr, 38), tenths(En, 38)), ("3,8".to_owned(), "3.8".to_owned()));
        assert_eq!((tenths(Fr, 40), tenths(En, -5)), ("4".to_owned(), "−0.5".to_owned()));
    }

    #[test]
    fn sizes_choose_a_readable_unit() {
        let cases = [
            (0, "0~octet"),
            (412, "412~octets"),
            (1_000, "1~Ko"),
            (310_400, "310~Ko"),
            (999_949, "1~Mo"),
            (999_999, "1~Mo"),
            (3_812_345, "3,8~Mo"),
            (41_000_000, "41~Mo"),
            (2_500_000_000, "2,5~Go"),
        ];
        for (bytes, text) in cases {
            assert_eq!(size(Fr, bytes).replace(WIDE, "~"), text);
        }
        assert_eq!(size(En, 3_812_345).replace(WIDE, " "), "3.8 MB");
    }

    #[test]
    fn few_answers_are_never_a_percentage() {
        assert_eq!(share(Fr, 7, 12), "7 sur 12");
        assert_eq!(share(Fr, 15, 30).replace(WIDE, " "), "50 %");
        assert_eq!(share(En, 2, 3_000), "0%");
        assert_eq!(share(En, 0, 0), "0 of 0");
    }

    #[test]
    fn small_public_counts_hide_who() {
        let shown: Vec<_> = [0, 1, 4, 5].map(|count| public_count(Fr, count)).into();
        assert_eq!(shown, ["0", "moins de 5", "moins de 5", "5"]);
    }
}
