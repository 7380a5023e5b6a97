//! A field of a form: declared once, with its name, label, hint and parser.
//!
//! Pages draw from these, forms are read by them, and spreadsheets will be: one implementation.

mod draft;
mod held;
mod read;
mod show;

use std::collections::HashMap;

pub use draft::{Draft, draft};
pub use held::{all_held, held};
pub use read::{month_of, read_money};
pub use show::{day_parts, instant_parts, long_day, shown, typed};

use entity::choice::Choice;

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The column it fills, and its name on the page.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// A sentence of help, or nothing.
    pub hint: &'static str,
    /// What may be typed.
    pub kind: Kind,
    /// Whether it may be left empty.
    pub need: Need,
}

/// What may be typed into a field.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One line of text, 200 characters at most.
    Line,
    /// Text of several paragraphs, 20,000 characters at most.
    Prose,
    /// An answer in a bid: like prose, but its limit is counted in words, so it may have 100,000 characters.
    Answer,
    /// Entries, one a line, 20,000 characters at most.
    Lines,
    /// A web address.
    Link,
    /// An amount in pounds and pence; kept in pence.
    Money,
    /// A percentage with up to two decimals; kept in basis points.
    Percent,
    /// A number with up to two decimals; kept in hundredths.
    Number,
    /// A whole number in this range.
    Whole(i32, i32),
    /// A day.
    Day,
    /// A day and a time of day, as a clock in the UK shows it; kept in UTC.
    Instant,
    /// CPV codes, parted by commas or spaces.
    Cpv,
    /// An email address; kept in lower case.
    Email,
    /// One of a fixed list: code and label.
    Choice(fn() -> Vec<(String, String)>),
    /// One of a list of the authority's or the procurement's own; the code is text.
    From(List),
    /// The same, but the code is the number of a row.
    RowFrom(List),
    /// Yes or not: a box to tick.
    Tick,
}

/// Lists that are an authority's or a procurement's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// Levels of likelihood in the authority's risk key.
    Likelihood,
    /// Levels of impact in the authority's risk key.
    Impact,
    /// Overall levels in the authority's risk key.
    OverallRisk,
    /// The headings that the authority's reports have.
    Headings,
    /// The procurement's own outcomes.
    Outcomes,
    /// The people of the authority.
    Staff,
    /// The lots of a tender, where it has more than one.
    Lots,
    /// The headings that a tender's questions may stand under.
    CriterionHeadings,
    /// The questions of a tender.
    Questions,
    /// The opened bids of a tender, by the bidders' names.
    Bids,
    /// The same, as the panel calls them.
    Labels,
    /// The price indices that an authority keeps.
    Indices,
    /// The parts of the term of a contract.
    TermParts,
    /// The departments that answer for contracts.
    Departments,
    /// The providers that are registered here.
    Organisations,
    /// Periods of the returns of a contract, by their first days.
    Periods,
}

/// The entries of such lists, as loaded.
#[derive(Clone, Debug, Default)]
pub struct Lists(pub HashMap<List, Vec<(String, String)>>);

/// Whether a field may be left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must be given.
    Given,
    /// It may be unknown: not stated, to be confirmed, or left blank.
    Known,
    /// It may be left empty, and nothing need be said of it.
    Optional,
}

impl Field {
    /// A field that must be given.
    #[must_use]
    pub const fn given(name: &'static str, label: &'static str, hint: &'static str, kind: Kind) -> Self {
        Self { name, label, hint, kind, need: Need::Given }
    }

    /// A field that may be unknown.
    #[must_use]
    pub const fn known(name: &'static str, label: &'static str, hint: &'static str, kind: Kind) -> Self {
        Self { name, label, hint, kind, need: Need::Known }
    }

    /// A field that may be left empty without a reason.
    #[must_use]
    pub const fn optional(name: &'static str, label: &'static str, hint: &'static str, kind: Kind) -> Self {
        Self { name, label, hint, kind, need: Need::Optional }
    }

    /// Whether it offers a choice of which nothing is there, as where an authority's risk key has no such levels, or
    /// where there is one lot only.
    #[must_use]
    pub fn offers_nothing(&self, lists: &Lists) -> bool {
        let may_be_left_out = match self.kind {
            Kind::From(_) | Kind::RowFrom(List::Lots) => true,
            Kind::RowFrom(_) => self.need == Need::Optional,
            _ => false,
        };
        may_be_left_out && self.options(lists).is_empty()
    }

    /// What may be chosen, as code and label; empty for a field that is typed.
    #[must_use]
    pub fn options(&self, lists: &Lists) -> Vec<(String, String)> {
        match self.kind {
            Kind::Choice(options) => options(),
            Kind::From(list) | Kind::RowFrom(list) => lists.0.get(&list).cloned().unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// The most characters it takes, for text.
    #[must_use]
    pub fn most(&self) -> Option<usize> {
        match self.kind {
            Kind::Line | Kind::Email => Some(200),
            Kind::Link => Some(500),
            Kind::Prose | Kind::Lines => Some(20_000),
            Kind::Answer => Some(100_000),
            Kind::Cpv => Some(400),
            Kind::Money
            | Kind::Percent
            | Kind::Number
            | Kind::Whole(..)
            | Kind::Day
            | Kind::Instant
            | Kind::Choice(_)
            | Kind::From(_)
            | Kind::RowFrom(_)
            | Kind::Tick => None,
        }
    }
}

/// The options of a fixed list of coded values.
#[must_use]
pub fn options<C: Choice>() -> Vec<(String, String)> {
    C::ALL.iter().map(|value| (value.code().to_owned(), value.label().to_owned())).collect()
}

/// A form as it was typed: names and texts, in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pairs: Vec<(String, String)>,
    files: Vec<String>,
}

impl Typed {
    /// From the pairs of a posted form. Line ends become one kind.
    #[must_use]
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        let pairs = pairs.into_iter().map(|(name, text)| (name, text.replace("\r\n", "\n"))).collect();
        Self { pairs, files: Vec::new() }
    }

    /// Remembers that a file came where text belongs.
    pub fn file_came(&mut self, name: String) {
        self.files.push(name);
    }

    /// What was typed in a field; empty when nothing was.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(typed, _)| typed == name).map_or("", |(_, text)| text)
    }

    /// Everything given under one name, such as ticked boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(typed, _)| typed == name).map(|(_, text)| text.as_str())
    }

    /// Whether a file came in this field.
    #[must_use]
    pub fn has_file(&self, name: &str) -> bool {
        self.files.iter().any(|file| file == name)
    }

    /// Whether this name was posted at all.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(typed, _)| typed == name)
    }

    /// All pairs, as typed.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The same with other texts in these boxes.
    #[must_use]
    pub fn with_boxes(mut self, boxes: &[(String, String)]) -> Self {
        self.pairs.retain(|(name, _)| boxes.iter().all(|(box_name, _)| box_name != name));
        self.pairs.extend(boxes.iter().cloned());
        self
    }

    /// One part of a form whose boxes have names that begin alike, such as `k3-`: by what follows.
    #[must_use]
    pub fn under(&self, prefix: &str) -> Self {
        let own = |name: &String| name.strip_prefix(prefix).map(str::to_owned);
        Self {
            pairs: self.pairs.iter().filter_map(|(name, text)| Some((own(name)?, text.clone()))).collect(),
            files: self.files.iter().filter_map(own).collect(),
        }
    }

    /// The same with one pair more.
    #[must_use]
    pub fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.pairs.push((name.to_owned(), text.into()));
        self
    }
}

#[cfg(test)]
mod tests;
