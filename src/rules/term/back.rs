//! Working back from a break or an option to the last safe day for every step before it.
//!
//! Notice must be sent; before that the call-in must be over, the decision published, a meeting held, its agenda
//! published, the report handed in, the forward plan's notice given; and the last return that can inform the report.

mod steps;

use chrono::NaiveDate;
use entity::state::StepKind;

use super::rhythm::Returns;
use super::{Notice, Span};
use crate::law::dates::{call_in_ends, long_date, plus_days};
use crate::law::holidays::{Calendar, NotLoaded};
use crate::law::key_decision::Answer;

/// A meeting of whoever decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The day.
    pub on: NaiveDate,
    /// The day its agenda is published, where the calendar says so.
    pub agenda_on: Option<NaiveDate>,
    /// The last day for reports, where the calendar says so.
    pub reports_by: Option<NaiveDate>,
}

/// When whoever decides can decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decider {
    /// At these meetings.
    Meets {
        /// Who.
        body: String,
        /// When, in any order.
        meetings: Vec<Meeting>,
    },
    /// On any working day, as an officer does.
    AnyDay {
        /// Who.
        body: String,
    },
    /// It is not known who decides, or when: why.
    Unknown(String),
}

/// What the steps are worked back from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The contract from its first day to the end of the longest term: returns are due within it.
    pub term: Span,
    /// The last day of the part of the term at whose end the break or option stands.
    pub last: NaiveDate,
    /// The notice, if it is recorded.
    pub notice: Option<Notice>,
    /// Working days in which a decision may be called in, if the authority has set them.
    pub call_in_days: Option<u32>,
    /// Working days from a decision to its publication, if the authority has set them.
    pub publish_days: Option<u32>,
    /// Who decides, and when.
    pub decider: Decider,
    /// Whether the decision is key.
    pub key: Answer,
    /// How returns are counted, if that is recorded.
    pub returns: Option<Returns>,
}

/// A step, and its last safe day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub kind: StepKind,
    /// Its last safe day; or why it cannot be told.
    pub on: Result<NaiveDate, String>,
    /// How it was found.
    pub how: String,
}

/// What stands in the way of a decision in time. It is said loudly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The calendar holds no meeting at all of whoever decides.
    NoMeetings {
        /// Who.
        body: String,
    },
    /// It holds some, but none whose decision could be acted on in time.
    NoneInTime {
        /// Who.
        body: String,
        /// The last day to send notice.
        serve: NaiveDate,
        /// The first meeting after today, if there is one.
        next: Option<NaiveDate>,
    },
    /// It holds none after today, and the last safe day is still far.
    CalendarEnds {
        /// Who.
        body: String,
        /// The last day to send notice.
        serve: NaiveDate,
    },
    /// Something that must be known is not: what.
    CannotTell(String),
    /// The bank holidays of that year are not loaded yet.
    NotYet(String),
}

/// Every step before a break or an option, in order of time, and what stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The steps. Those that cannot be told stand where they would.
    pub steps: Vec<Step>,
    /// What stands in the way, if anything.
    pub trouble: Option<Trouble>,
}

impl Plan {
    /// A step of it.
    #[must_use]
    pub fn step(&self, kind: StepKind) -> Option<&Step> {
        self.steps.iter().find(|step| step.kind == kind)
    }

    /// The day of a step, if it can be told.
    #[must_use]
    pub fn on(&self, kind: StepKind) -> Option<NaiveDate> {
        self.step(kind)?.on.as_ref().ok().copied()
    }
}

impl Trouble {
    /// What a page says of it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::NoMeetings { body } => format!(
                "The committee calendar has no meeting of {body}. Enter its meetings, or the decision has no day."
            ),
            Self::NoneInTime { body, serve, next } => {
                let next = match next {
                    Some(next) => format!("Its next meeting is on {}.", long_date(*next)),
                    None => "The calendar has no later meeting either.".to_owned(),
                };
                format!(
                    "No meeting of {body} is left whose decision could be acted on by {}, the last safe day to send \
                     notice. {next} Ask democratic services today for a special meeting or an urgent decision.",
                    long_date(*serve)
                )
            }
            Self::CalendarEnds { body, serve } => format!(
                "The committee calendar has no later meeting of {body}, so no decision can be placed before {}, the last \
                 safe day to send notice. Enter its meetings.",
                long_date(*serve)
            ),
            Self::CannotTell(why) | Self::NotYet(why) => why.clone(),
        }
    }
}

/// Works back every step. `today` only decides which meetings are left.
#[must_use]
pub fn back(facts: &Facts, today: NaiveDate) -> Plan {
    let Some(notice) = facts.notice else {
        let why = "The contract’s notice is not recorded, so no step can be worked back. Read the contract and enter it.";
        return steps::unknown(facts, None, Trouble::CannotTell(why.to_owned()));
    };
    let serve = match notice.safe_day(facts.last) {
        Ok(day) => day,
        Err(unknown) => return steps::unknown(facts, Some(notice), Trouble::NotYet(unknown.to_string())),
    };
    match decision(facts, serve, today) {
        Ok(Found::At(decided)) => steps::plan(facts, notice, serve, &decided, None),
        Ok(Found::Missed(decided, trouble)) => steps::plan(facts, notice, serve, &decided, Some(trouble)),
        Ok(Found::None(trouble)) => steps::without_a_day(facts, notice, serve, trouble),
        Err(why) => steps::without_a_day(facts, notice, serve, Trouble::CannotTell(why)),
    }
}

/// The last decision that could be acted on in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decided {
    /// The meeting, or a day of its own.
    meeting: Meeting,
    /// Whether that is a meeting with an agenda.
    meets: bool,
    /// When it is published.
    published: NaiveDate,
    /// The last day of call-in.
    call_in_ends: NaiveDate,
}

enum Found {
    At(Decided),
    /// It would have been, but that day has gone by.
    Missed(Decided, Trouble),
    None(Trouble),
}

/// The decision that can be taken last, so that notice can be sent once its call-in is over.
fn decision(facts: &Facts, serve: NaiveDate, today: NaiveDate) -> Result<Found, String> {
    let days = |days: Option<u32>, what: &str| {
        days.ok_or_else(|| format!("The authority has not set {what}, so the decision cannot be worked back. An administrator can set them."))
    };
    let call_in = days(facts.call_in_days, "its call-in days")?;
    let publish =
        days(facts.publish_days, "how many working days after a meeting its decisions are published")?;
    let told = |unknown: NotLoaded| unknown.to_string();
    match &facts.decider {
        Decider::Unknown(why) => Err(why.clone()),
        Decider::AnyDay { .. } => {
            let on = any_day(serve, call_in, publish).map_err(told)?;
            let meeting = Meeting { on, agenda_on: None, reports_by: None };
            Ok(Found::At(follow(meeting, false, call_in, publish).map_err(told)?))
        }
        Decider::Meets { body, meetings } if meetings.is_empty() => {
            Ok(Found::None(Trouble::NoMeetings { body: body.clone() }))
        }
        Decider::Meets { body, meetings } => {
            let usable = last_usable(meetings, serve, call_in, publish).map_err(told)?;
            let next = meetings.iter().map(|meeting| meeting.on).filter(|on| *on >= today).min();
            let trouble = match next {
                None if is_long(today, serve) => Trouble::CalendarEnds { body: body.clone(), serve },
                None | Some(_) => Trouble::NoneInTime { body: body.clone(), serve, next },
            };
            Ok(match usable {
                Some(decided) if decided.meeting.on >= today => Found::At(decided),
                // Only where the calendar reaches so far was that meeting the last one.
                Some(decided) if !is_long(decided.meeting.on, serve) => Found::Missed(decided, trouble),
                Some(_) | None => Found::None(trouble),
            })
        }
    }
}

/// Whether more days lie between than a body that meets every month or two leaves between a decision and its notice.
fn is_long(from: NaiveDate, to: NaiveDate) -> bool {
    to.signed_duration_since(from).num_days() > 91
}

/// Counted back over call-in and publication from the last working day before notice is sent.
fn any_day(serve: NaiveDate, call_in: u32, publish: u32) -> Result<NaiveDate, NotLoaded> {
    let calendar = Calendar::EnglandAndWales;
    let over = if call_in == 0 { serve } else { calendar.subtract_working_days(serve, 1)? };
    calendar.subtract_working_days(over, call_in.saturating_add(publish))
}

fn last_usable(
    meetings: &[Meeting],
    serve: NaiveDate,
    call_in: u32,
    publish: u32,
) -> Result<Option<Decided>, NotLoaded> {
    let mut before: Vec<_> = meetings.iter().filter(|meeting| meeting.on <= serve).collect();
    before.sort_by_key(|meeting| std::cmp::Reverse(meeting.on));
    for meeting in before {
        let decided = follow(*meeting, true, call_in, publish)?;
        if free_from(&decided, call_in) <= serve {
            return Ok(Some(decided));
        }
    }
    Ok(None)
}

fn follow(meeting: Meeting, meets: bool, call_in: u32, publish: u32) -> Result<Decided, NotLoaded> {
    let published = Calendar::EnglandAndWales.add_working_days(meeting.on, publish)?;
    Ok(Decided { meeting, meets, published, call_in_ends: call_in_ends(published, call_in)? })
}

/// The first day on which the decision can be acted on: once call-in is over, or at once where there is none.
fn free_from(decided: &Decided, call_in: u32) -> NaiveDate {
    if call_in == 0 { decided.published } else { plus_days(decided.call_in_ends, 1) }
}

#[cfg(test)]
mod tests;
