use entity::state::{Role, TermEnd};
use sea_orm::ActiveValue::Set;

use super::*;
use crate::contract::law::law_of;
use crate::contract::testing::{CONTRACT, dorset, medway, now, payment, under};
use crate::testing::{SEEN, blank, check_refused, form, noon, refused, rows, staff, strangers};
use entity::number::Pence;

fn day(text: &str) -> NaiveDate {
    crate::testing::day(text)
}

fn told(contract: &Contract, on: &str) -> Vec<(String, Option<String>)> {
    let law = law_of(contract, noon(on));
    required(contract, &law, day(on))
        .into_iter()
        .map(|it| (it.once, it.due_on.map(|day| day.to_string())))
        .collect()
}

fn due(once: &str, on: &str) -> (String, Option<String>) {
    (once.to_owned(), Some(on.to_owned()))
}

/// Fact sheet, section 2: signed 1 April 2027, a light touch contract's details by 29 July 2027, another's by 30 April;
/// expiry on 30 September 2027 by 29 October 2027.
#[test]
fn details_and_termination_are_due_as_the_act_counts() {
    let mut contract = dorset(TermEnd::Break);
    contract.row.signed_on = Some(day("2027-04-01"));
    assert_eq!(told(&contract, "2027-04-01"), [due("contract_details", "2027-07-29")]);
    let mut full = contract.clone();
    under(&mut full, "2026-05-01", false);
    assert_eq!(told(&full, "2027-04-01")[0], due("contract_details", "2027-04-30"));
    contract.row.stage = ContractStage::Ended;
    contract.row.ended_on = Some(day("2027-09-30"));
    assert!(told(&contract, "2027-10-01").contains(&due("termination", "2027-10-29")));
}

/// Above £5m a copy is published too, and the KPIs are rated every year (fact sheet, section 2).
#[test]
fn a_large_contract_owes_a_copy_and_ratings() {
    let mut contract = dorset(TermEnd::Break);
    under(&mut contract, "2026-05-01", false);
    contract.row.value = Some(Pence::pounds(9_000_000));
    contract.row.signed_on = Some(day("2027-04-01"));
    contract.row.ends_on = Some(day("2032-03-31"));
    let found = told(&contract, "2028-06-01");
    for expected in [
        due("contract_copy", "2027-06-29"),
        due("performance/1", "2028-03-31"),
        due("performance/2", "2029-03-31"),
    ] {
        assert!(found.contains(&expected), "{found:?}");
    }
    assert!(!found.iter().any(|(once, _)| once == "performance/3"));
    let mut light = contract;
    under(&mut light, "2026-05-01", true);
    let found = told(&light, "2028-06-01");
    assert!(found.contains(&due("contract_copy", "2027-09-27")), "{found:?}");
    assert!(!found.iter().any(|(once, _)| once.starts_with("performance")));
}

fn of_payments_told(contract: &Contract) -> Vec<(String, Option<String>)> {
    told(contract, "2028-06-01").into_iter().filter(|(once, _)| once.starts_with("payment")).collect()
}

/// The notice of a quarter tells each payment: one that is recorded after it was published needs another, once.
#[test]
fn a_large_payment_recorded_after_its_notice_makes_another_due() {
    let mut contract = dorset(TermEnd::Break);
    contract.payments = vec![payment(1, "2027-05-31", 8_275_000, None)];
    contract.payments[0].at = noon("2027-06-02");
    contract.notices = vec![of_the_quarter("payment/2027-06-30", Some("2027-07-20"))];
    let first = due("payment/2027-06-30", "2027-07-29");
    assert_eq!(of_payments_told(&contract), vec![first.clone()]);
    contract.payments.push(payment(2, "2027-06-10", 9_000_000, None));
    contract.payments[1].at = noon("2027-08-02");
    let second = due("payment/2027-06-30/2", "2027-07-29");
    assert_eq!(of_payments_told(&contract), vec![first.clone(), second]);
    // Once it stands it is not asked for again, and once it is published nothing is left.
    contract.notices.push(of_the_quarter("payment/2027-06-30/2", None));
    assert_eq!(of_payments_told(&contract), vec![first.clone()]);
    contract.notices[1].published_on = Some(day("2027-08-03"));
    assert_eq!(of_payments_told(&contract), vec![first]);
}

fn of_the_quarter(once: &str, published: Option<&str>) -> notice_due::Model {
    notice_due::Model {
        id: RowId(501),
        contract_id: CONTRACT,
        authority_id: crate::testing::COUNCIL,
        once: once.to_owned(),
        kind: Kind::ContractPayment.code().to_owned(),
        event_on: day("2027-06-30"),
        due_on: Some(day("2027-07-29")),
        why: "A large payment.".to_owned(),
        reference: None,
        published_on: published.map(day),
        not_needed: None,
        at: noon("2027-06-01"),
    }
}

/// Two quarters with large payments; one small; one taken back. April to June 2027 is due by 29 July 2027.
#[test]
fn each_quarter_with_a_large_payment_is_told_once() {
    let mut contract = dorset(TermEnd::Break);
    contract.payments = vec![
        payment(1, "2027-04-30", 2_758_333, Some(551_667)),
        payment(2, "2027-05-31", 2_758_333, Some(551_667)),
        payment(3, "2027-07-31", 1_000_000, Some(200_000)),
        payment(4, "2027-10-31", 8_275_000, None),
        payment(5, "2028-01-31", 8_275_000, None),
    ];
    contract.payments[4].taken_back_at = Some(now());
    assert_eq!(
        of_payments_told(&contract),
        [due("payment/2027-06-30", "2027-07-29"), due("payment/2027-12-31", "2028-01-29")]
    );
    // Whether £27,583.33 is above £30,000 rests on VAT: where that is not recorded it is not passed over.
    contract.row.vat = None;
    contract.payments = vec![payment(6, "2027-05-31", 2_758_333, None)];
    assert_eq!(of_payments_told(&contract), [due("payment/2027-06-30", "2027-07-29")]);
    // The rule binds what commenced from 1 April 2026 on.
    under(&mut contract, "2026-03-31", true);
    assert!(!told(&contract, "2028-06-01").iter().any(|(once, _)| once.starts_with("payment")));
}

#[test]
fn a_default_not_put_right_and_an_end_for_breach_are_told() {
    let mut contract = dorset(TermEnd::Break);
    under(&mut contract, "2026-05-01", false);
    contract.defaults = vec![blank::<entity::default_notice::ActiveModel, _>(|row| {
        row.id = Set(RowId(9));
        row.contract_id = Set(CONTRACT);
        row.position = Set(1);
        row.title = Set("No staff".to_owned());
        row.issued_on = Set(Some(day("2028-01-10")));
        row.remedy_by = Set(Some(day("2028-03-01")));
        row.standing = Set(Some(DefaultStanding::NotRemedied));
    })];
    assert!(told(&contract, "2028-06-01").contains(&due("failure/9", "2028-03-30")));
    contract.defaults[0].standing = Some(DefaultStanding::Remedied);
    assert!(!told(&contract, "2028-06-01").iter().any(|(once, _)| once.starts_with("failure")));
    contract.row.stage = ContractStage::Ended;
    (contract.row.ended_on, contract.row.end_kind) = (Some(day("2028-05-31")), Some(ContractEnd::Breach));
    assert!(told(&contract, "2028-06-01").contains(&due("failure/end", "2028-06-29")));
}

/// Medway came under the 2015 Regulations, below the threshold: nothing of the Act is asked of it, to its end.
#[test]
fn a_legacy_contract_owes_none_of_the_acts_notices() {
    let mut contract = medway();
    contract.payments = vec![payment(1, "2022-05-01", 5_500_000, None)];
    contract.row.stage = ContractStage::Ended;
    contract.row.ended_on = Some(day("2024-03-31"));
    assert_eq!(told(&contract, "2024-04-01"), []);
}

#[test]
fn details_are_told_with_the_award_where_it_came_of_one() {
    let mut contract = dorset(TermEnd::Break);
    contract.row.award_id = Some(entity::id::AwardId(1));
    assert_eq!(told(&contract, "2027-04-01"), []);
    contract.row.award_id = None;
    contract.row.stage = ContractStage::SettingUp;
    assert_eq!(told(&contract, "2027-04-01"), []);
}

fn with_row() -> Contract {
    let mut contract = dorset(TermEnd::Break);
    contract.notices = vec![notice_due::Model {
        id: RowId(500),
        contract_id: CONTRACT,
        authority_id: contract.row.authority_id,
        once: "contract_details".to_owned(),
        kind: Kind::ContractDetails.code().to_owned(),
        event_on: day("2027-03-02"),
        due_on: Some(day("2027-06-29")),
        why: "Signed.".to_owned(),
        reference: None,
        published_on: None,
        not_needed: None,
        at: now(),
    }];
    contract
}

#[test]
fn a_reference_is_recorded_once() {
    let contract = with_row();
    assert_eq!(missing(&contract, &law_of(&contract, now()), day("2028-06-01")), []);
    let record = |contract: &Contract, on: &str, role: Role| {
        let draft = form(PUBLISHED, &[("reference", "2027/S 000-000001"), ("published_on", on)]);
        published(contract, RowId(500), &draft, SEEN, &staff(role), now())
    };
    assert!(rows(record(&contract, "2027-03-20", Role::ContractManager))[0].contains("2027/S 000-000001"));
    for on in ["2027-03-01", "2028-06-02"] {
        assert_eq!(refused(record(&contract, on, Role::ContractManager)).0, Why::Incomplete);
    }
    assert_eq!(refused(record(&contract, "2027-03-20", Role::Auditor)).0, Why::NotYours);
    let mut done = with_row();
    done.notices[0].published_on = Some(day("2027-03-20"));
    check_refused(
        record(&done, "2027-03-20", Role::ContractManager),
        Why::NotNow,
        "This notice is dealt with already.",
    );
    let why = form(NOT_NEEDED, &[("not_needed", "Told elsewhere.")]);
    assert!(
        rows(not_needed(&contract, RowId(500), &why, SEEN, &staff(Role::ProcurementOfficer)))[0]
            .contains("Told elsewhere.")
    );
    for stranger in strangers() {
        assert_eq!(refused(not_needed(&contract, RowId(500), &why, SEEN, &stranger)).0, Why::NotFound);
    }
}

#[test]
fn what_a_notice_needs_is_gathered() {
    let contract = with_row();
    let facts = gathered(&contract, &contract.notices[0]);
    let value =
        |label: &str| facts.iter().find(|(name, _)| name == label).and_then(|(_, value)| value.clone());
    assert_eq!(value("Provider").as_deref(), Some("A charity"));
    assert_eq!(value("First day").as_deref(), Some("1 April 2027"));
    assert_eq!(value("Value without VAT").as_deref(), Some("£1,655,000"));
    assert_eq!(value("What is bought"), None);
    let mut paid = with_row();
    paid.payments =
        vec![payment(1, "2027-05-31", 2_758_333, Some(551_667)), payment(2, "2027-09-30", 8_275_000, None)];
    (paid.notices[0].kind, paid.notices[0].event_on) =
        (Kind::ContractPayment.code().to_owned(), day("2027-06-30"));
    let facts = gathered(&paid, &paid.notices[0]);
    assert_eq!(
        facts.last(),
        Some(&("Paid on 31 May 2027".to_owned(), Some("£27,583.33 and £5,516.67 VAT".to_owned())))
    );
}

#[test]
fn every_kind_keeps_its_code() {
    for kind in Kind::ALL {
        assert_eq!(Kind::of(kind.code()), Some(kind));
    }
    assert_eq!(Kind::of("nothing"), None);
    assert_eq!(
        [financial_year(day("2027-03-31")), financial_year(day("2027-04-01"))],
        ["2026/27", "2027/28"]
    );
}
