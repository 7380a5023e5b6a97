//! The days of a tender that stands still today, counted back from it by the calendar.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::law::dates::{call_in_ends, last_day_of_period, minus_days, plus_days, plus_months};
use rules::law::holidays::{Calendar, NotLoaded};
use rules::law::regime::ACT_FROM;
use rules::law::thresholds;

use crate::demo::play::typed_day;

/// Working days in which Medway's decisions may be called in.
const CALL_IN_DAYS: u32 = 5;

/// What happened on which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::demo::play) struct Days {
    pub(super) written: NaiveDate,
    pub(super) met: NaiveDate,
    pub(super) published: NaiveDate,
    pub(super) questions: NaiveDate,
    pub(super) deadline: NaiveDate,
    pub(super) checked: NaiveDate,
    pub(super) begun: NaiveDate,
    pub(super) scored: NaiveDate,
    pub(super) moderated: NaiveDate,
    pub(super) signed: NaiveDate,
    pub(super) explained: NaiveDate,
    pub(super) frozen: NaiveDate,
    pub(super) taken: NaiveDate,
    pub(super) decided: NaiveDate,
    pub(super) told: NaiveDate,
    pub(super) starts: NaiveDate,
}

impl Days {
    /// Nothing where the calendar is not known that far, or another law than the Act would govern the tender. The open
    /// tender is published between decision and letters, because the record of actions has one clock.
    pub(in crate::demo::play) fn before(now: DateTime<Utc>, open_published: NaiveDate) -> Option<Self> {
        let days = Self::counted(uk_date(now), open_published).ok()?;
        (days.published >= ACT_FROM && thresholds::on(days.published).is_some()).then_some(days)
    }

    fn counted(today: NaiveDate, open_published: NaiveDate) -> Result<Self, NotLoaded> {
        let (wide, english) = (Calendar::AnyPartOfUk, Calendar::EnglandAndWales);
        let before = |day: NaiveDate, days: u32| wide.working_day_on_or_before(minus_days(day, days));
        let after = |day: NaiveDate, days: u32| wide.working_day_on_or_after(plus_days(day, days));
        let decided = before(open_published, 8)?;
        let told = after(call_in_ends(decided, CALL_IN_DAYS)?.max(open_published), 1)?;
        let taken = english.subtract_working_days(decided, 1)?;
        let frozen = before(taken, 3)?;
        let explained = before(frozen, 2)?;
        let signed = before(explained, 7)?;
        let moderated = before(signed, 1)?;
        let scored = before(moderated, 3)?;
        let begun = before(scored, 14)?;
        let checked = before(begun, 2)?;
        let deadline = before(checked, 1)?;
        let published = before(deadline, 35)?;
        let met = before(published, 10)?;
        Ok(Self {
            written: minus_days(met, 14),
            met,
            published,
            questions: before(deadline, 12)?,
            deadline,
            checked,
            begun,
            scored,
            moderated,
            signed,
            explained,
            frozen,
            taken,
            decided,
            told,
            starts: plus_months(today, 2).with_day(1).unwrap_or(today),
        })
    }

    /// The days on which the three bids are submitted.
    pub(super) fn bids(&self) -> [NaiveDate; 3] {
        [3, 2, 1].map(|days| minus_days(self.deadline, days))
    }

    /// A script with these days in it, as they are typed into boxes.
    pub(super) fn written_into(&self, script: &str) -> String {
        self.put(script, typed_day)
    }

    /// Prose with these days in it, in words.
    pub(super) fn in_words(&self, prose: &str) -> String {
        self.put(prose, long_day)
    }

    fn put(&self, script: &str, words: impl Fn(NaiveDate) -> String) -> String {
        let days = [
            ("{meets}", self.met),
            ("{commences}", self.published),
            ("{starts}", self.starts),
            ("{ends}", last_day_of_period(self.starts, 36)),
            ("{assessed}", minus_days(self.published, 1)),
            ("{questions}", self.questions),
            ("{deadline}", self.deadline),
            ("{award}", self.told),
            ("{noticed}", self.published),
        ];
        days.iter().fold(script.to_owned(), |script, (name, day)| script.replace(name, &words(*day)))
    }
}

#[cfg(test)]
mod tests {
    use rules::law::regime::Regime;
    use rules::law::standstill::standstill_end;

    use super::*;
    use crate::demo::play::{hour, open};

    #[test]
    fn on_every_day_the_notice_is_out_and_standstill_runs() {
        let first = NaiveDate::from_ymd_opt(2025, 9, 1).expect("it is a day");
        for today in first.iter_days().take(800) {
            let now = hour(today, 0);
            let Ok(open) = open::Days::before_and_after(now) else { break };
            let days = Days::before(now, open.published).expect("the Act governs it");
            assert!(days.told < today, "{today}: {days:?}");
            assert!(days.decided < open.published - chrono::Duration::days(6), "{today}: {days:?}");
            assert!(days.told > open.published, "{today}: {days:?}");
            let ends = standstill_end(Regime::Act2023, days.told).expect("the calendar is known");
            assert!(today <= ends, "{today}: {days:?}");
        }
    }
}
