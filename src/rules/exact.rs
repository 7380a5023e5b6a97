//! Exact numbers: fractions of whole numbers without limit, rounded once, when something is published.

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
    let Some(digits) = decimal(number) else { return fraction(number) };
    let (sign, unsigned) = digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("-", rest));
    let (before, after) = unsigned.split_once('.').map_or((unsigned, None), |(b, a)| (b, Some(a)));
    let before = before.parse().map_or_else(|_| before.to_owned(), grouped);
    match after {
        Some(after) => format!("{sign}{before}.{after}"),
        None => format!("{sign}{before}"),
    }
}

/// Exactly, as decimals that a program reads: `60`, `12.5`, `-0.125`; nothing where they would not end.
#[must_use]
pub fn decimal(number: &Exact) -> Option<String> {
    let (mut places, mut rest) = (0_usize, number.denom().clone());
    for prime in [BigInt::from(10), BigInt::from(5), BigInt::from(2)] {
        while (&rest % &prime).is_zero() {
            rest /= &prime;
            places += 1;
        }
    }
    if !rest.is_one() {
        return None;
    }
    let scaled = (number * whole(10).pow(i32::try_from(places).ok()?)).to_integer();
    let digits = format!("{:0>width$}", scaled.magnitude().to_string(), width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    let sign = if scaled.is_negative() { "-" } else { "" };
    Some(if places > 0 { format!("{sign}{before}.{after}") } else { format!("{sign}{before}") })
}

#[cfg(test)]
mod tests;
