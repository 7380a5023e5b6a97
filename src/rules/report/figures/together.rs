//! Facts of a row that papers print together, such as the two ends of a range and their unit.

use entity::choice::Choice;
use entity::number::{Hundredths, grouped};
use entity::state::{StatisticUnit, TermEnd};
use sea_orm::{ModelTrait, Value};

use crate::field::held;
use crate::rows::Listed;

/// How a fact of a row is printed.
pub(super) enum Printed {
    /// As it is.
    Alone,
    /// With others, under a name of their own.
    Together { name: &'static str, label: &'static str, shown: String },
    /// With another, whose figure holds it.
    Elsewhere,
}

/// How the fact of this name is printed.
pub(super) fn printed<E: Listed>(model: &E::Model, name: &str) -> Printed {
    let row = Held(model);
    let value = |shown: Option<String>| match shown {
        Some(shown) => Printed::Together { name: "value", label: "Value", shown },
        None => Printed::Elsewhere,
    };
    match (E::CODE, name) {
        ("statistics", "low") => value(row.statistic()),
        ("capacity", "low") => value(row.capacity()),
        ("statistics" | "capacity", "high" | "unit") => Printed::Elsewhere,
        ("statistics", "base") => match row.base() {
            Some(shown) => Printed::Together { name: "base", label: "Of how many", shown },
            None => Printed::Elsewhere,
        },
        ("statistics", "base_of") if row.whole("base").is_some() => Printed::Elsewhere,
        ("term", "months") => match row.whole("months") {
            Some(months) => Printed::Together {
                name: "months",
                label: "Length",
                shown: format!("{months} month{}", if months == 1 { "" } else { "s" }),
            },
            None => Printed::Elsewhere,
        },
        ("term", "ends_with") => match row.text("ends_with").as_deref().and_then(TermEnd::of) {
            Some(end) => Printed::Together {
                name: "ends_with",
                label: "What stands at its end",
                shown: what_stands(end).to_owned(),
            },
            None => Printed::Elsewhere,
        },
        _ => Printed::Alone,
    }
}

/// What a paper says of the end of a part of the term.
const fn what_stands(end: TermEnd) -> &'static str {
    match end {
        TermEnd::Break => "Break clause: the contract runs on unless it is ended",
        TermEnd::Extension => "Extension option: the contract ends unless it is extended",
        TermEnd::End => "End of the contract",
    }
}

/// A row, read by the names of its columns.
struct Held<'a, M>(&'a M);

impl<M: ModelTrait> Held<'_, M> {
    fn number(&self, name: &str) -> Option<Hundredths> {
        match held(self.0, name) {
            Value::BigInt(Some(number)) => Some(Hundredths(number)),
            _ => None,
        }
    }

    fn whole(&self, name: &str) -> Option<i32> {
        match held(self.0, name) {
            Value::Int(Some(number)) => Some(number),
            _ => None,
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        match held(self.0, name) {
            Value::String(text) => text,
            _ => None,
        }
    }

    /// "18 to 24".
    fn range(&self) -> Option<String> {
        let low = self.number("low")?;
        Some(match self.number("high") {
            Some(high) => format!("{low} to {high}"),
            None => low.to_string(),
        })
    }

    /// "84%", "36 times", "a quarter".
    fn statistic(&self) -> Option<String> {
        let range = self.range()?;
        let unit = self.text("unit").as_deref().and_then(StatisticUnit::of);
        Some(match (unit, self.number("low"), self.number("high")) {
            (Some(StatisticUnit::Percent), ..) => format!("{range}%"),
            (Some(StatisticUnit::Times), ..) => format!("{range} times"),
            (Some(StatisticUnit::Share), Some(low), None) => share(low),
            _ => range,
        })
    }

    /// "18 to 24 women".
    fn capacity(&self) -> Option<String> {
        let (range, unit) = (self.range()?, self.text("unit").unwrap_or_default());
        Some(format!("{range} {unit}").trim().to_owned())
    }

    /// "51 women identified".
    fn base(&self) -> Option<String> {
        let number = grouped(u64::from(self.whole("base")?.unsigned_abs()));
        Some(format!("{number} {}", self.text("base_of").unwrap_or_default()).trim().to_owned())
    }
}

/// A share of one, in words where there is a common word for it.
fn share(of_one: Hundredths) -> String {
    match of_one {
        Hundredths(25) => "a quarter".to_owned(),
        Hundredths(50) => "half".to_owned(),
        Hundredths(75) => "three quarters".to_owned(),
        Hundredths(hundredths) => format!("{hundredths}%"),
    }
}
