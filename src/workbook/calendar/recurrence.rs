//! The days on which a meeting recurs, within bounds that no file can burst.

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};
use rules::law::holidays::LAST_YEAR;

use super::zone::{When, when};

/// The most recurring meetings of one file.
const MOST_RULES: usize = 200;
/// The most days that they are followed through, all together.
const MOST_STEPS: usize = 20_000;
/// How long that may take, all together.
const PATIENCE: Duration = Duration::from_secs(5);
/// What is understood of a rule. Only days matter, so times within a day are left out.
const PARTS: [&str; 10] = [
    "FREQ",
    "UNTIL",
    "COUNT",
    "INTERVAL",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
];
const TIMES: [&str; 3] = ["BYHOUR", "BYMINUTE", "BYSECOND"];

/// Why a rule is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It cannot be read.
    Unreadable,
    /// It recurs within a day.
    TooOften,
    /// The file asks for more than can be done.
    TooMuch,
}

/// What is left of what one file may ask for.
pub(super) struct Budget {
    rules: usize,
    steps: usize,
    since: Instant,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { rules: MOST_RULES, steps: MOST_STEPS, since: Instant::now() }
    }
}

/// The times at which something recurs up to the last day that can be reckoned, and whether it goes on after.
pub(super) fn times(start: When, rule: &str, budget: &mut Budget) -> Result<(Vec<When>, bool), Fault> {
    budget.rules = budget.rules.checked_sub(1).ok_or(Fault::TooMuch)?;
    let Some(rule) = plain(start, rule)? else { return Ok((vec![start], false)) };
    let rule: RRule<Unvalidated> = rule.parse().map_err(|_| Fault::Unreadable)?;
    // Clocks there are taken for UTC, so that no change of the clocks meets the rule.
    let first = as_utc(start.local());
    let rule = rule.validate(first).map_err(|_| Fault::Unreadable)?;
    let last = NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).unwrap_or(NaiveDate::MAX);
    let mut found = Vec::new();
    for time in &RRuleSet::new(first).rrule(rule).limit() {
        budget.steps = budget.steps.checked_sub(1).ok_or(Fault::TooMuch)?;
        if budget.since.elapsed() > PATIENCE {
            return Err(Fault::TooMuch);
        }
        if time.date_naive() > last {
            return Ok((found, true));
        }
        found.push(start.moved_to(time.naive_utc()));
    }
    if budget.since.elapsed() > PATIENCE { Err(Fault::TooMuch) } else { Ok((found, false)) }
}

fn as_utc(local: NaiveDateTime) -> DateTime<Tz> {
    DateTime::<Utc>::from_naive_utc_and_offset(local, Utc).with_timezone(&Tz::UTC)
}

/// The rule with its end on the clocks of its start; none where it ends before it starts.
fn plain(start: When, rule: &str) -> Result<Option<String>, Fault> {
    let mut parts = Vec::new();
    for part in rule.trim().split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or(Fault::Unreadable)?;
        let name = name.trim().to_ascii_uppercase();
        match name.as_str() {
            "UNTIL" => {
                let zone = match start {
                    When::At(_, zone) => zone,
                    When::Day(_) => chrono_tz::Tz::UTC,
                };
                let until = when(value, zone).ok_or(Fault::Unreadable)?;
                let until = match until {
                    When::Day(day) => day.and_hms_opt(23, 59, 59).ok_or(Fault::Unreadable)?,
                    When::At(..) => until.local_at(start),
                };
                if until < start.local() {
                    return Ok(None);
                }
                parts.push(format!("UNTIL={}", until.format("%Y%m%dT%H%M%SZ")));
            }
            "FREQ" if matches!(value, "SECONDLY" | "MINUTELY" | "HOURLY") => return Err(Fault::TooOften),
            // Weeks begin on Monday unless a calendar says so.
            "WKST" => parts.push(part.to_owned()),
            name if TIMES.contains(&name) => {}
            name if PARTS.contains(&name) => parts.push(format!("{name}={}", value.trim())),
            _ => return Err(Fault::Unreadable),
        }
    }
    Ok(Some(parts.join(";")))
}
