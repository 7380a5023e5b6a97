//! A second tender of Medway's, invented, which is open for bids on the day the demonstration is looked at.

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use rules::law::clock::uk_date;
use rules::law::dates::{last_day_of_period, plus_days, plus_months};
use rules::law::holidays::{Calendar, NotLoaded};

use super::bids::Offer;
use super::{Play, hour, typed_day};
use crate::demo::people::At;

/// What it is called.
const REFERENCE: &str = "MED-OPEN-001";

/// The days of the open tender, counted from the day the demonstration is looked at.
pub(super) struct Days {
    pub(super) published: NaiveDate,
    questions: NaiveDate,
    deadline: NaiveDate,
    award: NaiveDate,
    starts: NaiveDate,
}

impl Days {
    /// Refuses where bank holidays are not known that far.
    pub(super) fn before_and_after(now: DateTime<Utc>) -> Result<Self, NotLoaded> {
        let (today, calendar) = (uk_date(now), Calendar::AnyPartOfUk);
        Ok(Self {
            published: calendar.working_day_on_or_before(today - Duration::days(7))?,
            questions: calendar.working_day_on_or_after(plus_days(today, 10))?,
            deadline: calendar.working_day_on_or_after(plus_days(today, 21))?,
            award: calendar.working_day_on_or_after(plus_days(today, 75))?,
            starts: plus_months(today, 6).with_day(1).unwrap_or(today),
        })
    }

    /// A script with these days in it.
    fn written_into(&self, script: &str) -> String {
        let days = [
            ("{meets}", self.published - Duration::days(4)),
            ("{commences}", self.published),
            ("{starts}", self.starts),
            ("{ends}", last_day_of_period(self.starts, 24)),
            ("{assessed}", self.published - Duration::days(1)),
            ("{questions}", self.questions),
            ("{deadline}", self.deadline),
            ("{award}", self.award),
            ("{noticed}", self.published),
        ];
        days.iter().fold(script.to_owned(), |script, (name, day)| script.replace(name, &typed_day(*day)))
    }
}

impl Play {
    /// Approved, published a week ago, with one bid begun.
    pub(super) async fn open_tender(&mut self, days: &Days) -> anyhow::Result<()> {
        self.at = hour(days.published, 0) - Duration::days(5);
        self.write_up(At::Medway, REFERENCE, &days.written_into(include_str!("../young_carers.md"))).await?;
        self.clear_and_put_forward(REFERENCE).await?;
        self.at = hour(days.published, 0) - Duration::days(3);
        let says = "To approve an open tender. Invented for the demonstration.";
        self.decide_at_once(REFERENCE, days.published - Duration::days(4), says).await?;
        self.at = hour(days.published, 10);
        self.put_out(REFERENCE, &days.written_into(include_str!("../young_carers_tender.md"))).await?;
        self.at = hour(days.published, 12);
        self.publish(REFERENCE).await?;
        self.at = hour(days.published, 15);
        let begun = Offer::begun(
            "Each young carer has a named worker who sees the family within a week of being asked.",
        );
        self.drafts(REFERENCE, At::Charity, &begun).await?;
        Ok(())
    }
}
