//! What a tool costs over three years, from its price: never from bands.

use serde::{Deserialize, Serialize};

/// The numbers of people that pages show the cost for.
pub const TEAMS: [u32; 3] = [5, 20, 100];
/// How long it is counted, in months.
const MONTHS: i64 = 36;
/// How many thousandths of a CFA franc a euro is worth, by the fixed parity (655.957).
const PARITY: i64 = 655_957;
/// The most that is counted in: a price beyond is a typing mistake, and sums stay exact.
pub const AMOUNT_MOST: i64 = 1_000_000_000;

/// A currency whose rate to the euro never moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Currency {
    /// Euro.
    #[serde(rename = "EUR")]
    Euro,
    /// CFA franc of West Africa.
    #[serde(rename = "XOF")]
    WestAfricanFranc,
    /// CFA franc of Central Africa.
    #[serde(rename = "XAF")]
    CentralAfricanFranc,
    /// US dollar; its rate is handed over, with its date shown.
    #[serde(rename = "USD")]
    Dollar,
}

/// Whom a price is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Once for all.
    Organization,
    /// For each person who uses it.
    Person,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// To start.
    Once,
    /// Each month.
    Month,
    /// Each year.
    Year,
}

/// One line of a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// In hundredths of the currency.
    pub amount: i64,
    /// In what.
    pub currency: Currency,
    /// For whom.
    pub per: Per,
    /// How often.
    pub every: Every,
}

/// The price of a tool. Without a charge, it is free.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// What is paid.
    pub charges: Vec<Charge>,
    /// Up to so many people, nothing is.
    pub free_up_to: Option<u32>,
    /// What associations are spared, in hundredths.
    pub discount: u8,
}

/// A sum in both currencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// In euro cents.
    pub euro_cents: i64,
    /// In CFA francs, which have no hundredths in use.
    pub francs: i64,
}

/// Why a cost is not computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Uncounted {
    /// A charge is below nothing, or beyond [`AMOUNT_MOST`].
    #[error("not an amount")]
    Amount,
    /// The discount is over 100 %.
    #[error("not a discount")]
    Discount,
    /// A charge is in dollars and no rate was handed over.
    #[error("no rate for the currency")]
    Rate,
}

impl Price {
    /// What so many people cost over three years. Dollars are counted at `dollars`: how many ten-thousandths of a dollar
    /// a euro buys.
    pub fn three_years(&self, people: u32, dollars: Option<i64>) -> Result<Cost, Uncounted> {
        if self.discount > 100 {
            return Err(Uncounted::Discount);
        }
        let is_free = self.free_up_to.is_some_and(|most| people <= most);
        // Thousandths of a franc hold every charge exactly, but those in dollars.
        let mut milli = 0_i128;
        for charge in &self.charges {
            let one = charge.milli_francs(dollars)?;
            let times = match charge.every {
                Every::Once => 1,
                Every::Month => MONTHS,
                Every::Year => MONTHS / 12,
            };
            let heads = if charge.per == Per::Person { i64::from(people) } else { 1 };
            milli += i128::from(one) * i128::from(times) * i128::from(heads);
        }
        let kept = if is_free { 0 } else { milli * i128::from(100 - self.discount) };
        // The discount has added two digits.
        let rounded = |whole: i128| (kept + whole / 2) / whole;
        let narrow = |sum: i128| i64::try_from(sum).map_err(|_| Uncounted::Amount);
        let francs = narrow(rounded(100_000))?;
        Ok(Cost { euro_cents: narrow(rounded(i128::from(PARITY)))?, francs })
    }
}

impl Charge {
    fn milli_francs(&self, dollars: Option<i64>) -> Result<i64, Uncounted> {
        if !(0..=AMOUNT_MOST).contains(&self.amount) {
            return Err(Uncounted::Amount);
        }
        match self.currency {
            // Hundredths of a franc are tens of thousandths.
            Currency::WestAfricanFranc | Currency::CentralAfricanFranc => Ok(self.amount * 10),
            Currency::Euro => Ok(self.amount * PARITY / 100),
            Currency::Dollar => {
                let rate = dollars.filter(|rate| *rate > 0).ok_or(Uncounted::Rate)?;
                Ok(self.amount * PARITY / 100 * 10_000 / rate)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euros(amount: i64, per: Per, every: Every) -> Charge {
        Charge { amount: amount * 100, currency: Currency::Euro, per, every }
    }

    #[test]
    fn three_years_are_counted_in_euro_and_at_the_fixed_parity() {
        let price = Price {
            charges: vec![euros(100, Per::Organization, Every::Once), euros(2, Per::Person, Every::Month)],
            ..Price::default()
        };
        let costs = TEAMS.map(|people| price.three_years(people, None).unwrap().euro_cents / 100);
        assert_eq!(costs, [100 + 5 * 72, 100 + 20 * 72, 100 + 100 * 72]);
        let hundred = Price { charges: vec![euros(100, Per::Organization, Every::Once)], ..Price::default() };
        assert_eq!(hundred.three_years(5, None).unwrap(), Cost { euro_cents: 10_000, francs: 65_596 });
    }

    #[test]
    fn francs_come_back_as_they_were() {
        let currency = Currency::WestAfricanFranc;
        let charge = Charge { amount: 65_595_700, currency, per: Per::Organization, every: Every::Once };
        let price = Price { charges: vec![charge], ..Price::default() };
        assert_eq!(price.three_years(1, None), Ok(Cost { euro_cents: 100_000, francs: 655_957 }));
    }

    #[test]
    fn free_tiers_and_discounts_are_taken_off() {
        let charges = vec![euros(10, Per::Person, Every::Year)];
        let price = Price { charges, free_up_to: Some(5), discount: 50 };
        let costs = [5, 6].map(|people| price.three_years(people, None).unwrap().euro_cents);
        assert_eq!(costs, [0, 6 * 30 * 50]);
        assert_eq!(Price::default().three_years(100, None), Ok(Cost { euro_cents: 0, francs: 0 }));
    }

    #[test]
    fn what_cannot_be_counted_is_not_guessed() {
        let dollar = Charge { currency: Currency::Dollar, ..euros(11, Per::Organization, Every::Once) };
        let price = |charge| Price { charges: vec![charge], ..Price::default() };
        assert_eq!(price(dollar).three_years(5, None), Err(Uncounted::Rate));
        assert_eq!(price(dollar).three_years(5, Some(11_000)).unwrap().euro_cents, 1_000);
        for amount in [-1, AMOUNT_MOST + 1, i64::MAX] {
            let charge = Charge { amount, ..dollar };
            assert_eq!(price(charge).three_years(5, Some(1)), Err(Uncounted::Amount));
        }
        assert_eq!(
            Price { discount: 101, ..Price::default() }.three_years(5, None),
            Err(Uncounted::Discount)
        );
    }
}
