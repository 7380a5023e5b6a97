//! The time providers get: what the law asks for, what is given, and which day would do.

use chrono::{DateTime, NaiveDate, Utc};

use super::Tender;
use super::compose::first_notice;
use super::ready::{Obstacle, Place};
use crate::law::clock::{long_instant, uk_date};
use crate::law::dates::{long_date, plus_days};
use crate::law::holidays::{Calendar, NotLoaded};
use crate::law::periods::{Circumstances, Minimum, legacy_open, open_tender, tendering};
use crate::law::regime::{ACT_FROM, Finding, Regime};

/// Fewer working days than this are pointed out where the law sets no number. The figure is ours, and only decides
/// when to speak.
pub const SHORT_WORKING_DAYS: u32 = 10;

/// The time to tender, as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timetable {
    /// The day of the official notice; today while none is recorded.
    pub from: NaiveDate,
    /// The day of the deadline, if one is given.
    pub closes_on: Option<NaiveDate>,
    /// The shortest time the law allows.
    pub minimum: Minimum,
    /// How that was found.
    pub how: String,
    /// The earliest day on which the law allows it to close, if it sets a number of days.
    pub earliest: Option<NaiveDate>,
    /// How many working days there are after the notice, up to and with the day of the deadline: on each calendar,
    /// or why they cannot be counted.
    pub working_days: Vec<(Calendar, Result<u32, NotLoaded>)>,
}

/// The time to tender under this law.
#[must_use]
pub fn timetable(tender: &Tender, law: &Finding, now: DateTime<Utc>) -> Timetable {
    let from = uk_date(first_notice(tender).unwrap_or(now));
    let closes_on = tender.row.deadline.map(uk_date);
    let (minimum, how) = minimum(tender, law, from, now);
    let count = |calendar: Calendar| closes_on.map(|day| (calendar, calendar.working_days_after(from, day)));
    Timetable {
        from,
        closes_on,
        minimum,
        how,
        earliest: minimum.earliest_close(from),
        working_days: [Calendar::EnglandAndWales, Calendar::AnyPartOfUk]
            .into_iter()
            .filter_map(count)
            .collect(),
    }
}

/// Where the facts do not decide it, the longest period that may turn out to apply: whoever keeps that is safe.
fn minimum(tender: &Tender, law: &Finding, from: NaiveDate, now: DateTime<Utc>) -> (Minimum, String) {
    let given_on = uk_date(tender.row.published_at.unwrap_or(now));
    let later = given_on > from;
    let act = tendering(Circumstances { all_documents: !later, ..Circumstances::OPEN });
    let asks = match (open_tender(law.regime, law.light_touch, law.standing), law.regime) {
        (Minimum::Days(_), Regime::Act2023) => act,
        (Minimum::CannotTell, _) if from < ACT_FROM => legacy_open(true, false),
        (Minimum::CannotTell, _) => act,
        (found, _) => found,
    };
    let regime = law.regime.words();
    let how = match open_tender(law.regime, law.light_touch, law.standing) {
        Minimum::CannotTell => format!(
            "What is recorded does not decide which law sets the period, so the longest that could apply is asked \
             for: {}.",
            asks.words()
        ),
        Minimum::Proportionate => {
            format!("{regime}, {}: {}.", law.standing.words().to_lowercase(), asks.words())
        }
        Minimum::Days(_) if asks == act && later => {
            format!("{regime}: {}, because the documents come later than the official notice.", asks.words())
        }
        Minimum::Days(_) => format!("{regime}: {}.", asks.words()),
    };
    (asks, how)
}

/// The earliest working day on which it could close, were it published now.
pub fn earliest_that_would_do(
    tender: &Tender,
    law: &Finding,
    now: DateTime<Utc>,
) -> Result<NaiveDate, NotLoaded> {
    let tomorrow = plus_days(uk_date(now), 1);
    let earliest = timetable(tender, law, now).earliest.unwrap_or(tomorrow).max(tomorrow);
    Calendar::EnglandAndWales.working_day_on_or_after(earliest)
}

/// Everything that makes the timetable impossible.
#[must_use]
pub fn impossible(tender: &Tender, law: &Finding, now: DateTime<Utc>) -> Vec<Obstacle> {
    let mut all: Vec<_> = deadline(tender, law, now).into_iter().collect();
    all.extend(questions(tender, now));
    let row = &tender.row;
    if let (Some(award), Some(deadline)) = (row.award_planned, row.deadline)
        && award <= uk_date(deadline)
    {
        all.push(at(format!(
            "The award is planned for {}, but bids are taken until {}. Give a later day for the award.",
            long_date(award),
            long_instant(deadline)
        )));
    }
    let proportionate = timetable(tender, law, now).minimum == Minimum::Proportionate;
    if proportionate && row.deadline.is_some() && row.period_reason.is_none() {
        all.push(at("The law sets no number of days here, so say why the time to tender is reasonable and \
                     proportionate."));
    }
    all
}

fn deadline(tender: &Tender, law: &Finding, now: DateTime<Utc>) -> Option<Obstacle> {
    let Some(deadline) = tender.row.deadline else { return Some(at("Give the deadline for bids.")) };
    let day = uk_date(deadline);
    let would_do = match earliest_that_would_do(tender, law, now) {
        Ok(day) => long_date(day),
        Err(not_loaded) => return Some(at(not_loaded.to_string())),
    };
    // Outside the loaded years nobody knows what a working day is.
    if let Err(not_loaded) = Calendar::AnyPartOfUk.is_working_day(day) {
        return Some(at(not_loaded.to_string()));
    }
    if deadline <= now {
        return Some(at(format!(
            "The deadline, {}, has passed. The earliest day that would do is {would_do}.",
            long_instant(deadline)
        )));
    }
    let table = timetable(tender, law, now);
    let earliest = table.earliest.filter(|earliest| day < *earliest)?;
    Some(at(format!(
        "The deadline, {}, is too early: {} The official notice is of {}, so it may close on {} at the earliest. \
         The earliest working day that would do is {would_do}.",
        long_instant(deadline),
        table.how,
        long_date(table.from),
        long_date(earliest)
    )))
}

/// Questions end early enough for a whole working day between them and the deadline.
fn questions(tender: &Tender, now: DateTime<Utc>) -> Option<Obstacle> {
    let Some(until) = tender.row.questions_until else {
        return Some(at("Say until when providers may ask questions."));
    };
    let published = tender.published().map(|terms| terms.questions_until);
    if until <= now && published != Some(until) {
        return Some(at(format!(
            "The last moment for questions, {}, has passed. Give a later one.",
            long_instant(until)
        )));
    }
    let deadline = uk_date(tender.row.deadline?);
    let calendar = Calendar::EnglandAndWales;
    let next = match calendar.add_working_days(uk_date(until), 1) {
        Ok(next) => next,
        Err(not_loaded) => return Some(at(not_loaded.to_string())),
    };
    if next < deadline {
        return None;
    }
    let latest = calendar.subtract_working_days(deadline, 2).ok()?;
    Some(at(format!(
        "Questions may be asked until {}, which leaves no working day before the deadline. {} is the latest \
         working day that would do.",
        long_instant(until),
        long_date(latest)
    )))
}

/// What should be looked at, but may be published.
#[must_use]
pub fn pointed_out(tender: &Tender, law: &Finding, now: DateTime<Utc>) -> Vec<Obstacle> {
    let table = timetable(tender, law, now);
    let mut all = Vec::new();
    let Some(day) = table.closes_on else { return all };
    if let (Ok(false), Ok(next)) = (
        Calendar::EnglandAndWales.is_working_day(day),
        Calendar::EnglandAndWales.working_day_on_or_after(day),
    ) {
        all.push(at(format!(
            "The deadline is on {}, which is no working day: nobody may be there to help. {} is the next working \
             day.",
            long_date(day),
            long_date(next)
        )));
    }
    let fewest = table.working_days.iter().filter_map(|(_, count)| count.ok()).min();
    if let Some(days) = fewest.filter(|days| *days < SHORT_WORKING_DAYS)
        && table.minimum == Minimum::Proportionate
    {
        let days = if days == 1 { "1 working day".to_owned() } else { format!("{days} working days") };
        all.push(at(format!(
            "Providers get {days} to tender. Small charities may need longer; make sure that your reason says why \
             this is enough."
        )));
    }
    let given_on = uk_date(tender.row.published_at.unwrap_or(now));
    if tender.row.published_at.is_none() && given_on > table.from {
        all.push(at(format!(
            "The official notice is of {}. Providers get the documents only when you publish here.",
            long_date(table.from)
        )));
    }
    all
}

fn at(says: impl Into<String>) -> Obstacle {
    Obstacle { says: says.into(), at: Place::Part("timetable") }
}

#[cfg(test)]
mod tests;
