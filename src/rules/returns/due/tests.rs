use entity::state::{KpiKind, ReturnStage, Role};

use super::*;
use crate::Why;
use crate::returns::testing::{kpi, monitored, period};
use crate::testing::{CHARITY, check_refused, noon, rows, staff};

/// One quarter open, due on 21 July 2027.
fn one_open() -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    monitoring.kpis.push(kpi(1, KpiKind::Count, "2027-04-01", |_| {}));
    monitoring.returns.push(period(1, "2027-04-01", "2027-06-30"));
    monitoring.returns.push(period(2, "2027-07-01", "2027-09-30"));
    monitoring
}

/// The keys of what is told by noon of a day.
fn told(monitoring: &Monitoring, on: &str) -> Vec<String> {
    told::all(monitoring, noon(on)).into_iter().map(|tell| tell.once).collect()
}

#[test]
fn the_provider_is_reminded_before_and_chased_after() {
    let monitoring = one_open();
    for (on, keys) in [
        ("2027-07-06", &[][..]),
        ("2027-07-07", &["return/1/before/14"]),
        ("2027-07-17", &["return/1/before/14"]),
        ("2027-07-18", &["return/1/before/3"]),
        ("2027-07-21", &["return/1/before/0"]),
        ("2027-07-22", &["return/1/after/1", "return/1/overdue/1"]),
        ("2027-07-28", &["return/1/after/5", "return/1/overdue/5"]),
        ("2027-08-04", &["return/1/after/10", "return/1/overdue/10"]),
        ("2027-09-01", &["return/1/after/10", "return/1/overdue/10"]),
    ] {
        assert_eq!(told(&monitoring, on), keys, "{on}");
    }
}

#[test]
fn nothing_is_sent_once_it_is_there_or_given_up() {
    let mut monitoring = one_open();
    monitoring.returns[0].row.submissions = 1;
    for (stage, keys) in [
        (ReturnStage::Submitted, &["return/1/submitted/1"][..]),
        (ReturnStage::Queried, &[]),
        (ReturnStage::Returned, &[]),
        (ReturnStage::Accepted, &[]),
        (ReturnStage::Closed, &[]),
    ] {
        monitoring.returns[0].row.stage = stage;
        assert_eq!(told(&monitoring, "2027-07-22"), keys, "{stage:?}");
    }
}

#[test]
fn without_a_registered_provider_its_manager_is_told() {
    let mut monitoring = one_open();
    monitoring.contract.row.organisation_id = None;
    assert_eq!(told(&monitoring, "2027-07-07"), ["return/1/nobody", "return/2/nobody"]);
}

#[test]
fn asking_twice_finds_nothing_and_only_the_house_asks() {
    let monitoring = one_open();
    let house = Actor::house();
    let ask = |sent: &BTreeSet<String>| due(&monitoring, sent, &[91, 92, 93], &house, noon("2027-07-22"));
    let first = ask(&BTreeSet::new()).expect("it may").expect("there is something");
    assert_eq!(rows(Ok(first)).len(), 2);
    let sent = told(&monitoring, "2027-07-22").into_iter().collect();
    assert!(ask(&sent).expect("it may").is_none());
    let manager = staff(Role::ContractManager);
    let asked = due(&monitoring, &sent, &[], &manager, noon("2027-07-22"));
    check_refused(asked, Why::NotFound, "There is nothing here for you.");
}

#[test]
fn open_returns_go_over_to_the_provider_that_has_the_contract_now() {
    let mut monitoring = one_open();
    monitoring.returns[0].row.submissions = 1;
    monitoring.returns[0].row.stage = ReturnStage::Queried;
    let other = entity::id::OrganisationId(CHARITY.0 + 1);
    monitoring.contract.row.organisation_id = Some(other);
    let change = due(&monitoring, &BTreeSet::new(), &[91, 92], &Actor::house(), noon("2027-07-02"));
    let written = rows(change.map(|change| change.expect("there is something")));
    let taken_over = r#""prepared_at":null,"prepared_by":null,"stage":"open"}"#;
    let expected = format!(r#"update contract_return {{"id":2,"organisation_id":{},{taken_over}"#, other.0);
    assert_eq!(written, [expected]);
}
