use entity::measure;
use entity::number::{BasisPoints, Pence};
use entity::state::{Role, Stage, TermEnd};
use entity::term_period;

use super::*;
use crate::testing::{
    at, blank, check_refused, day, noon, outcome, refused, settled, staff, strangers, tenders, word,
};

fn effective() -> Procurement {
    let mut p = at(Stage::Effective);
    p.row.cpv_codes = Some("85320000-8".to_owned());
    p.row.annual_value = Some(Pence::pounds(331_000));
    p.row.starts_on = Some(day("2027-04-01"));
    p.row.price_weight = Some(BasisPoints::percent(60));
    p.row.quality_weight = Some(BasisPoints::percent(40));
    p.row.service_model = Some("A service that costs {{ procurement.annual_value }} a year.".to_owned());
    p.term_periods = [(24, TermEnd::Break), (24, TermEnd::Extension), (13, TermEnd::End)]
        .into_iter()
        .map(|(months, ends)| {
            blank::<term_period::ActiveModel, _>(|row| {
                row.months = Set(Some(months));
                row.ends_with = Set(Some(ends));
            })
        })
        .collect();
    p.outcomes = vec![outcome(1, 1), outcome(2, 2)];
    p.measures = vec![blank::<measure::ActiveModel, _>(|row| {
        row.outcome_id = Set(RowId(1));
        row.says = Set("How many stay.".to_owned());
    })];
    p
}

fn officer() -> Actor {
    staff(Role::ProcurementOfficer)
}

fn begin(p: &Procurement, before: &[tender::Model]) -> Result<Change, Refusal> {
    let numbers = Numbers { tender: TenderId(70), rows: (100..).map(RowId).take(rows_begun(p)).collect() };
    start(p, &settled(), before, &numbers, &officer(), noon("2026-11-21"))
}

#[test]
fn everything_that_is_known_is_carried_over() {
    let rows: Vec<_> = begin(&effective(), &[])
        .expect("the decision is effective")
        .into_parts()
        .rows
        .into_iter()
        .map(|row| row.written)
        .collect();
    let of = |table: &str| {
        rows.iter().filter(|row| row.table == table).map(|row| &row.columns).collect::<Vec<_>>()
    };
    let begun = of("tender")[0];
    assert_eq!(begun["reference"], "MED-2021-001");
    assert_eq!(begun["cpv_codes"], "85320000-8");
    assert_eq!(begun["description"], "A service that costs £331,000 a year.");
    // 61 months at £331,000 a year.
    assert_eq!(begun["value"], 168_258_333);
    let lot = of("lot")[0];
    for (name, expected) in
        [("months", 48), ("longest_months", 61), ("price_years", 6), ("quality_weight", 4_000)]
    {
        assert_eq!(lot[name], expected, "{name}");
    }
    assert_eq!(lot["starts_on"], "2027-04-01");
    let questions = of("criterion");
    assert_eq!(questions.iter().map(|row| row["weight"].as_i64()).collect::<Vec<_>>(), [Some(2_000); 2]);
    assert_eq!(questions[0]["outcome_id"], 1);
    assert!(
        questions[0]["question"]
            .as_str()
            .is_some_and(|asks| asks.ends_with("It is measured by:\n- How many stay."))
    );
    assert_eq!((of("scale_step").len(), of("tie_break").len(), of("sample_bid").len()), (6, 2, 3));
    assert_eq!(of("sample_bid")[2]["price"], 168_258_300);
}

#[test]
fn weights_are_left_to_the_officer_where_they_do_not_divide_exactly() {
    let mut p = effective();
    p.outcomes.push(outcome(3, 3));
    let rows = begin(&p, &[]).expect("the decision is effective").into_parts().rows;
    let weights =
        rows.iter().filter(|row| row.written.table == "criterion").map(|row| &row.written.columns["weight"]);
    assert!(weights.into_iter().all(serde_json::Value::is_null));
}

#[test]
fn what_is_not_known_is_left_open() {
    assert!(begin(&at(Stage::Effective), &[]).is_ok());
}

#[test]
fn only_an_effective_decision_becomes_a_tender_and_only_one_at_a_time() {
    let now = noon("2026-11-21");
    for stage in [Stage::Draft, Stage::InClearance, Stage::ForDecision, Stage::Decided, Stage::Refused] {
        assert_eq!(word(&begin(&at(stage), &[])), "stage", "{stage:?}");
    }
    let mut live = tenders::tender().row;
    check_refused(
        begin(&effective(), &[live.clone()]),
        Why::NotNow,
        "There is a tender of it already: MED-2021-001. Go on with that one.",
    );
    live.stage = TenderStage::Cancelled;
    assert!(begin(&effective(), &[live.clone()]).is_ok());
    assert_eq!(reference(&effective(), &[live]), "MED-2021-001-2");
    for stranger in strangers() {
        assert_eq!(refused(may_start(&effective(), &[], &stranger, now)).0, Why::NotFound);
    }
    assert_eq!(refused(may_start(&effective(), &[], &staff(Role::ReportWriter), now)).0, Why::NotYours);
}
