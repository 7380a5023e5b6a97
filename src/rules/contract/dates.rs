//! The dates of a contract: its parts, how far it runs, and every break or option that is still ahead.

use chrono::NaiveDate;
use entity::contract_period;
use entity::number::Pence;
use entity::state::{BreakAnswer, ContractStage, DayCount, Decides, StepKind, TermEnd};

use super::Contract;
use super::price::price_between;
use crate::calendar::meetings_of;
use crate::law::key_decision;
use crate::procurement::found::Derived;
use crate::settings::{Authority, decider};
use crate::term::back::{Decider, Facts, Plan, back};
use crate::term::cohorts::{self, Straddles, Turn};
use crate::term::next::{Next, Progress, next};
use crate::term::rhythm::Returns;
use crate::term::standing::{Reach, Settled, reach};
use crate::term::{Length, Notice, Span, Unreckonable, spans};

/// The term of a contract as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Each part.
    pub spans: Vec<Span>,
    /// What stands at the end of each.
    pub ends: Vec<TermEnd>,
    /// How far it runs.
    pub reach: Reach,
}

impl Term {
    /// The last day as it stands.
    #[must_use]
    pub fn ends_on(&self) -> NaiveDate {
        self.spans[self.reach.ends].last
    }

    /// The last day if every option is taken.
    #[must_use]
    pub fn longest_on(&self) -> NaiveDate {
        self.spans[self.reach.longest].last
    }

    /// From the first day to the last if every option is taken.
    #[must_use]
    pub fn longest(&self) -> Span {
        Span { first: self.spans[0].first, last: self.longest_on() }
    }

    /// From the first day to the last as it stands.
    #[must_use]
    pub fn as_it_stands(&self) -> Span {
        Span { first: self.spans[0].first, last: self.ends_on() }
    }
}

/// A break or an option that is still ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point<'a> {
    /// The part at whose end it stands.
    pub period: &'a contract_period::Model,
    /// Its days.
    pub span: Span,
    /// Which of the two.
    pub end: TermEnd,
    /// What the decision is worth: the price of the part that follows.
    pub value: Derived<Pence>,
    /// Who decides.
    pub body: Derived<String>,
    /// Every step before it; where a decision stands, with its own days.
    pub plan: Plan,
    /// How far the way has come.
    pub progress: Progress,
    /// What comes next, if anything.
    pub next: Option<Next>,
}

impl Contract {
    /// The days of each part of the term.
    pub fn spans(&self) -> Result<Vec<Span>, Unreckonable> {
        let start = self.row.starts_on.ok_or(Unreckonable::NoStart)?;
        if self.periods.is_empty() {
            return Err(Unreckonable::NoParts);
        }
        let lengths: Result<Vec<_>, _> =
            (1..).zip(&self.periods).map(|(place, it)| length(place, it)).collect();
        spans(start, &lengths?)
    }

    /// The term as it stands on this day.
    pub fn term(&self, today: NaiveDate) -> Result<Term, Unreckonable> {
        let spans = self.spans()?;
        let ends = (1..).zip(&self.periods).map(|(place, it)| it.ends_with.ok_or(Unreckonable::NoEnd(place)));
        let ends: Vec<_> = ends.collect::<Result<_, _>>()?;
        let settled =
            self.periods.iter().zip(&spans).map(|(period, span)| self.settled(period, *span, today));
        let parts: Vec<_> = ends.iter().copied().zip(settled).collect();
        let reach = reach(&parts).ok_or(Unreckonable::NoParts)?;
        Ok(Term { spans, ends, reach })
    }

    /// What is settled at the end of a part.
    fn settled(&self, period: &contract_period::Model, span: Span, today: NaiveDate) -> Settled {
        let decision = self.decision(period.id);
        let noticed = decision.is_some_and(|row| row.received_on.is_some());
        match (decision.map(|row| row.answer), noticed) {
            (Some(BreakAnswer::End), true) => Settled::ToEnd,
            (Some(BreakAnswer::Extend), true) => Settled::ToExtend,
            (Some(BreakAnswer::End), false) if period.ends_with == Some(TermEnd::Extension) => {
                Settled::LetEnd
            }
            (
                Some(
                    BreakAnswer::End | BreakAnswer::Extend | BreakAnswer::Continue | BreakAnswer::Renegotiate,
                )
                | None,
                _,
            ) => {
                let by = notice_of(period).map_or(span.last, |notice| notice.received_by(span.last));
                if by < today { Settled::GoneBy } else { Settled::Open }
            }
        }
    }

    /// How returns are counted, if that is recorded.
    #[must_use]
    pub fn returns(&self) -> Option<Returns> {
        let row = &self.row;
        let due = row.returns_due.and_then(|days| u32::try_from(days).ok())?;
        Some(Returns { every: row.returns_every?, from: row.returns_from?, due })
    }

    /// Every break or option of the term that lies before its end and whose day has not gone by, with its steps.
    pub fn points(&self, authority: &Authority, today: NaiveDate) -> Result<Vec<Point<'_>>, Unreckonable> {
        let term = self.term(today)?;
        let ahead = (0..self.periods.len()).filter(|place| {
            let turns = matches!(term.ends[*place], TermEnd::Break | TermEnd::Extension);
            let within = *place <= term.reach.longest && *place + 1 < self.periods.len();
            turns && within && term.spans[*place].last >= today
        });
        let over = !matches!(self.row.stage, ContractStage::SettingUp | ContractStage::InForce);
        Ok(if over {
            Vec::new()
        } else {
            ahead.map(|place| self.point(&term, place, authority, today)).collect()
        })
    }

    fn point(&self, term: &Term, place: usize, authority: &Authority, today: NaiveDate) -> Point<'_> {
        let (period, span, end) = (&self.periods[place], term.spans[place], term.ends[place]);
        let value = self.value_at(&term.spans, place);
        let body = decider(authority, value.value);
        let facts = Facts {
            term: term.longest(),
            last: span.last,
            notice: notice_of(period),
            call_in_days: authority.row.call_in_days.and_then(|days| u32::try_from(days).ok()),
            publish_days: authority.row.publish_days.and_then(|days| u32::try_from(days).ok()),
            decider: when(authority, &body),
            key: key(authority, value.value),
            returns: self.returns(),
        };
        let plan = self.with_own_days(period, back(&facts, today));
        let progress = self.progress(period, end);
        let next = next(&plan, &progress, today);
        Point { period, span, end, value, body, plan, progress, next }
    }

    /// Where a decision stands, its own days take the place of those that were worked back.
    fn with_own_days(&self, period: &contract_period::Model, mut plan: Plan) -> Plan {
        let Some(decision) = self.decision(period.id) else { return plan };
        let own = [
            (StepKind::Meeting, Some(decision.taken_on)),
            (StepKind::Published, Some(decision.published_on)),
            (StepKind::CallIn, decision.call_in_ends_on),
        ];
        for (kind, day) in own {
            let step = plan.steps.iter_mut().find(|step| step.kind == kind);
            if let (Some(step), Some(day)) = (step, day) {
                (step.on, step.how) = (Ok(day), "As recorded.".to_owned());
            }
        }
        plan
    }

    fn progress(&self, period: &contract_period::Model, end: TermEnd) -> Progress {
        let decision = self.decision(period.id);
        let answer = decision.map(|row| row.answer);
        Progress {
            done: self.steps.iter().filter(|row| row.period_id == period.id).map(|row| row.step).collect(),
            decided: answer.is_some_and(|answer| answer != BreakAnswer::Renegotiate),
            needs_notice: answer.is_some_and(|answer| needs_notice(answer, end)),
            noticed: decision.is_some_and(|row| row.received_on.is_some()),
        }
    }

    /// What a decision at the end of a part is worth: the price of the part that follows, or the whole value where that
    /// cannot be told.
    #[must_use]
    pub fn value_at(&self, spans: &[Span], place: usize) -> Derived<Pence> {
        if let Some(price) = spans.get(place + 1).and_then(|span| price_between(self, *span)) {
            return Derived {
                value: Some(price),
                how: "The price of the part of the term that follows.".to_owned(),
            };
        }
        match self.row.value_now.or(self.row.value) {
            Some(value) => Derived {
                value: Some(value),
                how: "The price of the part that follows cannot be told, so the whole value counts."
                    .to_owned(),
            },
            None => Derived {
                value: None,
                how: "Neither the price nor the value of the contract is known.".to_owned(),
            },
        }
    }

    /// What each cohort runs across, in the order of the list; none for one whose days are not known.
    pub fn straddles(&self, today: NaiveDate) -> Result<Vec<Option<Vec<Straddles>>>, Unreckonable> {
        let term = self.term(today)?;
        let within = term.spans.iter().zip(&term.ends).take(term.reach.longest + 1);
        let turns: Vec<_> = within.map(|(span, end)| Turn { on: span.last, end: *end }).collect();
        let start = term.spans[0].first;
        let days = |months: Option<i32>| months.and_then(|months| u32::try_from(months).ok());
        let of = |row: &entity::cohort::Model| {
            let span = cohorts::span(row.starts_on?, days(row.months)?);
            Some(cohorts::straddles(span, start, &turns))
        };
        Ok(self.cohorts.iter().map(of).collect())
    }
}

/// Whether a decision is nothing until notice is given: to end at a break, to extend at an option.
#[must_use]
pub fn needs_notice(answer: BreakAnswer, end: TermEnd) -> bool {
    match (answer, end) {
        (BreakAnswer::End, TermEnd::Break) | (BreakAnswer::Extend, TermEnd::Extension) => true,
        (BreakAnswer::End, TermEnd::Extension | TermEnd::End)
        | (BreakAnswer::Extend, TermEnd::Break | TermEnd::End)
        | (BreakAnswer::Continue | BreakAnswer::Renegotiate, _) => false,
    }
}

/// The notice of a part, if it is recorded. Without more it is received on the day it is sent.
#[must_use]
pub fn notice_of(period: &contract_period::Model) -> Option<Notice> {
    Some(Notice {
        length: u32::try_from(period.notice?).ok()?,
        unit: period.notice_unit?,
        deemed: period.deemed.and_then(|days| u32::try_from(days).ok()).unwrap_or(0),
        deemed_in: period.deemed_in.unwrap_or(DayCount::Days),
    })
}

fn length(place: usize, period: &contract_period::Model) -> Result<Length, Unreckonable> {
    let months = || period.months.and_then(|months| u32::try_from(months).ok()).map(Length::Months);
    period.last_day.map(Length::Until).or_else(months).ok_or(Unreckonable::NoLength(place))
}

/// When the body decides: as its tier says, or by the meetings that the calendar has of it.
fn when(authority: &Authority, body: &Derived<String>) -> Decider {
    let Some(name) = body.value.clone() else { return Decider::Unknown(body.how.clone()) };
    let meetings = meetings_of(authority, &name);
    let tier = authority.tiers.iter().find(|tier| tier.body == name);
    match tier.and_then(|tier| tier.decides) {
        Some(Decides::AnyDay) => Decider::AnyDay { body: name },
        Some(Decides::AtMeetings) | None => Decider::Meets { body: name, meetings },
    }
}

/// Whether a decision of this value is key by the money. Wards are asked when the report is written: until then a smaller
/// sum does not tell.
fn key(authority: &Authority, value: Option<Pence>) -> key_decision::Answer {
    let figure = authority.row.key_decision_pence;
    key_decision::find(key_decision::Question { consequence: value, figure, two_or_more_wards: None }).answer
}

#[cfg(test)]
mod tests;
