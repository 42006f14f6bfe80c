//! Exact decimal numbers, for the scales of range questions: `0.1` is a tenth, so `0.3` is three of them.

use std::cmp::Ordering;

/// A decimal number: `digits × 10^-places`.
#[derive(Clone, Debug)]
pub(crate) struct Decimal {
    digits: i128,
    places: u32,
}

/// Beyond this a scale means nothing, and sums could overflow.
const MOST_DIGITS: u32 = 17;

impl Decimal {
    /// Reads `-1`, `0.25`, `.5`, `1e3`; nothing else.
    pub(crate) fn parse(text: &str) -> Option<Decimal> {
        let text = text.trim();
        let (sign, text) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all: String = [whole, fraction].concat();
        if all.is_empty()
            || all.len() > MOST_DIGITS as usize
            || !all.bytes().all(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        let digits = all.parse::<i128>().ok()? * sign;
        let places = i32::try_from(fraction.len()).ok()? - exponent;
        let most = MOST_DIGITS.cast_signed();
        match u32::try_from(places) {
            Ok(places) if places <= MOST_DIGITS => Some(Decimal { digits, places }),
            Err(_) if -places <= most => {
                Some(Decimal { digits: digits * 10_i128.pow(places.unsigned_abs()), places: 0 })
            }
            _ => None,
        }
    }

    /// Both numbers at the same count of places.
    fn align(&self, other: &Decimal) -> (i128, i128, u32) {
        let places = self.places.max(other.places);
        let scale = |number: &Decimal| number.digits.saturating_mul(10_i128.pow(places - number.places));
        (scale(self), scale(other), places)
    }

    pub(crate) fn minus(&self, other: &Decimal) -> Decimal {
        let (mine, other, places) = self.align(other);
        Decimal { digits: mine.saturating_sub(other), places }
    }

    pub(crate) fn absolute(self) -> Decimal {
        Decimal { digits: self.digits.saturating_abs(), places: self.places }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.digits == 0
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.digits % 10_i128.pow(self.places) == 0
    }

    /// Whether this is a whole number of `unit`s; a unit of zero has been reported elsewhere.
    pub(crate) fn is_multiple_of(&self, unit: &Decimal) -> bool {
        let (mine, unit, _) = self.align(unit);
        unit == 0 || mine % unit == 0
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        let (mine, other, _) = self.align(other);
        mine.partial_cmp(&other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_exact() {
        let of = |text| Decimal::parse(text).expect("a number");
        assert!(of("0.3").is_multiple_of(&of("0.1")));
        assert!(!of("0.25").is_multiple_of(&of("0.1")));
        assert!(of("1.0") == of("1") && of("1.0").is_whole());
        assert!(of("-2").minus(&of("3")).absolute() == of("5"));
        assert!(
            Decimal::parse("abc").is_none()
                && Decimal::parse("inf").is_none()
                && Decimal::parse("").is_none()
        );
        assert!(of("1e2") == of("100"));
    }
}
