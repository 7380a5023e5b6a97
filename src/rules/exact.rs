//! Exact numbers: fractions of whole numbers without limit, rounded once, when something is published.

use std::fmt::Write;

use entity::number::{BasisPoints, Pence, grouped};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// A fraction that nothing has rounded.
pub type Exact = BigRational;

/// A whole number.
#[must_use]
pub fn whole(number: i64) -> Exact {
    Exact::from_integer(number.into())
}

/// One whole number over another, which is not nought.
pub(crate) fn ratio(above: i64, below: i64) -> Exact {
    Exact::new(above.into(), below.into())
}

/// Money in pounds.
#[must_use]
pub fn pounds(money: Pence) -> Exact {
    ratio(money.0, 100)
}

/// A share in percent: 60 for 60%.
#[must_use]
pub fn percent(share: BasisPoints) -> Exact {
    ratio(share.0.into(), 100)
}

/// The one rounding: to whole hundredths, half up.
#[must_use]
pub fn hundredths(number: &Exact) -> BigInt {
    (number * whole(100) + ratio(1, 2)).floor().to_integer()
}

/// As published, with two decimals: `84.55`.
#[must_use]
pub fn two_decimals(number: &Exact) -> String {
    let hundredths = hundredths(number);
    let sign = if hundredths.is_negative() { "-" } else { "" };
    let digits = format!("{:03}", hundredths.magnitude());
    let (before, after) = digits.split_at(digits.len() - 2);
    format!("{sign}{before}.{after}")
}

/// Money as published, to the penny: `£3,333.33`.
#[must_use]
pub fn money(pounds: &Exact) -> String {
    match hundredths(pounds).to_i64() {
        Some(pence) => Pence(pence).to_string(),
        None => format!("£{}", two_decimals(pounds)),
    }
}

/// Exactly, in lowest terms: `600/11`, `60/1`.
#[must_use]
pub fn fraction(number: &Exact) -> String {
    format!("{}/{}", number.numer(), number.denom())
}

/// As people write it: `60`, `12.5`; a fraction where decimals would not end.
#[must_use]
pub fn plain(number: &Exact) -> String {
    let (mut places, mut rest) = (0_usize, number.denom().clone());
    for prime in [BigInt::from(10), BigInt::from(5), BigInt::from(2)] {
        while (&rest % &prime).is_zero() {
            rest /= &prime;
            places += 1;
        }
    }
    if !rest.is_one() {
        return fraction(number);
    }
    let power = i32::try_from(places).unwrap_or(i32::MAX);
    let scaled = (number * whole(10).pow(power)).to_integer();
    let digits = format!("{:0>width$}", scaled.magnitude().to_string(), width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    let mut out = if scaled.is_negative() { "-".to_owned() } else { String::new() };
    out.push_str(&before.parse().map_or_else(|_| before.to_owned(), grouped));
    if places > 0 {
        // Writing to a string cannot fail.
        let _ = write!(out, ".{after}");
    }
    out
}

#[cfg(test)]
mod tests;
