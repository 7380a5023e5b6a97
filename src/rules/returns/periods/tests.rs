use entity::state::{ContractStage, KpiKind, Rhythm, RhythmFrom};

use super::*;
use crate::returns::testing::{kpi, monitored, period};
use crate::testing::day;

fn to_open(monitoring: &Monitoring, today: &str) -> Vec<String> {
    let one = |period: Period| {
        let due = period.due_on.map(|day| day.to_string()).unwrap_or_default();
        format!("{}: {} to {}, due {due}", period.number, period.span.first, period.span.last)
    };
    monitoring.to_open(day(today)).into_iter().map(one).collect()
}

#[test]
fn a_contract_that_starts_in_mid_quarter_has_a_short_first_period() {
    let mut monitoring = monitored("2027-05-10");
    monitoring.kpis.push(kpi(1, KpiKind::Count, "2027-05-10", |_| {}));
    assert!(to_open(&monitoring, "2027-05-09").is_empty(), "it has not begun");
    let first = "1: 2027-05-10 to 2027-06-30, due 2027-07-21";
    assert_eq!(to_open(&monitoring, "2027-05-10"), [first]);
    let second = "2: 2027-07-01 to 2027-09-30, due 2027-10-21";
    assert_eq!(to_open(&monitoring, "2027-07-01"), [first, second]);
}

#[test]
fn counted_from_the_contract_no_period_is_short_but_the_last() {
    let mut monitoring = monitored("2027-05-10");
    monitoring.contract.row.returns_from = Some(RhythmFrom::Contract);
    monitoring.kpis.push(kpi(1, KpiKind::Count, "2027-05-10", |_| {}));
    let periods = monitoring.periods(day("2027-05-10")).expect("they can be told");
    assert_eq!(periods.len(), 8);
    assert_eq!(periods[0].span.last, day("2027-08-09"));
    assert_eq!(periods[7].span.last, day("2029-05-09"));
}

#[test]
fn nothing_opens_before_anything_is_measured_nor_of_a_contract_not_in_force() {
    let mut monitoring = monitored("2027-04-01");
    assert!(to_open(&monitoring, "2027-12-01").is_empty(), "there is no KPI");
    monitoring.kpis.push(kpi(1, KpiKind::Count, "2027-10-01", |_| {}));
    assert_eq!(to_open(&monitoring, "2027-12-01"), ["3: 2027-10-01 to 2027-12-31, due 2028-01-24"]);
    monitoring.kpis[0].row.ended_on = Some(day("2027-09-30"));
    assert!(to_open(&monitoring, "2027-12-01").is_empty(), "it was stopped before it began");
    monitoring.kpis[0].row.ended_on = None;
    for stage in [ContractStage::SettingUp, ContractStage::Abandoned] {
        monitoring.contract.row.stage = stage;
        assert!(to_open(&monitoring, "2027-12-01").is_empty());
    }
}

#[test]
fn what_opens_late_is_due_as_many_working_days_later() {
    let mut monitoring = monitored("2027-04-01");
    monitoring.kpis.push(kpi(1, KpiKind::Count, "2027-04-01", |_| {}));
    assert_eq!(to_open(&monitoring, "2027-08-02")[0], "1: 2027-04-01 to 2027-06-30, due 2027-08-23");
}

#[test]
fn a_return_that_is_open_keeps_its_days_whatever_becomes_of_the_rhythm() {
    let mut monitoring = monitored("2027-04-01");
    monitoring.kpis.push(kpi(1, KpiKind::Count, "2027-04-01", |_| {}));
    monitoring.returns.push(period(1, "2027-04-01", "2027-05-15"));
    let periods = monitoring.periods(day("2027-07-01")).expect("they can be told");
    let days: Vec<_> = periods.iter().take(3).map(|period| (period.number, period.span.last)).collect();
    assert_eq!(days, [(1, day("2027-05-15")), (2, day("2027-06-30")), (3, day("2027-09-30"))]);
    monitoring.contract.row.returns_due = Some(30);
    let due = monitoring.periods(day("2027-07-01")).expect("they can be told")[0].due_on;
    assert_eq!(due, Some(monitoring.returns[0].row.due_on), "the day never drifts");
}

#[test]
fn without_rhythm_or_term_it_says_what_to_do() {
    let mut monitoring = monitored("2027-04-01");
    monitoring.contract.row.returns_every = None;
    assert_eq!(monitoring.periods(day("2027-07-01")), Err(NoPeriods::NoRhythm));
    monitoring.contract.row.returns_every = Some(Rhythm::Monthly);
    monitoring.contract.periods.clear();
    assert_eq!(monitoring.periods(day("2027-07-01")), Err(NoPeriods::NoTerm));
}
