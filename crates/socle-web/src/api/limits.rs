//! How often one subscriber may ask: counted in this process, by the minute, in memory. Nothing is written for it, and
//! no address is kept: only its keyed hash, until the minute is over.

use socle_domain::time::{MINUTE, Timestamp};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Requests a minute.
pub(crate) const A_MINUTE: u32 = 300;
/// The most subscribers that are told apart in a minute; past them, all that are new share one count.
const SUBSCRIBERS: usize = 10_000;

/// Counts of the present minute.
#[derive(Debug, Default)]
pub(crate) struct Limits(Mutex<(i64, HashMap<[u8; 32], u32>)>);

impl Limits {
    /// Counts a request; says whether it may be answered.
    pub(crate) fn admits(&self, subscriber: [u8; 32], now: Timestamp) -> bool {
        let minute = now.as_micros().div_euclid(MINUTE);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.0 != minute {
            *counts = (minute, HashMap::new());
        }
        let is_new = !counts.1.contains_key(&subscriber);
        let key = if is_new && counts.1.len() >= SUBSCRIBERS { [0; 32] } else { subscriber };
        let count = counts.1.entry(key).or_default();
        *count = count.saturating_add(1);
        *count <= A_MINUTE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_counted_by_the_minute_and_alone() {
        let limits = Limits::default();
        let now = Timestamp::from_micros(0);
        assert!((0..A_MINUTE).all(|_| limits.admits([1; 32], now)));
        assert!(!limits.admits([1; 32], now));
        assert!(limits.admits([2; 32], now), "another one");
        assert!(limits.admits([1; 32], now.plus(MINUTE)), "a minute later");
    }
}
