use entity::state::{CallIn, StepKind};
use sea_orm::ActiveValue::Set;

use super::*;
use crate::contract::testing::{CONTRACT, PARTS, authority, dorset, in_force, medway, prices};
use crate::term::next::Urgency;
use crate::testing::{blank, day};

fn decided(answer: BreakAnswer, received: Option<&str>) -> entity::contract_decision::Model {
    blank::<entity::contract_decision::ActiveModel, _>(|row| {
        row.id = Set(entity::id::RowId(400));
        row.contract_id = Set(CONTRACT);
        row.period_id = Set(PARTS[0]);
        row.number = Set(1);
        row.answer = Set(answer);
        row.taken_by = Set("Cabinet".to_owned());
        row.taken_on = Set(day("2028-09-12"));
        row.published_on = Set(day("2028-09-13"));
        row.says = Set("Agreed.".to_owned());
        row.reasons = Set("As reported.".to_owned());
        row.call_in = Set(CallIn::Open);
        row.call_in_ends_on = Set(Some(day("2028-09-20")));
        row.recorded_at = Set(crate::contract::testing::now());
        row.person_id = Set(entity::id::PersonId(40));
        row.received_on = Set(received.map(day));
    })
}

fn reaches(contract: &Contract, today: &str) -> (String, String) {
    let term = contract.term(day(today)).expect("it can be reckoned");
    (term.ends_on().to_string(), term.longest_on().to_string())
}

/// The same 2+2+1 as breaks and as options, with what was decided at two years, seen from a day: where it ends as it
/// stands, and where at most.
#[test]
fn the_same_term_means_the_opposite() {
    use BreakAnswer::{Continue, End, Extend, Renegotiate};
    let by = Some("2028-09-29");
    let table = [
        (TermEnd::Break, None, "2027-04-01", "2032-03-31", "2032-03-31"),
        (TermEnd::Break, Some((Continue, None)), "2028-10-15", "2032-03-31", "2032-03-31"),
        (TermEnd::Break, Some((End, None)), "2028-09-20", "2032-03-31", "2032-03-31"),
        (TermEnd::Break, Some((End, by)), "2028-10-15", "2029-03-31", "2029-03-31"),
        (TermEnd::Break, Some((Renegotiate, None)), "2028-10-15", "2032-03-31", "2032-03-31"),
        (TermEnd::Extension, None, "2027-04-01", "2029-03-31", "2032-03-31"),
        (TermEnd::Extension, None, "2028-09-30", "2029-03-31", "2032-03-31"),
        (TermEnd::Extension, None, "2028-10-01", "2029-03-31", "2029-03-31"),
        (TermEnd::Extension, Some((Extend, None)), "2028-09-20", "2029-03-31", "2032-03-31"),
        (TermEnd::Extension, Some((Extend, by)), "2028-10-15", "2031-03-31", "2032-03-31"),
        (TermEnd::Extension, Some((End, None)), "2028-09-20", "2029-03-31", "2029-03-31"),
        (TermEnd::Extension, Some((Renegotiate, None)), "2028-09-20", "2029-03-31", "2032-03-31"),
    ];
    for (end, decision, today, ends, longest) in table {
        let mut contract = dorset(end);
        contract.decisions =
            decision.map(|(answer, received)| decided(answer, received)).into_iter().collect();
        assert_eq!(
            reaches(&contract, today),
            (ends.to_owned(), longest.to_owned()),
            "{end:?} {decision:?} {today}"
        );
    }
}

#[test]
fn a_withdrawn_decision_decides_nothing() {
    let mut contract = dorset(TermEnd::Break);
    contract.decisions = vec![decided(BreakAnswer::End, Some("2028-09-29"))];
    contract.decisions[0].withdrawn_on = Some(day("2028-09-30"));
    assert_eq!(reaches(&contract, "2028-10-15").0, "2032-03-31");
    assert_eq!(contract.decision(PARTS[0]), None);
}

#[test]
fn medway_ran_for_two_years_and_had_nothing_to_decide() {
    assert_eq!(reaches(&medway(), "2022-04-01"), ("2024-03-31".to_owned(), "2024-03-31".to_owned()));
    assert_eq!(medway().points(&authority(), day("2022-04-01")), Ok(Vec::new()));
}

/// Every date of the worked contract, from the record.
#[test]
fn each_break_ahead_has_its_steps_its_value_and_who_decides() {
    let contract = dorset(TermEnd::Break);
    let authority = authority();
    let points = contract.points(&authority, day("2028-06-01")).expect("it can be reckoned");
    let shown: Vec<_> =
        points.iter().map(|point| (point.period.id, point.value.value, point.body.value.clone())).collect();
    let cabinet = Some("Cabinet".to_owned());
    assert_eq!(
        shown,
        [
            (PARTS[0], Some(Pence::pounds(662_000)), cabinet.clone()),
            (PARTS[1], Some(Pence::pounds(331_000)), cabinet),
        ]
    );
    let first = &points[0].plan;
    let expected = [
        (StepKind::Return, "2028-07-21"),
        (StepKind::ForwardPlan, "2028-08-14"),
        (StepKind::Agenda, "2028-09-04"),
        (StepKind::Meeting, "2028-09-12"),
        (StepKind::Published, "2028-09-14"),
        (StepKind::CallIn, "2028-09-21"),
        (StepKind::Serve, "2028-09-29"),
        (StepKind::Turn, "2029-03-31"),
    ];
    for (kind, on) in expected {
        assert_eq!(first.on(kind), Some(day(on)), "{kind:?}");
    }
    // The second lies beyond the loaded years, and says so.
    assert_eq!(points[1].plan.on(StepKind::Received), Some(day("2030-09-30")));
    let second = points[1].next.as_ref().expect("it is ahead");
    assert!(second.trouble.is_some() && second.urgency == Urgency::Later, "{second:?}");
}

#[test]
fn a_small_part_is_decided_by_an_officer_on_any_working_day() {
    let mut contract = dorset(TermEnd::Extension);
    contract.prices = prices(&[20_000; 5]);
    let authority = authority();
    let points = contract.points(&authority, day("2028-06-01")).expect("it can be reckoned");
    assert_eq!(points[0].body.value.as_deref(), Some("Director"));
    assert_eq!(points[0].plan.on(StepKind::Meeting), Some(day("2028-09-19")));
    assert_eq!(points[0].plan.on(StepKind::Agenda), None);
}

#[test]
fn where_a_decision_stands_its_own_days_are_shown() {
    let mut contract = dorset(TermEnd::Break);
    contract.decisions = vec![decided(BreakAnswer::End, None)];
    let authority = authority();
    let points = contract.points(&authority, day("2028-09-14")).expect("it can be reckoned");
    let plan = &points[0].plan;
    assert_eq!(plan.on(StepKind::Published), Some(day("2028-09-13")));
    assert_eq!(plan.on(StepKind::CallIn), Some(day("2028-09-20")));
    let next = points[0].next.as_ref().expect("notice must follow");
    assert_eq!((next.step, next.on), (StepKind::CallIn, Some(day("2028-09-20"))));
    contract.decisions[0].answer = BreakAnswer::Continue;
    let points = contract.points(&authority, day("2028-09-14")).expect("it can be reckoned");
    assert_eq!(points[0].next, None);
}

/// An extension taken after a variation of term: the first part runs three months longer, and everything moves with it.
#[test]
fn later_dates_move_with_a_varied_part() {
    let mut contract = dorset(TermEnd::Extension);
    contract.periods[0].months = Some(27);
    assert_eq!(reaches(&contract, "2027-04-01"), ("2029-06-30".to_owned(), "2032-06-30".to_owned()));
    let authority = authority();
    let points = contract.points(&authority, day("2028-06-01")).expect("it can be reckoned");
    assert_eq!(points[0].plan.on(StepKind::Received), Some(day("2028-12-30")));
    assert_eq!(points[0].plan.on(StepKind::Serve), Some(day("2028-12-29")));
    let mut odd = dorset(TermEnd::Extension);
    (odd.periods[0].months, odd.periods[0].last_day) = (None, Some(day("2029-06-15")));
    assert_eq!(reaches(&odd, "2027-04-01"), ("2029-06-15".to_owned(), "2032-06-15".to_owned()));
}

#[test]
fn a_term_that_is_not_known_is_said_and_not_guessed() {
    let without = |change: fn(&mut Contract)| {
        let mut contract = dorset(TermEnd::Break);
        change(&mut contract);
        contract.term(day("2028-06-01")).map(|_| ())
    };
    assert_eq!(without(|it| it.row.starts_on = None), Err(Unreckonable::NoStart));
    assert_eq!(without(|it| it.periods.clear()), Err(Unreckonable::NoParts));
    assert_eq!(without(|it| it.periods[1].months = None), Err(Unreckonable::NoLength(2)));
    assert_eq!(without(|it| it.periods[1].ends_with = None), Err(Unreckonable::NoEnd(2)));
}

/// Dorset's cohorts of eighteen months against its breaks.
#[test]
fn cohorts_are_held_against_the_breaks() {
    let mut contract = dorset(TermEnd::Break);
    let cohort = |starts: Option<&str>| {
        blank::<entity::cohort::ActiveModel, _>(|row| {
            row.id = Set(entity::id::RowId(500));
            row.contract_id = Set(CONTRACT);
            row.position = Set(1);
            row.title = Set("Cohort".to_owned());
            row.starts_on = Set(starts.map(day));
            row.months = Set(Some(18));
        })
    };
    contract.cohorts = vec![cohort(Some("2027-04-01")), cohort(Some("2028-10-01")), cohort(None)];
    assert_eq!(
        contract.straddles(day("2027-04-01")),
        Ok(vec![Some(vec![]), Some(vec![Straddles::Break(day("2029-03-31"))]), None])
    );
}

/// What lists sort by names the day, its step and its break; a missed one with its own step, and first.
#[test]
fn the_stored_columns_name_the_first_day_that_matters() {
    use crate::contract::derived::derived;
    let contract = dorset(TermEnd::Break);
    let found = |contract: &Contract, today: &str| {
        let found = derived(contract, &authority(), day(today));
        let on = found.next_on.map(|on| on.to_string()).unwrap_or_default();
        (on, found.next_what.unwrap_or_default(), found.next_period_id, found.next_loud)
    };
    let first = Some(PARTS[0]);
    let table = [
        ("2028-07-21", "2028-07-21", "return", false),
        ("2028-08-14", "2028-08-14", "forward_plan", false),
        ("2028-08-15", "2028-08-14", "forward_plan", true),
        ("2028-09-30", "2028-08-14", "forward_plan", true),
    ];
    for (today, on, what, loud) in table {
        assert_eq!(found(&contract, today), (on.to_owned(), what.to_owned(), first, loud), "{today}");
    }
    let over = in_force("2027-04-01", &[(24, TermEnd::End)]);
    assert_eq!(found(&over, "2028-06-01"), ("2029-03-31".to_owned(), "turn".to_owned(), None, false));
}
