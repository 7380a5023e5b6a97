//! Single values of the file: decimals in quotes, whole numbers, words.

use std::fmt;

use entity::number::Pence;
use rules::Problem;
use rules::exact::{Exact, whole};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// No honest number is longer; a longer one would only cost time.
const MOST_DIGITS: usize = 40;

/// Reads values and gathers everything that is wrong with them.
#[derive(Default)]
pub(super) struct Leaves {
    pub(super) problems: Vec<Problem>,
}

impl Leaves {
    pub(super) fn refuse(&mut self, path: &str, says: impl Into<String>) {
        self.problems.push(Problem::at(path, says));
    }

    /// A value that must be there.
    pub(super) fn needed<'a, T>(&mut self, path: &str, value: &'a Option<T>) -> Option<&'a T> {
        if value.is_none() {
            self.refuse(path, "This is missing.");
        }
        value.as_ref()
    }

    /// An exact decimal in quotes.
    pub(super) fn decimal(&mut self, path: &str, value: &Value) -> Option<Exact> {
        let read = value.as_str().and_then(split).and_then(|(digits, places)| {
            let number: Exact = digits.parse().ok()?;
            Some(number / whole(10).pow(i32::try_from(places).ok()?))
        });
        if read.is_none() {
            self.refuse(path, "Give a decimal number in quotes, such as \"60\" or \"33.5\".");
        }
        read
    }

    /// Money in pounds, in quotes, exact to the penny.
    pub(super) fn pence(&mut self, path: &str, value: &Value) -> Option<Pence> {
        let Some((digits, places)) = value.as_str().and_then(split) else {
            self.refuse(path, "Give an amount in pounds in quotes, such as \"100000.00\".");
            return None;
        };
        if places > 2 {
            self.refuse(path, "An amount has no more than two decimals: pounds and pence.");
            return None;
        }
        let pence = format!("{digits}{}", "0".repeat(2 - places)).parse().ok().map(Pence);
        if pence.is_none() {
            self.refuse(path, format!("This amount is too large. The most is {}.", Pence(i64::MAX)));
        }
        pence
    }

    /// A whole number without quotes.
    pub(super) fn integer(&mut self, path: &str, value: &Value) -> Option<i64> {
        let read = value.as_i64();
        if read.is_none() {
            self.refuse(path, "Give a whole number without quotes, such as 4.");
        }
        read
    }

    /// Words in quotes.
    pub(super) fn text(&mut self, path: &str, value: &Value) -> Option<String> {
        let read = value.as_str().map(str::to_owned);
        if read.is_none() {
            self.refuse(path, "Give words in quotes.");
        }
        read
    }

    /// Yes or no.
    pub(super) fn truth(&mut self, path: &str, value: &Value) -> Option<bool> {
        let read = value.as_bool();
        if read.is_none() {
            self.refuse(path, "Give true or false, without quotes.");
        }
        read
    }
}

/// `-12.50` as `-1250` and 2: sign and digits without the point, and how many come after it.
fn split(text: &str) -> Option<(String, usize)> {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (before, after) = match unsigned.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (unsigned, ""),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !before.is_empty() && digits(before) && digits(after) && text.len() <= MOST_DIGITS;
    fits.then(|| (format!("{sign}{before}{after}"), after.len()))
}

/// The entries of an object as they come, so that a name given twice is seen.
#[derive(Debug, Default)]
pub(super) struct Entries(pub(super) Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Entries;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object such as {\"q1\":4}")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        from.deserialize_map(Visit)
    }
}
