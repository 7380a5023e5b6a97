use entity::state::{RiskStanding, Role, TermEnd};
use entity::{award, risk};
use sea_orm::ActiveValue::Set as Given;

use super::rows::year;
use super::*;
use crate::award::Rows;
use crate::award::testing::{awarded, result};
use crate::scoring::testing::X;
use crate::testing::papers::{dorset, term};
use crate::testing::{blank, check_refused, day, refused, rows, staff, strangers};

/// A lot of two years awarded to X for £100,000, £60,000 in the first year, signed on 1 October 2026.
fn signed(set: impl FnOnce(&mut award::ActiveModel)) -> Rows {
    let mut rows = awarded(Some(X), |row| {
        row.signed_on = Given(Some(day("2026-10-01")));
        set(row);
    });
    let schedule = Schedule { years: vec![Pence::pounds(60_000), Pence::pounds(40_000)] };
    for price in rows.prices.iter_mut().filter(|price| price.bid_id == X) {
        price.schedule = schedule.text();
    }
    rows
}

fn procurement() -> Procurement {
    let mut procurement = dorset();
    procurement.term_periods = vec![term(Some(12), Some(TermEnd::Break)), term(Some(12), Some(TermEnd::End))];
    procurement.risks = vec![blank::<risk::ActiveModel, _>(|row| {
        row.id = Given(RowId(77));
        row.procurement_id = Given(procurement.row.id);
        row.position = Given(1);
        row.title = Given("Uptake".to_owned());
    })];
    procurement
}

fn begin(
    rows: Rows,
    procurement: &Procurement,
    before: &[contract::Model],
    actor: &Actor,
) -> Result<Change, Refusal> {
    let result = result(rows);
    let made = Made { procurement, before };
    let officer = staff(Role::ProcurementOfficer);
    let may =
        Opened::<Prices>::to(result.scoring(), result.lot(), &officer).expect("prices are open to them");
    let numbers = Numbers { contract: ContractId(5), rows: (0..40).map(|id| RowId(1_000 + id)).collect() };
    start(&made, &result, &may, &numbers, actor)
}

/// What the case, the terms and the winning bid say stands in the contract, and what they do not say is to be confirmed.
#[test]
fn nothing_that_is_known_is_typed_again() {
    let procurement = procurement();
    let written = rows(begin(signed(|_| {}), &procurement, &[], &staff(Role::ProcurementOfficer)));
    let contract = &written[0];
    for says in [
        r#""value":10000000"#,
        r#""starts_on":"2027-04-01""#,
        r#""signed_on":"2026-10-01""#,
        r#""procured":"tender""#,
        r#""stage":"setting_up""#,
        r#""award_id":8001"#,
        r#"\"department\":\"to_be_confirmed\""#,
    ] {
        assert!(contract.contains(says), "{says} in {contract}");
    }
    let of = |table: &str| {
        written.iter().filter(|row| row.starts_with(&format!("insert {table} "))).cloned().collect::<Vec<_>>()
    };
    let periods = of("contract_period");
    assert_eq!(periods.len(), 2);
    assert!(
        periods[0].contains(r#""ends_with":"break""#) && periods[0].contains(r#""months":12"#),
        "{}",
        periods[0]
    );
    assert!(periods[0].contains(r#"\"notice\":\"to_be_confirmed\""#), "{}", periods[0]);
    let prices = of("contract_price");
    assert!(
        prices[0].contains(r#""amount":6000000"#) && prices[1].contains(r#""amount":4000000"#),
        "{prices:?}"
    );
    assert!(of("contract_avoidance")[0].contains(r#""gross":586219400"#));
    let risks = of("contract_risk");
    assert!(
        risks[0].contains(r#""from_risk_id":77"#)
            && risks[0].contains(RiskStanding::Open.to_string().as_str()),
        "{}",
        risks[0]
    );
}

/// Where the parts of the case do not make the longest term that was published, the published term counts.
#[test]
fn the_published_term_counts_where_the_case_says_otherwise() {
    let written = rows(begin(signed(|_| {}), &dorset(), &[], &staff(Role::ProcurementOfficer)));
    let periods: Vec<_> = written.iter().filter(|row| row.starts_with("insert contract_period ")).collect();
    assert_eq!(periods.len(), 1);
    assert!(
        periods[0].contains(r#""ends_with":"end""#) && periods[0].contains(r#""months":24"#),
        "{}",
        periods[0]
    );
}

#[test]
fn a_contract_begins_with_a_signature_and_once() {
    let procurement = procurement();
    let officer = staff(Role::ProcurementOfficer);
    check_refused(
        begin(signed(|row| row.signed_on = Given(None)), &procurement, &[], &officer),
        Why::NotNow,
        "Record the signature first: a contract begins with it.",
    );
    check_refused(
        begin(signed(|row| row.failed_on = Given(Some(day("2026-09-30")))), &procurement, &[], &officer),
        Why::NotNow,
        "No contract is awarded on this lot.",
    );
    let mut there = crate::contract::testing::medway().row;
    there.award_id = Some(entity::id::AwardId(8_001));
    check_refused(
        begin(signed(|_| {}), &procurement, &[there], &officer),
        Why::NotNow,
        "There is a contract of it already: MED-2021-001. Go on with that one.",
    );
    assert_eq!(
        refused(begin(signed(|_| {}), &procurement, &[], &staff(Role::ContractManager))).0,
        Why::NotYours
    );
    for stranger in strangers() {
        assert_eq!(refused(begin(signed(|_| {}), &procurement, &[], &stranger)).0, Why::NotFound);
    }
}

/// What a funding row calls its year, when the contract starts, and which contract year that is.
#[test]
fn years_of_funding_become_contract_years() {
    let table = [
        (Some("Year 1"), None, Some(1)),
        (Some(" year 12 "), None, Some(12)),
        (Some("Year 0"), None, None),
        (Some("2027/28"), Some("2027-04-01"), Some(1)),
        (Some("2028/29"), Some("2027-04-01"), Some(2)),
        (Some("2028/29"), Some("2028-02-01"), Some(2)),
        (Some("2026/27"), Some("2027-04-01"), None),
        (Some("2027/28"), None, None),
        (Some("later"), Some("2027-04-01"), None),
        (None, Some("2027-04-01"), None),
    ];
    for (says, starts, expected) in table {
        assert_eq!(year(says, starts.map(day)), expected, "{says:?} {starts:?}");
    }
}
