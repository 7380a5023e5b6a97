//! What each decision at a break or an option would do, and what happens if nobody decides.

use chrono::NaiveDate;
use entity::number::Pence;
use entity::state::{BreakAnswer, StepKind, TermEnd};

use super::AtBreak;
use crate::contract::dates::needs_notice;
use crate::contract::decide::answers;
use crate::contract::pack::label;
use crate::contract::price::price_between;
use crate::field::long_day;
use crate::law::dates::plus_days;
use crate::law::notices::{Kind, Notice};
use crate::term::Span;

/// What one decision would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Which.
    pub answer: BreakAnswer,
    /// What it is called here.
    pub label: &'static str,
    /// The last day of the contract that it commits to.
    pub runs_to: NaiveDate,
    /// The price in the schedule from the day after this part to that day, where it can be told.
    pub price: Option<Pence>,
    /// The notice that must be given, and by when; or that none is needed.
    pub notice: String,
    /// What follows, in a few words.
    pub says: String,
}

impl AtBreak<'_> {
    /// What each decision that fits here would do.
    #[must_use]
    pub fn ways(&self) -> Vec<Way> {
        answers(self.point.end).iter().map(|answer| self.way(*answer)).collect()
    }

    fn way(&self, answer: BreakAnswer) -> Way {
        let end = self.point.end;
        let on = match (answer, end) {
            (BreakAnswer::Continue | BreakAnswer::Extend, _) | (BreakAnswer::Renegotiate, TermEnd::Break) => {
                true
            }
            (BreakAnswer::End, _) | (BreakAnswer::Renegotiate, TermEnd::Extension | TermEnd::End) => false,
        };
        let runs_to = if on { self.next_last() } else { self.point.span.last };
        Way {
            answer,
            label: label(answer, end),
            runs_to,
            price: self.price_to(runs_to),
            notice: self.notice_for(answer),
            says: self.follows(answer),
        }
    }

    /// The last day of the part that follows.
    #[must_use]
    pub fn next_last(&self) -> NaiveDate {
        self.term.spans.get(self.place + 1).map_or(self.point.span.last, |span| span.last)
    }

    /// The price in the schedule from the day after this part to a day; nothing to pay where that is the same day.
    #[must_use]
    pub fn price_to(&self, day: NaiveDate) -> Option<Pence> {
        let first = plus_days(self.point.span.last, 1);
        if day < first {
            return Some(Pence(0));
        }
        price_between(self.contract, Span { first, last: day })
    }

    fn notice_for(&self, answer: BreakAnswer) -> String {
        if !needs_notice(answer, self.point.end) {
            return "None is needed.".to_owned();
        }
        match (self.on(StepKind::Serve), self.on(StepKind::Received)) {
            (Some(serve), Some(received)) if serve == received => {
                format!("Sent and received by {}.", long_day(serve))
            }
            (Some(serve), Some(received)) => {
                format!("Sent by {}, to be received by {}.", long_day(serve), long_day(received))
            }
            (None, Some(received)) => {
                format!("Received by {}; the last safe day to send it cannot be told.", long_day(received))
            }
            (_, None) => "Needed, but the contract’s notice is not recorded.".to_owned(),
        }
    }

    fn follows(&self, answer: BreakAnswer) -> String {
        let (last, next) = (long_day(self.point.span.last), long_day(self.next_last()));
        match (answer, self.point.end) {
            (BreakAnswer::Continue, _) => {
                format!("The service goes on. {}", self.what_stands_next())
            }
            (BreakAnswer::Extend, _) => {
                format!("The service goes on to {next} once notice is given. {}", self.what_stands_next())
            }
            (BreakAnswer::End, TermEnd::Extension) => {
                format!("The service stops after {last}, unless it is bought again or provided otherwise.")
            }
            (BreakAnswer::End, TermEnd::Break | TermEnd::End) => format!(
                "Once notice is given, the service stops after {last}, unless it is bought again or provided otherwise."
            ),
            (BreakAnswer::Renegotiate, TermEnd::Extension) => format!(
                "Nothing is settled by it: the contract still ends on {last}, and another decision must come before the last day for notice. Terms change only by a variation that the law allows."
            ),
            (BreakAnswer::Renegotiate, TermEnd::Break | TermEnd::End) => format!(
                "Nothing is settled by it: the contract still runs on to {next}, and another decision must come before the last day for notice. Terms change only by a variation that the law allows."
            ),
        }
    }

    fn what_stands_next(&self) -> String {
        match self.term.ends.get(self.place + 1) {
            Some(TermEnd::Break) => format!("The next break is on {}.", long_day(self.next_last())),
            Some(TermEnd::Extension) => {
                format!("It ends on {} unless it is extended again.", long_day(self.next_last()))
            }
            Some(TermEnd::End) | None => format!("The term is over on {}.", long_day(self.next_last())),
        }
    }

    /// What happens if nobody decides, with its day and its price.
    #[must_use]
    pub fn if_nobody_decides(&self) -> String {
        let (last, next) = (long_day(self.point.span.last), long_day(self.next_last()));
        if self.is_option() {
            return format!("If nobody decides, the contract ends on {last} and the service stops.");
        }
        match self.price_to(self.next_last()) {
            Some(price) => format!(
                "If nobody decides, the contract runs on to {next} and must be paid for: {price} by its price schedule, before any indexation."
            ),
            None => format!("If nobody decides, the contract runs on to {next} and must be paid for."),
        }
    }
}

/// The statutory notices that a decision would make due under this law.
#[must_use]
pub fn notices_after<'a>(at: &'a AtBreak<'_>, answer: BreakAnswer) -> Vec<&'a Notice> {
    let fits = |kind: Kind| match answer {
        BreakAnswer::End => kind == Kind::ContractTermination,
        BreakAnswer::Extend => matches!(kind, Kind::ContractChange | Kind::HealthModification),
        BreakAnswer::Renegotiate => {
            matches!(kind, Kind::ContractChange | Kind::LegacyModification | Kind::HealthModification)
        }
        BreakAnswer::Continue => false,
    };
    let follows = at.finding.follows.iter().flat_map(|follows| &follows.notices);
    follows.filter(|notice| fits(notice.kind)).collect()
}
