//! What the reports of an award say: the tenders made of a procurement, how they were run and what came of each lot.

mod build;
mod checks;
mod figures;
mod steps;

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::{RowId, TenderId};
use entity::number::Pence;
use entity::state::PanelSeat;

use crate::award::LotResult;
use crate::award::papers::{ExemptResult, OpenResult};
use crate::scoring::Scoring;
use crate::tender::Tender;
use crate::tender::terms::{LotTerms, StepTerms};

pub(super) use figures::figures;
pub use figures::{lot_name, slug, tender_name};

/// A tender with what was found of it, as the store gives it.
#[derive(Clone, Debug)]
pub struct TenderRecord {
    /// The tender.
    pub tender: Tender,
    /// How many bids came.
    pub received: Received,
    /// Its evaluation, once it has begun.
    pub scoring: Option<Scoring>,
    /// The result of each lot of it.
    pub results: Vec<LotResult>,
}

/// How many bids came for a tender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// They were opened.
    pub opened: u64,
    /// They came late, and none in time from the same bidder.
    pub late: u64,
    /// They were withdrawn before the deadline.
    pub withdrawn: u64,
}

/// Everything the reports of an award say of its tenders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Awarding {
    /// The tenders that were published and not cancelled, oldest first.
    pub tenders: Vec<Tendered>,
    /// What does not add up.
    pub checks: Vec<String>,
}

/// A tender as a report tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tendered {
    /// Its number.
    pub id: TenderId,
    /// What it is called in letters and addresses.
    pub reference: String,
    /// The reference of its notice.
    pub notice: String,
    /// When that was published.
    pub published_at: DateTime<Utc>,
    /// A bid whose last byte arrived then or later was late.
    pub deadline: DateTime<Utc>,
    /// When the bids were opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// How many bids came, once they were opened.
    pub received: Option<Received>,
    /// How many conditions of participation there were.
    pub conditions: usize,
    /// The scale.
    pub scale: Vec<StepTerms>,
    /// Who scored and who moderated.
    pub panel: Vec<Seat>,
    /// Whether the panel read bids under labels; nothing before the evaluation began.
    pub masked: Option<bool>,
    /// What was declared of interests, in numbers.
    pub interests: Interests,
    /// What was declared in words, for the exempt appendix.
    pub declared: Vec<Declared>,
    /// What has to happen between the decision and the contract; nothing where the law cannot be told.
    pub way: Option<String>,
    /// The notices that the award calls for, each with when it is due.
    pub notices: Vec<String>,
    /// Its lots.
    pub lots: Vec<Lotted>,
}

/// A seat of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Which.
    pub seat: PanelSeat,
    /// Whose, by title as the council's list of people gives it.
    pub who: String,
    /// What became of it, where they no longer sit on it.
    pub left: Option<&'static str>,
}

/// Interests that were declared, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interests {
    /// How many of the panel declared.
    pub declared: usize,
    /// How many declared an interest.
    pub with: usize,
    /// Of those, who was kept with a reason.
    pub kept: usize,
    /// Of those, who was removed.
    pub removed: usize,
}

/// An interest in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Whose.
    pub who: String,
    /// Which.
    pub says: String,
    /// What was decided.
    pub decision: Option<&'static str>,
    /// Why.
    pub reason: Option<String>,
}

/// A lot as a report tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lotted {
    /// As it was published.
    pub terms: LotTerms,
    /// How a price becomes a score, in sentences.
    pub formula: String,
    /// The highest score of the scale.
    pub highest: i32,
    /// What everyone may know of its result, once the evaluation has begun.
    pub open: Option<OpenResult>,
    /// What the exempt appendix says of it, or why it says nothing yet. Nothing in any other report.
    pub exempt: Option<Result<ExemptResult, String>>,
    /// The most it may cost: its published value or, for an only lot, what the decision to begin came to.
    pub most: Option<Pence>,
    /// Who decides at the price of the bid that can be awarded the contract; only in the exempt appendix.
    pub tier: Option<String>,
    /// Each step with its day, or with what it waits for.
    pub steps: Vec<Step>,
}

/// A step of the timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happens.
    pub what: &'static str,
    /// When, or what it waits for.
    pub when: String,
    /// The name of its figure, where it has a day.
    pub name: Option<&'static str>,
}

impl Awarding {
    /// Every lot with its tender, in order.
    pub fn lots(&self) -> impl Iterator<Item = (&Tendered, &Lotted)> {
        self.tenders.iter().flat_map(|tender| tender.lots.iter().map(move |lot| (tender, lot)))
    }

    /// Whether it is the only lot.
    #[must_use]
    pub fn has_one_lot(&self) -> bool {
        self.lots().count() == 1
    }
}

impl Lotted {
    /// The exempt part, where there is one.
    #[must_use]
    pub fn told(&self) -> Option<&ExemptResult> {
        self.exempt.as_ref()?.as_ref().ok()
    }

    /// The title of one of its questions or headings.
    #[must_use]
    pub fn title_of(&self, criterion: RowId) -> &str {
        self.terms.criteria.iter().find(|it| it.id == criterion).map_or("", |it| it.title.as_str())
    }
}

/// A day in words, and where it is not known what it waits for.
fn day_or(day: Option<NaiveDate>, waits: &str) -> String {
    day.map_or_else(|| waits.to_owned(), crate::law::dates::long_date)
}

#[cfg(test)]
mod tests;
