//! The one place that reads the machine: the time, chance, and the environment. Everything else is handed them.

use socle_domain::{
    chance::Chance,
    time::{Clock, Timestamp},
};
use std::{
    collections::BTreeMap,
    time::{SystemTime, UNIX_EPOCH},
};

/// The system's clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is handed")]
    fn now(&self) -> Timestamp {
        micros_since_1970(SystemTime::now())
    }
}

/// A moment the file system knows, in the domain's unit. Moments before 1970 read as 1970.
pub(crate) fn micros_since_1970(moment: SystemTime) -> Timestamp {
    let elapsed = moment.duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(i64::try_from(elapsed.as_micros()).unwrap_or(i64::MAX))
}

/// The system's random bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemChance;

impl Chance for SystemChance {
    #[expect(clippy::disallowed_methods, reason = "this is the chance that everything else is handed")]
    fn fill(&self, buffer: &mut [u8]) {
        // Codes, tokens and keys made without chance would open everyone's answers: no answer is better.
        if let Err(error) = getrandom::fill(buffer) {
            panic!("this machine gives no random bytes: {error}");
        }
    }
}

/// The variables of the environment that have one of these names. A value that is not UTF-8 is `Err`.
pub(crate) fn variables(
    names: impl IntoIterator<Item = &'static str>,
) -> BTreeMap<&'static str, Result<String, NotUtf8>> {
    names
        .into_iter()
        .filter_map(|name| {
            let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
            Some((name, value.into_string().map_err(|_| NotUtf8)))
        })
        .collect()
}

/// The value is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotUtf8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_and_chance_are_the_machines() {
        assert!(SystemClock.now().as_micros() > 1_700_000_000_000_000);
        let (mut one, mut other) = ([0; 16], [0; 16]);
        SystemChance.fill(&mut one);
        SystemChance.fill(&mut other);
        assert_ne!(one, other);
        assert_eq!(micros_since_1970(UNIX_EPOCH), Timestamp::from_micros(0));
    }
}
