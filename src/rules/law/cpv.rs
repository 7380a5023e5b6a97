//! Common Procurement Vocabulary codes, and which lists in law name them.
//!
//! The three lists beside this file were read in the consolidated texts and copied code by code. The Act's
//! Schedule 1 and the health Schedule name single codes; Schedule 3 of the 2015 Regulations names codes and
//! ranges. Table 2 of the Act's Schedule (services for defence contracts only) is left out: councils let no
//! such contracts.

use std::fmt;
use std::str::FromStr;

const LIGHT_TOUCH_2024: &str = include_str!("cpv/light_touch_2024.tsv");
const LIGHT_TOUCH_2015: &str = include_str!("cpv/light_touch_2015.tsv");
const HEALTH_2023: &str = include_str!("cpv/health_2023.tsv");

/// A code: eight digits. Shown with its check digit, `85320000-8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cpv(u32);

/// Why a code as typed is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadCpv {
    /// Not eight digits, or eight, a hyphen and one.
    #[error("A CPV code is eight digits, such as 85320000, or with its check digit 85320000-8.")]
    Form,
    /// The check digit does not fit.
    #[error("The check digit of {typed} does not fit: {right} would.")]
    CheckDigit {
        /// What was typed.
        typed: String,
        /// The code with the check digit that fits.
        right: Cpv,
    },
}

/// Which list of light touch services is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LightTouchList {
    /// Public Contracts Regulations 2015, Schedule 3.
    Pcr2015,
    /// Procurement Regulations 2024, Schedule 1, Table 1.
    Act2023,
}

/// A code's line in the health Schedule (SI 2023/1348, Schedule 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HealthEntry {
    /// What the Schedule calls the service.
    pub name: &'static str,
    /// To what extent the service is in scope; none where it always is.
    pub extent: Option<&'static str>,
}

impl Cpv {
    /// The code with these eight digits.
    #[must_use]
    pub const fn new(digits: u32) -> Option<Self> {
        if digits >= 1_000_000 && digits <= 99_999_999 { Some(Self(digits)) } else { None }
    }

    /// The eight digits as a number.
    #[must_use]
    pub const fn digits(self) -> u32 {
        self.0
    }

    /// The ninth digit: the digits weighted 3, 7, 1 from the left, summed, last digit.
    ///
    /// The algorithm is not published; it fits every code that the 2015 and the health Schedules print with
    /// theirs.
    #[must_use]
    pub fn check_digit(self) -> u32 {
        let digits = format!("{:08}", self.0);
        digits
            .bytes()
            .zip([3, 7, 1].iter().cycle())
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum::<u32>()
            % 10
    }

    /// What the lists call this service; none for a code on no list, which may exist all the same.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        fields(LIGHT_TOUCH_2024, self).or_else(|| fields(HEALTH_2023, self)).and_then(|mut rest| rest.next())
    }

    /// Is this a light touch service on that list?
    #[must_use]
    pub fn is_light_touch(self, list: LightTouchList) -> bool {
        match list {
            LightTouchList::Act2023 => fields(LIGHT_TOUCH_2024, self).is_some(),
            LightTouchList::Pcr2015 => {
                lines(LIGHT_TOUCH_2015).any(|line| self.is_in_range(line) == Some(true))
            }
        }
    }

    /// May a contract for this service be reserved to public service mutuals (Procurement Act 2023, section
    /// 33)?
    #[must_use]
    pub fn is_reservable(self) -> bool {
        fields(LIGHT_TOUCH_2024, self).is_some_and(|mut rest| rest.nth(1) == Some("R"))
    }

    /// Its line in the health Schedule, if it has one.
    #[must_use]
    pub fn health(self) -> Option<HealthEntry> {
        let mut rest = fields(HEALTH_2023, self)?;
        Some(HealthEntry { name: rest.next()?, extent: rest.next().filter(|extent| !extent.is_empty()) })
    }

    fn is_in_range(self, line: &str) -> Option<bool> {
        let (first, last) = line.split_once('|')?;
        Some(first.parse::<Self>().ok()? <= self && self <= last.parse::<Self>().ok()?)
    }
}

impl FromStr for Cpv {
    type Err = BadCpv;

    /// Reads `85320000` or `85320000-8`, spaces around it ignored.
    fn from_str(typed: &str) -> Result<Self, BadCpv> {
        let (digits, check) = match typed.trim().split_once('-') {
            Some((digits, check)) => (digits, Some(number(check, 1)?)),
            None => (typed.trim(), None),
        };
        let code = Self::new(number(digits, 8)?).ok_or(BadCpv::Form)?;
        match check {
            Some(check) if check != code.check_digit() => {
                Err(BadCpv::CheckDigit { typed: typed.trim().to_owned(), right: code })
            }
            Some(_) | None => Ok(code),
        }
    }
}

impl fmt::Display for Cpv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}-{}", self.0, self.check_digit())
    }
}

fn number(text: &str, length: usize) -> Result<u32, BadCpv> {
    let whole = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole { text.parse().map_err(|_| BadCpv::Form) } else { Err(BadCpv::Form) }
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

/// What follows a code on its line.
fn fields(list: &'static str, code: Cpv) -> Option<std::str::Split<'static, char>> {
    lines(list).find_map(|line| {
        let mut fields = line.split('|');
        (fields.next()?.parse() == Ok(code)).then_some(fields)
    })
}

#[cfg(test)]
mod tests;
