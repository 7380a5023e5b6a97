//! The figures of a procurement by name: what a writer can put into prose, and where each came from.
//!
//! Papers print their facts from here too, so that a figure in prose and the same figure in a table
//! have one name, one source and one text.

mod found;
mod place;
mod record;
mod together;

use std::collections::HashMap;

use super::at_break::{self, AtBreak};
use super::awarding::{self, Awarding};
use super::performance::{self, Performance};
use crate::each_list;
use crate::procurement::Procurement;
use crate::procurement::found::Found;
use crate::procurement::parts::part;
use crate::procurement::progress::TASKS;
use crate::rows::Task;
use crate::settings::{Authority, lists};

pub use place::Place;
pub(crate) use record::in_few_words;
use record::of_list;

/// A figure of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name in prose, such as `procurement.annual_value`. It never changes meaning: a figure of a
    /// row is named by the row's number, not by its place in the list.
    pub name: String,
    /// The part or list it stands in, as pages call it.
    pub group: &'static str,
    /// What it is called there, such as "Cost of one year" or "ICB, amount".
    pub label: String,
    /// Where it came from, in words.
    pub source: String,
    /// As it is printed now.
    pub shown: String,
    /// Whether it is of use within a sentence, so that a writer is offered it. Any other can be named as well.
    pub offered: bool,
}

/// Every figure of a procurement, in the order of its task list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    all: Vec<Figure>,
    places: HashMap<String, usize>,
}

impl Figures {
    /// Reads them from the record. What is found from the record follows what is recorded.
    #[must_use]
    pub fn of(procurement: &Procurement, authority: &Authority, found: &Found) -> Self {
        let lists = lists(authority, Some(procurement));
        let mut all = Vec::new();
        for task in TASKS.iter().flat_map(|(_, tasks)| *tasks) {
            all.extend(match task {
                Task::Part(code) => part(code).map(|part| record::of_part(part, procurement, &lists)),
                Task::List(code) => each_list!(*code, of_list(procurement, &lists)),
            });
        }
        let mut all: Vec<Figure> = all.into_iter().flatten().collect();
        all.extend(found::of(procurement, authority, found));
        Self::listed(all)
    }

    /// With those of an award behind them.
    #[must_use]
    pub fn with_award(self, awarding: &Awarding) -> Self {
        let mut all = self.all;
        all.extend(awarding::figures(awarding));
        Self::listed(all)
    }

    /// Those of a contract at a break.
    #[must_use]
    pub fn of_break(at: &AtBreak<'_>) -> Self {
        Self::listed(at_break::figures(at))
    }

    /// Those of a report on the performance of a contract.
    #[must_use]
    pub fn of_performance(of: &Performance<'_>) -> Self {
        Self::listed(performance::figures(of))
    }

    fn listed(all: Vec<Figure>) -> Self {
        let places = all.iter().enumerate().map(|(at, figure)| (figure.name.clone(), at)).collect();
        Self { all, places }
    }

    /// The figure of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Figure> {
        self.all.get(*self.places.get(name)?)
    }

    /// Those that a writer is offered, in order.
    pub fn offered(&self) -> impl Iterator<Item = &Figure> {
        self.all.iter().filter(|figure| figure.offered)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.all.iter()
    }
}

#[cfg(test)]
mod tests;
