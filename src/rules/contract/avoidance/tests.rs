use entity::id::RowId;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::contract::testing::CONTRACT;
use crate::testing::blank;

/// The Dorset paper's line: 14.4 evaluated, 14 modelled, five years, no unit cost, gross and net as stated.
fn dorset() -> contract_avoidance::Model {
    blank::<contract_avoidance::ActiveModel, _>(|row| {
        row.id = Set(RowId(600));
        row.contract_id = Set(CONTRACT);
        row.position = Set(1);
        row.measures = Set("Removals of children".to_owned());
        row.evaluated_rate = Set(Some(Hundredths(1_440)));
        row.modelled_rate = Set(Some(Hundredths(1_400)));
        row.years = Set(Some(5));
        row.gross = Set(Some(Pence::pounds(5_862_194)));
        row.net = Set(Some(Pence::pounds(4_362_194)));
    })
}

const COST: Option<Pence> = Some(Pence::pounds(1_655_000));

/// Stated sums differ by £1,500,000 and not by the £1,655,000 that the contract costs (fact sheet, section 9, check 2).
#[test]
fn the_dorset_paper_does_not_add_up_and_no_unit_cost_is_invented() {
    assert_eq!(
        checks(&dorset(), COST),
        [
            "Costs avoided before and after the cost of the service differ by £1,500,000, but the service costs £1,655,000: £155,000 is not explained.",
            "The evaluation found 14.4 a year; the model uses 14.",
        ]
    );
    let missing = model(&dorset(), Some(Hundredths(1_400)), COST).expect_err("no unit cost is known");
    assert_eq!(
        missing.words(),
        "Not modelled: the record does not say the cost of one, whether one saves once or in every later year. Nothing is assumed."
    );
    let agreed = contract_avoidance::Model {
        net: Some(Pence::pounds(4_207_194)),
        modelled_rate: Some(Hundredths(1_440)),
        ..dorset()
    };
    assert_eq!(checks(&agreed, COST), [""; 0]);
    assert_eq!(checks(&dorset(), None).len(), 1);
}

/// Fourteen a year at £10,000 over three years: once; every later year; every later year from the middle of the first.
#[test]
fn every_line_of_the_model_shows() {
    let table = [
        (Recurs::Once, None, ["14", "14", "14"], 420_000),
        (Recurs::Once, Some(BasisPoints::percent(50)), ["14", "14", "14"], 420_000),
        (Recurs::EveryYear, None, ["14", "28", "42"], 840_000),
        (Recurs::EveryYear, Some(BasisPoints::percent(50)), ["7", "21", "35"], 630_000),
        (Recurs::EveryYear, Some(BasisPoints::percent(0)), ["0", "14", "28"], 420_000),
    ];
    for (recurs, part_year, saving, gross) in table {
        let row = contract_avoidance::Model {
            unit_cost: Some(Pence::pounds(10_000)),
            recurs: Some(recurs),
            part_year,
            years: Some(3),
            ..dorset()
        };
        let model = model(&row, row.modelled_rate, Some(Pence::pounds(993_000))).expect("all is known");
        let shown: Vec<_> = model.lines.iter().map(|line| crate::exact::plain(&line.saving)).collect();
        assert_eq!(shown, saving, "{recurs:?} {part_year:?}");
        assert_eq!(model.gross, Some(Pence::pounds(gross)));
        assert_eq!(model.net, Some(Pence::pounds(gross - 993_000)));
    }
}

/// The evaluated rate is a fraction of a child, and stays exact: 14.4 × 5 × £83,745.63.
#[test]
fn the_evaluated_rate_is_another_model() {
    let row = contract_avoidance::Model {
        unit_cost: Some(Pence(8_374_563)),
        recurs: Some(Recurs::Once),
        ..dorset()
    };
    let modelled = model(&row, row.modelled_rate, COST).expect("all is known");
    assert_eq!(modelled.gross, Some(Pence(586_219_410)));
    let evaluated = model(&row, row.evaluated_rate, COST).expect("all is known");
    assert_eq!(evaluated.gross, Some(Pence(602_968_536)));
    let says = checks(&row, COST).pop();
    assert_eq!(
        says.as_deref(),
        Some("Costs avoided are stated as £5,862,194, but the lines of the model add up to £5,862,194.10.")
    );
}

/// What returns report stands in the place of the rate, year by year.
#[test]
fn what_is_reported_is_modelled_the_same_way() {
    let avoided = [Hundredths::whole(3), Hundredths::whole(0), Hundredths::whole(5)];
    let seen = over(&avoided, Pence::pounds(10_000), Recurs::EveryYear, Some(BasisPoints::percent(50)), None);
    let shown: Vec<_> = seen.lines.iter().map(|line| crate::exact::plain(&line.saving)).collect();
    assert_eq!(shown, ["1.5", "3", "5.5"]);
    assert_eq!((seen.gross, seen.net), (Some(Pence::pounds(100_000)), None));
}
