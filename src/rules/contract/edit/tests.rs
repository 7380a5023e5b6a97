use entity::state::Role;

use super::*;
use crate::contract::parts::START;
use crate::contract::testing::{PARTS as PERIODS, dorset};
use crate::rows::{change_part, list, part};
use crate::testing::{SEEN, check_refused, form, refused, rows, staff, strangers};

fn setting_up() -> Contract {
    let mut contract = dorset(TermEnd::Break);
    contract.row.stage = ContractStage::SettingUp;
    contract
}

fn write_part(contract: &Contract, code: &str, given: &[(&str, &str)]) -> Result<Change, Refusal> {
    let part = part::<Contract>(code).expect("there is such a part");
    let given = form_of(part.fields, given);
    change_part(contract, part, &given, SEEN, &staff(Role::ContractManager))
}

/// A form of those fields that are given; what is not known stays empty.
fn form_of(fields: &[crate::field::Field], given: &[(&str, &str)]) -> Draft {
    form(fields, given)
}

fn add(contract: &Contract, code: &str, given: &[(&str, &str)]) -> Result<Change, Refusal> {
    let list = list::<Contract>(code).expect("there is such a list");
    list.add(contract, RowId(990), &form(list.fields, given), SEEN, &staff(Role::ContractManager))
}

#[test]
fn a_contract_is_entered_by_hand() {
    let enter_it = |reference: &str, role: Role| {
        let draft =
            form(START, &[("title", "A service"), ("reference", reference), ("supplier", "A charity")]);
        enter(ContractId(5), &draft, &staff(role))
    };
    let written = rows(enter_it("DOR-2026-002", Role::ContractManager));
    assert!(
        written[0].contains(r#""stage":"setting_up""#) && written[0].contains(r#""spent":0"#),
        "{}",
        written[0]
    );
    assert_eq!(refused(enter_it("dor 1", Role::ContractManager)).0, Why::Incomplete);
    assert_eq!(refused(enter_it("DOR-1", Role::Approver)).0, Why::NotYours);
}

/// Each part and list, and whether it can be written before, in and after force, and once given up.
#[test]
fn what_was_signed_stays_and_the_rest_can_be_written() {
    let fixed = ["agreement", "law", "indexation", "term", "prices"];
    let codes = PARTS.iter().map(|part| part.code).chain(LISTS.iter().map(|list| list.code));
    for code in codes {
        for stage in
            [ContractStage::SettingUp, ContractStage::InForce, ContractStage::Ended, ContractStage::Abandoned]
        {
            let mut contract = dorset(TermEnd::Break);
            contract.row.stage = stage;
            let may = contract.may_write_there(code, &staff(Role::ContractManager)).is_ok();
            let expected = match stage {
                ContractStage::SettingUp => true,
                ContractStage::InForce | ContractStage::Ended => !fixed.contains(&code),
                ContractStage::Abandoned => false,
            };
            assert_eq!(may, expected, "{code} {stage:?}");
        }
    }
    for stranger in strangers() {
        assert_eq!(refused(setting_up().may_write_there("term", &stranger)).0, Why::NotFound);
    }
}

#[test]
fn facts_that_clash_are_refused_at_their_boxes() {
    check_refused(
        write_part(&setting_up(), "indexation", &[("index_cap", "2"), ("index_collar", "3")]),
        Why::Incomplete,
        "index_collar: Collar must not be above the cap. Check both.",
    );
    check_refused(
        write_part(&setting_up(), "law", &[("value", "100"), ("irrecoverable_vat", "101")]),
        Why::Incomplete,
        "irrecoverable_vat: VAT that cannot be recovered must not be above the value. Check both.",
    );
    assert!(write_part(&dorset(TermEnd::Break), "management", &[("department", "People")]).is_ok());
    assert_eq!(refused(write_part(&dorset(TermEnd::Break), "law", &[("value", "100")])).0, Why::NotNow);
}

#[test]
fn a_part_of_the_term_says_in_what_notice_is_counted_and_when_there_is_none() {
    let months = ("months", "24");
    check_refused(
        add(&setting_up(), "term", &[months, ("ends_with", "break"), ("notice", "6")]),
        Why::Incomplete,
        "notice_unit: Say whether notice is counted in months or in days.",
    );
    check_refused(
        add(
            &setting_up(),
            "term",
            &[months, ("ends_with", "end"), ("notice", "6"), ("notice_unit", "months")],
        ),
        Why::Incomplete,
        "notice: The contract ends here by itself. Leave this empty, or choose a break clause or an extension option.",
    );
    let written = rows(add(
        &setting_up(),
        "term",
        &[months, ("ends_with", "break"), ("notice", "6"), ("notice_unit", "months")],
    ));
    assert!(
        written[0].contains(r#""contract_id":300"#) && written[0].contains(r#""position":4"#),
        "{}",
        written[0]
    );
}

#[test]
fn days_of_a_row_come_in_their_order() {
    for (code, given) in [
        ("defaults", [("title", "Late"), ("issued_on", "2028-02-01"), ("remedy_by", "2028-01-31")]),
        ("improvement", [("title", "Late"), ("begun_on", "2028-02-01"), ("due_on", "2028-01-31")]),
        ("actions", [("says", "Do it."), ("agreed_on", "2028-02-01"), ("due_on", "2028-01-31")]),
    ] {
        let (kind, says) = refused(add(&dorset(TermEnd::Break), code, &given));
        assert!(kind == Why::Incomplete && says.contains("comes before the first one"), "{code}: {says}");
    }
}

#[test]
fn a_part_on_which_a_variation_rests_stays() {
    let contract = setting_up();
    assert_eq!(contract.must_stay("term", PERIODS[0]), None);
    let terms = list::<Contract>("term").expect("there is such a list");
    assert!(terms.remove(&contract, PERIODS[2], SEEN, &staff(Role::ContractManager)).is_ok());
}
