//! What is told of returns, to whom, and when: each once.

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::OrganisationId;

use super::super::{Monitoring, Return};
use crate::field::long_day;
use crate::law::clock::uk_date;
use crate::law::holidays::Calendar;

/// How many days before its day the provider is reminded of a return.
pub const REMIND_BEFORE: [i64; 3] = [14, 3, 0];
/// How many working days (England and Wales) after its day the provider is chased.
pub const CHASE_AFTER: [u32; 3] = [1, 5, 10];

/// To whom something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The provider, by letter.
    Provider(OrganisationId),
    /// Whoever manages the contract, by reminder.
    Manager,
}

/// Something that is told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tell {
    /// To whom.
    pub to: To,
    /// What makes it the only one of its kind.
    pub once: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub says: String,
    /// Where to look next: a path of our own site.
    pub path: String,
    /// The day it is about.
    pub on: NaiveDate,
}

/// Everything that is to be told by now, whether it was told or not.
pub(super) fn all(monitoring: &Monitoring, now: DateTime<Utc>) -> Vec<Tell> {
    let of = |one| {
        let about = About { monitoring, one, today: uk_date(now) };
        [about.before(), about.chaser(), about.overdue(), about.nobody(), about.came()]
    };
    monitoring.returns.iter().flat_map(of).flatten().collect()
}

struct About<'a> {
    monitoring: &'a Monitoring,
    one: &'a Return,
    today: NaiveDate,
}

impl About<'_> {
    /// Before the day, and on it: the nearest of the set days that has come.
    fn before(&self) -> Option<Tell> {
        let to = self.provider()?;
        let left = self.one.days_left(self.today)?;
        let window = REMIND_BEFORE.into_iter().rev().find(|days| left <= *days)?;
        let (period, due) = (self.period(), long_day(self.one.row.due_on));
        let when = if left == 0 { "today".to_owned() } else { format!("by {due}") };
        Some(Tell {
            to: To::Provider(to),
            once: format!("return/{}/before/{window}", self.one.row.id.0),
            subject: format!("Return for {period}: due {when}"),
            says: format!(
                "The return for {period} under “{}” is due by the end of {due}. What was saved so far is kept. \
                 If there was nothing to report, you can send a nil return in one step.",
                self.monitoring.contract.row.title
            ),
            path: self.path_of_provider(),
            on: self.one.row.due_on,
        })
    }

    /// After the day: the last of the set working days that has come. Late is not locked.
    fn chaser(&self) -> Option<Tell> {
        let to = self.provider()?;
        let late = self.days_late()?;
        let (period, due) = (self.period(), long_day(self.one.row.due_on));
        Some(Tell {
            to: To::Provider(to),
            once: format!("return/{}/after/{late}", self.one.row.id.0),
            subject: format!("Return for {period}: late"),
            says: format!(
                "The return for {period} under “{}” was due by {due} and is not here. It can still be submitted, and will \
                 be shown as late. If something stands in the way, tell the council’s contract manager.",
                self.monitoring.contract.row.title
            ),
            path: self.path_of_provider(),
            on: self.one.row.due_on,
        })
    }

    fn overdue(&self) -> Option<Tell> {
        let late = if self.one.is_awaited() { self.days_late() } else { None }?;
        let row = &self.monitoring.contract.row;
        let says = format!(
            "{}: the return for {} was due by {} and has not come.",
            row.title,
            self.period(),
            long_day(self.one.row.due_on)
        );
        Some(self.to_manager(format!("return/{}/overdue/{late}", self.one.row.id.0), says, "/returns"))
    }

    /// That nobody can fill a return in, because the provider is not registered here.
    fn nobody(&self) -> Option<Tell> {
        let row = &self.monitoring.contract.row;
        if !self.one.is_awaited() || row.organisation_id.is_some() || !self.asks_provider() {
            return None;
        }
        let says = format!(
            "{}: the return for {} is open, but nobody can fill it in. Say under “The provider” which registered provider \
             this contract is with.",
            row.title,
            self.period()
        );
        Some(self.to_manager(format!("return/{}/nobody", self.one.row.id.0), says, "/part/supplier"))
    }

    /// That it was submitted, or submitted again.
    fn came(&self) -> Option<Tell> {
        if !self.one.is_submitted() {
            return None;
        }
        let (row, of) = (&self.monitoring.contract.row, &self.one.row);
        let says = format!("{}: the return for {} was submitted.", row.title, self.period());
        let place = format!("/returns/{}", of.number);
        Some(self.to_manager(format!("return/{}/submitted/{}", of.id.0, of.submissions), says, &place))
    }

    fn to_manager(&self, once: String, says: String, place: &str) -> Tell {
        let row = &self.monitoring.contract.row;
        Tell {
            to: To::Manager,
            once,
            subject: row.title.clone(),
            says,
            path: format!("/contracts/{}{place}", row.reference),
            on: self.one.row.due_on,
        }
    }

    /// Who is to fill it in, while it is waited for and asks them for anything.
    fn provider(&self) -> Option<OrganisationId> {
        let own = self.monitoring.contract.row.organisation_id;
        own.filter(|_| self.one.is_awaited() && self.asks_provider())
    }

    fn asks_provider(&self) -> bool {
        self.monitoring.asked(self.one).iter().any(|asked| asked.is_providers())
    }

    /// The last of the set working days after its day that has come.
    fn days_late(&self) -> Option<u32> {
        let due = self.one.row.due_on;
        let come = |days: &u32| {
            Calendar::EnglandAndWales.add_working_days(due, *days).is_ok_and(|day| day <= self.today)
        };
        CHASE_AFTER.into_iter().rev().find(come)
    }

    fn period(&self) -> String {
        self.monitoring.period_words(self.one)
    }

    fn path_of_provider(&self) -> String {
        format!("/returns/{}", self.one.row.id.0)
    }
}
