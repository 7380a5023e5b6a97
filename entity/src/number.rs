//! Numbers that are never a float: money in pence, shares in basis points, versions.

use std::fmt;

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// Money in pence. Stored as a whole number, so that no database rounds it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize,
)]
pub struct Pence(pub i64);

impl Pence {
    /// Whole pounds as pence.
    #[must_use]
    pub const fn pounds(pounds: i64) -> Self {
        Self(pounds * 100)
    }
}

impl fmt::Display for Pence {
    /// As the council writes it: `£331,000`, `£343,578.05`, `-£12.50`. Whole pounds have no pence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (pounds, pence) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        write!(f, "{sign}£{}", grouped(pounds))?;
        if pence > 0 { write!(f, ".{pence:02}") } else { Ok(()) }
    }
}

/// A share in hundredths of a percent: 10,000 is the whole.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize,
)]
pub struct BasisPoints(pub i32);

impl BasisPoints {
    /// The whole: 100%.
    pub const WHOLE: Self = Self(10_000);

    /// Whole percent as basis points.
    #[must_use]
    pub const fn percent(percent: i32) -> Self {
        Self(percent * 100)
    }
}

impl fmt::Display for BasisPoints {
    /// `60%`, `12.5%`, `0.25%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let hundredths = self.0.unsigned_abs();
        write!(f, "{sign}{}", hundredths / 100)?;
        write_part(f, u64::from(hundredths % 100))?;
        f.write_str("%")
    }
}

/// A plain number in hundredths, such as 14.4 removals a year (1,440).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize,
)]
pub struct Hundredths(pub i64);

impl Hundredths {
    /// A whole number as hundredths.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self(number * 100)
    }
}

impl fmt::Display for Hundredths {
    /// `14.4`, `3`, `1,250.05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        write!(f, "{sign}{}", grouped(whole))?;
        write_part(f, part)
    }
}

/// How often a root has changed. A form carries the version it was drawn from.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize,
)]
pub struct Version(pub i32);

/// The part after the point, without needless noughts.
fn write_part(f: &mut fmt::Formatter<'_>, hundredths: u64) -> fmt::Result {
    match hundredths {
        0 => Ok(()),
        part if part % 10 == 0 => write!(f, ".{}", part / 10),
        part => write!(f, ".{part:02}"),
    }
}

/// A whole number with commas between thousands.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_as_the_council_writes_it() {
        let table = [
            (0, "£0"),
            (5, "£0.05"),
            (100, "£1"),
            (33_100_000, "£331,000"),
            (34_357_805, "£343,578.05"),
            (-1250, "-£12.50"),
            (i64::MIN, "-£92,233,720,368,547,758.08"),
        ];
        for (pence, shown) in table {
            assert_eq!(Pence(pence).to_string(), shown);
        }
    }

    #[test]
    fn shares_read_without_needless_noughts() {
        let table = [(6000, "60%"), (1250, "12.5%"), (25, "0.25%"), (0, "0%"), (-5, "-0.05%")];
        for (points, shown) in table {
            assert_eq!(BasisPoints(points).to_string(), shown);
        }
    }
}
