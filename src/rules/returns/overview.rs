//! How a contract stands in one period: counts of green, amber and red. No grey is ever among them.

use std::ops::Add;

use chrono::{DateTime, Utc};

use super::measure::Rag;
use super::trend::Point;
use super::{Monitoring, Return};

/// How many KPIs stand how. Greys are counted apart: they are in no share and in no total of what could be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// On target.
    pub green: usize,
    /// Near it.
    pub amber: usize,
    /// Off it.
    pub red: usize,
    /// Asked for, and not there.
    pub no_data: usize,
    /// Not judged for another reason.
    pub other: usize,
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            green: self.green + other.green,
            amber: self.amber + other.amber,
            red: self.red + other.red,
            no_data: self.no_data + other.no_data,
            other: self.other + other.other,
        }
    }
}

impl Counts {
    /// Of these points.
    pub fn of<'a>(points: impl IntoIterator<Item = &'a Point<'a>>) -> Self {
        let mut counts = Self::default();
        for point in points {
            match point.rag {
                Rag::Green => counts.green += 1,
                Rag::Amber => counts.amber += 1,
                Rag::Red => counts.red += 1,
                Rag::NoData => counts.no_data += 1,
                Rag::NotDue | Rag::ZeroDenominator | Rag::TooFew | Rag::NoTarget => counts.other += 1,
            }
        }
        counts
    }

    /// How many could be judged.
    #[must_use]
    pub fn judged(&self) -> usize {
        self.green + self.amber + self.red
    }

    /// How many could not.
    #[must_use]
    pub fn grey(&self) -> usize {
        self.no_data + self.other
    }

    /// In words: `3 of the 5 that could be judged are on target, 1 near it and 1 off it; 2 cannot be judged.`
    #[must_use]
    pub fn says(&self) -> String {
        let grey = match self.grey() {
            0 => String::new(),
            1 => "; 1 cannot be judged".to_owned(),
            grey => format!("; {grey} cannot be judged"),
        };
        match self.judged() {
            0 => format!("Nothing could be judged yet{grey}."),
            judged => format!(
                "{} of the {judged} that could be judged {} on target, {} near it and {} off it{grey}.",
                self.green,
                if self.green == 1 { "is" } else { "are" },
                self.amber,
                self.red
            ),
        }
    }
}

impl Monitoring {
    /// The period that is read first: the last that was returned; otherwise the last that is due; otherwise the first.
    #[must_use]
    pub fn latest(&self, now: DateTime<Utc>) -> Option<&Return> {
        let today = crate::law::clock::uk_date(now);
        let returned = self.returns.iter().rfind(|one| one.is_returned());
        let due = || self.returns.iter().rfind(|one| one.row.due_on < today);
        returned.or_else(due).or_else(|| self.returns.first())
    }

    /// Every KPI that a period asks for, as it stands in it. `self` is what was submitted (`as_submitted`).
    #[must_use]
    pub fn points<'a>(&'a self, one: &'a Return, now: DateTime<Utc>) -> Vec<Point<'a>> {
        self.asked(one).into_iter().map(|asked| self.point(one, asked, now)).collect()
    }
}

#[cfg(test)]
mod tests;
