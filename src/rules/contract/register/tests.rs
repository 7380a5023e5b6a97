use entity::state::TermEnd;

use super::*;
use crate::contract::testing::{dorset, medway};
use crate::testing::day;
use crate::testing::tenders::{tender, terms_of};

/// Field by field against the code: Dorset, of which some things are not known.
#[test]
fn a_contract_has_the_codes_fields_and_no_others() {
    let mut contract = dorset(TermEnd::Extension);
    let row = &mut contract.row;
    row.department = Some("People – Children".to_owned());
    row.description = Some("Support for women.".to_owned());
    row.supplier_address = Some("1 High Street\nTown".to_owned());
    row.supplier_number = Some("1234567".to_owned());
    row.supplier_sme = Some(YesNo::Yes);
    row.procured = Some(Procured::Tender);
    row.review_on = Some(day("2028-09-12"));
    row.ends_on = Some(day("2029-03-31"));
    row.irrecoverable_vat = Some(Pence(12_345));
    let expected = [
        ("Reference number", "DOR-2026-002"),
        ("Title of agreement", "A service"),
        ("Local authority department responsible", "People – Children"),
        ("Description of the goods and/or services being provided", "Support for women."),
        ("Supplier name and details", "A charity, 1 High Street, Town"),
        (
            "Sum to be paid over the length of the contract, or estimated annual spending or budget (£)",
            "1655000.00",
        ),
        ("Value Added Tax that cannot be recovered (£)", "123.45"),
        ("Start date", "2027-04-01"),
        ("End date", "2029-03-31"),
        ("Review date", "2028-09-12"),
        (
            "Result of an invitation to quote or a published invitation to tender",
            "Published invitation to tender",
        ),
        (
            "Supplier is a small or medium sized enterprise and/or a voluntary or community sector organisation",
            "SME: yes; voluntary or community sector: not stated",
        ),
        ("Registration number", "1234567"),
    ];
    let row = contract_row(&contract);
    let found: Vec<_> = CONTRACT_HEADINGS.into_iter().zip(row.iter().map(String::as_str)).collect();
    assert_eq!(found, expected);
}

#[test]
fn an_invitation_has_its_fields_too() {
    let terms = terms_of(&tender());
    let row = invitation_row(&terms, &terms.lots[0], Some(day("2028-04-01")), Some("People"));
    assert_eq!(row.len(), INVITATION_HEADINGS.len());
    assert_eq!(
        (row[0].as_str(), row[5].as_str(), row[6].as_str()),
        (terms.reference.as_str(), "2028-04-01", "People")
    );
    assert_eq!(row[1], terms.title);
    for (value, asked) in [(Some(500_000), false), (Some(500_001), true), (None, true)] {
        let mut terms = terms.clone();
        terms.value = None;
        terms.lots[0].value = value.map(Pence);
        assert_eq!(invites_for_enough(&terms, &terms.lots[0]), asked, "{value:?}");
    }
}

/// Stage, value, end; whether the code asks for it in the quarter to 30 June 2028.
#[test]
fn contracts_above_five_thousand_that_are_live_are_asked_for() {
    use ContractStage::{Abandoned, Ended, InForce, SettingUp};
    let table = [
        (InForce, Some(500_001), None, true),
        (InForce, Some(500_000), None, false),
        (InForce, None, None, true),
        (SettingUp, Some(500_001), None, false),
        (Abandoned, Some(500_001), None, false),
        (Ended, Some(500_001), Some("2028-04-01"), true),
        (Ended, Some(500_001), Some("2028-03-31"), false),
    ];
    for (stage, value, ended, asked) in table {
        let mut contract = medway();
        contract.row.stage = stage;
        (contract.row.value, contract.row.value_now) = (value.map(Pence), value.map(Pence));
        contract.row.ended_on = ended.map(day);
        assert_eq!(is_asked_for(&contract, day("2028-06-30")), asked, "{stage:?} {value:?} {ended:?}");
    }
    let mut contract = medway();
    for (signed, asked) in [("2028-06-30", true), ("2028-07-01", false)] {
        contract.row.signed_on = Some(day(signed));
        assert_eq!(is_asked_for(&contract, day("2028-05-02")), asked, "signed on {signed}");
    }
    assert_eq!(days_of(day("2028-05-02")), (day("2028-04-01"), day("2028-06-30")));
    assert_eq!(publish_by(day("2028-05-02")), day("2028-07-30"));
}
