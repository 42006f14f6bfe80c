//! How far two people who coded the same text agree.

/// What two coders said of the same sentences, for one code: whether it applies.
///
/// The sentence is what is compared: two passages that touch the same sentence are one opinion of it, however long
/// each of them is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Sentences that both put under the code.
    pub both: u32,
    /// Sentences that the first alone put under it.
    pub first_only: u32,
    /// Sentences that the second alone put under it.
    pub second_only: u32,
    /// Sentences that neither put under it.
    pub neither: u32,
}

impl Agreement {
    /// Counts sentence by sentence.
    pub fn count(opinions: impl IntoIterator<Item = (bool, bool)>) -> Self {
        opinions.into_iter().fold(Self::default(), |mut sum, opinion| {
            match opinion {
                (true, true) => sum.both += 1,
                (true, false) => sum.first_only += 1,
                (false, true) => sum.second_only += 1,
                (false, false) => sum.neither += 1,
            }
            sum
        })
    }

    /// The sums of two texts.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            both: self.both + other.both,
            first_only: self.first_only + other.first_only,
            second_only: self.second_only + other.second_only,
            neither: self.neither + other.neither,
        }
    }

    /// How many sentences were compared.
    pub fn total(self) -> u32 {
        self.both + self.first_only + self.second_only + self.neither
    }

    /// The part of the sentences on which both say the same, from 0 to 1; none without sentences.
    pub fn observed(self) -> Option<f64> {
        let total = f64::from(self.total());
        (total > 0.0).then(|| f64::from(self.both + self.neither) / total)
    }

    /// Cohen's kappa: the agreement beyond what chance would give, from -1 to 1. None when chance alone would agree
    /// on everything (both coded every sentence, or none), for then there is nothing to measure.
    ///
    /// J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20(1),
    /// 1960, pages 37 to 46.
    pub fn kappa(self) -> Option<f64> {
        let observed = self.observed()?;
        let total = f64::from(self.total());
        let first = f64::from(self.both + self.first_only) / total;
        let second = f64::from(self.both + self.second_only) / total;
        let expected = first * second + (1.0 - first) * (1.0 - second);
        (expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(found: Option<f64>, expected: f64) {
        assert!((found.unwrap() - expected).abs() < 0.000_5, "{found:?} is not {expected}");
    }

    #[test]
    fn kappa_is_computed_as_cohen_does() {
        // The two worked tables of the literature: equal agreement by eye, unlike once chance is taken out.
        let table = Agreement { both: 45, first_only: 15, second_only: 25, neither: 15 };
        near(table.observed(), 0.60);
        near(table.kappa(), 0.130_4);
        let table = Agreement { both: 20, first_only: 5, second_only: 10, neither: 15 };
        near(table.observed(), 0.70);
        near(table.kappa(), 0.40);
    }

    #[test]
    fn where_there_is_nothing_to_measure_nothing_is_said() {
        assert_eq!(Agreement::default().observed(), None);
        assert_eq!(Agreement::count([(false, false), (false, false)]).kappa(), None);
        near(Agreement::count([(true, true), (false, false)]).kappa(), 1.0);
        near(Agreement::count([(true, false), (false, true)]).kappa(), -1.0);
    }

    proptest! {
        #[test]
        fn kappa_stays_in_its_bounds_and_does_not_depend_on_who_is_first(
            both in 0_u32..50, one in 0_u32..50, other in 0_u32..50, neither in 0_u32..50,
        ) {
            let table = Agreement { both, first_only: one, second_only: other, neither };
            let turned = Agreement { both, first_only: other, second_only: one, neither };
            prop_assert_eq!(table.kappa().is_some(), turned.kappa().is_some());
            if let (Some(kappa), Some(again)) = (table.kappa(), turned.kappa()) {
                prop_assert!((-1.000_001..=1.000_001).contains(&kappa));
                prop_assert!((kappa - again).abs() < 1e-9);
            }
        }
    }
}
