use entity::state::Role;

use super::*;
use crate::Why;
use crate::contract::testing::{IDS, authority, dorset, now, payment};
use crate::testing::{SEEN, check_refused, form, refused, rows, staff, strangers};

/// A fact taken away, and what is said of it.
type Without = (fn(&mut Contract), &'static str);

fn setting_up(end: TermEnd) -> Contract {
    let mut contract = dorset(end);
    contract.row.stage = ContractStage::SettingUp;
    contract
}

fn begin_it(contract: &Contract) -> Result<Change, Refusal> {
    begin(contract, &authority(), &IDS, SEEN, &staff(Role::ContractManager), now())
}

#[test]
fn a_contract_in_force_has_its_dates_and_its_notices() {
    let written = rows(begin_it(&setting_up(TermEnd::Extension)));
    assert!(
        written[0].contains(r#""stage":"in_force""#) && written[0].contains(r#""ends_on":"2029-03-31""#),
        "{}",
        written[0]
    );
    assert!(
        written[0].contains(r#""next_on":"2028-07-21""#) && written[0].contains(r#""next_what":"return""#),
        "{}",
        written[0]
    );
    assert!(written[1].contains(r#""kind":"contract_details""#), "{}", written[1]);
}

#[test]
fn whatever_would_hide_a_date_stands_in_the_way() {
    let without = |change: fn(&mut Contract)| {
        let mut contract = setting_up(TermEnd::Break);
        change(&mut contract);
        refused(begin_it(&contract))
    };
    let table: [Without; 7] = [
        (|it| it.row.signed_on = None, "The day on which it was signed is not given."),
        (|it| it.row.starts_on = None, "The contract’s first day is not known"),
        (|it| it.periods.clear(), "No part of the term is given"),
        (|it| it.periods[0].ends_with = None, "What stands at the end of part 1 of the term is not known"),
        (
            |it| it.periods[0].ends_with = Some(TermEnd::End),
            "Part 1 is given as the end of the term, but other parts follow it.",
        ),
        (|it| it.periods[2].ends_with = Some(TermEnd::Break), "Part 3 is the last, so the term ends there."),
        (|it| it.periods[1].notice_unit = None, "The notice at the end of part 2 is not given."),
    ];
    for (change, says) in table {
        let (kind, found) = without(change);
        assert!(kind == Why::Incomplete && found.starts_with(says), "{found}");
    }
    assert_eq!(obstacles(&setting_up(TermEnd::Break)), [""; 0]);
}

#[test]
fn it_begins_once_by_those_who_may() {
    assert_eq!(refused(begin_it(&dorset(TermEnd::Break))).0, Why::NotNow);
    for stranger in strangers() {
        let result = begin(&setting_up(TermEnd::Break), &authority(), &IDS, SEEN, &stranger, now());
        assert_eq!(refused(result).0, Why::NotFound);
    }
    let result =
        begin(&setting_up(TermEnd::Break), &authority(), &IDS, SEEN, &staff(Role::ReportWriter), now());
    assert_eq!(refused(result).0, Why::NotYours);
}

#[test]
fn it_is_taken_back_while_nothing_rests_on_it() {
    let take = |contract: &Contract| take_back(contract, SEEN, &staff(Role::ContractManager));
    assert!(rows(take(&dorset(TermEnd::Break)))[0].contains(r#""stage":"setting_up""#));
    let mut paid = dorset(TermEnd::Break);
    paid.payments = vec![payment(1, "2027-05-01", 1, None)];
    assert_eq!(refused(take(&paid)).0, Why::NotNow);
    assert_eq!(refused(take(&setting_up(TermEnd::Break))).0, Why::NotNow);
}

#[test]
fn one_that_never_began_is_given_up() {
    let draft = form(ABANDON, &[("end_reason", "The provider withdrew.")]);
    let give_up = |contract: &Contract| abandon(contract, &draft, SEEN, &staff(Role::ProcurementOfficer));
    assert!(rows(give_up(&setting_up(TermEnd::Break)))[0].contains(r#""stage":"abandoned""#));
    check_refused(
        give_up(&dorset(TermEnd::Break)),
        Why::NotNow,
        "Only a contract that is being set up can be given up. Record its end instead.",
    );
}

/// Ended before its term, on a day within it.
#[test]
fn it_is_ended_before_its_time() {
    use crate::contract::end::{END, end};
    let draft =
        |on: &str| form(END, &[("end_kind", "agreed"), ("ended_on", on), ("end_reason", "Both agreed.")]);
    let end_on = |on: &str| {
        end(
            &dorset(TermEnd::Break),
            &authority(),
            &IDS,
            &draft(on),
            SEEN,
            &staff(Role::ContractManager),
            now(),
        )
    };
    let written = rows(end_on("2028-05-31"));
    assert!(
        written[0].contains(r#""end_kind":"agreed""#) && written[0].contains(r#""ends_on":"2028-05-31""#),
        "{}",
        written[0]
    );
    assert!(
        written
            .iter()
            .any(|row| row.contains("contract_termination") && row.contains(r#""due_on":"2028-06-29""#))
    );
    check_refused(
        end_on("2028-06-02"),
        Why::Incomplete,
        "ended_on: Its last day must not be in the future. Record the end once it has come.",
    );
    check_refused(end_on("2027-03-31"), Why::Incomplete, "ended_on: Its last day must lie within its term.");
}
