use entity::state::{EnteredBy, KpiKind, ReturnStage};

use super::*;
use crate::returns::testing::{figure, kpi, monitored, quarters, submitted};
use crate::returns::values::Values;
use crate::testing::noon;

/// The quarters of 2027, of which these came so many days after their day; nothing is one that did not come.
fn year(days: [Option<i64>; 4]) -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    let count = kpi(1, KpiKind::Count, "2027-04-01", |_| {});
    let own = kpi(2, KpiKind::Count, "2027-04-01", |row| row.entered_by = EnteredBy::Council);
    monitoring.returns = quarters(2027);
    for (one, days) in monitoring.returns.iter_mut().zip(days) {
        let Some(days) = days else { continue };
        one.figures.push(figure(one, &count, Values { count: Some(1), ..Values::default() }));
        submitted(one);
        let on = one.row.due_on + chrono::TimeDelta::days(days);
        one.row.submitted_at = Some(noon(&on.to_string()));
    }
    monitoring.kpis = vec![count, own];
    monitoring
}

#[test]
fn late_and_missing_are_told_apart_and_what_is_not_due_counts_nowhere() {
    let table = [
        ([Some(-3), Some(0), Some(1), Some(4)], "2028-06-01", (2, 2, 0, 4, 4)),
        ([Some(-3), None, None, None], "2027-08-01", (1, 0, 0, 1, 1)),
        ([Some(-3), None, None, None], "2027-10-21", (1, 0, 0, 1, 1)),
        ([Some(-3), None, None, None], "2027-10-22", (1, 0, 1, 2, 1)),
        ([None, None, None, None], "2027-07-21", (0, 0, 0, 0, 0)),
    ];
    for (days, today, expected) in table {
        let timely = year(days).timely(noon(today));
        let found = (timely.in_time, timely.late, timely.missing, timely.asked, timely.given);
        assert_eq!(found, expected, "{days:?} on {today}");
    }
}

#[test]
fn half_of_the_late_ones_were_later() {
    let median = |days| year(days).timely(noon("2028-06-01")).median_days_late();
    assert_eq!(median([Some(9), Some(1), Some(2), Some(-1)]).as_deref(), Some("2"));
    assert_eq!(median([Some(1), Some(4), Some(0), Some(0)]).as_deref(), Some("2.5"));
    assert_eq!(median([Some(0), None, None, None]), None);
}

#[test]
fn it_is_said_in_words() {
    let timely = year([Some(0), Some(4), None, None]).timely(noon("2028-02-01"));
    assert_eq!(
        timely.says(),
        "Of 3 returns that were due, 1 came in time, 1 came late (by 4 days) and 1 is missing. 2 of 3 figures asked for \
         were given."
    );
    assert_eq!(year([None; 4]).timely(noon("2027-07-01")).says(), "No return was due yet.");
}

#[test]
fn a_period_that_was_given_up_is_missing_and_not_nought() {
    let mut monitoring = year([None; 4]);
    monitoring.returns[0].row.stage = ReturnStage::Closed;
    let timely = monitoring.timely(noon("2027-07-05"));
    assert_eq!((timely.missing, timely.asked, timely.given), (1, 1, 0));
}
