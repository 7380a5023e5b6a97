mod after;

use entity::state::{NoticeBy, Role};

use super::*;
use crate::contract::testing::{IDS, PARTS, authority, dorset, medway};
use crate::testing::{SEEN, check_refused, form, noon, refused, rows, staff, strangers};

/// What a form gives beside the rest, and what is said of it.
type Asked = (&'static [(&'static str, &'static str)], Option<&'static str>);

const ID: RowId = RowId(400);

/// A decision of Cabinet of 12 September 2028, published two days later.
const BY_CABINET: [(&str, &str); 7] = [
    ("taken_by", "cabinet"),
    ("taken_on", "2028-09-12"),
    ("says", "Agreed."),
    ("reasons", "As reported."),
    ("published_on", "2028-09-14"),
    ("may_be_called_in", "open"),
    ("answer", "end"),
];

fn with(change: &[(&'static str, &'static str)]) -> Draft {
    let kept = BY_CABINET.into_iter().filter(|(name, _)| change.iter().all(|(other, _)| other != name));
    form(DECIDE, &kept.chain(change.iter().copied()).filter(|(_, text)| !text.is_empty()).collect::<Vec<_>>())
}

fn decide_on(contract: &Contract, draft: &Draft, on: &str) -> Result<Change, Refusal> {
    decide(contract, &authority(), PARTS[0], ID, draft, SEEN, &staff(Role::DemocraticServices), noon(on))
}

/// The contract with this decision at its first break, as the rule wrote it.
fn decided(end: TermEnd, answer: BreakAnswer) -> Contract {
    let mut contract = dorset(end);
    let draft = with(&[("answer", answer.code())]);
    decide_on(&contract, &draft, "2028-09-15").expect("it can be decided");
    contract.decisions.push(contract_decision::Model {
        id: ID,
        contract_id: contract.row.id,
        period_id: PARTS[0],
        number: 1,
        answer,
        taken_by: "Cabinet".to_owned(),
        delegated_by: None,
        delegation: None,
        taken_on: crate::testing::day("2028-09-12"),
        says: "Agreed.".to_owned(),
        reasons: "As reported.".to_owned(),
        published_on: crate::testing::day("2028-09-14"),
        call_in: CallIn::Open,
        call_in_ends_on: Some(crate::testing::day("2028-09-21")),
        call_in_outcome: None,
        recorded_at: noon("2028-09-15"),
        person_id: entity::id::PersonId(40),
        withdrawn_on: None,
        withdrawn_reason: None,
        notice_on: None,
        notice_how: None,
        received_on: None,
        noticed_by: None,
    });
    contract
}

fn passed(end: TermEnd, answer: BreakAnswer) -> Contract {
    let mut contract = decided(end, answer);
    contract.decisions[0].call_in = CallIn::Passed;
    contract
}

fn notice_on(contract: &Contract, sent: &str, today: &str) -> Result<Change, Refusal> {
    let draft = form(GIVEN, &[("notice_on", sent), ("notice_how", "By post.")]);
    give_notice(contract, &authority(), PARTS[0], &draft, SEEN, &staff(Role::ContractManager), noon(today))
}

/// From the decision to the notice: the worked contract, ended at its first break.
#[test]
fn a_contract_is_ended_at_a_break_by_decision_and_notice() {
    let written = rows(decide_on(&dorset(TermEnd::Break), &with(&[]), "2028-09-15"));
    assert!(
        written[0].contains(r#""answer":"end""#) && written[0].contains(r#""call_in_ends_on":"2028-09-21""#),
        "{}",
        written[0]
    );
    // Not yet ended: without notice it runs on.
    assert!(written[1].contains(r#""ends_on":"2032-03-31""#), "{}", written[1]);
    let written = rows(notice_on(&passed(TermEnd::Break, BreakAnswer::End), "2028-09-29", "2028-09-29"));
    assert!(written[0].contains(r#""received_on":"2028-09-29""#), "{}", written[0]);
    assert!(
        written[1].contains(r#""ends_on":"2029-03-31""#) && written[1].contains(r#""next_what":"turn""#),
        "{}",
        written[1]
    );
}

#[test]
fn an_option_is_taken_by_decision_and_notice() {
    let draft = with(&[("answer", "extend")]);
    let written = rows(decide_on(&dorset(TermEnd::Extension), &draft, "2028-09-15"));
    assert!(written[1].contains(r#""ends_on":"2029-03-31""#), "{}", written[1]);
    let written =
        rows(notice_on(&passed(TermEnd::Extension, BreakAnswer::Extend), "2028-09-29", "2028-09-29"));
    assert!(
        written[1].contains(r#""ends_on":"2031-03-31""#)
            && written[1].contains(r#""longest_on":"2032-03-31""#),
        "{}",
        written[1]
    );
}

/// A contract under the 2015 Regulations is extended today as it was signed.
#[test]
fn a_legacy_contract_is_extended_the_same_way() {
    let mut contract = dorset(TermEnd::Extension);
    contract.row.commenced_on = Some(crate::testing::day("2024-06-01"));
    assert!(decide_on(&contract, &with(&[("answer", "extend")]), "2028-09-15").is_ok());
    let law = crate::contract::law::law_of(&contract, noon("2028-09-15"));
    assert_eq!(law.regime, crate::law::regime::Regime::Pcr2015);
}

/// What stands at the end of the part, the answer, and what is said of it.
#[test]
fn an_answer_must_fit_what_stands_there() {
    let table = [
        (
            TermEnd::Break,
            "extend",
            Some(
                "answer: This is a break clause: the contract runs on by itself. There is nothing to extend.",
            ),
        ),
        (
            TermEnd::Extension,
            "continue",
            Some(
                "answer: This is an extension option: the contract ends by itself. Choose to extend it, or to let it end.",
            ),
        ),
        (TermEnd::Break, "continue", None),
        (TermEnd::Break, "renegotiate", None),
        (TermEnd::Extension, "end", None),
        (TermEnd::Extension, "renegotiate", None),
    ];
    for (end, answer, says) in table {
        let result = decide_on(&dorset(end), &with(&[("answer", answer)]), "2028-09-15");
        match says {
            Some(says) => check_refused(result, Why::Incomplete, says),
            None => assert!(result.is_ok(), "{end:?} {answer}"),
        }
    }
}

#[test]
fn the_tier_for_the_price_of_what_follows_decides() {
    let table: [Asked; 5] = [
        (&[], None),
        (
            &[("taken_by", "Director")],
            Some(
                "taken_by: Cabinet decides at this price. If it left the decision to someone, say so and where that is recorded.",
            ),
        ),
        (
            &[("taken_by", "Director"), ("delegated_by", "Cabinet")],
            Some("delegation: Say where the delegation is recorded."),
        ),
        (&[("taken_by", "Director"), ("delegated_by", "Cabinet"), ("delegation", "Minute 12")], None),
        (
            &[("taken_by", "Director"), ("delegated_by", "Leader"), ("delegation", "Minute 12")],
            Some("delegated_by: Cabinet decides at this price, so only Cabinet can delegate it."),
        ),
    ];
    for (change, says) in table {
        let change: Vec<(&'static str, &'static str)> = change.to_vec();
        let result = decide_on(&dorset(TermEnd::Break), &with(&change), "2028-09-15");
        match says {
            Some(says) => check_refused(result, Why::Incomplete, says),
            None => assert!(result.is_ok(), "{change:?}"),
        }
    }
}

#[test]
fn days_that_cannot_be_are_refused() {
    let result = decide_on(
        &dorset(TermEnd::Break),
        &with(&[("taken_on", "2028-09-16"), ("published_on", "2028-09-15")]),
        "2028-09-15",
    );
    check_refused(
        result,
        Why::Incomplete,
        "taken_on: Day of the decision must not be in the future.\npublished_on: It cannot be published before it was taken. Check both dates.",
    );
    let beyond = with(&[("taken_on", "2028-12-20"), ("published_on", "2028-12-28")]);
    let mut late = dorset(TermEnd::Break);
    late.periods[0].months = Some(36);
    assert_eq!(refused(decide_on(&late, &beyond, "2028-12-29")).0, Why::CannotTell);
}

/// Two people decide at once: the second finds a decision, and a form drawn from an older version never holds.
#[test]
fn a_break_is_decided_once() {
    let contract = decided(TermEnd::Break, BreakAnswer::Continue);
    check_refused(
        decide_on(&contract, &with(&[]), "2028-09-15"),
        Why::NotNow,
        "A decision is recorded here already. Withdraw it before recording another.",
    );
    let again = decided(TermEnd::Break, BreakAnswer::Renegotiate);
    assert!(rows(decide_on(&again, &with(&[]), "2028-09-15"))[0].contains(r#""number":2"#));
    let change =
        decide_on(&dorset(TermEnd::Break), &with(&[]), "2028-09-15").expect("it can be decided").into_parts();
    let root = change.roots.iter().find(|root| root.table == "contract").expect("it moves the contract");
    assert!(root.moves && root.seen == SEEN);
}

#[test]
fn a_day_that_has_gone_by_and_a_contract_that_is_over_leave_nothing_to_decide() {
    let (kind, says) = refused(decide_on(&dorset(TermEnd::Break), &with(&[]), "2029-04-01"));
    assert_eq!((kind, says.starts_with("Nothing is left to decide")), (Why::NotNow, true));
    assert_eq!(refused(decide_on(&medway(), &with(&[]), "2022-06-01")).0, Why::NotNow);
    let mut ended = dorset(TermEnd::Break);
    ended.row.stage = entity::state::ContractStage::Ended;
    check_refused(decide_on(&ended, &with(&[]), "2028-09-15"), Why::NotNow, "This contract has ended.");
}

#[test]
fn a_decision_is_withdrawn_before_notice_and_not_after() {
    let draft =
        form(WITHDRAW, &[("withdrawn_on", "2028-09-20"), ("withdrawn_reason", "Scrutiny sent it back.")]);
    let take = |contract: &Contract| {
        withdraw(contract, &authority(), PARTS[0], &draft, SEEN, &staff(Role::Approver), noon("2028-09-20"))
    };
    assert!(rows(take(&decided(TermEnd::Break, BreakAnswer::End)))[0].contains("withdrawn_on"));
    let mut given = passed(TermEnd::Break, BreakAnswer::End);
    given.decisions[0].notice_on = Some(crate::testing::day("2028-09-19"));
    assert_eq!(refused(take(&given)).0, Why::NotNow);
    let early = form(WITHDRAW, &[("withdrawn_on", "2028-09-11"), ("withdrawn_reason", "No.")]);
    let result = withdraw(
        &decided(TermEnd::Break, BreakAnswer::End),
        &authority(),
        PARTS[0],
        &early,
        SEEN,
        &staff(Role::Approver),
        noon("2028-09-20"),
    );
    assert_eq!(refused(result).0, Why::Incomplete);
}

#[test]
fn only_those_who_decide_may() {
    for role in [Role::ContractManager, Role::ProcurementOfficer, Role::Auditor] {
        let result = decide(
            &dorset(TermEnd::Break),
            &authority(),
            PARTS[0],
            ID,
            &with(&[]),
            SEEN,
            &staff(role),
            noon("2028-09-15"),
        );
        assert_eq!(refused(result).0, Why::NotYours, "{role:?}");
    }
    for stranger in strangers() {
        let result = decide(
            &dorset(TermEnd::Break),
            &authority(),
            PARTS[0],
            ID,
            &with(&[]),
            SEEN,
            &stranger,
            noon("2028-09-15"),
        );
        assert_eq!(refused(result).0, Why::NotFound);
    }
}
