//! The columns of the register: what each says of a contract, and in which orders it is read.

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::contract;
use entity::number::Pence;
use entity::state::StepKind;

use crate::field::long_day;

/// What stands in a cell of a list, whether it is read on a page or in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words; none where they are not known.
    Text(String),
    /// A day, where it is known.
    Day(Option<NaiveDate>),
    /// An amount, where it is known.
    Money(Option<Pence>),
}

impl Cell {
    /// As a page shows it: `30 September 2028`, `£331,000`; nothing where it is not known.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.map(long_day).unwrap_or_default(),
            Self::Money(money) => money.map(|money| money.to_string()).unwrap_or_default(),
        }
    }

    /// As a file of text says it, for a spreadsheet to read: `2028-09-30`, `331000.00`.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            Self::Money(money) => money.map(plain_pounds).unwrap_or_default(),
        }
    }
}

/// `331000.50`: an amount as a spreadsheet reads it.
fn plain_pounds(money: Pence) -> String {
    let sign = if money.0 < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", money.0.unsigned_abs() / 100, money.0.unsigned_abs() % 100)
}

/// A column that may be shown beside a contract's title and reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The provider's name.
    Supplier,
    /// How far it has come.
    Stage,
    /// The department that answers for it.
    Department,
    /// Who manages it.
    Manager,
    /// Its first day.
    Starts,
    /// Its last day as it stands.
    Ends,
    /// Its last day if every option is taken.
    Longest,
    /// The first day that matters next.
    Next,
    /// What is due then.
    Due,
    /// The day it is to be reviewed.
    Review,
    /// Its value.
    Value,
    /// What has been paid.
    Spent,
}

impl Choice for Column {
    const ALL: &'static [Self] = &[
        Self::Supplier,
        Self::Stage,
        Self::Department,
        Self::Manager,
        Self::Starts,
        Self::Ends,
        Self::Longest,
        Self::Next,
        Self::Due,
        Self::Review,
        Self::Value,
        Self::Spent,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Supplier => "supplier",
            Self::Stage => "stage",
            Self::Department => "department",
            Self::Manager => "manager",
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::Longest => "longest",
            Self::Next => "next",
            Self::Due => "due",
            Self::Review => "review",
            Self::Value => "value",
            Self::Spent => "spent",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Supplier => "Provider",
            Self::Stage => "Stage",
            Self::Department => "Department",
            Self::Manager => "Contract manager",
            Self::Starts => "First day",
            Self::Ends => "Last day as it stands",
            Self::Longest => "Last day with every option",
            Self::Next => "Next date",
            Self::Due => "What is due then",
            Self::Review => "Review date",
            Self::Value => "Value, without VAT",
            Self::Spent => "Paid, without VAT",
        }
    }
}

impl Column {
    /// Those that are shown to whoever has chosen none.
    pub const USUAL: &'static [Self] =
        &[Self::Supplier, Self::Stage, Self::Ends, Self::Next, Self::Due, Self::Value];

    /// What it says of a contract; the name of who manages it is looked up by whoever asks.
    #[must_use]
    pub fn cell(self, row: &contract::Model, manager: &str) -> Cell {
        let text = |text: &str| Cell::Text(text.to_owned());
        match self {
            Self::Supplier => text(&row.supplier),
            Self::Stage => text(row.stage.label()),
            Self::Department => text(row.department.as_deref().unwrap_or_default()),
            Self::Manager => text(manager),
            Self::Starts => Cell::Day(row.starts_on),
            Self::Ends => Cell::Day(row.ended_on.or(row.ends_on)),
            Self::Longest => Cell::Day(row.longest_on),
            Self::Next => Cell::Day(row.next_on),
            Self::Due => text(due(row)),
            Self::Review => Cell::Day(row.review_on),
            Self::Value => Cell::Money(row.value_now.or(row.value)),
            Self::Spent => Cell::Money(Some(row.spent)),
        }
    }

    /// The order that its heading offers, if the register can be read in it.
    #[must_use]
    pub fn order(self) -> Option<Order> {
        match self {
            Self::Supplier => Some(Order::Supplier),
            Self::Ends => Some(Order::Ends),
            Self::Next => Some(Order::Next),
            Self::Value => Some(Order::Value),
            Self::Stage
            | Self::Department
            | Self::Manager
            | Self::Starts
            | Self::Longest
            | Self::Due
            | Self::Review
            | Self::Spent => None,
        }
    }
}

/// What is due on the next date, in words.
fn due(row: &contract::Model) -> &'static str {
    let step = row.next_what.as_deref().and_then(StepKind::of);
    step.filter(|_| row.next_on.is_some()).map(Choice::label).unwrap_or_default()
}

/// In which order the register is read. What is not known comes last, either way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the first day that matters next.
    #[default]
    Next,
    /// By its last day as it stands.
    Ends,
    /// By title.
    Title,
    /// By the provider's name.
    Supplier,
    /// By value.
    Value,
}

impl Choice for Order {
    const ALL: &'static [Self] = &[Self::Next, Self::Ends, Self::Title, Self::Supplier, Self::Value];

    fn code(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Ends => "ends",
            Self::Title => "title",
            Self::Supplier => "supplier",
            Self::Value => "value",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Next => "Next date",
            Self::Ends => "Last day as it stands",
            Self::Title => "Title",
            Self::Supplier => "Provider",
            Self::Value => "Value",
        }
    }
}

#[cfg(test)]
mod tests;
