//! The price of a bid: an amount for each year, in pence, without VAT, and their exact sum.

use entity::gaps::Gaps;
use entity::number::Pence;
use entity::state::AboveCeiling;
use sea_orm::Value;
use serde::{Deserialize, Serialize};

use crate::field::{Draft, Field, Kind, Lists, Typed, draft};
use crate::tender::terms::LotTerms;
use crate::{Problem, Refusal};

/// The prices of a bid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// For each year in turn, in pence, without VAT.
    pub years: Vec<Pence>,
}

const fn year(name: &'static str, label: &'static str) -> Field {
    Field::given(name, label, "", Kind::Money)
}

/// A box for each year that a schedule can have.
const YEARS: [Field; 20] = [
    year("year-1", "Price for year 1"),
    year("year-2", "Price for year 2"),
    year("year-3", "Price for year 3"),
    year("year-4", "Price for year 4"),
    year("year-5", "Price for year 5"),
    year("year-6", "Price for year 6"),
    year("year-7", "Price for year 7"),
    year("year-8", "Price for year 8"),
    year("year-9", "Price for year 9"),
    year("year-10", "Price for year 10"),
    year("year-11", "Price for year 11"),
    year("year-12", "Price for year 12"),
    year("year-13", "Price for year 13"),
    year("year-14", "Price for year 14"),
    year("year-15", "Price for year 15"),
    year("year-16", "Price for year 16"),
    year("year-17", "Price for year 17"),
    year("year-18", "Price for year 18"),
    year("year-19", "Price for year 19"),
    year("year-20", "Price for year 20"),
];

/// The most years a schedule can have.
pub const MOST_YEARS: i32 = YEARS.len() as i32;

/// The boxes of a lot's schedule: one for each year that it asks for.
#[must_use]
pub fn fields(lot: &LotTerms) -> &'static [Field] {
    let years = usize::try_from(lot.price_years).unwrap_or(1).clamp(1, YEARS.len());
    &YEARS[..years]
}

/// Reads a schedule as typed. Refuses empty years, a total of nothing, and a total that the lot disregards.
pub fn read(typed: &Typed, lot: &LotTerms) -> Result<Schedule, Refusal> {
    let fields = fields(lot);
    let draft = draft(fields, typed, &Lists::default(), &Gaps::default())?;
    let schedule = Schedule { years: fields.iter().map(|field| amount(&draft, field.name)).collect() };
    Refusal::unless_empty(problems(&schedule, lot))?;
    Ok(schedule)
}

fn amount(draft: &Draft, name: &str) -> Pence {
    match draft.value(name) {
        Some(Value::BigInt(Some(pence))) => Pence(*pence),
        _ => Pence(0),
    }
}

/// What stands in the way of a schedule, whenever it was saved: the lot may have been amended since.
#[must_use]
pub fn problems(schedule: &Schedule, lot: &LotTerms) -> Vec<Problem> {
    let first = fields(lot)[0].name;
    let asked = fields(lot).len();
    if schedule.years.len() != asked {
        let says =
            format!("Give a price for each of the {asked} years: the tender has changed since you saved.");
        return vec![Problem::at(first, says)];
    }
    let Some(total) = schedule.total() else {
        return vec![Problem::at(first, "These prices are too large to add up. Check each of them.")];
    };
    if total.0 <= 0 {
        return vec![Problem::at(
            first,
            "The prices add up to £0. Enter a price above £0 in at least one year.",
        )];
    }
    match (lot.ceiling, lot.above_ceiling) {
        (Some(ceiling), Some(AboveCeiling::Disregarded)) if total > ceiling => vec![Problem::at(
            first,
            format!(
                "The prices add up to {total}. The ceiling is {ceiling}, and a bid above it is disregarded. Lower them by at least {}.",
                Pence(total.0 - ceiling.0)
            ),
        )],
        _ => Vec::new(),
    }
}

/// What a bidder should know of a schedule that can be submitted.
#[must_use]
pub fn notes(schedule: &Schedule, lot: &LotTerms) -> Vec<String> {
    let Some(total) = schedule.total() else { return Vec::new() };
    let mut notes = Vec::new();
    if let (Some(ceiling), Some(AboveCeiling::Counted)) = (lot.ceiling, lot.above_ceiling)
        && total > ceiling
    {
        let over = Pence(total.0 - ceiling.0);
        notes.push(format!(
            "The total is {over} above the ceiling of {ceiling}. It is scored like any other."
        ));
    }
    if let Some(value) = lot.value
        && total > value
    {
        let over = Pence(total.0 - value.0);
        notes.push(format!(
            "The total is {over} above {value}, the most that the council expects to pay over the longest term."
        ));
    }
    notes
}

impl Schedule {
    /// The exact sum of all years; nothing where it is beyond all counting.
    #[must_use]
    pub fn total(&self) -> Option<Pence> {
        self.years.iter().try_fold(0_i64, |sum, year| sum.checked_add(year.0)).map(Pence)
    }

    /// As it is sealed: canonical JSON, the total with it.
    #[must_use]
    pub fn text(&self) -> String {
        let total = self.total().unwrap_or_default();
        serde_json::json!({ "total": total, "years": self.years }).to_string()
    }

    /// A schedule as it was sealed; nothing where its total is not the sum of its years.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Sealed {
            total: Pence,
            years: Vec<Pence>,
        }
        let sealed: Sealed = serde_json::from_str(text).ok()?;
        let schedule = Self { years: sealed.years };
        (schedule.total() == Some(sealed.total)).then_some(schedule)
    }

    /// What the boxes hold, in the order of the fields.
    #[must_use]
    pub fn values(&self, lot: &LotTerms) -> Vec<Value> {
        let year = |index: usize| Value::BigInt(self.years.get(index).map(|pence| pence.0));
        (0..fields(lot).len()).map(year).collect()
    }
}

/// What the boxes hold before anything was saved.
#[must_use]
pub fn empty(lot: &LotTerms) -> Vec<Value> {
    vec![Value::BigInt(None); fields(lot).len()]
}

#[cfg(test)]
mod tests;
