use entity::default_notice;
use entity::number::Hundredths;
use entity::state::{KpiKind, Role};

use super::*;
use crate::returns::testing::{figure, kpi, monitored, quarters, submitted};
use crate::returns::values::Values;
use crate::testing::{SEEN, blank, day, noon, staff};

const LATER: &str = "2028-06-01";

/// What a KPI with a target of 80 was in each quarter of 2027: `g`, `a`, `r`, `0` nothing to measure, `-` no figure.
fn year(course: &str) -> Monitoring {
    let rate = kpi(1, KpiKind::Rate, "2027-04-01", |row| {
        row.target = Some(Hundredths::whole(80));
        row.tolerance = Some(Hundredths::whole(10));
    });
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    for (one, letter) in monitoring.returns.iter_mut().zip(course.chars()) {
        let of =
            |above, below| Values { numerator: Some(above), denominator: Some(below), ..Values::default() };
        let values = match letter {
            'g' => Some(of(9, 10)),
            'a' => Some(of(7, 10)),
            'r' => Some(of(1, 10)),
            '0' => Some(of(0, 0)),
            _ => None,
        };
        one.figures.extend(values.map(|values| figure(one, &rate, values)));
        submitted(one);
    }
    monitoring.kpis = vec![rate];
    monitoring
}

fn with_plan(mut monitoring: Monitoring, standing: PlanStanding, closed: Option<&str>) -> Monitoring {
    monitoring.contract.plans.push(blank::<improvement_plan::ActiveModel, _>(|row| {
        row.id = Set(RowId(70));
        row.kpi_id = Set(Some(monitoring.kpis[0].row.id));
        row.standing = Set(Some(standing));
        row.due_on = Set(Some(day("2028-03-01")));
        row.closed_on = Set(closed.map(day));
    }));
    monitoring
}

fn step(monitoring: &Monitoring, on: &str) -> Option<(usize, &'static str)> {
    let off = monitoring.off_target(noon(on));
    off.first().map(|one| {
        let step = match one.step {
            Step::Explanation => "explanation",
            Step::Plan => "plan",
            Step::GoesOn(_) => "goes on",
            Step::PlanIsDue(_) => "plan is due",
            Step::DefaultNotice(_) => "default notice",
        };
        (one.reds, step)
    })
}

#[test]
fn two_reds_in_a_row_call_for_a_plan() {
    let table = [
        ("gggg", None),
        ("r", Some((1, "explanation"))),
        ("gggr", Some((1, "explanation"))),
        ("ggrr", Some((2, "plan"))),
        ("rrrr", Some((4, "plan"))),
        // Green and amber break a run.
        ("rgr", Some((1, "explanation"))),
        ("rar", Some((1, "explanation"))),
        ("rrg", None),
        ("rra", None),
        // What cannot be judged neither adds nor breaks.
        ("r-r", Some((2, "plan"))),
        ("r0r", Some((2, "plan"))),
        ("rr--", Some((2, "plan"))),
        ("-r-", Some((1, "explanation"))),
        ("----", None),
    ];
    for (course, expected) in table {
        assert_eq!(step(&year(course), LATER), expected, "{course}");
    }
}

#[test]
fn what_is_measured_no_more_calls_for_nothing_new() {
    let mut stopped = year("rr");
    stopped.kpis[0].row.ended_on = Some(day("2027-12-31"));
    assert_eq!(step(&stopped, "2027-12-31"), Some((2, "plan")));
    assert_eq!(step(&stopped, "2028-01-01"), None);
    assert_eq!(step(&with_plan(stopped, PlanStanding::Open, None), "2028-02-01"), Some((2, "goes on")));
    let mut over = year("rr");
    over.contract.row.ended_on = Some(day("2027-12-31"));
    assert_eq!(step(&over, LATER), None);
}

#[test]
fn a_plan_goes_on_is_due_and_leads_to_a_notice() {
    let open = with_plan(year("rr"), PlanStanding::Open, None);
    assert_eq!(step(&open, "2028-02-01"), Some((2, "goes on")));
    assert_eq!(step(&open, "2028-03-02"), Some((2, "plan is due")));
    let met = with_plan(year("rr"), PlanStanding::Met, Some("2027-11-01"));
    assert_eq!(step(&met, LATER), None);
    // Reds after it was closed count from one again.
    assert_eq!(
        step(&with_plan(year("rrr"), PlanStanding::Met, Some("2027-11-01")), LATER),
        Some((1, "explanation"))
    );
    assert_eq!(
        step(&with_plan(year("rrrr"), PlanStanding::Met, Some("2027-11-01")), LATER),
        Some((2, "plan"))
    );
    let mut unmet = with_plan(year("rrr"), PlanStanding::NotMet, Some("2028-01-10"));
    assert_eq!(step(&unmet, LATER), Some((0, "default notice")));
    unmet.contract.defaults.push(blank::<default_notice::ActiveModel, _>(|row| {
        row.issued_on = Set(Some(day("2028-01-20")));
    }));
    assert_eq!(step(&unmet, LATER), None);
    assert_eq!(step(&with_plan(year("rrg"), PlanStanding::NotMet, Some("2028-01-10")), LATER), None);
}

#[test]
fn a_plan_begins_from_the_figures_once() {
    let monitoring = year("rr");
    let propose = |monitoring: &Monitoring| {
        propose(
            monitoring,
            &monitoring.kpis[0],
            RowId(80),
            SEEN,
            &staff(Role::ContractManager),
            noon("2028-01-01"),
        )
    };
    assert_eq!(
        monitoring.calls_for_plan(noon(LATER))[0].reason(),
        "Off target in 2 quarters running: 10.0% in April to June 2027, target 80%; 10.0% in July to September 2027, \
         target 80%."
    );
    assert!(propose(&monitoring).is_ok());
    let says = |monitoring: &Monitoring| propose(monitoring).expect_err("it is refused").first();
    assert!(
        says(&with_plan(monitoring, PlanStanding::Open, None)).starts_with("A plan for this KPI goes on.")
    );
    assert!(says(&year("gr")).starts_with("This KPI was not off its target twice running"));
}
