//! What comes next before a break, across contracts: the first day that matters, and how urgent it is.

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::state::StepKind;

use super::back::{Plan, Trouble};
use crate::law::dates::{long_date, plus_months};

/// How urgent something is. Words and a sign of its own go with the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// A day has gone by on which something had to be done.
    Missed,
    /// No day can be told, or no meeting is left: someone must act today.
    Trouble,
    /// Within a week.
    ThisWeek,
    /// Within four weeks.
    ThisMonth,
    /// Within thirteen weeks.
    ThisQuarter,
    /// Later.
    Later,
}

impl Urgency {
    /// How urgent a day is, seen from another.
    #[must_use]
    pub fn of(day: NaiveDate, today: NaiveDate) -> Self {
        match day.signed_duration_since(today).num_days() {
            ..0 => Self::Missed,
            0..=7 => Self::ThisWeek,
            8..=28 => Self::ThisMonth,
            29..=91 => Self::ThisQuarter,
            92.. => Self::Later,
        }
    }

    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Missed => "A day has gone by",
            Self::Trouble => "Needs someone today",
            Self::ThisWeek => "Within a week",
            Self::ThisMonth => "Within four weeks",
            Self::ThisQuarter => "Within three months",
            Self::Later => "Later",
        }
    }

    /// What a stylesheet calls it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Trouble => "trouble",
            Self::ThisWeek => "week",
            Self::ThisMonth => "month",
            Self::ThisQuarter => "quarter",
            Self::Later => "later",
        }
    }
}

/// How far the way to a break has come, as the record knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Steps that are recorded as done.
    pub done: Vec<StepKind>,
    /// Whether a decision stands.
    pub decided: bool,
    /// Whether that decision needs notice, if there is one.
    pub needs_notice: bool,
    /// Whether notice was given.
    pub noticed: bool,
}

/// What comes next before one break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The step.
    pub step: StepKind,
    /// Its day, where it can be told.
    pub on: Option<NaiveDate>,
    /// How urgent that is.
    pub urgency: Urgency,
    /// Steps whose day has gone by undone.
    pub missed: Vec<(StepKind, NaiveDate)>,
    /// What stands in the way, in words.
    pub trouble: Option<String>,
}

impl Next {
    /// The line that a list shows.
    #[must_use]
    pub fn words(&self) -> String {
        match self.on {
            Some(on) => format!("{} by {}", self.step.label(), long_date(on)),
            None => format!("{}: the day cannot be told", self.step.label()),
        }
    }

    /// Whether it must be said loudly: a day has gone by, or someone must act today.
    #[must_use]
    pub const fn is_loud(&self) -> bool {
        matches!(self.urgency, Urgency::Missed | Urgency::Trouble)
    }

    /// What a list shows it under: the first step whose day has gone by, or else the step that comes next.
    #[must_use]
    pub fn first(&self) -> (StepKind, Option<NaiveDate>) {
        let missed = self.missed.iter().min_by_key(|(_, on)| *on);
        missed.map_or((self.step, self.on), |(step, on)| (*step, Some(*on)))
    }

    /// By what a list of such is ordered: first what has gone by or is in trouble, then by day.
    #[must_use]
    pub fn order(&self) -> (bool, Option<NaiveDate>, Urgency) {
        (!self.is_loud(), self.first().1, self.urgency)
    }
}

/// What comes next before a break, seen from today; none once notice was given, or nothing is left to do.
#[must_use]
pub fn next(plan: &Plan, progress: &Progress, today: NaiveDate) -> Option<Next> {
    if progress.noticed || (progress.decided && !progress.needs_notice) {
        return None;
    }
    // Without a decision, what would follow it is no longer ahead.
    let undecided = !progress.decided && plan.on(StepKind::Meeting).is_none_or(|on| on < today);
    let follows = |kind| matches!(kind, StepKind::Published | StepKind::CallIn) && undecided;
    let open = plan.steps.iter().filter(|step| is_open(step.kind, progress) && !follows(step.kind));
    let open: Vec<_> = open.collect();
    let day =
        |kind| open.iter().find(|step| step.kind == kind).and_then(|step| step.on.as_ref().ok().copied());
    let must = [StepKind::ForwardPlan, StepKind::Meeting, StepKind::Serve, StepKind::Received];
    let missed: Vec<_> =
        must.into_iter().filter_map(|kind| Some((kind, day(kind)?))).filter(|(_, on)| *on < today).collect();
    let trouble = plan.trouble.as_ref().filter(|_| !progress.decided);
    let can_wait = trouble.is_some_and(|trouble| can_wait(trouble, plan, today));
    let ahead = open
        .iter()
        .filter_map(|step| Some((*step.on.as_ref().ok()?, step.kind)))
        .filter(|(on, _)| *on >= today)
        .min();
    let (on, step) = match ahead {
        Some((on, kind)) => (Some(on), kind),
        None => (missed.last().map(|(_, on)| *on), missed.last().map_or(StepKind::Serve, |(kind, _)| *kind)),
    };
    let urgency = match (missed.is_empty(), trouble.is_some() && !can_wait, on) {
        (false, _, _) => Urgency::Missed,
        (true, true, _) | (true, false, None) => Urgency::Trouble,
        (true, false, Some(on)) => Urgency::of(on, today),
    };
    Some(Next { step, on, urgency, missed, trouble: trouble.map(Trouble::words) })
}

/// Bank holidays are published some years ahead: until a year before the last day for notice nobody need do anything about
/// those that are not there, and a list in which every long contract is loud warns of none.
fn can_wait(trouble: &Trouble, plan: &Plan, today: NaiveDate) -> bool {
    match trouble {
        Trouble::NotYet(_) => plan.on(StepKind::Received).is_some_and(|by| by > plus_months(today, 12)),
        Trouble::NoMeetings { .. }
        | Trouble::NoneInTime { .. }
        | Trouble::CalendarEnds { .. }
        | Trouble::CannotTell(_) => false,
    }
}

/// Whether a step is still to be done. What only marks a day is open until the step that it leads to is done.
fn is_open(kind: StepKind, progress: &Progress) -> bool {
    let before_decision = !progress.decided && !progress.done.contains(&kind);
    match kind {
        StepKind::Return
        | StepKind::ForwardPlan
        | StepKind::Report
        | StepKind::Agenda
        | StepKind::Meeting => before_decision,
        StepKind::Published | StepKind::CallIn => !progress.done.contains(&kind),
        StepKind::Serve | StepKind::Received => true,
        StepKind::Turn => false,
    }
}

#[cfg(test)]
mod tests;
