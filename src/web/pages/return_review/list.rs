//! The periods of a contract: which returns came, when, and what waits.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use rules::access::Act;
use rules::field::long_day;
use rules::law::clock::{long_instant, uk_date};
use rules::returns::standing::Timeliness;
use rules::returns::{Asked, Monitoring, Return};
use serde::Serialize;

use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    head: ContractHead,
    reference: String,
    /// In words, how timely returns were so far.
    in_all: Option<String>,
    /// What keeps periods from being told, or when the next one opens.
    next: Option<String>,
    rows: Vec<Period>,
    has_kpis: bool,
    may_write_kpis: bool,
}

/// One period.
#[derive(Serialize)]
struct Period {
    path: String,
    period: String,
    due: String,
    code: &'static str,
    stage: &'static str,
    timely: String,
    is_late: bool,
    complete: Option<String>,
    waits: Option<String>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "return_review/list.html";
    fn title(&self) -> String {
        format!("Returns – {}", self.reference)
    }
}

/// Every period that was opened, the newest first.
pub async fn list(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let monitoring = desk.monitoring(&reference).await?.ok_or(Stop::NotFound)?;
    let now = desk.now;
    desk.page(&ListPage {
        head: ContractHead::of(&desk, &monitoring.contract),
        in_all: in_all(&monitoring, now),
        next: next(&monitoring, now),
        rows: monitoring.returns.iter().rev().map(|one| period(&monitoring, one, now)).collect(),
        has_kpis: !monitoring.kpis.is_empty(),
        may_write_kpis: desk.may(Act::WriteKpis),
        reference,
    })
}

/// When the period after the last that was opened begins and its return is due; or why that cannot be told.
fn next(monitoring: &Monitoring, now: DateTime<Utc>) -> Option<String> {
    let last = monitoring.returns.last().map(|one| one.row.last_on);
    let periods = match monitoring.periods(uk_date(now)) {
        Ok(periods) => periods,
        Err(why) => return Some(why.says().to_owned()),
    };
    let next = periods.into_iter().find(|period| last.is_none_or(|last| period.span.first > last))?;
    let due = next.due_on.map(|due| format!(", and its return is due by {}", long_day(due)));
    let (first, last) = (long_day(next.span.first), long_day(next.span.last));
    Some(format!("The next period runs from {first} to {last}{}.", due.unwrap_or_default()))
}

fn period(monitoring: &Monitoring, one: &Return, now: DateTime<Utc>) -> Period {
    let waiting = monitoring.waiting_corrections().filter(|row| row.return_id == one.row.id).count();
    Period {
        path: format!("/contracts/{}/returns/{}", monitoring.contract.row.reference, one.row.number),
        period: monitoring.period_words(one),
        due: long_day(one.row.due_on),
        code: one.row.stage.code(),
        stage: one.row.stage.label(),
        timely: timely_words(one, now),
        is_late: one.timeliness(now) == Timeliness::Overdue,
        complete: one.is_returned().then(|| complete_words(monitoring, one)),
        waits: (waiting > 0).then(|| match waiting {
            1 => "1 correction waits for you".to_owned(),
            _ => format!("{waiting} corrections wait for you"),
        }),
    }
}

/// How a return stands to its day, in words. Whether it is locked is said apart, by its stage.
pub fn timely_words(one: &Return, now: DateTime<Utc>) -> String {
    let at = one.row.submitted_at.map(long_instant).unwrap_or_default();
    match one.timeliness(now) {
        Timeliness::Running => format!("The period runs to {}", long_day(one.row.last_on)),
        Timeliness::InTime => "Not due yet".to_owned(),
        Timeliness::CameInTime => format!("In time, {at}"),
        Timeliness::CameLate => format!("Late, {at}"),
        Timeliness::Overdue => match days(one.row.due_on, uk_date(now)) {
            1 => "Overdue by 1 day".to_owned(),
            days => format!("Overdue by {days} days"),
        },
        Timeliness::NeverCame => "Never came".to_owned(),
    }
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// How many of the figures that were asked for are there.
pub fn complete_words(monitoring: &Monitoring, one: &Return) -> String {
    let asked = monitoring.asked(one);
    let is_there = |asked: &&Asked<'_>| {
        let current = monitoring.current(one, asked.kpi.row.id);
        current.is_some_and(|current| current.values.none_reason.is_none())
    };
    let there = asked.iter().filter(is_there).count();
    match (there, asked.len()) {
        (there, all) if there == all => format!("All {all} figures"),
        (there, all) => format!("{there} of {all} figures"),
    }
}

/// How timely the returns that were due so far came.
fn in_all(monitoring: &Monitoring, now: DateTime<Utc>) -> Option<String> {
    let all: Vec<Timeliness> = monitoring.returns.iter().map(|one| one.timeliness(now)).collect();
    let count = |wanted: &[Timeliness]| all.iter().filter(|it| wanted.contains(it)).count();
    let in_time = count(&[Timeliness::CameInTime]);
    let late = count(&[Timeliness::CameLate]);
    let missing = count(&[Timeliness::Overdue, Timeliness::NeverCame]);
    let due = in_time + late + missing;
    let returns = if due == 1 { "1 return".to_owned() } else { format!("{due} returns") };
    (due > 0).then(|| {
        format!("Of {returns} so far, {in_time} came in time, {late} late, and {missing} did not come.")
    })
}
