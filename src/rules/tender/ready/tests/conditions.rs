//! Conditions of participation.

use super::*;

/// Kind of condition, by when it must be met, whether evidence is named, and whether the law allows it.
#[test]
fn conditions_the_law_forbids() {
    use ConditionKind::{Accounts, Financial, Insurance};
    use NeededBy::{AtStart, BeforeAward, WithBid};
    let insurance = "Condition 1: insurance may not have to be in place before the award (Procurement Act 2023, \
                     section 22). Ask for it from the start of the contract.";
    let accounts = "Condition 1: audited accounts may be asked only of those whose accounts the law requires to be \
                    audited (Procurement Act 2023, section 22). Say, as evidence, what others show instead.";
    let table = [
        (Insurance, WithBid, true, Some(insurance)),
        (Insurance, BeforeAward, true, Some(insurance)),
        (Insurance, AtStart, true, None),
        (Accounts, WithBid, false, Some(accounts)),
        (Accounts, WithBid, true, None),
        (Financial, WithBid, false, None),
        (Financial, BeforeAward, true, None),
    ];
    for (kind, needed_by, evidence, says) in table {
        let expected: Vec<_> = says.into_iter().map(|says| (says, CONDITIONS)).collect();
        check(
            |tender, _| {
                tender.conditions[0].kind = kind;
                tender.conditions[0].needed_by = needed_by;
                tender.conditions[0].evidence = evidence.then(|| "A letter from the bank.".to_owned());
            },
            &expected,
        );
    }
}

#[test]
fn below_the_threshold_there_is_no_suitability_stage_but_for_works() {
    let says = "Below the threshold the law allows no conditions of participation for services or goods \
                (Procurement Act 2023, section 85; before it, Public Contracts Regulations 2015, regulation 111). \
                Take all of them out.";
    let below = |tender: &mut Tender| tender.row.value = Some(Pence::pounds(100_000));
    check(|tender, _| below(tender), &[(says, CONDITIONS)]);
    check(|tender, p| (below(tender), p.row.category = Some(Category::Goods)).1, &[(says, CONDITIONS)]);
    check(
        |tender, p| {
            below(tender);
            p.row.category = Some(Category::Works);
            tender.row.cpv_codes = Some("45000000-7".to_owned());
        },
        &[],
    );
    check(
        |tender, _| {
            below(tender);
            tender.conditions.clear();
        },
        &[],
    );
    assert!("45000000-7".parse::<Cpv>().is_ok());
}

/// Audited accounts are never asked of everyone, whatever the officer wrote.
#[test]
fn the_terms_say_of_whom_accounts_are_asked() {
    let (mut tender, _) = ready();
    tender.conditions[0].kind = ConditionKind::Accounts;
    let terms = crate::tender::compose::compose(&tender).expect("it is whole");
    assert!(terms.conditions[0].says.ends_with(crate::tender::compose::ACCOUNTS_ONLY_IF_OBLIGED));
}
